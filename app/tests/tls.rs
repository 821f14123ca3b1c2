//! TLS of the program itself, with OpenSSL as the other side and as who issues certificates.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

#[path = "tls/support.rs"]
mod support;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::routing::get;
use orda::tls::{Credentials, Minimum, Reread, Settings, answer};
use orda_web::Encrypted;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::sync::Arc;
use support::{Issuer, Line, connect, s_client};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// A listener with a few addresses.
struct Listener {
    address: SocketAddr,
    credentials: Arc<Credentials>,
    stop: watch::Sender<bool>,
    held: Arc<Notify>,
    release: Arc<Notify>,
    task: JoinHandle<()>,
}

async fn listen(settings: Settings) -> Listener {
    let credentials = Arc::new(Credentials::open(settings).unwrap());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let (held, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (holds, until) = (Arc::clone(&held), Arc::clone(&release));
    let slow = move || async move {
        holds.notify_one();
        until.notified().await;
        "at last"
    };
    let router = Router::new().route("/who", get(who)).route("/slow", get(slow));
    let task = tokio::spawn(answer(listener, Some(Arc::clone(&credentials)), router, stopped));
    Listener { address, credentials, stop, held, release, task }
}

/// What a handler sees of the caller.
async fn who(ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request) -> String {
    let encrypted = request.extensions().get::<Encrypted>().is_some();
    let host = request.headers()["host"].to_str().unwrap();
    format!("{} {encrypted} {host} {}", peer.ip(), request.uri())
}

/// Both protocols are spoken, whichever the caller chooses; handlers see the same of both: the address of the caller, that
/// the connection is encrypted, host and path. Callers who begin a handshake and never end it hold nobody up.
#[tokio::test]
async fn both_protocols_are_answered() {
    let issuer = Issuer::new();
    let listener = listen(issuer.server("a")).await;
    let silent: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(listener.address).unwrap()).collect();
    for (offered, spoken) in [(&["http/1.1"][..], "http/1.1"), (&["h2", "http/1.1"], "h2"), (&[], "")] {
        let mut line = connect(listener.address, &issuer, None, offered).await.unwrap();
        assert_eq!(line.protocol, spoken);
        let (status, said) = line.get("/who?a=b").await.unwrap();
        assert_eq!((status, said.as_str()), (200, "127.0.0.1 true localhost /who?a=b"), "{spoken}");
    }
    drop(silent);
}

/// When the files change, new connections get the new certificate, open ones go on as they are. Files that cannot be used
/// are refused with the reason, once, and change nothing.
#[tokio::test]
async fn certificates_are_renewed_while_connections_go_on() {
    let issuer = Issuer::new();
    let settings = issuer.server("a");
    let listener = listen(settings.clone()).await;
    let mut old = connect(listener.address, &issuer, None, &["h2"]).await.unwrap();
    let first = old.certificate.clone();
    assert_eq!(listener.credentials.reread(), Reread::Same);

    let other = issuer.server("b");
    let key = fs::read(&settings.key).unwrap();
    fs::copy(&other.certificate, &settings.certificate).unwrap();
    let Reread::Refused(reason) = listener.credentials.reread() else { panic!("a certificate without its key") };
    assert!(reason.contains("a.pem") && reason.contains("a.key"), "{reason}");
    assert_eq!(listener.credentials.reread(), Reread::Same, "told once");
    fs::write(&settings.key, "no key").unwrap();
    assert!(matches!(listener.credentials.reread(), Reread::Refused(reason) if reason.contains("no key")));
    assert_eq!(connect(listener.address, &issuer, None, &["h2"]).await.unwrap().certificate, first);

    fs::write(&settings.key, key).unwrap();
    fs::remove_file(&settings.certificate).unwrap();
    assert!(matches!(listener.credentials.reread(), Reread::Refused(reason) if reason.contains("reading")));
    fs::copy(&other.certificate, &settings.certificate).unwrap();
    fs::copy(&other.key, &settings.key).unwrap();
    let Reread::Renewed(ends) = listener.credentials.reread() else { panic!("renewed") };
    assert_eq!(ends, listener.credentials.ends());
    let new = connect(listener.address, &issuer, None, &["h2"]).await.unwrap().certificate;
    assert!(new != first && new == support::der(&other.certificate));
    assert_eq!(old.get("/who").await.unwrap().0, 200, "the open connection goes on");
}

/// TLS 1.1 and suites without forward secrecy or without authenticated encryption get no connection; TLS 1.2 neither where
/// 1.3 is demanded.
#[tokio::test]
async fn weak_callers_are_refused() {
    let issuer = Issuer::new();
    let usual = listen(issuer.server("a")).await;
    let strict = listen(Settings { minimum: Minimum::V13, ..issuer.server("b") }).await;
    let (usual, strict) = (&usual, &strict);
    for (listener, args, good) in [
        (usual, &["-tls1_3"][..], true),
        (usual, &["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"], true),
        (usual, &["-tls1_2", "-cipher", "ECDHE-ECDSA-CHACHA20-POLY1305"], true),
        (usual, &["-tls1", "-cipher", "ALL:@SECLEVEL=0"], false),
        (usual, &["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], false),
        (usual, &["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"], false),
        (usual, &["-tls1_2", "-cipher", "kRSA:kDHE:aNULL:eNULL:@SECLEVEL=0"], false),
        (strict, &["-tls1_3"], true),
        (strict, &["-tls1_2"], false),
    ] {
        let (connected, said) = s_client(listener.address, &issuer, args).await;
        assert_eq!(connected, good, "{args:?}: {said}");
    }
}

/// Where certificates of callers are demanded, one without, and one with a certificate of another centre, are refused; one
/// with a certificate of the named centre is answered.
#[tokio::test]
async fn callers_prove_themselves() {
    let (issuer, stranger) = (Issuer::new(), Issuer::new());
    let settings = Settings { clients_ca: Some(issuer.root.clone()), ..issuer.server("a") };
    let listener = listen(settings).await;
    let ask = async |own: Option<Settings>| -> anyhow::Result<u16> {
        let mut line: Line = connect(listener.address, &issuer, own, &["http/1.1"]).await?;
        Ok(line.get("/who").await?.0)
    };
    assert!(ask(None).await.is_err());
    assert!(ask(Some(stranger.client("watcher"))).await.is_err());
    assert_eq!(ask(Some(issuer.client("watcher"))).await.unwrap(), 200);
    assert!(!s_client(listener.address, &issuer, &["-tls1_2"]).await.0);
}

/// A certificate whose RSA key has not the strength of 128 bits is not served with, unless the settings allow it.
#[tokio::test]
async fn short_keys_are_not_served_with() {
    let folder = tempfile::tempdir().unwrap();
    for (bits, least, good) in [("2048", 3072, false), ("2048", 2048, true), ("3072", 3072, true)] {
        let mut openssl = std::process::Command::new("openssl");
        openssl.args([
            "req",
            "-x509",
            "-newkey",
            &format!("rsa:{bits}"),
            "-nodes",
            "-days",
            "90",
            "-subj",
            "/CN=localhost",
        ]);
        let made = openssl.args(["-keyout", "r.key", "-out", "r.pem"]).current_dir(folder.path()).output().unwrap();
        assert!(made.status.success());
        let settings = Settings {
            certificate: folder.path().join("r.pem"),
            key: folder.path().join("r.key"),
            rsa_least_bits: least,
            ..Issuer::new().server("a")
        };
        let opened = Credentials::open(settings).map(drop);
        assert_eq!(opened.is_ok(), good, "{bits} {least}: {opened:?}");
        assert!(good || format!("{:#}", opened.unwrap_err()).contains("rsa_least_bits"));
    }
}

/// Told to end, a listener takes no new connections and no new requests, answers those that run, on HTTP/1.1 and HTTP/2,
/// and waits for no handshake.
#[tokio::test]
async fn running_requests_are_answered_at_the_end() {
    let issuer = Issuer::new();
    let listener = listen(issuer.server("a")).await;
    let _silent = TcpStream::connect(listener.address).unwrap();
    let mut running = Vec::new();
    for protocol in ["h2", "http/1.1"] {
        let mut line = connect(listener.address, &issuer, None, &[protocol]).await.unwrap();
        running.push(tokio::spawn(async move {
            let answer = line.get("/slow").await.unwrap();
            (answer, line.get("/who").await.is_err())
        }));
        listener.held.notified().await;
    }
    listener.stop.send(true).unwrap();
    assert!(!listener.task.is_finished(), "requests run");
    // One permit is kept for whoever comes first; the other waits already.
    listener.release.notify_waiters();
    for one in running {
        let ((status, said), refused) = one.await.unwrap();
        assert_eq!((status, said.as_str()), (200, "at last"));
        assert!(refused, "no new request");
    }
    listener.task.await.unwrap();
    assert!(TcpStream::connect(listener.address).is_err());
}

/// The program, ended with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn orda(settings: &std::path::Path) -> Command {
    let mut orda = Command::new(env!("CARGO_BIN_EXE_orda"));
    orda.args(["serve", "--config"]).arg(settings).env_remove("ORDA_DATABASE");
    orda
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Files that are not there or do not fit are named when the program starts, before anything is made.
#[test]
fn bad_files_are_told_at_the_start() {
    let issuer = Issuer::new();
    let (good, other) = (issuer.server("a"), issuer.server("b"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("orda.toml");
    let (chain, key) = (good.certificate.display(), good.key.display());
    for (public_url, tls, expected) in [
        ("https://localhost", format!("certificate = '{chain}'\nkey = 'missing.key'"), "reading missing.key"),
        ("https://localhost", format!("certificate = '{key}'\nkey = '{key}'"), "no certificate in PEM"),
        ("https://localhost", format!("certificate = '{chain}'\nkey = '{}'", other.key.display()), "b.key"),
        (
            "https://localhost",
            format!("certificate = '{chain}'\nkey = '{key}'\nclients_ca = '{key}'"),
            "no certificate in",
        ),
        ("https://localhost", format!("certificate = '{chain}'\nkey = '{key}'\nminimum = '1.1'"), "1.1"),
        ("http://localhost", format!("certificate = '{chain}'\nkey = '{key}'"), "public_url begins with https://"),
    ] {
        let text = format!(
            "data = '{}'\nlisten = '{}'\npublic_url = '{public_url}'\n[tls]\n{tls}\n",
            folder.path().join("data").display(),
            free()
        );
        fs::write(&file, text).unwrap();
        let output = orda(&file).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(expected), "{tls}: {said}");
        assert!(!folder.path().join("data").exists(), "nothing was made");
    }
}

/// The whole program: pages over TLS with HSTS, a port that leads to them, health on a listener of its own for callers with
/// a certificate and nowhere else; told to end it ends by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_serves_over_tls() {
    let issuer = Issuer::new();
    let own = issuer.server("a");
    let folder = tempfile::tempdir().unwrap();
    let (public, redirect, internal) = (free(), free(), free());
    let credentials = format!("certificate = '{}'\nkey = '{}'\n", own.certificate.display(), own.key.display());
    let text = format!(
        "data = '{}'\nlisten = '{public}'\npublic_url = 'https://localhost:{}'\n\
         [tls]\n{credentials}redirect = '{redirect}'\n\
         [internal]\nlisten = '{internal}'\n[internal.tls]\n{credentials}clients_ca = '{}'\n",
        folder.path().join("data").display(),
        public.port(),
        issuer.root.display(),
    );
    let file = folder.path().join("orda.toml");
    fs::write(&file, text).unwrap();
    let mut program = Program(orda(&file).env("ORDA_LOG", "error").spawn().unwrap());
    let watcher = || Some(issuer.client("watcher"));
    // The ports are taken before the database is made: connections wait there until they are answered.
    let mut line = loop {
        assert!(program.0.try_wait().unwrap().is_none(), "the program goes on");
        match connect(internal, &issuer, watcher(), &["h2"]).await {
            Ok(line) => break line,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    assert_eq!(line.get("/readyz").await.unwrap(), (200, "ready".to_owned()));
    assert_eq!(line.get("/login").await.unwrap().0, 404);
    let nobody = async { anyhow::Ok(connect(internal, &issuer, None, &["h2"]).await?.get("/readyz").await?) };
    assert!(nobody.await.is_err());

    let mut line = connect(public, &issuer, None, &["h2"]).await.unwrap();
    assert_eq!(line.get("/login").await.unwrap().0, 200);
    assert!(line.header("strict-transport-security").contains("max-age=63072000"));
    assert_eq!(line.get("/readyz").await.unwrap().0, 404);
    let plain = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let led = plain.get(format!("http://{redirect}/drafts?page=2")).send().await.unwrap();
    let to = format!("https://localhost:{}/drafts?page=2", public.port());
    assert_eq!((led.status().as_u16(), led.headers()["location"].to_str().unwrap()), (308, to.as_str()));
    assert_eq!(plain.post(format!("http://{redirect}/login")).send().await.unwrap().status(), 403);

    assert!(Command::new("kill").arg(program.0.id().to_string()).status().unwrap().success());
    assert!(program.0.wait().unwrap().success());
}
