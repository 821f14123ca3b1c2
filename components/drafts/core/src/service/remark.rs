//! Remarks of the working group and the answers to them (385-16-d, 385-18).

use super::Drafts;
use super::change::Change;
use crate::fields::Check;
use crate::policy::{may_settle, represented_by};
use crate::{
    Action, Answer, DraftId, DraftRefusal, Event, Remark, RemarkId, RemarkState, StructuredText, StructuredTexts, Who,
};
use orda_base::{Access, Actor, BodyId, Error, FieldError, Language, Operation, Result, Role, Timestamp};

/// A remark as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemarkInput {
    /// The body on whose side it is made; none where the actor represents only one.
    pub body: Option<BodyId>,
    /// The paragraph it concerns by its place, from 1; none for the whole draft, and where the anchor is given.
    pub paragraph: Option<u32>,
    /// The paragraph it concerns by its anchor.
    pub anchor: Option<String>,
    /// Language of the text that was read; none: Kazakh.
    pub language: Option<Language>,
    /// What is wrong.
    pub text: String,
    /// The wording proposed instead; may be empty.
    pub suggestion: String,
}

/// An answer as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerInput {
    /// Is the remark accepted?
    pub accepted: bool,
    /// In words.
    pub text: String,
}

impl Drafts {
    /// A representative makes a remark; the working group and the drafter see it with author, body and time (385-16-d).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; fields `text`, `suggestion`, `paragraph`; refused once the body has
    /// decided.
    pub async fn add_remark(&self, actor: &Actor, draft: DraftId, version: u32, input: RemarkInput) -> Result<Remark> {
        // Read before the draft is held: a file may have to be read, and nobody is to wait for that.
        let texts = self.structured_text(actor, draft, version).await?;
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::Remark, input.body)?;
        let body = represented_by(actor, change.scene(input.body)).ok_or(Error::Forbidden)?;
        with_bodies(&change)?;
        if change.scene(None).version.approval(body).is_some_and(|a| a.state.is_decided()) {
            return Err(DraftRefusal::AlreadyDecided.into());
        }
        if change.dossier.remarks.len() >= self.settings.limits.remarks {
            return Err(DraftRefusal::TooManyRemarks { limit: self.settings.limits.remarks }.into());
        }
        let anchor = anchor(&texts, &input);
        let limit = self.settings.limits.statement;
        let mut check = Check::default();
        check
            .required("text", &input.text)
            .at_most("text", &input.text, limit)
            .at_most("suggestion", &input.suggestion, limit)
            .that(input.language != Some(Language::En), || FieldError::new("lang", "drafts-field-choose"))
            .that(anchor.is_some() || (input.paragraph.is_none() && input.anchor.is_none()), || {
                FieldError::new("paragraph", "drafts-field-no-such-paragraph")
            });
        check.done()?;
        let person = actor.person().ok_or(Error::Forbidden)?;
        let author = Who { person, name: actor.name().to_owned(), body, acting_for: None };
        let number = change.dossier.remarks.iter().map(|r| r.number).max().unwrap_or(0) + 1;
        let remark = Remark {
            id: RemarkId::generate(&self.env),
            version,
            number,
            body,
            author: author.clone(),
            at: change.now,
            paragraph: input.paragraph,
            anchor,
            language: input.language,
            text: input.text.trim().to_owned(),
            suggestion: input.suggestion.trim().to_owned(),
            state: RemarkState::Open,
            answer: None,
            closed_at: None,
        };
        change.work.save_remark(draft, &remark).await?;
        change.dossier.remarks.push(remark.clone());
        change.log(Some(author), Event::Remarked { body, remark: remark.id, number });
        self.finish(change, Access::done("draft", draft, Operation::Create).detail(format!("remark {number}"))).await?;
        Ok(remark)
    }

    /// The drafter answers a remark (385-18).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; field `text`; refused once the remark is closed.
    pub async fn answer_remark(
        &self,
        actor: &Actor,
        draft: DraftId,
        remark: RemarkId,
        input: AnswerInput,
    ) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::AnswerRemark, None)?;
        let mut check = Check::default();
        check.required("text", &input.text).at_most("text", &input.text, self.settings.limits.statement);
        check.done()?;
        let body = change.dossier.draft.body;
        let by = change.who(Role::Drafter, body)?;
        let answer =
            Answer { by: by.clone(), at: change.now, accepted: input.accepted, text: input.text.trim().to_owned() };
        let answered = self.step(&mut change, remark, |r, _| r.answer(answer)).await?;
        let (number, author) = (answered.number, answered.author.person);
        change.log(Some(by), Event::Answered { remark, number, author, accepted: input.accepted });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail(format!("remark {number}"))).await
    }

    /// The author declares a remark settled.
    ///
    /// # Errors
    /// Not found or forbidden for who is not of the working group; refused for anybody but the author.
    pub async fn close_remark(&self, actor: &Actor, draft: DraftId, remark: RemarkId) -> Result<()> {
        self.settle_remark(actor, draft, remark, true).await
    }

    /// The author takes a remark back.
    ///
    /// # Errors
    /// As [`Self::close_remark`].
    pub async fn withdraw_remark(&self, actor: &Actor, draft: DraftId, remark: RemarkId) -> Result<()> {
        self.settle_remark(actor, draft, remark, false).await
    }

    async fn settle_remark(&self, actor: &Actor, draft: DraftId, id: RemarkId, close: bool) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.allow(Action::SettleRemark, None)?;
        let remark = change.dossier.remarks.iter().find(|r| r.id == id).ok_or(Error::NotFound)?;
        if !may_settle(actor, remark) {
            return Err(DraftRefusal::NotTheAuthor.into());
        }
        let (author, number) = (remark.author.clone(), remark.number);
        self.step(&mut change, id, |r, now| if close { r.close(now) } else { r.withdraw(now) }).await?;
        let event = if close { Event::RemarkClosed { number } } else { Event::RemarkWithdrawn { number } };
        change.log(Some(author), event);
        self.finish(change, Access::done("draft", draft, Operation::Change).detail(format!("remark {number}"))).await
    }

    /// Replaces a remark by what `step` makes of it.
    async fn step(
        &self,
        change: &mut Change<'_>,
        id: RemarkId,
        step: impl FnOnce(Remark, Timestamp) -> Result<Remark, DraftRefusal>,
    ) -> Result<Remark> {
        with_bodies(change)?;
        let index = change.dossier.remarks.iter().position(|r| r.id == id).ok_or(Error::NotFound)?;
        let next = step(change.dossier.remarks[index].clone(), change.now)?;
        change.work.save_remark(change.dossier.draft.id, &next).await?;
        change.dossier.remarks[index] = next.clone();
        Ok(next)
    }
}

/// The anchor of the paragraph that is meant: as given, when there is one, or that of the paragraph in this place.
fn anchor(texts: &StructuredTexts, input: &RemarkInput) -> Option<String> {
    let language = input.language.unwrap_or(Language::Kk);
    if let Some(anchor) = &input.anchor {
        return texts.find(anchor, language).map(|unit| unit.anchor.clone());
    }
    let place = usize::try_from(input.paragraph?).ok()?.checked_sub(1)?;
    let at = |text: &StructuredText| text.act.units.get(place).map(|unit| unit.anchor.clone());
    let own = texts.side(language).and_then(at);
    own.or_else(|| texts.kk.as_ref().and_then(at)).or_else(|| texts.ru.as_ref().and_then(at))
}

/// Remarks are made, answered and settled while the version is with the bodies.
fn with_bodies(change: &Change<'_>) -> Result<()> {
    let state = change.dossier.draft.state();
    if state.is_with_bodies() { Ok(()) } else { Err(DraftRefusal::WrongState { state: state.code() }.into()) }
}
