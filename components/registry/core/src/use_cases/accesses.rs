//! The accesses of an interaction, for those who take part in it (365-15). Every call was recorded when it was made; here the
//! records are read.

use super::Registry;
use crate::interaction::{beginning, end};
use crate::policy;
use crate::ports::{CallsFound, SystemSpan, WantedCalls};
use crate::{Interaction, InteractionId, Span, SpanInput};
use orda_base::{Actor, Outcome, Result, SystemId};

/// How many calls of a system there were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallsOf {
    /// The system.
    pub system: SystemId,
    /// Its name.
    pub name: String,
    /// Is or was it a participant?
    pub takes_part: bool,
    /// Calls that were answered.
    pub done: u64,
    /// Calls that were refused.
    pub refused: u64,
    /// Calls that failed.
    pub failed: u64,
}

impl CallsOf {
    const fn none(system: SystemId, name: String, takes_part: bool) -> Self {
        Self { system, name, takes_part, done: 0, refused: 0, failed: 0 }
    }

    /// All calls.
    pub const fn total(&self) -> u64 {
        self.done + self.refused + self.failed
    }
}

/// Accesses of an interaction in a span of days, as far as it was in force.
#[derive(Debug, Clone)]
pub struct Accesses {
    /// The interaction.
    pub interaction: Interaction,
    /// The days.
    pub span: Span,
    /// Participants, also those without a call, and other systems that have called.
    pub counts: Vec<CallsOf>,
    /// The calls.
    pub found: CallsFound,
    /// Are these the calls of all systems, and not of the reader's own alone?
    pub of_all: bool,
}

impl Registry {
    /// Accesses in a span of days: how many calls of each system, and `limit` calls from the place `after` on, newest first. The
    /// owner of the record sees the calls of all systems, refused ones of others included; the owner of a participant those of its
    /// own, of the time in which they took part. Only what still stands in the table is read, no archive.
    ///
    /// # Errors
    /// Not found; wrong fields `from`, `until`.
    pub async fn accesses(
        &self,
        actor: &Actor,
        id: InteractionId,
        input: &SpanInput,
        after: &str,
        limit: u32,
    ) -> Result<Accesses> {
        let interaction = self.seen(actor, id).await?;
        let span = input.read(self.env.now().date())?;
        let of_all = policy::may_see_all_calls(actor, &interaction).is_allowed();
        let (from, until) = (beginning(span.from), end(span.until));
        let (mut counts, mut spans): (Vec<CallsOf>, Vec<SystemSpan>) = (Vec::new(), Vec::new());
        for (place, one) in interaction.participants.iter().enumerate() {
            let is_own = policy::may_keep(actor, one.body).is_allowed();
            if (of_all || is_own) && counts.iter().all(|line| line.system != one.system) {
                counts.push(CallsOf::none(one.system, one.name.clone(), true));
            }
            if !of_all
                && is_own
                && let Some((from, until)) = interaction.taken_part_between(place, from, until)
            {
                spans.push(SystemSpan { system: one.system, from, until });
            }
        }
        if of_all {
            for other in self.calls.systems().await? {
                if counts.iter().all(|line| line.system != other.id) {
                    counts.push(CallsOf::none(other.id, other.name, false));
                }
            }
            if let Some((from, until)) = interaction.in_force_between(from, until) {
                spans.extend(counts.iter().map(|line| SystemSpan { system: line.system, from, until }));
            }
        }
        let mut found = CallsFound::default();
        if !spans.is_empty() {
            let wanted = WantedCalls { spans, part: interaction.part };
            for count in self.calls.count(&wanted).await? {
                let Some(line) = counts.iter_mut().find(|line| line.system == count.system) else { continue };
                match count.outcome {
                    Outcome::Done => line.done += count.times,
                    Outcome::Refused => line.refused += count.times,
                    Outcome::Failed => line.failed += count.times,
                }
            }
            found = self.calls.calls(&wanted, after, limit).await?;
        }
        counts.retain(|line| line.takes_part || line.total() > 0);
        Ok(Accesses { interaction, span, counts, found, of_all })
    }
}
