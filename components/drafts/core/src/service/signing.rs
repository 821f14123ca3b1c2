//! What a head is to sign.

use super::Drafts;
use super::change::newest;
use super::stored::Stored;
use crate::manifest::of_version;
use crate::policy::{Scene, may};
use crate::{Action, Dossier, DraftId, DraftRefusal, DraftVersion, SigningTask};
use orda_base::{Actor, BodyId, Error, Result, Role};
use orda_documents::StoredFile;
use orda_signatures::{Manifest, Purpose};

/// Something to be signed.
pub(super) struct Prepared {
    pub manifest: Manifest,
    pub files: Vec<StoredFile>,
    pub body: BodyId,
}

impl Drafts {
    /// What the head is to sign: `action` is `Sign` or `Approve`; `body` says for which approving body, none for the only
    /// one of which the actor is head.
    ///
    /// # Errors
    /// Not found for who may not read the version; forbidden for who is not the head; refusals of the state.
    pub async fn signing(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        action: Action,
        body: Option<BodyId>,
    ) -> Result<SigningTask> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare(actor, &dossier, version, action, body).await?;
        self.task(&dossier, prepared).await
    }

    /// What is shown of it before it is signed.
    pub(super) async fn task(&self, dossier: &Dossier, prepared: Prepared) -> Result<SigningTask> {
        let current = dossier.draft.current();
        Ok(SigningTask {
            draft: dossier.draft.id,
            number: dossier.draft.number.clone(),
            version: current.number,
            title: current.content.title.clone(),
            purpose: prepared.manifest.purpose,
            body: self.body_ref(prepared.body).await?,
            files: prepared.files,
            manifest: prepared.manifest.to_bytes(),
        })
    }

    /// Who may, whether now, and the manifest.
    pub(super) async fn prepare(
        &self,
        actor: &Actor,
        dossier: &Dossier,
        number: u32,
        action: Action,
        body: Option<BodyId>,
    ) -> Result<Prepared> {
        let draft = &dossier.draft;
        let version = newest(actor, draft, number)?;
        let (purpose, body) = match action {
            Action::Sign => (Purpose::DraftSign, draft.body),
            _ => (Purpose::DraftApprove, body.or_else(|| headed(actor, version)).ok_or(Error::Forbidden)?),
        };
        may(actor, action, Scene { draft, version, body: Some(body) }).check()?;
        if action == Action::Sign {
            version.can_sign()?;
        } else {
            if !version.state.is_with_bodies() {
                return Err(decided_or_wrong(version, body).into());
            }
            let approval = version.approval(body).ok_or(Error::Forbidden)?;
            approval.can_decide(true, dossier.open_remarks(body), self.settings.personal_decision)?;
        }
        let stored = self.stored(dossier, version).await?;
        if action != Action::Sign {
            stored.intact(version)?;
        }
        let Stored { parts, files, bins, .. } = stored;
        let manifest = of_version(draft, version, body, purpose, parts, &bins);
        Ok(Prepared { manifest, files, body })
    }
}

/// Why a body cannot decide on a version that is not with the bodies any more.
pub(super) fn decided_or_wrong(version: &DraftVersion, body: BodyId) -> DraftRefusal {
    match version.approval(body) {
        Some(approval) if approval.state.is_decided() => DraftRefusal::AlreadyDecided,
        _ => DraftRefusal::WrongState { state: version.state.code() },
    }
}

/// The only approving body of the version of which the actor is head.
fn headed(actor: &Actor, version: &DraftVersion) -> Option<BodyId> {
    let mut all = version.approvals.iter().map(|a| a.body).filter(|b| actor.has(Role::HeadOfBody, *b));
    all.next().filter(|_| all.next().is_none())
}
