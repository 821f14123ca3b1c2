//! Passkeys as the second step of a login (`WebAuthn` Level 2): what the browser answers, checked.
//!
//! No attestation is asked for (§5.4.7, `none`): which maker's key it is decides nothing here, and it would tell keys
//! apart. So what is kept is what the browser gives: the id of the credential out of the authenticator data, and the
//! public key as it hands it over (§5.2.1.1). Nothing of CBOR has to be read.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use eds::PublicKey;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Longest part of an answer, in bytes.
const LONGEST: usize = 16 * 1024;
/// Longest id of a credential, in bytes (§5.8.3).
const LONGEST_ID: usize = 1023;
/// A person was there.
const PRESENT: u8 = 0x01;
/// The id of a new credential follows.
const ATTESTED: u8 = 0x40;
/// Bytes before the data of a credential: digest of the site, flags, counter.
const HEAD: usize = 37;
/// Bytes of the model of the authenticator.
const MODEL: usize = 16;

/// For which site keys are made and used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its host, without a port: the id of the relying party.
    pub id: String,
    /// Its origin, as browsers write it: `https://portal.example.kz`.
    pub origin: String,
}

impl Site {
    /// The site of the portal at this address.
    pub fn of(public_url: &str) -> Self {
        let (scheme, rest) = public_url.split_once("://").unwrap_or(("https", public_url));
        let host = rest.split('/').next().unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        Self { id: name.to_owned(), origin: format!("{scheme}://{host}") }
    }
}

/// What a browser answers who made a key or signed with one; every part URL-safe Base64.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PasskeyAnswer {
    /// `clientDataJSON`.
    pub client_data: String,
    /// `authenticatorData`.
    pub authenticator_data: String,
    /// Of a new key: its `SubjectPublicKeyInfo`.
    pub public_key: String,
    /// Of a use: id of the credential.
    pub credential: String,
    /// Of a use: the signature.
    pub signature: String,
}

/// A new key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewKey {
    /// Id of the credential, URL-safe Base64.
    pub credential: String,
    /// `SubjectPublicKeyInfo`.
    pub public_key: Vec<u8>,
    /// Signatures so far.
    pub counter: i64,
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

/// The key that was made for `challenge` on this site; none when anything of it is wrong (§7.1).
pub(crate) fn made(answer: &PasskeyAnswer, challenge: &[u8], site: &Site) -> Option<NewKey> {
    clients(answer, "webauthn.create", challenge, site)?;
    let data = authenticators(answer, site)?;
    if data[32] & ATTESTED == 0 {
        return None;
    }
    let rest = data.get(HEAD + MODEL..)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let id = rest.get(..usize::from(u16::from_be_bytes(*length))).filter(|id| (1..=LONGEST_ID).contains(&id.len()))?;
    let public_key = read(&answer.public_key)?;
    // A key that cannot be read, or of an algorithm that is not known, is found out now and not at the next login.
    // RSA is not asked for: authenticators that know nothing else make keys of 2048 bits.
    let key = PublicKey::from_spki(&public_key).ok().filter(|key| !matches!(key, PublicKey::Rsa(..)))?;
    key.check_sound().ok()?;
    Some(NewKey { credential: URL_SAFE_NO_PAD.encode(id), public_key, counter: counter(&data) })
}

/// The count of signatures, when the holder of this key signed `challenge` on this site (§7.2).
pub(crate) fn used(answer: &PasskeyAnswer, public_key: &[u8], challenge: &[u8], site: &Site) -> Option<i64> {
    let client = clients(answer, "webauthn.get", challenge, site)?;
    let data = authenticators(answer, site)?;
    let signed = [&data[..], &Sha256::digest(client)[..]].concat();
    let key = PublicKey::from_spki(public_key).ok()?;
    key.verify_usual(&signed, &read(&answer.signature)?).ok()?;
    Some(counter(&data))
}

/// What the browser says that it was asked, when that is what we asked.
fn clients(answer: &PasskeyAnswer, kind: &str, challenge: &[u8], site: &Site) -> Option<Vec<u8>> {
    let bytes = read(&answer.client_data)?;
    let said: ClientData = serde_json::from_slice(&bytes).ok()?;
    let ours = said.kind == kind
        && said.challenge == URL_SAFE_NO_PAD.encode(challenge)
        && said.origin == site.origin
        && !said.cross_origin;
    ours.then_some(bytes)
}

/// What the authenticator says, when it was asked for this site and a person was there.
fn authenticators(answer: &PasskeyAnswer, site: &Site) -> Option<Vec<u8>> {
    let data = read(&answer.authenticator_data).filter(|data| data.len() >= HEAD)?;
    let here = data[..32] == Sha256::digest(site.id.as_bytes())[..] && data[32] & PRESENT != 0;
    here.then_some(data)
}

fn counter(data: &[u8]) -> i64 {
    data[33..HEAD].iter().fold(0, |count, byte| count << 8 | i64::from(*byte))
}

fn read(text: &str) -> Option<Vec<u8>> {
    if text.len() > LONGEST {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The site is the host of the address; the origin keeps its port.
    #[test]
    fn sites_are_hosts() {
        let site = Site::of("http://localhost:8080/");
        assert_eq!((site.id.as_str(), site.origin.as_str()), ("localhost", "http://localhost:8080"));
        let site = Site::of("https://portal.example.kz");
        assert_eq!((site.id.as_str(), site.origin.as_str()), ("portal.example.kz", "https://portal.example.kz"));
    }
}
