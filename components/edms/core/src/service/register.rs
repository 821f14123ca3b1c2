//! A letter is registered by its receiver, or registration is refused (385-16).

use super::Edms;
use super::take::is_text;
use crate::message::{WireRefusal, WireRegistration};
use crate::ports::{EdmsWork, Told};
use crate::{
    EdmsRefusal, Event, Fault, FaultKind, Incoming, Letter, LetterId, LetterState, MessageKind, Numbering, policy,
};
use orda_base::{Access, Actor, Date, Error, FieldError, Operation, Result};

/// Incoming number and date as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegistrationInput {
    /// Incoming number; the next of the body's numbering when empty.
    pub number: String,
    /// Incoming date; not in the future.
    pub date: Option<Date>,
}

impl Edms {
    /// The incoming number that is offered.
    ///
    /// # Errors
    /// Not found or forbidden for who is no records clerk of the receiver.
    pub async fn offered_number(&self, actor: &Actor, id: LetterId) -> Result<String> {
        let letter = self.store.letter(id).await?.ok_or(Error::NotFound)?;
        policy::may_register(actor, &letter).check()?;
        let today = self.now().date();
        let nth = self.store.upcoming(&Numbering::Incoming.sequence(letter.receiver, today)).await?;
        Ok(Numbering::Incoming.number(today, nth))
    }

    /// A records clerk of the receiving body registers a letter, once (385-16).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; fields `number`, `date`; a refusal that names the first number.
    pub async fn register(&self, actor: &Actor, id: LetterId, input: RegistrationInput) -> Result<Letter> {
        let letter = self.store.letter(id).await?.ok_or(Error::NotFound)?;
        policy::may_register(actor, &letter).check()?;
        if let Some(first) = &letter.incoming {
            return Err(EdmsRefusal::AlreadyRegistered { number: first.number.clone() }.into());
        }
        let now = self.now();
        let number = input.number.trim().to_owned();
        let mut wrong = Vec::new();
        if number.chars().count() > 60 || number.chars().any(char::is_control) {
            wrong.push(FieldError::new("number", "edms-field-long").with("limit", 60));
        }
        let date = match input.date {
            Some(date) if date <= now.date() => date,
            Some(_) => {
                wrong.push(FieldError::new("date", "edms-field-future"));
                now.date()
            }
            None => {
                wrong.push(FieldError::new("date", "error-required"));
                now.date()
            }
        };
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong));
        }
        let number = self.numbered(&letter, date, number).await?;
        // Where another component keeps the registration it decides, under its own rules, before it is entered here.
        if let Some(host) = self.host.as_ref().filter(|h| h.name() == letter.host) {
            let decided = RegistrationInput { number: number.clone(), date: Some(date) };
            host.register(actor, &letter, &decided).await?;
        }
        let mut work = self.store.begin().await?;
        let letter = work.lock_letter(id).await?.ok_or(Error::NotFound)?;
        let incoming = Incoming { number, date, by: actor.name().to_owned(), at: now };
        let letter = self.note_registration(&mut *work, letter, incoming, false).await?;
        let access = Access::done("letter", id, Operation::Change).detail("registered");
        work.record(actor, now, &access).await?;
        work.commit().await?;
        Ok(letter)
    }

    /// The number typed, or the next of the sequence: taken on its own, so that nothing is held while others decide. The
    /// one that was offered counts as taken too, lest it be offered again.
    async fn numbered(&self, letter: &Letter, date: Date, typed: String) -> Result<String> {
        let sequence = Numbering::Incoming.sequence(letter.receiver, date);
        let offered = Numbering::Incoming.number(date, self.store.upcoming(&sequence).await?);
        if !typed.is_empty() && typed != offered {
            return Ok(typed);
        }
        let mut work = self.store.begin().await?;
        let nth = work.next(&sequence).await?;
        work.commit().await?;
        Ok(Numbering::Incoming.number(date, nth))
    }

    /// Another component tells that it has registered a letter. Only for the portal itself.
    ///
    /// # Errors
    /// Forbidden for anybody else; not found; a refusal that names the first number when it is another.
    pub async fn registered(&self, actor: &Actor, id: LetterId, number: &str, date: Date, by: &str) -> Result<()> {
        policy::is_portal(actor).check()?;
        let mut work = self.store.begin().await?;
        let letter = work.lock_letter(id).await?.ok_or(Error::NotFound)?;
        let incoming = Incoming { number: number.to_owned(), date, by: by.to_owned(), at: self.now() };
        self.note_registration(&mut *work, letter, incoming, false).await?;
        work.commit().await
    }

    /// A records clerk of the receiving body refuses to register a letter, with the reason.
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; field `reason`; refused once it is registered or declined.
    pub async fn decline(&self, actor: &Actor, id: LetterId, reason: &str) -> Result<Letter> {
        let letter = self.store.letter(id).await?.ok_or(Error::NotFound)?;
        policy::may_register(actor, &letter).check()?;
        if reason.trim().is_empty() {
            return Err(Error::field("reason", "error-required"));
        }
        if reason.chars().count() > Fault::SAID || !is_text(reason) {
            return Err(Error::Invalid(vec![FieldError::new("reason", "edms-field-long").with("limit", Fault::SAID)]));
        }
        let mut work = self.store.begin().await?;
        let letter = work.lock_letter(id).await?.ok_or(Error::NotFound)?;
        if letter.host.is_empty() {
            let letter =
                self.note_refusal(&mut *work, letter, Fault::new(FaultKind::Declined, reason), actor.name()).await?;
            let access = Access::done("letter", id, Operation::Change).detail("declined");
            work.record(actor, self.now(), &access).await?;
            work.commit().await?;
            return Ok(letter);
        }
        // What was sent about a draft is answered under the rules of drafts, by its own pages.
        Err(EdmsRefusal::Hosted.into())
    }

    /// Enters a registration; the sender's document system is told, and so is the component from which the letter came
    /// unless it is the one that says so.
    pub(super) async fn note_registration(
        &self,
        work: &mut dyn EdmsWork,
        letter: Letter,
        incoming: Incoming,
        tell_host: bool,
    ) -> Result<Letter> {
        if letter.incoming.is_none() && letter.state == LetterState::NotDelivered && !tell_host {
            return Err(EdmsRefusal::NotArrived.into());
        }
        let before = letter.incoming.is_some();
        let (number, date, by) = (incoming.number.clone(), incoming.date, incoming.by.clone());
        let letter = letter.register(incoming)?;
        if before {
            return Ok(letter);
        }
        work.save_letter(&letter).await?;
        self.enter(work, letter.id, &by, Event::Registered { number: number.clone() }).await?;
        if tell_host {
            self.tell(work, &letter, Told::Registered { number: number.clone(), date, by: by.clone() }).await?;
        }
        let (sender, receiver) = (self.body(letter.sender).await?, self.body(letter.receiver).await?);
        let mut message = self.envelope(MessageKind::Registered, Some(&receiver.bin), &sender.bin);
        message.registration = Some(WireRegistration { letter: letter.id, number, date: date.to_string(), by });
        self.queue(work, letter.sender, Some(letter.id), &message).await?;
        Ok(letter)
    }

    /// Enters a refusal to register; sender and component are told.
    pub(super) async fn note_refusal(
        &self,
        work: &mut dyn EdmsWork,
        letter: Letter,
        fault: Fault,
        by: &str,
    ) -> Result<Letter> {
        let letter = letter.decline(fault.clone(), self.now())?;
        work.save_letter(&letter).await?;
        self.enter(work, letter.id, by, Event::Declined { fault: fault.clone() }).await?;
        let (sender, receiver) = (self.body(letter.sender).await?, self.body(letter.receiver).await?);
        let mut message = self.envelope(MessageKind::Declined, Some(&receiver.bin), &sender.bin);
        message.refusal = Some(WireRefusal { letter: letter.id, reason: fault.said.clone() });
        self.tell(work, &letter, Told::NotDelivered { fault }).await?;
        self.queue(work, letter.sender, Some(letter.id), &message).await?;
        let clerks = (letter.sender, [orda_base::Role::RecordsClerk].as_slice());
        self.notify(work, &letter, "edms-notice-not-delivered", clerks).await?;
        Ok(letter)
    }
}
