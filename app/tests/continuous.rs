//! A machine is lost: the real program, copied all the time, is killed in the middle of its work, its folders are gone, and an
//! installation is made of the copy. `cargo xtask drill` does it with ten gigabytes and looks at the clock.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests: a panic is a failed test; each test takes its part of what they share"
)]

mod command;
#[path = "crash/load.rs"]
mod load;
#[path = "crash/server.rs"]
mod server;
#[path = "faults/shim.rs"]
mod shim;

use futures::StreamExt;
use load::{Caller, content};
use orda::compose::Portal;
use orda::config::Config;
use orda_base::{Entropy, Env, Language, Origin, Role, SeededEntropy, Timestamp};
use orda_documents::samples;
use orda_store::Database;
use orda_store::testing::On;
use reqwest::Method;
use serde_json::{Value, json};
use server::{House, Server};
use shim::shim;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Who writes at once.
const WRITERS: usize = 3;
/// Longest time until there is a copy.
const PATIENCE: Duration = Duration::from_mins(30);
/// What the drill allows: seconds of work that are lost, and seconds until the installation is there again and verified.
const LOSS: f64 = 5.0;
const RECOVERY: Duration = Duration::from_mins(30);

/// A file that was acknowledged, and when.
struct Acknowledged {
    at: Timestamp,
    id: String,
}

/// An installation that is copied.
struct Copied {
    house: Arc<House>,
    aside: TempDir,
}

impl Copied {
    async fn prepare() -> Self {
        let house = Box::pin(House::prepare(On::Sqlite, 0, 0)).await;
        let aside = tempfile::tempdir().unwrap();
        fs::create_dir(aside.path().join("copy")).unwrap();
        let backup =
            format!("[backup]\ncontinuous_to = \"{0}/copy\"\nkeys_to = \"{0}/keys\"\n", aside.path().display());
        let text = fs::read_to_string(house.config()).unwrap();
        fs::write(aside.path().join("orda.toml"), text + &backup).unwrap();
        Self { house, aside }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    async fn serve(&self) -> Server {
        Server::start_at(&self.house, &self.at("orda.toml"), &self.house.url, &[]).await
    }

    /// The same with a disk of the copy that fails as long as such a file is in the folder `faults`.
    async fn serve_with_faults(&self) -> Server {
        fs::create_dir(self.at("faults")).unwrap();
        let under = self.at("copy").canonicalize().unwrap();
        let [library, faults, under] =
            [shim(&self.at("faults")), self.at("faults"), under].map(|path| path.to_str().unwrap().to_owned());
        let variables =
            [("LD_PRELOAD", library.as_str()), ("ORDA_FAULTS", faults.as_str()), ("ORDA_FAULTS_UNDER", under.as_str())];
        Server::start_at(&self.house, &self.at("orda.toml"), &self.house.url, &variables).await
    }

    /// Waits until what keeps the copy from being carried on is told so.
    async fn told(&self, is_told: impl Fn(&str) -> bool) {
        let (began, admin) = (Instant::now(), Caller::new(&self.house, "digital-admin"));
        loop {
            let answer = admin.request(Method::GET, "/api/v1/backups").send().await.unwrap();
            let state: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            if is_told(state["continuous"]["trouble"].as_str().unwrap()) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{state}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The generations that count.
    fn generations(&self) -> BTreeSet<String> {
        let Ok(entries) = fs::read_dir(self.at("copy/generations")) else { return BTreeSet::new() };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|id| self.at(&format!("copy/generations/{id}/snapshots/{id}.snapshot")).is_file()).collect()
    }

    /// Waits until there is another copy of the whole than these.
    async fn copied(&self, before: &BTreeSet<String>) {
        let began = Instant::now();
        while self.generations().is_subset(before) {
            assert!(began.elapsed() < PATIENCE, "there is no copy");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs the program; its exit code and what it said.
    fn orda(&self, args: &[&str]) -> (i32, String) {
        command::orda(args, self.aside.path())
    }

    /// Makes an installation of the copy and verifies it. Until when it holds everything.
    fn restored(&self, to: &str) -> Timestamp {
        let (code, said) = self.orda(&["restore", "--from", "copy", "--keys", "keys", "--data", to, "--quiet"]);
        assert_eq!(code, 0, "{said}");
        let until = said.split("until ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
        Timestamp::from_rfc3339(until).unwrap()
    }

    fn verified(&self, to: &str) {
        fs::write(self.at("new.toml"), format!("data = \"{to}\"\n")).unwrap();
        let (code, said) = self.orda(&["verify", "--config", "new.toml", "--json"]);
        assert!(code == 0 && said.contains("\"intact\": true"), "{said}");
    }

    /// Those of these files that what was restored does not have.
    async fn missing<'a>(&self, to: &str, files: &'a [Acknowledged]) -> Vec<&'a Acknowledged> {
        let db = Database::open(&format!("sqlite://{}/orda.db", self.at(to).display())).await.unwrap();
        let there: Vec<String> =
            sqlx::query_scalar("select id from documents_file").fetch_all(db.reader()).await.unwrap();
        db.close().await;
        let there: BTreeSet<String> = there.into_iter().collect();
        files.iter().filter(|file| !there.contains(&file.id)).collect()
    }
}

/// People send files, each few of them in a new set, until no answer comes, or for so long.
async fn write(house: &Arc<House>, round: &str, long: Duration) -> Vec<Acknowledged> {
    let began = Instant::now();
    let writers = (0..WRITERS).map(|writer| {
        let (house, round) = (Arc::clone(house), round.to_owned());
        tokio::spawn(async move {
            let caller = Caller::new(&house, "justice-drafter");
            let mut done = Vec::new();
            for nth in 0..u32::MAX {
                let set = answer(caller.request(Method::POST, "/api/v1/file-sets").json(&json!({}))).await;
                let Some(set) = set.filter(|_| began.elapsed() < long) else { return done };
                let path = format!("/api/v1/file-sets/{}/files", set["id"].as_str().unwrap());
                for file in 0..3 {
                    let name = format!("{round}-{writer}-{nth}-{file}.zip");
                    let request = caller.request(Method::POST, &path).query(&[("name", &name)]).body(content(&name));
                    let Some(file) = answer(request.header("content-type", "application/octet-stream")).await else {
                        return done;
                    };
                    done.push(Acknowledged { at: Env::system().now(), id: file["id"].as_str().unwrap().to_owned() });
                }
            }
            done
        })
    });
    let all: Vec<_> = futures::stream::iter(writers).buffer_unordered(WRITERS).collect().await;
    all.into_iter().flat_map(|done| done.unwrap()).collect()
}

async fn answer(request: reqwest::RequestBuilder) -> Option<Value> {
    let response = request.send().await.ok()?;
    assert_eq!(response.status(), 201, "while the server lives");
    serde_json::from_slice(&response.bytes().await.ok()?).ok()
}

/// So many bytes of files, five to sixty megabytes each, through the program's own store.
async fn fill(house: &House, bytes: u64) {
    let config = Config::load(Some(&house.config())).unwrap();
    let portal = Portal::open(config, Env::system()).await.unwrap();
    let actor = orda_base::Actor::anonymous(Language::Kk, Origin::default());
    let archives: Vec<_> = [5_u32, 17, 29, 41, 55]
        .into_iter()
        .map(|megabytes| {
            let mut random = vec![0; megabytes as usize * 1_000_000];
            SeededEntropy::new(megabytes.into()).fill(&mut random);
            axum::body::Bytes::from(samples::zip_of(&[("content.bin", &random)]))
        })
        .collect();
    let mut left = bytes;
    for (nth, archive) in archives.iter().cycle().enumerate() {
        if left == 0 {
            break;
        }
        // Every file is encrypted under a key of its own: on the disk no two are alike.
        let whole = archive.clone();
        let pieces = futures::stream::iter([Ok(whole)]).boxed();
        let place = (house.cast.body("justice"), Role::Drafter);
        portal.documents.receive_for(&actor, place, &format!("{nth}.zip"), pieces).await.unwrap();
        left = left.saturating_sub(archive.len() as u64);
    }
    portal.close().await;
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|e| if e.path().is_dir() { size(&e.path()) } else { e.metadata().unwrap().len() }).sum()
}

/// Killed and started again, beside other commands of the program, and ended as it should be: everything that was acknowledged
/// is in the copy.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_by_the_end_of_the_program() {
    let copied = Box::pin(Copied::prepare()).await;
    let mut server = copied.serve().await;
    copied.copied(&BTreeSet::new()).await;
    let mut files = Vec::new();
    for round in 0..2 {
        let before = copied.generations();
        let house = Arc::clone(&copied.house);
        let load = tokio::spawn(async move { write(&house, &round.to_string(), PATIENCE).await });
        // The moment is what is tested; nothing waits for it.
        tokio::time::sleep(Duration::from_millis(1500)).await;
        server.kill();
        files.extend(load.await.unwrap());
        server = copied.serve().await;
        copied.copied(&before).await;
    }
    let house = Arc::clone(&copied.house);
    let load = tokio::spawn(async move { write(&house, "last", Duration::from_secs(3)).await });
    // They look at the same database, and empty its log at their end as far as they can.
    let settings = copied.at("orda.toml").display().to_string();
    for command in [&["audit", "verify"][..], &["verify"]] {
        let (code, said) = copied.orda(&[command, &["--config", settings.as_str()]].concat());
        assert_eq!(code, 0, "{said}");
    }
    files.extend(load.await.unwrap());
    server.end().await;
    copied.restored("new");
    copied.verified("new");
    assert_eq!(copied.missing("new", &files).await.len(), 0, "of {}", files.len());
    assert!(files.len() > 10);
}

/// The disk of the copy is full, and later it does not answer: people work on, what keeps the copy from being carried on is told, and
/// when the disk is good again everything that was acknowledged meanwhile comes into the copy.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fails_under_the_copy_stops_nothing() {
    let copied = Box::pin(Copied::prepare()).await;
    let server = copied.serve_with_faults().await;
    copied.copied(&BTreeSet::new()).await;
    copied.told(str::is_empty).await;
    let mut files = Vec::new();
    for fault in ["full", "hang"] {
        fs::write(copied.at("faults").join(fault), b"").unwrap();
        let sent = write(&copied.house, fault, Duration::from_secs(3)).await;
        assert!(!sent.is_empty(), "people work on: {fault}");
        files.extend(sent);
        if fault == "full" {
            copied.told(|trouble| trouble.contains("No space left")).await;
        }
        fs::remove_file(copied.at("faults").join(fault)).unwrap();
        copied.told(str::is_empty).await;
    }
    server.end().await;
    copied.restored("new");
    copied.verified("new");
    assert_eq!(copied.missing("new", &files).await.len(), 0, "of {}", files.len());
}

/// The program is killed while people work, and its folders are lost. An installation is made of the copy in a new folder: it is
/// whole, and everything that was acknowledged before the moment that the copy tells of is in it. As a drill
/// (`ORDA_DRILL_GIGABYTES`) it is so within half an hour, and five seconds of work are lost at most.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_is_lost() {
    let gigabytes: Option<f64> = std::env::var("ORDA_DRILL_GIGABYTES").ok().map(|text| text.parse().unwrap());
    let copied = Box::pin(Copied::prepare()).await;
    if let Some(gigabytes) = gigabytes {
        let began = Instant::now();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size that a person gives")]
        Box::pin(fill(&copied.house, (gigabytes * 1e9) as u64)).await;
        println!("{gigabytes} GB of files in {} s", began.elapsed().as_secs());
    }
    let began = Instant::now();
    let server = copied.serve().await;
    copied.copied(&BTreeSet::new()).await;
    println!("the first copy is there after {} s", began.elapsed().as_secs());
    let house = Arc::clone(&copied.house);
    let load = tokio::spawn(async move { write(&house, "load", PATIENCE).await });
    tokio::time::sleep(Duration::from_secs(if gigabytes.is_some() { 30 } else { 4 })).await;
    let killed = Env::system().now();
    server.kill();
    let files = load.await.unwrap();
    let held = size(&copied.house.data());
    let database = copied.house.database.strip_prefix("sqlite://").unwrap().to_owned();
    for gone in [copied.house.data(), database.into()] {
        fs::rename(&gone, gone.with_extension("lost")).unwrap();
    }

    let began = Instant::now();
    let until = copied.restored("new");
    let restored = began.elapsed();
    copied.verified("new");
    let took = began.elapsed();
    let missing = copied.missing("new", &files).await;
    let first = missing.iter().map(|file| file.at).min();
    #[allow(clippy::cast_precision_loss, reason = "seconds, for people")]
    let loss = first.map_or(0.0, |first| (killed.micros() - first.micros()) as f64 / 1e6);
    println!(
        "{held} bytes: restored in {} s, verified in {} s; of {} files acknowledged {} are lost, {loss:.1} s of work",
        restored.as_secs(),
        took.saturating_sub(restored).as_secs(),
        files.len(),
        missing.len(),
    );
    for file in &missing {
        assert!(file.at >= until, "{} was acknowledged before {}", file.id, until.rfc3339());
    }
    assert!(files.iter().any(|file| file.at < until), "there was something to lose");
    if gigabytes.is_some() {
        assert!(loss <= LOSS && took <= RECOVERY, "too slow, or too much is lost");
    }
    let (code, said) = copied.orda(&["restore", "--from", "copy", "--keys", "keys", "--check"]);
    assert!(code == 0 && said.contains("intact"), "{said}");
    // On what was restored the program serves.
    let new = fs::read_to_string(copied.house.config()).unwrap();
    let new = new.lines().filter(|line| !line.starts_with("data =") && !line.starts_with("database ="));
    let new = format!("data = \"{}\"\n{}", copied.at("new").display(), new.collect::<Vec<_>>().join("\n"));
    fs::write(copied.at("serve.toml"), new).unwrap();
    let server = Server::start_at(&copied.house, &copied.at("serve.toml"), &copied.house.url, &[]).await;
    let caller = Caller::new(&copied.house, "justice-drafter");
    assert_eq!(
        caller.request(Method::GET, "/api/v1/session").send().await.unwrap().status(),
        200,
        "sessions are as they were"
    );
    server.end().await;
}
