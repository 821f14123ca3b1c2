//! How a certifying centre writes people, bodies and roles into certificates. The profile is data: another centre, or
//! another country, is another value.

use crate::{Certificate, Result};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519;
use serde::{Deserialize, Serialize};

/// Rules by which a subject is read and written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// What stands before the person's number in `serialNumber`.
    pub person_prefix: String,
    /// What stands before the body's number in `OU`.
    pub body_prefix: String,
    /// Digits of either number.
    pub digits: usize,
    /// Prefix of identifiers in the extended key usage that are roles.
    pub role_arc: String,
    /// Roles that may sign for a body: its first head, or who has the right to sign.
    pub head_roles: Vec<String>,
    /// Roles of anybody in a body; whoever may sign for it is one too.
    pub employee_roles: Vec<String>,
}

impl Default for Profile {
    fn default() -> Self {
        Self::kazakhstan()
    }
}

impl Profile {
    /// Kazakhstan's national centre: `IIN` and `BIN`, roles under 1.2.398.3.3.4.
    pub fn kazakhstan() -> Self {
        let role = |n: u8| format!("1.2.398.3.3.4.1.2.{n}");
        Self {
            person_prefix: "IIN".to_owned(),
            body_prefix: "BIN".to_owned(),
            digits: 12,
            role_arc: "1.2.398.3.3.4.".to_owned(),
            head_roles: vec![role(1), role(2)],
            employee_roles: vec![role(3), role(4), role(5)],
        }
    }

    /// Reads who the certificate names.
    ///
    /// # Errors
    /// Malformed extensions.
    pub fn read(&self, certificate: &Certificate) -> Result<Subject> {
        let name = certificate.subject();
        let first = |oid| name.get(oid).unwrap_or("").trim().to_owned();
        let number = |prefix: &str, oid| name.all(oid).find_map(|v| self.number(prefix, v)).unwrap_or("").to_owned();
        let roles = certificate
            .extended_key_usage()?
            .iter()
            .map(ToString::to_string)
            .filter(|oid| oid.starts_with(&self.role_arc))
            .collect();
        Ok(Subject {
            common_name: first(rfc4519::CN),
            surname: first(rfc4519::SN),
            patronymic: first(rfc4519::GIVEN_NAME),
            iin: number(&self.person_prefix, rfc4519::SERIAL_NUMBER),
            bin: number(&self.body_prefix, rfc4519::OU),
            organisation: first(rfc4519::ORGANIZATION_NAME),
            country: first(rfc4519::COUNTRY_NAME),
            roles,
        })
    }

    /// The number after `prefix`, when it has the right length and nothing but digits.
    fn number<'a>(&self, prefix: &str, value: &'a str) -> Option<&'a str> {
        value.trim().strip_prefix(prefix).filter(|n| n.len() == self.digits && n.bytes().all(|b| b.is_ascii_digit()))
    }

    /// May this subject sign for its body?
    pub fn is_head(&self, subject: &Subject) -> bool {
        subject.roles.iter().any(|r| self.head_roles.contains(r))
    }

    /// Is this subject somebody of its body?
    pub fn is_employee(&self, subject: &Subject) -> bool {
        self.is_head(subject) || subject.roles.iter().any(|r| self.employee_roles.contains(r))
    }
}

/// Who a certificate names. Empty where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Subject {
    /// Common name: surname and given name.
    pub common_name: String,
    /// Surname.
    pub surname: String,
    /// Patronymic; Kazakhstan's profile keeps it in the attribute for given names.
    pub patronymic: String,
    /// Individual identification number.
    pub iin: String,
    /// Business identification number of the body.
    pub bin: String,
    /// Name of the body.
    pub organisation: String,
    /// Country.
    pub country: String,
    /// Role identifiers.
    pub roles: Vec<String>,
}

impl Subject {
    /// Common name with the patronymic after it, unless it is there already.
    pub fn full_name(&self) -> String {
        if self.patronymic.is_empty() || self.common_name.to_lowercase().contains(&self.patronymic.to_lowercase()) {
            self.common_name.clone()
        } else {
            format!("{} {}", self.common_name, self.patronymic)
        }
    }
}

/// Identifiers outside roles that certificates of signers carry.
pub mod purpose {
    use const_oid::ObjectIdentifier;

    /// `emailProtection`: in Kazakhstan's profile, the certificate is for signing.
    pub const EMAIL_PROTECTION: ObjectIdentifier = const_oid::db::rfc5280::ID_KP_EMAIL_PROTECTION;
    /// `timeStamping`: for stamps, and for them alone.
    pub const TIME_STAMPING: ObjectIdentifier = const_oid::db::rfc5280::ID_KP_TIME_STAMPING;
    /// `OCSPSigning`: for answers about revocation.
    pub const OCSP_SIGNING: ObjectIdentifier = const_oid::db::rfc5280::ID_KP_OCSP_SIGNING;
    /// `clientAuth`: for logging in.
    pub const CLIENT_AUTH: ObjectIdentifier = const_oid::db::rfc5280::ID_KP_CLIENT_AUTH;
}

/// Identifier from its dotted text.
pub(crate) fn oid(text: &str) -> Result<ObjectIdentifier> {
    ObjectIdentifier::new(text).map_err(|e| crate::Error::new(crate::Reason::NotMade, format_args!("{text}: {e}")))
}
