//! Words of letters: data that comes along in `data/letters.json`, Kazakh first, then Russian, filled with what a letter
//! is about.

use crate::{Draft, LetterKind};
use orda_base::LocalizedText;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Template {
    #[serde(default)]
    title: LocalizedText,
    kk: String,
    ru: String,
}

/// What a letter is about.
pub struct Subject<'a> {
    /// The body that sends it.
    pub sender: &'a LocalizedText,
    /// Title of the draft.
    pub title: &'a LocalizedText,
    /// Number of the draft.
    pub number: &'a str,
    /// Number of the version.
    pub version: u32,
    /// Full link to the version.
    pub link: &'a str,
    /// Term in working days.
    pub term: u16,
    /// Reason of a refusal.
    pub reason: &'a str,
}

impl<'a> Subject<'a> {
    /// The newest version of a draft.
    pub fn of(draft: &'a Draft, sender: &'a LocalizedText, link: &'a str, reason: &'a str) -> Self {
        let version = draft.current();
        Self {
            sender,
            title: &version.content.title,
            number: &draft.number,
            version: version.number,
            link,
            term: version.content.term,
            reason,
        }
    }
}

fn templates() -> &'static HashMap<String, Template> {
    static TEMPLATES: OnceLock<HashMap<String, Template>> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        serde_json::from_str(include_str!("../data/letters.json")).expect("a test reads the letters that come along")
    })
}

/// Title of a letter of this kind.
pub fn title(kind: LetterKind, subject: &Subject<'_>) -> LocalizedText {
    let title = &templates()[kind.code()].title;
    LocalizedText { kk: fill(&title.kk, subject, true), ru: fill(&title.ru, subject, false), en: String::new() }
}

/// Text of a letter of this kind: in Kazakh, then in Russian.
pub fn text(kind: LetterKind, subject: &Subject<'_>) -> String {
    let template = &templates()[kind.code()];
    format!("{}\n\n{}", fill(&template.kk, subject, true), fill(&template.ru, subject, false))
}

/// Heading over the remarks that are put into a letter of refusal.
pub fn remarks_heading() -> String {
    let template = &templates()["remarks"];
    format!("{} / {}", template.kk, template.ru)
}

/// Fills the places of a template in one pass: what is filled in is never searched for places itself.
fn fill(template: &str, subject: &Subject<'_>, kazakh: bool) -> String {
    let pick = |text: &LocalizedText| if kazakh || text.ru.is_empty() { text.kk.clone() } else { text.ru.clone() };
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        match name {
            "sender" => filled.push_str(&pick(subject.sender)),
            "title" => filled.push_str(&pick(subject.title)),
            "number" => filled.push_str(subject.number),
            "version" => filled.push_str(&subject.version.to_string()),
            "link" => filled.push_str(subject.link),
            "term" => filled.push_str(&subject.term.to_string()),
            "reason" => filled.push_str(subject.reason),
            _ => {}
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind has its words; a title that looks like a place is left as it is.
    #[test]
    fn fills_letters() {
        let title = LocalizedText::new("{link} туралы", "О {reason}", "");
        let sender = LocalizedText::new("Министрлік", "Министерство", "");
        let subject = Subject {
            sender: &sender,
            title: &title,
            number: "НҚА-2026-000001",
            version: 2,
            link: "http://x/drafts/1/v/2",
            term: 10,
            reason: "себебі",
        };
        for kind in LetterKind::ALL {
            let text = text(kind, &subject);
            assert!(text.contains("http://x/drafts/1/v/2") && text.contains("«{link} туралы»"), "{text}");
            assert!(super::title(kind, &subject).ru.contains("О {reason}"));
        }
        assert!(super::text(LetterKind::Refusal, &subject).contains("себебі"));
        let not_accepted = super::text(LetterKind::NotAccepted, &subject);
        assert!(not_accepted.contains("қабылданған жоқ") && not_accepted.contains("себебі"));
    }
}
