//! Signed checkpoints: written as others read them, and refused when anything of them differs.

use merkle::{BadNote, Checkpoint, Signer, VerifierKey, leaf_hash};

fn signer() -> Signer {
    Signer::from_seed("portal.example/log", &[7; 32]).expect("a name")
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: "portal.example/log".into(),
        size: 5,
        root: leaf_hash(b"root"),
        extensions: vec!["time 2026-11-22T09:05:00Z".into()],
    }
}

/// The public example of Go's `sumdb/note`, whose form this is: its key is read, its note opened, and nothing else is.
#[test]
fn opens_the_notes_of_others() {
    let key: VerifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().expect("a key");
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let note = format!(
        "{text}\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    );
    assert_eq!(key.open(&note), Ok(text));
    assert_eq!(key.open(&note.replace("answer", "problem")), Err(BadNote::Signature));
    assert_eq!(key.to_string(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
}

/// What is signed is read back; its text is that of the specification, line by line.
#[test]
fn checkpoints_are_read_back() {
    let (signer, said) = (signer(), checkpoint());
    let note = said.sign(&signer);
    let lines: Vec<&str> = note.lines().collect();
    assert_eq!(&lines[..2], ["portal.example/log", "5"]);
    assert_eq!(lines[2], said.root.to_base64());
    assert_eq!(&lines[3..5], ["time 2026-11-22T09:05:00Z", ""]);
    assert!(lines[5].starts_with("\u{2014} portal.example/log "));
    assert_eq!(Checkpoint::open(&note, signer.verifier()), Ok(said));
    let key: VerifierKey = signer.verifier().to_string().parse().expect("reads back");
    assert_eq!(&key, signer.verifier());
}

/// Any other size, root, name, time, key or signature is refused.
#[test]
fn altered_checkpoints_are_refused() {
    let (signer, said) = (signer(), checkpoint());
    let note = said.sign(&signer);
    let other = Signer::from_seed("portal.example/log", &[8; 32]).expect("a name");
    assert_eq!(Checkpoint::open(&note, other.verifier()), Err(BadNote::Unsigned));
    for (from, to) in [("\n5\n", "\n6\n"), ("09:05", "09:06"), ("portal.example/log\n5", "portal.example/lag\n5")] {
        assert!(Checkpoint::open(&note.replacen(from, to, 1), signer.verifier()).is_err(), "{to}");
    }
    for bad in ["", "\n\n", "a\n5\n", "a\n05\nAAAA\n\n", "a\n5\nAAAA\n\n\u{2014} a b\n"] {
        assert!(Checkpoint::open(bad, signer.verifier()).is_err(), "{bad:?}");
    }
    assert!(Signer::from_seed("two words", &[7; 32]).is_none());
}
