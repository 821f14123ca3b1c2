//! Reference data: the kinds of documents under which instructions come. A kind that is not among them is shown as in the
//! source and marked for the administrator (385-49-5).

use std::collections::HashSet;

/// The kinds that come along: one a line, every name of it in every language.
const KINDS: &str = include_str!("../data/kinds.txt");

/// Kinds of documents, by any of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKinds(HashSet<String>);

impl DocumentKinds {
    /// These names.
    pub fn new<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        Self(names.into_iter().map(|name| plain(name.as_ref())).filter(|name| !name.is_empty()).collect())
    }

    /// Is it one of them? Case and spaces do not matter.
    pub fn knows(&self, name: &str) -> bool {
        self.0.contains(&plain(name))
    }
}

impl Default for DocumentKinds {
    fn default() -> Self {
        let names = KINDS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split('|'));
        Self::new(names)
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds are known under each of their names; nothing else is.
    #[test]
    fn kinds_are_known_by_name() {
        let kinds = DocumentKinds::default();
        for known in ["Тапсырма", "поручение", " Хаттама ", "Протокол"] {
            assert!(kinds.knows(known), "{known}");
        }
        assert!(!kinds.knows("Жаңа түр") && !kinds.knows("") && !kinds.knows("#"));
        assert!(DocumentKinds::new(["Нұсқау"]).knows("нұсқау"));
    }
}
