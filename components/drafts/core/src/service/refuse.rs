//! The head of an approving body refuses, and the official letter with the reason (385-16-h, 385-16-i, 385-16-j).

use super::Drafts;
use super::change::Change;
use super::signing::decided_or_wrong;
use crate::fields::Check;
use crate::letters::link;
use crate::policy::{Scene, may};
use crate::{
    Action, Dossier, DraftId, DraftRefusal, Event, Letter, LetterId, LetterKind, RemarkId, Verdict, letters, template,
};
use orda_base::{Access, Actor, BodyId, Error, LocalizedText, Operation, Result, Role};
use std::fmt::Write as _;

/// An official letter of a refusal as it is typed (385-16-i).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefusalInput {
    /// Outgoing number, where the body has one.
    pub number: String,
    /// The reason; must not be empty.
    pub reason: String,
    /// Remarks of the body whose texts are put into the letter.
    pub remarks: Vec<RemarkId>,
}

impl Drafts {
    /// The head of `body` sets the mark of refusal; with `letter` the official letter goes out at once, else the card
    /// shows "refused, letter outstanding" (385-16-h, 385-16-i).
    ///
    /// # Errors
    /// Not found for a body outside the list; forbidden for who is not the head; refused after a decision, and without
    /// a reason in the letter.
    pub async fn refuse(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        body: BodyId,
        letter: Option<RefusalInput>,
    ) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Refuse, Some(body))?;
        if !change.dossier.draft.state().is_with_bodies() {
            return Err(decided_or_wrong(change.dossier.draft.current(), body).into());
        }
        let by = change.who(Role::HeadOfBody, body)?;
        let (now, personal) = (change.now, self.settings.personal_decision);
        change.advance_body(body, |approval| approval.decide(Verdict::Refuse, by.clone(), 0, personal, now))?;
        let late = change.scene(None).version.approval(body).and_then(|a| a.decision.as_ref()).is_some_and(|d| d.late);
        let letter_event = match letter {
            Some(letter) => Some(self.letter_of_refusal(&mut change, body, &letter).await?),
            None => None,
        };
        change.log(Some(by.clone()), Event::Refused { body, late });
        if let Some(event) = letter_event {
            change.log(Some(by), event);
        }
        let access = Access::done("draft", draft, Operation::Change).detail(format!("version {version} refused"));
        self.finish(change, access).await
    }

    /// The official letter of a refusal goes out after the mark was set; after the term it is accepted and marked late
    /// (385-16-i, 385-16-j).
    ///
    /// # Errors
    /// As [`Self::refuse`]; refused a second time, and where there is no mark.
    pub async fn send_refusal_letter(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        body: BodyId,
        letter: RefusalInput,
    ) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::SendRefusalLetter, Some(body))?;
        let by = change.who(Role::HeadOfBody, body)?;
        let event = self.letter_of_refusal(&mut change, body, &letter).await?;
        change.log(Some(by), event);
        self.finish(change, Access::done("draft", draft, Operation::Send).detail("letter of refusal")).await
    }

    /// The official letter as it will go out: title and text, to be shown before.
    ///
    /// # Errors
    /// As [`Self::refuse`].
    pub async fn refusal_letter(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        body: BodyId,
        letter: &RefusalInput,
    ) -> Result<(LocalizedText, String)> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        may(actor, Action::Refuse, Scene { draft: &dossier.draft, version: shown, body: Some(body) }).check()?;
        self.words_of_refusal(&dossier, body, letter).await
    }

    async fn words_of_refusal(
        &self,
        dossier: &Dossier,
        body: BodyId,
        letter: &RefusalInput,
    ) -> Result<(LocalizedText, String)> {
        let draft = &dossier.draft;
        let version = draft.current();
        let sender = self.body_ref(body).await?.name;
        let mut reason = letter.reason.trim().to_owned();
        let chosen: Vec<_> =
            dossier.remarks.iter().filter(|r| r.body == body && letter.remarks.contains(&r.id)).collect();
        if !chosen.is_empty() {
            reason.push_str("\n\n");
            reason.push_str(&template::remarks_heading());
            for remark in chosen {
                // Writing to a string does not fail.
                let _ = write!(reason, "\n{}. {}", remark.number, remark.text);
            }
        }
        let link = link(&self.settings, draft.id, version.number);
        let subject = template::Subject::of(draft, &sender, &link, &reason);
        Ok((template::title(LetterKind::Refusal, &subject), template::text(LetterKind::Refusal, &subject)))
    }

    /// Makes the letter, marks the body's approval with it, and says what happened.
    async fn letter_of_refusal(&self, change: &mut Change<'_>, body: BodyId, input: &RefusalInput) -> Result<Event> {
        if input.reason.trim().is_empty() {
            return Err(DraftRefusal::ReasonMissing.into());
        }
        let limits = &self.settings.limits;
        let mut check = Check::default();
        check.at_most("reason", &input.reason, limits.statement).at_most("number", &input.number, limits.number);
        check.done()?;
        let (title, text) = self.words_of_refusal(&change.dossier, body, input).await?;
        let sent_by = change.who(Role::HeadOfBody, body)?;
        let (now, id) = (change.now, LetterId::generate(&self.env));
        change.advance_body(body, |approval| approval.refusal_letter_sent(id, now))?;
        let draft = &change.dossier.draft;
        let version = draft.current();
        let late = version.approval(body).is_some_and(|a| now.date() > a.due);
        let letter = Letter {
            id,
            kind: LetterKind::Refusal,
            version: version.number,
            sender: body,
            addressee: draft.body,
            number: input.number.trim().to_owned(),
            date: now.date(),
            title,
            text,
            signer: sent_by.name.clone(),
            link: letters::path(draft.id, version.number),
            sent_by,
            sent_at: now,
            late,
        };
        change.work.add_letter(draft.id, &letter).await?;
        Ok(Event::RefusalLetterSent { body, late })
    }
}
