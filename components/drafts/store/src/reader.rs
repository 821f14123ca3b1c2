//! The index of readers: for each subject the drafts it may read, at the newest version it may read.

use crate::row::{day_key, rows_of_places, subject_key};
use orda_base::Result;
use orda_drafts::subject::Subject;
use orda_drafts::{Draft, DraftVersion, VersionState};
use orda_store::{Tx, fault};
use sqlx::AssertSqlSafe;

/// Rows a statement.
const CHUNK: usize = 64;
/// Columns of a row.
const COLUMNS: usize = 7;
/// Letters of a title by which the list is sorted.
const TITLE_KEY: usize = 24;

/// A state as it is indexed. The numbers are stored: a state keeps the one it has.
pub(crate) const fn state_key(state: VersionState) -> i64 {
    match state {
        VersionState::Prepared => 0,
        VersionState::SignedByDrafter => 1,
        VersionState::OnApproval => 2,
        VersionState::RemarksReceived => 3,
        VersionState::ApprovedByAll => 4,
        VersionState::AtChancellery => 5,
        VersionState::Superseded => 6,
        VersionState::RejectedByChancellery => 7,
        VersionState::UnderChancelleryConsideration => 8,
        VersionState::AtGovernmentMeeting => 9,
        VersionState::VotingInAbsentia => 10,
        VersionState::VotingInAbsentiaClosed => 11,
        VersionState::MinutesPosted => 12,
        VersionState::Accepted => 13,
        VersionState::NotAccepted => 14,
        _ => -1,
    }
}

/// The beginning of the Kazakh title in the order of the Kazakh alphabet.
fn title_key(version: &DraftVersion) -> String {
    kazakh::sort_key(&version.content.title.kk).chars().take(TITLE_KEY).collect()
}

/// Writes the rows of a draft. Readers only grow: old versions stay readable to who could read them.
pub(crate) async fn save(tx: &mut Tx, draft: &Draft, readers: &[(Subject, u32)]) -> Result<()> {
    let rows: Vec<_> = readers.iter().filter_map(|(s, number)| draft.version(*number).map(|v| (*s, v))).collect();
    for chunk in rows.chunks(CHUNK) {
        let sql = format!(
            "insert into drafts_reader (subject, serial, version, state, changed_at, due, title) values {} \
             on conflict (subject, serial) do update set version = excluded.version, state = excluded.state, \
             changed_at = excluded.changed_at, due = excluded.due, title = excluded.title",
            rows_of_places(chunk.len(), COLUMNS)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (subject, version) in chunk {
            query = query
                .bind(subject_key(*subject))
                .bind(draft.serial)
                .bind(i64::from(version.number))
                .bind(state_key(version.state))
                .bind(version.changed_at.micros())
                .bind(day_key(version.worst_due()))
                .bind(title_key(version));
        }
        query.execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}
