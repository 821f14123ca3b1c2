//! Rules for new passwords: long, not made of the person's own name nor of words of the portal and the body, not one of
//! those that everybody tries first.

use kazakh::search_form;
use orda_base::{Env, FieldError};
use std::collections::BTreeSet;

/// Shortest password, in characters.
pub const SHORTEST: usize = 12;
/// Longest password, in characters.
pub const LONGEST: usize = 128;

/// Bases of the commonest passwords, one a line.
const COMMON: &str = include_str!("../data/common_passwords.txt");
/// The ten thousand most frequent passwords of breaches that keep the rules of length and variety: small letters, sorted
/// by bytes. Where they come from: `data/README.md`.
const FREQUENT: &str = include_str!("../data/frequent_passwords.txt");
/// Words that everybody tries at a portal of state bodies, one a line.
const CONTEXT: &str = include_str!("../data/context_words.txt");
/// Parts of names shorter than this are not looked for: they occur by chance.
const TELLING_PART: usize = 4;
/// Letters and figures that a password must have beside the words of its context.
const BESIDE_CONTEXT: usize = 8;
/// Different characters at least.
const VARIETY: usize = 5;

/// For whom a password is chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Owner<'a> {
    /// The login; may be empty.
    pub login: &'a str,
    /// Parts of the name.
    pub name: &'a [&'a str],
    /// Texts whose words others would try: names of the portal and of the bodies, titles of the positions.
    pub surroundings: &'a [&'a str],
}

/// Is `password` good enough for its owner?
///
/// # Errors
/// What is wrong, as an error of `field`.
pub fn check_new(field: &str, password: &str, owner: Owner<'_>) -> Result<(), FieldError> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(FieldError::new(field, "identity-error-password-short").with("min", SHORTEST));
    }
    if length > LONGEST {
        return Err(FieldError::new(field, "identity-error-password-long").with("max", LONGEST));
    }
    let folded = search_form(password);
    let own =
        owner.name.iter().copied().chain([owner.login]).map(search_form).filter(|p| p.chars().count() >= TELLING_PART);
    for part in own {
        if folded.contains(&part) {
            return Err(FieldError::new(field, "identity-error-password-own-name"));
        }
    }
    if is_common(&password.to_lowercase()) {
        return Err(FieldError::new(field, "identity-error-password-common"));
    }
    if is_of_context(&folded, owner.surroundings) {
        return Err(FieldError::new(field, "identity-error-password-context"));
    }
    Ok(())
}

/// Is it made of words of its context with little beside?
fn is_of_context(folded: &str, surroundings: &[&str]) -> bool {
    let listed = CONTEXT.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(search_form);
    let around = surroundings.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).map(search_form);
    let mut words: Vec<String> = listed.chain(around.filter(|w| w.chars().count() >= TELLING_PART)).collect();
    // The longest first: else the rest of a word whose beginning is listed would count.
    words.sort_unstable_by_key(|w| std::cmp::Reverse(w.len()));
    let rest = words.iter().fold(folded.to_owned(), |rest, word| rest.replace(word.as_str(), " "));
    rest != folded && rest.chars().filter(|c| c.is_alphanumeric()).count() < BESIDE_CONTEXT
}

/// Is it one of the first guesses: a common word with figures and signs around it, a run, few different characters?
fn is_common(password: &str) -> bool {
    let base = password.trim_matches(|c: char| !c.is_alphabetic());
    let listed = COMMON.lines().filter(|l| !l.starts_with('#')).any(|common| common == password || common == base);
    let frequent = || FREQUENT.lines().collect::<Vec<_>>().binary_search(&password).is_ok();
    let chars: Vec<char> = password.chars().collect();
    let different: BTreeSet<char> = chars.iter().copied().collect();
    listed || frequent() || different.len() < VARIETY || is_run(&chars, 1) || is_run(&chars, -1)
}

/// Does each character follow the one before by this step, 0 after 9?
fn is_run(chars: &[char], step: i64) -> bool {
    chars.windows(2).all(|pair| {
        let distance = i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
        let figures = pair.iter().all(char::is_ascii_digit);
        distance == step || (figures && (distance - step) % 10 == 0)
    })
}

/// A one-time password to be told by telephone: seven groups of four, without characters that look or sound alike; 138
/// bits.
pub(crate) fn one_time(env: &Env) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    // 31 different signs, one of them twice, so that a byte falls evenly on 32 places.
    let signs: Vec<char> = env.random::<28>().iter().map(|b| char::from(SIGNS[usize::from(b % 32)])).collect();
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
    #[case("Ghjcnjgfhjkm", Some("identity-error-password-common"))]
    #[case("1QAZxsw23edc", Some("identity-error-password-common"))]
    #[case("Министерство-2026", Some("identity-error-password-context"))]
    #[case("Orda-portal-2026", Some("identity-error-password-context"))]
    #[case("Әділет министрлігі 1", Some("identity-error-password-context"))]
    #[case("Заңгер Әділет 2026", Some("identity-error-password-context"))]
    #[case("Орда тауы мен бозторғай", None)]
    // Signs are as good as letters where nothing of the context is.
    #[case("k!7@w#2$m%9^", None)]
    fn new_passwords_are_judged(#[case] password: &str, #[case] expected: Option<&str>) {
        let owner = Owner {
            login: "d.akhmetov",
            name: &["Ахметов", "Дәулет", "Ли"],
            surroundings: &["Әділет министрлігі", "Бас заңгер"],
        };
        let judged = check_new("password", password, owner);
        assert_eq!(judged.err().map(|e| e.message.key), expected);
    }

    /// The list of frequent passwords is one in which is searched: sorted, small letters, at least three thousand that the
    /// other rules let through.
    #[test]
    fn frequent_passwords_can_be_searched() {
        let lines: Vec<&str> = FREQUENT.lines().collect();
        assert!(lines.is_sorted() && lines.len() >= 3000, "{}", lines.len());
        assert!(lines.iter().all(|l| l.to_lowercase() == **l && (SHORTEST..=LONGEST).contains(&l.chars().count())));
    }

    /// One-time passwords keep the rules and differ.
    #[test]
    fn one_time_passwords_are_good() {
        let env = Env::system();
        let password = one_time(&env);
        assert_eq!(password.len(), 34);
        assert!(check_new("password", &password, Owner { login: "d.akhmetov", ..Owner::default() }).is_ok());
        assert_ne!(password, one_time(&env));
    }
}
