//! The calendar feed of terms: a page to make and end it, and the feed itself behind its password (RFC 5545).

use crate::DraftsWeb;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ical_feed::{Calendar, Event};
use maud::{Markup, html};
use orda_base::{Access, Error, LocalizedText, Message, Operation, Timestamp};
use orda_drafts::desk::{Feed, FeedTerm};
use orda_drafts::letters;
use orda_web::{Accounted, Messages, Response, Ui, WebError, parts};

/// Path of the page.
const PATH: &str = "/profile/calendar";
/// What the feed tells its readers about asking again, in hours.
const REFRESH_HOURS: u32 = 1;
/// The reminder on the day: at nine in the morning.
const NINE: i64 = -9 * 3600;

/// Path of the feed. Addresses stay in histories and logs: the secret comes as a password (RFC 7617), which programs for
/// calendars ask for and keep.
pub(crate) const FEED: &str = "/calendar/terms.ics";
/// The name that goes with the password; any other will do.
pub(crate) const NAME: &str = "terms";

/// The password of a request, whatever the name is.
fn password(headers: &HeaderMap) -> Option<String> {
    let (scheme, pair) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let pair = STANDARD.decode(pair.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    String::from_utf8(pair).ok()?.split_once(':').map(|(_, password)| password.to_owned())
}

/// `/profile/calendar`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    let made_at = app.desk.feed_made_at(ui.actor()).await?;
    let content = view(&ui, made_at, None);
    Ok(ui.page(ui.t("drafts-feed-title"), content).accessed(Access::done("feed", "", Operation::Read)))
}

/// Makes the feed anew; its address is shown on this page and never again.
pub(crate) async fn make(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    let token = app.desk.make_feed(ui.actor()).await?;
    let address = format!("{}{FEED}", app.drafts.settings().address);
    let content = view(&ui, Some(app.env.now()), Some((&address, &token)));
    let mut response = ui.page(ui.t("drafts-feed-title"), content).already_accounted();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Ends it.
pub(crate) async fn end(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    app.desk.end_feed(ui.actor()).await?;
    Ok(ui.redirect_with(PATH, &Message::new("drafts-feed-ended")).already_accounted())
}

/// The page; with address and password once, right after they were made.
pub(crate) fn view(ui: &Ui, made_at: Option<Timestamp>, made: Option<(&str, &str)>) -> Markup {
    crate::view::column(&html! {
        (crate::view::back(ui, "/profile", ui.t("web-profile")))
        h1.govuk-heading-xl { (ui.t("drafts-feed-title")) }
        p.govuk-body { (ui.t("drafts-feed-lead")) }
        @if let Some((address, password)) = made {
            (parts::notification_banner(ui, html! {
                p.govuk-notification-banner__heading { (ui.t("drafts-feed-address")) }
                p.govuk-body { code.app-break { (address) } }
                p.govuk-body { (ui.t("drafts-feed-user")) ": " code { (NAME) } }
                p.govuk-body { (ui.t("drafts-feed-password")) ": " code.app-break { (password) } }
                p.govuk-body { (ui.t("drafts-feed-once")) }
            }))
        }
        @match made_at {
            Some(at) => {
                p.govuk-body { (ui.tr("drafts-feed-made", &[("date", ui.datetime(at).into())])) }
                (parts::button_group(html! {
                    (parts::post_button(PATH, ui.t("drafts-feed-again"), "govuk-button--secondary", html! {}))
                    (parts::post_button(&format!("{PATH}/end"), ui.t("drafts-feed-end"), "govuk-button--warning", html! {}))
                }))
                p.govuk-hint { (ui.t("drafts-feed-again-hint")) }
            }
            None => { (parts::post_button(PATH, ui.t("drafts-feed-make"), "", html! {})) }
        }
    })
}

/// `/calendar/terms.ics`: without a session; the password is the right.
pub(crate) async fn feed(ui: Ui, State(app): State<DraftsWeb>, headers: HeaderMap) -> Result<Response, WebError> {
    let feed = match app.desk.feed(&password(&headers).unwrap_or_default()).await {
        Err(Error::NotFound) => return Ok(ask()),
        feed => feed?,
    };
    let text = calendar(ui.shell().messages(), &feed, &app.drafts.settings().address).write();
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"terms.ics\""),
    ];
    let person = feed.actor.person().map(|p| p.to_string()).unwrap_or_default();
    let access = Access::done("feed", person, Operation::Read).detail("calendar of terms");
    Ok((headers, text).into_response().accessed(access))
}

/// Without the password, or with a wrong one: the program asks its owner for it.
fn ask() -> Response {
    let realm = HeaderValue::from_static("Basic realm=\"Orda\", charset=\"UTF-8\"");
    let refused = Access::done("feed", "", Operation::Read).ended(&Error::Unauthenticated);
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, realm)]).into_response().accessed(refused)
}

/// The feed as a calendar in the person's language.
pub(crate) fn calendar(messages: &Messages, feed: &Feed, address: &str) -> Calendar {
    let language = feed.actor.language;
    let host = address.split("://").nth(1).unwrap_or(address).split(['/', ':']).next().unwrap_or_default();
    let event = |term: &FeedTerm| {
        let title = text(&term.title, language);
        let why = messages.t(language, &format!("drafts-why-{}", term.action.code())).to_owned();
        let body = term.body.as_ref().map(|b| text(&b.name, language)).unwrap_or_default();
        let url = format!("{address}{}", letters::path(term.draft, term.version));
        let description = [title.as_str(), &why, &body, &url].into_iter().filter(|t| !t.is_empty());
        Event {
            uid: format!("{}@{host}", term.uid()),
            stamp: feed.made_at.zoned().timestamp(),
            day: term.due,
            summary: format!("{}: {why}", term.number),
            description: description.collect::<Vec<_>>().join("\n"),
            url,
            alarm_before: Some(NINE),
        }
    };
    Calendar {
        product: format!("-//Orda//Terms//{}", language.code().to_uppercase()),
        name: messages.t(language, "drafts-feed-name").to_owned(),
        language: language.code().to_owned(),
        refresh_hours: REFRESH_HOURS,
        events: feed.terms.iter().map(event).collect(),
    }
}

fn text(text: &LocalizedText, language: orda_base::Language) -> String {
    text.get(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The password of the header is read, whatever the name; other ways of proving oneself are none.
    #[test]
    fn the_password_is_in_a_header() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().expect("a header"));
            password(&headers)
        };
        assert_eq!(read(&format!("Basic {}", STANDARD.encode("terms:a:b"))).as_deref(), Some("a:b"));
        assert_eq!(read(&format!("basic {}", STANDARD.encode(":a"))).as_deref(), Some("a"));
        for wrong in ["Bearer YTpi", "Basic", "Basic ?", "Basic YWI="] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(password(&HeaderMap::new()), None);
    }
}
