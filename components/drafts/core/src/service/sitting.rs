//! Sittings of the Government, as far as drafts need them: agenda, end, minutes (385-21, 385-21-b, 385-25).

use super::Drafts;
use super::change::Change;
use crate::fields::Check as Fields;
use crate::policy::{Scene, may, may_keep_sittings};
use crate::{
    Action, AgendaLine, DraftId, DraftRefusal, DraftResult, Event, InMinutes, MinutesView, OnAgenda, Sitting,
    SittingId, SittingResult, SittingState, SittingView, Who,
};
use orda_base::{Access, Actor, BodyId, Date, Error, FieldError, Operation, Result, Role};
use orda_documents::{FileId, StoredFile};

/// A sitting as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SittingInput {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: Option<Date>,
    /// Where it is held.
    pub place: String,
}

/// What the minutes say of a draft, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultInput {
    /// The draft.
    pub draft: DraftId,
    /// The result; none when nothing was chosen.
    pub result: Option<SittingResult>,
    /// What they say besides.
    pub note: String,
}

/// Most sittings that are listed.
const LISTED: u32 = 100;

impl Drafts {
    /// The Chancellery whose sittings the actor keeps.
    async fn kept_by(&self, actor: &Actor) -> Result<BodyId> {
        let chancellery = self.directory.chancellery().await?.ok_or(Error::NotFound)?.id;
        may_keep_sittings(actor, chancellery).check()?;
        Ok(chancellery)
    }

    /// The sittings, the latest day first.
    ///
    /// # Errors
    /// Not found for who is not a control officer of the Chancellery.
    pub async fn sittings(&self, actor: &Actor) -> Result<Vec<Sitting>> {
        let chancellery = self.kept_by(actor).await?;
        self.store.sittings(chancellery, LISTED).await
    }

    /// A sitting with its agenda and the files of its minutes.
    ///
    /// # Errors
    /// Not found for who is not a control officer of the Chancellery.
    pub async fn sitting(&self, actor: &Actor, id: SittingId) -> Result<SittingView> {
        let sitting = self.store.sitting(id).await?.ok_or(Error::NotFound)?;
        may_keep_sittings(actor, sitting.chancellery).check()?;
        let files = match sitting.files {
            Some(set) => self.store.files(set).await?,
            None => Vec::new(),
        };
        let mut rows = self.store.agenda(&sitting.agenda).await?;
        let mut agenda = Vec::with_capacity(rows.len());
        for draft in &sitting.agenda {
            let Some(at) = rows.iter().position(|row| row.draft == *draft) else { continue };
            let row = rows.swap_remove(at);
            agenda.push(AgendaLine {
                draft: row.draft,
                number: row.number,
                version: row.version,
                title: row.title,
                body: self.body_ref(row.body).await?,
                state: row.state,
                tally: row.consideration.vote.as_ref().map(crate::Vote::tally),
                result: sitting.results.iter().find(|r| r.draft == *draft).cloned(),
            });
        }
        Ok(SittingView { sitting, agenda, files })
    }

    /// A control officer enters a sitting.
    ///
    /// # Errors
    /// Not found for anybody else; fields `number`, `date`, `place`.
    pub async fn make_sitting(&self, actor: &Actor, input: SittingInput) -> Result<SittingId> {
        let chancellery = self.kept_by(actor).await?;
        let limits = &self.settings.limits;
        let mut fields = Fields::default();
        fields
            .required("number", &input.number)
            .at_most("number", &input.number, limits.number)
            .at_most("place", &input.place, limits.title)
            .that(input.date.is_some(), || FieldError::new("date", "drafts-field-required"));
        fields.done()?;
        let by = Who::of(actor, Role::ControlOfficer, chancellery).ok_or(Error::Forbidden)?;
        let now = self.env.now();
        let sitting = Sitting {
            id: SittingId::generate(&self.env),
            chancellery,
            number: input.number.trim().to_owned(),
            date: input.date.ok_or_else(|| Error::internal("checked above"))?,
            place: input.place.trim().to_owned(),
            state: SittingState::Planned,
            agenda: Vec::new(),
            files: None,
            made_by: by,
            made_at: now,
            ended: None,
            posted: None,
            results: Vec::new(),
        };
        let mut work = self.store.begin().await?;
        work.save_sitting(&sitting).await?;
        work.record(actor, now, &Access::done("sitting", sitting.id, Operation::Create)).await?;
        work.commit().await?;
        Ok(sitting.id)
    }

    /// A control officer puts the draft on the agenda of a sitting (385-21). A draft that is voted on in absentia stays in
    /// its state: the minutes of the sitting hold the result of that vote (385-25).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused once the sitting has ended, for a draft that is on an agenda
    /// already, and in any other state of the draft.
    pub async fn put_on_agenda(&self, actor: &Actor, draft: DraftId, version: u32, sitting: SittingId) -> Result<()> {
        // The sitting is taken hold of before the draft, here and when minutes are posted: nobody waits in a ring.
        let mut work = self.store.begin().await?;
        let sitting = work.lock_sitting(sitting).await?;
        let dossier = work.lock(draft).await?.ok_or(Error::NotFound)?;
        let mut change = Change::new(actor, work, dossier, self.env.now());
        change.on_version(version)?;
        change.allow(Action::PutOnAgenda, None)?;
        let by = change.officer()?;
        let sitting = sitting.filter(|s| s.chancellery == by.body).ok_or(Error::NotFound)?;
        let limit = self.settings.limits.agenda;
        if sitting.agenda.len() >= limit {
            return Err(Error::Invalid(vec![FieldError::new("sitting", "drafts-field-too-many").with("limit", limit)]));
        }
        let sitting = sitting.put(draft)?;
        let on = OnAgenda {
            sitting: sitting.id,
            number: sitting.number.clone(),
            date: sitting.date,
            by: by.clone(),
            at: change.now,
        };
        change.advance(|v| v.put_on_agenda(on))?;
        change.work.save_sitting(&sitting).await?;
        change.log(Some(by), Event::OnAgenda { sitting: sitting.number.clone(), date: sitting.date });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("on an agenda")).await
    }

    /// A control officer states that the sitting has ended; its minutes can then be put together and posted (385-21).
    ///
    /// # Errors
    /// Not found for anybody else; refused a second time.
    pub async fn end_sitting(&self, actor: &Actor, id: SittingId) -> Result<()> {
        let chancellery = self.kept_by(actor).await?;
        let files = self.store.new_set(chancellery, Role::ControlOfficer).await?;
        let mut work = self.store.begin().await?;
        let sitting = work.lock_sitting(id).await?.ok_or(Error::NotFound)?;
        may_keep_sittings(actor, sitting.chancellery).check()?;
        let by = Who::of(actor, Role::ControlOfficer, sitting.chancellery).ok_or(Error::Forbidden)?;
        let now = self.env.now();
        let sitting = sitting.end(by, now, files)?;
        work.save_sitting(&sitting).await?;
        work.record(actor, now, &Access::done("sitting", id, Operation::Change).detail("ended")).await?;
        work.commit().await
    }

    /// A control officer posts the minutes: the files, and a result for every draft of the agenda. They are tied to the
    /// sitting and to these drafts, all at once (385-21, 385-21-b, 385-25).
    ///
    /// # Errors
    /// Not found for anybody else; field `files` without a file, `result-<draft>` for each draft without a result; refused
    /// before the end of the sitting, a second time, and while a draft of the agenda is being voted on.
    pub async fn post_minutes(&self, actor: &Actor, id: SittingId, results: Vec<ResultInput>) -> Result<()> {
        let mut work = self.store.begin().await?;
        let sitting = work.lock_sitting(id).await?.ok_or(Error::NotFound)?;
        may_keep_sittings(actor, sitting.chancellery).check()?;
        let by = Who::of(actor, Role::ControlOfficer, sitting.chancellery).ok_or(Error::Forbidden)?;
        let limit = self.settings.limits.statement;
        let given: Vec<DraftResult> = results
            .iter()
            .filter_map(|r| Some(DraftResult { draft: r.draft, result: r.result?, note: r.note.trim().to_owned() }))
            .collect();
        let missing = sitting.can_post(&given)?;
        let set = sitting.files.ok_or(DraftRefusal::SittingNotEnded)?;
        let files = work.files(set).await?;
        let mut fields = Fields::default();
        fields.that(!files.is_empty(), || FieldError::new("files", "drafts-field-no-file"));
        for draft in missing {
            fields.that(false, || FieldError::new(format!("result-{draft}"), "drafts-field-result"));
        }
        for result in &given {
            fields.at_most(&format!("note-{}", result.draft), &result.note, limit);
        }
        fields.done()?;
        let now = self.env.now();
        let sitting = sitting.post(by.clone(), now, given)?;
        work.seal(set, now).await?;
        work.save_sitting(&sitting).await?;
        work.record(actor, now, &Access::done("sitting", id, Operation::Change).detail("minutes posted")).await?;
        // Always in the same order: two transactions never hold each other's drafts.
        let mut posted = sitting.results.clone();
        posted.sort_by_key(|r| r.draft);
        for DraftResult { draft, result, note } in posted {
            let dossier = work.lock(draft).await?.ok_or_else(|| Error::internal("a draft of an agenda is gone"))?;
            let mut change = Change::new(actor, work, dossier, now);
            let minutes = InMinutes { sitting: id, result, note, by: by.clone(), at: now };
            change.advance(|v| v.post_minutes(minutes))?;
            change.log(Some(by.clone()), Event::MinutesPosted { result });
            work =
                self.record(change, Access::done("draft", draft, Operation::Change).detail("minutes posted")).await?;
        }
        work.commit().await
    }

    /// The minutes that show the result of a version, for all who may read it (385-21-b).
    ///
    /// # Errors
    /// Not found for who may not read the version, and before there are minutes.
    pub async fn minutes(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<MinutesView> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        may(actor, Action::Read, Scene { draft: &dossier.draft, version: shown, body: None }).check()?;
        let minutes = shown.consideration.minutes.as_ref().ok_or(Error::NotFound)?;
        let sitting = self.store.sitting(minutes.sitting).await?.ok_or(Error::NotFound)?;
        let files = match sitting.files {
            Some(set) => self.store.files(set).await?,
            None => Vec::new(),
        };
        Ok(MinutesView {
            sitting: sitting.id,
            number: sitting.number,
            date: sitting.date,
            place: sitting.place,
            by: minutes.by.clone(),
            at: minutes.at,
            result: minutes.result,
            note: minutes.note.clone(),
            files,
        })
    }

    /// A file of the minutes, once it is sure that the actor may read it: to be opened by its id.
    ///
    /// # Errors
    /// As [`Self::minutes`], and for a file of something else.
    pub async fn minutes_file(&self, actor: &Actor, draft: DraftId, version: u32, file: FileId) -> Result<StoredFile> {
        let minutes = self.minutes(actor, draft, version).await?;
        minutes.files.into_iter().find(|f| f.id == file).ok_or(Error::NotFound)
    }
}
