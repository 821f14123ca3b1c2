//! Who certifies, and who sees what.

use crate::world::{DAY, NOW, Post, actor, body, code, granted, person, result_input, service_input, worlds, wrong};
use orda_base::{Actor, Error, Membership, Result, Role};
use orda_documents::samples;
use orda_services::{AuthorisationInput, ResultQuery, ServiceInput};
use sqlx::AssertSqlSafe;

/// Services are entered and changed by administrator and head of the provider, and by nobody else; a code is given once.
#[tokio::test]
async fn providers_keep_their_services() {
    for world in worlds().await {
        let services = &world.services;
        let id = world.service("00403001").await;
        let taken = services.register(&actor(0, Post::Head), &service_input("00403001")).await;
        assert_eq!(wrong(taken), ["code services-field-code-taken"]);
        let empty = services.register(&actor(0, Post::Head), &ServiceInput::default()).await;
        assert_eq!(
            wrong(empty),
            [
                "code error-required",
                "name_kk error-required",
                "name_ru error-required",
                "kind error-choose",
                "body error-choose",
                "active error-choose"
            ]
        );
        let portal = Actor {
            memberships: vec![Membership { body: None, role: Role::Administrator, acting_for: None }],
            ..actor(1, Post::Colleague)
        };
        for other in [actor(0, Post::Officer), actor(1, Post::Administrator), portal] {
            assert!(matches!(services.register(&other, &service_input("X")).await, Err(Error::Forbidden)));
            assert!(matches!(services.service_card(&other, id).await, Err(Error::NotFound)));
            assert!(matches!(services.change(&other, id, &service_input("")).await, Err(Error::NotFound)));
        }
        world.authorise(id, Post::Officer).await;
        assert!(services.service_card(&actor(0, Post::Officer), id).await.is_ok());
        assert!(matches!(
            services.change(&actor(0, Post::Officer), id, &service_input("")).await,
            Err(Error::Forbidden)
        ));
        let unsaid = ServiceInput { kind: None, active: None, ..service_input("") };
        let refused = services.change(&actor(0, Post::Head), id, &unsaid).await;
        assert_eq!(wrong(refused), ["kind error-choose", "active error-choose"]);
        assert!(!services.change(&actor(0, Post::Head), id, &service_input("")).await.unwrap(), "nothing to change");
        let closed = ServiceInput { active: Some(false), ..service_input("") };
        services.change(&actor(0, Post::Head), id, &closed).await.unwrap();
        let refused = services.prepare(&actor(0, Post::Officer), id, &result_input("")).await;
        assert_eq!(code(refused), "services-refusal-not_provided");
        assert_eq!(services.service_card(&actor(0, Post::Head), id).await.unwrap().service.code, "00403001");
    }
}

/// Employees of the provider are authorised from a day on or later, once for the same days, never by themselves; every grant
/// and withdrawal stays in the history.
#[tokio::test]
async fn authorisations_are_granted_and_withdrawn() {
    for world in worlds().await {
        let services = &world.services;
        let administrator = actor(0, Post::Administrator);
        let id = world.service("00403001").await;
        let nobody = AuthorisationInput::default();
        assert_eq!(
            wrong(services.authorise(&administrator, id, &nobody).await),
            ["from error-date", "person error-choose"]
        );
        let stranger = AuthorisationInput { person: Some(person(1, Post::Officer)), ..granted(Post::Officer, NOW, "") };
        assert_eq!(wrong(services.authorise(&administrator, id, &stranger).await), ["person error-choose"]);
        let past = granted(Post::Officer, NOW.plus_seconds(-DAY), "2026-11-01");
        assert_eq!(
            wrong(services.authorise(&administrator, id, &past).await),
            ["until services-field-until", "from services-field-from"]
        );
        let own = granted(Post::Administrator, NOW, "");
        assert_eq!(code(services.authorise(&administrator, id, &own).await), "services-refusal-oneself");

        let week = granted(Post::Officer, NOW, "2026-11-29");
        let proposed = services.proposed(&administrator, id, &week).await.unwrap();
        assert!(proposed.in_force && proposed.name.starts_with("Officer"));
        assert!(services.service_card(&administrator, id).await.unwrap().authorisations.is_empty(), "only asked");
        let first = services.authorise(&administrator, id, &week).await.unwrap();
        let again = services.authorise(&administrator, id, &granted(Post::Officer, NOW.plus_seconds(DAY), "")).await;
        assert_eq!(wrong(again), ["person services-field-authorised"]);
        let later = granted(Post::Officer, NOW.plus_seconds(7 * DAY), "");
        services.authorise(&administrator, id, &later).await.unwrap();

        assert_eq!(wrong(services.withdraw(&administrator, id, first, "").await), ["reason error-required"]);
        services.withdraw(&actor(0, Post::Head), id, first, "Басқа бөлімге ауысты").await.unwrap();
        assert_eq!(code(services.withdraw(&administrator, id, first, "тағы").await), "services-refusal-ended");
        assert_eq!(code(services.authorisation(&administrator, id, first).await), "services-refusal-ended");
        let card = services.service_card(&administrator, id).await.unwrap();
        assert_eq!(card.authorisations.iter().filter(|a| a.ended).count(), 1);
        let codes: Vec<_> = card.history.iter().map(|e| e.event.code()).collect();
        assert_eq!(codes, ["registered", "granted", "granted", "withdrawn"]);
    }
}

/// Who is not authorised does not sign: with no part in the service there is no such result; who sees it as the head, as whoever
/// prepared it before the authorisation ended is refused. What was signed before stays valid.
#[tokio::test]
async fn only_the_authorised_sign() {
    for world in worlds().await {
        let services = &world.services;
        let (head, officer) = (actor(0, Post::Head), actor(0, Post::Officer));
        let service = world.service("00403001").await;
        let authorisation = world.authorise(service, Post::Officer).await;
        let other = world.service("00403002").await;
        world.authorise(other, Post::Colleague).await;
        let before = world.issued(service, "").await;
        let id = world.draft(service, "").await;

        for stranger in [actor(0, Post::Colleague), actor(1, Post::Head), actor(1, Post::Officer)] {
            assert!(matches!(services.signing(&stranger, id).await, Err(Error::NotFound)));
            assert!(matches!(services.sign(&stranger, id, b"?").await, Err(Error::NotFound)));
            assert!(matches!(services.result_card(&stranger, id).await, Err(Error::NotFound)));
            assert!(matches!(services.prepare(&stranger, service, &result_input("")).await, Err(Error::NotFound)));
        }
        assert_eq!(code(services.sign(&head, id, b"?").await), "services-refusal-not_authorised");
        assert_eq!(code(services.prepare(&head, service, &result_input("")).await), "services-refusal-not_authorised");

        let manifest = services.signing(&officer, id).await.unwrap().manifest;
        let cms = crate::world::signature(0, Post::Officer, &crate::world::bin(0), &manifest);
        services.withdraw(&head, service, authorisation, "Басқа бөлімге ауысты").await.unwrap();
        assert_eq!(code(services.sign(&officer, id, &cms).await), "services-refusal-not_authorised");
        assert_eq!(code(services.issue(&officer, id).await), "services-refusal-not_authorised");
        assert_eq!(world.state(id).await, "draft");
        assert_eq!(world.verdict(&before).await, "valid", "signed before the withdrawal");

        // From another day until its last.
        let input = granted(Post::Officer, NOW.plus_seconds(DAY), "2026-11-24");
        services.authorise(&head, service, &input).await.unwrap();
        assert_eq!(code(services.sign(&officer, id, &cms).await), "services-refusal-not_authorised", "not yet");
        world.clock.advance(DAY);
        assert!(services.signing(&officer, id).await.is_ok(), "its last day");
        world.clock.advance(DAY);
        assert_eq!(code(services.sign(&officer, id, &cms).await), "services-refusal-not_authorised", "no more");
    }
}

/// Whoever has left the provider has no part in its services, though the authorisation was never withdrawn: neither results of
/// others nor own ones are read, changed, issued or revoked.
#[tokio::test]
async fn who_has_left_has_no_part() {
    for world in worlds().await {
        let (services, officer, colleague) = (&world.services, actor(0, Post::Officer), actor(0, Post::Colleague));
        let service = world.served().await;
        world.authorise(service, Post::Colleague).await;
        let issued = world.issued(service, "").await.id;
        let signed = world.draft(service, "").await;
        world.sign(signed).await.unwrap();
        let others = services.prepare(&colleague, service, &result_input("")).await.unwrap();
        services.attach(&colleague, others, "a.pdf", samples::pdf().into()).await.unwrap();
        assert!(services.result_card(&officer, others).await.is_ok());
        let before = world.result(others).await;

        world.government.leaves(person(0, Post::Officer));
        let hidden = |refused: Result<()>| assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        for id in [issued, signed, others] {
            hidden(services.result_card(&officer, id).await.map(|_| ()));
            hidden(services.document(&officer, id).await.map(|_| ()));
            hidden(services.certified(&officer, id).await.map(|_| ()));
            hidden(services.edit(&officer, id, &result_input("2027-01-01")).await.map(|_| ()));
            hidden(services.attach(&officer, id, "b.pdf", samples::pdf().into()).await);
            hidden(services.signing(&officer, id).await.map(|_| ()));
            hidden(services.sign(&officer, id, b"?").await);
            hidden(services.issue(&officer, id).await);
            hidden(services.revoke(&officer, id, "Қате деректер").await);
        }
        hidden(services.prepare(&officer, service, &result_input("")).await.map(|_| ()));
        hidden(services.service_card(&officer, service).await.map(|_| ()));
        assert!(matches!(services.preparable(&officer).await, Err(Error::Forbidden)));
        assert_eq!(services.results(&officer, &ResultQuery::default()).await.unwrap().page.total, 0);
        assert_eq!((world.state(issued).await, world.state(signed).await), ("issued", "signed"));
        assert_eq!(world.result(others).await, before);
    }
}

/// Authorisations that were granted before the provider stood in them are those of the provider of their service.
#[tokio::test]
async fn earlier_authorisations_get_their_provider() {
    for world in worlds().await {
        let service = world.served().await;
        let old = format!("update services_authorisation set data = replace(data, '\"body\":\"{}\",', '')", body(0));
        let mut tx = world.database.db.begin().await.unwrap();
        for sql in [old.as_str(), "delete from store_migration where name = '0002_provider'"] {
            sqlx::query(AssertSqlSafe(sql.to_owned())).execute(tx.conn()).await.unwrap();
        }
        tx.commit().await.unwrap();
        world.services.services(&actor(0, Post::Officer)).await.expect_err("the provider is not there");
        world.database.db.migrate(&[orda_services_store::MIGRATIONS]).await.unwrap();
        let authorisations = world.services.service_card(&actor(0, Post::Head), service).await.unwrap().authorisations;
        assert_eq!(authorisations[0].authorisation.body, body(0));
        assert!(world.services.prepare(&actor(0, Post::Officer), service, &result_input("")).await.is_ok());
    }
}
