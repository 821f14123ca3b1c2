//! E-mails as they arrive, and what administrators see of those that do not.

use crate::support::{Behaviour, MailServer, Portal};
use axum::http::{Method, StatusCode};
use orda_base::{Language, Role};
use orda_notifications_web::{SmtpMailer, SmtpSettings, Tls};
use orda_web::{Messages, SecretFile};

fn settings(server: &MailServer, tls: Tls) -> SmtpSettings {
    let ca = Some(server.certificate.clone()).filter(|pem| !pem.is_empty());
    let from = "Портал <orda@gov.example>".to_owned();
    SmtpSettings { host: "localhost".into(), port: server.port, tls, ca, credentials: None, from }
}

const HEAD: &str = "head@gov.example";

/// An event that needs somebody's action sends exactly one e-mail, to that person's address and in that person's
/// language, which names the action, the object and the link and holds nothing else; whoever has no part in it gets
/// none. A person without an address and a refused delivery are recorded and shown to the administrator, and the
/// notices are in the portal all the same.
///
/// Covers: 385-11
#[tokio::test]
async fn events_reach_those_who_must_act() {
    let server = MailServer::start(Behaviour::default()).await;
    let portal = Portal::new(Some(&settings(&server, Tls::None))).await;
    let head = portal.person("Иванова Анна", Some(HEAD), Language::Ru);
    let bystander = portal.person("Сыртқы Адам", Some("other@gov.example"), Language::Kk);
    portal.ask_to_sign(head).await;
    assert_eq!(portal.outbox().send_due().await.expect("sends"), 1);

    let letters = server.letters();
    assert_eq!(letters.iter().map(|l| l.to.as_str()).collect::<Vec<_>>(), [HEAD]);
    assert_eq!(letters[0].header("subject"), "На подпись: О бюджете");
    assert_eq!(letters[0].header("content-language"), "ru");
    assert_eq!(
        letters[0].body,
        "Иванова Анна, здравствуйте!\n\n\
         Подпишите как руководитель проект «О бюджете».\n\n\
         Чтобы выполнить необходимое действие, откройте на портале:\n\
         https://portal.example/drafts/0190f3c8\n\n\
         -- \nИнтранет-портал государственных органов\nПисьмо отправлено автоматически, не отвечайте на него.\n"
    );
    let (_, nothing) = portal.call(bystander, None, Method::GET, "/notifications").await;
    assert!(nothing.contains("No notifications"));

    let without = portal.person("Мекенсіз Адам", None, Language::Kk);
    let refused = portal.person("Бұрынғы Адам", Some("gone@gov.example"), Language::Kk);
    server.behave(Behaviour { to_recipient: "550 5.1.1 no such user\r\n", ..Behaviour::default() });
    portal.ask_to_sign(without).await;
    portal.ask_to_sign(refused).await;
    assert_eq!(portal.outbox().send_due().await.expect("tries"), 2);
    let administrator = portal.person("Әкімші", None, Language::En);
    let list = portal.call(administrator, Some(Role::Administrator), Method::GET, "/admin/deliveries").await.1;
    for text in ["Мекенсіз Адам", "No address", "Бұрынғы Адам", "Not delivered", "no such user", "On the budget"]
    {
        assert!(list.contains(text), "{text}");
    }
    assert!(!list.contains("Иванова Анна"), "what arrived is not among what did not");
    for person in [without, refused] {
        let (_, own) = portal.call(person, None, Method::GET, "/notifications").await;
        assert!(own.contains("Sign the draft “On the budget” as head."), "{own}");
    }
}

/// A server that is away or asks for patience is asked again later, with the same `Message-ID`.
#[tokio::test]
async fn temporary_failures_are_retried() {
    let busy = Behaviour { to_recipient: "451 4.3.0 try later\r\n", ..Behaviour::default() };
    let server = MailServer::start(busy).await;
    let portal = Portal::new(Some(&settings(&server, Tls::None))).await;
    portal.ask_to_sign(portal.person("Ахметов Данияр", Some(HEAD), Language::Kk)).await;
    portal.outbox().send_due().await.expect("tries");
    let administrator = portal.person("Әкімші", None, Language::En);
    let (_, list) = portal.call(administrator, Some(Role::Administrator), Method::GET, "/admin/deliveries").await;
    assert!(list.contains("Queued") && list.contains("try later") && list.contains("Next attempt"), "{list}");
    server.behave(Behaviour::default());
    portal.clock.advance(60);
    portal.outbox().send_due().await.expect("sends");
    let letter = server.letters().remove(0);
    assert_eq!(letter.header("subject"), "Қол қою: Бюджет туралы");
    assert!(letter.header("message-id").ends_with("@gov.example>"));
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
}

/// With encryption required, mails go out over STARTTLS to a server whose certificate is known, and nothing goes out to
/// a server that does not offer it or whose certificate is not known.
#[tokio::test]
async fn encryption_is_not_given_up() {
    let both = Behaviour { starttls: true, only_encrypted: true, ..Behaviour::default() };
    let server = MailServer::start(both.clone()).await;
    let portal = Portal::new(Some(&settings(&server, Tls::Required))).await;
    portal.ask_to_sign(portal.person("Ахметов Данияр", Some(HEAD), Language::Kk)).await;
    portal.outbox().send_due().await.expect("sends");
    assert_eq!(server.letters().len(), 1);

    let stranger = SmtpSettings { ca: None, ..settings(&server, Tls::Required) };
    let plain = MailServer::start(Behaviour::default()).await;
    for settings in [stranger, settings(&plain, Tls::Required)] {
        let portal = Portal::new(Some(&settings)).await;
        portal.ask_to_sign(portal.person("Ахметов Данияр", Some(HEAD), Language::Kk)).await;
        portal.outbox().send_due().await.expect("tries");
        let administrator = portal.person("Әкімші", None, Language::En);
        let (_, list) = portal.call(administrator, Some(Role::Administrator), Method::GET, "/admin/deliveries").await;
        assert!(list.contains("Queued"), "{list}");
    }
    assert_eq!((server.letters().len(), plain.letters().len()), (1, 0));
}

/// A file with this password, in a folder of its own.
fn password_file(password: &str) -> (tempfile::TempDir, SecretFile) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("password");
    std::fs::write(&path, password).expect("written");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("closed");
    (folder, SecretFile::named(&path))
}

/// The password is what stands in its file when a letter goes out: whoever turns it over there and at the relay needs no
/// restart, and until both are done letters wait.
#[tokio::test]
async fn passwords_are_turned_over() {
    let taking = |password| Behaviour { starttls: true, password, ..Behaviour::default() };
    let server = MailServer::start(taking("one")).await;
    let (_folder, file) = password_file("one\n");
    let credentials = Some(("orda".to_owned(), file.clone()));
    let portal = Portal::new(Some(&SmtpSettings { credentials, ..settings(&server, Tls::Required) })).await;
    portal.ask_to_sign(portal.person("Ахметов Данияр", Some(HEAD), Language::Kk)).await;
    portal.outbox().send_due().await.expect("sends");
    assert_eq!(server.letters().len(), 1);

    std::fs::write(file.path(), "two").expect("written");
    portal.ask_to_sign(portal.person("Иванова Анна", Some(HEAD), Language::Ru)).await;
    portal.outbox().send_due().await.expect("tries");
    assert_eq!(server.letters().len(), 1, "the relay knows the old one alone");
    server.behave(taking("two"));
    portal.clock.advance(60);
    portal.outbox().send_due().await.expect("sends");
    assert_eq!(server.letters().len(), 2);
}

/// Settings that would send a password in the clear or have no sender are refused when the portal starts.
#[tokio::test]
async fn wrong_settings_are_refused() {
    let server = MailServer::start(Behaviour::default()).await;
    let messages = Messages::load(&[orda_notifications_web::LOCALES]).expect("complete");
    let good = settings(&server, Tls::Required);
    let leaking =
        SmtpSettings { tls: Tls::Opportunistic, credentials: Some(("u".into(), password_file("p").1)), ..good.clone() };
    let senderless = SmtpSettings { from: "nobody".into(), ..good.clone() };
    for settings in [leaking, senderless] {
        let made =
            SmtpMailer::new(Some(&settings), messages.clone(), "https://portal.example", orda_base::Env::system());
        assert!(made.is_err());
        assert!(!format!("{settings:?}").contains("credentials"));
    }
}

/// Without a mail server the administrator is told that mails wait; nobody else sees the list.
#[tokio::test]
async fn missing_server_is_told() {
    let portal = Portal::new(None).await;
    let person = portal.person("Ахметов Данияр", Some(HEAD), Language::En);
    portal.ask_to_sign(person).await;
    let (_, list) = portal.call(person, Some(Role::Administrator), Method::GET, "/admin/deliveries").await;
    assert!(list.contains("No mail server is configured") && list.contains("Queued"));
    for path in ["/admin/deliveries", "/api/v1/deliveries"] {
        assert_eq!(portal.call(person, Some(Role::SecurityOfficer), Method::GET, path).await.0, StatusCode::FORBIDDEN);
    }
}
