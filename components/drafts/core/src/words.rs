//! Words by which drafts are found: in the form in which Kazakh texts are searched (small letters, those that a Russian
//! keyboard lacks replaced by their neighbours), cut at everything that is no letter or digit.

/// Longest word that is kept, in characters.
const LONGEST: usize = 40;
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
