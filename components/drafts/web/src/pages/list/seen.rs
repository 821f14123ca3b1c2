//! Lists that were made a moment ago. Whoever comes back to the list from a draft, or asks for it again, gets the same
//! content of the page as long as nothing that it shows has changed: finding and writing fifty rows costs most of it.
//!
//! A list is found again only under everything it was made of: who asks with which roles, whose drafts (the subjects), what
//! was asked, the language, the day, the names of the bodies, the saved filters, and the revision of the drafts, which grows
//! with every change to any of them here. Another program on the same database may change them too, and destroy some: what was
//! made is given for seconds only.

use orda_base::{Actor, Timestamp};
use orda_drafts::ListBasis;
use orda_drafts::desk::SavedFilter;
use orda_identity::Body;
use orda_web::{Bytes, Ui};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// Most lists kept: some megabytes.
const MOST: usize = 64;
/// A longer question than any form asks is answered without being kept, in bytes.
const LONGEST: usize = 500;
/// How long a list is given again, in seconds.
const BELIEVED: i64 = 3;

/// The lists, each with what it is of.
#[derive(Debug, Default)]
pub struct Seen(Mutex<HashMap<String, (Made, Bytes)>>);

/// The revision at which a list was made, and when.
pub(super) type Made = (u64, Timestamp);

fn is_good((made, at): Made, (revision, now): Made) -> bool {
    made == revision && (0..BELIEVED).contains(&now.seconds_since(at))
}

impl Seen {
    /// The list under `key`, when it was made at this revision, lately.
    pub(super) fn get(&self, key: &str, now: Made) -> Option<Bytes> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(key).filter(|(made, _)| is_good(*made, now)).map(|(_, list)| list.clone())
    }

    /// Keeps a list. Those that are given no more go, and when there are too many, all.
    pub(super) fn keep(&self, key: String, now: Made, list: Bytes) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (made, _)| is_good(*made, now));
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key, (now, list));
    }
}

/// Under what a list is kept; none when the question is too long.
pub(super) fn key(ui: &Ui, basis: &ListBasis, bodies: &[Arc<Body>], filters: &[SavedFilter]) -> Option<String> {
    if ui.query().len() > LONGEST {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    for body in bodies {
        (body.id, body.name.get(ui.lang()), body.short_name.get(ui.lang())).hash(&mut hasher);
    }
    for filter in filters {
        (filter.id, &filter.name, &filter.query).hash(&mut hasher);
    }
    held(ui.actor(), &mut hasher);
    let (today, near, rest) = (basis.dates.today, basis.dates.near, hasher.finish());
    let mut key = format!("{} {today} {near} {rest} {}?{}", ui.lang().code(), ui.path(), ui.query());
    // Writing to a string does not fail.
    let _ = write!(key, " {:?}", ui.actor().person());
    for subject in &basis.subjects {
        let _ = write!(key, " {subject}");
    }
    Some(key)
}

/// The roles held: they decide which filters and buttons there are.
fn held(actor: &Actor, hasher: &mut DefaultHasher) {
    for membership in &actor.memberships {
        (membership.role.code(), membership.body).hash(hasher);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of another revision, or of long ago, is never given; keeping more than fit loses old ones only.
    #[test]
    fn gives_only_what_is_of_this_revision() {
        let seen = Seen::default();
        let at = |seconds: i64| Timestamp::from_seconds(1_000 + seconds);
        seen.keep("a".to_owned(), (1, at(0)), Bytes::from_static(b"first"));
        assert_eq!(seen.get("a", (1, at(BELIEVED - 1))).as_deref(), Some(&b"first"[..]));
        assert_eq!(seen.get("a", (2, at(0))), None);
        for late in [BELIEVED, -1] {
            assert_eq!(seen.get("a", (1, at(late))), None, "{late}");
        }
        for i in 0..MOST {
            seen.keep(format!("b{i}"), (2, at(1)), Bytes::from_static(b"second"));
        }
        assert_eq!(seen.get("a", (1, at(1))), None);
        assert_eq!(seen.get("b0", (2, at(1))).as_deref(), Some(&b"second"[..]));
        assert!(seen.0.lock().expect("no poison").len() <= MOST);
    }
}
