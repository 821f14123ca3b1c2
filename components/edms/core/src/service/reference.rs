//! Keeping reference data in step (385-5-7).

use super::Edms;
use crate::message::{WireBody, WireReference};
use crate::ports::EdmsWork;
use crate::reference::{Reference, bodies, digest};
use crate::{MessageKind, Way};
use orda_base::{BodyId, Result};

impl Edms {
    /// Makes a new version of the reference data when anything in it has changed and queues it to every system outside;
    /// answers whether it did. Called at intervals and after each change of participants.
    pub async fn refresh_reference(&self) -> Result<bool> {
        let participants = self.store.participants().await?;
        let list = bodies(&self.directory.bodies().await?, &participants);
        let last = self.store.reference().await?;
        if last.as_ref().is_some_and(|r| digest(&r.bodies) == digest(&list)) {
            return Ok(false);
        }
        let version = last.map_or(1, |r| r.version + 1);
        let reference = Reference { version, made_at: self.now(), bodies: list };
        let mut work = self.store.begin().await?;
        if !work.insert_reference(&reference).await? {
            return Ok(false);
        }
        for participant in participants.iter().filter(|p| matches!(p.way, Way::Outside(_))) {
            self.queue_reference(&mut *work, participant.body, &reference).await?;
        }
        work.commit().await?;
        Ok(true)
    }

    /// Queues the newest reference data to one system outside.
    pub(super) async fn send_reference(&self, body: BodyId) -> Result<()> {
        let Some(reference) = self.store.reference().await? else { return Ok(()) };
        let mut work = self.store.begin().await?;
        self.queue_reference(&mut *work, body, &reference).await?;
        work.commit().await
    }

    async fn queue_reference(&self, work: &mut dyn EdmsWork, body: BodyId, reference: &Reference) -> Result<()> {
        let to = self.body(body).await?;
        let mut message = self.envelope(MessageKind::Reference, None, &to.bin);
        message.reference = Some(WireReference {
            version: reference.version.to_string(),
            bodies: reference
                .bodies
                .iter()
                .map(|b| WireBody {
                    bin: b.bin.clone(),
                    name: (&b.name).into(),
                    short_name: (&b.short_name).into(),
                    kind: b.kind.clone(),
                    joined: if b.joined { "yes" } else { "no" }.to_owned(),
                })
                .collect(),
        });
        self.queue(work, body, None, &message).await
    }
}
