//! Reading what the commands are given: PEM or DER, one object or many in a file.

use anyhow::{Context as _, Result, bail};
use eds::path::Store;
use eds::{Certificate, OcspResponse, RevocationList};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Longest file that is read whole.
const LIMIT: u64 = 512 * 1024 * 1024;

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let name = || path.display().to_string();
    let size = std::fs::metadata(path).with_context(name)?.len();
    if size > LIMIT {
        bail!("{}: {size} bytes are too many", name());
    }
    std::fs::read(path).with_context(name)
}

/// Every object of a file.
pub fn objects(path: &Path) -> Result<Vec<Vec<u8>>> {
    let found = eds::pem::any(&read(path)?).with_context(|| path.display().to_string())?;
    Ok(found.into_iter().map(|(_, der)| der).collect())
}

fn each<T>(paths: &[PathBuf], parse: impl Fn(&[u8]) -> eds::Result<T>) -> Result<Vec<T>> {
    let mut found = Vec::new();
    for path in paths {
        for der in objects(path)? {
            found.push(parse(&der).with_context(|| path.display().to_string())?);
        }
    }
    Ok(found)
}

/// Certificates of these files.
pub fn certificates(paths: &[PathBuf]) -> Result<Vec<Certificate>> {
    each(paths, Certificate::from_der)
}

/// Lists of these files.
pub fn lists(paths: &[PathBuf]) -> Result<Vec<RevocationList>> {
    each(paths, RevocationList::read)
}

/// A file that says what is trusted. Paths are relative to it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Trust {
    /// Files of anchors.
    pub anchors: Vec<PathBuf>,
    /// Files of further certificates.
    pub intermediates: Vec<PathBuf>,
    /// Files of lists of revoked certificates.
    pub crls: Vec<PathBuf>,
    /// Files of OCSP answers.
    pub answers: Vec<PathBuf>,
    /// Algorithms by name with the time from which they prove nothing any more.
    pub retired: BTreeMap<String, String>,
    /// How people, bodies and roles are written; Kazakhstan's way unless told.
    pub profile: Option<eds::Profile>,
}

/// What a trust file says, read.
pub struct Trusted {
    pub store: Store,
    pub retired: Vec<(String, i64)>,
    pub profile: eds::Profile,
}

impl Trust {
    /// Reads the file.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let mut trust: Self = toml::from_str(&text).with_context(|| path.display().to_string())?;
        let folder = path.parent().unwrap_or(Path::new("."));
        for list in [&mut trust.anchors, &mut trust.intermediates, &mut trust.crls, &mut trust.answers] {
            for file in list.iter_mut() {
                *file = folder.join(&*file);
            }
        }
        Ok(trust)
    }

    /// Reads every file it names.
    pub fn open(self) -> Result<Trusted> {
        let store = Store {
            anchors: certificates(&self.anchors)?,
            intermediates: certificates(&self.intermediates)?,
            lists: lists(&self.crls)?,
            answers: each(&self.answers, OcspResponse::read)?,
        };
        if store.anchors.is_empty() {
            bail!("no anchor: give --anchors or --trust");
        }
        let mut retired = Vec::new();
        for (name, since) in self.retired {
            let time = eds::parse_time(&since).with_context(|| format!("retired.{name}: {since} is no time"))?;
            retired.push((name, time));
        }
        Ok(Trusted { store, retired, profile: self.profile.unwrap_or_default() })
    }
}
