//! Connections that are not encrypted: on this machine they may be; to others only when the settings say that the network
//! between is protected by other means (OWASP ASVS 12.3).

use crate::config::Config;
use anyhow::{Result, bail};
use orda_base::host::{is_plain, is_this_machine};
use serde::Deserialize;
use sqlx::any::AnyConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// `[network]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// May what crosses the network go without TLS, or over TLS with a certificate that nobody verifies?
    pub plain_inside: bool,
}

/// What the library of the database would take from the environment beside an address: a password that nobody turns over, and
/// how far the server is believed.
const LOOSENED_BY: [&str; 3] = ["PGPASSWORD", "PGSSLMODE", "PGSSLROOTCERT"];

/// Refuses settings by which something would cross a network in the clear.
///
/// # Errors
/// Names each of them, and what is to be done.
pub fn check(config: &Config) -> Result<()> {
    check_with(config, |name| std::env::var_os(name).is_some())
}

/// The same, with what is set in the environment.
fn check_with(config: &Config, is_set: impl Fn(&str) -> bool) -> Result<()> {
    refuse_loosened("database", &config.database_url(), &is_set)?;
    refuse_loosened("vault", &config.vault_url(), &is_set)?;
    refuse_plain(&plain(config), config.network)
}

/// Refuses an address of a database, not of the settings yet, over which something would cross a network in the clear.
///
/// # Errors
/// Says what is to be done.
pub fn check_address(name: &str, url: &str, network: Settings) -> Result<()> {
    refuse_loosened(name, url, |name| std::env::var_os(name).is_some())?;
    refuse_plain(&is_unverified(url).then(|| unverified(name)).into_iter().collect::<Vec<_>>(), network)
}

fn refuse_loosened(name: &str, url: &str, is_set: impl Fn(&str) -> bool) -> Result<()> {
    if let Some(set) = LOOSENED_BY.into_iter().find(|name| is_elsewhere(url) && is_set(name)) {
        bail!(
            "{set} is set in the environment: say in the address of the database how its server is reached, and unset it"
        );
    }
    if is_fixed(url) {
        bail!(
            "{name} is reached with a password in its address, which cannot be turned over: name a certificate (sslcert, sslkey) or a \
             file of passwords ($PGPASSFILE)"
        );
    }
    Ok(())
}

fn refuse_plain(found: &[String], network: Settings) -> Result<()> {
    if found.is_empty() || network.plain_inside {
        return Ok(());
    }
    bail!("{}; or say by network.plain_inside = true that other means protect the network", found.join("; "))
}

fn unverified(name: &str) -> String {
    format!("{name} is reached without verified TLS: add sslmode=verify-full to its address")
}

/// The settings by which something crosses a network in the clear, each with what is to be done.
pub fn plain(config: &Config) -> Vec<String> {
    let mut found = Vec::new();
    if config.tls.is_none() && !config.listen.ip().is_loopback() {
        found.push(format!("listen {} is plain: set [tls], or listen on 127.0.0.1 behind a proxy", config.listen));
    }
    let internal = config.internal.as_ref().filter(|internal| internal.tls.is_none());
    if let Some(internal) = internal.filter(|internal| !internal.listen.ip().is_loopback()) {
        found.push(format!("internal.listen {} is plain: set [internal.tls]", internal.listen));
    }
    for (name, url) in [("database", config.database_url()), ("vault", config.vault_url())] {
        if is_unverified(&url) {
            found.push(unverified(name));
        }
    }
    if let Some(smtp) = config.smtp.as_ref().filter(|smtp| smtp.tls != "required" && !is_this_machine(&smtp.host)) {
        found.push(format!("smtp.tls of {} is {}: set it to required", smtp.host, smtp.tls));
    }
    if let Some(syslog) = config.accounting.syslog.as_ref().filter(|s| !s.tls && !is_this_machine(host_of(&s.address)))
    {
        found.push(format!("accounting.syslog {} is plain: set tls = true", syslog.address));
    }
    let scanner = config.antivirus.as_ref().and_then(|scanner| scanner.address.as_deref());
    if let Some(address) = scanner.filter(|address| !is_this_machine(host_of(address))) {
        found.push(format!("antivirus.address {address} is plain: let the scanner run on this machine"));
    }
    for (group, s3) in [("s3", &config.s3), ("backup.s3", &config.backup.s3)] {
        if let Some(s3) = s3.as_ref().filter(|s3| is_plain(&s3.endpoint)) {
            found.push(format!("{group}.endpoint {} is http on another machine: use https", s3.endpoint));
        }
    }
    if config.telemetry.endpoint.as_deref().is_some_and(is_plain) {
        found.push("telemetry.endpoint is http on another machine: use https".to_owned());
    }
    let sources = [
        ("reminders.chancellery", &config.reminders.chancellery),
        ("reminders.presidential_administration", &config.reminders.presidential_administration),
    ];
    for (name, source) in sources {
        if source.url.as_deref().is_some_and(is_plain) {
            found.push(format!("{name}.url is http on another machine: use https"));
        }
    }
    found
}

/// Is this a server of a database on another machine with a password in its address (OWASP ASVS 13.2.1)?
fn is_fixed(url: &str) -> bool {
    if !url.starts_with("postgres") {
        return false;
    }
    let (Ok(options), Ok(read)) = (url.parse::<PgConnectOptions>(), url.parse::<AnyConnectOptions>()) else {
        return false;
    };
    let address = &read.database_url;
    !is_here(&options) && (address.password().is_some() || address.query_pairs().any(|(name, _)| name == "password"))
}

fn is_here(options: &PgConnectOptions) -> bool {
    options.get_socket().is_some() || is_this_machine(options.get_host())
}

/// Is this a server of a database on another machine?
fn is_elsewhere(url: &str) -> bool {
    url.starts_with("postgres") && url.parse::<PgConnectOptions>().is_ok_and(|options| !is_here(&options))
}

/// The host of `host:port`.
fn host_of(address: &str) -> &str {
    address.rsplit_once(':').map_or(address, |(host, _)| host.trim_start_matches('[').trim_end_matches(']'))
}

/// Is this a server of a database on another machine whose certificate is not verified with its name? An address that cannot be read
/// is told when it is opened.
fn is_unverified(url: &str) -> bool {
    if !url.starts_with("postgres") {
        return false;
    }
    let Ok(options) = url.parse::<PgConnectOptions>() else { return false };
    !is_here(&options) && !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        plain(&toml::from_str(text).expect("settings")).join("; ")
    }

    /// Nothing that comes along is in the clear, nor anything on this machine or over verified TLS.
    #[test]
    fn what_is_safe_is_not_told() {
        for text in [
            "",
            "listen = '[::1]:8080'",
            "listen = '0.0.0.0:443'\n[tls]\ncertificate = 'c'\nkey = 'k'",
            "database = 'postgres://orda@127.0.0.1/orda'\nvault = 'postgres://orda@%2Frun%2Fpostgresql/vault'",
            "database = 'postgres://orda@db.example.kz/orda?sslmode=verify-full'",
            "[smtp]\nhost = 'localhost'\ntls = 'none'\nfrom = 'a@b.kz'",
            "[smtp]\nhost = 'mail.example.kz'\nfrom = 'a@b.kz'",
            "[reminders.chancellery]\nurl = 'http://127.0.0.1:1/list'",
            "[s3]\nendpoint = 'http://127.0.0.1:9000'\nkey_id = 'orda'\nsecret_file = 's'",
            "[s3]\nendpoint = 'https://s3.example.kz'\nkey_id = 'orda'\nsecret_file = 's'",
            "[telemetry]\nendpoint = 'http://127.0.0.1:4318'",
            "[telemetry]\nendpoint = 'https://traces.example.kz'",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    /// A password in the address of a server elsewhere is refused, even in a protected network; on this machine it may stand
    /// there.
    #[test]
    fn passwords_in_addresses_are_refused() {
        let checked =
            |url: &str| check(&toml::from_str(&format!("{url}\n[network]\nplain_inside = true")).expect("settings"));
        for url in [
            "database = 'postgres://orda:secret@db.example.kz/orda?sslmode=verify-full'",
            "database = 'postgres://orda@db.example.kz/orda?password=secret'",
            "vault = 'postgres://orda:secret@10.0.0.6/vault'",
        ] {
            let refused = checked(url).expect_err(url).to_string();
            assert!(refused.contains("PGPASSFILE") && !refused.contains("secret"), "{refused}");
        }
        for url in [
            "database = 'postgres://orda@db.example.kz/orda?sslmode=verify-full'",
            "database = 'postgres://orda:secret@127.0.0.1/orda'",
        ] {
            assert!(checked(url).is_ok(), "{url}");
        }
    }

    /// What the environment would loosen is refused with a server elsewhere, and may be there with one on this machine.
    #[test]
    fn the_environment_loosens_nothing() {
        let checked = |url: &str, set: &str| {
            let config = toml::from_str(&format!("database = 'postgres://orda@{url}/orda?sslmode=verify-full'"));
            check_with(&config.expect("settings"), |name| name == set)
        };
        for name in LOOSENED_BY {
            let refused = checked("db.example.kz", name).expect_err(name).to_string();
            assert!(refused.contains(name), "{refused}");
            assert!(checked("127.0.0.1", name).is_ok(), "{name}");
        }
        assert!(checked("db.example.kz", "PGPASSFILE").is_ok());
    }

    /// Each setting by which something would cross a network in the clear is named, and refused unless the network is said
    /// to be protected.
    #[test]
    fn what_crosses_a_network_in_the_clear_is_refused() {
        for (text, said) in [
            ("listen = '0.0.0.0:8080'", "listen 0.0.0.0:8080"),
            ("[internal]\nlisten = '10.0.0.5:9000'", "internal.listen 10.0.0.5:9000"),
            ("database = 'postgres://orda@db.example.kz/orda'", "database is reached without"),
            ("database = 'postgresql://orda@10.0.0.6/orda?sslmode=verify-ca'", "database is reached without"),
            ("vault = 'postgres://orda@db.example.kz/vault?sslmode=require'", "vault is reached without"),
            ("[smtp]\nhost = 'mail.example.kz'\ntls = 'opportunistic'\nfrom = 'a@b.kz'", "smtp.tls of mail.example.kz"),
            ("[reminders.chancellery]\nurl = 'http://edms.example.kz/list'", "reminders.chancellery.url"),
            ("[s3]\nendpoint = 'http://s3.example.kz'\nkey_id = 'orda'\nsecret_file = 's'", "s3.endpoint"),
            ("[telemetry]\nendpoint = 'http://traces.example.kz:4318'", "telemetry.endpoint is http"),
            (
                "[backup.s3]\nendpoint = 'http://s3.example.kz'\nkey_id = 'orda'\nsecret_file = 's'",
                "backup.s3.endpoint",
            ),
        ] {
            assert!(found(text).starts_with(said), "{text}");
            let refused = check(&toml::from_str(text).expect("settings")).expect_err(text).to_string();
            assert!(refused.contains("network.plain_inside"), "{refused}");
            let protected = text.split_once("\n[").map_or_else(
                || format!("{text}\n[network]\nplain_inside = true"),
                |(before, after)| format!("{before}\n[network]\nplain_inside = true\n[{after}"),
            );
            let protected =
                if text.starts_with('[') { format!("network.plain_inside = true\n{text}") } else { protected };
            assert!(check(&toml::from_str(&protected).expect("settings")).is_ok(), "{protected}");
        }
    }
}
