//! The texts.

use std::fs;
use std::path::{Path, PathBuf};

/// A text by its name, one paragraph a line.
pub struct Source {
    pub name: String,
    pub lines: Vec<String>,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where the source texts are: `ORDA_SOURCES`, or beside the repository.
fn folder() -> PathBuf {
    std::env::var_os("ORDA_SOURCES").map_or_else(|| repository().join("../shared/sources"), PathBuf::from)
}

/// The demo's longest sample in Kazakh, then the two longest source texts.
pub fn sources() -> Vec<Source> {
    let mut all = vec![sample()];
    let folder = folder();
    let mut texts: Vec<(usize, Source)> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let name = path.file_name()?.to_string_lossy().into_owned();
            // As the demo posts real texts: marks of Markdown at the edges of lines are no part of them.
            let mark = |c: char| c.is_whitespace() || matches!(c, '#' | '*');
            let lines =
                text.lines().map(|l| l.trim_matches(mark)).filter(|l| !l.is_empty()).map(str::to_owned).collect();
            Some((text.len(), Source { name, lines }))
        })
        .collect();
    texts.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    if texts.is_empty() {
        println!("NOT TESTED ON REAL TEXTS: none in {} (set ORDA_SOURCES)", folder.display());
    }
    all.extend(texts.into_iter().take(2).map(|(_, source)| source));
    all
}

/// The longest of the demo's drafts, in Kazakh.
fn sample() -> Source {
    let folder = repository().join("app/demo/drafts");
    let texts =
        fs::read_dir(folder).expect("the demo's drafts").flatten().filter_map(|e| fs::read_to_string(e.path()).ok());
    let longest = texts.max_by_key(String::len).expect("a draft");
    let (_, after) = longest.split_once("kk = \"\"\"").expect("a text in Kazakh");
    let (text, _) = after.split_once("\"\"\"").expect("its end");
    Source {
        name: "the demo's longest sample".into(),
        lines: text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect(),
    }
}

/// The portal's font, with which PDF files are set; none when the packages of the interface are not there.
pub fn font() -> Option<&'static [u8]> {
    let path = repository().join("ui/node_modules/@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf");
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        println!("NOT TESTED AS PDF: no font at {}; run npm ci in ui", path.display());
    }
    bytes.map(|b| &*b.leak())
}
