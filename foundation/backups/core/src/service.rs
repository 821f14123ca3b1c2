//! The use cases.

use crate::{BackupStore, By, Continuous, Maker, Making, Run, RunOutcome, Settings, Standing};
use orda_base::{Actor, Env, Error, LocalizedText, Page, PageRequest, Permission, Refusal, Result, Role, Timestamp};
use orda_identity::Directory;
use orda_notifications::Notice;
use std::sync::Arc;

/// Where the copies are shown.
pub const PAGE: &str = "/admin/backups";
/// Kind of resource in the accounting.
pub const RESOURCE: &str = "backup";
/// Key of the notice that there is no good new copy.
pub const NO_BACKUP: &str = "audit-notice-backup";
/// Key of the notice that a trial restore went badly.
pub const FAILED_DRILL: &str = "audit-notice-drill";
/// Key of the notice that the continuous copy stands still.
pub const NO_COPY: &str = "audit-notice-continuous";
/// Administrators are told of the same once in so many seconds.
const TOLD: i64 = 24 * 3600;

/// May the actor see and make copies? The administrators of the portal alone (365-6-b, 365-6-d).
pub fn may(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::Administrator))
}

/// How the copies stand, with a page of the runs.
#[derive(Debug, Clone)]
pub struct Overview {
    /// How they stand.
    pub standing: Standing,
    /// The newest run of which there is a copy.
    pub made: Option<Run>,
    /// When the timetable makes the next; none when it makes none.
    pub next_due: Option<Timestamp>,
    /// Is one being made at this moment?
    pub under_way: bool,
    /// How the continuous copy stands; none where none is set.
    pub continuous: Option<Continuous>,
    /// The moment that all this is told of.
    pub at: Timestamp,
    /// Runs, the newest first.
    pub runs: Page<Run>,
}

/// Backup copies. Cheap to clone.
#[derive(Clone)]
pub struct Backups {
    store: Arc<dyn BackupStore>,
    maker: Arc<dyn Maker>,
    directory: Arc<dyn Directory>,
    env: Env,
    settings: Arc<Settings>,
}

/// A copy that is about to be made.
pub struct Job {
    backups: Backups,
    making: Box<dyn Making>,
    by: By,
}

impl Job {
    /// Makes the copy; tells the administrators when it went badly. None when another process was making one.
    ///
    /// # Errors
    /// Those of the making, or when nobody could be told.
    pub async fn run(self) -> Result<Option<Run>> {
        // Held until everybody is told: the portal does not end in between.
        let run = self.making.make(self.by.clone()).await?;
        if run.as_ref().is_some_and(|run| run.outcome != RunOutcome::Done) {
            self.backups.check().await?;
        }
        Ok(run)
    }
}

impl Backups {
    /// Over these ports.
    pub fn new(
        store: Arc<dyn BackupStore>,
        maker: Arc<dyn Maker>,
        directory: Arc<dyn Directory>,
        env: Env,
        settings: Settings,
    ) -> Self {
        Self { store, maker, directory, env, settings: Arc::new(settings) }
    }

    /// Settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How the copies stand.
    ///
    /// # Errors
    /// Forbidden for who is no administrator of the portal.
    pub async fn overview(&self, actor: &Actor, page: PageRequest) -> Result<Overview> {
        may(actor).check()?;
        let (last, now) = (self.store.last().await?, self.env.now());
        Ok(Overview {
            standing: last.standing(&self.settings, now),
            next_due: last.next_due(&self.settings, now),
            made: last.made,
            under_way: self.maker.is_busy(),
            continuous: self.maker.continuous(),
            at: now,
            runs: self.store.runs(page).await?,
        })
    }

    /// Is there any copy?
    ///
    /// # Errors
    /// Those of the store.
    pub async fn is_any_made(&self) -> Result<bool> {
        Ok(self.store.last().await?.made.is_some())
    }

    /// An administrator has a copy made now: the caller runs the job beside the answer.
    ///
    /// # Errors
    /// Forbidden for who is no administrator of the portal; refused where no folder is set, and while a copy is being made.
    pub fn make_now(&self, actor: &Actor) -> Result<Job> {
        may(actor).check()?;
        if !self.settings.scheduled {
            return Err(Error::Refused(Box::new(Refusal::new("backups-refusal-not-set").rule("365-6-b"))));
        }
        let busy = || Error::Refused(Box::new(Refusal::new("backups-refusal-under-way")));
        let making = self.maker.begin().ok_or_else(busy)?;
        Ok(Job { backups: self.clone(), making, by: By::Person(actor.name().to_owned()) })
    }

    /// Makes a copy when it is time; none while another process makes one. To be called every minute.
    ///
    /// # Errors
    /// As [`Job::run`].
    pub async fn run_due(&self) -> Result<Option<Run>> {
        let now = self.env.now();
        let due = self.store.last().await?.next_due(&self.settings, now);
        if due.is_none_or(|due| due > now) {
            return Ok(None);
        }
        let Some(making) = self.maker.begin() else { return Ok(None) };
        Job { backups: self.clone(), making, by: By::Schedule }.run().await
    }

    /// Waits until no copy is being made; after that none is begun.
    pub async fn end(&self) {
        self.maker.end().await;
    }

    /// Tells the administrators when there is no new and whole copy, once a day; says whether. To be called every minute.
    pub async fn check(&self) -> Result<bool> {
        let last = self.store.last().await?;
        let good = last.standing(&self.settings, self.env.now()) == Standing::Good;
        if good { Ok(false) } else { self.tell_with(NO_BACKUP, last.made).await }
    }

    /// Tells the administrators when the continuous copy stands still, once a day; says whether. To be called every minute.
    ///
    /// # Errors
    /// When nobody could be told.
    pub async fn check_continuous(&self) -> Result<bool> {
        let Some(copy) = self.maker.continuous().filter(|copy| copy.is_late(self.env.now())) else { return Ok(false) };
        self.tell_of(NO_COPY, copy.until).await
    }

    /// Tells the administrators of the portal, once a day, with the time of the newest copy; says whether.
    pub async fn tell(&self, kind: &'static str) -> Result<bool> {
        let made = self.store.last().await?.made;
        self.tell_with(kind, made).await
    }

    async fn tell_with(&self, kind: &'static str, made: Option<Run>) -> Result<bool> {
        self.tell_of(kind, made.map(|run| run.ended_at)).await
    }

    async fn tell_of(&self, kind: &'static str, last: Option<Timestamp>) -> Result<bool> {
        let since = self.env.now().plus_seconds(-TOLD);
        // Mostly they know: nobody is looked up then, and nothing is locked.
        if self.store.told_at(kind).await?.is_some_and(|told| told > since) {
            return Ok(false);
        }
        let last = last.map_or_else(|| "—".to_owned(), |at| at.zoned().strftime("%d.%m.%Y %H:%M").to_string());
        let args = vec![("last", LocalizedText { kk: last.clone(), ru: last.clone(), en: last })];
        let holders = self.directory.holders(Role::Administrator, None).await?;
        let notice = |recipient| Notice { recipient, kind, args: args.clone(), link: PAGE.into(), needs_action: true };
        let notices: Vec<Notice> = holders.iter().map(|holder| notice(holder.id)).collect();
        self.store.tell(kind, since, &notices).await
    }
}
