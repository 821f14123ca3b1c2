//! Writing calendars that other programs subscribe to (RFC 5545): a calendar of whole-day events.
//!
//! Lines are folded at 75 octets without breaking a character, texts are escaped, line ends are CR LF.

use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::Write as _;

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// A calendar.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// What made it: `-//Orda//Drafts//KK`.
    pub product: String,
    /// Its name, where a program shows one.
    pub name: String,
    /// Language of its texts: `kk`.
    pub language: String,
    /// How often a subscriber should ask again, in hours.
    pub refresh_hours: u32,
    /// The events.
    pub events: Vec<Event>,
}

/// An event of a whole day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The same for the same event in every feed, unique in the world: `<id>@<host>`.
    pub uid: String,
    /// When what it says was made.
    pub stamp: Timestamp,
    /// The day.
    pub day: Date,
    /// What it is, in one line.
    pub summary: String,
    /// More of it.
    pub description: String,
    /// Where to read on.
    pub url: String,
    /// Seconds before the day begins at which the person is reminded; none without a reminder. Negative: after.
    pub alarm_before: Option<i64>,
}

impl Calendar {
    /// The calendar as `text/calendar`, UTF-8.
    pub fn write(&self) -> String {
        let mut out = Lines::default();
        out.line("BEGIN:VCALENDAR");
        out.line("VERSION:2.0");
        out.property("PRODID", &self.product);
        out.line("CALSCALE:GREGORIAN");
        out.line("METHOD:PUBLISH");
        out.property("X-WR-CALNAME", &self.name);
        out.property("NAME", &self.name);
        out.line(&format!("REFRESH-INTERVAL;VALUE=DURATION:PT{}H", self.refresh_hours));
        out.line(&format!("X-PUBLISHED-TTL:PT{}H", self.refresh_hours));
        for event in &self.events {
            event.write(&mut out, &self.language);
        }
        out.line("END:VCALENDAR");
        out.0
    }
}

impl Event {
    fn write(&self, out: &mut Lines, language: &str) {
        out.line("BEGIN:VEVENT");
        out.property("UID", &self.uid);
        out.line(&format!("DTSTAMP:{}", self.stamp.strftime("%Y%m%dT%H%M%SZ")));
        out.line(&format!("DTSTART;VALUE=DATE:{}", self.day.strftime("%Y%m%d")));
        if let Ok(next) = self.day.tomorrow() {
            out.line(&format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
        }
        out.property(&format!("SUMMARY;LANGUAGE={language}"), &self.summary);
        if !self.description.is_empty() {
            out.property(&format!("DESCRIPTION;LANGUAGE={language}"), &self.description);
        }
        if !self.url.is_empty() {
            // An address is no text: it is not escaped (RFC 5545, 3.3.13).
            out.line(&format!("URL:{}", self.url.replace(['\r', '\n'], "")));
        }
        // A term takes nobody's time.
        out.line("TRANSP:TRANSPARENT");
        if let Some(before) = self.alarm_before {
            out.line("BEGIN:VALARM");
            out.line("ACTION:DISPLAY");
            out.property("DESCRIPTION", &self.summary);
            let sign = if before > 0 { "-" } else { "" };
            out.line(&format!("TRIGGER:{sign}PT{}S", before.unsigned_abs()));
            out.line("END:VALARM");
        }
        out.line("END:VEVENT");
    }
}

/// A text as the value of a property (RFC 5545, 3.3.11): backslash, semicolon, comma and line breaks are escaped, other
/// control characters are left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The last place up to `room` where a line may be broken: between characters, and not at a blank, because some readers
/// take more blanks away than the one that was put in.
fn break_before(line: &str, room: usize) -> usize {
    let bytes = line.as_bytes();
    let good = |at: &usize| line.is_char_boundary(*at) && bytes[*at] != b' ' && bytes[*at - 1] != b' ';
    let plain = || (1..=room).rev().find(|at| line.is_char_boundary(*at));
    (1..=room).rev().find(good).or_else(plain).unwrap_or(room)
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn property(&mut self, name: &str, text: &str) {
        let mut line = String::new();
        // Writing into a string cannot fail.
        let _ = write!(line, "{name}:{}", escape(text));
        self.line(&line);
    }

    /// A line, folded: what follows a break begins with a blank that is not part of it.
    fn line(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let at = break_before(rest, room);
            self.0.push_str(&rest[..at]);
            self.0.push_str("\r\n ");
            rest = &rest[at..];
            room = LONGEST - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}
