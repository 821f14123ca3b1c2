//! A thousand letters between the real program and a document system outside, a second program, while either is killed at
//! any moment: each comes once, in order for its receiver.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod exchange {
    pub mod house;
    pub mod load;
    pub mod state;
}

use exchange::house::{House, Program};
use exchange::{load, state};
use orda_base::{Entropy, SeededEntropy};
use std::time::Duration;

/// Letters that the portal sends.
pub const SENT: usize = 700;
/// Letters that come from outside.
pub const CAME: usize = 300;
/// How often a side is killed.
const KILLS: u32 = 16;

fn random(entropy: &SeededEntropy, below: u64) -> u64 {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    u64::from_le_bytes(bytes) % below
}

/// SIGKILL of the portal and of the document system in turns, at random moments, while letters go both ways and receipts
/// come back. At the end each of the thousand letters is there once, in order for each receiver, and each that the portal
/// sent is registered under the number that the other side gave it.
///
/// Covers: 385-12
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_letter_comes_once_and_in_order() {
    let entropy = SeededEntropy::new(20_261_122);
    let house = Box::pin(House::prepare(CAME)).await;
    let mut portal = Program::portal(&house).await;
    let mut peer = Program::peer(&house).await;
    let sending = tokio::spawn(load::send(std::sync::Arc::clone(&house), SENT));
    let mut in_the_middle = 0;
    for kill in 0..KILLS {
        // The moment is what is tested; nothing waits for it.
        tokio::time::sleep(Duration::from_millis(100 + random(&entropy, 900))).await;
        in_the_middle += u32::from(state::acknowledged(&house) < SENT + CAME);
        if kill % 2 == 0 {
            portal.kill();
            portal = Program::portal(&house).await;
        } else {
            peer.kill();
            peer = Program::peer(&house).await;
        }
    }
    sending.await.unwrap();
    state::settled(&house, SENT + CAME).await;
    portal.kill();
    peer.kill();
    assert!(in_the_middle > 8, "the kills came in the middle: {in_the_middle}");
    state::came_once_and_in_order(&house, SENT);
    state::portal_has_all(&house, SENT, CAME).await;
}
