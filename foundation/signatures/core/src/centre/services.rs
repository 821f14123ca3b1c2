//! Services of the centre: who answers about revocation (OCSP, RFC 6960) and who stamps (RFC 3161), each with a key and a
//! certificate of its own, issued by the root. They are made when they are first needed and replaced long before their
//! certificates end, so that what they made stays checkable for most of a certificate's time.

use super::refresh::Making;
use super::{Authority, AuthorityId, CentreSettings, CertifyingCentre};
use crate::refusal;
use eds::attribute::ObjectIdentifier;
use eds::make::{self, Country, Kind, SigningKey, Template};
use eds::{Certificate, Digest, Name, attribute as at, purpose};
use orda_base::{Access, Actor, Error, Operation, Result, Timestamp, id_type};
use zeroize::Zeroizing;

id_type!(
    /// A service of the centre, with one key and one certificate.
    ServiceId
);

/// What a service does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServiceKind {
    /// Answers about revocation.
    Answers,
    /// Stamps.
    Stamps,
}

impl ServiceKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Answers, Self::Stamps];

    /// Stable code, in the table and in message keys (`signatures-service-tsa`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "ocsp",
            Self::Stamps => "tsa",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The purpose in its certificates, for which alone their keys are.
    const fn purpose(self) -> ObjectIdentifier {
        match self {
            Self::Answers => purpose::OCSP_SIGNING,
            Self::Stamps => purpose::TIME_STAMPING,
        }
    }

    /// Common name: what it is, and of which centre.
    fn name(self, authority: &Authority) -> String {
        match self {
            Self::Answers => format!("{} OCSP", authority.name),
            Self::Stamps => format!("{} TSA", authority.name),
        }
    }

    /// The part of a certificate's time, in hundredths, after which another takes over. A stamp must stay checkable by its
    /// certificate for years; an answer for hours.
    const fn used_for(self) -> i64 {
        match self {
            Self::Answers => 50,
            Self::Stamps => 20,
        }
    }
}

/// A service with its certificate and key.
#[derive(Clone)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// The root that issued its certificate.
    pub authority: AuthorityId,
    /// What it does.
    pub kind: ServiceKind,
    /// Serial number of the certificate, hexadecimal.
    pub serial: String,
    /// Its certificate, DER.
    pub certificate: Vec<u8>,
    /// Its private key, sealed with the master key.
    pub sealed_key: Vec<u8>,
    /// Beginning of validity.
    pub not_before: Timestamp,
    /// End of validity.
    pub not_after: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Service {
    /// Is another one to take over at `now`? Either enough of its certificate's time is used up, or its key's algorithm
    /// will prove nothing any more before that certificate ends.
    pub fn is_due(&self, settings: &CentreSettings, now: Timestamp) -> bool {
        let all = self.not_after.seconds_since(self.not_before);
        let used = now.seconds_since(self.not_before);
        if now > self.not_after || used > all / 100 * self.kind.used_for() {
            return true;
        }
        let own = Certificate::from_der(&self.certificate).and_then(|c| c.public_key()).map(|key| key.name());
        own.is_ok_and(|own| own != wanted_key(settings, self.not_after).name())
    }
}

/// Keys that services may have, the first choice first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ServiceKey {
    P256,
    Gost512,
}

impl ServiceKey {
    /// Name as in reports, under which it may be retired.
    const fn name(self) -> &'static str {
        match self {
            Self::P256 => "ECDSA P-256",
            Self::Gost512 => "GOST 34.10 512-A",
        }
    }

    const fn digest(self) -> Digest {
        match self {
            Self::P256 => Digest::Sha256,
            Self::Gost512 => Digest::Streebog512,
        }
    }
}

/// The key for a certificate that ends at `end`: the first whose algorithms hold until then.
fn wanted_key(settings: &CentreSettings, end: Timestamp) -> ServiceKey {
    let holds = |key: &ServiceKey| {
        [key.name(), key.digest().name()].into_iter().filter_map(|name| settings.retires(name)).all(|at| at > end)
    };
    [ServiceKey::P256, ServiceKey::Gost512].into_iter().find(holds).unwrap_or(ServiceKey::Gost512)
}

/// A new key, PKCS#8, that holds until `end`.
pub(super) fn new_key(settings: &CentreSettings, end: Timestamp) -> Result<Zeroizing<Vec<u8>>> {
    let pkcs8 = match wanted_key(settings, end) {
        ServiceKey::P256 => SigningKey::generate_p256(),
        ServiceKey::Gost512 => SigningKey::generate_gost(make::ParameterSet::Tc26A512, Country::Kazakhstan),
    };
    pkcs8.map_err(refusal::made)
}

impl Making<'_> {
    /// A service of this root.
    pub fn service(&self, authority: &Authority, kind: ServiceKind, now: Timestamp) -> Result<Service> {
        let (root, root_key) = self.open(authority)?;
        let (from, to) = self.service_validity(kind, &root, now);
        let pkcs8 = new_key(self.settings, to)?;
        let key = SigningKey::from_pkcs8(&pkcs8).map_err(refusal::made)?;
        let common_name = kind.name(authority);
        let mut names = vec![(at::COUNTRY_NAME, "KZ")];
        if !self.settings.organisation.is_empty() {
            names.push((at::ORGANIZATION_NAME, self.settings.organisation.as_str()));
        }
        names.push((at::CN, common_name.as_str()));
        let crl_url = self.crl_url(authority);
        let template = Template {
            serial: &self.serial(),
            subject: &Name::of(&names).map_err(refusal::made)?,
            spki: &key.spki().map_err(refusal::made)?,
            not_before: from.seconds(),
            not_after: to.seconds(),
            kind: Kind::Service { purpose: kind.purpose() },
            crl_url: crl_url.as_deref(),
        };
        let certificate = make::issue(&template, &root, &root_key).map_err(refusal::made)?;
        let id = ServiceId::generate(self.env);
        Ok(Service {
            id,
            authority: authority.id,
            kind,
            serial: certificate.serial_hex(),
            certificate: certificate.der().to_vec(),
            sealed_key: self.key.seal(self.env, &pkcs8, id.to_string().as_bytes())?,
            not_before: from,
            not_after: to,
            created_at: now,
        })
    }

    /// From when to when: never longer than its root.
    fn service_validity(&self, kind: ServiceKind, root: &Certificate, now: Timestamp) -> (Timestamp, Timestamp) {
        let days = match kind {
            ServiceKind::Answers => i64::from(self.settings.answer_days),
            ServiceKind::Stamps => i64::from(self.settings.stamp_years) * 365,
        };
        let from = now.plus_seconds(-super::refresh::SKEW);
        let to = now.plus_seconds(days * super::refresh::DAY);
        (from, to.min(Timestamp::from_seconds(root.not_after())))
    }

    /// Certificate and key of a service.
    pub fn open_service(&self, service: &Service) -> Result<(Certificate, SigningKey)> {
        let pkcs8 = self.key.unseal(&service.sealed_key, service.id.to_string().as_bytes())?;
        let key = SigningKey::from_pkcs8(&pkcs8).map_err(refusal::made)?;
        Ok((Certificate::from_der(&service.certificate).map_err(refusal::made)?, key))
    }
}

impl CertifyingCentre {
    /// Every service there was, newest first. Keys stay sealed.
    pub async fn services(&self) -> Result<Vec<Service>> {
        self.store.services().await
    }

    /// Makes the services that are missing or due. To be called at the start and by a job every few minutes; says how many
    /// were made.
    pub async fn refresh_services(&self) -> Result<usize> {
        let mut made = 0;
        for (authority, ..) in self.store.crl_numbers().await? {
            made += usize::from(self.service_of(ServiceKind::Answers, authority).await?.is_some_and(|(_, new)| new));
        }
        if self.store.newest_authority().await?.is_some() {
            made += usize::from(self.stamping().await?.1);
        }
        Ok(made)
    }

    /// Who stamps now: the service of the newest root.
    pub(super) async fn stamping(&self) -> Result<(Service, bool)> {
        let newest = self.newest().await?;
        let current = self.service_of(ServiceKind::Stamps, newest).await?;
        current.ok_or_else(|| Error::internal("the root of the certifying centre has ended"))
    }

    async fn newest(&self) -> Result<AuthorityId> {
        Ok(self.store.newest_authority().await?.ok_or_else(refusal::no_centre)?)
    }

    /// The current service of this kind below this root; it is made when there is none or another is due. Says whether it
    /// was made. Nothing below a root that has ended: nothing that it issued is in force.
    pub(super) async fn service_of(
        &self,
        kind: ServiceKind,
        authority: AuthorityId,
    ) -> Result<Option<(Service, bool)>> {
        let now = self.env.now();
        let current = |all: Vec<Service>| {
            let mut own = all.into_iter().filter(|s| s.kind == kind && s.authority == authority);
            own.find(|s| s.not_before <= now && now <= s.not_after)
        };
        let known = current(self.store.services().await?);
        if let Some(service) = &known
            && !service.is_due(&self.settings, now)
        {
            return Ok(Some((service.clone(), false)));
        }
        let mut work = self.store.begin().await?;
        let root = work.lock_authority_of(authority).await?.ok_or_else(refusal::no_centre)?;
        // Under the lock: another node may have been quicker.
        if let Some(service) = current(work.services().await?)
            && !service.is_due(&self.settings, now)
        {
            return Ok(Some((service, false)));
        }
        let end = Certificate::from_der(&root.certificate).map_err(refusal::made)?.not_after();
        if end <= now.seconds() {
            return Ok(None);
        }
        let service = self.making().service(&root, kind, now)?;
        work.insert_service(&service).await?;
        let access = Access::done("certifying_centre", root.id, Operation::Change).detail(format!(
            "{} {}",
            kind.code(),
            service.serial
        ));
        work.account(&Actor::portal(), now, &access).await?;
        work.commit().await?;
        Ok(Some((service, true)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MasterKey;
    use orda_base::{Env, FixedClock, SystemEntropy};

    const NOW: Timestamp = Timestamp::from_seconds(1_795_316_400);
    const YEAR: i64 = 365 * 86_400;

    fn made(settings: &CentreSettings, kind: ServiceKind, now: Timestamp) -> Service {
        let env = Env::new(FixedClock::at(NOW), SystemEntropy);
        let key = MasterKey::new([7; 32]);
        let making = Making { env: &env, key: &key, settings };
        let root = making.root("Orda CC", NOW).expect("a root");
        making.service(&root, kind, now).expect("a service")
    }

    /// A stamp authority is replaced after a fifth of its certificate's time, a responder after half of it; neither
    /// certificate outlives the root.
    #[test]
    fn services_are_replaced_in_time() {
        let settings = CentreSettings { stamp_years: 5, answer_days: 90, ..CentreSettings::named("Orda CC") };
        let stamps = made(&settings, ServiceKind::Stamps, NOW);
        assert_eq!(stamps.not_after, NOW.plus_seconds(5 * YEAR));
        assert!(!stamps.is_due(&settings, NOW.plus_seconds(YEAR - 86_400)));
        assert!(stamps.is_due(&settings, NOW.plus_seconds(YEAR + 86_400)));
        let answers = made(&settings, ServiceKind::Answers, NOW);
        assert!(!answers.is_due(&settings, NOW.plus_seconds(44 * 86_400)));
        assert!(answers.is_due(&settings, NOW.plus_seconds(46 * 86_400)));
        let late = made(&settings, ServiceKind::Stamps, NOW.plus_seconds(8 * YEAR));
        assert_eq!(late.not_after, NOW.plus_seconds(10 * YEAR), "the root's end");
    }

    /// A key whose algorithm retires before its certificate ends is not made, and one that was made is replaced.
    #[test]
    fn keys_that_will_retire_are_not_made() {
        let usual = CentreSettings::named("Orda CC");
        let before = made(&usual, ServiceKind::Stamps, NOW);
        for name in ["SHA-256", "ECDSA P-256"] {
            let retired = vec![(name.to_owned(), NOW.seconds() + 2 * YEAR)];
            let settings = CentreSettings { retired, ..usual.clone() };
            assert!(before.is_due(&settings, NOW), "{name}");
            let after = made(&settings, ServiceKind::Stamps, NOW);
            let certificate = Certificate::from_der(&after.certificate).expect("a certificate");
            let key = certificate.public_key().expect("a key").name();
            assert_eq!(key, ServiceKey::Gost512.name(), "{name}");
            assert!(!after.is_due(&settings, NOW.plus_seconds(60)), "{name}");
        }
    }
}
