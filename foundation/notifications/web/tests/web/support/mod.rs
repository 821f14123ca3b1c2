//! A mail server for tests, a portal whose notices it takes, and the reading of mails.

mod letter;
mod server;

pub use letter::Letter;
pub use server::{Behaviour, MailServer};

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::{Extension, Router};
use http_body_util::BodyExt;
use orda_base::{
    Actor, Env, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId, Result, Role,
    SeededEntropy, Timestamp,
};
use orda_notifications::{
    Deliveries, DigestSource, Digests, Mailer, Notice, Notifications, Outbox, Recipient, Recipients, Waiting,
};
use orda_notifications_store::{MIGRATIONS, SqlDeliveries, SqlDigests, SqlNotices, SqlOutbox, enqueue};
use orda_notifications_web::{LOCALES, NotificationsWeb, SmtpMailer, SmtpSettings};
use orda_store::testing::{On, TestDatabase};
use orda_web::{Locales, Messages, Settings, Shell};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

pub const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);

/// Words of a made-up event that asks for a signature.
const TEST: Locales = [
    ("kk", "test-notice-sign = «{ $title }» жобасына басшы ретінде қол қойыңыз.\n    .subject = Қол қою: { $title }"),
    ("ru", "test-notice-sign = Подпишите как руководитель проект «{ $title }».\n    .subject = На подпись: { $title }"),
    ("en", "test-notice-sign = Sign the draft “{ $title }” as head.\n    .subject = To sign: { $title }"),
];

#[derive(Default)]
struct People(Mutex<HashMap<PersonId, Recipient>>);

#[async_trait]
impl Recipients for People {
    async fn address(&self, person: PersonId) -> Result<Option<Recipient>> {
        Ok(self.0.lock().expect("no panic").get(&person).cloned())
    }
}

/// One matter waits for everybody.
struct OneMatter;

#[async_trait]
impl DigestSource for OneMatter {
    async fn waiting(&self, _: PersonId, _: Option<Language>) -> Result<Option<Waiting>> {
        let lines =
            "• НҚА-2026-000010. Бюджет туралы. Қол қою.\n  https://portal.example/drafts/0190f3c8/v/1".to_owned();
        Ok(Some(Waiting { count: 1, overdue: 0, lines }))
    }
}

pub struct Portal {
    pub test: TestDatabase,
    pub clock: FixedClock,
    env: Env,
    people: Arc<People>,
    pub mailer: Arc<SmtpMailer>,
    shell: Arc<Shell>,
}

impl Portal {
    pub async fn new(smtp: Option<&SmtpSettings>) -> Self {
        let test = On::Sqlite.open(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await;
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SeededEntropy::new(11));
        let messages = Messages::load(&[LOCALES, TEST]).expect("the messages are complete");
        let mailer = SmtpMailer::new(smtp, messages.clone(), "https://portal.example", env.clone());
        let shell = Arc::new(Shell::new(messages, Settings::new("https://portal.example", env.clone())));
        let mailer = Arc::new(mailer.expect("good settings"));
        Self { test, clock, env, people: Arc::default(), mailer, shell }
    }

    pub fn person(&self, name: &str, email: Option<&str>, language: Language) -> PersonId {
        let id = PersonId::generate(&self.env);
        let recipient = Recipient { email: email.map(str::to_owned), language, name: name.into() };
        self.people.0.lock().expect("no panic").insert(id, recipient);
        id
    }

    /// An event that asks `recipient` to sign a draft.
    pub async fn ask_to_sign(&self, recipient: PersonId) {
        let notice = Notice {
            recipient,
            kind: "test-notice-sign",
            args: vec![("title", LocalizedText::new("Бюджет туралы", "О бюджете", "On the budget"))],
            link: "/drafts/0190f3c8".into(),
            needs_action: true,
        };
        let mut tx = self.test.db.begin().await.expect("begins");
        enqueue(&mut tx, &self.env, &[notice]).await.expect("writes");
        tx.commit().await.expect("commits");
    }

    /// Letters of the morning; for everybody the same matter waits.
    pub fn digests(&self) -> Digests {
        let store = Arc::new(SqlDigests::new(self.test.db.clone(), self.env.clone()));
        Digests::new(store, Arc::new(OneMatter), workdays::Shared::default(), self.env.clone())
    }

    pub fn outbox(&self) -> Outbox {
        let store = Arc::new(SqlOutbox::new(self.test.db.clone()));
        Outbox::new(store, self.people.clone(), self.mailer.clone(), self.env.clone())
    }

    /// The portal as `person` meets it, who holds `role` in all of it.
    pub fn router(&self, person: PersonId, role: Option<Role>) -> Router {
        let mailer: Arc<dyn Mailer> = self.mailer.clone();
        let db = &self.test.db;
        let state = NotificationsWeb {
            notifications: Arc::new(Notifications::new(Arc::new(SqlNotices::new(db.clone())), self.env.clone())),
            deliveries: Arc::new(Deliveries::new(Arc::new(SqlDeliveries::new(db.clone())), mailer, self.env.clone())),
            recipients: self.people.clone(),
            digests: Arc::new(self.digests()),
        };
        let actor = Actor {
            identity: Identity::Person { id: person, name: "Test".into(), iin: String::new() },
            language: Language::En,
            memberships: role.map(|role| Membership { body: None, role, acting_for: None }).into_iter().collect(),
            units: Vec::new(),
            origin: Origin::default(),
        };
        let (api, _) = orda_notifications_web::api(state.clone()).split_for_parts();
        let routes: Router = orda_notifications_web::routes(state).merge(api);
        self.shell.wrap(routes).layer(Extension(Arc::new(actor)))
    }

    /// Answers a request of `person`, who holds `role` in the whole portal.
    pub async fn call(&self, person: PersonId, role: Option<Role>, method: Method, path: &str) -> (StatusCode, String) {
        let app = self.router(person, role);
        let request = Request::builder().method(method).uri(path);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let response = app.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let (status, location) = (response.status(), response.headers().get("location").cloned());
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        let place = location.and_then(|l| l.to_str().map(str::to_owned).ok());
        (status, place.unwrap_or_else(|| String::from_utf8_lossy(&body).into_owned()))
    }
}
