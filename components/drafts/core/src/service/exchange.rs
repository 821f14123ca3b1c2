//! Hand in hand with the exchange of letters: what is handed over to it, and what it tells of letters (385-12, 385-15-d,
//! 385-16). Only the portal itself may call these; each is safe to repeat.

use super::change::Change;
use super::{Drafts, RegistrationInput};
use crate::exchange::{Exchange, Handover, LetterSeal, ReceivedLetter, StoredHandover, ToExchange};
use crate::letters::{link, path};
use crate::{BodyState, Dossier, DraftId, Event, Letter, LetterId, LetterKind, Registration, Who};
use orda_base::{Access, Actor, BodyId, Date, Error, Identity, Operation, PersonId, Result};
use orda_signatures::{Purpose, SignatureRecord};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

impl Drafts {
    /// With somebody who knows how letters come to bodies; without, all are reached in the portal.
    #[must_use]
    pub fn with_exchange(self, exchange: Arc<dyn Exchange>) -> Self {
        Self { exchange: Some(exchange), ..self }
    }

    /// What waits to be handed over, in order.
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself.
    pub async fn handovers(&self, actor: &Actor, limit: u32) -> Result<Vec<ToExchange>> {
        portal(actor)?;
        let mut known: HashMap<DraftId, (Dossier, Vec<SignatureRecord>)> = HashMap::new();
        let mut all = Vec::new();
        for StoredHandover { what, draft, letter } in self.store.handovers(limit).await? {
            let (dossier, signatures) = match known.entry(draft) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => {
                    let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
                    entry.insert((dossier, self.store.signatures(draft).await?))
                }
            };
            all.push(self.to_exchange(what, letter, dossier, signatures).await?);
        }
        Ok(all)
    }

    async fn to_exchange(
        &self,
        what: Handover,
        letter: Letter,
        dossier: &Dossier,
        signatures: &[SignatureRecord],
    ) -> Result<ToExchange> {
        let draft = &dossier.draft;
        let version = draft.version(letter.version);
        let accompanies = matches!(letter.kind, LetterKind::Cover | LetterKind::Chancellery);
        let signed = version.and_then(|v| v.signed.as_ref()).filter(|_| accompanies);
        let record = signed.and_then(|s| signatures.iter().find(|r| r.id == s.signature));
        let signature = record.filter(|r| r.purpose == Purpose::DraftSign).map(|r| LetterSeal {
            signer: r.signer.name.clone(),
            at: r.received_at,
            digest: hex::encode(Sha256::digest(&r.manifest)),
            cms: r.cms.clone(),
        });
        let in_reply_to = if accompanies {
            None
        } else {
            let others = self.store.letters(draft.id, letter.version).await?;
            let first = |l: &&Letter| {
                (l.sender, l.addressee) == (letter.addressee, letter.sender)
                    && matches!(l.kind, LetterKind::Cover | LetterKind::Chancellery)
            };
            others.iter().rev().find(first).map(|l| l.id)
        };
        let approval = version.and_then(|v| v.approval(letter.addressee)).filter(|a| a.letter == letter.id);
        Ok(ToExchange {
            what,
            link: link(&self.settings, draft.id, letter.version),
            signature,
            in_reply_to,
            registration: approval.and_then(|a| a.registration.clone()),
            letter,
        })
    }

    /// The exchange has it.
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself.
    pub async fn handed_over(&self, actor: &Actor, letter: LetterId, what: Handover) -> Result<()> {
        portal(actor)?;
        let mut work = self.store.begin().await?;
        work.handed_over(letter, what).await?;
        work.commit().await
    }

    /// The centre took the letter; one without a number has the number it gave.
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself; not found.
    pub async fn letter_taken(&self, actor: &Actor, letter: LetterId, number: &str) -> Result<()> {
        let Some((draft, known)) = self.about(actor, letter).await? else { return Ok(()) };
        if !known.number.is_empty() {
            return Ok(());
        }
        let mut change = self.change(actor, draft).await?;
        change.work.save_letter(&Letter { number: number.to_owned(), ..known }).await?;
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("number of a letter")).await
    }

    /// A letter that had not been delivered is with the body after all (385-15-d).
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself; not found.
    pub async fn letter_delivered(&self, actor: &Actor, letter: LetterId) -> Result<()> {
        let Some((mut change, body)) = self.cover(actor, letter).await? else { return Ok(()) };
        if state(&change, body) != Some(BodyState::NotDelivered) {
            return Ok(());
        }
        let now = change.now;
        change.advance_body(body, |approval| approval.delivered(now))?;
        change.log(None, Event::Delivered { body });
        let draft = change.dossier.draft.id;
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("delivered")).await
    }

    /// The letter could not be delivered, or the body's records service refused it: the body is marked, the drafter is
    /// told and can send it again (385-15-d, 217-a31.7).
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself; not found.
    pub async fn letter_not_delivered(&self, actor: &Actor, letter: LetterId) -> Result<()> {
        let Some((mut change, body)) = self.cover(actor, letter).await? else { return Ok(()) };
        if state(&change, body) != Some(BodyState::LetterSent) {
            return Ok(());
        }
        let now = change.now;
        change.advance_body(body, |approval| Ok(approval.not_delivered(now)))?;
        change.log(None, Event::NotDelivered { body });
        let draft = change.dossier.draft.id;
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("not delivered")).await
    }

    /// The body has registered the letter in a document system of its own (385-12, 385-16). The first registration stays.
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself; not found.
    pub async fn letter_registered(
        &self,
        actor: &Actor,
        letter: LetterId,
        number: &str,
        date: Date,
        by: &str,
    ) -> Result<()> {
        let Some((mut change, body)) = self.cover(actor, letter).await? else { return Ok(()) };
        let before = state(&change, body);
        if !matches!(before, Some(BodyState::LetterSent | BodyState::NotDelivered)) {
            return Ok(());
        }
        let now = change.now;
        // Whoever registered it outside is nobody the portal knows: a name without a person.
        let name = if by.is_empty() { self.body_ref(body).await?.short_name.kk } else { by.to_owned() };
        let nobody = PersonId::from_uuid(orda_base::uuid::Uuid::nil());
        let who = Who { person: nobody, name, body, acting_for: None };
        let registration = Registration { number: number.to_owned(), date, by: who.clone(), at: now };
        if before == Some(BodyState::NotDelivered) {
            change.advance_body(body, |approval| approval.delivered(now))?;
        }
        change.advance_body(body, |approval| approval.register(registration))?;
        change.log(Some(who), Event::Registered { body, number: number.to_owned() });
        let draft = change.dossier.draft.id;
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("registered outside")).await
    }

    /// The records clerk registers a cover letter from its card in the exchange, as by [`Self::register`]; answers whether the
    /// letter is one.
    ///
    /// # Errors
    /// As [`Self::register`].
    pub async fn register_letter(&self, actor: &Actor, letter: LetterId, input: RegistrationInput) -> Result<bool> {
        match self.store.letter(letter).await? {
            Some((draft, known)) if known.kind == LetterKind::Cover => {
                self.register(actor, draft, known.addressee, input).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// An official letter of a refusal came from the body's own document system. It belongs to the mark that its head has
    /// set; answers whether there was one without a letter (385-16-i).
    ///
    /// # Errors
    /// Forbidden for anybody but the portal itself; not found.
    pub async fn refusal_letter_received(
        &self,
        actor: &Actor,
        cover: LetterId,
        received: ReceivedLetter,
    ) -> Result<bool> {
        let Some((mut change, body)) = self.cover(actor, cover).await? else { return Ok(false) };
        let draft = &change.dossier.draft;
        let outstanding = draft.current().approval(body).filter(|a| a.letter_outstanding());
        let Some(decision) = outstanding.and_then(|a| a.decision.as_ref()) else { return Ok(false) };
        let sent_by = Who { name: received.signer.clone(), ..decision.by.clone() };
        let (now, id, version) = (change.now, draft.id, draft.current().number);
        let (own, late) = (draft.body, outstanding.is_some_and(|a| now.date() > a.due));
        change.advance_body(body, |approval| approval.refusal_letter_sent(received.id, now))?;
        let letter = Letter {
            id: received.id,
            kind: LetterKind::Refusal,
            version,
            sender: body,
            addressee: own,
            number: received.number,
            date: received.date,
            title: received.title,
            text: received.text,
            signer: received.signer,
            link: path(id, version),
            sent_by: sent_by.clone(),
            sent_at: now,
            late,
        };
        change.work.add_letter(id, &letter).await?;
        // The exchange has it: it came from there.
        change.work.handed_over(received.id, Handover::Letter).await?;
        change.log(Some(sent_by), Event::RefusalLetterSent { body, late });
        self.finish(change, Access::done("draft", id, Operation::Change).detail("letter of refusal came")).await?;
        Ok(true)
    }

    /// The letter with its draft; none for a letter that is not of this component.
    async fn about(&self, actor: &Actor, letter: LetterId) -> Result<Option<(DraftId, Letter)>> {
        portal(actor)?;
        self.store.letter(letter).await
    }

    /// Takes hold of the draft of a cover letter that is still about the newest version.
    async fn cover<'a>(&self, actor: &'a Actor, letter: LetterId) -> Result<Option<(Change<'a>, BodyId)>> {
        let Some((draft, known)) = self.about(actor, letter).await? else { return Ok(None) };
        if known.kind != LetterKind::Cover {
            return Ok(None);
        }
        let change = self.change(actor, draft).await?;
        let version = change.dossier.draft.current();
        let is_its = version.state.is_with_bodies()
            && version.number == known.version
            && version.approval(known.addressee).is_some_and(|a| a.letter == letter);
        Ok(is_its.then_some((change, known.addressee)))
    }
}

fn state(change: &Change<'_>, body: BodyId) -> Option<BodyState> {
    change.dossier.draft.current().approval(body).map(|a| a.state)
}

fn portal(actor: &Actor) -> Result<()> {
    if actor.identity == Identity::Portal { Ok(()) } else { Err(Error::Forbidden) }
}
