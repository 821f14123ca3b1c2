//! The public page where the code on a printed form leads.

use crate::world::*;
use orda_base::{Language, LocalizedText};
use orda_signatures::centre::IssuedCertificate;
use orda_signatures::{
    Expected, Manifest, ObjectRef, Paper, Part, Purpose, SignatureId, SignatureRecord, SignerRole, TrustVerifier,
    Verifier,
};

fn manifest() -> Manifest {
    Manifest::new(
        Purpose::DraftSign,
        ObjectRef::new("draft", "1", 2),
        BIN,
        LocalizedText::new("Құпия атау", "Тайное название", "A hidden title"),
        vec![Part::of_bytes("card", b"{}"), Part::of_bytes("hidden-name.docx", b"abc")],
    )
}

/// A kept signature over `manifest()`, and a paper that lists it.
pub async fn paper(world: &World) -> (SignatureRecord, Paper) {
    let (issued, key) = world.certified().await;
    paper_of(world, &issued, &key).await
}

/// The same with this certificate.
pub async fn paper_of(world: &World, issued: &IssuedCertificate, key: &[u8]) -> (SignatureRecord, Paper) {
    let bytes = manifest().to_bytes();
    let cms = sign(&bytes, issued, key);
    let env = orda_base::Env::new(orda_base::FixedClock::at(NOW), orda_base::SystemEntropy);
    let verifier = TrustVerifier::new(env.clone(), Some(world.centre.clone()), Vec::new());
    let expected = Expected { iin: "850101300019", bin: BIN, role: SignerRole::Head };
    let verified = verifier.verify(&bytes, &cms, &expected).await.expect("accepted");
    let record = SignatureRecord {
        id: SignatureId::generate(&env),
        object: manifest().object,
        purpose: Purpose::DraftSign,
        manifest: bytes,
        cms,
        person: actor("head", Language::En).person().expect("a person"),
        body: BODY,
        acting_for: None,
        signer: verified.signer,
        received_at: NOW,
        report: verified.report,
    };
    let mut tx = world.database.db.begin().await.expect("begins");
    orda_signatures_store::insert(&mut tx, &record).await.expect("keeps");
    tx.commit().await.expect("commits");
    let form = LocalizedText::new("Келісу парағы", "Лист согласования", "Approval sheet");
    let paper = world.papers.issue(form, "ЖОБА-2026-7", manifest().object, vec![record.id]).await.expect("issues");
    (record, paper)
}

/// The code leads everybody to number, digests, signer, time, verdict and the command for a check without the portal; to
/// no title, no name of a file and no number of a person. The same form keeps its code.
#[tokio::test]
async fn a_code_leads_to_digests_and_signers() {
    let world = World::new().await;
    let (record, paper) = paper(&world).await;
    let again = world.papers.issue(paper.form.clone(), &paper.number, paper.object.clone(), vec![record.id]).await;
    assert_eq!(again.expect("issues"), paper);

    for code in [paper.code.clone(), paper.printed_code().to_lowercase()] {
        let page = world.get("", &format!("/verify/{code}")).await;
        assert_eq!(page.status, 200);
        for told in [
            "ЖОБА-2026-7",
            "Approval sheet",
            "1 of 1 signature is valid",
            "Ахметов Дәурен",
            manifest().sha256().as_str(),
            &Part::of_bytes("", b"abc").sha256,
            &record.signer.serial,
            "openssl cms -verify -binary",
        ] {
            assert!(page.text.contains(told), "{told}");
        }
        for hidden in ["A hidden title", "Құпия атау", "hidden-name", "850101300019"] {
            assert!(!page.text.contains(hidden), "{hidden}");
        }
    }
    for language in Language::ALL {
        let page = world.get_in("", &format!("/verify/{}", paper.code), language).await;
        assert!(page.text.contains(paper.form.get(language)));
    }
    let json = world.get("", &format!("/api/v1/verify/{}", paper.code)).await;
    assert!(json.status == 200 && json.text.contains("\"valid\":true") && json.text.contains(&manifest().sha256()));
    assert!(!json.text.contains("hidden"));
    let typed = world.post("", "/verify/code", &format!("code={}", paper.printed_code())).await;
    assert_eq!((typed.status.as_u16(), typed.location), (303, format!("/verify/{}", paper.code)));
}

/// The page tells what the evidence proves: nothing but the signature itself at first, the stamp's time and everything
/// needed once it is gathered; each step with its colour in words, in every language.
#[tokio::test]
async fn the_page_tells_what_is_proven() {
    let world = World::new().await;
    let (_, paper) = paper(&world).await;
    let path = format!("/verify/{}", paper.code);
    let before = world.get("", &path).await.text;
    assert!(before.contains("Being gathered now.") && before.contains("CAdES-B: valid today"));
    assert!(before.contains("There is no time stamp"));
    let ran = world.preservation.run_due().await.expect("runs");
    assert_eq!((ran.worked, ran.troubles.len()), (1, 0), "{ran:?}");
    let after = world.get("", &path).await.text;
    assert!(after.contains("CAdES-LTA") && after.contains("Gathered on") && after.contains("A time stamp proves"));
    for (language, words) in [(Language::Kk, "Қолтаңбаның уақыты"), (Language::Ru, "Время подписи доказано")]
    {
        assert!(world.get_in("", &path, language).await.text.contains(words), "{language:?}");
    }
    let json = world.get("", &format!("/api/v1/verify/{}", paper.code)).await.text;
    assert!(json.contains(r#""proof":{"verdict":"valid","level":"lta","proven_at":"2026-11-22T"#), "{json}");
}

/// The page and OpenSSL agree: the command that stands on it accepts the kept signature.
#[tokio::test]
async fn the_command_on_the_page_works() {
    let world = World::new().await;
    let (record, paper) = paper(&world).await;
    let page = world.get("", &format!("/verify/{}", paper.code)).await;
    let folder = tempfile::tempdir().expect("a folder");
    let roots = world.get("", "/pki/roots.pem").await;
    for (name, bytes) in
        [("signature.p7s", &record.cms), ("manifest.json", &record.manifest), ("roots.pem", &roots.bytes)]
    {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let begin = page.text.find("openssl cms").expect("a command");
    let end = page.text[begin..].find("</code>").expect("its end") + begin;
    let output = std::process::Command::new("sh")
        .args(["-ec", &page.text[begin..end]])
        .current_dir(folder.path())
        .output()
        .expect("OpenSSL runs");
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{wrong}");
    assert!(said.contains(&manifest().sha256()), "{said}");
}

/// A wrong code is not found.
#[tokio::test]
async fn wrong_codes_are_not_found() {
    let world = World::new().await;
    let (_, paper) = paper(&world).await;
    let mut wrong = paper.code.clone();
    let last = if wrong.pop() == Some('0') { '1' } else { '0' };
    wrong.push(last);
    for code in [wrong.as_str(), "x", "-", "00000000000000000000"] {
        assert_eq!(world.get("", &format!("/verify/{code}")).await.status, 404, "{code}");
        assert_eq!(world.get("", &format!("/api/v1/verify/{code}")).await.status, 404, "{code}");
    }
}
