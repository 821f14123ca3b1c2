//! What the services of the centre say: answers about revocation and stamps, to others over the wire and to the portal
//! itself.

use super::{CertifyingCentre, IssuedCertificate, Service, ServiceKind};
use crate::refusal;
use eds::make::{self, OcspRefusal, StampRefusal, Stamping};
use eds::{Certificate, CertificateStatus, Digest, OcspRequest, Reason, StampRequest};
use orda_base::{Result, Timestamp};
use std::fmt::Write as _;

/// What a service says, and what the accounting keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The bytes to be sent.
    pub bytes: Vec<u8>,
    /// For the accounting: serial numbers and statuses, never more than a line.
    pub detail: String,
}

impl CertifyingCentre {
    /// Answers a question about revocation (RFC 6960). What cannot be read, and questions about certificates of others,
    /// are refused in the way of that protocol.
    ///
    /// # Errors
    /// Only when the portal is in trouble.
    pub async fn answer(&self, question: &[u8]) -> Result<Said> {
        let refused = |refusal, detail: &str| Said { bytes: make::ocsp_refusal(refusal), detail: detail.to_owned() };
        let Ok(question) = OcspRequest::read(question) else {
            return Ok(refused(OcspRefusal::Malformed, "ocsp malformed"));
        };
        let Some((service, issuer)) = self.responder(|root| question.certificates[0].is_of_issuer(root)).await? else {
            return Ok(refused(OcspRefusal::Unauthorized, "ocsp unauthorized"));
        };
        let asked: Vec<String> = question.certificates.iter().map(|id| eds::serial_hex(&id.serial)).collect();
        let known = self.statuses(&service, &asked).await?;
        let mut answers = Vec::with_capacity(asked.len());
        let mut detail = "ocsp".to_owned();
        for (id, serial) in question.certificates.iter().zip(&asked) {
            // A signed answer speaks for one issuer; what is asked of another in the same question is not known here.
            let of_issuer = id.is_of_issuer(&issuer);
            let status = known.iter().find(|(known, _)| of_issuer && known == serial);
            let status = status.map_or(CertificateStatus::Unknown, |(_, status)| *status);
            if detail.len() < 200 {
                // Writing to a string cannot fail.
                let _ = write!(detail, " {serial} {}", word(status));
            }
            answers.push((id.der().to_vec(), status));
        }
        let (certificate, key) = self.making().open_service(&service)?;
        let bytes = make::ocsp_answers(&answers, self.answer_times(), question.nonce.as_deref(), (&certificate, &key))
            .map_err(refusal::made)?;
        Ok(Said { bytes, detail })
    }

    /// The answer about a certificate of this centre, for evidence; nothing when another centre issued it.
    pub(crate) async fn answer_about(&self, certificate: &Certificate) -> Result<Option<Vec<u8>>> {
        let issued = |root: &Certificate| {
            root.subject().is_same(certificate.issuer()) && certificate.verify_signed_by(root).is_ok()
        };
        let Some((service, issuer)) = self.responder(issued).await? else { return Ok(None) };
        let serial = certificate.serial_hex();
        let known = self.statuses(&service, std::slice::from_ref(&serial)).await?;
        let status = known.first().map_or(CertificateStatus::Unknown, |(_, status)| *status);
        let (responder, key) = self.making().open_service(&service)?;
        let by = (&responder, &key);
        make::ocsp_response(&issuer, certificate.serial(), &status, self.answer_times(), None, by)
            .map(Some)
            .map_err(refusal::made)
    }

    /// Stamps what a question names (RFC 3161), or refuses it in the way of that protocol.
    ///
    /// # Errors
    /// Only when the portal is in trouble.
    pub async fn stamp_reply(&self, question: &[u8]) -> Result<Said> {
        let refused = |refusal, detail: &str| Said { bytes: make::stamp_refusal(refusal), detail: detail.to_owned() };
        let request = match StampRequest::read(question) {
            Ok(request) => request,
            Err(error) => {
                let refusal = match error.reason {
                    Reason::UnknownAlgorithm => StampRefusal::BadAlgorithm,
                    Reason::UnknownCriticalExtension => StampRefusal::UnacceptedExtension,
                    _ => StampRefusal::BadDataFormat,
                };
                return Ok(refused(refusal, &format!("stamp refused {}", error.reason)));
            }
        };
        if self.settings.retires(request.digest.name()).is_some_and(|at| at <= self.env.now()) {
            return Ok(refused(StampRefusal::BadAlgorithm, "stamp refused algorithm_retired"));
        }
        if request.policy.is_some_and(|policy| policy.to_string() != self.settings.stamp_policy) {
            return Ok(refused(StampRefusal::UnacceptedPolicy, "stamp refused policy"));
        }
        let (token, serial) = self.token(request.digest, &request.imprint, request.nonce.as_deref()).await?;
        let token =
            if request.certificates { token } else { make::without_certificates(&token).map_err(refusal::made)? };
        Ok(Said { bytes: make::stamp_response(&token), detail: format!("stamp {serial}") })
    }

    /// A reply that stamps a document which leaves the portal, with the certificate of who stamps:
    /// `openssl ts -verify -data … -in …` reads it.
    ///
    /// # Errors
    /// Only when the portal is in trouble.
    pub async fn stamp_document(&self, document: &[u8]) -> Result<Vec<u8>> {
        Ok(make::stamp_response(&self.stamp(Digest::Sha256, document).await?))
    }

    /// A stamp over these bytes, for evidence.
    pub(crate) async fn stamp(&self, digest: Digest, over: &[u8]) -> Result<Vec<u8>> {
        self.stamp_imprint(digest, &digest.of(over)).await
    }

    /// A stamp over what has this digest.
    pub(crate) async fn stamp_imprint(&self, digest: Digest, imprint: &[u8]) -> Result<Vec<u8>> {
        Ok(self.token(digest, imprint, None).await?.0)
    }

    async fn token(&self, digest: Digest, imprint: &[u8], nonce: Option<&[u8]>) -> Result<(Vec<u8>, String)> {
        let (service, _) = self.stamping().await?;
        let making = self.making();
        let (authority, key) = making.open_service(&service)?;
        let serial = making.serial();
        let policy = self.settings.stamp_policy.parse().map_err(orda_base::Error::internal)?;
        let at = self.env.now().seconds();
        let stamping = Stamping { policy, digest, imprint, serial: &serial, at, nonce };
        let token = make::time_stamp(&stamping, &authority, &[], &key).map_err(refusal::made)?;
        Ok((token, eds::serial_hex(&serial)))
    }

    /// The responder of the root that fits, with that root; nothing when there is none, or it has ended.
    async fn responder(&self, fits: impl Fn(&Certificate) -> bool) -> Result<Option<(Service, Certificate)>> {
        let trust = self.trust().await?;
        let Some(place) = trust.anchors.iter().position(fits) else { return Ok(None) };
        let Some(authority) = trust.authorities.get(place) else { return Ok(None) };
        let current = self.service_of(ServiceKind::Answers, *authority).await?;
        Ok(current.map(|(service, _)| (service, trust.anchors[place].clone())))
    }

    /// What is known of these serial numbers below the root of `responder`; those never given are left out.
    async fn statuses(&self, responder: &Service, serials: &[String]) -> Result<Vec<(String, CertificateStatus)>> {
        let now = self.env.now();
        let issued = self.store.certificates_by_serial(responder.authority, serials).await?;
        let mut known: Vec<_> = issued.into_iter().map(|c| (c.serial.clone(), status(&c, now))).collect();
        let services = self.store.services().await?;
        let own = services.into_iter().filter(|s| s.authority == responder.authority && serials.contains(&s.serial));
        known.extend(own.map(|s| (s.serial, CertificateStatus::Good)));
        Ok(known)
    }

    /// From when to when an answer is to be relied upon.
    fn answer_times(&self) -> (i64, i64) {
        let now = self.env.now().seconds();
        (now, now + i64::from(self.settings.answer_minutes) * 60)
    }
}

fn status(certificate: &IssuedCertificate, now: Timestamp) -> CertificateStatus {
    match certificate.revoked {
        Some(revoked) if revoked.at <= now => {
            CertificateStatus::Revoked { at: revoked.at.seconds(), reason: revoked.reason }
        }
        _ => CertificateStatus::Good,
    }
}

const fn word(status: CertificateStatus) -> &'static str {
    match status {
        CertificateStatus::Good => "good",
        CertificateStatus::Revoked { .. } => "revoked",
        CertificateStatus::Unknown => "unknown",
    }
}
