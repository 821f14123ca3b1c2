//! `orda.toml`: everything that an installation may set, with working defaults.

use crate::connections;
use anyhow::{Context, Result, bail};
use orda_base::Role;
use orda_web::Encryption;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Settings of an installation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where files, keys and the embedded database live.
    pub data: PathBuf,
    /// Database address; `SQLite` in the data folder when not given. Also from `ORDA_DATABASE`.
    pub database: Option<String>,
    /// Address of the key vault, a database apart from the data; a file beside the master key when not given.
    pub vault: Option<String>,
    /// File with the master key, or the name of a credential that the manager of services hands over; made in the folder of
    /// keys when not given.
    pub master_key: Option<PathBuf>,
    /// Where posted files are kept: `s3://bucket/prefix`; in the data folder when not given.
    pub files: Option<String>,
    /// The object store that holds the bucket of `files`.
    pub s3: Option<crate::s3::Settings>,
    /// By what new files and what is sealed are encrypted; what is there is read whatever it was.
    pub cipher: orda_documents::Cipher,
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Address at which people reach the portal; goes into letters and signatures.
    pub public_url: String,
    /// Addresses or networks (`10.0.0.0/8`) of trusted proxies, whose `X-Forwarded-For` is believed (365-8-3).
    pub trusted_proxies: Vec<String>,
    /// Addresses or networks from which the portal may be reached (385-61-b); none: from everywhere.
    pub permitted_networks: Vec<String>,
    /// What happens to connections without TLS (385-61-b): `redirect`, `refuse` or `allow`. When not given: `redirect` where
    /// `public_url` is https and the program speaks TLS or the proxies that do are named, else `allow`.
    pub without_tls: Option<String>,
    /// TLS on `listen`, without a proxy; without it `listen` is plain.
    pub tls: Option<crate::tls::Settings>,
    /// Connections without TLS.
    pub network: crate::connections::Settings,
    /// A listener of its own for what watches over the machine; on `listen` without it.
    pub internal: Option<crate::tls::Internal>,
    /// Seconds from being told to end until no more connections are taken; `/readyz` says 503 meanwhile, so that a balancer
    /// sends requests to another node.
    pub drain_seconds: u16,
    /// Seconds that requests have to end then.
    pub end_seconds: u16,
    /// Does the program shut itself in, so that it reaches what is named here and no other file?
    pub sandbox: crate::sandbox::Sandbox,
    /// How many requests one caller may make.
    pub limits: crate::limits::Settings,
    /// The log of what serves.
    pub log: crate::log::Settings,
    /// Traces of requests, to a collector elsewhere.
    pub telemetry: crate::telemetry::Settings,
    /// Name of the portal in the three languages.
    pub name: Name,
    /// E-mail delivery; without it messages wait.
    pub smtp: Option<Smtp>,
    /// Rules of the approval of drafts.
    pub drafts: Drafts,
    /// Exchange of letters with document management systems.
    pub exchange: Exchange,
    /// Reminders about executing instructions, from two document systems (385-48).
    pub reminders: crate::reminders::Settings,
    /// The register of information systems.
    pub registry: Registry,
    /// Limits of documents.
    pub documents: Documents,
    /// The virus scanner; without it files are judged by name, format and structure alone.
    pub antivirus: Option<crate::antivirus::Settings>,
    /// Sessions.
    pub sessions: Sessions,
    /// What new passwords are compared with.
    pub passwords: crate::breached::Settings,
    /// Second factors at login.
    pub second_factor: SecondFactor,
    /// What keeps signatures provable: stamps, answers about revocation, renewals.
    pub signatures: Signatures,
    /// Certifying centres that are trusted beside the built-in one.
    pub trust: Vec<orda_signatures::TrustSettings>,
    /// Keeping of the accounting.
    pub accounting: crate::accounting::Settings,
    /// Whole years that documents are kept, by kind; a kind that is not named is kept for ever (385-6-8).
    pub retention: std::collections::BTreeMap<String, u16>,
    /// Who may take copies (217-a41.2.3).
    pub copying: crate::copying::Settings,
    /// Backups that are made by themselves (217-20, 365-6).
    pub backup: crate::backup::Settings,
    /// The file that all this came from.
    #[serde(skip)]
    pub file: Option<PathBuf>,
}

/// Name of the portal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Name {
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// E-mail delivery.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Host name of the relay.
    pub host: String,
    /// Port; 587 when not given.
    #[serde(default = "default_smtp_port")]
    pub port: u16,
    /// `required` (STARTTLS), `opportunistic` or `none`.
    #[serde(default = "default_tls")]
    pub tls: String,
    /// Login at the relay.
    pub user: Option<String>,
    /// File that holds the password.
    pub password_file: Option<PathBuf>,
    /// PEM file of the only centre that is trusted for the relay, when it is one of your own.
    pub ca_file: Option<PathBuf>,
    /// Sender's address.
    pub from: String,
}

/// Rules of the approval of drafts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Drafts {
    /// Term of an approval in working days when the drafter gives none (385-16-j).
    pub term_working_days: u16,
    /// May a head decide without naming a representative?
    pub head_decides_alone: bool,
    /// Does a protocol of disagreements signed by both sides stand in for an approval (385-19)?
    pub protocol_stands_in: bool,
    /// Points of the Chancellery's check, in place of those that come along (385-20-b, 385-20-c).
    pub check_points: Option<Vec<orda_drafts::CheckPoint>>,
}

/// The register of information systems.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Registry {
    /// Months from an audit of a system or resource to the next (365-9).
    pub audit_months: u16,
}

impl Registry {
    /// The period of audits: no audit falls due on the day of the one before.
    pub fn audit_months(&self) -> Result<u16> {
        if self.audit_months == 0 {
            bail!("registry.audit_months is at least 1");
        }
        Ok(self.audit_months)
    }
}

/// Exchange of letters with document management systems.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Exchange {
    /// PEM file of the only centres that are trusted for participants' servers; the public ones when not given.
    pub ca_file: Option<PathBuf>,
    /// Seconds between attempts of a delivery; the last one repeats.
    pub retry_seconds: Vec<i64>,
    /// Hours after which a delivery is given up.
    pub give_up_hours: u32,
}

/// What keeps signatures provable.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signatures {
    /// Policy of the stamps, an identifier.
    pub stamp_policy: String,
    /// Years for which the certificate of who stamps is valid.
    pub stamp_years: u16,
    /// Minutes for which an answer about revocation is to be relied upon.
    pub answer_minutes: u16,
    /// Days before the end of a stamp's certificate, or of an algorithm, at which evidence is renewed.
    pub renew_days: u16,
    /// Is evidence renewed by one stamp for all that is due (evidence records, RFC 4998), not by one for each signature?
    pub evidence_records: bool,
    /// By how many seconds the clock of a computer may differ before whoever signs on it is warned (385-56-3).
    pub clock_limit_seconds: u32,
    /// RSA keys with fewer bits are refused in new signatures, logins and certificates.
    pub rsa_least_bits: u16,
    /// Algorithms by the names of reports with the day from which they prove nothing any more.
    pub retired: std::collections::BTreeMap<String, String>,
}

/// Limits of documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    /// Bytes of one version with all its files (385-9).
    pub max_bytes: u64,
    /// Days within which all stored files are read again and compared with what was received; zero: only new ones are
    /// (385-62-d).
    pub check_days: u32,
    /// Bytes that are read for that in a minute.
    pub check_bytes: u64,
    /// Hour of the day in Astana from which what was read before is read again.
    pub check_from: i8,
    /// Hour at which that ends; equal to the beginning: day and night.
    pub check_until: i8,
}

impl Documents {
    /// How much of the stored files is checked when.
    pub const fn checks(&self) -> orda_documents::CheckSettings {
        orda_documents::CheckSettings {
            days: self.check_days,
            bytes: self.check_bytes,
            night_from: self.check_from,
            night_until: self.check_until,
        }
    }
}

/// Sessions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u32,
    /// Hours after which a session ends in any case.
    pub absolute_hours: u32,
}

/// Second factors at login (ur-6-14).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecondFactor {
    /// Codes of roles whose holders must have one, or log in by EDS; `all`: everybody.
    pub required: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data/orda"),
            database: None,
            vault: None,
            master_key: None,
            files: None,
            s3: None,
            cipher: orda_documents::Cipher::default(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".into(),
            trusted_proxies: Vec::new(),
            permitted_networks: Vec::new(),
            without_tls: None,
            tls: None,
            network: crate::connections::Settings::default(),
            internal: None,
            drain_seconds: 0,
            end_seconds: 30,
            sandbox: crate::sandbox::Sandbox::default(),
            limits: crate::limits::Settings::default(),
            log: crate::log::Settings::default(),
            telemetry: crate::telemetry::Settings::default(),
            name: Name::default(),
            smtp: None,
            drafts: Drafts::default(),
            exchange: Exchange::default(),
            reminders: crate::reminders::Settings::default(),
            registry: Registry::default(),
            documents: Documents::default(),
            antivirus: None,
            sessions: Sessions::default(),
            passwords: crate::breached::Settings::default(),
            second_factor: SecondFactor::default(),
            signatures: Signatures::default(),
            trust: Vec::new(),
            accounting: crate::accounting::Settings::default(),
            retention: std::collections::BTreeMap::new(),
            copying: crate::copying::Settings::default(),
            backup: crate::backup::Settings::default(),
            file: None,
        }
    }
}

impl Default for Name {
    fn default() -> Self {
        Self {
            kk: "Мемлекеттік органдардың интранет-порталы".into(),
            ru: "Интранет-портал государственных органов".into(),
            en: "Intranet portal of state bodies".into(),
        }
    }
}

impl Default for Drafts {
    fn default() -> Self {
        Self { term_working_days: 10, head_decides_alone: false, protocol_stands_in: false, check_points: None }
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self { audit_months: orda_registry::Settings::default().audit_months }
    }
}

impl Default for Exchange {
    fn default() -> Self {
        Self { ca_file: None, retry_seconds: vec![2, 10, 60, 300, 1800, 7200, 43200], give_up_hours: 72 }
    }
}

impl Default for Signatures {
    fn default() -> Self {
        let usual = orda_signatures::centre::CentreSettings::named("");
        Self {
            stamp_policy: usual.stamp_policy,
            stamp_years: usual.stamp_years,
            answer_minutes: usual.answer_minutes,
            renew_days: orda_signatures::evidence::Settings::default().renew_days,
            evidence_records: orda_signatures::evidence::Settings::default().records,
            clock_limit_seconds: 60,
            rsa_least_bits: orda_signatures::RSA_BITS,
            retired: std::collections::BTreeMap::new(),
        }
    }
}

impl Signatures {
    /// Which algorithms count until when: the usual policy with what is set here.
    pub fn algorithms(&self) -> Result<orda_signatures::Algorithms> {
        let read = |(name, day): (&String, &String)| {
            let at = eds::parse_time(day).with_context(|| format!("signatures.retired: {day} is no day"))?;
            Ok((name.clone(), at))
        };
        let own = self.retired.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(orda_signatures::Algorithms::with(self.rsa_least_bits, &own))
    }

    /// Do the settings make sense together?
    fn check(&self) -> Result<()> {
        if self.stamp_policy.split('.').count() < 3 || self.stamp_policy.split('.').any(|n| n.parse::<u32>().is_err()) {
            bail!("signatures.stamp_policy {} is no identifier", self.stamp_policy);
        }
        if self.stamp_years == 0 || self.answer_minutes == 0 {
            bail!("signatures.stamp_years and signatures.answer_minutes are at least 1");
        }
        if u32::from(self.renew_days) * 2 > u32::from(self.stamp_years) * 365 {
            bail!("signatures.renew_days is at most half of signatures.stamp_years");
        }
        if !(2048..=4096).contains(&self.rsa_least_bits) {
            bail!("signatures.rsa_least_bits is from 2048 to 4096");
        }
        self.algorithms().map(drop)
    }
}

impl Default for Documents {
    fn default() -> Self {
        let usual = orda_documents::CheckSettings::default();
        Self {
            max_bytes: 62_914_560,
            check_days: usual.days,
            check_bytes: usual.bytes,
            check_from: usual.night_from,
            check_until: usual.night_until,
        }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_minutes: 30, absolute_hours: 12 }
    }
}

impl Default for SecondFactor {
    fn default() -> Self {
        Self { required: vec![EVERYBODY.to_owned()] }
    }
}

impl SecondFactor {
    /// Of whom it is demanded.
    pub fn demanded(&self) -> Result<orda_identity::SecondFactorOf> {
        if self.is_of_everybody() {
            return Ok(orda_identity::SecondFactorOf::Everybody);
        }
        let read = |code: &String| {
            Role::from_code(code).with_context(|| format!("second_factor.required: no role is called {code}"))
        };
        Ok(orda_identity::SecondFactorOf::Holders(self.required.iter().map(read).collect::<Result<_>>()?))
    }

    /// Is it demanded of everybody?
    pub fn is_of_everybody(&self) -> bool {
        self.required.iter().any(|code| code == EVERYBODY)
    }
}

/// What stands for all roles in `second_factor.required`.
const EVERYBODY: &str = "all";

fn default_smtp_port() -> u16 {
    587
}

fn default_tls() -> String {
    "required".into()
}

impl Config {
    /// Reads `path`; without one, `orda.toml` when it is there, else the defaults.
    pub fn load(path: Option<&Path>) -> Result<Self> {
        let usual = PathBuf::from("orda.toml");
        let path = path.map(Path::to_path_buf).or_else(|| usual.is_file().then_some(usual));
        let Some(path) = path else {
            let config = Self::default();
            connections::check(&config)?;
            return Ok(config);
        };
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut config: Self = toml::from_str(&text).with_context(|| format!("in {}", path.display()))?;
        if !config.public_url.starts_with("http://") && !config.public_url.starts_with("https://") {
            bail!("public_url in {} starts with http:// or https://", path.display());
        }
        config.telemetry.check().with_context(|| format!("in {}", path.display()))?;
        connections::check(&config).with_context(|| format!("in {}", path.display()))?;
        config.signatures.check().with_context(|| format!("in {}", path.display()))?;
        config.file = Some(path);
        Ok(config)
    }

    /// Address of the database.
    pub fn database_url(&self) -> String {
        std::env::var("ORDA_DATABASE")
            .ok()
            .or_else(|| self.database.clone())
            .unwrap_or_else(|| format!("sqlite://{}", self.data.join("orda.db").display()))
    }

    /// Address of the key vault.
    pub fn vault_url(&self) -> String {
        let usual = || format!("sqlite://{}", self.data.join("keys").join("vault.db").display());
        self.vault.clone().unwrap_or_else(usual)
    }

    /// What happens to connections without TLS.
    pub fn encryption(&self) -> Result<Encryption> {
        Ok(match self.without_tls.as_deref() {
            Some("redirect") => Encryption::Lead,
            Some("refuse") => Encryption::Refuse,
            Some("allow") => Encryption::Any,
            Some(other) => bail!("without_tls is redirect, refuse or allow, not {other}"),
            // A proxy that is not named cannot say that it spoke TLS: everybody would be led in a ring.
            None if self.is_https() && (self.tls.is_some() || !self.trusted_proxies.is_empty()) => Encryption::Lead,
            None => Encryption::Any,
        })
    }

    /// TLS of every listener that speaks it.
    pub fn certificates(&self) -> impl Iterator<Item = &crate::tls::Settings> {
        self.tls.iter().chain(self.internal.iter().filter_map(|internal| internal.tls.as_ref()))
    }

    /// Limits of what is posted, and how it is kept.
    pub fn of_documents(&self) -> orda_documents::Settings {
        let set_limit = self.documents.max_bytes;
        orda_documents::Settings { set_limit, cipher: self.cipher, ..orda_documents::Settings::default() }
    }

    /// Is the portal reached over TLS?
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
