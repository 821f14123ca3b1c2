//! The search of the header: drafts by number, title and text, bodies, people; each by the right to see it (385-6-6).

use super::Desk;
use crate::subject::subjects;
use crate::{DraftId, ListQuery, Row, words};
use orda_base::{Actor, Language, PageRequest, Result};
use orda_identity::{Body, Found};
use std::sync::Arc;

pub use orda_identity::FoundPerson;

/// Drafts of each kind on the page.
const SHOWN: usize = 10;
/// Bodies and people on the page.
const OTHERS: usize = 10;
/// Longest piece of a paragraph that is shown, in characters.
const PIECE: usize = 180;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchQuery {
    /// Words, or their beginnings, all of which must be there.
    pub words: String,
    /// Only drafts found by their texts whose number as an integer is below this: the next page of them.
    pub before: Option<i64>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Searched {
    /// Drafts by number or title, the latest change first.
    pub titles: Vec<FoundDraft>,
    /// There are more of them: the list of drafts has them all.
    pub more_titles: bool,
    /// Drafts by text that are not among `titles`, the newest number first.
    pub texts: Vec<FoundDraft>,
    /// There may be more of them below this serial.
    pub more_before: Option<i64>,
    /// Bodies.
    pub bodies: Vec<Arc<Body>>,
    /// People.
    pub people: Vec<FoundPerson>,
}

impl Searched {
    /// Was nothing found?
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty() && self.texts.is_empty() && self.bodies.is_empty() && self.people.is_empty()
    }
}

/// A draft that was found.
#[derive(Debug, Clone)]
pub struct FoundDraft {
    /// What a row shows.
    pub row: Row,
    /// The piece of its text in which a word was found; empty where it is not near the beginning.
    pub piece: String,
}

impl Desk {
    /// Looks for words everywhere. Drafts are found by who may read them, at the newest version they may read; bodies and
    /// people as the directory shows them to everybody who is logged in.
    pub async fn search(&self, actor: &Actor, query: &SearchQuery) -> Result<Searched> {
        let words = words::query(&query.words);
        if words.is_empty() || !actor.is_known() {
            return Ok(Searched::default());
        }
        let mut found = Searched::default();
        if query.before.is_none() {
            let list = ListQuery {
                words: query.words.clone(),
                page: PageRequest::new(Some(1), Some(SMALLEST_PAGE)),
                ..ListQuery::default()
            };
            let page = self.drafts.list(actor, &list).await?;
            found.more_titles = page.total > SHOWN as u64;
            found.titles =
                page.items.into_iter().take(SHOWN).map(|row| FoundDraft { row, piece: String::new() }).collect();
            let Found { bodies, people } = self.directory.find(&words, OTHERS).await?;
            (found.bodies, found.people) = (bodies, people);
        }
        let subjects = subjects(actor);
        if !subjects.is_empty() {
            let known: Vec<DraftId> = found.titles.iter().map(|f| f.row.draft).collect();
            let hits = self.store.find_texts(&subjects, &words, query.before, SHOWN + known.len()).await?;
            found.more_before = hits.more_before;
            let rows: Vec<Row> = hits.hits.into_iter().map(|h| h.row).filter(|r| !known.contains(&r.draft)).collect();
            found.texts = self.with_pieces(rows, &words, actor.language).await?;
        }
        Ok(found)
    }

    async fn with_pieces(&self, rows: Vec<Row>, words: &[String], language: Language) -> Result<Vec<FoundDraft>> {
        let versions: Vec<(DraftId, u32)> = rows.iter().map(|r| (r.draft, r.version)).collect();
        let texts = self.store.beginnings(&versions).await?;
        let piece_of = |row: &Row| {
            let (_, kk, ru) = texts.iter().find(|(id, _, _)| *id == row.draft)?;
            let (first, second) = if language == Language::Ru { (ru, kk) } else { (kk, ru) };
            first.iter().chain(second).find_map(|paragraph| piece(paragraph, words))
        };
        Ok(rows.into_iter().map(|row| FoundDraft { piece: piece_of(&row).unwrap_or_default(), row }).collect())
    }
}

/// The smallest page of the list.
const SMALLEST_PAGE: u32 = 25;

/// The part of a paragraph around the first word that begins with one of `words`; none when there is none.
fn piece(paragraph: &str, words: &[String]) -> Option<String> {
    let mut at = 0;
    let mut hit = None;
    for word in paragraph.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let folded = kazakh::search_form(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
        if words.iter().any(|w| folded.starts_with(w.as_str())) {
            hit = Some(at);
            break;
        }
        at += word.len();
    }
    let hit = hit?;
    // Some words before it, from the beginning of a word on.
    let before: Vec<usize> = paragraph[..hit].char_indices().rev().map(|(i, _)| i).take(PIECE / 3).collect();
    let from = before.last().map_or(hit, |first| {
        if *first == 0 { 0 } else { paragraph[*first..hit].find(' ').map_or(hit, |space| first + space + 1) }
    });
    let mut piece: String = paragraph[from..].chars().take(PIECE).collect();
    if from > 0 {
        piece.insert(0, '…');
    }
    if paragraph[from..].chars().nth(PIECE).is_some() {
        piece.push('…');
    }
    Some(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The piece holds the word found, whatever letters it was typed with, and is cut at words.
    #[test]
    fn shows_the_place() {
        let words = vec![kazakh::search_form("Қаржы")];
        assert_eq!(
            piece("1. Министрлік ҚАРЖЫСЫ бөлінеді.", &words).as_deref(),
            Some("1. Министрлік ҚАРЖЫСЫ бөлінеді.")
        );
        assert_eq!(piece("2. Басқа.", &words), None);
        let long = format!("{} қаржы {}", "сөз ".repeat(100), "соңы ".repeat(100));
        let found = piece(&long, &words).expect("there");
        assert!(found.starts_with("…сөз") && found.ends_with('…') && found.contains(" қаржы "), "{found}");
        assert!(found.chars().count() <= PIECE + 2);
    }
}
