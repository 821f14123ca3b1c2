//! The safety settings of an installation, looked at when it starts, on a page and by `orda admin safety` (385-61).
//!
//! Access to what is kept, past the portal, is closed to all but the account that serves it: nobody else may even look
//! into the folders. Files are sealed besides, but their names, sizes and times are not, nor is the database.

use crate::config::Config;
use crate::connections;
use crate::tls::{self, Credentials};
use orda_base::{Clock, SystemClock, Timestamp};
use orda_identity::{Safe, SafetyCheck, SafetySurvey};
use orda_web::Encryption;
use std::fs::{self, DirBuilder, Metadata};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Bits of a group and of everybody.
const OTHERS: u32 = 0o077;

/// Makes a folder of what is kept, closed to others; leaves one that is there as it is.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The files and settings of one installation.
pub struct Installation(pub Config);

impl SafetySurvey for Installation {
    fn look(&self) -> Vec<SafetyCheck> {
        let config = &self.0;
        let service = fs::metadata("/proc/self").map(|me| me.uid()).ok();
        let mut checks: Vec<SafetyCheck> = self
            .closed()
            .into_iter()
            .filter_map(|(what, path)| {
                let seen = fs::metadata(&path).ok()?;
                let safe = if is_closed(&seen, service) { Safe::Closed } else { Safe::Open };
                Some(SafetyCheck { what, subject: path.display().to_string(), safe })
            })
            .collect();
        let encrypted = config.is_https() && !matches!(config.encryption(), Ok(Encryption::Any));
        let set = |what, subject: &str, good| SafetyCheck {
            what,
            subject: subject.to_owned(),
            safe: if good { Safe::Good } else { Safe::Advice },
        };
        checks.push(set("identity-safety-tls", "public_url, tls, trusted_proxies, without_tls", encrypted));
        checks.extend(config.certificates().map(|tls| SafetyCheck {
            what: "identity-safety-certificate",
            subject: tls.certificate.display().to_string(),
            safe: judge_certificate(tls, SystemClock.now()),
        }));
        let plain = connections::plain(config);
        let subject = if plain.is_empty() { "network".to_owned() } else { plain.join("; ") };
        checks.push(set("identity-safety-inside", &subject, plain.is_empty()));
        checks.push(set("identity-safety-networks", "permitted_networks", !config.permitted_networks.is_empty()));
        checks.push(set("identity-safety-second", "second_factor.required", config.second_factor.is_of_everybody()));
        checks.push(set("identity-safety-antivirus", "antivirus", config.antivirus.is_some()));
        checks.push(set("identity-safety-limits", "limits", config.limits.has_any()));
        checks.sort_by_key(|check| check.safe);
        checks
    }
}

impl Installation {
    /// What only the service account may open: the data, the keys and their mirror, the settings with their passwords and
    /// tokens, backups, where they are tried out, archives.
    fn closed(&self) -> Vec<(&'static str, PathBuf)> {
        let config = &self.0;
        let keys = config.data.join("keys");
        let mut all = vec![
            ("identity-safety-data", config.data.clone()),
            ("identity-safety-keys", keys.clone()),
            ("identity-safety-keys", keys.join("master.key")),
        ];
        let files = [config.database_url(), config.vault_url()];
        let embedded = files.iter().filter_map(|url| url.strip_prefix("sqlite://"));
        all.extend(embedded.map(|path| ("identity-safety-database", PathBuf::from(path))));
        all.extend(config.file.clone().map(|file| ("identity-safety-settings", file)));
        all.extend(config.certificates().map(|tls| ("identity-safety-keys", tls.key.clone())));
        let sources = [&config.reminders.chancellery, &config.reminders.presidential_administration];
        let password = config.smtp.as_ref().and_then(|smtp| smtp.password_file.clone());
        let secrets = password.into_iter().chain(sources.into_iter().filter_map(|source| source.token_file.clone()));
        all.extend(secrets.map(|file| ("identity-safety-settings", file)));
        let backup = &config.backup;
        let mirrored = backup.keys_to.iter().flat_map(|mirror| [mirror.clone(), mirror.join("master.key")]);
        all.extend(mirrored.map(|path| ("identity-safety-keys", path)));
        all.extend(backup.folder().cloned().map(|folder| ("identity-safety-backups", folder)));
        all.extend(backup.drill_in.clone().map(|folder| ("identity-safety-drills", folder)));
        all.extend(config.accounting.archives.clone().map(|folder| ("identity-safety-archives", folder)));
        // Inside a closed folder nobody reaches a file, whatever its own bits say.
        let open = |path: &PathBuf| {
            !path.ancestors().skip(1).any(|above| (above == config.data || above == keys) && is_folder_closed(above))
        };
        all.retain(|(_, path)| *path == keys || path.ends_with("master.key") || open(path));
        all
    }
}

/// Can the files be used now, and how soon does the certificate end?
fn judge_certificate(tls: &tls::Settings, now: Timestamp) -> Safe {
    const SOON: i64 = 14 * 24 * 3600;
    match Credentials::open(tls.clone()).map(|credentials| credentials.ends() - now.seconds()) {
        Ok(left) if left > SOON => Safe::Good,
        Ok(left) if left > 0 => Safe::Advice,
        _ => Safe::Open,
    }
}

fn is_folder_closed(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|seen| seen.permissions().mode() & OTHERS == 0)
}

fn is_closed(seen: &Metadata, service: Option<u32>) -> bool {
    seen.permissions().mode() & OTHERS == 0 && service.is_none_or(|service| seen.uid() == service)
}

/// Tells the log what stands open or cannot be used.
pub fn warn(installation: &Installation) {
    for check in installation.look().iter().filter(|check| check.safe == Safe::Open) {
        tracing::warn!(what = check.what, subject = check.subject, "to be mended: orda admin safety says how");
    }
    if installation.0.antivirus.is_none() {
        tracing::warn!("no virus scanner is set ([antivirus]): files are judged by name, format and structure alone");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// A certificate is good until two weeks before its end; one that has ended, and files that cannot be used, are to be
    /// mended.
    #[test]
    fn certificates_are_judged() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"])
            .args(["-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "chain.pem"])
            .current_dir(folder.path())
            .output()
            .expect("openssl is installed: apt-get install openssl");
        assert!(made.status.success());
        let tls = tls::Settings {
            certificate: at("chain.pem"),
            key: at("key.pem"),
            clients_ca: None,
            ocsp: None,
            minimum: tls::Minimum::V12,
            rsa_least_bits: 3072,
            redirect: None,
        };
        let now = SystemClock.now();
        let after = |days: i64| judge_certificate(&tls, now.plus_seconds(days * 24 * 3600));
        assert_eq!((after(0), after(15), after(17), after(31)), (Safe::Good, Safe::Good, Safe::Advice, Safe::Open));
        fs::write(at("key.pem"), "no key").expect("written");
        assert_eq!(after(0), Safe::Open);
    }
}
