//! The use cases.

use crate::{Decision, Hold, HoldId, Holdings, Item, Proposal, ProposalId, RetentionStore, Settings, State, refusal};
use orda_base::{Access, Actor, Date, Env, Error, Operation, Permission, Result, Role};
use orda_identity::Directory;
use orda_signatures::{SignatureId, SignatureRecord, Verifier, sha256_hex};
use std::sync::Arc;

/// Kind of what is signed.
pub const OBJECT: &str = "destruction";
/// Kind of resource in the accounting.
pub const RESOURCE: &str = "destruction";
const HOLD: &str = "hold";
/// Decisions that are needed.
const DECISIONS: usize = 2;
/// Documents of one proposal.
const MOST: usize = 1_000;
/// Longest ground or reason, in characters.
const LONGEST: usize = 1_000;

/// Keeping and destruction. Cheap to clone.
#[derive(Clone)]
pub struct Retention {
    store: Arc<dyn RetentionStore>,
    holdings: Arc<dyn Holdings>,
    verifier: Arc<dyn Verifier>,
    directory: Arc<dyn Directory>,
    env: Env,
    settings: Settings,
}

/// May the actor see and propose, hold and decide? The administrators and security officers of the portal.
fn may(actor: &Actor) -> Permission {
    Permission::when(role_of(actor).is_some())
}

fn role_of(actor: &Actor) -> Option<Role> {
    [Role::SecurityOfficer, Role::Administrator].into_iter().find(|role| actor.has_in_portal(*role))
}

impl Retention {
    /// What [`Holdings::destroy`] answers, as [`Error::Away`], while something else is being destroyed.
    pub const UNDER_WAY: &str = "retention-refusal-under-way";

    /// Over these ports.
    pub fn new(
        store: Arc<dyn RetentionStore>,
        holdings: Arc<dyn Holdings>,
        verifier: Arc<dyn Verifier>,
        directory: Arc<dyn Directory>,
        env: Env,
        settings: Settings,
    ) -> Self {
        Self { store, holdings, verifier, directory, env, settings }
    }

    /// Proposals, the newest first.
    pub async fn proposals(&self, actor: &Actor, limit: u32) -> Result<Vec<Proposal>> {
        may(actor).check()?;
        self.store.proposals(limit).await
    }

    /// A proposal.
    pub async fn proposal(&self, actor: &Actor, id: ProposalId) -> Result<Proposal> {
        may(actor).check()?;
        self.store.proposal(id).await?.ok_or(Error::NotFound)
    }

    /// Takes up destructions that were begun and not ended; not while somebody is at one. Returns how many were ended.
    pub async fn go_on(&self) -> Result<usize> {
        let (actor, mut ended) = (Actor::portal(), 0);
        for id in self.store.begun().await? {
            let tried = self.try_carry_out(&actor, id).await;
            if tried.as_ref().is_err_and(|error| error.code() == Self::UNDER_WAY) {
                // No attempt that failed: it is tried again later.
                return Ok(ended);
            }
            self.refused(&actor, &tried, &Access::done(RESOURCE, id, Operation::Delete)).await?;
            tried?;
            ended += 1;
        }
        Ok(ended)
    }

    /// The act of a proposal that was carried out.
    pub async fn act(&self, actor: &Actor, id: ProposalId) -> Result<Vec<u8>> {
        may(actor).check()?;
        self.store.act(id).await?.ok_or(Error::NotFound)
    }

    /// Every hold, the newest first.
    pub async fn holds(&self, actor: &Actor) -> Result<Vec<Hold>> {
        may(actor).check()?;
        self.store.holds().await
    }

    /// Holds a document back from destruction.
    pub async fn hold(&self, actor: &Actor, number: &str, reason: &str) -> Result<HoldId> {
        let now = self.env.now();
        let tried = async {
            may(actor).check()?;
            let reason = text("reason", reason)?;
            let item = self.find(number).await?;
            let hold = Hold {
                id: HoldId::generate(&self.env),
                kind: item.kind,
                item: item.id,
                number: item.number,
                reason,
                placed_by: actor.name().to_owned(),
                placed_at: now,
                lifted: None,
            };
            let mut work = self.store.begin().await?;
            work.save_hold(&hold).await?;
            let access = Access::done(HOLD, hold.id, Operation::Create).detail(hold.number.clone());
            work.record(actor, now, &access).await?;
            work.commit().await?;
            Ok(hold.id)
        }
        .await;
        self.refused(actor, &tried, &Access::done(HOLD, number, Operation::Create)).await?;
        tried
    }

    /// Lifts a hold.
    pub async fn lift(&self, actor: &Actor, id: HoldId) -> Result<()> {
        let now = self.env.now();
        may(actor).check()?;
        let mut work = self.store.begin().await?;
        let mut hold = work.hold(id).await?.filter(|hold| hold.lifted.is_none()).ok_or(Error::NotFound)?;
        hold.lifted = Some((actor.name().to_owned(), now));
        work.save_hold(&hold).await?;
        let access = Access::done(HOLD, hold.id, Operation::Change).detail(format!("{} lifted", hold.number));
        work.record(actor, now, &access).await?;
        work.commit().await
    }

    /// Proposes to destroy documents, by their numbers. A refused attempt is accounted for.
    ///
    /// # Errors
    /// A refusal when one is held, is kept longer, or stands in another proposal; `Invalid` for a number that is none.
    pub async fn propose(&self, actor: &Actor, numbers: &[String], ground: &str) -> Result<ProposalId> {
        let tried = self.try_propose(actor, numbers, ground).await;
        self.refused(actor, &tried, &Access::done(RESOURCE, numbers.join(", "), Operation::Create)).await?;
        tried
    }

    async fn try_propose(&self, actor: &Actor, numbers: &[String], ground: &str) -> Result<ProposalId> {
        may(actor).check()?;
        let ground = text("ground", ground)?;
        if numbers.is_empty() || numbers.len() > MOST {
            return Err(Error::field("numbers", "retention-field-numbers"));
        }
        let now = self.env.now();
        let mut items: Vec<Item> = Vec::new();
        for number in numbers {
            let item = self.find(number).await?;
            if !items.iter().any(|known| known.id == item.id) {
                items.push(item);
            }
        }
        let mut work = self.store.begin().await?;
        let open = work.open().await?;
        let holds = work.holds().await?;
        for item in &items {
            self.judge(item, &holds, now.date())?;
            if open.iter().flat_map(|p| &p.items).any(|known| known.kind == item.kind && known.id == item.id) {
                return Err(refusal::proposed(item).into());
            }
        }
        let proposal = Proposal {
            id: ProposalId::generate(&self.env),
            items,
            ground,
            proposed_by: actor.name().to_owned(),
            proposed_at: now,
            state: State::Proposed,
            decisions: Vec::new(),
            ended_at: None,
        };
        work.save(&proposal).await?;
        let access = Access::done(RESOURCE, proposal.id, Operation::Create).detail(numbers.join(", "));
        work.record(actor, now, &access).await?;
        work.commit().await?;
        Ok(proposal.id)
    }

    /// May it be destroyed on this day?
    fn judge(&self, item: &Item, holds: &[Hold], today: Date) -> Result<()> {
        if let Some(hold) = holds.iter().find(|h| h.kind == item.kind && h.item == item.id && h.lifted.is_none()) {
            return Err(refusal::held(item, hold).into());
        }
        if item.withdrawn {
            return Ok(());
        }
        match self.settings.until(&item.class, item.changed_at) {
            None => Err(refusal::for_ever(item).into()),
            Some(from) if today < from => Err(refusal::early(item, from).into()),
            Some(_) => Ok(()),
        }
    }

    async fn find(&self, number: &str) -> Result<Item> {
        let found = self.holdings.find(number.trim()).await?;
        found.ok_or_else(|| Error::field("numbers", "retention-field-number-unknown"))
    }

    /// Takes a proposal back before the second decision.
    pub async fn withdraw(&self, actor: &Actor, id: ProposalId) -> Result<()> {
        let now = self.env.now();
        may(actor).check()?;
        let mut work = self.store.begin().await?;
        let mut proposal = work.lock(id).await?.ok_or(Error::NotFound)?;
        if proposal.state != State::Proposed {
            return Err(refusal::state(proposal.state).into());
        }
        proposal.state = State::Withdrawn;
        proposal.ended_at = Some(now);
        work.save(&proposal).await?;
        work.record(actor, now, &Access::done(RESOURCE, id, Operation::Change).detail("withdrawn")).await?;
        work.commit().await
    }

    /// The bytes that a decision signs.
    pub async fn to_sign(&self, actor: &Actor, id: ProposalId) -> Result<Vec<u8>> {
        Ok(self.proposal(actor, id).await?.manifest().to_bytes())
    }

    /// One person decides, with an EDS over [`Self::to_sign`]. The second decision, of another person and in the other role,
    /// makes it final. A refused attempt is accounted for.
    ///
    /// # Errors
    /// A refusal when the signature is not good or another person's, the person has decided already, both are of one role,
    /// or a document is held or was changed meanwhile.
    pub async fn decide(&self, actor: &Actor, id: ProposalId, cms: &[u8]) -> Result<State> {
        let tried = self.try_decide(actor, id, cms).await;
        self.refused(actor, &tried, &Access::done(RESOURCE, id, Operation::Sign)).await?;
        tried
    }

    async fn try_decide(&self, actor: &Actor, id: ProposalId, cms: &[u8]) -> Result<State> {
        let now = self.env.now();
        let (Some(person), Some(iin)) = (actor.person(), actor.iin()) else { return Err(Error::Forbidden) };
        may(actor).check()?;
        let known = self.store.proposal(id).await?.ok_or(Error::NotFound)?;
        let manifest = known.manifest();
        let verified = self.verifier.identify(&manifest.to_bytes(), cms).await?;
        if verified.signer.iin != iin {
            return Err(refusal::other_signer().into());
        }
        let bodies = self.directory.bodies().await?;
        let body = bodies.iter().find(|body| body.bin == verified.signer.bin).map(|body| body.id);
        let body = body.ok_or_else(refusal::other_signer)?;
        for item in &known.items {
            if self.holdings.find(&item.number).await?.as_ref() != Some(item) {
                return Err(refusal::changed(item).into());
            }
        }
        let mut work = self.store.begin().await?;
        let mut proposal = work.lock(id).await?.ok_or(Error::NotFound)?;
        if proposal.state != State::Proposed {
            return Err(refusal::state(proposal.state).into());
        }
        let holds = work.holds().await?;
        for item in &proposal.items {
            self.judge(item, &holds, now.date())?;
        }
        if proposal.decisions.iter().any(|d| d.person == person) {
            return Err(refusal::twice().into());
        }
        // Who holds both roles decides in the one that is still open.
        let open = |role: &Role| actor.has_in_portal(*role) && proposal.decisions.iter().all(|d| d.role != *role);
        let role = [Role::SecurityOfficer, Role::Administrator].into_iter().find(open);
        let role = role.ok_or_else(refusal::other_role)?;
        let record = SignatureRecord {
            id: SignatureId::generate(&self.env),
            object: manifest.object.clone(),
            purpose: manifest.purpose,
            manifest: manifest.to_bytes(),
            cms: cms.to_vec(),
            person,
            body,
            acting_for: None,
            signer: verified.signer,
            received_at: now,
            report: verified.report,
        };
        proposal.decisions.push(Decision {
            person,
            name: actor.name().to_owned(),
            role,
            at: now,
            signature: record.id,
            serial: record.signer.serial.clone(),
            cms_sha256: sha256_hex(cms),
        });
        if proposal.decisions.len() == DECISIONS {
            proposal.state = State::Decided;
        }
        work.add_signature(&record).await?;
        work.save(&proposal).await?;
        let detail = format!("decision {} of {DECISIONS}, as {}", proposal.decisions.len(), role.code());
        work.record(actor, now, &Access::done(RESOURCE, id, Operation::Sign).detail(detail)).await?;
        work.commit().await?;
        Ok(proposal.state)
    }

    /// Destroys what was decided, looks whether anything remains, and makes the act. Taken up again after an interruption it
    /// goes on.
    ///
    /// # Errors
    /// A refusal when it was not decided, or a document was put on hold since; `Internal` names what remains.
    pub async fn carry_out(&self, actor: &Actor, id: ProposalId) -> Result<Proposal> {
        let tried = self.try_carry_out(actor, id).await;
        self.refused(actor, &tried, &Access::done(RESOURCE, id, Operation::Delete)).await?;
        tried
    }

    async fn try_carry_out(&self, actor: &Actor, id: ProposalId) -> Result<Proposal> {
        may(actor).check()?;
        let mut work = self.store.begin().await?;
        let mut proposal = work.lock(id).await?.ok_or(Error::NotFound)?;
        let began = self.env.now();
        match proposal.state {
            State::Decided => {
                let holds = work.holds().await?;
                for item in &proposal.items {
                    self.judge(item, &holds, began.date())?;
                }
                proposal.state = State::Destroying;
                work.save(&proposal).await?;
                work.record(actor, began, &Access::done(RESOURCE, id, Operation::Delete).detail("begun")).await?;
                work.commit().await?;
            }
            State::Destroying => drop(work),
            other => return Err(refusal::state(other).into()),
        }
        self.holdings.destroy(&proposal.items, began).await?;
        let remains = self.holdings.remains(&proposal.items).await?;
        if !remains.is_empty() {
            return Err(Error::Internal(format!("not destroyed: {}", remains.join("; "))));
        }
        proposal.state = State::Destroyed;
        proposal.ended_at = Some(self.env.now());
        let act = self.holdings.act(&proposal).await?;
        let mut work = self.store.begin().await?;
        let now = work.lock(id).await?.ok_or(Error::NotFound)?;
        if now.state == State::Destroyed {
            return Ok(now);
        }
        work.save(&proposal).await?;
        work.save_act(id, &act).await?;
        let detail = format!("{} documents; act {}", proposal.items.len(), sha256_hex(&act));
        work.record(actor, self.env.now(), &Access::done(RESOURCE, id, Operation::Delete).detail(detail)).await?;
        work.commit().await?;
        Ok(proposal)
    }

    /// Accounts for a refused or failed attempt: the command line has no layer that would.
    async fn refused<T>(&self, actor: &Actor, tried: &Result<T>, access: &Access) -> Result<()> {
        let Err(error) = tried else { return Ok(()) };
        // Of a request the layer around all pages accounts for it.
        if actor.origin.request.is_some() {
            return Ok(());
        }
        let mut work = self.store.begin().await?;
        work.record(actor, self.env.now(), &access.clone().ended(error)).await?;
        work.commit().await
    }
}

/// A text that must be there and not too long.
pub fn text(field: &str, value: &str) -> Result<String> {
    let value = value.trim();
    let length = value.chars().count();
    if length == 0 || length > LONGEST {
        return Err(Error::field(field, "retention-field-text"));
    }
    Ok(value.to_owned())
}
