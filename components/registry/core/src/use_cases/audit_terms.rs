//! When audits fall due: the list, and who is reminded (365-9-a, 365-9-b).

use super::Registry;
use super::overdue::NOTICES;
use crate::{AuditState, AuditsDueQuery, DueSearch, Record};
use orda_base::{Actor, Date, LocalizedText, Page, PageRequest, Result};
use orda_identity::Body;
use orda_notifications::Notice;
use std::sync::Arc;

/// The owner is reminded so many working days before an audit falls due.
const AHEAD: u16 = 10;

/// A page of the records whose next audit falls due.
#[derive(Debug, Clone)]
pub struct AuditsDuePage {
    /// Records with their owners, the longest overdue first.
    pub page: Page<(Record, Arc<Body>)>,
    /// Active bodies, to choose one.
    pub bodies: Vec<Arc<Body>>,
    /// Today.
    pub today: Date,
    /// What is due until this day is due soon.
    pub soon: Date,
}

impl Registry {
    /// The last day from which less than the time of a reminder is left.
    fn soon(&self, today: Date) -> Date {
        // Up to the day before the next working day after that.
        let after = self.settings.calendar.count(today, AHEAD + 1).due;
        after.yesterday().unwrap_or(after)
    }

    /// A page of the records whose next audit falls due: those of state bodies, and non-state systems with an interaction in force.
    /// Whoever keeps the portal sees all, everybody else the own ones.
    ///
    /// # Errors
    /// Forbidden for who keeps neither records of a body nor the portal.
    pub async fn audits_due(&self, actor: &Actor, query: &AuditsDueQuery) -> Result<AuditsDuePage> {
        let of = Self::audited_bodies(actor)?;
        let today = self.env.now().date();
        let soon = self.soon(today);
        let (from, until) = match query.state {
            None => (None, None),
            Some(AuditState::Overdue) => (None, Some(today.yesterday().unwrap_or(Date::MIN))),
            Some(AuditState::Soon) => (Some(today), Some(soon)),
            Some(AuditState::InTime) => (Some(soon.tomorrow().unwrap_or(Date::MAX)), None),
        };
        let search = DueSearch { today, from, until, body: query.body, interaction: None, page: query.page };
        let page = self.with_owners(self.store.audits_due(&search, of.as_deref()).await?, |one| one.body).await?;
        Ok(AuditsDuePage { page, bodies: self.directory.bodies().await?, today, soon })
    }

    /// The same from the first row on, at most `limit` rows, to be taken away as a file.
    ///
    /// # Errors
    /// As [`Self::audits_due`].
    pub async fn audits_due_to_export(
        &self,
        actor: &Actor,
        query: &AuditsDueQuery,
        limit: u32,
    ) -> Result<AuditsDuePage> {
        let page = PageRequest { number: 1, size: limit };
        self.audits_due(actor, &AuditsDueQuery { page, ..query.clone() }).await
    }

    /// Tells heads and records clerks of the owner of each record whose audit falls due within ten working days, and again once it is
    /// overdue, in the portal and by e-mail: once each. Where nobody holds these offices they are told when somebody does. To be
    /// called now and then, by any number of instances. Gives of how many records was told.
    ///
    /// # Errors
    /// The first failure of the store; what was told before it stays told.
    pub async fn tell_of_audits(&self) -> Result<usize> {
        self.lay_down_terms().await?;
        let today = self.env.now().date();
        let soon = self.soon(today);
        let mut told = 0;
        for record in self.store.untold_audits(today, soon).await? {
            told += usize::from(self.tell_of_audit(&record, today, soon).await?);
        }
        Ok(told)
    }

    /// Of records that came into operation before audits were kept the first audit falls due a period after that.
    async fn lay_down_terms(&self) -> Result<()> {
        for id in self.store.without_audit_term().await? {
            let mut work = self.store.begin().await?;
            let Some(mut record) = work.lock(id).await? else { continue };
            let Some(since) = record.in_operation_since else { continue };
            record.audit_due.get_or_insert(self.settings.next_audit(since.date()));
            work.save(&record).await?;
            work.commit().await?;
        }
        Ok(())
    }

    async fn tell_of_audit(&self, seen: &Record, today: Date, soon: Date) -> Result<bool> {
        let recipients = self.told(seen.body).await?;
        if recipients.is_empty() {
            return Ok(false);
        }
        let mut work = self.store.begin().await?;
        let Some(record) = work.lock(seen.id).await? else { return Ok(false) };
        // An audit may have been entered since it was looked at.
        let Some(due) = record.watched_audit() else { return Ok(false) };
        let state = AuditState::of(due, today, soon);
        let kind = match state {
            AuditState::Overdue => NOTICES[2],
            AuditState::Soon => NOTICES[1],
            AuditState::InTime => return Ok(false),
        };
        if !work.tell_of_audit(record.id, due, state).await? {
            return Ok(false);
        }
        let day = due.strftime("%d.%m.%Y").to_string();
        let args = vec![("record", record.name.clone()), ("due", LocalizedText::new(day.clone(), day, ""))];
        let notices: Vec<Notice> = recipients
            .into_iter()
            .map(|recipient| Notice {
                recipient,
                kind,
                args: args.clone(),
                link: format!("/registry/{}", record.id),
                needs_action: true,
            })
            .collect();
        work.notify(&self.env, &notices).await?;
        work.commit().await?;
        Ok(true)
    }
}
