//! Writing notices in the transaction of their event.

use crate::row::args_to_json;
use orda_base::{Env, Language, Result};
use orda_notifications::{MailId, Notice, NoticeId};
use orda_store::{Tx, fault};
use sqlx::AssertSqlSafe;
use std::sync::atomic::{AtomicU64, Ordering};

/// Notices a statement.
const CHUNK: usize = 50;

/// Grows with everything that this process writes about notices; tells counts kept in memory that they are old.
static GENERATION: AtomicU64 = AtomicU64::new(0);

pub(crate) fn generation() -> u64 {
    GENERATION.load(Ordering::Acquire)
}

pub(crate) fn written() {
    GENERATION.fetch_add(1, Ordering::AcqRel);
}

/// Writes `notices` and an e-mail for each, inside the caller's transaction: the event and the word of it are durable
/// together or not at all. The address is looked up when the mail is sent.
pub async fn enqueue(tx: &mut Tx, env: &Env, notices: &[Notice]) -> Result<()> {
    if notices.is_empty() {
        return Ok(());
    }
    for chunk in notices.chunks(CHUNK) {
        write(tx, env, chunk).await?;
    }
    written();
    Ok(())
}

/// Hands over one notice whose e-mail goes to `address` whatever address the person has when it is sent, in the transaction of the
/// caller.
pub async fn enqueue_to(tx: &mut Tx, env: &Env, notice: &Notice, address: &str) -> Result<()> {
    let ids = write(tx, env, std::slice::from_ref(notice)).await?;
    for id in ids {
        sqlx::query("update notifications_email set fixed_address = $2 where notice = $1")
            .bind(id)
            .bind(address.to_owned())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    written();
    Ok(())
}

/// Writes up to [`CHUNK`] notices in two statements; their ids.
async fn write(tx: &mut Tx, env: &Env, notices: &[Notice]) -> Result<Vec<String>> {
    let now = env.now().micros();
    let ids: Vec<String> = notices.iter().map(|_| NoticeId::generate(env).to_string()).collect();
    let sql =
        insert("notifications_notice (id, recipient, kind, args, link, needs_action, created_at)", 7, notices.len());
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for (id, notice) in ids.iter().zip(notices) {
        query = query
            .bind(id.clone())
            .bind(notice.recipient.to_string())
            .bind(notice.kind)
            .bind(args_to_json(&notice.args)?)
            .bind(notice.link.clone())
            .bind(i64::from(notice.needs_action))
            .bind(now);
    }
    query.execute(tx.conn()).await.map_err(fault)?;
    // What a mail begins with stands in the table's defaults.
    let sql = insert("notifications_email (id, notice, since, next_at, created_at)", 5, notices.len());
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in &ids {
        query = query.bind(MailId::generate(env).to_string()).bind(id.clone()).bind(now).bind(now).bind(now);
    }
    query.execute(tx.conn()).await.map_err(fault)?;
    Ok(ids)
}

/// Writes an e-mail that is no notice in the portal, in a language of its own where one is given.
pub(crate) async fn letter(tx: &mut Tx, env: &Env, notice: &Notice, language: Option<Language>) -> Result<()> {
    let now = env.now().micros();
    let id = NoticeId::generate(env).to_string();
    sqlx::query(
        "insert into notifications_notice (id, recipient, kind, args, link, needs_action, created_at, read_at, mail_only, \
         language) values ($1, $2, $3, $4, $5, $6, $7, $7, 1, $8)",
    )
    .bind(id.clone())
    .bind(notice.recipient.to_string())
    .bind(notice.kind)
    .bind(args_to_json(&notice.args)?)
    .bind(notice.link.clone())
    .bind(i64::from(notice.needs_action))
    .bind(now)
    .bind(language.map(|l| l.code().to_owned()))
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    let sql = insert("notifications_email (id, notice, since, next_at, created_at)", 5, 1);
    sqlx::query(AssertSqlSafe(sql))
        .bind(MailId::generate(env).to_string())
        .bind(id)
        .bind(now)
        .bind(now)
        .bind(now)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(())
}

/// `insert into <table> values ($1, …), …` for so many columns and rows.
fn insert(table: &str, columns: usize, rows: usize) -> String {
    let places = |row: usize| (1..=columns).map(|c| format!("${}", row * columns + c)).collect::<Vec<_>>().join(", ");
    let values: Vec<String> = (0..rows).map(|row| format!("({})", places(row))).collect();
    format!("insert into {table} values {}", values.join(", "))
}
