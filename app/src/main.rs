//! The program `orda`.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use orda::compose::{MIGRATIONS, Portal};
use orda::config::Config;
#[cfg(feature = "demo")]
use orda::demo;
use orda::log::{self, Format};
use orda::tls::Doors;
use orda::{admin, audit, backup, destruction, doctor, keys, moving, sandbox, serve, verify};
use orda_base::Env;
use orda_documents_store::VAULT_MIGRATIONS;
use orda_store::Database;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

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
    /// Backs up the installation into a folder or a bucket while the portal runs; only what is new is written.
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
    /// Copies the databases of an installation into empty ones, of either kind, with all proofs.
    ///
    /// The portal does not run meanwhile. What the settings name is copied and stays as it is; then both sides are compared and the
    /// accounting is verified in the copy. Posted files, keys and archives stay in the folder of data. Ends with 0 when the copy is
    /// whole, with 3 when something is not as it was, with 1 when nothing came of it; it can be begun again then.
    Copy {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        args: moving::Args,
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
    /// Replaces the master key, and writes posted files anew under new keys.
    Keys {
        #[command(flatten)]
        settings: Settings,
        #[command(subcommand)]
        command: keys::Command,
    },
    /// Verifies an installation: every digest, every reference, signatures, the accounting.
    Verify {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        args: verify::Args,
    },
    /// Looks at an installation and says what to mend; changes nothing. Ends with 0, with 1 for warnings, with 2 for errors.
    Doctor {
        #[command(flatten)]
        settings: Settings,
        #[command(flatten)]
        args: doctor::Args,
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
    let (usual, format) = match &cli.command {
        // Settings that cannot be read are told when they are needed.
        Command::Serve(Settings { config }) => (
            "info,sqlx=warn,rustls=error",
            Config::load(config.as_deref()).map_or(Format::default(), |config| config.log.format),
        ),
        _ => ("warn", Format::default()),
    };
    log::start(format, usual);
    if let Command::Serve(settings) = &cli.command
        && let Err(error) = shut_in(settings)
    {
        eprintln!("error: {error:#}");
        return ExitCode::FAILURE;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting the runtime");
    let done = runtime.and_then(|runtime| {
        let done = runtime.block_on(run(cli.command));
        runtime.shutdown_timeout(LEFT_BEHIND);
        done
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            orda::said::aside(format_args!("error: {error:#}\n"));
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

/// Before there are threads, which are held by what holds the one that makes them; what cannot be served is told before anything is
/// made.
fn shut_in(settings: &Settings) -> Result<()> {
    let config = load(settings)?;
    Doors::check(&config)?;
    sandbox::enter(&config)?;
    Ok(())
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
            let db = destruction::database::connect(&config).await?;
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
            return Box::pin(backup::run_backup(config, args)).await;
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
        Command::Copy { settings, args } => return Box::pin(moving::run(load(&settings)?, args)).await,
        Command::Destruction { settings, command } => {
            Box::pin(destruction::run(load(&settings)?, command)).await?;
        }
        Command::DestroyDatabase { settings, command } => {
            let config = Config::load(settings.config.as_deref())?;
            Box::pin(destruction::database::run(config, command)).await?;
        }
        Command::Keys { settings, command } => return Box::pin(keys::run(load(&settings)?, command)).await,
        Command::Doctor { settings, args } => return Box::pin(doctor::run(settings.config.as_deref(), &args)).await,
        Command::Eds { .. } => {}
        Command::Openapi => {
            let text = Box::pin(orda::openapi()).await?;
            orda::said::out(format_args!("{text}\n"));
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

    /// The page of the manual tells every command of production, and no other.
    #[test]
    fn the_manual_tells_every_command() {
        let page = include_str!("../../packaging/debian/orda.1");
        let told: Vec<String> = page
            .lines()
            .skip_while(|line| *line != ".SH COMMANDS")
            .filter_map(|line| line.strip_prefix(".B "))
            .map(|name| name.replace('\\', ""))
            .collect();
        let command = Cli::command();
        let known: Vec<&str> =
            command.get_subcommands().map(clap::Command::get_name).filter(|n| *n != "demo").collect();
        assert!(known.iter().all(|name| told.iter().any(|there| there == name)), "{known:?} {told:?}");
        assert_eq!(told.len(), known.len());
    }
}
