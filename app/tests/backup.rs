//! `orda backup`, `orda restore` and `orda verify` as an administrator types them: what they answer, and their exit codes.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod command;

use command::orda;
use orda::compose::Portal;
use orda::config::Config;
use orda_base::Env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn first_piece(folder: &Path) -> PathBuf {
    let mut waiting = vec![folder.join("pieces")];
    loop {
        let next = waiting.pop().unwrap();
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                return path;
            }
            waiting.push(path);
        }
    }
}

/// 0 when all is well, 3 when something is damaged and named, 1 when nothing came of it; a restored folder serves.
#[tokio::test]
async fn exit_codes_tell_how_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let text = "data = \"data\"\n";
    fs::write(at.join("orda.toml"), text).unwrap();
    assert_eq!(orda(&["backup", "--to", "backup"], at).0, 2, "the keys are not forgotten");
    let (code, said) = orda(&["backup", "--to", "backup", "--keys-to", "keys"], at);
    assert!(code == 1 && said.contains("no installation"), "{said}");

    let config = Config { data: at.join("data"), ..Config::default() };
    Portal::open(config, Env::system()).await.unwrap().close().await;
    assert_eq!(orda(&["verify"], at).0, 0);
    let (code, said) = orda(&["backup", "--to", "backup", "--keys-to", "backup/keys"], at);
    assert!(code == 1 && said.contains("keys do not lie beside the backup"), "{said}");
    let (code, said) = orda(&["backup", "--to", "backup", "--keys-to", "keys", "--keep", "2"], at);
    assert_eq!(code, 0, "{said}");
    let (code, said) = orda(&["restore", "--list", "--from", "backup", "--keys", "keys"], at);
    assert!(code == 0 && said.contains("posted files"), "{said}");
    let (code, said) = orda(&["restore", "--check", "--from", "backup", "--keys", "keys"], at);
    assert!(code == 0 && said.contains("intact"), "{said}");
    assert_eq!(orda(&["restore", "--from", "backup", "--keys", "keys"], at).0, 2, "where to is not said");
    let (code, said) = orda(&["restore", "--from", "backup", "--keys", "keys", "--data", "new"], at);
    assert_eq!(code, 0, "{said}");
    assert_eq!(fs::read_to_string(at.join("new/orda.toml.restored")).unwrap(), text);
    assert_eq!(orda(&["restore", "--from", "backup", "--keys", "keys", "--data", "new"], at).0, 1, "not empty");
    fs::write(at.join("new.toml"), "data = \"new\"\n").unwrap();
    let (code, said) = orda(&["verify", "--config", "new.toml", "--json"], at);
    assert!(code == 0 && said.contains("\"intact\": true"), "{said}");

    let piece = first_piece(&at.join("backup"));
    fs::write(&piece, b"spoiled").unwrap();
    let (code, said) = orda(&["restore", "--check", "--from", "backup", "--keys", "keys"], at);
    let name = piece.file_name().unwrap().to_string_lossy().into_owned();
    assert!(code == 3 && said.contains(&name) && said.contains("DAMAGED"), "{said}");
    // The next backup mends what it needs.
    assert_eq!(orda(&["backup", "--to", "backup", "--keys-to", "keys", "--quiet"], at).0, 0);
    assert_eq!(orda(&["restore", "--check", "--from", "backup", "--keys", "keys"], at).0, 0);

    // What cannot be removed of older ones is said; the backup counts.
    fs::create_dir_all(at.join("backup/pieces/zz/folder")).unwrap();
    let (code, said) = orda(&["backup", "--to", "backup", "--keys-to", "keys", "--keep", "1"], at);
    assert!(code == 0 && said.contains("older backups were not removed: removing"), "{said}");
    fs::remove_dir_all(at.join("backup/pieces/zz")).unwrap();
    // While another is under way there is none, and nothing is entered.
    let lock = fs::File::options().write(true).open(at.join("backup/lock")).unwrap();
    lock.lock().unwrap();
    let (code, said) = orda(&["backup", "--to", "backup", "--keys-to", "keys"], at);
    assert!(code == 1 && said.contains("is under way"), "{said}");
    drop(lock);
}

/// Whoever reads what a command says may have seen enough: the command ends as it would have, and quietly.
#[test]
fn nobody_has_to_read_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["openapi"][..], &["eds", "--help"], &["restore", "--list", "--from", ".", "--keys", "."]] {
        for (is_out, is_read) in [(true, true), (true, false), (false, false)] {
            let mut run = Command::new(env!("CARGO_BIN_EXE_orda"));
            run.args(args).current_dir(folder.path()).env_remove("ORDA_DATABASE").env("ORDA_LOG", "off");
            run.stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut running = run.spawn().unwrap();
            if !is_read && is_out {
                drop(running.stdout.take());
            } else if !is_read {
                drop(running.stderr.take());
            }
            let done = running.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            let code = i32::from(args[0] == "restore");
            assert!(done.status.code() == Some(code) && !said.contains("panicked"), "{args:?}: {said}");
            assert!(!is_read || done.stdout.len() + done.stderr.len() > 10, "it says something: {args:?}");
        }
    }
}

/// Files of the program that were changed since it was installed are named: the program itself, its settings. What was meant is
/// accepted; before anything was kept, and when the list itself was changed, that is said.
///
/// Covers: 217-a41.2.2
#[tokio::test]
async fn changed_files_of_the_program_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("orda.toml"), "data = \"data\"\n").unwrap();
    fs::copy(env!("CARGO_BIN_EXE_orda"), at.join("orda")).unwrap();
    let orda = |args: &[&str]| {
        let mut run = Command::new(at.join("orda"));
        let done =
            run.args(args).current_dir(at).env_remove("ORDA_DATABASE").env("ORDA_LOG", "error").output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
    };
    let (code, said) = orda(&["verify", "program"]);
    assert!(code == 1 && said.contains("accept-program"), "{said}");
    assert_eq!(orda(&["verify"]).0, 0, "nothing was kept yet");
    let (code, said) = orda(&["admin", "accept-program"]);
    assert!(code == 0 && said.contains("2 files"), "{said}");
    for what in [&["verify", "program"][..], &["verify"]] {
        let (code, said) = orda(what);
        assert!(code == 0 && said.contains("intact"), "{said}");
    }

    let program = at.join("orda").canonicalize().unwrap().display().to_string();
    let settings = at.join("orda.toml").canonicalize().unwrap().display().to_string();
    let mut bytes = fs::read(&program).unwrap();
    bytes.push(0);
    fs::write(&program, bytes).unwrap();
    let (code, said) = orda(&["verify", "program"]);
    assert!(code == 3 && said.contains(&format!("program: {program} was changed")), "{said}");
    assert!(!said.contains(&settings), "only what was changed");
    fs::write(&settings, "data = \"data\"\n# changed\n").unwrap();
    for what in [&["verify", "program"][..], &["verify"]] {
        let (code, said) = orda(what);
        assert!(code == 3 && said.contains(&program) && said.contains(&settings), "{said}");
    }
    assert_eq!(orda(&["admin", "accept-program"]).0, 0);
    assert_eq!(orda(&["verify", "program"]).0, 0);

    let list = at.join("data/installed/127.0.0.1_8080.json");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replace("version", "versiom")).unwrap();
    let (code, said) = orda(&["verify", "program"]);
    assert!(code == 3 && said.contains("127.0.0.1_8080.json is not as it was written"), "{said}");
    fs::write(&list, text).unwrap();
    fs::remove_file(at.join("orda.toml")).unwrap();
    fs::write(at.join("other.toml"), "data = \"data\"\n").unwrap();
    let (code, said) = orda(&["verify", "program", "--config", "other.toml"]);
    assert!(code == 3 && said.contains("orda.toml is not there") && said.contains("other.toml is new"), "{said}");
}
