//! What the installation has to do with: the network, mail, the virus scanner, buckets, centres outside, who watches over it.

use super::Finding;
use crate::backup::To;
use crate::compose::{LOCALES, smtp_settings, trust_profiles};
use crate::config::Config;
use crate::connections;
use futures::StreamExt;
use orda_base::Env;
use orda_documents::Scanner;
use orda_notifications_web::SmtpMailer;
use orda_web::{Encryption, Messages};
use std::time::Duration;

/// How long others may think.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn look(config: &Config, env: &Env, found: &mut Vec<Finding>) {
    network(config, found);
    found.push(mail(config, env).await);
    found.push(scanner(config).await);
    found.extend(bucket(config).await);
    backup_bucket(config, found).await;
    centres(config, found);
    found.push(if config.second_factor.is_of_everybody() {
        Finding::ok("doctor-second-factor", "")
    } else {
        Finding::warning("doctor-second-factor-few", "second_factor.required")
    });
    found.push(match &config.accounting.checkpoint_file {
        None => Finding::warning("doctor-checkpoints-none", ""),
        Some(file) if std::fs::metadata(file).is_ok_and(|seen| seen.len() > 0) => {
            Finding::ok("doctor-checkpoints", file.display())
        }
        Some(file) => Finding::warning("doctor-checkpoints-empty", file.display()),
    });
}

fn network(config: &Config, found: &mut Vec<Finding>) {
    let url = &config.public_url;
    found.push(if config.is_https() {
        Finding::ok("doctor-https", url)
    } else {
        Finding::error("doctor-no-https", url)
    });
    if config.is_https() {
        found.push(match config.encryption() {
            Ok(Encryption::Any) => Finding::warning("doctor-plain-answered", "tls, trusted_proxies, without_tls"),
            Ok(_) => Finding::ok("doctor-encrypted", ""),
            Err(error) => Finding::error("doctor-settings", error),
        });
    }
    let plain = connections::plain(config);
    found.extend(plain.into_iter().map(|what| Finding::warning("doctor-plain-inside", what)));
    found.push(match &config.internal {
        Some(internal) => Finding::ok("doctor-internal", internal.listen),
        None => Finding::warning("doctor-internal-none", config.listen),
    });
    found.push(if config.permitted_networks.is_empty() {
        Finding::warning("doctor-networks-all", "permitted_networks")
    } else {
        Finding::ok("doctor-networks", config.permitted_networks.join(", "))
    });
}

async fn mail(config: &Config, env: &Env) -> Finding {
    let Some(smtp) = &config.smtp else { return Finding::warning("doctor-mail-none", "") };
    let answered = async {
        let settings = smtp_settings(config)?;
        let mailer = SmtpMailer::new(settings.as_ref(), Messages::load(&LOCALES)?, &config.public_url, env.clone())?;
        Ok::<bool, anyhow::Error>(mailer.answers().await?)
    };
    let place = format!("{}:{}", smtp.host, smtp.port);
    match tokio::time::timeout(PATIENCE, Box::pin(answered)).await {
        Ok(Ok(true)) => Finding::ok("doctor-mail", place),
        Ok(Ok(false)) => Finding::error("doctor-mail-away", place),
        Ok(Err(error)) => Finding::error("doctor-mail-away", format!("{place}: {error:#}")),
        Err(_) => Finding::error("doctor-mail-away", format!("{place}: {} s", PATIENCE.as_secs())),
    }
}

async fn scanner(config: &Config) -> Finding {
    let Some(settings) = &config.antivirus else { return Finding::warning("doctor-scanner-none", "") };
    let asked = async {
        let nothing = futures::stream::empty().boxed();
        settings.scanner().map_err(|error| error.to_string())?.scan(0, nothing).await.map_err(|error| error.to_string())
    };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(_)) => Finding::ok("doctor-scanner", ""),
        Ok(Err(error)) => Finding::error("doctor-scanner-away", error),
        Err(_) => Finding::error("doctor-scanner-away", format!("{} s", PATIENCE.as_secs())),
    }
}

/// The bucket of posted files, where there is one.
async fn bucket(config: &Config) -> Option<Finding> {
    let asked = async {
        let Some(bucket) = crate::s3::bucket(config)? else { return Ok(false) };
        bucket.check().await?;
        Ok::<bool, anyhow::Error>(true)
    };
    match tokio::time::timeout(PATIENCE, Box::pin(asked)).await {
        Ok(Ok(false)) => None,
        Ok(Ok(true)) => Some(Finding::ok("doctor-bucket", config.files.as_deref().unwrap_or_default())),
        Ok(Err(error)) => Some(Finding::error("doctor-bucket-away", format!("{error:#}"))),
        Err(_) => Some(Finding::error("doctor-bucket-away", format!("{} s", PATIENCE.as_secs()))),
    }
}

/// The bucket of backups, where there is one: does it answer, and is its account another than that of posted files?
async fn backup_bucket(config: &Config, found: &mut Vec<Finding>) {
    let Some(To::Bucket(named)) = &config.backup.to else { return };
    let asked = async {
        crate::s3::backup_bucket(config, named)?.check().await?;
        Ok::<(), anyhow::Error>(())
    };
    found.push(match tokio::time::timeout(PATIENCE, Box::pin(asked)).await {
        Ok(Ok(())) => Finding::ok("doctor-backup-bucket", named),
        Ok(Err(error)) => Finding::error("doctor-backup-bucket-away", format!("{error:#}")),
        Err(_) => Finding::error("doctor-backup-bucket-away", format!("{} s", PATIENCE.as_secs())),
    });
    if let (Some(files), Some(backups)) = (&config.s3, &config.backup.s3)
        && (&files.endpoint, &files.key_id) == (&backups.endpoint, &backups.key_id)
    {
        found.push(Finding::warning("doctor-backup-bucket-shared", &backups.key_id));
    }
}

/// Centres outside: can their files be read, and does each have a list of what it revoked?
fn centres(config: &Config, found: &mut Vec<Finding>) {
    if config.trust.is_empty() {
        return;
    }
    if let Err(error) = trust_profiles(config) {
        found.push(Finding::error("doctor-centre-unreadable", format!("{error:#}")));
        return;
    }
    for centre in &config.trust {
        found.push(if centre.crls.is_empty() {
            Finding::warning("doctor-centre-no-list", &centre.name)
        } else {
            Finding::ok("doctor-centre", &centre.name)
        });
    }
}
