//! Letters: reading, writing, the registers.

use orda_base::{Page, Result};
use orda_edms::{Entry, Letter, LetterId, LetterQuery, Register, Scope};
use orda_store::row::{json, to_json};
use orda_store::{Conditions, Tx, fault};
use sqlx::AnyConnection;

/// Reads a letter.
pub(crate) async fn load(conn: &mut AnyConnection, id: LetterId) -> Result<Option<Letter>> {
    let row = sqlx::query("select data from edms_letter where id = $1 and withdrawn_at is null")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Takes hold of a letter and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: LetterId) -> Result<Option<Letter>> {
    let row = sqlx::query(
        "update edms_letter set revision = revision + 1 where id = $1 and withdrawn_at is null returning data",
    )
    .bind(id.to_string())
    .fetch_optional(tx.conn())
    .await
    .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// A new letter.
pub(crate) async fn insert(tx: &mut Tx, letter: &Letter) -> Result<()> {
    sqlx::query(
        "insert into edms_letter (id, kind, sender, receiver, state, arrived, out_date, in_reply_to, taken_at, words, \
         revision, data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)",
    )
    .bind(letter.id.to_string())
    .bind(letter.kind.code())
    .bind(letter.sender.to_string())
    .bind(letter.receiver.to_string())
    .bind(letter.state.code())
    .bind(i64::from(letter.state.has_arrived()))
    .bind(letter.outgoing.date.to_string())
    .bind(letter.in_reply_to.map(|id| id.to_string()))
    .bind(letter.taken_at.micros())
    .bind(words(letter))
    .bind(to_json(letter)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// What became of a letter.
pub(crate) async fn save(tx: &mut Tx, letter: &Letter) -> Result<()> {
    sqlx::query("update edms_letter set state = $2, arrived = $3, words = $4, data = $5 where id = $1")
        .bind(letter.id.to_string())
        .bind(letter.state.code())
        .bind(i64::from(letter.state.has_arrived()))
        .bind(words(letter))
        .bind(to_json(letter)?)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// The words by which a letter is found, in lower case: databases do not agree about letters beyond ASCII.
fn words(letter: &Letter) -> String {
    let incoming = letter.incoming.as_ref().map_or("", |i| i.number.as_str());
    let title = &letter.title;
    [&letter.outgoing.number, incoming, &title.kk, &title.ru, &title.en, &letter.signer].join(" ").to_lowercase()
}

/// The way of a letter, oldest first.
pub(crate) async fn entries(conn: &mut AnyConnection, id: LetterId) -> Result<Vec<Entry>> {
    let rows = sqlx::query("select data from edms_entry where letter_id = $1 order by seq")
        .bind(id.to_string())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Adds to the way of a letter. The letter is held: nobody else counts on.
pub(crate) async fn add_entries(tx: &mut Tx, id: LetterId, entries: &[Entry]) -> Result<()> {
    for entry in entries {
        sqlx::query(
            "insert into edms_entry (letter_id, seq, data) \
             values ($1, (select coalesce(max(seq), 0) + 1 from edms_entry where letter_id = $1), $2)",
        )
        .bind(id.to_string())
        .bind(to_json(entry)?)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    }
    Ok(())
}

/// Letters that answer this one, oldest first.
pub(crate) async fn answers(conn: &mut AnyConnection, id: LetterId) -> Result<Vec<Letter>> {
    let rows = sqlx::query(
        "select data from edms_letter where in_reply_to = $1 and withdrawn_at is null order by taken_at, id limit 100",
    )
    .bind(id.to_string())
    .fetch_all(conn)
    .await
    .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Who sees what of which register, and what is looked for; none when the reader sees nothing.
fn conditions(scope: &Scope, query: &LetterQuery) -> Option<Conditions> {
    let mut all = Conditions::default();
    let (own, other) = match query.register {
        Register::Incoming => ("receiver", "sender"),
        Register::Outgoing => ("sender", "receiver"),
    };
    let mut seen = Vec::new();
    if !scope.whole.is_empty() {
        let bodies = all.list(&scope.whole);
        seen.push(format!("{own} in ({bodies})"));
    }
    if !scope.own.is_empty() {
        let bodies = all.list(&scope.own);
        seen.push(format!("({own} in ({bodies}) and kind in ('refusal', 'not_accepted'))"));
    }
    if seen.is_empty() {
        return None;
    }
    all.and(&format!("({})", seen.join(" or ")));
    all.and("withdrawn_at is null");
    if query.register == Register::Incoming {
        all.and("arrived = 1");
    }
    if let Some(body) = query.other {
        let place = all.place(&body);
        all.and(&format!("{other} = {place}"));
    }
    if !query.kinds.is_empty() {
        let codes: Vec<_> = query.kinds.iter().map(|k| k.code()).collect();
        let places = all.list(&codes);
        all.and(&format!("kind in ({places})"));
    }
    if !query.states.is_empty() {
        let codes: Vec<_> = query.states.iter().map(|s| s.code()).collect();
        let places = all.list(&codes);
        all.and(&format!("state in ({places})"));
    }
    if let Some(from) = query.from {
        let place = all.place(&from);
        all.and(&format!("out_date >= {place}"));
    }
    if let Some(to) = query.to {
        let place = all.place(&to);
        all.and(&format!("out_date <= {place}"));
    }
    all.words("words", &query.words);
    Some(all)
}

const TABLE: &str = "edms_letter";
const NEWEST_FIRST: &str = "taken_at desc, id desc";

/// A page of a register, newest first.
pub(crate) async fn page(conn: &mut AnyConnection, scope: &Scope, query: &LetterQuery) -> Result<Page<Letter>> {
    let Some(conditions) = conditions(scope, query) else { return Ok(Page::new(Vec::new(), 0, query.page)) };
    conditions.page(conn, TABLE, NEWEST_FIRST, query.page).await
}

/// The first rows of a register.
pub(crate) async fn rows(
    conn: &mut AnyConnection,
    scope: &Scope,
    query: &LetterQuery,
    limit: u32,
) -> Result<Vec<Letter>> {
    match conditions(scope, query) {
        Some(conditions) => conditions.find(conn, TABLE, NEWEST_FIRST, (i64::from(limit), 0)).await,
        None => Ok(Vec::new()),
    }
}
