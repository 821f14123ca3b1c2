//! The search in texts. It costs about the same however many drafts there are: words are looked up in blocks of 2,048
//! drafts, the newest first, and looking ends when a page is full.

pub(crate) mod code;
pub(crate) mod index;

use crate::row::{places, subject_key};
use crate::{packed, row};
use orda_base::Result;
use orda_drafts::desk::{TextHit, TextHits};
use orda_drafts::subject::Subject;
use orda_drafts::words;
use orda_store::fault;
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::{BTreeMap, BTreeSet};

/// Who reads at most so many drafts: they are taken all at once; who reads more is asked about those that have the words.
const FEW: i64 = 4_000;
/// Drafts asked about at once.
const ASKED: usize = 200;
/// Questions to the index for one page; beyond, the page says that there may be more.
const QUESTIONS: usize = 40;
/// A word shorter than this is looked for as it is, not as a beginning: too many words begin like it.
const SHORTEST_BEGINNING: usize = 3;
/// Blocks that are looked at: two million drafts.
const BLOCKS: i64 = 1_000;

/// Serials with versions, handed over as one text.
const PAIRS: &str = "coalesce(string_agg(cast(serial as text) || '.' || cast(version as text), ','), '')";

/// A word with the end of the range in which it is looked for.
struct Range {
    from: String,
    to: String,
}

impl Range {
    fn of(word: &str) -> Self {
        // Nothing but letters and digits stands in a word: a blank ends the range behind the word itself.
        let beginning = word.chars().count() >= SHORTEST_BEGINNING;
        let to = if beginning { words::after(word) } else { format!("{word} ") };
        Self { from: word.to_owned(), to }
    }
}

/// Drafts that the subjects may read and that hold all words, below the serial `before`.
pub(crate) async fn texts(
    conn: &mut AnyConnection,
    subjects: &[Subject],
    words: &[String],
    before: Option<i64>,
    limit: usize,
) -> Result<TextHits> {
    // Single letters are not in the index.
    let ranges: Vec<Range> = words.iter().filter(|w| w.chars().nth(1).is_some()).map(|w| Range::of(w)).collect();
    if ranges.is_empty() || subjects.is_empty() {
        return Ok(TextHits::default());
    }
    let before = before.unwrap_or(i64::MAX);
    let mut blocks = blocks(conn, &ranges, before).await?;
    let readable = readable(conn, subjects).await?;
    if let Some(readable) = &readable {
        let theirs: BTreeSet<i64> = readable.keys().map(|serial| code::block(*serial)).collect();
        blocks.retain(|block| theirs.contains(block));
    }
    let mut found: Vec<(i64, u32)> = Vec::new();
    let (mut questions, mut more_before) = (0, None);
    'blocks: for block in blocks.into_iter().rev() {
        questions += 1;
        let mut candidates = candidates(conn, &ranges, block).await?;
        candidates.retain(|(serial, _)| *serial < before);
        candidates.reverse();
        if let Some(readable) = &readable {
            candidates.retain(|(serial, version)| readable.get(serial) == Some(version));
        }
        for chunk in candidates.chunks(ASKED) {
            let seen = if readable.is_some() {
                chunk.to_vec()
            } else {
                questions += 1;
                readable_of(conn, subjects, chunk).await?
            };
            for hit in seen {
                if found.len() == limit {
                    more_before = found.last().map(|(serial, _)| *serial);
                    break 'blocks;
                }
                found.push(hit);
            }
            if questions >= QUESTIONS {
                more_before = chunk.last().map(|(serial, _)| *serial);
                break 'blocks;
            }
        }
        if questions >= QUESTIONS {
            more_before = Some(block * code::BLOCK);
            break;
        }
    }
    Ok(TextHits { hits: rows(conn, &found).await?, more_before })
}

/// The blocks in which every word stands somewhere, up to the one of `before`.
async fn blocks(conn: &mut AnyConnection, ranges: &[Range], before: i64) -> Result<BTreeSet<i64>> {
    let mut all: Option<BTreeSet<i64>> = None;
    for range in ranges {
        let found: String = sqlx::query_scalar(
            "select coalesce(string_agg(cast(block as text), ','), '') from (select distinct block from drafts_found \
             where word >= $1 and word < $2 and block <= $3 order by block desc limit $4) as found",
        )
        .bind(range.from.clone())
        .bind(range.to.clone())
        .bind(code::block(before))
        .bind(BLOCKS)
        .fetch_one(&mut *conn)
        .await
        .map_err(fault)?;
        let found: BTreeSet<i64> = found.split(',').filter_map(|n| n.parse().ok()).collect();
        let both = match all {
            Some(all) => all.intersection(&found).copied().collect(),
            None => found,
        };
        if both.is_empty() {
            return Ok(both);
        }
        all = Some(both);
    }
    Ok(all.unwrap_or_default())
}

/// The versions of a block that hold all words, the oldest number first.
async fn candidates(conn: &mut AnyConnection, ranges: &[Range], block: i64) -> Result<Vec<(i64, u32)>> {
    let mut all: Option<BTreeSet<(i64, u32)>> = None;
    for range in ranges {
        let versions: String = sqlx::query_scalar(
            "select coalesce(string_agg(versions, ''), '') from drafts_found where block = $1 and word >= $2 and word < $3",
        )
        .bind(block)
        .bind(range.from.clone())
        .bind(range.to.clone())
        .fetch_one(&mut *conn)
        .await
        .map_err(fault)?;
        let found: BTreeSet<(i64, u32)> = match all {
            Some(all) => code::read(&versions, block).filter(|v| all.contains(v)).collect(),
            None => code::read(&versions, block).collect(),
        };
        if found.is_empty() {
            return Ok(Vec::new());
        }
        all = Some(found);
    }
    Ok(all.unwrap_or_default().into_iter().collect())
}

/// What the subjects may read, when that is little: the newest version of each draft.
async fn readable(conn: &mut AnyConnection, subjects: &[Subject]) -> Result<Option<BTreeMap<i64, u32>>> {
    let arms: Vec<String> = (0..subjects.len())
        .map(|i| {
            format!(
                "select * from (select serial, version from drafts_reader where subject = ${} limit $1) as a{i}",
                i + 2
            )
        })
        .collect();
    let of_all = |select: &str| format!("select {select} from ({}) as mine", arms.join(" union all "));
    let count = of_all("count(*)");
    let mut query = sqlx::query_scalar::<_, i64>(AssertSqlSafe(count)).bind(FEW + 1);
    for subject in subjects {
        query = query.bind(subject_key(*subject));
    }
    if query.fetch_one(&mut *conn).await.map_err(fault)? > FEW {
        return Ok(None);
    }
    let mut query = sqlx::query_scalar::<_, String>(AssertSqlSafe(of_all(PAIRS))).bind(FEW + 1);
    for subject in subjects {
        query = query.bind(subject_key(*subject));
    }
    Ok(Some(pairs(&query.fetch_one(conn).await.map_err(fault)?)))
}

/// Those of `versions` that the subjects may read.
async fn readable_of(
    conn: &mut AnyConnection,
    subjects: &[Subject],
    versions: &[(i64, u32)],
) -> Result<Vec<(i64, u32)>> {
    let sql = format!(
        "select {PAIRS} from drafts_reader where subject in ({}) and serial in ({})",
        places(1, subjects.len()),
        places(1 + subjects.len(), versions.len())
    );
    let mut query = sqlx::query_scalar::<_, String>(AssertSqlSafe(sql));
    for subject in subjects {
        query = query.bind(subject_key(*subject));
    }
    for (serial, _) in versions {
        query = query.bind(*serial);
    }
    let readable = pairs(&query.fetch_one(conn).await.map_err(fault)?);
    Ok(versions.iter().filter(|(serial, version)| readable.get(serial) == Some(version)).copied().collect())
}

/// `serial.version,…`; of a draft read as several subjects the newest version.
fn pairs(text: &str) -> BTreeMap<i64, u32> {
    let mut all = BTreeMap::new();
    for pair in text.split(',') {
        let Some((serial, version)) = pair.split_once('.') else { continue };
        if let (Ok(serial), Ok(version)) = (serial.parse::<i64>(), version.parse::<u32>()) {
            all.entry(serial).and_modify(|known: &mut u32| *known = (*known).max(version)).or_insert(version);
        }
    }
    all
}

/// What the rows of these versions show, in the same order.
async fn rows(conn: &mut AnyConnection, found: &[(i64, u32)]) -> Result<Vec<TextHit>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let those: Vec<String> =
        (0..found.len()).map(|i| format!("(v.serial = ${} and v.number = ${})", 2 * i + 3, 2 * i + 4)).collect();
    let sql = format!(
        "select coalesce(string_agg(line, $2 order by serial desc), '') as lines from (select v.serial, {} as line \
         from drafts_version v where {}) as page",
        packed::line("$1", "$2"),
        those.join(" or ")
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(packed::FIELD.to_string()).bind(packed::RECORD.to_string());
    for (serial, version) in found {
        query = query.bind(*serial).bind(i64::from(*version));
    }
    let lines = query.fetch_one(conn).await.map_err(fault)?;
    let rows = packed::rows(&row::column::<String>(&lines, "lines")?)?;
    Ok(found.iter().zip(rows).map(|((serial, _), row)| TextHit { serial: *serial, row }).collect())
}
