//! Dossiers that were read a moment ago. A draft of thirty versions for forty bodies is a thousand rows; who opens its card
//! and turns its tabs reads it again and again, and almost always nothing has happened in between.
//!
//! Every change of a draft begins with raising its revision, in the same transaction. A dossier read before is given again
//! only while the revision in the database is the one it was read at, on whichever node the change was made. For reading
//! only: what decides reads anew.

use orda_drafts::{Dossier, DraftId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most dossiers kept.
const MOST: usize = 48;
/// Approvals of a dossier that is not kept any more, all versions together: some megabytes.
const LONGEST: usize = 5_000;

#[derive(Default)]
pub(crate) struct Kept(Mutex<Slots>);

#[derive(Default)]
struct Slots {
    /// Grows with every use.
    turn: u64,
    all: HashMap<DraftId, (u64, Arc<Dossier>)>,
}

impl Kept {
    /// The dossier, when it was read at this revision.
    pub(crate) fn get(&self, id: DraftId, revision: i64) -> Option<Arc<Dossier>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.turn += 1;
        let turn = slots.turn;
        let (used, dossier) = slots.all.get_mut(&id)?;
        if dossier.draft.revision != revision {
            return None;
        }
        *used = turn;
        Some(Arc::clone(dossier))
    }

    /// Forgets all of them: what was destroyed is not kept in memory either.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all.clear();
    }

    /// Keeps it; the one not used for longest goes when there are too many.
    pub(crate) fn put(&self, dossier: &Arc<Dossier>) {
        if dossier.draft.versions.iter().map(|v| v.approvals.len()).sum::<usize>() > LONGEST {
            return;
        }
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.turn += 1;
        let turn = slots.turn;
        slots.all.insert(dossier.draft.id, (turn, Arc::clone(dossier)));
        if slots.all.len() > MOST
            && let Some(oldest) = slots.all.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id)
        {
            slots.all.remove(&oldest);
        }
    }
}
