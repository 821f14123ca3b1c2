//! A person's desk: saved filters, the calendar feed, the search in texts.

use crate::find;
use crate::row::{column, parsed, places, time};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, PersonId, Result, Timestamp};
use orda_drafts::DraftId;
use orda_drafts::desk::{DeskStore, FilterId, SavedFilter, TextHits};
use orda_drafts::subject::Subject;
use orda_store::{Database, Tx, fault};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

/// Beginning of a text that is looked at for the place of a word, in characters.
const BEGINNING: i64 = 12_000;

/// Desks on SQL.
pub struct DeskSql {
    db: Database,
    env: Env,
}

impl DeskSql {
    /// Over this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }

    /// Accounts for what was done and makes it durable.
    async fn done(&self, mut tx: Tx, (actor, access): (&Actor, &Access)) -> Result<()> {
        orda_audit_store::record(&mut tx, actor, self.env.now(), access).await?;
        tx.commit().await
    }

    /// The same, when anything was done; says whether.
    async fn done_if(&self, tx: Tx, rows: u64, by: (&Actor, &Access)) -> Result<bool> {
        if rows > 0 {
            self.done(tx, by).await?;
        }
        Ok(rows > 0)
    }
}

fn filter(row: &AnyRow) -> Result<SavedFilter> {
    Ok(SavedFilter {
        id: parsed(row, "id")?,
        person: parsed(row, "person")?,
        name: column(row, "name")?,
        query: column(row, "query")?,
        saved_at: time(row, "saved_at")?,
    })
}

#[async_trait]
impl DeskStore for DeskSql {
    async fn filters(&self, person: PersonId) -> Result<Vec<SavedFilter>> {
        let rows =
            sqlx::query("select id, person, name, query, saved_at from drafts_filter where person = $1 order by name")
                .bind(person.to_string())
                .fetch_all(self.db.reader())
                .await
                .map_err(fault)?;
        rows.iter().map(filter).collect()
    }

    async fn save_filter(&self, filter: &SavedFilter, most: usize, by: (&Actor, &Access)) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let changed = sqlx::query("update drafts_filter set query = $3, saved_at = $4 where person = $1 and name = $2")
            .bind(filter.person.to_string())
            .bind(filter.name.clone())
            .bind(filter.query.clone())
            .bind(filter.saved_at.micros())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        if changed.rows_affected() == 0 {
            let added = sqlx::query(
                "insert into drafts_filter (id, person, name, query, saved_at) select $1, $2, $3, $4, cast($5 as bigint) \
                 where (select count(*) from drafts_filter where person = $2) < $6",
            )
            .bind(filter.id.to_string())
            .bind(filter.person.to_string())
            .bind(filter.name.clone())
            .bind(filter.query.clone())
            .bind(filter.saved_at.micros())
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .execute(tx.conn())
            .await
            .map_err(fault)?;
            if added.rows_affected() == 0 {
                return Ok(false);
            }
        }
        self.done(tx, by).await?;
        Ok(true)
    }

    async fn rename_filter(&self, person: PersonId, id: FilterId, name: &str, by: (&Actor, &Access)) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let changed = sqlx::query("update drafts_filter set name = $3 where person = $1 and id = $2")
            .bind(person.to_string())
            .bind(id.to_string())
            .bind(name.to_owned())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        self.done_if(tx, changed.rows_affected(), by).await
    }

    async fn delete_filter(&self, person: PersonId, id: FilterId, by: (&Actor, &Access)) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let gone = sqlx::query("delete from drafts_filter where person = $1 and id = $2")
            .bind(person.to_string())
            .bind(id.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        self.done_if(tx, gone.rows_affected(), by).await
    }

    async fn feed_of(&self, person: PersonId) -> Result<Option<Timestamp>> {
        let at: Option<i64> = sqlx::query_scalar("select made_at from drafts_feed where person = $1")
            .bind(person.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(at.map(Timestamp::from_micros))
    }

    async fn feed_by(&self, digest: &str) -> Result<Option<PersonId>> {
        let row = sqlx::query("select person from drafts_feed where digest = $1")
            .bind(digest.to_owned())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.as_ref().map(|row| parsed(row, "person")).transpose()
    }

    async fn set_feed(&self, person: PersonId, digest: &str, now: Timestamp, by: (&Actor, &Access)) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "insert into drafts_feed (person, digest, made_at) values ($1, $2, $3) \
             on conflict (person) do update set digest = excluded.digest, made_at = excluded.made_at",
        )
        .bind(person.to_string())
        .bind(digest.to_owned())
        .bind(now.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        self.done(tx, by).await
    }

    async fn end_feed(&self, person: PersonId, by: (&Actor, &Access)) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let gone = sqlx::query("delete from drafts_feed where person = $1")
            .bind(person.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        self.done_if(tx, gone.rows_affected(), by).await
    }

    async fn find_texts(
        &self,
        subjects: &[Subject],
        words: &[String],
        before: Option<i64>,
        limit: usize,
    ) -> Result<TextHits> {
        let mut conn = self.db.reader().acquire().await.map_err(fault)?;
        find::texts(&mut conn, subjects, words, before, limit).await
    }

    async fn beginnings(&self, versions: &[(DraftId, u32)]) -> Result<Vec<(DraftId, Vec<String>, Vec<String>)>> {
        if versions.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "select draft_id, version, substr(kk, 1, $1) as kk, substr(ru, 1, $1) as ru from drafts_text where draft_id in ({})",
            places(2, versions.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(i32::try_from(BEGINNING).unwrap_or(i32::MAX));
        for (draft, _) in versions {
            query = query.bind(draft.to_string());
        }
        let mut all = Vec::new();
        for row in query.fetch_all(self.db.reader()).await.map_err(fault)? {
            let (draft, version) = (parsed::<DraftId>(&row, "draft_id")?, crate::row::number(&row, "version")?);
            if versions.contains(&(draft, version)) {
                all.push((
                    draft,
                    paragraphs(&column::<String>(&row, "kk")?),
                    paragraphs(&column::<String>(&row, "ru")?),
                ));
            }
        }
        Ok(all)
    }
}

/// The paragraphs of a JSON array that may break off in its midst.
fn paragraphs(begun: &str) -> Vec<String> {
    if let Ok(whole) = serde_json::from_str(begun) {
        return whole;
    }
    // What breaks off is closed: within an escape at first one or more characters are too many.
    let mut text = begun.to_owned();
    for _ in 0..8 {
        if let Ok(closed) = serde_json::from_str(&format!("{text}\"]")) {
            return closed;
        }
        text.pop();
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    /// Whole arrays and arrays that break off anywhere give the paragraphs that have begun.
    #[test]
    fn reads_what_has_begun() {
        let whole = r#"["1. Бір «екі»","a \" b \\ c \n d","\u001f үш"]"#;
        let all = paragraphs(whole);
        assert_eq!(all, ["1. Бір «екі»", "a \" b \\ c \n d", "\u{1f} үш"]);
        for (end, _) in whole.char_indices().skip(2) {
            let found = paragraphs(&whole[..end]);
            // All but the last are whole, and the last is the beginning of its paragraph.
            let (last, before) = found.split_last().expect("at least one");
            assert_eq!(before, &all[..before.len()], "{end}");
            assert!(all[before.len()].starts_with(last.as_str()), "{end}: {found:?}");
        }
    }
}
