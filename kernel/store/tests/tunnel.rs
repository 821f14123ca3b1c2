//! The way to a server of a database over TLS: whom it trusts, and how it proves itself.

use orda_base::Error;
use orda_store::testing::On;
use orda_store::{Database, is_in_use};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

fn openssl(folder: &Path, args: &[&str]) {
    let done = Command::new("openssl").args(args).current_dir(folder).output();
    let done = done.expect("openssl is installed: apt-get install openssl");
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A centre with a certificate for a server at `localhost` and one for a caller.
struct Centre(PathBuf);

impl Centre {
    fn new(folder: &Path, name: &str) -> Self {
        let folder = folder.join(name);
        std::fs::create_dir(&folder).expect("folder");
        let make = |file: &str, more: &[&str]| {
            let usual =
                ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
            let (subject, key, certificate) =
                (format!("/CN={name} {file}"), format!("{file}.key"), format!("{file}.pem"));
            openssl(&folder, &[&usual[..], &["-subj", &subject, "-keyout", &key, "-out", &certificate], more].concat());
        };
        make("root", &[]);
        let below =
            ["-CA", "root.pem", "-CAkey", "root.key", "-addext", "basicConstraints=critical,CA:FALSE", "-addext"];
        make("server", &[&below[..], &["subjectAltName=DNS:localhost"]].concat());
        make("caller", &[&below[..], &["extendedKeyUsage=clientAuth"]].concat());
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn chain(&self, name: &str) -> Vec<CertificateDer<'static>> {
        CertificateDer::pem_file_iter(self.file(name)).expect("file").map(|one| one.expect("PEM")).collect()
    }

    /// What a server with this centre's certificate is; it asks callers for one of the same centre when `callers`.
    fn server(&self, callers: bool) -> ServerConfig {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .expect("versions");
        let config = if callers {
            let mut roots = RootCertStore::empty();
            roots.add(self.chain("root.pem").remove(0)).expect("root");
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
            config.with_client_cert_verifier(verifier.expect("verifier"))
        } else {
            config.with_no_client_auth()
        };
        let key = PrivateKeyDer::from_pem_file(self.file("server.key")).expect("key");
        config.with_single_cert(self.chain("server.pem"), key).expect("certificate")
    }
}

/// Speaks TLS before the server of the tests as a server of a database does. Gives its port.
async fn front(config: ServerConfig, behind: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((mut plain, _)) = listener.accept().await {
            let (acceptor, behind) = (acceptor.clone(), behind.clone());
            tokio::spawn(async move {
                let mut asked = [0; 8];
                plain.read_exact(&mut asked).await?;
                assert_eq!(asked, [0, 0, 0, 8, 4, 210, 22, 47], "nothing goes before TLS is asked for");
                plain.write_all(b"S").await?;
                let mut inner = acceptor.accept(plain).await?;
                copy_bidirectional(&mut inner, &mut TcpStream::connect(behind).await?).await
            });
        }
    });
    port
}

/// Of a server behind a named centre only that centre is believed, and only for the name that is asked for; a server that asks for
/// it is shown the own certificate. Files that are replaced count from the next connection on.
#[tokio::test]
async fn only_the_named_centre_is_trusted() {
    let database = On::Postgres.open(&[]).await;
    // postgres://user@host:port/name
    let (user, rest) = database.url.split_once("://").and_then(|(_, rest)| rest.split_once('@')).expect("an address");
    let (behind, name) = rest.split_once('/').expect("an address");
    let folder = tempfile::tempdir().expect("folder");
    let (ours, other) = (Centre::new(folder.path(), "ours"), Centre::new(folder.path(), "other"));
    let open = front(ours.server(false), behind.to_owned()).await;
    let asking = front(ours.server(true), behind.to_owned()).await;
    let reached = async |host: &str, port: u16, more: String| {
        let url = format!("postgres://{user}@{host}:{port}/{name}?sslmode=verify-full&sslrootcert={more}");
        let db = Database::open(&url).await.map_err(|error| {
            assert!(matches!(error, Error::Unavailable(_)), "no fault of the program: {error:?}");
            error.to_string()
        })?;
        let one: i64 = sqlx::query_scalar("select 41 + 1::bigint").fetch_one(db.reader()).await.expect("answers");
        assert_eq!(one, 42);
        db.close().await;
        Ok::<(), String>(())
    };
    let root = |centre: &Centre| centre.file("root.pem").display().to_string();
    assert_eq!(reached("localhost", open, root(&ours)).await, Ok(()));
    let refused = reached("localhost", open, root(&other)).await.expect_err("another centre");
    assert!(refused.contains("certificate"), "{refused}");
    assert!(reached("127.0.0.1", open, root(&ours)).await.is_err(), "another name");
    assert!(reached("localhost", open, "/nowhere.pem".into()).await.is_err(), "no file");

    let own = |centre: &Centre| {
        let file = |name| centre.file(name).display().to_string();
        format!("{}&sslcert={}&sslkey={}", root(&ours), file("caller.pem"), file("caller.key"))
    };
    assert!(reached("localhost", asking, root(&ours)).await.is_err(), "no certificate");
    assert!(reached("localhost", asking, own(&other)).await.is_err(), "a certificate of another centre");
    assert_eq!(reached("localhost", asking, own(&ours)).await, Ok(()));

    let named = folder.path().join("named.pem");
    std::fs::copy(other.file("root.pem"), &named).expect("file");
    assert!(reached("localhost", open, named.display().to_string()).await.is_err());
    std::fs::copy(ours.file("root.pem"), &named).expect("file");
    assert_eq!(reached("localhost", open, named.display().to_string()).await, Ok(()));
}

/// Whether anybody is connected is asked the same way: whom the tunnel does not believe, or with a key that others may read, is
/// not asked.
#[tokio::test]
async fn who_is_connected_is_asked_through_the_tunnel() {
    let database = On::Postgres.open(&[]).await;
    let (user, rest) = database.url.split_once("://").and_then(|(_, rest)| rest.split_once('@')).expect("an address");
    let (behind, name) = rest.split_once('/').expect("an address");
    let folder = tempfile::tempdir().expect("folder");
    let (ours, other) = (Centre::new(folder.path(), "ours"), Centre::new(folder.path(), "other"));
    let port = front(ours.server(true), behind.to_owned()).await;
    let url = |roots: &Centre| {
        let [roots, own, key] = [roots.file("root.pem"), ours.file("caller.pem"), ours.file("caller.key")];
        let (roots, own, key) = (roots.display(), own.display(), key.display());
        format!(
            "postgres://{user}@localhost:{port}/{name}?sslmode=verify-full&sslrootcert={roots}&sslcert={own}&sslkey={key}"
        )
    };
    assert!(is_in_use(&url(&ours)).await.expect("answers"), "the test is connected");
    database.db.close().await;
    assert!(!is_in_use(&url(&ours)).await.expect("answers"));
    assert!(matches!(is_in_use(&url(&other)).await, Err(Error::Unavailable(_))), "another centre");
    // The library of the database would use it.
    std::fs::set_permissions(ours.file("caller.key"), std::fs::Permissions::from_mode(0o644)).expect("bits");
    assert!(matches!(is_in_use(&url(&ours)).await, Err(Error::Unavailable(_))), "a key that others may read");
}
