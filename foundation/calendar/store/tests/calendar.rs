//! The calendar that administrators keep, on both databases.

use orda_base::uuid::Uuid;
use orda_base::{
    Actor, Date, Env, Error, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId, Role,
    SystemEntropy, Timestamp,
};
use orda_calendar::{DayInput, WorkCalendar};
use orda_calendar_store::{CalendarSql, MIGRATIONS};
use orda_store::Database;
use orda_store::testing::databases;
use std::sync::Arc;

fn actor(role: Role) -> Actor {
    Actor {
        identity: Identity::Person {
            id: PersonId::from_uuid(Uuid::from_u128(1)),
            name: "Ахметов Дәулет".into(),
            iin: "800000000000".into(),
        },
        language: Language::Kk,
        memberships: vec![Membership { body: None, role, acting_for: None }],
        units: Vec::new(),
        origin: Origin::default(),
    }
}

async fn open(db: &Database) -> WorkCalendar {
    let env = Env::new(FixedClock::at(Timestamp::from_seconds(1_795_408_200)), SystemEntropy);
    WorkCalendar::open(Arc::new(CalendarSql::new(db.clone())), env).await.expect("opens")
}

fn input(date: Date, works: bool) -> DayInput {
    let name = LocalizedText::new("Ауыстырылған күн", "Перенесённый день", "");
    DayInput { date: Some(date), works: Some(works), name }
}

/// A day that is entered counts at once, everywhere and after a restart; taken back, it is as it came. Each change is
/// accounted for.
#[tokio::test]
async fn days_are_entered_and_taken_back() {
    let (administrator, friday) = (actor(Role::Administrator), Date::constant(2026, 11, 27));
    let (monday, saturday) = (Date::constant(2026, 11, 30), Date::constant(2026, 12, 5));
    for base in databases(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await {
        let calendar = open(&base.db).await;
        let shared = calendar.shared();
        assert_eq!(shared.count(friday, 5).due, Date::constant(2026, 12, 4));
        calendar.enter(&administrator, &input(monday, false)).await.expect("is entered");
        calendar.enter(&administrator, &input(saturday, true)).await.expect("is entered");
        let counted = shared.count(friday, 5);
        assert_eq!((counted.due, counted.worked), (saturday, vec![saturday]));
        let restarted = open(&base.db).await;
        assert_eq!(restarted.shared().count(friday, 5).due, saturday);
        let days = restarted.year(&administrator, 2026).await.expect("is shown");
        let entered: Vec<_> = days.iter().filter(|d| d.entered).map(|d| (d.date, d.works)).collect();
        assert_eq!(entered, [(monday, false), (saturday, true)]);
        assert!(days.iter().any(|d| !d.entered && !d.works && d.name.ru == "День Независимости"));

        // Entered anew, it is the last word that counts; taken back, there is none.
        calendar.enter(&administrator, &input(saturday, false)).await.expect("is entered");
        assert!(!shared.is_working(saturday));
        calendar.take_back(&administrator, monday).await.expect("is taken back");
        assert!(shared.is_working(monday));
        let twice = calendar.take_back(&administrator, monday).await;
        assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");
        let entries = orda_audit_store::Entries::new(base.db.clone());
        let found = orda_audit::EntryStore::search(&entries, &orda_audit::Filter::default(), None, 10).await;
        let found: Vec<_> = found.expect("searches").into_iter().map(|e| e.entry.part).rev().collect();
        assert_eq!(found, [monday, saturday, saturday, monday].map(|d| d.to_string()));
    }
}

/// Only administrators of the portal change the calendar; everybody who is logged in may look; what is wrong is told.
#[tokio::test]
async fn only_administrators_change_it() {
    let day = Date::constant(2026, 11, 30);
    for base in databases(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await {
        let calendar = open(&base.db).await;
        let nobody = Actor::anonymous(Language::Kk, Origin::default());
        for other in [actor(Role::SecurityOfficer), nobody.clone()] {
            assert!(matches!(calendar.enter(&other, &input(day, false)).await, Err(Error::Forbidden)));
            assert!(matches!(calendar.take_back(&other, day).await, Err(Error::Forbidden)));
        }
        assert!(calendar.year(&actor(Role::SecurityOfficer), 2025).await.is_ok());
        assert!(matches!(calendar.year(&nobody, 2025).await, Err(Error::Unauthenticated)));
        assert!(calendar.term(&nobody, day, 1).is_err() && calendar.term(&actor(Role::Drafter), day, 1).is_ok());
        let wrong = calendar.enter(&actor(Role::Administrator), &DayInput::default()).await;
        let Err(Error::Invalid(fields)) = wrong else { panic!("{wrong:?}") };
        let names: Vec<_> = fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(names, ["date", "works", "name_kk", "name_ru"]);
    }
}
