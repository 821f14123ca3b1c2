//! Registering people and letting them in.

use crate::world::{PASSWORD, World, code, worlds};
use orda_base::{Actor, Error, Language, PageRequest, Role};
use orda_identity::{PeopleFilter, PersonInput};

/// The check digit of the number is verified, number and login are unique, and every wrong field is told at once.
#[tokio::test]
async fn wrong_fields_are_told_at_once() {
    for world in worlds().await {
        let administrator = world.actor("administrator").await;
        let empty = PersonInput { login: "ä".into(), email: "x".into(), ..PersonInput::default() };
        let Err(Error::Invalid(errors)) = world.identity.create_person(&administrator, &empty, None).await else {
            panic!("refused with fields");
        };
        let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["iin", "surname", "given", "email", "login"]);
        let mut input = world.person_input("someone");
        let last = if input.iin.ends_with('0') { "1" } else { "0" };
        input.iin.replace_range(11.., last);
        let slip = world.identity.create_person(&administrator, &input, None).await;
        assert_eq!(code(slip), "identity-error-check-digit");
        let good = world.person_input("someone");
        world.identity.create_person(&administrator, &good, None).await.unwrap();
        let same_number = PersonInput { iin: good.iin, ..world.person_input("another") };
        let same_login = world.person_input("Someone");
        assert_eq!(
            code(world.identity.create_person(&administrator, &same_number, None).await),
            "identity-error-taken-iin"
        );
        assert_eq!(
            code(world.identity.create_person(&administrator, &same_login, None).await),
            "identity-error-taken-login"
        );
    }
}

/// A one-time password lets in once; nothing else is allowed until a new one is chosen, which ends other sessions.
#[tokio::test]
async fn a_one_time_password_must_be_changed() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let administrator = world.actor("administrator").await;
        let before = world.login("drafter").await.unwrap();
        let one_time = world.identity.reset_password(&administrator, person).await.unwrap();
        assert!(world.resolve(&before.token).await.is_none(), "all sessions end");
        assert!(world.login("drafter").await.is_err(), "the old password is void");

        let opened = world.identity.login(&World::anonymous(), "drafter", &one_time, None).await.unwrap();
        assert!(opened.must_change_password);
        let resolved =
            world.identity.resolve_session(&opened.token, World::anonymous().origin, None).await.unwrap().unwrap();
        assert_eq!(code(orda_identity::Identity::check_password_chosen(&resolved)), "identity-refusal-change-password");
        let me = resolved.actor;
        let change = |current: &str, new: &str| {
            let (current, new) = (current.to_owned(), new.to_owned());
            let (identity, me) = (&world.identity, &me);
            async move { code(identity.change_password(me, &current, &new).await) }
        };
        assert_eq!(change("wrong", "Көктемгі бәйшешек").await, "identity-error-password-current");
        assert_eq!(change(&one_time, "қысқа").await, "identity-error-password-short");
        assert_eq!(change(&one_time, "Ахметов-2026-жыл").await, "identity-error-password-own-name");
        assert_eq!(change(&one_time, &one_time).await, "identity-error-password-same");
        assert_eq!(change(&one_time, "Көктемгі бәйшешек").await, "done");
        let now =
            world.identity.resolve_session(&opened.token, World::anonymous().origin, None).await.unwrap().unwrap();
        assert!(!now.must_change_password);
        let again = world.identity.login(&World::anonymous(), "drafter", "Көктемгі бәйшешек", None).await.unwrap();
        assert!(!again.must_change_password);
        // A one-time password that nobody used is void after three days.
        let stale = world.identity.reset_password(&Actor::portal(), person).await.unwrap();
        world.clock.advance(3 * 24 * 3600);
        assert!(world.identity.login(&World::anonymous(), "drafter", &stale, None).await.is_err());
    }
}

/// Whoever steals a session cannot guess the password of its owner through the page that changes it.
#[tokio::test]
async fn guessing_the_present_password_becomes_slow() {
    for world in worlds().await {
        let administrator = world.actor("administrator").await;
        for _ in 0..5 {
            let guess = world.identity.change_password(&administrator, "guess", "Көктемгі бәйшешек").await;
            assert_eq!(code(guess), "identity-error-password-current");
        }
        let right = world.identity.change_password(&administrator, PASSWORD, "Көктемгі бәйшешек").await;
        assert_eq!(code(right), "identity-error-password-current");
        world.clock.advance(31);
        let right = world.identity.change_password(&administrator, PASSWORD, "Көктемгі бәйшешек").await;
        assert_eq!(code(right), "done");
    }
}

/// An administrator of a body sees and keeps the people of that body only.
#[tokio::test]
async fn an_administrator_of_a_body_keeps_its_people() {
    for world in worlds().await {
        let own = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let foreign = world.person("doctor", world.health, &[Role::Drafter]).await;
        world.person("keeper", world.justice, &[Role::Administrator]).await;
        let keeper = world.actor("keeper").await;
        let found =
            world.identity.list_people(&keeper, &PeopleFilter::default(), PageRequest::default()).await.unwrap();
        assert!(found.entries().any(|e| e.person.id == own));
        assert!(found.entries().all(|e| e.person.id != foreign));
        assert_eq!(code(world.identity.record_of(&keeper, foreign).await), "not-found");
        assert_eq!(code(world.identity.reset_password(&keeper, foreign).await), "not-found");
        assert_eq!(code(world.identity.reset_password(&keeper, own).await), "done");
        assert_eq!(code(world.identity.reset_password(&keeper, world.administrator).await), "forbidden");
        let input = world.person_input("newcomer");
        assert_eq!(code(world.identity.create_person(&keeper, &input, None).await), "forbidden");
        let there = World::position(world.health);
        assert_eq!(code(world.identity.create_person(&keeper, &input, Some(&there)).await), "forbidden");
        let here = World::position(world.justice);
        assert_eq!(code(world.identity.create_person(&keeper, &input, Some(&here)).await), "done");
        let drafter = world.login("doctor").await.unwrap();
        let drafter = world.resolve(&drafter.token).await.unwrap();
        let list = world.identity.list_people(&drafter, &PeopleFilter::default(), PageRequest::default()).await;
        assert_eq!(code(list), "forbidden");
    }
}

/// People are found by any part of what is known of them, from a Russian keyboard too.
#[tokio::test]
async fn people_are_found() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[Role::Drafter]).await;
        world.person("doctor", world.health, &[]).await;
        let administrator = world.actor("administrator").await;
        let count = |words: &str, body, role| {
            let filter = PeopleFilter { words: words.to_owned(), body, role, ..PeopleFilter::default() };
            let (identity, administrator) = (&world.identity, &administrator);
            async move { identity.list_people(administrator, &filter, PageRequest::default()).await.unwrap().page.total }
        };
        assert_eq!(count("", None, None).await, 3);
        assert_eq!(count("даулет ахметов", None, None).await, 3);
        assert_eq!(count("doctor", None, None).await, 1);
        assert_eq!(count("бас сарапшы", Some(world.health), None).await, 1);
        assert_eq!(count("", None, Some(Role::Drafter)).await, 1);
        assert_eq!(count("жоқ", None, None).await, 0);
    }
}

/// People keep their own language and address.
#[tokio::test]
async fn people_keep_their_own_data() {
    for world in worlds().await {
        let opened = world.login("administrator").await.unwrap();
        let me = world.resolve(&opened.token).await.unwrap();
        world.identity.set_language(&me, Language::Ru).await.unwrap();
        assert_eq!(code(world.identity.set_email(&me, "nowhere").await), "identity-error-email");
        world.identity.set_email(&me, "d.akhmetov@example.kz").await.unwrap();
        assert_eq!(world.resolve(&opened.token).await.unwrap().language, Language::Ru);
        let profile = world.identity.profile(&me).await.unwrap();
        assert_eq!(profile.person.email.as_deref(), Some("d.akhmetov@example.kz"));
        assert_eq!((profile.positions.len(), profile.memberships.len()), (1, 1));
    }
}
