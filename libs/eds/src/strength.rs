//! What is strong enough, and until when: rules by the names of reports, with a time.
//!
//! A rule names an algorithm (`SHA-256`, `RSA-2048`, `GOST 34.311-95`) or all RSA keys that are shorter (`RSA < 3072`). From
//! its time on nothing counts that is not proven to have existed before.

use crate::{Certificate, Error, Reason, Result, time};

/// Rules: names, with the time in seconds since 1970 UTC from which what they name proves nothing.
pub type Rules = [(String, i64)];

/// Is the algorithm with this name one that the rule names?
pub fn is_of(rule: &str, name: &str) -> bool {
    if rule == name {
        return true;
    }
    match (rule.strip_prefix("RSA < ").map(str::parse), name.strip_prefix("RSA-").map(str::parse)) {
        (Some(Ok(least)), Some(Ok(bits))) => u32::lt(&bits, &least),
        _ => false,
    }
}

/// From when the algorithm with this name proves nothing, if that is known.
pub fn retires(rules: &Rules, name: &str) -> Option<i64> {
    rules.iter().filter(|(rule, _)| is_of(rule, name)).map(|(_, since)| *since).min()
}

/// Refuses what proves nothing any more at `at`.
///
/// # Errors
/// Weak key for keys of RSA, algorithm retired for the others.
pub fn not_retired<S: AsRef<str>>(rules: &Rules, names: &[S], at: i64) -> Result<()> {
    for name in names.iter().map(AsRef::as_ref) {
        if let Some(since) = retires(rules, name).filter(|since| *since <= at) {
            // What never was allowed has no day.
            let detail = if since == i64::MIN { name.to_owned() } else { format!("{name} {}", time::text(since)) };
            let short = rules.iter().any(|(rule, _)| rule != name && is_of(rule, name)) && since == i64::MIN;
            return Err(Error::new(if short { Reason::WeakKey } else { Reason::AlgorithmRetired }, detail));
        }
    }
    Ok(())
}

/// The same for certificates from the signer's to the anchor: their keys, and the digests with which each but the anchor,
/// which is trusted as it is, was signed.
///
/// # Errors
/// As [`not_retired`]; malformed.
pub fn path_holds(rules: &Rules, path: &[&Certificate], at: i64) -> Result<()> {
    for (place, certificate) in path.iter().enumerate() {
        let mut names = vec![certificate.public_key()?.name()];
        if place + 1 < path.len() {
            names.extend(certificate.signed_digest()?.map(|digest| digest.name().to_owned()));
        }
        not_retired(rules, &names, at)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules name algorithms exactly, or every shorter key of RSA.
    #[test]
    fn rules_name_algorithms() {
        assert!(is_of("SHA-256", "SHA-256") && !is_of("SHA-256", "SHA-384"));
        for (name, shorter) in [("RSA-2048", true), ("RSA-3071", true), ("RSA-3072", false), ("ECDSA P-256", false)] {
            assert_eq!(is_of("RSA < 3072", name), shorter, "{name}");
        }
        assert!(!is_of("RSA < many", "RSA-2048"));
    }

    /// The earliest rule counts, from its time on; a key that is too short is told apart from an algorithm that aged.
    #[test]
    fn the_earliest_rule_counts() {
        let rules = [("GOST 34.311-95".to_owned(), 100), ("RSA < 3072".to_owned(), 200), ("RSA-2048".to_owned(), 300)];
        assert_eq!(retires(&rules, "RSA-2048"), Some(200));
        assert_eq!(retires(&rules, "SHA-256"), None);
        let reason = |name: &str, at| not_retired(&rules, &[name], at).err().map(|error| error.reason);
        assert_eq!(reason("GOST 34.311-95", 99), None);
        assert_eq!(reason("GOST 34.311-95", 100), Some(Reason::AlgorithmRetired));
        assert_eq!(reason("RSA-2048", 200), Some(Reason::AlgorithmRetired));
        let never = [("RSA < 3072".to_owned(), i64::MIN)];
        let error = not_retired(&never, &["RSA-2048"], 0).expect_err("refused");
        assert_eq!((error.reason, error.detail.as_str()), (Reason::WeakKey, "RSA-2048"));
    }
}
