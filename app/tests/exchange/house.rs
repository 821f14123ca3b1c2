//! A prepared installation, a document system outside for three of its bodies, and the two programs.

use orda::compose::Portal;
use orda::config::Config;
use orda::demo::cast::Cast;
use orda::demo::script;
use orda_base::{Actor, Env, Language, Origin};
use orda_edms::{ParticipantInput, SystemKey};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Bodies whose document system is outside.
pub const OUTSIDE: [&str; 3] = ["finance", "economy", "energy"];
/// Bodies that get letters from outside.
pub const INSIDE: [&str; 2] = ["justice", "health"];
/// Longest time until a program is ready.
const READY: Duration = Duration::from_mins(1);
/// The key of the document system.
const SEED: [u8; 32] = [42; 32];

/// An installation and the folder of the document system.
pub struct House {
    folder: TempDir,
    /// Address of the portal.
    pub url: String,
    peer_port: u16,
    /// Its bodies and people.
    pub cast: Cast,
    /// BIN by code of body.
    pub bins: Vec<(String, String)>,
    session: String,
}

impl House {
    /// Makes the installation in this process; `letters` messages lie in the outbox of the document system.
    pub async fn prepare(letters: usize) -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let free = || TcpListener::bind("127.0.0.1:0").unwrap();
        let (first, second) = (free(), free());
        let (port, peer_port) = (first.local_addr().unwrap().port(), second.local_addr().unwrap().port());
        drop((first, second));
        let url = format!("http://127.0.0.1:{port}");
        let data = folder.path().join("data");
        // A delivery is tried again within seconds, so that the test ends within minutes.
        let text = format!(
            "data = \"{}\"\nlisten = \"127.0.0.1:{port}\"\npublic_url = \"{url}\"\n[exchange]\nretry_seconds = [1]\n",
            data.display()
        );
        std::fs::write(folder.path().join("orda.toml"), text).unwrap();
        let config = Config::load(Some(&folder.path().join("orda.toml"))).unwrap();
        let portal = Portal::open(config, Env::system()).await.unwrap();
        let mut government = script::government().unwrap();
        government.body.retain(|b| OUTSIDE.contains(&b.code.as_str()) || INSIDE.contains(&b.code.as_str()));
        let cast = Cast::register(&portal, &government, None).await.unwrap();
        let key = SystemKey::from_seed(&SEED).unwrap();
        for code in OUTSIDE {
            let input = ParticipantInput {
                way: "outside".into(),
                url: format!("http://127.0.0.1:{peer_port}/edms/v1/messages"),
                format: "json".into(),
                key: key.public().pem(),
                paused: false,
            };
            portal.edms.decide(&Actor::portal(), cast.body(code), &input).await.unwrap();
        }
        let mut bins = Vec::new();
        for line in portal.edms.participants(&Actor::portal()).await.unwrap().lines {
            let code = cast.bodies.iter().find(|(_, id)| **id == line.body.id).unwrap().0.clone();
            bins.push((code, line.body.bin.clone()));
        }
        let session = log_in(&portal, &cast, "justice-clerk").await;
        let house = Self { folder, url, peer_port, cast, bins, session };
        std::fs::create_dir(house.peer()).unwrap();
        std::fs::write(house.peer().join("seed"), SEED).unwrap();
        std::fs::write(house.peer().join("portal.pem"), portal.edms.public_key().pem()).unwrap();
        let mut outbox = File::create(house.peer().join("outbox.jsonl")).unwrap();
        for nth in 0..letters {
            writeln!(outbox, "{}", house.outside_letter(nth)).unwrap();
        }
        portal.close().await;
        Arc::new(house)
    }

    /// BIN of a body.
    pub fn bin(&self, code: &str) -> &str {
        &self.bins.iter().find(|(c, _)| c == code).unwrap().1
    }

    /// Where the data of the portal are.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where the document system keeps what it has.
    pub fn peer(&self) -> PathBuf {
        self.folder.path().join("peer")
    }

    /// Cookie of the sending clerk's session; it outlives the server.
    pub fn cookie(&self) -> String {
        format!("orda_session={}", self.session)
    }

    fn outside_letter(&self, nth: usize) -> Value {
        let (from, to) = (self.bin(OUTSIDE[nth % OUTSIDE.len()]), self.bin(INSIDE[nth % INSIDE.len()]));
        let env = Env::system();
        json!({
            "format": "orda-edms/1", "id": env.uuid().to_string(), "kind": "letter", "from": from, "to": to,
            "sent_at": env.now().rfc3339(),
            "letter": {
                "id": env.uuid().to_string(), "kind": "official", "sender": from, "receiver": to,
                "number": format!("СЫРТ-{nth:04}"), "date": env.now().date().to_string(),
                "title": {"kk": "Хат", "ru": "Письмо"}, "text": "Мәтін", "signer": "Ким О. В.",
            },
        })
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

async fn log_in(portal: &Portal, cast: &Cast, login: &str) -> String {
    let challenge = portal.identity.challenge().await.unwrap();
    let cms = cast.person(login).key.sign(&challenge.content, portal.env.now()).unwrap();
    let nobody = Actor::anonymous(Language::Kk, Origin::default());
    portal.identity.login_with_eds(&nobody, challenge.id, &cms, None).await.unwrap().token
}

/// A program that runs.
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts the portal and asks until it is ready.
    pub async fn portal(house: &House) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_orda"));
        command.args(["serve", "--config"]).arg(house.folder.path().join("orda.toml"));
        command.env_remove("ORDA_DATABASE").env("ORDA_LOG", "warn");
        Self::start(command, &house.log("portal.log"), &format!("{}/readyz", house.url)).await
    }

    /// Starts the document system and asks until it is ready.
    pub async fn peer(house: &House) -> Self {
        let mut command = Command::new(peer_binary());
        command.arg("--folder").arg(house.peer()).args(["--portal", &house.url]);
        command.args(["--listen", &format!("127.0.0.1:{}", house.peer_port)]);
        let ready = format!("http://127.0.0.1:{}/ready", house.peer_port);
        Self::start(command, &house.log("peer.log"), &ready).await
    }

    async fn start(mut command: Command, log: &Path, ready: &str) -> Self {
        let child = command.stderr(File::options().create(true).append(true).open(log).unwrap()).spawn().unwrap();
        let mut program = Self { child };
        let began = Instant::now();
        while !reqwest::get(ready).await.is_ok_and(|answer| answer.status().is_success()) {
            let ended = program.child.try_wait().unwrap();
            let said = || std::fs::read_to_string(log).unwrap_or_default();
            assert!(ended.is_none() && began.elapsed() < READY, "not ready: {ended:?}\n{}", said());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        program
    }

    /// SIGKILL.
    pub fn kill(self) {
        drop(self);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // An error means that it is gone already; then the test has failed elsewhere.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The second program, built as the tests of the workspace leave it: cargo gives a test the programs of its own package
/// only.
fn peer_binary() -> &'static Path {
    static BINARY: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    BINARY.get_or_init(|| {
        let orda = Path::new(env!("CARGO_BIN_EXE_orda"));
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--workspace", "--bin", "edms-peer"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        if orda.parent().is_some_and(|folder| folder.ends_with("release")) {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "the second program is built");
        orda.with_file_name("edms-peer")
    })
}
