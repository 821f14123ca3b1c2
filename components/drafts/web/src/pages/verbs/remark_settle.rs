//! The author of a remark closes it as settled, or takes it back.

use super::About;
use super::remark_answer::find;
use crate::view::remark;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Error;
use orda_drafts::{Card, DraftId, RemarkId, RemarkView};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError};

type At = Path<(DraftId, u32, RemarkId)>;

/// Asks before closing.
pub(crate) async fn close(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    ask(&ui, &app, at, &CLOSE).await
}

/// Asks before withdrawing.
pub(crate) async fn withdraw(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    ask(&ui, &app, at, &WITHDRAW).await
}

/// Closes.
pub(crate) async fn closed(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let done = app.drafts.close_remark(ui.actor(), at.0, at.2).await;
    settled(&ui, &app, at, done, &CLOSE).await
}

/// Withdraws.
pub(crate) async fn withdrawn(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let done = app.drafts.withdraw_remark(ui.actor(), at.0, at.2).await;
    settled(&ui, &app, at, done, &WITHDRAW).await
}

/// Words of one of the two ways.
pub(crate) struct Way {
    title: &'static str,
    text: &'static str,
    verb: &'static str,
}

/// Settled, says the author.
pub(crate) const CLOSE: Way =
    Way { title: "drafts-remark-close-title", text: "drafts-remark-close-text", verb: "drafts-remark-close" };
/// Taken back.
pub(crate) const WITHDRAW: Way =
    Way { title: "drafts-remark-withdraw-title", text: "drafts-remark-withdraw-text", verb: "drafts-remark-withdraw" };

async fn ask(ui: &Ui, app: &DraftsWeb, at: (DraftId, u32, RemarkId), way: &Way) -> Result<Response, WebError> {
    let (card, view, _) = find(ui, app, at).await?;
    if !view.may_settle {
        return Err(Error::Forbidden.into());
    }
    Ok(page(ui, &card, &view, way, &FormErrors::none()))
}

async fn settled(
    ui: &Ui,
    app: &DraftsWeb,
    at: (DraftId, u32, RemarkId),
    done: orda_base::Result<()>,
    way: &Way,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(ui.redirect(&paths::part(at.0, at.1, "remarks")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let (card, view, _) = find(ui, app, at).await?;
            Ok(page(ui, &card, &view, way, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, view: &RemarkView, way: &Way, errors: &FormErrors) -> Response {
    let about = About { card, title: way.title };
    let content = self::view(ui, &about, view, way, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, view: &RemarkView, way: &Way, errors: &FormErrors) -> Markup {
    let shown = RemarkView { may_answer: false, may_settle: false, ..view.clone() };
    about.frame(
        ui,
        errors,
        &html! {
            section aria-label=(ui.t("drafts-remark-add-text")) {
                h2.govuk-visually-hidden { (ui.t("drafts-remark-add-text")) }
                (remark::block(ui, about.card, &shown, None))
            }
            p.govuk-body { (ui.t(way.text)) }
            form method="post" novalidate { (super::buttons(ui, about.card, ui.t(way.verb))) }
        },
    )
}
