//! The two document systems from which reminders come, played by the demo itself on a port of this machine: lists in files
//! of the demo's folder, sealed and asked for like real ones. Whoever changes a file sees it at the next set time.

use super::cast::Cast;
use crate::compose::Portal;
use crate::config::Config;
use crate::reminders::Source as Joined;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use orda_base::{Actor, Clock, Date, Env, FixedClock, SystemClock, Timestamp};
use orda_reminders::message::{FORMAT, SEAL_HEADER};
use orda_reminders::{Source, SystemKey};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// What stands in the lists: days are counted from the day on which the demo is made.
const SCRIPT: &str = include_str!("../../demo/reminders.toml");

#[derive(Deserialize)]
struct Script {
    instruction: Vec<Instruction>,
}

#[derive(Deserialize)]
struct Instruction {
    source: String,
    /// Code of the body, or a BIN that the portal does not know.
    body: String,
    number: String,
    /// Days before today.
    sent: i32,
    content: String,
    executor: String,
    kind: String,
    unit: Option<String>,
    /// Days after today; negative: before.
    due: i32,
    /// The term in place of `due`, whatever it says.
    due_date: Option<String>,
    /// Executed when the demo begins.
    #[serde(default)]
    executed: bool,
}

/// Both systems.
struct Systems {
    folder: PathBuf,
    key: SystemKey,
    token: String,
}

/// Starts both systems and joins them to the portal that `config` will make.
pub async fn join(config: &mut Config, env: &Env) -> Result<()> {
    let folder = config.data.join("sources");
    crate::safety::make_folder(&folder).with_context(|| format!("making {}", folder.display()))?;
    // New at each start: nobody else needs to know them.
    let key = SystemKey::from_seed(&env.random()).map_err(|_| anyhow::anyhow!("a key of the sources"))?;
    let token = hex::encode(env.random::<16>());
    fs::write(folder.join("key.pem"), key.public().pem())?;
    fs::write(folder.join("token"), &token)?;
    fs::set_permissions(folder.join("token"), fs::Permissions::from_mode(0o600))?;
    let listener = TcpListener::bind("127.0.0.1:0").await.context("a port for the sources of reminders")?;
    let address = listener.local_addr()?;
    let joined = |source: Source| Joined {
        url: Some(format!("http://{address}/{}", source.code())),
        key_file: Some(folder.join("key.pem")),
        token_file: Some(folder.join("token")),
        times: None,
    };
    config.reminders.chancellery = joined(Source::Chancellery);
    config.reminders.presidential_administration = joined(Source::PresidentialAdministration);
    let systems = Arc::new(Systems { folder, key, token });
    let router = Router::new().fallback(answer).with_state(systems);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(())
}

async fn answer(State(systems): State<Arc<Systems>>, address: Uri, headers: HeaderMap) -> Response {
    let given = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if given != format!("Bearer {}", systems.token) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Some(source) = Source::from_code(address.path().trim_start_matches('/')) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let list =
        fs::read(file(&systems.folder, source)).ok().and_then(|text| serde_json::from_slice::<Value>(&text).ok());
    let Some(list) = list else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let made_at = SystemClock.now().rfc3339();
    let envelope = json!({"format": FORMAT, "source": source.code(), "made_at": made_at, "instructions": list});
    let bytes = envelope.to_string().into_bytes();
    let seal = systems.key.seal(&bytes);
    ([(header::CONTENT_TYPE.as_str(), "application/json"), (SEAL_HEADER, &seal)], bytes).into_response()
}

fn file(folder: &Path, source: Source) -> PathBuf {
    folder.join(format!("{}.json", source.code()))
}

/// Writes the lists, and lets the portal read them at its set times up to now: with what was executed lately still under
/// control at first.
pub async fn fill(portal: &Portal, cast: &Cast, clock: &FixedClock) -> Result<()> {
    let script: Script = toml::from_str(SCRIPT).context("the script of reminders")?;
    write(portal, cast, &script, false).await?;
    let end = SystemClock.now();
    portal.reminders.refresh_due().await?;
    while let Some(slot) = next(portal).await?.filter(|slot| *slot <= end) {
        // The clock goes on by whole seconds: it must not stop just before the set time.
        super::set(clock, slot.plus_seconds(1));
        portal.reminders.refresh_due().await?;
    }
    write(portal, cast, &script, true).await?;
    super::set(clock, SystemClock.now());
    portal.reminders.refresh_due().await?;
    Ok(())
}

async fn next(portal: &Portal) -> Result<Option<Timestamp>> {
    Ok(portal.reminders.sources(&Actor::portal()).await?.iter().map(|state| state.next).min())
}

async fn write(portal: &Portal, cast: &Cast, script: &Script, executed: bool) -> Result<()> {
    let folder = portal.config.data.join("sources");
    let picture = portal.identity.picture().await?;
    let today = SystemClock.now().date();
    let bin = |code: &str| {
        let id = cast.bodies.get(code)?;
        picture.bodies.iter().find(|body| body.id == *id).map(|body| body.bin.clone())
    };
    for source in Source::ALL {
        let of_source = script.instruction.iter().filter(|one| one.source == source.code());
        let list = (1..)
            .zip(of_source)
            .map(|(nth, one)| {
                let due = match &one.due_date {
                    Some(text) => text.clone(),
                    None => moved(today, one.due).to_string(),
                };
                json!({
                    "id": format!("{}-{nth}", source.code()),
                    "state": if one.executed && executed { "executed" } else { "under_control" },
                    "body": bin(&one.body).unwrap_or_else(|| one.body.clone()),
                    "outgoing_number": one.number,
                    "outgoing_date": moved(today, -one.sent).to_string(),
                    "short_content": one.content,
                    "executor": one.executor,
                    "document_kind": one.kind,
                    "responsible_unit": one.unit,
                    "due_date": due,
                })
            })
            .collect::<Vec<Value>>();
        fs::write(file(&folder, source), serde_json::to_vec_pretty(&list)?)?;
    }
    Ok(())
}

fn moved(day: Date, by: i32) -> Date {
    (0..by.unsigned_abs()).fold(day, |day, _| (if by < 0 { day.yesterday() } else { day.tomorrow() }).unwrap_or(day))
}
