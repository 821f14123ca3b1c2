//! The list: who sees it, what stands in it, how it is searched, filtered and sorted.

use crate::world::{FINANCE, JUSTICE, Says, World, body, controller, holder, instruction, with};
use orda_base::{Actor, Error, Identity, Membership, PageRequest, Role};
use orda_reminders::{DaysLeft, ReminderQuery, Sort, Source, Term};
use orda_store::testing::On;
use rstest::rstest;
use serde_json::{Value, json};

/// All requisites are those of the source, letter for letter; without a unit none is given.
///
/// Covers: 385-49, 385-49-1, 385-49-2, 385-49-3, 385-49-6
#[rstest]
#[tokio::test]
async fn requisites_are_those_of_the_source(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let content = "<script>alert(1)</script> «Ә»\nекінші жол";
    let odd = json!({"id": " 1/а ", "state": "under_control", "body": crate::world::bin(JUSTICE),
        "outgoing_number": " 12-5/345-қбпү № 7 ", "outgoing_date": "2025-12-31", "short_content": content,
        "executor": "Ахметов Д. С., Әділет", "document_kind": "Тапсырма", "responsible_unit": null,
        "due_date": "2026-11-30"});
    world.says(Source::Chancellery, Says::List(vec![odd]));
    world.refresh().await;
    let one = world.list(JUSTICE).await.remove(0);
    let requisites = &one.requisites;
    assert_eq!(requisites.outgoing_number, " 12-5/345-қбпү № 7 ");
    assert_eq!(requisites.outgoing_date.to_string(), "2025-12-31");
    assert_eq!(requisites.short_content, content);
    assert_eq!(requisites.executor, "Ахметов Д. С., Әділет");
    assert_eq!(requisites.document_kind, "Тапсырма");
    assert_eq!(requisites.responsible_unit, None);
    assert_eq!(requisites.due.to_string(), "2026-11-30");
    assert!(!one.is_marked(), "a person and the body itself are known");
    let card = world.reminders.card(&controller(JUSTICE), one.id).await.unwrap();
    assert_eq!((card.reminder, card.days_left), (one.clone(), DaysLeft::Left(7)));
    let found = async |words: &str| {
        let query = ReminderQuery { words: words.to_owned(), ..ReminderQuery::default() };
        world.reminders.list(&controller(JUSTICE), &query).await.unwrap().page.total
    };
    for words in ["ЕКІНШІ жол", "345-ҚБПҮ", "ахметов", "тапсырма", "«ә»"] {
        assert_eq!(found(words).await, 1, "{words}");
    }
    for words in ["үшінші", "%", "_", "\\"] {
        assert_eq!(found(words).await, 0, "{words}");
    }
}

/// Midnight in Astana between two refreshes: the days left are those of the new day.
///
/// Covers: 385-49-8
#[rstest]
#[tokio::test]
async fn days_are_counted_when_looked_at(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(vec![with(instruction("1", JUSTICE), "due_date", "2026-11-24")]));
    world.refresh().await;
    let id = world.list(JUSTICE).await[0].id;
    for (day, hour, minute, expected) in [
        (23, 23, 59, DaysLeft::Left(1)),
        (24, 0, 0, DaysLeft::Left(0)),
        (24, 23, 59, DaysLeft::Left(0)),
        (25, 0, 0, DaysLeft::Overdue(1)),
        (30, 12, 0, DaysLeft::Overdue(6)),
    ] {
        world.at(day, hour, minute);
        let card = world.reminders.card(&controller(JUSTICE), id).await.unwrap();
        assert_eq!(card.days_left, expected, "{day} {hour}:{minute}");
    }
}

/// The Controller of a body sees the reminders of both sources to that body and no others; to the Controller of another
/// body, and to everybody without that role, they do not exist.
///
/// Covers: 385-7-5, 385-48-b, 385-50
#[rstest]
#[tokio::test]
async fn only_the_controller_sees_them(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(vec![instruction("1", JUSTICE), instruction("2", FINANCE)]));
    world.says(Source::PresidentialAdministration, Says::List(vec![instruction("3", JUSTICE)]));
    world.refresh().await;
    let own = world.keys(JUSTICE).await;
    assert_eq!(own.len(), 2);
    assert!(own.contains(&("1".to_owned(), Source::Chancellery)));
    assert!(own.contains(&("3".to_owned(), Source::PresidentialAdministration)));
    let id = world.list(JUSTICE).await[0].id;
    let of_justice = ReminderQuery { body: Some(body(JUSTICE)), ..ReminderQuery::default() };
    let foreign = controller(FINANCE);
    assert!(matches!(world.reminders.card(&foreign, id).await, Err(Error::NotFound)));
    assert!(matches!(world.reminders.list(&foreign, &of_justice).await, Err(Error::NotFound)));
    assert!(matches!(world.reminders.export(&foreign, &of_justice, 10).await, Err(Error::NotFound)));
    assert_eq!(world.keys(FINANCE).await, [("2".to_owned(), Source::Chancellery)]);
    for role in Role::ALL.into_iter().filter(|r| *r != Role::Controller) {
        let other = holder(role, JUSTICE);
        assert!(matches!(world.reminders.list(&other, &ReminderQuery::default()).await, Err(Error::Forbidden)));
        assert!(matches!(world.reminders.card(&other, id).await, Err(Error::NotFound)), "{role:?}");
        assert!(world.reminders.log(&other, None, PageRequest::default()).await.is_err(), "{role:?}");
        assert!(world.reminders.errors(&other, PageRequest::default()).await.is_err(), "{role:?}");
    }
    let nobody = Actor { identity: Identity::Anonymous { claimed: None }, ..Actor::portal() };
    assert!(matches!(world.reminders.list(&nobody, &of_justice).await, Err(Error::Unauthenticated)));
    // Somebody who watches over both bodies sees both, or one of them.
    let mut both = controller(JUSTICE);
    both.memberships.push(Membership { body: Some(body(FINANCE)), role: Role::Controller, acting_for: None });
    let list = world.reminders.list(&both, &ReminderQuery::default()).await.unwrap();
    assert_eq!((list.page.total, list.bodies.len()), (3, 2));
    assert_eq!(world.reminders.list(&both, &of_justice).await.unwrap().page.total, 2);
}

fn different() -> Vec<Value> {
    let mut all = Vec::new();
    for (nth, (number, sent, kind, unit, due)) in [
        ("в-2", "2026-11-05", "Тапсырма", Some("Екінші бөлім"), "2026-11-22"),
        ("а-3", "2026-11-06", "Хаттама", Some("Бірінші бөлім"), "2026-11-23"),
        ("б-1", "2026-11-04", "Тапсырма", None, "2026-11-30"),
        ("г-4", "2026-11-07", "Хаттама", Some("Бірінші бөлім"), "2026-12-01"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut one = instruction(&(nth + 1).to_string(), JUSTICE);
        one["outgoing_number"] = json!(number);
        one["outgoing_date"] = json!(sent);
        one["document_kind"] = json!(kind);
        one["responsible_unit"] = json!(unit);
        one["due_date"] = json!(due);
        all.push(one);
    }
    all
}

/// The list is filtered by source, kind, unit and term, sorted by term and by others both ways, and turned over; the
/// choices of the filters are what there is.
///
/// Covers: 385-49-5, 385-49-6, 385-49-7
#[rstest]
#[tokio::test]
async fn filters_sorting_and_pages(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(different()));
    world.says(
        Source::PresidentialAdministration,
        Says::List(vec![with(instruction("9", JUSTICE), "due_date", "2027-01-15")]),
    );
    world.refresh().await;
    let asked = async |query: ReminderQuery| {
        let list = world.reminders.list(&controller(JUSTICE), &query).await.unwrap();
        list.page.items.into_iter().map(|r| r.key).collect::<Vec<_>>().join(" ")
    };
    let usual = ReminderQuery::default;
    let kind = |kind: &str| ReminderQuery { kinds: vec![kind.to_owned()], ..usual() };
    assert_eq!(asked(usual()).await, "1 2 3 4 9", "the nearest term first");
    assert_eq!(asked(ReminderQuery { descending: true, ..usual() }).await, "9 4 3 2 1");
    assert_eq!(asked(ReminderQuery { sort: Sort::Date, ..kind("Тапсырма") }).await, "9 3 1");
    assert_eq!(asked(ReminderQuery { source: Some(Source::PresidentialAdministration), ..usual() }).await, "9");
    assert_eq!(asked(kind("Хаттама")).await, "2 4");
    let units = vec!["Бірінші бөлім".to_owned(), "Екінші бөлім".to_owned()];
    assert_eq!(asked(ReminderQuery { units, ..usual() }).await, "1 2 4");
    for (term, expected) in [(Term::Overdue, "1"), (Term::Today, "2"), (Term::Week, "2 3"), (Term::Later, "4 9")] {
        assert_eq!(asked(ReminderQuery { term: Some(term), ..usual() }).await, expected);
    }
    let (from, to) = ("2026-11-23".parse().ok(), "2026-12-01".parse().ok());
    assert_eq!(asked(ReminderQuery { from, to, ..usual() }).await, "2 3 4");
    for sort in Sort::ALL {
        let up = asked(ReminderQuery { sort, ..usual() }).await;
        assert_eq!(up.split(' ').count(), 5, "{sort:?}");
    }
    let numbers = ReminderQuery { sort: Sort::Number, source: Some(Source::Chancellery), ..usual() };
    assert_eq!(asked(numbers).await, "2 3 1 4");
    let list = world.reminders.list(&controller(JUSTICE), &usual()).await.unwrap();
    assert_eq!(list.facets.kinds, ["Тапсырма", "Хаттама"]);
    assert_eq!(list.facets.units.len(), 3);
    let rows = world.reminders.export(&controller(JUSTICE), &kind("Хаттама"), 1).await.unwrap().0;
    assert_eq!(rows.iter().map(|r| r.key.as_str()).collect::<Vec<_>>(), ["2"]);

    let many = (0..60).map(|nth| instruction(&format!("{nth:02}"), FINANCE)).collect();
    world.says(Source::Chancellery, Says::List(many));
    world.at(23, 19, 0);
    world.refresh().await;
    let mut seen = Vec::new();
    for number in 1..=3 {
        let query = ReminderQuery { page: PageRequest::new(Some(number), None), ..usual() };
        let page = world.reminders.list(&controller(FINANCE), &query).await.unwrap().page;
        assert_eq!(page.total, 60);
        seen.extend(page.items.into_iter().map(|r| r.key));
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 60);
}
