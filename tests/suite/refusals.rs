//! Signatures and actions that are refused, each with its reason; the state stays as it was.

use crate::world::{actor, body, code, draft, head};
use orda_base::{Actor, Error, Role};
use orda_drafts::Action;
use orda_signatures::TrustSettings;
use orda_signatures::centre::CentreSettings;
use orda_test::{On, TestPortal};
use rstest::rstest;

/// The head approves with somebody else's key, or with the key of another body: refused by the name in the certificate.
///
/// Covers: 385-16-g
#[rstest]
#[tokio::test]
async fn a_certificate_names_the_signer_and_the_body(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let own = head(&test, "finance");
    let colleague = test.cast.person("finance-approver");
    assert_eq!(code(draft.approve_with(own, colleague, "finance", 1).await), "signatures-refusal-other_person");
    let elsewhere = head(&test, "economy");
    assert_eq!(code(draft.approve_with(own, elsewhere, "finance", 1).await), "signatures-refusal-other_person");
    assert_eq!(draft.body_state("finance").await, "under_review");
    draft.approve_with(own, own, "finance", 1).await.unwrap();
    assert_eq!(draft.body_state("finance").await, "approved");
}

/// The same person with a certificate of another body, or one issued before becoming head: refused.
///
/// Covers: 385-16-g
#[rstest]
#[tokio::test]
async fn a_certificate_names_the_body_and_the_role(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let own = head(&test, "finance");
    let portal = &test.portal;
    let admin = Actor::portal();

    // The head of finance also works in energy and has a key there.
    let energy = body(&test, "energy");
    portal.identity.grant_role(&admin, own.person, Role::Approver, Some(energy)).await.unwrap();
    let position = orda_identity::PositionInput {
        body: energy,
        unit: None,
        title: orda_base::LocalizedText::new("Кеңесші", "Советник", ""),
        since: portal.env.now().date(),
        until: None,
    };
    portal.identity.add_position(&admin, own.person, &position).await.unwrap();
    let foreign = portal.centre.issue_with_key(&admin, own.person, energy).await.unwrap();
    let task = portal.drafts.signing(&own.actor(), draft.id, 1, Action::Approve, Some(own.body)).await.unwrap();
    let cms = foreign.sign(&task.manifest, portal.env.now()).unwrap();
    let refused = portal.drafts.approve(&own.actor(), draft.id, 1, own.body, &cms).await;
    assert_eq!(code(refused), "signatures-refusal-other_body");
    assert_eq!(draft.body_state("finance").await, "under_review");
}

/// An expired certificate, a revoked one, and those of centres that are not trusted, even under the same name: refused.
///
/// Covers: 385-14, 385-57-b, 385-57-c
#[rstest]
#[tokio::test]
async fn only_certificates_of_the_centre_and_in_force(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "prepared", &[]).await;
    let (portal, own) = (&test.portal, head(&test, "justice"));
    let task = portal.drafts.signing(&own.actor(), draft.id, 1, Action::Sign, None).await.unwrap();
    let sign = async |cms: Vec<u8>| portal.drafts.sign(&own.actor(), draft.id, 1, &cms).await;

    // Another centre that calls itself the same: the names are right, the root is not.
    let other = TestPortal::start(on).await;
    let there = head(&other, "justice");
    let foreign = there.key.sign(&task.manifest, portal.env.now()).unwrap();
    let refused = code(sign(foreign).await);
    assert!(
        ["signatures-refusal-unknown_issuer", "signatures-refusal-issuer_signature"].contains(&refused.as_str()),
        "{refused}"
    );
    let own_root = portal.centre.authorities().await.unwrap();
    let their_root = other.portal.centre.authorities().await.unwrap();
    assert_eq!(own_root[0].name, their_root[0].name);
    assert_ne!(own_root[0].certificate, their_root[0].certificate);
    assert_eq!(CentreSettings::named("x").certificate_days, 365);

    // Revoked: refused right after the revocation.
    let second = portal.centre.issue_with_key(&Actor::portal(), own.person, own.body).await.unwrap();
    let reason = eds::RevocationReason::KeyCompromise;
    portal.centre.revoke(&own.actor(), second.issued.id, reason).await.unwrap();
    let revoked = second.sign(&task.manifest, portal.env.now()).unwrap();
    assert_eq!(code(sign(revoked).await), "signatures-refusal-revoked");

    // Expired: a year and a day later.
    test.clock.advance(366 * 24 * 3600);
    portal.centre.refresh_crl().await.unwrap();
    let late = own.key.sign(&task.manifest, portal.env.now()).unwrap();
    assert_eq!(code(sign(late).await), "signatures-refusal-expired");
    assert_eq!(draft.state().await, "prepared");
}

/// A centre outside whose root is trusted: with its list of revoked certificates at hand its certificates are accepted;
/// with a list that is too old, or none, nothing is: what cannot be learned is not taken as good.
///
/// Covers: 385-57-b, 385-57-c
#[rstest]
#[case::known(true, 0, None)]
#[case::stale(true, 25 * 3600, Some("signatures-refusal-crl_stale"))]
#[case::unknown(false, 0, Some("signatures-refusal-revocation_unknown"))]
#[tokio::test]
async fn unknown_revocation_is_refused(
    #[values(On::Sqlite, On::Postgres)] on: On,
    #[case] with_list: bool,
    #[case] later: i64,
    #[case] refused: Option<&str>,
) {
    // Two governments of the same people: who signs there has the number and the body of the one here.
    let outside = TestPortal::start(on).await;
    let root = outside.portal.centre.authorities().await.unwrap().remove(0);
    let folder = tempfile::tempdir().unwrap();
    let (anchor, list) = (folder.path().join("root.pem"), folder.path().join("list.crl"));
    std::fs::write(&anchor, eds::Certificate::from_der(&root.certificate).unwrap().pem()).unwrap();
    std::fs::write(&list, &root.crl).unwrap();
    let trust = TrustSettings {
        name: "outside".into(),
        anchors: vec![anchor],
        intermediates: Vec::new(),
        crls: if with_list { vec![list] } else { Vec::new() },
        profile: Default::default(),
    };
    let test = TestPortal::start_with(on, |config| config.trust = vec![trust]).await;
    let draft = draft(&test, "prepared", &[]).await;
    test.clock.advance(later);
    let (portal, own) = (&test.portal, head(&test, "justice"));
    let task = portal.drafts.signing(&own.actor(), draft.id, 1, Action::Sign, None).await.unwrap();
    let cms = head(&outside, "justice").key.sign(&task.manifest, portal.env.now()).unwrap();
    let signed = portal.drafts.sign(&own.actor(), draft.id, 1, &cms).await;
    match refused {
        Some(reason) => {
            assert_eq!(code(signed), reason);
            assert_eq!(draft.state().await, "prepared");
        }
        None => {
            signed.unwrap();
            assert_eq!(draft.state().await, "signed_by_drafter");
        }
    }
}

/// Who is not the head, or is the head of a body that is not asked, cannot approve; the latter does not even learn that
/// there is a draft.
///
/// Covers: 385-16-f
#[rstest]
#[tokio::test]
async fn only_the_head_of_a_listed_body_approves(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review"), ("economy", "under_review")]).await;
    let approver = test.cast.person("finance-approver");
    assert_eq!(code(draft.approve_with(approver, approver, "finance", 1).await), "error-forbidden");
    let outside = head(&test, "health");
    assert_eq!(code(draft.approve_with(outside, outside, "health", 1).await), "error-not-found");
    let neighbour = head(&test, "economy");
    assert_ne!(code(draft.approve_with(neighbour, neighbour, "finance", 1).await), "");

    // Without a signature, and with a broken one, the state stays.
    let own = head(&test, "finance");
    let drafts = &test.portal.drafts;
    let nothing = drafts.approve(&own.actor(), draft.id, 1, own.body, &[]).await;
    assert!(code(nothing).starts_with("signatures-refusal-"));
    let task = drafts.signing(&own.actor(), draft.id, 1, Action::Approve, Some(own.body)).await.unwrap();
    let mut cms = own.key.sign(&task.manifest, test.portal.env.now()).unwrap();
    let last = cms.len() - 1;
    cms[last] ^= 1;
    assert!(code(drafts.approve(&own.actor(), draft.id, 1, own.body, &cms).await).starts_with("signatures-refusal-"));
    assert_eq!(draft.body_state("finance").await, "under_review");

    // Once decided, no second decision.
    draft.approve_with(own, own, "finance", 1).await.unwrap();
    assert_eq!(code(draft.approve_with(own, own, "finance", 1).await), "drafts-refusal-already-decided");
    let refusal = drafts.refuse(&own.actor(), draft.id, 1, own.body, None).await;
    assert_eq!(code(refusal), "drafts-refusal-already-decided");
    assert_eq!(draft.body_state("finance").await, "approved");
}

/// A signature over another version, another draft or another purpose does not fit.
///
/// Covers: 385-16-f, 385-59-b
#[rstest]
#[tokio::test]
async fn a_signature_is_bound_to_its_version(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let first = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let second = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let (drafts, own) = (&test.portal.drafts, head(&test, "finance"));
    let task = drafts.signing(&own.actor(), first.id, 1, Action::Approve, Some(own.body)).await.unwrap();
    let cms = own.key.sign(&task.manifest, test.portal.env.now()).unwrap();
    let elsewhere = drafts.approve(&own.actor(), second.id, 1, own.body, &cms).await;
    assert_eq!(code(elsewhere), "signatures-refusal-digest_mismatch");
    let no_such_version = drafts.approve(&own.actor(), first.id, 2, own.body, &cms).await;
    assert!(matches!(no_such_version, Err(Error::NotFound | Error::Conflict | Error::Refused(_))));
    drafts.approve(&own.actor(), first.id, 1, own.body, &cms).await.unwrap();
}

/// Nothing goes out unsigned.
///
/// Covers: 385-14, 385-15-d
#[rstest]
#[tokio::test]
async fn nothing_is_sent_unsigned(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "prepared", &[]).await;
    let drafter = actor(&test, "justice-drafter");
    let (letter, _) = test.portal.drafts.cover_letter(&drafter, draft.id).await.unwrap_or_default();
    let letter = orda_drafts::LetterDraft { number: "1".into(), ..letter };
    assert_eq!(code(test.portal.drafts.send(&drafter, draft.id, 1, letter).await), "drafts-refusal-unsigned");
    assert_eq!(draft.state().await, "prepared");
}

/// Everybody of a body outside the list gets the answer of a draft that does not exist.
///
/// Covers: 385-55-3, 385-15
#[rstest]
#[tokio::test]
async fn a_foreign_draft_does_not_exist(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[]).await;
    for login in ["health-head", "health-drafter", "health-approver", "health-clerk", "finance-approver"] {
        let card = test.portal.drafts.card(&actor(&test, login), draft.id, None).await;
        assert!(matches!(card, Err(Error::NotFound)), "{login}");
        let page = test.client(login).await.get(&format!("/drafts/{}", draft.id)).await;
        assert_eq!(page.status, 404, "{login}");
        let api = test.client(login).await.get(&format!("/api/v1/drafts/{}", draft.id)).await.expect(404);
        assert_eq!(api.code(), "error-not-found", "{login}");
    }
    test.portal.drafts.card(&actor(&test, "finance-head"), draft.id, None).await.unwrap();
    test.portal.drafts.card(&actor(&test, "finance-clerk"), draft.id, None).await.unwrap();
}
