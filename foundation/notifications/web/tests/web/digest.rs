//! The page of the letter of the morning, and the letter as it arrives.

use crate::support::{Behaviour, MailServer, Portal};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use orda_base::{Language, PersonId};
use orda_notifications_web::{SmtpSettings, Tls};
use tower::ServiceExt;

async fn send(portal: &Portal, person: PersonId, form: &str) -> (StatusCode, String) {
    let request = Request::builder().method("POST").uri("/profile/digest");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = portal.router(person, None).oneshot(request.body(Body::from(form.to_owned())).expect("a request"));
    let answer = answer.await.expect("an answer");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// A person chooses on the page; the letter comes at that time in the chosen language, names what waits with its link, and
/// holds nothing else.
#[tokio::test]
async fn is_chosen_and_comes() {
    let server = MailServer::start(Behaviour::default()).await;
    let settings = SmtpSettings {
        host: "localhost".into(),
        port: server.port,
        tls: Tls::None,
        ca: None,
        credentials: None,
        from: "Портал <orda@gov.example>".to_owned(),
    };
    let portal = Portal::new(Some(&settings)).await;
    let head = portal.person("Ахметов Дәулет", Some("head@gov.example"), Language::Kk);
    let (status, page) = send(&portal, head, "wanted=yes&time=25:00&language=ru").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("08:30") && page.contains("25:00"), "says how, and keeps what was typed");
    // Sunday 22 November 2026, 14:05 in Astana: the letter of 09:15 comes on Monday.
    assert_eq!(send(&portal, head, "wanted=yes&time=09:15&language=ru").await.0, StatusCode::SEE_OTHER);
    assert_eq!(portal.digests().send_due().await.expect("runs"), 0);
    portal.clock.advance(24 * 3600);
    assert_eq!(portal.digests().send_due().await.expect("runs"), 1);
    assert_eq!(portal.outbox().send_due().await.expect("sends"), 1);
    let letters = server.letters();
    assert_eq!(letters[0].to, "head@gov.example");
    assert_eq!(letters[0].header("subject"), "Вас ждет 1 дело");
    assert_eq!(letters[0].header("content-language"), "ru");
    assert_eq!(
        letters[0].body,
        "Ахметов Дәулет, здравствуйте!\n\n\
         Вас ждет 1 дело, просрочено: 0.\n\n\
         • НҚА-2026-000010. Бюджет туралы. Қол қою.\n  https://portal.example/drafts/0190f3c8/v/1\n\n\
         Чтобы выполнить необходимое действие, откройте на портале:\n\
         https://portal.example/my-work\n\n\
         -- \nИнтранет-портал государственных органов\nПисьмо отправлено автоматически, не отвечайте на него.\n"
    );
}
