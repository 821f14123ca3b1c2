//! `orda destroy-database`: guaranteed destruction of a whole database, of a portal that is taken out of use or of a body that
//! leaves (385-6-8-c). An order is prepared, signed by an administrator, confirmed by typing the address; then the keys go, and
//! everything after them. The act stays outside, with the whole accounting.

mod outside;
mod remains;
mod steps;
mod wipe;

pub use remains::{Done, connect, refuse};
pub use steps::{Step, carry_out, go_on};

use crate::compose::{LOCALES, Portal};
use crate::config::Config;
use crate::destruction::command::{worded, write};
use anyhow::{Context, Result};
use clap::Subcommand;
use orda_audit::TreeStore;
use orda_audit_store::Tree;
use orda_base::{Access, Actor, Env, Error, Operation, Role};
use orda_identity::Directory;
use orda_retention::database::{self, DATABASE, DatabaseOrder, Standing};
use orda_signatures::{Verifier, sha256_hex};
use orda_store::{Database, fault};
use orda_web::Messages;
use std::path::{Path, PathBuf};

/// Destruction of the whole database. It cannot be undone.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes an order, which an administrator of the portal then signs. Nothing is destroyed.
    Prepare {
        /// On what ground.
        #[arg(long)]
        ground: String,
        /// File for the order.
        #[arg(long)]
        out: PathBuf,
    },
    /// Destroys the database by a signed order. It cannot be undone.
    Run {
        /// The order.
        #[arg(long)]
        order: PathBuf,
        /// Login of the administrator of the portal who signed it.
        #[arg(long)]
        login: String,
        /// The detached signature (CMS) over the order.
        #[arg(long)]
        cms: PathBuf,
        /// Empty folder outside the data for the act and the accounting.
        #[arg(long)]
        act_to: PathBuf,
        /// Folder of a mirror of the keys beside that of the settings; may be given several times.
        #[arg(long)]
        keys_mirror: Vec<PathBuf>,
        /// The address of the installation, exactly as in the order: nothing is destroyed by a slip of the hand.
        #[arg(long, default_value = "")]
        confirm: String,
    },
    /// Ends a destruction that was interrupted.
    Resume,
}

/// A request to destroy.
#[derive(Debug, Clone)]
pub struct Request {
    /// Bytes of the order.
    pub order: Vec<u8>,
    /// Login of who signed it.
    pub login: String,
    /// The detached signature over the order.
    pub cms: Vec<u8>,
    /// Folder for the act.
    pub act_to: PathBuf,
    /// Folders of mirrors of the keys beside that of the settings.
    pub mirrors: Vec<PathBuf>,
    /// The confirmation.
    pub confirm: String,
}

/// A request that was found good.
struct Warrant {
    order: DatabaseOrder,
    actor: Actor,
    serial: String,
    folder: PathBuf,
    mirrors: Vec<PathBuf>,
}

/// Carries out one command.
pub async fn run(config: Config, command: Command) -> Result<()> {
    let env = Env::system();
    if !matches!(command, Command::Resume) {
        refuse(&config)?;
    }
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("reading {}", path.display()));
    let done = match command {
        Command::Prepare { ground, out } => {
            let portal = Portal::open(config, env).await?;
            let prepared = prepare(&portal, &ground).await;
            let prepared = prepared.map_err(|error| worded(&portal.holdings.messages, error.into()));
            portal.close().await;
            write(&out, &prepared?.to_bytes())?;
            println!("{}: to be signed by an administrator of the portal", out.display());
            return Ok(());
        }
        Command::Run { order, login, cms, act_to, keys_mirror, confirm } => {
            let (order, cms) = (read(&order)?, read(&cms)?);
            let request = Request { order, login, cms, act_to, mirrors: keys_mirror, confirm };
            let portal = Portal::open(config, env).await?;
            let done = destroy(&portal, &request).await;
            let messages = portal.holdings.messages.clone();
            portal.close().await;
            done.map_err(|error| worded(&messages, error))?
        }
        Command::Resume => {
            let messages = Messages::load(&LOCALES)?;
            go_on(&config, &env).await.map_err(|error| worded(&messages, error))?
        }
    };
    println!("{}", done.word());
    Ok(())
}

/// How the database stands.
async fn standing(portal: &Portal) -> Result<Standing, Error> {
    portal.keeping.seal().await.map_err(Error::internal)?;
    let latest = Tree::new(portal.db.clone()).latest().await?;
    let latest = latest.ok_or_else(|| Error::internal("the accounting has no checkpoint"))?;
    let count = sqlx::query_scalar::<_, i64>("select count(*) from drafts_draft");
    let documents = count.fetch_one(portal.db.reader()).await.map_err(fault)?;
    Ok(Standing {
        installation: portal.config.public_url.clone(),
        log: portal.keeping.sealer.verifier().await?.name().to_owned(),
        records: latest.size,
        root: latest.root.to_base64(),
        documents: documents.unsigned_abs(),
    })
}

/// Makes an order; accounted for.
///
/// # Errors
/// `Invalid` for a ground that is empty or too long.
pub async fn prepare(portal: &Portal, ground: &str) -> Result<DatabaseOrder, Error> {
    let order = DatabaseOrder::prepare(&standing(portal).await?, ground, &portal.env)?;
    let detail = format!("order {}", sha256_hex(&order.to_bytes()));
    let access = Access::done(DATABASE, order.order, Operation::Create).detail(detail);
    record(&portal.db, &portal.env, &Actor::portal(), &access).await?;
    Ok(order)
}

/// Destroys the database of a portal, which answers nothing any more afterwards. A refused attempt is accounted for and destroys
/// nothing.
///
/// # Errors
/// Why nothing was destroyed; or, once it has begun, what kept it from its end: [`go_on`] takes it up again.
pub async fn destroy(portal: &Portal, request: &Request) -> Result<Done> {
    begin(portal, request).await?;
    go_on(&portal.config, &portal.env).await
}

/// Judges the request, makes the act, and notes that it begins: from then on it goes to its end ([`go_on`]).
///
/// # Errors
/// Why nothing was destroyed; accounted for.
pub async fn begin(portal: &Portal, request: &Request) -> Result<()> {
    // Before anybody is believed, the attempt is that of whoever runs the program.
    let mut actor = Actor::portal();
    let warrant = match judge(portal, request, &mut actor).await {
        Ok(warrant) => warrant,
        Err(error) => {
            refused(&portal.db, &portal.env, &actor, request, &error).await?;
            return Err(error.into());
        }
    };
    let begun = outside::write_all(portal, &warrant, request).await.context("making the act");
    portal.shut().await;
    let begun = match begun {
        Ok(begun) => steps::alone(&portal.config, begun).await,
        Err(error) => Err(error),
    };
    let Err(error) = begun else { return Ok(()) };
    // It does not begin, and what was made for the act says nothing true now.
    wipe::file(&remains::goes_on_at(&portal.config)).context("removing the note that it begins")?;
    wipe::folder(&warrant.folder, &[]).context("emptying the folder of the act")?;
    let known = error.downcast_ref::<Error>().cloned();
    let known = known.unwrap_or_else(|| Error::Unavailable(format!("{error:#}")));
    let db = Database::open(&portal.config.database_url()).await?;
    let recorded = refused(&db, &portal.env, &actor, request, &known).await;
    db.close().await;
    recorded?;
    Err(error)
}

/// Accounts for an attempt that came to nothing.
async fn refused(db: &Database, env: &Env, actor: &Actor, request: &Request, error: &Error) -> Result<(), Error> {
    let access = Access::done(DATABASE, sha256_hex(&request.order), Operation::Delete).ended(error);
    // The login is only claimed.
    let detail = format!("{}; login {}", access.detail, request.login);
    record(db, env, actor, &Access { detail, ..access }).await
}

/// May it be destroyed?
async fn judge(portal: &Portal, request: &Request, actor: &mut Actor) -> Result<Warrant, Error> {
    let order = DatabaseOrder::read(&request.order)?;
    let picture = portal.identity.picture().await?;
    let person = picture.person_by_login(&request.login).ok_or(Error::NotFound)?;
    let person = portal.identity.actor_of(person.person.id).await?.ok_or(Error::NotFound)?;
    let verified = portal.verifier.identify(&request.order, &request.cms).await?;
    if person.iin() != Some(verified.signer.iin.as_str()) {
        return Err(database::other_signer());
    }
    // The signature is this person's: from here on the attempt is theirs.
    actor.clone_from(&person);
    if !portal.identity.bodies().await?.iter().any(|body| body.bin == verified.signer.bin) {
        return Err(database::other_signer());
    }
    if !person.has_in_portal(Role::Administrator) {
        return Err(Error::Forbidden);
    }
    let at = Tree::new(portal.db.clone()).checkpoints(order.records.saturating_sub(1), 1).await?;
    let root = at.first().filter(|at| at.size == order.records).map(|at| at.root.to_base64());
    order.judge(&standing(portal).await?, root.as_deref(), &request.confirm)?;
    let mirrors = outside::mirrors(&portal.config, &request.mirrors)?;
    let folder = outside::folder(&portal.config, &mirrors, &request.act_to)?;
    // Nothing is begun that this account of the database could not end.
    portal.vault.database().check_may_drop(&steps::VAULT).await?;
    portal.db.check_may_drop(&steps::prefixes()).await?;
    Ok(Warrant { order, actor: person, serial: verified.signer.serial, folder, mirrors })
}

async fn record(db: &Database, env: &Env, actor: &Actor, access: &Access) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    orda_audit_store::record(&mut tx, actor, env.now(), access).await?;
    tx.commit().await
}

/// The words of the act.
fn words(portal: &Portal) -> (Messages, String) {
    (portal.holdings.messages.clone(), portal.config.name.kk.clone())
}
