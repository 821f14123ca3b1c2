//! What the Chancellery does with a draft: check, message of rejection, units, opinions, agenda, final status (385-20 to
//! 385-25), and the minutes as the readers of a draft see them.

pub(crate) mod agenda;
pub(crate) mod check;
pub(crate) mod minutes;
pub(crate) mod not_accepted;
pub(crate) mod opinion;
pub(crate) mod status;
pub(crate) mod units;

use orda_base::Error;
use orda_drafts::DraftRefusal;

/// A refusal about one field is told beside that field.
pub(crate) fn beside(error: Error, of: &[(&'static str, DraftRefusal)]) -> Error {
    let Error::Refused(refusal) = &error else { return error };
    let found = of.iter().find(|(_, refused)| refused.code() == refusal.message.key);
    match found {
        Some((field, refused)) => Error::field(*field, refused.code()),
        None => error,
    }
}
