//! Other implementations and we take the same: OpenSSL (RSA, ECDSA, GOST; attached, detached, two signers),
//! `GnuTLS`, pyHanko.
//! What they make is accepted here, what is made here they accept, and nobody accepts either over another content.

use crate::longterm::{Authority, TEXT, World, judge};
use crate::support::*;
use eds::make::{self, CertificateRequest, Kind, SigningKey};
use eds::path::Store;
use eds::validate::{Context, Level, Validation, Verdict, validate};
use eds::{Certificate, Content, Digest, Envelope, RevocationList};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const OTHER: &[u8] = b"another content";

/// A person whose key another program has made and keeps.
struct Holder {
    /// Name of the files: `NAME.key` and `NAME.pem`.
    name: String,
    certificate: Certificate,
    key: SigningKey,
}

/// A centre with people who hold keys of every kind.
struct Office {
    folder: tempfile::TempDir,
    people: Authority,
    store: Store,
    gost: bool,
    now: i64,
}

const KINDS: [(&str, &[&str]); 6] = [
    ("rsa", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("p256", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("rsa3072", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"]),
    ("gost256a", &["-algorithm", "gost2012_256", "-pkeyopt", "paramset:A"]),
    ("gost256tca", &["-algorithm", "gost2012_256", "-pkeyopt", "paramset:TCA"]),
    ("gost512a", &["-algorithm", "gost2012_512", "-pkeyopt", "paramset:A"]),
];

impl Office {
    fn new(now: i64) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let people = Authority::new("УЦ ГО", now - YEAR, now + 5 * YEAR);
        let list = people.list(now - 60, &[]);
        let store = Store {
            anchors: vec![people.root.clone()],
            lists: vec![RevocationList::read(&list).expect("list")],
            ..Store::default()
        };
        let gost = openssl(folder.path(), &["engine", "gost"]).status.success();
        if !gost {
            println!("NOT CHECKED: OpenSSL's GOST engine is not there (apt-get install libengine-gost-openssl)");
        }
        let centre = Self { folder, people, store, gost, now };
        for (name, bytes) in [
            ("content", TEXT),
            ("other", OTHER),
            ("root.pem", centre.people.root.pem().as_bytes()),
            ("list.crl", &list),
        ] {
            fs::write(centre.path().join(name), bytes).expect("file");
        }
        centre
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// With the engine where the kind needs it.
    fn openssl(&self, engine: bool, args: &[&str]) -> std::process::Output {
        let (command, rest) = args.split_at(1);
        let engine: &[&str] = if engine { &["-engine", "gost"] } else { &[] };
        openssl(self.path(), &[command, engine, rest].concat())
    }

    #[track_caller]
    fn openssl_ok(&self, engine: bool, args: &[&str]) {
        let output = self.openssl(engine, args);
        assert!(output.status.success(), "openssl {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Somebody with a key of OpenSSL's.
    fn holder(&self, name: &str, serial: u8, kind: &[&str]) -> Holder {
        let gost = name.starts_with("gost");
        let (key, der, request) = (format!("{name}.key"), format!("{name}.der"), format!("{name}.csr"));
        self.openssl_ok(gost, &[&["genpkey", "-out", &key][..], kind].concat());
        let pkcs8 = ["pkcs8", "-topk8", "-nocrypt", "-in", &key, "-outform", "DER", "-out", &der];
        self.openssl_ok(gost, &pkcs8);
        self.openssl_ok(gost, &["req", "-new", "-key", &key, "-subj", "/CN=x", "-outform", "DER", "-out", &request]);
        let asked = CertificateRequest::from_der(&fs::read(self.path().join(&request)).expect("file")).expect("proof");
        let key = SigningKey::from_pkcs8(&fs::read(self.path().join(&der)).expect("file")).expect("key");
        let same = [key.spki().expect("key").as_slice(), asked.spki()].map(eds::PublicKey::from_spki);
        assert!(same[0] == same[1] && same[0].is_ok(), "{name}");
        let template = make::Template {
            serial: &[0x10, serial],
            subject: &person_name(IIN, BIN),
            spki: asked.spki(),
            not_before: self.now - DAY,
            not_after: self.now + YEAR,
            kind: Kind::Signer { roles: vec![HEAD.to_owned()] },
            crl_url: None,
        };
        let certificate = make::issue(&template, &self.people.root, &self.people.key).expect("issues");
        fs::write(self.path().join(format!("{name}.pem")), certificate.pem()).expect("file");
        Holder { name: name.to_owned(), certificate, key }
    }

    fn holders(&self) -> Vec<Holder> {
        let kinds = KINDS.iter().zip(0..).filter(|((name, _), _)| self.gost || !name.starts_with("gost"));
        kinds.map(|((name, kind), serial)| self.holder(name, serial, kind)).collect()
    }

    fn judge(&self, cms: &[u8], content: Option<&[u8]>) -> Validation {
        let (profile, content) = (profile(), content.map(Content::Bytes));
        let context = Context {
            store: &self.store,
            profile: &profile,
            at: self.now,
            retired: &[],
            revocation: true,
            care: eds::Care::New,
        };
        validate(cms, content.as_ref(), &context)
    }

    /// Does OpenSSL take it, and give back the content?
    fn openssl_accepts(&self, engine: bool, cms: &[u8], content: Option<&str>) -> bool {
        fs::write(self.path().join("check.p7s"), cms).expect("file");
        let now = self.now.to_string();
        let args = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "check.p7s", "-CAfile", "root.pem"];
        let content: Vec<&str> = content.map_or_else(Vec::new, |name| vec!["-content", name]);
        let output = self.openssl(engine, &[&args, &content[..], &["-attime", &now, "-out", "out"]].concat());
        output.status.success() && fs::read(self.path().join("out")).expect("file") == TEXT
    }
}

/// Every kind of key, attached and detached, with and without the `CAdES` attribute, one signer and two.
#[test]
fn openssl_and_we_take_the_same() {
    let centre = Office::new(NOW);
    let holders = centre.holders();
    for (place, holder) in holders.iter().enumerate() {
        let second = &holders[(place + 1) % holders.len()];
        let gost = holder.name.starts_with("gost");
        let both_gost = gost || second.name.starts_with("gost");
        let (certificate, key) = (format!("{}.pem", holder.name), format!("{}.key", holder.name));
        let (certificate_2, key_2) = (format!("{}.pem", second.name), format!("{}.key", second.name));
        let sign = ["cms", "-sign", "-binary", "-outform", "DER", "-in", "content", "-out", "theirs.p7s"];
        let one = ["-signer", &certificate, "-inkey", &key];
        let two = [&one[..], &["-signer", &certificate_2, "-inkey", &key_2]].concat();
        for (signers, engine, count) in [(&one[..], gost, 1), (&two[..], both_gost, 2)] {
            for attached in [false, true] {
                for cades in [false, true] {
                    let mut args = [&sign[..], signers].concat();
                    args.extend(attached.then_some("-nodetach"));
                    args.extend(cades.then_some("-cades"));
                    centre.openssl_ok(engine, &args);
                    let theirs = fs::read(centre.path().join("theirs.p7s")).expect("file");
                    let validation = centre.judge(&theirs, (!attached).then_some(TEXT));
                    assert_eq!(validation.verdict, Verdict::Valid, "{args:?}: {validation:#?}");
                    assert_eq!(validation.signatures.len(), count);
                    let level = if cades { Level::B } else { Level::Cms };
                    assert_eq!(validation.signatures[0].proven_level, Some(level), "{args:?}");
                    if !attached {
                        assert_eq!(centre.judge(&theirs, Some(OTHER)).verdict, Verdict::Invalid, "{args:?}");
                    }
                }
            }
        }
        for attached in [false, true] {
            let make = |who: &Holder| {
                let made = if attached { make::sign_attached } else { make::sign_detached };
                made(TEXT, &who.certificate, &[], &who.key, NOW).expect("signs")
            };
            let ours = make(holder);
            let joined = make::merge(&ours, &make(second)).expect("joins");
            let content = (!attached).then_some("content");
            for (cms, engine) in [(&ours, gost), (&joined, both_gost)] {
                assert!(centre.openssl_accepts(engine, cms, content), "{} attached {attached}", holder.name);
                let mut changed = cms.clone();
                *changed.last_mut().expect("bytes") ^= 1;
                assert!(!centre.openssl_accepts(engine, &changed, content));
                assert_ne!(centre.judge(&changed, (!attached).then_some(TEXT)).verdict, Verdict::Valid);
            }
            if !attached {
                assert!(!centre.openssl_accepts(gost, &ours, Some("other")));
            }
        }
    }
    println!("OpenSSL: {} kinds of keys", holders.len());
}

/// OpenSSL's streamed output (BER, the content in pieces) is read; what is added to it keeps it whole.
#[test]
fn streamed_signatures_of_openssl_are_read() {
    let centre = Office::new(NOW);
    let holder = centre.holder("rsa", 1, KINDS[0].1);
    let sign = ["cms", "-sign", "-binary", "-stream", "-nodetach", "-outform", "DER", "-in", "content"];
    centre.openssl_ok(false, &[&sign[..], &["-signer", "rsa.pem", "-inkey", "rsa.key", "-out", "s.p7s"]].concat());
    let cms = fs::read(centre.path().join("s.p7s")).expect("file");
    assert_eq!(cms[1], 0x80, "OpenSSL streams");
    assert_eq!(centre.judge(&cms, None).verdict, Verdict::Valid);
    let more = make::add_material(&cms, &[], &[centre.people.list(NOW, &[])], &[]).expect("adds");
    let (before, after) = (Envelope::read(&cms).expect("reads"), Envelope::read(&more).expect("reads"));
    assert_eq!(after.signers()[0].signature(), before.signers()[0].signature());
    assert_eq!(after.content(), Some(TEXT));
    assert_eq!(after.certificates(), [holder.certificate]);
    assert!(centre.openssl_accepts(false, &more, None));
}

fn has(program: &str, package: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        println!("NOT CHECKED: {program} is not there (apt-get install {package})");
    }
    there
}

/// `GnuTLS` takes what we sign with RSA, ECDSA and GOST, and we what it signs with RSA and ECDSA.
#[test]
fn gnutls_and_we_take_the_same() {
    if !has("certtool", "gnutls-bin") {
        return;
    }
    // This program asks the clock of the system.
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    let now = i64::try_from(clock.as_secs()).expect("time");
    let centre = Office::new(now);
    let certtool =
        |args: &[&str]| Command::new("certtool").args(args).current_dir(centre.path()).output().expect("runs");
    // GnuTLS 3.7 does not know the twisted Edwards curves.
    for holder in centre.holders().into_iter().filter(|holder| holder.name != "gost256tca") {
        let accepts = |cms: &[u8], content: Option<&str>| {
            fs::write(centre.path().join("check.p7s"), cms).expect("file");
            let data = content.map(|name| format!("--load-data={name}"));
            let mut args = vec!["--p7-verify", "--inder", "--infile=check.p7s", "--load-ca-certificate=root.pem"];
            args.extend(data.as_deref());
            certtool(&args)
        };
        let detached = make::sign_detached(TEXT, &holder.certificate, &[], &holder.key, now).expect("signs");
        let attached = make::sign_attached(TEXT, &holder.certificate, &[], &holder.key, now).expect("signs");
        for (cms, content) in [(&detached, Some("content")), (&attached, None)] {
            let output = accepts(cms, content);
            let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{}: {said}", holder.name);
        }
        assert!(!accepts(&detached, Some("other")).status.success());
        let mut changed = detached.clone();
        *changed.last_mut().expect("bytes") ^= 1;
        assert!(!accepts(&changed, Some("content")).status.success());

        let (certificate, key) =
            (format!("--load-certificate={}.pem", holder.name), format!("--load-privkey={}.key", holder.name));
        for (how, content) in [("--p7-detached-sign", Some(TEXT)), ("--p7-sign", None)] {
            let args =
                [how, "--p7-include-cert", "--outder", "--hash=SHA256", "--infile=content", "--outfile=theirs.p7s"];
            let output = certtool(&[&args[..], &[&certificate, &key, "--p7-time"]].concat());
            if holder.name.starts_with("gost") {
                // GnuTLS takes no digest of GOST to sign messages with.
                continue;
            }
            assert!(output.status.success(), "{}: {}", holder.name, String::from_utf8_lossy(&output.stderr));
            let theirs = fs::read(centre.path().join("theirs.p7s")).expect("file");
            let validation = centre.judge(&theirs, content);
            assert_eq!(validation.verdict, Verdict::Valid, "{} {how}: {validation:#?}", holder.name);
        }
    }
}

/// pyHanko takes our `CAdES`-B and -T signatures with their revocation and stamps, and we take its.
#[test]
fn pyhanko_and_we_take_the_same() {
    let Some(python) = std::env::var_os("ORDA_TEST_PYHANKO").map(PathBuf::from) else {
        println!("NOT CHECKED: ORDA_TEST_PYHANKO names no Python with pyhanko; `cargo xtask test` makes one");
        return;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/signatures/cades.py");
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path();
    let run = |args: &[&str]| {
        let output = Command::new(&python).arg(&script).args(args).current_dir(path).output().expect("runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let world = World::p256();
    let at = NOW + 120;
    let roots = world.people.root.pem() + &world.stamper.authority.root.pem();
    fs::write(path.join("roots.pem"), roots).expect("file");
    fs::write(path.join("people.crl"), world.people.list(at - 60, &[])).expect("file");
    fs::write(path.join("stamps.crl"), world.stamper.authority.list(at - 60, &[])).expect("file");
    fs::write(path.join("content"), TEXT).expect("file");
    fs::write(path.join("other"), OTHER).expect("file");
    let now = at.to_string();
    let ask = |cms: &[u8], content: &str| -> serde_json::Value {
        fs::write(path.join("ours.p7s"), cms).expect("file");
        let said = run(&["verify", content, "ours.p7s", &now, "roots.pem", "people.crl", "stamps.crl"]);
        serde_json::from_slice(&said).expect("JSON")
    };
    for (cms, stamped) in [(world.b(), None), (world.t(), Some(NOW + 5)), (world.lt(), Some(NOW + 5))] {
        let said = ask(&cms, "content");
        assert_eq!(said["good"], true, "{said}");
        assert_eq!(said["stamped"].as_i64(), stamped, "{said}");
        assert_eq!(said["stamp_trusted"].as_bool(), stamped.map(|_| true), "{said}");
        assert!(said["signer"].as_str().expect("signer").contains(IIN), "{said}");
        let other = ask(&cms, "other");
        assert_eq!((&other["good"], &other["intact"]), (&false.into(), &false.into()), "{other}");
    }

    // Its own: keys that OpenSSL makes, certificates of ours.
    let keys = [("signer", KINDS[1].1), ("tsa", KINDS[0].1)].map(|(name, algorithm)| {
        let (key, der) = (format!("{name}.key"), format!("{name}.der"));
        openssl_ok(path, &[&["genpkey", "-out", &key][..], algorithm].concat());
        openssl_ok(path, &["pkcs8", "-topk8", "-nocrypt", "-in", &key, "-outform", "DER", "-out", &der]);
        SigningKey::from_pkcs8(&fs::read(path.join(der)).expect("file")).expect("key")
    });
    let stamping = eds::attribute::ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
    let (signer, service) = (Kind::Signer { roles: Vec::new() }, Kind::Service { purpose: stamping });
    let (from, to) = (NOW - DAY, NOW + YEAR);
    let certificate = world.people.issue(&person_name(IIN, BIN), &keys[0], signer, &[0x21], from, to);
    let stamps = world.stamper.authority.issue(&name("TSA"), &keys[1], service, &[0x22], from, to);
    fs::write(path.join("signer.pem"), certificate.pem()).expect("file");
    fs::write(path.join("tsa.pem"), stamps.pem()).expect("file");
    let signed = (NOW + 10).to_string();
    run(&["sign", "content", "signer.key", "signer.pem", "tsa.key", "tsa.pem", &signed, "b.p7s", "t.p7s"]);
    for (file, level) in [("b.p7s", Level::B), ("t.p7s", Level::T)] {
        let theirs = fs::read(path.join(file)).expect("file");
        let validation = judge(&theirs, &world.fresh(at), at, &[]);
        assert_eq!(validation.verdict, Verdict::Valid, "{file}: {validation:#?}");
        assert_eq!(validation.signatures[0].proven_level, Some(level), "{validation:#?}");
        let proven = validation.signatures[0].proven_time;
        assert_eq!(proven, (level == Level::T).then_some(NOW + 10));
    }
}

/// OpenSSL takes our stamps and answers, alone.
#[test]
fn openssl_takes_our_stamps_and_answers() {
    let world = World::p256();
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path();
    let stamp = world.stamper.stamp(Digest::Sha256, TEXT, NOW);
    fs::write(path.join("token"), stamp).expect("file");
    fs::write(path.join("content"), TEXT).expect("file");
    fs::write(path.join("other"), OTHER).expect("file");
    fs::write(path.join("tsa.pem"), world.stamper.authority.root.pem()).expect("file");
    fs::write(path.join("root.pem"), world.people.root.pem()).expect("file");
    let now = NOW.to_string();
    let verify = |data: &str| {
        let args = ["ts", "-verify", "-token_in", "-in", "token", "-data", data, "-CAfile", "tsa.pem", "-attime", &now];
        openssl(path, &args).status.success()
    };
    assert!(verify("content") && !verify("other"));
    let by = (&world.people.root, &world.people.key);
    let status = eds::CertificateStatus::Good;
    let answer = make::ocsp_response(by.0, world.head.serial(), &status, (NOW, NOW + 600), None, by).expect("answers");
    fs::write(path.join("answer"), answer).expect("file");
    fs::write(path.join("head.pem"), world.head.pem()).expect("file");
    let args = ["ocsp", "-respin", "answer", "-sha256", "-issuer", "root.pem", "-cert", "head.pem", "-CAfile"];
    let rest = ["root.pem", "-attime", &now, "-no_nonce", "-validity_period", "2000000000"];
    let output = openssl(path, &[&args[..], &rest].concat());
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("Response verify OK") && said.contains("head.pem: good"), "{said}");
}
