//! The centre passes a letter on: into the register of a body in the portal, or to its document system.

use super::Edms;
use crate::message::WireLetter;
use crate::ports::{Delivering, EdmsWork, OutMessage, Told};
use crate::{Event, Fault, FaultKind, Letter, LetterKind, MessageKind, Way};
use orda_base::{Result, Role};

impl Edms {
    /// Passes on a letter that waits; answers it as it then stands, saved.
    pub(super) async fn pass(&self, work: &mut dyn EdmsWork, letter: Letter) -> Result<Letter> {
        if self.way_in(work, letter.sender).await? == Way::None {
            return self.failed(work, letter, Fault::new(FaultKind::NotJoined, "")).await;
        }
        match self.way_in(work, letter.receiver).await? {
            Way::None => self.failed(work, letter, Fault::new(FaultKind::NotJoined, "")).await,
            Way::Portal if !self.has_taker(letter.receiver, letter.kind).await? => {
                self.failed(work, letter, Fault::new(FaultKind::NoClerk, "")).await
            }
            Way::Portal => self.arrived(work, letter).await,
            Way::Outside(_) => {
                work.save_letter(&letter).await?;
                if self.queued_before(work, &letter).await? {
                    return Ok(letter);
                }
                let (sender, receiver) = (self.body(letter.sender).await?, self.body(letter.receiver).await?);
                let mut message = self.envelope(MessageKind::Letter, Some(&sender.bin), &receiver.bin);
                message.letter = Some(WireLetter::of(&letter, &sender.bin, &receiver.bin));
                self.queue(work, letter.receiver, Some(letter.id), &message).await?;
                Ok(letter)
            }
        }
    }

    /// A letter sent again goes in the message in which it went before: the receiver knows it by its id.
    async fn queued_before(&self, work: &mut dyn EdmsWork, letter: &Letter) -> Result<bool> {
        let Some(before) = work.carrying(letter.id).await? else { return Ok(false) };
        if before.state == Delivering::Failed {
            let now = self.now();
            work.to_end(before.id, before.receiver).await?;
            let again = OutMessage { state: Delivering::Waiting, attempts: 0, since: now, next_at: now, ..before };
            work.save_message(&again).await?;
        }
        Ok(true)
    }

    /// The letter is with the receiver.
    pub(super) async fn arrived(&self, work: &mut dyn EdmsWork, letter: Letter) -> Result<Letter> {
        let before = letter.state;
        let letter = letter.delivered(self.now());
        if letter.state == before {
            return Ok(letter);
        }
        work.save_letter(&letter).await?;
        self.enter(work, letter.id, "", Event::Delivered).await?;
        self.tell(work, &letter, Told::Delivered).await?;
        let roles: &[Role] =
            if letter.kind.gives_reason() { &[Role::RecordsClerk, Role::Drafter] } else { &[Role::RecordsClerk] };
        if self.way_in(work, letter.receiver).await? == Way::Portal {
            self.notify(work, &letter, "edms-notice-letter", (letter.receiver, roles)).await?;
        }
        Ok(letter)
    }

    /// The letter could not be delivered: the sender is told (217-a31.7).
    pub(super) async fn failed(&self, work: &mut dyn EdmsWork, letter: Letter, fault: Fault) -> Result<Letter> {
        if letter.state.has_arrived() {
            return Ok(letter);
        }
        let letter = letter.not_delivered(fault.clone(), self.now());
        work.save_letter(&letter).await?;
        self.enter(work, letter.id, "", Event::NotDelivered { fault: fault.clone() }).await?;
        self.tell(work, &letter, Told::NotDelivered { fault }).await?;
        let clerks = (letter.sender, [Role::RecordsClerk].as_slice());
        self.notify(work, &letter, "edms-notice-not-delivered", clerks).await?;
        Ok(letter)
    }

    /// Marks the letter that `answer` answers; "not accepted" rejects it (385-20-e).
    pub(super) async fn answered(&self, work: &mut dyn EdmsWork, answer: &Letter) -> Result<()> {
        let Some(id) = answer.in_reply_to else { return Ok(()) };
        let Some(original) = work.lock_letter(id).await? else { return Ok(()) };
        if (original.sender, original.receiver) != (answer.receiver, answer.sender) {
            return Ok(());
        }
        self.enter(work, id, "", Event::Answered { by: answer.id }).await?;
        if answer.from_outside {
            self.tell(work, &original, Told::Answered { by: answer.id }).await?;
        }
        if answer.kind == LetterKind::NotAccepted {
            let fault = Fault::new(FaultKind::NotAccepted, &answer.text);
            let rejected = original.rejected(fault.clone(), self.now());
            work.save_letter(&rejected).await?;
            self.enter(work, id, &answer.signer, Event::Rejected { fault }).await?;
        }
        Ok(())
    }
}
