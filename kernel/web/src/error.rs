//! Errors of use cases on their way to the reader: a page, or a problem (RFC 9457) for programs.

use crate::ui::{Title, Ui};
use crate::{Messages, parts};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use maud::html;
use orda_base::{Error, Language, Message, RequestId};
use serde::Serialize;
use std::sync::Arc;

/// An error of a handler. One middleware turns it into a page, or into a problem for `/api/…`, in the reader's language.
#[derive(Debug, Clone, thiserror::Error)]
#[error(transparent)]
pub struct WebError(pub Error);

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<orda_base::Refusal> for WebError {
    fn from(refusal: orda_base::Refusal) -> Self {
        Self(refusal.into())
    }
}

/// Extension of a response that failed or was refused; the accounting reads the error from it.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What went wrong.
    pub error: Arc<Error>,
    /// Set when the body already tells the reader (a form shown again); else the middleware makes the page.
    pub shown: bool,
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Failure { error: Arc::new(self.0), shown: false });
        response
    }
}

/// The words for an error: its title, and what to do next.
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) detail: String,
    pub(crate) rule: Option<&'static str>,
}

impl Words {
    pub(crate) fn of(messages: &Messages, language: Language, error: &Error) -> Self {
        let title = |code: &str| messages.text(language, &format!("{code}.title"), &[]);
        match error {
            Error::Refused(refusal) | Error::TooLarge(refusal) | Error::Away(refusal) => {
                let general = match error {
                    Error::Refused(_) => "error-refused",
                    Error::Away(_) => "error-unavailable",
                    _ => "error-too-large",
                };
                let own = format!("{}.title", refusal.message.key);
                let title = if messages.has(&own) { messages.text(language, &own, &[]) } else { title(general) };
                Self { title, detail: messages.message(language, &refusal.message), rule: refusal.rule }
            }
            Error::TooMany(seconds) => {
                let message = Message::new(error.code()).with("seconds", (*seconds).max(1));
                Self { title: title(error.code()), detail: messages.message(language, &message), rule: None }
            }
            _ => Self { title: title(error.code()), detail: messages.text(language, error.code(), &[]), rule: None },
        }
    }
}

/// Body of `application/problem+json` (RFC 9457).
#[derive(Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Identifies the kind of problem: `urn:orda:problem:error-not-found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short name of the problem in the language of the request.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened and what to do next.
    pub detail: String,
    /// Stable code, the same in all languages.
    pub code: String,
    /// The requirement behind a refusal: `385-14`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Number of the request, for questions to the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
}

/// A field that is wrong.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProblemField {
    /// Name of the field in the JSON body.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

impl Problem {
    /// The problem that tells of `error`.
    pub fn of(messages: &Messages, language: Language, error: &Error, request: Option<RequestId>) -> Self {
        let words = Words::of(messages, language, error);
        let errors = match error {
            Error::Invalid(fields) => fields
                .iter()
                .map(|wrong| ProblemField {
                    field: wrong.field.clone(),
                    code: wrong.message.key.to_owned(),
                    detail: messages.message(language, &wrong.message),
                })
                .collect(),
            _ => Vec::new(),
        };
        Self {
            kind: format!("urn:orda:problem:{}", error.code()),
            title: words.title,
            status: error.status(),
            detail: words.detail,
            code: error.code().to_owned(),
            rule: words.rule.map(str::to_owned),
            instance: request.map(|id| format!("urn:uuid:{id}")),
            errors,
        }
    }
}

/// The problem as an answer with this status.
pub(crate) fn problem(
    messages: &Messages,
    language: Language,
    error: &Error,
    request: Option<RequestId>,
    status: StatusCode,
) -> Response {
    let problem = Problem { status: status.as_u16(), ..Problem::of(messages, language, error, request) };
    let mut response = (status, serde_json::to_vec(&problem).unwrap_or_default()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    response
}

/// The error as a page with this status.
pub(crate) fn page(ui: &Ui, error: &Error, request: Option<RequestId>, status: StatusCode) -> Response {
    let words = Words::of(ui.shell().messages(), ui.lang(), error);
    let fields = match error {
        Error::Invalid(fields) => fields.iter().map(|f| ui.message(&f.message)).collect(),
        _ => Vec::new(),
    };
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (words.title) }
            p.govuk-body-l { (words.detail) }
            @if !fields.is_empty() {
                ul.govuk-list.govuk-list--bullet { @for text in &fields { li { (text) } } }
            }
            @if let Some(rule) = words.rule { p.govuk-body-s { (parts::rule(ui, rule)) } }
            @if matches!(error, Error::Internal(_) | Error::Unavailable(_)) && let Some(id) = request {
                p.govuk-body-s.app-secondary { (ui.t("web-request-number")) " " code { (id) } }
            }
            p.govuk-body {
                @if matches!(error, Error::Unauthenticated) {
                    a.govuk-link href=(ui.shell().settings().sign_in) { (ui.t("web-sign-in")) }
                } @else {
                    a.govuk-link href="/" { (ui.t("web-to-first-page")) }
                }
            }
        } }
    };
    ui.page_with_status(status, Title::new(words.title.clone()), content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use orda_base::{FieldError, Refusal};

    fn problem_of(error: &Error) -> serde_json::Value {
        let messages = Messages::load(&[]).expect("the kernel's messages are complete");
        serde_json::to_value(Problem::of(&messages, Language::En, error, None)).expect("a problem is JSON")
    }

    /// Every kind of error has a title and a text in every language, and the status of its kind.
    #[test]
    fn every_error_has_words() {
        let messages = Messages::load(&[]).expect("the kernel's messages are complete");
        let refusal = || Box::new(Refusal::new("error-refused"));
        let errors = [
            (Error::NotFound, 404),
            (Error::Unauthenticated, 401),
            (Error::Forbidden, 403),
            (Error::Refused(refusal()), 409),
            (Error::Invalid(vec![FieldError::new("title", "error-required")]), 422),
            (Error::TooLarge(refusal()), 413),
            (Error::Conflict, 409),
            (Error::TooMany(30), 429),
            (Error::Unavailable("disk".into()), 503),
            (Error::Away(refusal()), 503),
            (Error::Internal("secret".into()), 500),
        ];
        for (error, status) in &errors {
            assert_eq!(error.status(), *status);
            for language in Language::ALL {
                let words = Words::of(&messages, language, error);
                assert!(!words.title.contains("error-"), "{error} in {}: {}", language.code(), words.title);
                assert!(!words.detail.contains("error-"), "{error} in {}: {}", language.code(), words.detail);
                assert!(!words.detail.contains("secret"));
            }
        }
    }

    /// A problem names the code, the rule and the wrong fields; the codes don't depend on the language.
    #[test]
    fn problems_name_code_rule_and_fields() {
        let refused = problem_of(&Refusal::new("error-refused").rule("385-14").into());
        assert_eq!(refused["code"], "error-refused");
        assert_eq!(refused["rule"], "385-14");
        assert_eq!(refused["status"], 409);
        assert_eq!(refused["type"], "urn:orda:problem:error-refused");
        let invalid = problem_of(&Error::field("title_kk", "error-required"));
        assert_eq!(invalid["errors"][0]["field"], "title_kk");
        assert_eq!(invalid["errors"][0]["code"], "error-required");
        assert_eq!(invalid["errors"][0]["detail"], "Fill in this field");
    }
}
