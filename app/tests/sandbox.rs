//! The real program shuts itself in before it serves, and tells the manager of services when it does and when it ends.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod command;

use command::orda;
use orda::compose::Portal;
use orda::config::Config;
use orda::sandbox::{Held, enter};
use orda_base::Env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// The longest that a step may take; none is near.
const LATEST: Duration = Duration::from_mins(2);

/// A collector of traces.
struct Collector {
    port: u16,
    posted: Arc<Mutex<Vec<u8>>>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let posted = Arc::<Mutex<Vec<u8>>>::default();
        let kept = Arc::clone(&posted);
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                take(&line, &kept).unwrap();
            }
        });
        Self { port, posted }
    }

    /// All that it was posted.
    fn told(&self) -> String {
        String::from_utf8_lossy(&self.posted.lock().unwrap()).into_owned()
    }
}

/// Takes one post.
fn take(line: &TcpStream, posted: &Mutex<Vec<u8>>) -> io::Result<()> {
    let (mut from, mut to, mut length) = (BufReader::new(line), line, 0);
    loop {
        let mut head = String::new();
        from.read_line(&mut head)?;
        if head.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = head.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    posted.lock().unwrap().extend_from_slice(&body);
    to.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
}

/// An installation with backups, a continuous copy and a collector of traces, where temporary files of others are not.
struct House {
    folder: TempDir,
    port: u16,
    collector: Collector,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        for name in ["etc", "tmp", "copy", "elsewhere"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder, port, collector: Collector::start() }
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Settings that name the folders of this house.
    fn set(&self, sandbox: &str) {
        let text = format!(
            "data = '{}'\nlisten = '127.0.0.1:{}'\nsandbox = '{sandbox}'\n\
             [backup]\nto = '{}'\nkeys_to = '{}'\ncontinuous_to = '{}'\n\
             [telemetry]\nendpoint = 'http://127.0.0.1:{}'\n",
            self.at("data"),
            self.port,
            self.at("backups"),
            self.at("keys"),
            self.at("copy"),
            self.collector.port
        );
        fs::write(self.at("etc/orda.toml"), text).unwrap();
    }

    fn serve(&self) -> Command {
        let mut orda = Command::new(env!("CARGO_BIN_EXE_orda"));
        orda.args(["serve", "--config", &self.at("etc/orda.toml")]).current_dir(self.at("etc"));
        orda.env_remove("ORDA_DATABASE").env_remove("NOTIFY_SOCKET").env("TMPDIR", self.at("tmp"));
        orda.env("ORDA_LOG", "info,sqlx=warn").stdout(Stdio::null());
        orda
    }

    /// Serves until the manager of services would know that it does.
    fn start(&self) -> Program {
        let socket = self.at("notify");
        // There is one from before when it is started again.
        let _ = fs::remove_file(&socket);
        let words = UnixDatagram::bind(&socket).unwrap();
        words.set_read_timeout(Some(LATEST)).unwrap();
        let log = File::create(self.at("log")).unwrap();
        let child = self.serve().env("NOTIFY_SOCKET", &socket).stderr(log).spawn().unwrap();
        let program = Program { child, words };
        assert_eq!(program.word(), "READY=1\n", "{}", self.log());
        program
    }

    fn log(&self) -> String {
        fs::read_to_string(self.at("log")).unwrap()
    }

    /// The status that a page answers with.
    fn status_of(&self, path: &str) -> String {
        let mut line = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(line, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        answer.split_whitespace().nth(1).unwrap_or_default().to_owned()
    }
}

/// The program, ended with the test.
struct Program {
    child: Child,
    words: UnixDatagram,
}

impl Program {
    /// What it tells next.
    fn word(&self) -> String {
        let mut buffer = [0; 256];
        let length = self.words.recv(&mut buffer).expect("it tells in time");
        String::from_utf8_lossy(&buffer[..length]).into_owned()
    }

    fn end(mut self) {
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().unwrap().success());
        assert_eq!(self.word(), "STOPPING=1\n");
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // An error means that it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does this kernel know how? Said loudly when it does not.
fn can_be_held() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().join("data"), ..Config::default() };
    let held = std::thread::spawn(move || enter(&config).unwrap()).join().unwrap();
    if held == Held::Not {
        eprintln!("NOT TRIED: this kernel has no Landlock, and the program is not shut in");
    }
    held != Held::Not
}

/// May the threads of a process gain rights by starting programs? Those that are shut in may not, and those that they make.
fn may_gain_rights(process: u32) -> Vec<bool> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap().flatten();
    // A thread may have ended meanwhile.
    let of = threads.filter_map(|thread| fs::read_to_string(thread.path().join("status")).ok());
    of.map(|status| status.lines().any(|line| line == "NoNewPrivs:\t0")).collect()
}

/// Shut in, it serves, makes backups, carries on the copy and sends traces, the last of them at its end; all its threads are held.
#[test]
fn what_is_shut_in_serves_and_is_backed_up() {
    let house = House::new();
    house.set("on");
    let program = house.start();
    assert_eq!(house.status_of("/readyz"), "200");
    assert_eq!(house.status_of("/login?next=%2Fdrafts%2Fwhat-nobody-reads"), "200");
    if can_be_held() {
        assert!(house.log().contains("shut in"), "{}", house.log());
        let threads = may_gain_rights(program.child.id());
        assert!(threads.len() > 1 && !threads.contains(&true), "{threads:?}");
    }
    // The copy comes seconds after the start, and so does the first backup: there was none.
    let whole = |of: &str| {
        let args = ["restore", "--check", "--from", &house.at(of), "--keys", &house.at("keys")];
        orda(&args, Path::new(&house.at("tmp"))).0 == 0
    };
    let begun = std::time::Instant::now();
    while !(whole("copy") && whole("backups")) {
        assert!(begun.elapsed() < LATEST, "{}", house.log());
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(house.status_of("/healthz"), "200");
    program.end();
    let (log, told) = (house.log(), house.collector.told());
    assert!(!log.contains("ermission denied") && !log.contains("were lost"), "{log}");
    assert!(
        told.contains("GET /login") && told.contains("GET /healthz") && !told.contains("what-nobody-reads"),
        "{told}"
    );
}

/// What the settings do not name is out of reach, though the account could read it: the program cannot be led there by a link.
#[tokio::test]
async fn what_the_settings_do_not_name_is_out_of_reach() {
    let house = House::new();
    house.set("on");
    let config = Config::load(Some(Path::new(&house.at("etc/orda.toml")))).unwrap();
    Portal::open(config, Env::system()).await.unwrap().close().await;
    let (key, elsewhere) = (house.at("data/keys/master.key"), house.at("elsewhere/master.key"));
    fs::rename(&key, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &key).unwrap();
    if can_be_held() {
        let refused = house.serve().stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains("master.key: Permission denied"), "{said}");
    }
    house.set("off");
    let program = house.start();
    assert_eq!(house.status_of("/readyz"), "200");
    assert!(house.log().contains("sandbox = \"off\""), "{}", house.log());
    program.end();
}
