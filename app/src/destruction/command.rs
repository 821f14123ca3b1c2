//! `orda destruction`: proposals, decisions, holds, carrying out, acts.

use crate::compose::Portal;
use crate::config::Config;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use orda_base::{Actor, Env, Error, Language};
use orda_retention::{HoldId, ProposalId};
use orda_web::Messages;
use std::path::PathBuf;

/// Destruction of documents whose period of keeping is over. Two persons decide, each with an EDS.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Proposes to destroy documents and prints the id of the proposal.
    Propose {
        /// Registration number; may be given several times.
        #[arg(long = "number", required = true)]
        numbers: Vec<String>,
        /// On what ground.
        #[arg(long)]
        ground: String,
    },
    /// Lists proposals.
    List,
    /// Writes what a decision signs into a file.
    Manifest {
        /// The proposal.
        #[arg(long)]
        proposal: ProposalId,
        /// Where to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Decides as a person, with the person's EDS over the manifest.
    Decide {
        /// The proposal.
        #[arg(long)]
        proposal: ProposalId,
        /// Login of the person: an administrator or a security officer of the portal.
        #[arg(long)]
        login: String,
        /// The detached signature (CMS) over the manifest.
        #[arg(long)]
        cms: PathBuf,
    },
    /// Takes a proposal back.
    Withdraw {
        /// The proposal.
        #[arg(long)]
        proposal: ProposalId,
    },
    /// Destroys what was decided. It cannot be undone.
    CarryOut {
        /// The proposal.
        #[arg(long)]
        proposal: ProposalId,
        /// The same id again: nothing is destroyed by a slip of the hand.
        #[arg(long)]
        confirm: ProposalId,
    },
    /// Writes the act of destruction, a PDF file.
    Act {
        /// The proposal.
        #[arg(long)]
        proposal: ProposalId,
        /// Where to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Holds a document back from destruction and prints the id of the hold.
    Hold {
        /// Registration number.
        #[arg(long)]
        number: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Lists holds.
    Holds,
    /// Lifts a hold.
    Lift {
        /// The hold.
        #[arg(long)]
        hold: HoldId,
    },
}

/// Carries out one command.
pub async fn run(config: Config, command: Command) -> Result<()> {
    let portal = Portal::open(config, Env::system()).await?;
    let messages = portal.holdings.messages.clone();
    let done = carry_out(&portal, command).await.map_err(|error| worded(&messages, error));
    portal.close().await;
    done
}

/// The words of a refusal.
pub(super) fn worded(messages: &Messages, error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<Error>() {
        Ok(Error::Refused(refusal) | Error::Away(refusal)) => {
            anyhow::anyhow!(messages.message(Language::En, &refusal.message))
        }
        Ok(Error::Invalid(fields)) => {
            let lines = fields.iter().map(|f| format!("{}: {}", f.field, messages.message(Language::En, &f.message)));
            anyhow::anyhow!(lines.collect::<Vec<_>>().join("\n"))
        }
        Ok(other) => other.into(),
        Err(error) => error,
    }
}

async fn carry_out(portal: &Portal, command: Command) -> Result<()> {
    let (actor, retention) = (Actor::portal(), &portal.retention);
    match command {
        Command::Propose { numbers, ground } => println!("{}", retention.propose(&actor, &numbers, &ground).await?),
        Command::List => {
            for one in retention.proposals(&actor, 1_000).await? {
                let numbers: Vec<&str> = one.items.iter().map(|i| i.number.as_str()).collect();
                println!("{}  {}  {}  {}", one.id, one.proposed_at.rfc3339(), one.state.code(), numbers.join(", "));
            }
        }
        Command::Manifest { proposal, out } => write(&out, &retention.to_sign(&actor, proposal).await?)?,
        Command::Decide { proposal, login, cms } => {
            let picture = portal.identity.picture().await?;
            let person = picture.person_by_login(&login).with_context(|| format!("nobody has the login {login}"))?;
            let person = portal.identity.actor_of(person.person.id).await?.context("this person does not work here")?;
            let cms = std::fs::read(&cms).with_context(|| format!("reading {}", cms.display()))?;
            println!("{}", retention.decide(&person, proposal, &cms).await?.code());
        }
        Command::Withdraw { proposal } => retention.withdraw(&actor, proposal).await?,
        Command::CarryOut { proposal, confirm } => {
            if proposal != confirm {
                bail!("--confirm is not the id of the proposal: nothing was destroyed");
            }
            let done = retention.carry_out(&actor, proposal).await?;
            println!("{} documents destroyed", done.items.len());
        }
        Command::Act { proposal, out } => write(&out, &retention.act(&actor, proposal).await?)?,
        Command::Hold { number, reason } => println!("{}", retention.hold(&actor, &number, &reason).await?),
        Command::Holds => {
            for one in retention.holds(&actor).await? {
                let lifted =
                    one.lifted.map(|(who, at)| format!("lifted {} by {who}", at.rfc3339())).unwrap_or_default();
                println!("{}  {}  {}  {}  {lifted}", one.id, one.number, one.placed_at.rfc3339(), one.reason);
            }
        }
        Command::Lift { hold } => retention.lift(&actor, hold).await?,
    }
    Ok(())
}

/// Writes a new file; never over one.
pub(super) fn write(path: &std::path::Path, bytes: &[u8]) -> Result<()> {
    if path.exists() {
        bail!("{} exists already", path.display());
    }
    std::fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}
