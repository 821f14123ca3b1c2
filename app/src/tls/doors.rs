//! The listeners of an installation, taken before anything is opened: a busy port or a bad certificate is told at once.

use super::answer::{Stopped, answer, ended};
use super::{Credentials, Reread};
use crate::config::Config;
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// One listener, with TLS or without.
struct Door {
    listener: TcpListener,
    credentials: Option<Arc<Credentials>>,
}

/// All listeners.
pub struct Doors {
    public: Door,
    redirect: Option<TcpListener>,
    internal: Option<Door>,
}

impl Door {
    async fn open(name: &str, listen: SocketAddr, tls: Option<&super::Settings>) -> Result<Self> {
        let open = |settings: &super::Settings| Credentials::open(settings.clone()).map(Arc::new);
        let credentials = tls.map(open).transpose().with_context(|| name.to_owned())?;
        Ok(Self { listener: bind(listen).await?, credentials })
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}

impl Doors {
    /// Looks whether the settings fit together and the certificates can be used.
    ///
    /// # Errors
    /// Settings that contradict each other, a file that cannot be used.
    pub fn check(config: &Config) -> Result<()> {
        if config.tls.is_some() && !config.is_https() {
            bail!("public_url begins with https:// where [tls] is set");
        }
        if config.internal.as_ref().and_then(|internal| internal.tls.as_ref()).is_some_and(|t| t.redirect.is_some()) {
            bail!("internal.tls.redirect: only [tls] leads from a port to another");
        }
        let inside = config.internal.as_ref().and_then(|internal| internal.tls.as_ref());
        for (name, tls) in [("tls", config.tls.as_ref()), ("internal.tls", inside)] {
            tls.map(|tls| Credentials::open(tls.clone())).transpose().with_context(|| name.to_owned())?;
        }
        Ok(())
    }

    /// Reads the certificates and takes the ports that the settings name.
    ///
    /// # Errors
    /// As [`Self::check`], and a port that is taken.
    pub async fn open(config: &Config) -> Result<Self> {
        Self::check(config)?;
        let internal = match &config.internal {
            Some(internal) => Some(Door::open("internal.tls", internal.listen, internal.tls.as_ref()).await?),
            None => None,
        };
        let redirect = match config.tls.as_ref().and_then(|tls| tls.redirect) {
            Some(address) => Some(bind(address).await?),
            None => None,
        };
        Ok(Self { public: Door::open("tls", config.listen, config.tls.as_ref()).await?, redirect, internal })
    }

    /// One listener without TLS that is there already.
    pub fn plain(listener: TcpListener) -> Self {
        Self { public: Door { listener, credentials: None }, redirect: None, internal: None }
    }

    /// Everything that is read anew while the program runs.
    pub(crate) fn credentials(&self) -> Vec<Arc<Credentials>> {
        let internal = self.internal.as_ref().and_then(|door| door.credentials.clone());
        self.public.credentials.clone().into_iter().chain(internal).collect()
    }

    /// Answers on every listener until the program ends and running requests are answered: people and systems with
    /// `router`, what watches over the machine with `internal`.
    pub(crate) async fn answer(
        self,
        router: Router,
        internal: Router,
        public_url: &str,
        stopped: Stopped,
    ) -> std::io::Result<()> {
        let public = async {
            let Door { listener, credentials } = self.public;
            if credentials.is_some() {
                answer(listener, credentials, router, stopped.clone()).await;
                return Ok(());
            }
            let mut stopped = stopped.clone();
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).with_graceful_shutdown(async move { ended(&mut stopped).await }).await
        };
        let redirect = async {
            if let Some(listener) = self.redirect {
                answer(listener, None, leading_to(public_url), stopped.clone()).await;
            }
        };
        // Whoever watches over the machine is answered until everybody else is.
        let (end, all_answered) = watch::channel(false);
        let internal = async {
            if let Some(Door { listener, credentials }) = self.internal {
                answer(listener, credentials, internal, all_answered).await;
            }
        };
        let outside = async {
            let (served, ()) = tokio::join!(public, redirect);
            // There may be nobody who watches.
            let _ = end.send(true);
            served
        };
        let (served, ()) = tokio::join!(outside, internal);
        served
    }
}

/// Leads everybody to the same address over TLS.
fn leading_to(public_url: &str) -> Router {
    let to: Arc<str> = public_url.trim_end_matches('/').into();
    Router::new().fallback(lead).with_state(to)
}

/// Whoever asks for a page is led to the same one over TLS (RFC 9110, 15.4.9); what would change something is refused:
/// it has been sent in the clear already.
async fn lead(State(to): State<Arc<str>>, request: Request) -> Response {
    let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
    match HeaderValue::try_from(format!("{to}{wanted}")) {
        Ok(to) if request.method().is_safe() => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        _ => StatusCode::FORBIDDEN.into_response(),
    }
}

/// Looks at the files of certificates again; what cannot be used is told, and what was there before goes on.
pub(crate) fn look_again(credentials: &[Arc<Credentials>]) {
    for one in credentials {
        let certificate = one.settings().certificate.display();
        match one.reread() {
            Reread::Same => {}
            Reread::Renewed(_) => tracing::info!(%certificate, "new connections get a new certificate"),
            Reread::Refused(reason) => {
                tracing::error!(%certificate, error = reason, "the new certificate cannot be used: the one before goes on");
            }
        }
    }
}
