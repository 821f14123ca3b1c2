//! Conditions of a list, put together from what is asked.

use crate::fault;
use crate::row::{column, json};
use orda_base::{Page, PageRequest, Result};
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe};

/// Most words that are looked for.
const WORDS: usize = 10;

/// Conditions, joined by "and", with the texts bound to their places.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    sql: String,
    values: Vec<String>,
}

impl Conditions {
    /// A place for a value: `$3`.
    pub fn place(&mut self, value: &impl ToString) -> String {
        self.values.push(value.to_string());
        format!("${}", self.values.len())
    }

    /// Places for several: `$3, $4`.
    pub fn list<T: ToString>(&mut self, values: &[T]) -> String {
        values.iter().map(|v| self.place(v)).collect::<Vec<_>>().join(", ")
    }

    /// One more condition. It holds names of columns and places, never what somebody typed.
    pub fn and(&mut self, condition: &str) {
        if !self.sql.is_empty() {
            self.sql.push_str(" and ");
        }
        self.sql.push_str(condition);
    }

    /// The column holds every one of the words, as parts of its text: the first ten. The column is in lower case: databases do
    /// not agree about letters beyond ASCII.
    pub fn words(&mut self, column: &str, words: &str) {
        for word in words.to_lowercase().split_whitespace().take(WORDS) {
            let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let place = self.place(&format!("%{escaped}%"));
            self.and(&format!("{column} like {place} escape '\\'"));
        }
    }

    /// A page of the column `data` of `table` in this order, with the number of all rows.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub async fn page<T: DeserializeOwned>(
        &self,
        conn: &mut AnyConnection,
        table: &str,
        order: &str,
        page: PageRequest,
    ) -> Result<Page<T>> {
        let total = self.count(conn, table).await?;
        Ok(Page::new(self.find(conn, table, order, (page.limit(), page.offset())).await?, total, page))
    }

    /// How many rows of `table` there are.
    ///
    /// # Errors
    /// As [`fault`] says.
    async fn count(&self, conn: &mut AnyConnection, table: &str) -> Result<u64> {
        let found = self.rows(conn, &format!("select count(*) as found from {table}"), "", &[]).await?;
        let total: i64 = found.first().map(|row| column(row, "found")).transpose()?.unwrap_or(0);
        Ok(total.unsigned_abs())
    }

    /// The column `data` of `limit` rows of `table` after the first `offset`, in this order.
    ///
    /// # Errors
    /// As [`fault`] says; [`orda_base::Error::Internal`] for JSON that was never written there.
    pub async fn find<T: DeserializeOwned>(
        &self,
        conn: &mut AnyConnection,
        table: &str,
        order: &str,
        (limit, offset): (i64, i64),
    ) -> Result<Vec<T>> {
        let next = self.next_place();
        let tail = format!("order by {order} limit ${next} offset ${}", next + 1);
        let rows = self.rows(conn, &format!("select data from {table}"), &tail, &[limit, offset]).await?;
        rows.iter().map(|row| json(row, "data")).collect()
    }

    /// The rows of `select … from …` under these conditions; `numbers` are bound to the places of `tail`, which follow.
    ///
    /// # Errors
    /// As [`fault`] says.
    pub async fn rows(
        &self,
        conn: &mut AnyConnection,
        select: &str,
        tail: &str,
        numbers: &[i64],
    ) -> Result<Vec<AnyRow>> {
        let conditions = if self.sql.is_empty() { "1 = 1" } else { &self.sql };
        let sql = format!("{select} where {conditions} {tail}");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in &self.values {
            query = query.bind(value.clone());
        }
        for number in numbers {
            query = query.bind(*number);
        }
        query.fetch_all(conn).await.map_err(fault)
    }

    /// The number of the next place.
    pub const fn next_place(&self) -> usize {
        self.values.len() + 1
    }
}
