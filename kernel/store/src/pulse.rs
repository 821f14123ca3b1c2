//! Does the server of a database still answer? Asked all the time over a connection of its own.
//!
//! The library waits for an answer for ever, and how long a statement takes says nothing: an export takes minutes on a
//! server that is well. A question that costs nothing is answered at once, whatever else is done; where it is not, or by a
//! standby that takes nothing in, the server is lost to whoever waits for it.

use sqlx::Connection;
use sqlx::postgres::PgConnection;
use std::borrow::Cow;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// Between an answer and the next question.
const PERIOD: Duration = Duration::from_millis(250);
/// How long an answer is waited for. In short pieces: where this program itself does not come to its turn, the pieces
/// stretch, and nobody is taken for silent who was not heard.
const PIECE: Duration = Duration::from_millis(100);
const PIECES: u32 = 11;
/// How long the first connection may take.
const FIRST: Duration = Duration::from_secs(10);

/// Is the server lost, and since when is what was connected before of no use? It is not as long as nothing was heard.
pub struct Life {
    lost: watch::Sender<bool>,
    changed: Mutex<Option<Instant>>,
}

impl Default for Life {
    fn default() -> Self {
        Self { lost: watch::Sender::new(false), changed: Mutex::default() }
    }
}

impl Life {
    /// Waits until the server is lost; not at all while it is.
    pub async fn lost(&self) {
        // An error would mean that the sender is gone, and it is here.
        drop(self.lost.subscribe().wait_for(|lost| *lost).await);
    }

    fn is_lost(&self) -> bool {
        *self.lost.borrow()
    }

    /// Was a connection of this age made before the server was lost the last time?
    pub fn is_outlived(&self, age: Duration) -> bool {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|at| at.elapsed() < age)
    }

    /// What was heard: nothing, or why the server does not serve.
    fn heard(&self, trouble: Option<&str>) {
        if self.is_lost() == trouble.is_some() {
            return;
        }
        if let Some(trouble) = trouble {
            tracing::error!(error = trouble, "the database is lost");
        } else {
            tracing::warn!("the database is back");
        }
        *self.changed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.lost.send_replace(trouble.is_some());
    }
}

/// Asks the server at `url` for ever, and says in `life` what it heard.
pub async fn listen(url: String, life: Arc<Life>) {
    // The server has just answered others: where all begin at once, the first connection may take its time.
    let mut connection = timeout(FIRST, PgConnection::connect(&url)).await.ok().and_then(Result::ok);
    loop {
        let had_one = connection.is_some();
        let mut heard = patiently(PIECES, is_standby(&mut connection, &url)).await;
        if had_one && matches!(heard, Some(Err(_))) {
            // Whoever watches over a server may end one connection.
            heard = patiently(PIECES, is_standby(&mut connection, &url)).await;
        }
        match heard {
            Some(Ok(false)) => life.heard(None),
            Some(Ok(true)) => life.heard(Some("it is a standby that nobody promoted")),
            Some(Err(error)) if is_turned_away(code(&error).as_deref(), life.is_lost()) => life.heard(None),
            Some(Err(error)) => life.heard(Some(&error.to_string())),
            None => life.heard(Some("it does not answer")),
        }
        sleep(PERIOD).await;
    }
}

/// Asks over the connection, or over a new one. It is kept when an answer came.
async fn is_standby(connection: &mut Option<PgConnection>, url: &str) -> sqlx::Result<bool> {
    let mut asked = match connection.take() {
        Some(connection) => connection,
        None => PgConnection::connect(url).await?,
    };
    let standby = sqlx::query_scalar("select pg_is_in_recovery()").fetch_one(&mut asked).await?;
    *connection = Some(asked);
    Ok(standby)
}

fn code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code)
}

/// Does the server serve others? Who says that it knows nobody of this password is there (class 28 of its codes). Who has no place
/// left (53) is, unless it was lost: then none of its places is one of this program.
fn is_turned_away(code: Option<&str>, was_lost: bool) -> bool {
    code.is_some_and(|code| code.starts_with("28") || (code.starts_with("53") && !was_lost))
}

/// What came of it within so many pieces of time.
pub(crate) async fn patiently<T>(pieces: u32, asking: impl Future<Output = T>) -> Option<T> {
    let mut asking = pin!(asking);
    for _ in 0..pieces {
        if let Ok(heard) = timeout(PIECE, &mut asking).await {
            return Some(heard);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::is_turned_away;

    /// A server that is full serves those who are connected; after it was lost nobody is.
    #[test]
    fn a_full_server_is_not_back() {
        for (code, before, after) in [
            (Some("28P01"), true, true),
            (Some("53300"), true, false),
            (Some("57P03"), false, false),
            (None, false, false),
        ] {
            assert_eq!((is_turned_away(code, false), is_turned_away(code, true)), (before, after), "{code:?}");
        }
    }
}
