//! The gate to the Chancellery: the approval of every listed head, each signature verified anew (385-19, 385-19-b).

use super::Drafts;
use super::believed::Belief;
use super::stored::Stored;
use crate::letters::path;
use crate::manifest::{of_protocol, of_version};
use crate::policy::{Scene, may, may_read};
use crate::{
    Action, BodyApproval, BodyState, Dossier, DraftId, DraftRefusal, Event, Integrity, Letter, LetterId, LetterKind,
    Missing, MissingWhy, ProtocolState, VersionState,
};
use orda_base::{Access, Actor, Error, Operation, Result, Role};
use orda_signatures::{Manifest, Purpose};

impl Drafts {
    /// A drafter sends the newest version to the Chancellery; its control officers are told (385-19-b).
    ///
    /// # Errors
    /// Not found or forbidden for anybody outside the drafting body; refused while a body is missing (all are named), a
    /// signature does not verify, or the draft is there already.
    pub async fn send_to_chancellery(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<()> {
        // Signatures are verified before the draft is taken hold of: nobody waits for it.
        let seen = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        Self::gate(actor, &seen, version)?;
        let stored = self.stored(&seen, seen.draft.current()).await?;
        refuse_missing(actor, &self.missing(&seen, &stored, Belief::Nothing).await?)?;
        let chancellery = self.directory.chancellery().await?.ok_or(DraftRefusal::NoChancellery)?;

        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::SendToChancellery, None)?;
        // What was verified must be what is there now: the revision grew only by taking hold.
        if change.dossier.draft.revision != seen.draft.revision + 1 {
            Self::gate(actor, &change.dossier, version)?;
            return Err(Error::Conflict);
        }
        let (now, own) = (change.now, change.dossier.draft.body);
        let by = change.who(Role::Drafter, own)?;
        let (words, _) = self.offered(&change.dossier, LetterKind::Chancellery).await?;
        let letter = Letter {
            id: LetterId::generate(&self.env),
            kind: LetterKind::Chancellery,
            version,
            sender: own,
            addressee: chancellery.id,
            number: words.number,
            date: now.date(),
            title: words.title,
            text: words.text,
            signer: words.signer,
            link: path(draft, version),
            sent_by: by.clone(),
            sent_at: now,
            late: false,
        };
        change.work.add_letter(draft, &letter).await?;
        change.advance(|v| v.to_chancellery(chancellery.id, now))?;
        change.log(Some(by), Event::SentToChancellery);
        let access =
            Access::done("draft", draft, Operation::Send).detail(format!("version {version} to the Chancellery"));
        self.finish(change, access).await
    }

    /// Who may, and whether it was sent for approval and is not there yet.
    fn gate(actor: &Actor, dossier: &Dossier, number: u32) -> Result<()> {
        let draft = &dossier.draft;
        let asked = draft.version(number).ok_or(Error::NotFound)?;
        if !may_read(actor, draft, asked) {
            return Err(Error::NotFound);
        }
        let version = draft.current();
        if version.number != number {
            return Err(DraftRefusal::Superseded { current: version.number }.into());
        }
        may(actor, Action::SendToChancellery, Scene { draft, version, body: None }).check()?;
        match version.state {
            VersionState::AtChancellery => Err(DraftRefusal::AlreadyAtChancellery.into()),
            state if state.is_editable() => Err(DraftRefusal::WrongState { state: state.code() }.into()),
            _ => Ok(()),
        }
    }

    /// What bars the Chancellery, body by body; every signature is verified anew over the bytes as they are stored now.
    /// A breach of the drafter's own signature counts against the drafting body.
    pub(super) async fn missing(&self, dossier: &Dossier, stored: &Stored, belief: Belief) -> Result<Vec<Missing>> {
        let draft = &dossier.draft;
        let version = draft.current();
        let Stored { parts, bins, .. } = stored;
        let mut missing = Vec::new();
        if !self.own_signature_holds(dossier, stored, belief).await? {
            missing.push(Missing { body: self.body_ref(draft.body).await?, why: MissingWhy::SignatureInvalid });
        }
        for body in &version.content.approving_bodies {
            let why = match version.approval(*body) {
                None => Some(MissingWhy::NoDecision),
                Some(approval) => {
                    let manifest = of_version(draft, version, *body, Purpose::DraftApprove, parts.clone(), bins);
                    self.why_missing(approval, dossier, stored, &manifest, belief).await?
                }
            };
            if let Some(why) = why {
                missing.push(Missing { body: self.body_ref(*body).await?, why });
            }
        }
        Ok(missing)
    }

    /// Does the signature of the drafting body's head still verify over the bytes as they are stored now?
    async fn own_signature_holds(&self, dossier: &Dossier, stored: &Stored, belief: Belief) -> Result<bool> {
        let draft = &dossier.draft;
        let version = draft.current();
        let Stored { parts, signatures, bins, .. } = stored;
        let own = of_version(draft, version, draft.body, Purpose::DraftSign, parts.clone(), bins);
        let signed = version.signed.as_ref().and_then(|s| signatures.iter().find(|r| r.id == s.signature));
        let Some(record) = signed.filter(|_| stored.integrity(version) == Integrity::Intact) else { return Ok(false) };
        self.still_verifies(record, &own.to_bytes(), &own.body_bin, belief).await
    }

    /// Refuses unless the signature of the drafting body's head verifies anew: nothing goes out on a forged one (385-62-e).
    pub(super) async fn require_own_signature(&self, actor: &Actor, dossier: &Dossier) -> Result<()> {
        let stored = self.stored(dossier, dossier.draft.current()).await?;
        if self.own_signature_holds(dossier, &stored, Belief::Nothing).await? {
            return Ok(());
        }
        let body = self.body_ref(dossier.draft.body).await?.short_name.get(actor.language).to_owned();
        Err(DraftRefusal::SignatureInvalid { body }.into())
    }

    async fn why_missing(
        &self,
        approval: &BodyApproval,
        dossier: &Dossier,
        stored: &Stored,
        manifest: &Manifest,
        belief: Belief,
    ) -> Result<Option<MissingWhy>> {
        match approval.state {
            BodyState::Approved => {
                let kept = approval.decision.as_ref().and_then(|d| {
                    let record = stored.signatures.iter().find(|r| Some(r.id) == d.signature)?;
                    Self::belongs(record, approval.body, d.at).then_some(record)
                });
                let holds = match kept {
                    Some(record) => {
                        self.still_verifies(record, &manifest.to_bytes(), &manifest.body_bin, belief).await?
                    }
                    None => false,
                };
                Ok((!holds).then_some(MissingWhy::SignatureInvalid))
            }
            BodyState::Refused => {
                let protocol =
                    dossier.protocol_with(approval.body).filter(|p| p.state() == ProtocolState::SignedByBoth);
                let Some(protocol) = protocol else { return Ok(Some(MissingWhy::Refused)) };
                if !self.settings.protocol_replaces_approval {
                    return Ok(Some(MissingWhy::RefusedWithProtocol));
                }
                let holds = self.protocol_holds(protocol, dossier, stored, belief).await?;
                Ok((!holds).then_some(MissingWhy::SignatureInvalid))
            }
            _ => Ok(Some(MissingWhy::NoDecision)),
        }
    }

    /// Do both signatures of a protocol still verify?
    async fn protocol_holds(
        &self,
        protocol: &crate::Protocol,
        dossier: &Dossier,
        stored: &Stored,
        belief: Belief,
    ) -> Result<bool> {
        let draft = &dossier.draft;
        for side in [crate::Side::Drafting, crate::Side::Approving] {
            let manifest = of_protocol(draft, draft.current(), protocol, side, stored.parts.clone(), &stored.bins);
            let signed =
                protocol.signature_of(side).ok_or_else(|| Error::internal("a signed protocol without signature"))?;
            let holds = match stored.signatures.iter().find(|r| r.id == signed.signature) {
                Some(record) => {
                    // Signed before protocols had a purpose of their own: the same words under another purpose.
                    let manifest = Manifest { purpose: record.purpose, ..manifest };
                    self.still_verifies(record, &manifest.to_bytes(), &manifest.body_bin, belief).await?
                }
                None => false,
            };
            if !holds {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A signature that does not verify goes before everything else: it says that something is wrong, not only late.
fn refuse_missing(actor: &Actor, missing: &[Missing]) -> Result<()> {
    let name = |m: &Missing| m.body.short_name.get(actor.language).to_owned();
    if let Some(bad) = missing.iter().find(|m| m.why == MissingWhy::SignatureInvalid) {
        return Err(DraftRefusal::SignatureInvalid { body: name(bad) }.into());
    }
    if missing.is_empty() {
        return Ok(());
    }
    let bodies = missing.iter().map(name).collect::<Vec<_>>().join(", ");
    Err(DraftRefusal::NotApprovedByAll { bodies, count: missing.len() }.into())
}
