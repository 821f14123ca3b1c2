//! Putting a record into operation, and withdrawing it (217-a17.3).

use super::Registry;
use crate::input::reason;
use crate::{By, Event, FindingKind, Kind, RecordId, State, Stop, missing, refusal};
use orda_base::{Actor, Error, FieldError, Result};

impl Registry {
    /// Puts a record into operation; an information system is linked to its attestation.
    ///
    /// # Errors
    /// Not found, forbidden; everything that is missing, as wrong fields; refused when it was put into operation before.
    pub async fn put_into_operation(&self, actor: &Actor, id: RecordId) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        if held.record.state != State::NotInOperation {
            return Err(refusal::state());
        }
        let missing = missing(&held.record, held.now.date());
        if !missing.is_empty() {
            return Err(Error::Invalid(missing.iter().map(FieldError::from).collect()));
        }
        let attestation = held.record.standing(FindingKind::Attestation).filter(|_| held.record.kind == Kind::System);
        let (linked, about) = attestation.map(|found| (found.id, found.number.clone())).unzip();
        held.record.attestation = linked;
        held.record.state = State::InOperation;
        held.record.in_operation_since = Some(held.now);
        // An audit may have been carried out before.
        held.record.audit_due.get_or_insert(self.settings.next_audit(held.now.date()));
        held.finish(actor, Event::Operated, &about.unwrap_or_default()).await
    }

    /// Withdraws a record from operation, or from the register before it came into operation. Nothing of it changes after that.
    ///
    /// # Errors
    /// Not found, forbidden; no reason; refused when it was withdrawn before.
    pub async fn withdraw(&self, actor: &Actor, id: RecordId, why: &str) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        let reason = reason(why)?;
        held.record.state = State::Withdrawn;
        held.record.withdrawn = Some(Stop { by: By::of(actor), at: held.now, reason: reason.clone() });
        held.finish(actor, Event::Withdrawn, &reason).await
    }
}
