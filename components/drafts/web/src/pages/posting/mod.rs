//! Posting a draft, one question a page: saved at every step, left and taken up again at any moment (385-13).

pub(crate) mod act;
pub(crate) mod bodies;
pub(crate) mod check;
pub(crate) mod delete;
pub(crate) mod files;
pub(crate) mod start;
pub(crate) mod term;
pub(crate) mod texts;
pub(crate) mod unfinished;

use crate::view::{column, count};
use crate::{DraftsWeb, paths};
use maud::{Markup, html};
use orda_base::{Error, Message};
use orda_drafts::{PostingId, PostingTarget, PostingView};
use orda_web::{Accounted, FormErrors, Path, Response, Title, Ui, WebError, parts};

/// A step of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Act,
    Texts,
    Files,
    Bodies,
    Term,
    Check,
}

impl Step {
    pub(crate) const ALL: [Self; 6] = [Self::Act, Self::Texts, Self::Files, Self::Bodies, Self::Term, Self::Check];

    /// Place in the address, and key of the name.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Act => ("act", "drafts-posting-step-title"),
            Self::Texts => ("texts", "drafts-posting-step-text"),
            Self::Files => ("files", "drafts-posting-step-files"),
            Self::Bodies => ("bodies", "drafts-posting-step-bodies"),
            Self::Term => ("term", "drafts-posting-step-term"),
            Self::Check => ("check", "drafts-posting-step-check"),
        }
    }

    const fn index(self) -> usize {
        self as usize
    }

    fn path(self, id: PostingId) -> String {
        paths::posting(id, self.names().0)
    }

    /// Where to go after this step was saved.
    fn next(self, id: PostingId) -> String {
        Self::ALL.get(self.index() + 1).map_or_else(|| self.path(id), |next| next.path(id))
    }

    fn before(self, id: PostingId) -> String {
        match self.index().checked_sub(1).and_then(|index| Self::ALL.get(index)) {
            Some(before) => before.path(id),
            None => paths::POSTINGS.to_owned(),
        }
    }
}

/// The form that a page is about.
pub(crate) type At = Path<PostingId>;

/// What the form is called: new draft, change, new version.
pub(crate) const fn purpose(target: PostingTarget) -> &'static str {
    match target {
        PostingTarget::New => "new",
        PostingTarget::Change { .. } => "change",
        PostingTarget::Version { .. } => "version",
    }
}

/// The page of one step; `content` has the heading of level 1 in its form.
pub(crate) fn frame(ui: &Ui, view: &PostingView, step: Step, errors: &FormErrors, content: &Markup) -> Markup {
    column(&html! {
        (errors.summary(ui))
        span.govuk-caption-l {
            (ui.t(&format!("drafts-posting-title-{}", purpose(view.posting.target)))) " · "
            (ui.tr("drafts-posting-step-of", &[("n", count(step.index() + 1)), ("total", count(Step::ALL.len()))]))
        }
        (content)
    })
}

/// The answer with a step.
pub(crate) fn answer(ui: &Ui, view: &PostingView, step: Step, errors: &FormErrors, content: Markup) -> Response {
    let id = view.posting.id;
    let title =
        Title::new(ui.t(step.names().1)).above(crate::view::back(ui, &step.before(id), ui.t("drafts-posting-back")));
    ui.form_page(title, errors, content)
}

/// What is shown again after a refusal: the form as it is now, and what is wrong.
pub(crate) async fn refused(
    ui: &Ui,
    app: &DraftsWeb,
    id: PostingId,
    error: Error,
) -> Result<(PostingView, FormErrors), WebError> {
    let errors = ui.form_errors(error)?;
    Ok((app.drafts.posting(ui.actor(), id).await?, errors))
}

/// Buttons of a step: go on, or come back later. Both save.
pub(crate) fn buttons(ui: &Ui) -> Markup {
    parts::button_group(html! {
        button.govuk-button type="submit" name="go" value="next" data-module="govuk-button" data-prevent-double-click="true" {
            (ui.t("drafts-posting-save"))
        }
        button.govuk-button.govuk-button--secondary type="submit" name="go" value="later" data-module="govuk-button" {
            (ui.t("drafts-posting-save-return"))
        }
    })
}

/// A step was saved: to the next one, back to the check where one came from there, or to the list of forms.
pub(crate) fn saved(ui: &Ui, id: PostingId, step: Step, go: &str) -> Response {
    let response = match go {
        "later" => ui.redirect_with(paths::POSTINGS, &Message::new("drafts-posting-saved")),
        "check" => ui.redirect(&Step::Check.path(id)),
        _ => ui.redirect(&step.next(id)),
    };
    response.already_accounted()
}
