//! The filtered records as syslog lines (RFC 5424) in the Common Event Format, for systems that watch over security
//! events. Codes, not words: they are read by machines.

use crate::accounted_for;
use crate::query::Search;
use axum::extract::State;
use orda_audit::{Accounting, Entry};
use orda_base::{Error, Outcome};
use orda_web::{Query, Response, Ui, WebError, attachment};
use std::fmt::Write as _;
use std::sync::Arc;

/// Records fetched at once.
const BATCH: u32 = 1000;
/// Facility "log audit" of RFC 5424.
const FACILITY: u8 = 13;

pub(crate) async fn export(
    State(accounting): State<Arc<Accounting>>,
    ui: Ui,
    Query(search): Query<Search>,
) -> Response {
    accounted_for(file(&accounting, &ui, &search).await)
}

async fn file(accounting: &Accounting, ui: &Ui, search: &Search) -> Result<Response, WebError> {
    let (filter, wrong) = search.filter();
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong).into());
    }
    let (mut text, mut given, mut after) = (String::new(), 0, None);
    loop {
        let found = accounting.export(ui.actor(), &filter, after, BATCH).await?;
        for entry in found.entries.iter().take(accounting.export_limit() - given) {
            line(&mut text, entry);
            given += 1;
        }
        after = found.next;
        if after.is_none() || given >= accounting.export_limit() {
            break;
        }
    }
    Ok(attachment("accounting.cef", "text/plain; charset=utf-8", text))
}

/// The line of a record as it is sent to a system elsewhere, without the end of the line; numbers of people are masked.
pub fn syslog_line(entry: Entry) -> String {
    let mut text = String::new();
    line(&mut text, &entry.masked());
    text.truncate(text.trim_end_matches('\n').len());
    text
}

/// Adds the line of a record.
pub(crate) fn line(text: &mut String, Entry { seq, entry }: &Entry) {
    // Severity for syslog (RFC 5424) and for CEF (0 to 10).
    let (severity, weight, ended) = match entry.outcome {
        Outcome::Done => (6, 3, "success"),
        Outcome::Refused => (4, 6, "failure"),
        Outcome::Failed => (3, 8, "failure"),
    };
    let (operation, resource) = (entry.operation.code(), header(&entry.resource));
    let at = entry.at.zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string();
    // Writing to a string does not fail.
    let _ = write!(
        text,
        "<{}>1 {at} - orda - access - CEF:0|Orda|Orda|{}|{operation}|{operation} {resource}|{weight}|",
        FACILITY * 8 + severity,
        env!("CARGO_PKG_VERSION"),
    );
    let millis = (entry.at.micros() / 1000).to_string();
    let number = seq.to_string();
    let fields = [
        ("rt", millis.as_str()),
        ("externalId", number.as_str()),
        ("src", entry.address.as_str()),
        ("suser", entry.actor_name.as_str()),
        ("suid", entry.actor_id.as_str()),
        ("spriv", entry.who.code()),
        ("act", operation),
        ("outcome", ended),
        ("reason", entry.detail.as_str()),
        ("request", entry.service.as_str()),
        ("requestClientApplication", entry.agent.as_str()),
        ("cs1Label", "resource"),
        ("cs1", entry.resource.as_str()),
        ("cs2Label", "part"),
        ("cs2", entry.part.as_str()),
        ("cs3Label", "session"),
        ("cs3", entry.session.as_str()),
        ("cs4Label", "requestId"),
        ("cs4", entry.request.as_str()),
    ];
    let shown: Vec<String> =
        fields.iter().filter(|(_, v)| !v.is_empty()).map(|(name, v)| format!("{name}={}", extension(v))).collect();
    text.push_str(&shown.join(" "));
    text.push('\n');
}

/// A field of the header: backslash and bar are escaped.
fn header(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}

/// A value of the extension: backslash, equals sign and line breaks are escaped.
fn extension(text: &str) -> String {
    text.replace('\\', "\\\\").replace('=', "\\=").replace('\n', "\\n").replace('\r', "\\r")
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_audit::{NewEntry, Who};
    use orda_base::{Operation, Timestamp};

    /// A record is one line with header and fields as the format asks; nothing in a field can look like another field or
    /// another line.
    #[test]
    fn lines_are_those_of_the_format() {
        let entry = NewEntry {
            at: Timestamp::from_micros(1_795_338_300_123_456),
            who: Who::Person,
            actor_id: "0190".into(),
            actor_name: "a=b\\c\nd".into(),
            actor_iin: String::new(),
            address: "10.1.2.3".into(),
            session: String::new(),
            agent: String::new(),
            request: String::new(),
            service: "GET /drafts".into(),
            resource: "dr|aft".into(),
            part: "42".into(),
            operation: Operation::Read,
            outcome: Outcome::Refused,
            detail: "error-forbidden".into(),
        };
        let mut text = String::new();
        line(&mut text, &Entry { seq: 17, entry });
        let expected = format!(
            "<108>1 2026-11-22T14:05:00.123456+05:00 - orda - access - CEF:0|Orda|Orda|{}|read|read dr\\|aft|6|\
             rt=1795338300123 externalId=17 src=10.1.2.3 suser=a\\=b\\\\c\\nd suid=0190 spriv=person act=read \
             outcome=failure reason=error-forbidden request=GET /drafts cs1Label=resource cs1=dr|aft cs2Label=part cs2=42 \
             cs3Label=session cs4Label=requestId\n",
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(text, expected);
    }
}
