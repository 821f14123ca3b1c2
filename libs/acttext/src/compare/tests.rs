use super::*;
use crate::{Act, Block, structure};

fn act(lines: &[&str]) -> Act {
    structure(&lines.iter().map(|l| Block::text(*l)).collect::<Vec<_>>())
}

fn changes(old: &[&str], new: &[&str]) -> Vec<(Change, Option<u32>, Option<u32>)> {
    compare(&act(old), &act(new)).rows.iter().map(|r| (r.change, r.old, r.new)).collect()
}

const TEXT: [&str; 6] = [
    "1. Қоса беріліп отырған қағидалар бекітілсін.",
    "2. Министрлік заңнамада белгіленген тәртіппен мыналарды қамтамасыз етсін:",
    "1) осы бұйрықты мемлекеттік тіркеуді;",
    "2) осы бұйрықты интернет-ресурста орналастыруды.",
    "3. Бақылау вице-министрге жүктелсін.",
    "4. Осы бұйрық қолданысқа енгізіледі.",
];

/// An unchanged text has no amendments.
#[test]
fn same() {
    assert!(changes(&TEXT, &TEXT).iter().all(|r| r.0 == Change::Same));
}

/// A changed word, a new paragraph with the renumbering it brings, one that is gone.
#[test]
fn amendments() {
    let mut new = TEXT.to_vec();
    new[2] = "1) осы бұйрықты он күн ішінде мемлекеттік тіркеуді;";
    new.remove(3);
    new.insert(3, "3. Мүлдем жаңа талап бұрын болмаған сөздермен.");
    new[4] = "4. Бақылау вице-министрге жүктелсін.";
    new[5] = "5. Осы бұйрық қолданысқа енгізіледі.";
    let expected = [
        (Change::Same, Some(0), Some(0)),
        (Change::Same, Some(1), Some(1)),
        (Change::Changed, Some(2), Some(2)),
        (Change::Removed, Some(3), None),
        (Change::Added, None, Some(3)),
        (Change::Renumbered, Some(4), Some(4)),
        (Change::Renumbered, Some(5), Some(5)),
    ];
    assert_eq!(changes(&TEXT, &new), expected);
}

/// A paragraph that was moved is shown once, with a pointer where it stood.
#[test]
fn moved() {
    let new = [TEXT[0], TEXT[2], TEXT[3], TEXT[4], TEXT[1], TEXT[5]];
    let rows = changes(&TEXT, &new);
    assert!(rows.contains(&(Change::Moved, Some(1), Some(4))) && rows.contains(&(Change::MovedAway, Some(1), Some(4))));
    assert_eq!(rows.iter().filter(|r| r.0 == Change::Same).count(), 5);
}

/// Only the words that differ are marked; both sides can be put together again.
#[test]
fn words_of_both_sides() {
    let (old, new) = ("Қаулы бес күнде, күшіне енеді", "Қаулы он күнде күшіне енеді.");
    let pieces = words(old, new);
    let side = |not: PieceKind| pieces.iter().filter(|p| p.kind != not).map(|p| p.text.as_str()).collect::<String>();
    assert_eq!((side(PieceKind::Added), side(PieceKind::Removed)), (old.to_owned(), new.to_owned()));
    let removed: Vec<&str> = pieces.iter().filter(|p| p.kind == PieceKind::Removed).map(|p| p.text.as_str()).collect();
    assert_eq!(removed, ["бес", ","]);
}
