//! Secret tokens of sessions and systems: 256 random bits, of which only the digest is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use orda_base::Env;
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 of a token: all that is kept of it. Whoever reads the database cannot log in with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

/// What tokens of systems begin with, so that leaked ones can be found and told apart.
const SYSTEM_PREFIX: &str = "orda_";
/// Longest text that is looked at as a token.
const LONGEST: usize = 128;

impl TokenHash {
    /// The digest of a token that somebody presents; none when it is too long to be one.
    pub fn of(token: &str) -> Option<Self> {
        (!token.is_empty() && token.len() <= LONGEST).then(|| Self(Sha256::digest(token.as_bytes()).into()))
    }

    /// As text for a table: URL-safe Base64.
    pub fn to_text(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// From the text of a table.
    pub fn from_text(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// A new token of a session with its digest.
pub(crate) fn for_session(env: &Env) -> (String, TokenHash) {
    with_digest(URL_SAFE_NO_PAD.encode(env.random::<32>()))
}

/// A new token of an information system with its digest.
pub(crate) fn for_system(env: &Env) -> (String, TokenHash) {
    with_digest(format!("{SYSTEM_PREFIX}{}", URL_SAFE_NO_PAD.encode(env.random::<32>())))
}

fn with_digest(token: String) -> (String, TokenHash) {
    let hash = TokenHash(Sha256::digest(token.as_bytes()).into());
    (token, hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens differ, carry 256 bits, and are known again by their digest alone.
    #[test]
    fn tokens_are_known_by_their_digest() {
        let env = Env::system();
        let ((first, digest), (second, _)) = (for_session(&env), for_session(&env));
        assert_ne!(first, second);
        assert_eq!(first.len(), 43);
        assert_eq!(TokenHash::of(&first), Some(digest));
        assert_eq!(TokenHash::from_text(&digest.to_text()), Some(digest));
        assert!(for_system(&env).0.starts_with("orda_"));
        assert_eq!(TokenHash::of(""), None);
        assert_eq!(TokenHash::of(&"x".repeat(129)), None);
    }
}
