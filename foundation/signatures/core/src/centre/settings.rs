//! Settings of the built-in centre.

use eds::Profile;
use orda_base::Timestamp;
use serde::Deserialize;

/// Settings of the built-in centre. Names come from the configuration: they are in every certificate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CentreSettings {
    /// Common name of the root.
    pub common_name: String,
    /// Organisation in the name of the root.
    #[serde(default)]
    pub organisation: String,
    /// Address at which the list of revoked certificates is published; none: not named in certificates.
    #[serde(default)]
    pub crl_url: Option<String>,
    /// Years for which the root is valid.
    #[serde(default = "root_years")]
    pub root_years: u16,
    /// Days for which a person's certificate is valid.
    #[serde(default = "certificate_days")]
    pub certificate_days: u16,
    /// Hours until a list must be renewed.
    #[serde(default = "crl_hours")]
    pub crl_hours: u16,
    /// Days for which the certificate of who answers about revocation is valid; another takes over after half of them.
    #[serde(default = "answer_days")]
    pub answer_days: u16,
    /// Minutes for which an answer is to be relied upon.
    #[serde(default = "answer_minutes")]
    pub answer_minutes: u16,
    /// Years for which the certificate of who stamps is valid; another takes over after a fifth of them.
    #[serde(default = "stamp_years")]
    pub stamp_years: u16,
    /// Policy of the stamps, an identifier.
    #[serde(default = "stamp_policy")]
    pub stamp_policy: String,
    /// Algorithms by the names of reports (`SHA-256`, `ECDSA P-256`) with the time, in seconds since 1970 UTC, from which
    /// they prove nothing any more.
    #[serde(default)]
    pub retired: Vec<(String, i64)>,
    /// RSA keys with fewer bits get no certificate.
    #[serde(default = "rsa_least_bits")]
    pub rsa_least_bits: u16,
    /// How people, bodies and roles are written.
    #[serde(default)]
    pub profile: Profile,
}

impl CentreSettings {
    /// Default settings for a centre of this name.
    pub fn named(common_name: impl Into<String>) -> Self {
        Self {
            common_name: common_name.into(),
            organisation: String::new(),
            crl_url: None,
            root_years: root_years(),
            certificate_days: certificate_days(),
            crl_hours: crl_hours(),
            answer_days: answer_days(),
            answer_minutes: answer_minutes(),
            stamp_years: stamp_years(),
            stamp_policy: stamp_policy(),
            retired: Vec::new(),
            rsa_least_bits: rsa_least_bits(),
            profile: Profile::kazakhstan(),
        }
    }

    /// When an algorithm stops proving anything, if that is known.
    pub fn retires(&self, name: &str) -> Option<Timestamp> {
        eds::strength::retires(&self.retired, name).map(Timestamp::from_seconds)
    }
}

const fn rsa_least_bits() -> u16 {
    crate::RSA_BITS
}

const fn root_years() -> u16 {
    10
}

const fn certificate_days() -> u16 {
    365
}

const fn crl_hours() -> u16 {
    24
}

const fn answer_days() -> u16 {
    90
}

const fn answer_minutes() -> u16 {
    60
}

const fn stamp_years() -> u16 {
    5
}

/// `baseline-ts-policy` of ETSI EN 319 421.
fn stamp_policy() -> String {
    "0.4.0.2023.1.1".to_owned()
}
