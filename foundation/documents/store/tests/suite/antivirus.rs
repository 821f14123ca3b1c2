//! Received files are shown to a virus scanner: a daemon of the test's own for every answer, and a real one where it is installed.

use crate::world::{World, pieces};
use orda_base::{Env, Error, PersonId, Result, Role};
use orda_documents::{Documents, SecretKey, samples};
use orda_documents_store::{Clamd, DocumentsSql, LocalBlobs, Place};
use orda_identity::testing::Staff;
use orda_store::testing::On;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, UnixListener};

/// The harmless text that every scanner calls malicious, in two parts, so that this file is not found itself.
fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// What a daemon of the test does.
#[derive(Debug, Clone, Copy)]
enum Habit {
    /// Hears everything, answers this.
    Says(&'static [u8]),
    /// Answers this after the first piece and hangs up.
    Interrupts(&'static [u8]),
    /// Answers this after the first piece, and hears the rest without looking at it.
    Stops(&'static [u8]),
    /// Hears everything, never answers.
    Sleeps,
    /// Hangs up at once.
    Leaves,
}

async fn live<L: AsyncRead + AsyncWrite + Unpin>(mut line: L, habit: Habit) {
    if let Habit::Leaves = habit {
        return;
    }
    let mut command = [0; 10];
    line.read_exact(&mut command).await.expect("a command");
    assert_eq!(&command, b"zINSTREAM\0");
    loop {
        let length = line.read_u32().await.expect("a length");
        if length == 0 {
            break;
        }
        let mut piece = vec![0; length as usize];
        line.read_exact(&mut piece).await.expect("a piece");
        if let Habit::Interrupts(answer) = habit {
            line.write_all(answer).await.expect("answered");
            return;
        }
        if let Habit::Stops(answer) = habit {
            line.write_all(answer).await.expect("answered");
            let _ = tokio::io::copy(&mut line, &mut tokio::io::sink()).await;
            return;
        }
    }
    match habit {
        Habit::Says(answer) => line.write_all(answer).await.expect("answered"),
        _ => std::future::pending().await,
    }
}

/// A daemon on a port of this machine.
async fn on_port(habit: Habit) -> Place {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            tokio::spawn(live(line, habit));
        }
    });
    Place::Address(address)
}

/// A daemon on a socket.
fn on_socket(path: PathBuf, habit: Habit) -> Place {
    let listener = UnixListener::bind(&path).expect("a socket");
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            tokio::spawn(live(line, habit));
        }
    });
    Place::Socket(path)
}

fn clamd(place: Place) -> Clamd {
    Clamd { place, max_bytes: 10 << 20, connect: Duration::from_secs(5), answer: Duration::from_secs(30) }
}

struct Guarded {
    world: World,
    documents: Documents,
    /// A security officer and an administrator.
    staff: (PersonId, PersonId),
}

impl Guarded {
    async fn new(on: On, scanner: Clamd) -> Self {
        let world = World::new(on).await;
        let env = Env::system();
        let staff = (PersonId::generate(&env), PersonId::generate(&env));
        let documents = world.documents.clone().with_scanner(
            Arc::new(scanner),
            Arc::new(Staff(vec![(Role::SecurityOfficer, staff.0), (Role::Administrator, staff.1)])),
        );
        Self { world, documents, staff }
    }

    async fn add(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let set = self.world.set().await;
        let added = self.documents.add_file(&self.world.drafter, set, name, pieces(bytes)).await;
        if added.is_err() {
            assert_eq!(self.documents.files(set).await.expect("reads"), []);
        }
        added.map(drop)
    }

    /// The refusal's code and status.
    async fn refused(&self, name: &str, bytes: Vec<u8>) -> (&'static str, u16) {
        let error = self.add(name, bytes).await.expect_err("refused");
        assert_eq!(self.world.on_disk(), Vec::<PathBuf>::new(), "nothing of it stays");
        let (Error::Refused(refusal) | Error::Away(refusal) | Error::TooLarge(refusal)) = &error else {
            panic!("{error:?}")
        };
        assert!(refusal.message.args.iter().any(|(arg, value)| *arg == "name" && value == name));
        (refusal.message.key, error.status())
    }

    /// Whom notices of a kind went to, in their order.
    async fn told(&self, kind: &str) -> Vec<String> {
        sqlx::query_scalar("select recipient from notifications_notice where kind = $1 order by id")
            .bind(kind.to_owned())
            .fetch_all(self.world.base.db.reader())
            .await
            .expect("reads")
    }

    /// Outcomes of the last record about a set, with what it says.
    async fn recorded(&self) -> (String, String) {
        sqlx::query_as("select outcome, detail from audit_entry where resource = 'file_set' or resource = 'file' order by seq desc limit 1")
            .fetch_one(self.world.base.db.reader())
            .await
            .expect("reads")
    }
}

/// What the scanner knows is refused, kept nowhere and accounted for; the security officers are told. What it finds clean
/// is taken.
#[tokio::test]
async fn what_is_infected_is_refused() {
    for on in On::ALL {
        let place = on_port(Habit::Says(b"stream: Eicar-Test-Signature FOUND\0")).await;
        let guarded = Guarded::new(on, clamd(place)).await;
        let refused = guarded.refused("a.docx", samples::docx("x")).await;
        assert_eq!(refused, ("documents-refusal-infected", 409));
        let (outcome, detail) = guarded.recorded().await;
        assert_eq!(outcome, "refused");
        assert!(detail.contains("a.docx") && detail.contains("Eicar-Test-Signature"), "{detail}");
        assert_eq!(guarded.told("documents-notice-infected").await, [guarded.staff.0.to_string()]);
        assert_eq!(guarded.told("documents-notice-scanner").await, Vec::<String>::new());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let place = on_socket(folder.path().join("clamd.ctl"), Habit::Says(b"stream: OK\0"));
    let guarded = Guarded::new(On::Sqlite, clamd(place)).await;
    guarded.add("a.docx", samples::docx("x")).await.expect("clean");
    assert_eq!(guarded.world.on_disk().len(), 1);
}

/// Without a whole answer nothing is taken: no daemon, one that hangs up, that is silent, that says half or nonsense, or "OK"
/// before it has heard all. Administrators are told once until it answers again.
#[tokio::test]
async fn without_an_answer_nothing_is_taken() {
    // More than the buffers of a connection hold: a line that is broken is felt.
    let file = || samples::pdf_of(9_000_000);
    let habits = [
        Habit::Leaves,
        Habit::Says(b""),
        Habit::Says(b"stream: OK"),
        Habit::Says(b"nonsense\0"),
        Habit::Interrupts(b"stream: OK\0"),
        Habit::Interrupts(b""),
    ];
    for habit in habits {
        let guarded = Guarded::new(On::Sqlite, clamd(on_port(habit).await)).await;
        for _ in 0..2 {
            assert_eq!(guarded.refused("a.pdf", file()).await, ("documents-refusal-unscanned", 503), "{habit:?}");
        }
        assert_eq!(guarded.recorded().await.0, "failed");
        assert_eq!(guarded.told("documents-notice-scanner").await, [guarded.staff.1.to_string()], "once: {habit:?}");
        assert_eq!(guarded.told("documents-notice-infected").await, Vec::<String>::new());
    }
    let silent = Clamd { answer: Duration::from_millis(200), ..clamd(on_port(Habit::Sleeps).await) };
    let guarded = Guarded::new(On::Sqlite, silent).await;
    assert_eq!(guarded.refused("a.pdf", file()).await, ("documents-refusal-unscanned", 503));
    let nobody = clamd(Place::Socket(guarded.world.base.folder.path().join("nobody.ctl")));
    let guarded = Guarded::new(On::Sqlite, nobody).await;
    assert_eq!(guarded.refused("a.pdf", file()).await, ("documents-refusal-unscanned", 503));
}

/// A file that is larger than the scanner takes, by our limit or by its own, is not taken, and no administrator is called.
#[tokio::test]
async fn what_is_too_large_to_scan_is_not_taken() {
    let place = on_port(Habit::Says(b"stream: OK\0")).await;
    let own = Guarded::new(On::Sqlite, Clamd { max_bytes: 1000, ..clamd(place) }).await;
    let place = on_port(Habit::Stops(b"INSTREAM size limit exceeded. ERROR\0")).await;
    let its = Guarded::new(On::Sqlite, clamd(place)).await;
    for guarded in [own, its] {
        let refused = guarded.refused("a.pdf", samples::pdf_of(300_000)).await;
        assert_eq!(refused, ("documents-refusal-unscannable", 413));
        assert_eq!(guarded.told("documents-notice-scanner").await, Vec::<String>::new());
    }
}

/// What the scanner calls found because it has not looked through it is no malicious content: the sender is told what to do, and
/// no officer is called.
#[tokio::test]
async fn what_is_not_looked_through_is_not_called_infected() {
    for (answer, refusal) in [
        (&b"stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0"[..], ("documents-refusal-unscannable", 413)),
        (&b"stream: Heuristics.Encrypted.Zip FOUND\0"[..], ("documents-refusal-locked", 409)),
    ] {
        let guarded = Guarded::new(On::Sqlite, clamd(on_port(Habit::Says(answer)).await)).await;
        assert_eq!(guarded.refused("a.docx", samples::docx("x")).await, refusal);
        assert_eq!(guarded.recorded().await.0, "refused");
        for notice in ["documents-notice-infected", "documents-notice-scanner"] {
            assert_eq!(guarded.told(notice).await, Vec::<String>::new());
        }
    }
}

/// Administrators who could not be told that the scanner is silent are told the next time; a file that it was not sent is no answer
/// of its.
#[tokio::test]
async fn who_could_not_be_told_is_told_the_next_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let nobody = clamd(Place::Socket(folder.path().join("nobody.ctl")));
    let guarded = Guarded::new(On::Sqlite, Clamd { max_bytes: 100_000, ..nobody }).await;
    let rename = async |sql: &'static str| {
        let mut tx = guarded.world.base.db.begin().await.expect("begins");
        sqlx::query(sql).execute(tx.conn()).await.expect("renamed");
        tx.commit().await.expect("commits");
    };
    rename("alter table notifications_notice rename to elsewhere").await;
    let untold = guarded.add("a.docx", samples::docx("x")).await.expect_err("refused");
    assert!(!matches!(untold, Error::Away(_)), "{untold:?}");
    rename("alter table elsewhere rename to notifications_notice").await;
    let silent = ("documents-refusal-unscanned", 503);
    assert_eq!(guarded.refused("a.docx", samples::docx("x")).await, silent);
    assert_eq!(guarded.told("documents-notice-scanner").await.len(), 1);
    assert_eq!(guarded.refused("a.pdf", samples::pdf_of(300_000)).await, ("documents-refusal-unscannable", 413));
    assert_eq!(guarded.refused("a.docx", samples::docx("x")).await, silent);
    assert_eq!(guarded.told("documents-notice-scanner").await.len(), 1, "once until it answers");
}

/// Whoever copies blobs learns of one when it passed the scanner, and of none that was refused.
#[tokio::test]
async fn what_is_refused_is_not_given_to_be_copied() {
    let infected = on_port(Habit::Says(b"stream: Eicar-Test-Signature FOUND\0")).await;
    let clean = on_port(Habit::Says(b"stream: OK\0")).await;
    for (place, copied) in [(infected, 0), (clean, 1)] {
        let world = World::new(On::Sqlite).await;
        let blobs = LocalBlobs::open(world.base.folder.path().join("others")).expect("a folder");
        let documents = Documents::new(
            Arc::new(DocumentsSql::new(world.base.db.clone())),
            Arc::new(blobs.clone()),
            world.env.clone(),
            SecretKey::new([7; 32]),
            world.settings.clone(),
        );
        let documents = documents.with_scanner(Arc::new(clamd(place)), Arc::new(Staff::default()));
        assert!(blobs.stored().is_empty());
        let set = world.set().await;
        let added = documents.add_file(&world.drafter, set, "a.docx", pieces(samples::docx("x"))).await;
        assert_eq!((added.is_ok(), blobs.stored().len()), (copied == 1, copied));
    }
}

/// A real daemon with one signature of our own; ends with the test.
struct Daemon(std::process::Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Daemon {
    /// None, said loudly, where `ClamAV` is not installed.
    async fn start(folder: &Path) -> Option<(Self, Place)> {
        let program = ["/usr/sbin/clamd", "/usr/local/sbin/clamd"].into_iter().find(|path| Path::new(path).is_file());
        let Some(program) = program else {
            eprintln!("NOT TESTED with a real clamd: apt-get install clamav-daemon");
            return None;
        };
        let socket = folder.join("clamd.ctl");
        let signature = format!("Orda.Test.Eicar:0:*:{}\n", hex::encode(eicar()));
        std::fs::create_dir(folder.join("db")).expect("a folder");
        std::fs::write(folder.join("db/own.ndb"), signature).expect("written");
        let config = format!(
            "Foreground yes\nLocalSocket {}\nDatabaseDirectory {}\nTemporaryDirectory {}\nAlertExceedsMax yes\n",
            socket.display(),
            folder.join("db").display(),
            folder.display()
        );
        std::fs::write(folder.join("clamd.conf"), config).expect("written");
        let child = std::process::Command::new(program)
            .arg(format!("--config-file={}", folder.join("clamd.conf").display()))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("clamd starts");
        let daemon = Self(child);
        for _ in 0..600 {
            if tokio::net::UnixStream::connect(&socket).await.is_ok() {
                return Some((daemon, Place::Socket(socket)));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("clamd does not listen on {}", socket.display());
    }
}

/// A real daemon finds the test text alone, in an archive and in a document, and lets others through; once it is killed nothing
/// is taken any more.
#[tokio::test]
async fn a_real_daemon_finds_what_it_knows() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((daemon, place)) = Daemon::start(folder.path()).await else { return };
    let scanner = clamd(place);
    let alone = orda_documents::Scanner::scan(&scanner, 68, pieces(eicar())).await;
    let Ok(orda_documents::Finding::Infected(found)) = alone else { panic!("{alone:?}") };
    assert!(found.starts_with("Orda.Test.Eicar"), "{found}");
    let guarded = Guarded::new(On::Sqlite, scanner).await;
    let archive = samples::zip_of(&[("readme.txt", b"nothing"), ("eicar.com", &eicar())]);
    let text = String::from_utf8(eicar()).expect("text");
    for (name, bytes) in [("a.zip", archive), ("a.docx", samples::docx(&text))] {
        assert_eq!(guarded.refused(name, bytes).await, ("documents-refusal-infected", 409), "{name}");
    }
    let permitted = guarded.world.settings.formats.clone();
    for (name, _, bytes) in samples::genuine().into_iter().filter(|(_, format, _)| permitted.permits(*format)) {
        guarded.add(name, bytes).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let before = guarded.world.on_disk().len();
    drop(daemon);
    let error = guarded.add("b.docx", samples::docx("x")).await.expect_err("closed");
    assert_eq!((error.status(), guarded.world.on_disk().len()), (503, before));
}
