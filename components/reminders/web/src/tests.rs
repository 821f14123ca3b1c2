//! Words that the use cases name by their keys.

use crate::LOCALES;
use orda_reminders::{FaultKind, NOTICES, Outcome, RecordFaultKind, Source, Term};
use orda_web::{Language, Messages};

/// Every code of the core has its words in every language.
#[test]
fn every_code_has_words() {
    let messages = Messages::load(&[orda_web::LOCALES, LOCALES]).expect("the messages are complete");
    let mut keys: Vec<String> = NOTICES.iter().map(ToString::to_string).collect();
    let mut add = |prefix: &str, codes: &[&str]| keys.extend(codes.iter().map(|c| format!("{prefix}-{c}")));
    add("reminders-source", &Source::ALL.map(Source::code));
    add("reminders-term", &Term::ALL.map(Term::code));
    add("reminders-outcome", &Outcome::ALL.map(Outcome::code));
    add("reminders-fault", &FaultKind::ALL.map(FaultKind::code));
    add("reminders-record", &RecordFaultKind::ALL.map(RecordFaultKind::code));
    for key in keys {
        assert!(messages.has(&key), "{key}");
    }
    for language in Language::ALL {
        let args = [("body", "X".into()), ("count", "7".into()), ("days", "3".into())];
        let text = messages.text(language, NOTICES[0], &args);
        assert!(text.contains('7') && text.contains('X'), "{text}");
        let subject = messages.text(language, "reminders-notice-unviewed.subject", &args);
        assert!(subject.contains('7'), "{subject}");
    }
}
