//! A small portal: a few pages of a made-up component, the accounting around them, callers named in a header.

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, Request};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::routing::{get, post};
use http_body_util::BodyExt;
use orda_audit::{Accountant, Accounting, Alert, Alerts, Filter, Herald, Limits, NewEntry, Numbers, Proofs};
use orda_audit_store::{Archives, Entries, Ledger, MIGRATIONS, Sealer, SqlAlerts, Tree};
use orda_audit_web::AuditWeb;
use orda_base::{
    Access, Actor, Env, Error, FixedClock, Identity, Language, Membership, Operation, Origin, PersonId, Role,
    SeededEntropy, SessionId, SystemId, Timestamp, uuid::Uuid,
};
use orda_store::testing::TestDatabase;
use orda_web::{Accounted, Messages, Response, Settings, Shell, Ui, WebError, html};
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

/// 22 November 2026, 14:05:00 in Astana.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);
/// Rows that an export of this portal holds.
pub const EXPORT_LIMIT: usize = 40;
pub const IIN: &str = "850101300123";

pub struct Portal {
    pub test: TestDatabase,
    pub clock: FixedClock,
    pub ledger: Ledger,
    pub app: Router,
    pub sealer: Sealer,
    pub alerts: Arc<Alerts>,
    pub told: Told,
}

/// Who tells officers, and what they were told.
#[derive(Clone, Default)]
pub struct Told(pub Arc<std::sync::Mutex<Vec<Alert>>>);

#[async_trait]
impl Herald for Told {
    async fn tell(&self, alert: &Alert) -> orda_base::Result<()> {
        self.0.lock().expect("nobody panics").push(alert.clone());
        Ok(())
    }
}

/// The one person whose number is known: the drafter.
struct Known;

#[async_trait]
impl Numbers for Known {
    async fn person_with_number(&self, iin: &str) -> orda_base::Result<Option<PersonId>> {
        Ok((iin == IIN).then(|| person_of("drafter")))
    }
}

impl Portal {
    pub async fn new() -> Self {
        let test = orda_store::testing::On::Sqlite.open(&[MIGRATIONS]).await;
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SeededEntropy::new(5));
        let ledger = Ledger::start(test.db.clone(), env.clone());
        let accountant: Arc<dyn Accountant> = Arc::new(ledger.clone());
        let accounting = Accounting::new(Arc::new(Entries::new(test.db.clone())), accountant.clone());
        let archives = Archives::new(test.db.clone(), env.clone(), test.folder.path().join("archives"));
        let accounting = accounting.with_export_limit(EXPORT_LIMIT).with_archives(Arc::new(archives));
        let accounting = accounting.with_numbers(Arc::new(Known));
        let sealer = Sealer::new(test.db.clone(), env.clone(), "portal.example/log", [3; 32]).expect("a name");
        let key = sealer.verifier().await.expect("a key");
        let proofs = Proofs::new(Arc::new(Tree::new(test.db.clone())), accountant.clone(), key);
        let told = Told::default();
        let limits = Limits { refusals: 3, reads: 5, downloads: 4, sign_ins: 3, signatures: 2, ..Limits::default() };
        let store = Arc::new(SqlAlerts::new(test.db.clone(), env.clone()));
        let alerts = Arc::new(Alerts::new(store, Arc::new(told.clone()), accountant.clone(), env.clone(), limits));
        let web = AuditWeb { accounting: Arc::new(accounting), proofs: Arc::new(proofs), alerts: Arc::clone(&alerts) };
        let messages = Messages::load(&[orda_audit_web::LOCALES]).expect("the messages are complete");
        let mut settings = Settings::new("https://portal.example", env);
        settings.trusted_proxies = vec!["10.0.0.0/8".parse().expect("a network")];
        let shell = Arc::new(Shell::new(messages, settings));
        let routes = pages().merge(orda_audit_web::routes(web.clone())).merge(api(web));
        let app = orda_audit_web::accounted(&shell, accountant, shell.wrap(routes));
        let app = shell.guard(app.layer(from_fn(identify)));
        Self { test, clock, ledger, app, sealer, alerts, told }
    }

    /// Makes a request as `caller` (see [`actor`]); status and text of the answer.
    pub async fn call(&self, caller: &str, method: Method, path: &str) -> (StatusCode, String) {
        self.send(caller, method, path, &[]).await
    }

    pub async fn get(&self, caller: &str, path: &str) -> (StatusCode, String) {
        self.call(caller, Method::GET, path).await
    }

    pub async fn send(
        &self,
        caller: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let mut request = Request::builder().method(method).uri(path).header("x-caller", caller);
        request = request.header(header::USER_AGENT, "Mozilla/5.0 (test)");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).expect("a request");
        let peer: SocketAddr = "203.0.113.9:4711".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// Posts a form as `caller`; status, text and where the answer leads.
    pub async fn post(&self, caller: &str, path: &str, form: &str) -> (StatusCode, String, String) {
        let request = Request::builder().method(Method::POST).uri(path).header("x-caller", caller);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.header("sec-fetch-site", "same-origin");
        let request = request.body(Body::from(form.to_owned())).expect("a request");
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let place =
            response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let status = response.status();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned(), place)
    }

    /// Posts JSON as `caller`; the status of the answer.
    pub async fn post_json(&self, caller: &str, path: &str, body: String) -> StatusCode {
        let request = Request::builder().method(Method::POST).uri(path).header("x-caller", caller);
        let request = request.header(header::CONTENT_TYPE, "application/json").header("sec-fetch-site", "same-origin");
        let request = request.body(Body::from(body)).expect("a request");
        self.app.clone().oneshot(request).await.expect("an answer").status()
    }

    /// Everything recorded, oldest first.
    pub async fn records(&self) -> Vec<NewEntry> {
        use orda_audit::EntryStore;
        let found = Entries::new(self.test.db.clone()).search(&Filter::default(), None, 1000).await.expect("reads");
        found.into_iter().rev().map(|e| e.entry).collect()
    }
}

fn api(web: AuditWeb) -> Router {
    let (router, _) = orda_audit_web::api(web).split_for_parts();
    router
}

/// Puts the caller that the header names into the request, as the identity component would.
async fn identify(mut request: Request, next: Next) -> Response {
    let caller = request.headers().get("x-caller").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let origin = request.extensions().get::<Origin>().cloned().unwrap_or_default();
    request.extensions_mut().insert(Arc::new(actor(&caller, origin)));
    next.run(request).await
}

fn id_of(caller: &str) -> Uuid {
    Uuid::from_u128(u128::from(caller.len() as u64))
}

fn person_of(caller: &str) -> PersonId {
    PersonId::from_uuid(id_of(caller))
}

/// `drafter`, `officer` and `administrator` are people, `system` an information system; any other name is claimed.
fn actor(caller: &str, mut origin: Origin) -> Actor {
    let role = match caller {
        "drafter" => Some(Role::Drafter),
        "officer" => Some(Role::SecurityOfficer),
        "administrator" => Some(Role::Administrator),
        _ => None,
    };
    let identity = match caller {
        _ if role.is_some() => {
            origin.session = Some(SessionId::from_uuid(Uuid::from_u128(77)));
            Identity::Person { id: person_of(caller), name: "Ахметов Данияр".into(), iin: IIN.into() }
        }
        "system" => Identity::System {
            id: SystemId::from_uuid(id_of(caller)), name: "Салық есебі жүйесі".into()
        },
        "" => Identity::Anonymous { claimed: None },
        claimed => Identity::Anonymous { claimed: Some(claimed.into()) },
    };
    let memberships = role.map(|role| Membership { body: None, role, acting_for: None }).into_iter().collect();
    Actor { identity, language: Language::En, memberships, units: Vec::new(), origin }
}

fn pages() -> Router {
    let page = |ui: Ui| async move { ui.page("Page", html! { "the content" }) };
    Router::new()
        .route("/drafts", get(page).post(page).delete(page))
        .route("/drafts/{id}", get(page).post(changed).delete(page))
        .route("/drafts/{id}/sign", post(page))
        .route("/drafts/{id}/send", post(page))
        .route("/drafts/new", get(page).post(page))
        .route("/files/{id}/download", get(|| async { "bytes" }))
        .route("/drafts/{id}/closed", get(|| async { WebError(Error::Forbidden) }))
        .route("/broken", get(|| async { WebError(Error::internal("secret cause")) }))
        .route("/password/reset/{token}", get(page))
        .route("/login", post(|| async { WebError(Error::Unauthenticated) }))
        .route("/logout", post(page))
        .route("/healthz", get(|| async { "ok" }))
        .route("/api/v1/drafts/{id}", get(|| async { "{}" }))
}

/// A change whose use case would have been noted in the answer.
async fn changed(ui: Ui, Path(id): Path<String>) -> Response {
    let access = Access::done("draft", id, Operation::Change).detail("title: “Бюджет” → “Бюджет туралы”");
    ui.redirect("/drafts").accessed(access)
}
