//! The card of a draft (385-16-e, 385-59-b).

use super::Drafts;
use super::believed::Belief;
use crate::offers::{offers, primary};
use crate::policy::may_read;
use crate::subject::Subject;
use crate::{
    BodyApproval, BodyLine, BodyState, Card, Dossier, DraftId, DraftVersion, Event, Progress, ReadingView, TermStatus,
    TermView, VersionLine, Who,
};
use orda_base::{Access, Actor, BodyId, Date, Error, Operation, Result, Role};
use std::sync::Arc;

impl Drafts {
    /// The card at `version` (none: the newest the actor may read). When a named representative opens the newest version
    /// for the first time, the body's state becomes "under review" (385-16-e).
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn card(&self, actor: &Actor, draft: DraftId, version: Option<u32>) -> Result<Card> {
        let opened = self.opened(actor, draft, version).await?;
        self.build_card(actor, &opened).await
    }

    /// The card as [`Self::card`] gives it, with the parts of the text and the remarks on them; the card says whether the text
    /// is what was signed.
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn card_with_text(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: Option<u32>,
    ) -> Result<(Card, ReadingView)> {
        let opened = self.opened(actor, draft, version).await?;
        let card = self.build_card(actor, &opened).await?;
        Ok((card, self.reading(actor, &opened.dossier, opened.number).await?))
    }

    /// The draft with the version that is shown, after what opening it brings about.
    async fn opened(&self, actor: &Actor, draft: DraftId, version: Option<u32>) -> Result<Opened> {
        let mut dossier = self.store.seen(draft).await?.ok_or(Error::NotFound)?;
        let readable = dossier
            .draft
            .versions
            .iter()
            .rev()
            .find(|v| may_read(actor, &dossier.draft, v))
            .map(|v| v.number)
            .ok_or(Error::NotFound)?;
        let number = version.unwrap_or(readable);
        let shown = dossier.draft.version(number).ok_or(Error::NotFound)?;
        if !may_read(actor, &dossier.draft, shown) {
            return Err(Error::NotFound);
        }
        if dossier.draft.is_current(number) && opens_for_review(actor, shown) {
            self.begin_review(actor, draft, number).await?;
            dossier = self.store.seen(draft).await?.ok_or(Error::NotFound)?;
        }
        self.remember_visit(actor, &dossier).await?;
        Ok(Opened { dossier, number, readable })
    }

    /// The named employee has the draft open: it is under review (385-16-e).
    async fn begin_review(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<()> {
        let person = actor.person().ok_or(Error::Forbidden)?;
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        let bodies: Vec<BodyId> =
            change.scene(None).version.approvals.iter().filter(|a| a.represents(person)).map(|a| a.body).collect();
        let now = change.now;
        for body in bodies {
            let before = change.scene(None).version.approval(body).map(|a| a.state);
            change.advance_body(body, |a| Ok(a.clone().open(person, now).unwrap_or(a)))?;
            let after = change.scene(None).version.approval(body).map(|a| a.state);
            if before != after && after == Some(BodyState::UnderReview) {
                let who = Who { person, name: actor.name().to_owned(), body, acting_for: None };
                change.log(Some(who), Event::UnderReview { body });
            }
        }
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("under review")).await
    }

    /// Remembers that the actor has seen what there is; writes only when there was something new.
    async fn remember_visit(&self, actor: &Actor, dossier: &Dossier) -> Result<()> {
        let Some(person) = actor.person() else { return Ok(()) };
        if !self.store.visited_since(person, dossier.draft.id, dossier.draft.current().changed_at).await? {
            let mut work = self.store.begin().await?;
            work.visit(person, dossier.draft.id, self.env.now()).await?;
            work.commit().await?;
        }
        Ok(())
    }

    async fn build_card(&self, actor: &Actor, opened: &Opened) -> Result<Card> {
        let Opened { dossier, number, readable } = opened;
        let (dossier, number, draft) = (dossier.as_ref(), *number, &dossier.draft);
        let version = draft.version(number).ok_or(Error::NotFound)?;
        let is_current = draft.is_current(number);
        let remarks = self.remarks_of(dossier, number).await?;
        // Protocols of an older version are read on their own.
        let protocols =
            if is_current { dossier.protocols.clone() } else { self.store.protocols(draft.id, number).await? };
        let stored = self.stored(dossier, version).await?;
        let open = |body: Option<BodyId>| {
            let of = remarks.iter().filter(|r| r.state.blocks() && body.is_none_or(|b| r.body == b));
            u32::try_from(of.count()).unwrap_or(u32::MAX)
        };
        let mut bodies = Vec::with_capacity(version.content.approving_bodies.len());
        let drafts = is_current && version.state.is_with_bodies() && actor.has(Role::Drafter, draft.body);
        let day = self.working_day(self.env.now().date());
        for body in &version.content.approving_bodies {
            let approval = version.approval(*body).cloned();
            let protocol = protocols.iter().find(|p| p.approving_body == *body).map(crate::Protocol::state);
            bodies.push(BodyLine {
                body: self.body_ref(*body).await?,
                term: approval.as_ref().map(|a| self.term(a)),
                with: match &approval {
                    Some(approval) => self.with_whom(approval).await?,
                    None => Vec::new(),
                },
                letter_outstanding: approval.as_ref().is_some_and(BodyApproval::letter_outstanding),
                open_remarks: open(Some(*body)),
                protocol,
                may_chase: drafts && approval.as_ref().is_some_and(|a| a.can_be_chased() && !a.is_chased(day)),
                approval,
            });
        }
        bodies.sort_by_key(order);
        let mut lines = Vec::with_capacity(protocols.len());
        for protocol in protocols {
            lines.push(self.protocol_line(actor, dossier, protocol).await?);
        }
        let offers = if is_current { offers(actor, dossier, &self.settings) } else { Vec::new() };
        let of_drafting = actor.has(Role::Drafter, draft.body) || actor.has(Role::HeadOfBody, draft.body);
        let missing = if is_current && of_drafting && version.sent_at.is_some() && version.chancellery_at.is_none() {
            self.missing(dossier, &stored, Belief::Lately).await?
        } else {
            Vec::new()
        };
        let versions = draft.versions.iter().rev().filter(|v| may_read(actor, draft, v)).map(version_line).collect();
        Ok(Card {
            draft: draft.id,
            number: draft.number.clone(),
            version: number,
            current: draft.current().number,
            readable: *readable,
            state: version.state,
            title: version.content.title.clone(),
            kind: version.content.kind,
            body: self.body_ref(draft.body).await?,
            posted_by: version.posted_by.clone(),
            posted_at: version.posted_at,
            signed: version.signed.clone(),
            sent_at: version.sent_at,
            chancellery_at: version.chancellery_at,
            term_days: version.content.term,
            progress: progress(version),
            primary: primary(&offers, dossier),
            open_remarks: open(None),
            remarks: u32::try_from(remarks.len()).unwrap_or(u32::MAX),
            bodies,
            offers,
            versions,
            protocols: lines,
            integrity: stored.integrity(version),
            missing,
            consideration: self.considered(actor, draft, version).await?,
        })
    }

    /// The term of a body with how it was counted and how it stands.
    pub(super) fn term(&self, approval: &BodyApproval) -> TermView {
        let term = self.term_view(approval.due, approval.counted);
        match &approval.decision {
            Some(decision) => {
                TermView { status: if decision.late { TermStatus::Late } else { TermStatus::Kept }, ..term }
            }
            None => term,
        }
    }

    /// A running term.
    pub(super) fn term_view(&self, due: Date, count: crate::TermCount) -> TermView {
        let today = self.env.now().date();
        let left = self.settings.calendar.left(today, due);
        let status = if today > due {
            TermStatus::Overdue
        } else if left <= i32::from(self.settings.near) {
            TermStatus::Near
        } else {
            TermStatus::Running
        };
        TermView { due, left, status, counted: self.settings.calendar.count(count.from, count.days) }
    }

    /// Names of those who have it now.
    async fn with_whom(&self, approval: &BodyApproval) -> Result<Vec<String>> {
        let role = match approval.state {
            BodyState::LetterSent | BodyState::Registered => Role::RecordsClerk,
            BodyState::WithHead => Role::HeadOfBody,
            BodyState::RepresentativeNamed | BodyState::UnderReview => {
                return Ok(approval.representatives.iter().map(|r| r.name.clone()).collect());
            }
            BodyState::NotDelivered | BodyState::Approved | BodyState::Refused => return Ok(Vec::new()),
        };
        let mut names = Vec::new();
        for person in self.people(Subject::Role(approval.body, role)).await? {
            names.push(self.name_of(person).await?);
        }
        Ok(names)
    }
}

/// A draft that was opened.
struct Opened {
    dossier: Arc<Dossier>,
    /// The version shown.
    number: u32,
    /// The newest version that the actor may read.
    readable: u32,
}

/// Is the actor a representative who opens the version for the first time?
fn opens_for_review(actor: &Actor, version: &DraftVersion) -> bool {
    let Some(person) = actor.person() else { return false };
    version.state.is_with_bodies()
        && version
            .approvals
            .iter()
            .filter(|a| !a.state.is_decided())
            .any(|a| a.representatives.iter().any(|r| r.person == person && r.opened_at.is_none()))
}

/// Refusals first, then the nearest term, approvals last.
fn order(line: &BodyLine) -> (u8, Option<Date>) {
    match &line.approval {
        Some(a) if a.state == BodyState::Refused => (0, None),
        Some(a) if a.state == BodyState::NotDelivered => (1, Some(a.due)),
        Some(a) if a.state == BodyState::Approved => (3, None),
        Some(a) => (2, Some(a.due)),
        None => (2, None),
    }
}

pub(super) fn progress(version: &DraftVersion) -> Progress {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Progress {
        approved: count(version.approved()),
        refused: count(version.refused()),
        total: count(version.content.approving_bodies.len()),
    }
}

fn version_line(version: &DraftVersion) -> VersionLine {
    VersionLine {
        number: version.number,
        state: version.state,
        posted_by: version.posted_by.clone(),
        posted_at: version.posted_at,
        progress: progress(version),
    }
}
