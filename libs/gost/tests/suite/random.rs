//! Random keys, digests and signatures; with OpenSSL's GOST engine as the peer.

use gost::{Order, ParameterSet, PrivateKey, PublicKey, Signature};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

fn bytes(size: usize) -> Vec<u8> {
    let mut out = vec![0; size];
    getrandom::fill(&mut out).expect("random numbers");
    out
}

/// On every set: what is signed verifies, in each order of bytes; another digest, key or changed byte does not; the nonce
/// is the same for the same digest and another one with fresh randomness.
#[test]
fn signatures_verify_on_every_set() {
    for set in ParameterSet::ALL {
        for _ in 0..8 {
            let key = PrivateKey::from_entropy(set, &bytes(2 * set.size())).expect("key");
            let other = PrivateKey::from_entropy(set, &bytes(2 * set.size())).expect("key");
            let mut digest = bytes(set.size());
            let signature = key.sign(&digest, b"").expect("signs");
            assert_eq!(signature, key.sign(&digest, b"").expect("signs"));
            let hedged = key.sign(&digest, &bytes(32)).expect("signs");
            assert_ne!(signature, hedged);
            for good in [&signature, &hedged] {
                assert!(key.public_key().verify(&digest, good), "{}", set.name());
                assert!(key.public_key().verify_again(&digest, good), "{}", set.name());
            }
            assert!(!other.public_key().verify(&digest, &signature));
            for order in [Order::Plain, Order::Russian, Order::Kazakh] {
                let written = signature.to_bytes(order);
                let read = Signature::from_bytes(set, order, &written).expect("reads");
                assert_eq!(read, signature);
                let mut changed = written;
                changed[set.size()] ^= 1;
                let changed = Signature::from_bytes(set, order, &changed).expect("reads");
                assert!(!key.public_key().verify(&digest, &changed));
            }
            let mut backwards = signature.to_bytes(Order::Russian);
            backwards.reverse();
            assert_eq!(backwards, signature.to_bytes(Order::Kazakh));
            digest[0] ^= 1;
            assert!(!key.public_key().verify(&digest, &signature));
            // A digest of zeros counts as one: RFC 7091, 6.1, step 2.
            let zero = vec![0; set.size()];
            assert!(key.public_key().verify(&zero, &key.sign(&zero, b"").expect("signs")));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any bytes as key, digest and signature: no panic, and nothing verifies by accident.
    #[test]
    fn nothing_panics(pick in 0_usize..9, key in proptest::collection::vec(any::<u8>(), 0..140),
                      digest in proptest::collection::vec(any::<u8>(), 0..70), value in any::<[u8; 32]>()) {
        let set = ParameterSet::ALL[pick];
        let _ = PublicKey::from_bytes(set, &key);
        let _ = PrivateKey::from_bytes(set, &key);
        let _ = Signature::from_bytes(set, Order::Russian, &key);
        let holder = PrivateKey::from_entropy(set, &value.repeat(set.size() / 16)).expect("key");
        let made_up = Signature::from_bytes(set, Order::Kazakh, &value.repeat(set.size() / 16)).expect("length");
        prop_assert!(!holder.public_key().verify(&digest, &made_up));
    }
}

/// Sets as the engine calls them: algorithm, parameter, our set.
const PEER: [(&str, &str, ParameterSet); 10] = [
    ("gost2012_256", "TCA", ParameterSet::Tc26A256),
    ("gost2012_256", "TCB", ParameterSet::CryptoProA),
    ("gost2012_256", "A", ParameterSet::CryptoProA),
    ("gost2012_256", "B", ParameterSet::CryptoProB),
    ("gost2012_256", "C", ParameterSet::CryptoProC),
    ("gost2001", "XA", ParameterSet::CryptoProA),
    ("gost2001", "XB", ParameterSet::CryptoProC),
    ("gost2012_512", "A", ParameterSet::Tc26A512),
    ("gost2012_512", "B", ParameterSet::Tc26B512),
    ("gost2012_512", "C", ParameterSet::Tc26C512),
];

fn engine(folder: &Path, args: &[&str]) -> Option<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine.py");
    let output = Command::new("python3").arg(script).args(args).current_dir(folder).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.code() == Some(3) {
        return None;
    }
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(text)
}

/// Both ways for every set both know: OpenSSL's signatures verify here, ours verify there; a changed one nowhere.
/// `GOST_PEER_ROUNDS` says how many of each: 20 unless told, 10,000 by `cargo xtask test --long openssl_engine`.
#[test]
fn openssl_engine_and_we_agree() {
    let rounds = std::env::var("GOST_PEER_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_usize);
    let folder = tempfile::tempdir().expect("folder");
    for (algorithm, parameter, set) in PEER {
        let Some(theirs) = engine(folder.path(), &["sign", algorithm, parameter, &rounds.to_string()]) else {
            println!(
                "NOT CHECKED against OpenSSL: python3 or the engine is not there (apt-get install libengine-gost-openssl)"
            );
            return;
        };
        let mut count = 0;
        for line in theirs.lines() {
            let fields: Vec<Vec<u8>> = line.split(' ').map(|f| hex::decode(f).expect("hexadecimal")).collect();
            let key = PublicKey::from_bytes(set, &fields[0]).expect("their key");
            let mut signature = Signature::from_bytes(set, Order::Russian, &fields[2]).expect("their signature");
            assert!(key.verify(&fields[1], &signature), "{algorithm} {parameter}: {line}");
            if count % 100 == 0 {
                let mut changed = fields[2].clone();
                changed[count % set.size()] ^= 0x10;
                signature = Signature::from_bytes(set, Order::Russian, &changed).expect("length");
                assert!(!key.verify(&fields[1], &signature));
            }
            count += 1;
        }
        assert_eq!(count, rounds);
        let mut ours = String::new();
        let key = PrivateKey::from_entropy(set, &bytes(2 * set.size())).expect("key");
        for round in 0..rounds {
            let digest = bytes(set.size());
            let fresh = if round % 2 == 0 { Vec::new() } else { bytes(32) };
            let signature = key.sign(&digest, &fresh).expect("signs").to_bytes(Order::Russian);
            let public = hex::encode(key.public_key().to_bytes());
            writeln!(ours, "{public} {} {}", hex::encode(digest), hex::encode(signature)).expect("text");
        }
        std::fs::write(folder.path().join("ours"), ours).expect("file");
        let said = engine(folder.path(), &["verify", algorithm, parameter, "ours"]).expect("the engine is there");
        assert_eq!(said.trim(), format!("{rounds} good, 0 bad"), "{algorithm} {parameter}");
    }
}
