//! The drafter reminds those who are waited for: by a notice and an e-mail to whoever must act in the body (385-11), at
//! most once a working day, entered in the history.

use super::Drafts;
use super::change::Change;
use crate::{Action, DraftId, DraftRefusal, Event};
use orda_base::{Access, Actor, BodyId, Date, Error, Operation, Result, Role};

impl Drafts {
    /// Reminds whoever must act in `body`.
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; refused when the body has decided, was reminded on
    /// this working day already, or has not got the letter.
    pub async fn chase(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::Chase, Some(body))?;
        in_time(&change)?;
        let day = self.working_day(change.now.date());
        chase_one(&mut change, body, day)?;
        self.finish(change, Access::done("draft", draft, Operation::Send).detail("reminded")).await
    }

    /// Reminds every body that is waited for and was not reminded on this working day; gives how many.
    ///
    /// # Errors
    /// Not found or forbidden for who is not a drafter of the body; [`DraftRefusal::AlreadyChased`] when there is none.
    pub async fn chase_all(&self, actor: &Actor, draft: DraftId) -> Result<usize> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::Chase, None)?;
        in_time(&change)?;
        let day = self.working_day(change.now.date());
        let approvals = &change.dossier.draft.current().approvals;
        let bodies: Vec<BodyId> =
            approvals.iter().filter(|a| a.can_be_chased() && !a.is_chased(day)).map(|a| a.body).collect();
        if bodies.is_empty() {
            return Err(DraftRefusal::AlreadyChased.into());
        }
        for body in &bodies {
            chase_one(&mut change, *body, day)?;
        }
        self.finish(change, Access::done("draft", draft, Operation::Send).detail("reminded all")).await?;
        Ok(bodies.len())
    }

    /// The working day that runs: today, or the last one before a day off.
    pub(super) fn working_day(&self, today: Date) -> Date {
        let mut day = today;
        // No break between working days is longer than a month; the limit ends a calendar without any.
        for _ in 0..31 {
            if self.settings.calendar.is_working(day) {
                return day;
            }
            let Ok(before) = day.yesterday() else { break };
            day = before;
        }
        today
    }
}

/// Bodies are waited for only while the version is with them.
fn in_time(change: &Change<'_>) -> Result<()> {
    let state = change.dossier.draft.state();
    if state.is_with_bodies() { Ok(()) } else { Err(DraftRefusal::WrongState { state: state.code() }.into()) }
}

fn chase_one(change: &mut Change<'_>, body: BodyId, day: Date) -> Result<()> {
    let (now, own) = (change.now, change.dossier.draft.body);
    let by = change.who(Role::Drafter, own)?;
    if change.dossier.draft.current().approval(body).is_none() {
        return Err(Error::NotFound);
    }
    change.advance_body(body, |approval| approval.chase(day, now))?;
    change.log(Some(by), Event::Chased { body });
    Ok(())
}
