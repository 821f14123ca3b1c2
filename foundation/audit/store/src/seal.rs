//! Takes new records into the tree and signs checkpoints, in the background: whoever writes a record waits for nothing
//! of it.

use crate::row::scan;
use crate::tiles::{self, State, append, locked_state, signed};
use crate::watermark::Watermark;
use merkle::{Checkpoint, Hash, Signer, VerifierKey};
use orda_audit::SignedCheckpoint;
use orda_base::{Env, Error, Result};
use orda_store::{Database, fault};
use tokio::sync::Mutex;

/// Records a transaction: short enough that nobody who writes notices it.
const CHUNK: i64 = 2000;

/// Seals the records of a database. Several nodes may each have one: the row of the tree is the lock.
pub struct Sealer {
    db: Database,
    env: Env,
    name: String,
    seed: [u8; 32],
    verifier: VerifierKey,
    watermark: Mutex<Watermark>,
}

impl Sealer {
    /// Signs with the key made of `seed`. `name` is that of a log that begins now: the address of the portal without its
    /// scheme; a log keeps the name it began with.
    ///
    /// # Errors
    /// [`Error::Internal`] when the name cannot be one.
    pub fn new(db: Database, env: Env, name: &str, seed: [u8; 32]) -> Result<Self> {
        let verifier = signer(name, &seed)?.verifier().clone();
        Ok(Self { db, env, name: name.to_owned(), seed, verifier, watermark: Mutex::default() })
    }

    /// What checkpoints are verified with, under the log's name.
    pub async fn verifier(&self) -> Result<VerifierKey> {
        match tiles::state(&self.db).await? {
            Some(state) => Ok(signer(&state.origin, &self.seed)?.verifier().clone()),
            None => Ok(self.verifier.clone()),
        }
    }

    pub(crate) const fn db(&self) -> &Database {
        &self.db
    }

    /// What its key is made of.
    pub(crate) const fn seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// Takes everything that is complete into the tree; when there was something new, signs a checkpoint and gives it.
    pub async fn seal(&self) -> Result<Option<SignedCheckpoint>> {
        // One at a time in this process; other nodes are kept off by the row of the tree.
        let mut watermark = self.watermark.lock().await;
        loop {
            let state = match tiles::state(&self.db).await? {
                Some(state) => state,
                None => self.begin().await?,
            };
            let records = self.complete(&state, &mut watermark).await?;
            if records.is_empty() {
                break;
            }
            let mut tx = self.db.begin().await?;
            let mut locked = locked_state(&mut tx).await?;
            if locked == state {
                append(&mut tx, &mut locked, &records).await?;
                tx.commit().await?;
            }
            // Otherwise another node was quicker: dropped, and looked again.
        }
        self.checkpoint().await
    }

    async fn begin(&self) -> Result<State> {
        let sql = "insert into audit_tree (id, revision, origin, size, last_seq, frontier) values (1, 0, $1, 0, 0, $2) \
                   on conflict (id) do nothing";
        let mut tx = self.db.begin().await?;
        sqlx::query(sql).bind(self.name.clone()).bind(Vec::<u8>::new()).execute(tx.conn()).await.map_err(fault)?;
        let state = locked_state(&mut tx).await?;
        tx.commit().await?;
        Ok(state)
    }

    /// The next records that no other can come before.
    async fn complete(&self, state: &State, watermark: &mut Watermark) -> Result<Vec<(i64, Hash)>> {
        loop {
            let which = format!("seq > {} order by seq limit {CHUNK}", state.last_seq);
            let rows = scan(&self.db, &which, |_, _| ()).await?;
            let mut expected = state.last_seq + 1;
            let mut records = Vec::with_capacity(rows.len());
            for (seq, hash, ()) in &rows {
                if !watermark.allows(self.db.kind(), expected, *seq) {
                    break;
                }
                expected = seq + 1;
                records.push((*seq, *hash));
            }
            // At a gap with nothing before it: is it settled by now?
            if !records.is_empty() || rows.is_empty() || !watermark.advance(&self.db).await? {
                return Ok(records);
            }
        }
    }

    async fn checkpoint(&self) -> Result<Option<SignedCheckpoint>> {
        let Some(state) = tiles::state(&self.db).await? else { return Ok(None) };
        if state.frontier.size() <= self.signed_size().await? {
            return Ok(None);
        }
        if self.is_given_up().await? {
            return Err(Error::internal(
                "the key of the accounting was given up for another: is the master key the right one?",
            ));
        }
        let mut tx = self.db.begin().await?;
        let state = locked_state(&mut tx).await?;
        let size = state.frontier.size();
        if size <= self.signed_size().await? {
            return Ok(None);
        }
        let (root, at) = (state.frontier.root(), self.env.now());
        let said =
            Checkpoint { origin: state.origin.clone(), size, root, extensions: vec![format!("time {}", at.rfc3339())] };
        let note = said.sign(&signer(&state.origin, &self.seed)?);
        sqlx::query("insert into audit_checkpoint (size, root, at, note) values ($1, $2, $3, $4)")
            .bind(signed(size))
            .bind(root.to_base64())
            .bind(at.micros())
            .bind(note.clone())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        tx.commit().await?;
        Ok(Some(SignedCheckpoint { size, root, at, note }))
    }

    /// Size of the latest checkpoint.
    async fn signed_size(&self) -> Result<u64> {
        let size: i64 = sqlx::query_scalar("select coalesce(max(size), 0) from audit_checkpoint")
            .fetch_one(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(u64::try_from(size).unwrap_or(0))
    }
}

pub(crate) fn signer(name: &str, seed: &[u8; 32]) -> Result<Signer> {
    Signer::from_seed(name, seed).ok_or_else(|| Error::internal(format!("a log cannot be named {name}")))
}
