//! What documents say, within the copy of the database that goes into a backup, is sealed under their keys of the vault: who
//! destroys the key of a document destroys its texts in every backup too (385-6-8). What is searched is left out and made anew
//! when the backup is restored.
//!
//! A sealed cell is `orda-sealed:<set>:<base64>`. The same content gives the same cell, so that the next backup finds its
//! pieces there already.

use anyhow::{Context, Result};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use orda_documents::{FileSetId, KeyVault, VaultEntry};
use orda_drafts::DraftId;
use orda_store::{Database, Tx, fault};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Whose a row is.
#[derive(Clone, Copy)]
enum Owner {
    /// The column holds the id of a draft.
    Draft,
    /// The serial of a draft.
    Serial,
    /// A set of files.
    Set,
    /// Text with a path that leads to a draft.
    Link,
}

/// Where documents are told: table, column that tells whose, and the columns that are sealed; `blob:` before a column of bytes.
const CELLS: [(&str, &str, Owner, &[&str]); 17] = [
    ("drafts_version", "draft_id", Owner::Draft, &["title_kk", "title_ru", "title_en"]),
    ("drafts_text", "draft_id", Owner::Draft, &["kk", "ru"]),
    ("drafts_approval", "draft_id", Owner::Draft, &["data"]),
    ("drafts_remark", "draft_id", Owner::Draft, &["data"]),
    ("drafts_protocol", "draft_id", Owner::Draft, &["data"]),
    ("drafts_letter", "draft_id", Owner::Draft, &["data"]),
    ("drafts_consideration", "draft_id", Owner::Draft, &["data"]),
    ("drafts_entry", "draft_id", Owner::Draft, &["data"]),
    ("drafts_matter", "draft_id", Owner::Draft, &["data"]),
    ("drafts_posting", "files", Owner::Set, &["fields"]),
    ("drafts_reader", "serial", Owner::Serial, &["title"]),
    // The column that tells whose is sealed as well: it is read before.
    ("edms_letter", "data", Owner::Link, &["words", "data"]),
    ("edms_message", "bytes", Owner::Link, &["bytes"]),
    ("notifications_notice", "link", Owner::Link, &["args"]),
    // Certificates with the keys beside them, each under a key of its own (385-6-8-b).
    ("signatures_certificate", "id", Owner::Set, &["subject", "blob:certificate"]),
    ("signatures_service", "id", Owner::Set, &["blob:sealed_key", "blob:certificate"]),
    ("signatures_signature", "object_id", Owner::Draft, &["blob:manifest"]),
];

/// What is searched, and what is read from files: made anew.
const LEFT_OUT: [&str; 3] = ["drafts_found", "drafts_word", "drafts_structure"];
const MARK: &str = "orda-sealed:";
const LINK: &str = "/drafts/";
const ROWS: i64 = 500;
const NO_TITLE: &str = r#"{"kk":"","ru":"","en":""}"#;

/// The cipher of one document's cells.
struct Cipher {
    seal: LessSafeKey,
    nonce: hmac::Key,
}

impl Cipher {
    fn new(key: &[u8; 32]) -> Result<Self> {
        let root = hmac::Key::new(hmac::HMAC_SHA256, key);
        let derived = hmac::sign(&root, b"cells");
        let seal = UnboundKey::new(&AES_256_GCM, derived.as_ref()).ok().context("a key of 32 bytes")?;
        let nonce = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, b"cells, nonce").as_ref());
        Ok(Self { seal: LessSafeKey::new(seal), nonce })
    }

    fn seal(&self, set: FileSetId, place: &str, content: &[u8]) -> Result<String> {
        // Made of the content: equal content in one place gives equal cells, different content different nonces.
        let mut digest = hmac::Context::with_key(&self.nonce);
        digest.update(place.as_bytes());
        digest.update(&[0]);
        digest.update(content);
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&digest.sign().as_ref()[..NONCE_LEN]);
        let mut sealed = content.to_vec();
        self.seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place.as_bytes()), &mut sealed)
            .ok()
            .context("a cell could not be encrypted")?;
        Ok(format!("{MARK}{set}:{}", STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    fn open(&self, place: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = STANDARD_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let mut content = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self.seal.open_in_place(nonce, Aad::from(place.as_bytes()), &mut content).ok()?.len();
        content.truncate(length);
        Some(content)
    }
}

/// Which sets stand for which drafts: the one of the first version for all of a draft.
struct Owners {
    by_draft: HashMap<String, FileSetId>,
    by_serial: HashMap<i64, FileSetId>,
}

impl Owners {
    async fn read(db: &Database) -> Result<Self> {
        let mut by_draft = HashMap::new();
        for (draft, set) in orda_drafts_store::sets_of_drafts(db).await? {
            by_draft.entry(draft.to_string()).or_insert(set);
        }
        let rows = sqlx::query("select serial, id from drafts_draft").fetch_all(db.reader()).await.map_err(fault)?;
        let serial = |row: &AnyRow| Some((row.get::<i64, _>(0), *by_draft.get(row.get::<&str, _>(1))?));
        let by_serial = rows.iter().filter_map(serial).collect();
        Ok(Self { by_draft, by_serial })
    }

    fn of(&self, row: &AnyRow, owner: Owner) -> Option<FileSetId> {
        match owner {
            Owner::Serial => self.by_serial.get(&row.try_get::<i64, _>(1).ok()?).copied(),
            Owner::Draft => self.by_draft.get(row.try_get::<&str, _>(1).ok()?).copied(),
            Owner::Set => row.try_get::<&str, _>(1).ok()?.parse().ok(),
            Owner::Link => {
                let text: &str = row.try_get(1).ok()?;
                text.split(LINK).skip(1).find_map(|rest| {
                    let id: DraftId = rest.get(..36)?.parse().ok()?;
                    self.by_draft.get(&id.to_string()).copied()
                })
            }
        }
    }
}

/// A column: its name, and whether it holds bytes.
fn column(named: &'static str) -> (&'static str, bool) {
    named.strip_prefix("blob:").map_or((named, false), |name| (name, true))
}

fn cell(row: &AnyRow, at: usize, bytes: bool) -> Option<Vec<u8>> {
    if bytes { row.try_get::<Vec<u8>, _>(at).ok() } else { row.try_get::<String, _>(at).ok().map(String::into_bytes) }
}

async fn put(tx: &mut Tx, table: &str, name: &str, bytes: bool, rowid: i64, content: Vec<u8>) -> Result<()> {
    let sql = AssertSqlSafe(format!("update {table} set {name} = $1 where rowid = $2"));
    let query = sqlx::query(sql);
    let query = if bytes { query.bind(content) } else { query.bind(String::from_utf8(content)?) };
    query.bind(rowid).execute(tx.conn()).await.map_err(fault)?;
    Ok(())
}

/// Rows of a table after a row, a few at a time: rowid, owner, the columns.
async fn rows(tx: &mut Tx, table: &str, owner: &str, columns: &[&'static str], after: i64) -> Result<Vec<AnyRow>> {
    let names: Vec<&str> = columns.iter().map(|named| column(named).0).collect();
    let names = names.join(", ");
    let sql = format!("select rowid, {owner}, {names} from {table} where rowid > $1 order by rowid limit {ROWS}");
    Ok(sqlx::query(AssertSqlSafe(sql)).bind(after).fetch_all(tx.conn()).await.map_err(fault)?)
}

/// Seals what documents say in this copy of a database.
pub async fn seal(copy: &Path, vault: &dyn KeyVault) -> Result<()> {
    let db = Database::open_copy(copy).await?;
    let clean = copy.with_extension("sealed");
    let sealed = async {
        seal_in(&db, vault).await?;
        // Pages that were split keep what stood in them: only a copy of the copy holds nothing but live content.
        anyhow::Ok(db.copy_to(&clean).await?)
    }
    .await;
    db.close().await;
    sealed?;
    Ok(std::fs::rename(&clean, copy)?)
}

async fn seal_in(db: &Database, vault: &dyn KeyVault) -> Result<()> {
    let owners = Owners::read(db).await?;
    let mut ciphers: HashMap<FileSetId, Cipher> = HashMap::new();
    let mut tx = db.begin().await?;
    for (table, owner, whose, columns) in CELLS {
        let mut after = 0;
        loop {
            let some = rows(&mut tx, table, owner, columns, after).await?;
            let Some(last) = some.last() else { break };
            after = last.try_get(0).map_err(fault)?;
            for row in &some {
                let Some(set) = owners.of(row, whose) else { continue };
                if let Entry::Vacant(place) = ciphers.entry(set) {
                    let key = match vault.find(set).await? {
                        VaultEntry::Key(key) => key,
                        VaultEntry::None => vault.key(set).await?,
                        // About to go: what it says is in no backup any more.
                        VaultEntry::Destroyed(_) => orda_documents::SecretKey::new(orda_base::Env::system().random()),
                    };
                    place.insert(Cipher::new(&key.bytes())?);
                }
                let rowid: i64 = row.try_get(0).map_err(fault)?;
                for (at, named) in columns.iter().enumerate() {
                    let (name, bytes) = column(named);
                    let Some(content) = cell(row, at + 2, bytes).filter(|c| !c.is_empty()) else { continue };
                    let sealed = ciphers[&set].seal(set, &format!("{table}.{name}"), &content)?;
                    put(&mut tx, table, name, bytes, rowid, sealed.into_bytes()).await?;
                }
            }
        }
    }
    // The title stands here a second time.
    let sql = "update drafts_version set content = json_set(content, '$.title', json($1))";
    sqlx::query(sql).bind(NO_TITLE).execute(tx.conn()).await.map_err(fault)?;
    for table in LEFT_OUT {
        sqlx::query(AssertSqlSafe(format!("delete from {table}"))).execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(tx.commit().await?)
}

/// Removes rows whose cells are still sealed: they belong to what was destroyed since. To be called when no key is missing and
/// what was destroyed is gone from the tables of its own.
pub async fn drop_sealed(db: &Database) -> Result<u64> {
    let mut dropped = 0;
    let mut tx = db.begin().await?;
    for (table, _, _, columns) in CELLS {
        for named in columns {
            let (name, bytes) = column(named);
            if bytes {
                continue;
            }
            let sql = format!("delete from {table} where {name} like '{MARK}%'");
            dropped += sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await.map_err(fault)?.rows_affected();
        }
    }
    tx.commit().await?;
    Ok(dropped)
}

/// Sets under whose keys files are encrypted and that the vault does not know: their files cannot be read.
pub async fn unknown_sets(db: &Database, vault: &dyn KeyVault) -> Result<BTreeSet<FileSetId>> {
    let named: Vec<String> = sqlx::query_scalar("select distinct master from documents_blob where master like 'set:%'")
        .fetch_all(db.reader())
        .await
        .map_err(fault)?;
    let mut unknown = BTreeSet::new();
    for set in named.iter().filter_map(|name| name.strip_prefix("set:")?.parse().ok()) {
        if matches!(vault.find(set).await?, VaultEntry::None) {
            unknown.insert(set);
        }
    }
    Ok(unknown)
}

/// What came of opening cells.
#[derive(Debug, Default)]
pub struct Unsealed {
    /// Sets whose key is not in the vault, though it was not destroyed: the mirror of the keys is older than the backup.
    pub missing: BTreeSet<FileSetId>,
    /// Cells that are not as they were sealed: table and column.
    pub damaged: BTreeSet<String>,
}

/// Opens what was sealed, as far as the keys are there. What belongs to a destroyed key stays sealed.
pub async fn unseal(copy: &Path, vault: &dyn KeyVault) -> Result<Unsealed> {
    let db = Database::open_copy(copy).await?;
    let unsealed = unseal_in(&db, vault).await;
    db.close().await;
    unsealed
}

async fn unseal_in(db: &Database, vault: &dyn KeyVault) -> Result<Unsealed> {
    let mut found = Unsealed::default();
    let mut ciphers: HashMap<FileSetId, Option<Cipher>> = HashMap::new();
    let mut tx = db.begin().await?;
    for (table, owner, _, columns) in CELLS {
        let mut after = 0;
        loop {
            let some = rows(&mut tx, table, owner, columns, after).await?;
            let Some(last) = some.last() else { break };
            after = last.try_get(0).map_err(fault)?;
            for row in &some {
                let rowid: i64 = row.try_get(0).map_err(fault)?;
                for (at, named) in columns.iter().enumerate() {
                    let (name, bytes) = column(named);
                    let Some(sealed) = cell(row, at + 2, bytes).and_then(|c| String::from_utf8(c).ok()) else {
                        continue;
                    };
                    let Some((set, sealed)) = sealed.strip_prefix(MARK).and_then(|rest| rest.split_once(':')) else {
                        continue;
                    };
                    let set: FileSetId = set.parse().context("a sealed cell names no set")?;
                    if let Entry::Vacant(place) = ciphers.entry(set) {
                        let cipher = match vault.find(set).await? {
                            VaultEntry::Key(key) => Some(Cipher::new(&key.bytes())?),
                            VaultEntry::Destroyed(_) => None,
                            VaultEntry::None => {
                                found.missing.insert(set);
                                None
                            }
                        };
                        place.insert(cipher);
                    }
                    let Some(cipher) = &ciphers[&set] else { continue };
                    match cipher.open(&format!("{table}.{name}"), sealed) {
                        Some(content) => put(&mut tx, table, name, bytes, rowid, content).await?,
                        None => drop(found.damaged.insert(format!("{table}.{name}"))),
                    }
                }
            }
        }
    }
    let sql = "update drafts_version set content = json_set(content, '$.title', case title_en when '' \
               then json_object('kk', title_kk, 'ru', title_ru) \
               else json_object('kk', title_kk, 'ru', title_ru, 'en', title_en) end)";
    sqlx::query(sql).execute(tx.conn()).await.map_err(fault)?;
    tx.commit().await?;
    Ok(found)
}
