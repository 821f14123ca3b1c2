//! A document system outside, for tests: a second program that knows of the portal only what
//! `components/edms/README.md` says. It takes letters, registers each and tells the portal; it sends the messages that lie
//! in its outbox. Everything it has acknowledged is on its disk; it may be killed at any moment.

mod disk;
mod seal;
mod sender;
mod server;

use clap::Parser;
use disk::Disk;
use seal::{Key, Seal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Plays an outside document system.
#[derive(Parser)]
struct Args {
    /// Folder with `seed` (32 bytes: the own key), `portal.pem` (the portal's key) and `outbox.jsonl`; the inbox is kept here.
    #[arg(long)]
    folder: PathBuf,
    /// Address to listen on.
    #[arg(long)]
    listen: SocketAddr,
    /// Address of the portal, without a slash at its end.
    #[arg(long)]
    portal: String,
}

/// What both halves share.
struct Peer {
    seal: Seal,
    portal: Key,
    disk: Disk,
    address: String,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let run = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string());
    match run.and_then(|runtime| runtime.block_on(serve(args))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(args: Args) -> Result<(), String> {
    let read = |name: &str| std::fs::read(args.folder.join(name)).map_err(|e| format!("{name}: {e}"));
    let portal = String::from_utf8(read("portal.pem")?).map_err(|e| e.to_string())?;
    let peer = Arc::new(Peer {
        seal: Seal::of(&read("seed")?).ok_or("seed is 32 bytes")?,
        portal: Key::read(&portal).ok_or("portal.pem holds no Ed25519 key")?,
        disk: Disk::open(&args.folder).map_err(|e| e.to_string())?,
        address: format!("{}/edms/v1/messages", args.portal),
    });
    let listener = tokio::net::TcpListener::bind(args.listen).await.map_err(|e| e.to_string())?;
    tokio::spawn(sender::send(Arc::clone(&peer)));
    server::serve(peer, listener).await.map_err(|e| e.to_string())
}
