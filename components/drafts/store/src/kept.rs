//! Dossiers and structured texts that were read a moment ago. A draft of thirty versions for forty bodies is a thousand rows,
//! a law a thousand paragraphs; who opens its card and turns its tabs reads it again and again, and almost always nothing has
//! happened in between.
//!
//! Every change of a draft begins with raising its revision, in the same transaction. A dossier read before is given again
//! only while the revision in the database is the one it was read at, on whichever node the change was made; a text only
//! while its stamp, the digests of what it was made of, is the same. For reading only: what decides reads anew.

use orda_base::{PersonId, Timestamp};
use orda_drafts::{Dossier, DraftId, StructuredTexts};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Most things of a kind kept.
const MOST: usize = 48;
/// Approvals of a dossier that is not kept any more, all versions together: some megabytes.
const LONGEST: usize = 5_000;
/// Paragraphs of texts that are not kept any more, both languages together: about a megabyte.
const LONGEST_TEXT: usize = 4_000;

/// Things by their keys, each with the state it was read at.
pub(crate) struct Kept<K, S, V>(Mutex<Slots<K, S, V>>);

struct Slots<K, S, V> {
    /// Grows with every use.
    turn: u64,
    all: HashMap<K, Slot<S, V>>,
}

struct Slot<S, V> {
    used: u64,
    state: S,
    value: Arc<V>,
}

/// Dossiers by their revisions.
pub(crate) type Dossiers = Kept<DraftId, i64, Dossier>;
/// Structured texts of versions by their stamps.
pub(crate) type Structures = Kept<(DraftId, u32), String, StructuredTexts>;

/// When a person last looked at a draft, as far as it was read: later visits make no difference.
pub(crate) type Visits = Kept<(PersonId, DraftId), (), Timestamp>;

impl<K, S, V> Default for Kept<K, S, V> {
    fn default() -> Self {
        Self(Mutex::new(Slots { turn: 0, all: HashMap::new() }))
    }
}

impl<K: Copy + Eq + Hash, S, V> Kept<K, S, V> {
    /// The thing, when it was read at this state.
    pub(crate) fn get<Q>(&self, key: K, state: &Q) -> Option<Arc<V>>
    where
        S: PartialEq<Q>,
        Q: ?Sized,
    {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.turn += 1;
        let turn = slots.turn;
        let slot = slots.all.get_mut(&key).filter(|slot| slot.state == *state)?;
        slot.used = turn;
        Some(Arc::clone(&slot.value))
    }

    /// Forgets all of them: what was destroyed is not kept in memory either.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all.clear();
    }

    /// Keeps it; the one not used for longest goes when there are too many.
    pub(crate) fn put(&self, key: K, state: S, value: &Arc<V>) {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.turn += 1;
        let used = slots.turn;
        slots.all.insert(key, Slot { used, state, value: Arc::clone(value) });
        if slots.all.len() > MOST
            && let Some(oldest) = slots.all.iter().min_by_key(|(_, slot)| slot.used).map(|(key, _)| *key)
        {
            slots.all.remove(&oldest);
        }
    }
}

impl Dossiers {
    /// Keeps a dossier under the revision it was read at.
    pub(crate) fn keep(&self, dossier: &Arc<Dossier>) {
        if dossier.draft.versions.iter().map(|v| v.approvals.len()).sum::<usize>() <= LONGEST {
            self.put(dossier.draft.id, dossier.draft.revision, dossier);
        }
    }
}

impl Structures {
    /// Keeps texts under what they were made of.
    pub(crate) fn keep(&self, version: (DraftId, u32), stamp: &str, texts: &Arc<StructuredTexts>) {
        if [&texts.kk, &texts.ru].into_iter().flatten().map(|t| t.act.units.len()).sum::<usize>() <= LONGEST_TEXT {
            self.put(version, stamp.to_owned(), texts);
        }
    }
}
