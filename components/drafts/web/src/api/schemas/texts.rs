//! Texts by their parts, compared, paired and tabled, as JSON.

use acttext::{Act, Amount, Piece, PieceKind, TableRow, Unit};
use orda_base::Language;
use orda_drafts::{Comparison, StructuredText, StructuredTexts, TableView, TextSource};
use serde::Serialize;
use utoipa::ToSchema;

/// The texts of a version by their parts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Structure)]
pub(crate) struct StructureJson {
    /// In Kazakh.
    kk: Option<SideJson>,
    /// In Russian.
    ru: Option<SideJson>,
    /// Both languages compared; none where one is missing.
    parity: Option<ParityJson>,
}

/// A text by its parts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::StructuredText)]
pub(crate) struct SideJson {
    /// Name of the file from which it was read; none when it was typed.
    file: Option<String>,
    /// Its parts in order.
    units: Vec<PassageJson>,
}

/// A part of a text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Passage)]
pub(crate) struct PassageJson {
    /// Its address: `a5.p2.s3`; the same in Kazakh and Russian.
    anchor: String,
    /// `article`, `point`, `sub-point`, `text` …
    kind: &'static str,
    /// Its number: `9-1`.
    number: String,
    /// The mark as it is printed: `9-1-бап.`
    printed: String,
    /// The text after the mark.
    text: String,
    /// Address of the part it belongs to.
    parent: Option<String>,
    /// Does it stand within quotation marks, as wording given to another act?
    quoted: bool,
}

/// Kazakh and Russian compared (217-a17.5b).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Parity)]
pub(crate) struct ParityJson {
    /// Addresses of Russian parts without a Kazakh twin.
    missing_kazakh: Vec<String>,
    /// Addresses of Kazakh parts without a Russian twin.
    missing_russian: Vec<String>,
    /// Addresses of parts that read the same in both languages.
    untranslated: Vec<String>,
    /// Amount of the Kazakh text.
    kazakh: AmountJson,
    /// Amount of the Russian text.
    russian: AmountJson,
}

/// How much text there is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Amount)]
pub(crate) struct AmountJson {
    /// Parts.
    units: u32,
    /// Words.
    words: u32,
    /// Characters without blanks.
    characters: u32,
}

/// Two versions compared.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Comparison)]
pub(crate) struct ComparisonJson {
    /// Number of the older version.
    from: u32,
    /// Number of the newer version.
    to: u32,
    /// `kk` or `ru`.
    language: &'static str,
    /// Paragraphs that differ.
    changed: usize,
    /// Paragraphs of both, in the order of the newer text.
    rows: Vec<ComparedJson>,
}

/// A paragraph compared.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Compared)]
pub(crate) struct ComparedJson {
    /// `same`, `renumbered`, `changed`, `moved`, `moved-and-changed`, `moved-away`, `added` or `removed`.
    change: &'static str,
    /// Its address in the older version; none when it is new.
    old: Option<String>,
    /// Its address in the newer version; none when it was taken out.
    new: Option<String>,
    /// Its words.
    pieces: Vec<PieceJson>,
}

/// A run of words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Piece)]
pub(crate) struct PieceJson {
    /// The words.
    text: String,
    /// `same`, `removed` or `added`.
    kind: &'static str,
}

/// The comparative table of two versions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::ComparativeTable)]
pub(crate) struct TableJson {
    /// Number of the version that stands as what is in force.
    from: u32,
    /// Number of the version that stands as what is proposed.
    to: u32,
    /// `kk` or `ru`.
    language: &'static str,
    /// Its rows.
    rows: Vec<TableRowJson>,
}

/// A row of the table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::TableRow)]
pub(crate) struct TableRowJson {
    /// The structural element, as lawyers call it.
    element: String,
    /// Its address.
    anchor: String,
    /// Text in force.
    in_force: String,
    /// Text proposed.
    proposed: String,
    /// Why.
    reason: String,
}

impl From<&StructuredTexts> for StructureJson {
    fn from(texts: &StructuredTexts) -> Self {
        Self { kk: texts.kk.as_ref().map(Into::into), ru: texts.ru.as_ref().map(Into::into), parity: parity(texts) }
    }
}

impl From<&StructuredText> for SideJson {
    fn from(text: &StructuredText) -> Self {
        let file = match &text.source {
            TextSource::Typed => None,
            TextSource::File(name) => Some(name.clone()),
        };
        Self { file, units: text.act.units.iter().map(|u| unit(&text.act, u)).collect() }
    }
}

fn unit(act: &Act, unit: &Unit) -> PassageJson {
    PassageJson {
        anchor: unit.anchor.clone(),
        kind: unit.kind.code(),
        number: unit.number.clone(),
        printed: unit.printed.clone(),
        text: unit.text.clone(),
        parent: unit.parent.and_then(|p| act.units.get(p as usize)).map(|p| p.anchor.clone()),
        quoted: unit.quoted,
    }
}

fn anchor(act: &Act, at: Option<u32>) -> Option<String> {
    act.units.get(at? as usize).map(|u| u.anchor.clone())
}

fn parity(texts: &StructuredTexts) -> Option<ParityJson> {
    let (kk, ru, parity) = (&texts.kk.as_ref()?.act, &texts.ru.as_ref()?.act, texts.parity()?);
    let without = |kazakh: bool| {
        let missing = parity.pairs.iter().filter(|p| if kazakh { p.kazakh.is_none() } else { p.russian.is_none() });
        missing.filter_map(|p| if kazakh { anchor(ru, p.russian) } else { anchor(kk, p.kazakh) }).collect()
    };
    Some(ParityJson {
        missing_kazakh: without(true),
        missing_russian: without(false),
        untranslated: parity.pairs.iter().filter(|p| p.untranslated).filter_map(|p| anchor(kk, p.kazakh)).collect(),
        kazakh: parity.kazakh.into(),
        russian: parity.russian.into(),
    })
}

impl From<Amount> for AmountJson {
    fn from(amount: Amount) -> Self {
        Self { units: amount.units, words: amount.words, characters: amount.characters }
    }
}

impl From<&Comparison> for ComparisonJson {
    fn from(comparison: &Comparison) -> Self {
        let rows = comparison.rows.iter().map(|row| ComparedJson {
            change: row.change.code(),
            old: anchor(&comparison.old, row.old),
            new: anchor(&comparison.new, row.new),
            pieces: row.pieces.iter().map(Into::into).collect(),
        });
        Self {
            from: comparison.from,
            to: comparison.to,
            language: code(comparison.language),
            changed: comparison.changed,
            rows: rows.collect(),
        }
    }
}

const fn code(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru",
        Language::Kk | Language::En => "kk",
    }
}

impl From<&Piece> for PieceJson {
    fn from(piece: &Piece) -> Self {
        let kind = match piece.kind {
            PieceKind::Same => "same",
            PieceKind::Removed => "removed",
            PieceKind::Added => "added",
        };
        Self { text: piece.text.clone(), kind }
    }
}

impl From<&TableView> for TableJson {
    fn from(table: &TableView) -> Self {
        let row = |row: &TableRow| TableRowJson {
            element: row.element.clone(),
            anchor: row.anchor.clone(),
            in_force: row.in_force.clone(),
            proposed: row.proposed.clone(),
            reason: row.reason.clone(),
        };
        Self {
            from: table.from,
            to: table.to,
            language: code(table.language),
            rows: table.rows.iter().map(row).collect(),
        }
    }
}
