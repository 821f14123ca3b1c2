//! Roles and acting heads.

use crate::world::{NOW, code, worlds};
use orda_base::{Actor, PersonId, Role};
use orda_identity::Directory;

/// Nobody grants what is above them or to themselves; duties are separated; one head a body.
#[tokio::test]
async fn roles_have_limits() {
    for world in worlds().await {
        let drafter = world.person("drafter", world.justice, &[Role::Drafter]).await;
        let keeper = world.person("keeper", world.justice, &[Role::Administrator]).await;
        let officer = world.person("officer", world.justice, &[]).await;
        world.grant(officer, Role::SecurityOfficer, None).await;
        let (portal, body) = (world.actor("administrator").await, world.actor("keeper").await);
        let justice = Some(world.justice);
        let grant = |actor: &Actor, person: PersonId, role, body| {
            let (identity, actor) = (&world.identity, actor.clone());
            async move { code(identity.grant_role(&actor, person, role, body).await) }
        };
        assert_eq!(grant(&body, drafter, Role::Approver, justice).await, "done");
        assert_eq!(grant(&body, drafter, Role::Approver, Some(world.health)).await, "forbidden");
        assert_eq!(grant(&body, drafter, Role::Administrator, justice).await, "forbidden");
        assert_eq!(grant(&body, drafter, Role::SecurityOfficer, None).await, "forbidden");
        assert_eq!(grant(&body, keeper, Role::HeadOfBody, justice).await, "identity-refusal-own-roles");
        assert_eq!(
            grant(&portal, world.administrator, Role::SecurityOfficer, None).await,
            "identity-refusal-own-roles"
        );
        assert_eq!(grant(&portal, officer, Role::Administrator, None).await, "identity-refusal-separation");
        assert_eq!(grant(&portal, keeper, Role::SecurityOfficer, None).await, "identity-refusal-separation");
        assert_eq!(grant(&portal, drafter, Role::Drafter, justice).await, "identity-refusal-role-held");
        assert_eq!(grant(&portal, drafter, Role::ControlOfficer, justice).await, "identity-refusal-role-scope");
        assert_eq!(grant(&portal, drafter, Role::ControlOfficer, Some(world.chancellery)).await, "done");
        assert_eq!(grant(&portal, drafter, Role::HeadOfBody, justice).await, "done");
        assert_eq!(grant(&portal, keeper, Role::HeadOfBody, justice).await, "identity-refusal-head-exists");
        assert_eq!(code(world.identity.reset_password(&portal, officer).await), "forbidden");
        assert_eq!(code(world.identity.reset_password(&Actor::portal(), officer).await), "done");
    }
}

/// The last administrator of the portal is neither barred nor stripped of the role.
#[tokio::test]
async fn the_last_administrator_stays() {
    for world in worlds().await {
        let grant = world.identity.picture().await.unwrap().person(world.administrator).unwrap().grants[0].id;
        let portal = Actor::portal();
        let strip = || world.identity.revoke_role(&portal, world.administrator, grant);
        assert_eq!(code(strip().await), "identity-refusal-last-administrator");
        let bar = world.identity.set_person_active(&portal, world.administrator, false).await;
        assert_eq!(code(bar), "identity-refusal-last-administrator");
        let second = world.person("second", world.justice, &[]).await;
        world.grant(second, Role::Administrator, None).await;
        // Two at once, each taking the role from the other: one wins.
        let (one, two) = (world.actor("administrator").await, world.actor("second").await);
        let other = world.identity.picture().await.unwrap().person(second).unwrap().grants[0].id;
        let (first, last) = tokio::join!(
            world.identity.revoke_role(&one, second, other),
            world.identity.revoke_role(&two, world.administrator, grant)
        );
        assert_eq!([code(first), code(last)].iter().filter(|c| **c == "done").count(), 1);
        assert_eq!(world.identity.holders(Role::Administrator, None).await.unwrap().len(), 1);
    }
}

/// An acting head has the head's role for the period, in whose place is known, and not a day longer.
#[tokio::test]
async fn acting_heads_act_for_a_period() {
    for world in worlds().await {
        let head = world.person("head", world.justice, &[]).await;
        let deputy = world.person("deputy", world.justice, &[Role::Approver]).await;
        let other = world.person("other", world.justice, &[]).await;
        let administrator = world.actor("administrator").await;
        let today = NOW.date();
        let (from, until) = (today.tomorrow().unwrap(), today.saturating_add(jiff::Span::new().days(2)));
        let appoint = |person, from, until| {
            let (identity, administrator) = (&world.identity, &administrator);
            async move { identity.appoint_acting(administrator, world.justice, person, from, until).await }
        };
        assert_eq!(code(appoint(deputy, from, until).await), "identity-refusal-no-head");
        world.grant(head, Role::HeadOfBody, Some(world.justice)).await;
        assert_eq!(code(appoint(head, from, until).await), "identity-refusal-acting-is-head");
        assert_eq!(code(appoint(deputy, until, from).await), "identity-error-period");
        let id = appoint(deputy, from, until).await.unwrap();
        assert_eq!(code(appoint(other, until, until).await), "identity-refusal-acting-overlap");

        let holders = || async { world.identity.holders(Role::HeadOfBody, Some(world.justice)).await.unwrap().len() };
        assert_eq!(holders().await, 1, "not yet");
        world.clock.advance(24 * 3600);
        assert_eq!(holders().await, 2);
        let actor = world.actor("deputy").await;
        let membership = actor.memberships.iter().find(|m| m.role == Role::HeadOfBody).unwrap();
        assert_eq!((membership.body, membership.acting_for), (Some(world.justice), Some(head)));
        world.clock.advance(2 * 24 * 3600);
        assert_eq!(holders().await, 1, "the period is over");

        let now = world.identity.picture().await.unwrap().on;
        let next = appoint(deputy, now, now.tomorrow().unwrap()).await.unwrap();
        assert_eq!(holders().await, 2);
        world.identity.end_acting(&administrator, next).await.unwrap();
        assert_eq!(holders().await, 1);
        assert_eq!(code(appoint(other, now, now).await), "done");
        assert_eq!(code(world.identity.end_acting(&world.actor("deputy").await, id).await), "not-found");
    }
}
