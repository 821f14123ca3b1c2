//! Buckets of object stores: posted files (`files`, `[s3]`) and backups (`backup.to`, `[backup.s3]`).

use crate::backup::To;
use crate::config::Config;
use crate::secrets;
use anyhow::{Context, Result, bail};
use orda_documents::Blobs;
use orda_documents_store::{Bucket, BucketSettings, LocalBlobs, S3Blobs};
use orda_web::SecretFile;
use serde::Deserialize;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How the store is reached.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Its address; the bucket is the first part of paths in it.
    pub endpoint: String,
    /// Its region.
    #[serde(default = "default_region")]
    pub region: String,
    /// Id of the account at the store.
    pub key_id: String,
    /// File that holds the secret of the account, or the name of a credential that the manager of services hands over.
    pub secret_file: PathBuf,
    /// PEM file of the only centres that are trusted for the store; those of the machine when not given.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Seconds that connecting may take.
    #[serde(default = "default_connect")]
    pub connect_seconds: u16,
    /// Seconds that one answer may take.
    #[serde(default = "default_answer")]
    pub answer_seconds: u16,
}

fn default_region() -> String {
    "us-east-1".into()
}

fn default_connect() -> u16 {
    5
}

fn default_answer() -> u16 {
    30
}

/// The bucket of posted files; none where they lie in the data folder. It is not asked yet.
///
/// # Errors
/// Which setting is missing or makes no sense.
pub fn bucket(config: &Config) -> Result<Option<Bucket>> {
    let (files, settings) = match (&config.files, &config.s3) {
        (None, None) => return Ok(None),
        (None, Some(_)) => bail!("[s3] is set, but files names no bucket: files = \"s3://bucket/prefix\""),
        (Some(files), None) => bail!("files = \"{files}\" needs [s3] with endpoint, key_id and secret_file"),
        (Some(files), Some(settings)) => (files, settings),
    };
    open(config, ("files", files), ("s3", settings)).map(Some)
}

/// The bucket of backups that is named, reached by settings of its own: who holds the account of posted files does not destroy
/// their backups. It is not asked yet.
///
/// # Errors
/// Which setting is missing or makes no sense, or that backups would lie among posted files.
pub fn backup_bucket(config: &Config, named: &str) -> Result<Bucket> {
    let Some(settings) = &config.backup.s3 else {
        bail!(
            "{named} needs [backup.s3] with endpoint, key_id and secret_file: an account of its own, not that of [s3]"
        );
    };
    let bucket = open(config, ("a bucket of backups", named), ("backup.s3", settings))?;
    let posted = config.s3.as_ref().filter(|s3| is_same(&s3.endpoint, &settings.endpoint)).and(config.files.as_deref());
    if posted.is_some_and(|files| is_within(files, named) || is_within(named, files)) {
        bail!("a backup does not lie among posted files, nor they in it: {named} is beside neither");
    }
    Ok(bucket)
}

/// Do the settings of a bucket of backups make sense, where there is one? Whether it answers is seen when a backup is made.
///
/// # Errors
/// As [`backup_bucket`].
pub fn check_backups(config: &Config) -> Result<()> {
    if let Some(To::Bucket(named)) = &config.backup.to {
        backup_bucket(config, named)?;
    }
    Ok(())
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

/// Does one prefix of a bucket lie within another, or are they one?
fn is_within(inner: &str, outer: &str) -> bool {
    let rest = inner.trim_end_matches('/').strip_prefix(outer.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A bucket by the setting that names it and the group of settings by which it is reached.
fn open(config: &Config, (name, value): (&str, &str), (group, settings): (&str, &Settings)) -> Result<Bucket> {
    let named = value.strip_prefix("s3://").map(|name| name.split_once('/').unwrap_or((name, "")));
    let Some((bucket, prefix)) = named.filter(|(bucket, _)| !bucket.is_empty()) else {
        bail!("{name} is s3://bucket or s3://bucket/prefix, not {value}");
    };
    if !settings.endpoint.starts_with("http://") && !settings.endpoint.starts_with("https://") {
        bail!("{group}.endpoint starts with http:// or https://");
    }
    if settings.connect_seconds == 0 || settings.answer_seconds == 0 {
        bail!("connect_seconds and answer_seconds of [{group}] are at least 1");
    }
    let setting = format!("{group}.secret_file");
    secrets::refuse_inside(config, &setting, &settings.secret_file)?;
    let read = |path: &PathBuf| std::fs::read(path).with_context(|| format!("reading {}", path.display()));
    let (secret, key_id) = (SecretFile::named(&settings.secret_file), settings.key_id.clone());
    // What cannot be read is told at the start.
    secret.line().context(setting)?;
    let settings = BucketSettings {
        endpoint: settings.endpoint.clone(),
        region: settings.region.clone(),
        bucket: bucket.to_owned(),
        prefix: prefix.to_owned(),
        anchors: settings.ca_file.as_ref().map(read).transpose()?,
        connect: Duration::from_secs(settings.connect_seconds.into()),
        answer: Duration::from_secs(settings.answer_seconds.into()),
        credentials: Arc::new(move || Ok((key_id.clone(), secret.line()?.to_string()))),
    };
    Bucket::new(&settings).with_context(|| format!("the bucket {value}"))
}

/// Where posted files are: what receives them in this folder, and the bucket into which they go, if there is one.
pub(crate) struct Posted {
    pub(crate) folder: Arc<LocalBlobs>,
    bucket: Option<S3Blobs>,
}

impl Posted {
    /// Of this installation.
    ///
    /// # Errors
    /// When the folder cannot be written, or the bucket does not answer; what [`check_backups`] says.
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        check_backups(config)?;
        let folder = LocalBlobs::open(config.data.join("blobs"))?;
        let bucket = bucket(config)?;
        if let Some(bucket) = &bucket {
            bucket.check().await.context("asking the bucket of posted files")?;
        }
        let bucket = bucket.map(|bucket| S3Blobs::new(folder.clone(), bucket));
        Ok(Self { folder: Arc::new(folder), bucket })
    }

    /// What keeps them.
    pub(crate) fn blobs(&self) -> Arc<dyn Blobs> {
        match &self.bucket {
            Some(bucket) => Arc::new(bucket.clone()),
            None => Arc::clone(&self.folder) as Arc<dyn Blobs>,
        }
    }

    /// Moves files that lie in the folder, from before there was a bucket or out of a backup, into it.
    pub(crate) async fn move_in(&self) -> Result<()> {
        let Some(bucket) = &self.bucket else { return Ok(()) };
        let moved = bucket.move_in().await.context("moving posted files of the data folder into the bucket")?;
        if moved > 0 {
            tracing::info!(count = moved, "posted files of the data folder went into the bucket");
        }
        Ok(())
    }
}

/// A posted file as it lies in the bucket, in a file of no name in the folder `aside`; none when it is not there.
pub(crate) async fn fetched(bucket: &Bucket, id: &str, aside: &Path) -> Result<Option<File>> {
    let Ok(blob) = id.parse() else { return Ok(None) };
    Ok(bucket.fetch(blob, tempfile::tempfile_in(aside)?).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let config: Config = toml::from_str(text).expect("settings");
        bucket(&config).err().expect(text).to_string()
    }

    /// Without a bucket files lie in the data folder; half of the settings, or such as make no sense, are told.
    #[test]
    fn settings_are_judged() {
        assert!(bucket(&Config::default()).expect("no bucket").is_none());
        let folder = tempfile::tempdir().expect("a folder");
        let secret = folder.path().join("secret");
        std::fs::write(&secret, "a secret").expect("written");
        let closed = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(&secret, closed).expect("closed");
        let s3 = |endpoint: &str, more: &str| {
            let secret = secret.display();
            format!("[s3]\nendpoint = '{endpoint}'\nkey_id = 'orda'\nsecret_file = '{secret}'\n{more}")
        };
        let store = s3("https://s3.example.kz", "");
        for (text, said) in [
            (store.clone(), "files = \"s3://bucket/prefix\""),
            ("files = 's3://posted'".to_owned(), "needs [s3]"),
            (format!("files = '/srv/posted'\n{store}"), "files is s3://bucket"),
            (format!("files = 's3:///portal'\n{store}"), "files is s3://bucket"),
            (format!("files = 's3://posted'\n{}", s3("s3.example.kz", "")), "s3.endpoint starts with"),
            (format!("files = 's3://posted'\n{}", s3("https://s3.example.kz", "answer_seconds = 0")), "at least 1"),
            (format!("files = 's3://posted'\n{}", store.replace("secret'", "other'")), "s3.secret_file"),
            (format!("files = 's3://posted/a//b'\n{store}"), "the bucket s3://posted/a//b"),
        ] {
            let refused = refused(&text);
            assert!(refused.contains(said) && !refused.contains("a secret"), "{text}: {refused}");
        }
        for files in ["s3://posted", "s3://posted/portal", "s3://posted/portal/files/"] {
            let config = toml::from_str(&format!("files = '{files}'\n{store}")).expect("settings");
            assert!(bucket(&config).expect(files).is_some());
        }
    }
    /// Backups have an account of their own and do not lie among posted files; a secret in the data folder is refused, with what to
    /// do.
    #[test]
    fn a_bucket_of_backups_is_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = |name: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(&path, "a secret").expect("written");
            let closed = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            std::fs::set_permissions(&path, closed).expect("closed");
            path.display().to_string()
        };
        let (outside, inside) = (secret("secret"), secret("data/aside/secret"));
        let group = |name: &str, endpoint: &str, secret: &str| {
            format!("[{name}]\nendpoint = 'https://{endpoint}'\nkey_id = 'orda'\nsecret_file = '{secret}'\n")
        };
        let config = |files: &str, groups: String| -> Config {
            let data = folder.path().join("data");
            toml::from_str(&format!("data = '{}'\nfiles = '{files}'\n{groups}", data.display())).expect("settings")
        };
        let refused = |config: &Config, named: &str| format!("{:#}", backup_bucket(config, named).err().expect(named));

        let files = group("s3", "s3.example.kz", &outside);
        let alone = config("s3://posted/portal", files.clone());
        assert!(refused(&alone, "s3://copies").contains("needs [backup.s3]"));
        let one = config("s3://posted/portal", files.clone() + &group("backup.s3", "s3.example.kz/", &outside));
        for named in ["s3://posted", "s3://posted/portal", "s3://posted/portal/", "s3://posted/portal/copies"] {
            assert!(refused(&one, named).contains("does not lie among posted files"), "{named}");
        }
        for named in ["s3://copies", "s3://copies/portal", "s3://posted/portal-copies"] {
            assert!(backup_bucket(&one, named).is_ok(), "{named}");
        }
        assert!(refused(&one, "/srv/copies").contains("is s3://bucket"));
        let other = config("s3://posted/portal", files + &group("backup.s3", "s3.elsewhere.kz", &outside));
        assert!(backup_bucket(&other, "s3://posted/portal").is_ok(), "a bucket of another store");

        let within = config("s3://posted", group("s3", "s3.example.kz", &inside));
        let said = format!("{:#}", bucket(&within).err().expect("within the data"));
        assert!(said.contains("s3.secret_file") && said.contains(&inside) && said.contains('\n'), "{said}");
        let within = config("s3://posted", group("backup.s3", "s3.example.kz", &inside));
        assert!(refused(&within, "s3://copies").contains("backup.s3.secret_file"));
    }
}
