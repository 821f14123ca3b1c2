//! Settings of the reminders about executing instructions: the two document systems from which they come.

use anyhow::{Context, Result, bail};
use orda_reminders::timetable::{Patience, TimeOfDay, Timetable};
use orda_reminders::{DocumentKinds, Endpoint, PeerKey, Source as From, SourceSettings};
use orda_reminders_web::HttpReader;
use orda_web::SecretFile;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Reminders from two document systems.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// PEM file of the only centres that are trusted for the sources' servers; the public ones when not given.
    pub ca_file: Option<PathBuf>,
    /// Seconds between attempts after a failure; the last one repeats until the next set time.
    pub retry_seconds: Vec<i64>,
    /// Days without a look after which a Controller is told (385-50); 0: never.
    pub unviewed_days: u16,
    /// Names of the kinds of documents that are known, in place of those that come along (385-49-5).
    pub document_kinds: Option<Vec<String>>,
    /// The document system of the Chancellery of the Prime Minister (385-48-c).
    pub chancellery: Source,
    /// The document system of the Administration of the President (385-48-d).
    pub presidential_administration: Source,
}

/// One source.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Address of the list; without one the source is not joined.
    pub url: Option<String>,
    /// File with the public key under which the answers are sealed: Ed25519, PEM or base64.
    pub key_file: Option<PathBuf>,
    /// File with the token that the source knows the portal by.
    pub token_file: Option<PathBuf>,
    /// Times of the day in Astana; those of the law when not given (385-51).
    pub times: Option<Vec<TimeOfDay>>,
}

impl Default for Settings {
    fn default() -> Self {
        let usual = orda_reminders::Settings::default();
        Self {
            ca_file: None,
            retry_seconds: usual.patience.delays,
            unviewed_days: usual.unviewed_days,
            document_kinds: None,
            chancellery: Source::default(),
            presidential_administration: Source::default(),
        }
    }
}

impl Settings {
    /// What the use cases are told; keys and tokens are read from their files.
    pub fn read(&self) -> Result<orda_reminders::Settings> {
        let usual = orda_reminders::Settings::default();
        if self.retry_seconds.iter().any(|seconds| *seconds < 1) {
            bail!("reminders.retry_seconds are at least 1 each");
        }
        Ok(orda_reminders::Settings {
            chancellery: self.chancellery.read(From::Chancellery)?,
            presidential_administration: self.presidential_administration.read(From::PresidentialAdministration)?,
            patience: Patience { delays: self.retry_seconds.clone(), ..usual.patience },
            kinds: self.document_kinds.as_ref().map_or(usual.kinds, DocumentKinds::new),
            unviewed_days: self.unviewed_days,
            ..usual
        })
    }

    /// The wire to the sources; HTTP to other machines is permitted or not.
    pub fn reader(&self, plain_inside: bool) -> Result<HttpReader> {
        let read = |path: &PathBuf| fs::read(path).with_context(|| format!("reading {}", path.display()));
        let anchors = self.ca_file.as_ref().map(read).transpose()?;
        HttpReader::new(anchors.as_deref(), plain_inside).map_err(|error| anyhow::anyhow!("reminders.ca_file: {error}"))
    }
}

impl Source {
    fn read(&self, from: From) -> Result<SourceSettings> {
        let name = format!("reminders.{}", from.code());
        let timetable = match &self.times {
            Some(times) => Timetable::new(times.clone()).with_context(|| format!("{name}.times are empty"))?,
            None => orda_reminders::Settings::usual_timetable(from),
        };
        let endpoint = match (&self.url, &self.key_file) {
            (None, None) => None,
            (Some(url), Some(key)) => {
                if !url.starts_with("https://") && !url.starts_with("http://") {
                    bail!("{name}.url starts with http:// or https://");
                }
                let key = PeerKey::read(&text(key)?).with_context(|| format!("{name}.key_file: no Ed25519 key"))?;
                if let Some(file) = &self.token_file {
                    let token = SecretFile::named(file).line().with_context(|| format!("{name}.token_file"))?;
                    if !token.chars().all(|c| c.is_ascii_graphic()) {
                        bail!("{name}.token_file holds one line of letters, digits and signs");
                    }
                }
                Some(Endpoint { url: url.clone(), key, token: self.token_file.clone() })
            }
            // What comes without a seal could come from anybody.
            _ => bail!("{name}.url and {name}.key_file go together"),
        };
        Ok(SourceSettings { endpoint, timetable })
    }
}

fn text(path: impl AsRef<Path>) -> Result<String> {
    let path = path.as_ref();
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The times of the law hold when none are set; a source without a key, with a wrong address or with no time is
    /// refused when the program starts.
    #[test]
    fn sources_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("written");
            fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("closed");
            folder.path().join(name).display().to_string()
        };
        let (key, token) = (file("key", &format!("{}=\n", "A".repeat(43))), file("token", " secret\n"));
        let read = |text: &str| toml::from_str::<Settings>(text).map_err(anyhow::Error::from).and_then(|s| s.read());
        let usual = read("").expect("the usual");
        assert!(usual.chancellery.endpoint.is_none());
        let times =
            |source: &SourceSettings| source.timetable.times().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(times(&usual.chancellery), ["13:30", "19:00"]);
        assert_eq!(times(&usual.presidential_administration), ["07:00", "17:35"]);
        let joined = format!(
            "[chancellery]\nurl = \"https://edms.example.kz/list\"\nkey_file = \"{key}\"\ntoken_file = \"{token}\"\n\
             times = [\"6:15\"]\n"
        );
        let settings = read(&joined).expect("joined");
        let endpoint = settings.chancellery.endpoint.as_ref().expect("an endpoint");
        assert_eq!(endpoint.token.as_deref(), Some(Path::new(&token)));
        assert!(!format!("{settings:?}").contains("secret"), "a token is in no log");
        assert_eq!(times(&settings.chancellery), ["06:15"]);
        for wrong in [
            joined.replace("https://", "ftp://"),
            joined.replace("6:15", "25:00"),
            joined.replace("\"6:15\"", ""),
            joined.replace("key_file", "# key_file"),
            format!("retry_seconds = [0]\n{joined}"),
            format!("unknown = 1\n{joined}"),
        ] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }
}
