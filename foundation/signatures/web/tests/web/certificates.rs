//! From a request to a revoked certificate, page by page.

use crate::world::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::Language;

fn form(fields: &[(&str, &str)]) -> String {
    let fields: Vec<(String, String)> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    serde_html_form::to_string(fields).expect("fields")
}

/// A person asks with the request that the page made; an administrator sees it, issues the certificate; the person
/// takes it and revokes it, after being asked once.
#[tokio::test]
async fn a_certificate_from_request_to_revocation() {
    let world = World::new().await;
    assert!(world.get("head", "/certificates").await.text.contains("You have no certificate yet"));
    let page = world.get("head", "/certificates/new").await;
    assert!(page.text.contains("data-certificate-request") && page.text.contains("data-iin=\"850101300019\""));

    let (_, csr) = request();
    let fields = form(&[("csr", &STANDARD.encode(&csr)), ("body", &BODY.to_string())]);
    let asked = world.post("head", "/certificates/new", &fields).await;
    assert_eq!(asked.status, 303);
    let own = world.get("head", &asked.location).await;
    assert!(own.text.contains("under consideration") && !own.text.contains("Issue the certificate"));

    let waiting = world.get("administrator", "/admin/certificates").await;
    assert!(waiting.text.contains(&asked.location) && waiting.text.contains("Ахметов Дәурен"));
    assert!(world.get("administrator", &asked.location).await.text.contains("Issue the certificate"));
    let issued = world.post("administrator", &format!("{}/approve", asked.location), "").await;
    assert_eq!((issued.status.as_u16(), issued.location.as_str()), (303, "/admin/certificates"));

    let list = world.get("head", "/certificates").await.text;
    let (_, rest) = list.split_once("href=\"/certificates/0").expect("a link to the certificate");
    let path = format!("/certificates/0{}", rest.split('"').next().expect("an address"));
    let taken = world.get("head", &path).await.text;
    assert!(taken.contains("data-certificate-take") && taken.contains("in force") && taken.contains("first head"));
    let file = world.get("head", &format!("{path}/file")).await;
    assert!(eds::Certificate::from_der(&file.bytes).is_ok());

    let question = world.get("head", &format!("{path}/revoke")).await;
    assert!(question.text.contains("can&#39;t be undone") || question.text.contains("can't be undone"));
    let unsaid = world.post("head", &format!("{path}/revoke"), "").await;
    assert_eq!(unsaid.status, 422);
    assert!(unsaid.text.contains("Give the reason."));
    let revoked = world.post("head", &format!("{path}/revoke"), &form(&[("reason", "superseded")])).await;
    assert_eq!(revoked.status, 303);
    let after = world.get("head", &path).await.text;
    assert!(after.contains("revoked") && after.contains("replaced by another certificate"));
    assert!(!after.contains("data-certificate-take"));
}

/// A rejected request says why; without a reason it is not rejected.
#[tokio::test]
async fn a_request_is_rejected_with_a_reason() {
    let world = World::new().await;
    let (_, csr) = request();
    let asked = world.centre.request(&actor("employee", Language::En), BODY, &csr).await.expect("asks");
    let path = format!("/certificates/requests/{}", asked.id);
    let silent = world.post("administrator", &format!("{path}/reject"), "reason=").await;
    assert_eq!(silent.status, 422);
    assert!(silent.text.contains("Give the reason."));
    let rejected = world.post("administrator", &format!("{path}/reject"), &form(&[("reason", "Wrong key")])).await;
    assert_eq!(rejected.status, 303);
    assert!(world.get("employee", &path).await.text.contains("Wrong key"));
    let again = world.post("administrator", &format!("{path}/approve"), "").await;
    assert_eq!(again.status, 409);
}

/// Strangers are sent to log in; other people's things are not there; nobody decides one's own request; who keeps
/// nothing sees no lists.
#[tokio::test]
async fn everybody_sees_only_their_own() {
    let world = World::new().await;
    let (issued, _) = world.certified().await;
    let path = format!("/certificates/{}", issued.id);
    for page in [path.clone(), "/certificates".to_owned(), "/admin/certificates".to_owned()] {
        assert!(world.get("", &page).await.status != 200, "{page}");
    }
    assert_eq!(world.get("employee", &path).await.status, 404);
    assert_eq!(world.get("employee", &format!("{path}/revoke")).await.status, 404);
    assert_eq!(world.post("employee", &format!("{path}/revoke"), "reason=superseded").await.status, 404);
    assert_eq!(world.get("employee", "/admin/certificates").await.status, 403);
    assert_eq!(world.get("employee", "/admin/certificates/issued").await.status, 403);

    let (_, csr) = request();
    let own = world.centre.request(&actor("administrator", Language::En), BODY, &csr).await.expect("asks");
    let page = world.get("administrator", &format!("/certificates/requests/{}", own.id)).await;
    assert!(!page.text.contains("Issue the certificate"));
    let decided = world.post("administrator", &format!("/certificates/requests/{}/approve", own.id), "").await;
    assert_eq!(decided.status, 403);
}

/// A request that is none, or whose key was used before, is refused on the same page, with the chosen body kept.
#[tokio::test]
async fn a_bad_request_is_refused_in_place() {
    let world = World::new().await;
    let none = world.post("head", "/certificates/new", &form(&[("csr", ""), ("body", &BODY.to_string())])).await;
    assert_eq!(none.status, 422);
    assert!(none.text.contains("There is no request."));
    let nonsense = form(&[("csr", &STANDARD.encode([0x30, 1, 0])), ("body", &BODY.to_string())]);
    let refused = world.post("head", "/certificates/new", &nonsense).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("data-certificate-request"));
}

/// The administrator finds certificates by the name of their owner.
#[tokio::test]
async fn certificates_are_found_by_name() {
    let world = World::new().await;
    let (issued, _) = world.certified().await;
    let link = format!("/certificates/{}", issued.id);
    let issued_list = |query: &'static str| format!("/admin/certificates/issued?q={query}");
    assert!(world.get("administrator", "/admin/certificates/issued").await.text.contains(&link));
    assert!(world.get("administrator", &issued_list("%D0%B0%D1%85%D0%BC%D0%B5%D1%82")).await.text.contains(&link));
    // The number of a person belongs into no address: it is posted, and the answer leads to an id.
    let refused = world.get("administrator", &issued_list("850101300019")).await;
    assert_eq!(refused.status, 422);
    let asked = "/admin/certificates/by-number";
    assert_eq!(world.get("administrator", asked).await.status, 200);
    let found = world.post("administrator", asked, &form(&[("iin", "850101300019")])).await;
    assert_eq!((found.status.as_u16(), found.text.contains("850101300019")), (303, false));
    let place = format!("/admin/certificates/issued?person={}", issued.person);
    assert_eq!(found.location, place);
    assert!(world.get("administrator", &place).await.text.contains(&link));
    for wrong in ["", "85010130001", "900101300019"] {
        let none = world.post("administrator", asked, &form(&[("iin", wrong)])).await;
        assert_eq!((none.status.as_u16(), none.text.contains("govuk-error-summary")), (422, true), "{wrong}");
    }
    assert_eq!(world.post("employee", asked, &form(&[("iin", "850101300019")])).await.status, 403);
    assert!(!world.get("administrator", &issued_list("%D0%BA%D0%B8%D0%BC")).await.text.contains(&link));
    assert!(world.get("administrator", &issued_list("nobody")).await.text.contains("Nobody like that"));
    let several = world.get("administrator", &issued_list("%D0%B0")).await.text;
    assert!(several.contains("Which person?"));
}

/// Every page says everything in every language.
#[tokio::test]
async fn pages_speak_three_languages() {
    let world = World::new().await;
    let (issued, _) = world.certified().await;
    let (_, csr) = request();
    let asked = world.centre.request(&actor("employee", Language::En), BODY, &csr).await.expect("asks");
    let pages = [
        ("head", "/certificates".to_owned()),
        ("head", "/certificates/new".to_owned()),
        ("head", format!("/certificates/{}", issued.id)),
        ("head", format!("/certificates/{}/revoke", issued.id)),
        ("employee", "/certificates".to_owned()),
        ("employee", format!("/certificates/requests/{}", asked.id)),
        ("administrator", format!("/certificates/requests/{}", asked.id)),
        ("administrator", "/admin/certificates?state=all".to_owned()),
        ("administrator", "/admin/certificates/issued?in_force=1".to_owned()),
        ("", "/pki".to_owned()),
        ("", "/verify".to_owned()),
    ];
    for (caller, page) in pages {
        for language in Language::ALL {
            let answer = world.get_in(caller, &page, language).await;
            assert_eq!(answer.status, 200, "{page} in {language:?}");
            let missing = answer.text.split("signatures-").nth(1).map(|t| t.chars().take(40).collect::<String>());
            assert_eq!(missing, None, "{page} in {language:?}");
        }
    }
}
