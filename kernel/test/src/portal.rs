//! The portal under test.

use crate::{Client, On};
use orda::compose::Portal;
use orda::config::{Config, SecondFactor};
use orda::demo::cast::Cast;
use orda::demo::play::Stage;
use orda::demo::script::{self, Draft, Government, Text};
use orda_base::{Actor, Env, FixedClock, Language, LocalizedText, Origin, SystemEntropy, Timestamp};
use orda_store::testing::TestDatabase;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// When tests begin: Monday, 23 November 2026, 09:30 in Astana.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);

/// Bodies of the small government. `health` is never among the approving ones of [`TestPortal::draft`].
const BODIES: [&str; 7] = ["chancellery", "justice", "finance", "economy", "energy", "health", "digital"];

/// A portal that serves on a port of its own.
pub struct TestPortal {
    /// The portal.
    pub portal: Portal,
    /// Its people and bodies.
    pub cast: Cast,
    /// Its clock.
    pub clock: FixedClock,
    /// Its address, without a slash at the end.
    pub url: String,
    /// Its database and folder; gone with the test.
    pub database: TestDatabase,
    server: JoinHandle<()>,
}

impl TestPortal {
    /// Starts a portal with the small government. Nobody has a password; people log in with their keys.
    pub async fn start(on: On) -> Self {
        Self::start_with(on, |_| {}).await
    }

    /// The same with other settings.
    ///
    /// # Panics
    /// When anything of it fails: the test fails.
    pub async fn start_with(on: On, change: impl FnOnce(&mut Config)) -> Self {
        let database = on.open(&[]).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let url = format!("http://{address}");
        let mut config = Config {
            data: database.folder.path().to_path_buf(),
            database: Some(database.url.clone()),
            public_url: url.clone(),
            // Their clock stands still: no bucket would fill again.
            limits: orda::limits::Settings::OFF,
            // Whoever logs in by password here does it for what comes after; tests of the second step ask for it.
            second_factor: SecondFactor { required: vec!["administrator".into(), "security_officer".into()] },
            ..Config::default()
        };
        change(&mut config);
        let clock = FixedClock::at(NOW);
        let portal = Portal::open(config, Env::new(clock.clone(), SystemEntropy)).await.expect("the portal opens");
        let mut government = script::government().expect("the script reads");
        government.body.retain(|b| BODIES.contains(&b.code.as_str()));
        let cast = register(&portal, &government).await;
        let service = portal.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, service).await.expect("serves") });
        Self { portal, cast, clock, url, database, server }
    }

    /// Stops the portal and starts it anew on the same database, folder and address.
    ///
    /// # Panics
    /// When it does not start: the test fails.
    pub async fn restart(&mut self) {
        self.server.abort();
        // Aborted at its next turn; until then it holds the address.
        let _ = (&mut self.server).await;
        let again = Portal::open(self.portal.config.clone(), self.portal.env.clone()).await.expect("opens again");
        std::mem::replace(&mut self.portal, again).close().await;
        let listener = TcpListener::bind(self.url.trim_start_matches("http://")).await.expect("the address is free");
        let service = self.portal.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        self.server = tokio::spawn(async move { axum::serve(listener, service).await.expect("serves") });
    }

    /// Takes people through the procedure by its use cases.
    pub fn stage(&self) -> Stage<'_> {
        Stage { portal: &self.portal, cast: &self.cast, clock: &self.clock }
    }

    /// A person who has logged in with the own key, at a machine of their own.
    ///
    /// # Panics
    /// When the login is refused.
    pub async fn client(&self, login: &str) -> Client {
        let member = self.cast.person(login);
        let identity = &self.portal.identity;
        let challenge = identity.challenge().await.expect("a challenge");
        let cms = member.key.sign(&challenge.content, self.portal.env.now()).expect("signs");
        let nobody = Actor::anonymous(Language::Kk, Origin::default());
        let opened = identity.login_with_eds(&nobody, challenge.id, &cms, None).await.expect("logs in");
        Client::new(&self.url).with_session(&opened.token)
    }

    /// Somebody who has not logged in.
    pub fn stranger(&self) -> Client {
        Client::new(&self.url)
    }

    /// A draft of the Ministry of Justice for finance and economy in this state, by the use cases; for its shape see
    /// [`Stage::play`].
    pub fn script(&self, state: &str, bodies: &[(&str, &str)]) -> Draft {
        Draft {
            kind: "minister_order".into(),
            drafting: "justice".into(),
            approving: vec!["finance".into(), "economy".into()],
            term: 10,
            state: state.into(),
            sent_days_ago: 0,
            bodies: bodies.iter().map(|(b, s)| ((*b).to_owned(), (*s).to_owned())).collect::<BTreeMap<_, _>>(),
            title: LocalizedText::new("Сынақ жобасы", "Проверочный проект", ""),
            text: Text {
                kk: "1. Бірінші.\n2. Екінші.".into(), ru: "1. Первый.\n2. Второй.".into()
            },
            version: Vec::new(),
        }
    }
}

async fn register(portal: &Portal, government: &Government) -> Cast {
    Cast::register(portal, government, None).await.expect("the government is registered")
}

impl Drop for TestPortal {
    fn drop(&mut self) {
        self.server.abort();
    }
}
