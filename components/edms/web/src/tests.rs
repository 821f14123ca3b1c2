//! Words that the use cases name by their keys.

use crate::LOCALES;
use orda_edms::ports::Delivering;
use orda_edms::{EdmsRefusal, Event, FaultKind, Format, LetterKind, LetterState, MessageKind, NOTICES, Requisite, Way};
use orda_web::{Language, Messages};

/// Every code of the core has its words in every language.
#[test]
fn every_code_has_words() {
    let messages = Messages::load(&[orda_web::LOCALES, LOCALES]).expect("the messages are complete");
    let mut keys: Vec<String> = EdmsRefusal::CODES.iter().map(ToString::to_string).collect();
    keys.extend(NOTICES.iter().map(ToString::to_string));
    let mut add = |prefix: &str, codes: &[&str]| keys.extend(codes.iter().map(|c| format!("{prefix}-{c}")));
    add("edms-kind", &LetterKind::ALL.map(LetterKind::code));
    add("edms-state", &LetterState::ALL.map(LetterState::code));
    add("edms-fault", &FaultKind::ALL.map(FaultKind::code));
    add("edms-event", &Event::CODES);
    add("edms-requisite", &Requisite::ALL.map(Requisite::code));
    add("edms-way", &Way::CODES);
    add("edms-way-hint", &Way::CODES);
    add("edms-format", &Format::ALL.map(Format::code));
    add("edms-delivery", &Delivering::ALL.map(Delivering::code));
    add("edms-message", &MessageKind::ALL.map(MessageKind::code));
    for key in keys {
        assert!(messages.has(&key), "{key}");
    }
    for kind in NOTICES {
        for language in Language::ALL {
            let subject = messages.text(language, &format!("{kind}.subject"), &[("number", "7".into())]);
            assert!(subject.contains('7'), "{kind} in {}", language.code());
        }
    }
}
