//! The Chancellery's part on both databases: what is written is read back, under the lock of the draft and of the sitting.

use crate::government::{Post, actor, bin, body, person, unit};
use crate::world::{World, code, signature, worlds};
use futures::StreamExt;
use orda_base::Result;
use orda_drafts::{
    Action, CheckInput, CheckPart, DraftId, FinalStatus, ListQuery, ResultInput, SittingId, SittingInput,
    SittingResult, VersionState, VoteInput, VoteValue,
};

const OFFICER: (usize, Post) = (4, Post::ControlOfficer);

fn officer() -> orda_base::Actor {
    actor(OFFICER.0, OFFICER.1)
}

/// A draft of body 0, approved by body 1, at the Chancellery.
async fn came(world: &World) -> DraftId {
    let draft = world.approved(&[1]).await;
    world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 1).await.unwrap();
    draft
}

/// The same, with the unit of the Chancellery.
async fn considered(world: &World) -> DraftId {
    let draft = came(world).await;
    for part in CheckPart::ALL {
        let points = &world.drafts.settings().check_points;
        let met = points.iter().filter(|p| p.part == part).map(|p| p.code.clone()).collect();
        let input = CheckInput { part, complies: true, remarks: String::new(), met };
        world.drafts.record_check(&officer(), draft, 1, input).await.unwrap();
    }
    world.drafts.pass_to_units(&officer(), draft, 1, &[unit(4)]).await.unwrap();
    draft
}

async fn start_vote(world: &World, draft: DraftId, of: &[usize]) {
    let heads = of.iter().map(|i| person(*i, Post::Head)).collect();
    world.drafts.start_vote(&officer(), draft, 1, VoteInput { heads, days: 5 }).await.unwrap();
}

async fn cast(world: &World, draft: DraftId, of: usize, value: VoteValue) -> Result<()> {
    let head = actor(of, Post::Head);
    let task = world.drafts.vote_signing(&head, draft, 1, body(of), value).await?;
    let cms = signature(person(of, Post::Head), &bin(of), &task.manifest);
    world.drafts.cast_vote(&head, draft, 1, body(of), value, &cms).await
}

async fn sitting(world: &World, number: &str, days: i64) -> SittingId {
    let date = Some(crate::world::NOW.plus_seconds(days * crate::world::DAY).date());
    let input = SittingInput { number: number.into(), date, place: String::new() };
    world.drafts.make_sitting(&officer(), input).await.unwrap()
}

/// The whole way is written and read back: by card, list, my work and readers, for the officers, the unit and the heads who
/// vote.
#[tokio::test]
async fn the_whole_way_is_kept() {
    for world in worlds().await {
        let draft = considered(&world).await;
        let unit_officer = actor(4, Post::UnitOfficer);
        world.drafts.give_opinion(&unit_officer, draft, 1, "Қарсылық жоқ").await.unwrap();
        start_vote(&world, draft, &[1, 2, 3]).await;
        let asked = world.drafts.my_work(&actor(2, Post::Head)).await.unwrap().waiting;
        assert_eq!(asked.iter().map(|m| m.action).collect::<Vec<_>>(), [Action::CastVote]);
        assert!(asked[0].term.is_some(), "with the term of the vote");
        cast(&world, draft, 1, VoteValue::Support).await.unwrap();
        cast(&world, draft, 2, VoteValue::Against).await.unwrap();
        let results = world.drafts.vote_results(&officer(), draft, 1).await.unwrap();
        assert_eq!(
            results.voters.iter().map(|v| v.signature_holds).collect::<Vec<_>>(),
            [Some(true), Some(true), None]
        );
        let query = ListQuery { states: vec![VersionState::VotingInAbsentia], ..ListQuery::default() };
        for reader in [&officer(), &unit_officer, &actor(3, Post::Head), &actor(0, Post::Drafter)] {
            let listed = world.drafts.list(reader, &query).await.unwrap().items;
            assert_eq!(listed.iter().map(|r| r.draft).collect::<Vec<_>>(), [draft]);
        }
        cast(&world, draft, 3, VoteValue::Support).await.unwrap();
        assert_eq!(world.state(draft).await, "voting_in_absentia_closed");
        let (first, second) = (sitting(&world, "1", 0).await, sitting(&world, "2", 1).await);
        let all = world.drafts.sittings(&officer()).await.unwrap();
        assert_eq!(all.iter().map(|s| s.id).collect::<Vec<_>>(), [second, first], "the latest day first");
        world.drafts.put_on_agenda(&officer(), draft, 1, first).await.unwrap();
        world.drafts.end_sitting(&officer(), first).await.unwrap();
        let view = world.drafts.sitting(&officer(), first).await.unwrap();
        assert_eq!(view.agenda[0].tally.map(|t| (t.support, t.against)), Some((2, 1)));
        world.add_file(view.sitting.files.unwrap(), "хаттама.pdf", b"minutes").await;
        let result =
            ResultInput { draft, result: Some(SittingResult::Accepted), note: "Қабылдансын".into() };
        world.drafts.post_minutes(&officer(), first, vec![result]).await.unwrap();
        world.drafts.set_final_status(&officer(), draft, 1, FinalStatus::Accepted, "").await.unwrap();
        let card = world.drafts.card(&officer(), draft, None).await.unwrap();
        let done = card.consideration;
        assert_eq!((card.state.code(), done.checks.len(), done.units[0].opinions.len()), ("accepted", 2, 1));
        assert_eq!(done.minutes.unwrap().note, "Қабылдансын");
        assert_eq!(done.outcome.unwrap().status, FinalStatus::Accepted);
        assert_eq!(done.vote.unwrap().tally.unwrap().silent, 0);
        let minutes = world.drafts.minutes(&actor(1, Post::Head), draft, 1).await.unwrap();
        assert_eq!(minutes.files.len(), 1);
    }
}

/// Votes of all heads at the same moment: each is counted once, and the last one closes the vote.
#[tokio::test]
async fn votes_at_the_same_moment() {
    for world in worlds().await {
        let draft = considered(&world).await;
        start_vote(&world, draft, &[0, 1, 2, 3]).await;
        let votes = futures::stream::iter((0..4).flat_map(|of| [of, of]))
            .map(|of| cast(&world, draft, of, VoteValue::Support))
            .buffer_unordered(8)
            .collect::<Vec<_>>()
            .await;
        assert_eq!(votes.iter().filter(|v| v.is_ok()).count(), 4, "{votes:?}");
        assert_eq!(world.state(draft).await, "voting_in_absentia_closed");
        let results = world.drafts.vote_results(&officer(), draft, 1).await.unwrap();
        assert_eq!(results.tally.unwrap().support, 4);
        assert!(results.voters.iter().all(|v| v.signature_holds == Some(true)));
    }
}

/// Minutes are posted for all drafts of the agenda or for none: one that is still voted on holds back the others.
#[tokio::test]
async fn minutes_are_posted_whole() {
    for world in worlds().await {
        let (ready, voted) = (considered(&world).await, considered(&world).await);
        let sitting = sitting(&world, "44", 0).await;
        for draft in [ready, voted] {
            world.drafts.put_on_agenda(&officer(), draft, 1, sitting).await.unwrap();
        }
        start_vote(&world, voted, &[1]).await;
        world.drafts.end_sitting(&officer(), sitting).await.unwrap();
        let set = world.drafts.sitting(&officer(), sitting).await.unwrap().sitting.files.unwrap();
        world.add_file(set, "хаттама.pdf", b"minutes").await;
        let results = || {
            [ready, voted]
                .map(|draft| ResultInput { draft, result: Some(SittingResult::Accepted), note: String::new() })
                .to_vec()
        };
        let refused = world.drafts.post_minutes(&officer(), sitting, results()).await;
        assert_eq!(code(refused), "drafts-refusal-vote-open");
        assert_eq!(world.state(ready).await, "at_government_meeting");
        assert_eq!(world.drafts.sitting(&officer(), sitting).await.unwrap().sitting.state.code(), "ended");
        world.drafts.close_vote(&officer(), voted, 1).await.unwrap();
        world.drafts.post_minutes(&officer(), sitting, results()).await.unwrap();
        for draft in [ready, voted] {
            assert_eq!(world.state(draft).await, "minutes_posted");
        }
    }
}
