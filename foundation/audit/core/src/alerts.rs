//! Alerts: what the rules found, told to the security officer, kept with who handled it and how (217-42, ur-6-5).

use crate::{Accountant, Activity, KnownAddresses, Limits, Rule, Suspicion, judge, may_read};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, Error, Operation, Outcome, PersonId, Result, Timestamp, id_type};
use std::sync::Arc;

id_type!(
    /// An alert.
    AlertId
);

/// Longest note, in characters.
pub const NOTE_LIMIT: usize = 2000;
/// Objects of one alert that are told.
pub const TOUCHED: u32 = 200;
/// Whatever was missed for longer than this while nothing ran is not judged any more.
const LOOK_BACK_SECONDS: i64 = 24 * 3600;

/// An alert as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// What was found.
    pub suspicion: Suspicion,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// Who handled it, when and how; none while it is open.
    pub handled: Option<Handled>,
}

/// How an alert was handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handled {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
    /// Name of who.
    pub name: String,
    /// What was found and done.
    pub note: String,
}

/// What an alert is about, as the accounting has it: one object and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Kind of resource.
    pub resource: String,
    /// Which one.
    pub part: String,
    /// What was done.
    pub operation: Operation,
    /// How it ended.
    pub outcome: Outcome,
    /// How often.
    pub count: u64,
    /// The last time.
    pub last: Timestamp,
}

/// Keeps alerts.
#[async_trait]
pub trait AlertStore: Send + Sync {
    /// What happened from `from` to before `until`.
    async fn activity(&self, from: Timestamp, until: Timestamp) -> Result<Vec<Activity>>;

    /// Addresses from which these people logged in from `from` to before `until`.
    async fn known_addresses(&self, people: &[String], from: Timestamp, until: Timestamp) -> Result<KnownAddresses>;

    /// Until when things have been judged; none before the first time.
    async fn judged_until(&self) -> Result<Option<Timestamp>>;

    /// Keeps `alerts` whose keys are new, with the records of raising them, and that things have been judged `until`.
    async fn raise(&self, alerts: &[Alert], until: Timestamp) -> Result<()>;

    /// Alerts that nobody has been told of yet, at most `limit`.
    async fn untold(&self, limit: u32) -> Result<Vec<Alert>>;

    /// This one has been told.
    async fn told(&self, id: AlertId) -> Result<()>;

    /// At most `limit` alerts raised before `before`, the latest first; only open ones if so wished.
    async fn list(&self, open: bool, before: Option<Timestamp>, limit: u32) -> Result<Vec<Alert>>;

    /// The alert with this id.
    async fn alert(&self, id: AlertId) -> Result<Option<Alert>>;

    /// At most `limit` objects that whoever was suspected touched in the span of the alert, the latest first.
    async fn touched(&self, suspicion: &Suspicion, limit: u32) -> Result<Vec<Touched>>;

    /// Keeps how an alert was handled, with the record of it by `actor`. False when it was handled already.
    async fn handle(&self, actor: &Actor, id: AlertId, handled: &Handled) -> Result<bool>;
}

/// Tells security officers of alerts.
#[async_trait]
pub trait Herald: Send + Sync {
    /// Tells them. May be called twice for one alert when the first time was broken off.
    async fn tell(&self, alert: &Alert) -> Result<()>;
}

/// Watches what happens, and lets alerts be handled.
pub struct Alerts {
    store: Arc<dyn AlertStore>,
    herald: Arc<dyn Herald>,
    accountant: Arc<dyn Accountant>,
    env: Env,
    limits: Limits,
}

impl Alerts {
    /// With these limits.
    pub fn new(
        store: Arc<dyn AlertStore>,
        herald: Arc<dyn Herald>,
        accountant: Arc<dyn Accountant>,
        env: Env,
        limits: Limits,
    ) -> Self {
        Self { store, herald, accountant, env, limits }
    }

    /// Judges what happened since the last time, window by window, each overlapping half of the one before, and tells of
    /// what is new. For a job, once a minute.
    pub async fn watch(&self) -> Result<()> {
        let now = self.env.now();
        let length = i64::from(self.limits.window_minutes.max(1)) * 60;
        let earliest = now.plus_seconds(-LOOK_BACK_SECONDS);
        let mut at = self.store.judged_until().await?.unwrap_or(earliest).max(earliest);
        while at < now {
            at = at.plus_seconds(length / 2).min(now);
            self.judge_window(at.plus_seconds(-length), at).await?;
        }
        for alert in self.store.untold(100).await? {
            self.herald.tell(&alert).await?;
            self.store.told(alert.id).await?;
        }
        Ok(())
    }

    async fn judge_window(&self, from: Timestamp, until: Timestamp) -> Result<()> {
        let window = self.store.activity(from, until).await?;
        let mut people: Vec<String> = window
            .iter()
            .filter(|a| a.operation == Operation::SignIn && !a.actor_id.is_empty())
            .map(|a| a.actor_id.clone())
            .collect();
        people.sort_unstable();
        people.dedup();
        let since = from.plus_seconds(-i64::from(self.limits.address_days) * 24 * 3600);
        let known = if people.is_empty() {
            KnownAddresses::new()
        } else {
            self.store.known_addresses(&people, since, from).await?
        };
        let alerts: Vec<Alert> = judge(&window, &known, &self.limits)
            .into_iter()
            .map(|suspicion| Alert {
                id: AlertId::generate(&self.env),
                suspicion,
                raised_at: self.env.now(),
                handled: None,
            })
            .collect();
        self.store.raise(&alerts, until).await
    }

    /// Alerts, the latest first.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators.
    pub async fn list(&self, actor: &Actor, open: bool, before: Option<Timestamp>, limit: u32) -> Result<Vec<Alert>> {
        self.check(actor, Access::done("alert", if open { "open" } else { "" }, Operation::Search)).await?;
        self.store.list(open, before, limit).await
    }

    /// One alert.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but the security officer and administrators; [`Error::NotFound`].
    pub async fn open(&self, actor: &Actor, id: AlertId) -> Result<Alert> {
        self.check(actor, Access::done("alert", id, Operation::Read)).await?;
        self.store.alert(id).await?.ok_or(Error::NotFound)
    }

    /// An alert with the objects that it is about: what a report on a breach tells (217-a42.2.3).
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn report(&self, actor: &Actor, id: AlertId) -> Result<(Alert, Vec<Touched>)> {
        let alert = self.open(actor, id).await?;
        let touched = self.store.touched(&alert.suspicion, TOUCHED).await?;
        Ok((alert, touched))
    }

    /// Writes down what was found and done; once.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but people who are security officers or administrators; [`Error::NotFound`];
    /// [`Error::Conflict`] when somebody else handled it; [`Error::Invalid`] for an empty or too long note.
    pub async fn handle(&self, actor: &Actor, id: AlertId, note: &str) -> Result<()> {
        let access = Access::done("alert", id, Operation::Change);
        let allowed = match actor.person() {
            Some(by) => may_read(actor).check().map(|()| by),
            None if actor.is_known() => Err(Error::Forbidden),
            None => Err(Error::Unauthenticated),
        };
        let outcome = match allowed {
            Ok(by) => self.handled(actor, id, by, note.trim()).await,
            Err(error) => Err(error),
        };
        if let Err(error) = &outcome {
            self.accountant.record(actor, &access.ended(error)).await?;
        }
        outcome
    }

    async fn handled(&self, actor: &Actor, id: AlertId, by: PersonId, note: &str) -> Result<()> {
        if note.is_empty() {
            return Err(Error::field("note", "audit-error-note"));
        }
        if note.chars().count() > NOTE_LIMIT {
            return Err(Error::field("note", "audit-error-note-long"));
        }
        self.store.alert(id).await?.ok_or(Error::NotFound)?;
        let handled = Handled { at: self.env.now(), by, name: actor.name().to_owned(), note: note.to_owned() };
        if self.store.handle(actor, id, &handled).await? { Ok(()) } else { Err(Error::Conflict) }
    }

    async fn check(&self, actor: &Actor, access: Access) -> Result<()> {
        let allowed = if actor.is_known() { may_read(actor).check() } else { Err(Error::Unauthenticated) };
        match &allowed {
            Ok(()) => self.accountant.record(actor, &access).await?,
            Err(error) => self.accountant.record(actor, &access.ended(error)).await?,
        }
        allowed
    }
}

/// Key of the notice of an alert by this rule.
pub const fn notice_key(rule: Rule) -> &'static str {
    match rule {
        Rule::MassReading => "audit-notice-mass_reading",
        Rule::MassDownload => "audit-notice-mass_download",
        Rule::Refusals => "audit-notice-refusals",
        Rule::SignIns => "audit-notice-sign_ins",
        Rule::Signatures => "audit-notice-signatures",
        Rule::NightWork => "audit-notice-night_work",
        Rule::NewAddress => "audit-notice-new_address",
    }
}
