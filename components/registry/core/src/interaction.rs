//! Interactions: which systems may call what a record of the register stands for (365-15).

use crate::{InteractionId, InteractionState, Part, ParticipantId, RecordId, Stop};
use orda_base::{BodyId, Date, LocalizedText, SystemId, Timestamp};
use serde::{Deserialize, Serialize};

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
