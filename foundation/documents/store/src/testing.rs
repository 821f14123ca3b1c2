//! An S3 store in the process of a test: it checks signatures, keeps objects in a folder, and can be away.

use crate::{Bucket, BucketSettings};
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Name of the bucket that there is.
pub const BUCKET: &str = "files";
/// The account: its id and its secret.
pub const ACCOUNT: (&str, &str) = ("orda", "a secret of a test");

/// How the store behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It answers.
    Up,
    /// It says that it cannot (503).
    Down,
    /// It does not answer for as long as it behaves so.
    Silent,
    /// It takes so many objects and parts more; those that follow are cut off.
    Taking(usize),
}

struct State {
    mode: watch::Sender<Mode>,
    seen: Mutex<Vec<String>>,
}

/// A store with one bucket, gone with the test.
pub struct TestStore {
    folder: TempDir,
    address: SocketAddr,
    state: Arc<State>,
    server: JoinHandle<()>,
}

impl TestStore {
    /// Starts it on a port of its own.
    ///
    /// # Panics
    /// When it does not start: the test fails.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a store"));
        builder.set_auth(SimpleAuth::from_single(ACCOUNT.0, ACCOUNT.1));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State { mode: watch::Sender::new(Mode::Up), seen: Mutex::default() });
        let server = tokio::spawn(serve(listener, builder.build(), Arc::clone(&state)));
        Self { folder, address, state, server }
    }

    /// Its address.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The folder in which the objects of the bucket lie by their names.
    pub fn objects(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }

    /// From now on it behaves so.
    pub fn be(&self, mode: Mode) {
        self.state.mode.send_replace(mode);
    }

    /// What was asked since this was last called: method, address and length of the body.
    pub fn seen(&self) -> Vec<String> {
        std::mem::take(&mut *self.state.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How its bucket is reached.
    pub fn settings(&self, prefix: &str) -> BucketSettings {
        BucketSettings {
            endpoint: self.endpoint(),
            region: "kz-1".into(),
            bucket: BUCKET.into(),
            prefix: prefix.into(),
            anchors: None,
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(30),
            credentials: Arc::new(|| Ok((ACCOUNT.0.into(), ACCOUNT.1.into()))),
        }
    }

    /// Its bucket.
    ///
    /// # Panics
    /// When the settings are not taken: the test fails.
    pub fn bucket(&self, prefix: &str) -> Bucket {
        Bucket::new(&self.settings(prefix)).expect("a bucket")
    }
}

impl Drop for TestStore {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(listener: TcpListener, store: S3Service, state: Arc<State>) {
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        let (store, state) = (store.clone(), Arc::clone(&state));
        let answer = service_fn(move |request| answer(store.clone(), Arc::clone(&state), request));
        tokio::spawn(async move { drop(http1::Builder::new().serve_connection(TokioIo::new(socket), answer).await) });
    }
}

async fn answer(
    store: S3Service,
    state: Arc<State>,
    request: Request<Incoming>,
) -> Result<s3s::HttpResponse, s3s::HttpError> {
    let length = request.headers().get("content-length").and_then(|length| length.to_str().ok()).unwrap_or("0");
    let line = format!("{} {} {length}", request.method(), request.uri());
    state.seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    let mut mode = state.mode.subscribe();
    // The sender is in the state, which is held.
    drop(mode.wait_for(|mode| *mode != Mode::Silent).await);
    let mut is_down = false;
    state.mode.send_modify(|mode| match *mode {
        Mode::Taking(0) if request.method() == Method::PUT => is_down = true,
        Mode::Taking(more) if request.method() == Method::PUT => *mode = Mode::Taking(more - 1),
        Mode::Down => is_down = true,
        _ => {}
    });
    if is_down {
        let mut away = Response::new(s3s::Body::empty());
        *away.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        return Ok(away);
    }
    Box::pin(store.call(request.map(s3s::Body::from))).await
}
