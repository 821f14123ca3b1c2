//! Secrets of services in files that something else keeps: the manager of services (`$CREDENTIALS_DIRECTORY` of systemd), the
//! agent of a vault, an administrator. They are read each time they are needed, so that whoever turns them over needs no
//! restart (OWASP ASVS 13.2.1, 13.3.1).

use orda_base::closed::is_closed;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A file with a secret. What is in it is never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretFile(PathBuf);

impl SecretFile {
    /// The file of this name: a path, or the name of a credential that the manager of services hands over.
    pub fn named(name: &Path) -> Self {
        let folder = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        Self::within(folder.as_deref(), name)
    }

    /// The same with this folder of credentials.
    fn within(credentials: Option<&Path>, name: &Path) -> Self {
        let handed = credentials.filter(|_| name.is_relative()).map(|folder| folder.join(name));
        Self(handed.filter(|path| path.is_file()).unwrap_or_else(|| name.to_owned()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What is in it now.
    ///
    /// # Errors
    /// It cannot be read, or others may read it: neither its own bits nor those of a folder above are closed.
    pub fn read(&self) -> io::Result<Zeroizing<Vec<u8>>> {
        let path = self.0.canonicalize().map_err(|error| self.told(&error))?;
        let closed =
            path.ancestors().any(|place| std::fs::metadata(place).is_ok_and(|seen| is_closed(seen.mode(), seen.uid())));
        if !closed {
            let said = "others may read it; chmod 600 it and give it to the account of the service";
            return Err(self.told(&io::Error::new(io::ErrorKind::PermissionDenied, said)));
        }
        std::fs::read(path).map(Zeroizing::new).map_err(|error| self.told(&error))
    }

    /// The one line of text in it now.
    ///
    /// # Errors
    /// As [`Self::read`]; it holds nothing, or more than a line of text.
    pub fn line(&self) -> io::Result<Zeroizing<String>> {
        let bytes = self.read()?;
        let text = std::str::from_utf8(&bytes).unwrap_or_default().trim();
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err(self.told(&io::Error::new(io::ErrorKind::InvalidData, "it holds no line of text")));
        }
        Ok(Zeroizing::new(text.to_owned()))
    }

    fn told(&self, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("{}: {error}", self.0.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("bits");
    }

    /// A file that others may read is refused unless a folder above is closed to them; it is read anew each time.
    #[test]
    fn what_others_may_read_is_refused() {
        // Under a folder that is open all the way up.
        let folder = PathBuf::from(format!("/var/tmp/orda-secret-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        set(&folder, 0o755);
        let path = folder.join("password");
        fs::write(&path, " one\n").expect("written");
        let file = SecretFile::named(&path);
        set(&path, 0o644);
        let refused = file.line().expect_err("open to all");
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        assert!(refused.to_string().contains("chmod 600") && !refused.to_string().contains("one"), "{refused}");
        set(&path, 0o600);
        assert_eq!(file.line().expect("closed").as_str(), "one");
        fs::write(&path, "two").expect("written");
        assert_eq!(file.line().expect("turned over").as_str(), "two");
        fs::write(&path, "two\nlines").expect("written");
        assert_eq!(file.line().expect_err("two lines").kind(), io::ErrorKind::InvalidData);
        set(&path, 0o644);
        set(&folder, 0o700);
        assert!(file.read().is_ok(), "within a closed folder");
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(file.read().expect_err("gone").kind(), io::ErrorKind::NotFound);
    }

    /// A bare name is that of a credential when there is one; a path stays one.
    #[test]
    fn credentials_are_found_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("smtp"), "secret").expect("written");
        set(&folder.path().join("smtp"), 0o600);
        let within = |name: &str| SecretFile::within(Some(folder.path()), Path::new(name));
        assert_eq!(within("smtp").line().expect("a credential").as_str(), "secret");
        assert_eq!(within("other").path(), Path::new("other"));
        assert_eq!(within("/etc/orda/smtp").path(), Path::new("/etc/orda/smtp"));
        assert_eq!(SecretFile::within(None, Path::new("smtp")).path(), Path::new("smtp"));
    }
}
