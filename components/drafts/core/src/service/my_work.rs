//! "My work": what waits for me and what I wait for.

use super::Drafts;
use crate::ports::StoredMatter;
use crate::subject::{Subject, subjects};
use crate::{Matter, MyWork, TermStatus};
use orda_base::{Actor, Result};

/// Most matters that are listed; the page says when there are more.
const LISTED: u32 = 100;

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
        let awaited = self.store.awaited_by(&subjects, person, LISTED).await?;
        let mut work = MyWork { more, postings: self.postings(actor).await?, ..MyWork::default() };
        for matter in asked {
            work.waiting.push(self.matter(matter, false).await?);
        }
        for matter in awaited.into_iter().filter(|m| !subjects.contains(&m.matter.asked)) {
            work.awaited.push(self.matter(matter, true).await?);
        }
        work.overdue = work.waiting.iter().filter(|m| is_overdue(m)).count();
        Ok(work)
    }

    async fn matter(&self, stored: StoredMatter, with_names: bool) -> Result<Matter> {
        let StoredMatter { draft, number, version, title, matter, counted, changed_at, visited_at } = stored;
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
                with.push(self.name_of(person).await?);
            }
        }
        let term = matter.due.zip(counted).map(|(due, counted)| self.term_view(due, counted));
        Ok(Matter {
            draft,
            number,
            version,
            title,
            action: matter.action,
            body,
            since: matter.since,
            term,
            is_new: visited_at.is_none_or(|at| at < changed_at),
            with,
        })
    }
}

fn is_overdue(matter: &Matter) -> bool {
    matter.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue)
}
