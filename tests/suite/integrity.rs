//! What is signed is what is kept: text and files, and a breach is seen (385-55, 385-59).

use crate::world::{World, actor, code, draft};
use futures::TryStreamExt;
use orda_base::{Actor, Error};
use orda_drafts::Integrity;
use orda_signatures::Manifest;
use orda_test::{On, TestPortal};
use rstest::rstest;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Executor};

impl World<'_> {
    /// Changes something in the database, behind the portal's back.
    async fn behind(&self, sql: &str) {
        let mut tx = self.test.portal.db.begin().await.unwrap();
        let sql = sql.replace("$id", &self.id.to_string());
        let done = tx.conn().execute(AssertSqlSafe(sql.clone())).await.unwrap();
        assert!(done.rows_affected() > 0, "{sql}");
        tx.commit().await.unwrap();
    }

    async fn breach(&self) -> Vec<String> {
        match self.card().await.integrity {
            Integrity::Breached(parts) => parts,
            Integrity::Intact => panic!("not noticed"),
        }
    }
}

/// The head's signature covers the text in both languages and every file: the manifest that is signed has the digest of
/// each, and these are the digests of what is read and downloaded.
///
/// Covers: 385-59
#[rstest]
#[tokio::test]
async fn the_signature_covers_text_and_files(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let signatures = drafts.signatures(&drafter, draft.id, 1).await.unwrap();
    let manifest = Manifest::from_bytes(&signatures[0].record.manifest).unwrap();
    let digest = |name: &str| manifest.parts.iter().find(|p| p.name == name).unwrap().sha256.clone();
    let texts = drafts.text(&drafter, draft.id, 1).await.unwrap().texts;
    assert_eq!(digest("text-kk"), hex::encode(Sha256::digest(texts.kk.join("\n"))));
    assert_eq!(digest("text-ru"), hex::encode(Sha256::digest(texts.ru.join("\n"))));
    let files = drafts.files(&drafter, draft.id, 1).await.unwrap();
    assert!(!files.is_empty());
    for file in &files {
        let (_, bytes) = test.portal.documents.open(file.id).await.unwrap();
        let bytes: Vec<u8> = bytes.map_ok(|b| b.to_vec()).try_concat().await.unwrap();
        assert_eq!(digest(&file.name), hex::encode(Sha256::digest(&bytes)), "{}", file.name);
    }
    assert_eq!(manifest.parts.len(), 3 + files.len(), "the card, two texts, the files");
    assert_eq!(draft.card().await.integrity, Integrity::Intact);
}

/// The text changed in the database: the breach is detected and shown when the draft is opened, and the draft can be
/// used no further: no head can approve it, and it does not go to the Chancellery.
///
/// Covers: 385-59-b, 385-55, 217-a41.2.2
#[rstest]
#[tokio::test]
async fn a_text_changed_in_the_database(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "approved")]).await;
    let path = format!("/drafts/{}/v/1", draft.id);
    let client = test.client("economy-head").await;
    let shown = client.get(&format!("{path}/signatures")).await.expect(200).text();
    let own = &test.portal.signatures.of_object("draft", &draft.id.to_string()).await.unwrap()[0].signer;
    let name = &test.cast.person("justice-head").name;
    assert!(shown.contains(name) && shown.contains(&own.serial), "signer and certificate: {shown}");
    assert!(shown.contains("govuk-tag--green") && !shown.contains("govuk-tag--red"), "valid: {shown}");
    assert!(!client.get(&path).await.expect(200).text().contains("govuk-warning-text"));

    draft.behind("update drafts_text set ru = '[\"1. Первый.\",\"2. Подменённый.\"]' where draft_id = '$id'").await;
    assert_eq!(draft.breach().await, ["text-ru"]);
    let page = client.get(&path).await.expect(200).text();
    assert!(page.contains("govuk-warning-text") && page.contains("text-ru"), "{page}");
    assert_eq!(code(draft.approve("finance", 1).await), "drafts-refusal-breach");
    assert_eq!(draft.body_state("finance").await, "under_review");
    let gate = test.portal.drafts.send_to_chancellery(&actor(&test, "justice-drafter"), draft.id, 1).await;
    assert_eq!(code(gate), "drafts-refusal-signature-invalid");
}

/// A file added, removed or replaced after signing: the signature does not fit any more, and the card says which part.
///
/// Covers: 385-59, 385-55
#[rstest]
#[case::removed(
    "delete from documents_file where set_id in (select set_id from documents_file f where f.id = '$file') and id = '$file'"
)]
#[case::renamed("update documents_file set name = 'Басқа.docx' where id = '$file'")]
#[case::replaced(
    "update documents_blob set sha256 = (select sha256 from documents_blob b where b.id <> documents_blob.id and b.sha256 <> documents_blob.sha256 limit 1) where id = (select blob_id from documents_file where id = '$file')"
)]
#[tokio::test]
async fn files_changed_after_signing(#[values(On::Sqlite, On::Postgres)] on: On, #[case] sql: &str) {
    let test = TestPortal::start(on).await;
    let _other = {
        let mut other = test.script("prepared", &[]);
        other.text.kk = "1. Мүлдем басқа мәтін.".into();
        test.stage().play(&other).await.unwrap()
    };
    let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    let drafter = actor(&test, "justice-drafter");
    let file = test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap().remove(0);
    draft.behind(&sql.replace("$file", &file.id.to_string())).await;
    assert!(draft.breach().await.contains(&file.name), "{:?}", draft.breach().await);
    let gate = test.portal.drafts.send_to_chancellery(&drafter, draft.id, 1).await;
    assert_eq!(code(gate), "drafts-refusal-signature-invalid");
}

/// A file added after signing, in the database, is noticed too.
///
/// Covers: 385-59
#[rstest]
#[tokio::test]
async fn a_file_added_after_signing(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    let file = test.portal.drafts.files(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap().remove(0);
    draft
        .behind(&format!(
            "insert into documents_file (id, set_id, blob_id, name, folded_name, format, position, created_at) \
             select '0190f3c8-0000-7000-8000-000000000001', set_id, blob_id, 'Қосымша.docx', 'қосымша.docx', format, 99, \
             created_at from documents_file where id = '{}'",
            file.id
        ))
        .await;
    assert_eq!(draft.breach().await, ["Қосымша.docx"]);
}

/// Nobody, an administrator included, can put other content under a version that is signed; nor can who only reads it,
/// through the interface.
///
/// Covers: 385-59-b, 385-55-3
#[rstest]
#[tokio::test]
async fn nobody_replaces_signed_content(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let drafts = &test.portal.drafts;
    for (login, answer) in [
        ("justice-drafter", "drafts-refusal-new-version-needed"),
        ("finance-head", "error-forbidden"),
        ("finance-approver", "error-forbidden"),
        ("digital-admin", "error-not-found"),
        ("health-drafter", "error-not-found"),
    ] {
        assert_eq!(code(drafts.start_change(&actor(&test, login), draft.id).await), answer, "{login}");
    }
    assert_eq!(code(drafts.start_change(&Actor::portal(), draft.id).await), "error-not-found");
    let file = drafts.files(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap().remove(0);
    for login in ["justice-drafter", "finance-head", "digital-admin"] {
        let removed = test.portal.documents.remove_file(&actor(&test, login), file.set, file.id).await;
        assert!(matches!(removed, Err(Error::Refused(_) | Error::NotFound | Error::Forbidden)), "{login}");
    }
    assert_eq!(draft.card().await.integrity, Integrity::Intact);
}
