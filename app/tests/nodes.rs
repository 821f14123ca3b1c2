//! Two equal programs on one database and one folder, `HAProxy` before them: one after the other is replaced, then one is killed.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests: a panic is a failed test; each test takes its part of what they share"
)]

#[path = "crash/load.rs"]
mod load;
#[path = "crash/server.rs"]
mod server;

use load::Caller;
use orda_store::testing::On;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use server::{House, Server};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

/// Requests a second, unless `ORDA_NODES_RATE` says.
const RATE: u64 = 30;
/// Of so many requests one writes.
const WRITES: usize = 10;
/// How long both serve before, between and after what happens to them, in milliseconds.
const CALM: u64 = 700;

/// Who spreads the requests over both, as docs/operations.md sets it up.
struct Balancer(Child);

impl Drop for Balancer {
    fn drop(&mut self) {
        // An error means that it is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn balancer(folder: &Path, port: &str, nodes: &[Node; 2]) -> Balancer {
    let [first, second] = nodes.each_ref().map(|node| node.url.trim_start_matches("http://"));
    let settings = format!(
        "defaults\n mode http\n timeout connect 1s\n timeout client 30s\n timeout server 30s\n timeout check 1s\n \
         retries 3\n option redispatch 1\n option forwardfor\n\
         frontend people\n bind 127.0.0.1:{port}\n default_backend nodes\n\
         backend nodes\n balance roundrobin\n option httpchk GET /readyz\n http-check expect status 200\n \
         retry-on conn-failure empty-response\n http-request disable-l7-retry unless METH_GET\n \
         default-server check inter 200ms fall 1 rise 1\n server first {first}\n server second {second}\n"
    );
    let file = folder.join("haproxy.cfg");
    std::fs::write(&file, settings).unwrap();
    // Debian keeps it where only the path of the superuser leads.
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
    let started = Command::new("haproxy").env("PATH", path).arg("-q").arg("-f").arg(&file).spawn();
    Balancer(started.expect("haproxy is installed: apt-get install haproxy"))
}

/// One of the programs.
struct Node {
    config: PathBuf,
    url: String,
}

impl Node {
    /// On a port of its own, with the settings of the house.
    fn of(house: &House, name: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = std::fs::read_to_string(house.config()).unwrap();
        let own: String = settings
            .lines()
            .map(|line| match line.strip_prefix("listen = ") {
                Some(_) => format!("listen = \"127.0.0.1:{port}\"\ndrain_seconds = 1\nend_seconds = 10\n"),
                None => format!("{line}\n"),
            })
            .collect();
        let config = house.config().with_file_name(format!("{name}.toml"));
        std::fs::write(&config, own).unwrap();
        Self { config, url: format!("http://127.0.0.1:{port}") }
    }

    async fn start(&self, house: &House) -> Server {
        Server::start_at(house, &self.config, &self.url, &[]).await
    }
}

/// What came of the requests.
#[derive(Default)]
struct Seen {
    begun: AtomicUsize,
    ended: AtomicUsize,
    failed: Mutex<Vec<String>>,
    /// Sets of files that were made, acknowledged.
    made: Mutex<Vec<String>>,
    is_enough: AtomicBool,
}

impl Seen {
    /// One request; a failure is everything but the answer that was asked for.
    async fn ask(&self, caller: &Caller, nth: usize) {
        let (method, path) = match nth % WRITES {
            0 => (Method::POST, "/api/v1/file-sets"),
            n if n % 3 == 0 => (Method::GET, "/my-work"),
            n if n % 3 == 1 => (Method::GET, "/drafts"),
            _ => (Method::GET, "/api/v1/session"),
        };
        let request = caller.request(method.clone(), path);
        let request = if method == Method::POST { request.json(&json!({})) } else { request };
        let said = match request.send().await {
            Ok(answer) if answer.status().is_success() => answer.bytes().await.map_err(|error| error.to_string()),
            Ok(answer) => Err(answer.status().to_string()),
            Err(error) => Err(error.to_string()),
        };
        match said {
            Ok(bytes) if method == Method::POST => {
                let set: Value = serde_json::from_slice(&bytes).unwrap();
                self.made.lock().unwrap().push(set["id"].as_str().unwrap().to_owned());
            }
            Ok(_) => {}
            Err(error) => self.failed.lock().unwrap().push(format!("{method} {path}: {error}")),
        }
        self.ended.fetch_add(1, Ordering::SeqCst);
    }

    fn under_way(&self) -> usize {
        self.begun.load(Ordering::SeqCst) - self.ended.load(Ordering::SeqCst)
    }

    fn failures(&self) -> Vec<String> {
        self.failed.lock().unwrap().clone()
    }
}

async fn calm() {
    tokio::time::sleep(Duration::from_millis(CALM)).await;
}

/// While people work, each program is replaced by a new one: no request fails. Then one is killed: at most those fail that it
/// was answering; the other goes on by itself. What was acknowledged by either is there on the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_are_replaced_under_load() {
    let rate = std::env::var("ORDA_NODES_RATE").map_or(RATE, |rate| rate.parse().unwrap());
    let house = Box::pin(House::prepare(On::Postgres, 1, 0)).await;
    let nodes = ["first", "second"].map(|name| Node::of(&house, name));
    let (mut first, mut second) = (nodes[0].start(&house).await, nodes[1].start(&house).await);
    let port = house.url.rsplit_once(':').unwrap().1;
    let _balancer = balancer(house.config().parent().unwrap(), port, &nodes);
    let ready = format!("{}/readyz", house.url);
    while !reqwest::get(&ready).await.is_ok_and(|answer| answer.status().is_success()) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    let seen = Arc::new(Seen::default());
    let people = {
        let (seen, caller) = (Arc::clone(&seen), Arc::new(Caller::new(&house, "justice-drafter")));
        tokio::spawn(async move {
            let mut requests = JoinSet::new();
            let mut ticks = tokio::time::interval(Duration::from_micros(1_000_000 / rate));
            while !seen.is_enough.load(Ordering::SeqCst) {
                ticks.tick().await;
                let nth = seen.begun.fetch_add(1, Ordering::SeqCst);
                let (seen, caller) = (Arc::clone(&seen), Arc::clone(&caller));
                requests.spawn(async move { seen.ask(&caller, nth).await });
                while let Some(request) = requests.try_join_next() {
                    request.unwrap();
                }
            }
            while let Some(request) = requests.join_next().await {
                request.unwrap();
            }
        })
    };
    calm().await;
    first.end().await;
    first = nodes[0].start(&house).await;
    calm().await;
    second.end().await;
    second = nodes[1].start(&house).await;
    calm().await;
    assert_eq!(seen.failures(), Vec::<String>::new(), "both were replaced");
    let replaced = seen.ended.load(Ordering::SeqCst);

    let under_way = seen.under_way();
    first.kill();
    calm().await;
    let failures = seen.failures();
    assert!(failures.len() <= under_way, "{under_way} were under way, and there failed {failures:?}");
    calm().await;
    seen.is_enough.store(true, Ordering::SeqCst);
    people.await.unwrap();
    assert_eq!(seen.failures().len(), failures.len(), "the other goes on: {:?}", seen.failures());

    let drafter = Caller::new(&house, "justice-drafter");
    let made = seen.made.lock().unwrap().clone();
    for set in &made {
        let answer = drafter.request(Method::GET, &format!("/api/v1/file-sets/{set}/files")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{set} was acknowledged");
    }
    println!(
        "{rate} requests a second: {replaced} while both were replaced, 0 failed; {} after one was killed with {under_way} \
         under way, {} failed; {} sets acknowledged, all there",
        seen.ended.load(Ordering::SeqCst) - replaced,
        failures.len(),
        made.len()
    );
    assert!(made.len() > 10, "there was something to lose");
    second.kill();
}

/// Whoever is told to end says first that it is not ready, and answers still; then it is gone.
#[tokio::test]
async fn who_ends_says_so_before() {
    let house = Box::pin(House::prepare(On::Sqlite, 0, 0)).await;
    let node = Node::of(&house, "only");
    let server = node.start(&house).await;
    let get = async |path: &str| {
        let answer = Client::new().get(format!("{}{path}", node.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(get("/readyz").await, (200, "ready".to_owned()));
    let ending = tokio::spawn(server.end());
    let mut said = get("/readyz").await;
    while said.0 == 200 {
        tokio::time::sleep(Duration::from_millis(5)).await;
        said = get("/readyz").await;
    }
    assert_eq!(said, (503, "ending".to_owned()));
    assert_eq!(get("/healthz").await, (200, "ok".to_owned()), "it answers still");
    ending.await.unwrap();
    assert!(Client::new().get(format!("{}/healthz", node.url)).send().await.is_err(), "it is gone");
}
