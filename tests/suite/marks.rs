//! Looking for words byte by byte, in every way in which a program may have written them.

use aho_corasick::AhoCorasick;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_store::Database;
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes of a server's file that are asked for at once.
const PIECE: i64 = 16 << 20;
/// Longest way to write a word; pieces overlap by it.
const LONGEST: usize = 64;

/// Words that are looked for, all in one pass.
pub struct Marks {
    words: Vec<String>,
    search: AhoCorasick,
    ways: usize,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// How often each word stands in which file.
    pub hits: BTreeMap<(String, String), usize>,
    /// Bytes that were looked at.
    pub bytes: u64,
}

impl Found {
    /// How often they were found together.
    pub fn times(&self) -> usize {
        self.hits.values().sum()
    }

    /// With what was found elsewhere.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.hits.extend(other.hits);
        self.bytes += other.bytes;
        self
    }
}

/// As it is and as UTF-16 (of which each second byte is nothing), in base 16, and in base 64 wherever it begins.
fn ways(word: &str) -> Vec<Vec<u8>> {
    let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut ways = vec![word.as_bytes().to_vec(), wide, hex::encode(word).into_bytes()];
    for before in 0..3 {
        let coded = STANDARD.encode([&[0; 3][..before], word.as_bytes()].concat());
        // The first and the last signs hold bits of what stands beside the word.
        let whole = (before + word.len()) / 3 * 4;
        ways.push(coded.as_bytes()[if before == 0 { 0 } else { before + 1 }..whole].to_vec());
    }
    ways
}

impl Marks {
    /// For these words.
    pub fn new(words: &[String]) -> Self {
        let all: Vec<Vec<u8>> = words.iter().flat_map(|word| ways(word)).collect();
        assert!(all.iter().all(|way| (8..LONGEST).contains(&way.len())));
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(&all).unwrap();
        Self { words: words.to_vec(), search, ways: all.len() / words.len() }
    }

    fn enter(&self, found: &mut Found, pattern: usize, file: &str) {
        *found.hits.entry((self.words[pattern / self.ways].clone(), file.to_owned())).or_default() += 1;
    }

    /// In all files of a folder.
    pub fn in_folder(&self, folder: &Path) -> Found {
        let mut found = Found::default();
        let mut waiting = vec![folder.to_owned()];
        while let Some(next) = waiting.pop() {
            for entry in std::fs::read_dir(&next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    self.in_file(&mut found, &path);
                }
            }
        }
        found
    }

    fn in_file(&self, found: &mut Found, path: &Path) {
        let name = path.display().to_string();
        let mut file = Counted(File::open(path).unwrap(), 0);
        for hit in self.search.stream_find_iter(&mut file) {
            self.enter(found, hit.unwrap().pattern().as_usize(), &name);
        }
        found.bytes += file.1;
    }

    /// In all files of a database server, its log included, or in those of this one database. Asked of the server itself: it
    /// may be another's on this machine.
    pub async fn on_server(&self, db: &Database, everything: bool) -> Found {
        let top = if everything {
            "'.'".to_owned()
        } else {
            let own = "select 'base/' || oid from pg_database where datname = current_database()";
            let own: String = sqlx::query_scalar(own).fetch_one(db.reader()).await.unwrap();
            format!("'{own}'")
        };
        let list = format!(
            "with recursive tree (path, isdir, size) as (\
             select {top}::text, s.isdir, s.size from pg_stat_file({top}) s union all \
             select path || '/' || name, s.isdir, s.size from tree cross join lateral pg_ls_dir(path, true, false) name \
             cross join lateral pg_stat_file(path || '/' || name, true) s where tree.isdir) \
             select path, size from tree where not isdir"
        );
        let files = sqlx::query(AssertSqlSafe(list)).fetch_all(db.reader()).await.unwrap();
        let mut found = Found::default();
        for file in files {
            let (path, size): (String, i64) = (file.get(0), file.get(1));
            let mut at = 0;
            while at < size {
                // What is gone meanwhile, or has no more bytes, is nothing.
                let piece = sqlx::query_scalar::<_, Option<Vec<u8>>>("select pg_read_binary_file($1, $2, $3, true)")
                    .bind(path.clone())
                    .bind(at)
                    .bind(PIECE + i64::try_from(LONGEST).unwrap());
                let bytes = piece.fetch_one(db.reader()).await.unwrap().unwrap_or_default();
                for hit in self.search.find_iter(&bytes) {
                    self.enter(&mut found, hit.pattern().as_usize(), &path);
                }
                found.bytes += bytes.len() as u64;
                at += PIECE;
            }
        }
        found
    }
}

/// Counts what is read.
struct Counted(File, u64);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1 += count as u64;
        Ok(count)
    }
}

/// A word is found however it is written, beside whatever it stands.
#[test]
fn a_word_is_found_however_it_is_written() {
    let words = ["zq0123456789abcdef0123".to_owned(), "zq9999999999abcdef9999".to_owned()];
    let marks = Marks::new(&words);
    let folder = tempfile::tempdir().unwrap();
    let wide: Vec<u8> = words[0].encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut written = vec![words[0].to_uppercase().into_bytes(), hex::encode(&words[0]).into_bytes(), wide];
    written.extend((0..3).map(|n| STANDARD.encode(format!("{}{}ң", &"abc"[..n], words[0])).into_bytes()));
    for (n, bytes) in written.iter().enumerate() {
        std::fs::write(folder.path().join(n.to_string()), bytes).unwrap();
    }
    let found = marks.in_folder(folder.path());
    assert_eq!((found.hits.len(), found.times()), (written.len(), written.len()));
    assert!(found.hits.keys().all(|(word, _)| *word == words[0]));
    assert_eq!(found.bytes, written.iter().map(|bytes| bytes.len() as u64).sum::<u64>());
}
