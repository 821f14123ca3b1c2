//! The use cases: announce, take back or end, and what everybody is told.

use crate::{Announcement, Input, MaintenanceStore, Phase};
use orda_base::{Access, Actor, Env, Error, Operation, Permission, Result, Role};
use std::sync::{Arc, PoisonError, RwLock};

/// The page of the administrators.
pub const PAGE: &str = "/admin/maintenance";
/// Kind of resource in the accounting.
const RESOURCE: &str = "maintenance";

/// May the actor announce and end a maintenance? Administrators of the whole portal, and the command line.
pub fn may(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::Administrator))
}

/// The maintenance of the portal. Cheap to clone; what is announced is kept in memory, so that no request asks the database.
#[derive(Clone)]
pub struct Maintenance {
    store: Arc<dyn MaintenanceStore>,
    env: Env,
    known: Arc<RwLock<Option<Arc<Announcement>>>>,
}

impl Maintenance {
    /// With what is announced now.
    pub async fn open(store: Arc<dyn MaintenanceStore>, env: Env) -> Result<Self> {
        let maintenance = Self { store, env, known: Arc::default() };
        maintenance.refresh().await?;
        Ok(maintenance)
    }

    /// Reads again what is announced: another process of the same portal may have done it. To be called every few seconds.
    pub async fn refresh(&self) -> Result<()> {
        let announced = self.store.announced().await?.map(Arc::new);
        // The value is replaced whole: a holder that panicked left nothing half done.
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = announced;
        Ok(())
    }

    /// What is announced and not over, and where in it this moment lies.
    pub fn now(&self) -> Option<(Arc<Announcement>, Phase)> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone()?;
        let phase = known.phase(self.env.now());
        (phase != Phase::Over).then_some((known, phase))
    }

    /// Announces a maintenance, in the place of one that was announced before.
    ///
    /// # Errors
    /// Forbidden for who is not an administrator of the whole portal; the wrong fields.
    pub async fn announce(&self, actor: &Actor, input: &Input) -> Result<()> {
        may(actor).check()?;
        let now = self.env.now();
        let announcement = input.read(now)?;
        let detail = format!("from {} until {}", announcement.from.rfc3339(), announcement.until.rfc3339());
        let mut work = self.store.begin().await?;
        work.save(&announcement).await?;
        work.record(actor, now, &Access::done(RESOURCE, "announced", Operation::Change).detail(detail)).await?;
        work.commit().await?;
        self.refresh().await
    }

    /// Ends the maintenance, or takes back one that has not begun.
    ///
    /// # Errors
    /// Forbidden for who is not an administrator of the whole portal; not found where none is announced.
    pub async fn end(&self, actor: &Actor) -> Result<()> {
        may(actor).check()?;
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        if !work.remove().await? {
            return Err(Error::NotFound);
        }
        work.record(actor, now, &Access::done(RESOURCE, "ended", Operation::Change)).await?;
        work.commit().await?;
        self.refresh().await
    }
}
