//! Words by which drafts are found: lower-cased in the Kazakh way, cut at everything that is no letter or digit.

/// Longest word that is kept, in characters.
const LONGEST: usize = 40;
/// Most words a query may have.
const MOST: usize = 8;

/// The words of a text, each once, in order of first appearance.
pub fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let word: String = lower(word).chars().take(LONGEST).collect();
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

fn lower(word: &str) -> String {
    word.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kazakh letters are lower-cased, numbers of drafts are found by their parts.
    #[test]
    fn cuts_into_words() {
        assert_eq!(words("«Әкімдік ТУРАЛЫ» НҚА-2026-000123, туралы"), ["әкімдік", "туралы", "нқа", "2026", "000123"]);
        assert_eq!(query("а б в г д е ж з и").len(), 8);
        assert!("қаулысы" < after("қаулы").as_str() && "қаулы" < after("қаулы").as_str());
    }
}
