//! The program shuts itself in before it serves: from then on the kernel lets it reach what its settings name and no other file, and
//! start no program (Landlock, Linux 5.13 and newer). Whoever takes it over by a file of a stranger has that much and no more.
//!
//! What holds a thread holds those that it makes: it is entered before the runtime has any.

use crate::config::Config;
use crate::safety::make_folder;
use anyhow::{Context, Result};
use landlock::{
    ABI, Access, AccessFs, BitFlags, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, path_beneath_rules,
};
use orda_store::files_named;
use orda_web::SecretFile;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

/// What of the kernel's rules about files is known here; an older kernel holds what it knows.
const KNOWN: ABI = ABI::V5;
/// What the system's library reads when it looks names up, how many processors there are, randomness.
const SYSTEM: [&str; 14] = [
    "/etc",
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/zoneinfo",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
    "/run/systemd/resolve",
    // Whole: the kernel forgets a rule for the folder of one process when it is short of memory.
    "/proc",
    "/sys/fs/cgroup",
    "/sys/devices/system/cpu",
    "/dev/urandom",
    "/dev/null",
];
/// Where the embedded database puts what does not go into memory, beside the folder for temporary files.
const ASIDE: &str = "/var/tmp";
/// Names in the environment of files that the library of databases reads.
const OF_ENVIRONMENT: [&str; 4] = ["PGPASSFILE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY"];

/// Does the program shut itself in?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sandbox {
    /// As far as the kernel can.
    #[default]
    On,
    /// No.
    Off,
}

/// How far the kernel holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// By all the rules.
    Whole,
    /// By those that this kernel knows.
    InPart,
    /// Not at all.
    Not,
}

/// Shuts this thread in, and those that it makes from now on.
///
/// # Errors
/// The kernel knows how, and refuses.
pub fn enter(config: &Config) -> Result<Held> {
    if config.sandbox == Sandbox::Off {
        tracing::warn!("sandbox = \"off\": the program reaches every file that its account does");
        return Ok(Held::Not);
    }
    let reach = Reach::of(config);
    let status = hold(&reach).context("shutting the program in (sandbox = \"off\" does without)")?;
    let held = match status {
        RulesetStatus::FullyEnforced => Held::Whole,
        RulesetStatus::PartiallyEnforced => Held::InPart,
        RulesetStatus::NotEnforced => Held::Not,
    };
    match held {
        Held::Whole => tracing::info!(what = %reach, "shut in: other files are out of reach, no program is started"),
        Held::InPart => {
            tracing::info!(what = %reach, "shut in, by the rules that this kernel knows: a newer one (6.10) knows all");
        }
        Held::Not => tracing::warn!("not shut in: this kernel has no Landlock, or it is switched off"),
    }
    Ok(held)
}

fn hold(reach: &Reach) -> Result<RulesetStatus> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let device: BitFlags<AccessFs> = AccessFs::MakeChar | AccessFs::MakeBlock | AccessFs::IoctlDev;
    let write = AccessFs::from_all(KNOWN) & !(device | AccessFs::Execute);
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(KNOWN))?
        .create()?
        .add_rules(path_beneath_rules(&reach.read, read))?
        .add_rules(path_beneath_rules(&reach.written, write))?
        .restrict_self()?;
    Ok(status.ruleset)
}

/// What stays within reach.
#[derive(Debug, Default)]
struct Reach {
    read: BTreeSet<PathBuf>,
    written: BTreeSet<PathBuf>,
}

impl Reach {
    /// Of an installation with these settings. Folders that the program would make are made.
    fn of(config: &Config) -> Self {
        let mut reach = Self::default();
        reach.read.extend(SYSTEM.iter().map(PathBuf::from));
        // The program itself is compared with what was installed.
        reach.read.extend(env::current_exe());
        reach.read.extend(env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from));
        // Passwords of databases, where the environment names no other file.
        reach.read.extend(env::home_dir().map(|home| home.join(".pgpass")));
        for file in read_files(config) {
            reach.read.insert(around(&file));
            // What a link leads to lies elsewhere.
            reach.read.extend(file.canonicalize().map(|real| around(&real)));
        }

        reach.written.extend([env::temp_dir(), PathBuf::from(ASIDE)]);
        reach.written.extend(env::var_os("SQLITE_TMPDIR").map(PathBuf::from));
        let backup = &config.backup;
        let made = [&backup.keys_to, &backup.drill_in, &config.accounting.archives];
        let made = made.into_iter().flatten().chain(backup.folder());
        for folder in [&config.data].into_iter().chain(made) {
            // Why it cannot be made is told by who needs it.
            let _ = make_folder(folder);
            reach.written.insert(folder.clone());
        }
        reach.written.extend(backup.continuous_to.clone());
        reach.written.extend(config.accounting.checkpoint_file.as_deref().map(around));
        let databases = [config.database_url(), config.vault_url()];
        let embedded = databases.iter().filter_map(|url| url.strip_prefix("sqlite://"));
        reach.written.extend(embedded.map(|path| around(Path::new(path.split('?').next().unwrap_or(path)))));
        for folder in reach.written.iter().filter(|folder| !folder.exists()) {
            tracing::warn!(subject = %folder.display(), "not there: it is out of reach until the next start");
        }
        reach
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |paths: &BTreeSet<PathBuf>| {
            paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ")
        };
        write!(f, "written {}; read {}", listed(&self.written), listed(&self.read))
    }
}

/// The files that the settings and the environment name, which are read at the start or later.
fn read_files(config: &Config) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = config.file.iter().cloned().collect();
    for tls in config.certificates() {
        files.extend([tls.certificate.clone(), SecretFile::named(&tls.key).path().to_owned()]);
        files.extend([&tls.clients_ca, &tls.ocsp].into_iter().flatten().cloned());
    }
    for centre in &config.trust {
        files.extend(centre.anchors.iter().chain(&centre.intermediates).chain(&centre.crls).cloned());
    }
    let smtp = config.smtp.as_ref();
    let (reminders, sources) =
        (&config.reminders, [&config.reminders.chancellery, &config.reminders.presidential_administration]);
    let others = [
        &config.passwords.breached_file,
        &config.exchange.ca_file,
        &reminders.ca_file,
        &sources[0].key_file,
        &sources[1].key_file,
    ];
    files.extend(others.into_iter().flatten().cloned());
    files.extend(smtp.and_then(|smtp| smtp.ca_file.clone()));
    files.extend(config.accounting.syslog.as_ref().and_then(|syslog| syslog.ca_file.clone()));
    let stores = || config.s3.iter().chain(&config.backup.s3);
    files.extend(stores().filter_map(|s3| s3.ca_file.clone()));
    files.extend(config.telemetry.ca_file.clone());
    let secrets = config.master_key.iter().chain(smtp.and_then(|smtp| smtp.password_file.as_ref()));
    let secrets = secrets.chain(sources.into_iter().filter_map(|source| source.token_file.as_ref()));
    let secrets = secrets.chain(stores().map(|s3| &s3.secret_file));
    let secrets = secrets.chain(config.telemetry.headers_file.as_ref());
    files.extend(secrets.map(|named| SecretFile::named(named).path().to_owned()));

    for url in [config.database_url(), config.vault_url()] {
        files.extend(files_named(&url));
    }
    files.extend(OF_ENVIRONMENT.iter().filter_map(env::var_os).map(PathBuf::from));
    files
}

/// The folder of a file: whoever renews a file puts another one in its place. The file alone where that would be everything.
fn around(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if real.parent().is_some() { real } else { file.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::ErrorKind;
    use std::process::Command;
    use std::thread;

    /// A thread that is shut in writes where the settings say, reads what they name, also when it was put in place anew, and
    /// nothing else; it starts no program, and neither does a thread that it makes. Other threads are as they were.
    #[test]
    fn only_what_is_named_is_reached() {
        // Not where temporary files are: those may be reached.
        let folder = tempfile::tempdir_in("/dev/shm").expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["lists", "other"] {
            fs::create_dir(at(name)).expect("a folder");
        }
        fs::write(at("lists/breached"), "named").expect("written");
        fs::write(at("other/secret"), "not named").expect("written");
        let mut config = Config { data: at("data"), ..Config::default() };
        config.passwords.breached_file = Some(at("lists/breached"));
        config.backup.to = Some(at("backups").into());
        let (named, other) = (at("lists/breached"), at("other/secret"));
        let shut_in = {
            let (named, other, config) = (named.clone(), other.clone(), config.clone());
            thread::spawn(move || {
                let held = enter(&config).expect("entered");
                if held == Held::Not {
                    return held;
                }
                let refused = |error: std::io::Error| assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{error}");
                refused(fs::read(&other).expect_err("not named"));
                refused(fs::write(other.with_extension("new"), "x").expect_err("not named"));
                refused(fs::write(&named, "x").expect_err("named to be read"));
                refused(fs::read_dir(other.parent().expect("a folder")).expect_err("not named"));
                refused(Command::new("/bin/true").status().expect_err("a program"));
                thread::spawn(move || refused(fs::read(&other).expect_err("not named"))).join().expect("a thread");
                let backups = config.backup.folder().expect("set").clone();
                for folder in [config.data, backups] {
                    fs::write(folder.join("a"), "kept").expect("written");
                    fs::rename(folder.join("a"), folder.join("b")).expect("moved");
                    assert_eq!(fs::read(folder.join("b")).expect("read"), b"kept");
                }
                assert_eq!(fs::read(&named).expect("read"), b"named");
                held
            })
        };
        let held = shut_in.join().expect("as it should be");
        assert_eq!(fs::read(&other).expect("this thread is not held"), b"not named");
        if held == Held::Not {
            eprintln!("NOT TRIED: this kernel has no Landlock, and the program is not shut in");
        }
        config.sandbox = Sandbox::Off;
        assert_eq!(enter(&config).expect("nothing is done"), Held::Not);
        assert!(fs::read(&other).is_ok(), "not shut in");
    }

    /// Every file that a setting names is within reach, with what is put in its place, and what a link leads to; the folder above
    /// everything never is.
    #[test]
    fn everything_named_is_within_reach() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("archive")).expect("a folder");
        fs::write(folder.path().join("archive/3.pem"), "").expect("written");
        std::os::unix::fs::symlink("archive/3.pem", folder.path().join("chain.pem")).expect("a link");
        let text = format!(
            "database = 'postgres://orda@db/orda?sslmode=verify-full&sslrootcert=/f1/ca.pem&ssl-cert=/f2/c.pem&sslkey=/f3/k.pem'\n\
             vault = 'sqlite:///f4/vault.db?mode=rwc'\nmaster_key = '/f5/master'\n\
             [tls]\ncertificate = '{}/chain.pem'\nkey = '/f6/key.pem'\nclients_ca = '/f7/ca.pem'\nocsp = '/f8/a.der'\n\
             [internal]\nlisten = '127.0.0.1:1'\n[internal.tls]\ncertificate = '/f9/c.pem'\nkey = '/top.pem'\n\
             [smtp]\nhost = 'h'\nfrom = 'f'\npassword_file = '/f10/p'\nca_file = '/f11/ca.pem'\n\
             [accounting]\narchives = '/dev/null/archives'\ncheckpoint_file = '/f12/checkpoints'\n\
             [accounting.syslog]\naddress = 'siem:6514'\nca_file = '/f13/ca.pem'\n[passwords]\nbreached_file = '/f14/list'\n\
             [exchange]\nca_file = '/f15/ca.pem'\n[reminders]\nca_file = '/f16/ca.pem'\n\
             [reminders.chancellery]\nkey_file = '/f17/k'\ntoken_file = '/f18/t'\n\
             [reminders.presidential_administration]\nkey_file = '/f19/k'\ntoken_file = '/f20/t'\n\
             [[trust]]\nname = 'n'\nanchors = ['/f21/a']\nintermediates = ['/f22/i']\ncrls = ['/f23/c']\n\
             [backup]\nto = 's3://copies'\ncontinuous_to = '/f24/copy'\n\
             [s3]\nendpoint = 'https://s3'\nkey_id = 'orda'\nsecret_file = '/f25/s'\nca_file = '/f26/ca.pem'\n\
             [backup.s3]\nendpoint = 'https://s3'\nkey_id = 'copies'\nsecret_file = '/f27/s'\nca_file = '/f28/ca.pem'\n\
             [telemetry]\nheaders_file = '/f29/h'\nca_file = '/f30/ca.pem'\n",
            folder.path().display()
        );
        let config = Config { data: folder.path().join("data"), ..toml::from_str(&text).expect("settings") };
        let reach = Reach::of(&config);
        let written = ["/f4", "/f12", "/f24/copy", "/dev/null/archives"].map(PathBuf::from);
        assert!(written.iter().all(|path| reach.written.contains(path)), "{reach}");
        let read = (1..=30).filter(|n| ![4, 12, 24].contains(n)).map(|n| PathBuf::from(format!("/f{n}")));
        let real = folder.path().canonicalize().expect("there");
        let links = [real.clone(), real.join("archive"), PathBuf::from("/top.pem")];
        for path in read.chain(links) {
            assert!(reach.read.contains(&path), "{} of {reach}", path.display());
        }
        let all = Path::new("/");
        assert!(!reach.read.contains(all) && !reach.written.contains(all), "{reach}");
        assert!(config.data.is_dir(), "made beforehand");
    }
}
