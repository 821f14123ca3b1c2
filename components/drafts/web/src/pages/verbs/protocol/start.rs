//! A protocol is begun; where there is one already, it is opened, and to be signed by whom it waits for.

use super::super::{About, line};
use crate::pages::guard::offered;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::BodyId;
use orda_drafts::{Action, BodyLine, DraftId};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError};

type At = Path<(DraftId, u32, BodyId)>;

/// Asks.
pub(crate) async fn ask(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    let card = super::super::card(&ui, &app, (draft, version)).await?;
    if let Some(begun) = card.protocols.iter().find(|p| p.body.id == body) {
        let path = paths::protocol(draft, version, begun.protocol.id);
        // Whose signature it waits for sees the points above the form that signs them.
        return Ok(ui.redirect(&if begun.may_sign.is_some() { format!("{path}/sign") } else { path }));
    }
    offered(&ui, &card, Action::EditProtocol, Some(body))?;
    let about = About { card: &card, title: "drafts-protocol-title" };
    let content = view(&ui, &about, line(&card, body)?, &FormErrors::none());
    Ok(about.answer(&ui, &FormErrors::none(), content))
}

/// Begins it.
pub(crate) async fn begin(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    match app.drafts.start_protocol(ui.actor(), draft, version, body).await {
        Ok(id) => Ok(ui.redirect(&format!("{}/edit", paths::protocol(draft, version, id))).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = super::super::card(&ui, &app, (draft, version)).await?;
            let about = About { card: &card, title: "drafts-protocol-title" };
            let content = view(&ui, &about, line(&card, body)?, &errors);
            Ok(about.answer(&ui, &errors, content))
        }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, line: &BodyLine, errors: &FormErrors) -> Markup {
    about.frame(
        ui,
        errors,
        &html! {
            (super::intro(ui, about.card, &line.body))
            form method="post" novalidate { (super::super::buttons(ui, about.card, ui.t("drafts-protocol-start"))) }
        },
    )
}
