//! Papers as files: what stands on them, their structure, and their limits.

use typeset::{Align, Block, Cell, Column, Error, Moment, Sheet, Style};

const MOMENT: Moment = Moment { year: 2026, month: 11, day: 22, hour: 3, minute: 0, second: 0 };

fn paper(rows: usize) -> Sheet {
    let mut sheet = Sheet::new("kk", "Келісу парағы", MOMENT);
    sheet.header = "ЖОБА-2026-000001".into();
    sheet.footer = "https://orda.example/verify/7QK2".into();
    sheet.push(Block::title("Келісу парағы"));
    sheet.push(Block::styled(
        Style::Bold,
        Align::Centre,
        "«Әділет органдарының қызметін ұйымдастыру туралы» қаулы жобасы",
    ));
    sheet
        .push(Block::facts(vec![("Әзірлеуші".to_owned(), "Ақпараттандыру министрлігі ҚқӘәҒғҢңӨөҰұҮүҺһІі".to_owned())]));
    sheet.push(Block::heading("Қолтаңбалар"));
    let columns = vec![Column::new("Кім", 3.0), Column::new("Дайджест", 1.0), Column::new("Шешім", 0.6)];
    let row = |n: usize| {
        vec![
            Cell::text(format!("{n}. Ахметов Данияр Серікұлы"))
                .and(Style::Muted, "қоғаммен байланыс жөніндегі департамент"),
            Cell::styled(Style::Mono, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            Cell::styled(Style::SmallBold, "келіспеушіліктермен"),
        ]
    };
    sheet.push(Block::table(columns, (1..=rows).map(row).collect()));
    sheet.push(Block::code("https://orda.example/verify/7QK2", "Тексеру", vec![(Style::Small, "Тексеру".to_owned())]));
    sheet
}

/// A paper is an archival (PDF/A-2a) and accessible (PDF/UA-1) file, tagged and titled; the writer refuses others. The
/// same sheet gives the same bytes.
#[test]
fn papers_are_archival_and_accessible() {
    let pdf = paper(40).to_pdf().expect("set");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1.7"));
    assert!(
        text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("<pdfaid:conformance>A</pdfaid:conformance>")
    );
    assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert_eq!(pdf, paper(40).to_pdf().expect("set"));
    if let Ok(folder) = std::env::var("ORDA_PAPERS") {
        std::fs::write(format!("{folder}/typeset.pdf"), pdf).expect("written");
    }
}

/// Letters that the font lacks, rows taller than a page and words wider than a column are set all the same.
#[test]
fn anything_can_be_set() {
    let mut sheet = Sheet::new("ru", "…", MOMENT);
    sheet.push(Block::title("漢字 😀 \u{202e}\u{7}"));
    sheet.push(Block::paragraph("слово\tслово\u{ad}слово"));
    sheet.push(Block::paragraph("ж".repeat(900)));
    let tall = Cell::text("Ұзын мәтін ".repeat(3000));
    sheet.push(Block::table(vec![Column::new("", 1.0), Column::new("Б", 9.0)], vec![vec![tall, Cell::default()]]));
    sheet.push(Block::facts(vec![(String::new(), "Мән ".repeat(9000))]));
    sheet.to_pdf().expect("set");
}

/// What is too long is refused before any time is spent on it.
#[test]
fn long_papers_are_refused() {
    let mut sheet = Sheet::new("ru", "…", MOMENT);
    sheet.push(Block::paragraph("а ".repeat(typeset::MAX_TEXT)));
    assert_eq!(sheet.to_pdf(), Err(Error::TooLong));
    let mut sheet = Sheet::new("ru", "…", MOMENT);
    sheet.push(Block::paragraph("а\n".repeat(60 * typeset::MAX_PAGES)));
    assert_eq!(sheet.to_pdf(), Err(Error::TooLong));
    let mut sheet = Sheet::new("ru", "…", MOMENT);
    sheet.push(Block::code("x".repeat(5000), "…", Vec::new()));
    assert_eq!(sheet.to_pdf(), Err(Error::Code));
}
