//! Registers and cards of letters.

use super::Edms;
use crate::ports::OutMessage;
use crate::{Entry, Letter, LetterId, LetterQuery, LetterState, policy};
use orda_base::{Actor, Error, LocalizedText, Page, Result};
use orda_identity::Body;
use std::sync::Arc;

/// The card of a letter.
#[derive(Debug, Clone)]
pub struct LetterCard {
    /// The letter.
    pub letter: Letter,
    /// The sender's name.
    pub sender: LocalizedText,
    /// The receiver's name.
    pub receiver: LocalizedText,
    /// Its way, oldest first.
    pub entries: Vec<Entry>,
    /// The letter that it answers, if the reader may see it.
    pub answers_to: Option<Letter>,
    /// Letters that answer it and that the reader may see.
    pub answers: Vec<Letter>,
    /// The message that carries it to a document system, for who may see the sender's side.
    pub carried: Option<OutMessage>,
    /// May the reader register it now?
    pub may_register: bool,
    /// May the reader refuse to register it now?
    pub may_decline: bool,
    /// May the reader send it again now?
    pub may_send_again: bool,
}

impl Edms {
    /// A page of a register.
    ///
    /// # Errors
    /// Not authenticated for nobody known.
    pub async fn letters(&self, actor: &Actor, query: &LetterQuery) -> Result<Page<Letter>> {
        if !actor.is_known() {
            return Err(Error::Unauthenticated);
        }
        self.store.letters(&policy::scope(actor, query), query).await
    }

    /// The first rows of a register, to be exported.
    ///
    /// # Errors
    /// As [`Self::letters`].
    pub async fn export(&self, actor: &Actor, query: &LetterQuery, limit: u32) -> Result<Vec<Letter>> {
        if !actor.is_known() {
            return Err(Error::Unauthenticated);
        }
        self.store.rows(&policy::scope(actor, query), query, limit).await
    }

    /// Every active body, by Kazakh name: for filters and choices.
    pub async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        self.directory.bodies().await
    }

    /// The card of a letter.
    ///
    /// # Errors
    /// Not found for who may not read it.
    pub async fn card(&self, actor: &Actor, id: LetterId) -> Result<LetterCard> {
        let letter = self.store.letter(id).await?.filter(|l| policy::may_read(actor, l)).ok_or(Error::NotFound)?;
        let name = |body: Option<Arc<Body>>| body.map(|b| b.name.clone()).unwrap_or_default();
        let answers_to = match letter.in_reply_to {
            Some(id) => self.store.letter(id).await?.filter(|l| policy::may_read(actor, l)),
            None => None,
        };
        let mut answers = self.store.answers(id).await?;
        answers.retain(|l| policy::may_read(actor, l));
        let sees_sender = actor.in_body(letter.sender);
        let may_register = policy::may_register(actor, &letter).is_allowed()
            && letter.incoming.is_none()
            && matches!(letter.state, LetterState::Delivered | LetterState::Rejected);
        let may_decline = may_register && letter.host.is_empty() && letter.state == LetterState::Delivered;
        let may_send_again = policy::may_send_again(actor, &letter).is_allowed()
            && letter.state == LetterState::NotDelivered
            && letter.host.is_empty()
            && !letter.from_outside;
        Ok(LetterCard {
            sender: name(self.directory.body(letter.sender).await?),
            receiver: name(self.directory.body(letter.receiver).await?),
            entries: self.store.entries(id).await?,
            carried: if sees_sender { self.store.carrying(id).await? } else { None },
            answers_to,
            answers,
            may_register,
            may_decline,
            may_send_again,
            letter,
        })
    }
}
