//! Deliveries that failed, and sending again by hand (385-15-d).

use super::Edms;
use crate::ports::{Delivering, OutMessage};
use crate::{EdmsRefusal, Event, Letter, LetterId, LetterState, MessageId, MessageKind, policy};
use orda_base::{Access, Actor, Error, Operation, Page, PageRequest, Result};

impl Edms {
    /// Messages in one state; without one, those that did not arrive yet. For administrators.
    ///
    /// # Errors
    /// Forbidden for anybody else.
    pub async fn deliveries(
        &self,
        actor: &Actor,
        state: Option<Delivering>,
        page: PageRequest,
    ) -> Result<Page<OutMessage>> {
        policy::may_administer(actor).check()?;
        self.store.deliveries(state, page).await
    }

    /// Sends a message again at once: it keeps id and bytes, so that nothing comes twice. One that was given up goes to the
    /// end of the queue. For administrators.
    ///
    /// # Errors
    /// Forbidden for anybody else; not found; refused for one that was acknowledged.
    pub async fn resend(&self, actor: &Actor, id: MessageId) -> Result<()> {
        policy::may_administer(actor).check()?;
        let mut work = self.store.begin().await?;
        let asked = work.lock_message(id).await?.ok_or(Error::NotFound)?;
        if asked.state == Delivering::Sent {
            return Err(EdmsRefusal::AlreadyDelivered.into());
        }
        if let Some(letter) = asked.letter.filter(|_| asked.kind == MessageKind::Letter) {
            let letter = work.lock_letter(letter).await?.ok_or(Error::NotFound)?;
            if letter.state == LetterState::NotDelivered {
                self.enter(&mut *work, letter.id, actor.name(), Event::Again).await?;
                work.save_letter(&letter.again(self.now())?).await?;
            }
        }
        let now = self.now();
        if asked.state == Delivering::Failed {
            work.to_end(id, asked.receiver).await?;
        }
        let again = OutMessage { state: Delivering::Waiting, attempts: 0, since: now, next_at: now, ..asked };
        work.save_message(&again).await?;
        let access = Access::done("edms_message", id, Operation::Send).detail("again");
        work.record(actor, now, &access).await?;
        work.commit().await
    }

    /// A records clerk of the sending body sends an official letter again that was not delivered; it stays one letter.
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused for a letter that arrived, and for one of another component.
    pub async fn send_again(&self, actor: &Actor, id: LetterId) -> Result<Letter> {
        let mut work = self.store.begin().await?;
        let letter = work.lock_letter(id).await?.ok_or(Error::NotFound)?;
        policy::may_send_again(actor, &letter).check()?;
        if !letter.host.is_empty() || letter.from_outside {
            return Err(EdmsRefusal::Hosted.into());
        }
        let letter = letter.again(self.now())?;
        self.enter(&mut *work, id, actor.name(), Event::Again).await?;
        let letter = self.pass(&mut *work, letter).await?;
        let access = Access::done("letter", id, Operation::Send).detail("again");
        work.record(actor, self.now(), &access).await?;
        work.commit().await?;
        Ok(letter)
    }
}
