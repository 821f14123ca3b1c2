//! Is a certificate revoked? OCSP answers and lists of every kind (RFC 5280, 6.3; RFC 6960).

use super::search::{DEPTH, Search};
use super::{Evidence, PathOptions};
use crate::general_name::{DistributionPoint, GeneralName};
use crate::list::ListEntry;
use crate::{Certificate, CertificateStatus, Error, Reason, Result, RevocationList, time};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;

/// Reasons 1 to 8: all that a list may be limited to.
const ALL_REASONS: u16 = 0b1_1111_1110;
const NO_CHECK: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.5");

impl<'a> Search<'a> {
    /// Shows that the certificate was not revoked as of the time of the search.
    pub(super) fn not_revoked(
        &self,
        certificate: &'a Certificate,
        issuer: &'a Certificate,
        anchor: &'a Certificate,
    ) -> Result<Option<Evidence>> {
        let mut trouble = Error::new(Reason::RevocationUnknown, certificate.subject().common_name());
        match self.by_answer(certificate, issuer, anchor) {
            Ok(Some(evidence)) => return Ok(Some(evidence)),
            Ok(None) => {}
            Err(e) if e.reason == Reason::Revoked => return Err(e),
            Err(e) => trouble = e,
        }
        self.by_lists(certificate, issuer, anchor, trouble).map(Some)
    }

    fn by_answer(
        &self,
        certificate: &'a Certificate,
        issuer: &'a Certificate,
        anchor: &'a Certificate,
    ) -> Result<Option<Evidence>> {
        let at = self.options.at;
        let mut trouble = None;
        let mut best: Option<Evidence> = None;
        for answer in self.known.stores.iter().flat_map(|store| &store.answers) {
            let Ok(said) = answer.find(certificate, issuer) else { continue };
            self.known.work.spend(2)?;
            let responder = match answer.check_signed_for(issuer, self.known.work.care) {
                Ok(responder) => responder,
                Err(e) => {
                    trouble = Some(e);
                    continue;
                }
            };
            if responder.der() != issuer.der() && responder.extension(NO_CHECK).is_none() {
                let unknown = Error::new(Reason::RevocationUnknown, responder.subject().common_name());
                if let Err(e) = self.by_lists(responder, issuer, anchor, unknown) {
                    trouble = Some(Error::new(Reason::ResponderNotAuthorised, e));
                    continue;
                }
            }
            match said.status {
                // A revocation counts from its time on, however old the answer is.
                CertificateStatus::Revoked { at: since, reason } if since <= at => {
                    return Err(Error::new(Reason::Revoked, format_args!("{} {}", time::text(since), reason.code())));
                }
                CertificateStatus::Unknown => {
                    trouble = Some(Error::new(Reason::StatusUnknown, certificate.serial_hex()));
                    continue;
                }
                _ => {}
            }
            let until = said.next_update.unwrap_or(said.this_update.saturating_add(self.options.answer_age));
            if until <= at {
                trouble = Some(Error::new(Reason::AnswerStale, time::text(until)));
                continue;
            }
            let newer = best.as_ref().is_none_or(|b| b.as_of < said.this_update);
            if newer {
                best = Some(Evidence {
                    certificate: certificate.serial_hex(),
                    source: "ocsp".to_owned(),
                    name: responder.subject().common_name().to_owned(),
                    as_of: said.this_update,
                    until: said.next_update,
                });
            }
        }
        match (best, trouble) {
            (Some(evidence), _) => Ok(Some(evidence)),
            (None, Some(e)) => Err(e),
            (None, None) => Ok(None),
        }
    }

    /// RFC 5280, 6.3.3: point by point, until every reason is covered.
    fn by_lists(
        &self,
        certificate: &'a Certificate,
        issuer: &'a Certificate,
        anchor: &'a Certificate,
        mut trouble: Error,
    ) -> Result<Evidence> {
        let mut points = match certificate.extension(rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS) {
            Some(value) => DistributionPoint::read_all(value)?,
            None => Vec::new(),
        };
        // At last, any list of the issuer that is not limited to a point.
        points.push(DistributionPoint { point: None, reasons: None, issuer: Vec::new() });
        let mut covered = 0;
        for point in &points {
            for list in self.lists().filter(|list| !list.is_delta()) {
                let Some(reasons) = covers(list, point, certificate) else { continue };
                if reasons & !covered == 0 {
                    continue;
                }
                if let Err(e) = self.list_is_good(list, certificate, issuer, anchor) {
                    trouble = e;
                    continue;
                }
                let newest = self.delta_of(list, certificate, issuer, anchor);
                let of = certificate.issuer();
                let entry = newest
                    .and_then(|d| d.find(of, certificate.serial()))
                    .or_else(|| list.find(of, certificate.serial()));
                match entry {
                    Some(ListEntry::Revoked { at, reason }) if at <= self.options.at => {
                        let detail = format!("{} {}", time::text(at), reason.code());
                        return Err(Error::new(Reason::Revoked, detail));
                    }
                    _ => {}
                }
                let used = newest.unwrap_or(list);
                if !list.is_fresh(self.options.at) && !newest.is_some_and(|d| d.is_fresh(self.options.at)) {
                    let until = used.next_update().map_or_else(|| "-".to_owned(), time::text);
                    trouble = Error::new(Reason::CrlStale, until);
                    continue;
                }
                covered |= reasons;
                if covered & ALL_REASONS != ALL_REASONS {
                    continue;
                }
                return Ok(Evidence {
                    certificate: certificate.serial_hex(),
                    source: if newest.is_some() { "delta_crl" } else { "crl" }.to_owned(),
                    name: used.number(),
                    as_of: used.this_update(),
                    until: used.next_update(),
                });
            }
        }
        Err(trouble)
    }

    /// Every list that is known.
    fn lists(&self) -> impl Iterator<Item = &'a RevocationList> {
        let known = self.known;
        known.stores.iter().flat_map(|store| &store.lists)
    }

    /// The newest delta list that belongs to a list.
    fn delta_of(
        &self,
        list: &RevocationList,
        certificate: &'a Certificate,
        issuer: &'a Certificate,
        anchor: &'a Certificate,
    ) -> Option<&'a RevocationList> {
        self.lists()
            .filter(|delta| delta.is_delta() && delta.belongs_to(list) && delta.is_fresh(self.options.at))
            .filter(|delta| self.list_is_good(delta, certificate, issuer, anchor).is_ok())
            .max_by_key(|delta| delta.this_update())
    }

    /// Is the list signed by the issuer, or by somebody whose path ends at the same anchor?
    fn list_is_good(
        &self,
        list: &RevocationList,
        certificate: &'a Certificate,
        issuer: &'a Certificate,
        anchor: &'a Certificate,
    ) -> Result<()> {
        let mut trouble = Error::new(Reason::CrlSignature, list.issuer().common_name());
        self.spend_list(list)?;
        if issuer.subject().is_same(list.issuer()) {
            match list.check_signed_by(issuer, self.known.work.care) {
                Ok(()) => return Ok(()),
                Err(e) => trouble = e,
            }
        }
        // Whoever signs lists may be named by its authority as the one who speaks of itself, too (PKITS 4.14.30).
        if self.depth > 0
            && certificate.subject().is_same(list.issuer())
            && list.check_signed_by(certificate, self.known.work.care).is_ok()
        {
            return Ok(());
        }
        if self.depth >= DEPTH {
            return Err(trouble);
        }
        let options = PathOptions { revocation: self.options.revocation, ..PathOptions::at(self.options.at) };
        let known = self.candidates().chain(self.known.anchors).filter(|c| c.subject().is_same(list.issuer()));
        for signer in known.filter(|c| c.der() != certificate.der() && c.der() != issuer.der()) {
            self.spend_list(list)?;
            if let Err(e) = list.check_signed_by(signer, self.known.work.care) {
                trouble = e;
                continue;
            }
            if signer.der() == anchor.der() {
                return Ok(());
            }
            let found = self.find_inner(signer, &options);
            match found {
                Ok(path) if path.certificates.last().is_some_and(|end| end.der() == anchor.der()) => return Ok(()),
                Ok(_) => {}
                Err(e) => trouble = Error::new(Reason::CrlSignature, e),
            }
        }
        Err(trouble)
    }

    /// Counts the check of a list's signature; one that was checked before it was put into the store costs nothing.
    fn spend_list(&self, list: &RevocationList) -> Result<()> {
        if list.is_checked() {
            return Ok(());
        }
        self.known.work.spend(1)?;
        self.known.work.spend_bytes(list.der().len())
    }

    /// A path for who signed a list.
    fn find_inner(&self, signer: &Certificate, options: &PathOptions) -> Result<super::Path> {
        let mut inner = Search::new(self.known, options);
        inner.depth = self.depth + 1;
        inner.find(signer)
    }
}

/// The reasons for which a list speaks of the certificate at this point; nothing when it does not.
fn covers(list: &RevocationList, point: &DistributionPoint, certificate: &Certificate) -> Option<u16> {
    let scope = &list.scope;
    let is_authority = certificate.authority().ok().flatten().is_some();
    if scope.only_attributes || (scope.only_users && is_authority) || (scope.only_authorities && !is_authority) {
        return None;
    }
    if point.issuer.is_empty() {
        if !list.issuer().is_same(certificate.issuer()) {
            return None;
        }
    } else {
        let named =
            point.issuer.iter().any(|n| matches!(n, GeneralName::Directory(name) if name.is_same(list.issuer())));
        if !named || !scope.indirect {
            return None;
        }
    }
    if let Some(of_list) = &scope.point {
        let of_list = of_list.names(list.issuer()).ok()?;
        let wanted = match &point.point {
            Some(name) => {
                let directory = |n: &GeneralName| match n {
                    GeneralName::Directory(name) => Some(name.clone()),
                    _ => None,
                };
                let base = point.issuer.iter().find_map(directory);
                name.names(base.as_ref().unwrap_or_else(|| certificate.issuer())).ok()?
            }
            // The implied point after all others: a list limited to a point is not meant.
            None if point.issuer.is_empty() => return None,
            None => point.issuer.clone(),
        };
        if !wanted.iter().any(|a| of_list.iter().any(|b| a.is_same(b))) {
            return None;
        }
    }
    Some(scope.reasons.unwrap_or(ALL_REASONS) & point.reasons.unwrap_or(ALL_REASONS))
}
