//! Reads of single things, outside a transaction; and the one small write beside the use cases.

use crate::load::version_of;
use orda_base::{PersonId, Result, SessionId, Timestamp};
use orda_identity::{Credential, Method, Session, TokenHash};
use orda_store::row::{code, column, parsed, time, yes};
use orda_store::{Database, fault};
use sqlx::any::AnyRow;

/// A session with the wish for a new password that hangs on its person.
macro_rules! session_where {
    ($rest:literal) => {
        concat!(
            "select s.id, s.person_id, s.token_digest, s.method, s.created_at, s.seen_at, s.expires_at, s.address, \
             s.agent, s.awaits_second, s.proven_at, coalesce(p.must_change, 0) as must_change, \
             (select count(*) from identity_factor f where f.person_id = s.person_id and f.confirmed = 1) as factors \
             from identity_session s \
             left join identity_password p on p.person_id = s.person_id where ",
            $rest
        )
    };
}

pub(crate) async fn version(db: &Database) -> Result<i64> {
    let row = sqlx::query("select version from identity_state where id = 1").fetch_one(db.reader()).await;
    version_of(&row.map_err(fault)?)
}

pub(crate) async fn credential_by_login(db: &Database, login: &str) -> Result<Option<Credential>> {
    let row = sqlx::query(
        "select c.person_id, c.hash, c.must_change, c.set_at from identity_password c \
         join identity_person p on p.id = c.person_id where p.login = $1 and p.active = 1",
    )
    .bind(login)
    .fetch_optional(db.reader())
    .await
    .map_err(fault)?;
    row.as_ref().map(credential).transpose()
}

pub(crate) async fn credential_of(db: &Database, person: PersonId) -> Result<Option<Credential>> {
    let row = sqlx::query("select person_id, hash, must_change, set_at from identity_password where person_id = $1")
        .bind(person.to_string())
        .fetch_optional(db.reader())
        .await
        .map_err(fault)?;
    row.as_ref().map(credential).transpose()
}

pub(crate) async fn session(db: &Database, token: TokenHash) -> Result<Option<Session>> {
    let row = sqlx::query(session_where!("s.token_digest = $1"))
        .bind(token.to_text())
        .fetch_optional(db.reader())
        .await
        .map_err(fault)?;
    row.as_ref().map(read_session).transpose()
}

pub(crate) async fn sessions_of(db: &Database, person: PersonId) -> Result<Vec<Session>> {
    let rows = sqlx::query(session_where!("s.person_id = $1 order by s.seen_at desc, s.id desc"))
        .bind(person.to_string())
        .fetch_all(db.reader())
        .await
        .map_err(fault)?;
    rows.iter().map(read_session).collect()
}

/// The time only grows: a late writer does not turn it back.
pub(crate) async fn touch(db: &Database, session: SessionId, at: Timestamp) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("update identity_session set seen_at = $1 where id = $2 and seen_at < $1")
        .bind(at.micros())
        .bind(session.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    tx.commit().await
}

fn credential(row: &AnyRow) -> Result<Credential> {
    Ok(Credential {
        person: parsed(row, "person_id")?,
        hash: column(row, "hash")?,
        must_change: yes(row, "must_change")?,
        set_at: time(row, "set_at")?,
    })
}

fn read_session(row: &AnyRow) -> Result<Session> {
    Ok(Session {
        id: parsed(row, "id")?,
        person: parsed(row, "person_id")?,
        token: code(row, "token_digest", TokenHash::from_text)?,
        method: code(row, "method", Method::from_code)?,
        created_at: time(row, "created_at")?,
        seen_at: time(row, "seen_at")?,
        expires_at: time(row, "expires_at")?,
        address: column(row, "address")?,
        agent: column(row, "agent")?,
        must_change_password: yes(row, "must_change")?,
        awaits_second: yes(row, "awaits_second")?,
        proven_at: time(row, "proven_at")?,
        has_second: yes(row, "factors")?,
    })
}
