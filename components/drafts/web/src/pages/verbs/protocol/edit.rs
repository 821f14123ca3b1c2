//! Either side writes down the points in dispute; a signature given before is voided by it (385-17-c).

use super::super::About;
use super::{At, find};
use crate::view::count;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message};
use orda_drafts::{Card, Point, ProtocolLine, ProtocolState};
use orda_web::{Accounted, Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Field};
use serde::Deserialize;

/// The points as they are typed: the first of each list belong together, and so on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    wording: u32,
    point: Vec<String>,
    drafter_view: Vec<String>,
    approver_view: Vec<String>,
    outcome: Vec<String>,
    /// `add` asks for room for one more point.
    go: String,
}

impl Input {
    fn of(line: &ProtocolLine) -> Self {
        let all = |field: fn(&Point) -> &String| line.protocol.points.iter().map(|p| field(p).clone()).collect();
        Self {
            wording: line.protocol.wording,
            point: all(|p| &p.point),
            drafter_view: all(|p| &p.drafter_view),
            approver_view: all(|p| &p.approver_view),
            outcome: all(|p| &p.outcome),
            go: String::new(),
        }
    }

    /// The points; those with nothing in them are left out.
    fn points(&self) -> Vec<Point> {
        let at = |list: &[String], index: usize| {
            list.get(index).map(|t| t.replace("\r\n", "\n").trim().to_owned()).unwrap_or_default()
        };
        let lists = [&self.point, &self.drafter_view, &self.approver_view, &self.outcome];
        let longest = lists.iter().map(|l| l.len()).max().unwrap_or(0);
        let points = (0..longest).map(|index| Point {
            point: at(&self.point, index),
            drafter_view: at(&self.drafter_view, index),
            approver_view: at(&self.approver_view, index),
            outcome: at(&self.outcome, index),
        });
        points.filter(|p| *p != Point::default()).collect()
    }
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (card, line) = find(&ui, &app, at).await?;
    if !line.may_edit {
        return Err(Error::Forbidden.into());
    }
    Ok(page(&ui, &card, &line, &Input::of(&line), &FormErrors::none()))
}

/// Saves, or makes room for one more point.
pub(crate) async fn save(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let (draft, version, id) = at;
    let path = paths::protocol(draft, version, id);
    match app.drafts.save_protocol(ui.actor(), draft, id, input.wording, input.points()).await {
        Ok(_) if input.go == "add" => Ok(ui.redirect(&format!("{path}/edit#last")).already_accounted()),
        Ok(_) => Ok(ui.redirect_with(&path, &Message::new("drafts-protocol-saved")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let (card, line) = find(&ui, &app, at).await?;
            Ok(page(&ui, &card, &line, &input, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, line: &ProtocolLine, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-protocol-edit" };
    let content = view(ui, &about, line, input, errors);
    about.answer(ui, errors, content)
}

/// The page: all points, and an empty one at the end.
pub(crate) fn view(ui: &Ui, about: &About<'_>, line: &ProtocolLine, input: &Input, errors: &FormErrors) -> Markup {
    let mut points = input.points();
    points.push(Point::default());
    let last = points.len() - 1;
    about.frame(ui, errors, &html! {
        (super::intro(ui, about.card, &line.body))
        @if line.state == ProtocolState::SignedByOne { (parts::warning(ui, ui.t("drafts-protocol-void-warning"))) }
        form method="post" novalidate {
            (parts::hidden("wording", input.wording))
            @for (index, point) in points.iter().enumerate() {
                fieldset.govuk-fieldset id=[(index == last).then_some("last")] {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--m {
                        (ui.tr("drafts-protocol-point", &[("n", count(index + 1))]))
                    }
                    (field(ui, index, "point", "drafts-protocol-point-what", &point.point, errors))
                    (field(ui, index, "drafter_view", "drafts-protocol-point-drafter", &point.drafter_view, errors))
                    (field(ui, index, "approver_view", "drafts-protocol-point-approver", &point.approver_view, errors))
                    (field(ui, index, "outcome", "drafts-protocol-point-outcome", &point.outcome, errors))
                }
            }
            (parts::button_group(html! {
                (parts::button(ui.t("drafts-protocol-save")))
                button.govuk-button.govuk-button--secondary type="submit" name="go" value="add" {
                    (ui.t("drafts-protocol-add-point"))
                }
                a.govuk-link href=(paths::protocol(about.card.draft, about.card.version, line.protocol.id)) {
                    (ui.t("web-cancel"))
                }
            }))
        }
    })
}

fn field(ui: &Ui, index: usize, name: &'static str, key: &str, value: &str, errors: &FormErrors) -> Markup {
    let id = format!("points.{index}.{name}");
    let wrong = errors.field(&id).map(str::to_owned);
    html! {
        @if let Some(text) = wrong { p.govuk-error-message { (text) } }
        (parts::textarea(ui, Field::new(name, ui.t(key)).id(id).rows(3), value))
    }
}
