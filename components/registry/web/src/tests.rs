//! Words that the use cases name by their keys.

use crate::LOCALES;
use orda_registry::{
    AuditState, Category, ENDED, Event, FindingKind, Freshness, InteractionState, Kind, Missing, NOBODY, NOTICES,
    PARTICIPANT, Part, SENT, STATE, State, TAKEN,
};
use orda_web::{Language, Messages};

/// Every code of the core has its words in every language.
#[test]
fn every_code_has_words() {
    let messages = Messages::load(&[orda_web::LOCALES, LOCALES]).expect("complete");
    let mut keys: Vec<String> = Missing::KEYS
        .iter()
        .chain(&[ENDED, SENT, STATE, NOBODY, TAKEN, PARTICIPANT])
        .chain(&NOTICES)
        .map(ToString::to_string)
        .collect();
    let mut add = |prefix: &str, codes: Vec<&str>| keys.extend(codes.iter().map(|c| format!("registry-{prefix}-{c}")));
    add("kind", Kind::ALL.iter().map(|k| k.code()).collect());
    add("category", Category::ALL.iter().map(|c| c.code()).collect());
    add("state", State::ALL.iter().map(|s| s.code()).collect());
    add("finding", FindingKind::ALL.iter().map(|k| k.code()).collect());
    add("freshness", Freshness::ALL.iter().map(|f| f.code()).collect());
    add("event", Event::ALL.iter().map(|e| e.code()).collect());
    add("audit", AuditState::ALL.iter().map(|s| s.code()).collect());
    add("interaction", InteractionState::ALL.iter().map(|s| s.code()).collect());
    add("part", Part::ALL.iter().map(|p| p.code()).collect());
    let fields = [
        "category",
        "date-later",
        "until",
        "until-attestation",
        "period",
        "period-required",
        "participant",
        "span",
        "until-from",
        "audit-later",
        "non-state",
        "participant-record",
        "report",
        "report-large",
        "base64",
    ];
    add("field", fields.to_vec());
    add("missing", vec!["audit-findings", "audit-report"]);
    for key in keys {
        assert!(messages.has(&key), "{key}");
    }
    for language in Language::ALL {
        let args = [("set", "X".into()), ("record", "Y".into()), ("due", "30.11.2026".into())];
        let text = messages.text(language, NOTICES[0], &args);
        assert!(text.contains('X') && text.contains('Y') && text.contains("30.11.2026"), "{text}");
        let subject = messages.text(language, "registry-notice-overdue.subject", &args);
        assert!(subject.contains('X'), "{subject}");
        for kind in &NOTICES[1..] {
            let text = messages.text(language, kind, &args);
            assert!(text.contains('Y') && text.contains("30.11.2026"), "{text}");
            assert!(messages.text(language, &format!("{kind}.subject"), &args).contains('Y'), "{kind}");
        }
    }
}
