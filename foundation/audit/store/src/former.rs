//! Keys that signed checkpoints before the one in use. Each is vouched for by the key in use, in a signed note, together with the
//! number of records up to which its checkpoints count: whoever learns a former key can sign nothing with it that is newer.
//!
//! ```text
//! orda former key
//! portal.example/log+5f1c3d20+AbCd…
//! 4711
//!
//! — portal.example/log 5O9bCQ…
//! ```

use crate::Sealer;
use crate::seal::signer;
use crate::tiles::locked_state;
use merkle::{Checkpoint, VerifierKey};
use orda_base::{Error, Result};
use orda_store::{Database, Tx, fault};

/// First line of such a note. No log is called so: a name has no spaces.
const FORMER: &str = "orda former key";

/// A key that was in use before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Former {
    key: VerifierKey,
    /// Its checkpoints of more records do not count.
    until: u64,
}

impl Former {
    fn text(&self) -> String {
        format!("{FORMER}\n{}\n{}\n", self.key, self.until)
    }

    /// What a note says that `own` has signed; none for everything else.
    fn read(note: &str, own: &VerifierKey) -> Option<Self> {
        Self::parse(own.open(note).ok()?)
    }

    /// What a text says; nothing is verified.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let is_one = lines.next() == Some(FORMER);
        let (key, until) = (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?);
        is_one.then_some(Self { key, until })
    }
}

/// The keys whose checkpoints count: the one in use, and those before it as far as it vouches for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trusted {
    own: VerifierKey,
    former: Vec<Former>,
}

impl Trusted {
    /// This key alone.
    pub const fn alone(own: VerifierKey) -> Self {
        Self { own, former: Vec::new() }
    }

    /// This key, and those for which it vouches in `db`.
    pub async fn of(db: &Database, own: &VerifierKey) -> Result<Self> {
        let notes: Vec<String> = sqlx::query_scalar("select note from audit_former_key order by note")
            .fetch_all(db.reader())
            .await
            .map_err(fault)?;
        let former = notes.iter().filter_map(|note| Former::read(note, own)).collect();
        Ok(Self { own: own.clone(), former })
    }

    /// The former keys, each with the number of records up to which its checkpoints count.
    pub fn former(&self) -> impl Iterator<Item = (&VerifierKey, u64)> {
        self.former.iter().map(|former| (&former.key, former.until))
    }

    /// What a checkpoint says, when one of these keys has signed it and it counts.
    pub fn open(&self, note: &str) -> Option<Checkpoint> {
        let by_former =
            |former: &Former| Checkpoint::open(note, &former.key).ok().filter(|said| said.size <= former.until);
        Checkpoint::open(note, &self.own).ok().or_else(|| self.former.iter().find_map(by_former))
    }
}

impl Sealer {
    /// Was its key given up for another? Then it signs nothing more.
    pub async fn is_given_up(&self) -> Result<bool> {
        let own = self.verifier().await?;
        let notes: Vec<String> = sqlx::query_scalar("select note from audit_former_key")
            .fetch_all(self.db().reader())
            .await
            .map_err(fault)?;
        Ok(notes.iter().filter_map(|note| Former::parse(note)).any(|former| former.key == own))
    }

    /// Takes over the log from `before`, whose key is given up: vouches for that key, and for those before it, up to the records
    /// that are in the tree now. In the caller's transaction; what comes later is signed by this one alone. Does nothing when it has
    /// taken over already, and says whether it did.
    ///
    /// # Errors
    /// [`Error::Internal`] when both have the same key, or there is no tree yet.
    pub async fn take_over(&self, tx: &mut Tx, before: &Self) -> Result<bool> {
        let until = locked_state(tx).await?.frontier.size();
        let (own, old) = (self.verifier().await?, before.verifier().await?);
        if own == old {
            return Err(Error::internal("the log has this key already"));
        }
        let notes: Vec<String> =
            sqlx::query_scalar("select note from audit_former_key").fetch_all(tx.conn()).await.map_err(fault)?;
        let of = |key: &VerifierKey| notes.iter().filter_map(|note| Former::read(note, key)).collect::<Vec<_>>();
        if of(&own).iter().any(|former| former.key == old) {
            return Ok(false);
        }
        let mut all = of(&old);
        all.push(Former { key: old, until });
        let signer = signer(own.name(), self.seed())?;
        for former in all {
            sqlx::query("insert into audit_former_key (note) values ($1) on conflict (note) do nothing")
                .bind(signer.sign(&former.text()))
                .execute(tx.conn())
                .await
                .map_err(fault)?;
        }
        Ok(true)
    }
}
