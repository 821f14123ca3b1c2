//! The text as Akoma Ntoso: for programs that work with legal texts.

use super::text::Shown;
use crate::DraftsWeb;
use acttext::Tongue;
use acttext::akoma_ntoso::{Meta, akoma_ntoso};
use axum::extract::State;
use orda_base::{Access, Actor, Error, Language, Operation};
use orda_drafts::DraftId;
use orda_web::{Accounted, Path, Query, Response, Ui, WebError, attachment};

/// `/drafts/{draft}/v/{version}/text.xml?text=kk`.
pub(crate) async fn file(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): Path<(DraftId, u32)>,
    Query(shown): Query<Shown>,
) -> Result<Response, WebError> {
    let language = if shown.text == "ru" { Language::Ru } else { Language::Kk };
    give(&app, ui.actor(), draft, version, language).await
}

/// The file, in exactly this language.
///
/// # Errors
/// Not found for who may not read the version, and where it has no text in this language.
pub(crate) async fn give(
    app: &DraftsWeb,
    actor: &Actor,
    draft: DraftId,
    version: u32,
    language: Language,
) -> Result<Response, WebError> {
    let card = app.drafts.card(actor, draft, Some(version)).await?;
    let texts = app.drafts.structured_text(actor, draft, version).await?;
    let text = texts.side(language).ok_or(Error::NotFound)?;
    let plain = |name: &str| name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    let (number, author) = (plain(&card.number), format!("bin-{}", plain(&card.body.bin)));
    let xml = akoma_ntoso(
        &text.act,
        &Meta {
            id: &number,
            title: card.title.get(language),
            date: &card.posted_at.date().to_string(),
            author: &author,
            author_name: card.body.name.get(language),
            version,
            tongue: if language == Language::Ru { Tongue::Russian } else { Tongue::Kazakh },
        },
    );
    let name = format!("orda-{number}-{version}-{}.xml", language.code());
    let access = Access::done("draft", format!("{draft}/v/{version}"), Operation::Download).detail("text.xml");
    Ok(attachment(&name, "application/akn+xml; charset=utf-8", xml).accessed(access))
}
