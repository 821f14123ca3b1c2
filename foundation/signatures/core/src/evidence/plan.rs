//! When evidence is due: pure decisions.

use eds::record::EvidenceRecord;
use eds::validate::stamps;
use eds::{Envelope, TimeStamp};
use orda_base::Timestamp;

const DAY: i64 = 86_400;

/// What the decisions stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Days before the end of a stamp's certificate, or of an algorithm, at which evidence is renewed.
    pub renew_days: u16,
    /// Algorithms by the names of reports with the time, in seconds since 1970 UTC, from which they prove nothing.
    pub retired: Vec<(String, i64)>,
    /// Renew all that is due by one stamp (evidence records, RFC 4998)? Otherwise each signature by a stamp of its own.
    pub records: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { renew_days: 180, retired: Vec::new(), records: true }
    }
}

/// When evidence must be renewed: so many days before the certificate of its newest stamp ends, or before one of that
/// stamp's algorithms is retired, whatever comes first. Older stamps are covered by the newest and do not count; nor do
/// those of a signature that is in an evidence record. Nothing for bytes without a readable stamp.
pub fn next_renewal(cms: &[u8], record: Option<&[u8]>, settings: &Settings) -> Option<Timestamp> {
    let envelope = Envelope::read(cms).ok()?;
    let newest: TimeStamp = match record {
        Some(record) => EvidenceRecord::read(record).ok()?.newest_stamp().clone(),
        None => stamps(envelope.signers().first()?).ok()?.into_iter().next()?,
    };
    let authority = newest.verify_signature(envelope.certificates()).ok()?;
    let mut names = vec![authority.public_key().ok()?.name(), newest.info().digest().ok()?.name().to_owned()];
    names.extend(newest.envelope().signers().iter().map(|signer| signer.digest().name().to_owned()));
    let retired = names.iter().filter_map(|name| eds::strength::retires(&settings.retired, name));
    let end = retired.chain([authority.not_after()]).min()?;
    Some(Timestamp::from_seconds(end - i64::from(settings.renew_days) * DAY))
}

/// Seconds to wait after so many failures in a row: soon at first, a day at most.
pub const fn delay(failures: u32) -> i64 {
    match failures {
        0 | 1 => 5,
        2 => 30,
        3 => 120,
        4 => 600,
        5 => 3600,
        6 => 6 * 3600,
        _ => DAY,
    }
}

/// Failures after which a signature that is found to be wrong, and not only not provable yet, is given up.
pub(super) const GIVE_UP: u32 = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use eds::make::{self, Kind, SigningKey, Stamping, Template};
    use eds::{Digest, Name, attribute as at, purpose};

    const NOW: i64 = 1_795_316_400;

    /// A signature with one stamp, whose certificate ends at `end`.
    fn stamped(end: i64) -> Vec<u8> {
        let key = || SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key");
        let (root_key, own) = (key(), key());
        let root = Name::of(&[(at::CN, "Root")]).expect("name");
        let template = |subject, spki, kind, to| Template {
            serial: &[7],
            subject,
            spki,
            not_before: NOW - DAY,
            not_after: to,
            kind,
            crl_url: None,
        };
        let spki = root_key.spki().expect("spki");
        let far = NOW + 9000 * DAY;
        let root_certificate =
            make::root(&template(&root, &spki, Kind::Authority { path_length: 0 }, far), &root_key).expect("root");
        let (name, spki) = (Name::of(&[(at::CN, "TSA")]).expect("name"), own.spki().expect("spki"));
        let kind = Kind::Service { purpose: purpose::TIME_STAMPING };
        let authority = make::issue(&template(&name, &spki, kind, end), &root_certificate, &root_key).expect("issues");
        let cms = make::sign_detached(b"text", &root_certificate, &[], &root_key, NOW).expect("signs");
        let value = Envelope::read(&cms).expect("reads").signers()[0].signature().to_vec();
        let policy = eds::attribute::ObjectIdentifier::new_unwrap("0.4.0.2023.1.1");
        let imprint = Digest::Sha256.of(&value);
        let stamping =
            Stamping { policy, digest: Digest::Sha256, imprint: &imprint, serial: &[1], at: NOW, nonce: None };
        let token = make::time_stamp(&stamping, &authority, &[], &own).expect("stamps");
        make::add_signature_stamp(&cms, 0, &token).expect("adds")
    }

    /// The end of the stamp's certificate decides, unless an algorithm of the stamp is retired before; what the stamp does
    /// not use does not matter; without a stamp there is nothing to decide.
    #[test]
    fn whatever_ages_first_decides() {
        let end = NOW + 1000 * DAY;
        let cms = stamped(end);
        let settings = Settings { renew_days: 100, ..Settings::default() };
        let days = |settings: &Settings| next_renewal(&cms, None, settings).map(|at| (at.seconds() - NOW) / DAY);
        assert_eq!(days(&settings), Some(900));
        for name in ["SHA-256", "ECDSA P-256"] {
            let retired = vec![(name.to_owned(), NOW + 500 * DAY), ("SHA-512".to_owned(), NOW)];
            assert_eq!(days(&Settings { retired, ..settings.clone() }), Some(400), "{name}");
        }
        let late = vec![("SHA-256".to_owned(), NOW + 5000 * DAY)];
        assert_eq!(days(&Settings { retired: late, ..settings.clone() }), Some(900));
        assert_eq!(next_renewal(b"nonsense", None, &settings), None);
        assert_eq!(next_renewal(&cms, Some(b"nonsense"), &settings), None);
    }

    /// Delays grow up to a day.
    #[test]
    fn delays_grow() {
        let all: Vec<i64> = (1..=9).map(delay).collect();
        assert!(all.windows(2).all(|two| two[0] <= two[1]));
        assert_eq!((all[0], all[8]), (5, DAY));
    }
}
