//! Paths of certificates after RFC 5280, section 6, whole: policies and their mappings, name constraints, lists of every
//! kind, OCSP answers; from a supplied store, as of a given time. ([`crate::chain`] is the short form for one detached
//! signature.)

mod constraints;
mod policy;
mod revocation;
mod search;
mod work;

pub use policy::ANY as ANY_POLICY;
pub(crate) use work::Work;

use crate::{Certificate, OcspResponse, Result, RevocationList};
use const_oid::ObjectIdentifier;
use serde::{Deserialize, Serialize};

/// Everything that is known beforehand.
#[derive(Debug, Clone, Default)]
pub struct Store {
    /// Certificates at which a path may end. Name and key are trusted, whatever else they say.
    pub anchors: Vec<Certificate>,
    /// Further certificates, of authorities and of those who sign lists.
    pub intermediates: Vec<Certificate>,
    /// Lists of revoked certificates.
    pub lists: Vec<RevocationList>,
    /// OCSP answers.
    pub answers: Vec<OcspResponse>,
}

/// What is asked of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "the inputs of RFC 5280, 6.1.1")]
pub struct PathOptions {
    /// The time as of which is judged: seconds since 1970 UTC.
    pub at: i64,
    /// Policies one of which must hold when policies are demanded; none named: any.
    pub policies: Vec<ObjectIdentifier>,
    /// A policy must hold along the whole path.
    pub explicit_policy: bool,
    /// Mappings of policies do not count.
    pub inhibit_mapping: bool,
    /// `anyPolicy` does not count.
    pub inhibit_any: bool,
    /// What the certificate is to be used for (extended key usage); nothing: whatever it is for.
    pub purpose: Option<ObjectIdentifier>,
    /// Must every certificate below the anchor be shown not to be revoked?
    pub revocation: bool,
    /// How old an OCSP answer may be that does not say itself, in seconds.
    pub answer_age: i64,
}

impl PathOptions {
    /// As of `at`, any policy, any purpose, revocation checked, answers not older than a day.
    pub const fn at(at: i64) -> Self {
        Self {
            at,
            policies: Vec::new(),
            explicit_policy: false,
            inhibit_mapping: false,
            inhibit_any: false,
            purpose: None,
            revocation: true,
            answer_age: 86_400,
        }
    }
}

/// From where it is known that a certificate was not revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Serial number of the certificate, hexadecimal.
    pub certificate: String,
    /// `crl`, `delta_crl` or `ocsp`.
    pub source: String,
    /// Number of the list, or name of the responder.
    pub name: String,
    /// As of when: seconds since 1970 UTC.
    pub as_of: i64,
    /// Until when it may be relied upon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
}

/// A path that holds.
#[derive(Debug, Clone)]
pub struct Path {
    /// Leaf first, anchor last.
    pub certificates: Vec<Certificate>,
    /// Policies that hold along it.
    pub policies: Vec<ObjectIdentifier>,
    /// How each certificate is known not to be revoked.
    pub evidence: Vec<Evidence>,
}

/// What a search looks in.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// Where a path may end.
    pub anchors: &'a [Certificate],
    /// Certificates, lists and answers; the anchors of these do not count.
    pub stores: &'a [&'a Store],
    /// Certificates brought along, in a signature and in a stamp, say.
    pub others: &'a [&'a [Certificate]],
    /// The limit of what may be spent.
    pub work: &'a Work,
}

/// Finds a path from `leaf` to an anchor that holds.
///
/// # Errors
/// Why the most promising path does not hold: unknown issuer, issuer signature, expired, not yet valid, issuer not valid,
/// revoked, issuer revoked, revocation unknown, CRL stale, policy, name constraint, path length, key usage, too large and
/// others.
pub fn find(leaf: &Certificate, store: &Store, options: &PathOptions) -> Result<Path> {
    find_with(leaf, &[], store, options)
}

/// As [`find`], with certificates brought along (in a signature, say) beside those of the store.
///
/// # Errors
/// As [`find`].
pub fn find_with(leaf: &Certificate, others: &[Certificate], store: &Store, options: &PathOptions) -> Result<Path> {
    let work = Work::default();
    find_known(leaf, &Known { anchors: &store.anchors, stores: &[store], others: &[others], work: &work }, options)
}

/// As [`find`], in several places.
///
/// # Errors
/// As [`find`].
pub(crate) fn find_known(leaf: &Certificate, known: &Known<'_>, options: &PathOptions) -> Result<Path> {
    search::Search::new(known, options).find(leaf)
}
