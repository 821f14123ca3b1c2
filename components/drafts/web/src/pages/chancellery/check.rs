//! The control officer records the result of one part of the check (385-20-b, 385-20-c): the points of the list, and whether
//! the draft complies.

use crate::pages::verbs::{self, About};
use crate::view::{considered, label};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message};
use orda_drafts::{Action, Card, CheckInput, CheckPart, CheckPoint, DraftId};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

type At = Path<(DraftId, u32, String)>;

/// The result as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    /// `yes` or `no`.
    complies: String,
    points: Vec<String>,
    remarks: String,
}

impl Input {
    /// What was recorded last of this part.
    fn of(card: &Card, part: CheckPart) -> Self {
        card.consideration.checks.iter().find(|c| c.part == part).map_or_else(Self::default, |check| Self {
            complies: if check.complies { "yes" } else { "no" }.to_owned(),
            points: check.points.iter().filter(|p| p.met).map(|p| p.point.code.clone()).collect(),
            remarks: check.remarks.clone(),
        })
    }

    fn check(&self, part: CheckPart) -> Result<CheckInput, Error> {
        let complies = match self.complies.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(Error::field("complies", "drafts-field-choose")),
        };
        let remarks = self.remarks.replace("\r\n", "\n");
        Ok(CheckInput { part, complies, remarks, met: self.points.clone() })
    }
}

fn part_of(code: &str) -> Result<CheckPart, WebError> {
    CheckPart::from_code(code).ok_or_else(|| Error::NotFound.into())
}

/// `/check`: to the part that lacks a result, or to the first.
pub(crate) async fn first(ui: Ui, State(app): State<DraftsWeb>, Path(at): verbs::At) -> Result<Response, WebError> {
    let card = verbs::offered(&ui, &app, at, Action::Check, None).await?;
    let has = |part: &CheckPart| card.consideration.checks.iter().any(|c| c.part == *part);
    let part = CheckPart::ALL.into_iter().find(|part| !has(part)).unwrap_or(CheckPart::Regulations);
    Ok(ui.redirect(&path(&card, part)))
}

fn path(card: &Card, part: CheckPart) -> String {
    paths::part(card.draft, card.version, &format!("check/{}", part.code()))
}

/// The page of the form.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, part)): At,
) -> Result<Response, WebError> {
    let part = part_of(&part)?;
    let card = verbs::offered(&ui, &app, (draft, version), Action::Check, None).await?;
    Ok(page(&ui, &app, &card, part, &Input::of(&card, part), &FormErrors::none()))
}

/// Records it; then the other part, when that has no result yet.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, part)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let part = part_of(&part)?;
    let done = async { app.drafts.record_check(ui.actor(), draft, version, input.check(part)?).await };
    let done = done.await;
    let errors = match done {
        Ok(()) => FormErrors::none(),
        Err(error) => ui.form_errors(error)?,
    };
    let card = verbs::card(&ui, &app, (draft, version)).await?;
    if !errors.is_empty() {
        return Ok(page(&ui, &app, &card, part, &input, &errors));
    }
    let message = Message::new("drafts-check-done");
    let open = CheckPart::ALL.into_iter().find(|p| !card.consideration.checks.iter().any(|c| c.part == *p));
    Ok(match open {
        Some(next) => {
            use orda_web::Accounted;
            ui.redirect_with(&path(&card, next), &message).already_accounted()
        }
        None => verbs::done(&ui, draft, version, &message),
    })
}

fn page(ui: &Ui, app: &DraftsWeb, card: &Card, part: CheckPart, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-check-title" };
    let points: Vec<_> = app.drafts.settings().check_points.iter().filter(|p| p.part == part).cloned().collect();
    let content = view(ui, &about, part, &points, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(
    ui: &Ui,
    about: &About<'_>,
    part: CheckPart,
    points: &[CheckPoint],
    input: &Input,
    errors: &FormErrors,
) -> Markup {
    let (rule, other) = match part {
        CheckPart::Regulations => ("385-20-b", CheckPart::Records),
        CheckPart::Records => ("385-20-c", CheckPart::Regulations),
    };
    let texts: Vec<_> = points.iter().map(|p| (p.code.as_str(), considered::point(ui, p))).collect();
    let choices: Vec<_> = texts.iter().map(|(code, text)| Choice::new(*code, text.as_str())).collect();
    let answers =
        [Choice::new("yes", ui.t("drafts-check-complies-yes")), Choice::new("no", ui.t("drafts-check-complies-no"))];
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-check-text")) " " (parts::rule(ui, rule)) }
        h2.govuk-heading-m { (label(ui, "drafts-check-part", part.code())) }
        form method="post" novalidate {
            @if !choices.is_empty() {
                (parts::checkboxes(
                    Field::new("points", ui.t("drafts-check-points")).hint(ui.t("drafts-check-points-hint")).errors(errors).small(),
                    &choices,
                    &input.points,
                ))
            }
            (parts::radios(Field::new("complies", ui.t("drafts-check-complies")).errors(errors), &answers, &input.complies))
            (parts::textarea(
                ui,
                Field::new("remarks", ui.t("drafts-check-remarks")).hint(ui.t("drafts-check-remarks-hint")).errors(errors).max(10_000),
                &input.remarks,
            ))
            (verbs::buttons(ui, about.card, ui.t("drafts-check-submit")))
        }
        p.govuk-body {
            a.govuk-link href=(path(about.card, other)) { (label(ui, "drafts-check-part", other.code())) }
        }
    })
}
