//! One error type for all use cases. Texts are found by code in the language of the reader; status codes by kind.

use std::fmt;

/// Result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A message without its words: the key of a text with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key of the text (`drafts-refusal-unsigned`).
    pub key: &'static str,
    /// Arguments by name.
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    /// The text with this key.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// A rule said no. The message tells why and what to do next; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code and key of the text.
    pub message: Message,
    /// The requirement behind it (`385-14`), shown small beside the message.
    pub rule: Option<&'static str>,
}

impl Refusal {
    /// A refusal with this code.
    pub const fn new(code: &'static str) -> Self {
        Self { message: Message::new(code), rule: None }
    }

    /// With an argument of its text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// With the rule behind it.
    #[must_use]
    pub const fn rule(mut self, rule: &'static str) -> Self {
        self.rule = Some(rule);
        self
    }
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field in the form and in the JSON body.
    pub field: String,
    /// What is wrong and how to mend it.
    pub message: Message,
}

impl FieldError {
    /// An error of `field`.
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), message: Message::new(key) }
    }

    /// With an argument of its text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.message = self.message.with(name, value);
        self
    }
}

/// Why a use case did not happen.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the actor may not know of it: 404.
    #[error("not found")]
    NotFound,
    /// Nobody is logged in: 401, or the login page.
    #[error("not authenticated")]
    Unauthenticated,
    /// The actor may see it but not do that: 403.
    #[error("forbidden")]
    Forbidden,
    /// A rule of the law or of the portal says no: 409.
    #[error("refused: {}", .0.message.key)]
    Refused(Box<Refusal>),
    /// Fields are wrong: 422, shown beside the fields.
    #[error("invalid input: {}", .0.iter().map(|f| f.field.as_str()).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<FieldError>),
    /// More than the limit came in: 413.
    #[error("too large: {}", .0.message.key)]
    TooLarge(Box<Refusal>),
    /// Somebody else changed it meanwhile: 409, look again.
    #[error("changed meanwhile")]
    Conflict,
    /// Too many attempts: 429, try again after so many seconds.
    #[error("too many attempts, wait {0} s")]
    TooMany(i64),
    /// Something needed does not answer (database, disk, mail): 503.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// Something needed does not answer, and the reader is told what and what to do: 503.
    #[error("away: {}", .0.message.key)]
    Away(Box<Refusal>),
    /// A fault of the program: 500. The text goes to the log, never to the user.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// Stable code: in problems (RFC 9457), in the accounting, and as the key of the text.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Unauthenticated => "error-unauthenticated",
            Self::Forbidden => "error-forbidden",
            Self::Refused(r) | Self::TooLarge(r) | Self::Away(r) => r.message.key,
            Self::Invalid(_) => "error-invalid",
            Self::Conflict => "error-conflict",
            Self::TooMany(_) => "error-too-many",
            Self::Unavailable(_) => "error-unavailable",
            Self::Internal(_) => "error-internal",
        }
    }

    /// HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::Refused(_) | Self::Conflict => 409,
            Self::Invalid(_) => 422,
            Self::TooLarge(_) => 413,
            Self::TooMany(_) => 429,
            Self::Unavailable(_) | Self::Away(_) => 503,
            Self::Internal(_) => 500,
        }
    }

    /// A fault of the program, with what is known of it.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, key: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, key)])
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
