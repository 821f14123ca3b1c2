//! Whether a Controller has looked at the reminders of a body lately (385-50).

use orda_base::{BodyId, PersonId, Timestamp};

/// When somebody last looked at the reminders of a body, and was last told that it was long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewing {
    /// The Controller.
    pub person: PersonId,
    /// The body.
    pub body: BodyId,
    /// Last look, if any.
    pub viewed_at: Option<Timestamp>,
    /// Last notice, if any.
    pub told_at: Option<Timestamp>,
}

/// A body to which reminders are addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressed {
    /// The body.
    pub body: BodyId,
    /// How many there are.
    pub count: u64,
    /// When the oldest of them was taken in.
    pub since: Timestamp,
}

/// Is it time to tell the Controller? The reminders were there for `days` whole days without a look, and nothing was told
/// within these days either.
pub fn is_forgotten(addressed: &Addressed, viewing: Option<&Viewing>, now: Timestamp, days: u16) -> bool {
    if days == 0 {
        return false;
    }
    let before = now.plus_seconds(-i64::from(days) * 86_400);
    let viewed = viewing.and_then(|v| v.viewed_at);
    let told = viewing.and_then(|v| v.told_at);
    // Never looked: from the day on which there was something to look at.
    viewed.unwrap_or(addressed.since) <= before && told.is_none_or(|at| at <= before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::uuid::Uuid;

    /// After the set number of days without a look the Controller is told, again only after as many more; a look begins
    /// the count anew.
    #[test]
    fn forgotten_after_days() {
        let day = |nth: i64| Timestamp::from_seconds(1_795_408_200 + nth * 86_400);
        let body = BodyId::from_uuid(Uuid::from_u128(1));
        let person = PersonId::from_uuid(Uuid::from_u128(2));
        let addressed = Addressed { body, count: 1, since: day(0) };
        let viewing = |viewed: Option<i64>, told: Option<i64>| Viewing {
            person,
            body,
            viewed_at: viewed.map(day),
            told_at: told.map(day),
        };
        assert!(!is_forgotten(&addressed, None, day(2), 3));
        assert!(is_forgotten(&addressed, None, day(3), 3));
        assert!(!is_forgotten(&addressed, None, day(3), 0), "switched off");
        assert!(!is_forgotten(&addressed, Some(&viewing(Some(1), None)), day(3), 3));
        assert!(is_forgotten(&addressed, Some(&viewing(Some(1), None)), day(4), 3));
        assert!(!is_forgotten(&addressed, Some(&viewing(None, Some(3))), day(5), 3));
        assert!(is_forgotten(&addressed, Some(&viewing(None, Some(3))), day(6), 3));
    }
}
