//! Where one component's port is another component's service.

use async_trait::async_trait;
use orda_base::{Actor, Env, Error, Language, PersonId, Result};
use orda_drafts::desk::Actors;
use orda_identity::{Directory, EdsLogin, Identity, ProvenIdentity, Sealer};
use orda_notifications::{Recipient, Recipients};
use orda_signatures::{MasterKey, Verifier};
use orda_web::{Nameplate, Nameplates};
use std::sync::{Arc, OnceLock, Weak};
use zeroize::Zeroizing;

/// Logging in by EDS, verified by the signatures component. Filled once both exist: the certifying centre asks the
/// directory who works where, and the directory's logins ask the centre who signed. Held weakly: in a ring each would keep
/// the others, and the database open, for ever.
#[derive(Default)]
pub struct LoginByEds(OnceLock<Weak<dyn Verifier>>);

impl LoginByEds {
    /// Joins the verifier; only the first call counts.
    pub fn join(&self, verifier: &Arc<dyn Verifier>) {
        let _ = self.0.set(Arc::downgrade(verifier));
    }
}

#[async_trait]
impl EdsLogin for LoginByEds {
    async fn verify(&self, content: &[u8], cms: &[u8]) -> Result<ProvenIdentity> {
        let verifier = self.0.get().and_then(Weak::upgrade).ok_or_else(|| Error::Unavailable("signatures".into()))?;
        let signer = verifier.identify(content, cms).await?.signer;
        Ok(ProvenIdentity { iin: signer.iin, bin: signer.bin })
    }
}

/// Addresses of people, for the outbox.
pub struct DirectoryRecipients(pub Arc<dyn Directory>);

#[async_trait]
impl Recipients for DirectoryRecipients {
    async fn address(&self, person: PersonId) -> Result<Option<Recipient>> {
        Ok(self.0.person(person).await?.filter(|p| p.active).map(|p| Recipient {
            email: p.email.clone(),
            language: p.language,
            name: p.name.full(),
        }))
    }
}

/// People with the roles of this moment, for what is asked without a session.
pub struct DirectoryActors(pub Arc<Identity>);

#[async_trait]
impl Actors for DirectoryActors {
    async fn actor(&self, person: PersonId) -> Result<Option<Actor>> {
        self.0.actor_of(person).await
    }
}

/// What the menu of a person says.
pub struct DirectoryNameplates(pub Arc<Identity>);

#[async_trait]
impl Nameplates for DirectoryNameplates {
    async fn nameplate(&self, actor: &Actor, language: Language) -> Option<Nameplate> {
        let directory: &dyn Directory = self.0.as_ref();
        let card = directory.person(actor.person()?).await.ok()??;
        let acting = actor.memberships.iter().find(|m| m.acting_for.is_some());
        let acting_for = match acting.and_then(|m| m.acting_for) {
            Some(person) => directory.person(person).await.ok()?.map(|p| p.name.short()),
            None => None,
        };
        let body = match acting.or_else(|| actor.memberships.iter().find(|m| m.body.is_some())).and_then(|m| m.body) {
            Some(body) => directory.body(body).await.ok()?.map(|b| b.short_name.get(language).to_owned()),
            None => None,
        };
        Some(Nameplate {
            name: card.name.short(),
            position: card.position.get(language).to_owned(),
            body: body.unwrap_or_default(),
            acting_for,
        })
    }
}

/// Seals what the identity must read again, under a key of the installation.
pub struct MasterSeals(pub MasterKey);

impl Sealer for MasterSeals {
    fn seal(&self, env: &Env, secret: &[u8], context: &[u8]) -> Result<Vec<u8>> {
        self.0.seal(env, secret, context)
    }

    fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        self.0.unseal(sealed, context)
    }
}
