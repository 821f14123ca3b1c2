//! In an approving body: from the letter to the decision (385-16).

use crate::government::{Post, actor, bin, body, person};
use crate::world::{NOW, code, fields, signature, worlds, worlds_with};
use orda_drafts::{Action, RefusalInput, RegistrationInput, RemarkInput, Settings};
use orda_signatures::samples::REVOKED;

/// The clerk of the body registers once, with number and date; the first number stays.
///
/// Covers: 385-16
#[tokio::test]
async fn the_clerk_registers_once() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        let input = || RegistrationInput { number: "К-7".into(), date: Some(NOW.date()) };
        for other in [actor(1, Post::Head), actor(2, Post::Clerk)] {
            assert_eq!(code(world.drafts.register(&other, draft, body(1), input()).await), "error-forbidden");
        }
        assert_eq!(
            code(world.drafts.register(&actor(3, Post::Clerk), draft, body(1), input()).await),
            "error-not-found"
        );
        let clerk = actor(1, Post::Clerk);
        let empty = world.drafts.register(&clerk, draft, body(1), RegistrationInput::default()).await;
        assert_eq!(fields(empty), ["number", "date"]);
        let tomorrow = RegistrationInput { date: NOW.date().tomorrow().ok(), ..input() };
        assert_eq!(fields(world.drafts.register(&clerk, draft, body(1), tomorrow).await), ["date"]);
        world.drafts.register(&clerk, draft, body(1), input()).await.unwrap();
        assert_eq!(world.body_state(draft, 1).await, "registered");
        let second = RegistrationInput { number: "К-8".into(), ..input() };
        let again = world.drafts.register(&clerk, draft, body(1), second).await;
        assert_eq!(code(again), "drafts-refusal-already-registered");
        let card = world.card(draft).await;
        let kept = card.bodies.iter().find_map(|l| l.approval.as_ref()?.registration.clone()).unwrap();
        assert_eq!((kept.number.as_str(), kept.date), ("К-7", NOW.date()));
    }
}

/// The clerk passes a registered letter to the head, who is told; not before registration, not twice.
///
/// Covers: 385-16-b
#[tokio::test]
async fn the_clerk_passes_it_on() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        assert_eq!(code(world.pass(draft, 1).await), "drafts-refusal-not-registered");
        world.register(draft, 1).await.unwrap();
        world.pass(draft, 1).await.unwrap();
        assert_eq!(world.body_state(draft, 1).await, "with_head");
        assert_eq!(world.notices(1, Post::Head).await, ["drafts-notice-name-representatives"]);
        assert_eq!(code(world.pass(draft, 1).await), "drafts-refusal-already-with-head");
    }
}

/// The head names employees of the own body; each is recorded and told. Nobody else names, nobody else is named.
///
/// Covers: 385-16-c
#[tokio::test]
async fn the_head_names_representatives() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.register(draft, 1).await.unwrap();
        assert_eq!(code(world.name(draft, 1).await), "drafts-refusal-not-with-head");
        world.pass(draft, 1).await.unwrap();
        let head = actor(1, Post::Head);
        let name = |who, people: Vec<orda_base::PersonId>| {
            let drafts = &world.drafts;
            async move { drafts.name_representatives(&who, draft, body(1), &people, "").await }
        };
        let stranger = name(head.clone(), vec![person(2, Post::Employee)]).await;
        assert_eq!(code(stranger), "drafts-refusal-not-an-employee");
        assert_eq!(code(name(head.clone(), vec![]).await), "drafts-refusal-no-representative");
        for other in [actor(1, Post::Clerk), actor(2, Post::Head)] {
            assert_eq!(code(name(other, vec![person(1, Post::Employee)]).await), "error-forbidden");
        }
        name(head.clone(), vec![person(1, Post::Employee), person(1, Post::SecondEmployee)]).await.unwrap();
        assert_eq!(world.body_state(draft, 1).await, "representative_named");
        for post in [Post::Employee, Post::SecondEmployee] {
            assert_eq!(world.notices(1, post).await, ["drafts-notice-consider"]);
        }
        let line = world.card(draft).await.bodies.remove(0).approval.unwrap();
        let recorded: Vec<_> = line.representatives.iter().map(|r| r.person).collect();
        assert_eq!(recorded, [person(1, Post::Employee), person(1, Post::SecondEmployee)]);
        let nameable = world.drafts.nameable(&head, draft, body(1)).await.unwrap();
        assert_eq!(nameable.len(), 8);
    }
}

/// The employee with the task opens the link: the body's state is "under review", once. An employee without it finds
/// nothing.
///
/// Covers: 385-16-e
#[tokio::test]
async fn the_representative_opens_the_link() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.register(draft, 1).await.unwrap();
        world.pass(draft, 1).await.unwrap();
        let employee = actor(1, Post::Employee);
        assert_eq!(code(world.drafts.card(&employee, draft, Some(1)).await), "error-not-found");
        world.name(draft, 1).await.unwrap();
        let card = world.drafts.card(&employee, draft, Some(1)).await.unwrap();
        assert_eq!((card.version, card.bodies[0].approval.as_ref().unwrap().state.code()), (1, "under_review"));
        assert_eq!(world.drafts.text(&employee, draft, 1).await.unwrap().texts.kk.len(), 2);
        let history = world.drafts.history(&employee, draft).await.unwrap();
        let opened = history.iter().filter(|e| e.entry.event.code() == "under_review").count();
        world.drafts.card(&employee, draft, Some(1)).await.unwrap();
        assert_eq!(opened, 1);
        assert_eq!(world.drafts.history(&employee, draft).await.unwrap().len(), history.len(), "only the first time");
        let unnamed = actor(1, Post::SecondEmployee);
        assert_eq!(code(world.drafts.card(&unnamed, draft, Some(1)).await), "error-not-found");
        assert_eq!(code(world.drafts.text(&unnamed, draft, 1).await), "error-not-found");
        assert_eq!(code(world.drafts.history(&unnamed, draft).await), "error-not-found");
        // The link of an older version: the newest is named, and led to once it was sent and the task given.
        world.new_version(draft, "1. Жаңа", true).await.unwrap();
        world.sign(draft).await.unwrap();
        world.send(draft).await.unwrap();
        for step in [world.register(draft, 1).await, world.pass(draft, 1).await, world.name(draft, 1).await] {
            step.unwrap();
        }
        let old = world.drafts.card(&employee, draft, Some(1)).await.unwrap();
        assert_eq!((old.version, old.current, old.readable), (1, 2, 2));
        let new = world.drafts.card(&employee, draft, Some(2)).await.unwrap();
        assert_eq!(new.bodies[0].approval.as_ref().unwrap().state.code(), "under_review");
    }
}

/// The head approves by a signature bound to the version; then nothing more is decided. The last approval makes it
/// "approved by all".
#[tokio::test]
async fn the_head_approves() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.approve(draft, 1).await.unwrap();
        assert_eq!((world.body_state(draft, 1).await, world.state(draft).await), ("approved", "on_approval"));
        let signatures = world.drafts.signatures(&actor(1, Post::Head), draft, 1).await.unwrap();
        let own = signatures.iter().find(|s| s.body.id == body(1)).unwrap();
        assert_eq!((own.record.object.version, own.in_force), (1, true));
        assert_eq!(code(world.approve(draft, 1).await), "drafts-refusal-already-decided");
        assert_eq!(code(world.refuse(draft, 1).await), "drafts-refusal-already-decided");
        world.reviewed(draft, 2).await;
        world.approve(draft, 2).await.unwrap();
        assert_eq!(world.state(draft).await, "approved_by_all");
        assert!(world.notices(0, Post::Drafter).await.contains(&"drafts-notice-approved-by-all".to_owned()));
        assert_eq!(code(world.refuse(draft, 2).await), "drafts-refusal-already-decided");
    }
}

/// An approver who is not the head, the head of a body outside the list, a head without a valid signature, a head who
/// has named nobody: refused, and the state stays. The head's own valid signature is accepted, bound to the version; a
/// second decision is refused.
///
/// Covers: 385-16-f
#[tokio::test]
async fn nobody_else_approves() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        let head = actor(1, Post::Head);
        let early = world.manifest(&head, draft, Action::Approve, Some(body(1))).await;
        assert_eq!(code(early), "drafts-refusal-not-under-review");
        world.reviewed(draft, 1).await;
        let manifest = world.manifest(&head, draft, Action::Approve, Some(body(1))).await.unwrap();
        let own = signature(person(1, Post::Employee), &bin(1), &manifest);
        let by = world.drafts.approve(&actor(1, Post::Employee), draft, 1, body(1), &own).await;
        assert_eq!(code(by), "error-forbidden");
        let by = world.drafts.approve(&actor(2, Post::Head), draft, 1, body(1), &own).await;
        assert_eq!(code(by), "error-forbidden", "the head of another listed body");
        let by = world.drafts.approve(&actor(3, Post::Head), draft, 1, body(3), &own).await;
        assert_eq!(code(by), "error-not-found", "a body outside the list");
        for (cms, reason) in [
            (REVOKED.to_vec(), "signatures-refusal-revoked"),
            (signature(person(2, Post::Head), &bin(1), &manifest), "signatures-refusal-other_person"),
            (signature(person(1, Post::Head), &bin(2), &manifest), "signatures-refusal-other_body"),
            (signature(person(1, Post::Head), &bin(1), b"other"), "signatures-refusal-digest_mismatch"),
        ] {
            assert_eq!(code(world.drafts.approve(&head, draft, 1, body(1), &cms).await), reason);
        }
        assert_eq!(world.body_state(draft, 1).await, "under_review");
        world.approve(draft, 1).await.unwrap();
        assert_eq!(world.body_state(draft, 1).await, "approved");
        let signatures = world.drafts.signatures(&head, draft, 1).await.unwrap();
        assert!(signatures.iter().any(|s| s.body.id == body(1) && s.record.object.version == 1 && s.in_force));
        for again in [world.approve(draft, 1).await, world.refuse(draft, 1).await] {
            assert_eq!(code(again), "drafts-refusal-already-decided");
        }
    }
}

/// Remarks of the body that are not closed bar its approval, not its refusal; remarks of others do not.
#[tokio::test]
async fn open_remarks_bar_the_approval() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        world.reviewed(draft, 2).await;
        let employee = actor(1, Post::Employee);
        let input = RemarkInput { text: "Қате".into(), ..RemarkInput::default() };
        let remark = world.drafts.add_remark(&employee, draft, 1, input).await.unwrap();
        assert_eq!(code(world.approve(draft, 1).await), "drafts-refusal-open-remarks");
        world.approve(draft, 2).await.unwrap();
        world.drafts.withdraw_remark(&employee, draft, remark.id).await.unwrap();
        world.approve(draft, 1).await.unwrap();
    }
}

/// The head sets the mark of refusal: the drafter is told, the Chancellery is barred. Nobody else refuses.
///
/// Covers: 385-16-h
#[tokio::test]
async fn the_head_refuses() {
    for world in worlds().await {
        let draft = world.sent(&[1, 2]).await;
        world.reviewed(draft, 1).await;
        for other in [actor(1, Post::Employee), actor(2, Post::Head), actor(0, Post::Drafter)] {
            assert_eq!(code(world.drafts.refuse(&other, draft, 1, body(1), None).await), "error-forbidden");
        }
        let outside = world.drafts.refuse(&actor(3, Post::Head), draft, 1, body(3), None).await;
        assert_eq!(code(outside), "error-not-found");
        world.refuse(draft, 1).await.unwrap();
        assert_eq!((world.body_state(draft, 1).await, world.state(draft).await), ("refused", "on_approval"));
        assert!(world.notices(0, Post::Drafter).await.contains(&"drafts-notice-refused".to_owned()));
        assert_eq!(code(world.refuse(draft, 1).await), "drafts-refusal-already-decided");
        let to = world.drafts.send_to_chancellery(&actor(0, Post::Drafter), draft, 1).await;
        assert_eq!(code(to), "drafts-refusal-not-approved-by-all");
        world.reviewed(draft, 2).await;
        world.approve(draft, 2).await.unwrap();
        assert_eq!(world.state(draft).await, "remarks_received", "all have decided, one has refused");
    }
}

/// The official letter states the reason and goes to the drafting body; without a reason it does not go; while it is
/// outstanding the card says so.
///
/// Covers: 385-16-i
#[tokio::test]
async fn the_refusal_letter_states_the_reason() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        let head = actor(1, Post::Head);
        let empty = || RefusalInput { reason: "  ".into(), ..RefusalInput::default() };
        let with_letter = world.drafts.refuse(&head, draft, 1, body(1), Some(empty())).await;
        assert_eq!(code(with_letter), "drafts-refusal-reason-missing");
        assert_eq!(world.body_state(draft, 1).await, "under_review", "nothing of it happened");
        world.drafts.refuse(&head, draft, 1, body(1), None).await.unwrap();
        assert!(world.card(draft).await.bodies[0].letter_outstanding);
        let sent = world.drafts.send_refusal_letter(&head, draft, 1, body(1), empty()).await;
        assert_eq!(code(sent), "drafts-refusal-reason-missing");
        let letter = || RefusalInput { reason: "Заңға қайшы".into(), ..RefusalInput::default() };
        let (_, shown) = world.drafts.refusal_letter(&head, draft, 1, body(1), &letter()).await.unwrap();
        world.drafts.send_refusal_letter(&head, draft, 1, body(1), letter()).await.unwrap();
        assert!(!world.card(draft).await.bodies[0].letter_outstanding);
        let letters = world.drafts.letters(&actor(0, Post::Drafter), draft, 1).await.unwrap();
        let kept = letters.iter().find(|l| l.letter.kind.code() == "refusal").unwrap();
        assert_eq!((kept.sender.id, kept.addressee.id), (body(1), body(0)));
        assert!(kept.letter.text.contains("Заңға қайшы"));
        assert_eq!(kept.letter.text, shown, "as it was shown");
        let again = world.drafts.send_refusal_letter(&head, draft, 1, body(1), letter()).await;
        assert_eq!(code(again), "drafts-refusal-letter-already-sent");
    }
}

/// Remarks chosen for the letter stand in it.
#[tokio::test]
async fn remarks_go_into_the_letter() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        let input = RemarkInput { text: "3-тармақ артық".into(), ..RemarkInput::default() };
        let remark = world.drafts.add_remark(&actor(1, Post::Employee), draft, 1, input).await.unwrap();
        let letter = RefusalInput {
            reason: "Ескертулер бар".into(), remarks: vec![remark.id], ..Default::default()
        };
        world.drafts.refuse(&actor(1, Post::Head), draft, 1, body(1), Some(letter)).await.unwrap();
        let letters = world.drafts.letters(&actor(1, Post::Head), draft, 1).await.unwrap();
        let kept = letters.iter().find(|l| l.letter.kind.code() == "refusal").unwrap();
        assert!(kept.letter.text.contains("1. 3-тармақ артық"));
    }
}

/// A head who named nobody decides only where the setting allows it.
#[tokio::test]
async fn personal_decision_is_a_setting() {
    for world in worlds_with(Settings { personal_decision: true, ..Settings::default() }).await {
        let draft = world.sent(&[1]).await;
        world.register(draft, 1).await.unwrap();
        world.pass(draft, 1).await.unwrap();
        world.approve(draft, 1).await.unwrap();
        let card = world.card(draft).await;
        assert!(card.bodies[0].approval.as_ref().unwrap().decision.as_ref().unwrap().personal);
    }
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.register(draft, 1).await.unwrap();
        world.pass(draft, 1).await.unwrap();
        assert_eq!(code(world.approve(draft, 1).await), "drafts-refusal-not-under-review");
    }
}
