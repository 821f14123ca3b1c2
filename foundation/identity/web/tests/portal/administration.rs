//! Pages of the administration.

use crate::support::{PASSWORD, Portal};
use axum::http::StatusCode;
use orda_base::{LocalizedText, Role};
use orda_identity::UnitInput;

/// Every page is whole in every language: no key of a message shows through.
#[tokio::test]
async fn every_page_is_whole_in_every_language() {
    let portal = Portal::new().await;
    let person = portal.person("drafter", &[Role::Drafter, Role::HeadOfBody]).await;
    let deputy = portal.person("deputy", &[]).await;
    let (admin, body) = (orda_base::Actor::portal(), portal.justice);
    let name = LocalizedText::new("Заң департаменті", "Юридический департамент", "");
    let unit = UnitInput { name, parent: None };
    let unit = portal.identity.create_unit(&admin, body, &unit).await.unwrap();
    let today = portal.identity.picture().await.unwrap().on;
    let acting = portal.identity.appoint_acting(&admin, body, deputy, today, today).await.unwrap();
    let roles = [orda_identity::HeldRole { role: Role::Drafter, body: Some(body) }];
    let (system, _) = portal.identity.register_system(&admin, "ЕСЭДО", &roles, 30).await.unwrap();
    let picture = portal.identity.picture().await.unwrap();
    let entry = picture.person(person).unwrap();
    let (position, grant) = (entry.positions[0].id, entry.grants[0].id);
    let paths = [
        "/profile".to_owned(),
        "/profile/password".to_owned(),
        "/profile/acting".to_owned(),
        "/admin".to_owned(),
        "/admin/roles".to_owned(),
        "/admin/bodies".to_owned(),
        "/admin/bodies?q=әділет&kind=ministry&inactive=1".to_owned(),
        "/admin/bodies?q=жоқ".to_owned(),
        "/admin/bodies?sort=-bin".to_owned(),
        "/admin/people?sort=-position".to_owned(),
        "/admin/bodies/new".to_owned(),
        format!("/admin/bodies/{body}"),
        format!("/admin/bodies/{body}/edit"),
        format!("/admin/bodies/{body}/deactivate"),
        format!("/admin/bodies/{body}/units/new"),
        format!("/admin/bodies/{body}/units/{unit}"),
        format!("/admin/bodies/{body}/acting/new"),
        format!("/admin/bodies/{body}/acting/{acting}/end"),
        "/admin/people".to_owned(),
        format!("/admin/people?q=ахметов&body={body}&role=drafter&inactive=1"),
        "/admin/people/new".to_owned(),
        format!("/admin/people/{person}"),
        format!("/admin/people/{person}/edit"),
        format!("/admin/people/{person}/deactivate"),
        format!("/admin/people/{person}/password"),
        format!("/admin/people/{person}/positions/new"),
        format!("/admin/people/{person}/positions/{position}/end"),
        format!("/admin/people/{person}/roles/new"),
        format!("/admin/people/{person}/roles/{grant}/withdraw"),
        "/admin/systems".to_owned(),
        "/admin/systems/new".to_owned(),
        format!("/admin/systems/{system}/renew"),
        format!("/admin/systems/{system}/revoke"),
    ];
    let cookie = portal.login("administrator").await;
    for language in ["kk", "ru", "en"] {
        let cookie = format!("{cookie}; orda_language={language}");
        for open in ["/login?next=/admin", "/login/eds"] {
            let login = portal.get(&format!("orda_language={language}"), open).await;
            assert_eq!(login.status, StatusCode::OK, "{}", login.body);
            assert!(!shows_key(&login.body), "{open} in {language}: {}", login.body);
        }
        for path in &paths {
            let uri = path.replace("әділет", "%D3%99%D0%B4").replace("жоқ", "zzz").replace("ахметов", "%D0%B0%D1%85");
            let page = portal.get(&cookie, &uri).await;
            assert_eq!(page.status, StatusCode::OK, "{path} in {language}: {}", page.body);
            assert!(!shows_key(&page.body), "{path} in {language}: {}", page.body);
            assert!(page.body.contains(&format!("lang=\"{language}\"")), "{path} in {language}");
        }
    }
}

/// Does a key of a message stand in the text?
fn shows_key(page: &str) -> bool {
    let is_role = |word: &str| word.strip_prefix("role-").is_some_and(|code| Role::from_code(code).is_some());
    page.split(['>', '<', '"', ' ']).any(|word| word.starts_with("identity-") || is_role(word))
}

/// A person is registered with a position; the one-time password is shown once; wrong fields keep what was typed.
#[tokio::test]
async fn people_are_registered() {
    let portal = Portal::new().await;
    let cookie = portal.login("administrator").await;
    let body = portal.justice.to_string();
    let mut form = vec![
        ("iin", "811218300246"),
        ("surname", "Жандосова"),
        ("given", "Мәдина"),
        ("language", "ru"),
        ("login", "m.zhandosova"),
        ("body", body.as_str()),
        ("title_kk", "Маман"),
        ("title_ru", "Специалист"),
    ];
    let wrong = portal.post(&cookie, "/admin/people/new", &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"iin-error\"") && wrong.body.contains("value=\"Жандосова\""), "{}", wrong.body);
    form[0].1 = "811218300245";
    let made = portal.post(&cookie, "/admin/people/new", &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let password = made.body.split("id=\"one-time-password\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let first = portal.post("", "/login", &[("login", "m.zhandosova"), ("password", password)]).await;
    assert_eq!(first.location(), "/profile/password");
    let list = portal.get(&cookie, "/admin/people?q=%D0%B6%D0%B0%D0%BD%D0%B4%D0%BE%D1%81").await;
    assert!(list.body.contains("Жандосова Мәдина") && !list.body.contains(password));
}

/// Roles are given and taken away on pages; a refusal stands on the page of the form with its reason.
#[tokio::test]
async fn roles_are_given() {
    let portal = Portal::new().await;
    let person = portal.person("drafter", &[]).await;
    let cookie = portal.login("administrator").await;
    let body = portal.justice.to_string();
    let path = format!("/admin/people/{person}/roles/new");
    let give = |role: &'static str, body: String| {
        let (portal, cookie, path) = (&portal, &cookie, &path);
        async move { portal.post(cookie, path, &[("role", role), ("body", &body)]).await }
    };
    assert_eq!(give("drafter", body.clone()).await.status, StatusCode::SEE_OTHER);
    let twice = give("drafter", body.clone()).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.body.contains("Бұл рөл осы адамға берілген."), "{}", twice.body);
    assert_eq!(give("control_officer", body.clone()).await.status, StatusCode::CONFLICT);
    assert_eq!(give("", body.clone()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let drafter = portal.login("drafter").await;
    assert!(portal.get(&drafter, "/").await.body.contains("roles: drafter<"));
    let own = portal.identity.picture().await.unwrap().person_by_login("administrator").unwrap().person.id;
    let own =
        portal.post(&cookie, &format!("/admin/people/{own}/roles/new"), &[("role", "drafter"), ("body", &body)]).await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(!own.body.contains(PASSWORD));
}

/// The lists are sorted by their columns both ways, and exported as they are seen: the same rows in the same order.
#[tokio::test]
async fn lists_are_sorted_and_exported() {
    let portal = Portal::new().await;
    for login in ["alpha", "beta", "gamma"] {
        portal.person(login, &[Role::Drafter]).await;
    }
    let cookie = portal.login("administrator").await;
    let seen = |page: &str| {
        let mut found: Vec<_> = ["alpha", "beta", "gamma"]
            .into_iter()
            .filter_map(|l| page.find(&format!("{l}<")).map(|at| (at, l)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, l)| l).collect::<Vec<_>>()
    };
    let get = async |path: &str| portal.get(&cookie, path).await;
    assert_eq!(seen(&get("/admin/people?sort=login").await.body), ["alpha", "beta", "gamma"]);
    assert_eq!(seen(&get("/admin/people?sort=-login").await.body), ["gamma", "beta", "alpha"]);
    let page = get("/admin/people?sort=-login&role=drafter").await.body;
    assert!(page.contains("/admin/people/export.csv?sort=-login&amp;role=drafter"), "the file has the same question");
    let csv = get("/admin/people/export.csv?sort=-login&role=drafter").await.body;
    let logins: Vec<_> =
        csv.lines().filter_map(|l| ["alpha", "beta", "gamma"].into_iter().find(|w| l.contains(w))).collect();
    assert_eq!(logins, ["gamma", "beta", "alpha"]);
    assert!(!csv.contains("administrator"), "only what is filtered");
    let bodies = get("/admin/bodies/export.csv?sort=bin").await.body;
    assert!(bodies.lines().count() > 1);
    for path in ["/admin/people/export.xlsx", "/admin/bodies/export.xlsx"] {
        assert_eq!(get(path).await.status, StatusCode::OK);
    }
    let drafter = portal.login("alpha").await;
    for path in ["/admin/people/export.csv", "/admin/bodies/export.xlsx"] {
        assert_eq!(portal.get(&drafter, path).await.status, StatusCode::FORBIDDEN);
    }
}
