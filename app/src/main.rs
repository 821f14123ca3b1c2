//! The program `orda`.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use orda::compose::{MIGRATIONS, Portal};
use orda::config::Config;
#[cfg(feature = "demo")]
use orda::demo;
use orda::tls::Doors;
use orda::{admin, audit, backup, destruction, serve, verify};
use orda_base::Env;
use orda_documents_store::VAULT_MIGRATIONS;
use orda_store::Database;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// How long the end waits for a thread that was left behind: one that hangs on a disk that does not answer never ends.
const LEFT_BEHIND: Duration = Duration::from_secs(5);

/// Intranet portal of state bodies.
#[derive(Parser)]
#[command(name = "orda", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one, and it is made once")]
enum Command {
    /// Serves the portal until told to end.
    Serve(Settings),
    /// Makes a demo government in a folder of its own and serves it.
    #[cfg(feature = "demo")]
    Demo(demo::Args),
    /// Brings the database up to date; does nothing when it is.
    Migrate(Settings),
    /// Administration from the command line.
    Admin {
        #[command(flatten)]
        settings: Settings,
        #[command(subcommand)]
        command: admin::Command,
    },
    /// Verifies the accounting of accesses, proves records, archives months.
    Audit {
        #[command(flatten)]
        settings: Settings,
        #[command(subcommand)]
        command: audit::Command,
    },
    /// Backs up the installation into a folder while the portal runs; only what is new is written.
    Backup {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        args: backup::BackupArgs,
    },
    /// Makes an installation of a backup, or checks one (`--check`).
    Restore {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        args: backup::RestoreArgs,
    },
    /// Destruction of documents whose period of keeping is over.
    Destruction {
        #[command(flatten)]
        settings: Settings,
        #[command(subcommand)]
        command: destruction::Command,
    },
    /// Guaranteed destruction of the whole database of a portal that is taken out of use.
    DestroyDatabase {
        #[command(flatten)]
        settings: Settings,
        #[command(subcommand)]
        command: destruction::database::Command,
    },
    /// Verifies an installation: every digest, every reference, signatures, the accounting.
    Verify {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        args: verify::Args,
    },
    /// Judges signatures, certificates and containers from files, without a portal.
    Eds {
        #[command(subcommand)]
        command: orda::eds::Command,
    },
    /// Prints the description of the interface (`OpenAPI` 3.1).
    Openapi,
}

#[derive(clap::Args)]
struct Settings {
    /// File of settings; `orda.toml` in this folder when there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Files in, a verdict out: no runtime, no settings, and an exit code of its own.
    if let Command::Eds { command } = &cli.command {
        return orda::eds::run(command);
    }
    // Whoever types a command wants its answer; the log is for what runs. What rustls warns of is what callers do.
    let usual = if matches!(cli.command, Command::Serve(_)) { "info,sqlx=warn,rustls=error" } else { "warn" };
    let filter = EnvFilter::try_from_env("ORDA_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting the runtime");
    let done = runtime.and_then(|runtime| {
        let done = runtime.block_on(run(cli.command));
        runtime.shutdown_timeout(LEFT_BEHIND);
        done
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Settings of an installation whose database was not destroyed.
fn load(settings: &Settings) -> Result<Config> {
    let config = Config::load(settings.config.as_deref())?;
    destruction::database::refuse(&config)?;
    Ok(config)
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(settings) => {
            let config = load(&settings)?;
            let doors = Doors::open(&config).await?;
            let portal = Portal::open(config, Env::system()).await?;
            tracing::info!(address = %portal.config.public_url, "serving");
            Box::pin(serve::serve(portal, doors)).await?;
        }
        #[cfg(feature = "demo")]
        Command::Demo(args) => Box::pin(demo::run(args)).await?,
        Command::Migrate(settings) => {
            let config = load(&settings)?;
            let db = Database::open(&config.database_url()).await?;
            db.migrate(&MIGRATIONS).await?;
            db.close().await;
            // An embedded vault is made with its keys, when the portal is opened.
            if config.vault_url().starts_with("postgres") {
                let vault = Database::open(&config.vault_url()).await?;
                vault.migrate(&[VAULT_MIGRATIONS]).await?;
                vault.close().await;
            }
        }
        Command::Admin { settings, command } => Box::pin(admin::run(load(&settings)?, command)).await?,
        Command::Audit { settings, command } => audit::run(load(&settings)?, command).await?,
        Command::Backup { settings, args } => {
            let config = load(&settings)?;
            return backup::run_backup(config, args).await;
        }
        Command::Restore { settings, args } => {
            return Box::pin(backup::run_restore(load(&settings)?, args)).await;
        }
        Command::Verify { settings, args } => {
            let portal = Portal::open(load(&settings)?, Env::system()).await?;
            let report = match args.what {
                None => verify::verify(&portal, &args).await,
                Some(verify::What::Destruction) => verify::destruction(&portal).await,
                Some(verify::What::Program) => verify::program(&portal).await,
            };
            portal.close().await;
            let report = report?;
            verify::tell(&report, args.json);
            return Ok(if report.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(backup::DAMAGED) });
        }
        Command::Destruction { settings, command } => {
            Box::pin(destruction::run(load(&settings)?, command)).await?;
        }
        Command::DestroyDatabase { settings, command } => {
            let config = Config::load(settings.config.as_deref())?;
            Box::pin(destruction::database::run(config, command)).await?;
        }
        Command::Eds { .. } => {}
        Command::Openapi => {
            println!("{}", orda::openapi().await?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// The program of production, built without the feature, knows no demo.
    #[test]
    fn the_demo_is_there_only_with_its_feature() {
        let command = Cli::command();
        assert_eq!(command.find_subcommand("demo").is_some(), cfg!(feature = "demo"));
        assert!(command.find_subcommand("serve").is_some());
    }
}
