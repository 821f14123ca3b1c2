//! A port before a server of a database that a test turns over to another one, or silences.

use std::io;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What becomes of who comes, and of who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Carried to the server at this `host:port`; connections to another one are ended.
    To(String),
    /// Taken and never answered, as by a machine that is cut off: connections stay and nothing comes through.
    Silent,
    /// Ended at once, as by a balancer without a server behind it.
    Ended,
}

/// The port; it closes when dropped.
pub struct Port {
    /// Its `host:port`.
    pub address: String,
    way: watch::Sender<Way>,
    task: JoinHandle<()>,
}

impl Drop for Port {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Port {
    /// Before the server at this `host:port`.
    ///
    /// # Panics
    /// When no port is free: the test fails.
    pub async fn before(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let way = watch::Sender::new(Way::To(server.to_owned()));
        let ways = way.clone();
        let task = tokio::spawn(async move {
            while let Ok((inner, _)) = listener.accept().await {
                // How a connection ends, its two ends know.
                drop(tokio::spawn(carry(inner, ways.subscribe())));
            }
        });
        Self { address, way, task }
    }

    /// From now on.
    pub fn turn(&self, way: Way) {
        self.way.send_replace(way);
    }
}

async fn carry(mut inner: TcpStream, mut ways: watch::Receiver<Way>) -> io::Result<()> {
    let Ok(begun) = ways.wait_for(|way| *way != Way::Silent).await.map(|way| way.clone()) else { return Ok(()) };
    let Way::To(server) = &begun else { return Ok(()) };
    let mut outer = TcpStream::connect(server).await?;
    tokio::select! {
        carried = copy_bidirectional(&mut inner, &mut outer) => return carried.map(drop),
        () = async { drop(ways.wait_for(|way| *way != begun).await) } => {}
    }
    // Who was there when it fell silent hears nothing more of this server, and is ended with the silence.
    drop(ways.wait_for(|way| *way != Way::Silent).await);
    Ok(())
}
