//! The cover letter (385-15).

use crate::government::{Post, actor, body};
use crate::world::{NOW, code, worlds};
use orda_base::Operation;
use orda_drafts::{BodyState, LetterDraft, LetterKind};

/// The letter offered holds the link to draft and version; the link opens the draft for an authorised employee, and
/// nothing for others.
///
/// Covers: 385-15
#[tokio::test]
async fn the_letter_has_the_link() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        world.sign(draft).await.unwrap();
        let (letter, link) = world.drafts.cover_letter(&actor(0, Post::Drafter), draft).await.unwrap();
        assert_eq!(link, format!("http://localhost:8080/drafts/{draft}/v/1"));
        assert!(letter.text.contains(&link));
        let without = LetterDraft { text: letter.text.replace(&link, ""), ..letter };
        let sent = world.drafts.send(&actor(0, Post::Drafter), draft, 1, without).await;
        assert_eq!(code(sent), "drafts-refusal-link-missing");
        assert_eq!(world.state(draft).await, "signed_by_drafter");
        world.send(draft).await.unwrap();
        let opened = world.drafts.card(&actor(1, Post::Head), draft, Some(1)).await.unwrap();
        assert_eq!((opened.draft, opened.version), (draft, 1));
        for stranger in [actor(2, Post::Head), actor(1, Post::Employee), actor(1, Post::Drafter)] {
            assert_eq!(code(world.drafts.card(&stranger, draft, Some(1)).await), "error-not-found");
        }
    }
}

/// Every mandatory requisite has a field; an empty one is named and nothing is sent.
///
/// Covers: 385-15-b
#[tokio::test]
async fn requisites_are_filled() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        let draft = world.posted(&[1]).await;
        world.sign(draft).await.unwrap();
        let whole = world.letter(draft).await.unwrap();
        assert_eq!((whole.number.as_str(), whole.date), ("НҚА-2026-000001/1", Some(NOW.date())));
        assert_eq!(whole.signer, "Head Қаржы");
        assert!(!whole.title.kk.is_empty() && !whole.title.ru.is_empty());
        for (letter, field) in [
            (LetterDraft { number: " ".into(), ..whole.clone() }, "number"),
            (LetterDraft { date: None, ..whole.clone() }, "date"),
            (LetterDraft { signer: String::new(), ..whole.clone() }, "signer"),
            (LetterDraft { title: orda_base::LocalizedText::default(), ..whole.clone() }, "title"),
        ] {
            match world.drafts.send(&drafter, draft, 1, letter).await {
                Err(orda_base::Error::Refused(refusal)) => {
                    assert_eq!(refusal.message.key, "drafts-refusal-requisite-missing");
                    assert_eq!(refusal.message.args, [("fields", field.to_owned())]);
                }
                other => panic!("{other:?}"),
            }
        }
        world.send(draft).await.unwrap();
        let letters = world.drafts.letters(&drafter, draft, 1).await.unwrap();
        let letter = &letters[0];
        assert_eq!((letter.sender.id, letter.addressee.id), (body(0), body(1)));
        assert_eq!((letter.letter.kind, letter.letter.signer.as_str()), (LetterKind::Cover, "Head Қаржы"));
    }
}

/// A letter goes without the draft: who attaches a file is refused.
///
/// Covers: 385-15-c
#[tokio::test]
async fn the_letter_carries_no_file() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        world.sign(draft).await.unwrap();
        let letter = LetterDraft { attached: vec!["жоба.pdf".into()], ..world.letter(draft).await.unwrap() };
        let sent = world.drafts.send(&actor(0, Post::Drafter), draft, 1, letter).await;
        assert_eq!(code(sent), "drafts-refusal-letter-with-files");
        world.send(draft).await.unwrap();
        let kept: String =
            sqlx::query_scalar("select data from drafts_letter").fetch_one(world.database.db.reader()).await.unwrap();
        assert!(kept.contains(&format!("/drafts/{draft}/v/1")) && !kept.contains("жоба.pdf"));
    }
}

/// One letter to each of the listed bodies; the draft is on approval, the clerks are told, a second sending is refused.
#[tokio::test]
async fn one_letter_to_each_body() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2, 3]).await;
        assert_eq!(world.state(draft).await, "on_approval");
        let letters = world.drafts.letters(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        let mut addressees: Vec<_> = letters.iter().map(|l| l.addressee.id).collect();
        addressees.sort();
        assert_eq!(addressees, [body(1), body(2), body(3)]);
        for of in 1..=3 {
            assert_eq!(world.body_state(draft, of).await, "letter_sent");
            assert_eq!(world.notices(of, Post::Clerk).await, ["drafts-notice-register"]);
            let own = world.drafts.letters(&actor(of, Post::Clerk), draft, 1).await.unwrap();
            assert_eq!(own.iter().map(|l| l.addressee.id).collect::<Vec<_>>(), [body(of)], "only its own letter");
        }
        assert_eq!(code(world.send(draft).await), "drafts-refusal-already-sent");
        let accounted: i64 = sqlx::query_scalar(
            "select count(*) from audit_entry where resource = 'draft' and part = $1 and operation = $2",
        )
        .bind(draft.to_string())
        .bind(Operation::Send.code())
        .fetch_one(world.database.db.reader())
        .await
        .unwrap();
        assert_eq!(accounted, 1);
    }
}

/// With an empty list nothing is sent.
#[tokio::test]
async fn an_empty_list_is_not_sent() {
    for world in worlds().await {
        let draft = world.posted(&[]).await;
        world.sign(draft).await.unwrap();
        assert_eq!(code(world.send(draft).await), "drafts-refusal-no-approving-bodies");
    }
}

/// Once sent, list and text change no more: a new version is demanded.
#[tokio::test]
async fn a_sent_version_does_not_change() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        let begun = world.drafts.start_change(&actor(0, Post::Drafter), draft).await;
        assert_eq!(code(begun), "drafts-refusal-new-version-needed");
        // Nor by a form begun before.
        let draft = world.posted(&[1]).await;
        let drafter = actor(0, Post::Drafter);
        let form = world.drafts.start_change(&drafter, draft).await.unwrap();
        world.sign(draft).await.unwrap();
        world.send(draft).await.unwrap();
        world.drafts.save_posting(&drafter, form, orda_drafts::PostingStep::NoSecrets(true)).await.unwrap();
        let posted = world.drafts.submit_posting(&drafter, form, true).await;
        assert_eq!(code(posted), "drafts-refusal-new-version-needed");
    }
}

/// A letter that cannot be delivered: the body is marked, the drafter told; sending is repeated without a duplicate.
#[tokio::test]
async fn an_undelivered_letter_is_sent_again() {
    for world in worlds().await {
        let drafter = actor(0, Post::Drafter);
        world.government.set_clerk(1, false);
        let draft = world.sent(&[1, 2]).await;
        assert_eq!(world.body_state(draft, 1).await, BodyState::NotDelivered.code());
        assert!(world.notices(0, Post::SecondDrafter).await.contains(&"drafts-notice-not-delivered".to_owned()));
        assert_eq!(code(world.drafts.card(&actor(1, Post::Head), draft, None).await), "error-not-found");
        let again = world.drafts.resend(&drafter, draft, body(1)).await;
        assert_eq!(code(again), "drafts-refusal-not-delivered");
        world.government.set_clerk(1, true);
        world.drafts.resend(&drafter, draft, body(1)).await.unwrap();
        assert_eq!(world.body_state(draft, 1).await, "letter_sent");
        assert_eq!(world.drafts.letters(&drafter, draft, 1).await.unwrap().len(), 2, "no duplicate");
        let again = world.drafts.resend(&drafter, draft, body(1)).await;
        assert_eq!(code(again), "drafts-refusal-already-delivered");
    }
}
