//! The approving bodies: ticked in a list that can be searched, by groups of their kind, or as last time (385-13-b).
//! Ticks are kept while one searches.

use super::{Step, answer, buttons, frame, saved};
use crate::view::{count, label};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::BodyId;
use orda_drafts::{BodyRef, PostingId, PostingStep, PostingView};
use orda_identity::BodyKind;
use orda_web::{Accounted, Form, FormErrors, Path, Query, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// What is ticked, what is looked for, and which button was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    bodies: Vec<String>,
    find: String,
    /// `next`, `later`, `find`, `last`, or `group:<kind>`.
    go: String,
}

/// A body that can be chosen, with its kind.
pub(crate) struct Choosable {
    pub(crate) body: BodyRef,
    pub(crate) kind: BodyKind,
}

/// The page of the form; `?find=` filters the list.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    Query(asked): Query<Input>,
) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let bodies = posting.posting.fields.approving_bodies.iter().map(ToString::to_string).collect();
    page(&ui, &app, &posting, &Input { bodies, find: asked.find, go: String::new() }, &FormErrors::none()).await
}

/// Saves the ticks, then does what the button says.
pub(crate) async fn save(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    Form(mut input): Form<Input>,
) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let (all, last) = choosable(&ui, &app, &posting).await?;
    let more: Vec<BodyId> = match input.go.split_once(':') {
        Some(("group", kind)) => all.iter().filter(|c| c.kind.code() == kind).map(|c| c.body.id).collect(),
        _ if input.go == "last" => last,
        _ => Vec::new(),
    };
    for body in more.iter().map(ToString::to_string) {
        if !input.bodies.contains(&body) {
            input.bodies.push(body);
        }
    }
    // What is no id at all is nobody's body: the use case says so.
    let chosen = input.bodies.iter().map(|b| b.parse().unwrap_or(posting.posting.body)).collect();
    match app.drafts.save_posting(ui.actor(), id, PostingStep::Bodies(chosen)).await {
        Ok(()) if matches!(input.go.as_str(), "" | "next" | "later" | "check") => {
            Ok(saved(&ui, id, Step::Bodies, &input.go))
        }
        Ok(()) => {
            let find = serde_html_form::to_string([("find", input.find.trim())]).unwrap_or_default();
            Ok(ui.redirect(&format!("{}?{find}", paths::posting(id, "bodies"))).already_accounted())
        }
        Err(error) => page(&ui, &app, &posting, &input, &ui.form_errors(error)?).await,
    }
}

async fn choosable(ui: &Ui, app: &DraftsWeb, posting: &PostingView) -> Result<(Vec<Choosable>, Vec<BodyId>), WebError> {
    let (bodies, last) = app.drafts.choosable_bodies(ui.actor(), posting.posting.body).await?;
    let kinds = app.directory.bodies().await?;
    let kind = |id: BodyId| kinds.iter().find(|b| b.id == id).map_or(BodyKind::Other, |b| b.kind);
    Ok((bodies.into_iter().map(|body| Choosable { kind: kind(body.id), body }).collect(), last))
}

async fn page(
    ui: &Ui,
    app: &DraftsWeb,
    posting: &PostingView,
    input: &Input,
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let (all, last) = choosable(ui, app, posting).await?;
    let content = view(ui, posting, &all, last.len(), input, errors);
    Ok(answer(ui, posting, Step::Bodies, errors, content))
}

/// Does the name, in any language, hold what is looked for?
fn is_found(body: &BodyRef, find: &str) -> bool {
    let find = find.trim().to_lowercase();
    let names = [&body.name, &body.short_name].into_iter().flat_map(|n| [&n.kk, &n.ru, &n.en]);
    find.is_empty() || names.into_iter().any(|name| name.to_lowercase().contains(&find))
}

/// The page.
pub(crate) fn view(
    ui: &Ui,
    posting: &PostingView,
    all: &[Choosable],
    last: usize,
    input: &Input,
    errors: &FormErrors,
) -> Markup {
    let (found, hidden): (Vec<_>, Vec<_>) = all.iter().partition(|c| is_found(&c.body, &input.find));
    let ticked = |c: &&&Choosable| input.bodies.contains(&c.body.id.to_string());
    frame(
        ui,
        posting,
        Step::Bodies,
        errors,
        &html! {
            h1.govuk-heading-l { (ui.t("drafts-posting-bodies-question")) }
            p.govuk-body { (ui.t("drafts-posting-bodies-hint")) }
            form method="post" action=(paths::posting(posting.posting.id, "bodies")) novalidate {
                // Enter in the search field presses the first button of the form.
                (parts::text_input(
                    Field::new("find", ui.t("drafts-posting-bodies-search"))
                        .hint(ui.t("drafts-posting-bodies-search-hint")).kind("search").width(30).max(100),
                    &input.find,
                ))
                (go("find", ui.t("drafts-posting-bodies-find")))
                @if last > 0 {
                    p.govuk-body { (ui.tr("drafts-posting-bodies-last-hint", &[("n", count(last))])) }
                    (go("last", ui.t("drafts-posting-bodies-last")))
                }
                p.govuk-body role="status" {
                    (ui.tr("drafts-posting-bodies-chosen", &[("n", count(input.bodies.len()))]))
                    @if !input.find.trim().is_empty() {
                        " · " (ui.tr("drafts-posting-bodies-found", &[("n", count(found.len()))]))
                    }
                }
                // Bodies that the search hides stay ticked.
                @for choice in hidden.iter().filter(ticked) { (parts::hidden("bodies", choice.body.id)) }
                div id="bodies" data-app-filter-list {
                    @for kind in BodyKind::ALL { (group(ui, kind, &found, input, errors)) }
                }
                (buttons(ui))
            }
        },
    )
}

fn group(ui: &Ui, kind: BodyKind, found: &[&Choosable], input: &Input, errors: &FormErrors) -> Markup {
    let of: Vec<_> = found.iter().filter(|c| c.kind == kind).collect();
    if of.is_empty() {
        return Markup::default();
    }
    let name = label(ui, "drafts-body-kind", kind.code());
    let choices: Vec<_> = of.iter().map(|c| Choice::new(c.body.id.to_string(), ui.text(&c.body.name))).collect();
    let all = ui.tr("drafts-posting-bodies-group", &[("name", name.as_str().into())]);
    html! {
        (parts::checkboxes(
            Field::new("bodies", name.as_str()).id(format!("bodies-{}", kind.code())).errors(errors).small(),
            &choices,
            &input.bodies,
        ))
        @if of.len() > 1 && input.find.trim().is_empty() { (go(&format!("group:{}", kind.code()), &all)) }
    }
}

fn go(value: &str, text: &str) -> Markup {
    html! {
        button.govuk-button.govuk-button--secondary type="submit" name="go" value=(value) data-module="govuk-button" { (text) }
    }
}
