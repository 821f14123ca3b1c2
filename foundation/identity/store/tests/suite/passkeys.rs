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

/// What an authenticator and its browser say.
#[derive(Clone, Copy)]
struct Says {
    site: &'static str,
    origin: &'static str,
    present: bool,
    cross_origin: bool,
    /// Of a new key, and of a use.
    kinds: [&'static str; 2],
}

impl Says {
    const TRUTH: Self = Self {
        site: "127.0.0.1",
        origin: "http://127.0.0.1:8080",
        present: true,
        cross_origin: false,
        kinds: ["webauthn.create", "webauthn.get"],
    };

    /// All that may be wrong, each by itself.
    const WRONG: [(&'static str, Self); 5] = [
        ("another site", Self { site: "evil.example", ..Self::TRUTH }),
        ("another origin", Self { origin: "http://127.0.0.1:9090", ..Self::TRUTH }),
        ("nobody there", Self { present: false, ..Self::TRUTH }),
        ("in a frame of another site", Self { cross_origin: true, ..Self::TRUTH }),
        ("made for the other purpose", Self { kinds: ["webauthn.get", "webauthn.create"], ..Self::TRUTH }),
    ];
}

/// A key as an authenticator keeps it, for the site of the tests.
struct Authenticator {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    counter: u32,
    says: Says,
}

impl Authenticator {
    fn new() -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = Sha256::digest(key.public_key().as_ref()).to_vec();
        Self { key, id, counter: 0, says: Says::TRUTH }
    }

    fn client(&self, kind: &str, challenge: &Challenge) -> Vec<u8> {
        let challenge = URL_SAFE_NO_PAD.encode(&challenge.content);
        let Says { origin, cross_origin, .. } = self.says;
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":{cross_origin}}}"#)
            .into()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let flags = flags | u8::from(self.says.present);
        [&Sha256::digest(self.says.site.as_bytes())[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn make(&self, challenge: &Challenge) -> PasskeyAnswer {
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        // The key in COSE follows; nothing of it is read.
        let data = [&self.data(0x40)[..], &[0; 16], &length, &self.id, &[0xa0]].concat();
        let point = self.key.public_key().as_ref();
        let spki = [&base64::engine::general_purpose::STANDARD.decode(P256).unwrap()[..], &point[1..]].concat();
        PasskeyAnswer {
            client_data: URL_SAFE_NO_PAD.encode(self.client(self.says.kinds[0], challenge)),
            authenticator_data: URL_SAFE_NO_PAD.encode(data),
            public_key: URL_SAFE_NO_PAD.encode(spki),
            ..PasskeyAnswer::default()
        }
    }

    fn sign(&self, challenge: &Challenge) -> PasskeyAnswer {
        let (client, data) = (self.client(self.says.kinds[1], challenge), self.data(0));
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
    code(world.identity.second_step_with_passkey(&World::anonymous(), token, Some(challenge.id), answer).await)
}

/// A key that was made for another site or challenge, in another's frame, for another purpose or without a person is not
/// taken; one that was is the second step of the next login, with a fresh challenge each time; another key's signature and
/// one whose count stands still are refused and recorded. All of it needs one connection at a time.
#[tokio::test]
async fn a_passkey_is_the_second_step() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let (identity, actor) = (&world.identity, world.actor("drafter").await);
        let _held = world.hold_connections().await;
        let mut key = Authenticator { counter: 4, ..Authenticator::new() };
        let refused = "identity-refusal-passkey";
        let fresh = || async { identity.passkey_challenge().await.unwrap() };
        for (what, says) in Says::WRONG {
            let (wrong, challenge) = (Authenticator { says, ..Authenticator::new() }, fresh().await);
            let added = identity.add_passkey(&actor, "a", challenge.id, &wrong.make(&challenge)).await;
            assert_eq!(code(added), refused, "{what}");
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
        let still = step(&world, &opened.token, &challenge, &key.sign(&challenge)).await;
        assert_eq!(still, WRONG, "the count stands still");
        key.counter = 5;
        let challenge = fresh().await;
        let stranger = Authenticator { id: key.id.clone(), counter: 9, ..Authenticator::new() };
        assert_eq!(step(&world, &opened.token, &challenge, &stranger.sign(&challenge)).await, WRONG);
        assert_eq!(world.accounted().await.pop().unwrap(), ["sign_in", "refused", "drafter", WRONG]);
        let challenge = fresh().await;
        let answer = key.sign(&challenge);
        let nobody = World::anonymous();
        let whole =
            identity.second_step_with_passkey(&nobody, &opened.token, Some(challenge.id), &answer).await.unwrap();
        assert!(world.resolve(&whole.token).await.is_some());
        assert_eq!(world.accounted().await.pop().unwrap()[3], "passkey");
        let opened = world.login("drafter").await.unwrap();
        assert_eq!(step(&world, &opened.token, &challenge, &answer).await, WRONG, "the challenge is used up");
    }
}

/// What a passkey signs elsewhere, for another challenge or purpose, in another's frame or without a person opens nothing:
/// the same key that says the truth does. After five such answers none is looked at, and one whose challenge cannot be
/// read counts like the others.
#[tokio::test]
async fn a_passkey_signs_for_this_login_alone() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let (identity, actor) = (&world.identity, world.actor("drafter").await);
        let mut key = Authenticator::new();
        let fresh = || async { identity.passkey_challenge().await.unwrap() };
        let challenge = fresh().await;
        identity.add_passkey(&actor, "Кілт", challenge.id, &key.make(&challenge)).await.unwrap();
        for (what, says) in Says::WRONG {
            let opened = world.login("drafter").await.unwrap();
            key.counter += 1;
            for (says, then) in [(says, WRONG), (Says::TRUTH, "done")] {
                key.says = says;
                let challenge = fresh().await;
                assert_eq!(step(&world, &opened.token, &challenge, &key.sign(&challenge)).await, then, "{what}");
            }
        }
        key.counter += 1;
        let opened = world.login("drafter").await.unwrap();
        let (one, other) = (fresh().await, fresh().await);
        assert_eq!(step(&world, &opened.token, &one, &key.sign(&other)).await, WRONG, "another challenge");
        let nobody = World::anonymous();
        for _ in 0..4 {
            let answer = key.sign(&other);
            let unreadable = identity.second_step_with_passkey(&nobody, &opened.token, None, &answer).await;
            assert_eq!(code(unreadable), WRONG);
            assert_eq!(world.accounted().await.pop().unwrap(), ["sign_in", "refused", "drafter", WRONG]);
        }
        assert_eq!(step(&world, &opened.token, &other, &key.sign(&other)).await, WRONG, "locked");
        world.clock.advance(31);
        let challenge = fresh().await;
        assert_eq!(step(&world, &opened.token, &challenge, &key.sign(&challenge)).await, "done");
    }
}
