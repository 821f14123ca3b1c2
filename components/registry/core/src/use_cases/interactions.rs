//! Interactions (365-15): proposed by the owner of a record, put in force by who keeps the portal, seen by who takes part.

use super::{Registry, entry_of};
use crate::input::reason;
use crate::policy;
use crate::ports::{CallingSystem, RegistryWork};
use crate::{
    By, Entry, Event, Interaction, InteractionId, InteractionInput, InteractionQuery, InteractionState, Part,
    Participant, ParticipantId, ParticipantInput, Record, RecordId, State, Stop, refusal,
};
use orda_base::{Access, Actor, Date, Error, Operation, Page, Permission, Result, SystemId, Timestamp, Wrong};
use orda_identity::Body;
use std::sync::Arc;

/// Kind of resource in the accounting.
pub const INTERACTION: &str = "registry_interaction";

/// A page of the interactions that the reader may see.
#[derive(Debug, Clone)]
pub struct InteractionsPage {
    /// Interactions with the owners of their records, the latest first.
    pub page: Page<(Interaction, Arc<Body>)>,
    /// The record whose interactions these are, when one was asked for.
    pub record: Option<Record>,
    /// May the reader propose one with that record?
    pub may_propose: bool,
}

/// The card of an interaction.
#[derive(Debug, Clone)]
pub struct InteractionCard {
    /// The interaction.
    pub interaction: Interaction,
    /// The record that is called.
    pub record: Record,
    /// Its owner.
    pub owner: Arc<Body>,
    /// Owners of the participants, in their order.
    pub owners: Vec<Arc<Body>>,
    /// Its history, oldest first.
    pub history: Vec<Entry>,
    /// Non-state systems of the interaction whose audit is overdue, as far as the reader may read audits (365-9-b).
    pub unaudited: Vec<Record>,
    /// May the reader enter and end participants now?
    pub may_change: bool,
    /// May the reader put it in force now?
    pub may_put_in_force: bool,
    /// May the reader end it now?
    pub may_end: bool,
    /// Today.
    pub today: Date,
}

/// The card of an interaction with what a participant can be chosen of.
#[derive(Debug, Clone)]
pub struct ParticipantChoices {
    /// The card.
    pub card: InteractionCard,
    /// Registered systems, by name.
    pub systems: Vec<CallingSystem>,
    /// Active bodies.
    pub bodies: Vec<Arc<Body>>,
    /// Non-state systems of the register that were not withdrawn, by name.
    pub records: Vec<Record>,
}

/// An interaction that is held to be changed.
struct Grasp<'a> {
    registry: &'a Registry,
    work: Box<dyn RegistryWork>,
    interaction: Interaction,
    now: Timestamp,
}

/// Who may enter and end participants: the owner of the record.
fn may_change(actor: &Actor, interaction: &Interaction) -> Permission {
    policy::may_keep(actor, interaction.body)
}

impl Registry {
    /// A page of the interactions that the actor may see.
    ///
    /// # Errors
    /// Forbidden for who keeps neither records of a body nor the portal; not found: the record.
    pub async fn interactions(&self, actor: &Actor, query: &InteractionQuery) -> Result<InteractionsPage> {
        policy::may_look_for_interactions(actor).check()?;
        let record = match query.record {
            Some(id) => Some(self.readable(actor, id).await?),
            None => None,
        };
        let bodies = policy::kept_bodies(actor);
        let of = (!policy::keeps_portal(actor)).then_some(bodies.as_slice());
        let page = self.with_owners(self.store.interactions(query, of).await?, |one| one.body).await?;
        let may_propose = record
            .as_ref()
            .is_some_and(|one| one.state != State::Withdrawn && policy::may_keep(actor, one.body).is_allowed());
        Ok(InteractionsPage { page, record, may_propose })
    }

    /// An interaction that the actor may see; to everybody else it does not exist.
    pub(super) async fn seen(&self, actor: &Actor, id: InteractionId) -> Result<Interaction> {
        let found = self.store.interaction(id).await?.ok_or(Error::NotFound)?;
        policy::may_see_interaction(actor, &found).check()?;
        Ok(found)
    }

    /// The card of an interaction.
    ///
    /// # Errors
    /// Not found.
    pub async fn interaction(&self, actor: &Actor, id: InteractionId) -> Result<InteractionCard> {
        let interaction = self.seen(actor, id).await?;
        let record = self.store.record(interaction.record).await?.ok_or(Error::NotFound)?;
        let mut owners = Vec::with_capacity(interaction.participants.len());
        for participant in &interaction.participants {
            owners.push(self.owner(participant.body).await?);
        }
        let goes_on = interaction.state != InteractionState::Ended;
        let proposed = interaction.state == InteractionState::Proposed;
        Ok(InteractionCard {
            owner: self.owner(interaction.body).await?,
            owners,
            unaudited: self.unaudited(actor, id).await?,
            history: self.store.history(id.uuid()).await?,
            may_change: goes_on && may_change(actor, &interaction).is_allowed(),
            may_put_in_force: proposed && policy::may_put_in_force(actor).is_allowed(),
            may_end: goes_on && policy::may_see_all_calls(actor, &interaction).is_allowed(),
            today: self.env.now().date(),
            record,
            interaction,
        })
    }

    /// Proposes an interaction with an own record; nothing is refused yet.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields `name_…`, `part`; refused for a record that was withdrawn.
    pub async fn propose(&self, actor: &Actor, id: RecordId, input: &InteractionInput) -> Result<InteractionId> {
        let held = self.hold(actor, id).await?;
        let mut wrong = Wrong::default();
        let name = wrong.texts("name", &input.name);
        let part = wrong.chosen("part", input.part);
        wrong.finish()?;
        let part = part.ok_or_else(|| Error::field("part", "error-choose"))?;
        let interaction = Interaction {
            id: InteractionId::generate(&self.env),
            record: id,
            body: held.record.body,
            name,
            part,
            state: InteractionState::Proposed,
            participants: Vec::new(),
            in_force_since: None,
            ended: None,
            created_at: held.now,
        };
        let (mut work, made, now) = (held.work, interaction.id, held.now);
        work.insert_interaction(&interaction).await?;
        work.enter(made.uuid(), &entry_of(actor, now, Event::Proposed, part.code())).await?;
        let access = Access::done(INTERACTION, made, Operation::Create).detail(interaction.name.kk);
        work.account(actor, now, &access).await?;
        work.commit().await?;
        Ok(made)
    }

    /// The card with the systems and bodies of which a participant can be chosen.
    ///
    /// # Errors
    /// Not found, forbidden; refused for one that has ended.
    pub async fn participants_to_choose(&self, actor: &Actor, id: InteractionId) -> Result<ParticipantChoices> {
        let card = self.interaction(actor, id).await?;
        may_change(actor, &card.interaction).check()?;
        if !card.may_change {
            return Err(refusal::state());
        }
        let (systems, bodies) = (self.calls.systems().await?, self.directory.bodies().await?);
        Ok(ParticipantChoices { card, systems, bodies, records: self.store.non_state().await? })
    }

    /// Enters a participant; when the interaction is in force it may call from its first day on.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields `system`, `body`, `record`, `from`, `until`; refused for one that has ended.
    pub async fn add_participant(
        &self,
        actor: &Actor,
        id: InteractionId,
        input: &ParticipantInput,
    ) -> Result<ParticipantId> {
        let ParticipantChoices { systems, bodies, records, .. } = self.participants_to_choose(actor, id).await?;
        let mut held = self.hold_interaction(actor, id, may_change).await?;
        let mut wrong = Wrong::default();
        let system = systems.into_iter().find(|one| Some(one.id) == input.system);
        let system = wrong.chosen("system", system);
        let body = bodies.iter().find(|one| Some(one.id) == input.body);
        let body = wrong.chosen("body", body.map(|one| one.id));
        let is_own = |one: &Record| Some(one.id) == input.record && Some(one.body) == body;
        if input.record.is_some() && !records.iter().any(is_own) {
            wrong.add("record", "registry-field-participant-record");
        }
        let from = wrong.day("from", &input.from, false);
        let until = wrong.day("until", &input.until, false);
        let from = from.unwrap_or_else(|| held.now.date());
        if until.is_some_and(|until| until < from) {
            wrong.add("until", "registry-field-until-from");
        }
        let meets = |one: &Participant| one.ended_at.is_none() && one.meets(from, until);
        let twice = |id: SystemId| held.interaction.participants.iter().any(|one| one.system == id && meets(one));
        if system.as_ref().is_some_and(|one| twice(one.id)) {
            wrong.add("system", "registry-field-participant");
        }
        wrong.finish()?;
        let (Some(system), Some(body)) = (system, body) else { return Err(Error::field("system", "error-choose")) };
        let made = ParticipantId::generate(&self.env);
        let about = system.name.clone();
        held.interaction.participants.push(Participant {
            id: made,
            system: system.id,
            name: system.name,
            body,
            record: input.record,
            from,
            until,
            ended_at: None,
        });
        held.finish(actor, Event::ParticipantAdded, &about).await?;
        Ok(made)
    }

    /// Ends a participation at once.
    ///
    /// # Errors
    /// Not found, forbidden; refused when it or the interaction has ended.
    pub async fn end_participant(&self, actor: &Actor, id: InteractionId, which: ParticipantId) -> Result<()> {
        let mut held = self.hold_interaction(actor, id, may_change).await?;
        let now = held.now;
        let one = held.interaction.participants.iter_mut().find(|one| one.id == which).ok_or(Error::NotFound)?;
        if one.ended_at.is_some() {
            return Err(refusal::state());
        }
        one.ended_at = Some(now);
        let about = one.name.clone();
        held.finish(actor, Event::ParticipantEnded, &about).await
    }

    /// Puts an interaction in force: from now on only its participants call its part of the interface.
    ///
    /// # Errors
    /// Not found, forbidden; refused when it is not proposed, its record is not in operation, nobody takes part, or another one is
    /// in force for the part.
    pub async fn put_in_force(&self, actor: &Actor, id: InteractionId) -> Result<()> {
        let mut held = self.hold_interaction(actor, id, |actor, _| policy::may_put_in_force(actor)).await?;
        let record = held.work.lock(held.interaction.record).await?.ok_or(Error::NotFound)?;
        if held.interaction.state != InteractionState::Proposed || record.state != State::InOperation {
            return Err(refusal::state());
        }
        if held.interaction.participants.iter().all(|one| one.ended_at.is_some()) {
            return Err(refusal::because(refusal::NOBODY));
        }
        if held.work.is_taken(held.interaction.part).await? {
            return Err(refusal::because(refusal::TAKEN));
        }
        held.interaction.state = InteractionState::InForce;
        held.interaction.in_force_since = Some(held.now);
        held.finish(actor, Event::InForce, "").await
    }

    /// Ends an interaction; its part is open as before, to every system with the roles for it.
    ///
    /// # Errors
    /// Not found, forbidden; no reason; refused when it has ended.
    pub async fn end_interaction(&self, actor: &Actor, id: InteractionId, why: &str) -> Result<()> {
        let mut held = self.hold_interaction(actor, id, policy::may_see_all_calls).await?;
        let reason = reason(why)?;
        held.interaction.state = InteractionState::Ended;
        held.interaction.ended = Some(Stop { by: By::of(actor), at: held.now, reason: reason.clone() });
        held.finish(actor, Event::Ended, &reason).await
    }

    /// May this system call this path now? Where no interaction is in force for the path's part, every system may. What is in
    /// force is read at most once a second: what another node changes counts here within that time.
    ///
    /// # Errors
    /// Refused for who takes no part; whatever keeps the interactions from being read.
    pub async fn admit(&self, system: SystemId, path: &str) -> Result<()> {
        let Some(part) = Part::of_path(path) else { return Ok(()) };
        let now = self.env.now();
        let in_force = self.gates.get(self.store.in_force(), now).await?;
        match in_force.iter().find(|one| one.part == part) {
            Some(one) if !one.admits(system, now.date()) => Err(refusal::because(refusal::PARTICIPANT)),
            _ => Ok(()),
        }
    }

    /// Takes hold of an interaction that the actor may see and change as `may` says. One that has ended changes no more.
    async fn hold_interaction(
        &self,
        actor: &Actor,
        id: InteractionId,
        may: fn(&Actor, &Interaction) -> Permission,
    ) -> Result<Grasp<'_>> {
        let seen = self.seen(actor, id).await?;
        may(actor, &seen).check()?;
        let mut work = self.store.begin().await?;
        let interaction = work.lock_interaction(id).await?.ok_or(Error::NotFound)?;
        if interaction.state == InteractionState::Ended {
            return Err(refusal::state());
        }
        Ok(Grasp { registry: self, work, interaction, now: self.env.now() })
    }
}

impl Grasp<'_> {
    /// Saves the interaction with what happened to it, accounts for it, and commits; the next call looks at what is in force.
    async fn finish(mut self, actor: &Actor, event: Event, about: &str) -> Result<()> {
        let id = self.interaction.id;
        self.work.save_interaction(&self.interaction).await?;
        self.work.enter(id.uuid(), &entry_of(actor, self.now, event, about)).await?;
        let detail = format!("{} {about}", event.code());
        let access = Access::done(INTERACTION, id, Operation::Change).detail(detail.trim_end());
        self.work.account(actor, self.now, &access).await?;
        self.work.commit().await?;
        self.registry.gates.forget();
        Ok(())
    }
}
