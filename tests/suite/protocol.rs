//! The protocol of disagreements (385-17), and what it does at the gate (385-19).

use crate::world::{World, actor, argument, body, code, draft, head};
use orda_base::Error;
use orda_drafts::{Point, ProtocolId, ProtocolLine, Side};
use orda_signatures::{Expected, Manifest, SignerRole, Verifier};
use orda_test::{On, TestPortal};
use rstest::rstest;

fn points(approver_view: &str) -> Vec<Point> {
    vec![Point {
        point: "2-тармақ".into(),
        drafter_view: "Қаражат бюджетте көзделген".into(),
        approver_view: approver_view.into(),
        outcome: String::new(),
    }]
}

/// Finance has refused, economy has approved.
async fn dispute(test: &TestPortal) -> World<'_> {
    draft(test, "on_approval", &[("finance", "refused"), ("economy", "approved")]).await
}

/// A protocol with finance, which has refused, signed by both sides.
pub async fn signed_by_both(draft: &World<'_>) {
    let id = draft.protocol().await;
    draft.sign_protocol(id, "finance").await.unwrap();
    draft.sign_protocol(id, "justice").await.unwrap();
}

impl World<'_> {
    /// A protocol with finance, with one complete point.
    async fn protocol(&self) -> ProtocolId {
        let (drafts, drafter) = (&self.test.portal.drafts, actor(self.test, "justice-drafter"));
        let id = drafts.start_protocol(&drafter, self.id, 1, body(self.test, "finance")).await.unwrap();
        drafts.save_protocol(&drafter, self.id, id, 1, points("Есеп жоқ")).await.unwrap();
        id
    }

    /// The protocol as somebody sees it.
    async fn line_of(&self, id: ProtocolId, login: &str) -> Result<ProtocolLine, Error> {
        self.test.portal.drafts.protocol(&actor(self.test, login), self.id, id).await
    }

    /// The head of a body signs the protocol.
    async fn sign_protocol(&self, id: ProtocolId, code: &str) -> Result<(), Error> {
        let own = head(self.test, code);
        let drafts = &self.test.portal.drafts;
        let task = drafts.protocol_signing(&own.actor(), self.id, id).await?;
        let cms = own.key.sign(&task.manifest, self.test.portal.env.now())?;
        let wording = drafts.protocol(&own.actor(), self.id, id).await?.protocol.wording;
        drafts.sign_protocol(&own.actor(), self.id, id, wording, &cms).await
    }
}

/// After a refusal either side draws up the protocol, which records the point, both views and both bodies. With a body
/// that has approved, or has not decided, there is nothing to disagree about; a third body neither draws up nor changes.
///
/// Covers: 385-17
#[rstest]
#[tokio::test]
async fn both_sides_draw_it_up(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = dispute(&test).await;
    let drafts = &test.portal.drafts;
    let (finance, economy) = (body(&test, "finance"), body(&test, "economy"));
    let drafter = actor(&test, "justice-drafter");
    let none = drafts.start_protocol(&drafter, draft.id, 1, economy).await;
    assert_eq!(code(none), "drafts-refusal-not-refused");
    let third = drafts.start_protocol(&actor(&test, "economy-head"), draft.id, 1, finance).await;
    assert_eq!(code(third), "error-forbidden");
    let outside = drafts.start_protocol(&actor(&test, "health-head"), draft.id, 1, finance).await;
    assert_eq!(code(outside), "error-not-found");

    let id = drafts.start_protocol(&drafter, draft.id, 1, finance).await.unwrap();
    let same = drafts.start_protocol(&actor(&test, "finance-approver"), draft.id, 1, finance).await.unwrap();
    assert_eq!(same, id, "one protocol a body");
    assert!(draft.told("finance-head").await.contains(&"drafts-notice-protocol".to_owned()));
    drafts.save_protocol(&drafter, draft.id, id, 1, points("")).await.unwrap();
    let approver = actor(&test, "finance-approver");
    drafts.save_protocol(&approver, draft.id, id, 2, points("Есеп жоқ")).await.unwrap();
    let stale = drafts.save_protocol(&drafter, draft.id, id, 2, points("Басқа")).await;
    assert_eq!(code(stale), "error-conflict", "what somebody else wrote meanwhile is not overwritten");
    for login in ["economy-head", "economy-approver"] {
        let foreign = drafts.save_protocol(&actor(&test, login), draft.id, id, 3, points("Біз де")).await;
        assert_eq!(code(foreign), "error-forbidden", "{login}");
    }
    let protocol = draft.line_of(id, "justice-drafter").await.unwrap().protocol;
    assert_eq!((protocol.drafting_body, protocol.approving_body), (body(&test, "justice"), finance));
    assert_eq!(protocol.points, points("Есеп жоқ"));
}

/// With a body that has not decided there is no disagreement yet.
///
/// Covers: 385-17
#[rstest]
#[tokio::test]
async fn without_a_refusal_there_is_none(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let drafter = actor(&test, "justice-drafter");
    let none = test.portal.drafts.start_protocol(&drafter, draft.id, 1, body(&test, "finance")).await;
    assert_eq!(code(none), "drafts-refusal-not-refused");
    assert!(draft.card().await.protocols.is_empty());
}

/// The protocol is attached to the version it concerns: all who may read that version see it, nobody else; a new version
/// begins without it, and it stays with the old one.
///
/// Covers: 385-17-b
#[rstest]
#[tokio::test]
async fn it_belongs_to_one_version(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = dispute(&test).await;
    let id = draft.protocol().await;
    for login in ["justice-head", "finance-head", "finance-clerk", "finance-approver", "economy-head", "economy-clerk"]
    {
        let line = draft.line_of(id, login).await.unwrap();
        assert_eq!(line.protocol.version, 1, "{login}");
        let card = test.portal.drafts.card(&actor(&test, login), draft.id, Some(1)).await.unwrap();
        assert_eq!(card.protocols.len(), 1, "{login}");
    }
    for login in ["health-head", "finance-deputy"] {
        assert_eq!(code(draft.line_of(id, login).await), "error-not-found", "{login}");
    }

    draft.new_version(true).await.unwrap();
    assert!(draft.card_at(Some(2)).await.protocols.is_empty());
    assert!(draft.card_at(Some(2)).await.bodies.iter().all(|line| line.protocol.is_none()));
    let old = draft.card_at(Some(1)).await.protocols.remove(0);
    assert_eq!((old.protocol.id, old.may_edit, old.may_sign), (id, false, None));
    let drafter = actor(&test, "justice-drafter");
    let late = test.portal.drafts.save_protocol(&drafter, draft.id, id, 2, points("Кеш")).await;
    assert_eq!(code(late), "error-not-found", "it changes no more");
    assert_eq!(draft.line_of(id, "justice-drafter").await.unwrap().protocol.points, points("Есеп жоқ"));
}

/// The heads of both sides sign: with one signature it awaits the other side, with both it is signed by both sides and
/// changes no more. Who is of neither side, or is no head, cannot sign; an incomplete one cannot be signed.
///
/// Covers: 385-17-c
#[rstest]
#[tokio::test]
async fn both_heads_sign(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = dispute(&test).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let id = drafts.start_protocol(&drafter, draft.id, 1, body(&test, "finance")).await.unwrap();
    drafts.save_protocol(&drafter, draft.id, id, 1, points("")).await.unwrap();
    assert_eq!(code(draft.sign_protocol(id, "justice").await), "drafts-refusal-protocol-incomplete");
    drafts.save_protocol(&drafter, draft.id, id, 2, points("Есеп жоқ")).await.unwrap();
    for (login, answer) in [
        ("economy-head", "error-forbidden"),
        ("health-head", "error-not-found"),
        ("finance-approver", "error-forbidden"),
        ("justice-drafter", "error-forbidden"),
    ] {
        let refused = drafts.protocol_signing(&actor(&test, login), draft.id, id).await;
        assert_eq!(code(refused), answer, "{login}");
    }
    let boss = head(&test, "justice");
    let task = drafts.protocol_signing(&boss.actor(), draft.id, id).await.unwrap();
    let foreign = head(&test, "economy").key.sign(&task.manifest, test.portal.env.now()).unwrap();
    let refused = drafts.sign_protocol(&boss.actor(), draft.id, id, 3, &foreign).await;
    assert_eq!(code(refused), "signatures-refusal-other_person");

    draft.sign_protocol(id, "justice").await.unwrap();
    let line = draft.line_of(id, "finance-head").await.unwrap();
    assert_eq!((line.state.code(), line.awaiting), ("signed_by_one", Some(Side::Approving)));
    assert!(draft.told("finance-head").await.contains(&"drafts-notice-protocol-sign".to_owned()));
    assert!(draft.asked("finance-head").await.contains(&"sign_protocol".to_owned()));
    assert_eq!(code(draft.sign_protocol(id, "justice").await), "drafts-refusal-protocol-signed-by-you");
    draft.sign_protocol(id, "finance").await.unwrap();
    let line = draft.line_of(id, "finance-head").await.unwrap();
    assert_eq!((line.state.code(), line.awaiting, line.may_edit), ("signed_by_both", None, false));
    let change = drafts.save_protocol(&drafter, draft.id, id, 3, points("Басқаша")).await;
    assert_eq!(code(change), "drafts-refusal-protocol-signed");
    assert_eq!(code(draft.sign_protocol(id, "finance").await), "drafts-refusal-protocol-signed");
    let signatures = test.portal.signatures.of_object("draft_protocol", &draft.id.to_string()).await.unwrap();
    assert_eq!(signatures.len(), 2);
}

/// What one head signs is signed by that signature; what several sign has all their signatures side by side, over the same
/// content, each good by itself. While one is missing it does not count as signed, and whose it is is named; the same
/// head's second signature is refused and counts as nobody else's.
///
/// Covers: 385-58
#[rstest]
#[tokio::test]
async fn one_head_or_several_sign(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| config.drafts.protocol_stands_in = true).await;
    let one = draft(&test, "prepared", &[]).await;
    one.sign(1).await.unwrap();
    assert_eq!(one.state().await, "signed_by_drafter");

    let several = dispute(&test).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let id = several.protocol().await;
    several.sign_protocol(id, "justice").await.unwrap();
    let line = several.line_of(id, "justice-drafter").await.unwrap();
    assert_eq!((line.state.code(), line.awaiting), ("signed_by_one", Some(Side::Approving)));
    let used = drafts.send_to_chancellery(&drafter, several.id, 1).await;
    assert_eq!(code(used), "drafts-refusal-not-approved-by-all");
    let missing: Vec<_> = several.card().await.missing.iter().map(|m| m.body.id).collect();
    assert_eq!(missing, [body(&test, "finance")], "whose signature is missing");
    assert_eq!(code(several.sign_protocol(id, "justice").await), "drafts-refusal-protocol-signed-by-you");
    let kept = async || test.portal.signatures.of_object("draft_protocol", &several.id.to_string()).await.unwrap();
    assert_eq!(kept().await.len(), 1);
    assert_eq!(several.line_of(id, "finance-head").await.unwrap().state.code(), "signed_by_one");

    several.sign_protocol(id, "finance").await.unwrap();
    let both = kept().await;
    assert_eq!(both.len(), 2);
    let parts: Vec<_> = both.iter().map(|s| Manifest::from_bytes(&s.manifest).unwrap().parts).collect();
    assert_eq!(parts[0], parts[1], "the same content");
    for code in ["justice", "finance"] {
        let record = both.iter().find(|s| s.body == body(&test, code)).unwrap();
        let bin = test.portal.identity.picture().await.unwrap();
        let bin = bin.bodies.iter().find(|b| b.id == body(&test, code)).unwrap().bin.clone();
        let own = head(&test, code);
        let expected = Expected { iin: &own.iin, bin: &bin, role: SignerRole::Head };
        let verified = test.portal.verifier.verify(&record.manifest, &record.cms, &expected).await.unwrap();
        assert_eq!(verified.signer.iin, own.iin);
    }
    assert_eq!(several.state().await, "approved_by_all");
    drafts.send_to_chancellery(&drafter, several.id, 1).await.unwrap();
}

/// A change after the first signature voids it: the second side cannot sign until the first has signed anew, neither
/// what it was shown before nor the new wording.
///
/// Covers: 385-17-c
#[rstest]
#[tokio::test]
async fn a_change_asks_for_the_first_signature_anew(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = dispute(&test).await;
    let id = draft.protocol().await;
    let drafts = &test.portal.drafts;
    draft.sign_protocol(id, "justice").await.unwrap();
    let second = head(&test, "finance");
    let shown = drafts.protocol_signing(&second.actor(), draft.id, id).await.unwrap();
    let cms = second.key.sign(&shown.manifest, test.portal.env.now()).unwrap();

    let approver = actor(&test, "finance-approver");
    drafts.save_protocol(&approver, draft.id, id, 2, points("Есеп мүлдем жоқ")).await.unwrap();
    let line = draft.line_of(id, "justice-head").await.unwrap();
    assert_eq!((line.state.code(), line.may_sign), ("prepared", Some(Side::Drafting)));
    assert!(draft.told("justice-head").await.contains(&"drafts-notice-protocol-voided".to_owned()));
    for wording in [2, 3] {
        let refused = drafts.sign_protocol(&second.actor(), draft.id, id, wording, &cms).await;
        assert!(refused.is_err(), "what was shown before, as wording {wording}");
    }
    assert_eq!(code(draft.sign_protocol(id, "finance").await), "drafts-refusal-protocol-first-side");
    assert_eq!(draft.line_of(id, "finance-head").await.unwrap().may_sign, None);
    assert_eq!(draft.line_of(id, "justice-head").await.unwrap().state.code(), "prepared");

    draft.sign_protocol(id, "justice").await.unwrap();
    draft.sign_protocol(id, "finance").await.unwrap();
    assert_eq!(draft.line_of(id, "justice-head").await.unwrap().state.code(), "signed_by_both");
}

/// A refusal bars the Chancellery, with a protocol signed by one side, and by default also with one signed by both.
///
/// Covers: 385-19, 385-17-c
#[rstest]
#[tokio::test]
async fn a_protocol_does_not_stand_in_by_default(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = dispute(&test).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let id = draft.protocol().await;
    for code in ["justice", "finance"] {
        draft.sign_protocol(id, code).await.unwrap();
        let refused = drafts.send_to_chancellery(&drafter, draft.id, 1).await;
        assert_eq!(argument(refused, "count"), "1", "{code}");
    }
    assert_eq!(draft.card().await.missing[0].why.code(), "refused_with_protocol");
    assert_eq!(draft.state().await, "remarks_received");
}

/// Where the setting allows it, a protocol of this version signed by both sides lets the draft pass, with the protocol
/// attached; one signed by one side does not, nor does one of an older version.
///
/// Covers: 385-19, 385-17-c
#[rstest]
#[tokio::test]
async fn a_protocol_stands_in_where_that_is_set(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| config.drafts.protocol_stands_in = true).await;
    let draft = dispute(&test).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let id = draft.protocol().await;
    draft.sign_protocol(id, "finance").await.unwrap();
    let one = drafts.send_to_chancellery(&drafter, draft.id, 1).await;
    assert_eq!(code(one), "drafts-refusal-not-approved-by-all");
    draft.sign_protocol(id, "justice").await.unwrap();
    assert_eq!(draft.state().await, "approved_by_all");
    drafts.send_to_chancellery(&drafter, draft.id, 1).await.unwrap();
    let officer = actor(&test, "chancellery-control");
    let card = drafts.card(&officer, draft.id, None).await.unwrap();
    assert_eq!((card.state.code(), card.protocols.len()), ("at_chancellery", 1));
    assert_eq!(card.protocols[0].state.code(), "signed_by_both");
}

/// A protocol of an older version does not let the new one pass.
///
/// Covers: 385-19, 385-17-b
#[rstest]
#[tokio::test]
async fn an_old_protocol_does_not_stand_in(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| config.drafts.protocol_stands_in = true).await;
    let draft = dispute(&test).await;
    let id = draft.protocol().await;
    draft.sign_protocol(id, "justice").await.unwrap();
    draft.new_version(true).await.unwrap();
    draft.sign(2).await.unwrap();
    draft.send(2).await.unwrap();
    draft.bring(2, "economy", "approved").await;
    draft.bring(2, "finance", "refused").await;
    assert_eq!(code(draft.sign_protocol(id, "finance").await), "error-not-found");
    let refused = test.portal.drafts.send_to_chancellery(&actor(&test, "justice-drafter"), draft.id, 2).await;
    assert_eq!(code(refused), "drafts-refusal-not-approved-by-all");
}
