//! Logging in: with a password, with an EDS; what refuses it.

use crate::world::{NOW, PASSWORD, World, code, worlds};
use orda_base::{Actor, Role};
use orda_identity::IdentityRefusal;

const WRONG: &str = "identity-refusal-credentials";

/// Right credentials open a session with that person's own roles, and the login is accounted for.
#[tokio::test]
async fn right_credentials_open_a_session() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let opened = world.identity.login(&World::anonymous(), " Drafter ", PASSWORD, None).await.unwrap();
        assert!(!opened.must_change_password);
        let actor = world.resolve(&opened.token).await.unwrap();
        assert!(actor.is(person) && actor.has(Role::Drafter, world.justice));
        assert_eq!(actor.memberships.len(), 1);
        assert_eq!(actor.origin.session, Some(opened.session));
        let last = world.accounted().await.pop().unwrap();
        assert_eq!(last, ["sign_in", "done", "Ахметов Дәулет Серікұлы", "password"]);
    }
}

/// A wrong password, an unknown login, a barred person and a locked account get the same answer, each accounted for with
/// the login that was claimed.
#[tokio::test]
async fn every_wrong_login_is_answered_alike() {
    for world in worlds().await {
        let barred = world.person("barred", world.justice, &[]).await;
        world.person("locked", world.justice, &[]).await;
        world.identity.set_person_active(&Actor::portal(), barred, false).await.unwrap();
        let anonymous = World::anonymous();
        for _ in 0..5 {
            assert_eq!(code(world.identity.login(&anonymous, "locked", "wrong", None).await), WRONG);
        }
        let tries = [("locked", PASSWORD), ("nobody", PASSWORD), ("barred", PASSWORD), ("administrator", "wrong")];
        for (login, password) in tries {
            let error = world.identity.login(&anonymous, login, password, None).await.unwrap_err();
            assert_eq!(format!("{error:?}"), format!("{:?}", orda_base::Error::from(IdentityRefusal::Credentials)));
            let last = world.accounted().await.pop().unwrap();
            assert_eq!(last, ["sign_in", "refused", login, WRONG]);
        }
        // A password typed into the field of the login stays out of the accounting.
        assert_eq!(code(world.identity.login(&anonymous, PASSWORD, "", None).await), WRONG);
        assert_eq!(world.accounted().await.pop().unwrap()[2], "");
    }
}

/// After five failures the account is locked for a time, known or not; then the right password opens it again.
#[tokio::test]
async fn guessing_becomes_slow() {
    for world in worlds().await {
        world.person("drafter", world.justice, &[]).await;
        for _ in 0..5 {
            assert_eq!(code(world.identity.login(&World::anonymous(), "drafter", "wrong", None).await), WRONG);
        }
        assert_eq!(code(world.login("drafter").await), WRONG);
        world.clock.advance(31);
        assert_eq!(code(world.login("drafter").await), "done");
        // The count begins anew after a success.
        assert_eq!(code(world.identity.login(&World::anonymous(), "drafter", "wrong", None).await), WRONG);
        assert_eq!(code(world.login("drafter").await), "done");
    }
}

/// From one address fifty failures on different logins are enough.
#[tokio::test]
async fn one_address_cannot_try_all_logins() {
    for world in worlds().await {
        let anonymous = World::anonymous();
        for number in 0..51 {
            let login = format!("nobody{number}");
            // A password that is too long is not hashed at full length; what it is does not matter here.
            assert_eq!(code(world.identity.login(&anonymous, &login, "x", None).await), WRONG);
        }
        assert_eq!(code(world.login("administrator").await), "too-many");
        let elsewhere = Actor::anonymous(orda_base::Language::Kk, orda_base::Origin::default());
        assert_eq!(code(world.identity.login(&elsewhere, "administrator", PASSWORD, None).await), "done");
    }
}

/// Whoever signs the challenge is let in, once, for five minutes, and only into the body that the certificate names.
#[tokio::test]
async fn a_signed_challenge_opens_a_session() {
    for world in worlds().await {
        let person = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let picture = world.identity.picture().await.unwrap();
        let iin = picture.person(person).unwrap().person.iin.clone();
        let bin = |body| picture.body(body).unwrap().bin.clone();
        let anonymous = World::anonymous();
        let sign = |cms: String| {
            let (identity, anonymous) = (&world.identity, &anonymous);
            async move {
                let challenge = identity.challenge().await.unwrap();
                identity.login_with_eds(anonymous, challenge.id, cms.as_bytes(), None).await
            }
        };
        let opened = sign(format!("{iin} {}", bin(world.justice))).await.unwrap();
        assert!(world.resolve(&opened.token).await.unwrap().is(person));
        assert_eq!(code(sign(format!("{iin} {}", bin(world.health))).await), "identity-refusal-unknown-signer");
        assert_eq!(code(sign(format!("811218300245 {}", bin(world.justice))).await), "identity-refusal-unknown-signer");
        assert_eq!(code(sign("broken".to_owned()).await), "signatures-refusal-broken");

        let challenge = world.identity.challenge().await.unwrap();
        assert_eq!(challenge.expires_at, NOW.plus_seconds(300));
        let cms = format!("{iin} {}", bin(world.justice));
        let again = || world.identity.login_with_eds(&anonymous, challenge.id, cms.as_bytes(), None);
        assert_eq!(code(again().await), "done");
        assert_eq!(code(again().await), "identity-refusal-challenge");
        let late = world.identity.challenge().await.unwrap();
        world.clock.advance(300);
        let late = world.identity.login_with_eds(&anonymous, late.id, cms.as_bytes(), None).await;
        assert_eq!(code(late), "identity-refusal-challenge");
    }
}
