//! Pages, one file a page; a page that does something has a verb for a name.

pub(crate) mod calendar;
pub(crate) mod card;
pub(crate) mod chancellery;
pub(crate) mod guard;
pub(crate) mod list;
pub use list::Seen as ListSeen;
pub(crate) mod my_work;
pub(crate) mod posting;
pub(crate) mod search;
pub(crate) mod sittings;
pub(crate) mod verbs;
pub(crate) mod vote;
pub(crate) mod withdrawals;

use crate::DraftsWeb;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// Longest body of the step with the texts, in bytes: two texts at the limit of the core, in the four bytes that a
/// character can take at most.
const TEXTS_LIMIT: usize = 17 << 20;

/// All routes of the pages.
pub(crate) fn routes(state: DraftsWeb) -> Router {
    Router::new()
        .route("/", get(my_work::first))
        .route("/my-work", get(my_work::show))
        .route("/drafts", get(list::show))
        .route("/drafts/export.xlsx", get(list::export::xlsx))
        .route("/drafts/export.csv", get(list::export::csv))
        .merge(desk_routes())
        .merge(posting_routes())
        .merge(card_routes())
        .merge(version_routes())
        .merge(body_routes())
        .merge(chancellery_routes())
        .merge(sitting_routes())
        .merge(withdrawal_routes())
        .with_state(state)
}

fn desk_routes() -> Router<DraftsWeb> {
    use list::saved;
    Router::new()
        .route("/search", get(search::show))
        .route("/drafts/filters", get(saved::show))
        .route("/drafts/filters/new", get(saved::new).post(saved::save))
        .route("/drafts/filters/{id}/rename", get(saved::ask_rename).post(saved::rename))
        .route("/drafts/filters/{id}/delete", get(saved::ask_delete).post(saved::delete))
        .route("/profile/calendar", get(calendar::show).post(calendar::make))
        .route("/profile/calendar/end", post(calendar::end))
}

/// What is read without a session: a secret in the address is the right.
pub(crate) fn open_routes(state: DraftsWeb) -> Router {
    Router::new().route("/calendar/terms.ics", get(calendar::feed)).with_state(state)
}

fn posting_routes() -> Router<DraftsWeb> {
    use posting::{act, bodies, check, delete, files, start, term, texts, unfinished};
    Router::new()
        .route("/drafts/new", get(start::form).post(start::begin))
        .route("/drafts/unfinished", get(unfinished::show))
        .route("/drafts/unfinished/{id}/act", get(act::form).post(act::save))
        .route(
            "/drafts/unfinished/{id}/texts",
            get(texts::form).post(texts::save).layer(DefaultBodyLimit::max(TEXTS_LIMIT)),
        )
        .route("/drafts/unfinished/{id}/files", get(files::form))
        .route("/drafts/unfinished/{id}/bodies", get(bodies::form).post(bodies::save))
        .route("/drafts/unfinished/{id}/term", get(term::form).post(term::save))
        .route("/drafts/unfinished/{id}/check", get(check::form).post(check::submit))
        .route("/drafts/unfinished/{id}/delete", get(delete::ask).post(delete::delete))
}

fn card_routes() -> Router<DraftsWeb> {
    use verbs::{change, new_version};
    Router::new()
        .route("/drafts/{draft}", get(card::text::newest))
        .route("/drafts/{draft}/compare", get(card::compare::show))
        .route("/drafts/{draft}/table", get(card::table::show))
        .route("/drafts/{draft}/table/{file}", get(card::table::file))
        .route("/drafts/{draft}/change", get(change::ask).post(change::begin))
        .route("/drafts/{draft}/new-version", get(new_version::ask).post(new_version::begin))
        .route("/drafts/{draft}/v/{version}", get(card::text::show))
        .route("/drafts/{draft}/v/{version}/text.xml", get(card::akoma::file))
        .route("/drafts/{draft}/v/{version}/remarks", get(card::remarks::show))
        .route("/drafts/{draft}/v/{version}/files", get(card::files::show))
        .route("/drafts/{draft}/v/{version}/forms/{file}", get(card::forms::file))
        .route("/drafts/{draft}/v/{version}/files/{file}", get(card::download::file))
        .route("/drafts/{draft}/v/{version}/signatures", get(card::signatures::show))
        .route("/drafts/{draft}/v/{version}/container", get(card::download::container))
        .route("/drafts/{draft}/v/{version}/signatures/{signature}/cms", get(card::download::cms))
        .route("/drafts/{draft}/v/{version}/signatures/{signature}/manifest", get(card::download::manifest))
        .route("/drafts/{draft}/v/{version}/letters", get(card::letters::show))
        .route("/drafts/{draft}/v/{version}/history", get(card::history::show))
        .route("/drafts/{draft}/v/{version}/access", get(card::access::show))
}

fn version_routes() -> Router<DraftsWeb> {
    use verbs::{chancellery, chase, protocol, remark_add, remark_answer, remark_settle, send, sign, signed};
    Router::new()
        .route("/drafts/{draft}/v/{version}/sign", get(sign::form).post(sign::post))
        .route("/drafts/{draft}/v/{version}/signed", get(signed::show))
        .route("/drafts/{draft}/v/{version}/chase", post(chase::all))
        .route("/drafts/{draft}/v/{version}/send", get(send::form).post(send::post))
        .route("/drafts/{draft}/v/{version}/chancellery", get(chancellery::ask).post(chancellery::post))
        .route("/drafts/{draft}/v/{version}/remarks/new", get(remark_add::form).post(remark_add::post))
        .route(
            "/drafts/{draft}/v/{version}/remarks/{remark}/answer",
            get(remark_answer::form).post(remark_answer::post),
        )
        .route(
            "/drafts/{draft}/v/{version}/remarks/{remark}/close",
            get(remark_settle::close).post(remark_settle::closed),
        )
        .route(
            "/drafts/{draft}/v/{version}/remarks/{remark}/withdraw",
            get(remark_settle::withdraw).post(remark_settle::withdrawn),
        )
        .route("/drafts/{draft}/v/{version}/protocols/{protocol}", get(protocol::show))
        .route(
            "/drafts/{draft}/v/{version}/protocols/{protocol}/edit",
            get(protocol::edit::form).post(protocol::edit::save),
        )
        .route(
            "/drafts/{draft}/v/{version}/protocols/{protocol}/sign",
            get(protocol::sign::form).post(protocol::sign::post),
        )
}

fn chancellery_routes() -> Router<DraftsWeb> {
    use chancellery::{agenda, check, minutes, not_accepted, opinion, status, units};
    use vote::{cast, close, start};
    let at = |verb: &str| format!("/drafts/{{draft}}/v/{{version}}/{verb}");
    Router::new()
        .route(&at("check"), get(check::first))
        .route(&at("check/{part}"), get(check::form).post(check::post))
        .route(&at("not-accepted"), get(not_accepted::form).post(not_accepted::post))
        .route(&at("units"), get(units::form).post(units::post))
        .route(&at("opinion"), get(opinion::form).post(opinion::post))
        .route(&at("agenda"), get(agenda::form).post(agenda::post))
        .route(&at("vote"), get(vote::show))
        .route(&at("vote/start"), get(start::form).post(start::post))
        .route(&at("vote/close"), get(close::ask).post(close::post))
        .route(&at("bodies/{body}/vote"), get(cast::form).post(cast::post))
        .route(&at("minutes"), get(minutes::show))
        .route(&at("minutes/files/{file}"), get(minutes::file))
        .route(&at("minutes/post"), get(minutes::post))
        .route(&at("status"), get(status::form).post(status::post))
}

fn sitting_routes() -> Router<DraftsWeb> {
    use sittings::{end, make, minutes, show};
    Router::new()
        .route("/sittings", get(sittings::list))
        .route("/sittings/new", get(make::form).post(make::post))
        .route("/sittings/{sitting}", get(show::show))
        .route("/sittings/{sitting}/end", get(end::ask).post(end::post))
        .route("/sittings/{sitting}/minutes", get(minutes::form).post(minutes::post))
        .route("/sittings/{sitting}/files/{file}", get(show::file))
}

fn withdrawal_routes() -> Router<DraftsWeb> {
    Router::new()
        .route("/admin/withdrawals", get(withdrawals::list))
        .route("/admin/withdrawals/new", get(withdrawals::form).post(withdrawals::ask))
        .route("/admin/withdrawals/confirm", post(withdrawals::withdraw))
}

fn body_routes() -> Router<DraftsWeb> {
    use verbs::{approve, chase, name, pass, prolong, protocol, refusal_letter, refuse, register, resend};
    let at = |verb: &str| format!("/drafts/{{draft}}/v/{{version}}/bodies/{{body}}/{verb}");
    Router::new()
        .route(&at("register"), get(register::form).post(register::post))
        .route(&at("pass"), get(pass::ask).post(pass::post))
        .route(&at("representatives"), get(name::form).post(name::post))
        .route(&at("approve"), get(approve::form).post(approve::post))
        .route(&at("refuse"), get(refuse::form).post(refuse::post))
        .route(&at("refusal-letter"), get(refusal_letter::form).post(refusal_letter::post))
        .route(&at("resend"), get(resend::ask).post(resend::post))
        .route(&at("chase"), post(chase::one))
        .route(&at("prolong"), get(prolong::form).post(prolong::post))
        .route(&at("protocol"), get(protocol::start::ask).post(protocol::start::begin))
}
