//! Guaranteed destruction of documents over all components: keys, bytes, rows, indexes, and what the database leaves behind
//! (385-6-8).

mod command;
pub mod database;
mod scan;

pub use command::{Command, run};
pub use scan::{Remains, scan};

use crate::config::Config;
use anyhow::{Context, Result};
use async_trait::async_trait;
use orda_base::{Env, Error, Refusal, Timestamp};
use orda_documents::{BlobId, Blobs, FileSetId, KeyVault, SecretKey};
use orda_documents_store::VaultSql;
use orda_drafts::ports::DraftsStore;
use orda_drafts::{DraftId, Texts};
use orda_drafts_store::DraftsSql;
use orda_retention::{CERTIFICATE, Holdings, Item, ItemPart, Proposal, Retention};
use orda_signatures_store::Held;
use orda_store::{Database, Tx, fault};
use orda_web::Messages;
use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

/// Tables that are written anew on a server, which keeps old rows in their files otherwise. The last holds what the server noted
/// about columns of the others, values that stand in them included: it comes after they were.
const TABLES: [&str; 33] = [
    "drafts_draft",
    "drafts_version",
    "drafts_approval",
    "drafts_text",
    "drafts_structure",
    "drafts_remark",
    "drafts_protocol",
    "drafts_consideration",
    "drafts_exchange",
    "drafts_letter",
    "drafts_entry",
    "drafts_matter",
    "drafts_visit",
    "drafts_posting",
    "drafts_reader",
    "drafts_word",
    "drafts_found",
    "drafts_sitting",
    "documents_file",
    "documents_blob",
    "edms_letter",
    "edms_entry",
    "edms_message",
    "edms_result",
    "notifications_email",
    "notifications_notice",
    "signatures_certificate",
    "signatures_evidence",
    "signatures_paper",
    "signatures_request",
    "signatures_service",
    "signatures_signature",
    "pg_catalog.pg_statistic",
];

/// Locked in the data folder while documents are destroyed.
const LOCK: &str = "destruction.lock";

/// Kind of the documents that there are.
const DRAFT: &str = "draft";

/// Opens the key vault of an installation.
pub async fn vault(config: &Config, env: &Env, master: &[u8; 32]) -> Result<VaultSql> {
    let seal = SecretKey::new(crate::master_key::derive(master, "key vault")).by(config.cipher);
    VaultSql::open(&config.vault_url(), env.clone(), seal).await.context("opening the key vault")
}

/// Removes from a restored data folder what was destroyed since the backup. Returns how many documents.
pub async fn replay(data: &Path, env: &Env) -> Result<usize> {
    let config = Config { data: data.to_owned(), ..Config::default() };
    let master = crate::master_key::kept(&config)?;
    let db = Database::open(&format!("sqlite://{}", data.join("orda.db").display())).await?;
    db.migrate(&crate::compose::MIGRATIONS).await.context("bringing the database up to date")?;
    let vault = Arc::new(vault(&config, env, &master).await?);
    let everywhere = Everywhere {
        db: db.clone(),
        vault: Arc::clone(&vault) as Arc<dyn KeyVault>,
        blobs: Arc::new(orda_documents_store::LocalBlobs::open(data.join("blobs"))?),
        drafts: Arc::new(DraftsSql::new(db.clone(), env.clone())),
        messages: Messages::load(&crate::compose::LOCALES)?,
        portal: String::new(),
        env: env.clone(),
        config,
    };
    let purged = everywhere.purge_destroyed().await;
    vault.close().await;
    db.close().await;
    Ok(purged?)
}

/// Where documents are.
pub struct Everywhere {
    /// The database.
    pub db: Database,
    /// The key vault.
    pub vault: Arc<dyn KeyVault>,
    /// Bytes of files.
    pub blobs: Arc<dyn Blobs>,
    /// Drafts.
    pub drafts: Arc<DraftsSql>,
    /// The words of the act.
    pub messages: Messages,
    /// Name of the portal, on the act.
    pub portal: String,
    /// Time.
    pub env: Env,
    /// The settings, by which the continuous copy is found.
    pub config: Config,
}

/// What is removed in one transaction.
#[derive(Clone, Copy)]
enum Gone<'a> {
    /// A draft, with sets of files that are known to be its own.
    Draft(DraftId, &'a [FileSetId]),
    /// Sets of forms that were in progress.
    Forms(&'a [FileSetId]),
}

impl Everywhere {
    /// Removes it from all tables, and its bytes.
    async fn purge(&self, gone: Gone<'_>) -> orda_base::Result<()> {
        // Bytes before rows: an interruption leaves rows that name what is to be removed. A bucket may be slow, and nobody is to
        // wait for the turn to write meanwhile: what is to go is found out in a transaction that is undone.
        let (tx, blobs) = Box::pin(self.forgotten(gone)).await?;
        tx.rollback().await?;
        for blob in &blobs {
            self.blobs.remove(*blob).await?;
        }
        let (tx, all) = Box::pin(self.forgotten(gone)).await?;
        // What was added meanwhile.
        for blob in all.into_iter().filter(|blob| !blobs.contains(blob)) {
            self.blobs.remove(blob).await?;
        }
        let committed = tx.commit().await;
        self.drafts.changed();
        committed
    }

    /// Destroys its keys and removes it from all tables. Returns the transaction, and the blobs to which nothing refers then.
    async fn forgotten(&self, gone: Gone<'_>) -> orda_base::Result<(Tx, Vec<BlobId>)> {
        let mut tx = self.db.begin().await?;
        let (draft, sets) = match gone {
            Gone::Draft(draft, sets) => (draft, sets),
            Gone::Forms(forms) => {
                orda_drafts_store::forget_forms(&mut tx, forms).await?;
                let blobs = orda_documents_store::forget_sets(&mut tx, forms).await?;
                return Ok((tx, blobs));
            }
        };
        let traces = orda_drafts_store::forget(&mut tx, draft).await?;
        let object = draft.to_string();
        let letters = orda_edms_store::forget(&mut tx, &object, &traces.letters).await?;
        for one in letters.iter().chain([&object]) {
            orda_notifications_store::forget(&mut tx, one).await?;
        }
        orda_signatures_store::forget(&mut tx, &object).await?;
        let all: BTreeSet<FileSetId> = sets.iter().chain(&traces.sets).copied().collect();
        let all: Vec<FileSetId> = all.into_iter().collect();
        // Sets of forms, in progress or thrown away, are known only now.
        let all = orda_documents_store::with_copies(&mut tx, &all).await?;
        self.vault.destroy(&all, self.env.now()).await?;
        let blobs = orda_documents_store::forget_sets(&mut tx, &all).await?;
        Ok((tx, blobs))
    }

    /// Removes, from a database that came from a backup, everything whose key was destroyed since. Returns how many documents.
    pub async fn purge_destroyed(&self) -> orda_base::Result<usize> {
        let destroyed: Vec<FileSetId> = self.vault.destroyed().await?.into_iter().map(|(set, _)| set).collect();
        let certificates = self.purge_certificates(&destroyed).await?;
        let mut back = orda_documents_store::existing_sets(&self.db, &destroyed).await?;
        if back.is_empty() {
            return Ok(certificates);
        }
        let mut gone: Vec<(DraftId, Vec<FileSetId>)> = Vec::new();
        for (draft, set) in orda_drafts_store::sets_of_drafts(&self.db).await? {
            if back.remove(&set) {
                match gone.last_mut().filter(|(known, _)| *known == draft) {
                    Some((_, sets)) => sets.push(set),
                    None => gone.push((draft, vec![set])),
                }
            }
        }
        for (draft, sets) in &gone {
            self.purge(Gone::Draft(*draft, sets)).await?;
        }
        // Forms that were in progress then.
        let forms: Vec<FileSetId> = back.into_iter().collect();
        self.purge(Gone::Forms(&forms)).await?;
        self.vault.erase().await?;
        self.db.erase_remains(&TABLES).await?;
        Ok(gone.len() + forms.len() + certificates)
    }

    /// Removes certificates that came back from a backup and were destroyed since. Returns how many.
    async fn purge_certificates(&self, destroyed: &[FileSetId]) -> orda_base::Result<usize> {
        let destroyed: BTreeSet<String> = destroyed.iter().map(ToString::to_string).collect();
        let mut back = orda_signatures_store::held_ids(&self.db).await?;
        back.retain(|id| destroyed.contains(id));
        let mut tx = self.db.begin().await?;
        for id in &back {
            orda_signatures_store::forget_certificate(&mut tx, id, self.env.now()).await?;
        }
        tx.commit().await?;
        if !back.is_empty() {
            self.db.erase_remains(&TABLES).await?;
        }
        Ok(back.len())
    }

    async fn item(&self, draft: DraftId) -> orda_base::Result<Option<Item>> {
        let Some(dossier) = self.drafts.dossier(draft).await? else { return Ok(None) };
        let draft = dossier.draft;
        let mut parts = Vec::new();
        let mut sets = Vec::new();
        for version in &draft.versions {
            let n = version.number;
            sets.push(version.content.files);
            let texts = self.drafts.texts(draft.id, n).await?;
            for (name, paragraphs) in [("text-kk", &texts.kk), ("text-ru", &texts.ru)] {
                if !paragraphs.is_empty() {
                    let part = orda_signatures::Part::of_bytes(name, &Texts::bytes(paragraphs));
                    parts.push(ItemPart { name: format!("{n}/{name}"), size: part.size, sha256: part.sha256 });
                }
            }
            for file in self.drafts.files(version.content.files).await? {
                let name = format!("{n}/file-{}", file.position);
                parts.push(ItemPart { name, size: file.size, sha256: file.sha256_hex() });
            }
        }
        let newest = draft.current();
        let changed_at = draft.versions.iter().map(|v| v.changed_at).max().unwrap_or(draft.created_at);
        Ok(Some(Item {
            kind: DRAFT.to_owned(),
            id: draft.id.to_string(),
            class: newest.content.kind.code().to_owned(),
            made_at: draft.created_at,
            changed_at,
            withdrawn: draft.withdrawn.is_some(),
            sets,
            parts,
            number: draft.number,
        }))
    }
}

/// A certificate as something to destroy.
fn certificate(held: Held) -> orda_base::Result<Item> {
    let part = |name: &str, bytes: &[u8]| {
        let part = orda_signatures::Part::of_bytes(name, bytes);
        ItemPart { name: part.name, size: part.size, sha256: part.sha256 }
    };
    let key = held.sealed_key.as_deref().map(|key| part("sealed-key", key));
    Ok(Item {
        kind: CERTIFICATE.to_owned(),
        class: CERTIFICATE.to_owned(),
        withdrawn: false,
        sets: vec![held.id.parse().map_err(|_| Error::internal("the id of a certificate is spoiled"))?],
        number: held.serial,
        made_at: held.issued_at,
        changed_at: held.ended_at,
        parts: std::iter::once(part("certificate", &held.certificate)).chain(key).collect(),
        id: held.id,
    })
}

/// Held: one destroys at a time, in this process and beside it.
fn alone(data: &Path) -> orda_base::Result<File> {
    let failed = |error: std::io::Error| Error::Unavailable(format!("{LOCK}: {error}"));
    let lock = File::options().create(true).truncate(false).write(true).open(data.join(LOCK)).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::Away(Box::new(Refusal::new(Retention::UNDER_WAY)))),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

fn draft_of(item: &Item) -> orda_base::Result<DraftId> {
    item.id.parse().map_err(|_| Error::internal("an item of a proposal has no id of a draft"))
}

#[async_trait]
impl Holdings for Everywhere {
    async fn find(&self, number: &str) -> orda_base::Result<Option<Item>> {
        let id: Option<String> = sqlx::query_scalar("select id from drafts_draft where number = $1")
            .bind(number.to_owned())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        match id.and_then(|id| id.parse().ok()) {
            Some(draft) => self.item(draft).await,
            None => orda_signatures_store::held_by_serial(&self.db, &number.to_lowercase())
                .await?
                .map(certificate)
                .transpose(),
        }
    }

    async fn destroy(&self, items: &[Item], at: Timestamp) -> orda_base::Result<()> {
        let _alone = alone(&self.config.data)?;
        // Nothing is begun that this account of the database could not end.
        self.db.check_may_erase(&TABLES).await?;
        // What goes is to be in no continuous copy either.
        let renewal = crate::backup::Renewal::begin(&self.config)?;
        // The keys first: from here on no copy anywhere can be read, whatever happens next.
        let sets: Vec<FileSetId> = items.iter().flat_map(|item| item.sets.iter().copied()).collect();
        self.vault.destroy(&sets, at).await?;
        self.vault.erase().await?;
        for item in items {
            if item.kind == CERTIFICATE {
                let mut tx = self.db.begin().await?;
                orda_signatures_store::forget_certificate(&mut tx, &item.id, at).await?;
                tx.commit().await?;
            } else {
                self.purge(Gone::Draft(draft_of(item)?, &item.sets)).await?;
            }
        }
        self.vault.erase().await?;
        self.db.erase_remains(&TABLES).await?;
        match renewal {
            Some(renewal) => renewal.end().await,
            None => Ok(()),
        }
    }

    async fn remains(&self, items: &[Item]) -> orda_base::Result<Vec<String>> {
        let found = scan::remains_of(&self.db, self.vault.as_ref(), items).await?;
        Ok(found.iter().map(ToString::to_string).collect())
    }

    async fn act(&self, proposal: &Proposal) -> orda_base::Result<Vec<u8>> {
        let (messages, portal, proposal) = (self.messages.clone(), self.portal.clone(), proposal.clone());
        let set = tokio::task::spawn_blocking(move || orda_retention_web::act(&messages, &portal, &proposal));
        set.await.map_err(Error::internal)?
    }
}
