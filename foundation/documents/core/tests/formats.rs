//! The closed list of formats (385-10), each told by name, first bytes and structure.

use orda_documents::{Archives, Format, Formats, Kind, Refusal, Settings, inspect, samples};
use proptest::prelude::*;
use rstest::rstest;
use std::io::{Cursor, Seek, Write};

fn check(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    check_with(name, bytes, &Settings::default())
}

fn check_with(name: &str, bytes: &[u8], settings: &Settings) -> Result<(), Refusal> {
    let format = Format::by_name(name).expect("an ending that is known");
    inspect(&mut Cursor::new(bytes), name, format, settings)
}

/// Every genuine file passes.
#[test]
fn genuine_files_pass() {
    for (name, format, bytes) in samples::genuine() {
        assert_eq!(Format::by_name(name), Some(format), "{name}");
        assert_eq!(check(name, &bytes), Ok(()), "{name}");
    }
}

/// The kinds are those of the five paragraphs.
#[test]
fn kinds_follow_the_paragraphs() {
    let of = |kind| Format::ALL.into_iter().filter(|f| f.kind() == kind).map(Format::name).collect::<Vec<_>>();
    assert_eq!(of(Kind::Graphic), ["PDF", "TIFF", "JPEG"]);
    assert_eq!(of(Kind::Text), ["RTF", "DOC", "DOCX"]);
    assert_eq!(of(Kind::Table), ["XLS", "XLSX"]);
    assert_eq!(of(Kind::Presentation), ["PPT", "PPTX"]);
    assert_eq!(of(Kind::Archive), ["RAR", "ZIP"]);
    assert_eq!(Formats::default().list(), "PDF, TIFF, JPEG, RTF, DOC, DOCX, XLS, XLSX, PPT, RAR, ZIP");
}

/// A genuine file under the name of any other format is refused.
#[test]
fn no_format_passes_as_another() {
    for (original, format, bytes) in samples::genuine() {
        for other in Format::ALL.into_iter().filter(|other| *other != format) {
            let name = format!("renamed.{}", other.endings()[0]);
            let refused = check(&name, &bytes);
            assert!(matches!(refused, Err(Refusal::OtherContent { .. })), "{original} as {name}: {refused:?}");
        }
    }
}

/// A file that is cut off anywhere in its second half is refused.
#[test]
fn cut_off_files_are_refused() {
    for (name, _, bytes) in samples::genuine() {
        // A compound file is padded to whole sectors: the padding is no content.
        let end = if matches!(Format::by_name(name), Some(Format::Doc | Format::Xls | Format::Ppt)) {
            bytes.len() / 2
        } else {
            // A line end after the last mark is no content either.
            bytes.len() - 2
        };
        for length in [bytes.len() / 2, bytes.len() * 3 / 4, end] {
            if length <= end {
                assert!(check(name, &bytes[..length]).is_err(), "{name} cut to {length} of {}", bytes.len());
            }
        }
    }
}

#[rstest]
#[case("a.doc", samples::doc_with_macros())]
#[case("a.xls", samples::xls_with_macros())]
#[case("a.ppt", samples::ppt_with_macros())]
#[case("a.docx", samples::docm())]
fn macros_are_refused(#[case] name: &str, #[case] bytes: Vec<u8>) {
    assert_eq!(check(name, &bytes), Err(Refusal::Macros { name: name.into() }));
}

#[rstest]
#[case("../evil.txt")]
#[case("a/../../evil.txt")]
#[case("/etc/passwd")]
#[case("C:\\evil.txt")]
#[case("..\\evil.txt")]
#[case("\\\\server\\share")]
fn names_that_lead_out_are_refused(#[case] entry: &str) {
    let escaping = |name: &str| Err(Refusal::Escaping { name: name.into() });
    // The writer tidies names up: the place is held by a harmless one of the same length.
    let held = "x".repeat(entry.len());
    let mut zip = samples::zip_of(&[(&held, b"x")]);
    while let Some(at) = zip.windows(held.len()).position(|w| w == held.as_bytes()) {
        zip[at..at + held.len()].copy_from_slice(entry.as_bytes());
    }
    assert_eq!(check("a.zip", &zip), escaping("a.zip"));
    assert_eq!(check("a.zip", &samples::zip_of(&[("inner.zip", &zip)])), escaping("a.zip"));
    assert_eq!(check("a.rar", &samples::rar5_of(entry, b"x", 1)), escaping("a.rar"));
    assert_eq!(check("a.rar", &samples::rar4_of(entry, b"x", 1)), escaping("a.rar"));
}

/// A gigabyte of zeros in a megabyte, also one archive deeper and under a false size: the check ends and refuses.
#[test]
fn bombs_are_refused() {
    let zeros = vec![0; 32 << 20];
    let bomb = samples::zip_of(&[("zeros", &zeros)]);
    let refused = |bytes: &[u8]| match check("a.zip", bytes) {
        Err(Refusal::Bomb { detail, .. }) => detail,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&bomb), "ratio");
    assert_eq!(refused(&samples::nested_zip(3, &zeros)), "ratio");
    assert_eq!(refused(&samples::zip_of(&[("inner.docx", &bomb)])), "ratio");

    // The same bomb claiming one kilobyte in all its headers.
    let mut lying = bomb;
    let size = u32::try_from(zeros.len()).expect("small").to_le_bytes();
    while let Some(at) = lying.windows(4).position(|w| w == size) {
        lying[at..at + 4].copy_from_slice(&1024_u32.to_le_bytes());
    }
    assert_eq!(refused(&lying), "ratio");

    let many: Vec<_> = (0..20).map(|n| n.to_string()).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    let archives = Archives { entries: 19, ..Archives::default() };
    let few = Settings { archives, ..Settings::default() };
    let refused = check_with("a.zip", &samples::zip_of(&many), &few);
    assert!(matches!(refused, Err(Refusal::Bomb { detail: "entries", .. })), "{refused:?}");

    assert!(matches!(check("a.zip", &samples::nested_zip(9, b"x")), Err(Refusal::Bomb { detail: "depth", .. })));
    assert_eq!(check("a.zip", &samples::nested_zip(4, b"x")), Ok(()));
    let rar = samples::rar5_of("zeros", b"x", 1 << 40);
    assert!(matches!(check("a.rar", &rar), Err(Refusal::Bomb { detail: "size", .. })));
    let rar = samples::rar4_of("zeros", b"x", u32::MAX);
    assert!(matches!(check("a.rar", &rar), Err(Refusal::Bomb { .. })));
}

/// Documents inside an archive are nothing unusual; how they were packed does not matter.
#[test]
fn archives_of_documents_pass() {
    let docx = samples::docx("text");
    assert_eq!(check("a.zip", &samples::zip_of(&[("a.docx", &docx), ("b.xlsx", &samples::xlsx())])), Ok(()));
    // With data descriptors, as LibreOffice packs.
    let mut stream = zip::ZipWriter::new_stream(Vec::new());
    let options = zip::write::SimpleFileOptions::default();
    for name in ["a.txt", "b.txt"] {
        stream.start_file(name, options).expect("starts");
        stream.write_all(b"text text text").expect("writes");
    }
    let described = stream.finish().expect("finishes").into_inner();
    assert_eq!(check("a.zip", &described), Ok(()));
    assert_eq!(check("a.zip", &samples::zip_of(&[("inner.zip", &described), ("a.docx", &docx)])), Ok(()));
}

/// A changed byte in what is packed is noticed by its checksum.
#[test]
fn broken_archives_are_refused() {
    let zip = samples::zip_of(&[("a.txt", b"some text that is long enough, some text that is long enough")]);
    let mut broken = zip.clone();
    broken[40] ^= 0x10;
    assert!(check("a.zip", &broken).is_err());
    let mut broken = samples::rar5();
    broken[20] ^= 1;
    assert!(check("a.rar", &broken).is_err());
}

/// A PDF whose end points nowhere, or whose catalogue is elsewhere, is broken.
#[test]
fn broken_pdfs_are_refused() {
    let bytes = samples::pdf();
    let replaced = |from: &[u8], to: &[u8]| {
        let at = bytes.windows(from.len()).rposition(|w| w == from).expect("is there");
        [&bytes[..at], to, &bytes[at + from.len()..]].concat()
    };
    for broken in [
        replaced(b"%%EOF", b"%%EOX"),
        replaced(b"/Root 1 0 R", b"/Root 9 0 R"),
        replaced(b"/Root 1 0 R", b"/Roof 1 0 R"),
        replaced(b"trailer", b"tr4iler"),
        replaced(b"1 0 obj", b"7 0 obj"),
        replaced(b"/Pages 2", b"/Pages 3"),
    ] {
        assert!(matches!(check("a.pdf", &broken), Err(Refusal::Broken { .. })));
    }
}

/// What a lying head shows is named in the refusal.
#[rstest]
#[case("a.pdf", samples::exe(), Some("EXE"))]
#[case("a.jpg", samples::png(), Some("PNG"))]
#[case("a.doc", samples::html(), Some("HTML"))]
#[case("a.zip", samples::exe(), Some("EXE"))]
#[case("a.docx", samples::zip(), Some("ZIP"))]
#[case("a.docx", samples::open_document("text"), Some("OpenDocument"))]
#[case("a.zip", samples::open_document("text"), Some("OpenDocument"))]
#[case("a.xlsx", samples::docx("t"), Some("DOCX"))]
#[case("a.ppt", samples::doc(), Some("DOC"))]
#[case("a.pdf", b"\x01\x02\x03".to_vec(), None)]
fn what_was_found_is_named(#[case] name: &str, #[case] bytes: Vec<u8>, #[case] expected: Option<&str>) {
    match check(name, &bytes) {
        Err(Refusal::OtherContent { found, .. }) => assert_eq!(found, expected),
        other => panic!("{other:?}"),
    }
}

/// One inspection must not panic, whatever comes.
fn survives(bytes: &[u8]) {
    for format in Format::ALL {
        let mut cursor = Cursor::new(bytes);
        let _ = inspect(&mut cursor, "x", format, &Settings::default());
        cursor.rewind().expect("memory");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Random bytes, also behind a true beginning, never make an inspection panic.
    #[test]
    fn random_bytes_are_survived(start in 0_usize..16, bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let (_, _, genuine) = samples::genuine().swap_remove(start);
        survives(&bytes);
        survives(&[&genuine[..genuine.len().min(64)], &bytes].concat());
    }

    /// Nor do genuine files with changed bytes.
    #[test]
    fn mutated_files_are_survived(
        index in 0_usize..16,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let (_, _, mut bytes) = samples::genuine().swap_remove(index);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        survives(&bytes);
        survives(&bytes[..cut.index(bytes.len())]);
    }
}

/// A picture of more points than permitted is refused by its size alone, before anybody unpacks it; one at the limit is taken.
#[test]
fn pictures_have_a_limit_of_points() {
    let settings = Settings { pixels: 1000, ..Settings::default() };
    let judge = |name: &str, mut bytes: Vec<u8>, at: usize, size: &[u8]| {
        bytes[at..at + size.len()].copy_from_slice(size);
        let format = Format::by_name(name).expect("a format");
        inspect(&mut Cursor::new(bytes), name, format, &settings)
    };
    let refused = |result: Result<(), Refusal>| matches!(result, Err(Refusal::Pixels { limit: 1000, .. }));
    // Height and width of the frame stand together; those of a directory are the values of its first two tags.
    let jpeg = samples::jpeg();
    let frame = jpeg.windows(2).position(|two| two == b"\xff\xc0").expect("a frame") + 5;
    assert!(judge("a.jpg", jpeg.clone(), frame, &[0, 10, 0, 100]).is_ok());
    assert!(refused(judge("a.jpg", jpeg.clone(), frame, &[0, 10, 0, 101])));
    assert!(refused(judge("a.jpg", jpeg.clone(), frame, &[0xff, 0xff, 0xff, 0xff])));
    assert!(refused(judge("a.jpg", jpeg, frame, &[0, 0, 0, 1])), "a height that is given later");
    let width = 10 + 2 + 8;
    assert!(judge("a.tif", samples::tiff(false), width, &1000_u16.to_le_bytes()).is_ok());
    assert!(refused(judge("a.tif", samples::tiff(false), width, &1001_u16.to_le_bytes())));
}
