//! The real program, and a server of a database that is lost: killed, ended, frozen, cut off. Whoever asks is told soon, nothing
//! that was acknowledged is lost, and when it is back, or a standby in its place, work goes on without a restart.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests: a panic is a failed test; each test takes its part of what they share"
)]

#[path = "database_lost/cluster.rs"]
mod cluster;
#[path = "crash/load.rs"]
mod load;
#[path = "crash/records.rs"]
mod records;
#[path = "crash/scope.rs"]
mod scope;
#[path = "crash/server.rs"]
mod server;
#[path = "crash/state.rs"]
mod state;
#[path = "database_lost/work.rs"]
mod work;

use cluster::Cluster;
use futures::future::join_all;
use load::Caller;
use orda_store::Database;
use orda_store::testing::{Port, Way};
use reqwest::{Client, Method};
use scope::Scope;
use serde_json::{Value, json};
use server::{House, Server};
use std::sync::Arc;
use std::time::{Duration, Instant};
use work::Work;

/// Within which an answer comes, the portal serves again, and a standby has taken over: by `ORDA_LOST_STRICT` as they are
/// required of the build that people run; else so that what hangs is told from what is slow.
fn bounds() -> [Duration; 3] {
    let seconds = if std::env::var_os("ORDA_LOST_STRICT").is_some() { [2, 5, 60] } else { [10, 30, 120] };
    seconds.map(Duration::from_secs)
}

/// An installation whose way to the database is in the test's hand.
async fn house(cluster: &Cluster) -> (Arc<House>, Port) {
    let server = cluster.server();
    let admin = Database::open(&format!("postgres://orda@{server}/postgres")).await.unwrap();
    sqlx::query("create database orda").execute(admin.writer()).await.unwrap();
    admin.close().await;
    let port = Port::before(&server).await;
    let database = format!("postgres://orda@{}/orda", port.address);
    let folder = tempfile::tempdir().unwrap();
    (Box::pin(House::prepare_in(folder, database, 1, 0)).await, port)
}

/// What is asked while the database is lost, and whether it is needed for that.
fn asked(style: &str) -> Vec<(Method, String, bool)> {
    let needed = [
        (Method::GET, "/"),
        (Method::GET, "/drafts"),
        (Method::GET, "/login"),
        (Method::POST, "/login"),
        (Method::GET, "/readyz"),
        (Method::GET, "/api/v1/drafts"),
        (Method::GET, "/api/v1/session"),
        (Method::POST, "/api/v1/session/challenge"),
        (Method::POST, "/api/v1/file-sets"),
    ];
    let needed = needed.into_iter().map(|(method, path)| (method, path.to_owned(), true));
    needed.chain(["/healthz", style].map(|path| (Method::GET, path.to_owned(), false))).collect()
}

/// What the test does to the database.
type Step<'a> = Box<dyn Fn() + 'a>;

/// Asks for everything at once. How long the slowest answer took.
async fn told(house: &House, style: &str) -> Duration {
    let cookie = format!("{}; orda_language=ru", house.cookie("justice-drafter"));
    let (begun, cookie) = (Instant::now(), cookie.as_str());
    let answers = asked(style).into_iter().map(|(method, path, is_needed)| async move {
        let request = Client::new().request(method.clone(), format!("{}{path}", house.url));
        let request = request.header("cookie", cookie).header("sec-fetch-site", "same-origin");
        let request = match path.as_str() {
            _ if method == Method::GET => request,
            "/login" => request.header("content-type", "application/x-www-form-urlencoded").body("login=a&password=b"),
            _ => request.json(&json!({})),
        };
        let answered = async {
            loop {
                let answer = request.try_clone().unwrap().send().await.unwrap();
                // It is believed for a moment that the database serves.
                if path != "/readyz" || answer.status() != 200 {
                    return answer;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let answer = tokio::time::timeout(bounds()[0], answered).await;
        let answer = answer.unwrap_or_else(|_| panic!("{method} {path} hangs"));
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.text().await.unwrap();
        assert_eq!(status, if is_needed { 503 } else { 200 }, "{method} {path}: {body}");
        if !is_needed || path == "/readyz" {
            return;
        }
        assert!(headers.contains_key("retry-after"), "{method} {path}");
        assert!(body.contains("временно недоступ"), "{method} {path} in the reader's language: {body}");
        let kind = headers["content-type"].to_str().unwrap();
        if path.starts_with("/api/") {
            assert_eq!(kind, "application/problem+json", "{path}");
            let problem: Value = serde_json::from_str(&body).unwrap();
            assert_eq!((&problem["code"], &problem["status"]), (&json!("error-unavailable"), &json!(503)), "{path}");
        } else {
            assert!(kind.starts_with("text/html"), "{path}: {kind}");
        }
    });
    join_all(answers).await;
    begun.elapsed()
}

/// Asks until the portal serves again; from then on it serves everybody. How long it took.
async fn found_again(house: &House) -> Duration {
    let (begun, caller) = (Instant::now(), Caller::new(house, "justice-drafter"));
    let ask = async |path: &str| caller.request(Method::GET, path).send().await.unwrap().status().as_u16();
    while ask("/api/v1/drafts").await != 200 {
        assert!(begun.elapsed() < bounds()[1], "it is not found again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let took = begun.elapsed();
    for path in ["/drafts", "/api/v1/drafts", "/readyz"] {
        let all = join_all((0..20).map(|_| ask(path))).await;
        assert_eq!(all, [200; 20], "{path} again and again");
    }
    took
}

async fn new_set(house: &House) -> String {
    let caller = Caller::new(house, "justice-drafter");
    let answer = caller.request(Method::POST, "/api/v1/file-sets").json(&json!({})).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    answer.json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned()
}

/// A server that is killed, ended, frozen, cut off or without anybody behind its port: every page and every call is answered with
/// 503 and when to come back, in the reader's language, and what needs no database as ever, from the first moment on. When it is
/// back so is the portal, for every request, and everything acknowledged is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_lost_database_is_told_and_found_again() {
    let cluster = Cluster::start();
    let (house, port) = house(&cluster).await;
    let server = Server::start(&house).await;
    let page = reqwest::get(format!("{}/login", house.url)).await.unwrap().text().await.unwrap();
    let style = page.split('"').find(|part| part.starts_with("/assets/") && part.contains(".css"));
    let style = style.unwrap_or_else(|| panic!("the page has a style sheet: {page}"));
    let mut sets = vec![new_set(&house).await];

    let behind = || port.turn(Way::To(cluster.server()));
    let losses: [(&str, Step<'_>, Step<'_>); 5] = [
        ("killed", Box::new(|| cluster.kill()), Box::new(|| cluster.again())),
        ("ended", Box::new(|| cluster.stop()), Box::new(|| cluster.again())),
        ("frozen", Box::new(|| cluster.freeze()), Box::new(|| cluster.thaw())),
        ("cut off", Box::new(|| port.turn(Way::Silent)), Box::new(behind)),
        ("without a server", Box::new(|| port.turn(Way::Ended)), Box::new(behind)),
    ];
    for (how, lose, bring_back) in losses {
        found_again(&house).await;
        lose();
        let mut slowest = Vec::new();
        for _ in 0..3 {
            slowest.push(told(&house, style).await);
        }
        bring_back();
        let again = found_again(&house).await;
        println!("{how}: told within {slowest:?}, found again in {again:?}");
        sets.push(new_set(&house).await);
        let caller = Caller::new(&house, "justice-drafter");
        for set in &sets {
            state::json(&caller, &format!("/api/v1/file-sets/{set}/files")).await;
        }
    }
    server.end().await;
    state::consistent(&house);
}

/// While files come in and letters are sent, a server that waits for its standby with every commit is left alone for a while:
/// nothing is acknowledged then, whoever asks is told, and all goes on when the standby does. Then it is killed, the standby
/// promoted and the port turned over to it: the portal goes on without a restart, everything that was acknowledged is there, whole,
/// nothing by half, a letter that was sent again for want of an answer is there once, and the accounting is consistent.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_standby_takes_over() {
    let primary = Cluster::start();
    let (house, port) = house(&primary).await;
    let standby = Cluster::following(&primary, "standby");
    primary.set("synchronous_standby_names = 'standby'\nsynchronous_commit = on\n");
    let admin = Database::open(&format!("postgres://orda@{}/orda", primary.server())).await.unwrap();
    let follows = "select count(*) from pg_stat_replication where application_name = 'standby' and sync_state = 'sync'";
    while sqlx::query_scalar::<_, i64>(follows).fetch_one(admin.reader()).await.unwrap() == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    admin.close().await;
    let server = Server::start(&house).await;
    let work = Work::begin(&house);
    work.has_done(20).await;

    standby.freeze();
    let alone = Instant::now();
    work.is_told().await;
    println!("without its standby: told after {:?}", alone.elapsed());
    standby.thaw();
    work.has_done(20).await;

    primary.kill();
    let killed = Instant::now();
    standby.promote();
    port.turn(Way::To(standby.server()));
    while work.served_since(killed).is_none() {
        assert!(killed.elapsed() < bounds()[2], "nobody takes over");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    work.has_done(20).await;
    let away = work.served_since(killed).unwrap();
    let done = work.end().await;
    assert_eq!(done.faults, Vec::<String>::new(), "nothing but that it is unavailable");
    println!(
        "served again after {away:?}; {} files and {} letters acknowledged, {} times told to come back",
        done.files.len(),
        done.letters.len(),
        done.unavailable
    );

    state::whole(&house, &state::sets_of(&done.files), &done.files).await;
    records::sent(&house, &done.letters).await;
    state::nothing_by_half(&house, &Scope::whole()).await;
    records::nothing_by_half(&house, &Scope::whole()).await;
    server.end().await;
    state::consistent(&house);
}
