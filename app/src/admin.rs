//! `orda admin`: what must be possible before anybody can log in, and when nobody can any more.

use crate::compose::Portal;
use crate::config::Config;
use crate::safety::Installation;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use orda_base::{Actor, BodyId, Env, Error, Language, LocalizedText, PersonId, Role, Timestamp};
use orda_identity::{BodyInput, BodyKind, PersonInput, PersonName, PositionInput, Safe, SafetySurvey};
use std::path::PathBuf;

/// Administration from the command line. Everything is accounted for as done by the portal itself.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Registers the first administrator of the portal and prints a one-time password.
    FirstAdministrator(NewPerson),
    /// Registers a state body.
    AddBody {
        /// Business identification number, 12 digits.
        #[arg(long)]
        bin: String,
        /// `chancellery`, `presidential_administration`, `ministry`, `agency`, `region` or `other`.
        #[arg(long)]
        kind: String,
        /// Name in Kazakh.
        #[arg(long)]
        name_kk: String,
        /// Name in Russian.
        #[arg(long)]
        name_ru: String,
        /// Name in English.
        #[arg(long, default_value = "")]
        name_en: String,
        /// Short name in Kazakh.
        #[arg(long)]
        short_kk: String,
        /// Short name in Russian.
        #[arg(long)]
        short_ru: String,
    },
    /// Lists bodies.
    Bodies,
    /// Registers a person with a position in a body and prints a one-time password.
    AddPerson {
        /// Who.
        #[command(flatten)]
        person: NewPerson,
        /// BIN of the body.
        #[arg(long)]
        bin: String,
        /// Position in Kazakh.
        #[arg(long)]
        position_kk: String,
        /// Position in Russian.
        #[arg(long)]
        position_ru: String,
    },
    /// Gives a person a role, in a body or (without --bin) in the whole portal.
    GrantRole {
        /// Login of the person.
        #[arg(long)]
        login: String,
        /// `head_of_body`, `drafter`, `approver`, `records_clerk`, `control_officer`, `administrator`, `security_officer` …
        #[arg(long)]
        role: String,
        /// BIN of the body.
        #[arg(long)]
        bin: Option<String>,
    },
    /// Makes a one-time password for a person and prints it.
    ResetPassword {
        /// Login of the person.
        #[arg(long)]
        login: String,
    },
    /// Looks at the safety settings: who may open data and keys past the portal, encryption, networks. Fails when
    /// something stands open.
    Safety,
    /// Keeps digests of the program and the files that say what it does: after an update, or a change of settings, that was
    /// meant. What was changed otherwise is named by `orda verify program` and at the start.
    AcceptProgram,
    /// Announces a time in which the portal is read and not changed, or ends it. Programs that run know it within seconds.
    Maintenance {
        #[command(subcommand)]
        /// What is done.
        command: Maintenance,
    },
    /// Removes all second factors of a person who has lost them.
    ResetSecondFactor {
        /// Login of the person.
        #[arg(long)]
        login: String,
    },
    /// Issues a key and certificate of the built-in centre for a person in a body, as a PKCS#12 file.
    IssueKey {
        /// Login of the person.
        #[arg(long)]
        login: String,
        /// BIN of the body.
        #[arg(long)]
        bin: String,
        /// Where to write the file; it must not exist.
        #[arg(long)]
        out: PathBuf,
    },
}

/// Maintenance with notice.
#[derive(Debug, Subcommand)]
pub enum Maintenance {
    /// Announces it, in the place of what was announced before.
    On {
        /// Its beginning (RFC 3339, `2026-11-28T22:00:00+05:00`); now when not given.
        #[arg(long)]
        from: Option<String>,
        /// Its end; by then it ends by itself.
        #[arg(long)]
        until: String,
        /// What people are told, in Kazakh.
        #[arg(long)]
        notice_kk: String,
        /// What people are told, in Russian.
        #[arg(long)]
        notice_ru: String,
        /// What people are told, in English.
        #[arg(long, default_value = "")]
        notice_en: String,
    },
    /// Ends it, or takes back one that has not begun.
    Off,
}

/// A person to be registered.
#[derive(Debug, clap::Args)]
pub struct NewPerson {
    /// Individual identification number, 12 digits.
    #[arg(long)]
    iin: String,
    /// Surname.
    #[arg(long)]
    surname: String,
    /// Given name.
    #[arg(long)]
    given_name: String,
    /// Patronymic.
    #[arg(long, default_value = "")]
    patronymic: String,
    /// Address of e-mail.
    #[arg(long, default_value = "")]
    email: String,
    /// Login.
    #[arg(long)]
    login: String,
    /// Language of letters and pages: kk, ru or en.
    #[arg(long, default_value = "kk")]
    language: String,
}

impl NewPerson {
    fn input(&self) -> Result<PersonInput> {
        Ok(PersonInput {
            iin: self.iin.clone(),
            name: PersonName::new(&self.surname, &self.given_name, &self.patronymic),
            email: self.email.clone(),
            language: Language::from_code(&self.language).context("--language is kk, ru or en")?,
            login: self.login.clone(),
        })
    }
}

/// Carries out one command.
pub async fn run(config: Config, command: Command) -> Result<()> {
    let portal = Portal::open(config, Env::system()).await?;
    let done = carry_out(&portal, command).await.map_err(|error| match error.downcast::<Error>() {
        Ok(Error::Invalid(fields)) => {
            let lines: Vec<String> = fields.iter().map(|f| format!("{}: {}", f.field, f.message.key)).collect();
            anyhow::anyhow!("wrong values:\n  {}", lines.join("\n  "))
        }
        Ok(other) => other.into(),
        Err(error) => error,
    });
    portal.close().await;
    done
}

async fn carry_out(portal: &Portal, command: Command) -> Result<()> {
    let actor = Actor::portal();
    let identity = &portal.identity;
    match command {
        Command::FirstAdministrator(person) => {
            if identity.picture().await?.holders(Role::Administrator, None).next().is_some() {
                bail!("there is an administrator already; log in as one, or use `orda admin reset-password`");
            }
            let id = identity.create_person(&actor, &person.input()?, None).await?;
            identity.grant_role(&actor, id, Role::Administrator, None).await?;
            print_password(portal, id).await
        }
        Command::AddBody { bin, kind, name_kk, name_ru, name_en, short_kk, short_ru } => {
            let input = BodyInput {
                bin,
                kind: Some(BodyKind::from_code(&kind).with_context(|| format!("no kind of body is called {kind}"))?),
                name: LocalizedText::new(name_kk, name_ru, name_en),
                short_name: LocalizedText::new(short_kk, short_ru, ""),
                parent: None,
            };
            println!("{}", identity.create_body(&actor, &input).await?);
            Ok(())
        }
        Command::Bodies => {
            for body in &identity.picture().await?.bodies {
                println!("{}  {}  {}", body.bin, body.id, body.name.kk);
            }
            Ok(())
        }
        Command::AddPerson { person, bin, position_kk, position_ru } => {
            let position = PositionInput {
                body: body(portal, &bin).await?,
                unit: None,
                title: LocalizedText::new(position_kk, position_ru, ""),
                since: portal.env.now().date(),
                until: None,
            };
            let id = identity.create_person(&actor, &person.input()?, Some(&position)).await?;
            print_password(portal, id).await
        }
        Command::GrantRole { login, role, bin } => {
            let role = Role::from_code(&role).with_context(|| format!("no role is called {role}"))?;
            let body = match bin {
                Some(bin) => Some(body(portal, &bin).await?),
                None => None,
            };
            identity.grant_role(&actor, person(portal, &login).await?, role, body).await?;
            Ok(())
        }
        Command::ResetPassword { login } => print_password(portal, person(portal, &login).await?).await,
        Command::Safety => {
            let checks = Installation(portal.config.clone()).look();
            for check in &checks {
                println!(
                    "{:<7} {:<26} {}",
                    check.safe.code(),
                    check.what.trim_start_matches("identity-safety-"),
                    check.subject
                );
            }
            let open = checks.iter().filter(|check| check.safe == Safe::Open).count();
            if open > 0 {
                bail!("{open} of {} stand open to others than the service account", checks.len());
            }
            Ok(())
        }
        Command::AcceptProgram => {
            println!("{} files", crate::installed::accept(&crate::installed::Program::of(portal)).await?);
            Ok(())
        }
        Command::Maintenance { command: Maintenance::On { from, until, notice_kk, notice_ru, notice_en } } => {
            let now = portal.env.now();
            let input = orda_maintenance::Input {
                from: from.as_deref().map_or(Some(now), Timestamp::from_rfc3339),
                until: Timestamp::from_rfc3339(&until),
                notice: LocalizedText::new(notice_kk, notice_ru, notice_en),
            };
            Ok(portal.maintenance.announce(&actor, &input).await?)
        }
        Command::Maintenance { command: Maintenance::Off } => Ok(portal.maintenance.end(&actor).await?),
        Command::ResetSecondFactor { login } => {
            println!("{}", identity.reset_factors(&actor, person(portal, &login).await?).await?);
            Ok(())
        }
        Command::IssueKey { login, bin, out } => {
            if out.exists() {
                bail!("{} exists already", out.display());
            }
            let (person, body) = (person(portal, &login).await?, body(portal, &bin).await?);
            let key = portal.centre.issue_with_key(&actor, person, body).await?;
            let password = hex::encode(portal.env.random::<16>());
            std::fs::write(&out, key.to_pkcs12(&password)?).with_context(|| format!("writing {}", out.display()))?;
            println!("{password}");
            Ok(())
        }
    }
}

async fn print_password(portal: &Portal, person: PersonId) -> Result<()> {
    println!("{}", portal.identity.reset_password(&Actor::portal(), person).await?);
    Ok(())
}

async fn body(portal: &Portal, bin: &str) -> Result<BodyId> {
    let picture = portal.identity.picture().await?;
    picture
        .body_by_bin(bin)
        .map(|b| b.id)
        .with_context(|| format!("no body has the BIN {bin}; see `orda admin bodies`"))
}

async fn person(portal: &Portal, login: &str) -> Result<PersonId> {
    let picture = portal.identity.picture().await?;
    picture.person_by_login(login).map(|p| p.person.id).with_context(|| format!("nobody has the login {login}"))
}
