//! Rules for new passwords: long, not made of the person's own name, not one of those that everybody tries first.

use kazakh::search_form;
use orda_base::{Env, FieldError};
use std::collections::BTreeSet;

/// Shortest password, in characters.
pub const SHORTEST: usize = 12;
/// Longest password, in characters.
pub const LONGEST: usize = 128;

/// Bases of the commonest passwords, one a line.
const COMMON: &str = include_str!("../data/common_passwords.txt");
/// Parts of names shorter than this are not looked for: they occur by chance.
const TELLING_PART: usize = 4;
/// Different characters at least.
const VARIETY: usize = 5;

/// Is `password` good enough for somebody with this login and these parts of the name?
///
/// # Errors
/// What is wrong, as an error of `field`.
pub fn check_new(field: &str, password: &str, login: &str, name: &[&str]) -> Result<(), FieldError> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(FieldError::new(field, "identity-error-password-short").with("min", SHORTEST));
    }
    if length > LONGEST {
        return Err(FieldError::new(field, "identity-error-password-long").with("max", LONGEST));
    }
    let folded = search_form(password);
    let own = name.iter().copied().chain([login]).map(search_form).filter(|p| p.chars().count() >= TELLING_PART);
    for part in own {
        if folded.contains(&part) {
            return Err(FieldError::new(field, "identity-error-password-own-name"));
        }
    }
    if is_common(&password.to_lowercase()) {
        return Err(FieldError::new(field, "identity-error-password-common"));
    }
    Ok(())
}

/// Is it one of the first guesses: a common word with figures and signs around it, a run, few different characters?
fn is_common(password: &str) -> bool {
    let base = password.trim_matches(|c: char| !c.is_alphabetic());
    let listed = COMMON.lines().filter(|l| !l.starts_with('#')).any(|common| common == password || common == base);
    let chars: Vec<char> = password.chars().collect();
    let different: BTreeSet<char> = chars.iter().copied().collect();
    listed || different.len() < VARIETY || is_run(&chars, 1) || is_run(&chars, -1)
}

/// Does each character follow the one before by this step, 0 after 9?
fn is_run(chars: &[char], step: i64) -> bool {
    chars.windows(2).all(|pair| {
        let distance = i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
        let figures = pair.iter().all(char::is_ascii_digit);
        distance == step || (figures && (distance - step) % 10 == 0)
    })
}

/// A one-time password to be told by telephone: four groups of four, without characters that look or sound alike; 78
/// bits.
pub(crate) fn one_time(env: &Env) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    // 31 different signs, one of them twice, so that a byte falls evenly on 32 places.
    let signs: Vec<char> = env.random::<16>().iter().map(|b| char::from(SIGNS[usize::from(b % 32)])).collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Short passwords, own names in any spelling, common words with figures and runs are refused.
    #[rstest]
    #[case("қысқа-сөз", Some("identity-error-password-short"))]
    #[case("Ақтөбедегі көктем", None)]
    #[case("correct horse battery", None)]
    #[case("Дәулет-мықты-2026", Some("identity-error-password-own-name"))]
    #[case("даулет-сильный-77", Some("identity-error-password-own-name"))]
    #[case("x-D.Akhmetov-2026", Some("identity-error-password-own-name"))]
    #[case("Password123456", Some("identity-error-password-common"))]
    #[case("!!Құпиясөз2026", Some("identity-error-password-common"))]
    #[case("123456789012345", Some("identity-error-password-common"))]
    #[case("098765432109876", Some("identity-error-password-common"))]
    #[case("482915730648", None)]
    #[case("abababababab", Some("identity-error-password-common"))]
    #[case("abcdefghijklm", Some("identity-error-password-common"))]
    fn new_passwords_are_judged(#[case] password: &str, #[case] expected: Option<&str>) {
        let judged = check_new("password", password, "d.akhmetov", &["Ахметов", "Дәулет", "Ли"]);
        assert_eq!(judged.err().map(|e| e.message.key), expected);
    }

    /// One-time passwords keep the rules and differ.
    #[test]
    fn one_time_passwords_are_good() {
        let env = Env::system();
        let password = one_time(&env);
        assert_eq!(password.len(), 19);
        assert!(check_new("password", &password, "d.akhmetov", &["Ахметов"]).is_ok());
        assert_ne!(password, one_time(&env));
    }
}
