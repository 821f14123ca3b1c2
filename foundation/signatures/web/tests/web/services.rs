//! What programs ask the centre: OpenSSL asks, and believes the answers.

use crate::world::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::Language;
use orda_signatures::centre::RevocationReason;
use std::path::Path;
use std::process::Command;

/// OpenSSL in a folder: did it succeed, and what did it say?
fn openssl(folder: &Path, arguments: &str) -> (bool, String) {
    let output = Command::new("openssl").args(arguments.split_whitespace()).current_dir(folder).output();
    let output = output.expect("openssl runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// A folder with the published roots and services, and a person's certificate.
async fn folder(world: &World) -> (tempfile::TempDir, orda_signatures::centre::IssuedCertificate, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (issued, key) = world.certified().await;
    // The first question makes the services.
    world.centre.refresh_services().await.expect("services");
    for (page, file) in [("/pki/roots.pem", "roots.pem"), ("/pki/services.pem", "services.pem")] {
        let answer = world.get("", page).await;
        assert_eq!(answer.status, 200);
        std::fs::write(folder.path().join(file), answer.bytes).expect("writes");
    }
    let certificate = eds::Certificate::from_der(&issued.certificate).expect("a certificate");
    std::fs::write(folder.path().join("person.pem"), certificate.pem()).expect("writes");
    (folder, issued, key)
}

/// OpenSSL asks about a certificate in both ways of the protocol, naming it by SHA-1 and SHA-256, and believes: good,
/// revoked from then on, unknown for a number never given. The certificate of the stamp authority is known too.
#[tokio::test]
async fn openssl_believes_the_answers() {
    let world = World::new().await;
    let (folder, issued, _) = folder(&world).await;
    let at = NOW.seconds();
    let ask = async |digest: &str, subject: &str, by_get: bool| {
        let question = format!("ocsp -no_nonce -{digest} -issuer roots.pem {subject} -reqout q.der");
        let question = if by_get { question } else { question.replace("-no_nonce ", "") };
        let (made, said) = openssl(folder.path(), &question);
        assert!(made, "{said}");
        let question = std::fs::read(folder.path().join("q.der")).expect("a question");
        let answer = if by_get {
            let encoded = STANDARD.encode(&question).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
            world.get("", &format!("/pki/ocsp/{encoded}")).await
        } else {
            world.ask("/pki/ocsp", "application/ocsp-request", &question).await
        };
        assert_eq!(answer.status, 200);
        std::fs::write(folder.path().join("a.der"), &answer.bytes).expect("writes");
        let trusted = format!("-respin a.der -CAfile roots.pem -attime {at} -validity_period 4000000000");
        // The answer repeats the number of the question.
        let (believed, said) = openssl(folder.path(), &format!("ocsp -reqin q.der {trusted} -issuer roots.pem"));
        assert!(believed && said.contains("Response verify OK"), "{said}");
        let check = format!("ocsp -no_nonce -{digest} -issuer roots.pem {subject} {trusted}");
        let (believed, said) = openssl(folder.path(), &check);
        assert!(believed && said.contains("Response verify OK"), "{said}");
        said
    };
    for (digest, by_get) in [("sha1", false), ("sha256", false), ("sha1", true)] {
        assert!(ask(digest, "-cert person.pem", by_get).await.contains("person.pem: good"));
    }
    let tsa = openssl(folder.path(), "x509 -in services.pem -noout -serial -ext extendedKeyUsage,keyUsage").1;
    assert!(tsa.contains("critical"), "{tsa}");
    assert!(ask("sha256", "-cert services.pem", false).await.contains("services.pem: good"));
    assert!(ask("sha256", "-serial 0x1234567890", false).await.contains("0x1234567890: unknown"));

    let owner = actor("head", Language::En);
    world.centre.revoke(&owner, issued.id, RevocationReason::KeyCompromise).await.expect("revokes");
    let said = ask("sha256", "-cert person.pem", false).await;
    assert!(said.contains("person.pem: revoked") && said.contains("keyCompromise"), "{said}");
}

/// Nonsense and another centre's certificate are refused as the protocol has it.
#[tokio::test]
async fn questions_that_are_none_are_refused() {
    let world = World::new().await;
    let (folder, ..) = folder(&world).await;
    let malformed = [0x30, 3, 0x0a, 1, 1];
    for nonsense in [&b""[..], b"nonsense", &[0x30, 0x80]] {
        assert_eq!(world.ask("/pki/ocsp", "application/ocsp-request", nonsense).await.bytes, malformed);
    }
    assert_eq!(world.get("", "/pki/ocsp/%21").await.bytes, malformed);
    assert_eq!(world.ask("/pki/ocsp", "application/ocsp-request", &vec![0; 17 << 10]).await.status, 413);
    assert_eq!(world.ask("/pki/tsa", "application/timestamp-query", &vec![0; 17 << 10]).await.status, 413);
    assert_eq!(world.get("", &format!("/pki/ocsp/{}", "A".repeat(22 << 10))).await.status, 413);

    openssl(folder.path(), "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out other.pem -subj /CN=Other -days 1");
    let (made, said) = openssl(folder.path(), "ocsp -issuer other.pem -cert other.pem -reqout q.der");
    assert!(made, "{said}");
    let question = std::fs::read(folder.path().join("q.der")).expect("a question");
    let answer = world.ask("/pki/ocsp", "application/ocsp-request", &question).await;
    assert_eq!(answer.bytes, [0x30, 3, 0x0a, 1, 6], "unauthorized");
}

/// OpenSSL asks for stamps, with the certificate inside and without, by several digests, and believes them; one of
/// another file it does not.
#[tokio::test]
async fn openssl_believes_the_stamps() {
    let world = World::new().await;
    let (folder, ..) = folder(&world).await;
    std::fs::write(folder.path().join("data"), b"document").expect("writes");
    std::fs::write(folder.path().join("other"), b"other").expect("writes");
    let at = NOW.seconds();
    for (digest, more) in [("sha256", "-cert"), ("sha512", "-cert -no_nonce"), ("sha384", "")] {
        let (made, said) = openssl(folder.path(), &format!("ts -query -data data -{digest} {more} -out q.tsq"));
        assert!(made, "{said}");
        let question = std::fs::read(folder.path().join("q.tsq")).expect("a question");
        let answer = world.ask("/pki/tsa", "application/timestamp-query", &question).await;
        assert_eq!(answer.status, 200);
        std::fs::write(folder.path().join("a.tsr"), &answer.bytes).expect("writes");
        let trusted = format!("-CAfile roots.pem -untrusted services.pem -attime {at}");
        let verify = format!("ts -verify -queryfile q.tsq -in a.tsr {trusted}");
        let (believed, said) = openssl(folder.path(), &verify);
        assert!(believed && said.contains("Verification: OK"), "{digest}: {said}");
        let (believed, said) = openssl(folder.path(), &format!("ts -verify -data other -in a.tsr {trusted}"));
        assert!(!believed, "{said}");
        let text = openssl(folder.path(), "ts -reply -in a.tsr -text").1;
        assert!(text.contains("Policy OID: 0.4.0.2023.1.1") && text.contains("Nov 22 03:00:00 2026"), "{text}");
    }
    let [first, second] = [(); 2].map(|()| std::fs::read(folder.path().join("q.tsq")).expect("a question"));
    let stamp = async |question: &[u8]| {
        let answer = world.ask("/pki/tsa", "application/timestamp-query", question).await;
        eds::TimeStamp::read(&answer.bytes).expect("a stamp").info().serial.clone()
    };
    assert_ne!(stamp(&first).await, stamp(&second).await, "no number twice");
}

/// An old digest, another policy and nonsense get no stamp, and are told why.
#[tokio::test]
async fn stamps_are_refused_with_a_reason() {
    let world = World::new().await;
    let (folder, ..) = folder(&world).await;
    std::fs::write(folder.path().join("data"), b"document").expect("writes");
    for (question, why) in [
        ("-sha1", "unrecognized or unsupported algorithm identifier"),
        ("-sha256 -tspolicy 1.2.3.4", "the requested TSA policy is not supported by the TSA"),
        ("", "the data submitted has the wrong format"),
    ] {
        let bytes = if question.is_empty() {
            b"nonsense".to_vec()
        } else {
            let (made, said) = openssl(folder.path(), &format!("ts -query -data data {question} -out q.tsq"));
            assert!(made, "{said}");
            std::fs::read(folder.path().join("q.tsq")).expect("a question")
        };
        let answer = world.ask("/pki/tsa", "application/timestamp-query", &bytes).await;
        std::fs::write(folder.path().join("a.tsr"), &answer.bytes).expect("writes");
        let text = openssl(folder.path(), "ts -reply -in a.tsr -text").1;
        assert!(text.contains("Status: Rejected.") && text.contains(why), "{question}: {text}");
    }
}

/// The page of the centre names who answers and who stamps, in every language.
#[tokio::test]
async fn services_are_published() {
    let world = World::new().await;
    let (folder, ..) = folder(&world).await;
    for language in Language::ALL {
        let page = world.get_in("", "/pki", language).await.text;
        assert!(page.contains("/pki/ocsp") && page.contains("/pki/tsa") && page.contains("0.4.0.2023.1.1"));
    }
    let pem = std::fs::read_to_string(folder.path().join("services.pem")).expect("a file");
    let services = eds::Certificate::from_pem(&pem).expect("certificates");
    let purposes: Vec<_> = services.iter().map(|c| c.extended_key_usage().expect("reads")).collect();
    for purpose in [eds::purpose::OCSP_SIGNING, eds::purpose::TIME_STAMPING] {
        assert_eq!(purposes.iter().filter(|p| **p == [purpose]).count(), 1, "each its own, and for that alone");
    }
    assert_ne!(services[0].spki(), services[1].spki());
}
