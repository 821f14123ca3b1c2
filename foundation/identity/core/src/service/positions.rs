//! Positions that people hold.

use super::Identity;
use super::people::seen;
use crate::input::Checks;
use crate::{Position, PositionId, PositionInput, policy};
use orda_base::{Access, Actor, Date, Error, Operation, PersonId, Result};

impl Identity {
    /// Gives a person a position.
    pub async fn add_position(&self, actor: &Actor, person: PersonId, input: &PositionInput) -> Result<PositionId> {
        policy::may_keep_body(actor, input.body).check()?;
        let (mut work, picture) = self.change().await?;
        seen(&picture, actor, person)?;
        let mut checks = Checks::default();
        let position = self.checked_position(&picture, person, input, &mut checks);
        checks.finish()?;
        work.save_position(&position).await?;
        let access = Access::done("person", person, Operation::Change).detail(format!("position {}", position.id));
        self.finish(work, actor, &access).await?;
        Ok(position.id)
    }

    /// Ends a position on its last day.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] when the last day lies before the first.
    pub async fn end_position(&self, actor: &Actor, person: PersonId, id: PositionId, until: Date) -> Result<()> {
        let (mut work, picture) = self.change().await?;
        let entry = seen(&picture, actor, person)?;
        let before = entry.positions.iter().find(|p| p.id == id).ok_or(Error::NotFound)?;
        policy::may_keep_body(actor, before.body).check()?;
        let mut checks = Checks::default();
        checks.period(before.since, Some(until));
        checks.finish()?;
        work.save_position(&Position { until: Some(until), ..before.clone() }).await?;
        let access = Access::done("person", person, Operation::Change).detail(format!("position {id} until {until}"));
        self.finish(work, actor, &access).await
    }
}
