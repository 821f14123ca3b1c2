//! Words that the use cases name by their keys.

use crate::LOCALES;
use orda_services::{Event, RecipientKind, ResultState, ServiceKind, ServicesRefusal, Validity, Verdict};
use orda_web::Messages;

/// Every code of the core has its words in every language.
#[test]
fn every_code_has_words() {
    let messages = Messages::load(&[orda_web::LOCALES, orda_signatures_web::LOCALES, LOCALES]).expect("complete");
    let mut keys: Vec<String> = ServicesRefusal::CODES.iter().map(ToString::to_string).collect();
    let mut add = |prefix: &str, codes: &[&str]| keys.extend(codes.iter().map(|c| format!("{prefix}-{c}")));
    add("services-kind", &ServiceKind::ALL.map(ServiceKind::code));
    add("services-state", &ResultState::ALL.map(ResultState::code));
    add("services-validity", &Validity::ALL.map(Validity::code));
    add("services-verdict", &Verdict::ALL.map(Verdict::code));
    add("services-verdict-text", &Verdict::ALL.map(Verdict::code));
    add("services-event", &Event::CODES);
    add("services-recipient", &[RecipientKind::Person, RecipientKind::Entity].map(RecipientKind::code));
    let fields = [
        "code",
        "code-taken",
        "number-form",
        "number-content",
        "number-check",
        "until",
        "from",
        "authorised",
        "valid-until",
        "document",
        "pdf",
        "large",
        "result-number",
        "base64",
        "sha256",
    ];
    add("services-field", &fields);
    add("services-compare", &["same-text", "other-text"]);
    for key in keys {
        assert!(messages.has(&key), "{key}");
    }
}
