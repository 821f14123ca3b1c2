//! Voting in absentia (385-22 to 385-24).

use crate::chancellery::{OTHERS, came, considered};
use crate::world::{World, actor, actor_now, argument, body, code, head, wrong};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda::demo::cast::Member;
use orda_base::{Actor, Error};
use orda_drafts::{VoteInput, VoteValue};
use orda_signatures::{Manifest, Purpose};
use orda_test::{On, TestPortal};
use rstest::rstest;
use serde_json::json;
use sqlx::Executor;

const LISTED: [&str; 3] = ["finance", "energy", "health"];

fn input(test: &TestPortal, logins: &[&str]) -> VoteInput {
    VoteInput { heads: logins.iter().map(|l| test.cast.person(l).person).collect(), days: 5 }
}

/// A draft on which the heads of finance, energy and health vote.
async fn voted_on(test: &TestPortal) -> World<'_> {
    let draft = considered(test).await;
    test.stage().start_vote(draft.id, 1, &LISTED).await.unwrap();
    draft
}

/// Votes as `member` with the key of `key`, for the body of `of`.
async fn cast(draft: &World<'_>, member: &Actor, key: &Member, of: &str, value: VoteValue) -> Result<(), Error> {
    let (drafts, env) = (&draft.test.portal.drafts, &draft.test.portal.env);
    let body = body(draft.test, of);
    let task = drafts.vote_signing(member, draft.id, 1, body, value).await?;
    let cms = key.key.sign(&task.manifest, env.now())?;
    drafts.cast_vote(member, draft.id, 1, body, value, &cms).await
}

async fn votes(draft: &World<'_>, of: &str, value: VoteValue) -> Result<(), Error> {
    let own = head(draft.test, of);
    cast(draft, &own.actor(), own, of, value).await
}

async fn tally(draft: &World<'_>) -> (usize, usize, usize) {
    let officer = actor(draft.test, "chancellery-control");
    let results = draft.test.portal.drafts.vote_results(&officer, draft.id, 1).await.unwrap();
    let found = results.tally.unwrap();
    (found.support, found.against, found.silent)
}

/// A draft under consideration is posted for a vote with a list of heads: the state says so, and the listed heads are told
/// and have it in their work. Nobody but a control officer starts one, and none is started of a draft that is not with the
/// Chancellery or only at its check.
///
/// Covers: 385-22
#[rstest]
#[tokio::test]
async fn the_officer_starts_a_vote(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = considered(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let listed = input(&test, &["finance-head", "energy-head", "health-head"]);
    for (login, answer) in OTHERS.into_iter().chain([("chancellery-unit", "error-forbidden")]) {
        assert_eq!(code(drafts.start_vote(&actor(&test, login), draft.id, 1, listed.clone()).await), answer, "{login}");
    }
    let early = came(&test).await;
    assert_eq!(code(drafts.start_vote(&officer, early.id, 1, listed.clone()).await), "drafts-refusal-wrong-state");
    let before =
        crate::world::draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    assert_eq!(code(drafts.start_vote(&officer, before.id, 1, listed.clone()).await), "error-not-found");
    let wrong_term = VoteInput { days: 0, ..listed.clone() };
    assert_eq!(wrong(drafts.start_vote(&officer, draft.id, 1, wrong_term).await), ["term drafts-field-term-range"]);
    assert_eq!(code(drafts.card(&actor(&test, "health-head"), draft.id, None).await), "error-not-found");

    let client = test.client("chancellery-control").await;
    let path = format!("/drafts/{}/v/1/vote/start", draft.id);
    let page = client.get(&path).await.expect(200).text();
    assert!(page.contains(&test.cast.person("health-head").person.to_string()), "{page}");
    let heads: Vec<String> = listed.heads.iter().map(ToString::to_string).collect();
    let mut fields: Vec<(&str, &str)> = heads.iter().map(|h| ("heads", h.as_str())).collect();
    fields.push(("term", "5"));
    client.form(&path, &fields).await.expect(303);
    assert_eq!(draft.state().await, "voting_in_absentia");
    let due = drafts.vote_results(&officer, draft.id, 1).await.unwrap().term.due;
    assert_eq!(due.to_string(), "2026-11-30", "five working days from 23 November");
    for login in ["finance-head", "energy-head", "health-head"] {
        assert!(draft.told(login).await.contains(&"drafts-notice-vote".to_owned()), "{login}");
        assert_eq!(draft.asked(login).await, ["cast_vote"], "{login}");
    }
    assert!(draft.asked("economy-head").await.is_empty());
    assert_eq!(draft.asked("chancellery-control").await, ["close_vote"]);
    assert_eq!(code(drafts.start_vote(&officer, draft.id, 1, listed).await), "drafts-refusal-wrong-state");
}

/// The list is not empty and holds heads only; then only those on it vote.
///
/// Covers: 385-22-b
#[rstest]
#[tokio::test]
async fn only_listed_heads_vote(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = considered(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let start = async |logins: &[&str]| drafts.start_vote(&officer, draft.id, 1, input(&test, logins)).await;
    assert_eq!(code(start(&[]).await), "drafts-refusal-no-voters");
    for login in ["finance-approver", "finance-deputy", "chancellery-control"] {
        let refused = start(&["energy-head", login]).await;
        assert_eq!(argument(refused, "name"), test.cast.person(login).name, "{login}");
    }
    // Who only acts for a head is not recorded as one.
    let deputy = test.cast.person("finance-deputy").person;
    let today = test.portal.env.now().date();
    let finance = body(&test, "finance");
    test.portal.identity.appoint_acting(&Actor::portal(), finance, deputy, today, today).await.unwrap();
    assert_eq!(code(start(&["finance-deputy"]).await), "drafts-refusal-not-a-head");
    assert_eq!(draft.state().await, "under_chancellery_consideration");
    let offered = drafts.votable_heads(&officer, draft.id, 1).await.unwrap();
    assert!(offered.iter().all(|h| h.person.id != deputy) && offered.iter().any(|h| h.approving));

    start(&["finance-head", "energy-head", "energy-head"]).await.unwrap();
    let voters = drafts.vote_results(&officer, draft.id, 1).await.unwrap().voters;
    assert_eq!(voters.iter().map(|v| v.body.id).collect::<Vec<_>>(), [finance, body(&test, "energy")], "nobody twice");
    votes(&draft, "finance", VoteValue::Support).await.unwrap();
    let unlisted = votes(&draft, "economy", VoteValue::Support).await;
    assert_eq!(code(unlisted), "error-forbidden", "an approving body, but not on the list");
    let stranger = votes(&draft, "health", VoteValue::Support).await;
    assert_eq!(code(stranger), "error-not-found");
    assert_eq!(tally(&draft).await, (1, 0, 1));
}

/// A listed head chooses a value and signs: the vote is counted once, with signature and time; value and version stand in
/// the signed manifest. Without a signature or with one of somebody else, for another value or over something else, it is
/// refused; so is another employee of the body, and any value but the two.
///
/// Covers: 385-23
#[rstest]
#[tokio::test]
async fn a_head_votes_once_by_signature(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = voted_on(&test).await;
    let (drafts, finance) = (&test.portal.drafts, body(&test, "finance"));
    let own = head(&test, "finance");
    let boss = own.actor();
    for login in ["finance-approver", "finance-clerk"] {
        let refused = cast(&draft, &actor(&test, login), own, "finance", VoteValue::Support).await;
        assert_eq!(code(refused), "error-forbidden", "{login} reads as of an approving body");
    }
    let deputy = cast(&draft, &actor(&test, "finance-deputy"), own, "finance", VoteValue::Support).await;
    assert_eq!(code(deputy), "error-not-found");
    let foreign =
        cast(&draft, &head(&test, "energy").actor(), head(&test, "energy"), "finance", VoteValue::Support).await;
    assert_eq!(code(foreign), "error-forbidden", "a listed head votes for the own body only");
    let with_others_key = cast(&draft, &boss, head(&test, "energy"), "finance", VoteValue::Support).await;
    assert!(code(with_others_key).starts_with("signatures-refusal-"));
    let by_employee = cast(&draft, &boss, test.cast.person("finance-approver"), "finance", VoteValue::Support).await;
    assert!(code(by_employee).starts_with("signatures-refusal-"));
    for cms in [Vec::new(), vec![0x30, 0x03, 1, 2, 3]] {
        assert!(drafts.cast_vote(&boss, draft.id, 1, finance, VoteValue::Support, &cms).await.is_err());
    }
    let task = drafts.vote_signing(&boss, draft.id, 1, finance, VoteValue::Against).await.unwrap();
    let against = own.key.sign(&task.manifest, test.portal.env.now()).unwrap();
    let swapped = drafts.cast_vote(&boss, draft.id, 1, finance, VoteValue::Support, &against).await;
    assert!(code(swapped).starts_with("signatures-refusal-"), "signed for the other value");

    let client = test.client("finance-head").await;
    let api = format!("/api/v1/drafts/{}/versions/1/bodies/{finance}/vote", draft.id);
    for value in ["", "abstain", "Қолдаймын"] {
        let sent = json!({ "value": value, "cms": STANDARD.encode(&against) });
        client.post(&api, &sent).await.expect(422);
        client.get(&format!("{api}?value={value}")).await.expect(422);
    }
    assert_eq!(tally(&draft).await, (0, 0, 3));
    let page = format!("/drafts/{}/v/1/bodies/{finance}/vote", draft.id);
    let choice = client.get(&page).await.expect(200).text();
    assert!(choice.contains("Қолдаймын") && choice.contains("Қарсымын"));
    assert!(client.get(&format!("{page}?value=support")).await.expect(200).text().contains("Қолдаймын"));

    test.clock.advance(60);
    let at = test.portal.env.now();
    let task = client.get(&format!("{api}?value=support")).await.expect(200).json();
    let manifest = STANDARD.decode(task["manifest"].as_str().unwrap()).unwrap();
    let cms = own.key.sign(&manifest, at).unwrap();
    client.post(&api, &json!({ "value": "support", "cms": STANDARD.encode(&cms) })).await.expect(204);
    assert_eq!(tally(&draft).await, (1, 0, 2));
    let officer = actor(&test, "chancellery-control");
    let line = drafts.vote_results(&officer, draft.id, 1).await.unwrap().voters.remove(0);
    let ballot = line.ballot.unwrap();
    assert_eq!((ballot.value, ballot.at, line.signature_holds), (VoteValue::Support, at, Some(true)));
    let kept = drafts.signatures(&officer, draft.id, 1).await.unwrap();
    let record = &kept.iter().find(|s| s.record.id == ballot.signature).unwrap().record;
    let signed = Manifest::from_bytes(&record.manifest).unwrap();
    assert_eq!((signed.purpose, signed.object.version), (Purpose::VoteSupport, 1));
    assert!(signed.statement.kk.contains("Қолдаймын") && signed.object.id == draft.id.to_string());
    assert!(["card", "text-kk", "vote"].iter().all(|name| signed.parts.iter().any(|p| p.name == *name)));

    let again = votes(&draft, "finance", VoteValue::Against).await;
    assert_eq!(code(again), "drafts-refusal-already-voted");
    assert_eq!(tally(&draft).await, (1, 0, 2), "the first vote stays");
    let history = drafts.history(&officer, draft.id).await.unwrap();
    assert_eq!(history.iter().filter(|e| e.entry.event.code() == "voted").count(), 1);
    assert!(draft.asked("finance-head").await.is_empty());
}

/// Two votes of one head at the same moment: one is counted, with one signature.
///
/// Covers: 385-23
#[rstest]
#[tokio::test]
async fn two_votes_at_once(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = voted_on(&test).await;
    let (first, second) =
        tokio::join!(votes(&draft, "finance", VoteValue::Support), votes(&draft, "finance", VoteValue::Against));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let lost = if first.is_ok() { code(second) } else { code(first) };
    assert_eq!(lost, "drafts-refusal-already-voted");
    let officer = actor(&test, "chancellery-control");
    let kept = test.portal.drafts.signatures(&officer, draft.id, 1).await.unwrap();
    assert_eq!(kept.iter().filter(|s| s.record.object.kind == "draft_vote").count(), 1);
}

/// «Қолдаймын» lets "for" grow by one, «Қарсымын» "against"; once the vote is closed, or its term has passed, neither is
/// taken.
///
/// Covers: 385-23-1, 385-23-2
#[rstest]
#[tokio::test]
async fn each_value_counts(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = voted_on(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    votes(&draft, "finance", VoteValue::Support).await.unwrap();
    assert_eq!(tally(&draft).await, (1, 0, 2));
    votes(&draft, "energy", VoteValue::Against).await.unwrap();
    assert_eq!(tally(&draft).await, (1, 1, 1));
    drafts.close_vote(&officer, draft.id, 1).await.unwrap();
    assert_eq!(draft.state().await, "voting_in_absentia_closed");
    for value in VoteValue::ALL {
        assert_eq!(code(votes(&draft, "health", value).await), "drafts-refusal-vote-closed", "{value:?}");
    }
    assert_eq!(tally(&draft).await, (1, 1, 1));
    assert_eq!(code(drafts.close_vote(&officer, draft.id, 1).await), "drafts-refusal-vote-closed");

    let late = voted_on(&test).await;
    test.clock.advance(8 * 24 * 3600);
    for value in VoteValue::ALL {
        let refused = votes(&late, "finance", value).await;
        assert_eq!(argument(refused, "due"), "2026-11-30", "{value:?}");
    }
    assert_eq!((late.state().await.as_str(), tally(&late).await), ("voting_in_absentia", (0, 0, 3)));
}

/// With the last vote the voting closes by itself; officers and heads are told.
///
/// Covers: 385-23-1, 385-23-2
#[rstest]
#[tokio::test]
async fn the_last_vote_closes_it(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = voted_on(&test).await;
    for (of, value) in LISTED.into_iter().zip([VoteValue::Support, VoteValue::Against, VoteValue::Support]) {
        votes(&draft, of, value).await.unwrap();
    }
    assert_eq!((draft.state().await.as_str(), tally(&draft).await), ("voting_in_absentia_closed", (2, 1, 0)));
    assert!(draft.told("chancellery-control").await.contains(&"drafts-notice-vote-closed".to_owned()));
    assert!(draft.told("finance-head").await.contains(&"drafts-notice-vote-results".to_owned()));
    assert_eq!(draft.asked("chancellery-control").await, ["put_on_agenda"]);
}

/// Who is formally assigned the duties of a listed head votes for that head, and only in that period; in whose place is
/// kept.
///
/// Covers: 385-22-b
#[rstest]
#[tokio::test]
async fn an_acting_head_votes(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = voted_on(&test).await;
    let (finance, today) = (body(&test, "finance"), test.portal.env.now().date());
    let deputy = test.cast.person("finance-deputy");
    let identity = &test.portal.identity;
    identity.appoint_acting(&Actor::portal(), finance, deputy.person, today, today).await.unwrap();
    let acting = actor_now(&test, "finance-deputy").await;
    let own_key = identity_key(&test, "finance-deputy").await;
    let task = test.portal.drafts.vote_signing(&acting, draft.id, 1, finance, VoteValue::Support).await.unwrap();
    let cms = own_key.sign(&task.manifest, test.portal.env.now()).unwrap();
    test.portal.drafts.cast_vote(&acting, draft.id, 1, finance, VoteValue::Support, &cms).await.unwrap();
    let officer = actor(&test, "chancellery-control");
    let line = test.portal.drafts.vote_results(&officer, draft.id, 1).await.unwrap().voters.remove(0);
    let ballot = line.ballot.unwrap();
    assert_eq!(ballot.by.acting_for, Some(head(&test, "finance").person));
    assert_eq!(
        code(votes(&draft, "finance", VoteValue::Against).await),
        "drafts-refusal-already-voted",
        "one vote a head"
    );
}

/// A key with a certificate issued now: who acts as head gets the head's right in it.
async fn identity_key(test: &TestPortal, login: &str) -> orda_signatures::centre::KeyCarrier {
    let member = test.cast.person(login);
    test.portal.centre.issue_with_key(&Actor::portal(), member.person, member.body).await.unwrap()
}

/// The control officer sees each listed head's value, signature and time, the tally, and who has not voted; a damaged
/// signature shows as such. Others do not: the drafting and approving bodies never, the listed heads once it is closed.
///
/// Covers: 385-24
#[rstest]
#[tokio::test]
async fn the_officer_views_the_results(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = voted_on(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    test.clock.advance(3600);
    let at = test.portal.env.now();
    votes(&draft, "finance", VoteValue::Support).await.unwrap();
    votes(&draft, "energy", VoteValue::Against).await.unwrap();
    let results = drafts.vote_results(&officer, draft.id, 1).await.unwrap();
    let seen: Vec<_> = results
        .voters
        .iter()
        .map(|v| (v.body.id, v.ballot.as_ref().map(|b| (b.value, b.at)), v.signature_holds))
        .collect();
    assert_eq!(
        seen,
        [
            (body(&test, "finance"), Some((VoteValue::Support, at)), Some(true)),
            (body(&test, "energy"), Some((VoteValue::Against, at)), Some(true)),
            (body(&test, "health"), None, None),
        ]
    );
    assert_eq!(tally(&draft).await, (1, 1, 1));
    let path = format!("/drafts/{}/v/1/vote", draft.id);
    let page = test.client("chancellery-control").await.get(&path).await.expect(200).text();
    assert!(page.contains(&test.cast.person("health-head").name), "who has not voted is named: {page}");

    for (login, answer) in [
        ("finance-head", "error-forbidden"),
        ("health-head", "error-forbidden"),
        ("economy-head", "error-forbidden"),
        ("justice-head", "error-forbidden"),
        ("chancellery-unit", "error-forbidden"),
        ("digital-head", "error-not-found"),
    ] {
        assert_eq!(code(drafts.vote_results(&actor(&test, login), draft.id, 1).await), answer, "{login}");
    }
    // Neither card nor signatures nor history tell a voter how another has voted.
    let health = actor(&test, "health-head");
    let card = drafts.card(&health, draft.id, None).await.unwrap().consideration.vote.unwrap();
    assert!(card.tally.is_none() && card.voters.iter().all(|v| v.ballot.is_none()));
    let kinds = async |login: &str| {
        let all = drafts.signatures(&actor(&test, login), draft.id, 1).await.unwrap();
        all.iter().filter(|s| s.record.object.kind == "draft_vote").count()
    };
    assert_eq!((kinds("health-head").await, kinds("finance-head").await), (0, 1), "the own vote is seen");
    assert_eq!((kinds("justice-head").await, kinds("chancellery-control").await), (0, 2));
    let history = test.client("health-head").await.get(&format!("/drafts/{}/v/1/history", draft.id)).await.expect(200);
    assert!(!history.text().contains("Қарсымын") && !history.text().contains("Қолдаймын"));

    let client = test.client("chancellery-control").await;
    client.form(&format!("{path}/close"), &[]).await.expect(303);
    // Who will never see the results is not told to wait for them.
    let own = test.client("justice-drafter").await.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(200).text();
    assert!(own.contains("Дауыс беру аяқталды;") && !own.contains("аяқталғаннан кейін көрсетіледі"), "{own}");
    for login in ["finance-head", "health-head"] {
        let results = drafts.vote_results(&actor(&test, login), draft.id, 1).await.unwrap();
        assert_eq!(results.tally.unwrap().against, 1, "{login}");
    }
    for login in ["economy-head", "justice-drafter"] {
        assert_eq!(code(drafts.vote_results(&actor(&test, login), draft.id, 1).await), "error-forbidden", "{login}");
    }

    let mut tx = test.portal.db.begin().await.unwrap();
    let damage =
        sqlx::query("update signatures_signature set cms = $1 where object_kind = 'draft_vote' and person_id = $2")
            .bind(vec![0_u8; 64])
            .bind(head(&test, "finance").person.to_string());
    tx.conn().execute(damage).await.unwrap();
    tx.commit().await.unwrap();
    let results = drafts.vote_results(&officer, draft.id, 1).await.unwrap();
    assert_eq!(results.voters.iter().map(|v| v.signature_holds).collect::<Vec<_>>(), [Some(false), Some(true), None]);
}
