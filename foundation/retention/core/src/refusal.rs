//! Why nothing is destroyed.

use crate::{Hold, Item, State};
use orda_base::{Date, Refusal};

const RULE: &str = "385-6-8";
const DATABASE_RULE: &str = "385-6-8-c";

/// It is kept for ever: no period is set for its kind.
pub fn for_ever(item: &Item) -> Refusal {
    Refusal::new("retention-refusal-for-ever").with("number", &item.number).rule(RULE)
}

/// Its period is not over.
pub fn early(item: &Item, from: Date) -> Refusal {
    let from = from.strftime("%d.%m.%Y");
    Refusal::new("retention-refusal-early").with("number", &item.number).with("from", from).rule(RULE)
}

/// It is held.
pub fn held(item: &Item, hold: &Hold) -> Refusal {
    Refusal::new("retention-refusal-held").with("number", &item.number).with("reason", &hold.reason).rule(RULE)
}

/// It stands in another proposal already.
pub fn proposed(item: &Item) -> Refusal {
    Refusal::new("retention-refusal-proposed").with("number", &item.number).rule(RULE)
}

/// It was changed since it was proposed.
pub fn changed(item: &Item) -> Refusal {
    Refusal::new("retention-refusal-changed").with("number", &item.number).rule(RULE)
}

/// The proposal is in another state.
pub fn state(state: State) -> Refusal {
    Refusal::new("retention-refusal-state").with("state", state.code()).rule(RULE)
}

/// The same person decides a second time.
pub const fn twice() -> Refusal {
    Refusal::new("retention-refusal-twice").rule(RULE)
}

/// Neither of the two is an administrator, or neither a security officer.
pub const fn other_role() -> Refusal {
    Refusal::new("retention-refusal-other-role").rule(RULE)
}

/// The signature is another person's.
pub const fn other_signer() -> Refusal {
    Refusal::new("retention-refusal-other-signer").rule(RULE)
}

/// What was given is no order to destroy a database.
pub const fn order_unreadable() -> Refusal {
    Refusal::new("retention-refusal-order-unreadable").rule(DATABASE_RULE)
}

/// The order is for another database.
pub fn order_elsewhere(installation: &str) -> Refusal {
    Refusal::new("retention-refusal-order-elsewhere").with("installation", installation).rule(DATABASE_RULE)
}

/// The order was made when there were so many documents; now there are others.
pub fn order_documents(ordered: u64, there: u64) -> Refusal {
    Refusal::new("retention-refusal-order-documents").with("ordered", ordered).with("there", there).rule(DATABASE_RULE)
}

/// The confirmation is missing or wrong.
pub fn confirmation(installation: &str) -> Refusal {
    Refusal::new("retention-refusal-confirmation").with("installation", installation).rule(DATABASE_RULE)
}

/// The folder for the act is not outside, or not empty.
pub fn act_folder(folder: &str) -> Refusal {
    Refusal::new("retention-refusal-act-folder").with("folder", folder).rule(DATABASE_RULE)
}

/// There is no mirror of this installation's keys in the folder.
pub fn no_mirror(folder: &str) -> Refusal {
    Refusal::new("retention-refusal-no-mirror").with("folder", folder).rule(DATABASE_RULE)
}

/// A program uses the database.
pub const fn in_use() -> Refusal {
    Refusal::new("retention-refusal-in-use").rule(DATABASE_RULE)
}
