//! Argon2id, 19 MiB and two rounds, two at a time: slow for who guesses, bearable for the machine.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use orda_base::{Env, Error, Result};
use std::sync::Arc;
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

/// Memory in KiB.
const MEMORY: u32 = 19 * 1024;
/// Rounds.
const ROUNDS: u32 = 2;
/// Hashes at once: 38 MiB together.
const AT_ONCE: usize = 2;
/// Who comes when so many wait is asked to come again.
const WAITING: usize = 64;
const OUTPUT: usize = 32;

/// Makes and checks hashes of passwords.
pub(crate) struct Hasher {
    places: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// A hash that no password has: checked when there is no account, so that the answer takes as long.
    nobody: String,
}

impl Hasher {
    pub(crate) fn new(env: &Env) -> Self {
        let parts = Parts {
            memory: MEMORY,
            rounds: ROUNDS,
            salt: env.random::<16>().to_vec(),
            output: env.random::<32>().to_vec(),
        };
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(WAITING)),
            nobody: parts.to_text(),
        }
    }

    /// The hash of `password` in the usual form (`$argon2id$v=19$…`).
    pub(crate) async fn hash(&self, env: &Env, password: &str) -> Result<String> {
        let salt = env.random::<16>().to_vec();
        let password = password.as_bytes().to_vec();
        self.run(move || {
            let output = compute(&password, &salt, MEMORY, ROUNDS)?;
            Ok(Parts { memory: MEMORY, rounds: ROUNDS, salt, output }.to_text())
        })
        .await
    }

    /// Does `password` have this hash? Without a hash the answer is no and takes as long.
    pub(crate) async fn verify(&self, hash: Option<&str>, password: &str) -> Result<bool> {
        let exists = hash.is_some();
        let parts = Parts::parse(hash.unwrap_or(&self.nobody))
            .ok_or_else(|| Error::internal("a stored password hash cannot be read"))?;
        let password = password.as_bytes().to_vec();
        let same = self
            .run(move || {
                let output = compute(&password, &parts.salt, parts.memory, parts.rounds)?;
                Ok(bool::from(output.ct_eq(&parts.output)))
            })
            .await?;
        Ok(same && exists)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _waiting = self.queue.try_acquire().map_err(|_| Error::TooMany(5))?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        })
        .await
        .map_err(Error::internal)?
    }
}

fn compute(password: &[u8], salt: &[u8], memory: u32, rounds: u32) -> Result<Vec<u8>> {
    let params = Params::new(memory, rounds, 1, Some(OUTPUT)).map_err(Error::internal)?;
    let mut output = vec![0; OUTPUT];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password, salt, &mut output)
        .map_err(Error::internal)?;
    Ok(output)
}

/// A hash in its parts.
struct Parts {
    memory: u32,
    rounds: u32,
    salt: Vec<u8>,
    output: Vec<u8>,
}

impl Parts {
    fn to_text(&self) -> String {
        format!(
            "$argon2id$v=19$m={},t={},p=1${}${}",
            self.memory,
            self.rounds,
            STANDARD_NO_PAD.encode(&self.salt),
            STANDARD_NO_PAD.encode(&self.output)
        )
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("$argon2id$v=19$m=")?.split('$');
        let (memory, rest) = parts.next()?.split_once(",t=")?;
        let rounds = rest.strip_suffix(",p=1")?;
        let salt = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
        let output = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
        Some(Self { memory: memory.parse().ok()?, rounds: rounds.parse().ok()?, salt, output })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A password is known again by its hash, another is not; without an account nothing fits.
    #[tokio::test]
    async fn hashes_are_checked() {
        let env = Env::system();
        let hasher = Hasher::new(&env);
        let hash = hasher.hash(&env, "Ақтөбедегі көктем").await.expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.verify(Some(&hash), "Ақтөбедегі көктем").await.expect("hashes"));
        assert!(!hasher.verify(Some(&hash), "ақтөбедегі көктем").await.expect("hashes"));
        assert!(!hasher.verify(None, "Ақтөбедегі көктем").await.expect("hashes"));
        assert!(hasher.verify(Some("plain"), "x").await.is_err());
    }

    /// The known answer of the reference implementation: `argon2id`, version 19, m=65536, t=2, p=1.
    #[test]
    fn agrees_with_the_reference() {
        let output = compute(b"password", b"somesalt", 65536, 2).expect("hashes");
        let expected = [0x09, 0x31, 0x61, 0x15, 0xd5, 0xcf, 0x24, 0xed, 0x5a, 0x15, 0xa3, 0x1a, 0x3b, 0xa3, 0x26, 0xe5];
        assert_eq!(output[..16], expected);
    }
}
