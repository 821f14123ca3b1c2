//! Project Wycheproof: signatures made to be accepted by mistake, for every algorithm that is taken.

use eds::{AlgorithmIdentifier, Digest, PublicKey};
use wycheproof::TestResult;

/// What a run found.
#[derive(Default)]
struct Tally {
    valid: usize,
    invalid: usize,
    acceptable: usize,
}

impl Tally {
    #[track_caller]
    fn judge(&mut self, what: &str, result: TestResult, accepted: bool) {
        match result {
            TestResult::Valid => {
                self.valid += 1;
                assert!(accepted, "{what}: good and refused");
            }
            TestResult::Invalid => {
                self.invalid += 1;
                assert!(!accepted, "{what}: bad and accepted");
            }
            // Old implementations write it so; either is right.
            TestResult::Acceptable => self.acceptable += 1,
        }
    }
}

impl Drop for Tally {
    fn drop(&mut self) {
        println!("{} good, {} bad, {} either", self.valid, self.invalid, self.acceptable);
    }
}

/// An `AlgorithmIdentifier` with these parameters.
fn identifier(oid: &[u8], parameters: &[u8]) -> AlgorithmIdentifier {
    let oid = super::der::wrap(0x06, oid);
    AlgorithmIdentifier::from_der(&super::der::wrap(0x30, &[oid.as_slice(), parameters].concat())).expect("known")
}

fn accepts(key: &PublicKey, by: &AlgorithmIdentifier, message: &[u8], signature: &[u8]) -> bool {
    key.verify(by, None, message, signature).is_ok()
}

const NULL: &[u8] = &[5, 0];
const PKCS1: [(&[u8], Digest); 3] = [
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11], Digest::Sha256),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12], Digest::Sha384),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13], Digest::Sha512),
];

/// RSA PKCS#1 v1.5 with every digest and length that is taken.
#[test]
fn rsa_pkcs1() {
    use wycheproof::rsa_pkcs1_verify::{TestName, TestSet};
    let mut tally = Tally::default();
    let sets = [
        (TestName::Rsa2048Sha256, 0),
        (TestName::Rsa2048Sha384, 1),
        (TestName::Rsa2048Sha512, 2),
        (TestName::Rsa3072Sha256, 0),
        (TestName::Rsa3072Sha384, 1),
        (TestName::Rsa3072Sha512, 2),
        (TestName::Rsa4096Sha256, 0),
        (TestName::Rsa4096Sha384, 1),
        (TestName::Rsa4096Sha512, 2),
    ];
    for (name, digest) in sets {
        let by = identifier(PKCS1[digest].0, NULL);
        for group in TestSet::load(name).expect("set").test_groups {
            let key = PublicKey::from_spki(&group.der);
            // Shorter keys are refused whatever they sign.
            assert_eq!(key.is_ok(), (2048..=4096).contains(&group.key_size), "{} bits", group.key_size);
            let Ok(key) = key else { continue };
            for test in group.tests {
                let what = format!("{name:?} {}: {}", test.tc_id, test.comment);
                tally.judge(&what, test.result, accepts(&key, &by, &test.msg, &test.sig));
            }
        }
    }
    assert!(tally.valid > 60 && tally.invalid > 1000);
}

/// RSA-PSS with the parameters that are taken: one digest, a salt of its length. Other parameters are not even read.
#[test]
fn rsa_pss() {
    use super::der::wrap;
    use wycheproof::rsa_pss_verify::{TestName, TestSet};
    const SHA_2: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];
    let parameters = |number: u8, salt: u8| {
        let digest = wrap(0x30, &[wrap(0x06, &[SHA_2, &[number]].concat()), NULL.to_vec()].concat());
        let mask = [wrap(0x06, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8]), digest.clone()].concat();
        let fields = [wrap(0xa0, &digest), wrap(0xa1, &wrap(0x30, &mask)), wrap(0xa2, &wrap(0x02, &[salt]))];
        wrap(0x30, &fields.concat())
    };
    let oid = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
    let mut tally = Tally::default();
    let sets = [
        (TestName::RsaPss2048Sha256Mgf1SaltLen32, 1, 32),
        (TestName::RsaPss2048Sha384Mgf1SaltLen48, 2, 48),
        (TestName::RsaPss3072Sha256Mgf1SaltLen32, 1, 32),
        (TestName::RsaPss4096Sha256Mgf1SaltLen32, 1, 32),
        (TestName::RsaPss4096Sha384Mgf1SaltLen48, 2, 48),
        (TestName::RsaPss4096Sha512Mgf1SaltLen64, 3, 64),
    ];
    for (name, number, salt) in sets {
        let by = identifier(&oid, &parameters(number, salt));
        for group in TestSet::load(name).expect("set").test_groups {
            assert_eq!(group.salt_size, usize::from(salt));
            let key = PublicKey::from_spki(&group.der).expect("key");
            for test in group.tests {
                let what = format!("{name:?} {}: {}", test.tc_id, test.comment);
                tally.judge(&what, test.result, accepts(&key, &by, &test.msg, &test.sig));
            }
        }
    }
    assert!(tally.valid > 100 && tally.invalid > 100);
    for (number, salt) in [(1, 0), (1, 20), (3, 32)] {
        let oid = wrap(0x06, &oid);
        let refused = wrap(0x30, &[oid, parameters(number, salt)].concat());
        assert!(AlgorithmIdentifier::from_der(&refused).is_err(), "a salt of {salt} bytes");
    }
}

/// ECDSA on P-256 and P-384.
#[test]
fn ecdsa() {
    use wycheproof::ecdsa::{TestName, TestSet};
    let with = |number| identifier(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, number], &[]);
    let mut tally = Tally::default();
    for (name, number) in
        [(TestName::EcdsaSecp256r1Sha256, 2), (TestName::EcdsaSecp384r1Sha256, 2), (TestName::EcdsaSecp384r1Sha384, 3)]
    {
        let by = with(number);
        for group in TestSet::load(name).expect("set").test_groups {
            let key = PublicKey::from_spki(&group.der).expect("key");
            for test in group.tests {
                let what = format!("{name:?} {}: {}", test.tc_id, test.comment);
                tally.judge(&what, test.result, accepts(&key, &by, &test.msg, &test.sig));
            }
        }
    }
    assert!(tally.valid > 100 && tally.invalid > 500);
    // Other curves are not taken.
    for name in [TestName::EcdsaSecp256k1Sha256, TestName::EcdsaSecp521r1Sha512, TestName::EcdsaSecp224r1Sha256] {
        let groups = TestSet::load(name).expect("set").test_groups;
        assert!(groups.iter().all(|group| PublicKey::from_spki(&group.der).is_err()), "{name:?}");
    }
}

/// Ed25519.
#[test]
fn ed25519() {
    use wycheproof::eddsa::{TestName, TestSet};
    let by = identifier(&[0x2b, 0x65, 0x70], &[]);
    let mut tally = Tally::default();
    for group in TestSet::load(TestName::Ed25519).expect("set").test_groups {
        let key = PublicKey::from_spki(&group.der).expect("key");
        for test in group.tests {
            let what = format!("{}: {}", test.tc_id, test.comment);
            tally.judge(&what, test.result, accepts(&key, &by, &test.msg, &test.sig));
        }
    }
    assert!(tally.valid > 50 && tally.invalid > 50);
}
