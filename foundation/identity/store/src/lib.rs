//! Identity on SQL: the directory, passwords, sessions, attempts, challenges.

mod load;
mod reader;
mod second;
mod work;

pub use second::reseal_factors;

use async_trait::async_trait;
use orda_base::{PersonId, Result, SessionId, Timestamp};
use orda_identity::{Credential, Factor, IdentityStore, IdentityWork, Records, Session, TokenHash};
use orda_store::{Database, Migration, MigrationSet};

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "identity",
    migrations: &[
        Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql")),
        Migration::both("0007_delegation", include_str!("../migrations/0007_delegation.sql")),
        Migration::both("0008_second_factor", include_str!("../migrations/0008_second_factor.sql")),
    ],
};

/// [`IdentityStore`] on SQL.
#[derive(Clone)]
pub struct IdentitySql {
    db: Database,
}

impl IdentitySql {
    /// Over this database.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }
}

#[async_trait]
impl IdentityStore for IdentitySql {
    async fn begin(&self) -> Result<Box<dyn IdentityWork>> {
        Ok(Box::new(work::SqlWork(self.db.begin().await?)))
    }

    async fn version(&self) -> Result<i64> {
        reader::version(&self.db).await
    }

    async fn load(&self) -> Result<Records> {
        load::records(&self.db).await
    }

    async fn credential_by_login(&self, login: &str) -> Result<Option<Credential>> {
        reader::credential_by_login(&self.db, login).await
    }

    async fn credential_of(&self, person: PersonId) -> Result<Option<Credential>> {
        reader::credential_of(&self.db, person).await
    }

    async fn session(&self, token: TokenHash) -> Result<Option<Session>> {
        reader::session(&self.db, token).await
    }

    async fn sessions_of(&self, person: PersonId) -> Result<Vec<Session>> {
        reader::sessions_of(&self.db, person).await
    }

    async fn factors_of(&self, person: PersonId) -> Result<Vec<Factor>> {
        second::factors_of(&self.db, person).await
    }

    async fn recovery_left(&self, person: PersonId) -> Result<u64> {
        second::recovery_left(&self.db, person).await
    }

    async fn proven_at(&self, session: SessionId) -> Result<Option<Timestamp>> {
        second::proven_at(self.db.reader(), session).await
    }

    async fn touch(&self, session: SessionId, at: Timestamp) -> Result<()> {
        reader::touch(&self.db, session, at).await
    }
}
