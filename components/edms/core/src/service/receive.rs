//! A document system outside sends a message.

use super::Edms;
use super::take::is_text;
use crate::message::{WireLetter, WireRefusal, WireRegistration, date, malformed};
use crate::ports::{Arrival, EdmsWork};
use crate::{
    Ack, EdmsRefusal, Event, Fault, FaultKind, Format, Incoming, Letter, LetterSignature, LetterState, Message,
    MessageKind, Outgoing, Way, requisites,
};
use orda_base::{Access, Actor, Error, Identity, Operation, Origin, Refusal, Result, SystemId, Timestamp};
use orda_identity::Body;
use sha2::{Digest, Sha256};

/// The acknowledgement of a message, ready to travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The message.
    pub ack: Ack,
    /// The bytes of the acknowledgement.
    pub bytes: Vec<u8>,
    /// The seal of the centre over them.
    pub seal: String,
}

impl Edms {
    /// Takes a message of a document system, once: the same message again is acknowledged again and does nothing. `seal` is
    /// the sender's over exactly these bytes.
    ///
    /// # Errors
    /// Too large; refused for what is not in the schema, carries a file (385-15-c) or breaks a rule; not authenticated
    /// when the sender does not take part with a system of its own or the seal is not its.
    pub async fn receive(&self, origin: &Origin, bytes: &[u8], format: Format, seal: &str) -> Result<Received> {
        if bytes.len() > self.settings.message_limit {
            return Err(Error::TooLarge(Box::new(Refusal::new("error-too-large"))));
        }
        let message = Message::read(bytes, format)?;
        let sender = self.body_of_bin(&message.from).await?.ok_or(Error::Unauthenticated)?;
        let Way::Outside(endpoint) = self.way(sender.id).await? else { return Err(Error::Unauthenticated) };
        if !endpoint.key.verifies(bytes, seal) {
            return Err(Error::Unauthenticated);
        }
        if endpoint.paused {
            return Err(Error::Unavailable("the participant is held back".to_owned()));
        }
        let actor = Actor {
            identity: Identity::System { id: SystemId::from_uuid(sender.id.uuid()), name: sender.name.kk.clone() },
            origin: origin.clone(),
            ..Actor::portal()
        };
        let now = self.now();
        let digest = hex::encode(Sha256::digest(bytes));
        let mut work = self.store.begin().await?;
        match work.arrive(sender.id, message.id, &digest, now).await? {
            Arrival::Before { digest: first, at } if first == digest => {
                return Ok(self.acknowledge(&message, true, at, format));
            }
            Arrival::Before { .. } => return Err(EdmsRefusal::MessageReused.into()),
            Arrival::New => {}
        }
        let access = Access::done("edms_message", message.id, Operation::Create).detail(message.kind.code());
        match (&message.letter, &message.registration, &message.refusal) {
            (Some(letter), _, _) => self.letter_came(&mut *work, &sender, &message, letter).await?,
            (_, Some(registration), _) => self.registration_came(&mut *work, &sender, registration).await?,
            (_, _, Some(refusal)) => self.refusal_came(&mut *work, &sender, refusal).await?,
            // Reference data come from the centre alone.
            _ => return Err(malformed(MessageKind::Reference.code()).into()),
        }
        work.record(&actor, now, &access).await?;
        work.commit().await?;
        Ok(self.acknowledge(&message, false, now, format))
    }

    fn acknowledge(&self, message: &Message, before: bool, at: Timestamp, format: Format) -> Received {
        let ack = Ack::new(message.id, before, at);
        let bytes = ack.write(format);
        let seal = self.key.seal(&bytes);
        Received { ack, bytes, seal }
    }

    async fn letter_came(
        &self,
        work: &mut dyn EdmsWork,
        sender: &Body,
        message: &Message,
        wire: &WireLetter,
    ) -> Result<()> {
        if (&wire.sender, &wire.receiver) != (&message.from, &message.to) || wire.sender == wire.receiver {
            return Err(EdmsRefusal::WrongParties.into());
        }
        let receiver = self.body_of_bin(&wire.receiver).await?.ok_or(EdmsRefusal::UnknownReceiver)?;
        let letter = self.letter_of(wire, sender, &receiver)?;
        requisites::check(&letter, &crate::Requisite::ALL, &self.settings.address)?;
        if let Some(known) = work.lock_letter(letter.id).await? {
            // The same letter in another envelope: it is there already.
            let same = known.sender == letter.sender
                && known.receiver == letter.receiver
                && known.outgoing == letter.outgoing
                && known.text == letter.text;
            return if same { Ok(()) } else { Err(EdmsRefusal::LetterKnown.into()) };
        }
        work.insert_letter(&letter).await?;
        let number = letter.outgoing.number.clone();
        self.enter(work, letter.id, &letter.signer, Event::Taken { number }).await?;
        let letter = self.pass(work, letter).await?;
        self.answered(work, &letter).await
    }

    fn letter_of(&self, wire: &WireLetter, sender: &Body, receiver: &Body) -> Result<Letter> {
        let now = self.now();
        let line = self.settings.line_limit;
        let lines = [&wire.number, &wire.title.kk, &wire.title.ru, &wire.title.en, &wire.link, &wire.signer];
        let fits = |text: &&String| text.chars().count() <= line && !text.chars().any(char::is_control);
        if !lines.iter().all(fits) || wire.text.chars().count() > self.settings.text_limit || !is_text(&wire.text) {
            return Err(malformed("length or characters").into());
        }
        let signature = match &wire.signature {
            Some(s) => {
                let shape = s.digest.len() == 64 && s.cms.len() <= 200_000 && s.signer.chars().count() <= line;
                if !shape {
                    return Err(malformed("signature").into());
                }
                Some(LetterSignature {
                    signer: s.signer.clone(),
                    at: now,
                    digest: s.digest.clone(),
                    cms: s.cms.clone(),
                })
            }
            None => None,
        };
        Ok(Letter {
            id: wire.id,
            kind: wire.kind,
            sender: sender.id,
            receiver: receiver.id,
            outgoing: Outgoing { number: wire.number.trim().to_owned(), date: date(&wire.date)? },
            incoming: None,
            title: wire.title.clone().into(),
            text: wire.text.clone(),
            link: wire.link.clone(),
            signer: wire.signer.trim().to_owned(),
            signature,
            in_reply_to: wire.in_reply_to,
            host: String::new(),
            from_outside: true,
            state: LetterState::Waiting,
            fault: None,
            taken_at: now,
            changed_at: now,
        })
    }

    async fn registration_came(&self, work: &mut dyn EdmsWork, sender: &Body, wire: &WireRegistration) -> Result<()> {
        let letter = work.lock_letter(wire.letter).await?.filter(|l| l.receiver == sender.id).ok_or(Error::NotFound)?;
        let number = wire.number.trim().to_owned();
        let line = self.settings.line_limit;
        let long = |text: &str| text.chars().count() > line || text.chars().any(char::is_control);
        if number.is_empty() || long(&number) || long(&wire.by) {
            return Err(malformed("registration").into());
        }
        let incoming = Incoming { number, date: date(&wire.date)?, by: wire.by.trim().to_owned(), at: self.now() };
        self.note_registration(work, letter, incoming, true).await?;
        Ok(())
    }

    async fn refusal_came(&self, work: &mut dyn EdmsWork, sender: &Body, wire: &WireRefusal) -> Result<()> {
        let letter = work.lock_letter(wire.letter).await?.filter(|l| l.receiver == sender.id).ok_or(Error::NotFound)?;
        if wire.reason.trim().is_empty() || !is_text(&wire.reason) {
            return Err(EdmsRefusal::ReasonMissing.into());
        }
        let fault = Fault::new(FaultKind::Declined, &wire.reason);
        self.note_refusal(work, letter, fault, "").await?;
        Ok(())
    }
}
