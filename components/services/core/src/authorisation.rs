//! Who may certify results of a service (74-5-4-b).

use crate::{AuthorisationId, By, ServiceId};
use orda_base::{BodyId, Date, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

/// An employee of the provider certifies results of a service from a day until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorisation {
    /// Its id.
    pub id: AuthorisationId,
    /// The service.
    pub service: ServiceId,
    /// The provider. Its employees only are authorised: whoever leaves it can do nothing any more (74-5-4-b).
    pub body: BodyId,
    /// The employee.
    pub person: PersonId,
    /// First day, in Astana.
    pub from: Date,
    /// Last day; none until it is withdrawn.
    pub until: Option<Date>,
    /// Who granted it.
    pub granted_by: By,
    /// When it was granted.
    pub granted_at: Timestamp,
    /// By whom and when it was withdrawn.
    pub withdrawn: Option<Withdrawal>,
}

/// The end of an authorisation before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Who withdrew it.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

impl Authorisation {
    /// Is it in force at that moment?
    pub fn in_force(&self, at: Timestamp) -> bool {
        let day = at.date();
        self.withdrawn.is_none() && self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Does it share a day with that period? One that was withdrawn has no days left.
    pub fn overlaps(&self, from: Date, until: Option<Date>) -> bool {
        self.withdrawn.is_none() && until.is_none_or(|u| self.from <= u) && self.until.is_none_or(|u| from <= u)
    }

    /// Is it past, by its last day or by withdrawal?
    pub fn has_ended(&self, at: Timestamp) -> bool {
        self.withdrawn.is_some() || self.until.is_some_and(|until| until < at.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{Env, FixedClock, SeededEntropy};

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// An authorisation holds on its first and last day, not before and not after, and not once it was withdrawn.
    #[test]
    fn holds_from_day_to_day() {
        // Monday, 23 November 2026, 09:30 in Astana.
        let now = Timestamp::from_seconds(1_795_408_200);
        let env = Env::new(FixedClock::at(now), SeededEntropy::new(1));
        let by = By { person: None, name: "А".to_owned() };
        let mut one = Authorisation {
            id: AuthorisationId::generate(&env),
            service: ServiceId::generate(&env),
            body: BodyId::generate(&env),
            person: PersonId::generate(&env),
            from: day("2026-11-23"),
            until: Some(day("2026-11-24")),
            granted_by: by.clone(),
            granted_at: now,
            withdrawn: None,
        };
        let in_days = |n: i64| now.plus_seconds(n * 86_400);
        assert!(
            !one.in_force(in_days(-1)) && one.in_force(now) && one.in_force(in_days(1)) && !one.in_force(in_days(2))
        );
        assert!(one.has_ended(in_days(2)) && !one.has_ended(in_days(1)));
        assert!(one.overlaps(day("2026-11-24"), None) && one.overlaps(day("2026-11-01"), Some(day("2026-11-23"))));
        assert!(!one.overlaps(day("2026-11-25"), None) && !one.overlaps(day("2026-11-01"), Some(day("2026-11-22"))));
        one.withdrawn = Some(Withdrawal { by, at: now, reason: "ауысты".to_owned() });
        assert!(!one.in_force(now) && one.has_ended(now) && !one.overlaps(day("2026-11-23"), None));
    }
}
