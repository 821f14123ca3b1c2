//! Words by which drafts are found: in the form in which Kazakh texts are searched (small letters, those that a Russian
//! keyboard lacks replaced by their neighbours), cut at everything that is no letter or digit.

use crate::{Draft, DraftVersion};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longest word that is kept, in characters.
const LONGEST: usize = 40;
/// Most different words of a text that are kept.
pub const MOST_OF_TEXT: usize = 20_000;
/// Most words a query may have.
const MOST: usize = 8;

/// The words of a text, each once, in order of first appearance.
pub fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let word: String = kazakh::search_form(word).chars().take(LONGEST).collect();
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

/// The words of texts, titles and numbers together, sorted, each once: by them a draft is found in the search. At most
/// [`MOST_OF_TEXT`]; single letters are left out.
pub fn of_text<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut all = std::collections::BTreeSet::new();
    for part in parts {
        let folded = kazakh::search_form(part);
        for word in folded.split(|c: char| !c.is_alphanumeric()) {
            if word.chars().nth(1).is_some() {
                all.insert(word.chars().take(LONGEST).collect::<String>());
            }
        }
        if all.len() >= MOST_OF_TEXT {
            break;
        }
    }
    all.into_iter().take(MOST_OF_TEXT).collect()
}

/// What a version is found by beside its texts: number, titles, kind of act, author, day of posting (385-6-6).
pub fn facts(draft: &Draft, version: &DraftVersion) -> Vec<String> {
    static KINDS: LazyLock<HashMap<String, String>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../data/kinds.json")).expect("checked by a test"));
    let title = &version.content.title;
    let kind = KINDS.get(version.content.kind.code()).cloned().unwrap_or_default();
    let day = version.posted_at.date().strftime("%d.%m.%Y").to_string();
    vec![
        draft.number.clone(),
        title.kk.clone(),
        title.ru.clone(),
        title.en.clone(),
        kind,
        version.posted_by.name.clone(),
        day,
    ]
}

/// The words of a query: as [`words`], not more than eight.
pub fn query(text: &str) -> Vec<String> {
    let mut all = words(text);
    all.truncate(MOST);
    all
}

/// The smallest string above every word that begins with `word`: end of the range of a prefix.
pub fn after(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of act has names by which it is found.
    #[test]
    fn kinds_have_names() {
        let kinds: HashMap<String, String> = serde_json::from_str(include_str!("../data/kinds.json")).expect("JSON");
        assert!(crate::ActKind::ALL.iter().all(|k| kinds.get(k.code()).is_some_and(|names| words(names).len() > 2)));
        assert_eq!(kinds.len(), crate::ActKind::ALL.len());
    }

    /// Words are found in capitals and small letters, with and without Kazakh letters; numbers of drafts by their parts.
    #[test]
    fn cuts_into_words() {
        let found = words("«Әкімдік ТУРАЛЫ» НҚА-2026-000123, туралы");
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(query("акімдік туралы"), query("ӘКІМДІК Туралы"));
        assert!(found.contains(&"000123".to_owned()));
        assert_eq!(query("а б в г д е ж з и").len(), 8);
        assert!("каулысы" < after("каулы").as_str() && "каулы" < after("каулы").as_str());
    }
}
