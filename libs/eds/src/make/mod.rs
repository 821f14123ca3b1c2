//! Making things: keys, certificates, lists, requests, signatures, stamps, answers, PKCS#12 files. For the built-in
//! certifying centre, for demo data and for tests. Everything verifies with OpenSSL; the tests make sure.

mod augment;
mod certificate;
mod cms;
mod crl;
mod key;
mod ocsp;
mod pkcs12;
mod request;
mod rounds;
mod stamp;

pub use augment::{add_archive_stamp, add_material, add_signature_stamp, merge, without_certificates};
pub use certificate::{Kind, Template, issue, root};
pub use cms::{sign_attached, sign_detached};
pub use crl::{RevokedEntry, crl};
pub use gost::ParameterSet;
pub use key::{Country, SigningKey};
pub use ocsp::{OcspRefusal, ocsp_answers, ocsp_refusal, ocsp_response};
pub use pkcs12::{Opened, from_pkcs12, to_pkcs12};
pub use request::{CertificateRequest, request};
pub use stamp::{StampRefusal, Stamping, stamp_refusal, stamp_response, time_stamp};
