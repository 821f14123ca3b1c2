//! The real program is killed again and again while files come in, heads approve and people log in. After each start
//! everything that was acknowledged is there, whole, and nothing is there by half. `cargo xtask crash` does it at length.

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
use orda_store::testing::On;
use std::time::Duration;

/// How often the server is killed, unless `ORDA_CRASH_ROUNDS` says.
const ROUNDS: [(On, u32); 2] = [(On::Sqlite, 50), (On::Postgres, 15)];
/// Where the random moments begin, unless `ORDA_CRASH_SEED` says: the same number repeats a run.
const SEED: u64 = 20_261_122;
/// Longest time that a server works before it is killed, in milliseconds.
const LONGEST: u64 = 500;
/// Approvals that are tried before each kill.
const APPROVALS: usize = 3;

fn random(entropy: &SeededEntropy, below: u64) -> u64 {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    u64::from_le_bytes(bytes) % below
}

/// A number of the environment.
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is {text}, not a number")))
}

/// SIGKILL at random moments during concurrent uploads, approvals and logins, on the embedded database. What the server
/// has acknowledged is there after each restart: files bit for bit, sessions, approvals with signature, history,
/// accounting and notices, all of them or none. What uploads left unfinished is swept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost() {
    killed(On::Sqlite).await;
}

/// The same on a database server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_a_server() {
    killed(On::Postgres).await;
}

async fn killed(on: On) {
    let usual = ROUNDS.iter().find(|(each, _)| *each == on).unwrap().1;
    let rounds = given("ORDA_CRASH_ROUNDS").map_or(usual, |rounds| u32::try_from(rounds).unwrap());
    let seed = given("ORDA_CRASH_SEED").unwrap_or(SEED);
    println!("{on:?}: {rounds} rounds, seed {seed}");
    let entropy = SeededEntropy::new(seed);
    // Five bodies give an approval each, three are tried a round.
    let house = House::prepare(on, usize::try_from(rounds).unwrap() * APPROVALS / 5).await;
    let mut approvals = Approvals::of(&house);
    let (mut files, mut interrupted, mut unfinished) = (Vec::new(), 0, 0);
    let (mut decided, mut sessions) = (Vec::new(), 0);
    let mut server = Server::start(&house).await;
    for round in 0..rounds {
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
        state::logged_in(&house, &done.sessions).await;
        files.extend(done.files);
        decided.extend(done.approved);
        sessions += done.sessions.len();
    }
    state::whole(&house, &state::sets_of(&files), &files).await;
    state::approved(&house, &decided).await;
    server.kill();
    state::consistent(&house);
    let (sent, given) = (files.len(), decided.len());
    println!(
        "{on:?}: {sent} files, {given} approvals, {sessions} logins; cut off: {interrupted} requests, {unfinished} \
         uploads in the middle"
    );
    let rounds = usize::try_from(rounds).unwrap();
    assert!(sent > rounds && given * 4 > rounds && sessions * 4 > rounds, "there was something to lose");
    assert!(interrupted > rounds.try_into().unwrap() && unfinished * 10 > rounds, "the kills came in the middle");
}
