//! Printed forms: what stands on them, in both languages, where their codes lead, and who gets none.

use crate::protocol::signed_by_both;
use crate::world::{World, draft};
use orda_test::{Answer, On, TestPortal};
use std::path::Path;
use std::process::Command;

/// Keeps a paper where somebody may look at it, when the folder `ORDA_PAPERS` is named.
fn keep(name: &str, pdf: &[u8]) {
    if let Ok(folder) = std::env::var("ORDA_PAPERS") {
        std::fs::write(Path::new(&folder).join(name), pdf).unwrap();
    }
}

fn poppler(program: &str, args: &[&str], pdf: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new(program).args(args).arg(&file).arg(folder.path().join("out")).output();
    let output = output.expect("poppler is installed: apt-get install poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = std::fs::read_dir(folder.path()).unwrap().flatten().find(|f| f.file_name() != "paper.pdf").unwrap();
    std::fs::read(made.path()).unwrap()
}

/// The words of a paper in reading order, divided words put together again.
pub fn words(pdf: &[u8]) -> String {
    let text = String::from_utf8(poppler("pdftotext", &[], pdf)).unwrap();
    text.replace("\u{ad}\n", "").replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the QR code says, read off the pages as a camera would.
fn code(pdf: &[u8]) -> String {
    let pages = String::from_utf8_lossy(pdf).matches("/Type/Page/").count().max(1);
    let read = |page: usize| {
        let page = page.to_string();
        read_code(&poppler("pdftoppm", &["-gray", "-r", "200", "-f", &page, "-l", &page, "-singlefile"], pdf))
    };
    (1..=pages).rev().find_map(read).expect("a code on the paper")
}

/// The code in a grey picture (PGM).
fn read_code(picture: &[u8]) -> Option<String> {
    let mut header = picture.splitn(4, |b| *b == b'\n');
    assert_eq!(header.next(), Some(&b"P5"[..]));
    let size = std::str::from_utf8(header.next().unwrap()).unwrap();
    let (width, height) = size.split_once(' ').map(|(w, h)| (w.parse().unwrap(), h.parse().unwrap())).unwrap();
    assert_eq!(header.next(), Some(&b"255"[..]));
    let pixels = header.next().unwrap();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    prepared.detect_grids().first().map(|grid| grid.decode().unwrap().1)
}

async fn form(draft: &World<'_>, login: &str, name: &str, language: &str) -> Answer {
    let client = draft.test.client(login).await;
    client.get(&format!("/drafts/{}/v/1/forms/{name}.pdf?lang={language}", draft.id)).await
}

/// The approval sheet, in Kazakh and in Russian: the draft, every body with its decision, who signed with role, time,
/// certificate and digest; the code leads everybody to the page that verifies these signatures now. It is an archival
/// file, and opening it is accounted for.
#[tokio::test]
async fn the_approval_sheet_lists_decisions_and_signatures() {
    let test = TestPortal::start(On::Sqlite).await;
    let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    let card = draft.card().await;
    let kept = test.portal.signatures.of_object("draft", &draft.id.to_string()).await.unwrap();
    let mut codes = Vec::new();
    for (language, title, decision, valid) in
        [("kk", "Келісу парағы", "Келісілді", "жарамды"), ("ru", "Лист согласования", "Согласовано", "действительна")]
    {
        let answer = form(&draft, "finance-head", "approval-sheet", language).await.expect(200);
        assert_eq!(answer.header("content-type"), Some("application/pdf"));
        keep(&format!("approval-sheet-{language}.pdf"), &answer.body);
        assert!(String::from_utf8_lossy(&answer.body).contains("<pdfaid:conformance>A</pdfaid:conformance>"));
        let text = words(&answer.body);
        let own = if language == "kk" { &card.title.kk } else { &card.title.ru };
        for told in [title, own, decision, valid, &card.number] {
            assert!(text.contains(told), "{told}: {text}");
        }
        let unbroken: String = text.split(' ').collect();
        for record in &kept {
            let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&record.manifest));
            assert!(text.contains(&record.signer.name));
            assert!(unbroken.contains(&digest) && unbroken.contains(&record.signer.serial), "{unbroken}");
        }
        let code = code(&answer.body);
        let path = code.strip_prefix(&test.url).unwrap();
        assert!(answer.header("link").unwrap().starts_with(&format!("<{path}>")), "for programs");
        codes.push(code);
    }
    assert_eq!(codes[0], codes[1], "one paper, two languages");
    let path = codes[0].strip_prefix(&test.url).expect("the portal's own address");
    assert!(path.starts_with("/verify/"));
    let page = test.stranger().get(path).await.expect(200).text();
    for record in &kept {
        assert!(page.contains(&record.signer.name) && page.contains(&record.signer.serial));
    }
    assert!(page.contains(&card.number) && !page.contains(&card.title.kk) && !page.contains(&card.title.ru));

    let links = test.client("finance-head").await.get(&format!("/api/v1/drafts/{}/versions/1/forms", draft.id)).await;
    let links = links.expect(200).json();
    assert_eq!(links[0]["form"], "approval_sheet");
    let link = links[0]["links"]["kk"].as_str().unwrap();
    let tab = test.client("finance-head").await.get(&format!("/drafts/{}/v/1/signatures", draft.id)).await;
    assert!(tab.expect(200).text().contains(link));
    let security = test.client("digital-security").await;
    let found = security.get("/api/v1/accounting?size=100&q=approval-sheet").await.expect(200).text();
    assert!(found.contains("form/approval-sheet/kk"), "{found}");
}

/// The protocol of disagreements: points with both views, and the two signatures. The card: everything that happened.
#[tokio::test]
async fn protocol_and_card_are_printed() {
    let test = TestPortal::start(On::Sqlite).await;
    let draft = draft(&test, "on_approval", &[("finance", "refused"), ("economy", "approved")]).await;
    signed_by_both(&draft).await;
    let protocol = &draft.card().await.protocols[0].protocol;
    let name = format!("protocol-{}", protocol.id);
    let kazakh = form(&draft, "justice-drafter", &name, "kk").await.expect(200).body;
    keep("protocol-kk.pdf", &kazakh);
    let text = words(&kazakh);
    for told in ["Келіспеушілік хаттамасы", "2-тармақ", "Есеп жоқ", "Екі тарап қол қойды"]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
    let path = code(&kazakh).strip_prefix(&test.url).unwrap().to_owned();
    let json = test.stranger().get(&format!("/api/v1{path}")).await.expect(200).json();
    let purposes: Vec<_> = json["signatures"].as_array().unwrap().iter().map(|s| s["purpose"].clone()).collect();
    assert_eq!(purposes, ["protocol_sign", "protocol_sign"]);
    assert!(json["signatures"].as_array().unwrap().iter().all(|s| s["valid"] == true));

    for language in ["kk", "ru"] {
        let card = form(&draft, "justice-drafter", "card", language).await.expect(200).body;
        keep(&format!("card-{language}.pdf"), &card);
        let history =
            test.portal.drafts.history(&crate::world::actor(&test, "justice-drafter"), draft.id).await.unwrap();
        assert!(history.len() > 5 && words(&card).contains(&draft.card().await.number));
    }
}

/// Who may not read the version gets no form of it; forms that there are not, and other languages, are not found.
#[tokio::test]
async fn hidden_drafts_have_no_forms() {
    let test = TestPortal::start(On::Sqlite).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    for name in ["approval-sheet", "card"] {
        form(&draft, "health-head", name, "kk").await.expect(404);
        form(&draft, "finance-head", name, "kk").await.expect(200);
    }
    let listed = test.client("health-head").await.get(&format!("/api/v1/drafts/{}/versions/1/forms", draft.id)).await;
    listed.expect(404);
    let stranger = test.stranger().get(&format!("/drafts/{}/v/1/forms/card.pdf", draft.id)).await;
    assert!(stranger.status == 303 || stranger.status == 401, "{}", stranger.status);
    for (name, language) in [("vote-record", "kk"), ("minutes", "kk"), ("other", "kk"), ("card", "en"), ("card", "x")] {
        form(&draft, "finance-head", name, language).await.expect(404);
    }
    let unknown = format!("protocol-{}", draft.id);
    form(&draft, "finance-head", &unknown, "kk").await.expect(404);
}
