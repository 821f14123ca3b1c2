//! Whatever is read, nothing panics.

use crate::formats::{as_docx, as_pdf, as_rtf};
use crate::source::Source;
use acttext::{Block, Format, Limits, ReadError, akoma_ntoso, compare, parity, read, structure};
use proptest::prelude::*;

fn source() -> Source {
    let lines = ["Атауы", "1. Бірінші:", "1) тармақша;", "2) «тағы».", "2. Екінші."].map(str::to_owned).to_vec();
    Source { name: "үлгі".into(), lines }
}

fn small() -> Limits {
    Limits { unpacked: 1 << 20, operations: 100_000, ..Limits::default() }
}

/// Files with bytes changed, cut, or repeated are read or refused.
fn spoilt(bytes: &[u8], changes: &[(usize, u8)], cut: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, value) in changes {
        let length = bytes.len();
        bytes[at % length] = *value;
    }
    bytes.truncate(bytes.len() - cut % bytes.len() / 8);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in [Format::Docx, Format::Rtf, Format::Pdf] {
            let _ = read(&bytes, format, &small());
        }
        let rtf = [b"{\\rtf1 ".as_slice(), &bytes].concat();
        let _ = read(&rtf, Format::Rtf, &small());
        let pdf = [b"%PDF-1.7\n".as_slice(), &bytes].concat();
        let _ = read(&pdf, Format::Pdf, &small());
    }

    #[test]
    fn spoilt_files(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20), cut in any::<usize>()) {
        let source = source();
        let _ = read(&spoilt(&as_docx(&source), &changes, cut), Format::Docx, &small());
        let _ = read(&spoilt(&as_rtf(&source), &changes, cut), Format::Rtf, &small());
        if let Some(pdf) = as_pdf(&source) {
            let _ = read(&spoilt(&pdf, &changes, cut), Format::Pdf, &small());
        }
    }

    /// Any paragraphs have a structure with one unit each, and can be compared, paired and exported.
    #[test]
    fn any_text(lines in proptest::collection::vec("(|[0-9]{1,3}[.)] |[0-9]-бап\\. |Статья [0-9]|Ескерту\\. |«[0-9]\\. |а\\) )\\PC{0,30}", 0..40)) {
        let act = structure(&lines.iter().map(Block::text).collect::<Vec<_>>());
        prop_assert_eq!(act.units.len(), lines.len());
        let mut anchors: Vec<_> = act.units.iter().map(|u| u.anchor.clone()).collect();
        anchors.sort();
        anchors.dedup();
        prop_assert_eq!(anchors.len(), lines.len());
        prop_assert_eq!(compare(&act, &act).amendments(), 0);
        prop_assert_eq!(parity(&act, &act).missing_russian(), 0);
        let meta = akoma_ntoso::Meta { id: "1", title: "т", date: "2026-11-22", author: "a", author_name: "А", version: 1, tongue: acttext::Tongue::Kazakh };
        prop_assert!(akoma_ntoso::akoma_ntoso(&act, &meta).ends_with("</akomaNtoso>\n"));
    }
}

/// Elements and groups nested without end, and a document that unpacks to too much, are refused.
#[test]
fn limits() {
    let rtf = format!("{{\\rtf1 {}", "{".repeat(100_000));
    assert_eq!(read(rtf.as_bytes(), Format::Rtf, &Limits::default()), Err(ReadError::TooInvolved));
    let long = Source { name: "ұзақ".into(), lines: vec!["а".repeat(3 << 20)] };
    assert_eq!(read(&as_docx(&long), Format::Docx, &small()), Err(ReadError::TooLarge));
    assert_eq!(read(&[0; 100], Format::Rtf, &Limits { bytes: 99, ..Limits::default() }), Err(ReadError::TooLarge));
}

/// Forms that draw each other, over and over, are refused: a small file can ask for work without end.
#[test]
fn forms_within_forms() {
    let mut pdf = String::from(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
    );
    pdf +=
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>endobj\n";
    pdf += "4 0 obj<</Length 5>>stream\n/A Do\nendstream endobj\n";
    pdf += "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12/Resources<</XObject<</A 5 0 R>>>>>>stream\n/A Do /A Do \nendstream endobj\n";
    pdf += "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";
    assert_eq!(read(pdf.as_bytes(), Format::Pdf, &Limits::default()), Err(ReadError::TooInvolved));
}
