//! `cargo xtask deb`: the program of production as a package of Debian. The same tree and compiler give the same bytes: paths of the
//! machine are not in the program, and all times in the package are those of the last commit.

use crate::tools::{self, has, output, root, run as done};
use crate::{assets, sbom};
use anyhow::{Context, Result, bail};
use std::fs::{self, File, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

/// What is asked.
#[derive(clap::Args)]
pub struct Args {
    /// Folder into which the package is written; `debian` where cargo builds when not given.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A program that is built already, in place of building one.
    #[arg(long)]
    program: Option<PathBuf>,
}

/// Without `dpkg-shlibdeps`: what a program of Rust is linked with.
const LIBRARIES: &str = "libc6, libgcc-s1, libssl3";
/// What the scripts of the package call.
const SCRIPTS: &str =
    "init-system-helpers, systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles";
/// Files of the tree, and where they go.
const FILES: [(&str, &str); 10] = [
    ("packaging/debian/orda.toml", "etc/orda/orda.toml"),
    ("packaging/systemd/orda.service", "usr/lib/systemd/system/orda.service"),
    ("packaging/systemd/sysusers.conf", "usr/lib/sysusers.d/orda.conf"),
    ("packaging/systemd/tmpfiles.conf", "usr/lib/tmpfiles.d/orda.conf"),
    ("packaging/debian/copyright", "usr/share/doc/orda/copyright"),
    ("docs/installing.md", "usr/share/doc/orda/installing.md"),
    ("docs/operations.md", "usr/share/doc/orda/operations.md"),
    ("docs/settings.md", "usr/share/doc/orda/settings.md"),
    ("docs/postgresql.sql", "usr/share/doc/orda/postgresql.sql"),
    ("SECURITY.md", "usr/share/doc/orda/SECURITY.md"),
];
const MAINTAINER_SCRIPTS: [&str; 3] = ["postinst", "prerm", "postrm"];
/// Boards and rules for what watches: folders of the tree that are taken as they are.
const WATCHING: [&str; 2] = ["grafana", "prometheus"];

/// Builds the program without the demo, and the package; says where it is.
pub fn run(args: &Args) -> Result<()> {
    if !has("dpkg-deb") {
        bail!("dpkg-deb is not there: packages of Debian are made on Debian");
    }
    let out = match &args.out {
        Some(out) => out.clone(),
        None => tools::target_dir()?.join("debian"),
    };
    let program = match &args.program {
        Some(program) => program.clone(),
        None => build()?,
    };
    fs::create_dir_all(&out).with_context(|| format!("making {}", out.display()))?;
    let last = |what: &str| output(Command::new("git").args(["log", "-1", what]).current_dir(root()));
    let date = last("--format=%cD")?;
    let architecture = output(Command::new("dpkg").arg("--print-architecture"))?;
    let package = Package {
        program: &program,
        bill: &sbom::bill()?,
        epoch: last("--format=%ct")?.trim().parse().context("time of the last commit")?,
        date: date.trim(),
        version: &version()?,
        architecture: architecture.trim(),
        depends: &depends(&program, &out)?,
        maintainer: &maintainer(),
    };
    let file = make(&out, &package)?;
    if has("lintian") {
        // Advice: what it finds is for whoever publishes the package.
        done(Command::new("lintian").args(["--fail-on", "none"]).arg(&file))?;
    } else {
        eprintln!("NOT LOOKED AT by lintian: it is not there");
    }
    println!("{}", file.display());
    Ok(())
}

/// What goes into a package beside the files of the tree.
struct Package<'a> {
    program: &'a Path,
    bill: &'a str,
    /// Seconds since 1970.
    epoch: u64,
    /// The same in words (RFC 5322).
    date: &'a str,
    version: &'a str,
    architecture: &'a str,
    depends: &'a str,
    maintainer: &'a str,
}

/// The release binary of production, in a folder of its own: what it is built with is not what others are built with.
fn build() -> Result<PathBuf> {
    assets::build()?;
    let target = tools::target_dir()?.join("production");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).context("no folder of cargo")?;
    // The last that fits counts: the folder of what is built may lie in the tree.
    let named = [(root(), "/orda"), (home, "/cargo"), (target.clone(), "/target")];
    let each = |option: &str, between: &str| {
        let options = named.iter().map(|(from, to)| format!("{option}{}={to}", from.display()));
        options.collect::<Vec<_>>().join(between)
    };
    done(
        tools::cargo()?
            .args(["build", "--locked", "--release", "--package", "orda", "--no-default-features", "--target-dir"])
            .arg(&target)
            .env("CARGO_ENCODED_RUSTFLAGS", each("--remap-path-prefix=", "\x1f"))
            .env("CFLAGS", each("-ffile-prefix-map=", " ")),
    )?;
    Ok(target.join("release/orda"))
}

fn version() -> Result<String> {
    let metadata = cargo_metadata::MetadataCommand::new().no_deps().current_dir(root()).exec()?;
    let orda = metadata.packages.iter().find(|p| p.name.as_str() == "orda").context("there is no package orda")?;
    Ok(orda.version.to_string())
}

/// Who answers for the package, as Debian's tools know it.
fn maintainer() -> String {
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    format!(
        "{} <{}>",
        set("DEBFULLNAME").as_deref().unwrap_or("Orda"),
        set("DEBEMAIL").as_deref().unwrap_or("root@localhost")
    )
}

/// The libraries that the program is linked with, and what the scripts call.
fn depends(program: &Path, aside: &Path) -> Result<String> {
    if !has("dpkg-shlibdeps") {
        eprintln!("NOT COMPUTED: versions of libraries that the package needs (dpkg-shlibdeps is in dpkg-dev)");
        return Ok(format!("{LIBRARIES}, {SCRIPTS}"));
    }
    // It wants a source package around it.
    let folder = aside.join("shlibs");
    fs::create_dir_all(folder.join("debian"))?;
    fs::write(folder.join("debian/control"), "Source: orda\n\nPackage: orda\nArchitecture: any\n")?;
    let program = program.canonicalize().with_context(|| format!("{} is not there", program.display()))?;
    let said = output(Command::new("dpkg-shlibdeps").arg("-O").arg(program).current_dir(&folder));
    fs::remove_dir_all(&folder)?;
    let said = said?;
    let libraries = said.trim().strip_prefix("shlibs:Depends=").context("dpkg-shlibdeps says something else")?;
    Ok(format!("{libraries}, {SCRIPTS}"))
}

/// Makes the package in `out`; gives its path.
fn make(out: &Path, package: &Package) -> Result<PathBuf> {
    let staged = out.join("stage");
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    stage(&staged, package)?;
    let file = out.join(format!("orda_{}_{}.deb", package.version, package.architecture));
    // One thread: with several the packed bytes go by how many there are.
    done(
        Command::new("dpkg-deb")
            .args(["--root-owner-group", "--threads-max=1", "-Zxz", "--build"])
            .arg(&staged)
            .arg(&file)
            .env("SOURCE_DATE_EPOCH", package.epoch.to_string())
            .stdout(Stdio::null()),
    )?;
    fs::remove_dir_all(&staged)?;
    Ok(file)
}

/// Lays out what the package holds.
fn stage(staged: &Path, package: &Package) -> Result<()> {
    let put = |to: &str, mode: u32, bytes: &[u8]| -> Result<()> {
        let path = staged.join(to);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        Ok(fs::set_permissions(&path, Permissions::from_mode(mode))?)
    };
    let read = |path: &Path| fs::read(path).with_context(|| format!("reading {}", path.display()));
    put("usr/bin/orda", 0o755, &read(package.program)?)?;
    for (from, to) in FILES {
        put(to, 0o644, &read(&root().join(from))?)?;
    }
    put("usr/share/man/man1/orda.1.gz", 0o644, &packed(&read(&root().join("packaging/debian/orda.1"))?)?)?;
    put("usr/share/doc/orda/sbom.json", 0o644, package.bill.as_bytes())?;
    let changes = format!(
        "orda ({}) unstable; urgency=medium\n\n  * Release {0}.\n\n -- {}  {}\n",
        package.version, package.maintainer, package.date
    );
    put("usr/share/doc/orda/changelog.gz", 0o644, &packed(changes.as_bytes())?)?;
    for folder in WATCHING {
        let from = root().join("packaging").join(folder);
        for file in files(&from)? {
            put(&format!("usr/share/doc/orda/{folder}/{}", file.display()), 0o644, &read(&from.join(&file))?)?;
        }
    }

    let held = files(staged)?;
    let sums = output(Command::new("md5sum").args(&held).current_dir(staged))?;
    let mut bytes = 0;
    for file in &held {
        bytes += fs::metadata(staged.join(file))?.len();
    }
    let control = format!(
        "Package: orda\nVersion: {}\nArchitecture: {}\nMaintainer: {}\nInstalled-Size: {}\nDepends: {}\n\
         Suggests: postgresql, clamav-daemon\nSection: web\nPriority: optional\n\
         Description: intranet portal of state bodies\n \
         State bodies agree drafts of legal acts in it, every decision made with an electronic\n \
         digital signature that anyone can check without the portal. Pages are in Kazakh, Russian\n \
         and English; everything is in one program with an embedded database, or on PostgreSQL.\n",
        package.version,
        package.architecture,
        package.maintainer,
        bytes.div_ceil(1024),
        package.depends
    );
    put("DEBIAN/control", 0o644, control.as_bytes())?;
    put("DEBIAN/conffiles", 0o644, b"/etc/orda/orda.toml\n")?;
    put("DEBIAN/md5sums", 0o644, sums.as_bytes())?;
    for script in MAINTAINER_SCRIPTS {
        put(&format!("DEBIAN/{script}"), 0o755, &read(&root().join("packaging/debian").join(script))?)?;
    }
    settle(staged, SystemTime::UNIX_EPOCH + Duration::from_secs(package.epoch))
}

/// Packed without name and time.
fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = Command::new("gzip").arg("-9n").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    // What is packed here fits into a pipe whole: nobody waits for the other.
    gzip.stdin.take().context("a pipe")?.write_all(bytes)?;
    let mut packed = Vec::new();
    gzip.stdout.take().context("a pipe")?.read_to_end(&mut packed)?;
    if !gzip.wait()?.success() {
        bail!("gzip failed");
    }
    Ok(packed)
}

/// All files below, by their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut next = vec![folder.to_path_buf()];
    while let Some(at) = next.pop() {
        for entry in fs::read_dir(at)? {
            let path = entry?.path();
            if path.is_dir() {
                next.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// One time and the usual bits for all folders, one time for all files: whatever the machine's are.
fn settle(path: &Path, at: SystemTime) -> Result<()> {
    if path.is_dir() {
        fs::set_permissions(path, Permissions::from_mode(0o755))?;
        for entry in fs::read_dir(path)? {
            settle(&entry?.path(), at)?;
        }
    }
    Ok(File::open(path)?.set_modified(at)?)
}

#[cfg(test)]
mod tests;
