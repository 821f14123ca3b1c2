//! Sessions: limits, renewal at login, own sessions ended.

use crate::world::{PASSWORD, World, code, service, worlds};
use orda_base::{Actor, Role, SessionId};

/// A session ends when nobody uses it for 30 minutes, and after twelve hours in any case; at logout at once.
#[tokio::test]
async fn sessions_end() {
    for world in worlds().await {
        let idle = world.login("administrator").await.unwrap();
        world.clock.advance(29 * 60);
        assert!(world.resolve(&idle.token).await.is_some());
        world.clock.advance(29 * 60);
        assert!(world.resolve(&idle.token).await.is_some(), "used meanwhile");
        world.clock.advance(30 * 60);
        assert!(world.resolve(&idle.token).await.is_none());

        let long = world.login("administrator").await.unwrap();
        for _ in 0..47 {
            world.clock.advance(15 * 60);
            assert!(world.resolve(&long.token).await.is_some());
        }
        world.clock.advance(15 * 60);
        assert!(world.resolve(&long.token).await.is_none());

        let left = world.login("administrator").await.unwrap();
        let actor = world.resolve(&left.token).await.unwrap();
        world.identity.logout(&actor, &left.token).await.unwrap();
        assert!(world.resolve(&left.token).await.is_none());
        assert_eq!(world.accounted().await.pop().unwrap()[..2], ["sign_out", "done"]);
    }
}

/// Only the digest of a token is kept; a token that is not one is nobody's; a login ends the session that was there.
#[tokio::test]
async fn tokens_are_secret_and_renewed() {
    for world in worlds().await {
        let first = world.login("administrator").await.unwrap();
        let text = sqlx::query_scalar::<_, String>("select token_digest from identity_session")
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert_ne!(text, first.token);
        assert!(world.resolve(&text).await.is_none());
        assert!(world.resolve("").await.is_none());
        let second =
            world.identity.login(&World::anonymous(), "administrator", PASSWORD, Some(&first.token)).await.unwrap();
        assert!(world.resolve(&first.token).await.is_none());
        assert!(world.resolve(&second.token).await.is_some());
    }
}

/// People see their own sessions and end one, or all but the present one; nobody else's.
#[tokio::test]
async fn own_sessions_are_seen_and_ended() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let [one, two, three] =
            [world.login("drafter").await, world.login("drafter").await, world.login("drafter").await]
                .map(Result::unwrap);
        let me = world.resolve(&one.token).await.unwrap();
        let sessions = world.identity.own_sessions(&me).await.unwrap();
        assert_eq!(sessions.len(), 3);
        assert_eq!((sessions[0].address.as_str(), sessions[0].agent.as_str()), ("10.1.2.3", "Mozilla/5.0"));

        let stranger = world.actor("administrator").await;
        assert_eq!(code(world.identity.revoke_session(&stranger, two.session).await), "not-found");
        assert_eq!(code(world.identity.revoke_session(&me, two.session).await), "done");
        assert!(world.resolve(&two.token).await.is_none());
        assert_eq!(world.identity.revoke_other_sessions(&me).await.unwrap(), 1);
        assert!(world.resolve(&three.token).await.is_none());
        assert!(world.resolve(&one.token).await.is_some());
        let unknown = SessionId::from_uuid(orda_base::uuid::Uuid::nil());
        assert_eq!(code(world.identity.revoke_session(&me, unknown).await), "not-found");
        assert!(world.identity.own_sessions(&World::anonymous()).await.is_err());
    }
}

/// Administrators end the sessions of one person or of everybody, their own present one stays; it is accounted for. Who
/// may not bar a person may not end the sessions either.
#[tokio::test]
async fn administrators_end_sessions() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        world.person("keeper", world.health, &[Role::Administrator]).await;
        let opened = [world.login("drafter").await, world.login("drafter").await].map(Result::unwrap);
        let keeper = world.resolve(&world.login("keeper").await.unwrap().token).await.unwrap();
        assert_eq!(code(world.identity.end_sessions(&keeper, person).await), "not-found");
        assert_eq!(code(world.identity.end_all_sessions(&keeper).await), "forbidden");
        let own = world.login("administrator").await.unwrap();
        let administrator = world.resolve(&own.token).await.unwrap();
        assert_eq!(world.identity.end_sessions(&administrator, person).await.unwrap(), 2);
        for session in &opened {
            assert!(world.resolve(&session.token).await.is_none());
        }
        assert_eq!(world.accounted().await.pop().unwrap()[3], "of a person: 2");
        let again = world.login("drafter").await.unwrap();
        world.clock.advance(10 * 60);
        assert_eq!(code(world.identity.end_all_sessions(&administrator).await), "identity-refusal-prove-first");
        assert!(world.resolve(&again.token).await.is_some());
        world.identity.prove_with_password(&administrator, PASSWORD).await.unwrap();
        assert_eq!(world.identity.end_all_sessions(&administrator).await.unwrap(), 2);
        assert!(world.resolve(&again.token).await.is_none());
        assert!(world.resolve(&own.token).await.is_some());
    }
}

/// Ten minutes after the login the password or the EDS is shown again before sessions are ended or the e-mail is changed.
#[tokio::test]
async fn old_sessions_are_confirmed_again() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        let other = world.login("drafter").await.unwrap();
        let me = world.resolve(&world.login("drafter").await.unwrap().token).await.unwrap();
        assert!(world.identity.is_proven(&me).await.unwrap());
        world.clock.advance(10 * 60);
        assert!(!world.identity.is_proven(&me).await.unwrap());
        let first = "identity-refusal-prove-first";
        assert_eq!(code(world.identity.revoke_session(&me, other.session).await), first);
        assert_eq!(code(world.identity.revoke_other_sessions(&me).await), first);
        assert_eq!(code(world.identity.set_email(&me, "d@example.kz").await), first);
        world.identity.prove_with_password(&me, PASSWORD).await.unwrap();
        assert_eq!(code(world.identity.set_email(&me, "d@example.kz").await), "done");
        assert_eq!(world.identity.revoke_other_sessions(&me).await.unwrap(), 1);
    }
}

/// Whoever changes by what a person is let in, or where that is told, the person is told: password, e-mail, login.
#[tokio::test]
async fn changes_of_access_are_told() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        let me = world.actor("drafter").await;
        world.identity.set_email(&me, "d@example.kz").await.unwrap();
        world.identity.set_email(&me, "taken.over@example.kz").await.unwrap();
        world.identity.set_language(&me, orda_base::Language::Ru).await.unwrap();
        world.identity.change_password(&me, PASSWORD, "Таудағы бұлақ суы").await.unwrap();
        world.identity.reset_password(&world.actor("administrator").await, person).await.unwrap();
        let told = "select kind from notifications_notice where recipient = $1 order by kind";
        let told: Vec<String> =
            sqlx::query_scalar(told).bind(person.to_string()).fetch_all(world.database.db.reader()).await.unwrap();
        let kinds = ["address-changed", "address-changed", "password-changed", "password-reset"];
        assert_eq!(told, kinds.map(|kind| format!("identity-notice-{kind}")));

        // Word of a change goes to the address before it; nothing else has an address of its own.
        let fixed = "select e.fixed_address from notifications_email e join notifications_notice n on n.id = e.notice \
                     where n.recipient = $1 and e.fixed_address is not null";
        let mut fixed: Vec<String> =
            sqlx::query_scalar(fixed).bind(person.to_string()).fetch_all(world.database.db.reader()).await.unwrap();
        fixed.sort();
        assert_eq!(fixed, ["d@example.kz", "drafter@example.kz"]);
    }
}

/// A login after several failed ones is told to the person, once and with their number; after a slip or two it is not.
#[tokio::test]
async fn logins_after_failed_ones_are_told() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[]).await;
        let told = async || -> Vec<String> {
            let sql =
                "select args from notifications_notice where recipient = $1 and kind = 'identity-notice-failed-logins'";
            sqlx::query_scalar(sql).bind(person.to_string()).fetch_all(world.database.db.reader()).await.unwrap()
        };
        for (slips, notices) in [(2, 0), (3, 1), (0, 1)] {
            for _ in 0..slips {
                let wrong = world.identity.login(&World::anonymous(), "drafter", "not the password", None).await;
                assert_eq!(code(wrong), "identity-refusal-credentials");
            }
            world.login("drafter").await.unwrap();
            assert_eq!(told().await.len(), notices, "after {slips}");
        }
        assert!(told().await[0].contains("\"3\""));
    }
}

/// The roles of a session are those of this moment: what is withdrawn does not hold at the next request, whichever node
/// answers it.
#[tokio::test]
async fn roles_hold_from_the_next_request() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let opened = world.login("drafter").await.unwrap();
        assert!(world.resolve(&opened.token).await.unwrap().has(Role::Drafter, world.justice));
        let grant = world.identity.picture().await.unwrap().person(person).unwrap().grants[0].id;
        let administrator = world.actor("administrator").await;
        world.identity.revoke_role(&administrator, person, grant).await.unwrap();
        assert!(world.resolve(&opened.token).await.unwrap().memberships.is_empty());

        // Another node has its own memory, and looks at the version once a second.
        let other = service(&world.database, &world.clock);
        let there = || other.resolve_session(&opened.token, World::anonymous().origin, None);
        assert!(there().await.unwrap().unwrap().actor.memberships.is_empty());
        world.identity.grant_role(&administrator, person, Role::Approver, Some(world.justice)).await.unwrap();
        world.clock.advance(1);
        assert!(there().await.unwrap().unwrap().actor.has(Role::Approver, world.justice));
        world.identity.revoke_other_sessions(&world.resolve(&opened.token).await.unwrap()).await.unwrap();
        world.identity.set_person_active(&Actor::portal(), person, false).await.unwrap();
        world.clock.advance(3);
        assert!(there().await.unwrap().is_none());
    }
}
