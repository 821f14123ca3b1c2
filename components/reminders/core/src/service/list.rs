//! The Controller looks at the reminders of the own body (385-50).

use super::{Reminders, SourceState};
use crate::{DaysLeft, Facets, Reminder, ReminderId, ReminderQuery, policy};
use orda_base::{Actor, BodyId, Date, Error, Page, Result};
use orda_identity::Body;
use std::sync::Arc;

/// The list with what stands around it.
#[derive(Debug, Clone)]
pub struct List {
    /// A page of it.
    pub page: Page<Reminder>,
    /// What there is to choose from.
    pub facets: Facets,
    /// How both sources stand.
    pub sources: Vec<SourceState>,
    /// Bodies whose reminders the reader sees.
    pub bodies: Vec<Arc<Body>>,
    /// The day by which days are counted.
    pub today: Date,
}

/// One reminder.
#[derive(Debug, Clone)]
pub struct Card {
    /// The reminder.
    pub reminder: Reminder,
    /// The body to which it is addressed.
    pub body: Option<Arc<Body>>,
    /// Days left today.
    pub days_left: DaysLeft,
}

impl Reminders {
    /// The reminders of the own bodies, of both sources. That they were looked at is kept with the time.
    ///
    /// # Errors
    /// Not authenticated; forbidden for who is no Controller; not found for another body than the own.
    pub async fn list(&self, actor: &Actor, query: &ReminderQuery) -> Result<List> {
        let bodies = Self::asked(actor, query.body)?;
        self.note_view(actor, &bodies).await?;
        let today = self.env.now().date();
        let mut own = Vec::new();
        for body in policy::bodies(actor) {
            own.extend(self.directory.body(body).await?);
        }
        Ok(List {
            page: self.store.page(&bodies, query, today).await?,
            facets: self.store.facets(&bodies).await?,
            sources: self.source_states().await?,
            bodies: own,
            today,
        })
    }

    /// The first rows of the same list, to be exported, and the day by which days are counted.
    ///
    /// # Errors
    /// As [`Self::list`].
    pub async fn export(&self, actor: &Actor, query: &ReminderQuery, limit: u32) -> Result<(Vec<Reminder>, Date)> {
        let bodies = Self::asked(actor, query.body)?;
        self.note_view(actor, &bodies).await?;
        let today = self.env.now().date();
        Ok((self.store.rows(&bodies, query, today, limit).await?, today))
    }

    /// One reminder.
    ///
    /// # Errors
    /// Not found for everybody but the Controller of its body.
    pub async fn card(&self, actor: &Actor, id: ReminderId) -> Result<Card> {
        let reminder = self.store.reminder(id).await?.ok_or(Error::NotFound)?;
        policy::may_read(actor, &reminder).check()?;
        let body = self.directory.body(reminder.body).await?;
        let days_left = reminder.days_left(self.env.now().date());
        Ok(Card { reminder, body, days_left })
    }

    fn asked(actor: &Actor, body: Option<BodyId>) -> Result<Vec<BodyId>> {
        if !actor.is_known() {
            return Err(Error::Unauthenticated);
        }
        policy::may_list(actor, None).check()?;
        policy::may_list(actor, body).check()?;
        Ok(body.map_or_else(|| policy::bodies(actor), |body| vec![body]))
    }

    async fn note_view(&self, actor: &Actor, bodies: &[BodyId]) -> Result<()> {
        let Some(person) = actor.person() else { return Ok(()) };
        let mut work = self.store.begin().await?;
        work.view(person, bodies, self.env.now()).await?;
        work.commit().await
    }
}
