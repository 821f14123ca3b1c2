//! The letter of the morning: once a working day, at the time a person has chosen, what waits for the person; nothing when
//! nothing waits (385-11).

use async_trait::async_trait;
use orda_base::{Access, Actor, Date, Env, Error, Language, LocalizedText, Operation, PersonId, Result, Timestamp};
use std::sync::Arc;
use workdays::Shared;

/// Key of the letter's words.
pub const DIGEST: &str = "notifications-digest";
/// Letters in one run of the job.
const BATCH: u32 = 200;
/// The last minute of a day.
const LAST_MINUTE: u16 = 24 * 60 - 1;

/// What a person has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DigestChoice {
    /// Is the letter wanted?
    pub on: bool,
    /// When it is sent: minutes after midnight in Astana.
    pub minute: u16,
    /// In which language; none for the language of the person's pages and letters.
    pub language: Option<Language>,
}

impl Default for DigestChoice {
    fn default() -> Self {
        Self { on: false, minute: 8 * 60 + 30, language: None }
    }
}

impl DigestChoice {
    /// `08:30`.
    pub fn time(&self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }

    /// Minutes after midnight of `8:30`; none for what is no time of day.
    pub fn minute_of(time: &str) -> Option<u16> {
        let (hour, minute) = time.trim().split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    }
}

/// What waits for a person, in the words of a language: names and numbers only, never the content of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// How much waits.
    pub count: usize,
    /// How much of it is past its term.
    pub overdue: usize,
    /// One line a matter, with its link.
    pub lines: String,
}

/// Knows what waits for whom. Joined to the components by `app`.
#[async_trait]
pub trait DigestSource: Send + Sync {
    /// What waits for the person; none when nothing does, and for who may not log in. Without a language in the person's
    /// own.
    async fn waiting(&self, person: PersonId, language: Option<Language>) -> Result<Option<Waiting>>;
}

/// A letter to be put into the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestLetter {
    /// In which language; none for the person's own.
    pub language: Option<Language>,
    /// Arguments of its words.
    pub args: Vec<(&'static str, LocalizedText)>,
}

/// Where choices are kept.
#[async_trait]
pub trait DigestStore: Send + Sync {
    /// What the person has chosen; none when nothing was.
    async fn choice(&self, person: PersonId) -> Result<Option<DigestChoice>>;
    /// Keeps a choice, with the record of it. With `done` no letter goes out on that day any more.
    async fn choose(
        &self,
        person: PersonId,
        choice: &DigestChoice,
        done: Option<Date>,
        by: (&Actor, Timestamp, &Access),
    ) -> Result<()>;
    /// People whose letter of `today` is due at `minute` and was not dealt with, with what they have chosen.
    async fn due(&self, today: Date, minute: u16, limit: u32) -> Result<Vec<(PersonId, DigestChoice)>>;
    /// Deals with the letter of `today`: in one transaction the day is marked and the letter put into the outbox, with the
    /// record of it. False when somebody else has dealt with it: then nothing was written.
    async fn settle(
        &self,
        person: PersonId,
        today: Date,
        letter: Option<&DigestLetter>,
        by: (&Actor, Timestamp, &Access),
    ) -> Result<bool>;
}

/// The letters of the morning.
pub struct Digests {
    store: Arc<dyn DigestStore>,
    source: Arc<dyn DigestSource>,
    calendar: Shared,
    env: Env,
}

impl Digests {
    /// Over this store, of what this source knows, on the working days of this calendar.
    pub fn new(store: Arc<dyn DigestStore>, source: Arc<dyn DigestSource>, calendar: Shared, env: Env) -> Self {
        Self { store, source, calendar, env }
    }

    /// What the actor has chosen.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the actor is not a person.
    pub async fn mine(&self, actor: &Actor) -> Result<DigestChoice> {
        let person = actor.person().ok_or(Error::Unauthenticated)?;
        Ok(self.store.choice(person).await?.unwrap_or_default())
    }

    /// Chooses. A time of this day that has passed counts from the next working day on.
    ///
    /// # Errors
    /// Field `time`; [`Error::Unauthenticated`] when the actor is not a person.
    pub async fn choose(&self, actor: &Actor, choice: DigestChoice) -> Result<()> {
        let person = actor.person().ok_or(Error::Unauthenticated)?;
        if choice.minute > LAST_MINUTE {
            return Err(Error::field("time", "notifications-digest-time-wrong"));
        }
        let now = self.env.now();
        let done = (minute(now) >= choice.minute).then(|| now.date());
        let detail = if choice.on { "on" } else { "off" };
        let access = Access::done("digest", person, Operation::Change).detail(detail);
        self.store.choose(person, &choice, done, (actor, now, &access)).await
    }

    /// Sends the letters that are due now; answers how many. To be called every minute or so, on as many nodes as there
    /// are: each letter goes out once a working day, whatever is restarted in between.
    pub async fn send_due(&self) -> Result<usize> {
        let now = self.env.now();
        let today = now.date();
        if !self.calendar.is_working(today) {
            return Ok(0);
        }
        let portal = Actor::portal();
        let mut sent = 0;
        for (person, choice) in self.store.due(today, minute(now), BATCH).await? {
            let letter = self.source.waiting(person, choice.language).await?.map(|w| letter(w, choice.language));
            let access = Access::done("digest", person, Operation::Send);
            let settled = self.store.settle(person, today, letter.as_ref(), (&portal, now, &access)).await?;
            sent += usize::from(settled && letter.is_some());
        }
        Ok(sent)
    }
}

fn letter(waiting: Waiting, language: Option<Language>) -> DigestLetter {
    let plain = |text: String| LocalizedText { kk: text.clone(), ru: text.clone(), en: text };
    DigestLetter {
        language,
        args: vec![
            ("count", plain(waiting.count.to_string())),
            ("overdue", plain(waiting.overdue.to_string())),
            ("lines", plain(waiting.lines)),
        ],
    }
}

/// Minutes after midnight in Astana.
fn minute(at: Timestamp) -> u16 {
    let zoned = at.zoned();
    u16::try_from(i32::from(zoned.hour()) * 60 + i32::from(zoned.minute())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times of day are read and written; what is none is not taken.
    #[test]
    fn reads_times() {
        assert_eq!(DigestChoice::minute_of(" 8:05 "), Some(485));
        assert_eq!(DigestChoice { minute: 485, ..DigestChoice::default() }.time(), "08:05");
        for wrong in ["", "24:00", "8:60", "8.30", "-1:00", "8", "8:30:00"] {
            assert_eq!(DigestChoice::minute_of(wrong), None, "{wrong}");
        }
    }
}
