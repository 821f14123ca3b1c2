//! Who may do what in the exchange. Pure: everything it needs is passed in.
//!
//! The records clerk and the head of a body see all its letters. A drafter sees what the own body sent, and the answers;
//! the letters that came to it are not the drafter's. What has not arrived is not seen by the receiver.

use crate::{Letter, LetterQuery, Register, Scope};
use orda_base::{Actor, BodyId, Identity, Permission, Role};

/// Roles that see every letter of their body.
const WHOLE: [Role; 3] = [Role::RecordsClerk, Role::HeadOfBody, Role::ControlOfficer];

/// May `actor` read this letter?
pub fn may_read(actor: &Actor, letter: &Letter) -> bool {
    let whole = |body| WHOLE.iter().any(|role| actor.has(*role, body));
    let sent = whole(letter.sender) || actor.has(Role::Drafter, letter.sender);
    let came = letter.state.has_arrived()
        && (whole(letter.receiver) || (letter.kind.gives_reason() && actor.has(Role::Drafter, letter.receiver)));
    sent || came
}

/// May `actor` register this letter or refuse to? Only a records clerk of the receiving body (385-16).
pub fn may_register(actor: &Actor, letter: &Letter) -> Permission {
    if !may_read(actor, letter) {
        return Permission::Hidden;
    }
    Permission::when(actor.person().is_some() && actor.has(Role::RecordsClerk, letter.receiver))
}

/// May `actor` send this letter again? A records clerk or a drafter of the sending body.
pub fn may_send_again(actor: &Actor, letter: &Letter) -> Permission {
    if !may_read(actor, letter) {
        return Permission::Hidden;
    }
    Permission::when(may_send_for(actor, letter.sender))
}

/// May `actor` send official letters for `body`? Its records clerks; information systems of the body with that role too.
pub fn may_send_for(actor: &Actor, body: BodyId) -> bool {
    actor.has(Role::RecordsClerk, body)
}

/// May `actor` keep participants, look at deliveries and send them again? Administrators of the portal.
pub fn may_administer(actor: &Actor) -> Permission {
    Permission::when(actor.has_in_portal(Role::Administrator))
}

/// May `actor` hand over letters of other components and take their results? Only the portal itself.
pub fn is_portal(actor: &Actor) -> Permission {
    Permission::when(actor.identity == Identity::Portal)
}

/// Has the reader anything to do with registers?
pub fn has_registers(actor: &Actor) -> bool {
    WHOLE.iter().chain([&Role::Drafter]).any(|role| actor.bodies_with(*role).next().is_some())
}

/// What of the register the reader may see.
pub fn scope(actor: &Actor, query: &LetterQuery) -> Scope {
    let asked = |body: &BodyId| query.body.is_none_or(|b| b == *body);
    let mut whole: Vec<BodyId> = WHOLE.iter().flat_map(|role| actor.bodies_with(*role)).filter(asked).collect();
    let mut own: Vec<BodyId> = actor.bodies_with(Role::Drafter).filter(asked).collect();
    whole.sort_unstable();
    whole.dedup();
    own.sort_unstable();
    own.dedup();
    own.retain(|body| !whole.contains(body));
    if query.register == Register::Outgoing {
        // Whoever may see what was sent sees it whole.
        whole.append(&mut own);
    }
    Scope { whole, own }
}
