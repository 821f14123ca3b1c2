//! Long-term signatures under the configured trust: everything that is trusted is one store, because a signature of one
//! centre may carry stamps of another.

use crate::trust::TrustProfile;
use crate::{TrustVerifier, evidence};
use eds::asic::Container;
use eds::path::{PathOptions, Store, find};
use eds::record::{EvidenceRecord, validate_with_record};
use eds::validate::{Context, Validation, stamps, validate};
use eds::{Care, Certificate, Content, Envelope, Name, Profile};
use orda_base::{Result, Timestamp};
use std::sync::Arc;

impl TrustVerifier {
    /// Validates a signature of any form over detached content (none: it is inside) as of `at`.
    pub(crate) async fn validate(
        &self,
        content: Option<&[u8]>,
        cms: &[u8],
        at: Timestamp,
        retired: &[(String, i64)],
        care: Care,
    ) -> Result<Validation> {
        let profiles = self.profiles().await?;
        let (store, profile) = joined(&profiles, &issuers(cms));
        let context = Context { store: &store, profile: &profile, at: at.seconds(), retired, revocation: true, care };
        Ok(validate(cms, content.map(Content::Bytes).as_ref(), &context))
    }

    /// As [`Self::validate`], with the evidence record over the signature and its content.
    pub(crate) async fn validate_with_record(
        &self,
        content: &[u8],
        cms: &[u8],
        record: &[u8],
        at: Timestamp,
        retired: &[(String, i64)],
        care: Care,
    ) -> Result<Validation> {
        let profiles = self.profiles().await?;
        let mut all = issuers(cms);
        all.extend(issuers(record));
        let (store, profile) = joined(&profiles, &all);
        let context = Context { store: &store, profile: &profile, at: at.seconds(), retired, revocation: true, care };
        Ok(validate_with_record(cms, &Content::Bytes(content), record, &context))
    }

    /// Validates every signature of a container as of `at`; signed manifests of the portal cover the parts they list.
    pub(crate) async fn validate_container(
        &self,
        container: &Container,
        at: Timestamp,
        retired: &[(String, i64)],
    ) -> Result<Validation> {
        let profiles = self.profiles().await?;
        let is_signature = |name: &str| [".p7s", ".tst", ".ers"].iter().any(|end| name.strip_suffix(end).is_some());
        let signatures = container.files().iter().filter(|file| is_signature(&file.name));
        let issuers: Vec<Name> = signatures.flat_map(|file| issuers(&file.bytes)).collect();
        let (store, profile) = joined(&profiles, &issuers);
        let context =
            Context { store: &store, profile: &profile, at: at.seconds(), retired, revocation: true, care: Care::New };
        Ok(container.validate_with(&context, &evidence::listed))
    }

    /// What is kept beside a signature with this certificate: authorities between it and its root, and lists of them all.
    /// For the built-in centre nothing: its answers are asked for.
    pub(crate) async fn material(&self, certificate: &Certificate) -> Result<(Vec<Certificate>, Vec<Vec<u8>>)> {
        let options = PathOptions { revocation: false, ..PathOptions::at(certificate.not_before()) };
        for profile in self.profiles().await?.iter().filter(|profile| profile.authorities.is_empty()) {
            if let Ok(path) = find(certificate, &profile.store, &options) {
                let above = path.certificates.get(1..).unwrap_or_default();
                let of_path = |list: &&eds::RevocationList| above.iter().any(|c| c.subject().is_same(list.issuer()));
                let lists = profile.store.lists.iter().filter(of_path).map(|list| list.der().to_vec()).collect();
                return Ok((above.to_vec(), lists));
            }
        }
        Ok((Vec::new(), Vec::new()))
    }

    /// Lists of revoked certificates of these roots of the built-in centre, DER.
    pub(crate) async fn lists_of(&self, issuers: &[Name]) -> Result<Vec<Vec<u8>>> {
        let profiles = self.profiles().await?;
        let own = profiles.iter().filter(|profile| !profile.authorities.is_empty());
        let lists = own.flat_map(|profile| &profile.store.lists);
        let wanted = lists.filter(|list| issuers.iter().any(|issuer| issuer.is_same(list.issuer())));
        Ok(wanted.map(|list| list.der().to_vec()).collect())
    }
}

/// Who issued the certificates in a signature and in its stamps, or in those of an evidence record.
pub(crate) fn issuers(bytes: &[u8]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut add = |certificates: &[Certificate]| {
        for certificate in certificates {
            if !found.iter().any(|known| known.is_same(certificate.issuer())) {
                found.push(certificate.issuer().clone());
            }
        }
    };
    if let Ok(record) = EvidenceRecord::read(bytes) {
        record.stamps().for_each(|stamp| add(stamp.envelope().certificates()));
    }
    let Ok(envelope) = Envelope::read(bytes) else { return found };
    add(envelope.certificates());
    for signer in envelope.signers() {
        for stamp in stamps(signer).unwrap_or_default() {
            add(stamp.envelope().certificates());
        }
    }
    found
}

/// Everything of the profiles that have to do with these issuers in one store, and how the first of them writes names.
/// Others are left out: their lists may be long.
fn joined(profiles: &[Arc<TrustProfile>], issuers: &[Name]) -> (Store, Profile) {
    let mut store = Store::default();
    let mut profile = None;
    let knows = |candidate: &TrustProfile, issuer: &Name| {
        let mut all = candidate.anchors.iter().chain(&candidate.intermediates);
        all.any(|c| c.subject().is_same(issuer))
    };
    for candidate in profiles {
        if issuers.iter().any(|issuer| knows(candidate, issuer)) {
            store.anchors.extend_from_slice(&candidate.store.anchors);
            store.intermediates.extend_from_slice(&candidate.store.intermediates);
            store.lists.extend_from_slice(&candidate.store.lists);
        }
    }
    // The signer's certificate comes first among those inside.
    for issuer in issuers {
        profile = profile.or_else(|| profiles.iter().find(|p| knows(p, issuer)).map(|p| p.profile.clone()));
    }
    (store, profile.unwrap_or_default())
}
