//! One body with a head, an employee and an administrator, the centre over a real store, pages and interface around it.
//! Callers are named in a header.

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::middleware::{Next, from_fn};
use eds::make::{self, SigningKey};
use eds::{Name, attribute as at};
use http_body_util::BodyExt;
use orda_base::{
    Actor, BodyId, Env, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId, Result, Role,
    SystemEntropy, Timestamp, uuid::Uuid,
};
use orda_identity::{Body as StateBody, BodyKind, Directory, PersonCard, PersonName};
use orda_signatures::centre::{CentreSettings, IssuedCertificate, Staff, StaffMember};
use orda_signatures::tools::Tools;
use orda_signatures::{CertifyingCentre, MasterKey, Papers, Preservation, Signatures, TrustVerifier, Verifier};
use orda_signatures_store::{CentreSql, DirectoryStaff, EvidenceSql, SignatureSql, ToolSql};
use orda_signatures_web::{LOCALES, SignaturesWeb};
use orda_store::testing::{On, TestDatabase};
use orda_web::{Messages, Settings, Shell};
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

pub const NOW: Timestamp = Timestamp::from_seconds(1_795_316_400);
pub const BIN: &str = "940740000007";
pub const BODY: BodyId = BodyId::from_uuid(Uuid::from_u128(100));

/// Name in the header, surname, given name, number, role.
const PEOPLE: [(&str, &str, &str, &str, Role); 3] = [
    ("head", "Ахметов", "Дәурен", "850101300019", Role::HeadOfBody),
    ("employee", "Ким", "Ольга", "900202400017", Role::Drafter),
    ("administrator", "Нұрғали", "Айгүл", "800101300014", Role::Administrator),
];

fn person_id(index: usize) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(index as u128 + 1))
}

/// The caller with this name; anybody else is unknown.
pub fn actor(caller: &str, language: Language) -> Actor {
    let Some((index, (_, surname, given, iin, role))) =
        PEOPLE.iter().enumerate().find(|(_, (name, ..))| *name == caller)
    else {
        return Actor::anonymous(language, Origin::default());
    };
    Actor {
        identity: Identity::Person { id: person_id(index), name: format!("{surname} {given}"), iin: (*iin).to_owned() },
        language,
        memberships: vec![Membership { body: Some(BODY), role: *role, acting_for: None }],
        units: Vec::new(),
        origin: Origin::default(),
    }
}

/// The directory, for the pages and for the centre.
struct People;

fn name() -> LocalizedText {
    LocalizedText::new("Әділет министрлігі", "Министерство юстиции", "Ministry of Justice")
}

fn state_body() -> Arc<StateBody> {
    Arc::new(StateBody {
        id: BODY,
        bin: BIN.to_owned(),
        kind: BodyKind::Ministry,
        name: name(),
        short_name: name(),
        parent: None,
        active: true,
    })
}

fn card(index: usize) -> Option<Arc<PersonCard>> {
    let (_, surname, given, iin, _) = PEOPLE.get(index)?;
    Some(Arc::new(PersonCard {
        id: person_id(index),
        iin: (*iin).to_owned(),
        name: PersonName::new(*surname, *given, ""),
        email: None,
        language: Language::Kk,
        position: LocalizedText::default(),
        active: true,
    }))
}

#[async_trait]
impl Directory for People {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<StateBody>>> {
        Ok((id == BODY).then(state_body))
    }
    async fn bodies(&self) -> Result<Vec<Arc<StateBody>>> {
        Ok(vec![state_body()])
    }
    async fn person(&self, id: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok((0..PEOPLE.len()).find(|index| person_id(*index) == id).and_then(card))
    }
    async fn people_of(&self, _: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        Ok((0..PEOPLE.len()).filter_map(card).collect())
    }
    async fn holders(&self, _: Role, _: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }
    async fn chancellery(&self) -> Result<Option<Arc<StateBody>>> {
        Ok(None)
    }
}

#[async_trait]
impl Staff for People {
    async fn member(&self, person: PersonId, _: BodyId) -> Result<Option<StaffMember>> {
        let found = PEOPLE.iter().enumerate().find(|(index, _)| person_id(*index) == person);
        Ok(found.map(|(_, (_, surname, given, iin, role))| StaffMember {
            surname: (*surname).to_owned(),
            given: (*given).to_owned(),
            patronymic: String::new(),
            iin: (*iin).to_owned(),
            bin: BIN.to_owned(),
            organisation: name(),
            head: *role == Role::HeadOfBody,
        }))
    }
    async fn administrators(&self, _: BodyId) -> Result<Vec<PersonId>> {
        Ok(vec![person_id(2)])
    }
}

pub struct World {
    pub database: TestDatabase,
    pub papers: Arc<Papers>,
    pub centre: Arc<CertifyingCentre>,
    pub preservation: Arc<Preservation>,
    pub clock: FixedClock,
    app: Router,
}

/// Puts the caller that the header names into the request, as the identity component would.
async fn identify(mut request: Request, next: Next) -> Response<Body> {
    let named = named(request.headers());
    request.extensions_mut().insert(Arc::new(named));
    next.run(request).await
}

fn named(headers: &HeaderMap) -> Actor {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    actor(text("x-caller"), Language::from_code(text("x-language")).unwrap_or_default())
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl World {
    /// A world whose centre has its root.
    pub async fn new() -> Self {
        let sets =
            [orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS, orda_signatures_store::MIGRATIONS];
        let database = On::Sqlite.open(&sets).await;
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SystemEntropy);
        let centre = Arc::new(CertifyingCentre::new(
            Arc::new(CentreSql::new(database.db.clone(), env.clone())),
            Arc::new(People),
            env.clone(),
            MasterKey::new([7; 32]),
            CentreSettings::named("МО КО"),
        ));
        centre.create(&Actor::portal()).await.expect("a root");
        let verifier = Arc::new(TrustVerifier::new(env.clone(), Some(centre.clone()), Vec::new()));
        let preservation = Arc::new(Preservation::new(
            Arc::new(EvidenceSql::new(database.db.clone())),
            centre.clone(),
            verifier.clone(),
            env.clone(),
            orda_signatures::evidence::Settings::default(),
        ));
        let verifier: Arc<dyn Verifier> = verifier;
        let kept = Arc::new(SignatureSql::new(database.db.clone()));
        let signatures = Arc::new(Signatures::new(kept.clone(), verifier.clone()));
        let papers = Arc::new(Papers::new(kept, signatures, env.clone()));
        let state = SignaturesWeb {
            centre: centre.clone(),
            verifier,
            papers: papers.clone(),
            preservation: preservation.clone(),
            tools: Arc::new(Tools::new(
                Arc::new(ToolSql::new(database.db.clone(), env.clone())),
                Arc::new(DirectoryStaff::new(Arc::new(People))),
                env.clone(),
            )),
            directory: Arc::new(People),
            env: env.clone(),
        };
        let messages = Messages::load(&[LOCALES]).expect("complete");
        let shell = Arc::new(Shell::new(messages, Settings::new("http://localhost", env)));
        let (api, _) = orda_signatures_web::api(state.clone()).split_for_parts();
        let routes = orda_signatures_web::routes(state).merge(api);
        let app = shell.guard(shell.wrap(routes).layer(from_fn(identify)));
        Self { database, papers, centre, preservation, clock, app }
    }

    pub async fn get(&self, caller: &str, path: &str) -> Answer {
        self.get_in(caller, path, Language::En).await
    }

    pub async fn get_in(&self, caller: &str, path: &str, language: Language) -> Answer {
        self.send(caller, language, Method::GET, path, "", Vec::new()).await
    }

    /// Posts fields as `application/x-www-form-urlencoded`, or JSON to the interface.
    pub async fn post(&self, caller: &str, path: &str, body: &str) -> Answer {
        let kind = if path.starts_with("/api/") { "application/json" } else { "application/x-www-form-urlencoded" };
        self.send(caller, Language::En, Method::POST, path, kind, body.as_bytes().to_vec()).await
    }

    /// Posts files as a browser does.
    pub async fn upload(&self, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"f\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        self.send("", Language::En, Method::POST, path, "multipart/form-data; boundary=b", body).await
    }

    /// Posts bytes, as programs do.
    pub async fn ask(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        self.send("", Language::En, Method::POST, path, kind, body.to_vec()).await
    }

    async fn send(
        &self,
        caller: &str,
        language: Language,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-caller", caller)
            .header("x-language", language.code())
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .expect("a request");
        let peer: SocketAddr = "203.0.113.9:4711".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response: Response<Body> = self.app.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let location = response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let location = location.to_owned();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes().to_vec();
        Answer { status, location, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// A certificate of the head, with its key, as if asked for and approved.
    pub async fn certified(&self) -> (IssuedCertificate, Vec<u8>) {
        let (pkcs8, csr) = request();
        let asked = self.centre.request(&actor("head", Language::En), BODY, &csr).await.expect("asks");
        let issued = self.centre.approve(&actor("administrator", Language::En), asked.id).await.expect("approves");
        (issued, pkcs8)
    }
}

/// A key made "in the browser", with a request for it.
pub fn request() -> (Vec<u8>, Vec<u8>) {
    let pkcs8 = SigningKey::generate_p256().expect("a key").to_vec();
    let key = SigningKey::from_pkcs8(&pkcs8).expect("a key");
    let subject = Name::of(&[(at::CN, "SOMEBODY")]).expect("a name");
    let csr = make::request(&subject, &key).expect("a request");
    (pkcs8, csr)
}

/// A detached signature over `content`.
pub fn sign(content: &[u8], issued: &IssuedCertificate, pkcs8: &[u8]) -> Vec<u8> {
    let certificate = eds::Certificate::from_der(&issued.certificate).expect("a certificate");
    let key = SigningKey::from_pkcs8(pkcs8).expect("a key");
    make::sign_detached(content, &certificate, &[], &key, NOW.seconds()).expect("signs")
}
