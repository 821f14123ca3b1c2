//! Before a page of a verb is shown: may this reader do it now? The use case decides again when the form comes back.

use orda_base::{BodyId, Error, Role};
use orda_drafts::{Action, Card, DraftRefusal};
use orda_web::{Ui, WebError};

/// Nothing when the card offers the action; else why not: a newer version, the state, or no right.
///
/// # Errors
/// [`DraftRefusal::Superseded`], [`DraftRefusal::WrongState`], [`Error::Forbidden`].
pub(crate) fn offered(ui: &Ui, card: &Card, action: Action, body: Option<BodyId>) -> Result<(), WebError> {
    if card.offers.iter().any(|o| o.action == action && (body.is_none() || o.body == body)) {
        return Ok(());
    }
    if card.version < card.current {
        return Err(Error::from(DraftRefusal::Superseded { current: card.current }).into());
    }
    let (role, of) = match action {
        Action::Sign => (Role::HeadOfBody, Some(card.body.id)),
        Action::Register | Action::PassToHead => (Role::RecordsClerk, body),
        Action::NameRepresentatives | Action::Approve | Action::Refuse | Action::SendRefusalLetter => {
            (Role::HeadOfBody, body)
        }
        Action::Check
        | Action::RejectByChancellery
        | Action::PassToUnits
        | Action::PutOnAgenda
        | Action::StartVote
        | Action::CloseVote
        | Action::SetFinalStatus => {
            // Of those who read the draft only the control officers of its Chancellery hold this role.
            (Role::ControlOfficer, ui.actor().bodies_with(Role::ControlOfficer).next())
        }
        Action::GiveOpinion => {
            (Role::ChancelleryUnitOfficer, ui.actor().bodies_with(Role::ChancelleryUnitOfficer).next())
        }
        Action::Remark | Action::SettleRemark => {
            let person = ui.actor().person();
            let named = card.bodies.iter().filter_map(|line| line.approval.as_ref());
            let is_named = person.is_some_and(|person| named.into_iter().any(|a| a.represents(person)));
            return Err(if is_named { wrong_state(card, body) } else { Error::Forbidden }.into());
        }
        _ => (Role::Drafter, Some(card.body.id)),
    };
    if of.is_none_or(|of| !ui.actor().has(role, of)) {
        return Err(Error::Forbidden.into());
    }
    Err(wrong_state(card, body).into())
}

fn wrong_state(card: &Card, body: Option<BodyId>) -> Error {
    let line = card.bodies.iter().find(|line| Some(line.body.id) == body);
    let state = line.and_then(|l| l.approval.as_ref()).map_or(card.state.code(), |a| a.state.code());
    DraftRefusal::WrongState { state }.into()
}
