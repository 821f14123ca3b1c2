//! Connections that are not encrypted: on this machine they may be; to others only when the settings say that the network
//! between is protected by other means (OWASP ASVS 12.3).

use crate::config::Config;
use anyhow::{Result, bail};
use orda_base::host::{is_plain, is_this_machine};
use serde::Deserialize;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// `[network]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// May what crosses the network go without TLS, or over TLS with a certificate that nobody verifies?
    pub plain_inside: bool,
}

/// Refuses settings by which something would cross a network in the clear.
///
/// # Errors
/// Names each of them, and what is to be done.
pub fn check(config: &Config) -> Result<()> {
    let found = plain(config);
    if found.is_empty() || config.network.plain_inside {
        return Ok(());
    }
    bail!("{}; or say by network.plain_inside = true that other means protect the network", found.join("; "))
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
            found.push(format!("{name} is reached without verified TLS: add sslmode=verify-full to its address"));
        }
    }
    if let Some(smtp) = config.smtp.as_ref().filter(|smtp| smtp.tls != "required" && !is_this_machine(&smtp.host)) {
        found.push(format!("smtp.tls of {} is {}: set it to required", smtp.host, smtp.tls));
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

/// Is this a server of a database on another machine whose certificate is not verified with its name? An address that cannot be read
/// is told when it is opened.
fn is_unverified(url: &str) -> bool {
    if !url.starts_with("postgres") {
        return false;
    }
    let Ok(options) = url.parse::<PgConnectOptions>() else { return false };
    let is_here = options.get_socket().is_some() || is_this_machine(options.get_host());
    !is_here && !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
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
        ] {
            assert_eq!(found(text), "", "{text}");
        }
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
