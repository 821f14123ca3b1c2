//! TLS to a server of a database whose centre is named: only that centre is trusted (OWASP ASVS 12.3.4).
//!
//! The library of the database trusts public centres beside the one that `sslrootcert` names. Where an address names one
//! with `sslmode=verify-full`, the connections therefore go through this tunnel: a Unix socket in a folder that is closed to
//! others, behind it TLS with exactly the named roots. The files are read for every new connection: a certificate, a key or
//! a centre that was replaced counts from the next one on.
//!
//! ```text
//! library ── Unix socket (0700) ──> tunnel ── TLS, the named roots alone ──> server
//! ```

use orda_base::closed::is_closed;
use orda_base::{Env, Error, Result};
use sqlx::any::AnyConnectOptions;
use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::task::JoinHandle;
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

/// Names of the parameters of an address, as the library knows them.
const ROOTS: [&str; 3] = ["sslrootcert", "ssl-root-cert", "ssl-ca"];
const CERTIFICATE: [&str; 2] = ["sslcert", "ssl-cert"];
const KEY: [&str; 2] = ["sslkey", "ssl-key"];
const MODE: [&str; 2] = ["sslmode", "ssl-mode"];

/// Where a tunnel leads, and with which files.
#[derive(Debug, Clone)]
struct End {
    host: String,
    port: u16,
    roots: PathBuf,
    own: Option<(PathBuf, PathBuf)>,
}

/// A tunnel; it closes when dropped.
pub struct Tunnel {
    folder: PathBuf,
    task: JoinHandle<()>,
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.task.abort();
        // What stays is an empty socket that nobody answers.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Opens a tunnel where the address names a centre and wants the server's name verified: gives it with the address that leads
/// through it. Nothing for other addresses.
///
/// # Errors
/// [`Error::Unavailable`] for an address that cannot be read, or when no socket can be made.
pub fn open(url: &str) -> Result<Option<(Tunnel, String)>> {
    let Some((end, rest)) = read(url)? else { return Ok(None) };
    let failed = |what: &str, error: &dyn std::fmt::Display| Error::Unavailable(format!("{what}: {error}"));
    let name = format!("orda-{}", Env::system().uuid().simple());
    let folder = std::env::temp_dir().join(name);
    DirBuilder::new().mode(0o700).create(&folder).map_err(|e| failed(&folder.display().to_string(), &e))?;
    let socket = folder.join(format!(".s.PGSQL.{}", end.port));
    let listener = UnixListener::bind(&socket).map_err(|e| failed(&socket.display().to_string(), &e))?;
    let task = tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok((inner, _)) => drop(tokio::spawn(carry(inner, end.clone()))),
                // No descriptors for a moment are no end of the way to the database.
                Err(error) => {
                    tracing::error!(%error, "taking a connection to the database");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    });
    let separator = if rest.contains('?') { '&' } else { '?' };
    let through = format!("{rest}{separator}sslmode=disable&host={}", folder.display());
    Ok(Some((Tunnel { folder, task }, through)))
}

/// Reads where an address leads, and the address without what concerns TLS.
fn read(url: &str) -> Result<Option<(End, String)>> {
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
    let port = find(&["port"]).and_then(|port| port.parse().ok()).or_else(|| address.port()).unwrap_or(5432);
    let end = End { host: host.trim_matches(['[', ']']).to_owned(), port, roots: roots.into(), own };
    let ours = [&ROOTS[..], &CERTIFICATE, &KEY, &MODE, &["host", "hostaddr"]].concat();
    let kept: Vec<&(String, String)> = pairs.iter().filter(|(name, _)| !ours.contains(&name.as_str())).collect();
    address.set_query(None);
    if !kept.is_empty() {
        address.query_pairs_mut().extend_pairs(kept.iter().map(|(name, value)| (name, value)));
    }
    Ok(Some((end, address.to_string())))
}

/// Carries one connection to its end. Who cannot be reached or is not who it should be is told to the library as the server
/// would tell it.
async fn carry(mut inner: UnixStream, end: End) {
    // The library has given up before: who does not answer is not waited for by anybody.
    let dialled = tokio::time::timeout(DIAL, dial(&end)).await;
    match dialled.unwrap_or_else(|_| Err(io::Error::new(io::ErrorKind::TimedOut, "no answer"))) {
        Ok(mut outer) => {
            // How a connection ends, its two ends know.
            let _ = copy_bidirectional(&mut inner, &mut outer).await;
        }
        Err(error) => {
            let said = format!("the database at {}: {error}", end.host);
            tracing::warn!("{said}");
            let _ = inner.write_all(&refusal(&said)).await;
            let _ = inner.shutdown().await;
        }
    }
}

async fn dial(end: &End) -> io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let config = config(end).await?;
    let name = ServerName::try_from(end.host.clone()).map_err(io::Error::other)?;
    let mut plain = TcpStream::connect((end.host.as_str(), end.port)).await?;
    plain.set_nodelay(true)?;
    plain.write_all(&ASK).await?;
    if plain.read_u8().await? != b'S' {
        return Err(io::Error::other("it does not speak TLS"));
    }
    TlsConnector::from(Arc::new(config)).connect(name, plain).await
}

/// The named roots and no others; the own certificate, if one is named.
async fn config(end: &End) -> io::Result<ClientConfig> {
    let file = async |path: &PathBuf| {
        let told = |error: io::Error| io::Error::other(format!("{}: {error}", path.display()));
        tokio::fs::read(path).await.map_err(told)
    };
    let roots = roots(&file(&end.roots).await?)?;
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(io::Error::other)?.with_root_certificates(roots);
    let Some((certificate, key)) = &end.own else { return Ok(config.with_no_client_auth()) };
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

    /// Only an address that names a centre and wants the name verified leads through a tunnel; what concerns TLS is taken out
    /// of it, the rest stays.
    #[test]
    fn addresses_are_read() {
        let url =
            "postgres://orda@db.example.kz:5433/orda?sslmode=verify-full&sslrootcert=/etc/ca.pem&application_name=a";
        let (end, rest) = read(url).expect("reads").expect("a tunnel");
        assert_eq!((end.host.as_str(), end.port, end.own.is_none()), ("db.example.kz", 5433, true));
        assert_eq!(end.roots, PathBuf::from("/etc/ca.pem"));
        assert_eq!(rest, "postgres://orda@db.example.kz:5433/orda?application_name=a");
        let capitals = url.replace("verify-full", "Verify-Full");
        assert!(read(&capitals).expect("reads").is_some(), "as the library reads it");
        let both = format!("{url}&sslcert=c.pem&sslkey=k.pem");
        assert_eq!(read(&both).expect("reads").expect("a tunnel").0.own, Some(("c.pem".into(), "k.pem".into())));
        assert!(read(&format!("{url}&sslcert=c.pem")).is_err());
        for other in [
            "postgres://orda@127.0.0.1/orda",
            "postgres://orda@db.example.kz/orda?sslmode=verify-full",
            "postgres://orda@db.example.kz/orda?sslmode=require&sslrootcert=/etc/ca.pem",
            "postgres://orda@db/orda?host=/run/postgresql&sslmode=verify-full&sslrootcert=/etc/ca.pem",
        ] {
            assert!(read(other).expect("reads").is_none(), "{other}");
        }
    }
}
