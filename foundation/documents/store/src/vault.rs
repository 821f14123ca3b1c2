//! The key vault in a small database of its own: a file apart from the data, or a server apart from theirs.

use async_trait::async_trait;
use orda_base::{Env, Error, Result, Timestamp};
use orda_documents::{FileSetId, KeyVault, Refusal, SecretKey, VaultEntry};
use orda_store::{Database, Migration, MigrationSet, fault};
use sqlx::Row;

/// The tables of a vault. They never stand in the database of the data.
pub const VAULT_MIGRATIONS: MigrationSet = MigrationSet {
    component: "vault",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/vault/0001_initial.sql"))],
};

/// A vault.
#[derive(Clone)]
pub struct VaultSql {
    db: Database,
    env: Env,
    seal: SecretKey,
}

impl VaultSql {
    /// Opens the vault in the database at `url`; what is in it is sealed under `seal`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be opened.
    pub async fn open(url: &str, env: Env, seal: SecretKey) -> Result<Self> {
        let db = Database::open(url).await?;
        db.migrate(&[VAULT_MIGRATIONS]).await?;
        Ok(Self { db, env, seal })
    }

    /// Its database, to be mirrored.
    pub const fn database(&self) -> &Database {
        &self.db
    }

    /// Closes it.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// Opens every key, to see that all of them can be. Returns how many.
    ///
    /// # Errors
    /// [`Error::Internal`] names a set whose key is damaged or of another master key.
    pub async fn check(&self) -> Result<u64> {
        self.each(None).await
    }

    /// Seals every key under `to` in the place of the one with which the vault was opened, in one transaction. Those that are
    /// under `to` already stay. Returns how many were sealed anew.
    ///
    /// # Errors
    /// [`Error::Internal`] names a set whose key neither opens; nothing is changed then.
    pub async fn reseal(&self, to: &SecretKey) -> Result<u64> {
        self.each(Some(to)).await
    }

    async fn each(&self, to: Option<&SecretKey>) -> Result<u64> {
        let mut tx = self.db.begin().await?;
        let (mut after, mut done) = (String::new(), 0);
        loop {
            let rows = sqlx::query(
                "select set_id, sealed from vault_key where sealed is not null and destroyed_at is null and set_id > $1 \
                 order by set_id limit 500",
            )
            .bind(after.clone())
            .fetch_all(tx.conn())
            .await
            .map_err(fault)?;
            let Some(last) = rows.last() else { break };
            after = last.try_get(0).map_err(fault)?;
            for row in &rows {
                let id: String = row.try_get(0).map_err(fault)?;
                let set: FileSetId = id.parse().map_err(|_| Error::internal("vault: an id of a set is spoiled"))?;
                let sealed: Vec<u8> = row.try_get(1).map_err(fault)?;
                let place = set.uuid();
                if to.is_some_and(|to| to.open_key(&sealed, place.as_bytes()).is_some()) {
                    continue;
                }
                let VaultEntry::Key(key) = self.read(set, Some(&sealed), None)? else { continue };
                done += 1;
                let Some(to) = to else { continue };
                sqlx::query("update vault_key set sealed = $2 where set_id = $1")
                    .bind(id)
                    .bind(to.seal_key(&key, place.as_bytes(), &self.env)?)
                    .execute(tx.conn())
                    .await
                    .map_err(fault)?;
            }
        }
        tx.commit().await?;
        Ok(done)
    }

    fn read(&self, set: FileSetId, sealed: Option<&[u8]>, destroyed: Option<i64>) -> Result<VaultEntry> {
        match (sealed, destroyed) {
            (_, Some(at)) => Ok(VaultEntry::Destroyed(Timestamp::from_micros(at))),
            (Some(sealed), None) => {
                let damaged = || {
                    Error::Internal(format!("the key of set {set} in the vault is damaged or of another master key"))
                };
                let key = self.seal.open_key(sealed, set.uuid().as_bytes()).ok_or_else(damaged)?;
                Ok(VaultEntry::Key(key))
            }
            (None, None) => Err(Error::Internal(format!("the key of set {set} in the vault is empty"))),
        }
    }
}

#[async_trait]
impl KeyVault for VaultSql {
    async fn key(&self, set: FileSetId) -> Result<SecretKey> {
        for _ in 0..2 {
            match self.find(set).await? {
                VaultEntry::Key(key) => return Ok(key),
                VaultEntry::Destroyed(_) => return Err(Refusal::Destroyed.into()),
                VaultEntry::None => {}
            }
            let fresh = SecretKey::new(self.env.random());
            let sealed = self.seal.seal_key(&fresh, set.uuid().as_bytes(), &self.env)?;
            let mut tx = self.db.begin().await?;
            sqlx::query(
                "insert into vault_key (set_id, sealed, made_at) values ($1, $2, $3) on conflict (set_id) do nothing",
            )
            .bind(set.to_string())
            .bind(sealed)
            .bind(self.env.now().micros())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
            tx.commit().await?;
            // Read back: another may have been quicker.
        }
        match self.find(set).await? {
            VaultEntry::Key(key) => Ok(key),
            _ => Err(Error::Internal(format!("the vault did not keep the key of set {set}"))),
        }
    }

    async fn find(&self, set: FileSetId) -> Result<VaultEntry> {
        let row = sqlx::query("select sealed, destroyed_at from vault_key where set_id = $1")
            .bind(set.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        let Some(row) = row else { return Ok(VaultEntry::None) };
        let sealed: Option<Vec<u8>> = row.try_get(0).map_err(fault)?;
        let destroyed: Option<i64> = row.try_get(1).map_err(fault)?;
        self.read(set, sealed.as_deref(), destroyed)
    }

    async fn destroy(&self, sets: &[FileSetId], at: Timestamp) -> Result<()> {
        for some in sets.chunks(500) {
            let mut tx = self.db.begin().await?;
            for set in some {
                // Written over before it is let go: the row keeps its place on the page.
                let noise: [u8; 96] = self.env.random();
                sqlx::query(
                    "update vault_key set sealed = substr($2, 1, length(sealed)) \
                     where set_id = $1 and sealed is not null",
                )
                .bind(set.to_string())
                .bind(noise.to_vec())
                .execute(tx.conn())
                .await
                .map_err(fault)?;
                sqlx::query(
                    "insert into vault_key (set_id, made_at, destroyed_at) values ($1, $2, $2) \
                     on conflict (set_id) do update set sealed = null, \
                     destroyed_at = coalesce(vault_key.destroyed_at, excluded.destroyed_at)",
                )
                .bind(set.to_string())
                .bind(at.micros())
                .execute(tx.conn())
                .await
                .map_err(fault)?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    async fn erase(&self) -> Result<()> {
        self.db.erase_remains(&["vault_key"]).await
    }

    async fn destroyed(&self) -> Result<Vec<(FileSetId, Timestamp)>> {
        let rows =
            sqlx::query("select set_id, destroyed_at from vault_key where destroyed_at is not null order by set_id")
                .fetch_all(self.db.reader())
                .await
                .map_err(fault)?;
        rows.iter()
            .map(|row| {
                let id: String = row.try_get(0).map_err(fault)?;
                let id = id.parse().map_err(|_| Error::internal("vault: an id of a set is spoiled"))?;
                Ok((id, Timestamp::from_micros(row.try_get(1).map_err(fault)?)))
            })
            .collect()
    }
}
