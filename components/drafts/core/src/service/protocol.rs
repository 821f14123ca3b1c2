//! The protocol of disagreements: begun, written and signed by both sides (385-17).

use super::Drafts;
use super::change::Change;
use super::signing::Prepared;
use super::stored::Stored;
use crate::fields::Check;
use crate::manifest::of_protocol;
use crate::policy::{Scene, may, may_read, side_of_editor, side_of_head};
use crate::{
    Action, BodyState, Dossier, DraftId, DraftRefusal, Event, Point, Protocol, ProtocolId, ProtocolLine,
    ProtocolSignature, ProtocolState, Side, SigningTask, Who,
};
use orda_base::{Access, Actor, BodyId, Error, FieldError, Operation, Result};

impl Drafts {
    /// Begins the protocol with `body` on this version, or gives the one there is (385-17, 385-17-b).
    ///
    /// # Errors
    /// Not found or forbidden for a third body; refused while the body has not refused this version.
    pub async fn start_protocol(
        &self,
        actor: &Actor,
        draft: DraftId,
        version: u32,
        body: BodyId,
    ) -> Result<ProtocolId> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::EditProtocol, Some(body))?;
        if let Some(begun) = change.dossier.protocol_with(body) {
            return Ok(begun.id);
        }
        disputed(&change.dossier, body)?;
        let by = editor(&change, body)?;
        let protocol = Protocol {
            id: ProtocolId::generate(&self.env),
            version,
            drafting_body: change.dossier.draft.body,
            approving_body: body,
            wording: 1,
            points: Vec::new(),
            changed_by: by.clone(),
            changed_at: change.now,
            signed_by_drafter: None,
            signed_by_approver: None,
            signs_first: None,
        };
        let id = protocol.id;
        change.work.save_protocol(draft, &protocol).await?;
        change.dossier.protocols.push(protocol);
        change.log(Some(by), Event::ProtocolStarted { body });
        self.finish(change, Access::done("draft", draft, Operation::Create).detail("protocol")).await?;
        Ok(id)
    }

    /// A protocol, of any version the actor may read (385-17-b).
    ///
    /// # Errors
    /// Not found for who may not read the version.
    pub async fn protocol(&self, actor: &Actor, draft: DraftId, id: ProtocolId) -> Result<ProtocolLine> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let readable: Vec<u32> =
            dossier.draft.versions.iter().filter(|v| may_read(actor, &dossier.draft, v)).map(|v| v.number).collect();
        for version in readable.into_iter().rev() {
            let protocols = self.store.protocols(draft, version).await?;
            if let Some(protocol) = protocols.into_iter().find(|p| p.id == id) {
                return self.protocol_line(actor, &dossier, protocol).await;
            }
        }
        Err(Error::NotFound)
    }

    /// A protocol with its names and what the actor may do with it.
    pub(super) async fn protocol_line(
        &self,
        actor: &Actor,
        dossier: &Dossier,
        protocol: Protocol,
    ) -> Result<ProtocolLine> {
        let state = protocol.state();
        let awaiting = match (&protocol.signed_by_drafter, &protocol.signed_by_approver) {
            (Some(_), None) => Some(Side::Approving),
            (None, Some(_)) => Some(Side::Drafting),
            _ => None,
        };
        let version = dossier.draft.current();
        let live = protocol.version == version.number && version.state.is_with_bodies();
        let scene = Scene { draft: &dossier.draft, version, body: Some(protocol.approving_body) };
        let may_edit =
            live && state != ProtocolState::SignedByBoth && may(actor, Action::EditProtocol, scene).is_allowed();
        let may_sign = side_of_head(actor, scene).filter(|side| live && protocol.can_sign(*side).is_ok());
        let body = self.body_ref(protocol.approving_body).await?;
        Ok(ProtocolLine { protocol, body, state, awaiting, may_edit, may_sign })
    }

    /// Saves the points; a signature given before is voided (385-17-c). `wording` is the one that was shown.
    ///
    /// # Errors
    /// Not found or forbidden for a third body; `Conflict` when somebody changed it meanwhile; refused once both sides
    /// have signed; field `points`.
    pub async fn save_protocol(
        &self,
        actor: &Actor,
        draft: DraftId,
        id: ProtocolId,
        wording: u32,
        points: Vec<Point>,
    ) -> Result<Protocol> {
        let mut change = self.change(actor, draft).await?;
        let (index, body) = find(&change, id)?;
        change.allow(Action::EditProtocol, Some(body))?;
        let protocol = change.dossier.protocols[index].clone();
        if protocol.wording != wording {
            return Err(Error::Conflict);
        }
        disputed(&change.dossier, body)?;
        self.check_points(&points)?;
        let by = editor(&change, body)?;
        let (next, voided) = protocol.change(points, by.clone(), change.now)?;
        change.work.save_protocol(draft, &next).await?;
        change.dossier.protocols[index] = next.clone();
        if next.wording != wording {
            change.log(Some(by), Event::ProtocolChanged { body, voided });
        }
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("protocol")).await?;
        Ok(next)
    }

    fn check_points(&self, points: &[Point]) -> Result<()> {
        let limits = &self.settings.limits;
        let mut check = Check::default();
        check.that(points.len() <= limits.points, || {
            FieldError::new("points", "drafts-field-too-many").with("limit", limits.points)
        });
        for (index, point) in points.iter().enumerate() {
            for (name, text) in [
                ("point", &point.point),
                ("drafter_view", &point.drafter_view),
                ("approver_view", &point.approver_view),
                ("outcome", &point.outcome),
            ] {
                check.at_most(&format!("points.{index}.{name}"), text, limits.statement);
            }
        }
        check.done()
    }

    /// What the head of a side is to sign.
    ///
    /// # Errors
    /// Not found or forbidden for who is head of neither side; refusals of the state.
    pub async fn protocol_signing(&self, actor: &Actor, draft: DraftId, id: ProtocolId) -> Result<SigningTask> {
        let dossier = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare_protocol(actor, &dossier, id, None).await?;
        self.task(&dossier, prepared).await
    }

    /// Who may, whether now, and the manifest; `shown` is the wording that was shown, where one was.
    async fn prepare_protocol(
        &self,
        actor: &Actor,
        dossier: &Dossier,
        id: ProtocolId,
        shown: Option<u32>,
    ) -> Result<Prepared> {
        let draft = &dossier.draft;
        let version = draft.current();
        let protocol = dossier.protocols.iter().find(|p| p.id == id).ok_or(Error::NotFound)?;
        let scene = Scene { draft, version, body: Some(protocol.approving_body) };
        may(actor, Action::SignProtocol, scene).check()?;
        let side = side_of_head(actor, scene).ok_or(Error::Forbidden)?;
        if shown.is_some_and(|wording| wording != protocol.wording) {
            return Err(Error::Conflict);
        }
        disputed(dossier, protocol.approving_body)?;
        protocol.can_sign(side)?;
        let stored = self.stored(dossier, version).await?;
        stored.intact(version)?;
        let Stored { parts, files, bins, .. } = stored;
        let manifest = of_protocol(draft, version, protocol, side, parts, &bins);
        Ok(Prepared { manifest, files, body: protocol.body_of(side) })
    }

    /// The head of a side signs the wording that was shown (385-17-c).
    ///
    /// # Errors
    /// Not found or forbidden for who is head of neither side; `Conflict` when the wording changed meanwhile; the failing
    /// step of the verification; refused while incomplete, and once this side or both have signed.
    pub async fn sign_protocol(
        &self,
        actor: &Actor,
        draft: DraftId,
        id: ProtocolId,
        wording: u32,
        cms: &[u8],
    ) -> Result<()> {
        let seen = self.store.dossier(draft).await?.ok_or(Error::NotFound)?;
        let prepared = self.prepare_protocol(actor, &seen, id, Some(wording)).await?;
        let (record, by) = self.accept(actor, &prepared, cms).await?;

        let mut change = self.change(actor, draft).await?;
        let (index, body) = find(&change, id)?;
        change.allow(Action::SignProtocol, Some(body))?;
        let protocol = change.dossier.protocols[index].clone();
        if protocol.wording != wording || change.dossier.draft.current().content != seen.draft.current().content {
            return Err(Error::Conflict);
        }
        disputed(&change.dossier, body)?;
        let side = side_of_head(actor, change.scene(Some(body))).ok_or(Error::Forbidden)?;
        let signature = ProtocolSignature { by: by.clone(), at: change.now, signature: record.id };
        let next = protocol.sign(side, signature)?;
        let both = next.state() == ProtocolState::SignedByBoth;
        let signed_for = next.body_of(side);
        change.work.add_signature(&record).await?;
        change.work.save_protocol(draft, &next).await?;
        change.dossier.protocols[index] = next;
        change.log(Some(by), Event::ProtocolSigned { body, signed_for, both });
        self.finish(change, Access::done("draft", draft, Operation::Sign).detail("protocol")).await
    }
}

/// Is there a disagreement: has the body refused this version, and is the version still with the bodies (385-17)?
fn disputed(dossier: &Dossier, body: BodyId) -> Result<(), DraftRefusal> {
    let version = dossier.draft.current();
    if !version.state.is_with_bodies() {
        return Err(DraftRefusal::WrongState { state: version.state.code() });
    }
    match version.approval(body) {
        Some(approval) if approval.state == BodyState::Refused => Ok(()),
        _ => Err(DraftRefusal::NotRefused),
    }
}

/// The protocol among those of the newest version, and its approving body.
fn find(change: &Change<'_>, id: ProtocolId) -> Result<(usize, BodyId)> {
    let index = change.dossier.protocols.iter().position(|p| p.id == id).ok_or(Error::NotFound)?;
    Ok((index, change.dossier.protocols[index].approving_body))
}

/// Who writes, for which side.
fn editor(change: &Change<'_>, body: BodyId) -> Result<Who> {
    let side = side_of_editor(change.actor, change.scene(Some(body))).ok_or(Error::Forbidden)?;
    let own = match side {
        Side::Drafting => change.dossier.draft.body,
        Side::Approving => body,
    };
    let person = change.actor.person().ok_or(Error::Forbidden)?;
    Ok(Who { person, name: change.actor.name().to_owned(), body: own, acting_for: None })
}
