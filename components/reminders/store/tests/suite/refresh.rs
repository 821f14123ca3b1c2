//! Sources are read at their set times, each on its own.

use crate::world::{FINANCE, JUSTICE, NOON, Says, World, controller, instruction, with};
use orda_base::{Actor, PageRequest};
use orda_reminders::{FaultKind, Outcome, RecordFaultKind, Source};
use orda_store::testing::On;
use rstest::rstest;
use serde_json::json;
use sqlx::Executor;

/// What is under control in a source and addressed to a body is a reminder of that body after the refresh, without anybody
/// having done anything, marked with its source; other bodies do not see it. The same outgoing number in both sources
/// gives two reminders.
///
/// Covers: 385-48, 385-48-b, 385-48-c, 385-48-d
#[rstest]
#[tokio::test]
async fn reminders_come_by_themselves(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(vec![instruction("1", JUSTICE), instruction("2", FINANCE)]));
    let same = with(instruction("a", JUSTICE), "outgoing_number", "12-5/1");
    world.says(Source::PresidentialAdministration, Says::List(vec![same]));
    let done = world.refresh().await;
    assert_eq!(
        done.iter().map(|r| (r.source, r.counts.taken)).collect::<Vec<_>>(),
        [(Source::Chancellery, 2), (Source::PresidentialAdministration, 1)]
    );
    let justice = world.list(JUSTICE).await;
    let mut seen: Vec<_> =
        justice.iter().map(|r| (r.source, r.requisites.outgoing_number.as_str(), r.key.as_str())).collect();
    seen.sort_unstable();
    assert_eq!(seen, [(Source::Chancellery, "12-5/1", "1"), (Source::PresidentialAdministration, "12-5/1", "a")]);
    assert_ne!(justice[0].id, justice[1].id);
    assert_eq!(world.keys(FINANCE).await, [("2".to_owned(), Source::Chancellery)]);
}

/// A source that cannot be reached, or whose answer is malformed, forged, of the other source, too long or older than the
/// last, changes nothing: the last good list stays, the failure is recorded and shown, and the other source is refreshed.
///
/// Covers: 385-48-c, 385-48-d
#[rstest]
#[tokio::test]
async fn the_last_good_list_stays(#[values(On::Sqlite, On::Postgres)] on: On) {
    for (failing, other) in [
        (Source::Chancellery, Source::PresidentialAdministration),
        (Source::PresidentialAdministration, Source::Chancellery),
    ] {
        let world = World::start(on).await;
        world.says(failing, Says::List(vec![instruction("good", JUSTICE)]));
        world.says(other, Says::List(vec![instruction("first", JUSTICE)]));
        world.refresh().await;
        let old = json!({"format": "orda-reminders/1", "source": failing.code(), "made_at": "2026-11-20T00:00:00Z",
            "instructions": []});
        let foreign = json!({"format": "orda-reminders/1", "source": other.code(), "made_at": "2026-12-30T00:00:00Z",
            "instructions": []});
        let many = (0..501).map(|nth| instruction(&nth.to_string(), JUSTICE)).collect();
        let faults = [
            (Says::Silent, FaultKind::Unreachable),
            (Says::Status(500), FaultKind::Status),
            (Says::Bytes(b"<html>".to_vec()), FaultKind::Malformed),
            (Says::Bytes(b"{}".to_vec()), FaultKind::Malformed),
            (Says::Forged(Vec::new()), FaultKind::Seal),
            (Says::Bytes(foreign.to_string().into_bytes()), FaultKind::WrongSource),
            (Says::Bytes(old.to_string().into_bytes()), FaultKind::Stale),
            (Says::List(many), FaultKind::TooLarge),
        ];
        for (day, (says, kind)) in (24..).zip(faults) {
            let next = format!("of day {day}");
            world.says(failing, says);
            world.says(other, Says::List(vec![instruction(&next, JUSTICE)]));
            world.at(day, 23, 0);
            let done = world.refresh().await;
            let of = |source| done.iter().find(|r| r.source == source).unwrap();
            assert_eq!(of(other).outcome, Outcome::Done, "{kind:?}");
            assert_eq!(of(failing).outcome, Outcome::Failed, "{kind:?}");
            let list = world.keys(JUSTICE).await;
            assert!(list.contains(&("good".to_owned(), failing)), "{kind:?}: {list:?}");
            assert!(list.contains(&(next, other)), "{kind:?}: {list:?}");
            let states = world.reminders.sources(&controller(JUSTICE)).await.unwrap();
            let state = states.iter().find(|s| s.source == failing).unwrap();
            assert_eq!(state.last.as_ref().unwrap().fault.as_ref().unwrap().kind, kind);
            assert_eq!(state.good_at, Some(NOON), "the last good refresh is shown");
            let state = states.iter().find(|s| s.source == other).unwrap();
            assert_eq!(state.good_at, Some(world.env.now()));
        }
        assert!(world.list(JUSTICE).await.iter().find(|r| r.key == "good").unwrap().confirmed);
    }
}

/// Each source begins at its own two times by the clock of Astana, also on a day off; the other is not read then. The
/// entry of the log bears the time; between the times nothing is read.
///
/// Covers: 385-51, 385-51-b, 385-51-c, 385-51-d, 385-51-e
#[rstest]
#[tokio::test]
async fn twice_a_day_each(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    for source in Source::ALL {
        world.says(source, Says::List(vec![instruction(source.code(), JUSTICE)]));
    }
    world.refresh().await;
    // Saturday, 28 November, minute by minute from the evening before.
    world.at(27, 19, 0);
    world.refresh().await;
    let mut begun = Vec::new();
    for minute in 0..24 * 60 {
        world.at(28, 0, minute);
        for refresh in world.refresh().await {
            assert_eq!(
                (refresh.slot, refresh.started_at, refresh.is_late()),
                (world.env.now(), world.env.now(), false)
            );
            begun.push((refresh.source, minute / 60, minute % 60));
        }
    }
    assert_eq!(
        begun,
        [
            (Source::PresidentialAdministration, 7, 0),
            (Source::Chancellery, 13, 30),
            (Source::PresidentialAdministration, 17, 35),
            (Source::Chancellery, 19, 0)
        ]
    );
    let log = world.log(Source::Chancellery).await;
    assert_eq!(log[0].slot.rfc3339(), "2026-11-28T14:00:00Z", "five hours behind Astana");
    assert_eq!((log[0].outcome, log[1].slot.rfc3339().as_str()), (Outcome::Done, "2026-11-28T08:30:00Z"));
}

/// A refresh that failed is tried again, at growing intervals, until it succeeds; every attempt is in the log.
///
/// Covers: 385-51-b, 385-51-c, 385-51-d, 385-51-e
#[rstest]
#[tokio::test]
async fn failures_are_tried_again(#[values(On::Sqlite, On::Postgres)] on: On) {
    for (source, other, hour, minute) in [
        (Source::Chancellery, Source::PresidentialAdministration, 13, 30),
        (Source::Chancellery, Source::PresidentialAdministration, 19, 0),
        (Source::PresidentialAdministration, Source::Chancellery, 7, 0),
        (Source::PresidentialAdministration, Source::Chancellery, 17, 35),
    ] {
        let world = World::start(on).await;
        world.says(source, Says::List(vec![instruction("before", JUSTICE)]));
        world.says(other, Says::List(Vec::new()));
        world.at(24, hour, minute - 1);
        world.refresh().await;
        let asked = world.asked(source);
        world.says(source, Says::Silent);
        world.at(24, hour, minute);
        assert_eq!(world.refresh().await[0].outcome, Outcome::Failed);
        assert_eq!(world.keys(JUSTICE).await, [("before".to_owned(), source)]);
        world.clock.advance(59);
        assert!(world.refresh().await.is_empty(), "not at once");
        world.clock.advance(1);
        assert_eq!(world.refresh().await[0].attempt, 2);
        world.clock.advance(4 * 60);
        assert!(world.refresh().await.is_empty(), "the interval has grown");
        world.says(source, Says::List(vec![instruction("after", JUSTICE)]));
        world.clock.advance(60);
        let third = world.refresh().await.remove(0);
        assert_eq!((third.attempt, third.outcome), (3, Outcome::Done));
        world.clock.advance(60);
        assert!(world.refresh().await.is_empty(), "done for this time");
        assert_eq!(world.asked(source), asked + 3);
        let log = world.log(source).await;
        let slot = log[0].slot;
        let attempts: Vec<_> = log.iter().filter(|r| r.slot == slot).map(|r| (r.attempt, r.outcome)).collect();
        assert_eq!(attempts, [(3, Outcome::Done), (2, Outcome::Failed), (1, Outcome::Failed)]);
    }
}

/// After the portal was down, the newest missed time is made up at once and marked as late; those before it are recorded
/// as missed. What was under way when the portal ended is recorded as interrupted and done again.
///
/// Covers: 385-51
#[rstest]
#[tokio::test]
async fn missed_times_are_made_up(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(vec![instruction("1", JUSTICE)]));
    world.refresh().await;
    world.at(25, 9, 0);
    let made_up = world.refresh().await;
    let chancellery = made_up.iter().find(|r| r.source == Source::Chancellery).unwrap();
    assert!(chancellery.outcome == Outcome::Done && chancellery.is_late());
    let log = world.log(Source::Chancellery).await;
    let seen: Vec<_> = log.iter().map(|r| (r.slot.zoned().strftime("%d %H:%M").to_string(), r.outcome)).collect();
    let expected = [
        ("24 19:00", Outcome::Done),
        ("24 13:30", Outcome::Missed),
        ("23 19:00", Outcome::Missed),
        ("23 13:30", Outcome::Done),
    ];
    assert_eq!(seen, expected.map(|(slot, outcome)| (slot.to_owned(), outcome)));

    // The program ended in the midst of a refresh: its entry is under way and nobody is at it.
    let undone = "update reminders_refresh set outcome = 'running', \
                  data = replace(data, '\"outcome\":\"done\"', '\"outcome\":\"running\"') \
                  where source = 'chancellery' and slot = (select max(slot) from reminders_refresh where source = 'chancellery')";
    world.database.db.writer().execute(undone).await.unwrap();
    assert!(world.refresh().await.iter().all(|r| r.source != Source::Chancellery), "it may still be at it");
    world.clock.advance(600);
    let again = world.refresh().await;
    let again = again.iter().find(|r| r.source == Source::Chancellery).unwrap();
    assert_eq!((again.attempt, again.outcome), (2, Outcome::Done));
    let log = world.log(Source::Chancellery).await;
    assert_eq!(log[1].fault.as_ref().unwrap().kind, FaultKind::Interrupted);
    assert_eq!(world.keys(JUSTICE).await.len(), 1);
}

/// Several instances of the portal at a set time read the source once, and no reminder is there twice.
///
/// Covers: 385-51
#[rstest]
#[tokio::test]
async fn many_instances_read_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    for source in Source::ALL {
        world.says(source, Says::List((0..300).map(|nth| instruction(&nth.to_string(), JUSTICE)).collect()));
    }
    for day in 24..27 {
        world.at(day, 19, 0);
        let instances: Vec<_> = (0..6).map(|_| world.instance()).collect();
        let all = instances.into_iter().map(|instance| tokio::spawn(async move { instance.refresh_due().await }));
        let mut done = Vec::new();
        for one in all.collect::<Vec<_>>() {
            done.extend(one.await.unwrap().unwrap());
        }
        assert_eq!(done.len(), 2, "{done:?}");
    }
    for source in Source::ALL {
        assert_eq!(world.asked(source), 3);
    }
    let list = world.reminders.list(&controller(JUSTICE), &Default::default()).await.unwrap();
    assert_eq!(list.page.total, 600);
}

/// What was executed in the source is gone after its next refresh, comes back when it is under control again; what only
/// is missing stays and is marked for the administrator. A changed term is the new one.
///
/// Covers: 385-51-f, 385-49-7
#[rstest]
#[tokio::test]
async fn the_list_is_replaced(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let other = Source::PresidentialAdministration;
    let list = |ids: &[&str]| ids.iter().map(|id| instruction(id, JUSTICE)).collect::<Vec<_>>();
    world.says(other, Says::List(list(&["a", "b", "c"])));
    world.refresh().await;
    let before = world.list(JUSTICE).await;
    let executed = json!({"id": "b", "state": "executed"});
    let moved = with(instruction("a", JUSTICE), "due_date", "2026-12-24");
    world.says(other, Says::List(vec![moved, executed]));
    assert!(world.refresh().await.is_empty(), "not before the next refresh");
    world.at(24, 7, 0);
    let refresh = world.refresh().await.into_iter().find(|r| r.source == other).unwrap();
    assert_eq!((refresh.counts.taken, refresh.counts.executed, refresh.counts.missing), (1, 1, 1));
    let after = world.list(JUSTICE).await;
    let seen: Vec<_> = after.iter().map(|r| (r.key.as_str(), r.confirmed, r.requisites.due.to_string())).collect();
    assert_eq!(seen, [("c", false, "2026-11-30".to_owned()), ("a", true, "2026-12-24".to_owned())]);
    let id_of = |list: &[orda_reminders::Reminder], key: &str| list.iter().find(|r| r.key == key).unwrap().id;
    assert_eq!(id_of(&before, "a"), id_of(&after, "a"));
    let errors = world.reminders.errors(&Actor::portal(), PageRequest::default()).await.unwrap();
    assert_eq!(errors.marked.items.iter().map(|r| r.key.as_str()).collect::<Vec<_>>(), ["c"]);
    world.says(other, Says::List(list(&["a", "b", "c"])));
    world.at(24, 17, 35);
    world.refresh().await;
    assert!(world.list(JUSTICE).await.iter().all(|r| r.confirmed));
    assert_eq!(world.list(JUSTICE).await.len(), 3, "b is under control again");
}

/// A record without a mandatory requisite, with an impossible date or for an unknown body goes to the list of errors that
/// the administrator sees, and the others are taken in; an unknown executor or kind is marked and shown as in the source.
///
/// Covers: 385-48, 385-49-1, 385-49-2, 385-49-4, 385-49-5, 385-49-7
#[rstest]
#[tokio::test]
async fn wrong_records_go_to_the_list_of_errors(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    let records = vec![
        instruction("1", JUSTICE),
        with(instruction("2", JUSTICE), "outgoing_number", ""),
        with(instruction("3", JUSTICE), "outgoing_date", "2026-02-30"),
        with(instruction("4", JUSTICE), "due_date", "2026-11-31"),
        with(instruction("5", JUSTICE), "body", "999940000019"),
        with(instruction("6", JUSTICE), "executor", "Белгісіз Б."),
        with(instruction("7", JUSTICE), "document_kind", "Жаңа түр"),
    ];
    world.says(Source::Chancellery, Says::List(records));
    let refresh = world.refresh().await.into_iter().find(|r| r.source == Source::Chancellery).unwrap();
    assert_eq!((refresh.outcome, refresh.counts.taken, refresh.counts.rejected), (Outcome::Done, 3, 4));
    let errors = world.reminders.errors(&Actor::portal(), PageRequest::default()).await.unwrap();
    let told: Vec<_> = errors.rejected.items.iter().map(|(_, r)| (r.key.as_str(), r.kind, r.field.as_str())).collect();
    assert_eq!(
        told,
        [
            ("2", RecordFaultKind::Missing, "outgoing_number"),
            ("3", RecordFaultKind::ImpossibleDate, "outgoing_date"),
            ("4", RecordFaultKind::ImpossibleDate, "due_date"),
            ("5", RecordFaultKind::UnknownBody, "body"),
        ]
    );
    let marked: Vec<_> =
        errors.marked.items.iter().map(|r| (r.key.as_str(), r.executor_unknown, r.kind_unknown)).collect();
    assert_eq!(marked, [("6", true, false), ("7", false, true)]);
    let list = world.list(JUSTICE).await;
    assert!(list.iter().any(|r| r.requisites.executor == "Белгісіз Б."));
    assert!(list.iter().any(|r| r.requisites.document_kind == "Жаңа түр"));
    // The next good answer clears the list of errors.
    world.says(Source::Chancellery, Says::List(vec![instruction("1", JUSTICE)]));
    world.at(23, 19, 0);
    world.refresh().await;
    let errors = world.reminders.errors(&Actor::portal(), PageRequest::default()).await.unwrap();
    assert_eq!(errors.rejected.total, 0);
}

/// Every refresh is accounted for, good or bad, with its source and what it brought.
#[rstest]
#[tokio::test]
async fn refreshes_are_accounted_for(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(vec![instruction("1", JUSTICE)]));
    world.refresh().await;
    let rows = sqlx::query_as::<_, (String, String, String)>(
        "select part, outcome, detail from audit_entry where resource = 'reminder_source' order by part",
    )
    .fetch_all(world.database.db.reader())
    .await
    .unwrap();
    let entry = |part: &str, outcome: &str, detail: &str| (part.to_owned(), outcome.to_owned(), detail.to_owned());
    assert_eq!(
        rows,
        [
            entry("chancellery", "done", "taken 1, executed 0, rejected 0, missing 0"),
            entry("presidential_administration", "failed", "unreachable")
        ]
    );
}
