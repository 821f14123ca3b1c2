//! The letter of the morning says what waits for a person in every component; so far in drafts.

use async_trait::async_trait;
use orda_base::{Language, PersonId, Result};
use orda_drafts::{Drafts, Matter, TermStatus, letters};
use orda_identity::Identity;
use orda_notifications::{DigestSource, Waiting};
use orda_web::{FluentValue, Messages};
use std::sync::Arc;

/// Matters that are named; the letter says how many more there are.
const NAMED: usize = 20;

/// What waits, in words.
pub struct MattersThatWait {
    /// People and their roles.
    pub identity: Arc<Identity>,
    /// Drafts.
    pub drafts: Drafts,
    /// Words.
    pub messages: Messages,
    /// Address of the portal, without a slash at its end.
    pub address: String,
}

#[async_trait]
impl DigestSource for MattersThatWait {
    async fn waiting(&self, person: PersonId, language: Option<Language>) -> Result<Option<Waiting>> {
        let Some(actor) = self.identity.actor_of(person).await? else { return Ok(None) };
        let matters = self.drafts.waiting(&actor).await?;
        if matters.is_empty() {
            return Ok(None);
        }
        let language = language.unwrap_or(actor.language);
        let mut lines: Vec<String> = matters.iter().take(NAMED).map(|m| self.line(m, language)).collect();
        let more = matters.len().saturating_sub(NAMED);
        if more > 0 {
            let more = FluentValue::from(i64::try_from(more).unwrap_or(i64::MAX));
            lines.push(self.messages.text(language, "notifications-digest-more", &[("n", more)]));
        }
        let overdue = matters.iter().filter(|m| is_overdue(m)).count();
        Ok(Some(Waiting { count: matters.len(), overdue, lines: lines.join("\n\n") }))
    }
}

impl MattersThatWait {
    /// "• НҚА-2026-000010. On energy saving. Sign as head. Until 8 December.", with the link below.
    fn line(&self, matter: &Matter, language: Language) -> String {
        let why = format!("drafts-why-{}", matter.action.code());
        let what = self.messages.t(language, &why);
        let title = matter.title.get(language).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = match &matter.term {
            Some(_) if is_overdue(matter) => "notifications-digest-line-overdue",
            Some(_) => "notifications-digest-line",
            None => "notifications-digest-line-plain",
        };
        let due = matter.term.as_ref().map(|t| self.messages.day(language, t.due)).unwrap_or_default();
        let mut args: Vec<(&str, FluentValue<'_>)> =
            vec![("number", matter.number.as_str().into()), ("title", title.into()), ("what", what.into())];
        if matter.term.is_some() {
            args.push(("due", due.into()));
        }
        let words = self.messages.text(language, key, &args);
        format!("• {words}\n  {}{}", self.address, letters::path(matter.draft, matter.version))
    }
}

fn is_overdue(matter: &Matter) -> bool {
    matter.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue)
}
