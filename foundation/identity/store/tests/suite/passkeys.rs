//! Passkeys: made for this site and this challenge, used once, and not when they look copied.

use crate::world::{World, code, worlds};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use orda_identity::{Challenge, FactorKind, PasskeyAnswer};
use sha2::{Digest, Sha256};

/// The `SubjectPublicKeyInfo` of a key on P-256 up to its point.
const P256: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";
const WRONG: &str = "identity-error-second-code";

/// A key as an authenticator keeps it, for the site of the tests.
struct Authenticator {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    site: &'static str,
    origin: &'static str,
    counter: u32,
}

impl Authenticator {
    fn new() -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = Sha256::digest(key.public_key().as_ref()).to_vec();
        Self { key, id, site: "127.0.0.1", origin: "http://127.0.0.1:8080", counter: 0 }
    }

    fn client(&self, kind: &str, challenge: &Challenge) -> Vec<u8> {
        let challenge = URL_SAFE_NO_PAD.encode(&challenge.content);
        let origin = self.origin;
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#).into()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [&Sha256::digest(self.site.as_bytes())[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn make(&self, challenge: &Challenge) -> PasskeyAnswer {
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        // The key in COSE follows; nothing of it is read.
        let data = [&self.data(0x41)[..], &[0; 16], &length, &self.id, &[0xa0]].concat();
        let point = self.key.public_key().as_ref();
        let spki = [&base64::engine::general_purpose::STANDARD.decode(P256).unwrap()[..], &point[1..]].concat();
        PasskeyAnswer {
            client_data: URL_SAFE_NO_PAD.encode(self.client("webauthn.create", challenge)),
            authenticator_data: URL_SAFE_NO_PAD.encode(data),
            public_key: URL_SAFE_NO_PAD.encode(spki),
            ..PasskeyAnswer::default()
        }
    }

    fn sign(&self, challenge: &Challenge) -> PasskeyAnswer {
        let (client, data) = (self.client("webauthn.get", challenge), self.data(0x01));
        let signed = [&data[..], &Sha256::digest(&client)[..]].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        PasskeyAnswer {
            client_data: URL_SAFE_NO_PAD.encode(client),
            authenticator_data: URL_SAFE_NO_PAD.encode(data),
            credential: URL_SAFE_NO_PAD.encode(&self.id),
            signature: URL_SAFE_NO_PAD.encode(signature),
            ..PasskeyAnswer::default()
        }
    }
}

async fn step(world: &World, token: &str, challenge: &Challenge, answer: &PasskeyAnswer) -> &'static str {
    code(world.identity.second_step_with_passkey(&World::anonymous(), token, challenge.id, answer).await)
}

/// A key that was made for another site, another challenge or without a person is not taken; one that was is the second
/// step of the next login, with a fresh challenge each time; another key's signature and one whose count stands still are
/// refused and recorded.
#[tokio::test]
async fn a_passkey_is_the_second_step() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let (identity, actor) = (&world.identity, world.actor("drafter").await);
        let mut key = Authenticator { counter: 4, ..Authenticator::new() };
        let refused = "identity-refusal-passkey";
        let fresh = || async { identity.passkey_challenge().await.unwrap() };
        for (site, origin) in [("127.0.0.1", "http://127.0.0.1:9090"), ("evil.example", "http://127.0.0.1:8080")] {
            let (false_site, challenge) = (Authenticator { site, origin, ..Authenticator::new() }, fresh().await);
            let added = identity.add_passkey(&actor, "a", challenge.id, &false_site.make(&challenge)).await;
            assert_eq!(code(added), refused, "{site} {origin}");
        }
        let (one, other) = (fresh().await, fresh().await);
        assert_eq!(code(identity.add_passkey(&actor, "a", one.id, &key.make(&other)).await), refused);
        let made = key.make(&other);
        let codes = identity.add_passkey(&actor, "Кілт", other.id, &made).await.unwrap().expect("the first factor");
        assert_eq!(codes.len(), 10);
        let again = identity.add_passkey(&actor, "Кілт", other.id, &made).await;
        assert_eq!(code(again), "identity-refusal-challenge", "good once");
        assert_eq!(identity.own_factors(&actor).await.unwrap().factors[0].kind, FactorKind::Passkey);

        let opened = world.login("drafter").await.unwrap();
        let way = identity.half_way(&opened.token).await.unwrap().expect("half way");
        assert_eq!((way.codes, way.passkeys), (false, vec![URL_SAFE_NO_PAD.encode(&key.id)]));
        let challenge = fresh().await;
        assert_eq!(
            step(&world, &opened.token, &challenge, &key.sign(&challenge)).await,
            WRONG,
            "the count stands still"
        );
        key.counter = 5;
        let challenge = fresh().await;
        let stranger = Authenticator { id: key.id.clone(), counter: 9, ..Authenticator::new() };
        assert_eq!(step(&world, &opened.token, &challenge, &stranger.sign(&challenge)).await, WRONG);
        assert_eq!(world.accounted().await.pop().unwrap(), ["sign_in", "refused", "drafter", WRONG]);
        let challenge = fresh().await;
        let answer = key.sign(&challenge);
        let nobody = World::anonymous();
        let whole = identity.second_step_with_passkey(&nobody, &opened.token, challenge.id, &answer).await.unwrap();
        assert!(world.resolve(&whole.token).await.is_some());
        assert_eq!(world.accounted().await.pop().unwrap()[3], "passkey");
        let opened = world.login("drafter").await.unwrap();
        assert_eq!(step(&world, &opened.token, &challenge, &answer).await, WRONG, "the challenge is used up");
    }
}
