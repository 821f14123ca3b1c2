//! Controllers who do not look are told.

use crate::world::{FINANCE, JUSTICE, NOON, Says, World, controller, instruction};
use orda_base::PersonId;
use orda_reminders::{ReminderQuery, Source};
use orda_store::testing::On;
use rstest::rstest;

/// That the Controller has looked is kept with the time. After three days without a look the Controller is told, in the
/// portal and by e-mail, once; a look ends it. Several instances tell once.
///
/// Covers: 385-50
#[rstest]
#[tokio::test]
async fn whoever_does_not_look_is_told(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::start(on).await;
    world.says(Source::Chancellery, Says::List(vec![instruction("1", JUSTICE), instruction("2", FINANCE)]));
    world.refresh().await;
    let looks = async |of: u128| {
        world.reminders.list(&controller(of), &ReminderQuery::default()).await.unwrap();
    };
    looks(JUSTICE).await;
    let viewed: (String, i64) = sqlx::query_as("select person, viewed_at from reminders_viewing")
        .fetch_one(world.database.db.reader())
        .await
        .unwrap();
    assert_eq!(viewed, (person(JUSTICE).to_string(), NOON.micros()));

    let told = async || {
        let rows: Vec<(String, String)> =
            sqlx::query_as("select recipient, kind from notifications_notice order by id")
                .fetch_all(world.database.db.reader())
                .await
                .unwrap();
        assert!(rows.iter().all(|(_, kind)| kind == "reminders-notice-unviewed"));
        rows.into_iter().map(|(recipient, _)| recipient).collect::<Vec<_>>()
    };
    let check = async || {
        let (one, other) = (world.instance(), world.instance());
        let (one, other) = tokio::join!(one.remind_controllers(), other.remind_controllers());
        one.unwrap() + other.unwrap()
    };
    world.at(25, 12, 0);
    looks(JUSTICE).await;
    assert_eq!(check().await, 0, "not three days yet");
    world.at(26, 13, 30);
    assert_eq!(check().await, 1);
    assert_eq!(told().await, [person(FINANCE).to_string()]);
    let mails: i64 = sqlx::query_scalar("select count(*) from notifications_email")
        .fetch_one(world.database.db.reader())
        .await
        .unwrap();
    assert_eq!(mails, 1, "and by e-mail");
    world.at(27, 13, 30);
    assert_eq!(check().await, 0, "told already");
    world.at(28, 12, 0);
    assert_eq!(check().await, 1, "justice has not looked since the 25th");
    world.at(29, 13, 30);
    looks(FINANCE).await;
    assert_eq!(check().await, 0, "a look ends it");
    world.at(30, 13, 30);
    assert_eq!(check().await, 0);
    world.at(32, 13, 30);
    assert_eq!(check().await, 2, "three days without a look, for both");
}

fn person(of: u128) -> PersonId {
    PersonId::from_uuid(crate::world::body(of).uuid())
}
