//! Printed forms: papers with all signatures listed, and a code that leads everybody to a check of them. One file a form;
//! every word stands in `locales`.

mod approval_sheet;
mod card;
mod minutes;
mod parts;
mod protocol;
mod vote_record;

use crate::DraftsWeb;
use crate::view::count;
use orda_base::{Error, Language, LocalizedText, Refusal, Result};
use orda_documents::StoredFile;
use orda_drafts::{
    Card, DraftId, EntryView, MinutesView, ProtocolId, ProtocolLine, ProtocolState, RemarkView, SignatureView,
};
use orda_signatures::{ObjectRef, Paper, PaperSignature, Purpose};
use orda_web::Ui;
use std::sync::Arc;
use typeset::{Moment, Sheet};

/// Kind of object under which papers are kept; the id is that of the draft.
const OBJECT: &str = "draft";

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Who has approved, and who has not.
    ApprovalSheet,
    /// A protocol of disagreements (385-17).
    Protocol(ProtocolId),
    /// The vote in absentia (385-24).
    VoteRecord,
    /// What the minutes of the sitting say of the draft (385-21-b).
    Minutes,
    /// The card with the whole history.
    Card,
}

impl Form {
    /// Its name in addresses, without the ending.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Protocol(id) => format!("protocol-{id}"),
            other => other.code().replace('_', "-"),
        }
    }

    /// The form with this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if let Some(id) = name.strip_prefix("protocol-") {
            return id.parse().ok().map(Self::Protocol);
        }
        [Self::ApprovalSheet, Self::VoteRecord, Self::Minutes, Self::Card].into_iter().find(|f| f.name() == name)
    }

    /// Stable code. Message key: `drafts-form-<code>`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::ApprovalSheet => "approval_sheet",
            Self::Protocol(_) => "protocol",
            Self::VoteRecord => "vote_record",
            Self::Minutes => "minutes",
            Self::Card => "card",
        }
    }

    /// Its name in every language.
    pub(crate) fn title(self, ui: &Ui) -> LocalizedText {
        let key = format!("drafts-form-{}", self.code());
        let messages = ui.shell().messages();
        let text = |language| messages.t(language, &key).to_owned();
        LocalizedText { kk: text(Language::Kk), ru: text(Language::Ru), en: text(Language::En) }
    }

    /// Does the form list this signature?
    fn lists(self, signature: &SignatureView, protocol: Option<&ProtocolLine>) -> bool {
        let purpose = signature.record.purpose;
        signature.in_force
            && match self {
                Self::ApprovalSheet | Self::Minutes => {
                    matches!(purpose, Purpose::DraftSign | Purpose::DraftApprove)
                }
                Self::Protocol(_) => protocol.is_some_and(|line| {
                    let protocol = &line.protocol;
                    let given = [&protocol.signed_by_drafter, &protocol.signed_by_approver];
                    given.into_iter().flatten().any(|s| s.signature == signature.record.id)
                }),
                Self::VoteRecord => matches!(purpose, Purpose::VoteSupport | Purpose::VoteAgainst),
                Self::Card => true,
            }
    }
}

/// The forms that there are for a version, as this reader may see it.
pub(crate) fn available(card: &Card) -> Vec<Form> {
    let mut forms = Vec::new();
    if card.sent_at.is_some() {
        forms.push(Form::ApprovalSheet);
    }
    forms.extend(card.protocols.iter().map(|line| Form::Protocol(line.protocol.id)));
    if card.consideration.vote.as_ref().is_some_and(|vote| vote.tally.is_some()) {
        forms.push(Form::VoteRecord);
    }
    if card.consideration.minutes.is_some() {
        forms.push(Form::Minutes);
    }
    forms.push(Form::Card);
    forms
}

/// A signature that a form lists.
pub(crate) struct Listed {
    /// The signature with its names.
    pub view: SignatureView,
    /// Does it verify now, as of the time when it was taken in?
    pub valid: bool,
    /// Position of the signer.
    pub position: LocalizedText,
}

/// What a form is made of: everything found, nothing left to decide.
pub(crate) struct Content<'a> {
    /// Words in the language of the form.
    pub ui: &'a Ui,
    /// Which form.
    pub form: Form,
    /// The draft at its version.
    pub card: &'a Card,
    /// Signatures in their order.
    pub signatures: &'a [Listed],
    /// The code.
    pub paper: &'a Paper,
    /// When it is made.
    pub now: orda_base::Timestamp,
}

/// What only one of the forms needs.
#[derive(Default)]
struct More {
    protocol: Option<ProtocolLine>,
    minutes: Option<MinutesView>,
    files: Vec<StoredFile>,
    remarks: Vec<RemarkView>,
    history: Vec<EntryView>,
}

/// A form that was made.
pub(crate) struct Made {
    /// The file.
    pub pdf: Vec<u8>,
    /// Where its code leads, on this portal.
    pub verify: String,
}

/// The form as a PDF file, in Kazakh or Russian, for who may read the version.
///
/// # Errors
/// `NotFound` for who may not, and for a form that the version does not have.
pub(crate) async fn make(
    app: &DraftsWeb,
    ui: &Ui,
    (draft, version): (DraftId, u32),
    form: Form,
    language: Language,
) -> Result<Made> {
    let actor = ui.actor();
    let card = app.drafts.card(actor, draft, Some(version)).await?;
    if form != Form::ApprovalSheet && !available(&card).contains(&form) {
        return Err(Error::NotFound);
    }
    let more = more(app, ui, &card, form).await?;
    let mut views = app.drafts.signatures(actor, draft, version).await?;
    views.retain(|view| form.lists(view, more.protocol.as_ref()));
    let ids = views.iter().map(|view| view.record.id).collect();
    let object = ObjectRef::new(OBJECT, draft, version);
    let paper = app.papers.issue(form.title(ui), &card.number, object, ids).await?;
    let (paper, checked) = app.papers.open(&paper.code).await?;
    let signatures = listed(app, views, &checked).await?;

    let ui = in_language(ui, language);
    let now = app.env.now();
    let content = Content { ui: &ui, form, card: &card, signatures: &signatures, paper: &paper, now };
    let sheet = sheet(&content, &more)?;
    let pdf = set(sheet).await?;
    Ok(Made { pdf, verify: format!("/verify/{}", paper.code) })
}

/// The paper as a PDF file.
///
/// # Errors
/// Too large for a paper that is too long; unavailable in a program that was built without a font.
pub(crate) async fn set(sheet: Sheet) -> Result<Vec<u8>> {
    // Setting takes the processor for a while: not on a thread that serves others.
    let set = tokio::task::spawn_blocking(move || sheet.to_pdf()).await.map_err(Error::internal)?;
    set.map_err(|error| match error {
        typeset::Error::TooLong => Error::TooLarge(Box::new(Refusal::new("drafts-form-too-long"))),
        typeset::Error::NoFont => Error::Unavailable(error.to_string()),
        other => Error::internal(other),
    })
}

async fn more(app: &DraftsWeb, ui: &Ui, card: &Card, form: Form) -> Result<More> {
    let (actor, draft, version) = (ui.actor(), card.draft, card.version);
    let mut more = More::default();
    match form {
        Form::ApprovalSheet | Form::VoteRecord => {}
        Form::Protocol(id) => more.protocol = Some(app.drafts.protocol(actor, draft, id).await?),
        Form::Minutes => more.minutes = Some(app.drafts.minutes(actor, draft, version).await?),
        Form::Card => {
            more.files = app.drafts.files(actor, draft, version).await?;
            more.remarks = app.drafts.remarks(actor, draft, version).await?;
            more.history = app.drafts.history(actor, draft).await?;
        }
    }
    Ok(more)
}

async fn listed(app: &DraftsWeb, views: Vec<SignatureView>, checked: &[PaperSignature]) -> Result<Vec<Listed>> {
    let mut listed = Vec::with_capacity(views.len());
    for view in views {
        let valid = checked.iter().any(|c| c.record.id == view.record.id && c.report.is_good());
        let position = app.directory.person(view.record.person).await?.map(|p| p.position.clone()).unwrap_or_default();
        listed.push(Listed { view, valid, position });
    }
    Ok(listed)
}

/// The same reader with the words of another language.
pub(crate) fn in_language(ui: &Ui, language: Language) -> Ui {
    let mut actor = ui.actor().clone();
    actor.language = language;
    Ui::new(Arc::clone(ui.shell()), Arc::new(actor), ui.path())
}

fn sheet(content: &Content<'_>, more: &More) -> Result<Sheet> {
    let ui = content.ui;
    let card = content.card;
    let title = ui.text(&content.paper.form).to_owned();
    let moment = Moment::from_unix(content.now.seconds());
    let mut sheet = Sheet::new(ui.lang().code(), format!("{title}: {}", card.number), moment);
    sheet.header = format!("{} · {}", title, card.number);
    sheet.footer = ui.tr(
        "drafts-form-footer",
        &[
            ("number", card.number.as_str().into()),
            ("n", count(card.version)),
            ("code", content.paper.printed_code().into()),
            ("at", ui.datetime(content.now).into()),
        ],
    );
    parts::head(&mut sheet, content, &title);
    match content.form {
        Form::ApprovalSheet => approval_sheet::body(&mut sheet, content),
        Form::Protocol(_) => {
            protocol::body(&mut sheet, content, more.protocol.as_ref().ok_or(Error::NotFound)?);
        }
        Form::VoteRecord => {
            vote_record::body(&mut sheet, content, card.consideration.vote.as_ref().ok_or(Error::NotFound)?);
        }
        Form::Minutes => minutes::body(&mut sheet, content, more.minutes.as_ref().ok_or(Error::NotFound)?),
        Form::Card => card::body(&mut sheet, content, &more.files, &more.remarks, &more.history),
    }
    parts::signatures(&mut sheet, content);
    parts::code(&mut sheet, content);
    Ok(sheet)
}

/// A word for the state of a protocol.
fn protocol_state(ui: &Ui, state: ProtocolState) -> String {
    crate::view::label(ui, "drafts-protocol-state", state.code())
}
