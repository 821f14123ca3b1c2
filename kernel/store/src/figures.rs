//! What a database counts of itself for whoever watches over the machine.

use crate::Database;
use prometheus_client::metrics::histogram::Histogram;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Upper bounds in seconds of what a transaction takes and waits.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Of one database. Cheap to clone; clones count together.
#[derive(Clone)]
pub struct Figures {
    /// Seconds that transactions waited for their turn and a connection.
    pub waits: Histogram,
    /// Seconds from the beginning of transactions to their end.
    pub transactions: Histogram,
}

impl Default for Figures {
    fn default() -> Self {
        Self { waits: Histogram::new(BOUNDS), transactions: Histogram::new(BOUNDS) }
    }
}

impl Figures {
    /// A transaction that was asked for at this moment has begun.
    pub(crate) fn begun(&self, asked: Instant) -> Running {
        self.waits.observe(asked.elapsed().as_secs_f64());
        Running { since: Instant::now(), transactions: self.transactions.clone() }
    }
}

/// A transaction while it runs; counted when it goes.
pub(crate) struct Running {
    since: Instant,
    transactions: Histogram,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.transactions.observe(self.since.elapsed().as_secs_f64());
    }
}

/// Connections of one pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// `read` or `write`; on a server both are one: `all`.
    pub pool: &'static str,
    /// Those that somebody has.
    pub used: u32,
    /// Those that wait for somebody.
    pub idle: u32,
    /// So many there can be.
    pub most: u32,
}

impl Database {
    /// What it counts of its transactions.
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Its connections at this moment.
    pub fn connections(&self) -> Vec<Connections> {
        let of = |name, pool: &sqlx::AnyPool| {
            let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
            let (used, most) = (pool.size().saturating_sub(idle), pool.options().get_max_connections());
            Connections { pool: name, used, idle, most }
        };
        match self.kind() {
            crate::Kind::Sqlite => vec![of("read", self.reader()), of("write", self.writer())],
            crate::Kind::Postgres => vec![of("all", self.writer())],
        }
    }
}

/// How the errors of databases are told apart.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Failed {
    Conflict,
    Unavailable,
    Fault,
}

static FAILED: [AtomicU64; 3] = [const { AtomicU64::new(0) }; 3];

pub(crate) fn count(failed: Failed) {
    FAILED[failed as usize].fetch_add(1, Ordering::Relaxed);
}

/// Errors of all databases of this process since its start, by their kind: `conflict` (two changed the same), `unavailable`,
/// `fault` (everything else).
pub fn errors() -> [(&'static str, u64); 3] {
    let of = |failed: Failed| FAILED[failed as usize].load(Ordering::Relaxed);
    [("conflict", of(Failed::Conflict)), ("unavailable", of(Failed::Unavailable)), ("fault", of(Failed::Fault))]
}
