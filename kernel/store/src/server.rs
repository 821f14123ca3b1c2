//! How a server and this program find out that the other one is gone: a machine that was cut off ends no connection.
//!
//! What was sent is given up when nobody takes it in, and a connection on which nothing is under way is asked after. So everything
//! that waits for a server ends, whatever it waits for: also a transaction that begins, and rows that are added, on a connection
//! that fell silent.

use socket2::{SockRef, TcpKeepalive};
use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};
use std::io;
use std::time::Duration;
use tokio::net::TcpStream;

/// After so long without a word it is asked after, again after each pause, so many times.
const REST: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_secs(5);
const TIMES: u32 = 3;
/// What was sent, and not taken in for so long, ends the connection.
const TAKEN: Duration = Duration::from_secs(10);

/// The same for the server, which otherwise keeps the locks of a lost node for hours: of these settings, those that it has (the last
/// one since version 14: a statement whose caller has gone is not carried on). It waits longer for what it sent, since who reads may
/// rest. Not in the address: who stands between may refuse what it does not know there.
pub(crate) const TELL: &str = "select set_config(name, case name when 'tcp_keepalives_idle' then '10' \
     when 'tcp_keepalives_interval' then '5' when 'tcp_keepalives_count' then '3' \
     when 'tcp_user_timeout' then '30000' else '2000' end, false) from pg_settings \
     where name in ('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count', \
     'tcp_user_timeout', 'client_connection_check_interval')";

/// What came of telling it. A server that does not take it serves all the same.
pub(crate) fn told<T>(said: sqlx::Result<T>) -> sqlx::Result<()> {
    match said {
        Err(sqlx::Error::Database(error)) => {
            tracing::debug!(%error, "the server of the database takes no settings of connections");
            Ok(())
        }
        said => said.map(drop),
    }
}

/// A connection of its own to the server at `url`, which was told.
pub(crate) async fn connect(url: &str) -> sqlx::Result<PgConnection> {
    let mut connection = PgConnection::connect(url).await?;
    told(connection.execute(TELL).await)?;
    Ok(connection)
}

/// This side of it.
pub(crate) fn watch(connection: &TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let socket = SockRef::from(connection);
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(REST).with_interval(PAUSE).with_retries(TIMES))?;
    socket.set_tcp_user_timeout(Some(TAKEN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    /// A connection is asked after by the kernel, and ends when nobody takes in what was sent.
    #[tokio::test]
    async fn connections_are_watched() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let connection = TcpStream::connect(listener.local_addr().expect("an address")).await.expect("connects");
        watch(&connection).expect("watched");
        let socket = SockRef::from(&connection);
        assert!(connection.nodelay().expect("asked") && socket.keepalive().expect("asked"));
        assert_eq!(socket.tcp_keepalive_time().expect("asked"), REST);
        assert_eq!(socket.tcp_keepalive_interval().expect("asked"), PAUSE);
        assert_eq!(socket.tcp_keepalive_retries().expect("asked"), TIMES);
        assert_eq!(socket.tcp_user_timeout().expect("asked"), Some(TAKEN));
    }
}
