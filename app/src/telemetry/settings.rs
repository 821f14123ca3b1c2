//! `[telemetry]`.

use anyhow::{Context, Result, bail};
use axum::http::Uri;
use serde::Deserialize;
use std::path::PathBuf;

/// To whom traces are sent, and how many of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address of the collector (OTLP over HTTP), to which `/v1/traces` is added; nothing is sent when not given.
    pub endpoint: Option<String>,
    /// Share of the requests that leave a trace, from 0 to 1.
    pub sample: f64,
    /// File with the headers by which the collector knows the portal, `Name: value` a line, or the name of a credential that the
    /// manager of services hands over.
    pub headers_file: Option<PathBuf>,
    /// PEM file of the only centres that are trusted for the collector; the public ones when not given.
    pub ca_file: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { endpoint: None, sample: 1.0, headers_file: None, ca_file: None }
    }
}

impl Settings {
    /// Do they make sense?
    ///
    /// # Errors
    /// Which of them does not.
    pub fn check(&self) -> Result<()> {
        if !(0.0..=1.0).contains(&self.sample) {
            bail!("telemetry.sample is a share from 0 to 1, not {}", self.sample);
        }
        self.target().map(drop)
    }

    /// Where traces are posted; none when they are not.
    ///
    /// # Errors
    /// The address is none. It is not repeated: it may hold a password.
    pub(super) fn target(&self) -> Result<Option<Uri>> {
        let Some(endpoint) = &self.endpoint else { return Ok(None) };
        let read = format!("{}/v1/traces", endpoint.trim_end_matches('/')).parse::<Uri>().ok();
        let is_address = |uri: &Uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.host().is_some_and(|host| !host.is_empty())
                && uri.query().is_none()
                && !endpoint.contains(['@', '#'])
        };
        read.filter(is_address).map(Some).context(
            "telemetry.endpoint is http://host:port or https://host:port, with a path at most; what the collector knows the portal by \
             stands in telemetry.headers_file",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// Nothing is sent unless an address is given, to which the path of OTLP is added.
    #[test]
    fn the_path_is_added() {
        assert_eq!(Settings::default().target().expect("nothing"), None);
        for (endpoint, target) in [
            ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
            ("https://traces.example.kz/", "https://traces.example.kz/v1/traces"),
            ("https://[fd00::5]:4318/otlp", "https://[fd00::5]:4318/otlp/v1/traces"),
        ] {
            let settings = Settings { endpoint: Some(endpoint.to_owned()), ..Settings::default() };
            settings.check().expect(endpoint);
            assert_eq!(settings.target().expect(endpoint).expect(endpoint).to_string(), target);
        }
    }

    /// Settings that make no sense are refused where the file is read, by their name; a password is not repeated.
    #[test]
    fn what_makes_no_sense_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("orda.toml");
        let read = |text: &str| {
            std::fs::write(&file, format!("[telemetry]\n{text}")).expect("written");
            Config::load(Some(file.as_path()))
        };
        for (text, said) in [
            ("endpoint = ''", "telemetry.endpoint"),
            ("endpoint = '127.0.0.1:4318'", "telemetry.endpoint"),
            ("endpoint = 'grpc://127.0.0.1:4317'", "telemetry.endpoint"),
            ("endpoint = 'http://'", "telemetry.endpoint"),
            ("endpoint = 'http://127.0.0.1:4318?key=secret'", "telemetry.endpoint"),
            ("endpoint = 'http://orda:secret@127.0.0.1:4318'", "telemetry.headers_file"),
            ("sample = -0.1", "telemetry.sample"),
            ("sample = 1.5", "telemetry.sample"),
            ("sample = nan", "telemetry.sample"),
            ("endpoint = 'http://traces.example.kz:4318'", "network.plain_inside"),
            ("queue = 5", "unknown field"),
        ] {
            let refused = format!("{:#}", read(text).expect_err(text));
            assert!(refused.contains(said), "{text}: {refused}");
            assert!(said == "unknown field" || !refused.contains("secret"), "{refused}");
        }
        let config = read("endpoint = 'http://127.0.0.1:4318'\nsample = 0").expect("settings");
        assert!(config.telemetry.sample < 0.5, "{:?}", config.telemetry);
        read("endpoint = 'https://traces.example.kz'\nsample = 0.25").expect("settings");
    }
}
