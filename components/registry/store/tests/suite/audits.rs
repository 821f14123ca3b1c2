//! Audits on both databases.

use crate::interactions::keeper;
use crate::{DAY, World, actor, body, system, worlds};
use orda_base::{Actor, Error, LocalizedText, Role};
use orda_registry::{
    AccessInput, AuditInput, AuditState, AuditsDueQuery, Category, FindingInput, FindingKind, InteractionInput, Kind,
    Part, ParticipantInput, RecordId, RecordInput,
};

fn input(date: &str) -> AuditInput {
    AuditInput {
        date: date.to_owned(),
        auditor: "Аудит орталығы".to_owned(),
        scope: "Желі".to_owned(),
        findings: String::new(),
    }
}

/// A non-state system of this body in operation.
async fn non_state(world: &World, index: u128) -> RecordId {
    let head = actor(index, Role::HeadOfBody);
    let record = RecordInput {
        body: Some(body(index)),
        kind: Some(Kind::System),
        name: LocalizedText::new("Жеке жүйе", "Частная система", ""),
        category: Some(Category::Restricted),
        non_state: true,
    };
    let id = world.registry.register(&head, &record).await.unwrap();
    for kind in FindingKind::ALL {
        let finding = FindingInput {
            kind: Some(*kind),
            number: "1".to_owned(),
            date: "2026-11-20".to_owned(),
            valid_until: String::new(),
            issuer: "Зертхана".to_owned(),
            positive: Some(true),
        };
        world.registry.add_finding(&head, id, &finding).await.unwrap();
    }
    let order = AccessInput {
        text: "Барлығы".to_owned(),
        law_reference: "217".to_owned(),
        valid_from: "2026-11-01".to_owned(),
    };
    world.registry.set_access(&head, id, &order).await.unwrap();
    world.registry.put_into_operation(&head, id).await.unwrap();
    id
}

/// Names with the days on which audits fall due, as somebody sees them.
async fn due(world: &World, who: &Actor, state: Option<AuditState>) -> Vec<(String, String)> {
    let query = AuditsDueQuery { state, ..AuditsDueQuery::default() };
    let found = world.registry.audits_due(who, &query).await.unwrap();
    let line = |record: orda_registry::Record| (record.name.kk.clone(), record.audit_due.unwrap().to_string());
    found.page.items.into_iter().map(|(record, _)| line(record)).collect()
}

fn line(name: &str, day: &str) -> (String, String) {
    (name.to_owned(), day.to_owned())
}

/// The first audit falls due a period after the record came into operation, the next a period after the latest audit; a correction
/// moves it, keeps what stood there before, and needs a reason. Others neither enter nor read, and what is refused leaves nothing.
#[tokio::test]
async fn audits_move_the_day_on() {
    for world in worlds().await {
        let (head, clerk) = (actor(0, Role::HeadOfBody), actor(0, Role::RecordsClerk));
        let id = world.operated(0, "А", &[]).await;
        assert_eq!(due(&world, &head, None).await, [line("А", "2027-11-23")]);
        let first = world.registry.enter_audit(&clerk, id, &input("2026-03-01")).await.unwrap();
        world.registry.enter_audit(&clerk, id, &input("2025-12-10")).await.unwrap();
        assert_eq!(due(&world, &keeper(), None).await, [line("А", "2027-03-01")], "an older one changes nothing");

        let empty = world.registry.correct_audit(&head, first, &input("2025-12-03"), " ").await;
        assert!(matches!(empty, Err(Error::Invalid(wrong)) if wrong.len() == 1 && wrong[0].field == "reason"));
        let other = actor(1, Role::HeadOfBody);
        assert!(matches!(world.registry.enter_audit(&other, id, &input("2026-03-01")).await, Err(Error::Forbidden)));
        assert!(matches!(world.registry.audit(&other, first).await, Err(Error::NotFound)));
        assert!(world.registry.card(&other, id).await.unwrap().audits.is_none());
        let foreign = world.registry.correct_audit(&other, first, &input("2025-12-03"), "x").await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        let watching = world.registry.correct_audit(&keeper(), first, &input("2025-12-03"), "x").await;
        assert!(matches!(watching, Err(Error::Forbidden)), "the authorised body reads and changes nothing");
        assert!(due(&world, &other, None).await.is_empty());

        world.registry.correct_audit(&head, first, &input("2025-12-03"), "Күні қате").await.unwrap();
        assert_eq!(due(&world, &head, Some(AuditState::InTime)).await, [line("А", "2026-12-10")]);
        let card = world.registry.audit(&keeper(), first).await.unwrap();
        let codes: Vec<_> = card.history.iter().map(|entry| entry.event.code()).collect();
        assert_eq!(codes, ["audit_entered", "audit_corrected"]);
        assert_eq!(card.history[1].about, "Күні қате; 2026-03-01 → 2025-12-03");
        let listed: Vec<_> = world.registry.card(&head, id).await.unwrap().audits.unwrap();
        let days: Vec<_> = listed.iter().map(|audit| audit.date.to_string()).collect();
        assert_eq!(days, ["2025-12-10", "2025-12-03"], "in order of date, not of entering");
        let sql = "select count(*) from audit_entry where resource = 'registry_audit'";
        let accounted: i64 = sqlx::query_scalar(sql).fetch_one(world.database.db.reader()).await.unwrap();
        assert_eq!(accounted, 3);

        world.clock.advance(4 * DAY);
        assert_eq!(due(&world, &head, Some(AuditState::Soon)).await, [line("А", "2026-12-10")]);
        world.clock.advance(14 * DAY);
        assert_eq!(due(&world, &head, Some(AuditState::Overdue)).await, [line("А", "2026-12-10")]);
        world.registry.withdraw(&head, id, "ауыстырылды").await.unwrap();
        assert!(due(&world, &head, None).await.is_empty(), "of what is not in operation nothing falls due");
    }
}

/// A non-state system stands among those that fall due while it takes part in an interaction in force, and not otherwise; when its
/// audit is overdue, its interaction says so to the authorised body and to its owner.
#[tokio::test]
async fn non_state_systems_count_while_they_interact() {
    for world in worlds().await {
        let (head, owner) = (actor(0, Role::HeadOfBody), actor(1, Role::HeadOfBody));
        let called = world.operated(0, "А", &[]).await;
        let calling = non_state(&world, 1).await;
        world.registry.enter_audit(&owner, calling, &input("2025-01-10")).await.unwrap();
        let name = LocalizedText::new("Беру", "Передача", "");
        let asked = InteractionInput { name, part: Some(Part::Drafts) };
        let id = world.registry.propose(&head, called, &asked).await.unwrap();
        let mut input = ParticipantInput {
            system: Some(system(0)),
            body: Some(body(0)),
            record: Some(calling),
            until: "2026-11-25".to_owned(),
            ..ParticipantInput::default()
        };
        let foreign = world.registry.add_participant(&head, id, &input).await;
        assert!(matches!(foreign, Err(Error::Invalid(wrong)) if wrong.len() == 1 && wrong[0].field == "record"));
        input.body = Some(body(1));
        world.registry.add_participant(&head, id, &input).await.unwrap();
        let own = line("А", "2027-11-23");
        assert_eq!(due(&world, &keeper(), None).await, std::slice::from_ref(&own), "it is proposed only");
        assert!(due(&world, &owner, None).await.is_empty());

        world.registry.put_in_force(&keeper(), id).await.unwrap();
        let overdue = line("Жеке жүйе", "2026-01-10");
        assert_eq!(due(&world, &keeper(), None).await, [overdue.clone(), own.clone()]);
        assert_eq!(due(&world, &owner, None).await, [overdue]);
        for (who, shown) in [(&keeper(), 1), (&owner, 1), (&head, 0)] {
            assert_eq!(world.registry.interaction(who, id).await.unwrap().unaudited.len(), shown);
        }
        world.clock.advance(3 * DAY);
        assert_eq!(due(&world, &keeper(), None).await, [own], "it takes part no more");
        assert!(world.registry.interaction(&keeper(), id).await.unwrap().unaudited.is_empty());
    }
}
