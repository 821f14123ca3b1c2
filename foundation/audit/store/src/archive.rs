//! Moving past months to files (365-7-c), and searching these.

use crate::archive_file::{Line, Tail, Writer, digest, read_lines, verify_archive};
use crate::row::{safe, scan};
use crate::tiles::{self, WIDTH, read_tiles, signed, unsigned};
use crate::{Tree, record};
use async_trait::async_trait;
use merkle::{Hash, VerifierKey, cover};
use orda_audit::{Archive, ArchiveStore, Cursor, Entry, Filter, SignedCheckpoint, TreeStore};
use orda_base::{Access, Actor, Env, Error, Operation, Refusal, Result, Timestamp};
use orda_store::{Database, fault};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BinaryHeap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Records that are read or taken out at once.
const CHUNK: i64 = 2000;
/// Archives are few: a row a month.
const COLUMNS: &str =
    "month, begin_index, end_index, first_seq, last_seq, from_at, until_at, file, sha256, bytes, created_at";

/// The file that whoever writes archives holds; files that end so are in no backup.
const LOCK: &str = "lock.part";

/// Archives of a database in a folder.
#[derive(Clone)]
pub struct Archives {
    db: Database,
    env: Env,
    folder: PathBuf,
}

impl Archives {
    /// The archives of this database, in this folder; nodes share it.
    pub fn new(db: Database, env: Env, folder: impl Into<PathBuf>) -> Self {
        Self { db, env, folder: folder.into() }
    }

    /// Where the file of an archive lies.
    pub fn path(&self, archive: &Archive) -> PathBuf {
        self.folder.join(&archive.file)
    }

    /// Moves every whole month that ended before `until` and is not archived yet, the oldest first.
    ///
    /// A month goes into a file, which is verified; then one transaction says that it is archived and records that, with
    /// the span and the number of records; only then are its records taken out of the table, some at a time. A month that
    /// is not in the tree yet, or in no checkpoint, waits. While another process does so, nothing is moved.
    ///
    /// # Errors
    /// A refusal `audit-archive-broken` when a record is not as it was: nothing is moved then.
    pub async fn move_before(&self, until: Timestamp, key: &VerifierKey) -> Result<Vec<Archive>> {
        let Some(_alone) = self.alone()? else { return Ok(Vec::new()) };
        let mut moved = Vec::new();
        for archive in self.archives().await? {
            // What an end of the program left unfinished.
            self.take_out(&archive).await?;
        }
        while let Some(archive) = self.move_next(until, key).await? {
            self.take_out(&archive).await?;
            moved.push(archive);
        }
        Ok(moved)
    }

    /// One process at a time writes archives, of all that share the folder; none while another does.
    fn alone(&self) -> Result<Option<File>> {
        std::fs::create_dir_all(&self.folder).map_err(|e| unreadable(&self.folder, &e))?;
        let path = self.folder.join(LOCK);
        let lock = File::create(&path).map_err(|e| unreadable(&path, &e))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(lock)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(unreadable(&path, &error)),
        }
    }

    async fn move_next(&self, until: Timestamp, key: &VerifierKey) -> Result<Option<Archive>> {
        let begin = self.archives().await?.first().map_or(0, |a| a.end);
        let Some(first) = self.number_at(begin).await? else { return Ok(None) };
        let at: Option<i64> = sqlx::query_scalar("select at from audit_entry where seq = $1")
            .bind(first)
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        let at = Timestamp::from_micros(at.ok_or_else(|| Error::from(broken(first)))?);
        let (month, end_of_month) = month(at);
        if end_of_month > until {
            return Ok(None);
        }
        self.write(&month, end_of_month, begin, first, key).await
    }

    /// Number of the record at this place of the tree.
    async fn number_at(&self, place: u64) -> Result<Option<i64>> {
        let Some((_, tile)) = read_tiles(&self.db, 0, place / WIDTH, 1).await?.pop() else { return Ok(None) };
        Ok(usize::try_from(place % WIDTH).ok().and_then(|at| tile.seqs.get(at)).copied())
    }

    /// Writes all records that are in no archive yet into one more file, in the folder `to`, which the newest checkpoint
    /// proves: what is kept of a log that ends. The table stays as it is. None when there is nothing more.
    ///
    /// # Errors
    /// A refusal `audit-archive-broken` when a record is not as it was.
    pub async fn copy_rest(&self, to: &Path, key: &VerifierKey) -> Result<Option<PathBuf>> {
        let begin = self.archives().await?.first().map_or(0, |a| a.end);
        let Some(first) = self.number_at(begin).await? else { return Ok(None) };
        let path = to.join("accounting-rest.jsonl.gz");
        let end = Timestamp::from_micros(i64::MAX);
        let composed = self.compose(&path, "rest", end, begin, first, key).await?;
        Ok(composed.filter(|(found, _)| found.end > begin).map(|_| path))
    }

    /// Writes the month that begins with the record `first` at the place `begin`.
    async fn write(
        &self,
        month: &str,
        end_of_month: Timestamp,
        begin: u64,
        first: i64,
        key: &VerifierKey,
    ) -> Result<Option<Archive>> {
        let unfinished = self.folder.join(format!("accounting-{month}.jsonl.gz.part"));
        let fail = |e: std::io::Error| unreadable(&unfinished, &e);
        let composed = self.compose(&unfinished, month, end_of_month, begin, first, key).await?;
        let Some((mut found, checkpoint)) = composed else { return Ok(None) };
        // Records of this month that wait for a checkpoint: the month waits as well.
        let complete = found.end < checkpoint.size || checkpoint.at >= end_of_month;
        if found.end == begin || !complete {
            std::fs::remove_file(&unfinished).map_err(fail)?;
            return Ok(None);
        }
        (found.sha256, found.bytes) = digest(&unfinished).map_err(fail)?;
        std::fs::rename(&unfinished, self.path(&found)).map_err(fail)?;
        File::open(&self.folder).and_then(|f| f.sync_all()).map_err(fail)?;
        self.insert(&found).await?;
        Ok(Some(found))
    }

    /// Writes records from the place `begin` on, up to the end of the month or the newest checkpoint, into a file, and verifies
    /// it.
    async fn compose(
        &self,
        path: &Path,
        month: &str,
        end_of_month: Timestamp,
        begin: u64,
        first: i64,
        key: &VerifierKey,
    ) -> Result<Option<(Archive, SignedCheckpoint)>> {
        let tree = Tree::new(self.db.clone());
        let (Some(state), Some(checkpoint)) = (tiles::state(&self.db).await?, tree.latest().await?) else {
            return Ok(None);
        };
        let fail = |e: std::io::Error| unreadable(path, &e);
        let mut writer = Writer::create(path, &state.origin, month, begin).map_err(fail)?;
        let mut found = Archive {
            month: month.to_owned(),
            begin,
            end: begin,
            first_seq: first,
            last_seq: first,
            from: Timestamp::from_micros(i64::MAX),
            until: Timestamp::from_micros(i64::MIN),
            file: format!("accounting-{month}.jsonl.gz"),
            sha256: String::new(),
            bytes: 0,
            created_at: self.env.now(),
        };
        let mut after = first - 1;
        'records: loop {
            let leaves = self.kept(found.end).await?;
            let which = format!("seq > {after} order by seq limit {CHUNK}");
            let rows = scan(&self.db, &which, |at, bytes| at.map(|at| (at, bytes.to_vec()))).await?;
            if rows.is_empty() || leaves.is_empty() {
                break;
            }
            for ((found_seq, found_hash, record), (seq, hash)) in rows.iter().zip(leaves) {
                let is_as_sealed = (*found_seq, *found_hash) == (seq, hash);
                let (at, bytes) = record.as_ref().filter(|_| is_as_sealed).ok_or_else(|| broken(seq))?;
                let at = Timestamp::from_micros(*at);
                // The month ends at the first record of the next one; a straggler behind it goes with the next.
                if at >= end_of_month || found.end >= checkpoint.size {
                    break 'records;
                }
                writer.record(found.end, &hash, bytes).map_err(fail)?;
                found.end += 1;
                found.last_seq = seq;
                found.from = found.from.min(at);
                found.until = found.until.max(at);
                after = seq;
            }
        }
        let nodes = async |from, to| -> Result<Vec<String>> {
            let hashes = tree.nodes(&cover(from, to)).await?;
            Ok(hashes.into_iter().map(Hash::to_base64).collect())
        };
        let tail = Tail {
            end: found.end,
            left: nodes(0, begin).await?,
            right: nodes(found.end, checkpoint.size).await?,
            checkpoint: checkpoint.note.clone(),
            key: key.to_string(),
        };
        writer.finish(&tail).map_err(fail)?;
        let report = verify_archive(path, Some(key)).map_err(fail)?;
        if !report.is_intact() {
            return Err(broken(first).into());
        }
        Ok(Some((found, checkpoint)))
    }

    /// Numbers and hashes kept of the tree, from the place `begin` to the end of some rows.
    async fn kept(&self, begin: u64) -> Result<Vec<(i64, Hash)>> {
        let rows = u32::try_from(CHUNK.unsigned_abs() / WIDTH + 2).unwrap_or(10);
        let tiles = read_tiles(&self.db, 0, begin / WIDTH, rows).await?;
        let all = tiles.into_iter().flat_map(|(_, t)| t.seqs.into_iter().zip(t.hashes));
        let skip = usize::try_from(begin % WIDTH).unwrap_or(0);
        Ok(all.skip(skip).take(usize::try_from(CHUNK).unwrap_or(0)).collect())
    }

    async fn insert(&self, a: &Archive) -> Result<()> {
        let mut tx = self.db.begin().await?;
        let sql =
            format!("insert into audit_archive ({COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
        sqlx::query(safe(sql))
            .bind(a.month.clone())
            .bind(signed(a.begin))
            .bind(signed(a.end))
            .bind(a.first_seq)
            .bind(a.last_seq)
            .bind(a.from.micros())
            .bind(a.until.micros())
            .bind(a.file.clone())
            .bind(a.sha256.clone())
            .bind(signed(a.bytes))
            .bind(a.created_at.micros())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        let access = Access::done("accounting_archive", &a.month, Operation::Create).detail(format!(
            "{} – {}, records: {}, numbers {}–{}, sha256 {}",
            a.from.rfc3339(),
            a.until.rfc3339(),
            a.records(),
            a.first_seq,
            a.last_seq,
            a.sha256
        ));
        record(&mut tx, &Actor::portal(), self.env.now(), &access).await?;
        tx.commit().await
    }

    /// Takes the records of an archive out of the table, some at a time: nobody who writes waits for long.
    async fn take_out(&self, archive: &Archive) -> Result<()> {
        let mut from = archive.first_seq;
        while from <= archive.last_seq {
            let next: Option<i64> =
                sqlx::query_scalar("select min(seq) from audit_entry where seq >= $1 and seq <= $2")
                    .bind(from)
                    .bind(archive.last_seq)
                    .fetch_one(self.db.reader())
                    .await
                    .map_err(fault)?;
            let Some(next) = next else { break };
            from = (next + CHUNK).min(archive.last_seq + 1);
            let mut tx = self.db.begin().await?;
            sqlx::query("delete from audit_entry where seq >= $1 and seq < $2")
                .bind(next)
                .bind(from)
                .execute(tx.conn())
                .await
                .map_err(fault)?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// The month of a moment in Astana, and when it ends.
fn month(at: Timestamp) -> (String, Timestamp) {
    let zoned = at.zoned();
    let first = zoned.date().first_of_month();
    let next = first.last_of_month().tomorrow().unwrap_or(first);
    let end = next.to_zoned(zoned.time_zone().clone()).map_or(i64::MAX, |z| z.timestamp().as_microsecond());
    (first.strftime("%Y-%m").to_string(), Timestamp::from_micros(end))
}

fn broken(seq: i64) -> Refusal {
    Refusal::new("audit-archive-broken").with("seq", seq).rule("365-7-c")
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}

fn read_archive(row: &AnyRow) -> Result<Archive> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(fault);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(fault);
    Ok(Archive {
        month: text("month")?,
        begin: unsigned(row, "begin_index")?,
        end: unsigned(row, "end_index")?,
        first_seq: number("first_seq")?,
        last_seq: number("last_seq")?,
        from: Timestamp::from_micros(number("from_at")?),
        until: Timestamp::from_micros(number("until_at")?),
        file: text("file")?,
        sha256: text("sha256")?,
        bytes: unsigned(row, "bytes")?,
        created_at: Timestamp::from_micros(number("created_at")?),
    })
}

#[async_trait]
impl ArchiveStore for Archives {
    async fn archives(&self) -> Result<Vec<Archive>> {
        let sql = safe(format!("select {COLUMNS} from audit_archive order by begin_index desc"));
        let rows = sqlx::query(sql).fetch_all(self.db.reader()).await.map_err(fault)?;
        rows.iter().map(read_archive).collect()
    }

    async fn search(
        &self,
        archive: &Archive,
        filter: &Filter,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        let (path, archive, filter) = (self.path(archive), archive.clone(), filter.clone());
        tokio::task::spawn_blocking(move || search_file(&path, &archive, &filter, after, limit as usize))
            .await
            .map_err(Error::internal)?
    }
}

/// A record in the order of the search.
#[derive(PartialEq, Eq)]
struct Newest(Timestamp, i64, Entry);

impl Ord for Newest {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The heap gives the greatest away first: the oldest.
        (other.0, other.1).cmp(&(self.0, self.1))
    }
}

impl PartialOrd for Newest {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn search_file(
    path: &Path,
    archive: &Archive,
    filter: &Filter,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Vec<Entry>> {
    let about = |code| Refusal::new(code).with("month", &archive.month).rule("365-7-c");
    let opened = digest(path);
    let missing = matches!(&opened, Err(e) if e.kind() == std::io::ErrorKind::NotFound);
    if missing {
        return Err(about("audit-archive-missing").into());
    }
    if opened.map_err(|e| unreadable(path, &e))? != (archive.sha256.clone(), archive.bytes) {
        return Err(about("audit-archive-altered").into());
    }
    let mut found = BinaryHeap::with_capacity(limit + 1);
    read_lines(path, |_, line| {
        if let Line::Record { leaf: Some(leaf), .. } = line
            && let Ok(entry) = Entry::try_from(leaf)
            && filter.wants(&entry)
            && after.is_none_or(|a| (entry.entry.at, entry.seq) < (a.at, a.seq))
        {
            found.push(Newest(entry.entry.at, entry.seq, entry));
            if found.len() > limit {
                found.pop();
            }
        }
        true
    })
    .map_err(|e| unreadable(path, &e))?;
    Ok(found.into_sorted_vec().into_iter().map(|n| n.2).collect())
}
