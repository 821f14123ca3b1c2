//! Sittings and their minutes, and the final status (385-21, 385-25).

use crate::chancellery::{OTHERS, came, considered};
use crate::world::{World, actor, code, draft, put, wrong};
use orda_base::Error;
use orda_drafts::{DraftId, FinalStatus, ListQuery, ResultInput, SittingId, SittingInput, SittingResult, VoteValue};
use orda_test::{On, TestPortal};
use rstest::rstest;
use serde_json::json;

fn result(draft: DraftId, result: Option<SittingResult>) -> ResultInput {
    ResultInput { draft, result, note: "Қабылдансын".into() }
}

/// A draft on the agenda of a sitting that has not ended.
async fn on_agenda(test: &TestPortal) -> (World<'_>, SittingId) {
    let draft = considered(test).await;
    let sitting = test.stage().sitting("44").await.unwrap();
    let officer = actor(test, "chancellery-control");
    test.portal.drafts.put_on_agenda(&officer, draft.id, 1, sitting).await.unwrap();
    (draft, sitting)
}

/// Ends the sitting, and puts a file of minutes into its set.
async fn end(test: &TestPortal, sitting: SittingId) {
    let (drafts, officer) = (&test.portal.drafts, actor(test, "chancellery-control"));
    drafts.end_sitting(&officer, sitting).await.unwrap();
    let set = drafts.sitting(&officer, sitting).await.unwrap().sitting.files.unwrap();
    put(test, &officer, set, "Хаттама.pdf", orda_documents::samples::pdf()).await.unwrap();
}

/// Minutes of a sitting that has ended are posted by a control officer: they are tied to the sitting and to every draft of
/// its agenda at once. Before the end, without a file, and by anybody else it is refused.
///
/// Covers: 385-21, 385-25
#[rstest]
#[tokio::test]
async fn minutes_are_posted_after_the_sitting(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (first, sitting) = on_agenda(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let second = considered(&test).await;
    drafts.put_on_agenda(&officer, second.id, 1, sitting).await.unwrap();
    let both =
        || vec![result(first.id, Some(SittingResult::Accepted)), result(second.id, Some(SittingResult::NotAccepted))];
    assert_eq!(first.state().await, "at_government_meeting");
    assert_eq!(first.asked("chancellery-control").await, ["post_minutes"]);
    assert_eq!(code(drafts.post_minutes(&officer, sitting, both()).await), "drafts-refusal-sitting-not-ended");
    for (login, _) in OTHERS {
        let by = actor(&test, login);
        assert_eq!(code(drafts.sitting(&by, sitting).await), "error-not-found", "{login}");
        assert_eq!(code(drafts.end_sitting(&by, sitting).await), "error-not-found", "{login}");
        assert_eq!(code(drafts.post_minutes(&by, sitting, both()).await), "error-not-found", "{login}");
    }
    drafts.end_sitting(&officer, sitting).await.unwrap();
    assert_eq!(wrong(drafts.post_minutes(&officer, sitting, both()).await), ["files drafts-field-no-file"]);
    for (login, _) in OTHERS {
        let refused = drafts.post_minutes(&actor(&test, login), sitting, both()).await;
        assert_eq!(code(refused), "error-not-found", "{login}");
    }
    let third = considered(&test).await;
    let over = drafts.put_on_agenda(&officer, third.id, 1, sitting).await;
    assert_eq!(code(over), "drafts-refusal-sitting-over");
    let set = drafts.sitting(&officer, sitting).await.unwrap().sitting.files.unwrap();
    let pdf = orda_documents::samples::pdf();
    let file = put(&test, &officer, set, "Хаттама.pdf", pdf.clone()).await.unwrap();
    let stranger = put(&test, &actor(&test, "chancellery-clerk"), set, "Басқа.pdf", pdf.clone()).await;
    assert!(matches!(stranger, Err(Error::NotFound | Error::Forbidden)));

    drafts.post_minutes(&officer, sitting, both()).await.unwrap();
    let kept = drafts.sitting(&officer, sitting).await.unwrap();
    assert_eq!(kept.sitting.state.code(), "minutes_posted");
    let said: Vec<_> = kept.agenda.iter().map(|l| (l.draft, l.result.as_ref().unwrap().result)).collect();
    assert_eq!(said, [(first.id, SittingResult::Accepted), (second.id, SittingResult::NotAccepted)]);
    for draft in [&first, &second] {
        assert_eq!(draft.state().await, "minutes_posted");
        let minutes = draft.card().await.consideration.minutes.unwrap();
        assert_eq!((minutes.sitting, minutes.by.person), (sitting, officer.person().unwrap()));
        assert!(draft.told("justice-drafter").await.contains(&"drafts-notice-minutes".to_owned()));
    }
    assert_eq!(code(drafts.post_minutes(&officer, sitting, both()).await), "drafts-refusal-minutes-already-posted");
    assert!(put(&test, &officer, set, "Кеш.pdf", pdf.clone()).await.is_err(), "the minutes are sealed");
    let path = format!("/drafts/{}/v/1/minutes", first.id);
    let bytes = test.client("justice-drafter").await.get(&format!("{path}/files/{}", file.id)).await.expect(200).body;
    assert_eq!(bytes, pdf);
    test.client("health-head").await.get(&format!("{path}/files/{}", file.id)).await.expect(404);
}

/// The card shows the result with a link to the minutes. A draft of the agenda without a result is told beside its field,
/// and nothing is posted until it is filled in.
///
/// Covers: 385-21-b
#[rstest]
#[tokio::test]
async fn minutes_show_the_result(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (first, sitting) = on_agenda(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let second = considered(&test).await;
    drafts.put_on_agenda(&officer, second.id, 1, sitting).await.unwrap();
    end(&test, sitting).await;
    let missing = drafts.post_minutes(&officer, sitting, vec![result(first.id, Some(SittingResult::Accepted))]).await;
    assert_eq!(wrong(missing), [format!("result-{} drafts-field-result", second.id)]);
    let unknown = drafts.post_minutes(&officer, sitting, vec![result(first.id, None), result(second.id, None)]).await;
    assert_eq!(wrong(unknown).len(), 2);
    let client = test.client("chancellery-control").await;
    let page = format!("/sittings/{sitting}/minutes");
    client.get(&page).await.expect(200);
    let field = |draft: DraftId| format!("result-{draft}");
    let told = client.form(&page, &[(field(first.id).as_str(), "accepted")]).await.expect(422).text();
    assert!(told.contains(&format!("href=\"#{}\"", field(second.id))), "{told}");
    assert_eq!(first.state().await, "at_government_meeting");
    assert!(first.card().await.consideration.minutes.is_none());

    let note = format!("note-{}", first.id);
    let fields = [(field(first.id), "accepted"), (field(second.id), "not_accepted"), (note, "Ескертулермен")];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    client.form(&page, &fields).await.expect(303);
    for login in ["justice-drafter", "finance-head", "chancellery-unit"] {
        let client = test.client(login).await;
        let card = client.get(&format!("/drafts/{}/v/1", first.id)).await.expect(200).text();
        assert!(
            card.contains(&format!("/drafts/{}/v/1/minutes", first.id)) && card.contains("Ескертулермен"),
            "{login}"
        );
        let minutes = client.get(&format!("/drafts/{}/v/1/minutes", first.id)).await.expect(200).text();
        assert!(minutes.contains("Хаттама.pdf") && minutes.contains("44"), "{login}");
    }
    let read = client.get(&format!("/api/v1/drafts/{}/versions/1/minutes", second.id)).await.expect(200).json();
    assert_eq!((read["result"].as_str(), read["number"].as_str()), (Some("not_accepted"), Some("44")));
}

/// A sitting is entered with number and day, by control officers only; a draft is on one agenda only, and on none before it
/// is under consideration.
///
/// Covers: 385-21
#[rstest]
#[tokio::test]
async fn sittings_and_agendas(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let input = |number: &str| SittingInput { number: number.into(), date: None, place: String::new() };
    let empty = wrong(drafts.make_sitting(&officer, input(" ")).await);
    assert_eq!(empty, ["number drafts-field-required", "date drafts-field-required"]);
    for (login, _) in OTHERS {
        assert_eq!(code(drafts.sittings(&actor(&test, login)).await), "error-not-found", "{login}");
        assert_eq!(code(drafts.make_sitting(&actor(&test, login), input("1")).await), "error-not-found", "{login}");
    }
    test.client("finance-head").await.get("/sittings").await.expect(404);
    let client = test.client("chancellery-control").await;
    let typed = [("number", "44"), ("date-day", "24"), ("date-month", "11"), ("date-year", "2026")];
    client.form("/sittings/new", &[("number", "44"), ("date-day", "31"), ("date-month", "2")]).await.expect(422);
    client.form("/sittings/new", &typed).await.expect(303);
    assert!(client.get("/sittings").await.expect(200).text().contains("№ 44"));
    let sitting = drafts.sittings(&officer).await.unwrap()[0].id;

    let early = came(&test).await;
    assert_eq!(code(drafts.put_on_agenda(&officer, early.id, 1, sitting).await), "drafts-refusal-wrong-state");
    let draft = considered(&test).await;
    for (login, answer) in OTHERS {
        assert_eq!(code(drafts.put_on_agenda(&actor(&test, login), draft.id, 1, sitting).await), answer, "{login}");
    }
    let nowhere = SittingId::generate(&test.portal.env);
    assert_eq!(code(drafts.put_on_agenda(&officer, draft.id, 1, nowhere).await), "error-not-found");
    let path = format!("/drafts/{}/v/1/agenda", draft.id);
    // The draft took its time to come: whoever did nothing meanwhile logs in again.
    let client = test.client("chancellery-control").await;
    client.form(&path, &[]).await.expect(422);
    client.form(&path, &[("sitting", sitting.to_string().as_str())]).await.expect(303);
    assert_eq!(draft.state().await, "at_government_meeting");
    let other = test.stage().sitting("45").await.unwrap();
    assert_eq!(code(drafts.put_on_agenda(&officer, draft.id, 1, other).await), "drafts-refusal-already-on-agenda");
    let shown = client.get(&format!("/sittings/{sitting}")).await.expect(200).text();
    assert!(shown.contains("Сынақ жобасы"), "{shown}");
}

/// A vote in absentia besides the sitting: while it is open no minutes are posted; when it is closed they are tied to the
/// draft with the result.
///
/// Covers: 385-21, 385-25
#[rstest]
#[tokio::test]
async fn minutes_after_a_vote(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (draft, sitting) = on_agenda(&test).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    test.stage().start_vote(draft.id, 1, &["finance", "energy"]).await.unwrap();
    assert_eq!(draft.state().await, "voting_in_absentia");
    end(&test, sitting).await;
    let accepted = || vec![result(draft.id, Some(SittingResult::Accepted))];
    assert_eq!(code(drafts.post_minutes(&officer, sitting, accepted()).await), "drafts-refusal-vote-open");
    assert_eq!(drafts.sitting(&officer, sitting).await.unwrap().sitting.state.code(), "ended", "nothing by half");
    test.stage().cast_vote(draft.id, 1, "finance", VoteValue::Support).await.unwrap();
    test.stage().cast_vote(draft.id, 1, "energy", VoteValue::Support).await.unwrap();
    drafts.post_minutes(&officer, sitting, accepted()).await.unwrap();
    assert_eq!(draft.state().await, "minutes_posted");

    // A draft that was only voted on comes into minutes by the agenda of a later sitting.
    let voted = considered(&test).await;
    test.stage().start_vote(voted.id, 1, &["finance"]).await.unwrap();
    test.stage().cast_vote(voted.id, 1, "finance", VoteValue::Support).await.unwrap();
    let later = test.stage().sitting("45").await.unwrap();
    drafts.put_on_agenda(&officer, voted.id, 1, later).await.unwrap();
    assert_eq!(voted.state().await, "voting_in_absentia_closed");
    end(&test, later).await;
    drafts.post_minutes(&officer, later, vec![result(voted.id, Some(SittingResult::Accepted))]).await.unwrap();
    assert_eq!(voted.state().await, "minutes_posted");
}

/// Without minutes there is no final status; while a vote is open there is none either.
///
/// Covers: 385-25, 385-25-b
#[rstest]
#[tokio::test]
async fn no_status_before_the_minutes(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    let set = async |id: DraftId| drafts.set_final_status(&officer, id, 1, FinalStatus::Accepted, "Негіз").await;
    let (at, _) = on_agenda(&test).await;
    for draft in [&came(&test).await, &considered(&test).await, &at] {
        assert_eq!(code(set(draft.id).await), "drafts-refusal-minutes-missing");
    }
    test.stage().start_vote(at.id, 1, &["finance"]).await.unwrap();
    assert_eq!(code(set(at.id).await), "drafts-refusal-vote-open");
    test.stage().cast_vote(at.id, 1, "finance", VoteValue::Support).await.unwrap();
    assert_eq!(code(set(at.id).await), "drafts-refusal-minutes-missing");
    assert_eq!(at.state().await, "voting_in_absentia_closed");
}

/// With minutes the control officer sets «Қабылданды» or «Қабылданған жоқ»: status, officer, time and ground are kept, the
/// drafting and the approving bodies are told, and nothing changes any more. Nobody else sets it, and no other word is one.
///
/// Covers: 385-25-b
#[rstest]
#[case("accepted", SittingResult::Accepted, "drafts-notice-final-accepted")]
#[case("not_accepted", SittingResult::NotAccepted, "drafts-notice-final-not-accepted")]
#[tokio::test]
async fn the_final_status(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[case] status: &str,
    #[case] said: SittingResult,
    #[case] notice: &str,
) {
    let test = TestPortal::start(on).await;
    let (draft, sitting) = on_agenda(&test).await;
    end(&test, sitting).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    drafts.post_minutes(&officer, sitting, vec![result(draft.id, Some(said))]).await.unwrap();
    assert_eq!(draft.asked("chancellery-control").await, ["set_final_status"]);
    for (login, answer) in OTHERS.into_iter().chain([("chancellery-unit", "error-forbidden")]) {
        let by = actor(&test, login);
        let refused = drafts.set_final_status(&by, draft.id, 1, FinalStatus::Accepted, "").await;
        assert_eq!(code(refused), answer, "{login}");
    }
    let client = test.client("chancellery-control").await;
    let api = format!("/api/v1/drafts/{}/versions/1/status", draft.id);
    for word in ["", "approved", "Қабылданды", "postponed"] {
        client.post(&api, &json!({ "status": word })).await.expect(422);
    }
    let page = format!("/drafts/{}/v/1/status", draft.id);
    client.form(&page, &[("status", "")]).await.expect(422);
    client.get(&page).await.expect(200);
    assert_eq!(draft.state().await, "minutes_posted");

    test.clock.advance(60);
    let at = test.portal.env.now();
    client.form(&page, &[("status", status), ("ground", "Хаттама № 44")]).await.expect(303);
    assert_eq!(draft.state().await, status);
    let outcome = draft.card().await.consideration.outcome.unwrap();
    assert_eq!(
        (outcome.by.person, outcome.at, outcome.ground.as_str()),
        (officer.person().unwrap(), at, "Хаттама № 44")
    );
    for login in ["justice-drafter", "justice-head", "finance-head", "economy-approver"] {
        assert!(draft.told(login).await.contains(&notice.to_owned()), "{login}");
    }
    // Final: nobody is asked for anything, and nothing can be done any more.
    for login in ["chancellery-control", "justice-drafter", "finance-head", "chancellery-unit"] {
        assert!(draft.asked(login).await.is_empty(), "{login}");
    }
    for other in FinalStatus::ALL {
        let again = drafts.set_final_status(&officer, draft.id, 1, other, "Негіз").await;
        assert_eq!(code(again), "drafts-refusal-wrong-state");
    }
    assert_eq!(code(draft.new_version(true).await), "drafts-refusal-wrong-state");
    let card = drafts.card(&officer, draft.id, None).await.unwrap();
    assert!(card.offers.is_empty(), "{:?}", card.offers);
    assert_eq!(draft.state().await, status);
}

/// A status that contradicts the tally, or the result in the minutes, needs a ground; the officer is warned beside the
/// field.
///
/// Covers: 385-25-b
#[rstest]
#[tokio::test]
async fn a_contradicting_status_needs_a_ground(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (draft, sitting) = on_agenda(&test).await;
    test.stage().start_vote(draft.id, 1, &["finance", "energy", "health"]).await.unwrap();
    for (of, value) in [("finance", VoteValue::Support), ("energy", VoteValue::Against), ("health", VoteValue::Against)]
    {
        test.stage().cast_vote(draft.id, 1, of, value).await.unwrap();
    }
    end(&test, sitting).await;
    let (drafts, officer) = (&test.portal.drafts, actor(&test, "chancellery-control"));
    drafts.post_minutes(&officer, sitting, vec![result(draft.id, Some(SittingResult::Accepted))]).await.unwrap();
    for status in FinalStatus::ALL {
        // Two against one, and the minutes say the opposite: each status contradicts something.
        let refused = drafts.set_final_status(&officer, draft.id, 1, status, "  ").await;
        assert_eq!(code(refused), "drafts-refusal-ground-missing", "{status:?}");
    }
    let client = test.client("chancellery-control").await;
    let page = format!("/drafts/{}/v/1/status", draft.id);
    let told = client.form(&page, &[("status", "accepted")]).await.expect(422).text();
    assert!(told.contains("href=\"#ground\""), "{told}");
    client.form(&page, &[("status", "accepted"), ("ground", "Үкімет шешімі")]).await.expect(303);
    assert_eq!(draft.card().await.consideration.outcome.unwrap().ground, "Үкімет шешімі");

    // What agrees with the minutes needs none.
    let (plain, sitting) = on_agenda(&test).await;
    end(&test, sitting).await;
    drafts.post_minutes(&officer, sitting, vec![result(plain.id, Some(SittingResult::NotAccepted))]).await.unwrap();
    drafts.set_final_status(&officer, plain.id, 1, FinalStatus::NotAccepted, "").await.unwrap();
}

/// Whoever has the right role finds the drafts in which the own body takes part, with their state, at every stage; the list
/// can be cut down to a state. A body that takes no part, and is not of the Chancellery, does not get to the draft.
///
/// Covers: 385-7-1
#[rstest]
#[tokio::test]
async fn drafts_are_listed_with_their_state(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let drafts = &test.portal.drafts;
    let going = draft(&test, "on_approval", &[("finance", "representative_named")]).await;
    let (at, _) = on_agenda(&test).await;
    let rejected = came(&test).await;
    test.stage().reject(rejected.id, 1).await.unwrap();
    let listed = async |login: &str, query: &ListQuery| {
        let found = drafts.list(&actor(&test, login), query).await.unwrap();
        let mut rows: Vec<_> = found.items.iter().map(|r| (r.draft, r.state.code())).collect();
        rows.sort_unstable();
        rows
    };
    let mut all =
        vec![(going.id, "on_approval"), (at.id, "at_government_meeting"), (rejected.id, "rejected_by_chancellery")];
    all.sort_unstable();
    for login in ["justice-drafter", "justice-head", "finance-head", "finance-approver", "economy-clerk"] {
        assert_eq!(listed(login, &ListQuery::default()).await, all, "{login}");
    }
    all.retain(|(id, _)| *id != going.id);
    assert_eq!(listed("chancellery-control", &ListQuery::default()).await, all);
    assert_eq!(listed("chancellery-unit", &ListQuery::default()).await, [(at.id, "at_government_meeting")]);
    for login in ["health-head", "health-drafter", "chancellery-unit2", "digital-admin"] {
        assert!(listed(login, &ListQuery::default()).await.is_empty(), "{login}");
    }
    for state in ["at_government_meeting", "rejected_by_chancellery"] {
        let only = ListQuery {
            states: orda_drafts::VersionState::from_code(state).into_iter().collect(),
            ..ListQuery::default()
        };
        assert!(listed("justice-drafter", &only).await.iter().all(|(_, s)| *s == state));
        assert_eq!(listed("justice-drafter", &only).await.len(), 1);
    }
    let page =
        test.client("justice-drafter").await.get("/drafts?state=rejected_by_chancellery").await.expect(200).text();
    assert!(page.contains(&rejected.id.to_string()) && !page.contains(&at.id.to_string()));
    for login in ["health-head", "health-drafter"] {
        let client = test.client(login).await;
        client.get(&format!("/drafts/{}", going.id)).await.expect(404);
        client.get(&format!("/drafts/{}/v/1", at.id)).await.expect(404);
        client.get(&format!("/api/v1/drafts/{}", at.id)).await.expect(404);
    }
}
