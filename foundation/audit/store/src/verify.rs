//! Verification of a whole log: every record against its hash, all hashes against the checkpoints.

use crate::archive_file::{Line, digest, read_lines};
use crate::publish::notes;
use crate::table::Table;
use crate::tiles::{self, HEIGHT, Tile, WIDTH, read_tiles};
use crate::{Archives, Trusted};
use merkle::{Checkpoint, Frontier, Hash, VerifierKey, root_of};
use orda_audit::{Archive, ArchiveStore, Finding, Report};
use orda_base::{Error, Result, Timestamp};
use orda_store::{Database, fault};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Rows of hashes that are read at once.
const TILES: u32 = 64;

/// Verifies the log of `db`, whose checkpoints `key` verifies (and those before it for which it vouches, [`Trusted`]), with its
/// archives and with the checkpoints that were kept `elsewhere` (a text of signed notes; empty when there is none).
///
/// # Errors
/// When something cannot be read at all. What is not as it was is in the report.
pub async fn verify(db: &Database, archives: &Archives, key: &VerifierKey, elsewhere: &str) -> Result<Report> {
    let keys = Trusted::of(db, key).await?;
    let mut walk = Walk { db, report: Report::default(), roots: Roots::default(), keys };
    walk.checkpoints(elsewhere).await?;
    walk.records(archives).await?;
    let mut report = walk.report;
    let unique: BTreeSet<Finding> = report.findings.into_iter().collect();
    report.findings = unique.into_iter().collect();
    Ok(report)
}

struct Walk<'a> {
    db: &'a Database,
    report: Report,
    roots: Roots,
    keys: Trusted,
}

impl Walk<'_> {
    fn found(&mut self, finding: Finding) {
        self.report.findings.push(finding);
    }

    /// Collects the roots that the tree must have had.
    async fn checkpoints(&mut self, elsewhere: &str) -> Result<()> {
        let origin = tiles::state(self.db).await.ok().flatten().map(|s| s.origin);
        let rows = sqlx::query("select size, root, at, note from audit_checkpoint order by size")
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        for row in &rows {
            let size = row.try_get::<i64, _>("size").ok().and_then(|s| u64::try_from(s).ok()).unwrap_or(0);
            let text = |name: &str| row.try_get::<String, _>(name).unwrap_or_default();
            let at = Timestamp::from_micros(row.try_get("at").unwrap_or(0));
            let said = self.keys.open(&text("note")).filter(|said| {
                said.size == size
                    && said.root.to_base64() == text("root")
                    && Some(&said.origin) == origin.as_ref()
                    && said.extensions == [format!("time {}", at.rfc3339())]
            });
            match said {
                Some(said) => {
                    self.roots.own.insert(size, said.root);
                    self.report.latest = Some(at);
                }
                None => self.found(Finding::Forged(size)),
            }
            self.report.checkpoints += 1;
        }
        for note in notes(elsewhere) {
            let stated = Checkpoint::parse(&note).map_or(0, |c| c.size);
            match self.keys.open(&note) {
                Some(said) => {
                    self.report.checkpoints += 1;
                    if self.roots.own.get(&said.size).is_some_and(|own| *own != said.root) {
                        self.found(Finding::Disagrees(said.size));
                    }
                    self.roots.elsewhere.insert(said.size, said.root);
                }
                None => self.found(Finding::Disagrees(stated)),
            }
        }
        Ok(())
    }

    /// Walks through hashes, records and archives side by side.
    async fn records(&mut self, archives: &Archives) -> Result<()> {
        let mut shelf = Shelf::new(archives).await?;
        let mut table = Table::new(self.db);
        let mut tree = Growing::default();
        let mut number = 0;
        'tiles: loop {
            let tiles = read_tiles(self.db, 0, number, TILES).await?;
            if tiles.is_empty() {
                break;
            }
            for (found, tile) in tiles {
                let odd = tile.seqs.len() != tile.hashes.len() || tile.hashes.len() > usize::from(u8::MAX) + 1;
                if found != number || odd || !tree.size.is_multiple_of(WIDTH) {
                    self.found(Finding::Tree(tree.size.min(number * WIDTH)));
                    break 'tiles;
                }
                number += 1;
                if self.is_as_sealed(&tile, &mut table, &mut tree, &mut shelf).await? {
                    continue;
                }
                for (seq, hash) in tile.seqs.iter().zip(&tile.hashes) {
                    shelf.reach(tree.size, &mut self.report).await?;
                    let kept = shelf.take(tree.size);
                    let archived = kept.is_some() || shelf.holds(tree.size);
                    // Whatever stands in the table before the next number of the tree does not belong there.
                    while let Some(other) = table.next_below(*seq).await? {
                        self.found(Finding::Inserted(other));
                    }
                    let present = table.take(*seq).await?;
                    let actual = match (kept, present) {
                        (Some((kept, _)), _) if archived && kept != *seq => None,
                        // Both in the archive and still in the table: either altered is an alteration.
                        (Some((_, kept)), Some(present)) => Some(if kept == *hash { present } else { kept }),
                        (Some((_, kept)), None) => Some(kept),
                        (None, present) => present,
                    };
                    self.report.archived += u64::from(archived);
                    // An archive that is missing or altered has been told already.
                    let told = archived && shelf.is_bad();
                    let finding = match actual {
                        _ if told => None,
                        None => Some(Finding::Removed(*seq)),
                        Some(actual) if actual != *hash => Some(Finding::Changed(*seq)),
                        Some(_) => None,
                    };
                    tree.push(*seq, *hash, if told { None } else { actual }, finding);
                    if let Some(findings) = self.roots.check(&mut tree) {
                        self.report.findings.extend(findings);
                    }
                }
                tree.end_of_row(&tile.hashes);
            }
        }
        let last = tree.last_seq.unwrap_or(i64::MIN);
        self.report.findings.append(&mut tree.findings);
        self.report.sealed = tree.size;
        self.rows_above(&tree).await?;
        self.end(&tree).await?;
        self.report.pending = table.count_after(last).await?;
        Ok(())
    }

    /// Goes over a whole row of hashes at once when there is nothing to tell of it: the table holds exactly its records, none
    /// of them is in an archive, and no checkpoint lies within. Otherwise nothing is done, and each record is looked at.
    async fn is_as_sealed(
        &mut self,
        tile: &Tile,
        table: &mut Table<'_>,
        tree: &mut Growing,
        shelf: &mut Shelf<'_>,
    ) -> Result<bool> {
        let end = tree.size + WIDTH;
        let fits = tile.hashes.len() as u64 == WIDTH && tree.stated == tree.actual && !shelf.holds_any(tree.size..end);
        if !fits || self.roots.any_within(tree.size, end) || !table.take_all(&tile.seqs, &tile.hashes).await? {
            return Ok(false);
        }
        tree.push_row(tile);
        if let Some(findings) = self.roots.check(tree) {
            self.report.findings.extend(findings);
        }
        Ok(true)
    }

    /// Rows above the records' must be those that follow from them.
    async fn rows_above(&mut self, tree: &Growing) -> Result<()> {
        let mut level = 1;
        let mut below = tree.rows.clone();
        loop {
            let mut kept = Vec::new();
            let mut number = 0;
            loop {
                let tiles = read_tiles(self.db, level, number, TILES).await?;
                number += tiles.len() as u64;
                if tiles.is_empty() {
                    break;
                }
                kept.extend(tiles.into_iter().flat_map(|(_, t)| t.hashes));
            }
            if kept.is_empty() && below.is_empty() {
                return Ok(());
            }
            if kept != below {
                let at = kept.iter().zip(&below).take_while(|(a, b)| a == b).count() as u64;
                self.found(Finding::Tree(at * WIDTH.pow(u32::from(level))));
                return Ok(());
            }
            let width = usize::from(u8::MAX) + 1;
            below = kept.chunks_exact(width).map(root_of).collect();
            level += 1;
        }
    }

    /// The end must be where the tree says, and no checkpoint may lie beyond it.
    async fn end(&mut self, tree: &Growing) -> Result<()> {
        match tiles::state(self.db).await {
            Ok(None) if tree.size == 0 => {}
            Ok(Some(state)) => {
                let size = state.frontier.size();
                if size > tree.size {
                    self.found(Finding::Truncated { size, found: tree.size });
                } else if size < tree.size || state.frontier != tree.stated || state.last_seq != tree.last_or_0() {
                    self.found(Finding::Tree(size));
                }
            }
            Ok(None) | Err(Error::Internal(_)) => self.found(Finding::Tree(0)),
            Err(error) => return Err(error),
        }
        if let Some(size) = self.roots.greatest()
            && size > tree.size
        {
            self.found(Finding::Truncated { size, found: tree.size });
        }
        Ok(())
    }
}

/// Roots that the tree must have had.
#[derive(Default)]
struct Roots {
    own: BTreeMap<u64, Hash>,
    elsewhere: BTreeMap<u64, Hash>,
    /// One did not agree: nothing is to be learnt from those after it.
    lost: bool,
}

impl Roots {
    fn greatest(&self) -> Option<u64> {
        self.own.keys().chain(self.elsewhere.keys()).max().copied()
    }

    /// Is a root known of a size between these two?
    fn any_within(&self, after: u64, before: u64) -> bool {
        let within = |roots: &BTreeMap<u64, Hash>| roots.range(after + 1..before).next().is_some();
        within(&self.own) || within(&self.elsewhere)
    }

    /// At a size of which a root is known: what follows from it for the records since the one before.
    fn check(&mut self, tree: &mut Growing) -> Option<Vec<Finding>> {
        let size = tree.size;
        let own = self.own.get(&size);
        let root = own.or_else(|| self.elsewhere.get(&size))?;
        if self.lost {
            return None;
        }
        let mut findings = std::mem::take(&mut tree.findings);
        if tree.stated.root() == *root {
            // The kept hashes are the true ones: what differs from them was changed.
        } else if tree.actual.root() == *root {
            // The records are the true ones: the kept hashes were changed.
            findings = tree.altered.iter().map(|at| Finding::Tree(*at)).collect();
            tree.stated = tree.actual.clone();
        } else if own.is_some() && self.elsewhere.get(&size).is_none_or(|e| Some(e) == own) || own.is_none() {
            self.lost = true;
            let (first, last) = (tree.first_since.unwrap_or(0), tree.last_seq.unwrap_or(0));
            findings.push(Finding::Rewritten { first, last });
            if own.is_none() {
                findings.push(Finding::Disagrees(size));
            }
        }
        tree.actual = tree.stated.clone();
        tree.altered.clear();
        tree.first_since = None;
        Some(findings)
    }
}

/// The tree as it is gone through, from the kept hashes and from the records themselves.
#[derive(Default)]
struct Growing {
    size: u64,
    stated: Frontier,
    actual: Frontier,
    /// Places since the last checkpoint at which the two differ.
    altered: Vec<u64>,
    /// What is found unless the next checkpoint tells better.
    findings: Vec<Finding>,
    /// Number of the first record since the last checkpoint.
    first_since: Option<i64>,
    last_seq: Option<i64>,
    /// Roots of full rows.
    rows: Vec<Hash>,
}

impl Growing {
    fn push(&mut self, seq: i64, stated: Hash, actual: Option<Hash>, finding: Option<Finding>) {
        self.stated.push(stated);
        self.actual.push(actual.unwrap_or(stated));
        if actual.is_some_and(|a| a != stated) {
            self.altered.push(self.size);
        }
        self.findings.extend(finding);
        self.first_since.get_or_insert(seq);
        self.last_seq = Some(seq);
        self.size += 1;
    }

    /// A whole row that is as it was sealed.
    fn push_row(&mut self, tile: &Tile) {
        let root = root_of(&tile.hashes);
        self.stated.push_node(HEIGHT, root);
        self.actual.push_node(HEIGHT, root);
        self.first_since = self.first_since.or(tile.seqs.first().copied());
        self.last_seq = tile.seqs.last().copied();
        self.size += WIDTH;
        self.rows.push(root);
    }

    fn end_of_row(&mut self, hashes: &[Hash]) {
        if self.size.is_multiple_of(WIDTH) && !hashes.is_empty() {
            self.rows.push(root_of(hashes));
        }
    }

    fn last_or_0(&self) -> i64 {
        self.last_seq.unwrap_or(0)
    }
}

/// Archives, read one after another.
struct Shelf<'a> {
    archives: &'a Archives,
    /// Those to come, the earliest last.
    to_come: Vec<Archive>,
    current: Option<Archive>,
    /// Number and hash of each record of the current one, by place.
    records: BTreeMap<u64, (i64, Hash)>,
    bad: bool,
}

impl<'a> Shelf<'a> {
    async fn new(archives: &'a Archives) -> Result<Self> {
        let to_come = archives.archives().await?;
        Ok(Self { archives, to_come, current: None, records: BTreeMap::new(), bad: false })
    }

    /// Opens the archive that holds this place, if there is one.
    async fn reach(&mut self, place: u64, report: &mut Report) -> Result<()> {
        if self.holds(place) {
            return Ok(());
        }
        self.current = None;
        let Some(next) = self.to_come.pop_if(|a| a.begin <= place) else { return Ok(()) };
        let path = self.archives.path(&next);
        let wanted = (next.sha256.clone(), next.bytes);
        let (records, finding) = tokio::task::spawn_blocking(move || {
            let mut records = BTreeMap::new();
            let Ok(digest) = digest(&path) else { return (records, Some(false)) };
            let read = read_lines(&path, |_, line| {
                if let Line::Record { index, hash, leaf, .. } = line {
                    records.insert(index, (leaf.map_or(0, |l| l.seq), hash));
                }
                true
            });
            (records, (read.is_err() || digest != wanted).then_some(true))
        })
        .await
        .map_err(Error::internal)?;
        match finding {
            Some(true) => report.findings.push(Finding::ArchiveAltered(next.month.clone())),
            Some(false) => report.findings.push(Finding::ArchiveMissing(next.month.clone())),
            None => {}
        }
        // Of an altered archive each record is told; of a missing one there is nothing to tell.
        self.bad = finding == Some(false);
        self.records = records;
        self.current = Some(next);
        Ok(())
    }

    /// Does an archive, this one or one to come, hold any of these places?
    fn holds_any(&self, places: Range<u64>) -> bool {
        let touches = |a: &Archive| a.begin < places.end && places.start < a.end;
        self.current.as_ref().is_some_and(touches) || self.to_come.iter().any(touches)
    }

    fn holds(&self, place: u64) -> bool {
        self.current.as_ref().is_some_and(|a| (a.begin..a.end).contains(&place))
    }

    const fn is_bad(&self) -> bool {
        self.bad
    }

    fn take(&mut self, place: u64) -> Option<(i64, Hash)> {
        self.holds(place).then(|| self.records.remove(&place)).flatten()
    }
}
