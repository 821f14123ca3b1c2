//! Events of the procedure reach those who must act, in the portal and by e-mail (385-11).

use crate::mail::{Behaviour, Letter, MailServer};
use crate::world::{actor, draft};
use orda::config::{Config, Smtp};
use orda_base::Language;
use orda_test::{On, TestPortal};
use rstest::rstest;

/// A portal that sends its mails to `server`.
async fn mailing(on: On, server: &MailServer) -> TestPortal {
    let port = server.port;
    let change = |config: &mut Config| {
        config.smtp = Some(Smtp {
            host: "localhost".into(),
            port,
            tls: "none".into(),
            user: None,
            password_file: None,
            ca_file: None,
            from: "Портал <orda@orda.example>".into(),
        });
    };
    TestPortal::start_with(on, change).await
}

/// Sends everything that is due; the letters that arrived by it.
async fn arrived(test: &TestPortal, server: &MailServer) -> Vec<Letter> {
    let before = server.letters().len();
    while test.portal.outbox.send_due().await.unwrap() > 0 {}
    server.letters().split_off(before)
}

fn addresses(letters: &[Letter]) -> Vec<String> {
    let mut all: Vec<_> = letters.iter().map(|l| l.to.clone()).collect();
    all.sort();
    all
}

/// At each step exactly those who must act get an e-mail at their address, which names the draft and holds the link to
/// its version, and nothing of its text or files. Who has no part in it gets nothing.
///
/// Covers: 385-11
#[rstest]
#[tokio::test]
async fn each_step_tells_who_must_act(#[values(On::Sqlite, On::Postgres)] on: On) {
    let server = MailServer::start(Behaviour::default()).await;
    let test = mailing(on, &server).await;
    let draft = draft(&test, "prepared", &[]).await;
    let mut all = arrived(&test, &server).await;
    assert_eq!(addresses(&all), ["justice-head@orda.example"]);
    draft.sign(1).await.unwrap();
    let signed = arrived(&test, &server).await;
    assert_eq!(addresses(&signed), ["justice-drafter@orda.example"]);
    draft.send(1).await.unwrap();
    let sent = arrived(&test, &server).await;
    assert_eq!(addresses(&sent), ["economy-clerk@orda.example", "finance-clerk@orda.example"]);
    let mut later = Vec::new();
    for (state, address) in [
        ("registered", None),
        ("with_head", Some("finance-head@orda.example")),
        ("representative_named", Some("finance-approver@orda.example")),
        ("under_review", Some("finance-head@orda.example")),
        ("approved", Some("justice-drafter@orda.example")),
    ] {
        let step = test.stage();
        bring_one_step(&step, draft.id, state).await;
        let letters = arrived(&test, &server).await;
        assert_eq!(addresses(&letters), address.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{state}");
        later.extend(letters);
    }
    all.extend(signed.into_iter().chain(sent).chain(later));
    let link = format!("{}/drafts/{}/v/1", test.url, draft.id);
    for letter in &all {
        assert!(letter.body.contains(&link), "{}", letter.body);
        assert!(letter.body.contains("Сынақ жобасы"), "{}", letter.body);
        assert!(!letter.header("subject").is_empty());
        for content in ["Бірінші", "Первый", "1-нұсқа.docx", "Екінші"] {
            assert!(!letter.body.contains(content), "{content}: {}", letter.body);
        }
    }
    assert!(all.iter().all(|l| !l.to.starts_with("health-") && !l.to.starts_with("energy-")));
}

/// One step of finance towards `state`.
async fn bring_one_step(stage: &orda::demo::play::Stage<'_>, id: orda_drafts::DraftId, state: &str) {
    use orda_base::Role;
    let (cast, drafts) = (stage.cast, &stage.portal.drafts);
    let finance = cast.body("finance");
    let member = |role| cast.holder("finance", role).actor();
    match state {
        "registered" => {
            let date = Some(stage.portal.env.now().date());
            let input = orda_drafts::RegistrationInput { number: "1-к".into(), date };
            drafts.register(&member(Role::RecordsClerk), id, finance, input).await.unwrap();
        }
        "with_head" => drafts.pass_to_head(&member(Role::RecordsClerk), id, finance).await.unwrap(),
        "representative_named" => {
            let named = [cast.holder("finance", Role::Approver).person];
            drafts.name_representatives(&member(Role::HeadOfBody), id, finance, &named, "").await.unwrap();
        }
        "under_review" => {
            drafts.card(&member(Role::Approver), id, None).await.unwrap();
        }
        _ => stage.approve(id, 1, "finance").await.unwrap(),
    }
}

/// A person without an address, and one whose address the mail server refuses: the failure is recorded and shown to the
/// administrator and to nobody else, and the notice is seen in the portal all the same.
///
/// Covers: 385-11
#[rstest]
#[tokio::test]
async fn a_failed_delivery_is_shown(#[values(On::Sqlite, On::Postgres)] on: On) {
    let server = MailServer::start(Behaviour::default()).await;
    let test = mailing(on, &server).await;
    test.client("finance-clerk").await.form("/profile/email", &[("email", "")]).await.expect(303);
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    arrived(&test, &server).await;
    draft.send(1).await.unwrap();
    server.behave(Behaviour { to_recipient: "550 5.1.1 no such user\r\n", ..Behaviour::default() });
    assert!(arrived(&test, &server).await.is_empty());

    let admin = test.client("digital-admin").await;
    let list = admin.get("/api/v1/deliveries").await.expect(200).json();
    let states: Vec<(&str, &str)> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        // The clerk was told of the address too.
        .filter(|d| d["kind"] == "drafts-notice-register")
        .map(|d| (d["state"].as_str().unwrap(), d["recipient"].as_str().unwrap()))
        .collect();
    let person = |login: &str| test.cast.person(login).person.to_string();
    let (clerk, other) = (person("finance-clerk"), person("economy-clerk"));
    assert_eq!(states.len(), 2, "{list}");
    assert!(states.contains(&("no_address", &clerk)) && states.contains(&("failed", &other)), "{list}");
    assert!(list.to_string().contains("no such user"));
    let page = admin.get("/admin/deliveries").await.expect(200).text();
    let surname = test.cast.person("finance-clerk").name.split(' ').next().unwrap().to_owned();
    assert!(page.contains(&surname) && page.contains("no such user"), "{page}");
    test.client("finance-head").await.get("/api/v1/deliveries").await.expect(403);

    for (login, unread) in [("finance-clerk", 2), ("economy-clerk", 1)] {
        let client = test.client(login).await;
        let own = client.get("/api/v1/notifications").await.expect(200).json();
        let first = &own["items"][0]["kind"];
        assert_eq!((&own["unread"], first), (&unread.into(), &"drafts-notice-register".into()), "{own}");
        let link = own["items"][0]["link"].as_str().unwrap();
        assert_eq!(link, format!("/drafts/{}/v/1", draft.id));
        client.get(link).await.expect(200);
        let page = client.get("/notifications").await.expect(200).text();
        assert!(page.contains("Сынақ жобасы"), "{page}");
    }
    let nobody = test.client("health-clerk").await.get("/api/v1/notifications").await.expect(200).json();
    assert_eq!(nobody["total"], 0);
}

/// Notices and e-mails are in the language of their reader.
///
/// Covers: 385-11
#[rstest]
#[tokio::test]
async fn everyone_reads_the_own_language(#[values(On::Sqlite, On::Postgres)] on: On) {
    let server = MailServer::start(Behaviour::default()).await;
    let test = mailing(on, &server).await;
    let clerk = actor(&test, "finance-clerk");
    test.portal.identity.set_language(&clerk, Language::Ru).await.unwrap();
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    arrived(&test, &server).await;
    draft.send(1).await.unwrap();
    let letters = arrived(&test, &server).await;
    let to = |login: &str| letters.iter().find(|l| l.to.starts_with(login)).unwrap();
    let (ru, kk) = (to("finance-clerk"), to("economy-clerk"));
    assert_eq!((ru.header("content-language"), kk.header("content-language")), ("ru", "kk"));
    assert!(ru.body.contains("Проверочный проект") && kk.body.contains("Сынақ жобасы"));
    let shown = test.client("finance-clerk").await.get("/notifications").await.expect(200).text();
    assert!(shown.contains("Проверочный проект") && shown.contains("lang=\"ru\""), "{shown}");
}

/// While no mail server is set, mails wait: nothing is lost, and the portal works.
///
/// Covers: 385-11
#[rstest]
#[tokio::test]
async fn mails_wait_for_a_server(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "signed_by_drafter", &[]).await;
    assert_eq!(test.portal.outbox.send_due().await.unwrap(), 0);
    let list = test.client("digital-admin").await.get("/api/v1/deliveries?state=waiting").await.expect(200).json();
    assert_eq!((&list["configured"], &list["total"]), (&false.into(), &2.into()), "{list}");
    assert_eq!(draft.told("justice-head").await, ["drafts-notice-sign"]);
}
