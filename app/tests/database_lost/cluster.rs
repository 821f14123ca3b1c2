//! A server of `PostgreSQL` of the test's own: the system's binaries, a temporary folder, a free port, gone afterwards.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A server; every process of it is killed when it is dropped.
pub struct Cluster {
    bin: PathBuf,
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// Makes and starts a server.
    pub fn start() -> Self {
        let made = Self::prepare();
        let args = ["--username=orda", "--auth=trust", "--encoding=UTF8", "--no-locale", "--pgdata"];
        run(made.command("initdb").args(args).arg(made.data()).stdout(Stdio::null()));
        made.again();
        made
    }

    /// Makes and starts a standby of a server, by this name: docs/operations.md, "A standby".
    pub fn following(primary: &Self, name: &str) -> Self {
        let made = Self::prepare();
        let from = primary.port.to_string();
        let args = ["--host=127.0.0.1", "--username=orda", "--checkpoint=fast", "--no-sync", "--port", &from];
        run(made.command("pg_basebackup").args(args).arg("--pgdata").arg(made.data()));
        made.add(&format!(
            "primary_conninfo = 'host=127.0.0.1 port={from} user=orda application_name={name}'\n\
             synchronous_standby_names = ''\n"
        ));
        fs::write(made.data().join("standby.signal"), "").unwrap();
        made.again();
        made
    }

    fn prepare() -> Self {
        let all = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed: apt-get install postgresql");
        let all = all.flatten().map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").is_file());
        let bin = all.max().expect("PostgreSQL is installed: apt-get install postgresql");
        let folder = tempfile::Builder::new().prefix("orda-lost-").tempdir().unwrap();
        if is_root() {
            // The server refuses to run as root.
            run(Command::new("chown").arg("postgres").arg(folder.path()));
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { bin, folder, port }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        } else {
            Command::new(program)
        };
        command.current_dir(self.folder.path());
        command
    }

    /// Its `host:port`.
    pub fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Adds lines to its settings.
    fn add(&self, lines: &str) {
        let file = OpenOptions::new().append(true).open(self.data().join("postgresql.conf"));
        file.unwrap().write_all(lines.as_bytes()).unwrap();
    }

    /// Adds lines to its settings, which count at once.
    pub fn set(&self, lines: &str) {
        self.add(lines);
        run(self.command("pg_ctl").args(["reload", "--silent", "--pgdata"]).arg(self.data()));
    }

    /// Starts it, and waits until it serves.
    pub fn again(&self) {
        // Of a server that was killed, whose number another process may have by now, or nobody has asked how it ended.
        let _ = fs::remove_file(self.data().join("postmaster.pid"));
        let _ = fs::remove_file(self.folder.path().join(format!(".s.PGSQL.{}.lock", self.port)));
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={} -c max_connections=60 \
             -c shared_buffers=32MB",
            self.port,
            self.folder.path().display()
        );
        let mut start = self.command("pg_ctl");
        start.args(["start", "--wait", "--silent", "--log"]).arg(self.folder.path().join("log"));
        let started = start.arg("--pgdata").arg(self.data()).arg("--options").arg(options).status().unwrap();
        let said = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        assert!(started.success(), "the server does not start: {}", said());
    }

    /// Ends it at once, as its own tools do.
    pub fn stop(&self) {
        run(self.command("pg_ctl").args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(self.data()));
    }

    /// From a standby it becomes a server.
    pub fn promote(&self) {
        run(self.command("pg_ctl").args(["promote", "--wait", "--silent", "--pgdata"]).arg(self.data()));
    }

    /// Every process of it stands still: connections are there, and nobody answers.
    pub fn freeze(&self) {
        // Once the first of them stands still, none begins another one.
        signal("-STOP", self.first());
        signal("-STOP", self.all());
    }

    /// They go on.
    pub fn thaw(&self) {
        signal("-CONT", self.all());
    }

    /// Every process of it is killed.
    pub fn kill(&self) {
        self.freeze();
        let all = self.all();
        signal("-KILL", all.iter().cloned());
        // As long as one of them is there its memory is in use.
        while all.iter().any(|process| is_alive(process)) {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn all(&self) -> Vec<String> {
        self.first().into_iter().flat_map(|first| [children(&first), vec![first]].concat()).collect()
    }

    fn first(&self) -> Option<String> {
        let pid = fs::read_to_string(self.data().join("postmaster.pid")).ok()?.lines().next()?.trim().to_owned();
        Path::new(&format!("/proc/{pid}")).exists().then_some(pid)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

fn signal(signal: &str, processes: impl IntoIterator<Item = String>) {
    for process in processes {
        // An error means that it has ended by itself.
        let _ = Command::new("kill").args([signal, &process]).stderr(Stdio::null()).status();
    }
}

fn is_alive(process: &str) -> bool {
    let seen = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // After the name, which ends with the last bracket, stands the state.
    seen.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

fn children(pid: &str) -> Vec<String> {
    let all = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    all.split_whitespace().map(str::to_owned).collect()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

fn run(command: &mut Command) {
    let done = command.status().unwrap();
    assert!(done.success(), "{command:?} ended with {done}");
}
