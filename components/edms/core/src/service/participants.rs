//! The administrator registers participants (385-5-7).

use super::Edms;
use crate::reference::Reference;
use crate::{Participant, ParticipantInput, Way, policy};
use orda_base::{Access, Actor, BodyId, Error, Operation, Result};
use orda_identity::Body;
use std::sync::Arc;

/// A body with how letters come to it.
#[derive(Debug, Clone)]
pub struct ParticipantLine {
    /// The body.
    pub body: Arc<Body>,
    /// How letters come to it.
    pub participant: Participant,
}

/// What the administrator sees of the exchange.
#[derive(Debug, Clone)]
pub struct ParticipantsPage {
    /// Every active body.
    pub lines: Vec<ParticipantLine>,
    /// The newest reference data.
    pub reference: Option<Reference>,
}

impl Edms {
    /// Every active body with how letters come to it. For administrators.
    ///
    /// # Errors
    /// Forbidden for anybody else.
    pub async fn participants(&self, actor: &Actor) -> Result<ParticipantsPage> {
        policy::may_administer(actor).check()?;
        let decided = self.store.participants().await?;
        let line = |body: Arc<Body>| {
            let participant = decided.iter().find(|p| p.body == body.id).cloned();
            ParticipantLine { participant: participant.unwrap_or_else(|| Participant::usual(body.id)), body }
        };
        let lines = self.directory.bodies().await?.into_iter().map(line).collect();
        Ok(ParticipantsPage { lines, reference: self.store.reference().await? })
    }

    /// One body with how letters come to it. For administrators.
    ///
    /// # Errors
    /// Forbidden for anybody else; not found.
    pub async fn participant(&self, actor: &Actor, body: BodyId) -> Result<ParticipantLine> {
        policy::may_administer(actor).check()?;
        let found = self.directory.body(body).await?.ok_or(Error::NotFound)?;
        let participant = self.store.participant(body).await?.unwrap_or_else(|| Participant::usual(body));
        Ok(ParticipantLine { body: found, participant })
    }

    /// Decides how letters come to a body. A system outside gets the reference data at once. For administrators.
    ///
    /// # Errors
    /// Forbidden for anybody else; not found; fields `way`, `url`, `format`, `key`.
    pub async fn decide(&self, actor: &Actor, body: BodyId, input: &ParticipantInput) -> Result<()> {
        policy::may_administer(actor).check()?;
        self.directory.body(body).await?.ok_or(Error::NotFound)?;
        let way = input.way(self.settings.plain_inside).map_err(Error::Invalid)?;
        let before = self.way(body).await?;
        let now = self.now();
        let detail = match &way {
            Way::Outside(endpoint) => format!("{} -> outside {}", before.code(), endpoint.url),
            _ => format!("{} -> {}", before.code(), way.code()),
        };
        let is_new = way.endpoint().is_some() && before.endpoint().is_none();
        let mut work = self.store.begin().await?;
        work.save_participant(&Participant { body, way, changed_at: Some(now) }).await?;
        let access = Access::done("edms_participant", body, Operation::Change).detail(detail);
        work.record(actor, now, &access).await?;
        work.commit().await?;
        let made = self.refresh_reference().await?;
        // A new version has gone to everybody already.
        if is_new && !made {
            self.send_reference(body).await?;
        }
        Ok(())
    }
}
