//! Interactions: which systems may call what a record of the register stands for (365-15).

use crate::{InteractionId, InteractionState, Part, ParticipantId, RecordId, Stop};
use jiff::ToSpan as _;
use orda_base::{BodyId, Date, LocalizedText, SystemId, Timestamp};
use serde::{Deserialize, Serialize};

/// When a day begins in Astana.
pub(crate) fn beginning(day: Date) -> Timestamp {
    let zone = Timestamp::from_seconds(0).zoned().time_zone().clone();
    let begun = day.to_zoned(zone).map(|begun| begun.timestamp().as_microsecond());
    Timestamp::from_micros(begun.unwrap_or(i64::MAX))
}

/// When it has ended there.
pub(crate) fn end(day: Date) -> Timestamp {
    beginning(day.saturating_add(1.day()))
}

/// A system that may call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Its id.
    pub id: ParticipantId,
    /// The system, as it is registered with its token.
    pub system: SystemId,
    /// Its registered name on the day on which it was entered.
    pub name: String,
    /// Its owner.
    pub body: BodyId,
    /// Its record in the register, where it is a system of an owner outside the state (365-9-b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// From this day on.
    pub from: Date,
    /// To the end of this day; none where there is no end.
    pub until: Option<Date>,
    /// It was ended before.
    pub ended_at: Option<Timestamp>,
}

impl Participant {
    /// Does it take part on this day?
    pub fn takes_part(&self, on: Date) -> bool {
        self.ended_at.is_none() && self.from <= on && self.until.is_none_or(|until| on <= until)
    }

    /// Has it days in common with these, whether it was ended before or not?
    pub(crate) fn meets(&self, from: Date, until: Option<Date>) -> bool {
        self.until.is_none_or(|last| from <= last) && until.is_none_or(|last| self.from <= last)
    }
}

/// An interaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    /// Its id.
    pub id: InteractionId,
    /// The record of the register that is called. It never changes.
    pub record: RecordId,
    /// Owner of the record. It never changes.
    pub body: BodyId,
    /// Its name.
    pub name: LocalizedText,
    /// What of the portal's interface is called. It never changes.
    pub part: Part,
    /// Where it stands.
    pub state: InteractionState,
    /// Participants, in the order in which they were entered; none is ever removed.
    pub participants: Vec<Participant>,
    /// When it was put in force.
    pub in_force_since: Option<Timestamp>,
    /// That it ended.
    pub ended: Option<Stop>,
    /// When it was proposed.
    pub created_at: Timestamp,
}

impl Interaction {
    /// May this system call on this day?
    pub fn admits(&self, system: SystemId, on: Date) -> bool {
        self.participants.iter().any(|one| one.system == system && one.takes_part(on))
    }

    /// The span in which it was in force, as far as it falls between these two; none when it was not.
    pub(crate) fn in_force_between(&self, from: Timestamp, until: Timestamp) -> Option<(Timestamp, Timestamp)> {
        let from = self.in_force_since?.max(from);
        let until = self.ended.as_ref().map_or(until, |stop| stop.at.min(until));
        (from < until).then_some((from, until))
    }

    /// The span in which the participant at this place took part while it was in force, as far as it falls between these two;
    /// none when it did not.
    pub(crate) fn taken_part_between(
        &self,
        place: usize,
        from: Timestamp,
        until: Timestamp,
    ) -> Option<(Timestamp, Timestamp)> {
        let one = self.participants.get(place)?;
        let (from, until) = self.in_force_between(from, until)?;
        // Whoever had the system before on the same days was ended before this one was entered.
        let before = self.participants.iter().take(place);
        let before = before.filter(|other| other.system == one.system && other.meets(one.from, one.until));
        let from = before.filter_map(|other| other.ended_at).fold(from.max(beginning(one.from)), Ord::max);
        let until = one.until.map(end).into_iter().chain(one.ended_at).fold(until, Ord::min);
        (from < until).then_some((from, until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::By;
    use orda_base::uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn sample() -> Interaction {
        let participant = Participant {
            id: ParticipantId::from_uuid(Uuid::nil()),
            system: SystemId::from_uuid(Uuid::from_u128(7)),
            name: "A".to_owned(),
            body: BodyId::from_uuid(Uuid::nil()),
            record: None,
            from: day("2026-11-23"),
            until: Some(day("2026-11-24")),
            ended_at: None,
        };
        Interaction {
            id: InteractionId::from_uuid(Uuid::nil()),
            record: RecordId::from_uuid(Uuid::nil()),
            body: BodyId::from_uuid(Uuid::nil()),
            name: LocalizedText::new("A", "A", ""),
            part: Part::Drafts,
            state: InteractionState::InForce,
            participants: vec![participant],
            in_force_since: Some(Timestamp::from_seconds(100)),
            ended: None,
            created_at: Timestamp::from_seconds(50),
        }
    }

    /// Only a participant is let in, from its first to the end of its last day, and not once it was ended.
    #[test]
    fn participants_are_admitted_in_their_time() {
        let mut interaction = sample();
        let system = SystemId::from_uuid(Uuid::from_u128(7));
        for (on, admitted) in [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true), ("2026-11-25", false)]
        {
            assert_eq!(interaction.admits(system, day(on)), admitted, "{on}");
        }
        assert!(!interaction.admits(SystemId::from_uuid(Uuid::from_u128(8)), day("2026-11-23")));
        interaction.participants[0].ended_at = Some(Timestamp::from_seconds(120));
        assert!(!interaction.admits(system, day("2026-11-23")));
    }

    /// A participation is from its first day, or from when the one before was ended, to the end of its last day, or to when it
    /// was ended; one before that met it on no day leaves it as it is.
    #[test]
    fn each_takes_part_in_its_own_time() {
        let (first, second) = (beginning(day("2026-11-23")), beginning(day("2026-11-24")));
        let noon = Timestamp::from_micros(second.micros() + 12 * 3_600_000_000);
        let (dawn, last) = (Timestamp::from_seconds(0), Timestamp::from_micros(i64::MAX));
        let span = |one: &Interaction, place| one.taken_part_between(place, dawn, last);
        let mut interaction = sample();
        assert_eq!(span(&interaction, 0), Some((first, end(day("2026-11-24")))));
        assert_eq!(interaction.taken_part_between(0, dawn, first), None);
        assert_eq!(span(&interaction, 1), None, "nobody is there");

        interaction.participants[0].ended_at = Some(noon);
        let after =
            Participant { from: day("2026-11-24"), until: None, ended_at: None, ..interaction.participants[0].clone() };
        interaction.participants.push(after);
        assert_eq!(span(&interaction, 0), Some((first, noon)));
        assert_eq!(span(&interaction, 1), Some((noon, last)));

        interaction.participants[0].until = Some(day("2026-11-23"));
        assert_eq!(span(&interaction, 0), Some((first, second)), "ended after its last day");
        assert_eq!(span(&interaction, 1), Some((second, last)));
    }

    /// Calls count from the moment of putting in force to the end, and not before or after.
    #[test]
    fn only_the_time_in_force_counts() {
        let at = Timestamp::from_seconds;
        let mut interaction = sample();
        assert_eq!(interaction.in_force_between(at(0), at(200)), Some((at(100), at(200))));
        assert_eq!(interaction.in_force_between(at(0), at(100)), None);
        let by = By { person: None, name: String::new() };
        interaction.ended = Some(Stop { by, at: at(150), reason: String::new() });
        assert_eq!(interaction.in_force_between(at(120), at(200)), Some((at(120), at(150))));
        interaction.in_force_since = None;
        assert_eq!(interaction.in_force_between(at(0), at(200)), None);
    }
}
