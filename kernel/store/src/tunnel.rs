//! The way to a server of a database: all connections of the library go through a Unix socket in a folder that is closed to
//! others, and from there to the server. What the library cannot do is done between:
//!
//! - A server that does not answer any more ([`crate::pulse`]) is waited for by nobody: connections to it are ended, and new ones
//!   refused until it is back.
//! - Where a centre is named, only that centre is trusted (OWASP ASVS 12.3.4): the library trusts public centres beside the one
//!   that `sslrootcert` names. Where an address names one with `sslmode=verify-full`, TLS therefore begins here, with exactly
//!   the named roots. The files are read for every new connection: a certificate, a key or a centre that was replaced counts
//!   from the next one on.
//!
//! ```text
//! library ── Unix socket (0700) ──> tunnel ── TLS with the named roots alone, or as the library speaks ──> server
//! ```

use crate::pulse::{self, Life};
use crate::server;
use orda_base::closed::is_closed;
use orda_base::{Env, Error, Result};
use rustix::fs::{Mode, OFlags};
use sqlx::any::AnyConnectOptions;
use sqlx::postgres::PgConnectOptions;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy, split};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Asks a server of `PostgreSQL` for TLS (protocol 3.0, "`SSLRequest`").
const ASK: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Longest time to reach the server and to agree on TLS.
const DIAL: Duration = Duration::from_secs(5);
/// Pause after a connection could not be taken.
const PAUSE: Duration = Duration::from_millis(200);

/// How folders of tunnels and the locks in them are named, and from when on one may have been left.
const FOLDERS: &str = "orda-way-";
const LOCK: &str = "lock";
const OLD: Duration = Duration::from_mins(1);

/// Names of the parameters of an address, as the library knows them.
const ROOTS: [&str; 3] = ["sslrootcert", "ssl-root-cert", "ssl-ca"];
const CERTIFICATE: [&str; 2] = ["sslcert", "ssl-cert"];
const KEY: [&str; 2] = ["sslkey", "ssl-key"];
const MODE: [&str; 2] = ["sslmode", "ssl-mode"];

/// Where a tunnel leads.
#[derive(Debug, Clone)]
struct End {
    /// Its name or address; the folder of its socket when it begins with a slash.
    host: String,
    port: u16,
    tls: Option<Tls>,
}

/// With which files TLS is spoken.
#[derive(Debug, Clone)]
struct Tls {
    roots: PathBuf,
    own: Option<(PathBuf, PathBuf)>,
}

/// A tunnel; it closes when dropped.
pub struct Tunnel {
    url: String,
    aside: String,
    folder: PathBuf,
    end: End,
    life: Arc<Life>,
    tasks: Vec<JoinHandle<()>>,
    _lock: File,
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.close();
    }
}

impl Tunnel {
    /// Opens a tunnel to the server at this address.
    ///
    /// # Errors
    /// [`Error::Unavailable`] for an address that cannot be read, or when no socket can be made.
    pub fn open(url: &str) -> Result<Self> {
        let (end, rest) = read(url)?;
        let all = std::env::temp_dir();
        let folder = all.join(format!("{FOLDERS}{}", Env::system().uuid().simple()));
        let aside = folder.join("aside");
        let through = |folder: &Path| {
            let separator = if rest.contains('?') { '&' } else { '?' };
            let plain = if end.tls.is_some() { "sslmode=disable&" } else { "" };
            format!("{rest}{separator}{plain}host={}", folder.display())
        };
        let (url, aside_url) = (through(&folder), through(&aside));
        let lock = make(&folder).map_err(|e| unavailable(&folder, &e))?;
        sweep(&all, &lock);
        let life = Arc::<Life>::default();
        let mut tunnel = Self { url, aside: aside_url, folder, end, life, tasks: Vec::new(), _lock: lock };
        DirBuilder::new().mode(0o700).create(&aside).map_err(|e| unavailable(&aside, &e))?;
        let task = take(&tunnel.folder, &tunnel.end, Some(&tunnel.life))?;
        tunnel.tasks.push(task);
        Ok(tunnel)
    }

    /// The address that leads through it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether the server is lost, as far as it is listened to.
    pub const fn life(&self) -> &Arc<Life> {
        &self.life
    }

    /// From now on it is listened to whether the server answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no socket can be made.
    pub fn listen(&mut self) -> Result<()> {
        // A way of its own that is always open: by it is found out that the server is back.
        let task = take(&self.folder.join("aside"), &self.end, None)?;
        let listening = tokio::spawn(pulse::listen(self.aside.clone(), Arc::clone(&self.life)));
        self.tasks.extend([task, listening]);
        Ok(())
    }

    /// Takes no more connections and asks the server no more; those that are there go on.
    pub fn close(&self) {
        for task in &self.tasks {
            task.abort();
        }
        // What stays is a socket that nobody answers, until somebody sweeps.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn unavailable(path: &Path, error: &io::Error) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}

/// Makes a socket in the folder and takes connections there.
fn take(folder: &Path, end: &End, life: Option<&Arc<Life>>) -> Result<JoinHandle<()>> {
    let socket = folder.join(format!(".s.PGSQL.{}", end.port));
    let listener = UnixListener::bind(&socket).map_err(|e| unavailable(&socket, &e))?;
    let (end, life) = (end.clone(), life.cloned());
    Ok(tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok((inner, _)) => drop(tokio::spawn(carry(inner, end.clone(), life.clone()))),
                // No descriptors for a moment are no end of the way to the database.
                Err(error) => {
                    tracing::error!(%error, "taking a connection to the database");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }))
}

/// Files that the address of a server names: its centre, the certificate and the key of the program. None for a file.
pub fn files_named(url: &str) -> Vec<PathBuf> {
    let Ok(options) = url.parse::<AnyConnectOptions>() else { return Vec::new() };
    let names = [&ROOTS[..], &CERTIFICATE, &KEY].concat();
    let pairs = options.database_url.query_pairs().into_owned();
    pairs.filter(|(name, _)| names.contains(&name.as_str())).map(|(_, file)| PathBuf::from(file)).collect()
}

/// Makes the folder of a tunnel, and the file in it that is locked as long as the tunnel is there.
fn make(folder: &Path) -> io::Result<File> {
    DirBuilder::new().mode(0o700).create(folder)?;
    let lock = File::create(folder.join(LOCK))?;
    lock.try_lock()?;
    Ok(lock)
}

/// Removes what programs of the account that `own` belongs to have left there when they were killed: folders whose lock nobody holds.
/// Others may put anything there: it is not looked into. Failures cost nothing.
fn sweep(all: &Path, own: &File) {
    let (Ok(all), Ok(own)) = (fs::read_dir(all), own.metadata()) else { return };
    for folder in all.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(FOLDERS)) {
        // Of a link, what it is itself.
        let Ok(seen) = folder.metadata() else { continue };
        let age = seen.modified().map(|at| at.elapsed().unwrap_or_default());
        // A moment lies between the making of a folder and its lock.
        let is_old = age.is_ok_and(|age| age > OLD);
        if seen.is_dir() && seen.uid() == own.uid() && is_old && is_free(&folder.path().join(LOCK)) {
            let _ = fs::remove_dir_all(folder.path());
        }
    }
}

/// Does nobody hold this lock? Whatever is there, it is not waited for.
fn is_free(lock: &Path) -> bool {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let opened = rustix::fs::open(lock, flags, Mode::empty()).map(File::from);
    opened.is_ok_and(|lock| lock.try_lock().is_ok())
}

/// Reads where an address leads, and the address without what is done here.
fn read(url: &str) -> Result<(End, String)> {
    let options: PgConnectOptions = url.parse().map_err(crate::fault)?;
    let port = options.get_port();
    if let Some((host, tls, rest)) = named_centre(url)? {
        return Ok((End { host, port, tls: Some(tls) }, rest));
    }
    let socket = options.get_socket().map(|folder| folder.display().to_string());
    let host = socket.unwrap_or_else(|| options.get_host().trim_matches(['[', ']']).to_owned());
    Ok((End { host, port, tls: None }, url.to_owned()))
}

/// Reads an address that names a centre and wants the server's name verified: the host, the files, and the address without what
/// concerns TLS. Nothing for other addresses.
fn named_centre(url: &str) -> Result<Option<(String, Tls, String)>> {
    let options: AnyConnectOptions = url.parse().map_err(crate::fault)?;
    let mut address = options.database_url;
    let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    let find = |names: &[&str]| {
        let found = pairs.iter().rev().find(|(name, _)| names.contains(&name.as_str()));
        found.map(|(_, value)| value.clone())
    };
    let host = find(&["host", "hostaddr"]).or_else(|| address.host_str().map(ToOwned::to_owned));
    let (Some(roots), Some(mode), Some(host)) = (find(&ROOTS), find(&MODE), host) else { return Ok(None) };
    if !mode.eq_ignore_ascii_case("verify-full")
        || host.starts_with('/')
        || host.starts_with("%2F")
        || host.starts_with("%2f")
    {
        return Ok(None);
    }
    let own = match (find(&CERTIFICATE), find(&KEY)) {
        (Some(certificate), Some(key)) => Some((certificate.into(), key.into())),
        (None, None) => None,
        _ => return Err(Error::Unavailable("sslcert and sslkey go together in the address of the database".into())),
    };
    let ours = [&ROOTS[..], &CERTIFICATE, &KEY, &MODE, &["host", "hostaddr"]].concat();
    let kept: Vec<&(String, String)> = pairs.iter().filter(|(name, _)| !ours.contains(&name.as_str())).collect();
    address.set_query(None);
    if !kept.is_empty() {
        address.query_pairs_mut().extend_pairs(kept.iter().map(|(name, value)| (name, value)));
    }
    let host = host.trim_matches(['[', ']']).to_owned();
    Ok(Some((host, Tls { roots: roots.into(), own }, address.to_string())))
}

/// Carries one connection to its end, or until the server is lost. Who cannot be reached or is not who it should be is told to
/// the library as the server would tell it.
async fn carry(mut inner: UnixStream, end: End, life: Option<Arc<Life>>) {
    let lost = async {
        match &life {
            Some(life) => life.lost().await,
            None => std::future::pending().await,
        }
    };
    let mut lost = pin!(lost);
    let dialled = tokio::select! {
        biased;
        () = &mut lost => Err("it is lost".to_owned()),
        // The library has given up before: who does not answer is not waited for by anybody.
        dialled = timeout(DIAL, dial(&end)) => match dialled {
            Ok(outer) => outer.map_err(|error| error.to_string()),
            Err(_) => Err("no answer".to_owned()),
        },
    };
    match dialled {
        Ok(outer) => tokio::select! {
            biased;
            () = &mut lost => {}
            () = between(&mut inner, outer) => {}
        },
        Err(error) => {
            let said = format!("the database at {}: {error}", end.host);
            // Who has gone away needs no word.
            let _ = timeout(DIAL, refuse(&mut inner, &said)).await;
        }
    }
}

/// Carries what both say, until one of them has ended: the other one may be silent for ever.
async fn between(inner: &mut UnixStream, outer: Box<dyn Outer>) {
    let (mut from_library, mut to_library) = inner.split();
    let (mut from_server, mut to_server) = split(outer);
    // How a connection ends, its two ends know.
    tokio::select! {
        _ = copy(&mut from_library, &mut to_server) => {}
        _ = copy(&mut from_server, &mut to_library) => {}
    }
}

/// Says so to the library, which may ask for TLS first.
async fn refuse(inner: &mut UnixStream, said: &str) -> io::Result<()> {
    let mut first = [0; 8];
    inner.read_exact(&mut first).await?;
    if first == ASK {
        inner.write_all(b"N").await?;
        inner.read_exact(&mut first).await?;
    }
    inner.write_all(&refusal(said)).await?;
    inner.shutdown().await
}

/// A connection to the server, of whatever kind.
trait Outer: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Outer for T {}

async fn dial(end: &End) -> io::Result<Box<dyn Outer>> {
    if end.host.starts_with('/') {
        return Ok(Box::new(UnixStream::connect(format!("{}/.s.PGSQL.{}", end.host, end.port)).await?));
    }
    let mut plain = TcpStream::connect((end.host.as_str(), end.port)).await?;
    server::watch(&plain)?;
    let Some(tls) = &end.tls else { return Ok(Box::new(plain)) };
    let config = config(tls).await?;
    let name = ServerName::try_from(end.host.clone()).map_err(io::Error::other)?;
    plain.write_all(&ASK).await?;
    if plain.read_u8().await? != b'S' {
        return Err(io::Error::other("it does not speak TLS"));
    }
    Ok(Box::new(TlsConnector::from(Arc::new(config)).connect(name, plain).await?))
}

/// The named roots and no others; the own certificate, if one is named.
async fn config(tls: &Tls) -> io::Result<ClientConfig> {
    let file = async |path: &PathBuf| {
        let told = |error: io::Error| io::Error::other(format!("{}: {error}", path.display()));
        tokio::fs::read(path).await.map_err(told)
    };
    let roots = roots(&file(&tls.roots).await?)?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(io::Error::other)?.with_root_certificates(roots);
    let Some((certificate, key)) = &tls.own else { return Ok(config.with_no_client_auth()) };
    let chain = certificates(&file(certificate).await?)?;
    let seen = tokio::fs::metadata(key).await?;
    if !is_closed(seen.mode(), seen.uid()) {
        return Err(io::Error::other(format!("{}: others may read it; chmod 600 it", key.display())));
    }
    let key = PrivateKeyDer::from_pem_slice(&file(key).await?).map_err(io::Error::other)?;
    config.with_client_auth_cert(chain, key).map_err(io::Error::other)
}

fn roots(pem: &[u8]) -> io::Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    for root in certificates(pem)? {
        roots.add(root).map_err(io::Error::other)?;
    }
    if roots.is_empty() { Err(io::Error::other("sslrootcert holds no certificate in PEM")) } else { Ok(roots) }
}

fn certificates(pem: &[u8]) -> io::Result<Vec<CertificateDer<'static>>> {
    CertificateDer::pem_slice_iter(pem).map(|one| one.map_err(io::Error::other)).collect()
}

/// `ErrorResponse` of the protocol: fatal, connection failure (SQLSTATE 08006).
fn refusal(said: &str) -> Vec<u8> {
    let mut fields = Vec::new();
    for (kind, text) in [(b'S', "FATAL"), (b'V', "FATAL"), (b'C', "08006"), (b'M', said)] {
        fields.push(kind);
        fields.extend_from_slice(text.replace('\0', "").as_bytes());
        fields.push(0);
    }
    fields.push(0);
    let length = u32::try_from(fields.len() + 4).unwrap_or(u32::MAX);
    [&b"E"[..], &length.to_be_bytes(), &fields].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{CWD, mkfifoat};
    use std::time::SystemTime;
    use tokio::net::TcpListener;

    /// What a program left that was killed is removed, and nothing else: not what one that runs uses, not what has just been made, not what
    /// a link leads to. What stands in the place of a lock keeps nobody waiting.
    #[test]
    fn what_was_left_is_removed() {
        let all = tempfile::tempdir().expect("a folder");
        let at = |name: &str| all.path().join(format!("{FOLDERS}{name}"));
        let held = ["own", "new", "left", "queue"].map(|name| make(&at(name)).expect("made"));
        fs::remove_file(at("queue").join(LOCK)).expect("removed");
        let mode = Mode::RUSR | Mode::WUSR;
        mkfifoat(CWD, at("queue").join(LOCK), mode).expect("a queue");
        let elsewhere = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(elsewhere.path(), at("link")).expect("a link");
        drop(File::create(elsewhere.path().join(LOCK)).expect("a lock"));
        let [own, new, left, queue] = held;
        drop((new, left, queue));
        let before = SystemTime::now() - 2 * OLD;
        for folder in [at("own"), at("left"), at("queue"), elsewhere.path().to_owned()] {
            File::open(folder).and_then(|folder| folder.set_modified(before)).expect("as if made before");
        }
        sweep(all.path(), &own);
        let there = ["own", "new", "left", "queue", "link"].map(|name| fs::symlink_metadata(at(name)).is_ok());
        assert_eq!(there, [true, true, false, false, true]);
        assert!(elsewhere.path().join(LOCK).exists());
    }

    /// Who gives up a connection to a server that says nothing leaves none behind.
    #[tokio::test]
    async fn a_connection_ends_with_its_caller() {
        let server = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = server.local_addr().expect("an address").port();
        let (inner, library) = UnixStream::pair().expect("a pair");
        let carried = tokio::spawn(carry(inner, End { host: "127.0.0.1".to_owned(), port, tls: None }, None));
        let (_silent, _) = server.accept().await.expect("it is dialled");
        drop(library);
        timeout(Duration::from_secs(10), carried).await.expect("it ends").expect("without a panic");
    }

    /// Only an address that names a centre and wants the name verified has TLS begun here; what concerns TLS is taken out of
    /// it, the rest stays. Every address is led to its server.
    #[test]
    fn addresses_are_read() {
        let url =
            "postgres://orda@db.example.kz:5433/orda?sslmode=verify-full&sslrootcert=/etc/ca.pem&application_name=a";
        let (end, rest) = read(url).expect("reads");
        let tls = end.tls.expect("TLS");
        assert_eq!((end.host.as_str(), end.port, tls.own.is_none()), ("db.example.kz", 5433, true));
        assert_eq!(tls.roots, PathBuf::from("/etc/ca.pem"));
        assert_eq!(rest, "postgres://orda@db.example.kz:5433/orda?application_name=a");
        let capitals = url.replace("verify-full", "Verify-Full");
        assert!(read(&capitals).expect("reads").0.tls.is_some(), "as the library reads it");
        let both = format!("{url}&sslcert=c.pem&sslkey=k.pem");
        let own = read(&both).expect("reads").0.tls.expect("TLS").own;
        assert_eq!(own, Some(("c.pem".into(), "k.pem".into())));
        assert!(read(&format!("{url}&sslcert=c.pem")).is_err());
        assert_eq!(files_named(&both), ["/etc/ca.pem", "c.pem", "k.pem"].map(PathBuf::from));
        let otherwise = "postgres://db/orda?ssl-root-cert=/a&ssl-ca=/b&ssl-cert=/c&ssl-key=/d&ssl-mode=prefer";
        assert_eq!(files_named(otherwise), ["/a", "/b", "/c", "/d"].map(PathBuf::from));
        assert!(files_named("sqlite:///srv/orda.db").is_empty());
        for (other, host, port) in [
            ("postgres://orda@127.0.0.1:5434/orda", "127.0.0.1", 5434),
            ("postgres://orda@[::1]:5434/orda", "::1", 5434),
            ("postgres://orda@db.example.kz:5434/orda?sslmode=verify-full", "db.example.kz", 5434),
            ("postgres://orda@db.example.kz/orda?sslmode=require&sslrootcert=/etc/ca.pem&port=6", "db.example.kz", 6),
            ("postgres://orda@db:7/orda?host=/run/postgresql&sslmode=verify-full&sslrootcert=/c", "/run/postgresql", 7),
            ("postgres://orda@%2Frun%2Fpostgresql:8/orda", "/run/postgresql", 8),
        ] {
            let (end, rest) = read(other).expect("reads");
            assert_eq!((end.host.as_str(), end.port, end.tls.is_none()), (host, port, true), "{other}");
            assert_eq!(rest, other);
        }
    }
}
