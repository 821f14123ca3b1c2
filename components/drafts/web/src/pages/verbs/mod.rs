//! A page for every verb: what will happen, what must be said, one button. Whoever hurts is asked for confirmation.

pub(crate) mod approve;
pub(crate) mod chancellery;
pub(crate) mod change;
pub(crate) mod chase;
pub(crate) mod confirmed;
pub(crate) mod name;
pub(crate) mod new_version;
pub(crate) mod pass;
pub(crate) mod prolong;
pub(crate) mod protocol;
pub(crate) mod refusal_letter;
pub(crate) mod refuse;
pub(crate) mod register;
pub(crate) mod remark_add;
pub(crate) mod remark_answer;
pub(crate) mod remark_settle;
pub(crate) mod resend;
pub(crate) mod send;
pub(crate) mod sign;
pub(crate) mod signed;

use crate::pages::guard;
use crate::view::{column, count};
use crate::{DraftsWeb, paths};
use maud::{Markup, html};
use orda_base::{BodyId, Error};
use orda_drafts::{Action, BodyLine, Card, DraftId};
use orda_web::{Accounted, FormErrors, Message, Path, Response, Title, Ui, WebError, parts};

/// What a page of a verb is about.
pub(crate) struct About<'a> {
    /// The card at the version acted upon.
    pub(crate) card: &'a Card,
    /// Key of the heading.
    pub(crate) title: &'static str,
}

impl About<'_> {
    /// Errors, what it is about, heading, and the content.
    pub(crate) fn frame(&self, ui: &Ui, errors: &FormErrors, content: &Markup) -> Markup {
        self.titled_frame(
            ui,
            errors,
            &html! {
                p.govuk-body-l { (ui.text(&self.card.title)) }
                (content)
            },
        )
    }

    /// The same for content that says itself what the draft is called.
    pub(crate) fn titled_frame(&self, ui: &Ui, errors: &FormErrors, content: &Markup) -> Markup {
        let card = self.card;
        column(&html! {
            (errors.summary(ui))
            span.govuk-caption-l { (card.number) " · " (ui.tr("drafts-version", &[("n", count(card.version))])) }
            h1.govuk-heading-l { (ui.t(self.title)) }
            (content)
        })
    }

    /// The page, with a way back to the card.
    pub(crate) fn answer(&self, ui: &Ui, errors: &FormErrors, content: Markup) -> Response {
        self.answer_with(ui, errors, content, &[])
    }

    /// The page with further scripts.
    pub(crate) fn answer_with(
        &self,
        ui: &Ui,
        errors: &FormErrors,
        content: Markup,
        scripts: &[&'static str],
    ) -> Response {
        let back =
            crate::view::back(ui, &paths::version(self.card.draft, self.card.version), ui.t("drafts-posting-back"));
        let mut title = Title::new(ui.t(self.title)).above(back);
        for script in scripts {
            title = title.script(script);
        }
        ui.form_page(title, errors, content)
    }
}

/// The card at this version, for a page of a verb.
pub(crate) async fn card(ui: &Ui, app: &DraftsWeb, (draft, version): (DraftId, u32)) -> Result<Card, WebError> {
    Ok(app.drafts.card(ui.actor(), draft, Some(version)).await?)
}

/// The version that a page is about.
pub(crate) type At = Path<(DraftId, u32)>;

/// The card for a page of a verb that it offers (see [`guard::offered`]).
pub(crate) async fn offered(
    ui: &Ui,
    app: &DraftsWeb,
    at: (DraftId, u32),
    action: Action,
    body: Option<BodyId>,
) -> Result<Card, WebError> {
    let card = card(ui, app, at).await?;
    guard::offered(ui, &card, action, body)?;
    Ok(card)
}

/// What is shown again after a refusal: the card as it is now, and what is wrong.
pub(crate) async fn refused(
    ui: &Ui,
    app: &DraftsWeb,
    at: (DraftId, u32),
    error: Error,
) -> Result<(Card, FormErrors), WebError> {
    let errors = ui.form_errors(error)?;
    Ok((card(ui, app, at).await?, errors))
}

/// The line of one approving body.
///
/// # Errors
/// Not found for a body outside the list.
pub(crate) fn line(card: &Card, body: BodyId) -> Result<&BodyLine, WebError> {
    card.bodies.iter().find(|line| line.body.id == body).ok_or_else(|| Error::NotFound.into())
}

/// Done: back to the card, which says so once. The use case has written the accounting entry itself.
pub(crate) fn done(ui: &Ui, draft: DraftId, version: u32, message: &Message) -> Response {
    ui.redirect_with(&paths::version(draft, version), message).already_accounted()
}

/// Buttons at the end of a form: the verb, and the way back to the card.
pub(crate) fn buttons(ui: &Ui, card: &Card, verb: &str) -> Markup {
    parts::button_group(html! {
        (parts::button(verb))
        a.govuk-link href=(paths::version(card.draft, card.version)) { (ui.t("web-cancel")) }
    })
}
