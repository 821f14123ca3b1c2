//! A small portal with a few people in it.

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::routing::get;
use http_body_util::BodyExt;
use kazakh::{Bin, Iin, Sex};
use orda_audit::{EntryStore, Filter, NewEntry};
use orda_audit_store::{Entries, Ledger};
use orda_base::{
    Actor, BodyId, Date, Env, FixedClock, Language, LocalizedText, PersonId, Role, SystemEntropy, Timestamp,
};
use orda_identity::{
    BodyInput, BodyKind, EdsLogin, Identity, PersonInput, PersonName, PositionInput, ProvenIdentity, Safe, SafetyCheck,
    SafetySurvey, Sealer, SecondFactorOf, Settings,
};
use orda_identity_store::IdentitySql;
use orda_identity_web::{IdentityWeb, LOCALES};
use orda_store::testing::{On, TestDatabase};
use orda_web::{Kind, Limits, Messages, Response, Shell, Ui, WebError, html};
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;
use zeroize::Zeroizing;

pub const PASSWORD: &str = "Жайлаудағы боз үй";

pub struct Portal {
    pub database: TestDatabase,
    pub clock: FixedClock,
    pub identity: Arc<Identity>,
    pub justice: BodyId,
    app: Router,
}

/// Takes the number of a person for a signature over any content.
struct PlainSignatures;

#[async_trait]
impl EdsLogin for PlainSignatures {
    async fn verify(&self, _: &[u8], cms: &[u8]) -> orda_base::Result<ProvenIdentity> {
        Ok(ProvenIdentity { iin: String::from_utf8_lossy(cms).into_owned(), bin: String::new() })
    }
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The cookie that carries the session.
    pub fn session_cookie(&self) -> Option<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).into_iter().filter_map(|v| v.to_str().ok());
        cookies.into_iter().find(|c| c.starts_with("orda_session=")).map(str::to_owned)
    }

    /// What a browser sends back of it.
    pub fn session(&self) -> String {
        let cookie = self.session_cookie().expect("a session was opened");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("JSON: {}", self.body))
    }
}

/// An installation with one thing to mend.
struct OneOpen;

impl SafetySurvey for OneOpen {
    fn look(&self) -> Vec<SafetyCheck> {
        vec![SafetyCheck { what: "identity-safety-data", subject: "/srv/orda".into(), safe: Safe::Open }]
    }
}

/// Keeps secrets as they are.
struct PlainSeals;

impl Sealer for PlainSeals {
    fn seal(&self, _: &Env, secret: &[u8], _: &[u8]) -> orda_base::Result<Vec<u8>> {
        Ok(secret.to_vec())
    }

    fn open(&self, sealed: &[u8], _: &[u8]) -> orda_base::Result<Zeroizing<Vec<u8>>> {
        Ok(Zeroizing::new(sealed.to_vec()))
    }
}

/// A portal where these roles demand a second factor.
pub async fn demanding(roles: &[Role]) -> Portal {
    limited(roles, Vec::new()).await
}

/// The same, with limits of requests.
pub async fn limited(roles: &[Role], kinds: Vec<Kind>) -> Portal {
    Portal::with(Settings { second_factor: SecondFactorOf::Holders(roles.to_vec()), ..Settings::default() }, kinds)
        .await
}

/// The code that a program with this secret shows now.
pub fn totp(secret: &str, portal: &Portal) -> String {
    use orda_base::Clock;
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).expect("Base32");
    let program = totp_rs::Builder::new().with_secret(secret).with_account_name("x").build_noncompliant();
    program.generate(u64::try_from(portal.clock.now().seconds()).expect("after 1970")).to_string()
}

impl Portal {
    pub async fn new() -> Self {
        limited(&[], Vec::new()).await
    }

    async fn with(settings: Settings, kinds: Vec<Kind>) -> Self {
        let sets =
            [orda_identity_store::MIGRATIONS, orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS];
        let database = On::Sqlite.open(&sets).await;
        let clock = FixedClock::at(Timestamp::from_seconds(1_795_338_300));
        let env = Env::new(clock.clone(), SystemEntropy);
        let store = Arc::new(IdentitySql::new(database.db.clone()));
        let identity = Identity::new(store, env.clone(), settings, Some(Arc::new(PlainSignatures)));
        let identity = Arc::new(identity.with_second_factors(Arc::new(PlainSeals)));
        let messages =
            Messages::load(&[orda_web::LOCALES, orda_signatures_web::LOCALES, orda_audit_web::LOCALES, LOCALES])
                .expect("complete");
        let shell = Shell::new(messages, orda_web::Settings::new("http://127.0.0.1:8080", env));
        let shell = Arc::new(shell.with_limits(Limits::new(kinds)));
        let state = IdentityWeb { identity: Arc::clone(&identity), safety: Arc::new(OneOpen) };
        let (api, _) = orda_identity_web::api(state.clone()).split_for_parts();
        let routes = Router::new().route("/", get(first_page)).merge(orda_identity_web::routes(state)).merge(api);
        let accountant = Arc::new(Ledger::start(database.db.clone(), shell.settings().env.clone()));
        let app = orda_identity_web::first_things_first(&shell, shell.wrap(routes));
        let app = orda_audit_web::accounted(&shell, accountant, app);
        let app = shell.measure(app);
        let app = orda_identity_web::identified(&shell, Arc::clone(&identity), app);
        let app = shell.guard(app);
        let justice = ministry(&identity, "Әділет министрлігі", "Министерство юстиции", 1).await;
        let portal = Self { database, clock, identity, justice, app };
        let administrator = portal.person("administrator", &[]).await;
        portal.grant(administrator, Role::Administrator, None).await;
        portal
    }

    /// A person of the Ministry of Justice with these roles in it.
    pub async fn person(&self, login: &str, roles: &[Role]) -> PersonId {
        self.person_of(self.justice, login, roles).await
    }

    pub async fn person_of(&self, body: BodyId, login: &str, roles: &[Role]) -> PersonId {
        let serial = u32::try_from(login.bytes().map(usize::from).sum::<usize>()).unwrap_or(0);
        let input = PersonInput {
            iin: Iin::generate(Date::constant(1980, 5, 17), Sex::Male, serial).expect("an IIN").to_string(),
            name: PersonName::new("Ахметов", "Дәулет", "Серікұлы"),
            email: String::new(),
            language: Language::Kk,
            login: login.to_owned(),
        };
        let title = LocalizedText::new("Бас сарапшы", "Главный эксперт", "Chief expert");
        let since = Date::constant(2020, 1, 6);
        let position = PositionInput { body, unit: None, title, since, until: None };
        let id = self.identity.create_person(&Actor::portal(), &input, Some(&position)).await.expect("a person");
        self.identity.set_password(&Actor::portal(), id, PASSWORD, false).await.expect("a password");
        for role in roles {
            self.grant(id, *role, Some(body)).await;
        }
        id
    }

    pub async fn grant(&self, person: PersonId, role: Role, body: Option<BodyId>) {
        self.identity.grant_role(&Actor::portal(), person, role, body).await.expect("a role");
    }

    /// Any request; `cookie` may be empty.
    pub async fn send(&self, method: Method, path: &str, cookie: &str, kind: &str, body: String) -> Answer {
        self.send_with(method, path, &[("cookie", cookie), ("content-type", kind)], body).await
    }

    pub async fn send_with(&self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "sec-fetch-site") {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        let peer: SocketAddr = "203.0.113.9:4711".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    pub async fn get(&self, cookie: &str, path: &str) -> Answer {
        self.send(Method::GET, path, cookie, "", String::new()).await
    }

    pub async fn post(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.send(Method::POST, path, cookie, "application/x-www-form-urlencoded", body).await
    }

    pub async fn json(&self, method: Method, cookie: &str, path: &str, body: serde_json::Value) -> Answer {
        self.send(method, path, cookie, "application/json", body.to_string()).await
    }

    /// Everything accounted for, oldest first.
    pub async fn records(&self) -> Vec<NewEntry> {
        let entries = Entries::new(self.database.db.clone());
        let found = entries.search(&Filter::default(), None, 1000).await.expect("reads");
        found.into_iter().rev().map(|e| e.entry).collect()
    }

    pub async fn login(&self, login: &str) -> String {
        let answer = self.post("", "/login", &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.session()
    }
}

/// A ministry with the BIN of this serial number.
pub async fn ministry(identity: &Identity, kk: &str, ru: &str, serial: u32) -> BodyId {
    let name = LocalizedText::new(kk, ru, "");
    let input = BodyInput {
        bin: Bin::generate(2002, 8, serial).expect("a BIN").to_string(),
        kind: Some(BodyKind::Ministry),
        name: name.clone(),
        short_name: name,
        parent: None,
    };
    identity.create_body(&Actor::portal(), &input).await.expect("a body")
}

/// A page with data: names who reads it and in which roles.
async fn first_page(ui: Ui) -> Result<Response, WebError> {
    if !ui.actor().is_known() {
        return Err(orda_base::Error::Unauthenticated.into());
    }
    let roles: Vec<&str> = ui.actor().memberships.iter().map(|m| m.role.code()).collect();
    Ok(ui.page("First", html! { p { "roles: " (roles.join(" ")) } }))
}
