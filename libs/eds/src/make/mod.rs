//! Making things: keys, certificates, lists, requests, signatures, PKCS#12 files. For the built-in certifying centre, for
//! demo data and for tests. Everything verifies with OpenSSL; the tests make sure.

mod certificate;
mod cms;
mod crl;
mod key;
mod pkcs12;
mod request;

pub use certificate::{Kind, Template, issue, root};
pub use cms::sign_detached;
pub use crl::{RevokedEntry, crl};
pub use key::SigningKey;
pub use pkcs12::{Opened, from_pkcs12, to_pkcs12};
pub use request::{CertificateRequest, request};
