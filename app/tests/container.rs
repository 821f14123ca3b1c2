//! The command line judges what the portal gives out, from files alone.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use orda::compose::Portal;
use orda::config::Config;
use orda_base::{Env, LocalizedText};
use orda_signatures::evidence::DataFile;
use orda_signatures::{Manifest, ObjectRef, Part, Purpose, SignatureId, SignatureRecord};
use std::path::Path;
use std::process::Command;

fn verify(folder: &Path, more: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_orda"))
        .args(["eds", "verify", "--offline", "--anchors", "root.pem"])
        .args(more)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
}

/// A container with a signature and its evidence is accepted offline with the root alone, on the day and years later as of
/// that day; with a part touched, another root, or years later without a newer list it is not, and it is said why.
#[tokio::test]
async fn a_container_is_accepted_offline() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let env = Env::system();
    let config = Config { data: path.join("data"), ..Config::default() };
    let portal = Portal::open(config, env.clone()).await.unwrap();
    let government = orda::demo::script::government().unwrap();
    let mut small = government;
    small.body.retain(|body| body.code == "justice");
    let cast = orda::demo::cast::Cast::register(&portal, &small, None).await.unwrap();
    let head = cast.person("justice-head");

    let object = ObjectRef::new("draft", "1", 1);
    let title = LocalizedText::new("Жоба", "Проект", "Draft");
    let parts = vec![Part::of_bytes("жоба.docx", b"abc")];
    let manifest = Manifest::new(Purpose::DraftSign, object.clone(), "", title, parts).to_bytes();
    let cms = head.key.sign(&manifest, env.now()).unwrap();
    let verified = orda_signatures::Verifier::identify(&*portal.verifier, &manifest, &cms).await.unwrap();
    let record = SignatureRecord {
        id: SignatureId::generate(&env),
        object,
        purpose: Purpose::DraftSign,
        manifest,
        cms,
        person: head.person,
        body: head.key.issued.body,
        acting_for: None,
        signer: verified.signer,
        received_at: env.now(),
        report: verified.report,
    };
    let mut tx = portal.db.begin().await.unwrap();
    orda_signatures_store::insert(&mut tx, &record).await.unwrap();
    tx.commit().await.unwrap();
    let ran = portal.preservation.run_due().await.unwrap();
    assert_eq!((ran.worked, ran.troubles.len()), (1, 0), "{ran:?}");

    let part = |bytes: &[u8]| vec![DataFile { name: "жоба.docx".to_owned(), bytes: bytes.to_vec() }];
    let write = |name: &str, bytes: &[u8]| std::fs::write(path.join(name), bytes).unwrap();
    write("good.asice", &portal.preservation.container(&[&record], part(b"abc")).await.unwrap());
    write("touched.asice", &portal.preservation.container(&[&record], part(b"abd")).await.unwrap());
    let pem = |der: &[u8]| eds::Certificate::from_der(der).unwrap().pem();
    write("root.pem", pem(&portal.centre.authorities().await.unwrap()[0].certificate).as_bytes());
    write("other.pem", pem(&head.key.issued.certificate).as_bytes());
    portal.close().await;

    let (code, said) = verify(path, &["good.asice"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("proven Lta") && said.contains("time proven"), "{said}");
    let (code, said) = verify(path, &["touched.asice"]);
    assert!(code != 0, "{said}");
    let (code, said) = verify(path, &["--anchors", "other.pem", "--at", "2090-01-01", "good.asice"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("material_missing") || said.contains("stale"), "{said}");
    let (code, _) = verify(path, &["root.pem"]);
    assert_eq!(code, 3, "no signature at all");
}
