//! Addresses of pages. A version has an address of its own, the one that stands in letters (385-15).

use orda_base::{BodyId, Language};
use orda_drafts::{Action, DraftId, PostingId, ProtocolId, RemarkId, SittingId, letters};

/// The list.
pub(crate) const LIST: &str = "/drafts";
/// Forms in progress.
pub(crate) const POSTINGS: &str = "/drafts/unfinished";
/// Beginning of a new draft.
pub(crate) const NEW: &str = "/drafts/new";

/// The card at one version.
pub(crate) fn version(draft: DraftId, version: u32) -> String {
    letters::path(draft, version)
}

/// A part of the card at one version: `remarks`, `files` …
pub(crate) fn part(draft: DraftId, version: u32, part: &str) -> String {
    format!("/drafts/{draft}/v/{version}/{part}")
}

/// A printed form of a version.
pub(crate) fn form(draft: DraftId, version: u32, name: &str, language: Language) -> String {
    format!("/drafts/{draft}/v/{version}/forms/{name}.pdf?lang={}", language.code())
}

/// A page about two versions: `compare`, or `table`.
pub(crate) fn between(draft: DraftId, page: &str, from: u32, to: u32) -> String {
    format!("/drafts/{draft}/{page}?from={from}&to={to}")
}

/// The form for a remark on a paragraph.
pub(crate) fn remark_on(draft: DraftId, version: u32, anchor: &str, language: Language) -> String {
    format!("/drafts/{draft}/v/{version}/remarks/new?anchor={anchor}&lang={}", language.code())
}

/// A step of a form in progress.
pub(crate) fn posting(id: PostingId, step: &str) -> String {
    format!("{POSTINGS}/{id}/{step}")
}

/// What one does with a remark: `answer`, `close`, `withdraw`.
pub(crate) fn remark(draft: DraftId, version: u32, remark: RemarkId, verb: &str) -> String {
    format!("/drafts/{draft}/v/{version}/remarks/{remark}/{verb}")
}

/// A protocol of disagreements.
pub(crate) fn protocol(draft: DraftId, version: u32, id: ProtocolId) -> String {
    format!("/drafts/{draft}/v/{version}/protocols/{id}")
}

/// The sittings of the Government.
pub(crate) const SITTINGS: &str = "/sittings";

/// A sitting, or a page of it: `end`, `minutes`.
pub(crate) fn sitting(id: SittingId, page: &str) -> String {
    if page.is_empty() { format!("{SITTINGS}/{id}") } else { format!("{SITTINGS}/{id}/{page}") }
}

/// The page on which an action is taken; for actions about a body that is not named, the card.
pub(crate) fn action(draft: DraftId, number: u32, action: Action, body: Option<BodyId>) -> String {
    let own = |verb: &str| part(draft, number, verb);
    let of_body = |verb: &str| match body {
        Some(body) => format!("/drafts/{draft}/v/{number}/bodies/{body}/{verb}"),
        None => version(draft, number),
    };
    match action {
        Action::Read => version(draft, number),
        Action::Sign => own("sign"),
        Action::Send => own("send"),
        Action::SendToChancellery => own("chancellery"),
        Action::Check => own("check"),
        Action::RejectByChancellery => own("not-accepted"),
        Action::PassToUnits => own("units"),
        Action::GiveOpinion => own("opinion"),
        Action::PutOnAgenda => own("agenda"),
        Action::StartVote => own("vote/start"),
        Action::ViewVote => own("vote"),
        Action::CloseVote => own("vote/close"),
        Action::CastVote => of_body("vote"),
        Action::PostMinutes => own("minutes/post"),
        Action::SetFinalStatus => own("status"),
        Action::Change => format!("/drafts/{draft}/change"),
        Action::PostVersion => format!("/drafts/{draft}/new-version"),
        Action::Remark => own("remarks/new"),
        Action::SettleRemark | Action::AnswerRemark => own("remarks"),
        Action::Resend => of_body("resend"),
        Action::Prolong => of_body("prolong"),
        Action::Chase => of_body("chase"),
        Action::Register => of_body("register"),
        Action::PassToHead => of_body("pass"),
        Action::NameRepresentatives => of_body("representatives"),
        Action::Approve => of_body("approve"),
        Action::Refuse => of_body("refuse"),
        Action::SendRefusalLetter => of_body("refusal-letter"),
        Action::EditProtocol | Action::SignProtocol => of_body("protocol"),
    }
}
