//! `orda keys`: another master key, and posted files written anew under new keys. Both while the portal does not run; cut at any
//! moment, they go on when they are run again.

mod reencrypt;
mod replace;

pub use reencrypt::{Rewritten, reencrypt};
pub use replace::{Step, begin, carry_out, replace};

use crate::backup::DAMAGED;
use crate::config::Config;
use anyhow::{Result, bail};
use clap::Subcommand;
use orda_base::Env;
use orda_store::is_in_use;
use std::path::PathBuf;
use std::process::ExitCode;

/// Replacing keys. Everything is accounted for as done by the portal itself.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Puts another master key in the place of the one in use and seals under it what was sealed under that. The portal does not
    /// run meanwhile. After an interruption: the same again.
    ReplaceMaster {
        /// File with the new key, 32 bytes; one is made when not given. It is needed where something else keeps the key.
        #[arg(long)]
        new_key_file: Option<PathBuf>,
    },
    /// Writes every posted file anew, under a new key and by the cipher of the settings. The portal does not run meanwhile. After
    /// an interruption: the same again.
    Reencrypt,
}

/// Carries out one command.
pub async fn run(config: Config, command: Command) -> Result<ExitCode> {
    let env = Env::system();
    match command {
        Command::ReplaceMaster { new_key_file } => {
            let told = Box::pin(replace(&config, &env, new_key_file.as_deref())).await?;
            println!("{told}");
            Ok(ExitCode::SUCCESS)
        }
        Command::Reencrypt => {
            let Rewritten { done, damaged } = Box::pin(reencrypt(&config, &env, &|line| eprintln!("{line}"))).await?;
            println!("{done} files written anew");
            for blob in &damaged {
                println!("damaged, left as it is: blobs/{blob}");
            }
            Ok(if damaged.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
        }
    }
}

/// Refuses while any program is connected to the database or the key vault.
async fn refuse_while_used(config: &Config) -> Result<()> {
    if is_in_use(&config.database_url()).await? || is_in_use(&config.vault_url()).await? {
        bail!("somebody is connected to the database: stop the portal, all of its nodes and other commands first");
    }
    Ok(())
}
