//! Files with secrets that the settings name lie outside the data folder: whoever copies that folder would carry them off with it.
//!
//! The secrets of object stores are refused at the start. Others may lie there since before this was looked at, and an
//! installation that worked goes on working: `orda doctor` tells of them. The master key and the vault are not looked at: `keys` in
//! the data folder is their usual place, and no backup takes them.

use crate::config::Config;
use crate::doctor::Finding;
use anyhow::{Result, bail};
use orda_web::SecretFile;
use std::path::Path;

/// Secrets by the settings that name them.
fn named(config: &Config) -> Vec<(&'static str, &Path)> {
    let reminders = &config.reminders;
    let internal = config.internal.as_ref().and_then(|internal| internal.tls.as_ref());
    let all = [
        ("tls.key", config.tls.as_ref().map(|tls| &tls.key)),
        ("internal.tls.key", internal.map(|tls| &tls.key)),
        ("smtp.password_file", config.smtp.as_ref().and_then(|smtp| smtp.password_file.as_ref())),
        ("reminders.chancellery.token_file", reminders.chancellery.token_file.as_ref()),
        ("reminders.presidential_administration.token_file", reminders.presidential_administration.token_file.as_ref()),
        ("s3.secret_file", config.s3.as_ref().map(|s3| &s3.secret_file)),
        ("backup.s3.secret_file", config.backup.s3.as_ref().map(|s3| &s3.secret_file)),
        ("telemetry.headers_file", config.telemetry.headers_file.as_ref()),
    ];
    all.into_iter().filter_map(|(name, file)| Some((name, file?.as_path()))).collect()
}

/// A setting and its file, when that lies in the data folder. A link is what it leads to; a file that is not there is told by who
/// needs it.
fn inside(config: &Config, setting: &str, file: &Path) -> Option<String> {
    let lies = SecretFile::named(file).path().canonicalize().ok()?;
    let is_inside = lies.starts_with(config.data.canonicalize().ok()?);
    is_inside.then(|| format!("{setting} = {}", file.display()))
}

/// Those that lie in the data folder.
pub fn look(config: &Config) -> Vec<Finding> {
    let found = named(config).into_iter().filter_map(|(setting, file)| inside(config, setting, file));
    found.map(|subject| Finding::error("doctor-secret-inside", subject)).collect()
}

/// Refuses a secret in the data folder, in the language of the machine.
///
/// # Errors
/// It lies there; what to do is said.
pub fn refuse_inside(config: &Config, setting: &str, file: &Path) -> Result<()> {
    if let Some(subject) = inside(config, setting, file) {
        bail!("{}", Finding::error("doctor-secret-inside", subject).in_words()?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file with a secret that lies in the data folder is found by the setting that names it, through a link too; those that
    /// lie elsewhere are not, nor what is beside the folder under a name that begins like it, nor the master key.
    #[test]
    fn secrets_in_the_data_are_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let config = |within: &str| -> Config {
            let file = |name: &str| format!("'{}'", at(within).join(name).display());
            let text = format!(
                "data = '{data}'\nmaster_key = '{data}/keys/master.key'\n\
                 [tls]\ncertificate = 'c'\nkey = {}\n[internal]\nlisten = '127.0.0.1:1'\n\
                 [internal.tls]\ncertificate = 'c'\nkey = {}\n\
                 [smtp]\nhost = 'h'\nfrom = 'f'\npassword_file = {}\n\
                 [reminders.chancellery]\ntoken_file = {}\n\
                 [reminders.presidential_administration]\ntoken_file = {}\n\
                 [s3]\nendpoint = 'https://s3'\nkey_id = 'orda'\nsecret_file = {}\n\
                 [backup.s3]\nendpoint = 'https://s3'\nkey_id = 'copies'\nsecret_file = {}\n\
                 [telemetry]\nheaders_file = {}\n",
                file("1"),
                file("2"),
                file("3"),
                file("4"),
                file("5"),
                file("6"),
                file("7"),
                file("8"),
                data = at("data").display(),
            );
            toml::from_str(&text).expect("settings")
        };
        let found = |within: &str| -> Vec<String> {
            look(&config(within)).into_iter().map(|finding| finding.subject).collect()
        };
        for folder in ["data/aside", "elsewhere", "data-elsewhere"] {
            std::fs::create_dir_all(at(folder)).expect("made");
            for name in 1..=8 {
                std::fs::write(at(folder).join(name.to_string()), "a secret").expect("written");
            }
        }
        let inside = found("data/aside");
        assert_eq!(inside[0], format!("tls.key = {}", at("data/aside/1").display()));
        assert_eq!(inside.len(), 8, "{inside:?}");
        assert_eq!((found("elsewhere"), found("data-elsewhere")), (vec![], vec![]));
        std::fs::create_dir_all(at("data/keys")).expect("made");
        std::fs::write(at("data/keys/master.key"), [7; 32]).expect("written");
        assert!(found("data/keys").is_empty(), "no other is there, and the master key may be");
        std::os::unix::fs::symlink(at("data/aside"), at("linked")).expect("a link");
        assert_eq!(found("linked").len(), 8);
        let config = config("elsewhere");
        let refused = |name: &str| refuse_inside(&config, "s3.secret_file", &at(name));
        let said = refused("data/aside/6").expect_err("within").to_string();
        assert!(said.contains("s3.secret_file") && said.lines().count() == 2, "what to do is said: {said}");
        assert!(refused("elsewhere/6").is_ok());
    }
}
