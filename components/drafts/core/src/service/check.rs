//! The control officer's check and the mark of rejection (385-20 to 385-20-f).

use super::Drafts;
use crate::fields::Check as Fields;
use crate::policy::{Scene, may};
use crate::{
    Action, Check, CheckPart, CheckedPoint, Dossier, DraftId, DraftRefusal, Event, Letter, LetterId, LetterKind,
    Rejection, letters, template,
};
use orda_base::{Access, Actor, Error, FieldError, LocalizedText, Operation, Result, Role};

/// The result of one part of the check as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInput {
    /// Which part.
    pub part: CheckPart,
    /// Does the draft comply? Then it meets every point of the list.
    pub complies: bool,
    /// What does not comply; must not be empty when it does not.
    pub remarks: String,
    /// Codes of the points it meets.
    pub met: Vec<String>,
}

/// A rejection as it is typed (385-20-d, 385-20-f).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RejectionInput {
    /// Outgoing number of the message, where the Chancellery gives one.
    pub number: String,
    /// Why the cover letter is not accepted; must not be empty.
    pub reason: String,
}

impl Drafts {
    /// A control officer records the result of one part of the check (385-20-b, 385-20-c).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; fields `remarks`, `points`; refused unless the draft is at the Chancellery.
    pub async fn record_check(&self, actor: &Actor, draft: DraftId, version: u32, input: CheckInput) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Check, None)?;
        let by = change.officer()?;
        let points: Vec<_> = self
            .settings
            .check_points
            .iter()
            .filter(|p| p.part == input.part)
            .map(|p| CheckedPoint { point: p.clone(), met: input.met.contains(&p.code) })
            .collect();
        let remarks = input.remarks.trim().to_owned();
        let unmet = points.iter().any(|p| !p.met);
        let limits = &self.settings.limits;
        let mut fields = Fields::default();
        fields
            .at_most("remarks", &remarks, limits.statement)
            .that(!(input.complies && unmet), || FieldError::new("points", "drafts-field-points-unmet"))
            .that(change.dossier.draft.current().consideration.checks.len() < limits.checks, || {
                FieldError::new("remarks", "drafts-field-too-many").with("limit", limits.checks)
            });
        if !input.complies {
            fields.required("remarks", &remarks);
        }
        fields.done()?;
        let (part, complies, at) = (input.part, input.complies, change.now);
        let remarks = if complies { String::new() } else { remarks };
        change.advance(|v| v.record_check(Check { part, complies, remarks, points, by: by.clone(), at }))?;
        change.log(Some(by), Event::Checked { part, complies });
        let access = Access::done("draft", draft, Operation::Change).detail(format!("check: {}", part.code()));
        self.finish(change, access).await
    }

    /// The message «қабылданған жоқ» as it will go out: title and text, to be shown before (385-20-f).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a control officer; refusals of the state.
    pub async fn rejection_letter(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        reason: &str,
    ) -> Result<(LocalizedText, String)> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        may(actor, Action::RejectByChancellery, Scene { draft: &dossier.draft, version: shown, body: None }).check()?;
        shown.can_reject()?;
        self.words_of_rejection(&dossier, reason).await
    }

    async fn words_of_rejection(&self, dossier: &Dossier, reason: &str) -> Result<(LocalizedText, String)> {
        let draft = &dossier.draft;
        let version = draft.current();
        let chancellery = version.chancellery.ok_or_else(|| Error::internal("at the Chancellery without one"))?;
        let sender = self.body_ref(chancellery).await?.name;
        let link = letters::link(&self.settings, draft.id, version.number);
        let subject = template::Subject::of(draft, &sender, &link, reason.trim());
        Ok((template::title(LetterKind::NotAccepted, &subject), template::text(LetterKind::NotAccepted, &subject)))
    }

    /// A control officer sets the mark of rejection; the message «қабылданған жоқ» with the reason goes to the drafting
    /// body, which may then post a new version (385-20-d, 385-20-f, 385-18-b).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused unless the draft is at the Chancellery with remarks of the check,
    /// and without a reason.
    pub async fn reject_by_chancellery(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        input: RejectionInput,
    ) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::RejectByChancellery, None)?;
        change.dossier.draft.current().can_reject()?;
        let reason = input.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(DraftRefusal::NotAcceptedReasonMissing.into());
        }
        let limits = &self.settings.limits;
        let mut fields = Fields::default();
        fields.at_most("reason", &reason, limits.statement).at_most("number", &input.number, limits.number);
        fields.done()?;
        let by = change.officer()?;
        let (title, text) = self.words_of_rejection(&change.dossier, &reason).await?;
        let (now, letter) = (change.now, LetterId::generate(&self.env));
        let own = change.dossier.draft.body;
        let letter_out = Letter {
            id: letter,
            kind: LetterKind::NotAccepted,
            version,
            sender: by.body,
            addressee: own,
            number: input.number.trim().to_owned(),
            date: now.date(),
            title,
            text,
            signer: by.name.clone(),
            link: letters::path(draft, version),
            sent_by: by.clone(),
            sent_at: now,
            late: false,
        };
        change.work.add_letter(draft, &letter_out).await?;
        change.advance(|v| v.reject(Rejection { by: by.clone(), at: now, reason, letter }))?;
        change.log(Some(by), Event::RejectedByChancellery);
        let access = Access::done("draft", draft, Operation::Change).detail(format!("version {version} not accepted"));
        self.finish(change, access).await
    }
}

impl super::change::Change<'_> {
    /// The actor, as control officer of the Chancellery that has the version.
    pub(super) fn officer(&self) -> Result<crate::Who> {
        let chancellery = self.dossier.draft.current().chancellery.ok_or(Error::Forbidden)?;
        self.who(Role::ControlOfficer, chancellery)
    }
}
