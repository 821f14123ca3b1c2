//! The path from a certificate to an anchor (RFC 5280, 6): signatures, authorities, key usage, path length, critical
//! extensions. Validity in time and revocation are steps of their own.

use crate::{Care, Certificate, Error, Reason, Result};

/// Longest path: leaf, intermediates, anchor.
const LENGTH: usize = 8;
/// Signatures checked at most while looking for a path: many certificates of the same name cost no more than this.
const CHECKS: usize = 32;

/// Finds the path from `leaf` over `intermediates` to one of `anchors`: leaf first, anchor last.
///
/// # Errors
/// Why the most promising path ends: unknown issuer, self-signed, issuer signature, not an authority, key usage, path
/// length, unknown critical extension, unknown algorithm.
pub fn build<'a>(
    leaf: &'a Certificate,
    intermediates: &[&'a Certificate],
    anchors: &'a [Certificate],
) -> Result<Vec<&'a Certificate>> {
    build_with(leaf, intermediates, anchors, Care::New)
}

/// As [`build`], with this care.
pub(crate) fn build_with<'a>(
    leaf: &'a Certificate,
    intermediates: &[&'a Certificate],
    anchors: &'a [Certificate],
    care: Care,
) -> Result<Vec<&'a Certificate>> {
    leaf.check_critical()?;
    let mut search = Search { intermediates, anchors, care, checks: 0 };
    let mut path = vec![leaf];
    match search.extend(&mut path) {
        Ok(()) => Ok(path),
        Err(e) if e.reason == Reason::UnknownIssuer && leaf.is_self_issued() && leaf.verify_signed_by(leaf).is_ok() => {
            Err(Error::new(Reason::SelfSigned, e.detail))
        }
        Err(e) => Err(e),
    }
}

struct Search<'a, 'b> {
    intermediates: &'b [&'a Certificate],
    anchors: &'a [Certificate],
    care: Care,
    checks: usize,
}

impl<'a> Search<'a, '_> {
    fn extend(&mut self, path: &mut Vec<&'a Certificate>) -> Result<()> {
        let Some(&last) = path.last() else { return Err(Reason::UnknownIssuer.into()) };
        let mut worst = Error::new(Reason::UnknownIssuer, last.issuer().common_name());
        for anchor in self.anchors {
            if anchor.subject().raw() != last.issuer().raw() {
                continue;
            }
            match self.may_issue(anchor, last, path.len()) {
                Ok(()) => {
                    path.push(anchor);
                    return Ok(());
                }
                Err(e) => worst = e,
            }
        }
        if path.len() + 1 >= LENGTH {
            return Err(worst);
        }
        for &candidate in self.intermediates {
            let seen = path.iter().any(|c| c.der() == candidate.der());
            if seen || candidate.subject().raw() != last.issuer().raw() {
                continue;
            }
            if let Err(e) = self.may_issue(candidate, last, path.len()) {
                worst = e;
                continue;
            }
            path.push(candidate);
            match self.extend(path) {
                Ok(()) => return Ok(()),
                Err(e) => {
                    path.pop();
                    worst = e;
                }
            }
        }
        Err(worst)
    }

    /// May `issuer` have issued `certificate`, with `below` certificates from the leaf to here?
    fn may_issue(&mut self, issuer: &Certificate, certificate: &Certificate, below: usize) -> Result<()> {
        self.checks += 1;
        if self.checks > CHECKS {
            return Err(Error::new(Reason::UnknownIssuer, "too many certificates of the same name"));
        }
        certificate.check_signed_by(issuer, self.care)?;
        let name = issuer.subject().common_name();
        let length = issuer.authority()?.ok_or_else(|| Error::new(Reason::NotAnAuthority, name))?;
        if issuer.key_usage()?.is_some_and(|usage| !usage.key_cert_sign()) {
            return Err(Error::new(Reason::KeyUsage, name));
        }
        // Authorities between the leaf and this issuer.
        if length.is_some_and(|most| below.saturating_sub(1) > usize::from(most)) {
            return Err(Error::new(Reason::PathLength, name));
        }
        issuer.check_critical()
    }
}
