//! Who may do what with a set of files. Reading files of documents is decided by whoever holds the document.

use crate::FileSet;
use orda_base::{Actor, BodyId, Identity, Permission, Role};

/// May `actor` make a set that holders of `role` in `body` fill?
pub fn may_create(actor: &Actor, body: BodyId, role: Role) -> Permission {
    Permission::when(fills(actor, body, role))
}

/// May `actor` see and change what is in the set before it belongs to a document? Others do not know that it exists.
pub fn may_fill(actor: &Actor, set: &FileSet) -> Permission {
    Permission::when(fills(actor, set.body, set.role)).or_hidden()
}

fn fills(actor: &Actor, body: BodyId, role: Role) -> bool {
    actor.identity == Identity::Portal || actor.has(role, body)
}
