//! A prepared installation, and the program that serves it.

use futures::{StreamExt, stream};
use orda::compose::Portal;
use orda::config::Config;
use orda::demo::cast::Cast;
use orda::demo::play::Stage;
use orda::demo::script::{self, Draft, Text};
use orda_base::{Actor, Env, FixedClock, Language, LocalizedText, Origin};
use orda_drafts::DraftId;
use orda_store::testing::{On, TestDatabase};
use std::collections::HashMap;
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The bodies that approve.
pub const BODIES: [&str; 5] = ["finance", "economy", "energy", "health", "digital"];
/// Who else there is: the drafting body, and the one that holds votes.
const OTHERS: [&str; 2] = ["justice", "chancellery"];
/// The records clerk of the first of them, who writes to the second.
pub const CLERK: &str = "finance-clerk";
/// Drafts that are prepared at once.
const AT_ONCE: usize = 8;
/// Longest time until a server is ready.
const READY: Duration = Duration::from_mins(1);

/// An installation in a folder of its own, its people and their sessions.
pub struct House {
    folder: TempDir,
    /// Address of the portal.
    pub url: String,
    /// Address of its database.
    pub database: String,
    /// Its people with their keys.
    pub cast: Cast,
    /// Drafts that every body has under review.
    pub drafts: Vec<DraftId>,
    /// Drafts on which the head of every body votes.
    pub votes: Vec<DraftId>,
    sessions: HashMap<String, String>,
}

impl House {
    /// Makes the installation by its own use cases, in this process, with so many drafts under review and
    /// so many voted on.
    pub async fn prepare(on: On, drafts: usize, votes: usize) -> Arc<Self> {
        let TestDatabase { db, url: database, folder } = on.open(&[]).await;
        db.close().await;
        Box::pin(Self::prepare_in(folder, database, drafts, votes)).await
    }

    /// The same in this folder with the database at this address.
    pub async fn prepare_in(folder: TempDir, database: String, drafts: usize, votes: usize) -> Arc<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("http://127.0.0.1:{port}");
        let data = folder.path().join("data");
        // One person sends and reads more than people do.
        let text = format!(
            "data = \"{}\"\ndatabase = \"{database}\"\nlisten = \"127.0.0.1:{port}\"\npublic_url = \"{url}\"\n\
             trusted_proxies = [\"127.0.0.1\"]\n\
             [limits]\nperson = {{ at_once = 0, per_minute = 0 }}\nuploads = {{ at_once = 0, per_minute = 0 }}\n",
            data.display()
        );
        std::fs::write(folder.path().join("orda.toml"), text).unwrap();

        let mut config = Config::load(Some(&folder.path().join("orda.toml"))).unwrap();
        if database.starts_with("postgres") {
            // Nobody is killed yet: the server need not wait for its disk.
            config.database = Some(format!("{database}?options[synchronous_commit]=off"));
        }
        let portal = Portal::open(config, Env::system()).await.unwrap();
        let mut government = script::government().unwrap();
        government.body.retain(|b| OTHERS.contains(&b.code.as_str()) || BODIES.contains(&b.code.as_str()));
        let cast = Cast::register(&portal, &government, None).await.unwrap();
        let clock = FixedClock::at(portal.env.now());
        let stage = Stage { portal: &portal, cast: &cast, clock: &clock };
        let stage = &stage;
        let made = stream::iter(0..drafts).map(|_| async { stage.play(&under_review()).await.unwrap() });
        let made = made.buffer_unordered(AT_ONCE).collect().await;
        let voted = stream::iter(0..votes).map(|_| async {
            let considered = stage.play(&under_consideration()).await.unwrap();
            stage.start_vote(considered, 1, &BODIES).await.unwrap();
            considered
        });
        let voted = voted.buffer_unordered(AT_ONCE).collect().await;
        let mut sessions = HashMap::new();
        let others = ["justice-drafter", CLERK, "chancellery-control", "digital-admin"].map(str::to_owned);
        for login in BODIES.map(|code| format!("{code}-head")).into_iter().chain(others) {
            sessions.insert(login.clone(), log_in(&portal, &cast, &login).await);
        }
        portal.close().await;
        Arc::new(Self { folder, url, database, cast, drafts: made, votes: voted, sessions })
    }

    /// Where the data are.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Its settings.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("orda.toml")
    }

    /// Cookie of a person's session; it outlives the server.
    pub fn cookie(&self, login: &str) -> String {
        format!("orda_session={}", self.sessions[login])
    }
}

fn under_review() -> Draft {
    Draft {
        kind: "law".into(),
        drafting: "justice".into(),
        approving: BODIES.map(str::to_owned).to_vec(),
        term: 10,
        state: "on_approval".into(),
        sent_days_ago: 0,
        bodies: BODIES.map(|code| (code.to_owned(), "under_review".to_owned())).into(),
        title: LocalizedText::new("Сынақ жобасы", "Проверочный проект", ""),
        text: Text { kk: "1. Бірінші.".into(), ru: "1. Первый.".into() },
        version: Vec::new(),
    }
}

fn under_consideration() -> Draft {
    let bodies = BODIES.map(|code| (code.to_owned(), "approved".to_owned())).into();
    Draft { state: "under_chancellery_consideration".into(), bodies, ..under_review() }
}

async fn log_in(portal: &Portal, cast: &Cast, login: &str) -> String {
    let challenge = portal.identity.challenge().await.unwrap();
    let cms = cast.person(login).key.sign(&challenge.content, portal.env.now()).unwrap();
    let nobody = Actor::anonymous(Language::Kk, Origin::default());
    portal.identity.login_with_eds(&nobody, challenge.id, &cms, None).await.unwrap().token
}

/// The program, serving.
pub struct Server {
    child: Child,
}

impl Server {
    /// Starts it and asks until it is ready.
    pub async fn start(house: &House) -> Self {
        Self::start_with(house, &[]).await
    }

    /// The same with variables of its environment.
    pub async fn start_with(house: &House, variables: &[(&str, &str)]) -> Self {
        Self::start_at(house, &house.config(), &house.url, variables).await
    }

    /// The same with settings of its own, by which it answers there.
    pub async fn start_at(house: &House, config: &Path, url: &str, variables: &[(&str, &str)]) -> Self {
        let log = house.folder.path().join("log");
        let child = Command::new(env!("CARGO_BIN_EXE_orda"))
            .args(["serve", "--config"])
            .arg(config)
            .env_remove("ORDA_DATABASE")
            .env("ORDA_LOG", "warn")
            .envs(variables.iter().copied())
            .stderr(File::options().create(true).append(true).open(&log).unwrap())
            .spawn()
            .unwrap();
        let mut server = Self { child };
        let began = Instant::now();
        let ready = format!("{url}/readyz");
        while !reqwest::get(&ready).await.is_ok_and(|answer| answer.status().is_success()) {
            let ended = server.child.try_wait().unwrap();
            let said = || std::fs::read_to_string(&log).unwrap_or_default();
            assert!(ended.is_none() && began.elapsed() < READY, "not ready: {ended:?}\n{}", said());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    /// SIGTERM: it ends by itself. Waits until it has.
    pub async fn end(mut self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        let began = Instant::now();
        loop {
            if let Some(ended) = self.child.try_wait().unwrap() {
                assert!(ended.success(), "it ended with {ended}");
                return;
            }
            assert!(began.elapsed() < READY, "it does not end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// SIGKILL.
    pub fn kill(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it is gone already; then the test has failed elsewhere.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
