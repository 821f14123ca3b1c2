//! What is trusted: the built-in centre and any number of centres outside, each a profile.

use crate::centre::{Authority, AuthorityId, CentreSettings};
use crate::refusal;
use eds::path::Store;
use eds::strength::Rules;
use eds::{Certificate, Crl, Profile, RevocationList, Trust};
use orda_base::{Error, Result};
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

/// A centre outside, as the configuration names it. The app reads the files and makes a [`TrustProfile`] of them.
///
/// ```toml
/// [[trust]]
/// name = "УЦ ГО"
/// anchors = ["/etc/orda/trust/root.pem"]
/// intermediates = ["/etc/orda/trust/ucgo.pem"]
/// crls = ["/var/lib/orda/crl/ucgo.crl"]
/// [trust.profile]
/// head_roles = ["1.2.398.3.3.4.1.2.1"]
/// ```
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustSettings {
    /// Name, for reports and logs.
    pub name: String,
    /// PEM files with roots.
    pub anchors: Vec<PathBuf>,
    /// PEM files with authorities below the roots.
    #[serde(default)]
    pub intermediates: Vec<PathBuf>,
    /// DER files with lists of revoked certificates. Without a fresh list nothing of this centre is accepted.
    #[serde(default)]
    pub crls: Vec<PathBuf>,
    /// How people, bodies and roles are written.
    #[serde(default)]
    pub profile: Profile,
}

/// A centre that is trusted, with everything read.
#[derive(Debug, Clone)]
pub struct TrustProfile {
    /// Name, for reports and logs.
    pub name: String,
    /// Roots.
    pub anchors: Vec<Certificate>,
    /// Ids of the roots, in the same order: only those of the built-in centre have any.
    pub(crate) authorities: Vec<AuthorityId>,
    /// Authorities below.
    pub intermediates: Vec<Certificate>,
    /// Lists of revoked certificates.
    pub crls: Vec<Crl>,
    /// How people, bodies and roles are written.
    pub profile: Profile,
    /// The same for signatures of every form.
    pub(crate) store: Store,
}

impl TrustProfile {
    /// A centre outside, from the contents of its files.
    ///
    /// # Errors
    /// `Unavailable` with the name of the centre and what is wrong: for the log at start.
    pub fn read(
        name: &str,
        anchors: &[String],
        intermediates: &[String],
        crls: &[Vec<u8>],
        profile: Profile,
    ) -> Result<Self> {
        let wrong = |e: eds::Error| Error::Unavailable(format!("trust profile {name}: {e}"));
        let certificates = |files: &[String]| -> Result<Vec<Certificate>> {
            let read: eds::Result<Vec<Vec<Certificate>>> = files.iter().map(|f| Certificate::from_pem(f)).collect();
            Ok(read.map_err(wrong)?.into_iter().flatten().collect())
        };
        let anchors = certificates(anchors)?;
        if anchors.is_empty() {
            return Err(Error::Unavailable(format!("trust profile {name}: no anchor")));
        }
        let mut trust = Self {
            name: name.to_owned(),
            anchors,
            authorities: Vec::new(),
            intermediates: certificates(intermediates)?,
            crls: crls.iter().map(|f| Crl::from_der(f)).collect::<eds::Result<_>>().map_err(wrong)?,
            profile,
            store: Store::default(),
        };
        for certificate in trust.anchors.iter().chain(&trust.intermediates) {
            certificate.public_key().and_then(|key| key.check_sound()).map_err(wrong)?;
        }
        trust.store = trust.as_store().map_err(wrong)?;
        Ok(trust)
    }

    pub(crate) fn of_centre(authorities: &[Authority], settings: &CentreSettings) -> Result<Self> {
        let mut trust = Self {
            name: settings.common_name.clone(),
            anchors: Vec::new(),
            authorities: Vec::new(),
            intermediates: Vec::new(),
            crls: Vec::new(),
            profile: settings.profile.clone(),
            store: Store::default(),
        };
        for authority in authorities {
            trust.anchors.push(Certificate::from_der(&authority.certificate).map_err(refusal::made)?);
            trust.authorities.push(authority.id);
            trust.crls.push(Crl::from_der(&authority.crl).map_err(refusal::made)?);
        }
        trust.store = trust.as_store().map_err(refusal::made)?;
        Ok(trust)
    }

    fn as_store(&self) -> eds::Result<Store> {
        Ok(Store {
            anchors: self.anchors.clone(),
            intermediates: self.intermediates.clone(),
            lists: self.crls.iter().map(|crl| RevocationList::read(crl.der())).collect::<eds::Result<_>>()?,
            answers: Vec::new(),
        })
    }

    pub(crate) fn as_trust<'a>(&'a self, rules: &'a Rules) -> Trust<'a> {
        let (anchors, intermediates) = (&self.anchors, &self.intermediates);
        Trust { anchors, intermediates, crls: &self.crls, profile: &self.profile, rules }
    }
}

/// What a cached profile was made of.
type Key = Vec<(AuthorityId, u64)>;

/// The last profile of the built-in centre, with the numbers of the lists it was made of: a changed number makes it
/// stale at once, on every node.
#[derive(Default)]
pub(crate) struct Cache(RwLock<Option<(Key, Arc<TrustProfile>)>>);

impl Cache {
    pub fn get(&self, key: &Key) -> Option<Arc<TrustProfile>> {
        let held = self.0.read().ok()?;
        held.as_ref().filter(|(known, _)| known == key).map(|(_, profile)| Arc::clone(profile))
    }

    pub fn put(&self, key: Key, profile: Arc<TrustProfile>) {
        if let Ok(mut held) = self.0.write() {
            *held = Some((key, profile));
        }
    }
}
