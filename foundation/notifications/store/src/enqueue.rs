//! Writing notices in the transaction of their event.

use crate::row::args_to_json;
use orda_base::{Env, Result};
use orda_notifications::{MailId, Notice, NoticeId};
use orda_store::{Tx, fault};
use std::sync::atomic::{AtomicU64, Ordering};

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
    let now = env.now().micros();
    for notice in notices {
        let id = NoticeId::generate(env).to_string();
        sqlx::query(
            "insert into notifications_notice (id, recipient, kind, args, link, needs_action, created_at, read_at) \
             values ($1, $2, $3, $4, $5, $6, $7, null)",
        )
        .bind(id.clone())
        .bind(notice.recipient.to_string())
        .bind(notice.kind)
        .bind(args_to_json(&notice.args)?)
        .bind(notice.link.clone())
        .bind(i64::from(notice.needs_action))
        .bind(now)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        sqlx::query(
            "insert into notifications_email (id, notice, address, state, attempts, since, next_at, claimed_until, \
             last_error, created_at, sent_at) values ($1, $2, '', 'waiting', 0, $3, $3, 0, '', $3, null)",
        )
        .bind(MailId::generate(env).to_string())
        .bind(id)
        .bind(now)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    }
    written();
    Ok(())
}
