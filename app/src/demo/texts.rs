//! Real documents as drafts: every text file of a folder becomes a draft with its text as DOCX and PDF.

use super::play::Stage;
use super::script::{Draft, Text};
use anyhow::{Context, Result, bail};
use orda_base::LocalizedText;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Posts the `.txt` files of `folder`, in the order of their names; each is sent to three ministries.
pub async fn post(stage: &Stage<'_>, folder: &Path) -> Result<()> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("no text files (*.txt) in {}", folder.display());
    }
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        stage.play(&draft(&text)).await.with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// A draft of a text whose first line is its title. Real texts are in one language: it stands for both.
fn draft(text: &str) -> Draft {
    // Headings and bold letters of Markdown are not part of the text.
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '#' | '*');
    let mut lines = text.lines().map(|l| l.trim_matches(is_mark)).filter(|l| !l.is_empty()).peekable();
    let mut title: String = lines.next().unwrap_or("Құжат").chars().take(300).collect();
    // "Law of the Republic" alone says little: its date and number stand in the next line.
    if title.chars().count() < 40
        && let Some(next) = lines.peek().filter(|l| l.chars().count() < 100)
    {
        title = format!("{title} {next}");
    }
    let body = lines.collect::<Vec<_>>().join("\n");
    Draft {
        kind: "minister_order".into(),
        drafting: "digital".into(),
        approving: vec!["justice".into(), "finance".into(), "economy".into()],
        term: 10,
        state: "on_approval".into(),
        sent_days_ago: 0,
        bodies: BTreeMap::new(),
        title: LocalizedText::new(title.clone(), title, ""),
        text: Text { kk: body, ru: String::new() },
        version: Vec::new(),
    }
}
