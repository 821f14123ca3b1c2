//! Verbs that ask for nothing but a confirmation: the question, and what is answered when it was done or refused.

use super::{About, line};
use crate::pages::guard::offered;
use crate::{DraftsWeb, paths};
use maud::Markup;
use orda_base::{BodyId, Message, Result};
use orda_drafts::{Action, BodyLine, DraftId, PostingId};
use orda_web::{Accounted, FormErrors, Response, Ui, WebError};

/// A verb about one approving body.
pub(crate) struct BodyVerb {
    /// What is done.
    pub(crate) action: Action,
    /// Key of the heading.
    pub(crate) title: &'static str,
    /// Key of the words on the card afterwards.
    pub(crate) done: &'static str,
    /// The page.
    pub(crate) view: fn(&Ui, &About<'_>, &BodyLine, &FormErrors) -> Markup,
}

impl BodyVerb {
    /// Asks.
    pub(crate) async fn ask(
        &self,
        ui: &Ui,
        app: &DraftsWeb,
        (draft, version, body): (DraftId, u32, BodyId),
    ) -> Result<Response, WebError> {
        let card = super::offered(ui, app, (draft, version), self.action, Some(body)).await?;
        let about = About { card: &card, title: self.title };
        let content = (self.view)(ui, &about, line(&card, body)?, &FormErrors::none());
        Ok(about.answer(ui, &FormErrors::none(), content))
    }

    /// Back to the card, or the page again with the reason.
    pub(crate) async fn answer(
        &self,
        ui: &Ui,
        app: &DraftsWeb,
        (draft, version, body): (DraftId, u32, BodyId),
        done: Result<()>,
    ) -> Result<Response, WebError> {
        let Err(error) = done else { return Ok(super::done(ui, draft, version, &Message::new(self.done))) };
        let (card, errors) = super::refused(ui, app, (draft, version), error).await?;
        let about = About { card: &card, title: self.title };
        let content = (self.view)(ui, &about, line(&card, body)?, &errors);
        Ok(about.answer(ui, &errors, content))
    }
}

/// A verb that begins a form about the newest version with a copy of it.
pub(crate) struct FormVerb {
    /// What is done.
    pub(crate) action: Action,
    /// Key of the heading.
    pub(crate) title: &'static str,
    /// The page.
    pub(crate) view: fn(&Ui, &About<'_>, &FormErrors) -> Markup,
}

impl FormVerb {
    /// Asks.
    pub(crate) async fn ask(&self, ui: &Ui, app: &DraftsWeb, draft: DraftId) -> Result<Response, WebError> {
        let card = app.drafts.card(ui.actor(), draft, None).await?;
        offered(ui, &card, self.action, None)?;
        let about = About { card: &card, title: self.title };
        Ok(about.answer(ui, &FormErrors::none(), (self.view)(ui, &about, &FormErrors::none())))
    }

    /// On to the form, or the page again with the reason.
    pub(crate) async fn answer(
        &self,
        ui: &Ui,
        app: &DraftsWeb,
        draft: DraftId,
        begun: Result<PostingId>,
    ) -> Result<Response, WebError> {
        match begun {
            Ok(posting) => Ok(ui.redirect(&paths::posting(posting, "check")).already_accounted()),
            Err(error) => {
                let errors = ui.form_errors(error)?;
                let card = app.drafts.card(ui.actor(), draft, None).await?;
                let about = About { card: &card, title: self.title };
                Ok(about.answer(ui, &errors, (self.view)(ui, &about, &errors)))
            }
        }
    }
}
