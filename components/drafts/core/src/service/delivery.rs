//! After sending: a letter handed over again, a term prolonged (385-15-d, 385-16-j).

use super::Drafts;
use crate::exchange::Handover;
use crate::fields::{Check, term};
use crate::{Action, DraftId, DraftRefusal, Event, TermCount};
use orda_base::{Access, Actor, BodyId, Operation, Result, Role};

impl Drafts {
    /// Hands the letter of `body` over again after it could not be delivered; it stays one letter (385-15-d).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; refused for a letter that was delivered, and
    /// `NotDelivered` while it still cannot be.
    pub async fn resend(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::Resend, Some(body))?;
        let (now, own) = (change.now, change.dossier.draft.body);
        let by = change.who(Role::Drafter, own)?;
        change.advance_body(body, |approval| approval.delivered(now))?;
        if !self.takes_letters(body).await? {
            return Err(DraftRefusal::NotDelivered.into());
        }
        if let Some(letter) = change.scene(None).version.approval(body).map(|a| a.letter) {
            change.work.hand_over(draft, letter, Handover::Letter).await?;
        }
        change.log(Some(by), Event::Delivered { body });
        self.finish(change, Access::done("draft", draft, Operation::Send).detail("delivered again")).await
    }

    /// Gives `body` a term of `days` working days from today; it must end later than the one in force (385-16-j).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; field `term`; refused after the body's decision.
    pub async fn prolong(&self, actor: &Actor, draft: DraftId, body: BodyId, days: u16) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::Prolong, Some(body))?;
        let mut check = Check::default();
        term(&mut check, days, &self.settings);
        check.done()?;
        let own = change.dossier.draft.body;
        let by = change.who(Role::Drafter, own)?;
        let counted = TermCount { from: change.now.date(), days };
        let due = self.settings.calendar.count(counted.from, days).due;
        change.advance_body(body, |approval| approval.prolong(due, counted))?;
        change.log(Some(by), Event::Prolonged { body, due });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("term prolonged")).await
    }
}
