//! One's own account: name, positions, roles, language, e-mail, password, sessions.

use crate::IdentityWeb;
use crate::pages::login::with_next;
use crate::pages::proof::{self, or_prove};
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{Access, Error, Language, Operation, Result, SessionId};
use orda_identity::{Picture, Profile, SHORTEST_PASSWORD, Session};
use orda_web::parts::{self, Colour, Column, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Ui, WebError, html};
use serde::Deserialize;

const PATH: &str = "/profile";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LanguageInput {
    language: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EmailInput {
    email: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordInput {
    current: String,
    new: String,
    repeat: String,
}

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let content = content(&app, &ui, None, &FormErrors::none()).await?;
    Ok(ui.page(ui.t("identity-profile"), content).accessed(own(&ui)))
}

fn own(ui: &Ui) -> Access {
    Access::done("person", ui.actor().person().map(|p| p.to_string()).unwrap_or_default(), Operation::Read)
}

pub(crate) async fn set_language(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<LanguageInput>,
) -> Result<Response, WebError> {
    let language = Language::from_code(&input.language).ok_or_else(|| Error::field("language", "error-choose"))?;
    app.identity.set_language(ui.actor(), language).await?;
    // The switch of the header keeps its own choice in a cookie, which comes first: both are set alike.
    let to = format!("/language/{}?back={PATH}", language.code());
    Ok(ui.redirect_with(&to, &Message::new("web-saved")).already_accounted())
}

pub(crate) async fn set_email(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<EmailInput>,
) -> Result<Response, WebError> {
    match app.identity.set_email(ui.actor(), &input.email).await {
        Ok(()) => Ok(ui.redirect_with(PATH, &Message::new("web-saved")).already_accounted()),
        Err(error) if error.code() == "identity-refusal-prove-first" => Ok(or_prove(&ui, error, PATH)),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = content(&app, &ui, Some(&input.email), &errors).await?;
            Ok(ui.page_with_errors(ui.t("identity-profile"), &errors, content))
        }
    }
}

pub(crate) async fn revoke(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<SessionId>,
) -> Result<Response, WebError> {
    if let Err(error) = app.identity.revoke_session(ui.actor(), id).await {
        return Ok(or_prove(&ui, error, PATH));
    }
    Ok(ui.redirect_with("/profile#sessions", &Message::new("identity-session-revoked")).already_accounted())
}

pub(crate) async fn revoke_others(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let count = match app.identity.revoke_other_sessions(ui.actor()).await {
        Ok(count) => count,
        Err(error) => return Ok(or_prove(&ui, error, PATH)),
    };
    let message = Message::new("identity-sessions-revoked").with("count", count);
    Ok(ui.redirect_with("/profile#sessions", &message).already_accounted())
}

pub(crate) async fn show_password(ui: Ui) -> Response {
    ui.page(ui.t("identity-password-change"), password_form(&ui, &FormErrors::none()))
}

pub(crate) async fn post_password(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<PasswordInput>,
) -> Result<Response, WebError> {
    let done = if input.new == input.repeat {
        app.identity.change_password(ui.actor(), &input.current, &input.new).await
    } else {
        Err(Error::field("repeat", "identity-error-password-repeat"))
    };
    match done {
        Ok(()) => Ok(ui.redirect_with(PATH, &Message::new("identity-password-changed")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(ui.page_with_errors(ui.t("identity-password-change"), &errors, password_form(&ui, &errors)))
        }
    }
}

fn password_form(ui: &Ui, errors: &FormErrors) -> Markup {
    let rules = ui.tr("identity-password-rules", &[("min", SHORTEST_PASSWORD.into())]);
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("identity-password-change")) }
            p.govuk-body { (ui.t("identity-password-change-lead")) }
            form method="post" action="/profile/password" novalidate {
                (parts::password(ui, Field::new("current", ui.t("identity-password-current"))
                    .autocomplete("current-password").errors(errors)))
                (parts::password(ui, Field::new("new", ui.t("identity-password-new")).hint(rules)
                    .autocomplete("new-password").errors(errors)))
                (parts::password(ui, Field::new("repeat", ui.t("identity-password-repeat"))
                    .autocomplete("new-password").errors(errors)))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(PATH) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

async fn content(app: &IdentityWeb, ui: &Ui, email: Option<&str>, errors: &FormErrors) -> Result<Markup> {
    let profile = app.identity.profile(ui.actor()).await?;
    let picture = app.identity.picture().await?;
    let sessions = app.identity.own_sessions(ui.actor()).await?;
    let proven = app.identity.is_proven(ui.actor()).await?;
    let person = &profile.person;
    let languages = forms::language_choices(ui);
    let email = email.or(person.email.as_deref()).unwrap_or_default();
    Ok(html! {
        (errors.summary(ui))
        h1.govuk-heading-xl { (person.name.full()) }
        (parts::summary_list(&facts(ui, &picture, &profile)))
        p.govuk-body { a.govuk-link href="/certificates" { (ui.t("identity-my-certificates")) } }
        h2.govuk-heading-m { (ui.t("identity-language")) }
        form method="post" action="/profile/language" novalidate {
            (parts::select(Field::new("language", ui.t("identity-language-label")), &languages, person.language.code()))
            (parts::button_secondary(ui.t("web-save")))
        }
        h2.govuk-heading-m { (ui.t("identity-email")) }
        @if !proven {
            p.govuk-body { (ui.t("identity-email-prove")) }
            p.govuk-body { a.govuk-link href=(with_next(proof::PATH, PATH)) { (ui.t("identity-proof")) } }
        } @else { form method="post" action="/profile/email" novalidate {
            (parts::text_input(Field::new("email", ui.t("identity-email-label")).kind("email").max(254)
                .autocomplete("email").errors(errors), email))
            (parts::button_secondary(ui.t("web-save")))
        } }
        h2.govuk-heading-m { (ui.t("identity-profile-more")) }
        ul.govuk-list {
            @if ui.actor().has_anywhere(orda_base::Role::HeadOfBody) {
                li { a.govuk-link href="/profile/acting" { (ui.t("identity-delegation")) } }
            }
            li { a.govuk-link href="/profile/digest" { (ui.t("identity-profile-digest")) } }
            li { a.govuk-link href="/profile/calendar" { (ui.t("identity-profile-calendar")) } }
            li { a.govuk-link href="/profile/accesses" { (ui.t("identity-profile-accesses")) } }
        }
        h2.govuk-heading-m { (ui.t("identity-password")) }
        p.govuk-body { a.govuk-link href="/profile/password" { (ui.t("identity-password-change")) } }
        p.govuk-body { a.govuk-link href="/profile/second" { (ui.t("identity-second")) } }
        h2.govuk-heading-m #sessions { (ui.t("identity-sessions")) }
        p.govuk-body { (ui.t("identity-sessions-lead")) }
        (session_table(ui, &sessions))
        @if sessions.len() > 1 {
            (parts::post_button("/profile/sessions/revoke-others", ui.t("identity-sessions-revoke-others"),
                "govuk-button--warning", html! {}))
        }
    })
}

fn facts<'a>(ui: &'a Ui, picture: &'a Picture, profile: &'a Profile) -> Vec<Row<'a>> {
    let person = &profile.person;
    let positions = html! {
        @for position in profile.positions.iter().filter(|p| p.in_force(picture.on)) {
            div { (ui.text(&position.title)) ", " (shown::place(ui, picture, Some(position.body))) }
        }
    };
    let roles = html! {
        @for held in &profile.memberships {
            div {
                (shown::role(ui, held.role)) ", " (shown::place(ui, picture, held.body))
                @if let Some(head) = held.acting_for {
                    " – " (ui.tr("web-acting-for", &[("name", shown::person(picture, head).into())]))
                }
            }
        }
        @if profile.memberships.is_empty() { (ui.t("identity-no-roles")) }
    };
    let mut rows = vec![Row::new(ui.t("identity-iin"), html! { (person.iin) })];
    if let Some(login) = &person.login {
        rows.push(Row::new(ui.t("identity-login"), html! { (login) }));
    }
    rows.push(Row::new(ui.t("identity-position"), positions));
    rows.push(Row::new(ui.t("identity-roles"), roles));
    rows
}

fn session_table(ui: &Ui, sessions: &[Session]) -> Markup {
    let columns = vec![
        Column::new(ui.t("identity-session-device")),
        Column::new(ui.t("identity-session-address")),
        Column::new(ui.t("identity-session-begun")),
        Column::new(ui.t("identity-session-seen")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("identity-sessions"), columns);
    for session in sessions {
        let present = ui.actor().origin.session == Some(session.id);
        let action = format!("/profile/sessions/{}/revoke", session.id);
        table.push(vec![
            html! { (device(ui, &session.agent)) },
            html! { (session.address) },
            html! { (ui.datetime(session.created_at)) ", " (ui.t(&format!("identity-method-{}", session.method.code()))) },
            html! { (ui.datetime(session.seen_at)) },
            html! {
                @if present { (parts::tag(ui.t("identity-session-present"), Colour::Green)) }
                @else {
                    (parts::post_button(&action, ui.t("identity-session-revoke"), "govuk-button--secondary", html! {}))
                }
            },
        ]);
    }
    parts::table(ui, &table)
}

/// Browser and system in two words, as far as the name of the program tells.
fn device(ui: &Ui, agent: &str) -> String {
    // Edge and Opera also name Chrome, Chrome also names Safari: the order decides.
    let browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("YaBrowser", "Yandex"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("Mac OS", "macOS"), ("Linux", "Linux")];
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&browsers), find(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.is_empty() => ui.t("identity-session-unknown").to_owned(),
        (None, None) => agent.chars().take(60).collect(),
    }
}
