//! Comparison of two versions of a law: the longest of the real texts where they are there, or one of its length.

use crate::Figure;
use acttext::{Act, compare, structure, typed};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Length of the text, in bytes, where no real one is there.
const LENGTH: usize = 160_000;
/// Paragraphs between two amendments.
const APART: usize = 13;
/// Runs, of which the middle one counts.
const RUNS: usize = 21;

/// Compares the text with itself amended: every so many paragraphs a word is changed, one is new, one is gone, one is moved.
pub fn run() -> Vec<Figure> {
    let old = longest().unwrap_or_else(made_up);
    let new = amended(&old);
    let kilobytes = old.iter().map(String::len).sum::<usize>() / 1000;
    let (old_act, new_act) = (structure(&typed(&old)), structure(&typed(&new)));
    let compared = compare(&old_act, &new_act);
    println!("{kilobytes} kB, {} paragraphs, {} amendments found", old.len(), compared.amendments());
    let texts = milliseconds(|| {
        let (old, new): (Act, Act) = (structure(&typed(&old)), structure(&typed(&new)));
        compare(&old, &new).amendments()
    });
    let acts = milliseconds(|| compare(&old_act, &new_act).amendments());
    vec![
        Figure::at_most(format!("comparison of two versions of a law of {kilobytes} kB"), acts, "ms", 50.0),
        Figure::at_most("the same from plain paragraphs", texts, "ms", 50.0),
    ]
}

/// The time of the run in the middle.
fn milliseconds(mut run: impl FnMut() -> usize) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// The longest real text: in `ORDA_SOURCES`, or beside the repository.
fn longest() -> Option<Vec<String>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/sources");
    let folder = std::env::var_os("ORDA_SOURCES").map_or(beside, PathBuf::from);
    let texts = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.path());
    let texts = texts.filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let longest = texts.filter_map(|p| std::fs::read_to_string(p).ok()).max_by_key(String::len)?;
    Some(longest.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect())
}

fn made_up() -> Vec<String> {
    println!("no real text: set ORDA_SOURCES; a made-up one is compared");
    let mut lines = Vec::new();
    let mut length = 0;
    while length < LENGTH {
        let n = lines.len();
        let line = format!(
            "{}. {n} нормасына сәйкес уәкілетті орган {} күн ішінде {} тәртібін айқындайды және бекітеді.",
            n + 1,
            n * 7 % 31,
            n * 13 % 97
        );
        length += line.len();
        lines.push(line);
    }
    lines
}

fn amended(lines: &[String]) -> Vec<String> {
    let mut out = Vec::with_capacity(lines.len());
    let mut moved = None;
    for (n, line) in lines.iter().enumerate() {
        match n % (APART * 4) {
            0 => out.push(line.replacen(' ', " өзгертілген ", 1)),
            APART => {
                out.push(line.clone());
                out.push(format!("Жаңа норма {n} осы жерге енгізіледі."));
            }
            26 => {}
            39 => moved = Some(line.clone()),
            _ => out.push(line.clone()),
        }
        if n % (APART * 4) == 50 {
            out.extend(moved.take());
        }
    }
    out
}
