//! The control officer's check, the mark of rejection, units of the Chancellery (385-20 to 385-20-g).

use crate::world::{World, actor, code, draft, wrong};
use orda_drafts::{CheckInput, CheckPart, DraftId, RejectionInput};
use orda_test::{On, TestPortal};
use rstest::rstest;
use serde_json::json;

/// A draft at the Chancellery, approved by finance and economy.
pub async fn came(test: &TestPortal) -> World<'_> {
    draft(test, "at_chancellery", &[("finance", "approved"), ("economy", "approved")]).await
}

/// A draft that legal officers of the Chancellery consider.
pub async fn considered(test: &TestPortal) -> World<'_> {
    let found = came(test).await;
    test.stage().pass_to_units(found.id, 1, &["chancellery-legal"]).await.unwrap();
    found
}

/// Everybody who is no control officer, with what the person is answered about a draft at the Chancellery.
pub const OTHERS: [(&str, &str); 8] = [
    ("justice-drafter", "error-forbidden"),
    ("justice-head", "error-forbidden"),
    ("finance-head", "error-forbidden"),
    ("finance-approver", "error-forbidden"),
    ("chancellery-head", "error-not-found"),
    ("chancellery-clerk", "error-not-found"),
    ("health-head", "error-not-found"),
    ("digital-admin", "error-not-found"),
];

fn result(test: &TestPortal, part: CheckPart, complies: bool) -> CheckInput {
    let points = &test.portal.drafts.settings().check_points;
    let met = points.iter().filter(|p| complies && p.part == part).map(|p| p.code.clone()).collect();
    let remarks = if complies { "" } else { "Деректемелер толық емес" }.into();
    CheckInput { part, complies, remarks, met }
}

/// The link of the letter to the Chancellery leads the control officer to the draft, with all signatures, decisions and
/// protocols. An employee of the Chancellery without that role does not get there, and does not get to the check.
///
/// Covers: 385-20
#[rstest]
#[tokio::test]
async fn the_link_leads_to_the_draft(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = came(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let letters = drafts.letters(&officer, draft.id, 1).await.unwrap();
    let link = letters.iter().find(|l| l.letter.kind.code() == "chancellery").unwrap().letter.link.clone();
    let client = test.client("chancellery-control").await;
    let page = client.get(&link).await.expect(200).text();
    assert!(page.contains("Сынақ жобасы") && page.contains(&format!("{link}/check")), "{page}");
    assert_eq!(drafts.signatures(&officer, draft.id, 1).await.unwrap().len(), 3, "the drafter's head and both bodies");
    let card = drafts.card(&officer, draft.id, Some(1)).await.unwrap();
    let decided = card.bodies.iter().filter(|l| l.approval.as_ref().is_some_and(|a| a.decision.is_some()));
    assert_eq!((decided.count(), card.protocols.len()), (2, 0));
    client.get(&format!("{link}/signatures")).await.expect(200);
    client.get(&format!("{link}/check/regulations")).await.expect(200);
    assert_eq!(draft.asked("chancellery-control").await, ["check"]);
    for login in ["chancellery-head", "chancellery-clerk", "chancellery-unit"] {
        let client = test.client(login).await;
        client.get(&link).await.expect(404);
        client.get(&format!("{link}/check/regulations")).await.expect(404);
    }
}

/// Protocols of disagreements are shown with the draft at the Chancellery where the setting lets one stand in.
///
/// Covers: 385-20
#[rstest]
#[tokio::test]
async fn protocols_are_shown(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| config.drafts.protocol_stands_in = true).await;
    let draft = draft(&test, "on_approval", &[("finance", "refused"), ("economy", "approved")]).await;
    crate::protocol::signed_by_both(&draft).await;
    let drafts = &test.portal.drafts;
    drafts.send_to_chancellery(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap();
    let card = drafts.card(&actor(&test, "chancellery-control"), draft.id, None).await.unwrap();
    assert_eq!(card.protocols.len(), 1);
    let page = test.client("chancellery-control").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200);
    assert!(page.text().contains(&format!("/protocols/{}", card.protocols[0].protocol.id)));
}

/// Each part of the check is recorded with result, officer and time, and kept with the version; remarks must say what is
/// wrong, and what complies meets every point. Nobody but a control officer records it.
///
/// Covers: 385-20-b, 385-20-c
#[rstest]
#[tokio::test]
async fn the_check_is_recorded(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = came(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    for (login, answer) in OTHERS {
        for part in CheckPart::ALL {
            let refused = drafts.record_check(&actor(&test, login), draft.id, 1, result(&test, part, true)).await;
            assert_eq!(code(refused), answer, "{login}");
        }
    }
    let empty = CheckInput { remarks: " ".into(), ..result(&test, CheckPart::Records, false) };
    assert_eq!(wrong(drafts.record_check(&officer, draft.id, 1, empty).await), ["remarks drafts-field-required"]);
    let unmet = CheckInput { met: Vec::new(), ..result(&test, CheckPart::Records, true) };
    assert_eq!(wrong(drafts.record_check(&officer, draft.id, 1, unmet).await), ["points drafts-field-points-unmet"]);
    assert!(checks(&draft).await.is_empty());

    test.clock.advance(60);
    let at = test.portal.env.now();
    drafts.record_check(&officer, draft.id, 1, result(&test, CheckPart::Regulations, true)).await.unwrap();
    assert_eq!(checks(&draft).await.len(), 1);
    drafts.record_check(&officer, draft.id, 1, result(&test, CheckPart::Records, false)).await.unwrap();
    let kept = checks(&draft).await;
    let said: Vec<_> = kept.iter().map(|c| (c.part, c.complies, c.by.person, c.at)).collect();
    let person = officer.person().unwrap();
    assert_eq!(said, [(CheckPart::Regulations, true, person, at), (CheckPart::Records, false, person, at)]);
    assert_eq!(kept[1].remarks, "Деректемелер толық емес");
    assert!(kept[0].points.iter().all(|p| p.met) && kept[1].points.iter().all(|p| !p.met));
    let drafter = drafts.card(&actor(&test, "justice-drafter"), draft.id, None).await.unwrap();
    assert!(drafter.consideration.checks.is_empty(), "a check under way is the Chancellery's own");
    let page = test.client("chancellery-control").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200);
    assert!(page.text().contains("Деректемелер толық емес"));
}

async fn checks(draft: &World<'_>) -> Vec<orda_drafts::Check> {
    let officer = actor(draft.test, "chancellery-control");
    draft.test.portal.drafts.card(&officer, draft.id, None).await.unwrap().consideration.checks
}

/// While one part has no result the draft is not passed to units; with remarks it is not either.
///
/// Covers: 385-20-c, 385-20-g
#[rstest]
#[tokio::test]
async fn passed_on_after_both_parts_only(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = came(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let legal = [test.cast.units["chancellery-legal"]];
    let pass = async |units: &[orda_base::UnitId]| drafts.pass_to_units(&officer, draft.id, 1, units).await;
    assert_eq!(code(pass(&legal).await), "drafts-refusal-check-missing");
    for (part, other) in [(CheckPart::Regulations, CheckPart::Records), (CheckPart::Records, CheckPart::Regulations)] {
        let test = TestPortal::start(on).await;
        let draft = came(&test).await;
        let officer = actor(&test, "chancellery-control");
        let drafts = &test.portal.drafts;
        let legal = [test.cast.units["chancellery-legal"]];
        drafts.record_check(&officer, draft.id, 1, result(&test, part, true)).await.unwrap();
        let refused = drafts.pass_to_units(&officer, draft.id, 1, &legal).await;
        assert_eq!(crate::world::argument(refused, "part"), other.code());
    }
    drafts.record_check(&officer, draft.id, 1, result(&test, CheckPart::Regulations, true)).await.unwrap();
    drafts.record_check(&officer, draft.id, 1, result(&test, CheckPart::Records, false)).await.unwrap();
    assert_eq!(code(pass(&legal).await), "drafts-refusal-check-remarks");
    assert_eq!(draft.state().await, "at_chancellery");
    // A later result of the same part takes the place of the earlier one.
    drafts.record_check(&officer, draft.id, 1, result(&test, CheckPart::Records, true)).await.unwrap();
    assert_eq!(code(pass(&[]).await), "drafts-refusal-no-unit");
    let stranger = [orda_base::UnitId::generate(&test.portal.env)];
    assert_eq!(code(pass(&stranger).await), "drafts-refusal-unknown-unit");
    pass(&legal).await.unwrap();
    assert_eq!(draft.state().await, "under_chancellery_consideration");
}

/// A draft that passed the check goes to one or more units: their employees read it, find it in list and work and are told;
/// the state is "under consideration by the Chancellery". Another unit does not find it.
///
/// Covers: 385-20-g
#[rstest]
#[tokio::test]
async fn units_consider_the_draft(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = came(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let (own, other) = (actor(&test, "chancellery-unit"), actor(&test, "chancellery-unit2"));
    let link = format!("/drafts/{}/v/1", draft.id);
    test.stage().check(draft.id, 1, true).await.unwrap();
    for (login, answer) in OTHERS {
        let units = [test.cast.units["chancellery-legal"]];
        assert_eq!(code(drafts.pass_to_units(&actor(&test, login), draft.id, 1, &units).await), answer, "{login}");
    }
    assert_eq!(code(drafts.card(&own, draft.id, None).await), "error-not-found");
    let units = drafts.passable_units(&officer, draft.id, 1).await.unwrap();
    assert_eq!(units.len(), 2);
    let client = test.client("chancellery-control").await;
    let legal = test.cast.units["chancellery-legal"].to_string();
    client.get(&format!("{link}/units")).await.expect(200);
    client.form(&format!("{link}/units"), &[("units", legal.as_str())]).await.expect(303);
    assert_eq!(draft.state().await, "under_chancellery_consideration");

    let card = drafts.card(&own, draft.id, None).await.unwrap();
    assert_eq!(card.state.code(), "under_chancellery_consideration");
    assert_eq!(drafts.signatures(&own, draft.id, 1).await.unwrap().len(), 3);
    assert!(!drafts.letters(&own, draft.id, 1).await.unwrap().is_empty());
    assert_eq!(draft.told("chancellery-unit").await, ["drafts-notice-unit"]);
    assert_eq!(draft.asked("chancellery-unit").await, ["give_opinion"]);
    let listed = drafts.list(&own, &orda_drafts::ListQuery::default()).await.unwrap();
    assert_eq!(listed.items.iter().map(|r| r.draft).collect::<Vec<_>>(), [draft.id]);
    let readers = drafts.readers(&officer, draft.id, 1).await.unwrap();
    let unit = readers.iter().find(|r| r.role.code() == "unit_officer").unwrap();
    assert_eq!(unit.people.iter().map(|p| p.id).collect::<Vec<_>>(), [own.person().unwrap()]);

    assert_eq!(code(drafts.card(&other, draft.id, None).await), "error-not-found");
    assert!(drafts.list(&other, &orda_drafts::ListQuery::default()).await.unwrap().items.is_empty());
    assert!(draft.told("chancellery-unit2").await.is_empty());
    let stranger = test.client("chancellery-unit2").await;
    stranger.get(&link).await.expect(404);
    let api = format!("/api/v1/drafts/{}/versions/1", draft.id);
    stranger.post(&format!("{api}/opinion"), &json!({ "text": "x" })).await.expect(404);

    assert_eq!(wrong(drafts.give_opinion(&own, draft.id, 1, " ").await), ["text drafts-field-required"]);
    assert_eq!(code(drafts.give_opinion(&officer, draft.id, 1, "x").await), "error-forbidden");
    let unit = test.client("chancellery-unit").await;
    unit.get(&format!("{link}/opinion")).await.expect(200);
    unit.form(&format!("{link}/opinion"), &[("text", "Ескерту жоқ")]).await.expect(303);
    let seen = drafts.card(&officer, draft.id, None).await.unwrap().consideration.units;
    assert_eq!(seen[0].opinions[0].text, "Ескерту жоқ");
    assert!(draft.asked("chancellery-unit").await.is_empty());
    assert!(draft.card().await.consideration.units.is_empty(), "opinions are the Chancellery's own");
    // A second unit is added later, and joins in.
    let economy = [test.cast.units["chancellery-economy"]];
    drafts.pass_to_units(&officer, draft.id, 1, &economy).await.unwrap();
    drafts.card(&other, draft.id, None).await.unwrap();
    assert_eq!(draft.told("chancellery-unit").await.len(), 1, "who has it is not told again");
}

/// With non-compliance recorded the mark of rejection is set: the state says so, the drafting body is told and gets
/// «қабылданған жоқ» with the reason. Without a recorded non-compliance, without a reason, in another state and by anybody
/// else it is refused.
///
/// Covers: 385-20-d, 385-20-f
#[rstest]
#[tokio::test]
async fn the_chancellery_does_not_accept(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = came(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let reason = |reason: &str| RejectionInput { number: "12-3/77".into(), reason: reason.into() };
    let reject = async |by: &orda_base::Actor, id: DraftId, said: &str| {
        drafts.reject_by_chancellery(by, id, 1, reason(said)).await
    };
    assert_eq!(code(reject(&officer, draft.id, "Себебі").await), "drafts-refusal-nothing-found");
    test.stage().check(draft.id, 1, false).await.unwrap();
    assert_eq!(draft.asked("chancellery-control").await, ["reject_by_chancellery"]);
    for (login, answer) in OTHERS {
        assert_eq!(code(reject(&actor(&test, login), draft.id, "Себебі").await), answer, "{login}");
    }
    assert_eq!(code(reject(&officer, draft.id, "  ").await), "drafts-refusal-not-accepted-reason");
    let client = test.client("chancellery-control").await;
    let path = format!("/drafts/{}/v/1/not-accepted", draft.id);
    client.form(&path, &[("go", "send"), ("reason", "")]).await.expect(422);
    assert_eq!(draft.state().await, "at_chancellery");
    let preview = client.form(&path, &[("go", "preview"), ("reason", "Қолтаңба жетіспейді")]).await.expect(200).text();
    assert!(preview.contains("қабылданған жоқ") && preview.contains("Қолтаңба жетіспейді"), "{preview}");
    assert_eq!(draft.state().await, "at_chancellery", "a preview sends nothing");

    client.form(&path, &[("go", "send"), ("reason", "Қолтаңба жетіспейді")]).await.expect(303);
    assert_eq!(draft.state().await, "rejected_by_chancellery");
    for login in ["justice-drafter", "justice-head"] {
        assert!(draft.told(login).await.contains(&"drafts-notice-not-accepted".to_owned()), "{login}");
    }
    assert_eq!(draft.asked("justice-drafter").await, ["post_version"]);
    let letters = drafts.letters(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap();
    let letter = &letters.iter().find(|l| l.letter.kind.code() == "not_accepted").unwrap();
    assert!(letter.letter.text.contains("қабылданған жоқ") && letter.letter.text.contains("Қолтаңба жетіспейді"));
    assert_eq!(letter.addressee.id, test.cast.body("justice"));
    let card = draft.card().await;
    assert_eq!(card.consideration.rejection.unwrap().reason, "Қолтаңба жетіспейді");
    assert_eq!(card.consideration.checks.len(), 2, "the drafting body sees what was found");
    let approving = drafts.card(&actor(&test, "finance-head"), draft.id, None).await.unwrap();
    assert!(approving.consideration.rejection.is_none());
    assert_eq!(code(reject(&officer, draft.id, "Тағы").await), "drafts-refusal-wrong-state");

    let early = crate::world::draft(&test, "on_approval", &[("finance", "under_review")]).await;
    assert_eq!(code(reject(&officer, early.id, "Себебі").await), "error-not-found", "not at the Chancellery");
    let passed = considered(&test).await;
    assert_eq!(code(reject(&officer, passed.id, "Себебі").await), "drafts-refusal-wrong-state");
}

/// After the rejection a new version begins without any signature or decision; the officer of the Chancellery reads the
/// rejected version and not yet the new one.
///
/// Covers: 385-18-b, 385-18-c
#[rstest]
#[tokio::test]
async fn a_new_version_after_a_rejection(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = came(&test).await;
    test.stage().reject(draft.id, 1).await.unwrap();
    draft.new_version(false).await.unwrap();
    let card = draft.card().await;
    assert_eq!((card.version, card.state.code()), (2, "prepared"));
    assert!(card.signed.is_none() && card.bodies.iter().all(|l| l.approval.is_none()));
    assert!(card.consideration.checks.is_empty() && card.consideration.rejection.is_none());
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let old = drafts.card(&officer, draft.id, None).await.unwrap();
    assert_eq!((old.version, old.state.code()), (1, "superseded"));
    assert!(old.consideration.rejection.is_some(), "what was decided stays with its version");
    assert_eq!(code(drafts.card(&officer, draft.id, Some(2)).await), "error-not-found");
}
