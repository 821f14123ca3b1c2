//! A set paper drawn into a file.

use crate::face::{Faces, Look};
use crate::layout::{HEIGHT, Item, Mark, Paper, Shape, WIDTH, float};
use crate::tree::Structure;
use crate::{Error, Moment, Sheet};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

/// The file: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1); the writer refuses what would not be one.
pub(crate) fn draw(sheet: &Sheet, mut paper: Paper) -> Result<Vec<u8>, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| Error::Writer(format!("{e:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(metadata(sheet));
    for items in &paper.pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Error::Writer("page".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for item in items {
            put(&mut surface, &paper.faces, &mut paper.structure, item);
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for (text, page, y) in paper.outline {
        outline.push_child(OutlineNode::new(text, XyzDestination::new(page, Point::from_xy(0.0, y))));
    }
    document.set_outline(outline);
    document.set_tag_tree(paper.structure.into_tree(sheet.language));
    document.finish().map_err(|e| Error::Writer(format!("{e:?}")))
}

fn metadata(sheet: &Sheet) -> Metadata {
    let mut metadata = Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.to_owned())
        .creator("Orda".to_owned())
        .producer("Orda".to_owned())
        .creation_date(date(sheet.made_at));
    if !sheet.author.is_empty() {
        metadata = metadata.authors(vec![sheet.author.clone()]);
    }
    metadata
}

fn date(at: Moment) -> DateTime {
    DateTime::new(at.year)
        .month(at.month)
        .day(at.day)
        .hour(at.hour)
        .minute(at.minute)
        .second(at.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn put(surface: &mut Surface<'_>, faces: &Faces, structure: &mut Structure, item: &Item) {
    let tag = match item.mark {
        Mark::Part(_) if matches!(item.shape, Shape::Text(..)) => ContentTag::Span(SpanTag::empty()),
        Mark::Part(_) => ContentTag::Other,
        Mark::Header => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
        Mark::Footer => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
        Mark::Ornament => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    };
    let drawn = surface.start_tagged(tag);
    match &item.shape {
        Shape::Text(text, look) => letters(surface, faces, item, text, *look),
        Shape::Rule(width, thick) => {
            let rect = Rect::from_xywh(item.x, item.y - thick / 2.0, *width, *thick);
            // Thin lines stand back.
            let shade = if *thick < 0.6 { 185 } else { 90 };
            fill(surface, shade, path(rect.into_iter()).as_ref());
        }
        Shape::Code(side, squares) => {
            let square = side / float(squares.width + 2 * crate::code::QUIET);
            let at = |n: usize| square * float(n + crate::code::QUIET);
            let rects = squares.dark.iter().filter_map(|&(row, column, run)| {
                Rect::from_xywh(item.x + at(column), item.y + at(row), square * float(run), square)
            });
            fill(surface, 0, path(rects).as_ref());
        }
    }
    surface.end_tagged();
    if let Mark::Part(part) = item.mark {
        structure.drawn(part, drawn);
    }
}

fn letters(surface: &mut Surface<'_>, faces: &Faces, item: &Item, text: &str, look: Look) {
    let face = faces.of(look);
    surface.set_fill(Some(paint(look.shade)));
    let start = Point::from_xy(item.x, item.y);
    surface.draw_glyphs(start, &face.glyphs(text), face.font.clone(), text, look.size, false);
}

fn path(rects: impl Iterator<Item = Rect>) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for rect in rects {
        builder.push_rect(rect);
    }
    builder.finish()
}

fn fill(surface: &mut Surface<'_>, shade: u8, path: Option<&Path>) {
    if let Some(path) = path {
        surface.set_fill(Some(paint(shade)));
        surface.draw_path(path);
    }
}

fn paint(shade: u8) -> Fill {
    Fill { paint: luma::Color::new(shade).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}
