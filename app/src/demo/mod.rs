//! The demo government: made once in a new folder, then served like any other installation.

pub mod cast;
pub mod chancellery;
mod copies;
pub mod large;
mod measured;
pub mod play;
pub mod print;
pub mod registry;
pub mod script;
mod services;
mod sources;
mod texts;

use crate::compose::Portal;
use crate::config::{Config, SecondFactor};
use crate::tls::Doors;
use anyhow::{Context, Result, bail};
use cast::Cast;
use orda_base::{Clock, Env, FixedClock, SystemClock, SystemEntropy};
use play::Stage;
use serde::{Deserialize, Serialize};
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// Password of everybody in the demo, and of their key files.
const PASSWORD: &str = "Orda-korset-2026";

/// What to make and serve.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Port on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Name of this machine in addresses; passkeys need one (`localhost`).
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Folder of the demo's data.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Throw the folder away first and make a new government.
    #[arg(long)]
    fresh: bool,
    /// Fill in 100,000 drafts.
    #[arg(long)]
    large: bool,
    /// Fill in so many drafts.
    #[arg(long, default_value_t = 0, conflicts_with = "large")]
    fill: u32,
    /// Post the text files of this folder as drafts too.
    #[arg(long)]
    texts: Option<PathBuf>,
    /// Make a draft of forty bodies, thirty versions and two hundred remarks; its id is written to `heavy.json`.
    #[arg(long, hide = true)]
    heavy: bool,
    /// Make so many drafts that wait for one head, and that head's decisions, signed, in `decisions.json`.
    #[arg(long, hide = true, default_value_t = 0)]
    decisions: u32,
}

/// A row of the table of accounts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// Full name.
    pub name: String,
    /// Individual identification number.
    pub iin: String,
    /// Code of the body.
    pub body: String,
    /// Codes of roles.
    pub roles: Vec<String>,
    /// The key file.
    pub key_file: PathBuf,
    /// Password of the key file.
    pub key_password: String,
}

/// Makes the government when the folder is new, prints the accounts, serves.
pub async fn run(args: Args) -> Result<()> {
    let listen = SocketAddr::from(([127, 0, 0, 1], args.port));
    // Taken before anything is made, so that a busy port costs no waiting.
    let listener =
        TcpListener::bind(listen).await.with_context(|| format!("port {} is taken; choose --port", args.port))?;
    let mut config = Config {
        data: args.data.clone(),
        listen,
        public_url: format!("http://{}:{}", args.host, args.port),
        // Everybody tries the accounts of a demo: second factors are offered there, and demanded of nobody; nobody is slowed
        // down.
        second_factor: SecondFactor { required: Vec::new() },
        limits: crate::limits::Settings::OFF,
        ..Config::default()
    };
    if args.fresh && args.data.exists() {
        if !args.data.join("accounts.json").exists() && fs::read_dir(&args.data)?.next().is_some() {
            bail!("{} does not look like a demo's folder; it was not removed", args.data.display());
        }
        fs::remove_dir_all(&args.data).with_context(|| format!("removing {}", args.data.display()))?;
    }
    // Passwords and keys of the demo lie in it.
    crate::safety::make_folder(&args.data).with_context(|| format!("making {}", args.data.display()))?;
    sources::join(&mut config, &Env::system()).await?;
    let accounts_file = args.data.join("accounts.json");
    if accounts_file.exists() {
        if args.large || args.fill > 0 || args.texts.is_some() {
            eprintln!("the government in {} is there already; --fresh makes a new one", args.data.display());
        }
    } else {
        if args.data.join("orda.db").exists() {
            bail!("an unfinished demo is in {}; start again with --fresh", args.data.display());
        }
        // The folder is a demo's from its first moment, so that --fresh may remove a half-made one.
        Box::pin(make(&config, &args)).await?;
    }
    let accounts: Vec<Account> = serde_json::from_str(&fs::read_to_string(&accounts_file)?)?;
    let portal = Portal::open(config, Env::system()).await?;
    print_accounts(&accounts);
    println!("\n  {}\n", portal.config.public_url);
    Box::pin(crate::serve::serve(portal, Doors::plain(listener))).await
}

async fn make(config: &Config, args: &Args) -> Result<()> {
    eprintln!("making the demo government in {}", config.data.display());
    let drafts = script::drafts()?;
    // The government has worked for two weeks when the demo begins.
    let clock = FixedClock::at(SystemClock.now().plus_seconds(-16 * 24 * 3600));
    let portal = Portal::open(config.clone(), Env::new(clock.clone(), SystemEntropy)).await?;
    let mut government = script::government()?;
    if args.heavy {
        measured::enlarge(&mut government)?;
    }
    let cast = Cast::register(&portal, &government, Some(PASSWORD)).await?;
    let stage = Stage { portal: &portal, cast: &cast, clock: &clock };
    registry::play(&stage).await.context("the register of systems")?;
    let mut order: Vec<_> = drafts
        .iter()
        .zip(0_i64..)
        .map(|(d, i)| (if d.sent_days_ago > 0 { d.sent_days_ago } else { 1 + i % 6 }, d))
        .collect();
    order.sort_by_key(|(days, _)| -days);
    for (days, draft) in order {
        set(&clock, SystemClock.now().plus_seconds(-days * 24 * 3600 - 3 * 3600));
        stage.play(draft).await.with_context(|| draft.title.ru.clone())?;
        // The registers of letters tell the days on which things happened.
        portal.exchange.settle().await?;
        portal.centre.refresh_crl().await?;
    }
    services::play(&stage).await.context("services")?;
    if let Some(folder) = &args.texts {
        set(&clock, SystemClock.now().plus_seconds(-3600));
        portal.centre.refresh_crl().await?;
        texts::post(&stage, folder).await?;
    }
    sources::fill(&portal, &cast, &clock).await?;
    let write = |name: &str, bytes: Vec<u8>| fs::write(config.data.join(name), bytes);
    if args.heavy {
        // Its many steps take two days of the portal's time; nothing is to happen in the future.
        set(&clock, SystemClock.now().plus_seconds(-3 * 86_400));
        portal.centre.refresh_crl().await?;
        write("heavy.json", serde_json::to_vec(&measured::heavy(&stage).await?)?)?;
    }
    set(&clock, SystemClock.now());
    if args.decisions > 0 {
        portal.centre.refresh_crl().await?;
        write("decisions.json", serde_json::to_vec(&measured::decisions(&stage, args.decisions).await?)?)?;
    }
    let fill = if args.large { 100_000 } else { args.fill };
    if fill > 0 {
        large::fill(&portal, &cast, fill).await?;
    }
    copies::enter(&portal).await?;
    let accounts = accounts(config, &cast)?;
    portal.close().await;
    write("accounts.json", serde_json::to_vec_pretty(&accounts)?)?;
    Ok(())
}

fn set(clock: &FixedClock, to: orda_base::Timestamp) {
    clock.advance(to.seconds_since(clock.now()));
}

fn accounts(config: &Config, cast: &Cast) -> Result<Vec<Account>> {
    let folder = config.data.join("key-files");
    fs::create_dir_all(&folder)?;
    cast.order
        .iter()
        .map(|login| {
            let member = cast.person(login);
            let key_file = folder.join(format!("{login}.p12"));
            fs::write(&key_file, member.key.to_pkcs12(PASSWORD)?)?;
            Ok(Account {
                login: login.clone(),
                password: PASSWORD.into(),
                name: member.name.clone(),
                iin: member.iin.clone(),
                body: member.body_code.clone(),
                roles: member.memberships.iter().map(|m| m.role.code().to_owned()).collect(),
                key_file: fs::canonicalize(&key_file)?,
                key_password: PASSWORD.into(),
            })
        })
        .collect()
}

fn print_accounts(accounts: &[Account]) {
    println!("{:<24} {:<14} {:<22} {:<18} key file (same password)", "role", "body", "login", "password");
    for account in accounts {
        println!(
            "{:<24} {:<14} {:<22} {:<18} {}",
            account.roles.join(", "),
            account.body,
            account.login,
            account.password,
            account.key_file.display()
        );
    }
}
