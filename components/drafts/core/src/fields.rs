//! Checks of typed input, with the keys of their messages.

use crate::{ActKind, PostingFields, Settings};
use orda_base::{BodyId, FieldError};

/// Every key with which a field is refused, so that the texts can be checked for completeness. `too-long` has `limit`,
/// `term-range` has `longest`.
pub const FIELD_KEYS: [&str; 15] = [
    "drafts-field-required",
    "drafts-field-too-long",
    "drafts-field-no-file",
    "drafts-field-body-twice",
    "drafts-field-own-body",
    "drafts-field-unknown-body",
    "drafts-field-too-many-bodies",
    "drafts-field-term-range",
    "drafts-field-no-secrets",
    "drafts-field-future-date",
    "drafts-field-no-such-paragraph",
    "drafts-field-too-many",
    "drafts-field-points-unmet",
    "drafts-field-result",
    "drafts-field-no-such-number",
];

/// Collects what is wrong with a form.
#[derive(Default)]
pub struct Check(Vec<FieldError>);

impl Check {
    /// The field must hold something.
    pub fn required(&mut self, field: &str, text: &str) -> &mut Self {
        if text.trim().is_empty() {
            self.0.push(FieldError::new(field, "drafts-field-required"));
        }
        self
    }

    /// The field holds at most `limit` characters.
    pub fn at_most(&mut self, field: &str, text: &str, limit: usize) -> &mut Self {
        // Bytes first: no need to count the characters of what is plainly short enough.
        if text.len() > limit && text.chars().count() > limit {
            self.0.push(FieldError::new(field, "drafts-field-too-long").with("limit", limit));
        }
        self
    }

    /// The field is wrong unless `holds`.
    pub fn that(&mut self, holds: bool, error: impl FnOnce() -> FieldError) -> &mut Self {
        if !holds {
            self.0.push(error());
        }
        self
    }

    /// What was found.
    pub fn into_errors(self) -> Vec<FieldError> {
        self.0
    }

    /// # Errors
    /// [`orda_base::Error::Invalid`] with everything that is wrong.
    pub fn done(self) -> orda_base::Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(orda_base::Error::Invalid(self.0)) }
    }
}

/// Is the list of approving bodies in order (385-13-b)? `known` are the active bodies of the directory.
pub fn bodies(check: &mut Check, chosen: &[BodyId], own: BodyId, known: &[BodyId], settings: &Settings) {
    let mut seen: Vec<BodyId> = Vec::new();
    for body in chosen {
        check
            .that(!seen.contains(body), || FieldError::new("bodies", "drafts-field-body-twice"))
            .that(*body != own, || FieldError::new("bodies", "drafts-field-own-body"))
            .that(known.contains(body), || FieldError::new("bodies", "drafts-field-unknown-body"));
        seen.push(*body);
    }
    let limit = settings.limits.bodies;
    check
        .that(chosen.len() <= limit, || FieldError::new("bodies", "drafts-field-too-many-bodies").with("limit", limit));
}

/// Is the term in order (385-16-j)?
pub fn term(check: &mut Check, days: u16, settings: &Settings) {
    let longest = settings.longest_term;
    check.that((1..=longest).contains(&days), || {
        FieldError::new("term", "drafts-field-term-range").with("longest", longest)
    });
}

/// What stands in the way of posting a form (385-3, 385-13, 385-13-b). `files` counts the uploaded files.
pub fn problems(
    fields: &PostingFields,
    files: usize,
    own: BodyId,
    known: &[BodyId],
    settings: &Settings,
) -> Vec<FieldError> {
    let mut check = Check::default();
    let limit = settings.limits.title;
    check
        .required("title.kk", &fields.title.kk)
        .required("title.ru", &fields.title.ru)
        .at_most("title.kk", &fields.title.kk, limit)
        .at_most("title.ru", &fields.title.ru, limit)
        .at_most("title.en", &fields.title.en, limit)
        .that(fields.kind.is_some_and(|kind| ActKind::ALL.contains(&kind)), || {
            FieldError::new("kind", "drafts-field-required")
        })
        .that(files > 0, || FieldError::new("files", "drafts-field-no-file"))
        .that(fields.no_secrets, || FieldError::new("no_secrets", "drafts-field-no-secrets"));
    bodies(&mut check, &fields.approving_bodies, own, known, settings);
    term(&mut check, fields.term.unwrap_or(settings.default_term), settings);
    check.into_errors()
}
