//! Terms against an independent implementation: numpy's busday functions on the calendar of the Python package
//! `holidays` (`tests/peers/workdays`).

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};
use workdays::Calendar;

/// 200 days of the years 2010 to 2026 with terms of 1 to 60 working days. Around every moved day of 2013 and 2025 each day
/// of the two weeks before it begins a term, so that every way to count over it comes up.
fn cases() -> Vec<(Date, u16)> {
    let mut all = BTreeSet::new();
    let moved = [date(2013, 5, 4), date(2013, 5, 10), date(2013, 10, 12), date(2013, 10, 14), date(2013, 12, 28)];
    let moved = moved.into_iter().chain([date(2025, 1, 3), date(2025, 1, 5), date(2025, 3, 10), date(2025, 10, 27)]);
    for (nth, day) in moved.enumerate() {
        for before in 1..=12_u16 {
            let terms = [1, 3, 5, 10, 15];
            all.insert((day - i32::from(before).days(), terms[(nth + usize::from(before)) % terms.len()]));
        }
    }
    // A walk that meets every weekday and every season.
    let (mut day, mut days) = (date(2010, 1, 4), 1);
    while all.len() < 200 {
        all.insert((day, days));
        day += 65.days();
        days = days * 7 % 61;
    }
    all.into_iter().collect()
}

/// 200 terms end on the same day as in the independent implementation, those over the transferred days of 2013 and 2025
/// included.
#[test]
fn terms_are_those_of_an_independent_calendar() {
    let python = std::env::var("ORDA_TEST_PYTHON")
        .expect("ORDA_TEST_PYTHON names a Python with numpy and holidays; `cargo xtask test` makes one");
    let cases = cases();
    assert_eq!(cases.len(), 200);
    assert!(cases.iter().all(|(day, _)| (2010..=2026).contains(&day.year())));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/peers/workdays/terms.py");
    let mut peer =
        Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python starts");
    let mut questions = peer.stdin.take().expect("piped");
    for (day, days) in &cases {
        writeln!(questions, "{day} {days}").expect("takes the question");
    }
    drop(questions);
    let output = peer.wait_with_output().expect("answers");
    assert!(output.status.success(), "the peer ended with {}", output.status);
    let answers = String::from_utf8(output.stdout).expect("text");
    let answers: Vec<Date> = answers.lines().map(|line| line.trim().parse().expect("a date")).collect();
    assert_eq!(answers.len(), cases.len());
    let calendar = Calendar::kazakhstan();
    let mut over_moved = [0, 0];
    for ((from, days), due) in cases.iter().zip(answers) {
        let counted = calendar.count(*from, *days);
        assert_eq!(counted.due, due, "{days} working days after {from}");
        for (index, year) in [2013, 2025].into_iter().enumerate() {
            let worked = counted.worked.iter().any(|d| d.year() == year);
            let off = counted.holidays().any(|h| h.date.year() == year && h.name_en.contains("substituted"));
            over_moved[index] += u32::from(worked || off);
        }
    }
    assert!(over_moved.iter().all(|n| *n >= 5), "terms over moved days of 2013 and of 2025: {over_moved:?}");
}
