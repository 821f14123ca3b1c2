//! The calendar feed of terms: with a password of its own a person's calendar takes the terms of what waits for the person.

use super::{Desk, person_of};
use crate::{Action, BodyRef, DraftId};
use orda_base::{Access, Actor, Date, Error, LocalizedText, Operation, Result, Timestamp};
use sha2::{Digest, Sha256};

/// Longest text that is looked at as a token.
const LONGEST: usize = 128;

/// What a person's calendar is given.
#[derive(Debug, Clone)]
pub struct Feed {
    /// Whose terms they are, with the roles of this moment.
    pub actor: Actor,
    /// The terms, the nearest first.
    pub terms: Vec<FeedTerm>,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A matter that has a term.
#[derive(Debug, Clone)]
pub struct FeedTerm {
    /// The draft.
    pub draft: DraftId,
    /// Its number.
    pub number: String,
    /// Number of the version.
    pub version: u32,
    /// Title.
    pub title: LocalizedText,
    /// What is asked. Message key: `drafts-why-<action code>`.
    pub action: Action,
    /// For which body of mine.
    pub body: Option<BodyRef>,
    /// The last day.
    pub due: Date,
    /// Since when it waits.
    pub since: Timestamp,
}

impl FeedTerm {
    /// The same for the same matter as long as it waits, whatever becomes of its term; nothing about a person is in it.
    pub fn uid(&self) -> String {
        let body = self.body.as_ref().map(|b| b.id.to_string()).unwrap_or_default();
        let digest =
            Sha256::digest(format!("{}/{}/{}/{body}", self.draft, self.version, self.action.code()).as_bytes());
        hex::encode(&digest[..16])
    }
}

impl Desk {
    /// When the actor's feed was made; none where there is none.
    pub async fn feed_made_at(&self, actor: &Actor) -> Result<Option<Timestamp>> {
        self.store.feed_of(person_of(actor)?).await
    }

    /// Makes the actor's feed and gives its token, which is shown this once: only its digest is kept. An earlier one is
    /// good for nothing from now on.
    pub async fn make_feed(&self, actor: &Actor) -> Result<String> {
        let person = person_of(actor)?;
        let token = hex::encode(self.env.random::<32>());
        let access = Access::done("feed", person, Operation::Create);
        self.store.set_feed(person, &digest(&token), self.env.now(), (actor, &access)).await?;
        Ok(token)
    }

    /// Ends the actor's feed.
    ///
    /// # Errors
    /// Not found when there is none.
    pub async fn end_feed(&self, actor: &Actor) -> Result<()> {
        let person = person_of(actor)?;
        let access = Access::done("feed", person, Operation::Delete);
        if self.store.end_feed(person, (actor, &access)).await? { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The terms of who holds the token.
    ///
    /// # Errors
    /// Not found for a token that is nobody's or was withdrawn, and for who may not log in any more.
    pub async fn feed(&self, token: &str) -> Result<Feed> {
        if token.is_empty() || token.len() > LONGEST {
            return Err(Error::NotFound);
        }
        let person = self.store.feed_by(&digest(token)).await?.ok_or(Error::NotFound)?;
        let actor = self.actors.actor(person).await?.ok_or(Error::NotFound)?;
        let waiting = self.drafts.waiting(&actor).await?;
        let terms = waiting.into_iter().filter_map(|m| {
            Some(FeedTerm {
                due: m.term?.due,
                draft: m.draft,
                number: m.number,
                version: m.version,
                title: m.title,
                action: m.action,
                body: m.body,
                since: m.since,
            })
        });
        Ok(Feed { terms: terms.collect(), actor, made_at: self.env.now() })
    }
}

/// All that is kept of a token; it is looked up by its digest, so that no time tells how much of a guess is right.
fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
