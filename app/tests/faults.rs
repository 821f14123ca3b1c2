//! The real program on a disk that fails: no room, syncing that fails, writes that take half. What cannot be done is answered as
//! such, nothing acknowledged is lost, nothing is there by half, and work goes on when the disk does.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests: a panic is a failed test; each test takes its part of what they share"
)]

#[path = "crash/load.rs"]
mod load;
#[path = "crash/scope.rs"]
mod scope;
#[path = "crash/server.rs"]
mod server;
#[path = "faults/shim.rs"]
mod shim;
#[path = "crash/state.rs"]
mod state;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use load::{Caller, Sent, content};
use orda_base::{Env, Role};
use orda_store::testing::On;
use reqwest::{Method, RequestBuilder};
use scope::Scope;
use serde_json::{Value, json};
use server::{House, Server};
use shim::shim;
use std::fs;

async fn answer(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    (status, serde_json::from_slice(&response.bytes().await.expect("to its end")).unwrap_or_default())
}

async fn new_set(caller: &Caller) -> (u16, Value) {
    answer(caller.request(Method::POST, "/api/v1/file-sets").json(&json!({}))).await
}

async fn upload(caller: &Caller, set: &str, name: &str) -> (u16, Option<Sent>) {
    let path = format!("/api/v1/file-sets/{set}/files");
    let request = caller.request(Method::POST, &path).query(&[("name", name)]).body(content(name));
    let (status, file) = answer(request.header("content-type", "application/octet-stream")).await;
    let sent = file["id"].as_str().filter(|_| status == 201);
    (status, sent.map(|id| Sent { set: set.to_owned(), id: id.to_owned(), name: name.to_owned() }))
}

/// Signs the approval of a body; the manifest was fetched before.
async fn approve(caller: &Caller, path: &str, cms: &[u8]) -> u16 {
    answer(caller.request(Method::POST, path).json(&json!({"cms": STANDARD.encode(cms)}))).await.0
}

/// A disk without room and one whose syncing fails: uploads, new sets and approvals are answered with 503, and when the disk
/// works again so does the portal, without a restart. A disk that takes half of each write slows things down and spoils
/// nothing. After a kill and a start on a good disk everything acknowledged is there bit for bit, and nothing by half.
///
/// Covers: 365-6-c
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let library = shim(folder.path());
    let house = Box::pin(House::prepare(On::Sqlite, 3, 0)).await;
    let faults = folder.path().to_str().unwrap().to_owned();
    let server =
        Server::start_with(&house, &[("LD_PRELOAD", library.to_str().unwrap()), ("ORDA_FAULTS", &faults)]).await;
    let drafter = Caller::new(&house, "justice-drafter");
    let (status, set) = new_set(&drafter).await;
    assert_eq!(status, 201);
    let set = set["id"].as_str().unwrap().to_owned();
    let (mut files, mut approved) = (Vec::new(), Vec::new());
    files.push(upload(&drafter, &set, "0.zip").await.1.expect("the disk is good"));

    for (nth, (fault, code)) in [("full", "finance"), ("fsync", "economy"), ("short", "energy")].into_iter().enumerate()
    {
        let draft = house.drafts[nth];
        let head = Caller::new(&house, &format!("{code}-head"));
        let path = format!("/api/v1/drafts/{draft}/versions/1/bodies/{}/approve", house.cast.body(code));
        let (status, task) = answer(head.request(Method::GET, &path)).await;
        assert_eq!(status, 200, "{task}");
        let manifest = STANDARD.decode(task["manifest"].as_str().unwrap()).unwrap();
        let cms = house.cast.holder(code, Role::HeadOfBody).key.sign(&manifest, Env::system().now()).unwrap();

        let trigger = folder.path().join(fault);
        fs::write(&trigger, b"").unwrap();
        let works = fault == "short";
        for file in 0..3 {
            let (status, sent) = upload(&drafter, &set, &format!("{fault}-{file}.zip")).await;
            assert_eq!(status, if works { 201 } else { 503 }, "an upload with {fault}");
            files.extend(sent);
        }
        assert_eq!(new_set(&drafter).await.0, if works { 201 } else { 503 }, "a set with {fault}");
        let first = approve(&head, &path, &cms).await;
        assert_eq!(first, if works { 204 } else { 503 }, "an approval with {fault}");
        fs::remove_file(&trigger).unwrap();

        // The disk is good again.
        let (status, sent) = upload(&drafter, &set, &format!("after-{fault}.zip")).await;
        assert_eq!(status, 201, "after {fault}");
        files.extend(sent);
        let again = approve(&head, &path, &cms).await;
        // What could not be synced may have come through all the same: then it is told so.
        assert!([204, 409].contains(&again), "{again} after {fault}");
        approved.push((draft, code));
    }
    assert!(files.len() >= 7);
    server.kill();
    let server = Server::start(&house).await;
    state::nothing_by_half(&house, &Scope::whole()).await;
    state::nothing_left_over(&house, &Scope::whole()).await;
    state::whole(&house, std::slice::from_ref(&set), &files).await;
    state::approved(&house, &approved).await;
    server.kill();
}
