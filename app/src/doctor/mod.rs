//! `orda doctor`: looks at an installation and says what to mend, in the language asked for. Nothing is made and nothing is changed:
//! the portal may run or not.

mod database;
mod files;
mod outside;
mod server;

use crate::compose::LOCALES;
use crate::config::Config;
use anyhow::Result;
use orda_base::{Env, Language};
use orda_web::{FluentValue, Locales, Messages};
use std::path::Path;
use std::process::ExitCode;

/// Messages of the command.
pub const WORDS: Locales = [
    ("kk", include_str!("../../locales/kk.ftl")),
    ("ru", include_str!("../../locales/ru.ftl")),
    ("en", include_str!("../../locales/en.ftl")),
];

/// What is asked.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Language of the answer: kk, ru or en; that of the machine (`LANG`) when not given.
    #[arg(long)]
    language: Option<String>,
}

impl Args {
    fn language(&self) -> Result<Language> {
        match &self.language {
            Some(code) => language_of(code).ok_or_else(|| anyhow::anyhow!("--language is kk, ru or en")),
            None => Ok(of_machine()),
        }
    }
}

fn language_of(text: &str) -> Option<Language> {
    Language::from_code(text.split(['_', '.', '-']).next().unwrap_or_default())
}

/// The language of the machine.
fn of_machine() -> Language {
    std::env::var("LANG").ok().as_deref().and_then(language_of).unwrap_or_default()
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As it should be.
    Ok,
    /// It works; somebody should look.
    Warning,
    /// To be mended.
    Error,
}

impl Level {
    const fn key(self) -> &'static str {
        match self {
            Self::Ok => "doctor-level-ok",
            Self::Warning => "doctor-level-warning",
            Self::Error => "doctor-level-error",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// Key of what was found; its attribute `do` says what to do next, where there is something to do.
    pub key: &'static str,
    /// Which file, which setting, what was said.
    pub subject: String,
}

impl Finding {
    fn new(level: Level, key: &'static str, subject: impl std::fmt::Display) -> Self {
        Self { level, key, subject: subject.to_string() }
    }

    /// As it should be.
    fn ok(key: &'static str, subject: impl std::fmt::Display) -> Self {
        Self::new(Level::Ok, key, subject)
    }

    /// Somebody should look.
    fn warning(key: &'static str, subject: impl std::fmt::Display) -> Self {
        Self::new(Level::Warning, key, subject)
    }

    /// To be mended.
    pub(crate) fn error(key: &'static str, subject: impl std::fmt::Display) -> Self {
        Self::new(Level::Error, key, subject)
    }

    /// As a line for people, with a second one that says what to do.
    pub fn line(&self, messages: &Messages, language: Language) -> String {
        let args: [(&str, FluentValue<'_>); 1] = [("subject", self.subject.as_str().into())];
        let told = messages.text(language, self.key, &args);
        let mut line = format!("{}: {told}", messages.text(language, self.level.key(), &[]));
        if self.level != Level::Ok {
            line.push_str("\n    ");
            line.push_str(&messages.text(language, &format!("{}.do", self.key), &args));
        }
        line
    }

    /// The same in the language of the machine, for what refuses to start.
    ///
    /// # Errors
    /// The messages are not whole.
    pub(crate) fn in_words(&self) -> Result<String> {
        Ok(self.line(&Messages::load(&LOCALES)?, of_machine()))
    }
}

/// Looks at the installation that the settings at `config` describe, and tells what was found.
///
/// # Errors
/// An unknown language.
pub async fn run(config: Option<&Path>, args: &Args) -> Result<ExitCode> {
    let language = args.language()?;
    let messages = Messages::load(&LOCALES)?;
    let found = look(Config::load(config), &Env::system()).await;
    for finding in &found {
        println!("{}", finding.line(&messages, language));
    }
    let count = |level| found.iter().filter(|finding| finding.level == level).count();
    let (warnings, errors) = (count(Level::Warning), count(Level::Error));
    let args = [("warnings", FluentValue::from(warnings)), ("errors", FluentValue::from(errors))];
    println!("{}", messages.text(language, "doctor-sum", &args));
    Ok(ExitCode::from(worst(&found) as u8))
}

/// The worst that was found.
pub fn worst(found: &[Finding]) -> Level {
    found.iter().map(|finding| finding.level).max().unwrap_or(Level::Ok)
}

/// Everything that is found, in the order in which it is mended.
pub async fn look(config: Result<Config>, env: &Env) -> Vec<Finding> {
    let config = match config {
        Ok(config) => config,
        Err(error) => return vec![Finding::error("doctor-settings", format!("{error:#}"))],
    };
    let named = config.file.as_ref().map_or_else(|| "–".to_owned(), |file| file.display().to_string());
    let mut found = vec![Finding::ok("doctor-settings-read", named)];
    files::look(&config, env, &mut found);
    Box::pin(database::look(&config, env, &mut found)).await;
    Box::pin(outside::look(&config, env, &mut found)).await;
    found
}

#[cfg(test)]
mod tests;
