//! What is asked of a list, as it stands in the address: the same words give page, links, export and accounting.

use serde::Serialize;

/// Longest run of words that is looked for, in characters.
const LONGEST_WORDS: usize = 200;

/// What is looked for: the words as typed, up to the longest that makes sense.
pub fn words_of(typed: &str) -> String {
    typed.trim().chars().take(LONGEST_WORDS).collect()
}

/// The fields of the filter form of a list: strings and lists of strings, empty ones left out when they are written.
pub trait Question: Serialize + Clone {
    /// The number of the page, as it is typed.
    fn page(&mut self) -> &mut String;

    /// The same question from its first page on, changed by `change`.
    #[must_use]
    fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut next = self.clone();
        next.page().clear();
        change(&mut next);
        next
    }

    /// The question in words, for the accounting.
    fn described(&self) -> String {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(&self.encoded()).unwrap_or_default();
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    }

    /// Path of `page` with this question.
    fn link(&self, page: &str) -> String {
        let query = self.encoded();
        if query.is_empty() { page.to_owned() } else { format!("{page}?{query}") }
    }

    /// The question as it stands in an address.
    fn encoded(&self) -> String {
        // Only strings and lists of strings: nothing in it can fail to be written.
        serde_html_form::to_string(self).unwrap_or_default()
    }
}
