//! Voting in absentia: started with a list of heads, cast by EDS, closed, looked at (385-22 to 385-24).

use super::Drafts;
use super::believed::Belief;
use super::change::newest;
use super::names::person_ref;
use super::signing::Prepared;
use super::stored::Stored;
use crate::fields::{Check as Fields, term};
use crate::manifest::of_vote;
use crate::policy::{Scene, may, may_view_vote};
use crate::{
    Action, Ballot, Dossier, DraftId, DraftRefusal, DraftVersion, Event, HeadChoice, SigningTask, TermCount, Vote,
    VoteId, VoteValue, VoteView, Voter, VoterLine,
};
use orda_base::{Access, Actor, BodyId, Error, FieldError, Operation, PersonId, Result, Role};

/// A vote in absentia as it is started.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VoteInput {
    /// The heads who are to vote, in order.
    pub heads: Vec<PersonId>,
    /// Working days for the vote, counted from tomorrow on.
    pub days: u16,
}

impl Drafts {
    /// Heads who can be put on the list, by the names of their bodies: whoever is recorded as head of an active body
    /// (385-22-b).
    ///
    /// # Errors
    /// Not found or forbidden for who is not a control officer.
    pub async fn votable_heads(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<HeadChoice>> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        may(actor, Action::StartVote, Scene { draft: &dossier.draft, version: shown, body: None }).check()?;
        let mut all = Vec::new();
        for body in self.directory.bodies().await? {
            for head in self.directory.heads(body.id).await? {
                let approving = shown.content.approving_bodies.contains(&body.id);
                all.push(HeadChoice { person: person_ref(&head), body: self.body_ref(body.id).await?, approving });
            }
        }
        Ok(all)
    }

    /// A control officer posts this version for a vote in absentia: the listed heads are told and find it in their work
    /// (385-22, 385-22-b).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; fields `heads`, `term`; refused for an empty list, for a person who is not
    /// recorded as head of a state body, and unless the draft is under consideration by the Chancellery or at a sitting.
    pub async fn start_vote(&self, actor: &Actor, draft: DraftId, version: u32, input: VoteInput) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::StartVote, None)?;
        change.dossier.draft.current().can_start_vote()?;
        let limit = self.settings.limits.voters;
        let mut fields = Fields::default();
        term(&mut fields, input.days, &self.settings);
        fields.that(input.heads.len() <= limit, || {
            FieldError::new("heads", "drafts-field-too-many").with("limit", limit)
        });
        fields.done()?;
        let voters = self.voters(&input.heads).await?;
        let (by, now) = (change.officer()?, change.now);
        let counted = TermCount { from: now.date(), days: input.days };
        let due = self.settings.calendar.count(counted.from, counted.days).due;
        let (id, heads) = (VoteId::generate(&self.env), voters.len());
        let vote = Vote { id, started_by: by.clone(), started_at: now, due, counted, voters, closed: None };
        change.advance(|v| v.start_vote(vote))?;
        change.log(Some(by), Event::VoteStarted { heads, due });
        let access = Access::done("draft", draft, Operation::Send).detail(format!("vote on version {version}"));
        self.finish(change, access).await
    }

    /// The list, each head with the body that records him or her as such; nobody twice.
    async fn voters(&self, heads: &[PersonId]) -> Result<Vec<Voter>> {
        let mut recorded = Vec::new();
        for body in self.directory.bodies().await? {
            for head in self.directory.heads(body.id).await? {
                recorded.push((head.id, head.name.full(), body.id));
            }
        }
        let mut voters: Vec<Voter> = Vec::new();
        for person in heads {
            if voters.iter().any(|v| v.person == *person) {
                continue;
            }
            let free = |body: &BodyId| !voters.iter().any(|v| v.body == *body);
            let Some((_, name, body)) = recorded.iter().find(|(head, _, body)| head == person && free(body)) else {
                return Err(DraftRefusal::NotAHead { name: self.name_of(*person).await? }.into());
            };
            voters.push(Voter { person: *person, name: name.clone(), body: *body, ballot: None });
        }
        Ok(voters)
    }

    /// What the head of `body` is to sign for this value: the manifest says the value in words (385-23).
    ///
    /// # Errors
    /// Not found or forbidden for who is not listed and does not act for a listed head; refused after the own vote, after
    /// the end and after the term.
    pub async fn vote_signing(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        body: BodyId,
        value: VoteValue,
    ) -> Result<SigningTask> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare_vote(actor, &dossier, version, body, value).await?;
        self.task(&dossier, prepared).await
    }

    /// Who may, whether now, and the manifest.
    async fn prepare_vote(
        &self,
        actor: &Actor,
        dossier: &Dossier,
        number: u32,
        body: BodyId,
        value: VoteValue,
    ) -> Result<Prepared> {
        let draft = &dossier.draft;
        let version = newest(actor, draft, number)?;
        may(actor, Action::CastVote, Scene { draft, version, body: Some(body) }).check()?;
        version.can_cast(body, self.env.now())?;
        let vote = version.consideration.vote.as_ref().ok_or(Error::NotFound)?;
        let stored = self.stored(dossier, version).await?;
        stored.intact(version)?;
        let Stored { parts, files, bins, .. } = stored;
        let manifest = of_vote(draft, version, vote, body, value, parts, &bins);
        Ok(Prepared { manifest, files, body })
    }

    /// A listed head votes by EDS, once; with the last vote the voting is closed (385-23, 385-23-1, 385-23-2).
    ///
    /// # Errors
    /// As [`Self::vote_signing`], and the failing step of the verification.
    pub async fn cast_vote(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        body: BodyId,
        value: VoteValue,
        cms: &[u8],
    ) -> Result<()> {
        let seen = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare_vote(actor, &seen, version, body, value).await?;
        let (record, by) = self.accept(actor, &prepared, cms).await?;

        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::CastVote, Some(body))?;
        // What was signed must be what is voted on now; a version that was sent does not change.
        let (now, before) = (change.dossier.draft.current(), seen.draft.current());
        let vote_of = |v: &DraftVersion| v.consideration.vote.as_ref().map(|vote| vote.id);
        if now.content != before.content || vote_of(now) != vote_of(before) {
            return Err(Error::Conflict);
        }
        let ballot = Ballot { value, by: by.clone(), at: change.now, signature: record.id };
        change.advance(|v| v.cast(body, ballot))?;
        change.work.add_signature(&record).await?;
        change.log(Some(by), Event::Voted { body });
        let vote = change.dossier.draft.current().consideration.vote.as_ref();
        if vote.is_some_and(|vote| !vote.is_open()) {
            change.log(None, Event::VoteClosed { early: false });
        }
        let access = Access::done("draft", draft, Operation::Sign).detail(format!("vote on version {version}"));
        self.finish(change, access).await
    }

    /// A control officer closes the vote; heads who have not voted do not vote any more (385-24).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused when there is no open vote.
    pub async fn close_vote(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::CloseVote, None)?;
        let (by, now) = (change.officer()?, change.now);
        let silent = change.scene(None).version.consideration.vote.as_ref().is_some_and(|v| v.tally().silent > 0);
        change.advance(|v| v.close_vote(by.clone(), now))?;
        change.log(Some(by), Event::VoteClosed { early: silent });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("vote closed")).await
    }

    /// The results: each listed head's value, time and signature, verified anew; the tally; who has not voted (385-24).
    ///
    /// # Errors
    /// Not found for who may not read the version or where there is no vote; forbidden for anybody but control officers,
    /// and for the listed heads until the vote is closed.
    pub async fn vote_results(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<VoteView> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        may(actor, Action::ViewVote, Scene { draft: &dossier.draft, version: shown, body: None }).check()?;
        let vote = shown.consideration.vote.as_ref().ok_or(Error::NotFound)?;
        let mut view = self.vote_view(actor, shown, vote).await?;
        let records = self.store.vote_signatures(draft).await?;
        let Stored { parts, bins, .. } = self.stored(&dossier, shown).await?;
        for line in &mut view.voters {
            let Some(ballot) = &line.ballot else { continue };
            let kept = records.iter().find(|r| r.id == ballot.signature);
            line.signature_holds = Some(match kept.filter(|r| Self::belongs(r, line.body.id, ballot.at)) {
                Some(record) => {
                    let (of, value) = (line.body.id, ballot.value);
                    let manifest = of_vote(&dossier.draft, shown, vote, of, value, parts.clone(), &bins);
                    self.still_verifies(record, &manifest.to_bytes(), &manifest.body_bin, Belief::Nothing).await?
                }
                None => false,
            });
        }
        Ok(view)
    }

    /// The vote as the actor may see it: own votes always, those of others as the policy says.
    pub(super) async fn vote_view(&self, actor: &Actor, version: &DraftVersion, vote: &Vote) -> Result<VoteView> {
        let shown = may_view_vote(actor, version);
        let mut voters = Vec::with_capacity(vote.voters.len());
        for voter in &vote.voters {
            let own = actor.has(Role::HeadOfBody, voter.body);
            voters.push(VoterLine {
                person: voter.person,
                name: voter.name.clone(),
                body: self.body_ref(voter.body).await?,
                ballot: voter.ballot.clone().filter(|_| shown || own),
                signature_holds: None,
            });
        }
        Ok(VoteView {
            id: vote.id,
            started_by: vote.started_by.clone(),
            started_at: vote.started_at,
            term: self.term_view(vote.due, vote.counted),
            closed: vote.closed.clone(),
            voters,
            tally: shown.then(|| vote.tally()),
        })
    }
}
