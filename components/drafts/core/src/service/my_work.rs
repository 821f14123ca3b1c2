//! "My work": what waits for me and what I wait for, with what happened since my last visit and who said what.

use super::Drafts;
use crate::ports::{LatestEntry, StoredMatter};
use crate::subject::{Subject, subjects};
use crate::{Action, DraftId, Event, Matter, MyWork, News, TermStatus};
use orda_base::{Actor, Result, Role, Timestamp};
use std::collections::HashMap;

/// Most matters that are listed; the page says when there are more.
const LISTED: u32 = 100;
/// Entries of a history that are looked at for news.
const LOOKED_AT: u32 = 12;
/// Lines of news of a matter.
const LINES: usize = 2;
/// Longest words of a remark that are shown, in characters.
const WORDS: usize = 140;

/// The last entries of each draft, the latest first.
type Latest = HashMap<DraftId, Vec<LatestEntry>>;

impl Drafts {
    /// What waits for the actor, the most urgent first, and what the actor waits for, the slowest first.
    pub async fn my_work(&self, actor: &Actor) -> Result<MyWork> {
        let subjects = subjects(actor);
        if subjects.is_empty() {
            return Ok(MyWork::default());
        }
        let person = actor.person();
        let mut asked = self.store.asked_of(&subjects, person, LISTED + 1).await?;
        let more = asked.len() > LISTED as usize;
        asked.truncate(LISTED as usize);
        let mut awaited = self.store.awaited_by(&subjects, person, LISTED).await?;
        awaited.retain(|m| !subjects.contains(&m.matter.asked));
        let mut drafts: Vec<DraftId> = asked.iter().chain(&awaited).map(|m| m.draft).collect();
        drafts.sort_unstable();
        drafts.dedup();
        let mut latest = Latest::new();
        for entry in self.store.latest(&drafts, LOOKED_AT).await? {
            latest.entry(entry.draft).or_default().push(entry);
        }
        let mut work = MyWork { more, postings: self.postings(actor).await?, ..MyWork::default() };
        for matter in asked {
            work.waiting.push(self.matter(actor, matter, false, &latest).await?);
        }
        for matter in awaited {
            let matter = self.matter(actor, matter, true, &latest).await?;
            push_awaited(&mut work.awaited, matter);
        }
        work.overdue = work.waiting.iter().filter(|m| is_overdue(m)).count();
        Ok(work)
    }

    /// What waits for the actor, without news: for the letter of the morning and the calendar of terms.
    pub async fn waiting(&self, actor: &Actor) -> Result<Vec<Matter>> {
        let subjects = subjects(actor);
        let mut all = Vec::new();
        for matter in self.store.asked_of(&subjects, actor.person(), LISTED).await? {
            all.push(self.matter(actor, matter, false, &Latest::new()).await?);
        }
        Ok(all)
    }

    async fn matter(&self, actor: &Actor, stored: StoredMatter, with_names: bool, latest: &Latest) -> Result<Matter> {
        let today = self.env.now().date();
        let (unseen, news) = self.news(actor, &stored, latest).await?;
        let StoredMatter { draft, number, version, title, matter, counted, visited_at, chased_at, .. } = stored;
        let body = match matter.body {
            Some(body) => Some(self.body_ref(body).await?),
            None => match matter.asked {
                Subject::Role(body, _) if with_names => Some(self.body_ref(body).await?),
                _ => None,
            },
        };
        let mut with = Vec::new();
        if with_names {
            for person in self.people(matter.asked).await? {
                with.push(self.short_name_of(person).await?);
            }
        }
        let term = matter.due.zip(counted).map(|(due, counted)| self.term_view(due, counted));
        let is_drafter =
            matches!(matter.awaited_by, Some(Subject::Role(own, Role::Drafter)) if actor.has(Role::Drafter, own));
        let chased_today = chased_at.is_some_and(|at| at.date() >= self.working_day(today));
        Ok(Matter {
            draft,
            number,
            version,
            title,
            action: matter.action,
            may_chase: with_names && is_drafter && is_of_a_body(matter.action) && !chased_today,
            body,
            since: matter.since,
            term,
            is_new: visited_at.is_none() || unseen > 0,
            with,
            news,
            unseen,
            waited: self.settings.calendar.left(matter.since.date(), today).max(0),
            chased_at,
        })
    }

    /// How much happened since the last visit that was not the actor's own doing; and the lines that tell of it: what was
    /// said goes before what the portal found out. Without any, what somebody else said last.
    async fn news(&self, actor: &Actor, stored: &StoredMatter, latest: &Latest) -> Result<(usize, Vec<News>)> {
        let Some(entries) = latest.get(&stored.draft) else { return Ok((0, Vec::new())) };
        let own = |e: &&LatestEntry| e.entry.who.as_ref().is_some_and(|who| actor.is(who.person));
        let of_version: Vec<_> =
            entries.iter().filter(|e| e.entry.version == stored.version).filter(|e| !own(e)).collect();
        let is_new = |at: Timestamp| stored.visited_at.is_some_and(|visited| visited < at);
        let unseen = of_version.iter().filter(|e| is_new(e.entry.at)).count();
        let mut chosen: Vec<_> = of_version.iter().filter(|e| is_new(e.entry.at)).collect();
        if chosen.is_empty() {
            chosen.extend(of_version.iter().find(|e| e.entry.event.is_said()));
        }
        chosen.sort_by_key(|e| !e.entry.event.is_said());
        let mut lines = Vec::new();
        for latest in chosen.into_iter().take(LINES) {
            let entry = self.entry_view(latest.entry.clone(), true).await?;
            lines.push(News { entry, words: words_of(latest), is_new: is_new(latest.entry.at) });
        }
        Ok((unseen, lines))
    }
}

/// The words of the remark that was made, or of the answer that was given, on one line and not too long.
fn words_of(latest: &LatestEntry) -> String {
    let Some(remark) = &latest.remark else { return String::new() };
    let text = match &latest.entry.event {
        Event::Remarked { .. } => remark.text.as_str(),
        Event::Answered { .. } => remark.answer.as_ref().map_or("", |a| a.text.as_str()),
        _ => "",
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// Several people of one body are waited for as one.
fn push_awaited(all: &mut Vec<Matter>, matter: Matter) {
    let same = |m: &&mut Matter| {
        m.draft == matter.draft
            && m.action == matter.action
            && m.body.as_ref().map(|b| b.id) == matter.body.as_ref().map(|b| b.id)
    };
    match all.iter_mut().find(same) {
        Some(known) => {
            let new: Vec<_> = matter.with.into_iter().filter(|name| !known.with.contains(name)).collect();
            known.with.extend(new);
        }
        None => all.push(matter),
    }
}

/// What an approving body is asked for, and may be reminded of.
const fn is_of_a_body(action: Action) -> bool {
    matches!(
        action,
        Action::Register
            | Action::PassToHead
            | Action::NameRepresentatives
            | Action::Read
            | Action::Approve
            | Action::SendRefusalLetter
    )
}

fn is_overdue(matter: &Matter) -> bool {
    matter.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue)
}
