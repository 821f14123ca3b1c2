//! Records of the accounting go to a system elsewhere over TLS, all of them, whatever happens to the receiver.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

#[allow(dead_code, reason = "each test uses its part")]
#[path = "tls/support.rs"]
mod support;

use orda::forward::{Forwarder, NOTICE, Settings};
use orda_audit_store::{Forwarding, Sealer};
use orda_base::{Access, Actor, Env, FixedClock, Operation, PersonId, Role, SeededEntropy, Timestamp};
use orda_identity::testing::Staff;
use orda_store::testing::{On, TestDatabase};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use support::Issuer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);

/// What the receiver does with a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Reads all and closes.
    Takes,
    /// Reads a part and breaks off.
    Breaks,
    /// Closes at once, as it should be done, and has read nothing.
    TurnsAway,
}

/// A receiver with what it has taken.
struct Receiver {
    address: String,
    taken: Arc<Mutex<Vec<String>>>,
    habit: Arc<Mutex<Habit>>,
}

impl Receiver {
    async fn listen(issuer: &Issuer) -> Self {
        let files = issuer.server("siem");
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                CertificateDer::pem_file_iter(&files.certificate).unwrap().map(|c| c.unwrap()).collect(),
                PrivateKeyDer::from_pem_file(&files.key).unwrap(),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("localhost:{}", listener.local_addr().unwrap().port());
        let (taken, habit) = (Arc::<Mutex<Vec<String>>>::default(), Arc::new(Mutex::new(Habit::Takes)));
        let (kept, does) = (Arc::clone(&taken), Arc::clone(&habit));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut line) = acceptor.accept(stream).await else { continue };
                let does = *does.lock().unwrap();
                if does == Habit::Breaks {
                    let _ = line.read(&mut [0; 40]).await;
                    continue;
                }
                if does == Habit::TurnsAway {
                    let _ = line.shutdown().await;
                    continue;
                }
                let mut all = Vec::new();
                if line.read_to_end(&mut all).await.is_ok() {
                    kept.lock().unwrap().extend(frames(&all));
                    let _ = line.shutdown().await;
                }
            }
        });
        Self { address, taken, habit }
    }

    /// Numbers of the records that were taken, in their order.
    fn numbers(&self) -> Vec<i64> {
        let number =
            |line: &String| line.split("externalId=").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        self.taken.lock().unwrap().iter().map(number).collect()
    }
}

/// Messages by their counted octets (RFC 5425, 4.3).
fn frames(mut bytes: &[u8]) -> Vec<String> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let blank = bytes.iter().position(|b| *b == b' ').unwrap();
        let length: usize = std::str::from_utf8(&bytes[..blank]).unwrap().parse().unwrap();
        all.push(String::from_utf8(bytes[blank + 1..=blank + length].to_vec()).unwrap());
        bytes = &bytes[blank + 1 + length..];
    }
    all
}

struct World {
    base: TestDatabase,
    clock: FixedClock,
    env: Env,
    sealer: Sealer,
}

impl World {
    async fn new(on: On) -> Self {
        let base = on.open(&[orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS]).await;
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SeededEntropy::new(4));
        let sealer = Sealer::new(base.db.clone(), env.clone(), "portal.example/log", [3; 32]).unwrap();
        Self { base, clock, env, sealer }
    }

    fn forwarder(&self, address: &str, ca_file: PathBuf) -> Forwarder {
        let settings = Settings { address: address.to_owned(), tls: true, ca_file: Some(ca_file), tell_minutes: 15 };
        let keeper = PersonId::generate(&self.env);
        let staff = Arc::new(Staff([Role::Administrator, Role::SecurityOfficer].map(|role| (role, keeper)).to_vec()));
        Forwarder::new(&settings, self.base.db.clone(), staff, self.env.clone()).unwrap()
    }

    /// Makes so many records and seals them.
    async fn record(&self, count: usize) {
        let mut tx = self.base.db.begin().await.unwrap();
        for _ in 0..count {
            let access = Access::done("draft", "850101300123", Operation::Read).detail("first\nsecond");
            orda_audit_store::record(&mut tx, &Actor::portal(), self.env.now(), &access).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.sealer.seal().await.unwrap();
    }

    /// Sends until nothing is left; how many records that were.
    async fn send_all(&self, forwarder: &Forwarder) -> u64 {
        let mut all = 0;
        loop {
            match forwarder.send_due().await.unwrap() {
                0 => return all,
                some => all += some,
            }
        }
    }

    /// Gives the table of notices another name.
    async fn rename_notices(&self, from: &str, to: &str) {
        let mut tx = self.base.db.begin().await.unwrap();
        let sql = format!("alter table {from} rename to {to}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn told(&self) -> i64 {
        let sql = "select count(*) from notifications_notice where kind = $1";
        sqlx::query_scalar(sql).bind(NOTICE).fetch_one(self.base.db.reader()).await.unwrap()
    }
}

/// Every record arrives once and in order, masked, each as one frame; after an outage, also one in the middle of a batch, those
/// that were not taken follow. Those who keep the portal are told once when they wait too long.
#[tokio::test]
async fn records_go_elsewhere_and_none_is_lost() {
    for on in On::ALL {
        let world = World::new(on).await;
        let issuer = Issuer::new();
        let receiver = Receiver::listen(&issuer).await;
        let forwarder = world.forwarder(&receiver.address, issuer.root.clone());
        assert_eq!(forwarder.send_due().await.unwrap(), 0);
        world.record(1203).await;
        assert_eq!(forwarder.send_due().await.unwrap(), 1000, "a batch");
        assert_eq!(world.send_all(&forwarder).await, 203);
        let first = receiver.taken.lock().unwrap()[0].clone();
        assert!(first.starts_with("<110>1 ") && first.contains(" orda - access - CEF:0|Orda|Orda|"), "{first}");
        assert!(!first.contains('\n') && !first.contains("850101300123"), "{first}");
        let numbers = receiver.numbers();
        assert!(numbers.len() == 1203 && numbers.is_sorted_by(|a, b| a < b));

        *receiver.habit.lock().unwrap() = Habit::Breaks;
        world.record(700).await;
        assert!(forwarder.send_due().await.is_err());
        *receiver.habit.lock().unwrap() = Habit::TurnsAway;
        assert!(forwarder.send_due().await.is_err());
        forwarder.watch().await.unwrap();
        assert_eq!(world.told().await, 0, "not yet");
        world.clock.advance(16 * 60);
        assert!(forwarder.send_due().await.is_err());
        forwarder.watch().await.unwrap();
        forwarder.watch().await.unwrap();
        assert_eq!(world.told().await, 1, "once");
        let unsent = Forwarding::new(world.base.db.clone()).unsent().await.unwrap().unwrap();
        assert_eq!((unsent.records, unsent.since), (700, NOW));

        *receiver.habit.lock().unwrap() = Habit::Takes;
        // Another process of the portal goes on where the first was.
        let other = world.forwarder(&receiver.address, issuer.root.clone());
        assert_eq!(world.send_all(&other).await, 700);
        let numbers = receiver.numbers();
        assert!(numbers.len() == 1903 && numbers.is_sorted_by(|a, b| a < b));
        assert_eq!(Forwarding::new(world.base.db.clone()).unsent().await.unwrap(), None);
    }
}

/// While a backlog is sent nobody is told of it again, whichever node watches; once it is gone, the next one is news. Who could not
/// be told is told as soon as it is possible.
#[tokio::test]
async fn a_backlog_is_told_once() {
    for on in On::ALL {
        let world = World::new(on).await;
        let issuer = Issuer::new();
        let receiver = Receiver::listen(&issuer).await;
        let (one, two) = (
            world.forwarder(&receiver.address, issuer.root.clone()),
            world.forwarder(&receiver.address, issuer.root.clone()),
        );
        *receiver.habit.lock().unwrap() = Habit::Breaks;
        world.record(2100).await;
        world.clock.advance(16 * 60);
        assert!(one.send_due().await.is_err());
        world.rename_notices("notifications_notice", "elsewhere").await;
        assert!(one.watch().await.is_err());
        world.rename_notices("elsewhere", "notifications_notice").await;
        one.watch().await.unwrap();
        assert_eq!(world.told().await, 1);
        *receiver.habit.lock().unwrap() = Habit::Takes;
        for batch in [1000, 1000, 100] {
            assert_eq!(one.send_due().await.unwrap(), batch);
            two.watch().await.unwrap();
            assert_eq!(world.told().await, 1, "while it is sent");
        }
        *receiver.habit.lock().unwrap() = Habit::Breaks;
        world.record(3).await;
        world.clock.advance(16 * 60);
        assert!(two.send_due().await.is_err());
        two.watch().await.unwrap();
        assert_eq!(world.told().await, 2, "the next one");
    }
}

/// Whoever ends the program waits for a batch at most, whatever is still to be sent.
#[tokio::test]
async fn a_stop_does_not_wait_for_the_backlog() {
    let world = World::new(On::Sqlite).await;
    let issuer = Issuer::new();
    let receiver = Receiver::listen(&issuer).await;
    let forwarder = world.forwarder(&receiver.address, issuer.root.clone());
    world.record(2100).await;
    assert_eq!(forwarder.send_due().await.unwrap(), 1000);
    let (_stop, stopped) = tokio::sync::watch::channel(true);
    forwarder.run(stopped).await;
    assert_eq!(receiver.numbers().len(), 1000);
}

/// A receiver under a certificate of a centre that is not named gets nothing; nor does one node send while another does.
#[tokio::test]
async fn only_who_is_trusted_gets_records() {
    let world = World::new(On::Sqlite).await;
    let (issuer, stranger) = (Issuer::new(), Issuer::new());
    let receiver = Receiver::listen(&stranger).await;
    world.record(3).await;
    assert!(world.forwarder(&receiver.address, issuer.root.clone()).send_due().await.is_err());
    assert_eq!(receiver.numbers(), Vec::<i64>::new());

    let trusting = world.forwarder(&receiver.address, stranger.root.clone());
    let state = Forwarding::new(world.base.db.clone());
    let claimed = state.claim(world.env.now(), world.env.now().plus_seconds(60)).await.unwrap();
    assert_eq!(claimed, Some(0));
    assert_eq!(trusting.send_due().await.unwrap(), 0, "another node has it");
    world.clock.advance(61);
    assert_eq!(trusting.send_due().await.unwrap(), 3, "the other is gone");
}

/// Without TLS records go to this machine alone, unless other means protect the network.
#[test]
fn plain_records_stay_inside() {
    let check = |text: &str| orda::connections::plain(&toml::from_str(text).unwrap()).join("; ");
    let at = |address: &str, tls: bool| format!("[accounting.syslog]\naddress = \"{address}\"\ntls = {tls}");
    assert!(check(&at("siem.example.kz:514", false)).contains("accounting.syslog"));
    assert_eq!(check(&at("127.0.0.1:514", false)), "");
    assert_eq!(check(&at("siem.example.kz:6514", true)), "");
    assert!(check("[antivirus]\naddress = \"av.example.kz:3310\"").contains("antivirus.address"));
    assert_eq!(check("[antivirus]\naddress = \"[::1]:3310\""), "");
}
