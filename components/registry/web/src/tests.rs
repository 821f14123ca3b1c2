//! Words that the use cases name by their keys.

use crate::LOCALES;
use orda_registry::{Category, ENDED, Event, FindingKind, Freshness, Kind, Missing, STATE, State};
use orda_web::Messages;

/// Every code of the core has its words in every language.
#[test]
fn every_code_has_words() {
    let messages = Messages::load(&[orda_web::LOCALES, LOCALES]).expect("complete");
    let mut keys: Vec<String> = Missing::KEYS.iter().chain(&[ENDED, STATE]).map(ToString::to_string).collect();
    let mut add = |prefix: &str, codes: Vec<&str>| keys.extend(codes.iter().map(|c| format!("registry-{prefix}-{c}")));
    add("kind", Kind::ALL.iter().map(|k| k.code()).collect());
    add("category", Category::ALL.iter().map(|c| c.code()).collect());
    add("state", State::ALL.iter().map(|s| s.code()).collect());
    add("finding", FindingKind::ALL.iter().map(|k| k.code()).collect());
    add("freshness", Freshness::ALL.iter().map(|f| f.code()).collect());
    add("event", Event::ALL.iter().map(|e| e.code()).collect());
    let fields = ["category", "date-later", "until", "until-attestation", "period", "period-required"];
    add("field", fields.to_vec());
    for key in keys {
        assert!(messages.has(&key), "{key}");
    }
}
