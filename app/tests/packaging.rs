//! What the package installs is taken by the program.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use orda::config::Config;
use orda::sandbox::Sandbox;
use std::path::{Path, PathBuf};

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging")
}

/// As they are installed the settings serve on this machine alone, shut in, with everything in the folder of the service; the
/// settings that stand there as comments are settings too.
#[test]
fn the_settings_of_the_package_are_taken() {
    let file = packaging().join("debian/orda.toml");
    let config = Config::load(Some(&file)).unwrap();
    assert!(config.listen.ip().is_loopback() && config.sandbox == Sandbox::On);
    assert_eq!(config.data, Path::new("/var/lib/orda"));
    assert!(config.database.is_none() && config.backup.to.is_none());

    let text = std::fs::read_to_string(&file).unwrap();
    // Words begin with a space after the sign, settings do not.
    let set: Vec<&str> =
        text.lines().map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line)).collect();
    let whole: Config = toml::from_str(&set.join("\n")).unwrap();
    assert!(whole.tls.is_some() && whole.internal.is_some() && whole.smtp.is_some() && whole.antivirus.is_some());
    assert_eq!(whole.backup.every_minutes, 60);
}

/// Longer than the settings that come along may take to end: nothing is killed that ends by itself.
#[test]
fn the_service_waits_for_the_end() {
    let text = std::fs::read_to_string(packaging().join("systemd/orda.service")).unwrap();
    let seconds = text.lines().find_map(|line| line.strip_prefix("TimeoutStopSec=")).unwrap();
    let config = Config::default();
    assert!(seconds.parse::<u16>().unwrap() > config.drain_seconds + config.end_seconds + 20);
    assert!(text.contains("Type=notify\n"), "the program tells when it serves");
}
