//! Maintenance with notice: told beforehand in the reader's language, reading goes on, changes are refused without losing
//! what was typed, and administrators end it.

use orda_base::{Actor, LocalizedText};
use orda_maintenance::Input;
use orda_test::{NOW, On, TestPortal};

fn announced(from: i64, until: i64) -> Input {
    let notice = LocalizedText::new("Жаңа нұсқа орнатылады.", "Устанавливается новая версия.", "A new version.");
    Input { from: Some(NOW.plus_seconds(from)), until: Some(NOW.plus_seconds(until)), notice }
}

/// Everybody is told above every page as soon as it is announced, whoever reads and in the language of the reader; nothing is
/// refused before it begins, and nothing is told after it ended.
#[tokio::test]
async fn everybody_is_told_beforehand() {
    let test = TestPortal::start(On::Sqlite).await;
    let drafter = test.client("justice-drafter").await;
    assert!(!drafter.get("/my-work").await.text().contains("Жаңа нұсқа"));
    test.portal.maintenance.announce(&Actor::portal(), &announced(600, 1200)).await.unwrap();
    for (language, words) in
        [("kk", "Жаңа нұсқа орнатылады."), ("ru", "Устанавливается новая версия."), ("en", "A new version.")]
    {
        let stranger = test.stranger();
        let request = stranger.request("GET".parse().unwrap(), "/help").header("accept-language", language);
        assert!(stranger.send(request).await.text().contains(words), "{language}");
    }
    assert!(drafter.get("/my-work").await.expect(200).text().contains("Техникалық жұмыстар жоспарланған"));
    assert_ne!(drafter.form("/notifications/read-all", &[]).await.status, 503);
    test.clock.advance(1200);
    assert!(!drafter.get("/my-work").await.text().contains("Жаңа нұсқа"));
}

/// While it is under way pages are read and everything that changes something answers 503, says when to come again, hands back
/// what was typed and changes nothing; programs get a problem. People log out and in. When it is over, things go on.
#[tokio::test]
async fn meanwhile_nothing_is_changed() {
    for on in On::ALL {
        let test = TestPortal::start(on).await;
        let (drafter, administrator) = (test.client("justice-drafter").await, test.client("digital-admin").await);
        test.portal.maintenance.announce(&Actor::portal(), &announced(0, 600)).await.unwrap();
        assert!(drafter.get("/my-work").await.expect(200).text().contains("Техникалық жұмыстар жүріп жатыр"));

        let typed = "Қала \"бюджеті\" <b>";
        let path = "/admin/calendar/new?x=1";
        let refused = administrator.form(path, &[("name_kk", typed), ("works", "no")]).await.expect(503);
        assert_eq!(refused.header("retry-after"), Some("600"));
        let page = refused.text();
        assert!(
            page.contains("Қазір ештеңе өзгертуге болмайды") && page.contains("action=\"/admin/calendar/new?x=1\""),
            "{page}"
        );
        assert!(page.contains("value=\"Қала &quot;бюджеті&quot; &lt;b&gt;\""), "{page}");
        // A password is never written into a page.
        let secret = drafter.form("/profile/password", &[("current", "x"), ("password", "tajna-1")]).await.expect(503);
        assert!(!secret.text().contains("tajna-1") && secret.header("retry-after") == Some("600"));
        let problem = drafter.post("/api/v1/drafts", &serde_json::json!({})).await.expect(503);
        assert_eq!((problem.code().as_str(), problem.header("retry-after")), ("maintenance-under-way", Some("600")));

        // Who is not an administrator cannot end it, and cannot see the page.
        drafter.get("/admin/maintenance").await.expect(403);
        drafter.form("/admin/maintenance/end", &[]).await.expect(403);
        assert_ne!(drafter.form("/logout", &[]).await.status, 503);
        assert_ne!(test.stranger().form("/login", &[("login", "x"), ("password", "y")]).await.status, 503);

        administrator.form("/admin/maintenance/end", &[]).await.expect(303);
        assert_ne!(administrator.form(path, &[("name_kk", typed)]).await.status, 503);
        administrator.form("/admin/maintenance/end", &[]).await.expect(404);
    }
}

/// An administrator announces on the page by day and time in Astana; what is wrong is told and what was typed stays.
#[tokio::test]
async fn administrators_announce_on_the_page() {
    let test = TestPortal::start(On::Sqlite).await;
    let administrator = test.client("digital-admin").await;
    let day = |name: &'static str| {
        [("day", "28"), ("month", "11"), ("year", "2026")].map(|(part, v)| (format!("{name}-{part}"), v))
    };
    let mut fields: Vec<(String, &str)> = day("from").into_iter().chain(day("until")).collect();
    fields.extend([("from_time".to_owned(), "22:00"), ("until_time".to_owned(), "21:00")]);
    fields.extend([("notice_kk".to_owned(), "Жаңарту бар"), ("notice_ru".to_owned(), "Будет обновление")]);
    let post = |fields: Vec<(String, &'static str)>| {
        let administrator = administrator.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            administrator.form("/admin/maintenance", &fields).await
        }
    };
    let wrong = post(fields.clone()).await.expect(422).text();
    assert!(wrong.contains("Жаңарту бар") && wrong.contains("Аяқталуы басталуынан кейін"), "{wrong}");
    assert!(test.portal.maintenance.now().is_none());
    fields.retain(|(name, _)| name != "until_time");
    fields.push(("until_time".to_owned(), "23:30"));
    post(fields).await.expect(303);
    let (announced, _) = test.portal.maintenance.now().unwrap();
    assert_eq!(announced.from.zoned().strftime("%d.%m.%Y %H:%M").to_string(), "28.11.2026 22:00");
    assert_eq!(announced.until.seconds_since(announced.from), 5400);
}
