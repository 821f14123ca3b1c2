//! The second step of a login: what a person has beside the password, and codes for the day it is lost.

use crate::{TokenHash, password};
use orda_base::{Env, PersonId, Timestamp, id_type};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

id_type!(
    /// A second factor of a person.
    FactorId
);

/// Codes that are given for the day when the second factor is lost.
pub const RECOVERY_CODES: usize = 10;
/// Second factors of one person at most.
pub const MOST_FACTORS: usize = 10;
/// Longest name of a second factor, in characters.
pub const LONGEST_FACTOR_NAME: usize = 60;
/// Bytes of the secret of a program for codes (RFC 4226 §4, R6 recommends 160 bits).
const SECRET: usize = 20;

/// What kind of second factor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorKind {
    /// A program that shows a new code every 30 seconds (RFC 6238).
    Totp,
    /// A key of the device or on a stick, used through the browser (`WebAuthn` Level 2).
    Passkey,
}

impl FactorKind {
    /// Stable code: in the table and in message keys (`identity-factor-totp`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Totp, Self::Passkey].into_iter().find(|k| k.code() == code)
    }
}

/// A second factor as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// Its id.
    pub id: FactorId,
    /// Whose it is.
    pub person: PersonId,
    /// Of what kind.
    pub kind: FactorKind,
    /// How its owner calls it.
    pub name: String,
    /// The secret of a program for codes, sealed; or the public key of a passkey (SPKI).
    pub material: Vec<u8>,
    /// Id of a passkey's credential, URL-safe Base64; empty for a program.
    pub credential: String,
    /// The last time step whose code was used (RFC 6238 §5.2); or the count of a passkey's signatures.
    pub counter: i64,
    /// Was it shown to work?
    pub confirmed: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

impl Factor {
    /// What a sealed secret of it is bound to.
    pub fn context(&self) -> Vec<u8> {
        format!("second factor {} of {}", self.id, self.person).into_bytes()
    }
}

/// A program for codes that is being set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Id of the factor.
    pub id: FactorId,
    /// How its owner calls it.
    pub name: String,
    /// The secret to be typed by hand: Base32 in groups of four.
    pub secret: String,
    /// The same for the camera: `otpauth://totp/…`.
    pub address: String,
}

/// A new secret.
pub(crate) fn new_secret(env: &Env) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(env.random::<SECRET>().to_vec())
}

/// The secret as a person or a camera reads it.
pub(crate) fn enrolment(factor: &Factor, secret: &[u8], login: &str, issuer: &str) -> Enrolment {
    let text = totp(secret, login, issuer);
    let plain = text.secret().to_base32();
    let letters: Vec<char> = plain.chars().collect();
    Enrolment {
        id: factor.id,
        name: factor.name.clone(),
        secret: letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" "),
        address: text.to_url().unwrap_or_default(),
    }
}

/// The present time step when `code` is its code and it lies after `last`, the step whose code was used last. No neighbouring
/// step is taken, though RFC 6238 §5.2 allows it for clocks that differ: each would add thirty seconds to the life of a code, which
/// is thirty seconds (ASVS 6.5.5). Devices and servers set their clocks by the network.
pub(crate) fn step_of(secret: &[u8], code: &str, now: Timestamp, last: i64) -> Option<i64> {
    let seconds = u64::try_from(now.seconds()).ok()?;
    let step = totp(secret, "", "").check(code, seconds)?;
    i64::try_from(step).ok().filter(|step| *step > last)
}

fn totp(secret: &[u8], login: &str, issuer: &str) -> Totp {
    // A colon would end the name of the portal in the address.
    let clean = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(clean(login))
        .with_issuer(Some(clean(issuer)))
        .with_skew(0)
        .build_noncompliant()
}

/// New codes for the day the second factor is lost (138 random bits each), with the digests that are kept of them. So
/// long a random text needs no slow hash.
pub(crate) fn recovery_codes(env: &Env) -> (Vec<String>, Vec<TokenHash>) {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| password::one_time(env)).collect();
    let digests = codes.iter().filter_map(|code| recovery_digest(code)).collect();
    (codes, digests)
}

/// The digest of a code as typed: capitals, spaces and hyphens do not matter.
pub(crate) fn recovery_digest(typed: &str) -> Option<TokenHash> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    TokenHash::of(&plain.to_ascii_lowercase())
}

/// The six digits of a code as typed; none when it cannot be one.
pub(crate) fn digits(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the vectors in RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    /// The vectors of RFC 6238 (the last six of their eight digits), within their thirty seconds and neither before nor after; a
    /// code of a step that was used, or of one before it, is no code any more.
    #[test]
    fn codes_are_those_of_the_standard_and_good_once() {
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = Timestamp::from_seconds(seconds);
            let step = seconds / 30;
            assert_eq!(step_of(SECRET, code, now, 0), Some(step), "{seconds}");
            let begins = Timestamp::from_seconds(step * 30);
            assert_eq!(step_of(SECRET, code, begins, 0), Some(step));
            assert_eq!(step_of(SECRET, code, begins.plus_seconds(29), 0), Some(step));
            assert_eq!(step_of(SECRET, code, begins.plus_seconds(-1), 0), None);
            assert_eq!(step_of(SECRET, code, begins.plus_seconds(30), 0), None);
            assert_eq!(step_of(SECRET, code, now, step), None);
            assert_eq!(step_of(SECRET, code, now, step - 1), Some(step));
        }
        assert_eq!(step_of(SECRET, "+87082", Timestamp::from_seconds(59), 0), None);
    }

    /// The address names portal and login; the secret can be typed.
    #[test]
    fn secrets_can_be_read_and_typed() {
        let factor = Factor {
            id: FactorId::from_uuid(orda_base::uuid::Uuid::nil()),
            person: PersonId::from_uuid(orda_base::uuid::Uuid::nil()),
            kind: FactorKind::Totp,
            name: "Телефон".into(),
            material: Vec::new(),
            credential: String::new(),
            counter: 0,
            confirmed: false,
            created_at: Timestamp::from_seconds(0),
            used_at: None,
        };
        let shown = enrolment(&factor, SECRET, "d.akhmetov", "Orda: портал");
        assert_eq!(shown.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(shown.address.starts_with("otpauth://totp/Orda"), "{}", shown.address);
        assert!(shown.address.contains(":d.akhmetov?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{}", shown.address);
    }

    /// Codes are known again however they are typed; they differ.
    #[test]
    fn typed_codes_are_known_again() {
        let (codes, digests) = recovery_codes(&Env::system());
        assert_eq!((codes.len(), digests.len()), (RECOVERY_CODES, RECOVERY_CODES));
        assert_eq!(recovery_digest(&codes[0].to_uppercase().replace('-', " ")), Some(digests[0]));
        assert_ne!(codes[0], codes[1]);
        assert_eq!(digits(" 123 456 ").as_deref(), Some("123456"));
        assert_eq!(digits("12345a"), None);
        assert_eq!(digits("1234567"), None);
    }
}
