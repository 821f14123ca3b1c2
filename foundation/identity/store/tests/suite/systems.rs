//! Information systems and their tokens.

use crate::world::{code, worlds};
use orda_base::{Identity, Role};
use orda_identity::HeldRole;

/// A system acts under its own name with the roles it was given, until its token expires, is renewed or withdrawn.
#[tokio::test]
async fn systems_act_with_a_token() {
    for world in worlds().await {
        let administrator = world.actor("administrator").await;
        let role = |role| vec![HeldRole { role, body: Some(world.justice) }];
        let register = |name: &str, roles: Vec<HeldRole>, days| {
            let (identity, administrator, name) = (&world.identity, &administrator, name.to_owned());
            async move { identity.register_system(administrator, &name, &roles, days).await }
        };
        assert_eq!(code(register("ЕСЭДО", role(Role::HeadOfBody), 30).await), "identity-refusal-role-scope");
        assert_eq!(code(register("", role(Role::Drafter), 30).await), "error-required");
        assert_eq!(code(register("ЕСЭДО", vec![], 30).await), "error-choose");
        assert_eq!(code(register("ЕСЭДО", role(Role::Drafter), 0).await), "identity-error-days");
        let (id, token) = register("ЕСЭДО", role(Role::Drafter), 30).await.unwrap();
        assert_eq!(code(register("ЕСЭДО", role(Role::Drafter), 30).await), "identity-error-taken-name");

        let resolve = |token: &str| {
            let (identity, token) = (&world.identity, token.to_owned());
            async move {
                let origin = orda_base::Origin::default();
                identity.resolve_bearer(&token, origin, None).await.unwrap().map(|r| r.actor)
            }
        };
        let actor = resolve(&token).await.unwrap();
        assert_eq!(actor.identity, Identity::System { id, name: "ЕСЭДО".into() });
        assert!(actor.has(Role::Drafter, world.justice) && !actor.has(Role::Drafter, world.health));
        assert!(resolve("orda_guess").await.is_none());
        let text = sqlx::query_scalar::<_, String>("select token_digest from identity_system")
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert!(resolve(&text).await.is_none(), "what is kept lets nobody in");

        let renewed = world.identity.renew_system(&administrator, id, 1).await.unwrap();
        assert!(resolve(&token).await.is_none());
        assert!(resolve(&renewed).await.is_some());
        world.clock.advance(86_400);
        assert!(resolve(&renewed).await.is_none(), "expired");
        let administrator = world.actor("administrator").await;
        let last = world.identity.renew_system(&administrator, id, 1).await.unwrap();
        assert!(resolve(&last).await.is_some());
        world.identity.revoke_system(&administrator, id).await.unwrap();
        assert!(resolve(&last).await.is_none());
        world.person("drafter", world.justice, &[Role::Drafter]).await;
        let drafter = world.actor("drafter").await;
        assert_eq!(code(world.identity.systems(&drafter).await), "forbidden");
    }
}
