//! The queue of messages to document systems.

use orda_base::{BodyId, Page, PageRequest, Result, Timestamp};
use orda_edms::ports::{Delivering, OutMessage};
use orda_edms::{Format, LetterId, MessageId, MessageKind};
use orda_store::row::{code, column, number, parsed, parsed_or_none, time, time_or_none};
use orda_store::{Database, Kind, Tx, fault};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

fn read(row: &AnyRow) -> Result<OutMessage> {
    Ok(OutMessage {
        id: parsed(row, "id")?,
        receiver: parsed(row, "receiver")?,
        kind: code(row, "kind", MessageKind::from_code)?,
        letter: parsed_or_none(row, "letter_id")?,
        format: code(row, "format", Format::from_code)?,
        bytes: column(row, "bytes")?,
        state: code(row, "state", Delivering::from_code)?,
        attempts: number(row, "attempts")?,
        since: time(row, "since")?,
        next_at: time(row, "next_at")?,
        last_error: column(row, "last_error")?,
        created_at: time(row, "created_at")?,
        sent_at: time_or_none(row, "sent_at")?,
    })
}

/// The next number of a sequence; whoever asks second waits for the first.
pub(crate) async fn next(tx: &mut Tx, sequence: &str) -> Result<i64> {
    let row = sqlx::query(
        "insert into edms_counter (name, last) values ($1, 1) \
         on conflict (name) do update set last = edms_counter.last + 1 returning last",
    )
    .bind(sequence)
    .fetch_one(tx.conn())
    .await
    .map_err(fault)?;
    column(&row, "last")
}

fn places_of(receiver: BodyId) -> String {
    format!("to:{receiver}")
}

/// A new message, at the end of the queue of its receiver.
pub(crate) async fn insert(tx: &mut Tx, message: &OutMessage) -> Result<()> {
    let place = next(tx, &places_of(message.receiver)).await?;
    sqlx::query(
        "insert into edms_message (id, receiver, place, kind, letter_id, format, bytes, state, attempts, since, next_at, \
         claimed_until, last_error, created_at, sent_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14)",
    )
    .bind(message.id.to_string())
    .bind(message.receiver.to_string())
    .bind(place)
    .bind(message.kind.code())
    .bind(message.letter.map(|id| id.to_string()))
    .bind(message.format.code())
    .bind(message.bytes.clone())
    .bind(message.state.code())
    .bind(i64::from(message.attempts))
    .bind(message.since.micros())
    .bind(message.next_at.micros())
    .bind(message.last_error.clone())
    .bind(message.created_at.micros())
    .bind(message.sent_at.map(Timestamp::micros))
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Takes hold of a message and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: MessageId) -> Result<Option<OutMessage>> {
    let row = sqlx::query("update edms_message set attempts = attempts where id = $1 returning *")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.as_ref().map(read).transpose()
}

/// What became of a message; it is nobody's from now on.
pub(crate) async fn save(tx: &mut Tx, message: &OutMessage) -> Result<()> {
    sqlx::query(
        "update edms_message set state = $2, attempts = $3, since = $4, next_at = $5, last_error = $6, sent_at = $7, \
         claimed_until = 0 where id = $1",
    )
    .bind(message.id.to_string())
    .bind(message.state.code())
    .bind(i64::from(message.attempts))
    .bind(message.since.micros())
    .bind(message.next_at.micros())
    .bind(message.last_error.clone())
    .bind(message.sent_at.map(Timestamp::micros))
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Puts a message at the end of the queue of its receiver.
pub(crate) async fn to_end(tx: &mut Tx, id: MessageId, receiver: BodyId) -> Result<()> {
    let place = next(tx, &places_of(receiver)).await?;
    sqlx::query("update edms_message set place = $2 where id = $1")
        .bind(id.to_string())
        .bind(place)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// The newest message that carries a letter.
pub(crate) async fn carrying(conn: &mut AnyConnection, letter: LetterId) -> Result<Option<OutMessage>> {
    let row = sqlx::query(
        "select * from edms_message where letter_id = $1 and kind = 'letter' order by created_at desc, id desc limit 1",
    )
    .bind(letter.to_string())
    .fetch_optional(conn)
    .await
    .map_err(fault)?;
    row.as_ref().map(read).transpose()
}

/// Receivers whose first waiting message is due and nobody's.
pub(crate) async fn due(conn: &mut AnyConnection, now: Timestamp) -> Result<Vec<BodyId>> {
    let rows = sqlx::query(
        "select m.receiver from edms_message m join \
         (select receiver, min(place) as place from edms_message where state = 'waiting' group by receiver) f \
         on f.receiver = m.receiver and f.place = m.place where m.next_at <= $1 and m.claimed_until <= $1",
    )
    .bind(now.micros())
    .fetch_all(conn)
    .await
    .map_err(fault)?;
    rows.iter().map(|row| parsed(row, "receiver")).collect()
}

/// Takes the first waiting message to a receiver, if it is due and nobody's.
pub(crate) async fn claim(
    tx: &mut Tx,
    receiver: BodyId,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<OutMessage>> {
    let row = sqlx::query(
        "update edms_message set claimed_until = $3 where state = 'waiting' and next_at <= $2 and claimed_until <= $2 \
         and id = (select id from edms_message where receiver = $1 and state = 'waiting' order by place limit 1) \
         returning *",
    )
    .bind(receiver.to_string())
    .bind(now.micros())
    .bind(until.micros())
    .fetch_optional(tx.conn())
    .await
    .map_err(fault)?;
    row.as_ref().map(read).transpose()
}

/// Lets go of everything taken. Only on the embedded database: there no other program can have taken it.
pub(crate) async fn release(db: &Database) -> Result<()> {
    if db.kind() != Kind::Sqlite {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    sqlx::query("update edms_message set claimed_until = 0 where state = 'waiting' and claimed_until > 0")
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    tx.commit().await
}

/// Messages in one state, or those that did not arrive yet; newest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    state: Option<Delivering>,
    page: PageRequest,
) -> Result<Page<OutMessage>> {
    let wanted = match state {
        Some(state) => format!("state = '{}'", state.code()),
        None => "(state = 'failed' or (state = 'waiting' and attempts > 0))".to_owned(),
    };
    let sql = format!("select count(*) from edms_message where {wanted}");
    let total: i64 = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut *conn).await.map_err(fault)?.get(0);
    let sql = format!("select * from edms_message where {wanted} order by created_at desc, id desc limit $1 offset $2");
    let rows =
        sqlx::query(AssertSqlSafe(sql)).bind(page.limit()).bind(page.offset()).fetch_all(conn).await.map_err(fault)?;
    let items = rows.iter().map(read).collect::<Result<_>>()?;
    Ok(Page::new(items, total.unsigned_abs(), page))
}
