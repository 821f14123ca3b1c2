//! The real program is killed again and again while files come in, heads approve and vote, letters are sent and people log
//! in. After each start everything that was acknowledged is there, whole, and nothing is there by half. `cargo xtask crash` does it at length.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests: a panic is a failed test; each test takes its part of what they share"
)]

mod crash {
    pub mod load;
    pub mod records;
    pub mod scope;
    pub mod server;
    pub mod state;
}

use crash::load::{Decisions, Load, Tasks};
use crash::scope::Scope;
use crash::server::{House, Server};
use crash::{records, state};
use orda_base::{Entropy, SeededEntropy};
use orda_store::testing::On;
use std::time::{Duration, Instant};

/// How often the server is killed, unless `ORDA_CRASH_ROUNDS` says, and the longest time that it works before, in
/// milliseconds: with a database server it takes a while until it has its connections, in a build without optimization above
/// all.
const USUAL: [(On, u32, u64); 2] =
    [(On::Sqlite, 50, 500), (On::Postgres, 15, if cfg!(debug_assertions) { 1500 } else { 600 })];
/// After so many rounds everything is looked at; after the others what the round may have touched.
const WHOLE_EVERY: u32 = 50;
/// Where the random moments begin, unless `ORDA_CRASH_SEED` says: the same number repeats a run.
const SEED: u64 = 20_261_122;
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

/// SIGKILL at random moments during concurrent uploads, approvals, votes, letters and logins, on the embedded database. What
/// the server has acknowledged is there after each restart: files bit for bit, sessions, approvals with signature, history,
/// accounting and notices, votes and letters with theirs, all of them or none; a letter that is sent again for want of an
/// answer is there once. What uploads left unfinished is swept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    Box::pin(killed(On::Sqlite)).await;
}

/// The same on a database server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_postgres() {
    Box::pin(killed(On::Postgres)).await;
}

async fn killed(on: On) {
    let (_, usual, longest) = *USUAL.iter().find(|(each, ..)| *each == on).unwrap();
    let rounds = given("ORDA_CRASH_ROUNDS").map_or(usual, |rounds| u32::try_from(rounds).unwrap());
    let seed = given("ORDA_CRASH_SEED").unwrap_or(SEED);
    println!("{on:?}: {rounds} rounds, seed {seed}");
    let entropy = SeededEntropy::new(seed);
    // Five bodies give an approval and a vote each; three approvals and a vote are tried a round.
    let times = usize::try_from(rounds).unwrap();
    let began = Instant::now();
    let house = Box::pin(House::prepare(on, times * APPROVALS / 5, times.div_ceil(5))).await;
    println!("{on:?}: prepared in {} s", began.elapsed().as_secs());
    let (mut approvals, mut votes) = (Decisions::of(&house.drafts), Decisions::of(&house.votes));
    let (mut voted, mut letters, mut letters_again) = (Vec::new(), Vec::new(), Vec::new());
    let (mut files, mut interrupted, mut unfinished) = (Vec::new(), 0, 0);
    let (mut decided, mut sessions) = (Vec::new(), 0);
    let mut server = Server::start(&house).await;
    for round in 0..rounds {
        let mut scope = Scope::begin();
        let tasks = Tasks { approvals: approvals.next(APPROVALS), votes: votes.next(1), letters: letters_again };
        scope.drafts(tasks.approvals.iter().chain(&tasks.votes).map(|(draft, _)| draft));
        let load = Load::begin(&house, round, tasks, random(&entropy, u64::MAX));
        // The moment is what is tested; nothing waits for it.
        tokio::time::sleep(Duration::from_millis(5 + random(&entropy, longest))).await;
        server.kill();
        let done = load.end().await;
        interrupted += done.interrupted;
        unfinished += state::unfinished(&house);
        approvals.again(done.unsure);
        votes.again(done.unsure_votes);
        scope.letters(done.letters.iter().chain(&done.unsure_letters));
        letters_again = done.unsure_letters;
        if (round + 1) % WHOLE_EVERY == 0 || round + 1 == rounds {
            scope = Scope::whole();
            println!("{on:?}: round {} of {rounds}, {} s", round + 1, began.elapsed().as_secs());
        }

        server = Server::start(&house).await;
        state::nothing_by_half(&house, &scope).await;
        state::nothing_left_over(&house, &scope).await;
        state::whole(&house, &done.sets, &done.files).await;
        state::approved(&house, &done.approved).await;
        state::logged_in(&house, &done.sessions).await;
        records::voted(&house, &done.voted).await;
        records::sent(&house, &done.letters).await;
        records::nothing_by_half(&house, &scope).await;
        voted.extend(done.voted);
        letters.extend(done.letters);
        files.extend(done.files);
        decided.extend(done.approved);
        sessions += done.sessions.len();
    }
    state::whole(&house, &state::sets_of(&files), &files).await;
    state::approved(&house, &decided).await;
    records::voted(&house, &voted).await;
    records::sent(&house, &letters).await;
    server.kill();
    state::consistent(&house);
    let (sent, given, cast, letters) = (files.len(), decided.len(), voted.len(), letters.len());
    println!(
        "{on:?}: {sent} files, {given} approvals, {cast} votes, {letters} letters, {sessions} logins; cut off: \
         {interrupted} requests, {unfinished} uploads in the middle"
    );
    assert!(sent > times && given * 4 > times && sessions * 4 > times, "there was something to lose");
    assert!(cast * 8 > times && letters * 2 > times, "there were votes and letters to lose");
    assert!(interrupted > rounds && unfinished * 10 > times, "the kills came in the middle");
}
