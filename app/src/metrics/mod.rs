//! Figures for whoever watches over the machine, as Prometheus reads them (`OpenMetrics`), on the internal listener alone.
//!
//! What requests and transactions leave behind is counted in memory; what only the database knows is asked when somebody reads,
//! within a limit of time, and kept for a few seconds. No label names a person, a document or an address.

mod asked;
mod process;
mod requests;

pub use asked::Sources;
pub use requests::{METHODS, OTHER, Requests};

use asked::Asked;
use axum::Router;
use axum::middleware::from_fn_with_state;
use orda_store::Database;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;
use std::sync::Arc;

/// Media type of the figures.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Names and values of the labels of a series.
type Labels = Vec<(&'static str, String)>;

/// The figures of a program. Cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    counted: Registry,
    requests: Arc<Requests>,
    db: Database,
    asked: Asked,
}

impl Metrics {
    /// Of a program that asks there.
    pub fn new(sources: Sources) -> Self {
        let mut counted = Registry::default();
        counted.register("orda_build", "The program", Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]));
        let requests = Arc::new(Requests::new(&mut counted));
        let db = sources.db.clone();
        let figures = db.figures().clone();
        let waits = "Seconds that transactions waited for their turn and a connection";
        counted.register("orda_database_wait_seconds", waits, figures.waits);
        let transactions = "Seconds from the beginning of transactions to their end";
        counted.register("orda_database_transaction_seconds", transactions, figures.transactions);
        Self(Arc::new(Inner { counted, requests, db, asked: Asked::new(sources) }))
    }

    /// Counts what passes through these routes.
    pub fn counting(&self, routes: Router) -> Router {
        routes.layer(from_fn_with_state(Arc::clone(&self.0.requests), requests::counted))
    }

    /// All figures of this moment.
    pub async fn text(&self) -> String {
        let mut now = Registry::default();
        database(&mut now, &self.0.db);
        process::register(&mut now);
        let asked = self.0.asked.text().await;
        let mut text = written(&self.0.counted);
        text.push_str(&written(&now));
        text.push_str(&asked);
        // A text takes whatever is written.
        let _ = encode_eof(&mut text);
        text
    }
}

/// What a database knows of itself without being asked.
fn database(now: &mut Registry, db: &Database) {
    let (connections, most) = (Family::<Labels, Gauge>::default(), Family::<Labels, Gauge>::default());
    for pool in db.connections() {
        let name = ("pool", pool.pool.to_owned());
        for (state, count) in [("used", pool.used), ("idle", pool.idle)] {
            let labels = vec![name.clone(), ("state", state.to_owned())];
            connections.get_or_create(&labels).set(i64::from(count));
        }
        most.get_or_create(&vec![name]).set(i64::from(pool.most));
    }
    now.register("orda_database_connections", "Connections to the database", connections);
    now.register("orda_database_connections_most", "Connections that there can be", most);
    let errors = Family::<Labels, Counter>::default();
    for (kind, count) in orda_store::errors() {
        errors.get_or_create(&vec![("kind", kind.to_owned())]).inc_by(count);
    }
    now.register("orda_database_errors", "Errors of databases since the start", errors);
}

/// A figure of this moment.
fn gauge(registry: &mut Registry, name: &'static str, help: &'static str, value: f64) {
    registry.register(name, help, ConstGauge::new(value));
}

/// A figure that only grows; its name gets `_total` behind it.
fn counter(registry: &mut Registry, name: &'static str, help: &'static str, value: f64) {
    registry.register(name, help, ConstCounter::new(value));
}

/// A count as a figure: exact up to 2⁵³.
#[allow(clippy::cast_precision_loss, reason = "figures are floats")]
const fn figure(count: u64) -> f64 {
    count as f64
}

/// As text, without its end.
fn written(registry: &Registry) -> String {
    let mut text = String::new();
    // A text takes whatever is written.
    let _ = encode_registry(&mut text, registry);
    text
}
