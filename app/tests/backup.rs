//! `orda backup`, `orda restore` and `orda verify` as an administrator types them: what they answer, and their exit codes.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use orda::compose::Portal;
use orda::config::Config;
use orda_base::Env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the program; its exit code and what it said.
fn orda(args: &[&str], folder: &Path) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_orda"))
        .args(args)
        .current_dir(folder)
        .env_remove("ORDA_DATABASE")
        .env("ORDA_LOG", "error")
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
}

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
