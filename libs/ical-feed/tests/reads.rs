//! What is written is read by a reader that others have made.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use ical::parser::ical::component::IcalCalendar;
use ical_feed::{Calendar, Event, escape};
use jiff::Timestamp;
use jiff::civil::date;
use std::io::BufReader;

fn read(text: &str) -> IcalCalendar {
    ical::IcalParser::new(BufReader::new(text.as_bytes())).next().unwrap().unwrap()
}

fn calendar(summary: &str) -> Calendar {
    let event = Event {
        uid: "0123456789abcdef@orda.example".into(),
        stamp: Timestamp::from_second(1_795_316_400).unwrap(),
        day: date(2026, 12, 31),
        summary: summary.into(),
        description: "Бірінші жол\nЕкінші жол; үтір, кері \\ сызық".into(),
        url: "https://orda.example/drafts/1/v/2?a=b,c;d".into(),
        alarm_before: Some(-32_400),
    };
    Calendar {
        product: "-//Orda//Drafts//KK".into(),
        name: "Мерзімдер".into(),
        language: "kk".into(),
        refresh_hours: 1,
        events: vec![event],
    }
}

fn value(calendar: &IcalCalendar, name: &str) -> String {
    calendar.events[0].properties.iter().find(|p| p.name == name).unwrap().value.clone().unwrap()
}

/// Every property comes back as it was given; the texts escaped as the standard says; the day after the last is the end.
#[test]
fn is_read_as_it_was_written() {
    let read = read(&calendar("Жобаға қол қою").write());
    assert_eq!(value(&read, "UID"), "0123456789abcdef@orda.example");
    assert_eq!(value(&read, "DTSTAMP"), "20261122T030000Z");
    assert_eq!(value(&read, "DTSTART"), "20261231");
    assert_eq!(value(&read, "DTEND"), "20270101");
    assert_eq!(value(&read, "SUMMARY"), "Жобаға қол қою");
    assert_eq!(value(&read, "DESCRIPTION"), "Бірінші жол\\nЕкінші жол\\; үтір\\, кері \\\\ сызық");
    assert_eq!(value(&read, "URL"), "https://orda.example/drafts/1/v/2?a=b,c;d");
    let alarm = &read.events[0].alarms[0];
    assert!(alarm.properties.iter().any(|p| p.name == "TRIGGER" && p.value.as_deref() == Some("PT32400S")));
    assert!(read.properties.iter().any(|p| p.name == "X-WR-CALNAME" && p.value.as_deref() == Some("Мерзімдер")));
}

/// No line is longer than 75 octets, no character is broken, every line ends with CR LF; unfolded it is what it was, for
/// every length of text.
#[test]
fn folds_long_lines() {
    for length in 0..200 {
        let summary: String = "қөү a€".chars().cycle().take(length).collect();
        let text = calendar(&summary).write();
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{length}");
        assert_eq!(
            text.replace("\r\n ", "").matches(&format!(":{summary}\r\n")).count(),
            2,
            "{length}: summary and alarm"
        );
        if !summary.is_empty() {
            assert_eq!(value(&read(&text), "SUMMARY").trim_end(), summary.trim_end(), "{length}");
        }
    }
}

/// Nothing in a text can begin a line of its own.
#[test]
fn nothing_breaks_out() {
    let text = calendar("a\r\nEND:VEVENT\r\nBEGIN:VEVENT\u{7}\u{2028}b").write();
    assert_eq!(text.matches("\r\nBEGIN:VEVENT").count(), 1);
    assert_eq!(read(&text).events.len(), 1);
    assert_eq!(escape("a\r\nb\rc\u{0}d"), "a\\nb\\ncd");
}
