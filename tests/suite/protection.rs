//! Means of protection: what is kept sealed, what goes over the wire, and which algorithms are strong enough (217-a43.3b).

use crate::world::{actor, code, draft, head, put};
use axum::body::Bytes;
use axum::http::Request;
use orda_base::Actor;
use orda_documents::samples;
use orda_drafts::Action;
use orda_test::{On, TestPortal};
use orda_web::outbound::{Limits, NoReply, Outbound};
use rstest::rstest;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Does any file under the folder hold these bytes?
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

fn openssl(folder: &Path, args: &[&str]) {
    let done = Command::new("openssl").args(args).current_dir(folder).output();
    let done = done.expect("openssl is installed: apt-get install openssl");
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Passwords are kept as salted slow hashes alone, keys and files only sealed; sessions and everything that is read are
/// bound to encrypted connections.
///
/// Covers: 217-a43.3b
#[rstest]
#[tokio::test]
async fn nothing_is_kept_or_sent_in_the_clear(#[values(On::Sqlite, On::Postgres)] on: On) {
    const PASSWORD: &str = "Терезе алдындағы гүл 47";
    let test = TestPortal::start_with(on, |config| config.public_url = "https://portal.example.kz".into()).await;
    let portal = &test.portal;
    for login in ["justice-drafter", "finance-drafter"] {
        let person = test.cast.person(login).person;
        portal.identity.set_password(&Actor::portal(), person, PASSWORD, false).await.unwrap();
    }
    let hashes: Vec<String> =
        sqlx::query_scalar("select hash from identity_password").fetch_all(portal.db.reader()).await.unwrap();
    assert_eq!(hashes.len(), 2);
    assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "slow: {hashes:?}");
    assert_ne!(hashes[0], hashes[1], "salted: the same password twice");

    let root = portal.centre.authorities().await.unwrap().remove(0);
    assert!(eds::make::SigningKey::from_pkcs8(&root.sealed_key).is_err(), "the root's key is sealed");
    let drafter = actor(&test, "justice-drafter");
    let posting = portal.drafts.start_posting(&drafter, test.cast.body("justice")).await.unwrap();
    let set = portal.drafts.posting(&drafter, posting).await.unwrap().posting.files;
    let secret = "zqrestrictedzq";
    let rtf = String::from_utf8(samples::rtf()).unwrap().replace("\\par", &format!(" {secret}\\par"));
    put(&test, &drafter, set, "Жоба.rtf", rtf.into_bytes()).await.unwrap();
    for bytes in [PASSWORD.as_bytes(), secret.as_bytes()] {
        assert!(!holds(test.database.folder.path(), bytes), "kept in the clear");
    }

    let login = [("login", "justice-drafter"), ("password", PASSWORD), ("next", "")];
    let answer = test.stranger().form("/login", &login).await.expect(303);
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-") && cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
    assert!(answer.header("strict-transport-security").unwrap().contains("max-age=63072000"));
}

/// A signature with an algorithm that is known to be weak, and a certificate for a key that is too short, are refused.
///
/// Covers: 217-a43.3b
#[rstest]
#[tokio::test]
async fn weak_signatures_are_refused(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "prepared", &[]).await;
    let (portal, own) = (&test.portal, head(&test, "justice"));
    let task = portal.drafts.signing(&own.actor(), draft.id, 1, Action::Sign, None).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("k.p12"), own.key.to_pkcs12("key password").unwrap()).unwrap();
    fs::write(at("m.json"), &task.manifest).unwrap();
    openssl(
        folder.path(),
        &["pkcs12", "-in", "k.p12", "-passin", "pass:key password", "-nodes", "-clcerts", "-out", "k.pem"],
    );
    for (digest, accepted) in [("sha1", false), ("sha224", false), ("sha256", true)] {
        let sign = ["cms", "-sign", "-binary", "-in", "m.json", "-signer", "k.pem", "-outform", "DER", "-out", "s.p7s"];
        openssl(folder.path(), &[&sign[..], &["-md", digest]].concat());
        let signed = portal.drafts.sign(&own.actor(), draft.id, 1, &fs::read(at("s.p7s")).unwrap()).await;
        if accepted {
            signed.unwrap();
        } else {
            assert_eq!(code(signed), "signatures-refusal-unknown_algorithm", "{digest}");
            assert_eq!(draft.state().await, "prepared");
        }
    }
    let bits = |bits: &str| format!("rsa_keygen_bits:{bits}");
    for (more, refusal) in [
        (vec![bits("1024")], "signatures-refusal-weak_key"),
        (vec![bits("2048")], "signatures-refusal-weak_key"),
        (vec![bits("3072"), "rsa_keygen_pubexp:3".to_owned()], "signatures-refusal-known_weakness"),
    ] {
        let options: Vec<&str> = more.iter().flat_map(|option| ["-pkeyopt", option]).collect();
        openssl(folder.path(), &[&["genpkey", "-algorithm", "RSA", "-out", "weak.pem"], &options[..]].concat());
        openssl(folder.path(), &["pkey", "-in", "weak.pem", "-pubout", "-outform", "DER", "-out", "weak.der"]);
        let spki = fs::read(at("weak.der")).unwrap();
        let weak = portal.centre.issue(&Actor::portal(), own.person, own.body, &spki).await;
        assert_eq!(code(weak.map(|issued| issued.serial)), refusal, "{more:?}");
    }
}

/// A server of OpenSSL, ended with the test.
struct Server(Child, u16);

impl Server {
    fn start(folder: &Path, switches: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let mut server = Command::new("openssl");
        server.args(["s_server", "-accept", &address, "-cert", "c.pem", "-key", "c.key", "-www", "-quiet"]);
        server.args(switches).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(server.spawn().expect("openssl is installed: apt-get install openssl"), port)
    }

    async fn ask(&self, wire: &Outbound) -> Result<u16, NoReply> {
        // Until it listens nobody answers.
        while tokio::net::TcpStream::connect(("127.0.0.1", self.1)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let request = Request::get(format!("https://localhost:{}/", self.1)).body(Bytes::new()).unwrap();
        wire.send(request, Limits { time: Duration::from_secs(30), answer: 1 << 20 }).await.map(|reply| reply.status)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The portal talks to other systems over TLS 1.2 and 1.3 with strong algorithms, and to no server that offers only what
/// is older or weaker.
///
/// Covers: 217-a43.3b
#[tokio::test]
async fn weak_connections_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let made = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "c.key",
        "-out",
        "c.pem",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ];
    openssl(folder.path(), &made);
    let wire = Outbound::new(Some(&fs::read(folder.path().join("c.pem")).unwrap())).unwrap();
    for strong in [&["-tls1_3"][..], &["-tls1_2"][..]] {
        assert_eq!(Server::start(folder.path(), strong).ask(&wire).await, Ok(200), "{strong:?}");
    }
    for weak in [
        &["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"][..],
        &["-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0"][..],
        &["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA:@SECLEVEL=0"][..],
    ] {
        let answer = Server::start(folder.path(), weak).ask(&wire).await;
        assert!(matches!(answer, Err(NoReply::Unreachable(_))), "{weak:?}: {answer:?}");
    }
    let stranger = Outbound::new(None).unwrap();
    let answer = Server::start(folder.path(), &["-tls1_3"]).ask(&stranger).await;
    assert!(matches!(answer, Err(NoReply::Unreachable(_))), "a certificate that nobody vouches for: {answer:?}");
}
