//! Orda: puts the parts together. `compose` makes the portal, `serve` answers requests, `admin` and `demo` are the
//! command line's.

// Before all others: they say what they say by its macros.
#[macro_use]
pub mod said;

pub mod accounting;
pub mod admin;
mod antivirus;
mod api;
pub mod audit;
pub mod backup;
mod breached;
pub mod compose;
pub mod config;
pub mod connections;
pub mod copying;
#[cfg(feature = "demo")]
pub mod demo;
mod description;
pub mod destruction;
pub mod digest;
pub mod doctor;
pub mod eds;
pub mod exchange;
pub mod forward;
mod health;
pub mod installed;
mod interactions;
mod joints;
pub mod keys;
pub mod limits;
pub mod log;
pub mod master_key;
pub mod metrics;
pub mod moving;
pub mod reminders;
pub mod s3;
pub mod safety;
pub mod sandbox;
mod secrets;
pub mod serve;
pub mod telemetry;
pub mod text_files;
pub mod tls;
pub mod verify;

use anyhow::Result;
use orda_base::Env;

/// The description of the interface as JSON, as a portal without settings serves it.
pub async fn openapi() -> Result<String> {
    let folder = tempfile::tempdir()?;
    let config = config::Config { data: folder.path().to_path_buf(), ..config::Config::default() };
    let portal = compose::Portal::open(config, Env::system()).await?;
    let text = portal.openapi.to_vec();
    portal.close().await;
    Ok(String::from_utf8(text)?)
}
