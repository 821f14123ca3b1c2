//! Which algorithms count, and until when: one policy for signing, logging in, certificates, stamps and checks.

use eds::strength::Rules;

/// Bits of RSA keys that have the strength of 128 bits (NIST SP 800-57 Part 1, table 2).
pub const RSA_BITS: u16 = 3072;

/// The day from which RSA keys that are shorter prove nothing where no day is set: 2027-01-01. What was signed with them and
/// stamped before stays valid.
pub const SHORT_RSA_ENDS: i64 = 1_798_761_600;

/// The day from which GOST 34.311-95 proves nothing where no day is set: 2025-04-29. The national centre has issued only
/// keys of GOST 34.10-2015 since 2024-04-28, and what it had issued before was in force for a year.
pub const OLD_GOST_ENDS: i64 = 1_745_884_800;

/// The policy. Old signatures are judged by it as of the time that is proven for them, new ones as of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Algorithms {
    /// Rules by the names of reports, with the seconds since 1970 UTC from which they prove nothing.
    pub retired: Vec<(String, i64)>,
    /// RSA keys with fewer bits are refused for everything new, whatever the day.
    pub rsa_least_bits: u16,
}

impl Default for Algorithms {
    fn default() -> Self {
        Self::with(RSA_BITS, &[])
    }
}

impl Algorithms {
    /// The usual policy with this least length of RSA keys, in which `own` rules take the place of those of the same name.
    pub fn with(rsa_least_bits: u16, own: &[(String, i64)]) -> Self {
        let usual = [
            ("GOST 34.311-95".to_owned(), OLD_GOST_ENDS),
            ("GOST R 34.11-94".to_owned(), OLD_GOST_ENDS),
            // Who asks for more than 3072 asks it of what is new: what was signed with 3072 stays valid.
            (format!("RSA < {}", rsa_least_bits.min(RSA_BITS)), SHORT_RSA_ENDS),
        ];
        let mut retired: Vec<_> =
            usual.into_iter().filter(|(name, _)| !own.iter().any(|(other, _)| other == name)).collect();
        retired.extend_from_slice(own);
        Self { retired, rsa_least_bits }
    }

    /// The rules for what is made now.
    pub fn for_new(&self) -> Vec<(String, i64)> {
        let mut rules = vec![(format!("RSA < {}", self.rsa_least_bits), i64::MIN)];
        rules.extend_from_slice(&self.retired);
        rules
    }

    /// The rules for what was made at a time that is proven.
    pub fn for_kept(&self) -> &Rules {
        &self.retired
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eds::strength::{not_retired, retires};

    /// GOST 34.311-95 and short RSA keys count in what was proven before their day, and in nothing new; an installation
    /// moves the days and the length.
    #[test]
    fn old_algorithms_end_on_their_day() {
        let usual = Algorithms::default();
        let ends = |policy: &Algorithms, name: &str| retires(policy.for_kept(), name);
        assert_eq!(ends(&usual, "GOST 34.311-95"), Some(OLD_GOST_ENDS));
        assert_eq!(ends(&usual, "GOST R 34.11-94"), Some(OLD_GOST_ENDS));
        assert_eq!(ends(&usual, "RSA-2048"), Some(SHORT_RSA_ENDS));
        assert_eq!(ends(&usual, "RSA-3072"), None);
        assert_eq!(ends(&usual, "Streebog-512"), None);
        let new = |policy: &Algorithms, name: &str| {
            not_retired(&policy.for_new(), &[name], OLD_GOST_ENDS).err().map(|error| error.reason)
        };
        assert_eq!(new(&usual, "RSA-2048"), Some(eds::Reason::WeakKey));
        assert_eq!(new(&usual, "GOST 34.311-95"), Some(eds::Reason::AlgorithmRetired));
        let more = Algorithms::with(4096, &[]);
        assert_eq!((ends(&more, "RSA-3072"), ends(&more, "RSA-2048")), (None, Some(SHORT_RSA_ENDS)));
        assert_eq!(new(&more, "RSA-3072"), Some(eds::Reason::WeakKey));
        let own = Algorithms::with(2048, &[("GOST 34.311-95".to_owned(), OLD_GOST_ENDS + 1)]);
        assert_eq!(new(&own, "RSA-2048"), None);
        assert_eq!(ends(&own, "RSA-2048"), None);
        assert_eq!(new(&own, "GOST 34.311-95"), None);
        assert_eq!(ends(&own, "GOST 34.311-95"), Some(OLD_GOST_ENDS + 1));
    }

    /// The days are those that the documents name.
    #[test]
    fn days_are_those_of_the_documents() {
        assert_eq!(eds::parse_time("2027-01-01"), Some(SHORT_RSA_ENDS));
        assert_eq!(eds::parse_time("2025-04-29"), Some(OLD_GOST_ENDS));
    }
}
