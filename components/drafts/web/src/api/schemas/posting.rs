//! Forms in progress as JSON.

use super::{BodyJson, FileJson, Words};
use orda_drafts::{ActKind, PostingTarget, PostingView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Begins a new draft.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::StartPosting)]
pub(crate) struct StartPosting {
    /// Id of the drafting body, of which the caller is a drafter.
    pub(crate) body: String,
}

/// A form in progress.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Posting)]
pub(crate) struct PostingJson {
    /// Its id.
    id: String,
    /// `new`, `change` or `version`.
    target: &'static str,
    /// The draft that is changed or gets a new version.
    draft: Option<String>,
    /// The drafting body.
    body: BodyJson,
    /// When it was last saved.
    saved_at: String,
    /// Title.
    title: Words,
    /// Kind of act.
    kind: Option<&'static str>,
    /// Paragraphs in Kazakh.
    text_kk: Vec<String>,
    /// Paragraphs in Russian.
    text_ru: Vec<String>,
    /// Ids of the approving bodies.
    approving_bodies: Vec<String>,
    /// Term in working days; none for the usual one.
    term: Option<u16>,
    /// Was it confirmed that there are no state secrets?
    no_secrets: bool,
    /// Id of the set that takes the files, by `/api/v1/file-sets/{set}/files`.
    file_set: String,
    /// Files uploaded so far.
    files: Vec<FileJson>,
    /// Names of the fields that stand in the way of posting.
    problems: Vec<String>,
    /// Posting breaks off a running approval: `confirmed` is needed.
    breaks_off: bool,
    /// Who has changed the version since the form was begun; `confirmed` posts it all the same.
    overtaken_by: Option<String>,
    /// Posting voids the signature of the head.
    voids_signature: bool,
}

/// What is saved of a form; what is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::SavePosting)]
#[serde(default)]
pub(crate) struct SavePosting {
    /// Title and kind are saved together.
    pub(crate) title: Option<Words>,
    /// Kind of act; `law`, `presidential_decree`, `government_resolution`, `prime_minister_order`, `minister_order`,
    /// `joint_order`, `regional_resolution`, `other`.
    pub(crate) kind: Option<String>,
    /// Text in Kazakh, one paragraph a line. Both texts are saved together.
    pub(crate) text_kk: Option<String>,
    /// Text in Russian, one paragraph a line.
    pub(crate) text_ru: Option<String>,
    /// Ids of the approving bodies.
    pub(crate) approving_bodies: Option<Vec<String>>,
    /// Term in working days.
    pub(crate) term: Option<u16>,
    /// There are no state secrets in the document.
    pub(crate) no_secrets: Option<bool>,
}

/// Posts a form.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::SubmitPosting)]
#[serde(default)]
pub(crate) struct SubmitPosting {
    /// A running approval may be broken off.
    pub(crate) confirmed: bool,
}

/// Bodies that may be chosen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Choosable)]
pub(crate) struct Choosable {
    /// All of them.
    pub(crate) bodies: Vec<BodyJson>,
    /// Ids of those of the caller's last draft.
    pub(crate) last: Vec<String>,
}

impl From<&PostingView> for PostingJson {
    fn from(view: &PostingView) -> Self {
        let posting = &view.posting;
        let (target, draft) = match posting.target {
            PostingTarget::New => ("new", None),
            PostingTarget::Change { draft, .. } => ("change", Some(draft)),
            PostingTarget::Version { draft, .. } => ("version", Some(draft)),
        };
        Self {
            id: posting.id.to_string(),
            target,
            draft: draft.map(|d| d.to_string()),
            body: (&view.body).into(),
            saved_at: posting.saved_at.rfc3339(),
            title: (&posting.fields.title).into(),
            kind: posting.fields.kind.map(ActKind::code),
            text_kk: posting.fields.texts.kk.clone(),
            text_ru: posting.fields.texts.ru.clone(),
            approving_bodies: posting.fields.approving_bodies.iter().map(ToString::to_string).collect(),
            term: posting.fields.term,
            no_secrets: posting.fields.no_secrets,
            file_set: posting.files.to_string(),
            files: view.files.iter().map(Into::into).collect(),
            problems: view.problems.iter().map(|p| p.field.clone()).collect(),
            breaks_off: view.breaks_off,
            overtaken_by: view.overtaken.as_ref().map(|(name, _)| name.clone()),
            voids_signature: view.voids_signature,
        }
    }
}
