//! What one signs to log in: good once, for five minutes, for this portal only.

use crate::Settings;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use orda_base::{Env, Timestamp, id_type};

id_type!(
    /// A challenge to be signed.
    ChallengeId
);

/// Seconds for which a challenge is good.
pub const CHALLENGE_SECONDS: i64 = 300;

/// A challenge: exactly [`Self::content`] is signed (detached CMS).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Its id.
    pub id: ChallengeId,
    /// The bytes to sign: readable text with the portal, its address, the time and random bits, so that a signature given
    /// to one portal is worth nothing at another.
    pub content: Vec<u8>,
    /// It is good until then.
    pub expires_at: Timestamp,
}

impl Challenge {
    /// A new one.
    pub(crate) fn new(env: &Env, settings: &Settings) -> Self {
        let now = env.now();
        let nonce = URL_SAFE_NO_PAD.encode(env.random::<32>());
        let content = format!(
            "ORDA LOGIN 1\nportal: {}\naddress: {}\ntime: {}\nnonce: {nonce}\n",
            settings.portal.replace(['\n', '\r'], " "),
            settings.public_url,
            now.rfc3339(),
        );
        Self {
            id: ChallengeId::generate(env),
            content: content.into_bytes(),
            expires_at: now.plus_seconds(CHALLENGE_SECONDS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is signed names the portal and its address and never repeats.
    #[test]
    fn names_the_portal() {
        let settings = Settings { public_url: "https://orda.example.kz".into(), ..Settings::default() };
        let (one, two) = (Challenge::new(&Env::system(), &settings), Challenge::new(&Env::system(), &settings));
        assert_ne!(one.content, two.content);
        let text = String::from_utf8(one.content).expect("text");
        assert!(text.contains("address: https://orda.example.kz\n"), "{text}");
        assert!(text.starts_with("ORDA LOGIN 1\nportal: Orda\n"), "{text}");
    }
}
