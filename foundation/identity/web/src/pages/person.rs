//! One person: the record, its form, barring, a new password.

use crate::IdentityWeb;
use crate::pages::{forms, shown};
use axum::extract::State;
use orda_base::{Access, Actor, Error, Language, Operation, Permission, PersonId, Result, Role};
use orda_identity::policy::{self, Standing};
use orda_identity::{PersonEntry, PersonInput, PersonName, Picture, PositionInput};
use orda_web::parts::{self, Field, Row};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

const LIST: &str = "/admin/people";

/// A person as typed; for a new one with the first position.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    iin: String,
    surname: String,
    given: String,
    patronymic: String,
    email: String,
    language: String,
    login: String,
    body: String,
    title_kk: String,
    title_ru: String,
    title_en: String,
}

impl Input {
    fn of(entry: &PersonEntry) -> Self {
        let person = &entry.person;
        Self {
            iin: person.iin.clone(),
            surname: person.name.surname.clone(),
            given: person.name.given.clone(),
            patronymic: person.name.patronymic.clone(),
            email: person.email.clone().unwrap_or_default(),
            language: person.language.code().to_owned(),
            login: person.login.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    fn read(&self) -> PersonInput {
        PersonInput {
            iin: self.iin.clone(),
            name: PersonName::new(&self.surname, &self.given, &self.patronymic),
            email: self.email.clone(),
            language: Language::from_code(&self.language).unwrap_or_default(),
            login: self.login.clone(),
        }
    }

    fn title(&self) -> orda_base::LocalizedText {
        orda_base::LocalizedText::new(&self.title_kk, &self.title_ru, &self.title_en)
    }
}

pub(crate) async fn show(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    let standing = entry.standing(picture.on);
    let may_edit = policy::may_edit(ui.actor(), &standing).is_allowed();
    let may_reset = policy::may_edit_access(ui.actor(), &standing).is_allowed() && entry.person.login.is_some();
    let may_reset_second = policy::may_edit_access(ui.actor(), &standing).is_allowed();
    let factors = app.identity.count_factors(ui.actor(), id).await?;
    let path = format!("{LIST}/{id}");
    let content = html! {
        h1.govuk-heading-xl { (entry.person.name.full()) (shown::inactive(&ui, entry.person.active)) }
        (parts::summary_list(&facts(&ui, entry, factors)))
        (parts::button_group(html! {
            @if may_edit { (parts::button_link_secondary(&format!("{path}/edit"), ui.t("web-change"))) }
            @if may_reset { a.govuk-link href={ (path) "/password" } { (ui.t("identity-password-reset")) } }
            @if may_reset_second && factors > 0 {
                a.govuk-link href={ (path) "/second" } { (ui.t("identity-second-reset")) }
            }
            @if may_edit { a.govuk-link href={ (path) "/sessions" } { (ui.t("identity-sessions-end")) } }
            @if may_edit && entry.person.active && !ui.actor().is(id) {
                a.govuk-link href={ (path) "/deactivate" } { (ui.t("identity-person-deactivate")) }
            }
        }))
        @if may_edit && !entry.person.active {
            (parts::post_button(&format!("{path}/activate"), ui.t("identity-person-activate"), "govuk-button--secondary", html! {}))
        }
        h2.govuk-heading-m { (ui.t("identity-positions")) }
        (super::appointments::position_table(&ui, &picture, entry))
        p.govuk-body { a.govuk-link href={ (path) "/positions/new" } { (ui.t("identity-position-new")) } }
        h2.govuk-heading-m { (ui.t("identity-roles")) }
        (super::roles::held_table(&ui, &picture, entry))
        @if !ui.actor().is(id) {
            p.govuk-body { a.govuk-link href={ (path) "/roles/new" } { (ui.t("identity-role-new")) } }
        }
    };
    let title = Title::new(entry.person.name.full()).above(forms::crumbs(&ui, vec![forms::to_people(&ui)]));
    Ok(ui.page(title, content).accessed(Access::done("person", id, Operation::Read)))
}

fn facts<'a>(ui: &'a Ui, entry: &'a PersonEntry, factors: usize) -> Vec<Row<'a>> {
    let person = &entry.person;
    let or_none = |text: Option<&str>| html! { (text.unwrap_or(ui.t("identity-none"))) };
    vec![
        Row::new(ui.t("identity-iin"), html! { (person.iin) }),
        Row::new(ui.t("identity-login"), or_none(person.login.as_deref())),
        Row::new(ui.t("identity-email"), or_none(person.email.as_deref())),
        Row::new(ui.t("identity-language"), html! { (ui.t(&format!("identity-own-name-{}", person.language.code()))) }),
        Row::new(ui.t("identity-second"), html! { (ui.tr("identity-second-count", &[("count", factors.into())])) }),
        Row::new(ui.t("identity-registered"), html! { (ui.date(person.created_at)) }),
    ]
}

pub(crate) async fn new(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    policy::may_administer(ui.actor()).check()?;
    let picture = app.identity.picture().await?;
    let body = ui.actor().bodies_with(Role::Administrator).next().map(|b| b.to_string()).unwrap_or_default();
    let input = Input { body, ..Input::default() };
    let content = form(&ui, Some(&picture), &input, &FormErrors::none(), LIST);
    Ok(ui.page(ui.t("identity-person-new"), content))
}

pub(crate) async fn create(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match register(&app, &ui, &input).await {
        Ok(id) if input.login.trim().is_empty() => {
            Ok(forms::done(&ui, &format!("{LIST}/{id}"), "identity-person-created"))
        }
        // The password is shown in the answer itself: it travels through no address and no cookie.
        Ok(id) => Ok(one_time(&app, &ui, id).await?),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let picture = app.identity.picture().await?;
            let content = form(&ui, Some(&picture), &input, &errors, LIST);
            Ok(ui.page_with_errors(ui.t("identity-person-new"), &errors, content))
        }
    }
}

/// Registers the person, with a position when a body or a title was given.
async fn register(app: &IdentityWeb, ui: &Ui, input: &Input) -> Result<PersonId> {
    policy::may_administer(ui.actor()).check()?;
    let wanted = !input.body.is_empty() || !input.title_kk.trim().is_empty() || !input.title_ru.trim().is_empty();
    let position = if wanted || !policy::may_keep_portal(ui.actor()).is_allowed() {
        let body = input.body.parse().map_err(|_| Error::field("body", "error-choose"))?;
        let since = app.identity.picture().await?.on;
        Some(PositionInput { body, unit: None, title: input.title(), since, until: None })
    } else {
        None
    };
    app.identity.create_person(ui.actor(), &input.read(), position.as_ref()).await
}

pub(crate) async fn edit(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    policy::may_edit(ui.actor(), &entry.standing(picture.on)).check()?;
    let content = form(&ui, None, &Input::of(entry), &FormErrors::none(), &format!("{LIST}/{id}"));
    Ok(ui.page(ui.t("identity-person-edit"), content))
}

pub(crate) async fn update(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let back = format!("{LIST}/{id}");
    match app.identity.update_person(ui.actor(), id, &input.read()).await {
        Ok(()) => Ok(forms::done(&ui, &back, "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = form(&ui, None, &input, &errors, &back);
            Ok(ui.page_with_errors(ui.t("identity-person-edit"), &errors, content))
        }
    }
}

/// The form; with a `picture` also for the first position.
fn form(ui: &Ui, picture: Option<&Picture>, input: &Input, errors: &FormErrors, back: &str) -> Markup {
    let title = ui.t(if picture.is_some() { "identity-person-new" } else { "identity-person-edit" });
    let fields = html! {
        (parts::text_input(Field::new("iin", ui.t("identity-iin")).hint(ui.t("identity-number-hint")).width(20).max(12)
            .inputmode("numeric").autocomplete("off").errors(errors), &input.iin))
        (parts::text_input(Field::new("surname", ui.t("identity-surname")).max(100).autocomplete("off").errors(errors), &input.surname))
        (parts::text_input(Field::new("given", ui.t("identity-given")).max(100).autocomplete("off").errors(errors), &input.given))
        (parts::text_input(Field::new("patronymic", ui.t("identity-patronymic")).optional(ui).max(100).autocomplete("off")
            .errors(errors), &input.patronymic))
        (parts::text_input(Field::new("email", ui.t("identity-email")).optional(ui).kind("email").max(254).autocomplete("off")
            .errors(errors), &input.email))
        (parts::select(Field::new("language", ui.t("identity-language-label")), &forms::language_choices(ui), &input.language))
        (parts::text_input(Field::new("login", ui.t("identity-login")).hint(ui.t("identity-login-hint")).optional(ui).width(20)
            .max(64).autocomplete("off").errors(errors), &input.login))
        @if let Some(picture) = picture {
            h2.govuk-heading-m { (ui.t("identity-position-first")) }
            (parts::select(Field::new("body", ui.t("identity-body")).errors(errors),
                &forms::body_choices(ui, picture, ui.t("identity-not-chosen")), &input.body))
            (forms::texts(ui, "title", "identity-position-title", &input.title(), errors))
        }
    };
    forms::form_page(ui, title, errors, &fields, back)
}

/// Asks whether what is posted to `part` of the person's page shall be done, when the reader `may` do it.
async fn asked(
    app: &IdentityWeb,
    ui: &Ui,
    id: PersonId,
    may: fn(&Actor, &Standing) -> Permission,
    key: &str,
    part: &str,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    may(ui.actor(), &entry.standing(picture.on)).check()?;
    let person = format!("{LIST}/{id}");
    let name = entry.person.name.full();
    Ok(forms::confirm(ui, (key, key), &[("name", name.into())], (&format!("{person}/{part}"), &person)))
}

pub(crate) async fn ask_deactivate(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let picture = app.identity.picture().await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    let standing = entry.standing(picture.on);
    policy::may_bar(ui.actor(), &standing).check()?;
    let (key, name) = ("identity-person-deactivate", entry.person.name.full());
    let back = after_barring(&ui, &standing, id);
    Ok(forms::confirm(&ui, (key, key), &[("name", name.into())], (&format!("{LIST}/{id}/deactivate"), &back)))
}

/// A security officer does not see the person's page, and came from an alert.
fn after_barring(ui: &Ui, standing: &Standing, id: PersonId) -> String {
    if policy::may_see(ui.actor(), standing).is_allowed() {
        format!("{LIST}/{id}")
    } else {
        "/accounting/alerts".to_owned()
    }
}

pub(crate) async fn deactivate(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    app.identity.set_person_active(ui.actor(), id, false).await?;
    let picture = app.identity.picture().await?;
    let standing = picture.person(id).ok_or(Error::NotFound)?.standing(picture.on);
    Ok(forms::done(&ui, &after_barring(&ui, &standing, id), "identity-person-deactivated"))
}

pub(crate) async fn activate(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    app.identity.set_person_active(ui.actor(), id, true).await?;
    Ok(forms::done(&ui, &format!("{LIST}/{id}"), "identity-person-activated"))
}

pub(crate) async fn ask_reset(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    asked(&app, &ui, id, policy::may_edit_access, "identity-password-reset", "password").await
}

pub(crate) async fn reset(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    Ok(one_time(&app, &ui, id).await?)
}

pub(crate) async fn ask_reset_second(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    asked(&app, &ui, id, policy::may_edit_access, "identity-second-reset", "second").await
}

pub(crate) async fn reset_second(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    app.identity.reset_factors(ui.actor(), id).await?;
    Ok(forms::done(&ui, &format!("{LIST}/{id}"), "identity-second-reset-done"))
}

pub(crate) async fn ask_end_sessions(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    asked(&app, &ui, id, policy::may_edit, "identity-sessions-end", "sessions").await
}

pub(crate) async fn end_sessions(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let count = app.identity.end_sessions(ui.actor(), id).await?;
    let message = orda_web::Message::new("identity-sessions-ended").with("count", count);
    Ok(ui.redirect_with(&format!("{LIST}/{id}"), &message).already_accounted())
}

/// Makes a one-time password and shows it, this once.
async fn one_time(app: &IdentityWeb, ui: &Ui, id: PersonId) -> Result<Response> {
    let password = app.identity.reset_password(ui.actor(), id).await?;
    let picture = app.identity.record_of(ui.actor(), id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (ui.t("identity-one-time")) }
            (parts::summary_list(&[
                Row::new(ui.t("identity-person"), html! { (entry.person.name.full()) }),
                Row::new(ui.t("identity-login"), html! { (entry.person.login.as_deref().unwrap_or_default()) }),
                Row::new(ui.t("identity-one-time"), html! { code #one-time-password { (password) } }),
            ]))
            (parts::warning(ui, ui.t("identity-one-time-warning")))
            (parts::button_link_secondary(&format!("{LIST}/{id}"), ui.t("web-continue")))
        } }
    };
    Ok(ui.page(ui.t("identity-one-time"), content).already_accounted())
}
