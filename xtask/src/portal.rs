//! A demo government of its own, served as long as it is needed: a free port, a temporary folder, gone afterwards. Or an
//! empty installation that speaks TLS itself.

use crate::tools::{output, target_dir};
use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest time until a government is made and served.
const START: Duration = Duration::from_mins(5);

/// What OpenSSL makes: a centre, and of it the certificate of `localhost`, with a list of revoked ones named that nobody
/// fetches.
const CERTIFICATES: [(&str, &str); 2] = [
    ("root", "-subj /CN=Centre -addext keyUsage=critical,keyCertSign,cRLSign"),
    (
        "localhost",
        "-CA root.pem -CAkey root.key -subj /CN=localhost -addext subjectAltName=DNS:localhost \
         -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature \
         -addext extendedKeyUsage=serverAuth -addext crlDistributionPoints=URI:http://localhost/list.crl",
    ),
];

/// A served government, stopped and removed when dropped.
pub struct Portal {
    program: Child,
    folder: PathBuf,
    url: String,
    /// Where health is asked, without TLS.
    asked: u16,
}

impl Portal {
    /// Makes and serves a government with the program that `cargo build` has left; `name` tells folders apart.
    pub fn start(name: &str) -> Result<Self> {
        let folder = new_folder(name);
        let port = free_port()?;
        let mut orda = orda()?;
        orda.args(["demo", "--fresh", "--port", &port.to_string(), "--data"]).arg(&folder);
        Self { program: spawn(&mut orda)?, folder, url: format!("http://127.0.0.1:{port}"), asked: port }.ready()
    }

    /// Serves a new installation over TLS at `localhost`, with a certificate of a centre of its own: `root.pem` in its
    /// folder. Health is answered without TLS elsewhere.
    pub fn encrypted(name: &str) -> Result<Self> {
        let folder = new_folder(name);
        std::fs::create_dir_all(&folder)?;
        for (name, more) in CERTIFICATES {
            let mut openssl = Command::new("openssl");
            openssl.args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "90",
            ]);
            openssl.args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")]).args(more.split(' '));
            output(openssl.current_dir(&folder))?;
        }
        let (port, asked) = (free_port()?, free_port()?);
        let at = |file: &str| folder.join(file).display().to_string();
        let settings = format!(
            "data = '{}'\nlisten = '127.0.0.1:{port}'\npublic_url = 'https://localhost:{port}'\n[tls]\n\
             certificate = '{}'\nkey = '{}'\n[internal]\nlisten = '127.0.0.1:{asked}'\n",
            at("data"),
            at("localhost.pem"),
            at("localhost.key")
        );
        std::fs::write(folder.join("orda.toml"), settings)?;
        let mut orda = orda()?;
        orda.args(["serve", "--config"])
            .arg(folder.join("orda.toml"))
            .env_remove("ORDA_DATABASE")
            .env("ORDA_LOG", "error");
        Self { program: spawn(&mut orda)?, folder, url: format!("https://localhost:{port}"), asked }.ready()
    }

    fn ready(mut self) -> Result<Self> {
        let begun = Instant::now();
        while !self.is_ready() {
            if let Some(status) = self.program.try_wait()? {
                bail!("the portal ended with {status}");
            }
            if begun.elapsed() > START {
                bail!("the portal is not ready");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(self)
    }

    /// Its address, without a path.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its folder; `accounts.json` in it tells logins and passwords.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn is_ready(&self) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.asked))?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
            let mut first = [0; 12];
            stream.read_exact(&mut first)?;
            Ok(&first == b"HTTP/1.1 200")
        };
        ask().unwrap_or(false)
    }
}

fn new_folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("orda-{name}-{}", std::process::id()))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// The program that `cargo build` has left.
fn orda() -> Result<Command> {
    Ok(Command::new(target_dir()?.join("debug/orda")))
}

fn spawn(program: &mut Command) -> Result<Child> {
    program.stdout(Stdio::null()).spawn().context("starting the portal")
}

impl Drop for Portal {
    fn drop(&mut self) {
        let stopped = self.program.kill().and_then(|()| self.program.wait());
        if let Err(error) = stopped.and_then(|_| std::fs::remove_dir_all(&self.folder)) {
            eprintln!("the portal in {} was not removed: {error}", self.folder.display());
        }
    }
}
