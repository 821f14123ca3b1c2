//! The letters of the morning.

use crate::enqueue::letter;
use async_trait::async_trait;
use orda_base::{Access, Actor, Date, Env, Language, PersonId, Result, Timestamp};
use orda_notifications::{DIGEST, DigestChoice, DigestLetter, DigestStore, Notice};
use orda_store::row::{column, parsed, yes};
use orda_store::{Database, fault};
use sqlx::Row;
use sqlx::any::AnyRow;

/// Choices of a database.
#[derive(Clone)]
pub struct SqlDigests {
    db: Database,
    env: Env,
}

impl SqlDigests {
    /// Of this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }
}

fn choice(row: &AnyRow) -> Result<DigestChoice> {
    let language: Option<String> = row.try_get("language").map_err(fault)?;
    Ok(DigestChoice {
        on: yes(row, "wanted")?,
        minute: u16::try_from(column::<i64>(row, "minute")?).unwrap_or_default(),
        language: language.and_then(|code| Language::from_code(&code)),
    })
}

#[async_trait]
impl DigestStore for SqlDigests {
    async fn choice(&self, person: PersonId) -> Result<Option<DigestChoice>> {
        let row = sqlx::query("select wanted, minute, language from notifications_digest where person = $1")
            .bind(person.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.as_ref().map(choice).transpose()
    }

    async fn choose(
        &self,
        person: PersonId,
        choice: &DigestChoice,
        done: Option<Date>,
        (actor, now, access): (&Actor, Timestamp, &Access),
    ) -> Result<()> {
        let mut tx = self.db.begin().await?;
        // A day that was dealt with stays so, whatever is chosen after it.
        sqlx::query(
            "insert into notifications_digest (person, wanted, minute, language, last_day) values ($1, $2, $3, $4, $5) \
             on conflict (person) do update set wanted = excluded.wanted, minute = excluded.minute, \
             language = excluded.language, last_day = case when excluded.last_day > notifications_digest.last_day \
             then excluded.last_day else notifications_digest.last_day end",
        )
        .bind(person.to_string())
        .bind(i64::from(choice.on))
        .bind(i64::from(choice.minute))
        .bind(choice.language.map(|l| l.code().to_owned()))
        .bind(done.map(|d| d.to_string()).unwrap_or_default())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        orda_audit_store::record(&mut tx, actor, now, access).await?;
        tx.commit().await
    }

    async fn due(&self, today: Date, minute: u16, limit: u32) -> Result<Vec<(PersonId, DigestChoice)>> {
        let rows = sqlx::query(
            "select person, wanted, minute, language from notifications_digest \
             where wanted = 1 and minute <= $1 and last_day < $2 order by minute, person limit $3",
        )
        .bind(i64::from(minute))
        .bind(today.to_string())
        .bind(i64::from(limit))
        .fetch_all(self.db.reader())
        .await
        .map_err(fault)?;
        rows.iter().map(|row| Ok((parsed(row, "person")?, choice(row)?))).collect()
    }

    async fn settle(
        &self,
        person: PersonId,
        today: Date,
        written: Option<&DigestLetter>,
        (actor, now, access): (&Actor, Timestamp, &Access),
    ) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        // Takes the row: of two who are at it at the same time the second finds the day marked.
        let marked = sqlx::query(
            "update notifications_digest set last_day = $2 where person = $1 and wanted = 1 and last_day < $2",
        )
        .bind(person.to_string())
        .bind(today.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        if marked.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(written) = written {
            let notice = Notice {
                recipient: person,
                kind: DIGEST,
                args: written.args.clone(),
                link: "/my-work".to_owned(),
                needs_action: true,
            };
            letter(&mut tx, &self.env, &notice, written.language).await?;
            orda_audit_store::record(&mut tx, actor, now, access).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}
