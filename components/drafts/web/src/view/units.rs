//! Paragraphs of an act: what they are called, how they look, and where a link to one leads.

use crate::paths;
use acttext::{Act, PieceKind, Row, Tongue, Unit, UnitKind, element};
use maud::{Markup, html};
use orda_base::Language;
use orda_drafts::{Card, StructuredTexts};
use orda_web::{Ui, Words};

/// The language in which places of a text are named: the reader's, or that of the text where readers read English.
pub(crate) fn tongue(ui: &Ui, text: Language) -> Tongue {
    match (ui.lang(), text) {
        (Language::Ru, _) | (Language::En, Language::Ru) => Tongue::Russian,
        _ => Tongue::Kazakh,
    }
}

/// What the paragraph at `index` is called.
pub(crate) fn name(ui: &Ui, act: &Act, index: usize, text: Language) -> String {
    element(act, index, tongue(ui, text))
}

/// What the paragraph with this anchor is called, in whichever language it is there.
pub(crate) fn name_of(ui: &Ui, texts: &StructuredTexts, anchor: &str) -> Option<String> {
    [Language::Kk, Language::Ru].into_iter().find_map(|language| {
        let act = &texts.side(language)?.act;
        let index = act.units.iter().position(|u| u.anchor == anchor)?;
        Some(name(ui, act, index, language))
    })
}

/// The link to a paragraph.
pub(crate) fn href(card: &Card, version: u32, anchor: &str) -> String {
    format!("{}#{anchor}", paths::version(card.draft, version))
}

/// A paragraph as it is printed: parts of the act as headings.
pub(crate) fn body(unit: &Unit) -> Markup {
    let heads = matches!(
        unit.kind,
        UnitKind::Title
            | UnitKind::Annex
            | UnitKind::Section
            | UnitKind::Chapter
            | UnitKind::Subchapter
            | UnitKind::Heading
            | UnitKind::Article
    );
    html! {
        @if heads { h3.govuk-heading-s.app-act__text { (Words(unit.full())) } }
        @else if matches!(unit.kind, UnitKind::Note | UnitKind::Footnote) {
            p.govuk-body-s.app-act__text.app-secondary { (Words(unit.full())) }
        } @else { p.govuk-body.app-act__text { (Words(unit.full())) } }
    }
}

/// How far a paragraph is set in, as the end of a class: what stands in articles more than what stands alone.
pub(crate) const fn indent(unit: &Unit) -> &'static str {
    match unit.kind {
        UnitKind::SubPoint => "app-act__paragraph app-act__paragraph--1",
        UnitKind::Letter | UnitKind::Text => "app-act__paragraph app-act__paragraph--2",
        _ => "app-act__paragraph",
    }
}

/// The words of one side of a row, those marked that are only on it; none of the other side.
pub(crate) fn side(row: &Row, other: PieceKind) -> Markup {
    html! {
        @for piece in row.pieces.iter().filter(|p| p.kind != other) {
            @match piece.kind {
                PieceKind::Same => { (piece.text) }
                PieceKind::Removed => { del { (piece.text) } }
                PieceKind::Added => { ins { (piece.text) } }
            }
        }
    }
}
