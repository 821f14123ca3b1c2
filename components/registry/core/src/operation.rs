//! What a record lacks to be put into operation (217-a17.3a, 217-a17.3b, 365-4-a, 365-6-a).
//!
//! ```text
//! not in operation --nothing is missing--> in operation --reason--> withdrawn
//! ```

use crate::{FindingKind, Kind, Record};
use orda_base::{Date, FieldError, LocalizedText};

/// Something without which a record is not put into operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// There is no attestation.
    Attestation,
    /// The attestation is negative.
    AttestationNegative,
    /// The last day of the attestation is over.
    AttestationEnded,
    /// There is no test.
    Test,
    /// The test is negative.
    TestNegative,
    /// The documentation was not examined.
    Examination,
    /// The examination is negative.
    ExaminationNegative,
    /// There is no order of access.
    AccessOrder,
    /// The order of access is not yet valid.
    AccessOrderLater,
    /// A data set has no update period.
    Period(LocalizedText),
}

impl Missing {
    /// Where it belongs: a part of the card, a field in the interface.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Attestation | Self::AttestationNegative | Self::AttestationEnded => "attestation",
            Self::Test | Self::TestNegative => "test",
            Self::Examination | Self::ExaminationNegative => "examination",
            Self::AccessOrder | Self::AccessOrderLater => "access_order",
            Self::Period(_) => "data_sets",
        }
    }

    /// Key of its text.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Attestation => "registry-missing-attestation",
            Self::AttestationNegative => "registry-missing-attestation-negative",
            Self::AttestationEnded => "registry-missing-attestation-ended",
            Self::Test => "registry-missing-test",
            Self::TestNegative => "registry-missing-test-negative",
            Self::Examination => "registry-missing-examination",
            Self::ExaminationNegative => "registry-missing-examination-negative",
            Self::AccessOrder => "registry-missing-access_order",
            Self::AccessOrderLater => "registry-missing-access_order-later",
            Self::Period(_) => "registry-missing-period",
        }
    }

    /// Every key, for the check that no text is missing.
    pub const KEYS: [&'static str; 10] = [
        "registry-missing-attestation",
        "registry-missing-attestation-negative",
        "registry-missing-attestation-ended",
        "registry-missing-test",
        "registry-missing-test-negative",
        "registry-missing-examination",
        "registry-missing-examination-negative",
        "registry-missing-access_order",
        "registry-missing-access_order-later",
        "registry-missing-period",
    ];
}

impl From<&Missing> for FieldError {
    fn from(missing: &Missing) -> Self {
        let plain = Self::new(missing.field(), missing.key());
        match missing {
            Missing::Period(name) => plain.with("name", format!("{} / {}", name.kk, name.ru)),
            _ => plain,
        }
    }
}

/// All that a record lacks on this day. Findings are asked of information systems: the law asks them of no resource.
pub fn missing(record: &Record, today: Date) -> Vec<Missing> {
    let mut all = Vec::new();
    if record.kind == Kind::System {
        match record.standing(FindingKind::Attestation) {
            None => all.push(Missing::Attestation),
            Some(found) if !found.positive => all.push(Missing::AttestationNegative),
            Some(found) if found.valid_until.is_some_and(|last| last < today) => all.push(Missing::AttestationEnded),
            Some(_) => {}
        }
        match record.standing(FindingKind::Test) {
            None => all.push(Missing::Test),
            Some(found) if !found.positive => all.push(Missing::TestNegative),
            Some(_) => {}
        }
        match record.standing(FindingKind::Examination) {
            None => all.push(Missing::Examination),
            Some(found) if !found.positive => all.push(Missing::ExaminationNegative),
            Some(_) => {}
        }
    }
    match &record.access {
        None => all.push(Missing::AccessOrder),
        Some(order) if order.valid_from > today => all.push(Missing::AccessOrderLater),
        Some(_) => {}
    }
    let without = record.kept_sets().filter(|set| set.period_days.is_none());
    all.extend(without.map(|set| Missing::Period(set.name.clone())));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccessOrder, By, Category, DataSet, DataSetId, Finding, FindingId, Freshness, RecordId, State, Stop};
    use crate::{Update, policy};
    use orda_base::{BodyId, Env, FixedClock, SeededEntropy, Timestamp};

    /// Monday, 23 November 2026, 09:30 in Astana.
    const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);

    fn env() -> Env {
        Env::new(FixedClock::at(NOW), SeededEntropy::new(1))
    }

    fn by() -> By {
        By { person: None, name: "А".to_owned() }
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn record(kind: Kind) -> Record {
        let env = env();
        Record {
            id: RecordId::generate(&env),
            kind,
            body: BodyId::generate(&env),
            name: LocalizedText::new("Жүйе", "Система", ""),
            category: Category::Public,
            access: None,
            state: State::NotInOperation,
            attestation: None,
            in_operation_since: None,
            withdrawn: None,
            findings: Vec::new(),
            data_sets: Vec::new(),
            created_at: NOW,
            non_state: false,
            audit_due: None,
        }
    }

    fn finding(kind: FindingKind, date: &str, positive: bool) -> Finding {
        Finding {
            id: FindingId::generate(&env()),
            kind,
            number: "1".to_owned(),
            date: day(date),
            valid_until: None,
            issuer: "Б".to_owned(),
            positive,
            by: by(),
            at: NOW,
            withdrawn: None,
        }
    }

    fn order(from: &str) -> AccessOrder {
        AccessOrder { text: "Кім".to_owned(), law_reference: "217".to_owned(), valid_from: day(from) }
    }

    fn set(period_days: Option<u32>) -> DataSet {
        let name = LocalizedText::new("Жинақ", "Набор", "");
        DataSet { id: DataSetId::generate(&env()), name, period_days, entered_at: NOW, updated: None, removed: None }
    }

    /// Everything that is missing is named at once; a resource is asked for no findings.
    #[test]
    fn names_all_that_is_missing() {
        let today = NOW.date();
        let mut one = record(Kind::System);
        one.data_sets.push(set(None));
        let name = LocalizedText::new("Жинақ", "Набор", "");
        assert_eq!(
            missing(&one, today),
            [
                Missing::Attestation,
                Missing::Test,
                Missing::Examination,
                Missing::AccessOrder,
                Missing::Period(name.clone())
            ]
        );
        let resource = Record { kind: Kind::Resource, ..one.clone() };
        assert_eq!(missing(&resource, today), [Missing::AccessOrder, Missing::Period(name)]);
        let told = FieldError::from(&missing(&resource, today)[1]);
        assert_eq!((told.field.as_str(), told.message.args[0].1.as_str()), ("data_sets", "Жинақ / Набор"));

        one.findings = FindingKind::ALL.iter().map(|kind| finding(*kind, "2026-11-01", true)).collect();
        one.access = Some(order("2026-11-23"));
        one.data_sets = vec![set(Some(30))];
        assert!(missing(&one, today).is_empty());
        one.access = Some(order("2026-11-24"));
        assert_eq!(missing(&one, today), [Missing::AccessOrderLater]);
        one.access = Some(order("2026-11-23"));
        one.data_sets.push(set(None));
        let stop = Stop { by: by(), at: NOW, reason: "қате".to_owned() };
        one.data_sets[1].removed = Some(stop);
        assert!(missing(&one, today).is_empty(), "of one that was removed no period is asked for");
    }

    /// Of findings the latest that stands counts; an attestation counts to the end of its last day.
    #[test]
    fn the_latest_finding_counts() {
        let today = NOW.date();
        let mut one = record(Kind::System);
        one.access = Some(order("2026-11-01"));
        one.findings = FindingKind::ALL.iter().map(|kind| finding(*kind, "2026-11-01", true)).collect();
        one.findings[0].valid_until = Some(today);
        assert!(missing(&one, today).is_empty());
        assert_eq!(missing(&one, day("2026-11-24")), [Missing::AttestationEnded]);
        for (kind, negative) in [
            (FindingKind::Attestation, Missing::AttestationNegative),
            (FindingKind::Test, Missing::TestNegative),
            (FindingKind::Examination, Missing::ExaminationNegative),
        ] {
            let mut with = one.clone();
            with.findings.push(finding(kind, "2026-10-31", false));
            assert!(missing(&with, today).is_empty(), "an older one counts no more");
            with.findings.push(finding(kind, "2026-11-01", false));
            assert_eq!(missing(&with, today), [negative], "of one day the last entered");
            let stop = Stop { by: by(), at: NOW, reason: "қате".to_owned() };
            with.findings.last_mut().expect("one").withdrawn = Some(stop);
            assert!(missing(&with, today).is_empty(), "withdrawn: the one before counts again");
        }
    }

    /// A period runs from the last update, or from the beginning of operation; on its last day nothing is late yet.
    #[test]
    fn a_period_passes() {
        let mut one = record(Kind::Resource);
        one.data_sets.push(set(Some(7)));
        assert_eq!(one.due(&one.data_sets[0]), None, "not in operation");
        one.state = State::InOperation;
        one.in_operation_since = Some(NOW.plus_seconds(86_400));
        assert_eq!(one.due(&one.data_sets[0]), Some(day("2026-12-01")));
        assert_eq!(one.freshness(&one.data_sets[0], day("2026-12-01")), Some(Freshness::UpToDate));
        assert_eq!(one.freshness(&one.data_sets[0], day("2026-12-02")), Some(Freshness::Overdue));
        one.data_sets[0].updated = Some(Update { by: by(), at: NOW.plus_seconds(8 * 86_400) });
        assert_eq!(one.due(&one.data_sets[0]), Some(day("2026-12-08")));
        let stop = Stop { by: by(), at: NOW, reason: "қате".to_owned() };
        one.data_sets[0].removed = Some(stop);
        assert_eq!(one.due(&one.data_sets[0]), None, "removed");
        one.data_sets[0].removed = None;
        one.state = State::Withdrawn;
        assert_eq!(one.freshness(&one.data_sets[0], day("2027-12-01")), None);
    }

    /// Nobody unknown reads the register, and the program itself keeps nothing in it.
    #[test]
    fn only_the_owner_keeps() {
        let nobody = orda_base::Actor::anonymous(orda_base::Language::Kk, orda_base::Origin::default());
        let portal = orda_base::Actor::portal();
        assert!(!policy::may_read(&nobody).is_allowed() && policy::may_read(&portal).is_allowed());
        assert!(!policy::may_keep(&portal, record(Kind::System).body).is_allowed());
    }
}
