//! Settings of the built-in centre.

use eds::Profile;
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
            profile: Profile::kazakhstan(),
        }
    }
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
