//! What an approving body does: representatives, the working group, considering, the head's decision (385-16-c to
//! 385-16-h).

use crate::world::{actor, actor_now, body, code, draft, head, wrong};
use orda_base::Actor;
use orda_drafts::{AnswerInput, RemarkInput};
use orda_signatures::Manifest;
use orda_test::{On, TestPortal};
use rstest::rstest;

fn remark(text: &str) -> RemarkInput {
    RemarkInput { paragraph: Some(1), text: text.into(), ..RemarkInput::default() }
}

/// The head names one or more employees of the body: each is recorded for this draft and told. An employee of another
/// body is refused; so is naming by anybody but the head, and before the letter is with the head.
///
/// Covers: 385-16-c
#[rstest]
#[tokio::test]
async fn the_head_names_representatives(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "with_head"), ("economy", "registered")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let boss = actor(&test, "finance-head");
    let person = |login: &str| test.cast.person(login).person;
    let two = [person("finance-approver"), person("finance-deputy")];

    for login in ["finance-clerk", "economy-head"] {
        let refused = drafts.name_representatives(&actor(&test, login), draft.id, finance, &two, "").await;
        assert_eq!(code(refused), "error-forbidden", "{login}");
    }
    let outside = drafts.name_representatives(&actor(&test, "finance-deputy"), draft.id, finance, &two, "").await;
    assert_eq!(code(outside), "error-not-found");
    let foreign = [person("finance-approver"), person("economy-approver")];
    let refused = drafts.name_representatives(&boss, draft.id, finance, &foreign, "").await;
    assert_eq!(code(refused), "drafts-refusal-not-an-employee");
    let nobody = drafts.name_representatives(&boss, draft.id, finance, &[], "").await;
    assert_eq!(code(nobody), "drafts-refusal-no-representative");
    let economy = body(&test, "economy");
    let early = [person("economy-approver")];
    let early = drafts.name_representatives(&actor(&test, "economy-head"), draft.id, economy, &early, "").await;
    assert_eq!(code(early), "drafts-refusal-not-with-head");
    assert_eq!(draft.body_state("finance").await, "with_head");
    let nameable = drafts.nameable(&boss, draft.id, finance).await.unwrap();
    assert!(nameable.iter().any(|p| p.id == two[0]) && nameable.iter().all(|p| p.id != foreign[1]));

    drafts.name_representatives(&boss, draft.id, finance, &two, "Қарап, ұсыныс енгізіңіз").await.unwrap();
    let approval = draft.line("finance").await.approval.unwrap();
    assert_eq!(
        (approval.state.code(), approval.resolution.as_str()),
        ("representative_named", "Қарап, ұсыныс енгізіңіз")
    );
    assert_eq!(approval.representatives.iter().map(|r| r.person).collect::<Vec<_>>(), two);
    for login in ["finance-approver", "finance-deputy"] {
        assert_eq!(draft.told(login).await, ["drafts-notice-consider"], "{login}");
        assert_eq!(draft.asked(login).await, ["read"], "{login}");
    }
    assert!(draft.told("economy-approver").await.is_empty());
}

/// Who is formally assigned the head's duties for a period names representatives, and only in that period.
///
/// Covers: 385-16-c
#[rstest]
#[tokio::test]
async fn an_acting_head_names_representatives(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "with_head")]).await;
    let finance = body(&test, "finance");
    let deputy = test.cast.person("finance-deputy").person;
    let named = [test.cast.person("finance-approver").person];
    let name = async |by: Actor| test.portal.drafts.name_representatives(&by, draft.id, finance, &named, "").await;
    assert_eq!(code(name(actor_now(&test, "finance-deputy").await).await), "error-not-found");
    let today = test.portal.env.now().date();
    let identity = &test.portal.identity;
    identity.appoint_acting(&Actor::portal(), finance, deputy, today, today).await.unwrap();
    test.clock.advance(24 * 3600);
    assert_eq!(code(name(actor_now(&test, "finance-deputy").await).await), "error-not-found", "a day too late");
    test.clock.advance(-24 * 3600);
    name(actor_now(&test, "finance-deputy").await).await.unwrap();
    assert_eq!(draft.body_state("finance").await, "representative_named");
    let history = test.portal.drafts.history(&actor(&test, "justice-drafter"), draft.id).await.unwrap();
    let head = &test.cast.person("finance-head").name;
    assert_eq!(history[0].acting_for.as_ref(), Some(head), "kept in whose place it was done");
}

/// A named representative is in the working group: reads the draft, its history and the remarks, and makes remarks that
/// the group and the drafter see with author, body and time. Who was not named is refused.
///
/// Covers: 385-16-d
#[rstest]
#[tokio::test]
async fn representatives_are_the_working_group(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "representative_named"), ("economy", "under_review")]).await;
    let drafts = &test.portal.drafts;
    let (id, own) = (draft.id, actor(&test, "finance-approver"));
    drafts.card(&own, id, None).await.unwrap();
    assert_eq!(drafts.text(&own, id, 1).await.unwrap().texts.kk.len(), 2);
    assert!(!drafts.history(&own, id).await.unwrap().is_empty());
    assert!(drafts.remarks(&own, id, 1).await.unwrap().is_empty());

    test.clock.advance(60);
    let at = test.portal.env.now();
    let made = drafts.add_remark(&own, id, 1, remark("Мерзім көрсетілмеген")).await.unwrap();
    for login in ["finance-approver", "economy-approver", "economy-head", "justice-drafter", "justice-head"] {
        let seen = drafts.remarks(&actor(&test, login), id, 1).await.unwrap();
        assert_eq!(seen.len(), 1, "{login}");
        let remark = &seen[0].remark;
        assert_eq!((remark.id, remark.text.as_str()), (made.id, "Мерзім көрсетілмеген"), "{login}");
        assert_eq!((remark.author.name.as_str(), remark.at), (own.name(), at), "{login}");
        assert_eq!(seen[0].body.id, body(&test, "finance"), "{login}");
    }
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-remark".to_owned()));

    let outside = actor(&test, "finance-deputy");
    assert_eq!(code(drafts.card(&outside, id, None).await), "error-not-found");
    assert_eq!(code(drafts.remarks(&outside, id, 1).await), "error-not-found");
    assert_eq!(code(drafts.history(&outside, id).await), "error-not-found");
    assert_eq!(code(drafts.add_remark(&outside, id, 1, remark("мен де")).await), "error-not-found");
    for login in ["finance-head", "finance-clerk", "justice-drafter"] {
        let refused = drafts.add_remark(&actor(&test, login), id, 1, remark("мен де")).await;
        assert_eq!(code(refused), "error-forbidden", "{login} reads, but is not of the group");
    }
    assert_eq!(wrong(drafts.add_remark(&own, id, 1, remark(" ")).await), ["text drafts-field-required"]);
    let nowhere = RemarkInput { paragraph: Some(3), ..remark("үшінші тармақ") };
    assert_eq!(wrong(drafts.add_remark(&own, id, 1, nowhere).await), ["paragraph drafts-field-no-such-paragraph"]);
}

/// By the link of the letter the employee with the task gets, after logging in, to the right version; the body is then
/// under review. An employee without the task is refused and begins nothing.
///
/// Covers: 385-16-e
#[rstest]
#[tokio::test]
async fn the_link_opens_the_draft_for_considering(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "representative_named")]).await;
    let clerk = actor(&test, "finance-clerk");
    let letter = test.portal.drafts.letters(&clerk, draft.id, 1).await.unwrap().remove(0).letter;
    assert_eq!(letter.link, format!("/drafts/{}/v/1", draft.id));

    let login = test.stranger().get(&letter.link).await;
    assert!((300..400).contains(&login.status), "sent to the login: {}", login.status);
    let to = login.header("location").unwrap();
    assert!(to.starts_with("/login") && to.contains(&draft.id.to_string()), "and back again: {to}");
    test.client("finance-deputy").await.get(&letter.link).await.expect(404);
    test.client("finance-head").await.get(&letter.link).await.expect(200);
    test.client("finance-clerk").await.get(&letter.link).await.expect(200);
    assert_eq!(draft.body_state("finance").await, "representative_named", "reading is not considering");

    let page = test.client("finance-approver").await.get(&letter.link).await.expect(200).text();
    assert!(page.contains("Сынақ жобасы") && page.contains("Бірінші"), "{page}");
    assert_eq!(draft.body_state("finance").await, "under_review");
    assert_eq!(draft.told("finance-head").await[0], "drafts-notice-decide");
}

/// A link to an older version says so, after a new one was posted, and leads on to the current one.
///
/// Covers: 385-16-e
#[rstest]
#[tokio::test]
async fn an_old_link_leads_to_the_current_version(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    draft.new_version(true).await.unwrap();
    draft.sign(2).await.unwrap();
    draft.send(2).await.unwrap();
    draft.bring(2, "finance", "under_review").await;
    let approver = test.client("finance-approver").await;
    let (old, current) = (format!("/drafts/{}/v/1", draft.id), format!("/drafts/{}/v/2", draft.id));
    let page = approver.get(&old).await.expect(200).text();
    assert!(page.contains("govuk-notification-banner"), "{page}");
    assert!(page.contains(&format!("govuk-notification-banner__link\" href=\"{current}\"")), "{page}");
    let page = approver.get(&current).await.expect(200).text();
    assert!(!page.contains("govuk-notification-banner__link"), "{page}");
    let refused = draft.approve("finance", 1).await;
    assert_eq!(code(refused), "drafts-refusal-superseded");
}

/// The head of a listed body approves by EDS when the body has no open remarks: the state is "approved", and the kept
/// signature is bound to exactly this version by its manifest.
///
/// Covers: 385-16-f
#[rstest]
#[tokio::test]
async fn the_head_approves(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "with_head")]).await;
    let drafts = &test.portal.drafts;
    let early = draft.approve("economy", 1).await;
    assert_eq!(code(early), "drafts-refusal-not-under-review");
    let approver = actor(&test, "finance-approver");
    let first = drafts.add_remark(&approver, draft.id, 1, remark("Бірінші ескерту")).await.unwrap();
    let second = drafts.add_remark(&approver, draft.id, 1, remark("Екінші ескерту")).await.unwrap();
    assert_eq!(code(draft.approve("finance", 1).await), "drafts-refusal-open-remarks");
    drafts.withdraw_remark(&approver, draft.id, first.id).await.unwrap();
    let answer = AnswerInput { accepted: false, text: "Қабылданбады".into() };
    drafts.answer_remark(&actor(&test, "justice-drafter"), draft.id, second.id, answer).await.unwrap();
    assert_eq!(code(draft.approve("finance", 1).await), "drafts-refusal-open-remarks", "the author has the last word");
    drafts.close_remark(&approver, draft.id, second.id).await.unwrap();

    draft.approve("finance", 1).await.unwrap();
    let approval = draft.line("finance").await.approval.unwrap();
    assert_eq!(approval.state.code(), "approved");
    let decision = approval.decision.unwrap();
    assert_eq!(decision.by.person, head(&test, "finance").person);
    let signatures = drafts.signatures(&approver, draft.id, 1).await.unwrap();
    let kept = signatures.iter().find(|s| Some(s.record.id) == decision.signature).unwrap();
    assert!(kept.in_force && kept.record.report.is_good());
    let manifest = Manifest::from_bytes(&kept.record.manifest).unwrap();
    assert_eq!((manifest.object.id.as_str(), manifest.object.version), (draft.id.to_string().as_str(), 1));
    assert!(manifest.parts.iter().any(|p| p.name == "text-kk") && manifest.parts.len() >= 4);
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-approved".to_owned()));
    assert_eq!(draft.state().await, "on_approval", "the other body has not decided");
}

/// Two decisions at the same moment: one is taken, the other refused, and there is one signature.
///
/// Covers: 385-16-f
#[rstest]
#[tokio::test]
async fn two_decisions_at_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let own = head(&test, "finance");
    let drafts = &test.portal.drafts;
    let boss = own.actor();
    let (approved, refused) =
        tokio::join!(draft.approve("finance", 1), drafts.refuse(&boss, draft.id, 1, own.body, None));
    assert!(approved.is_ok() != refused.is_ok(), "{approved:?} {refused:?}");
    let signatures = drafts.signatures(&boss, draft.id, 1).await.unwrap();
    assert_eq!(signatures.len(), if approved.is_ok() { 2 } else { 1 }, "no signature without its decision");
    let state = draft.body_state("finance").await;
    assert_eq!(state, if approved.is_ok() { "approved" } else { "refused" });
    let lost = if approved.is_ok() { code(refused) } else { code(approved) };
    assert_eq!(lost, "drafts-refusal-already-decided");
}

/// Otherwise the head sets the mark of refusal: the body has refused this version and the drafter is told. Nobody but
/// the head can, and nobody twice; what was decided stands in the way of the Chancellery.
///
/// Covers: 385-16-h
#[rstest]
#[tokio::test]
async fn the_head_refuses(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "approved")]).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    for (login, answer) in [
        ("finance-approver", "error-forbidden"),
        ("finance-clerk", "error-forbidden"),
        ("economy-head", "error-forbidden"),
        ("justice-head", "error-forbidden"),
        ("health-head", "error-not-found"),
    ] {
        let refused = drafts.refuse(&actor(&test, login), draft.id, 1, finance, None).await;
        assert_eq!(code(refused), answer, "{login}");
    }
    let own_body = drafts.refuse(&actor(&test, "health-head"), draft.id, 1, body(&test, "health"), None).await;
    assert_eq!(code(own_body), "error-not-found");
    assert_eq!(draft.body_state("finance").await, "under_review");

    let boss = actor(&test, "finance-head");
    drafts.refuse(&boss, draft.id, 1, finance, None).await.unwrap();
    let approval = draft.line("finance").await.approval.unwrap();
    assert_eq!((approval.state.code(), approval.decision.unwrap().signature), ("refused", None));
    assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-refused".to_owned()));
    assert_eq!(draft.state().await, "remarks_received");
    assert_eq!(code(drafts.refuse(&boss, draft.id, 1, finance, None).await), "drafts-refusal-already-decided");
    assert_eq!(code(draft.approve("finance", 1).await), "drafts-refusal-already-decided");
    let gate = drafts.send_to_chancellery(&actor(&test, "justice-drafter"), draft.id, 1).await;
    assert_eq!(code(gate), "drafts-refusal-not-approved-by-all");
    assert_eq!(draft.asked("justice-drafter").await, ["post_version"]);
}
