//! `orda verify`: is everything there, whole, and does everything refer to something? Ends with 0 when it is so, with 3 when
//! something is not, with 1 when it could not be verified.

use crate::compose::Portal;
use crate::destruction::scan;
use crate::installed;
use anyhow::Result;
use orda_audit_store::verify as verify_accounting;
use orda_base::{Access, Actor, Operation, Outcome};
use orda_documents::{BlobId, FileId, Verification};
use orda_documents_store::place;
use orda_signatures::SignatureId;
use orda_store::fault;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;

/// What to look at.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Only this: that what was destroyed is gone.
    #[arg(value_enum)]
    pub what: Option<What>,
    /// How many signatures are checked again, taken evenly from all; 0: every one.
    #[arg(long, default_value_t = 200)]
    pub signatures: u32,
    /// Leaves the bytes of posted files unread.
    #[arg(long)]
    pub without_files: bool,
    /// The outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// A part of the verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// That nothing is left of destroyed documents (385-6-8).
    Destruction,
    /// That the program and the files that say what it does are as they were installed (217-a41.2.2).
    Program,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrong {
    /// What kind of thing: `file-damaged`, `reference`, `signature` …
    pub code: &'static str,
    /// Which one.
    pub what: String,
}

impl Wrong {
    fn new(code: &'static str, what: impl Into<String>) -> Self {
        Self { code, what: what.into() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.what)
    }
}

/// What was looked at, and what is wrong.
#[derive(Debug, Default)]
pub struct Report {
    /// Posted files, by their bytes.
    pub files: usize,
    /// Signatures checked again, of how many.
    pub signatures: (usize, usize),
    /// Records of the accounting.
    pub records: u64,
    /// Destroyed documents that were looked for.
    pub destroyed: usize,
    /// Files of other documents with the content of a destroyed one.
    pub twins: Vec<String>,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

/// References that the schema itself does not keep, or keeps on one of the databases only: the name, and rows that refer to
/// nothing.
const REFERENCES: [(&str, &str); 16] = [
    (
        "documents_file without a set",
        "select id from documents_file f where not exists (select 1 from documents_set s where s.id = f.set_id)",
    ),
    (
        "documents_file without bytes",
        "select id from documents_file f where not exists (select 1 from documents_blob b where b.id = f.blob_id)",
    ),
    (
        "documents_blob without a file",
        "select id from documents_blob b where not exists (select 1 from documents_file f where f.blob_id = b.id)",
    ),
    (
        "drafts_draft without a version",
        "select id from drafts_draft d where not exists (select 1 from drafts_version v where v.draft_id = d.id)",
    ),
    (
        "drafts_version without a draft",
        "select v.draft_id from drafts_version v where not exists (select 1 from drafts_draft d where d.id = v.draft_id)",
    ),
    (
        "drafts_version without texts",
        "select v.draft_id from drafts_version v \
         where not exists (select 1 from drafts_text t where t.draft_id = v.draft_id and t.version = v.number)",
    ),
    (
        "drafts_approval without a version",
        "select a.draft_id from drafts_approval a \
         where not exists (select 1 from drafts_version v where v.draft_id = a.draft_id and v.number = a.version)",
    ),
    (
        "drafts_letter without a draft",
        "select l.id from drafts_letter l where not exists (select 1 from drafts_draft d where d.id = l.draft_id)",
    ),
    (
        "drafts_reader without a draft",
        "select cast(r.serial as text) from drafts_reader r \
         where not exists (select 1 from drafts_draft d where d.serial = r.serial)",
    ),
    (
        "drafts_matter without a draft",
        "select m.draft_id from drafts_matter m where not exists (select 1 from drafts_draft d where d.id = m.draft_id)",
    ),
    (
        "drafts_exchange without a letter",
        "select e.letter_id from drafts_exchange e where not exists (select 1 from drafts_letter l where l.id = e.letter_id)",
    ),
    (
        "signatures_signature without a draft",
        "select s.id from signatures_signature s where s.object_kind = 'draft' \
         and not exists (select 1 from drafts_draft d where d.id = s.object_id)",
    ),
    (
        "signatures_evidence without a signature",
        "select e.signature_id from signatures_evidence e \
         where not exists (select 1 from signatures_signature s where s.id = e.signature_id)",
    ),
    (
        "signatures_certificate without a centre",
        "select c.id from signatures_certificate c \
         where not exists (select 1 from signatures_authority a where a.id = c.authority_id)",
    ),
    (
        "notifications_email without a notice",
        "select e.id from notifications_email e where not exists (select 1 from notifications_notice n where n.id = e.notice)",
    ),
    (
        "edms_entry without a letter",
        "select e.letter_id from edms_entry e where not exists (select 1 from edms_letter l where l.id = e.letter_id)",
    ),
];

/// Looks at everything, and accounts for it.
pub async fn verify(portal: &Portal, args: &Args) -> Result<Report> {
    let mut report = Report::default();
    let db = &portal.db;
    report.wrong.extend(db.self_check().await?.into_iter().map(|line| Wrong::new("database", line)));
    for (name, sql) in REFERENCES {
        let broken: Vec<String> = sqlx::query_scalar(sql).fetch_all(db.reader()).await.map_err(fault)?;
        report.wrong.extend(broken.iter().map(|id| Wrong::new("reference", format!("{name}: {id}"))));
    }
    named_in_json(portal, &mut report).await?;
    files(portal, args, &mut report).await?;
    signatures(portal, args, &mut report).await?;

    let archives = &portal.keeping.archives;
    let key = portal.keeping.sealer.verifier().await?;
    let accounting = verify_accounting(db, archives, &key, "").await?;
    report.records = accounting.sealed;
    let altered = accounting.findings.iter().map(|f| Wrong::new("accounting", format!("{} {}", f.code(), f.what())));
    report.wrong.extend(altered);

    look_for_destroyed(portal, &mut report).await?;
    if let Some(changed) = installed::compare(&portal.config)? {
        report.wrong.extend(changed.iter().map(|changed| Wrong::new("program", changed.to_string())));
    }
    account(portal, &report, Access::done("installation", "verify", Operation::Read)).await?;
    Ok(report)
}

/// Looks for what there still is of destroyed documents, and accounts for it. The same content in another document is told on
/// its own line and is nothing wrong: somebody posted it there as well.
pub async fn destruction(portal: &Portal) -> Result<Report> {
    let mut report = Report::default();
    look_for_destroyed(portal, &mut report).await?;
    let access = Access::done("installation", "verify destruction", Operation::Read);
    account(portal, &report, access).await?;
    Ok(report)
}

/// Names files of the program that were changed since it was installed, and accounts for it.
///
/// # Errors
/// When nothing was kept of the program yet.
pub async fn program(portal: &Portal) -> Result<Report> {
    let mut report = Report::default();
    let changed = installed::changes(portal)?;
    report.wrong.extend(changed.iter().map(|changed| Wrong::new("program", changed.to_string())));
    account(portal, &report, Access::done("installation", "verify program", Operation::Read)).await?;
    Ok(report)
}

async fn look_for_destroyed(portal: &Portal, report: &mut Report) -> Result<()> {
    let proposals = portal.retention.proposals(&Actor::portal(), u32::MAX).await?;
    let (count, remains, twins) = scan(&portal.db, portal.vault.as_ref(), &proposals).await?;
    report.destroyed = count;
    report.twins = twins;
    report.wrong.extend(remains.iter().map(|r| Wrong::new("not-destroyed", r.to_string())));
    Ok(())
}

async fn account(portal: &Portal, report: &Report, mut access: Access) -> Result<()> {
    if !report.wrong.is_empty() {
        access.outcome = Outcome::Failed;
        access.detail = format!("{} findings", report.wrong.len());
    }
    let mut tx = portal.db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), portal.env.now(), &access).await?;
    Ok(tx.commit().await?)
}

/// References that stand within JSON: the files of versions, the signatures of decisions.
async fn named_in_json(portal: &Portal, report: &mut Report) -> Result<()> {
    let db = portal.db.reader();
    let ids = async |sql: &'static str| -> Result<BTreeSet<String>> {
        let all: Vec<String> = sqlx::query_scalar(sql).fetch_all(db).await.map_err(fault)?;
        Ok(all.into_iter().collect())
    };
    let sets = ids("select id from documents_set").await?;
    let signatures = ids("select id from signatures_signature").await?;
    for (name, sql, pointer, known) in [
        ("drafts_version.files", "select draft_id, content from drafts_version", "/files", &sets),
        (
            "drafts_version.signed",
            "select draft_id, signed from drafts_version where signed is not null",
            "/signature",
            &signatures,
        ),
        ("drafts_approval.decision", "select draft_id, data from drafts_approval", "/decision/signature", &signatures),
    ] {
        for row in sqlx::query(sql).fetch_all(db).await.map_err(fault)? {
            let (draft, text): (String, String) = (row.get(0), row.get(1));
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(value) => {
                    let named = value.pointer(pointer).and_then(|v| v.as_str());
                    if let Some(id) = named.filter(|id| !known.contains(*id)) {
                        report.wrong.push(Wrong::new("reference", format!("{name} of {draft}: {id}")));
                    }
                }
                Err(_) => report.wrong.push(Wrong::new("row", format!("{name} of {draft} is not as written"))),
            }
        }
    }
    Ok(())
}

/// Every digest of all posted files; bytes on the disk and in the bucket that belong to nobody.
async fn files(portal: &Portal, args: &Args, report: &mut Report) -> Result<()> {
    let rows = sqlx::query("select blob_id, min(id) from documents_file group by blob_id")
        .fetch_all(portal.db.reader())
        .await
        .map_err(fault)?;
    let one_of: BTreeMap<String, String> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    report.files = one_of.len();
    let root = portal.config.data.join("blobs");
    let in_bucket: BTreeSet<BlobId> = match crate::s3::bucket(&portal.config)? {
        Some(bucket) => bucket.blobs().await?.into_iter().collect(),
        None => BTreeSet::new(),
    };
    for (blob, file) in &one_of {
        let there = blob.parse::<BlobId>().is_ok_and(|id| in_bucket.contains(&id) || place(&root, id).is_file());
        if !there {
            report.wrong.push(Wrong::new("file-missing", format!("file {file}, blob {blob}")));
        } else if !args.without_files
            && let Ok(id) = file.parse::<FileId>()
            && portal.documents.verify(id).await? != Verification::Intact
        {
            report.wrong.push(Wrong::new("file-damaged", format!("file {file}, blob {blob}")));
        }
    }
    let mut strays: Vec<String> = in_bucket.iter().map(ToString::to_string).collect();
    strays.retain(|name| !one_of.contains_key(name));
    for group in fs::read_dir(&root)?.flatten().filter(|g| g.path().is_dir() && g.file_name() != "incoming") {
        let names = fs::read_dir(group.path())?.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
        strays.extend(names.filter(|name| !one_of.contains_key(name)));
    }
    for stray in strays {
        // It may have come in since the rows were read, or be on its way in: then a mark or a row tells.
        let entered = sqlx::query("select 1 from documents_blob where id = $1")
            .bind(&stray)
            .fetch_optional(portal.db.reader())
            .await
            .map_err(fault)?;
        if entered.is_none() && !is_coming_in(&root, &stray) {
            report.wrong.push(Wrong::new("file-stray", format!("blob {stray}")));
        }
    }
    Ok(())
}

fn is_coming_in(root: &std::path::Path, blob: &str) -> bool {
    let Ok(processes) = fs::read_dir(root.join("incoming")) else { return false };
    processes.flatten().any(|p| p.path().join(blob).exists())
}

/// Signatures, checked again as of the time they were taken in.
async fn signatures(portal: &Portal, args: &Args, report: &mut Report) -> Result<()> {
    let all: Vec<String> = sqlx::query_scalar("select id from signatures_signature order by received_at, id")
        .fetch_all(portal.db.reader())
        .await
        .map_err(fault)?;
    let wanted = if args.signatures == 0 { all.len() } else { all.len().min(args.signatures as usize) };
    report.signatures = (wanted, all.len());
    for at in 0..wanted {
        // Evenly over all: the first, the last, and between.
        let id = &all[at * all.len() / wanted];
        let bad = |why: String| Wrong::new("signature", format!("{id}: {why}"));
        let Ok(parsed) = id.parse::<SignatureId>() else {
            report.wrong.push(bad("id".into()));
            continue;
        };
        let checked = async { portal.signatures.check(&portal.signatures.get(parsed).await?).await }.await;
        match checked {
            Ok(found) if found.is_good() => {}
            Ok(found) => report.wrong.push(bad(format!("{:?}", found.failure()))),
            Err(error) => report.wrong.push(bad(error.to_string())),
        }
    }
    Ok(())
}

/// Prints the outcome.
pub fn tell(report: &Report, json: bool) {
    if json {
        let wrong: Vec<_> =
            report.wrong.iter().map(|w| serde_json::json!({ "code": w.code, "what": w.what })).collect();
        let told = serde_json::json!({
            "intact": report.wrong.is_empty(),
            "files": report.files,
            "signatures_checked": report.signatures.0,
            "signatures": report.signatures.1,
            "records": report.records,
            "destroyed": report.destroyed,
            "same_content": report.twins,
            "findings": wrong,
        });
        println!("{told:#}");
        return;
    }
    for wrong in &report.wrong {
        println!("{wrong}");
    }
    for twin in &report.twins {
        println!("same content: {twin}");
    }
    let (checked, all) = report.signatures;
    println!(
        "{} posted files, {checked} of {all} signatures, {} records, {} destroyed documents",
        report.files, report.records, report.destroyed
    );
    println!("{}", if report.wrong.is_empty() { "intact" } else { "DAMAGED" });
}
