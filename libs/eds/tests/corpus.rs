//! Writes the kept corpus of `fuzz/`: good objects of every kind, to begin changing with. No test: a program over the makers
//! that the tests have, run by `cargo xtask fuzz --write-corpus`.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    clippy::unwrap_used,
    clippy::wildcard_imports,
    reason = "the makers serve the tests first"
)]

#[path = "suite/der.rs"]
mod der;
#[path = "suite/longterm.rs"]
mod longterm;
#[path = "suite/records.rs"]
mod records;
#[path = "suite/support.rs"]
mod support;

use crate::der::{at, parts, replaced, wrap};
use crate::longterm::{TEXT, World, archived};
use crate::support::*;
use eds::asic::{Container, File, Manifest};
use eds::make::{self, Country, RevokedEntry, SigningKey};
use eds::record::Pending;
use eds::{CertificateStatus, Digest, RevocationReason};
use gost::{Order, ParameterSet, PrivateKey};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus")
}

fn write(target: &str, name: &str, bytes: &[u8]) {
    let folder = folder().join(target);
    fs::create_dir_all(&folder).expect("folder");
    fs::write(folder.join(name), bytes).expect("file");
}

/// Certificates with everything that paths look at, by OpenSSL.
const EXTENSIONS: &str = "
[req]
distinguished_name = dn
[dn]
[all]
basicConstraints = critical, CA:TRUE, pathlen:3
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
extendedKeyUsage = emailProtection, 1.2.398.3.3.4.1.2.1
certificatePolicies = 1.2.398.3.3.2, 1.2.3.4, 2.5.29.32.0
policyMappings = 1.2.3.4:1.2.3.5, 1.2.398.3.3.2:1.2.3.6
policyConstraints = requireExplicitPolicy:2, inhibitPolicyMapping:1
inhibitAnyPolicy = 3
nameConstraints = critical, permitted;DNS:gov.kz, permitted;email:gov.kz, excluded;URI:.example.kz, permitted;IP:10.0.0.0/255.0.0.0, excluded;dirName:away
subjectAltName = DNS:a.gov.kz, email:a@gov.kz, URI:http://a.gov.kz/x, IP:10.1.2.3
crlDistributionPoints = point, URI:http://localhost/b.crl
authorityInfoAccess = OCSP;URI:http://localhost/ocsp, caIssuers;URI:http://localhost/ca
[point]
fullname = URI:http://localhost/a.crl, dirName:away
reasons = keyCompromise, CACompromise
CRLissuer = dirName:away
[away]
C = KZ
O = Another
";

fn main() {
    let world = World::p256();
    let (root, key) = (&world.people.root, &world.people.key);
    let stamps = &world.stamper.authority;
    write("trust", "people.der", root.der());
    write("trust", "stamps.der", stamps.root.der());
    write("trust", "people.crl", &world.people.list(NOW + 60, &[]));
    write("trust", "stamps.crl", &stamps.list(NOW + 60, &[]));

    let lta = archived(&world.lt(), &world.stamper, Digest::Sha256, NOW + 90);
    let attached = make::sign_attached(TEXT, &world.head, &[], &world.key, NOW).expect("signs");
    let both =
        make::merge(&world.b(), &make::sign_detached(TEXT, &world.head, &[], &world.key, NOW + 1).expect("signs"));
    let mut forms =
        vec![("b", world.b()), ("t", world.t()), ("lt", world.lt()), ("lta", lta.clone()), ("attached", attached)];
    forms.push(("two", both.expect("joins")));
    let answer_by = (root, key);
    let good =
        make::ocsp_response(root, world.head.serial(), &CertificateStatus::Good, (NOW, NOW + DAY), None, answer_by);
    let good = good.expect("answers");
    let basic = crate::der::inside(at(&good, &[1, 0, 1])).to_vec();
    forms.push(("answer", make::add_material(&world.t(), &[], &[], std::slice::from_ref(&basic)).expect("adds")));
    // A counter-signature: a signer over the value of another.
    let countersigner = at(&world.b(), &[1, 0, 4, 0]).to_vec();
    let counter =
        wrap(0x30, &[wrap(6, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 6]), wrap(0x31, &countersigner)].concat());
    let b = world.b();
    let signer = [crate::der::inside(at(&b, &[1, 0, 4, 0])), &wrap(0xa1, &counter)].concat();
    forms.push(("counter", replaced(&b, &[1, 0, 4, 0], Some(&wrap(0x30, &signer)))));
    for (kind_of, set, country) in [
        ("kz512", ParameterSet::Tc26A512, Country::Kazakhstan),
        ("kz256", ParameterSet::Tc26A256, Country::Kazakhstan),
        ("ru256", ParameterSet::CryptoProA, Country::Russia),
    ] {
        let pkcs8 = SigningKey::generate_gost(set, country).expect("key");
        let signer = SigningKey::from_pkcs8(&pkcs8).expect("key");
        let kind = make::Kind::Signer { roles: vec![HEAD.to_owned()] };
        let holder = world.people.issue(&person_name(IIN, BIN), &signer, kind, &[0x31], NOW - DAY, NOW + YEAR);
        forms.push((kind_of, make::sign_detached(TEXT, &holder, &[], &signer, NOW).expect("signs")));
        write("certificate", kind_of, holder.der());
        write("request", kind_of, &make::request(&name("x"), &signer).expect("request"));
        write("pkcs12", &format!("{kind_of}.p8"), &pkcs8);
    }
    for (name, cms) in &forms {
        write("cms", name, cms);
        write("validate", name, cms);
    }
    for (name, der) in [("root", root.der()), ("head", world.head.der()), ("stamps", stamps.root.der())] {
        write("certificate", name, der);
    }
    write("request", "p256", &make::request(&name("x"), &world.key).expect("request"));

    let entry = |serial: u8, reason| RevokedEntry { serial: vec![0x10, serial], at: NOW - 5, reason };
    let entries: Vec<RevokedEntry> = RevocationReason::ALL.into_iter().zip(0..).map(|(r, n)| entry(n, r)).collect();
    let list = world.people.list(NOW + 60, &entries);
    write("crl", "whole", &list);
    write("crl", "empty", &world.people.list(NOW + 60, &[]));
    let extended = |list: &[u8], extension: &[u8]| {
        let path = [0, parts(crate::der::inside(at(list, &[0]))).len() - 1, 0];
        let value = [crate::der::inside(at(list, &path)), extension].concat();
        replaced(list, &path, Some(&wrap(0x30, &value)))
    };
    let extension =
        |last: u8, value: &[u8]| wrap(0x30, &[wrap(6, &[0x55, 0x1d, last]), wrap(1, &[0xff]), wrap(4, value)].concat());
    write("crl", "delta", &extended(&list, &extension(27, &[2, 1, 1])));
    let uri = wrap(0xa0, &wrap(0xa0, &wrap(0x86, b"http://localhost/a.crl")));
    let scope = [uri, wrap(0x81, &[0xff]), wrap(0x83, &[7, 0x60]), wrap(0x84, &[0xff])].concat();
    write("crl", "scope", &extended(&list, &extension(28, &wrap(0x30, &scope))));
    let issuer = wrap(0x30, &wrap(0xa4, stamps.root.subject().raw()));
    let entry_path = [0, 5, 0];
    let entry = [crate::der::inside(at(&list, &[0, 5, 1])), &[][..]].concat();
    let fields = parts(&entry);
    let entry = wrap(0x30, &[fields[0], fields[1], &wrap(0x30, &extension(29, &issuer))].concat());
    write("crl", "indirect", &replaced(&list, &entry_path, Some(&entry)));

    write("ocsp", "good", &good);
    write("ocsp", "basic", &basic);
    let revoked = CertificateStatus::Revoked { at: NOW, reason: RevocationReason::KeyCompromise };
    let revoked = make::ocsp_response(root, world.head.serial(), &revoked, (NOW, NOW + DAY), Some(&[7; 16]), answer_by);
    write("ocsp", "revoked", &revoked.expect("answers"));
    let token = world.stamper.stamp(Digest::Sha256, TEXT, NOW);
    write("stamp", "token", &token);
    write("stamp", "answer", &wrap(0x30, &[&wrap(0x30, &[2, 1, 0])[..], &token].concat()));

    let digests = records::of(Digest::Sha256, &[TEXT]);
    let others = (0..4_u8).map(|n| Pending::first(Digest::Sha256, &records::of(Digest::Sha256, &[&[n]])));
    let waiting = others.chain([Pending::first(Digest::Sha256, &digests)]).collect();
    let record = records::stamped(waiting, &world.stamper, NOW).remove(4);
    let renewed = records::stamped(vec![Pending::renewed(record.clone())], &world.stamper, NOW + 5).remove(0);
    let anew = Pending::rehashed(renewed.clone(), Digest::Sha512, &records::of(Digest::Sha512, &[TEXT]));
    let anew = records::stamped(vec![anew], &world.stamper, NOW + 9).remove(0);
    for (name, record) in [("one", record), ("renewed", renewed), ("anew", anew)] {
        write("record", name, &record.to_der().expect("writes"));
    }

    let files = [File { name: "жоба.docx".to_owned(), bytes: b"draft".to_vec() }];
    let manifest = Manifest::over(&files, Digest::Sha256, "META-INF/signature.p7s").to_xml();
    let cms = make::sign_detached(&manifest, &world.head, &[], &world.key, NOW).expect("signs");
    write("asic", "manifest.xml", &manifest);
    let beside = File {
        name: "жоба.docx.p7s".to_owned(),
        bytes: make::sign_detached(b"draft", &world.head, &[], &world.key, NOW).expect("signs"),
    };
    write("asic", "beside", &Container::write(&[files[0].clone(), beside], &[]).expect("writes"));
    write("asic", "container", &Container::write(&files, &[(manifest, cms)]).expect("writes"));
    write("pem", "certificate", root.pem().as_bytes());
    write("pem", "two", (root.pem() + &stamps.root.pem()).as_bytes());
    write("pem", "time", b"2026-11-22T03:00:00Z");

    let temporary = tempfile::tempdir().expect("folder");
    let path = temporary.path();
    fs::write(path.join("x.cnf"), EXTENSIONS).expect("file");
    fs::write(path.join("content"), TEXT).expect("file");
    let args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=x"];
    openssl_ok(path, &[&args[..], &["-config", "x.cnf", "-extensions", "all"]].concat());
    openssl_ok(path, &["x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der"]);
    openssl_ok(path, &["req", "-new", "-key", "k.pem", "-subj", "/CN=x", "-outform", "DER", "-out", "r.der"]);
    let sign = ["cms", "-sign", "-binary", "-stream", "-nodetach", "-outform", "DER", "-in", "content", "-signer"];
    openssl_ok(path, &[&sign[..], &["c.pem", "-inkey", "k.pem", "-out", "s.p7s"]].concat());
    let export = ["pkcs12", "-export", "-in", "c.pem", "-inkey", "k.pem", "-passout", "pass:password", "-iter", "1"];
    openssl_ok(path, &[&export[..], &["-out", "new.p12"]].concat());
    openssl_ok(path, &[&export[..], &["-legacy", "-descert", "-out", "old.p12"]].concat());
    fs::write(path.join("root.pem"), root.pem()).expect("file");
    fs::write(path.join("head.pem"), world.head.pem()).expect("file");
    openssl_ok(path, &["ocsp", "-issuer", "root.pem", "-cert", "head.pem", "-cert", "root.pem", "-reqout", "q.der"]);
    openssl_ok(path, &["ts", "-query", "-data", "content", "-sha256", "-cert", "-out", "q.tsq"]);
    for (file, target, name) in [
        ("q.der", "question", "revocation"),
        ("q.tsq", "question", "stamp"),
        ("c.der", "certificate", "everything"),
        ("r.der", "request", "rsa"),
        ("s.p7s", "cms", "streamed"),
        ("s.p7s", "validate", "streamed"),
        ("new.p12", "pkcs12", "new.p12"),
        ("old.p12", "pkcs12", "old.p12"),
    ] {
        write(target, name, &fs::read(path.join(file)).expect("file"));
    }
    for (set, place) in ParameterSet::ALL.into_iter().zip(0_u8..) {
        let key = PrivateKey::from_entropy(set, &vec![place + 1; 2 * set.size()]).expect("key");
        let digest = vec![7; set.size()];
        let value = key.sign(&digest, b"").expect("signs").to_bytes(Order::Kazakh);
        write("gost", set.name(), &[&[place][..], &key.public_key().to_bytes(), &value, &digest].concat());
    }
}
