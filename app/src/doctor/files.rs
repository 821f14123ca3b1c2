//! What lies on the disks: who may open it, keys, room, the program.

use super::Finding;
use crate::config::Config;
use crate::safety::Installation;
use crate::tls::Credentials;
use crate::{installed, master_key, secrets};
use orda_base::Env;
use orda_identity::{Safe, SafetySurvey};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Bytes below which a disk is as good as full.
const FULL: u64 = 1 << 30;
/// Bytes below which it will soon be.
const NEARLY_FULL: u64 = 10 << 30;
/// Days before the end of a certificate from which on it is told.
const SOON: i64 = 30;

pub(super) fn look(config: &Config, env: &Env, found: &mut Vec<Finding>) {
    if !config.data.is_dir() {
        found.push(Finding::error("doctor-data-missing", config.data.display()));
        return;
    }
    closed(config, found);
    found.push(match master_key::kept(config) {
        Ok(_) => Finding::ok("doctor-master-key", ""),
        Err(error) => Finding::error("doctor-master-key-missing", format!("{error:#}")),
    });
    found.extend(secrets::look(config));
    mirror(config, found);
    let written = [Some(&config.data), config.backup.folder(), config.backup.continuous_to.as_ref()];
    found.extend(written.into_iter().flatten().map(|folder| room(folder)));
    certificates(config, env, found);
    found.push(match installed::compare(config) {
        Ok(None) => Finding::warning("doctor-program-unknown", ""),
        Ok(Some(changed)) if changed.is_empty() => Finding::ok("doctor-program", ""),
        Ok(Some(changed)) => {
            let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
            Finding::error("doctor-program-changed", changed.join("; "))
        }
        Err(error) => Finding::error("doctor-program-changed", format!("{error:#}")),
    });
}

/// What nobody but the service account may open.
fn closed(config: &Config, found: &mut Vec<Finding>) {
    let checks = Installation(config.clone()).look();
    let open = checks.iter().filter(|c| c.safe == Safe::Open && c.what != "identity-safety-certificate");
    let before = found.len();
    found.extend(open.map(|check| Finding::error("doctor-open", &check.subject)));
    if found.len() == before {
        found.push(Finding::ok("doctor-closed", config.data.display()));
    }
}

/// Is the mirror of the keys there, and apart from what they open?
fn mirror(config: &Config, found: &mut Vec<Finding>) {
    let device = |path: &Path| fs::metadata(path).map(|seen| seen.dev()).ok();
    let Some(mirror) = &config.backup.keys_to else {
        found.push(Finding::warning("doctor-mirror-none", ""));
        return;
    };
    let Some(on) = device(mirror) else {
        found.push(Finding::error("doctor-mirror-missing", mirror.display()));
        return;
    };
    let beside = [Some(&config.data), config.backup.folder(), config.backup.continuous_to.as_ref()];
    let beside = beside.into_iter().flatten().find(|folder| device(folder) == Some(on));
    found.push(match beside {
        Some(folder) => Finding::warning("doctor-mirror-beside", folder.display()),
        None => Finding::ok("doctor-mirror", mirror.display()),
    });
}

/// How much room there is where something is written.
fn room(folder: &Path) -> Finding {
    match rustix::fs::statvfs(folder) {
        Err(error) => Finding::error("doctor-folder-missing", format!("{}: {error}", folder.display())),
        Ok(seen) => {
            let free = seen.f_bavail.saturating_mul(seen.f_frsize);
            let subject = format!("{}: {} MiB", folder.display(), free >> 20);
            match free {
                ..FULL => Finding::error("doctor-room-full", subject),
                FULL..NEARLY_FULL => Finding::warning("doctor-room-little", subject),
                _ => Finding::ok("doctor-room", subject),
            }
        }
    }
}

fn certificates(config: &Config, env: &Env, found: &mut Vec<Finding>) {
    for tls in config.certificates() {
        let file = tls.certificate.display();
        found.push(match Credentials::open(tls.clone()).map(|c| (c.ends() - env.now().seconds()) / (24 * 3600)) {
            Err(error) => Finding::error("doctor-certificate-unusable", format!("{file}: {error:#}")),
            Ok(days) if days <= 0 => Finding::error("doctor-certificate-unusable", file),
            Ok(days) if days < SOON => Finding::warning("doctor-certificate-ends", format!("{file}: {days}")),
            Ok(days) => Finding::ok("doctor-certificate", format!("{file}: {days}")),
        });
    }
}
