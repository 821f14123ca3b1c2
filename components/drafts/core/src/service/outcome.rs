//! The final status (385-25-b), and what the card shows of the Chancellery's part.

use super::Drafts;
use crate::fields::Check as Fields;
use crate::policy::{is_control_officer, unit_of};
use crate::{
    Action, CheckPart, ConsiderationView, Draft, DraftId, DraftVersion, Event, FinalStatus, Outcome, UnitLine,
};
use orda_base::{Access, Actor, Operation, Result, Role};

impl Drafts {
    /// A control officer sets the final status by the results of voting; nothing changes after it (385-25-b).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused before the minutes, during a vote, a second time, and without a
    /// ground when it contradicts the tally or the minutes.
    pub async fn set_final_status(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        status: FinalStatus,
        ground: &str,
    ) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::SetFinalStatus, None)?;
        let mut fields = Fields::default();
        fields.at_most("ground", ground, self.settings.limits.statement);
        fields.done()?;
        let by = change.officer()?;
        let outcome = Outcome { status, by: by.clone(), at: change.now, ground: ground.trim().to_owned() };
        change.advance(|v| v.set_final(outcome))?;
        change.log(Some(by), Event::FinalStatusSet { status });
        let access = Access::done("draft", draft, Operation::Change).detail(format!("final: {}", status.code()));
        self.finish(change, access).await
    }

    /// The Chancellery's part of a version, as far as the actor may see it.
    pub(super) async fn considered(
        &self,
        actor: &Actor,
        draft: &Draft,
        version: &DraftVersion,
    ) -> Result<ConsiderationView> {
        let done = &version.consideration;
        let of_chancellery = is_control_officer(actor, version) || unit_of(actor, version).is_some();
        let of_drafting = actor.has(Role::Drafter, draft.body) || actor.has(Role::HeadOfBody, draft.body);
        let rejected = done.rejection.as_ref().filter(|_| of_chancellery || of_drafting);
        let checks = if of_chancellery || rejected.is_some() {
            CheckPart::ALL.into_iter().filter_map(|part| done.check(part).cloned()).collect()
        } else {
            Vec::new()
        };
        let mut units = Vec::new();
        for unit in done.units.iter().filter(|_| of_chancellery) {
            let opinions = done.opinions.iter().filter(|o| o.unit == unit.unit).cloned().collect();
            units.push(UnitLine { unit: unit.clone(), opinions });
        }
        Ok(ConsiderationView {
            checks,
            rejection: rejected.cloned(),
            units,
            agenda: done.agenda.clone(),
            vote: match &done.vote {
                Some(vote) => Some(self.vote_view(actor, version, vote).await?),
                None => None,
            },
            minutes: done.minutes.clone(),
            outcome: done.outcome.clone(),
        })
    }
}
