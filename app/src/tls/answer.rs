//! Answering on one listener: handshakes that nobody can hold up, HTTP/1.1 and HTTP/2, a graceful end.

use super::Credentials;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::header::{HOST, HeaderValue};
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper::{Request, Uri};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use orda_web::Encrypted;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// Becomes true when the program ends.
pub type Stopped = watch::Receiver<bool>;

/// Longest time of a handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Handshakes at one time. An honest one is done within a few round trips: when there are more, the oldest gives way, so
/// that callers who never end theirs keep nobody out.
const HANDSHAKES: usize = 1024;
/// Longest time until the head of a request is whole; a connection that asks nothing for so long is closed too.
const HEAD: Duration = Duration::from_mins(1);
/// How often a caller who speaks HTTP/2 and is silent is asked whether it is there, and how long it may take to answer.
const ASK: Duration = Duration::from_secs(30);
/// Requests at one time on one connection of HTTP/2.
const STREAMS: u32 = 100;
/// Wait after the system had no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(200);

/// Answers callers of `listener` with `router` until the program ends; with credentials over TLS alone. Requests find the
/// address of the caller in `ConnectInfo<SocketAddr>`, and over TLS [`Encrypted`]. Returns when running requests are
/// answered; handshakes that are under way then are broken off.
pub async fn answer(
    listener: TcpListener,
    credentials: Option<Arc<Credentials>>,
    router: Router,
    mut stopped: Stopped,
) {
    let (alive, mut gone) = mpsc::channel::<()>(1);
    let mut handshakes = Handshakes::default();
    loop {
        let accepted = tokio::select! {
            () = ended(&mut stopped) => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_the_caller(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "taking a connection");
                tokio::time::sleep(NO_ROOM).await;
                continue;
            }
        };
        // Answers go out as they are written; the system need not wait for more of them.
        let _ = stream.set_nodelay(true);
        let caller = Caller { router: router.clone(), peer, encrypted: credentials.is_some() };
        let (alive, stopped) = (alive.clone(), stopped.clone());
        if let Some(credentials) = &credentials {
            let acceptor = TlsAcceptor::from(credentials.current());
            let place = handshakes.enter();
            tokio::spawn(async move {
                shake_hands(acceptor, stream, place, caller, stopped).await;
                drop(alive);
            });
        } else {
            tokio::spawn(async move {
                caller.http1(stream, stopped).await;
                drop(alive);
            });
        }
    }
    drop((alive, listener));
    // Nothing is ever sent: the channel ends with its last holder.
    let _ = gone.recv().await;
}

/// Connections under handshake, the oldest first: each is broken off when its sender is dropped, and is over when its
/// receiver is.
#[derive(Default)]
struct Handshakes(VecDeque<oneshot::Sender<()>>);

impl Handshakes {
    fn enter(&mut self) -> oneshot::Receiver<()> {
        if self.0.len() >= HANDSHAKES {
            self.0.retain(|place| !place.is_closed());
        }
        if self.0.len() >= HANDSHAKES {
            self.0.pop_front();
        }
        let (place, taken) = oneshot::channel();
        self.0.push_back(place);
        taken
    }
}

async fn shake_hands(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    mut place: oneshot::Receiver<()>,
    caller: Caller,
    mut stopped: Stopped,
) {
    let peer = caller.peer;
    let done = tokio::select! {
        done = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)) => done,
        _ = &mut place => return tracing::debug!(%peer, "a handshake gave way to newer ones"),
        () = ended(&mut stopped) => return,
    };
    drop(place);
    match done {
        Ok(Ok(stream)) if stream.get_ref().1.alpn_protocol() == Some(b"h2") => caller.http2(stream, stopped).await,
        Ok(Ok(stream)) => caller.http1(stream, stopped).await,
        Ok(Err(error)) => tracing::debug!(%peer, %error, "no handshake"),
        Err(_) => tracing::debug!(%peer, "a handshake took too long"),
    }
}

/// One connection.
#[derive(Clone)]
struct Caller {
    router: Router,
    peer: SocketAddr,
    encrypted: bool,
}

impl Caller {
    async fn http1<S>(self, stream: S, stopped: Stopped)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
        let service = service_fn(move |request| self.clone().ask(request));
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        carry(connection, http1::Connection::graceful_shutdown, stopped).await;
    }

    async fn http2<S>(self, stream: S, stopped: Stopped)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let mut builder = http2::Builder::new(TokioExecutor::new());
        builder.timer(TokioTimer::new()).max_concurrent_streams(STREAMS);
        builder.keep_alive_interval(ASK).keep_alive_timeout(ASK);
        let service = service_fn(move |request| self.clone().ask(request));
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        carry(connection, http2::Connection::graceful_shutdown, stopped).await;
    }

    async fn ask(self, request: Request<Incoming>) -> Result<axum::response::Response, std::convert::Infallible> {
        let mut request = as_of_http1(request.map(Body::new));
        request.extensions_mut().insert(ConnectInfo(self.peer));
        if self.encrypted {
            request.extensions_mut().insert(Encrypted);
        }
        self.router.oneshot(request).await
    }
}

/// HTTP/2 names the host in the address of the request (RFC 9113, 8.3.1), HTTP/1.1 in a header: what comes after sees one
/// form.
fn as_of_http1(mut request: Request<Body>) -> Request<Body> {
    let Some(authority) = request.uri().authority().cloned() else { return request };
    if let Ok(host) = HeaderValue::try_from(authority.as_str()) {
        request.headers_mut().insert(HOST, host);
    }
    let path = request.uri().path_and_query().cloned();
    *request.uri_mut() = path.map_or_else(|| Uri::from_static("/"), Uri::from);
    request
}

/// Carries a connection to its end; when the program ends, to that of its running requests.
async fn carry<C>(connection: C, end: impl FnOnce(Pin<&mut C>), mut stopped: Stopped)
where
    C: Future<Output = hyper::Result<()>>,
{
    let mut connection = pin!(connection);
    let done = tokio::select! {
        done = connection.as_mut() => done,
        () = ended(&mut stopped) => {
            end(connection.as_mut());
            connection.await
        }
    };
    if let Err(error) = done {
        tracing::debug!(%error, "a connection broke");
    }
}

/// An error means that the sender is gone: the end as well.
pub(super) async fn ended(stopped: &mut Stopped) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Did the caller go before it was taken in?
fn is_of_the_caller(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When all places are taken the oldest handshake gives way; those that are over take no place.
    #[test]
    fn the_oldest_handshake_gives_way() {
        let mut handshakes = Handshakes::default();
        let mut held: Vec<_> = (0..HANDSHAKES).map(|_| handshakes.enter()).collect();
        let is_broken_off =
            |place: &mut oneshot::Receiver<()>| place.try_recv() != Err(oneshot::error::TryRecvError::Empty);
        drop(held.pop());
        held.push(handshakes.enter());
        assert!(!held.iter_mut().any(is_broken_off), "one was over: there was a place");
        held.push(handshakes.enter());
        assert_eq!(held.iter_mut().position(is_broken_off), Some(0));
        assert_eq!(held.iter_mut().filter_map(|place| is_broken_off(place).then_some(())).count(), 1);
    }

    /// What HTTP/2 says in the address stands where HTTP/1.1 has it.
    #[test]
    fn both_protocols_look_the_same() {
        let request = Request::get("https://portal.example.kz/drafts?page=2").header(HOST, "other").body(Body::empty());
        let request = as_of_http1(request.expect("a request"));
        assert_eq!(request.uri(), "/drafts?page=2");
        assert_eq!(request.headers()[HOST], "portal.example.kz");
    }
}
