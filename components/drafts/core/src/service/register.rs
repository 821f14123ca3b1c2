//! The records clerk registers the letter and passes it to the head (385-16, 385-16-b).

use super::Drafts;
use crate::exchange::Handover;
use crate::fields::Check;
use crate::{Action, DraftId, Event, Registration};
use orda_base::{Access, Actor, BodyId, Date, Error, FieldError, Operation, Result, Role};

/// Incoming number and date as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegistrationInput {
    /// Incoming number.
    pub number: String,
    /// Incoming date; not in the future.
    pub date: Option<Date>,
}

impl Drafts {
    /// The records clerk of `body` registers the letter, once (385-16).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; fields `number`, `date`; a refusal that names the first number.
    pub async fn register(&self, actor: &Actor, draft: DraftId, body: BodyId, input: RegistrationInput) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::Register, Some(body))?;
        let now = change.now;
        let number = input.number.trim().to_owned();
        let mut check = Check::default();
        check
            .required("number", &number)
            .at_most("number", &number, self.settings.limits.number)
            .that(input.date.is_some(), || FieldError::new("date", "drafts-field-required"))
            .that(input.date.is_none_or(|d| d <= now.date()), || FieldError::new("date", "drafts-field-future-date"));
        check.done()?;
        let date = input.date.ok_or_else(|| Error::internal("checked above"))?;
        let by = change.who(Role::RecordsClerk, body)?;
        let letter = change.scene(None).version.approval(body).map(|a| a.letter);
        let registration = Registration { number: number.clone(), date, by: by.clone(), at: now };
        change.advance_body(body, |approval| approval.register(registration))?;
        change.log(Some(by), Event::Registered { body, number });
        if let Some(letter) = letter {
            change.work.hand_over(draft, letter, Handover::Registered).await?;
        }
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("registered")).await
    }

    /// The records clerk of `body` passes the registered letter to the head for a resolution (385-16-b).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused before registration and a second time.
    pub async fn pass_to_head(&self, actor: &Actor, draft: DraftId, body: BodyId) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::PassToHead, Some(body))?;
        let (by, now) = (change.who(Role::RecordsClerk, body)?, change.now);
        change.advance_body(body, |approval| approval.pass_to_head(now))?;
        change.log(Some(by), Event::WithHead { body });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("with the head")).await
    }
}
