use super::*;
use tempfile::TempDir;

/// Any program of the machine stands in for the one that takes long to build.
const PROGRAM: &str = "/bin/true";

/// A package in a folder of its own; none, said loudly, where packages cannot be made.
fn made() -> Option<(TempDir, PathBuf)> {
    if !has("dpkg-deb") {
        eprintln!("NOT TRIED: the package of Debian (dpkg-deb is not there)");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let package = Package {
        program: Path::new(PROGRAM),
        bill: "{}\n",
        epoch: 1_700_000_000,
        date: "Tue, 14 Nov 2023 22:13:20 +0000",
        version: "1.2.3",
        architecture: "amd64",
        depends: &depends(Path::new(PROGRAM), folder.path()).expect("depends"),
        maintainer: "Somebody <somebody@example.kz>",
    };
    let file = make(folder.path(), &package).expect("made");
    Some((folder, file))
}

fn told(what: &str, file: &Path) -> String {
    output(Command::new("dpkg-deb").arg(what).arg(file).env("TZ", "UTC")).expect("dpkg-deb reads it")
}

/// Made twice, in another folder and at another time, it is the same to the byte.
#[test]
fn the_same_files_make_the_same_package() {
    let (Some((_first, one)), Some((_second, other))) = (made(), made()) else { return };
    assert_eq!(one.file_name().and_then(|name| name.to_str()), Some("orda_1.2.3_amd64.deb"));
    assert!(fs::read(&one).expect("read") == fs::read(&other).expect("read"), "two packages differ");
}

/// It holds what it should, owned by root; settings are kept by dpkg, data are not in it, and it says what it needs.
#[test]
fn the_package_holds_what_is_installed() {
    let Some((_folder, file)) = made() else { return };
    let info = told("--info", &file);
    for line in
        ["Package: orda", "Version: 1.2.3", "Architecture: amd64", "Depends: libc6", "systemd-standalone-sysusers"]
    {
        assert!(info.contains(line), "{line} in {info}");
    }
    let contents = told("--contents", &file);
    let expected = [
        ("-rwxr-xr-x", "./usr/bin/orda"),
        ("-rw-r--r--", "./usr/share/man/man1/orda.1.gz"),
        ("-rw-r--r--", "./usr/share/doc/orda/changelog.gz"),
        ("-rw-r--r--", "./usr/share/doc/orda/sbom.json"),
        ("-rw-r--r--", "./usr/share/doc/orda/grafana/orda.json"),
        ("-rw-r--r--", "./usr/share/doc/orda/prometheus/orda.rules.yml"),
    ];
    let of_tree = FILES.map(|(_, to)| ("-rw-r--r--", format!("./{to}")));
    let expected = expected.map(|(bits, path)| (bits, path.to_owned())).into_iter().chain(of_tree);
    for (bits, path) in expected {
        let found = contents.lines().any(|line| line.starts_with(bits) && line.ends_with(&path));
        assert!(found, "{bits} {path} in {contents}");
    }
    for line in contents.lines() {
        assert!(line.contains(" root/root ") && line.contains("2023-11-14"), "{line}");
        assert!(!line.contains("./var"), "{line}");
    }
    let kept = output(Command::new("dpkg-deb").arg("--info").arg(&file).arg("conffiles")).expect("conffiles");
    assert_eq!(kept, "/etc/orda/orda.toml\n");
}

/// The scripts of the package are scripts, and purging it leaves the data.
#[test]
fn purging_leaves_the_data() {
    let scripts = root().join("packaging/debian");
    for script in MAINTAINER_SCRIPTS {
        done(Command::new("sh").arg("-n").arg(scripts.join(script))).expect("a script");
        let text = fs::read_to_string(scripts.join(script)).expect("read");
        assert!(!text.contains("rm ") && !text.contains("userdel") && !text.contains("deluser"), "{script}");
    }
    let after = fs::read_to_string(scripts.join("postrm")).expect("read");
    assert!(after.contains("/var/lib/orda (data and keys)"), "it says so");
}

/// The service is one that systemd reads, shut in as far as it goes.
#[test]
fn the_service_is_shut_in() {
    let text = fs::read_to_string(root().join("packaging/systemd/orda.service")).expect("read");
    let command = "ExecStart=/usr/bin/orda serve --config /etc/orda/orda.toml\n";
    assert!(text.contains(command), "the program of the package, with its settings");
    if !has("systemd-analyze") {
        eprintln!("NOT TRIED: the service of systemd (systemd-analyze is not there)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let unit = folder.path().join("orda.service");
    // Neither program nor page of the manual need be installed here.
    let text = text.replace(command, &format!("ExecStart={PROGRAM}\n")).replace("man:orda(1) ", "");
    fs::write(&unit, text).expect("written");
    let verified = Command::new("systemd-analyze").args(["verify", "--recursive-errors=no"]).arg(&unit).output();
    let verified = verified.expect("it runs");
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.success() && !said.contains("orda.service"), "{said}");
    // 2.0, in tenths.
    let judged = ["security", "--offline=true", "--no-pager", "--threshold=20"];
    done(Command::new("systemd-analyze").args(judged).arg(&unit).stdout(Stdio::null())).expect("at most 2.0");
}

/// What the file of the container copies is there, and it runs what the package does, as nobody in particular.
#[test]
fn the_container_copies_what_is_there() {
    let text = fs::read_to_string(root().join("packaging/container/Containerfile")).expect("read");
    let copied: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|rest| !rest.starts_with("--from"))
        .flat_map(|rest| {
            let words: Vec<&str> = rest.split_whitespace().collect();
            words[..words.len().saturating_sub(1)].to_vec()
        })
        .collect();
    assert!(!copied.is_empty());
    for path in copied {
        assert!(root().join(path).exists(), "{path} is not there");
    }
    let user = text.lines().rev().find_map(|line| line.strip_prefix("USER ")).expect("an account");
    assert!(user != "root" && user != "0", "{user}");
    assert!(text.contains("--no-default-features"), "without the demo");
    // OpenSSL's headers where it is built, its library where it runs.
    let stages: Vec<&str> = text.split("\nFROM ").collect();
    let installs = |stage: &str, package: &str| {
        stage.lines().any(|l| l.starts_with("RUN apt-get") && l.split_whitespace().any(|word| word == package))
    };
    let build = stages.iter().find(|stage| stage.contains("cargo build")).expect("a stage that builds");
    assert!(installs(build, "libssl-dev") && installs(build, "pkg-config"), "{build}");
    assert!(stages.last().is_some_and(|last| installs(last, "libssl3")), "{text}");
}
