use super::super::{Act, UnitKind, structure};
use crate::Block;

fn act(lines: &[&str]) -> Act {
    structure(&lines.iter().map(|l| Block::text(*l)).collect::<Vec<_>>())
}

fn anchors(act: &Act) -> Vec<&str> {
    act.units.iter().map(|u| u.anchor.as_str()).collect()
}

/// A law: chapters, articles, points, sub-points, parts without numbers, notes.
#[test]
fn law() {
    let act = act(&[
        "Ақпараттандыру туралы",
        "Қазақстан Республикасының Заңы",
        "Осы Заң ақпараттандыру саласындағы қатынастарды реттейді.",
        "1-тарау. ЖАЛПЫ ЕРЕЖЕЛЕР",
        "1-бап. Негізгі ұғымдар",
        "Осы Заңда мынадай ұғымдар пайдаланылады:",
        "1) ақпарат – мәлімет;",
        "1-1) жүйе – кешен;",
        "Ескерту. 1-бап жаңа редакцияда.",
        "9-1-бап. Монополия",
        "1. Бірінші:",
        "1) бір;",
        "жалғасы;",
        "2) екі.",
        "Екінші бөлік.",
        "2. Екінші.",
        "Қазақстан Республикасының Президенті",
    ]);
    let expected = [
        "title",
        "h1",
        "preamble1",
        "c1",
        "a1",
        "a1.t1",
        "a1.s1",
        "a1.s1-1",
        "a1.n1",
        "a9-1",
        "a9-1.p1",
        "a9-1.p1.s1",
        "a9-1.p1.s1.t1",
        "a9-1.p1.s2",
        "a9-1.p1.t1",
        "a9-1.p2",
        "z1",
    ];
    assert_eq!(anchors(&act), expected);
    let path: Vec<&str> = act.path(11).iter().map(|u| u.anchor.as_str()).collect();
    assert_eq!(path, ["c1", "a9-1", "a9-1.p1", "a9-1.p1.s1"]);
}

/// Kazakh and Russian texts of one act have the same anchors.
#[test]
fn twins() {
    let kk = act(&["1-тарау. Жалпы", "5-бап. Атауы", "1. Бір:", "1) а;", "а) ә;", "2. Екі"]);
    let ru = act(&["Глава 1. Общие", "Статья 5. Название", "1. Один:", "1) а;", "а) б;", "2. Два"]);
    assert_eq!(anchors(&kk), anchors(&ru));
    assert_eq!(anchors(&kk), ["c1", "a5", "a5.p1", "a5.p1.s1", "a5.p1.s1.l1", "a5.p2"]);
}

/// An order and the instruction it approves: numbering that begins anew is that of the annex, headings of chapters numbered
/// like points are chapters.
#[test]
fn order_with_instruction() {
    let act = act(&[
        "Нұсқаулықты бекіту туралы",
        "Заңның 6-бабына сәйкес БҰЙЫРАМЫН:",
        "1. Нұсқаулық бекітілсін.",
        "2. Бұйрық қолданысқа енгізіледі.",
        "Министр А. Жұмағалиев",
        "Порталда жұмыс істеу жөніндегі нұсқаулық",
        "1. Жалпы ережелер",
        "1. Осы нұсқаулық жұмысты реттейді.",
        "2. Екінші.",
        "2. Жұмысты ұйымдастыру",
        "3. Үшінші:",
        "1) бір.",
        "2-қосымша",
        "1. Тізбе.",
    ]);
    let expected = [
        "title",
        "preamble1",
        "p1",
        "p2",
        "z1",
        "x1",
        "x1.c1",
        "x1.p1",
        "x1.p2",
        "x1.c2",
        "x1.p3",
        "x1.p3.s1",
        "x2",
        "x2.p1",
    ];
    assert_eq!(anchors(&act), expected);
}

/// The wording that an amending act gives is told apart from its own points.
#[test]
fn quoted_wording() {
    let act = act(&[
        "1. Мынадай өзгерістер енгізілсін:",
        "1) 5-бап мынадай редакцияда жазылсын:",
        "«5-бап. Жаңа атау",
        "1. Жаңа тармақ.",
        "2. Тағы бір тармақ.»;",
        "2) 7-бап алып тасталсын.",
        "2. Осы Заң қолданысқа енгізіледі.",
    ]);
    let expected = ["p1", "p1.s1", "p1.s1.q.a5", "p1.s1.q.a5.p1", "p1.s1.q.a5.p2", "p1.s2", "p2"];
    assert_eq!(anchors(&act), expected);
    assert!(act.units[3].quoted && !act.units[5].quoted);
}

/// No two units share an anchor, whatever is written; every block is there once.
#[test]
fn anchors_differ() {
    let act = act(&["1. а", "1. б", "1) в", "1) г", "5-бап. а", "5-бап. б", "1. x", "1-тарау. т", "1. y", "1. z"]);
    let mut unique = anchors(&act);
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), act.units.len());
    assert!(act.units.iter().all(|u| u.kind != UnitKind::Note));
}
