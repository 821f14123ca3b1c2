//! The real program as the installation guide sets it up: which ports it opens.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn start(folder: &Path, settings: &str, ports: &[u16]) -> Program {
    fs::write(folder.join("orda.toml"), settings).unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_orda"));
    run.args(["serve"]).current_dir(folder).env_remove("ORDA_DATABASE").stdout(Stdio::null()).stderr(Stdio::null());
    let mut program = Program(run.spawn().unwrap());
    let begun = Instant::now();
    while !ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
        assert!(program.0.try_wait().unwrap().is_none(), "it ended");
        assert!(begun.elapsed() < Duration::from_mins(3), "it does not listen");
        std::thread::sleep(Duration::from_millis(100));
    }
    program
}

/// Ports on which a process takes connections or datagrams: its sockets as the kernel lists them.
fn listening(program: &Program) -> BTreeSet<u16> {
    let own = format!("/proc/{}", program.0.id());
    let links = fs::read_dir(format!("{own}/fd")).unwrap().flatten().filter_map(|fd| fs::read_link(fd.path()).ok());
    let sockets: BTreeSet<String> = links
        .filter_map(|link| link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']').map(str::to_owned))
        .collect();
    let mut ports = BTreeSet::new();
    for (table, state) in [("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")] {
        let Ok(lines) = fs::read_to_string(format!("{own}/net/{table}")) else { continue };
        for line in lines.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if words[3] == state && sockets.contains(words[9]) {
                let port = words[1].rsplit(':').next().unwrap();
                ports.insert(u16::from_str_radix(port, 16).unwrap());
            }
        }
    }
    ports
}

/// As the guide sets it up the program opens the port for people, and the one for what watches over it when that is set; no other.
///
/// Covers: 217-a42.2.4
#[test]
fn only_needed_ports_are_open() {
    let folder = tempfile::tempdir().unwrap();
    let (people, watchers) = (free_port(), free_port());
    let plain =
        format!("data = \"data\"\nlisten = \"127.0.0.1:{people}\"\npublic_url = \"http://127.0.0.1:{people}\"\n");
    let program = start(folder.path(), &plain, &[people]);
    assert_eq!(listening(&program), [people].into());
    drop(program);
    let both = format!("{plain}\n[internal]\nlisten = \"127.0.0.1:{watchers}\"\n");
    let program = start(folder.path(), &both, &[people, watchers]);
    assert_eq!(listening(&program), [people, watchers].into());
}
