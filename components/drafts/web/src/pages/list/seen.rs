//! Tables that were made a moment ago. Whoever comes back to the list from a draft, or asks for it again, gets the same
//! table as long as nothing that the list shows has changed: finding and writing fifty rows costs most of the page.
//!
//! A table is found again only under everything it was made of: whose drafts (the subjects), what was asked, the language,
//! the day, the names of the bodies, and the revision of the drafts, which grows with every change to any of them.

use super::Names;
use orda_drafts::ListBasis;
use orda_web::Ui;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// Most tables kept: some megabytes.
const MOST: usize = 64;
/// A longer question than any form asks is answered without being kept, in bytes.
const LONGEST: usize = 500;

/// The tables, each with the revision at which it was made.
#[derive(Debug, Default)]
pub struct Seen(Mutex<HashMap<String, (u64, Arc<str>)>>);

impl Seen {
    /// The table under `key`, when it was made at this revision.
    pub(super) fn get(&self, key: &str, revision: u64) -> Option<Arc<str>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(key).filter(|(made, _)| *made == revision).map(|(_, table)| Arc::clone(table))
    }

    /// Keeps a table. When there are too many, those of older revisions go, and if there are none, all.
    pub(super) fn keep(&self, key: String, revision: u64, table: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, (made, _)| *made == revision);
            if all.len() >= MOST {
                all.clear();
            }
        }
        all.insert(key, (revision, table.into()));
    }
}

/// Under what a table is kept; none when the question is too long.
pub(super) fn key(ui: &Ui, basis: &ListBasis, names: &Names<'_>) -> Option<String> {
    if ui.query().len() > LONGEST {
        return None;
    }
    // Order does not matter: the sum of the hashes of the pairs.
    let names = names.iter().fold(0_u64, |sum, pair| {
        let mut hasher = DefaultHasher::new();
        pair.hash(&mut hasher);
        sum.wrapping_add(hasher.finish())
    });
    let (today, near) = (basis.dates.today, basis.dates.near);
    let mut key = format!("{} {today} {near} {names} {}?{}", ui.lang().code(), ui.path(), ui.query());
    for subject in &basis.subjects {
        // Writing to a string does not fail.
        let _ = write!(key, " {subject}");
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of another revision is never given; keeping more than fit loses old ones only.
    #[test]
    fn gives_only_what_is_of_this_revision() {
        let seen = Seen::default();
        seen.keep("a".to_owned(), 1, "first");
        assert_eq!(seen.get("a", 1).as_deref(), Some("first"));
        assert_eq!(seen.get("a", 2), None);
        for i in 0..MOST {
            seen.keep(format!("b{i}"), 2, "second");
        }
        assert_eq!(seen.get("a", 1), None);
        assert_eq!(seen.get("b0", 2).as_deref(), Some("second"));
        assert!(seen.0.lock().expect("no poison").len() <= MOST);
    }
}
