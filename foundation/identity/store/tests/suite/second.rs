//! Second factors: the second step of a login, codes good once, recovery codes, the roles that demand one.

use crate::world::{PASSWORD, World, code, strict, totp, usual, worlds};
use orda_base::{Actor, Error, Role};
use orda_identity::{FactorKind, Identity, Opened};

const WRONG: &str = "identity-error-second-code";
const FIRST: &str = "identity-refusal-prove-first";

async fn half(world: &World, login: &str) -> Opened {
    let opened = world.login(login).await.unwrap();
    assert!(opened.awaits_second);
    opened
}

/// Adds a program for codes; gives its secret as text, and the recovery codes.
async fn enrol(world: &World, actor: &Actor) -> (String, Vec<String>) {
    let begun = world.identity.begin_program(actor, " Қызметтік  телефон ").await.unwrap();
    assert_eq!(begun.name, "Қызметтік телефон");
    assert_eq!(code(world.identity.confirm_program(actor, begun.id, "000000").await), WRONG);
    let codes = world.identity.confirm_program(actor, begun.id, &totp(&begun.secret, world.now())).await.unwrap();
    assert_eq!(code(world.identity.program_begun(actor, begun.id).await), "not-found", "shown no more");
    (begun.secret, codes.unwrap_or_default())
}

/// With a program for codes the password opens half a session, which is nobody anywhere; the code of this moment opens
/// the session under a new token, and no code opens two.
#[tokio::test]
async fn a_code_is_the_second_step_and_good_once() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let actor = world.actor("drafter").await;
        let elsewhere = world.login("drafter").await.unwrap();
        let (secret, codes) = enrol(&world, &actor).await;
        assert_eq!(codes.len(), 10);
        assert!(world.resolve(&elsewhere.token).await.is_none(), "other sessions ended");
        let kept: Vec<Vec<u8>> = sqlx::query_scalar("select material from identity_factor")
            .fetch_all(world.database.db.reader())
            .await
            .unwrap();
        assert!(kept.iter().all(|sealed| !String::from_utf8_lossy(sealed).contains(&secret)), "sealed");

        let opened = half(&world, "drafter").await;
        assert!(world.resolve(&opened.token).await.is_none());
        let last = world.accounted().await.pop().unwrap();
        assert_eq!(last, ["sign_in", "done", "drafter", "password, second step awaited"]);
        let nobody = World::anonymous();
        let used = totp(&secret, world.now());
        assert_eq!(code(world.identity.second_step(&nobody, &opened.token, &used).await), WRONG, "used to set it up");
        assert_eq!(world.accounted().await.pop().unwrap(), ["sign_in", "refused", "drafter", WRONG]);
        world.clock.advance(30);
        let fresh = totp(&secret, world.now());
        let whole = world.identity.second_step(&nobody, &opened.token, &fresh).await.unwrap();
        assert_ne!(whole.token, opened.token);
        assert!(world.resolve(&whole.token).await.unwrap().is(person));
        let last = world.accounted().await.pop().unwrap();
        assert_eq!(last, ["sign_in", "done", "Ахметов Дәулет Серікұлы", "totp"]);
        assert_eq!(
            code(world.identity.second_step(&nobody, &opened.token, &fresh).await),
            "identity-refusal-second-over",
            "the half session is gone"
        );
        let again = half(&world, "drafter").await;
        assert_eq!(code(world.identity.second_step(&nobody, &again.token, &fresh).await), WRONG);
        world.clock.advance(600);
        let late = world.identity.second_step(&nobody, &again.token, &totp(&secret, world.now())).await;
        assert_eq!(code(late), "identity-refusal-second-over");
    }
}

/// Every way of logging in, and the setting up of a factor, needs one connection at a time: many who come at once do not
/// wait for each other. Who looks at the own factors does not wait for a transaction that writes.
#[tokio::test]
async fn a_login_needs_one_connection() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        let iin = world.identity.picture().await.unwrap().person(person).unwrap().person.iin.clone();
        let actor = world.actor("drafter").await;
        let held = world.hold_connections().await;
        let (secret, codes) = enrol(&world, &actor).await;
        let nobody = World::anonymous();
        world.clock.advance(30);
        for typed in [totp(&secret, world.now()), codes[0].clone()] {
            let opened = half(&world, "drafter").await;
            assert_eq!(code(world.identity.second_step(&nobody, &opened.token, &typed).await), "done");
        }
        let challenge = world.identity.challenge().await.unwrap();
        let eds = world.identity.login_with_eds(&nobody, challenge.id, format!("{iin} ").as_bytes(), None).await;
        assert_eq!(code(eds), "done");
        drop(held);
        let writing = world.database.db.begin().await.unwrap();
        assert_eq!(world.identity.own_factors(&actor).await.unwrap().factors.len(), 1);
        drop(writing);
    }
}

/// Two who send the same code at once: one gets in.
#[tokio::test]
async fn of_two_with_one_code_one_gets_in() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let (secret, _) = enrol(&world, &world.actor("drafter").await).await;
        world.clock.advance(30);
        let (one, two) = (half(&world, "drafter").await, half(&world, "drafter").await);
        let (fresh, nobody) = (totp(&secret, world.now()), World::anonymous());
        let both = tokio::join!(
            world.identity.second_step(&nobody, &one.token, &fresh),
            world.identity.second_step(&nobody, &two.token, &fresh)
        );
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|ok| **ok).count(), 1);
    }
}

/// After five wrong codes none is looked at for a time that grows, the right one neither.
#[tokio::test]
async fn guessing_codes_becomes_slow() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let (secret, _) = enrol(&world, &world.actor("drafter").await).await;
        world.clock.advance(30);
        let opened = half(&world, "drafter").await;
        let step = |typed: String| {
            let (identity, token) = (&world.identity, opened.token.clone());
            async move { code(identity.second_step(&World::anonymous(), &token, &typed).await) }
        };
        for _ in 0..5 {
            assert_eq!(step("999999".into()).await, WRONG);
        }
        assert_eq!(step(totp(&secret, world.now())).await, WRONG, "locked");
        world.clock.advance(31);
        assert_eq!(step(totp(&secret, world.now())).await, "done");
    }
}

/// Failed attempts before a login are told when it is whole, with those of its second step, and not half way: who knows the
/// password alone cannot make them forgotten.
#[tokio::test]
async fn failed_logins_are_told_when_the_login_is_whole() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        let (secret, _) = enrol(&world, &world.actor("drafter").await).await;
        let told = async || -> Vec<String> {
            let sql =
                "select args from notifications_notice where recipient = $1 and kind = 'identity-notice-failed-logins'";
            sqlx::query_scalar(sql).bind(person.to_string()).fetch_all(world.database.db.reader()).await.unwrap()
        };
        let nobody = World::anonymous();
        for _ in 0..3 {
            let wrong = world.identity.login(&nobody, "drafter", "not the password", None).await;
            assert_eq!(code(wrong), "identity-refusal-credentials");
        }
        half(&world, "drafter").await;
        let opened = half(&world, "drafter").await;
        assert_eq!(code(world.identity.second_step(&nobody, &opened.token, "999999").await), WRONG);
        assert_eq!(told().await, Vec::<String>::new(), "half way");
        for _ in 0..2 {
            world.clock.advance(30);
            let opened = half(&world, "drafter").await;
            world.identity.second_step(&nobody, &opened.token, &totp(&secret, world.now())).await.unwrap();
            let told = told().await;
            assert!(told.len() == 1 && told[0].contains("\"4\""), "{told:?}");
        }
    }
}

/// A recovery code opens the session, once, and its owner is told how many are left; new codes end the old ones.
#[tokio::test]
async fn recovery_codes_are_good_once() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let actor = world.actor("drafter").await;
        let (_, codes) = enrol(&world, &actor).await;
        let nobody = World::anonymous();
        let opened = half(&world, "drafter").await;
        let typed = codes[3].to_uppercase();
        let whole = world.identity.second_step(&nobody, &opened.token, &typed).await.unwrap();
        let me = world.resolve(&whole.token).await.unwrap();
        assert_eq!(world.identity.own_factors(&me).await.unwrap().recovery_left, 9);
        let told: Vec<String> = sqlx::query_scalar("select kind from notifications_notice order by created_at, kind")
            .fetch_all(world.database.db.reader())
            .await
            .unwrap();
        assert_eq!(told, ["identity-notice-second-added", "identity-notice-second-recovery"]);
        let opened = half(&world, "drafter").await;
        assert_eq!(code(world.identity.second_step(&nobody, &opened.token, &codes[3]).await), WRONG);
        let anew = world.identity.new_recovery_codes(&me).await.unwrap();
        assert_eq!(code(world.identity.second_step(&nobody, &opened.token, &codes[4]).await), WRONG);
        assert_eq!(code(world.identity.second_step(&nobody, &opened.token, &anew[0]).await), "done");
        let hashes: Vec<String> = sqlx::query_scalar("select code_digest from identity_recovery")
            .fetch_all(world.database.db.reader())
            .await
            .unwrap();
        assert!(hashes.len() == 10 && !hashes.iter().any(|hash| anew.contains(hash)));
    }
}

/// What is changed of the factors asks for the password or the EDS again when it was not shown for ten minutes; wrong ones
/// prove nothing, another's EDS neither.
#[tokio::test]
async fn changes_ask_for_the_password_again() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        let other = world.person("other", world.justice, &[]).await;
        let actor = world.actor("drafter").await;
        enrol(&world, &actor).await;
        world.clock.advance(600);
        let identity = &world.identity;
        let factor = identity.own_factors(&actor).await.unwrap().factors.remove(0);
        assert_eq!(factor.kind, FactorKind::Totp);
        assert_eq!(code(identity.begin_program(&actor, "x").await), FIRST);
        assert_eq!(code(identity.remove_factor(&actor, factor.id).await), FIRST);
        assert_eq!(code(identity.new_recovery_codes(&actor).await), FIRST);
        assert_eq!(code(identity.prove_with_password(&actor, "wrong").await), "identity-error-password-current");
        assert_eq!(code(identity.remove_factor(&actor, factor.id).await), FIRST);
        let picture = identity.picture().await.unwrap();
        let iin = |id| format!("{} ", picture.person(id).unwrap().person.iin);
        for (whose, then) in [(other, "identity-refusal-unknown-signer"), (person, "done")] {
            let challenge = identity.challenge().await.unwrap();
            assert_eq!(code(identity.prove_with_eds(&actor, challenge.id, iin(whose).as_bytes()).await), then);
        }
        let stranger = world.actor("other").await;
        assert_eq!(code(identity.remove_factor(&stranger, factor.id).await), "not-found");
        assert_eq!(code(identity.rename_factor(&stranger, factor.id, "менікі").await), "not-found");
        assert_eq!(code(identity.rename_factor(&actor, factor.id, "  ").await), "error-required");
        identity.rename_factor(&actor, factor.id, "Үй телефоны").await.unwrap();
        assert_eq!(identity.own_factors(&actor).await.unwrap().factors[0].name, "Үй телефоны");
        identity.remove_factor(&actor, factor.id).await.unwrap();
        assert_eq!(identity.own_factors(&actor).await.unwrap().recovery_left, 0, "the codes went with the last factor");
        world.clock.advance(600);
        identity.prove_with_password(&actor, PASSWORD).await.unwrap();
        assert!(!world.login("drafter").await.unwrap().awaits_second);
    }
}

/// Whose role demands a second factor and who has none can do nothing but set it up, when the login was by password; an
/// EDS is enough by itself.
#[tokio::test]
async fn roles_demand_a_second_factor() {
    for world in worlds().await {
        let officer = world.person("officer", world.justice, &[]).await;
        world.grant(officer, Role::SecurityOfficer, None).await;
        let identity = strict(&world, &[Role::SecurityOfficer]);
        let must = |token: String| {
            let identity = &identity;
            async move {
                let origin = World::anonymous().origin;
                identity.resolve_session(&token, origin, None).await.unwrap().unwrap().must_set_second
            }
        };
        let nobody = World::anonymous();
        let opened = identity.login(&nobody, "officer", PASSWORD, None).await.unwrap();
        assert!(opened.must_set_second && must(opened.token.clone()).await);
        let administrator = identity.login(&nobody, "administrator", PASSWORD, None).await.unwrap();
        assert!(!administrator.must_set_second && !must(administrator.token).await, "the role is not named");
        let challenge = identity.challenge().await.unwrap();
        let iin = identity.picture().await.unwrap().person(officer).unwrap().person.iin.clone();
        let eds = identity.login_with_eds(&nobody, challenge.id, format!("{iin} ").as_bytes(), None).await.unwrap();
        assert!(!eds.must_set_second && !must(eds.token).await);
        let origin = World::anonymous().origin;
        let actor = identity.resolve_session(&opened.token, origin, None).await.unwrap().unwrap().actor;
        let begun = identity.begin_program(&actor, "Телефон").await.unwrap();
        identity.confirm_program(&actor, begun.id, &totp(&begun.secret, world.now())).await.unwrap();
        assert!(!must(opened.token).await, "set up");
    }
}

/// Unless an installation names roles, a second factor is demanded of everybody after a password, also of who holds no
/// role at all.
#[tokio::test]
async fn everybody_needs_a_second_factor_unless_set_otherwise() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[Role::Drafter]).await;
        world.person("nobody", world.justice, &[]).await;
        let identity = usual(&world);
        for login in ["drafter", "nobody", "administrator"] {
            let opened = identity.login(&World::anonymous(), login, PASSWORD, None).await.unwrap();
            assert!(opened.must_set_second, "{login}");
            let origin = World::anonymous().origin;
            let resolved = identity.resolve_session(&opened.token, origin, None).await.unwrap().unwrap();
            let refused = Identity::check_second_set(&resolved);
            assert_eq!(code(refused), "identity-refusal-second-first", "{login}");
        }
    }
}

/// An administrator takes the factors of a person away who lost them: recorded, the person is told, all sessions end. An
/// administrator of another body finds nobody, and nobody resets a security officer's but the command line.
#[tokio::test]
async fn lost_factors_are_reset() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        let foreign = world.person("foreign", world.health, &[Role::Administrator]).await;
        assert_ne!(person, foreign);
        let actor = world.actor("drafter").await;
        enrol(&world, &actor).await;
        let identity = &world.identity;
        let half = half(&world, "drafter").await;
        assert_eq!(code(identity.reset_factors(&world.actor("foreign").await, person).await), "not-found");
        assert_eq!(code(identity.reset_factors(&actor, person).await), "not-found");
        let administrator = world.actor("administrator").await;
        assert_eq!(identity.reset_factors(&administrator, person).await.unwrap(), 1);
        let last = world.accounted().await.pop().unwrap();
        assert_eq!((last[0].as_str(), last[3].as_str()), ("delete", "reset: 1"));
        let told = "select count(*) from notifications_notice where recipient = $1 and kind = $2";
        let told: i64 = sqlx::query_scalar(told)
            .bind(person.to_string())
            .bind("identity-notice-second-reset")
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert_eq!(told, 1, "the person is told");
        let left: i64 = sqlx::query_scalar("select count(*) from identity_session where person_id = $1")
            .bind(person.to_string())
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert_eq!(left, 0, "all sessions end");
        assert!(identity.half_way(&half.token).await.unwrap().is_none(), "and logins half way");
        assert!(!world.login("drafter").await.unwrap().awaits_second);
        let officer = world.person("officer", world.justice, &[]).await;
        world.grant(officer, Role::SecurityOfficer, None).await;
        let refused = identity.reset_factors(&administrator, officer).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        assert_eq!(identity.reset_factors(&Actor::portal(), officer).await.unwrap(), 0);
    }
}
