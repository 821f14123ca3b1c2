//! An administrator withdraws a draft that was found to hold state secrets: from then on it is readable by nobody (385-3).

use super::Drafts;
use super::change::plain;
use crate::exchange::Handover;
use crate::fields::Check as Fields;
use crate::policy::{may_see_withdrawals, may_withdraw};
use crate::subject::readers;
use crate::{Draft, DraftId, DraftRefusal, Withdrawal, WithdrawalInput, WithdrawalTask, WithdrawnDraft};
use orda_base::{Access, Actor, Error, FieldError, Operation, PersonId, Result};
use orda_notifications::Notice;
use std::collections::BTreeSet;

/// Most withdrawn drafts that are listed, the latest first.
const LISTED: u32 = 200;
/// What those who could read the draft are told: its number alone.
const NOTICE: &str = "drafts-notice-withdrawn";

impl Drafts {
    /// The drafts that were withdrawn, the latest first, two hundred at most.
    ///
    /// # Errors
    /// Forbidden for who is neither administrator nor security officer of the portal.
    pub async fn withdrawals(&self, actor: &Actor) -> Result<Vec<WithdrawnDraft>> {
        may_see_withdrawals(actor).check()?;
        self.store.withdrawals(LISTED).await
    }

    /// What an administrator is shown before confirming.
    ///
    /// # Errors
    /// Forbidden for who is no administrator of the portal; fields `number`, `reason`; refused for a draft that is withdrawn
    /// already.
    pub async fn withdrawing(&self, actor: &Actor, input: &WithdrawalInput) -> Result<WithdrawalTask> {
        may_withdraw(actor).check()?;
        let id = self.to_withdraw(input).await?;
        let draft = self.store.dossier(id).await?.ok_or(Error::NotFound)?.draft;
        if draft.withdrawn.is_some() {
            return Err(DraftRefusal::AlreadyWithdrawn.into());
        }
        Ok(WithdrawalTask {
            draft: id,
            body: self.body_ref(draft.body).await?.name,
            posted_at: draft.created_at,
            versions: draft.versions.len(),
            readers: self.everybody(&draft).await?.len(),
            number: draft.number,
        })
    }

    /// Withdraws a draft: in one transaction it leaves lists, search, "my work" and agendas, its files are closed, its
    /// letters, notices and printed forms are taken away, forms in progress on it are thrown away, and those who could read
    /// it are told its number, not its title.
    ///
    /// # Errors
    /// As [`Self::withdrawing`].
    pub async fn withdraw(&self, actor: &Actor, input: &WithdrawalInput) -> Result<DraftId> {
        may_withdraw(actor).check()?;
        let id = self.to_withdraw(input).await?;
        // The sitting is taken hold of before the draft, as when minutes are posted: nobody waits in a ring.
        let agenda = self.store.dossier(id).await?.ok_or(Error::NotFound)?.draft;
        let agenda = agenda.current().consideration.agenda.as_ref().map(|on| on.sitting);
        let mut work = self.store.begin().await?;
        let sitting = match agenda {
            Some(sitting) => work.lock_sitting(sitting).await?,
            None => None,
        };
        let mut draft = work.lock(id).await?.ok_or(Error::NotFound)?.draft;
        if draft.withdrawn.is_some() {
            return Err(DraftRefusal::AlreadyWithdrawn.into());
        }
        if draft.current().consideration.agenda.as_ref().map(|on| on.sitting) != agenda {
            return Err(Error::Unavailable("the draft was put on an agenda meanwhile".into()));
        }
        if let Some(sitting) = sitting.filter(|sitting| sitting.posted.is_none()) {
            work.save_sitting(&sitting.without(id)).await?;
        }
        let now = self.env.now();
        let told = self.everybody(&draft).await?;
        let person = actor.person().ok_or(Error::Forbidden)?;
        let reason = input.reason.trim().to_owned();
        draft.withdrawn = Some(Withdrawal { person, name: actor.name().to_owned(), at: now, reason });
        for letter in work.withdraw(&draft).await? {
            work.hand_over(id, letter, Handover::Withdrawn).await?;
        }
        let notices = told.into_iter().filter(|recipient| !actor.is(*recipient)).map(|recipient| Notice {
            recipient,
            kind: NOTICE,
            args: vec![("number", plain(&draft.number))],
            link: "/drafts".to_owned(),
            needs_action: false,
        });
        work.notify(&notices.collect::<Vec<_>>()).await?;
        let access = Access::done("draft", id, Operation::Change).detail(format!("{} withdrawn", draft.number));
        work.record(actor, now, &access).await?;
        work.commit().await?;
        Ok(id)
    }

    /// The draft that is meant; checks what was typed.
    async fn to_withdraw(&self, input: &WithdrawalInput) -> Result<DraftId> {
        let limits = &self.settings.limits;
        let number = input.number.trim();
        let found = match number {
            "" => None,
            number => self.store.by_number(number).await?,
        };
        let mut fields = Fields::default();
        fields
            .required("number", number)
            .that(number.is_empty() || found.is_some(), || FieldError::new("number", "drafts-field-no-such-number"))
            .required("reason", &input.reason)
            .at_most("reason", &input.reason, limits.statement);
        fields.done()?;
        found.ok_or(Error::NotFound)
    }

    /// Everybody who may read some version of the draft now.
    async fn everybody(&self, draft: &Draft) -> Result<BTreeSet<PersonId>> {
        let mut all = BTreeSet::new();
        for (subject, _) in readers(draft) {
            all.extend(self.people(subject).await?);
        }
        Ok(all)
    }
}
