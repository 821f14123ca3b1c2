//! What several use cases share: bodies and their ways, messages, entries, results, notices.

use super::Edms;
use crate::message::CENTRE;
use crate::ports::{Delivering, EdmsWork, OutMessage, StoredResult, Told};
use crate::{EdmsRefusal, Entry, Event, Letter, LetterId, LetterKind, Message, MessageKind, ResultId, Way};
use orda_base::{BodyId, Error, LocalizedText, Result, Role, Timestamp};
use orda_identity::Body;
use orda_notifications::Notice;
use std::sync::Arc;

/// The kinds of notices of the exchange, for the check that no text is missing.
pub const NOTICES: [&str; 2] = ["edms-notice-letter", "edms-notice-not-delivered"];

impl Edms {
    /// How letters come to a body.
    pub(super) async fn way(&self, body: BodyId) -> Result<Way> {
        Ok(self.store.participant(body).await?.map_or(Way::Portal, |p| p.way))
    }

    /// The same within a unit of work.
    pub(super) async fn way_in(&self, work: &mut dyn EdmsWork, body: BodyId) -> Result<Way> {
        Ok(work.participant(body).await?.map_or(Way::Portal, |p| p.way))
    }

    /// A body that must be there.
    pub(super) async fn body(&self, id: BodyId) -> Result<Arc<Body>> {
        self.directory.body(id).await?.ok_or_else(|| EdmsRefusal::UnknownReceiver.into())
    }

    /// The active body with this BIN.
    pub(super) async fn body_of_bin(&self, bin: &str) -> Result<Option<Arc<Body>>> {
        Ok(self.directory.bodies().await?.into_iter().find(|b| b.bin == bin))
    }

    /// Is there somebody in the portal who takes what comes to this body: a records clerk, and for what comes about its own
    /// drafts or to the Chancellery those who work on them?
    pub(super) async fn has_taker(&self, body: BodyId, kind: LetterKind) -> Result<bool> {
        let roles: &[Role] = match kind {
            LetterKind::Cover | LetterKind::Official => &[Role::RecordsClerk],
            LetterKind::Chancellery => &[Role::RecordsClerk, Role::ControlOfficer],
            LetterKind::Refusal | LetterKind::NotAccepted => &[Role::RecordsClerk, Role::Drafter],
        };
        if !self.directory.body(body).await?.is_some_and(|b| b.active) {
            return Ok(false);
        }
        for role in roles {
            if !self.directory.holders(*role, Some(body)).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// An envelope from `from` (none: the centre itself) to `to`; its part is filled in by the caller.
    pub(super) fn envelope(&self, kind: MessageKind, from: Option<&str>, to: &str) -> Message {
        Message::new(&self.env, kind, from.unwrap_or(CENTRE).to_owned(), to.to_owned())
    }

    /// Queues a message to the document system of a body that has one; nothing for any other.
    pub(super) async fn queue(
        &self,
        work: &mut dyn EdmsWork,
        receiver: BodyId,
        letter: Option<LetterId>,
        message: &Message,
    ) -> Result<()> {
        let Way::Outside(endpoint) = self.way_in(work, receiver).await? else { return Ok(()) };
        let now = self.env.now();
        let bytes = String::from_utf8(message.write(endpoint.format)).map_err(Error::internal)?;
        work.enqueue(&OutMessage {
            id: message.id,
            receiver,
            kind: message.kind,
            letter,
            format: endpoint.format,
            bytes,
            state: Delivering::Waiting,
            attempts: 0,
            since: now,
            next_at: now,
            last_error: String::new(),
            created_at: now,
            sent_at: None,
        })
        .await
    }

    /// Enters something into the way of a letter.
    pub(super) async fn enter(&self, work: &mut dyn EdmsWork, letter: LetterId, by: &str, event: Event) -> Result<()> {
        work.add_entries(letter, &[Entry { at: self.env.now(), by: by.to_owned(), event }]).await
    }

    /// Keeps a result for the component from which the letter came, if it came from one.
    pub(super) async fn tell(&self, work: &mut dyn EdmsWork, letter: &Letter, told: Told) -> Result<()> {
        if letter.host.is_empty() {
            return Ok(());
        }
        let result = StoredResult { id: ResultId::generate(&self.env), letter: letter.id, told };
        work.add_result(&letter.host, &result, self.env.now()).await
    }

    /// Tells the people of `body` with one of the roles. A component that hosts a letter tells them itself.
    pub(super) async fn notify(
        &self,
        work: &mut dyn EdmsWork,
        letter: &Letter,
        kind: &'static str,
        (body, roles): (BodyId, &[Role]),
    ) -> Result<()> {
        if !letter.host.is_empty() {
            return Ok(());
        }
        let other = if body == letter.receiver { letter.sender } else { letter.receiver };
        let other = self.directory.body(other).await?.map(|b| b.name.clone()).unwrap_or_default();
        let number = LocalizedText { kk: letter.outgoing.number.clone(), ..LocalizedText::default() };
        let mut notices: Vec<Notice> = Vec::new();
        for role in roles {
            for person in self.directory.holders(*role, Some(body)).await? {
                if notices.iter().all(|n| n.recipient != person.id) {
                    notices.push(Notice {
                        recipient: person.id,
                        kind,
                        args: vec![
                            ("number", number.clone()),
                            ("title", letter.title.clone()),
                            ("body", other.clone()),
                        ],
                        link: format!("/letters/{}", letter.id),
                        needs_action: true,
                    });
                }
            }
        }
        work.notify(&notices).await
    }

    pub(super) fn now(&self) -> Timestamp {
        self.env.now()
    }
}
