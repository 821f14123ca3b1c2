//! What is signed: the card of the result and its document, by their digests.
//!
//! The part `card` holds what makes the result this one: its number, the code of the service, the provider, the recipient and
//! the last day of validity. Then comes the file. Names of services may change; codes and numbers do not.

use crate::{Service, ServiceResult};
use orda_documents::StoredFile;
use orda_signatures::{Manifest, ObjectRef, Part, Purpose};
use serde::Serialize;

/// Kind of object under which signatures on results are kept; the id is that of the result.
pub const OBJECT: &str = "service_result";
/// Name of the part that is no file.
pub const CARD: &str = "card";

/// The card as it is signed. The order of the fields is the order in the bytes.
#[derive(Serialize)]
struct SignedCard<'a> {
    number: &'a str,
    service: &'a str,
    provider: &'a str,
    recipient_kind: &'a str,
    recipient_number: &'a str,
    recipient_name: &'a str,
    valid_until: String,
}

/// The bytes of the part `card`. `bin` is the provider's number.
pub(crate) fn card(result: &ServiceResult, service: &Service, bin: &str) -> Vec<u8> {
    let card = SignedCard {
        number: result.number.plain(),
        service: &service.code,
        provider: bin,
        recipient_kind: result.recipient.kind.code(),
        recipient_number: &result.recipient.number,
        recipient_name: &result.recipient.name,
        valid_until: result.valid_until.map(|day| day.to_string()).unwrap_or_default(),
    };
    // Strings only: nothing in it can fail to serialise.
    serde_json::to_vec_pretty(&card).unwrap_or_default()
}

/// The parts of a result as it is stored: its card, and its document.
pub(crate) fn parts(result: &ServiceResult, service: &Service, bin: &str, file: &StoredFile) -> Vec<Part> {
    vec![Part::of_bytes(CARD, &card(result, service, bin)), Part::new(&file.name, file.size, &file.sha256)]
}

/// The manifest that an authorised employee signs.
pub(crate) fn of_result(result: &ServiceResult, service: &Service, bin: &str, file: &StoredFile) -> Manifest {
    let object = ObjectRef::new(OBJECT, result.id, 0);
    Manifest::new(Purpose::ResultSign, object, bin, service.name.clone(), parts(result, service, bin, file))
}
