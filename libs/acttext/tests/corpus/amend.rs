//! Random amendments are found, all of them and nothing else.

use crate::source::sources;
use acttext::{Act, Block, Change, Unit, UnitKind, compare, structure, typed};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What is done to a paragraph, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Word(usize),
    Out,
    New,
    /// Moved behind the paragraph so many further.
    Move(usize),
}

fn deed() -> impl Strategy<Value = (prop::sample::Index, Deed)> {
    let deed = prop_oneof![
        4 => any::<usize>().prop_map(Deed::Word),
        2 => Just(Deed::Out),
        2 => Just(Deed::New),
        1 => (8_usize..40).prop_map(Deed::Move),
    ];
    (any::<prop::sample::Index>(), deed)
}

/// The text with the deeds done, and what a reader should be shown: changed, gone, new and moved texts.
struct Amended {
    lines: Vec<String>,
    changed: BTreeSet<String>,
    gone: BTreeSet<String>,
    new: BTreeSet<String>,
    moved: BTreeSet<String>,
}

/// Paragraphs that say enough to be known again, and say it once: of "8. Excluded" and "9. Excluded" nobody can tell whether
/// one was moved or renumbered.
fn telling(lines: &[String]) -> Vec<usize> {
    let said: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    (0..lines.len())
        .filter(|at| {
            lines[*at].split_whitespace().count() >= 9 && said.iter().filter(|text| **text == said[*at]).count() == 1
        })
        .collect()
}

fn amend(lines: &[String], telling: &[usize], deeds: &[(prop::sample::Index, Deed)]) -> Amended {
    let mut used = BTreeSet::new();
    let mut amended = Amended {
        lines: Vec::new(),
        changed: BTreeSet::new(),
        gone: BTreeSet::new(),
        new: BTreeSet::new(),
        moved: BTreeSet::new(),
    };
    let mut out: Vec<(usize, String)> = lines.iter().cloned().enumerate().collect();
    for (index, deed) in deeds {
        let at = *index.get(telling);
        // Places apart from each other, so that each amendment is one of its own.
        if used.iter().any(|u: &usize| u.abs_diff(at) < 3) {
            continue;
        }
        used.insert(at);
        let place = out.iter().position(|(n, _)| *n == at).expect("still there");
        match deed {
            Deed::Word(nth) => {
                let mut words: Vec<&str> = out[place].1.split(' ').collect();
                let from = 4.min(words.len() - 1);
                let chosen = from + nth % (words.len() - from);
                words[chosen] = "өзгертілгенсөз";
                let text = words.join(" ");
                amended.changed.insert(text.clone());
                out[place].1 = text;
            }
            Deed::Out => {
                amended.gone.insert(out.remove(place).1);
            }
            Deed::New => {
                let text = format!("Мүлдем тың {at} реттік норма жаңадан қосылған мағынамен бірге енгізіледі");
                amended.new.insert(text.clone());
                out.insert(place + 1, (usize::MAX, text));
            }
            Deed::Move(by) => {
                let to = (place + by).min(out.len() - 1);
                if to - place >= 8 {
                    let line = out.remove(place);
                    amended.moved.insert(line.1.clone());
                    out.insert(to, line);
                }
            }
        }
    }
    amended.lines = out.into_iter().map(|(_, text)| text).collect();
    amended
}

fn act(lines: &[String]) -> Act {
    structure(&typed(lines))
}

fn text(unit: &Unit) -> String {
    unit.text.clone()
}

/// The text without its number, as a unit has it.
fn bare(line: &str) -> String {
    let act = structure(&[Block::text("1. а"), Block::text(acttext::clean(line))]);
    act.units.last().map(|u| u.text.clone()).unwrap_or_default()
}

fn check(lines: &[String], telling: &[usize], deeds: &[(prop::sample::Index, Deed)]) -> Result<(), TestCaseError> {
    let amended = amend(lines, telling, deeds);
    let (old, new) = (act(lines), act(&amended.lines));
    let comparison = compare(&old, &new);
    let old_at = |at: Option<u32>| old.units[at.expect("older") as usize].clone();
    let new_at = |at: Option<u32>| new.units[at.expect("newer") as usize].clone();
    let (mut changed, mut gone, mut added, mut moved) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for row in &comparison.rows {
        match row.change {
            Change::Same | Change::MovedAway => {}
            Change::Renumbered => prop_assert!(false, "renumbered: {:?}", new_at(row.new)),
            Change::Changed | Change::MovedAndChanged => {
                changed.insert(text(&new_at(row.new)));
            }
            Change::Moved => {
                moved.insert(text(&new_at(row.new)));
            }
            Change::Added => {
                added.insert(text(&new_at(row.new)));
            }
            Change::Removed => {
                gone.insert(text(&old_at(row.old)));
            }
        }
    }
    let bare = |set: &BTreeSet<String>| set.iter().map(|l| bare(l)).collect::<BTreeSet<_>>();
    prop_assert_eq!(changed, bare(&amended.changed));
    prop_assert_eq!(gone, bare(&amended.gone));
    prop_assert_eq!(added, bare(&amended.new));
    prop_assert_eq!(moved, bare(&amended.moved));
    // Both versions can be put together again from the pieces.
    for row in comparison.rows.iter().filter(|r| r.change == Change::Changed) {
        let side = |not| row.pieces.iter().filter(|p| p.kind != not).map(|p| p.text.as_str()).collect::<String>();
        prop_assert_eq!(side(acttext::PieceKind::Added), old_at(row.old).full());
        prop_assert_eq!(side(acttext::PieceKind::Removed), new_at(row.new).full());
    }
    Ok(())
}

/// Comparing two amended versions shows exactly the amended places.
#[test]
fn amendments_are_found_exactly() {
    for source in sources() {
        let telling = telling(&source.lines);
        println!("{}: {} paragraphs can be amended", source.name, telling.len());
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            cases: 100,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let found =
            runner.run(&proptest::collection::vec(deed(), 1..25), |deeds| check(&source.lines, &telling, &deeds));
        if let Err(error) = found {
            panic!("{}: {error}", source.name);
        }
    }
}

/// The whole law is one act, and knows its articles.
#[test]
fn articles_have_their_numbers() {
    for source in sources().iter().filter(|s| s.name.contains("158481e21aec31f2")) {
        let act = act(&source.lines);
        let articles = act.units.iter().filter(|u| u.kind == UnitKind::Article).count();
        assert!(articles >= 45, "{articles} articles");
        assert!(act.find("a9-1").is_some() && act.find("a1.s10-1").is_some());
    }
}
