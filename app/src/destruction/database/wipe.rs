//! Files that are written over before they are removed. On disks that put new bytes elsewhere this alone guarantees nothing:
//! that is what the keys are for, which go first.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Bytes that are written at once.
const PIECE: usize = 1 << 20;
/// The folder of a disk's own, where a folder is a whole disk: nobody else may look into it.
const OF_DISK: &str = "lost+found";

/// Does as [`file`], also with what a link leads to.
pub fn through(path: &Path) -> io::Result<()> {
    if let Ok(real) = path.canonicalize() {
        file(&real)?;
    }
    file(path)
}

/// Writes a file over and removes it. One that is not there is no error; of a link only the link goes.
pub fn file(path: &Path) -> io::Result<()> {
    let seen = match fs::symlink_metadata(path) {
        Ok(seen) => seen,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    if seen.is_file() {
        let mut file = match File::options().write(true).open(path) {
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
                File::options().write(true).open(path)?
            }
            opened => opened?,
        };
        let noise = vec![0xA5_u8; PIECE.min(usize::try_from(seen.len()).unwrap_or(PIECE))];
        let mut left = seen.len();
        while left > 0 {
            let now = noise.len().min(usize::try_from(left).unwrap_or(noise.len()));
            file.write_all(&noise[..now])?;
            left -= now as u64;
        }
        // The bytes are on the disk before the name goes.
        file.sync_all()?;
        file.set_len(0)?;
    }
    fs::remove_file(path)
}

/// Does so with everything in a folder but `keep`, and removes the folders in it. A folder that is not there is no error.
pub fn folder(path: &Path, keep: &[PathBuf]) -> io::Result<()> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    for entry in entries {
        let entry = entry?;
        let inner = entry.path();
        if keep.contains(&inner) || entry.file_name() == OF_DISK {
            continue;
        }
        if entry.file_type()?.is_dir() {
            folder(&inner, keep)?;
            match fs::remove_dir(&inner) {
                Err(e) if !may_stay(e.kind()) => return Err(e),
                _ => {}
            }
        } else {
            file(&inner)?;
        }
    }
    File::open(path)?.sync_all()
}

/// A folder stays where something in it is kept, and where it is a whole disk.
fn may_stay(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::ResourceBusy)
}

/// Files under a folder but `keep`.
pub fn left(path: &Path, keep: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(next) = waiting.pop() {
        let entries = match fs::read_dir(&next) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_name() == OF_DISK {
                continue;
            }
            if entry.file_type()?.is_dir() {
                waiting.push(entry.path());
            } else if !keep.contains(&entry.path()) {
                found.push(entry.path());
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file held is gone even for who has it open; what is kept stays, links are not followed.
    #[test]
    fn bytes_go_before_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("theirs"), "theirs").expect("written");
        fs::create_dir_all(at("deep/deeper")).expect("made");
        for name in ["one", "deep/two", "deep/deeper/kept"] {
            fs::write(at(name), "a secret ".repeat(200_000)).expect("written");
        }
        fs::hard_link(at("one"), outside.path().join("held")).expect("linked");
        std::os::unix::fs::symlink(outside.path(), at("link")).expect("linked");
        let keep = [at("deep/deeper/kept")];
        assert_eq!(left(folder.path(), &keep).expect("read").len(), 3);
        super::folder(folder.path(), &keep).expect("wiped");
        super::folder(folder.path(), &keep).expect("again: nothing to do");
        assert_eq!(left(folder.path(), &keep).expect("read"), Vec::<PathBuf>::new());
        assert!(!at("one").exists() && !at("deep/two").exists() && !at("link").exists());
        assert_eq!(fs::read_to_string(&keep[0]).expect("kept").len(), 9 * 200_000);
        assert_eq!(fs::read_to_string(outside.path().join("theirs")).expect("there"), "theirs");
        assert_eq!(fs::read(outside.path().join("held")).expect("there"), b"");
        file(&at("never")).expect("nothing to do");
    }

    /// Where a file is named, what a link in its place leads to goes with the link; a file that nobody may write to goes as well, and
    /// so does all that is in a folder which itself has to stay.
    #[test]
    fn what_is_named_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["real", "plain"] {
            fs::write(at(name), "a secret").expect("written");
            fs::set_permissions(at(name), fs::Permissions::from_mode(0o400)).expect("bits");
        }
        fs::hard_link(at("real"), at("held")).expect("linked");
        std::os::unix::fs::symlink(at("real"), at("link")).expect("linked");
        through(&at("link")).expect("wiped");
        through(&at("plain")).expect("wiped");
        through(&at("link")).expect("again: nothing to do");
        assert_eq!(left(folder.path(), &[at("held")]).expect("read"), Vec::<PathBuf>::new());
        assert!(at("link").symlink_metadata().is_err());
        assert_eq!(fs::read(at("held")).expect("there"), b"");
        assert!(may_stay(io::ErrorKind::ResourceBusy) && may_stay(io::ErrorKind::DirectoryNotEmpty));
        assert!(!may_stay(io::ErrorKind::PermissionDenied));
    }
}
