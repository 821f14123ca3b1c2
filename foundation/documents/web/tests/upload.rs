//! Uploads over HTTP: what the limit counts, what a refusal says, how a file is given out.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use futures::StreamExt;
use http_body_util::BodyExt;
use orda_base::{Actor, BodyId, Env, Identity, Language, Membership, Origin, PersonId, Role};
use orda_documents::{Documents, FileSetId, Refusal, SecretKey, Settings as DocumentSettings, samples};
use orda_documents_store::{DocumentsSql, LocalBlobs};
use orda_documents_web::{DocumentsWeb, LOCALES, api, routes};
use orda_store::testing::{On, TestDatabase};
use orda_web::{Messages, Response, Settings, Shell};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

struct Portal {
    _base: TestDatabase,
    documents: Arc<Documents>,
    app: Router,
    body: BodyId,
    drafter: Actor,
}

impl Portal {
    async fn with(settings: DocumentSettings) -> Self {
        let base = On::Sqlite.open(&[orda_audit_store::MIGRATIONS, orda_documents_store::MIGRATIONS]).await;
        let env = Env::system();
        let blobs = LocalBlobs::open(base.folder.path().join("blobs")).expect("a folder");
        let rows = DocumentsSql::new(base.db.clone());
        let key = SecretKey::new([1; 32]);
        let documents = Arc::new(Documents::new(Arc::new(rows), Arc::new(blobs), env.clone(), key, settings));
        let body = BodyId::generate(&env);
        let drafter = Actor {
            identity: Identity::Person { id: PersonId::generate(&env), name: "А".into(), iin: "850101300123".into() },
            language: Language::En,
            memberships: vec![Membership { body: Some(body), role: Role::Drafter, acting_for: None }],
            units: Vec::new(),
            origin: Origin::default(),
        };
        let messages = Messages::load(&[LOCALES]).expect("complete messages");
        let shell = Arc::new(Shell::new(messages, Settings::new("http://localhost", env)));
        let web = DocumentsWeb { documents: Arc::clone(&documents) };
        let (interface, _) = api(web.clone()).split_for_parts();
        let app = shell.wrap(routes(web).merge(interface));
        Self { _base: base, documents, app, body, drafter }
    }

    async fn new() -> Self {
        Self::with(DocumentSettings::default()).await
    }

    async fn set(&self) -> FileSetId {
        self.documents.create_set(&self.drafter, self.body, Role::Drafter).await.expect("a set")
    }

    async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Response {
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(Arc::new(self.drafter.clone()));
        self.app.clone().oneshot(request).await.expect("an answer")
    }

    async fn upload(&self, set: FileSetId, name: &str, bytes: Vec<u8>) -> (StatusCode, Value) {
        let path = format!("/api/v1/file-sets/{set}/files?name={name}");
        json(self.call(Method::POST, &path, &[], Body::from(bytes)).await).await
    }
}

async fn json(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let bytes = bytes(response).await;
    (status, serde_json::from_slice(&bytes).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&bytes))))
}

async fn bytes(response: Response) -> Vec<u8> {
    response.into_body().collect().await.expect("a body").to_bytes().to_vec()
}

const BOUNDARY: &str = "orda-boundary";

fn form(files: &[(&str, &[u8])]) -> Body {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    Body::from(body)
}

const FORM: &str = "multipart/form-data; boundary=orda-boundary";

/// A program makes a set, adds a file, sees it in the list, takes it, removes it.
#[tokio::test]
async fn a_programs_way() {
    let portal = Portal::new().await;
    let answer =
        portal.call(Method::POST, "/api/v1/file-sets", &[("content-type", "application/json")], Body::from("{}")).await;
    let (status, set) = json(answer).await;
    assert_eq!((status, &set["limit"]), (StatusCode::CREATED, &Value::from(62_914_560)));
    let path = format!("/api/v1/file-sets/{}", set["id"].as_str().expect("an id"));

    let answer = portal.call(Method::POST, &format!("{path}/files?name=act.pdf"), &[], samples::pdf().into()).await;
    let place = answer.headers()[header::LOCATION].to_str().expect("text").to_owned();
    let (status, file) = json(answer).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!((&file["format"], &file["kind"]), (&Value::from("pdf"), &Value::from("graphic")));

    let (_, list) = json(portal.call(Method::GET, &format!("{path}/files"), &[], Body::empty()).await).await;
    assert_eq!(list, Value::from(vec![file]));
    let taken = portal.call(Method::GET, &place, &[], Body::empty()).await;
    assert_eq!(bytes(taken).await, samples::pdf());
    assert_eq!(portal.call(Method::DELETE, &place, &[], Body::empty()).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(portal.call(Method::GET, &place, &[], Body::empty()).await.status(), StatusCode::NOT_FOUND);
}

/// A client that states a false length, or none: the bytes are counted, the portal stops and refuses, nothing is kept.
///
/// Covers: 385-9
#[tokio::test]
async fn false_lengths_are_harmless() {
    let limit = 1 << 20;
    let portal = Portal::with(DocumentSettings { set_limit: limit, ..DocumentSettings::default() }).await;
    let set = portal.set().await;
    let path = format!("/api/v1/file-sets/{set}/files?name=act.pdf");
    let over = samples::pdf_of(usize::try_from(limit).expect("fits") + 1);
    for length in [Some("10"), Some("999999999999"), None] {
        let headers: Vec<_> = length.map(|length| ("content-length", length)).into_iter().collect();
        let pieces: Vec<_> = over.chunks(10_000).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect();
        let body = Body::from_stream(futures::stream::iter(pieces));
        let (status, problem) = json(portal.call(Method::POST, &path, &headers, body).await).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{length:?}");
        assert_eq!(problem["code"], "documents-refusal-too-large");
        let detail = problem["detail"].as_str().expect("words");
        assert!(detail.contains("1 MB") && detail.contains("1048576"), "{detail}");
    }
    assert!(portal.documents.files(set).await.expect("reads").is_empty());

    // An endless body is cut off soon after the limit.
    let endless = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'x'; 64 * 1024]));
    let answer = portal.call(Method::POST, &path, &[], Body::from_stream(endless.boxed())).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// A refusal names the rule, the reason and what is permitted.
#[tokio::test]
async fn refusals_say_why() {
    let portal = Portal::new().await;
    let set = portal.set().await;
    let (status, problem) = portal.upload(set, "act.pdf", samples::exe()).await;
    assert_eq!((status, &problem["rule"]), (StatusCode::CONFLICT, &Value::from("385-10")));
    let detail = problem["detail"].as_str().expect("words");
    assert!(detail.contains("EXE") && detail.contains("PDF, TIFF, JPEG, RTF, DOC, DOCX"), "{detail}");
}

/// A form without scripts: every file is taken or says why not, the page comes back with what was taken, and going back
/// leads only into the portal.
#[tokio::test]
async fn the_form_without_scripts() {
    let portal = Portal::new().await;
    let set = portal.set().await;
    let path = |back: &str| format!("/files/{set}?back={back}");
    let headers = [("content-type", FORM)];
    let files: [(&str, &[u8]); 3] =
        [("Қаулы.pdf", &samples::pdf()), ("bad.pdf", &samples::exe()), ("note.rtf", &samples::rtf())];
    let answer = portal.call(Method::POST, &path("/drafts/1"), &headers, form(&files)).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = String::from_utf8(bytes(answer).await).expect("text");
    for part in ["Қаулы.pdf", "note.rtf", "bad.pdf", "EXE", "href=\"/drafts/1\"", "govuk-error-message"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(portal.documents.files(set).await.expect("reads").len(), 2);

    let more: [(&str, &[u8]); 1] = [("more.docx", &samples::docx("мәтін"))];
    for (back, place) in [("/drafts/1", "/drafts/1".to_owned()), ("//evil.example", format!("/files/{set}"))] {
        let answer = portal.call(Method::POST, &path(back), &headers, form(&more)).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()[header::LOCATION], place.as_str());
        let added = portal.documents.files(set).await.expect("reads").pop().expect("a file");
        let remove = format!("/files/{set}/{}/remove", added.id);
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let answer = portal.call(Method::POST, &remove, &kind, Body::from("back=/drafts/1")).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    }
    assert_eq!(portal.documents.files(set).await.expect("reads").len(), 2);
    // A form to the interface is one file as well.
    let interface = format!("/api/v1/file-sets/{set}/files");
    let (status, _) = json(portal.call(Method::POST, &interface, &headers, form(&more)).await).await;
    assert_eq!(status, StatusCode::CREATED);
}

/// A file is saved, never shown: nothing in it can run in the portal's name.
#[tokio::test]
async fn files_are_given_out_safely() {
    let portal = Portal::new().await;
    let set = portal.set().await;
    let (_, file) = portal.upload(set, "%D2%9A%D0%B0%D1%83%D0%BB%D1%8B.pdf", samples::pdf()).await;
    let path = format!("/files/{set}/{}", file["id"].as_str().expect("an id"));
    let answer = portal.call(Method::GET, &path, &[], Body::empty()).await;
    let header = |name: &str| answer.headers()[name].to_str().expect("text");
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("content-length"), samples::pdf().len().to_string());
    assert!(header("content-disposition").starts_with("attachment; "));
    assert!(header("content-disposition").contains("filename*=UTF-8''%D2%9A%D0%B0%D1%83%D0%BB%D1%8B.pdf"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(header("cache-control"), "private, no-store");
    assert_eq!(header("etag"), format!("\"{}\"", file["sha256"].as_str().expect("a digest")));
    assert_eq!(bytes(answer).await, samples::pdf());
}

/// Every reason has words in every language, with the limit and the permitted formats where they help.
#[test]
fn every_refusal_has_words() {
    let messages = Messages::load(&[LOCALES]).expect("complete messages");
    for code in Refusal::CODES {
        assert!(messages.has(code), "{code}");
    }
    let permitted = orda_documents::Formats::default();
    let refusals = [
        Refusal::NotPermitted { name: "a.exe".into(), permitted },
        Refusal::TooLarge { name: "a.pdf".into(), limit: 62_914_560 },
    ];
    for language in Language::ALL {
        let words = refusals.clone().map(|r| messages.message(language, &orda_base::Refusal::from(r).message));
        assert!(words[0].contains("a.exe") && words[0].contains("PDF, TIFF, JPEG"), "{}", words[0]);
        assert!(words[1].contains("60") && words[1].contains("62914560"), "{}", words[1]);
    }
}
