//! Files over the wire, end to end: limit, formats, bytes given back as they came (385-8, 385-9, 385-10).

use crate::world::{actor, body};
use orda_documents::{Format, SET_LIMIT, samples};
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::{Body, Method};
use rstest::rstest;
use serde_json::json;
use std::path::Path;

/// A form in progress of the Ministry of Justice, over HTTP.
pub struct Form {
    pub client: Client,
    path: String,
    set: String,
}

impl Form {
    pub async fn begin(test: &TestPortal) -> Self {
        let client = test.client("justice-drafter").await;
        let justice = body(test, "justice").to_string();
        let made = client.post("/api/v1/drafts/unfinished", &json!({"body": justice})).await.expect(201).json();
        let path = format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap());
        let act = json!({
            "title": {"kk": "Файлдар", "ru": "Файлы"}, "kind": "other", "term": 5, "no_secrets": true,
            "approving_bodies": [body(test, "finance").to_string()],
        });
        let request = client.request(Method::PATCH, &path).json(&act);
        client.send(request).await.expect(204);
        let form = client.get(&path).await.expect(200).json();
        let set = format!("/api/v1/file-sets/{}/files", form["file_set"].as_str().unwrap());
        Self { client, path, set }
    }

    pub async fn upload(&self, name: &str, bytes: impl Into<Body>) -> Answer {
        let request = self.client.request(Method::POST, &self.set).query(&[("name", name)]);
        self.client.send(request.header("content-type", "application/octet-stream").body(bytes)).await
    }

    /// Names of what is in the set.
    pub async fn names(&self) -> Vec<String> {
        let files = self.client.get(&self.set).await.expect(200).json();
        files.as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap().to_owned()).collect()
    }

    /// Posts the form; the path of version 1 in the interface.
    pub async fn post(&self) -> String {
        let made = self.client.post(&format!("{}/submit", self.path), &json!({})).await.expect(201).json();
        format!("/api/v1/drafts/{}/versions/1", made["id"].as_str().unwrap())
    }
}

/// How many files lie on the disk.
fn kept(test: &TestPortal) -> usize {
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        // The lock of the running process is no file of anybody.
        let files = entries.filter(|path| path.extension().is_none_or(|e| e != "lock"));
        files.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(&test.portal.config.data.join("blobs"))
}

/// A document of exactly 60 MB is taken, posted, and downloaded unchanged, from the page and from the interface, as an
/// attachment. With one byte more it is refused, the limit is named, and nothing of it is kept.
///
/// Covers: 385-9, 385-8
#[tokio::test]
async fn sixty_megabytes_over_the_wire() {
    let test = TestPortal::start(On::Sqlite).await;
    let form = Form::begin(&test).await;
    let limit = usize::try_from(SET_LIMIT).unwrap();
    assert_eq!(limit, 62_914_560);
    let over = form.upload("Артық.pdf", samples::pdf_of(limit + 1)).await.expect(413);
    assert_eq!(over.code(), "documents-refusal-too-large");
    let problem = over.json();
    assert!(problem["detail"].as_str().unwrap().contains("62914560"), "{problem}");
    assert_eq!(problem["rule"], "385-9");
    assert_eq!((form.names().await.len(), kept(&test)), (0, 0), "nothing is kept");

    let exact = samples::pdf_of(limit);
    let file = form.upload("Дәл.pdf", exact.clone()).await.expect(201).json();
    assert_eq!(file["size"], limit);
    form.upload("Тағы.rtf", samples::rtf()).await.expect(413);
    assert_eq!((form.names().await, kept(&test)), (vec!["Дәл.pdf".to_owned()], 1));
    let version = form.post().await;
    let id = file["id"].as_str().unwrap();
    for path in
        [format!("{version}/files/{id}"), version.replace("/api/v1", "").replace("versions", "v") + "/files/" + id]
    {
        let taken = form.client.get(&path).await.expect(200);
        assert!(taken.body == exact, "{path}: byte for byte");
        assert_eq!(taken.header("content-length"), Some("62914560"), "{path}");
        assert!(taken.header("content-disposition").unwrap().starts_with("attachment;"), "{path}");
        assert_eq!(taken.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

/// The limit holds for all files of a version together, and for senders that state no length: the portal stops receiving
/// and refuses. What was there before stays.
///
/// Covers: 385-9
#[rstest]
#[tokio::test]
async fn the_sum_counts(#[values(On::Sqlite, On::Postgres)] on: On) {
    let limit = 100_000;
    let test = TestPortal::start_with(on, |config| config.documents.max_bytes = limit).await;
    let form = Form::begin(&test).await;
    let limit = usize::try_from(limit).unwrap();
    form.upload("бірінші.pdf", samples::pdf_of(60_000)).await.expect(201);
    form.upload("екінші.pdf", samples::pdf_of(40_001)).await.expect(413);
    form.upload("үшінші.pdf", samples::pdf_of(40_000)).await.expect(201);
    assert_eq!((form.names().await, kept(&test)), (vec!["бірінші.pdf".to_owned(), "үшінші.pdf".to_owned()], 2));

    let other = Form::begin(&test).await;
    let pieces: Vec<_> =
        samples::pdf_of(limit + 1).chunks(7_000).map(|p| Ok::<_, std::io::Error>(p.to_vec())).collect();
    let stream = Body::wrap_stream(futures::stream::iter(pieces));
    assert_eq!(other.upload("ағын.pdf", stream).await.expect(413).code(), "documents-refusal-too-large");
    assert_eq!((other.names().await.len(), kept(&test)), (0, 2));
    other.upload("дәл.pdf", samples::pdf_of(limit)).await.expect(201);
}

/// Every format of the list is taken, in small and in capital letters, and comes back byte for byte: from the form, from
/// the posted version, for the drafter and, once sent, for who considers it. A signature on the version changes nothing.
///
/// Covers: 385-8, 385-10, 385-10-1, 385-10-2, 385-10-3, 385-10-4, 385-10-5
#[rstest]
#[tokio::test]
async fn every_permitted_format_comes_back(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let form = Form::begin(&test).await;
    let mut files = Vec::new();
    for (name, format, bytes) in samples::genuine().into_iter().filter(|(_, f, _)| *f != Format::Pptx) {
        for name in [name.to_owned(), name.to_uppercase().replace('.', " ҮЛКЕН.")] {
            let file = form.upload(&name, bytes.clone()).await.expect(201).json();
            assert_eq!(
                (&file["format"], &file["kind"]),
                (&json!(format.code()), &json!(format.kind().code())),
                "{name}"
            );
            files.push((name, file["id"].as_str().unwrap().to_owned(), bytes.clone()));
        }
    }
    let version = form.post().await;
    let draft = version.split('/').nth(4).unwrap().parse().unwrap();
    test.stage().sign(draft, 1, "justice").await.unwrap();
    test.stage().send(draft, 1, &actor(&test, "justice-drafter")).await.unwrap();
    let clerk = test.client("finance-clerk").await;
    for (name, id, bytes) in files {
        for reader in [&form.client, &clerk] {
            let taken = reader.get(&format!("{version}/files/{id}")).await.expect(200);
            assert!(taken.body == bytes, "{name}");
        }
    }
    let stranger = test.client("health-clerk").await;
    let listed = form.client.get(&format!("{version}/files")).await.expect(200).json();
    let first = listed[0]["id"].as_str().unwrap();
    stranger.get(&format!("{version}/files/{first}")).await.expect(404);
    test.stranger().get(&format!("{version}/files/{first}")).await.expect(401);
}

/// Everything else is refused with its reason, also under the name of something permitted; the list of what is permitted
/// is shown, and nothing is kept.
///
/// Covers: 385-10, 385-10-1, 385-10-2, 385-10-3, 385-10-4, 385-10-5
#[rstest]
#[tokio::test]
async fn everything_else_is_refused(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let form = Form::begin(&test).await;
    let not_listed: Vec<(&str, Vec<u8>)> = vec![
        ("setup.exe", samples::exe()),
        ("page.html", samples::html()),
        ("slides.pptx", samples::pptx()),
        ("text.odt", samples::open_document("text")),
        ("table.ods", samples::open_document("spreadsheet")),
        ("slides.odp", samples::open_document("presentation")),
        ("picture.png", samples::png()),
        ("picture.bmp", samples::bmp()),
        ("picture.gif", samples::gif()),
        ("notes.txt", b"notes".to_vec()),
        ("table.csv", b"a;b".to_vec()),
        ("macros.docm", samples::docm()),
        ("papers.7z", samples::seven_zip()),
        ("papers.tar.gz", samples::tar_gz()),
        ("noending", samples::pdf()),
    ];
    for (name, bytes) in not_listed {
        let refused = form.upload(name, bytes).await.expect(409);
        assert_eq!(refused.code(), "documents-refusal-not-permitted", "{name}");
        let problem = refused.json();
        let list = "PDF, TIFF, JPEG, RTF, DOC, DOCX, XLS, XLSX, PPT, RAR, ZIP";
        assert!(problem["detail"].as_str().unwrap().contains(list), "{problem}");
    }
    let renamed: Vec<(&str, Vec<u8>)> = vec![
        ("program.pdf", samples::exe()),
        ("program.zip", samples::exe()),
        ("picture.jpg", samples::png()),
        ("archive.docx", samples::zip()),
        ("odt.docx", samples::open_document("text")),
        ("text.xlsx", samples::docx("мәтін")),
        ("text.ppt", samples::doc()),
        ("page.rtf", samples::html()),
        ("seven.rar", samples::seven_zip()),
    ];
    for (name, bytes) in renamed {
        let refused = form.upload(name, bytes).await.expect(409);
        assert!(refused.code().starts_with("documents-refusal-other-content"), "{name}: {}", refused.code());
    }
    let half = samples::pdf().len() / 2;
    let dangerous: Vec<(&str, Vec<u8>, &str)> = vec![
        ("macros.doc", samples::doc_with_macros(), "documents-refusal-macros"),
        ("macros.docx", samples::docm(), "documents-refusal-macros"),
        ("macros.xls", samples::xls_with_macros(), "documents-refusal-macros"),
        ("deep.zip", samples::nested_zip(9, &samples::zip()), "documents-refusal-bomb"),
        ("escape.zip", samples::zip_of(&[("../../etc/passwd", b"x")]), "documents-refusal-escaping"),
        ("broken.pdf", samples::pdf()[..half].to_vec(), "documents-refusal-broken"),
        ("empty.pdf", Vec::new(), "documents-refusal-empty"),
    ];
    for (name, bytes, code) in dangerous {
        assert_eq!(form.upload(name, bytes).await.expect(409).code(), code, "{name}");
    }
    assert_eq!((form.names().await.len(), kept(&test)), (0, 0));
}

/// An archive that unpacks to gigabytes is refused, safely and soon.
///
/// Covers: 385-10-5
#[tokio::test]
async fn an_archive_bomb_is_refused() {
    let test = TestPortal::start(On::Sqlite).await;
    let form = Form::begin(&test).await;
    let zeros = vec![0_u8; 40 * 1024 * 1024];
    let bomb = samples::zip_of(&[("a.txt", &zeros), ("b.txt", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(form.upload("қысылған.zip", bomb).await.expect(409).code(), "documents-refusal-bomb");
    assert_eq!(kept(&test), 0);
}

/// A form refused in part loses nothing of what was typed: after a refused file everything else is still there.
#[rstest]
#[tokio::test]
async fn a_refused_file_loses_nothing(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let form = Form::begin(&test).await;
    form.upload("жақсы.pdf", samples::pdf()).await.expect(201);
    form.upload("жаман.pdf", samples::exe()).await.expect(409);
    form.upload("жақсы.pdf", samples::pdf()).await.expect(409);
    let shown = form.client.get(&form.path).await.expect(200).json();
    assert_eq!((&shown["title"]["kk"], shown["files"].as_array().unwrap().len()), (&json!("Файлдар"), 1));
    form.post().await;
}
