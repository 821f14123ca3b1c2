//! The letter of the morning: a page on which a person chooses whether, when and in which language.

use crate::NotificationsWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use maud::{Markup, html};
use orda_base::{Access, Error, Language, Operation, Result};
use orda_notifications::DigestChoice;
use orda_web::parts::{self, Choice, Field};
use orda_web::{Accounted, Caller, Form, FormErrors, Json, Message, Response, Ui, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Path of the page.
pub(crate) const PATH: &str = "/profile/digest";

/// A choice as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DigestInput {
    wanted: String,
    time: String,
    language: String,
}

impl DigestInput {
    fn of(choice: DigestChoice) -> Self {
        Self {
            wanted: if choice.on { "yes" } else { "no" }.to_owned(),
            time: choice.time(),
            language: choice.language.map_or_else(String::new, |l| l.code().to_owned()),
        }
    }

    fn read(&self) -> Result<DigestChoice> {
        let on = match self.wanted.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(Error::field("wanted", "error-choose")),
        };
        // Who wants no letter need not say when.
        let minute = match DigestChoice::minute_of(&self.time) {
            Some(minute) => minute,
            None if !on => DigestChoice::default().minute,
            None => return Err(Error::field("time", "notifications-digest-time-wrong")),
        };
        Ok(DigestChoice { on, minute, language: Language::from_code(&self.language) })
    }
}

fn access() -> Access {
    Access::done("digest", "", Operation::Read)
}

/// `/profile/digest`.
pub(crate) async fn show(State(web): State<NotificationsWeb>, ui: Ui) -> Result<Response, WebError> {
    let choice = web.digests.mine(ui.actor()).await?;
    let content = view(&ui, &DigestInput::of(choice), &FormErrors::none());
    Ok(ui.page(ui.t("notifications-digest-title"), content).accessed(access()))
}

/// Chooses.
pub(crate) async fn choose(
    State(web): State<NotificationsWeb>,
    ui: Ui,
    Form(input): Form<DigestInput>,
) -> Result<Response, WebError> {
    if ui.actor().person().is_none() {
        return Err(Error::Unauthenticated.into());
    }
    let done = match input.read() {
        Ok(choice) => web.digests.choose(ui.actor(), choice).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(ui.redirect_with(PATH, &Message::new("web-saved")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = view(&ui, &input, &errors);
            Ok(ui.page_with_errors(ui.t("notifications-digest-title"), &errors, content))
        }
    }
}

/// The page.
fn view(ui: &Ui, input: &DigestInput, errors: &FormErrors) -> Markup {
    let wanted =
        [Choice::new("yes", ui.t("notifications-digest-on")), Choice::new("no", ui.t("notifications-digest-off"))];
    let languages = [
        Choice::new("", ui.t("notifications-digest-own-language")),
        Choice::new("kk", "Қазақша"),
        Choice::new("ru", "Русский"),
        Choice::new("en", "English"),
    ];
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            nav aria-label=(ui.t("web-breadcrumbs")) { (parts::back_link("/profile", ui.t("web-profile"))) }
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("notifications-digest-title")) }
            p.govuk-body { (ui.t("notifications-digest-lead")) " " (parts::rule(ui, "385-11")) }
            form method="post" novalidate {
                (parts::radios(Field::new("wanted", ui.t("notifications-digest-wanted")).errors(errors), &wanted, &input.wanted))
                (parts::text_input(
                    Field::new("time", ui.t("notifications-digest-time")).hint(ui.t("notifications-digest-time-hint"))
                        .kind("time").width(5).errors(errors),
                    &input.time,
                ))
                (parts::select(Field::new("language", ui.t("notifications-digest-language")), &languages, &input.language))
                (parts::button(ui.t("web-save")))
            }
        } }
    }
}

/// What a person has chosen of the letter of the morning.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = notifications::Digest)]
pub(crate) struct DigestJson {
    /// Is the letter wanted?
    on: bool,
    /// When it is sent, in Astana time: `08:30`.
    time: String,
    /// `kk`, `ru` or `en`; none for the language of the person's pages and letters.
    language: Option<String>,
}

/// What the caller has chosen of the letter of the morning.
#[utoipa::path(get, operation_id = "notifications_digest_show", path = "/api/v1/profile/digest", tag = "notifications",
    responses((status = 200, body = DigestJson), (status = 401)))]
pub(crate) async fn show_json(State(web): State<NotificationsWeb>, caller: Caller) -> Result<Response, WebError> {
    let choice = web.digests.mine(&caller.0).await?;
    let input =
        DigestJson { on: choice.on, time: choice.time(), language: choice.language.map(|l| l.code().to_owned()) };
    Ok(Json(input).into_response().accessed(access()))
}

/// Chooses whether, when and in which language the letter of the morning comes (385-11).
#[utoipa::path(put, operation_id = "notifications_digest_choose", path = "/api/v1/profile/digest", tag = "notifications",
    request_body = DigestJson, responses((status = 204), (status = 401), (status = 422)))]
pub(crate) async fn choose_json(
    State(web): State<NotificationsWeb>,
    caller: Caller,
    Json(input): Json<DigestJson>,
) -> Result<Response, WebError> {
    if caller.0.person().is_none() {
        return Err(Error::Unauthenticated.into());
    }
    let typed = DigestInput {
        wanted: if input.on { "yes" } else { "no" }.to_owned(),
        time: input.time,
        language: input.language.unwrap_or_default(),
    };
    web.digests.choose(&caller.0, typed.read()?).await?;
    Ok(http::StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Routes of the interface.
pub(crate) fn api() -> OpenApiRouter<NotificationsWeb> {
    OpenApiRouter::new().routes(routes!(show_json, choose_json))
}
