//! The real program is killed fifty times while files come in and heads approve. After each start everything that was
//! acknowledged is there, whole, and nothing is there by half.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod crash {
    pub mod load;
    pub mod server;
    pub mod state;
}

use crash::load::{Approvals, Load};
use crash::server::{House, Server};
use crash::state;
use orda_base::{Entropy, SeededEntropy};
use std::time::Duration;

/// How often the server is killed.
const KILLS: u32 = 50;
/// Longest time that a server works before it is killed, in milliseconds.
const LONGEST: u64 = 500;
/// Approvals that are tried before each kill.
const APPROVALS: usize = 3;

fn random(entropy: &SeededEntropy, below: u64) -> u64 {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    u64::from_le_bytes(bytes) % below
}

/// SIGKILL at fifty random moments during concurrent uploads and approvals, on the embedded database. What the server
/// has acknowledged is there after each restart: files bit for bit, approvals with signature, history, accounting and
/// notices, all of them or none. What uploads left unfinished is swept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost() {
    let entropy = SeededEntropy::new(20_261_122);
    let house = House::prepare(30).await;
    let mut approvals = Approvals::of(&house);
    let (mut files, mut interrupted, mut unfinished) = (Vec::new(), 0, 0);
    let mut decided = Vec::new();
    let mut server = Server::start(&house).await;
    for round in 0..KILLS {
        let load = Load::begin(&house, round, approvals.next(APPROVALS), random(&entropy, u64::MAX));
        // The moment is what is tested; nothing waits for it.
        tokio::time::sleep(Duration::from_millis(5 + random(&entropy, LONGEST))).await;
        server.kill();
        let done = load.end().await;
        interrupted += done.interrupted;
        unfinished += state::unfinished(&house);
        approvals.again(done.unsure);

        server = Server::start(&house).await;
        state::nothing_by_half(&house).await;
        state::nothing_left_over(&house).await;
        state::whole(&house, &done.sets, &done.files).await;
        state::approved(&house, &done.approved).await;
        files.extend(done.files);
        decided.extend(done.approved);
    }
    state::whole(&house, &state::sets_of(&files), &files).await;
    state::approved(&house, &decided).await;
    server.kill();
    let (sent, given) = (files.len(), decided.len());
    println!("{sent} files, {given} approvals; cut off: {interrupted} requests, {unfinished} uploads in the middle");
    assert!(sent > 50 && given > 15, "there was something to lose");
    assert!(interrupted > 50 && unfinished > 5, "the kills came in the middle");
}
