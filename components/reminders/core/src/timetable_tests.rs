use super::*;
use crate::{Fault, FaultKind, Source};
use orda_base::{Env, FixedClock, SeededEntropy};

/// A moment of Astana.
fn at(text: &str) -> Timestamp {
    let zone = Timestamp::from_seconds(0).zoned().time_zone().clone();
    let civil: jiff::civil::DateTime = text.parse().expect("a moment");
    Timestamp::from_micros(civil.to_zoned(zone).expect("a time").timestamp().as_microsecond())
}

fn times(all: &[&str]) -> Timetable {
    let times = all.iter().map(|t| TimeOfDay::try_from((*t).to_owned()).expect("a time")).collect();
    Timetable::new(times).expect("times")
}

fn entry(slot: &str) -> Refresh {
    let env = Env::new(FixedClock::at(at(slot)), SeededEntropy::new(1));
    Refresh::begun(RefreshId::generate(&env), Source::Chancellery, at(slot), 1, at(slot))
}

fn done(slot: &str) -> Refresh {
    entry(slot).done(crate::Counts::default(), at(slot))
}

fn patience() -> Patience {
    Patience { delays: vec![60, 300], claim: 600 }
}

/// The times hold by the clock of Astana of that very day: six hours ahead before March 2024, five since.
///
/// Covers: 385-51
#[test]
fn times_are_those_of_astana() {
    let table = times(&["19:00", "13:30"]);
    assert_eq!(table.latest(at("2026-11-23T13:30")).rfc3339(), "2026-11-23T08:30:00Z");
    assert_eq!(table.latest(at("2024-02-20T13:30")).rfc3339(), "2024-02-20T07:30:00Z");
    assert_eq!(table.latest(at("2026-11-23T13:29")), at("2026-11-22T19:00"), "a Sunday is a day like any other");
    assert_eq!(table.next(at("2026-11-23T13:30")), at("2026-11-23T19:00"));
    assert_eq!(table.next(at("2026-11-23T19:00")), at("2026-11-24T13:30"));
    assert!(TimeOfDay::try_from("24:00".to_owned()).is_err() && TimeOfDay::try_from("7".to_owned()).is_err());
    assert_eq!(TimeOfDay::try_from("7:05".to_owned()).map(String::from), Ok("07:05".to_owned()));
    assert!(Timetable::new(Vec::new()).is_none());
}

/// At a set time the refresh begins, once; between set times nothing is due.
#[test]
fn at_its_time_and_once() {
    let table = times(&["13:30", "19:00"]);
    let last = done("2026-11-22T19:00");
    assert_eq!(due(&table, Some(&last), at("2026-11-23T13:29:59"), &patience()), None);
    let planned = due(&table, Some(&last), at("2026-11-23T13:30"), &patience()).expect("due");
    let expected = Planned { slot: at("2026-11-23T13:30"), attempt: 1, missed: Vec::new(), interrupted: None };
    assert_eq!(planned, expected);
    let last = done("2026-11-23T13:30");
    assert_eq!(due(&table, Some(&last), at("2026-11-23T18:59"), &patience()), None);
}

/// After a failure it is tried again, at growing intervals, until the next set time takes its place.
#[test]
fn failures_are_tried_again() {
    let table = times(&["13:30", "19:00"]);
    let fault = Fault::new(FaultKind::Unreachable, "");
    let failed = entry("2026-11-23T13:30").failed(fault.clone(), at("2026-11-23T13:31"));
    assert_eq!(due(&table, Some(&failed), at("2026-11-23T13:31:59"), &patience()), None);
    let again = due(&table, Some(&failed), at("2026-11-23T13:32"), &patience()).expect("again");
    assert_eq!((again.slot, again.attempt), (at("2026-11-23T13:30"), 2));
    let third = Refresh { attempt: 7, ..failed };
    assert_eq!(due(&table, Some(&third), at("2026-11-23T13:35"), &patience()), None);
    assert_eq!(due(&table, Some(&third), at("2026-11-23T13:36"), &patience()).expect("again").attempt, 8);
    let next = due(&table, Some(&third), at("2026-11-23T19:00"), &patience()).expect("the next time");
    assert_eq!((next.slot, next.attempt, next.missed), (at("2026-11-23T19:00"), 1, Vec::new()));
}

/// After the portal was down the newest missed time is made up at once, and those before it are recorded.
///
/// Covers: 385-51
#[test]
fn missed_times_are_made_up() {
    let table = times(&["13:30", "19:00"]);
    let last = done("2026-11-21T19:00");
    let planned = due(&table, Some(&last), at("2026-11-23T14:10"), &patience()).expect("made up");
    assert_eq!(planned.slot, at("2026-11-23T13:30"));
    assert_eq!(planned.missed, [at("2026-11-22T13:30"), at("2026-11-22T19:00")]);
    let long = due(&table, Some(&done("2025-01-01T13:30")), at("2026-11-23T14:10"), &patience()).expect("made up");
    assert_eq!(long.missed.len(), 28, "a year is not written out");
    let first = due(&table, None, at("2026-11-23T14:10"), &patience()).expect("the first of all");
    assert_eq!((first.slot, first.missed), (at("2026-11-23T13:30"), Vec::new()));
}

/// One that is under way is waited for; one that never ended is taken over.
#[test]
fn what_never_ended_is_taken_over() {
    let table = times(&["13:30", "19:00"]);
    let running = entry("2026-11-23T13:30");
    assert_eq!(due(&table, Some(&running), at("2026-11-23T13:39"), &patience()), None);
    let again = due(&table, Some(&running), at("2026-11-23T13:40"), &patience()).expect("taken over");
    assert_eq!((again.attempt, again.interrupted), (2, Some(running.id)));
    let next = due(&table, Some(&running), at("2026-11-23T19:00"), &patience()).expect("the next time");
    assert_eq!((next.slot, next.attempt, next.interrupted), (at("2026-11-23T19:00"), 1, Some(running.id)));
}
