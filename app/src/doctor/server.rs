//! The settings of a database server without which something acknowledged may be lost, or nothing of it can be copied.

use super::Finding;
use orda_base::Result;
use orda_store::{Database, fault};

/// What is asked for.
const ASKED: [&str; 7] =
    ["fsync", "synchronous_commit", "full_page_writes", "wal_level", "archive_mode", "TimeZone", "max_connections"];
/// Connections that a server needs for one node and whoever looks after it.
const CONNECTIONS: i64 = 30;

/// The settings as the server has them.
pub(super) async fn look(db: &Database, found: &mut Vec<Finding>) -> Result<()> {
    let mut answers = Vec::new();
    for name in ASKED {
        let value: String =
            sqlx::query_scalar("select current_setting($1)").bind(name).fetch_one(db.reader()).await.map_err(fault)?;
        answers.push((name, value));
    }
    found.extend(judged(&answers));
    Ok(())
}

/// What is to be said of the answers: a setting with its value each.
fn judged(answers: &[(&str, String)]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, value) in answers {
        let subject = format!("{name} = {value}");
        match (*name, value.as_str()) {
            ("fsync" | "synchronous_commit" | "full_page_writes", "off") => {
                found.push(Finding::error("doctor-server-unsafe", subject));
            }
            ("wal_level", "minimal") | ("archive_mode", "off") => {
                found.push(Finding::warning("doctor-server-no-archive", subject));
            }
            ("TimeZone", zone) if !["UTC", "Etc/UTC", "GMT"].contains(&zone) => {
                found.push(Finding::warning("doctor-server-zone", subject));
            }
            ("max_connections", most) if most.parse::<i64>().unwrap_or(0) < CONNECTIONS => {
                found.push(Finding::warning("doctor-server-connections", subject));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        found.push(Finding::ok("doctor-server", ""));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Level;

    /// A server as it should be, with these settings otherwise.
    fn server(otherwise: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let good = ["on", "on", "on", "replica", "on", "UTC", "100"];
        let value = |(name, good): (&'static str, &str)| {
            let value = otherwise.iter().find(|(other, _)| *other == name).map_or(good, |(_, value)| *value);
            (name, value.to_owned())
        };
        ASKED.into_iter().zip(good).map(value).collect()
    }

    /// How bad it is, what was found, of which setting.
    fn said(otherwise: &[(&'static str, &str)]) -> Vec<(Level, &'static str, String)> {
        judged(&server(otherwise)).into_iter().map(|found| (found.level, found.key, found.subject)).collect()
    }

    /// A server that keeps what it acknowledged, archives its log, keeps UTC and takes enough connections is sound, however each of
    /// that is said.
    #[test]
    fn a_sound_server() {
        let sound = vec![(Level::Ok, "doctor-server", String::new())];
        for otherwise in [
            &[][..],
            &[("synchronous_commit", "remote_apply"), ("wal_level", "logical"), ("archive_mode", "always")],
            &[("synchronous_commit", "local"), ("TimeZone", "Etc/UTC"), ("max_connections", "30")],
            &[("TimeZone", "GMT")],
        ] {
            assert_eq!(said(otherwise), sound, "{otherwise:?}");
        }
    }

    /// Each setting that is not as it should be is told with its value: what may lose something acknowledged as an error, the rest as
    /// advice.
    #[test]
    fn each_bad_setting_is_told() {
        for (name, value, level, key) in [
            ("fsync", "off", Level::Error, "doctor-server-unsafe"),
            ("synchronous_commit", "off", Level::Error, "doctor-server-unsafe"),
            ("full_page_writes", "off", Level::Error, "doctor-server-unsafe"),
            ("wal_level", "minimal", Level::Warning, "doctor-server-no-archive"),
            ("archive_mode", "off", Level::Warning, "doctor-server-no-archive"),
            ("TimeZone", "Asia/Almaty", Level::Warning, "doctor-server-zone"),
            ("max_connections", "29", Level::Warning, "doctor-server-connections"),
            ("max_connections", "many", Level::Warning, "doctor-server-connections"),
        ] {
            assert_eq!(said(&[(name, value)]), [(level, key, format!("{name} = {value}"))]);
        }
        let all =
            said(&[("fsync", "off"), ("archive_mode", "off"), ("wal_level", "minimal"), ("TimeZone", "Asia/Oral")]);
        let keys: Vec<&str> = all.iter().map(|(_, key, _)| *key).collect();
        let both = "doctor-server-no-archive";
        assert_eq!(keys, ["doctor-server-unsafe", both, both, "doctor-server-zone"], "and none is called sound");
    }
}
