//! Only the permitted formats are attached (385-10), each genuine.

use crate::world::World;
use orda_base::{Error, Refusal};
use orda_documents::{Format, Formats, Kind, Settings, samples};
use orda_store::testing::On;
use rstest::rstest;

const PERMITTED: &str = "PDF, TIFF, JPEG, RTF, DOC, DOCX, XLS, XLSX, PPT, RAR, ZIP";

/// Attaches; the refusal when it was refused, after nothing was found kept.
async fn refusal(world: &World, name: &str, bytes: Vec<u8>) -> Refusal {
    let set = world.set().await;
    match world.add(set, name, bytes).await {
        Err(Error::Refused(refusal)) => {
            world.assert_nothing_kept(set).await;
            *refusal
        }
        other => panic!("{name}: {other:?}"),
    }
}

async fn assert_refused_with_list(world: &World, name: &str, bytes: Vec<u8>) {
    let refusal = refusal(world, name, bytes).await;
    assert_eq!(refusal.rule, Some("385-10"), "{name}");
    assert!(refusal.message.args.contains(&("permitted", PERMITTED.to_owned())), "{name}: {refusal:?}");
    assert!(refusal.message.args.contains(&("name", name.to_owned())), "{name}: {refusal:?}");
}

async fn assert_accepted(world: &World, name: &str, bytes: Vec<u8>, kind: Kind) {
    let set = world.set().await;
    let file = world.add(set, name, bytes).await.unwrap_or_else(|e| panic!("{name}: {e:?}"));
    assert_eq!(file.format.kind(), kind, "{name}");
    world.documents.remove_file(&world.drafter, set, file.id).await.expect("is removed");
}

/// Every listed format is taken; what is not listed is refused with the list of what is; what lies about itself is
/// refused; capital and mixed letters are like small ones.
///
/// Covers: 385-10
#[rstest]
#[tokio::test]
async fn the_list_is_closed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let world = World::new(on).await;
    for (name, format, bytes) in samples::genuine().into_iter().filter(|(_, f, _)| *f != Format::Pptx) {
        assert_accepted(&world, name, bytes.clone(), format.kind()).await;
        let (stem, ending) = name.rsplit_once('.').expect("an ending");
        assert_accepted(&world, &format!("{stem}.{}", ending.to_uppercase()), bytes.clone(), format.kind()).await;
        let mixed = format!("{stem}.{}{}", ending[..1].to_uppercase(), &ending[1..]);
        assert_accepted(&world, &mixed, bytes, format.kind()).await;
    }
    for (name, bytes) in [
        ("program.exe", samples::exe()),
        ("page.html", samples::html()),
        ("slides.pptx", samples::pptx()),
        ("text.odt", samples::open_document("text")),
        ("picture.png", samples::png()),
        ("no-ending", samples::pdf()),
        (".pdf", samples::pdf()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
    for (name, bytes) in [
        ("program.pdf", samples::exe()),
        ("page.doc", samples::html()),
        ("act.pdf.docx", samples::pdf()),
        ("page.rtf", samples::html()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
}

/// PDF, TIFF, JPEG.
///
/// Covers: 385-10-1
#[rstest]
#[tokio::test]
async fn graphic_formats(#[values(On::Sqlite)] on: On) {
    let world = World::new(on).await;
    for (name, bytes) in [
        ("a.pdf", samples::pdf()),
        ("a.tif", samples::tiff(false)),
        ("a.tiff", samples::tiff(true)),
        ("a.jpg", samples::jpeg()),
        ("a.jpeg", samples::jpeg()),
    ] {
        assert_accepted(&world, name, bytes, Kind::Graphic).await;
    }
    for (name, bytes) in [
        ("a.png", samples::png()),
        ("a.bmp", samples::bmp()),
        ("a.gif", samples::gif()),
        ("a.jpg", samples::png()),
        ("a.tif", samples::bmp()),
        ("a.jpeg", samples::gif()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
}

/// RTF, DOC, DOCX; none with macros.
///
/// Covers: 385-10-2
#[rstest]
#[tokio::test]
async fn text_formats(#[values(On::Sqlite)] on: On) {
    let world = World::new(on).await;
    for (name, bytes) in [("a.rtf", samples::rtf()), ("a.doc", samples::doc()), ("a.docx", samples::docx("мәтін"))]
    {
        assert_accepted(&world, name, bytes, Kind::Text).await;
    }
    for (name, bytes) in [
        ("a.txt", b"plain text".to_vec()),
        ("a.odt", samples::open_document("text")),
        ("a.html", samples::html()),
        ("a.docx", samples::zip()),
        ("a.docx", samples::rar5()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
    for (name, bytes) in [("a.doc", samples::doc_with_macros()), ("a.docx", samples::docm())] {
        assert_eq!(refusal(&world, name, bytes).await.message.key, "documents-refusal-macros");
    }
    assert_refused_with_list(&world, "a.docm", samples::docm()).await;
}

/// XLS, XLSX.
///
/// Covers: 385-10-3
#[rstest]
#[tokio::test]
async fn spreadsheet_formats(#[values(On::Sqlite)] on: On) {
    let world = World::new(on).await;
    for (name, bytes) in [("a.xls", samples::xls()), ("a.xlsx", samples::xlsx())] {
        assert_accepted(&world, name, bytes, Kind::Table).await;
    }
    for (name, bytes) in [
        ("a.csv", b"a;b\n1;2\n".to_vec()),
        ("a.ods", samples::open_document("spreadsheet")),
        ("a.xlsx", samples::docx("text")),
        ("a.xls", samples::doc()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
}

/// PPT; PPTX only where a setting adds it.
///
/// Covers: 385-10-4
#[rstest]
#[tokio::test]
async fn presentation_formats(#[values(On::Sqlite)] on: On) {
    let world = World::new(on).await;
    assert_accepted(&world, "a.ppt", samples::ppt(), Kind::Presentation).await;
    for (name, bytes) in [
        ("a.pptx", samples::pptx()),
        ("a.odp", samples::open_document("presentation")),
        ("a.ppt", samples::doc()),
        ("a.ppt", samples::pptx()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
    let formats = Formats::new(Format::ALL);
    let wider = World::with(On::Sqlite, Settings { formats, ..Settings::default() }).await;
    assert_accepted(&wider, "a.pptx", samples::pptx(), Kind::Presentation).await;
}

/// RAR, ZIP; a bomb ends the check safely.
///
/// Covers: 385-10-5
#[rstest]
#[tokio::test]
async fn archive_formats(#[values(On::Sqlite)] on: On) {
    let world = World::new(on).await;
    for (name, bytes) in [("a.rar", samples::rar5()), ("b.rar", samples::rar4()), ("a.zip", samples::zip())] {
        assert_accepted(&world, name, bytes, Kind::Archive).await;
    }
    for (name, bytes) in [
        ("a.7z", samples::seven_zip()),
        ("a.tar.gz", samples::tar_gz()),
        ("a.zip", samples::exe()),
        ("a.rar", samples::zip()),
    ] {
        assert_refused_with_list(&world, name, bytes).await;
    }
    let zeros = vec![0; 64 << 20];
    for (name, bytes) in [
        ("bomb.zip", samples::zip_of(&[("zeros", &zeros)])),
        ("nested.zip", samples::nested_zip(3, &zeros)),
        ("bomb.rar", samples::rar5_of("zeros", b"x", 1 << 50)),
    ] {
        assert_eq!(refusal(&world, name, bytes).await.message.key, "documents-refusal-bomb", "{name}");
    }
    let escaping = samples::rar5_of("../../evil", b"x", 1);
    assert_eq!(refusal(&world, "a.rar", escaping).await.message.key, "documents-refusal-escaping");
}

/// Broken and empty files, and names that deceive, are refused with their reason.
#[rstest]
#[case("a.pdf", samples::pdf_of(5000)[..4000].to_vec(), "documents-refusal-broken")]
#[case("a.docx", samples::docx("t")[..200].to_vec(), "documents-refusal-broken")]
#[case("a.pdf", Vec::new(), "documents-refusal-empty")]
#[case("a\u{202e}fdp.pdf", samples::pdf(), "documents-refusal-name-character")]
#[case("../a.pdf", samples::pdf(), "documents-refusal-name-character")]
#[case("  ", samples::pdf(), "documents-refusal-name-missing")]
#[tokio::test]
async fn other_reasons(#[case] name: &str, #[case] bytes: Vec<u8>, #[case] code: &str) {
    let world = World::new(On::Sqlite).await;
    assert_eq!(refusal(&world, name, bytes).await.message.key, code);
}
