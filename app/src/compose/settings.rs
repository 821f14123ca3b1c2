//! What the settings of the installation mean for each part.

use crate::config::Config;
use anyhow::{Context, Result};
use orda_base::Env;
use orda_notifications_web::{SmtpSettings, Tls};
use orda_signatures::centre::CentreSettings;
use orda_signatures::{TrustProfile, TrustVerifier};

pub(super) fn identity_settings(config: &Config) -> Result<orda_identity::Settings> {
    Ok(orda_identity::Settings {
        idle_seconds: i64::from(config.sessions.idle_minutes) * 60,
        absolute_seconds: i64::from(config.sessions.absolute_hours) * 3600,
        portal: config.name.kk.clone(),
        public_url: config.public_url.clone(),
        second_factor: config.second_factor.demanded()?,
    })
}

pub(super) fn centre_settings(config: &Config) -> Result<CentreSettings> {
    Ok(CentreSettings {
        organisation: config.name.kk.clone(),
        crl_url: Some(format!("{}/pki/crl.crl", config.public_url.trim_end_matches('/'))),
        answer_minutes: config.signatures.answer_minutes,
        stamp_years: config.signatures.stamp_years,
        stamp_policy: config.signatures.stamp_policy.clone(),
        retired: config.signatures.algorithms()?.retired,
        rsa_least_bits: config.signatures.rsa_least_bits,
        ..CentreSettings::named("Orda CC")
    })
}

pub(super) fn drafts_settings(config: &Config) -> orda_drafts::Settings {
    let usual = orda_drafts::Settings::default();
    orda_drafts::Settings {
        address: config.public_url.trim_end_matches('/').to_owned(),
        default_term: config.drafts.term_working_days,
        personal_decision: config.drafts.head_decides_alone,
        protocol_replaces_approval: config.drafts.protocol_stands_in,
        check_points: config.drafts.check_points.clone().unwrap_or(usual.check_points),
        ..usual
    }
}

pub(super) fn edms_settings(config: &Config) -> orda_edms::Settings {
    orda_edms::Settings {
        address: config.public_url.trim_end_matches('/').to_owned(),
        delays: config.exchange.retry_seconds.clone(),
        patience: i64::from(config.exchange.give_up_hours) * 3600,
        plain_inside: config.network.plain_inside,
        ..Default::default()
    }
}

pub(super) fn edms_carrier(config: &Config) -> Result<orda_edms_web::HttpCarrier> {
    let read = |path: &std::path::PathBuf| std::fs::read(path).with_context(|| format!("reading {}", path.display()));
    let anchors = config.exchange.ca_file.as_ref().map(read).transpose()?;
    orda_edms_web::HttpCarrier::new(anchors.as_deref(), config.network.plain_inside)
        .map_err(|error| anyhow::anyhow!("exchange.ca_file: {error}"))
}

pub(super) fn shell_settings(config: &Config, env: &Env) -> Result<orda_web::Settings> {
    let mut settings = orda_web::Settings::new(&config.public_url, env.clone());
    settings.idle_seconds = i64::from(config.sessions.idle_minutes) * 60;
    let networks = |name: &str, written: &[String]| {
        let read = |network: &String| network.parse().map_err(|wrong| anyhow::anyhow!("{name}: {wrong}"));
        written.iter().map(read).collect::<Result<Vec<orda_web::Network>>>()
    };
    settings.trusted_proxies = networks("trusted_proxies", &config.trusted_proxies)?;
    settings.permitted = networks("permitted_networks", &config.permitted_networks)?;
    settings.encryption = config.encryption()?;
    settings.clock_limit_seconds = config.signatures.clock_limit_seconds;
    Ok(settings)
}

/// Certifying centres beside the built-in one, read from their files.
pub(crate) fn trust_profiles(config: &Config) -> Result<Vec<TrustProfile>> {
    config
        .trust
        .iter()
        .map(|trust| {
            let texts = |paths: &[std::path::PathBuf]| -> Result<Vec<String>> {
                paths
                    .iter()
                    .map(|p| std::fs::read_to_string(p).with_context(|| format!("reading {}", p.display())))
                    .collect()
            };
            let crls: Vec<Vec<u8>> = trust
                .crls
                .iter()
                .map(|p| std::fs::read(p).with_context(|| format!("reading {}", p.display())))
                .collect::<Result<_>>()?;
            let (anchors, intermediates) = (texts(&trust.anchors)?, texts(&trust.intermediates)?);
            Ok(TrustProfile::read(&trust.name, &anchors, &intermediates, &crls, trust.profile.clone())?)
        })
        .collect()
}

pub(crate) fn smtp_settings(config: &Config) -> Result<Option<SmtpSettings>> {
    let Some(smtp) = &config.smtp else { return Ok(None) };
    let tls = Tls::from_code(&smtp.tls).context("smtp.tls is required, opportunistic or none")?;
    let read = |path: &std::path::Path| std::fs::read(path).with_context(|| format!("reading {}", path.display()));
    let credentials = match (&smtp.user, &smtp.password_file) {
        (Some(user), Some(file)) => Some((user.clone(), orda_web::SecretFile::named(file))),
        (None, None) => None,
        _ => anyhow::bail!("smtp.user and smtp.password_file go together"),
    };
    let ca = smtp.ca_file.as_deref().map(read).transpose()?;
    Ok(Some(SmtpSettings { host: smtp.host.clone(), port: smtp.port, tls, ca, credentials, from: smtp.from.clone() }))
}

/// Puts what the files of centres outside say now in place of what they said before. When one cannot be read nothing
/// changes: a list of revoked certificates that has become stale is refused by the verification itself.
pub fn reread_trust(config: &Config, verifier: &TrustVerifier) -> Result<()> {
    verifier.replace_profiles(trust_profiles(config)?);
    Ok(())
}
