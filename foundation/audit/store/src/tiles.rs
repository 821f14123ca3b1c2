//! Hashes of the tree, 256 a row.

use crate::row::safe;
use async_trait::async_trait;
use merkle::{Frontier, Hash, Node, root_of};
use orda_audit::{SignedCheckpoint, TreeStore};
use orda_base::{Error, Result, Timestamp};
use orda_store::{Database, Tx, fault};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// Hashes a row, as a power of two and as a number.
pub(crate) const HEIGHT: u8 = 8;
pub(crate) const WIDTH: u64 = 1 << HEIGHT;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tile {
    /// Numbers of the records; only at level 0.
    pub(crate) seqs: Vec<i64>,
    /// Hashes of the records or of the rows below.
    pub(crate) hashes: Vec<Hash>,
}

impl Tile {
    fn first_seq(&self) -> i64 {
        self.seqs.first().copied().unwrap_or(0)
    }

    fn of(seqs: &[u8], hashes: &[u8]) -> Self {
        Self {
            seqs: seqs.chunks_exact(8).filter_map(|c| c.try_into().ok()).map(i64::from_be_bytes).collect(),
            hashes: hashes.chunks_exact(32).filter_map(Hash::from_bytes).collect(),
        }
    }
}

/// How far the tree has grown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) origin: String,
    pub(crate) last_seq: i64,
    pub(crate) frontier: Frontier,
}

/// The tree of a database.
#[derive(Clone)]
pub struct Tree(Database);

impl Tree {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

const STATE: &str = "select origin, size, last_seq, frontier from audit_tree where id = 1";
const LOCK: &str =
    "update audit_tree set revision = revision + 1 where id = 1 returning origin, size, last_seq, frontier";

/// How far the tree has grown; none before its first record.
pub(crate) async fn state(db: &Database) -> Result<Option<State>> {
    let row = sqlx::query(STATE).fetch_optional(db.reader()).await.map_err(fault)?;
    row.as_ref().map(read_state).transpose()
}

/// The same, for a transaction that lets the tree grow: nobody else does meanwhile.
pub(crate) async fn locked_state(tx: &mut Tx) -> Result<State> {
    let row = sqlx::query(LOCK).fetch_one(tx.conn()).await.map_err(fault)?;
    read_state(&row)
}

fn read_state(row: &AnyRow) -> Result<State> {
    let size = unsigned(row, "size")?;
    let bytes: Vec<u8> = row.try_get("frontier").map_err(fault)?;
    Ok(State {
        origin: row.try_get("origin").map_err(fault)?,
        last_seq: row.try_get("last_seq").map_err(fault)?,
        frontier: Frontier::from_bytes(size, &bytes)
            .ok_or_else(|| Error::internal("audit_tree.frontier does not fit its size"))?,
    })
}

pub(crate) fn unsigned(row: &AnyRow, column: &str) -> Result<u64> {
    let number: i64 = row.try_get(column).map_err(fault)?;
    u64::try_from(number).map_err(|_| Error::internal(format!("{column} is negative")))
}

/// A number as the database keeps it. Places in the tree stay far below the limit.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Up to `limit` rows of a level from `number` on, with their numbers.
pub(crate) async fn read_tiles(db: &Database, level: u8, number: u64, limit: u32) -> Result<Vec<(u64, Tile)>> {
    let sql = "select number, seqs, hashes from audit_tile where level = $1 and number >= $2 order by number limit $3";
    let rows = sqlx::query(sql)
        .bind(i64::from(level))
        .bind(signed(number))
        .bind(i64::from(limit))
        .fetch_all(db.reader())
        .await
        .map_err(fault)?;
    rows.iter()
        .map(|row| {
            let seqs: Vec<u8> = row.try_get("seqs").map_err(fault)?;
            let hashes: Vec<u8> = row.try_get("hashes").map_err(fault)?;
            Ok((unsigned(row, "number")?, Tile::of(&seqs, &hashes)))
        })
        .collect()
}

/// The hashes of these rows, as far as they are there, in one trip.
async fn read_hashes(db: &Database, rows: &BTreeSet<(u8, u64)>) -> Result<BTreeMap<(u8, u64), Vec<Hash>>> {
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let which: Vec<String> =
        (0..rows.len()).map(|row| format!("(level = ${} and number = ${})", row * 2 + 1, row * 2 + 2)).collect();
    let sql = format!("select level, number, hashes from audit_tile where {}", which.join(" or "));
    let mut query = sqlx::query(safe(sql));
    for (level, number) in rows {
        query = query.bind(i64::from(*level)).bind(signed(*number));
    }
    let found = query.fetch_all(db.reader()).await.map_err(fault)?;
    found
        .iter()
        .map(|row| {
            let level = u8::try_from(unsigned(row, "level")?).map_err(Error::internal)?;
            let hashes: Vec<u8> = row.try_get("hashes").map_err(fault)?;
            Ok(((level, unsigned(row, "number")?), Tile::of(&[], &hashes).hashes))
        })
        .collect()
}

/// Adds records to the tree, which `state` describes: their rows, and the rows above that become full.
pub(crate) async fn append(tx: &mut Tx, state: &mut State, records: &[(i64, Hash)]) -> Result<()> {
    let mut tiles: BTreeMap<(u8, u64), Tile> = BTreeMap::new();
    for (seq, hash) in records {
        let mut place = state.frontier.size();
        state.frontier.push(*hash);
        state.last_seq = *seq;
        let mut level = 0;
        let mut above = *hash;
        loop {
            let number = place / WIDTH;
            if let std::collections::btree_map::Entry::Vacant(vacant) = tiles.entry((level, number)) {
                // A row that begins here is new, any other has been written before.
                vacant.insert(if place.is_multiple_of(WIDTH) {
                    Tile::default()
                } else {
                    read_tile(tx, level, number).await?
                });
            }
            let Some(tile) = tiles.get_mut(&(level, number)) else { break };
            tile.hashes.push(above);
            if level == 0 {
                tile.seqs.push(*seq);
            }
            if tile.hashes.len() < usize::from(u8::MAX) + 1 {
                break;
            }
            above = root_of(&tile.hashes);
            level += 1;
            place = number;
        }
    }
    for ((level, number), tile) in tiles {
        let seqs: Vec<u8> = tile.seqs.iter().flat_map(|s| s.to_be_bytes()).collect();
        let hashes: Vec<u8> = tile.hashes.iter().flat_map(|h| h.0).collect();
        sqlx::query(
            "insert into audit_tile (level, number, first_seq, seqs, hashes) values ($1, $2, $3, $4, $5) \
             on conflict (level, number) do update set seqs = excluded.seqs, hashes = excluded.hashes",
        )
        .bind(i64::from(level))
        .bind(signed(number))
        .bind(tile.first_seq())
        .bind(seqs)
        .bind(hashes)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    }
    sqlx::query("update audit_tree set size = $1, last_seq = $2, frontier = $3 where id = 1")
        .bind(signed(state.frontier.size()))
        .bind(state.last_seq)
        .bind(state.frontier.to_bytes())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(())
}

async fn read_tile(tx: &mut Tx, level: u8, number: u64) -> Result<Tile> {
    let row = sqlx::query("select seqs, hashes from audit_tile where level = $1 and number = $2")
        .bind(i64::from(level))
        .bind(signed(number))
        .fetch_one(tx.conn())
        .await
        .map_err(fault)?;
    let seqs: Vec<u8> = row.try_get("seqs").map_err(fault)?;
    let hashes: Vec<u8> = row.try_get("hashes").map_err(fault)?;
    Ok(Tile::of(&seqs, &hashes))
}

fn checkpoint(row: &AnyRow) -> Result<SignedCheckpoint> {
    let root: String = row.try_get("root").map_err(fault)?;
    Ok(SignedCheckpoint {
        size: unsigned(row, "size")?,
        root: Hash::from_base64(&root).ok_or_else(|| Error::internal("audit_checkpoint.root is no hash"))?,
        at: Timestamp::from_micros(row.try_get("at").map_err(fault)?),
        note: row.try_get("note").map_err(fault)?,
    })
}

#[async_trait]
impl TreeStore for Tree {
    async fn latest(&self) -> Result<Option<SignedCheckpoint>> {
        let row = sqlx::query("select size, root, at, note from audit_checkpoint order by size desc limit 1")
            .fetch_optional(self.0.reader())
            .await
            .map_err(fault)?;
        row.as_ref().map(checkpoint).transpose()
    }

    async fn checkpoints(&self, after: u64, limit: u32) -> Result<Vec<SignedCheckpoint>> {
        let sql = "select size, root, at, note from audit_checkpoint where size > $1 order by size limit $2";
        let rows = sqlx::query(sql)
            .bind(signed(after))
            .bind(i64::from(limit))
            .fetch_all(self.0.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(checkpoint).collect()
    }

    async fn place(&self, seq: i64) -> Result<Option<(u64, Hash)>> {
        let sql = "select number, seqs, hashes from audit_tile where level = 0 and first_seq <= $1 \
                   order by first_seq desc limit 1";
        let row = sqlx::query(sql).bind(seq).fetch_optional(self.0.reader()).await.map_err(fault)?;
        let Some(row) = row else { return Ok(None) };
        let seqs: Vec<u8> = row.try_get("seqs").map_err(fault)?;
        let hashes: Vec<u8> = row.try_get("hashes").map_err(fault)?;
        let (number, tile) = (unsigned(&row, "number")?, Tile::of(&seqs, &hashes));
        let found = tile.seqs.iter().zip(&tile.hashes).enumerate().find(|(_, (s, _))| **s == seq);
        Ok(found.map(|(at, (_, hash))| (number * WIDTH + at as u64, *hash)))
    }

    async fn nodes(&self, nodes: &[Node]) -> Result<Vec<Hash>> {
        // A node of level 8 n + k lies in a row of level n, over 2^k of its hashes.
        let row_of = |node: &Node| (node.level / HEIGHT, node.index >> (HEIGHT - node.level % HEIGHT));
        let rows: BTreeSet<(u8, u64)> = nodes.iter().map(row_of).collect();
        let tiles = read_hashes(&self.0, &rows).await?;
        let hash = |node: &Node| {
            let hashes = tiles.get(&row_of(node))?;
            let width = 1_usize << (node.level % HEIGHT);
            let begin = usize::try_from(node.index).ok()?.checked_mul(width)? % usize::try_from(WIDTH).ok()?;
            hashes.get(begin..begin + width).map(root_of)
        };
        nodes.iter().map(|n| hash(n).ok_or_else(|| Error::internal("a node of the tree is missing"))).collect()
    }
}
