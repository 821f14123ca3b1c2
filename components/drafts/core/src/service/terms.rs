//! Terms that are near or past: reminders, and states brought in line (385-16-j).

use super::Drafts;
use orda_base::{Access, Actor, Error, Operation, Result, Timestamp};

impl Drafts {
    /// Sends the reminders that are due and brings states in line with the terms. To be called every few minutes; nothing
    /// is told twice. Gives how many drafts were touched.
    ///
    /// # Errors
    /// The first failure of the store; drafts done before it stay done.
    pub async fn check_terms(&self, now: Timestamp) -> Result<usize> {
        let near = self.settings.calendar.count(now.date(), self.settings.near).due;
        let portal = Actor::portal();
        let mut touched = 0;
        for id in self.store.to_remind(near, now.date()).await? {
            let mut change = match self.change(&portal, id).await {
                Err(Error::NotFound) => continue,
                change => change?,
            };
            let at = change.now;
            let mut events = Vec::new();
            change.advance(|version| {
                let (next, told) = version.remind(near, at);
                events = told;
                Ok(next)
            })?;
            if events.is_empty() {
                continue;
            }
            for event in events {
                change.log(None, event);
            }
            self.finish(change, Access::done("draft", id, Operation::Change).detail("terms")).await?;
            touched += 1;
        }
        Ok(touched)
    }
}
