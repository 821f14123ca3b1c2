//! Reads of the certifying centre.

use crate::requests::{AUTHORITY, CERTIFICATE, REQUEST, authority, certificate, number, request};
use crate::work::Work;
use async_trait::async_trait;
use orda_base::{Env, Page, PageRequest, Result, Timestamp};
use orda_signatures::centre::{
    Authority, AuthorityId, CentreStore, CentreWork, CertificateFilter, CertificateId, CertificateRequest,
    CertificateRequestId, IssuedCertificate, RequestFilter, Service,
};
use orda_store::row::{column, parsed, time};
use orda_store::{Database, fault};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

/// The certifying centre on SQL.
pub struct CentreSql {
    db: Database,
    env: Env,
}

impl CentreSql {
    /// Over this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }

    async fn one(&self, sql: String, id: String) -> Result<Option<AnyRow>> {
        sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_optional(self.db.reader()).await.map_err(fault)
    }

    /// One page of a table, newest first, with the number of all rows.
    async fn page(
        &self,
        table: &str,
        columns: &str,
        order: &str,
        conditions: &Conditions,
        page: PageRequest,
    ) -> Result<(Vec<AnyRow>, u64)> {
        let filter = conditions.sql();
        let count = format!("select count(*) as n from {table} {filter}");
        let mut query = sqlx::query(AssertSqlSafe(count));
        for value in &conditions.values {
            query = query.bind(value.clone());
        }
        let row = query.fetch_one(self.db.reader()).await.map_err(fault)?;
        let total = number(column(&row, "n")?)?;
        let after = conditions.values.len();
        let select = format!(
            "select {columns} from {table} {filter} order by {order} desc, id desc limit ${} offset ${}",
            after + 1,
            after + 2
        );
        let mut query = sqlx::query(AssertSqlSafe(select));
        for value in &conditions.values {
            query = query.bind(value.clone());
        }
        let rows = query.bind(page.limit()).bind(page.offset()).fetch_all(self.db.reader()).await.map_err(fault)?;
        Ok((rows, total))
    }
}

/// Conditions of a list: texts with the values bound to them, in order.
#[derive(Default)]
struct Conditions {
    parts: Vec<String>,
    values: Vec<String>,
}

impl Conditions {
    fn equal(&mut self, column: &str, value: Option<String>) {
        if let Some(value) = value {
            self.values.push(value);
            self.parts.push(format!("{column} = ${}", self.values.len()));
        }
    }

    fn one_of(&mut self, column: &str, values: Option<Vec<String>>) {
        let Some(values) = values else { return };
        if values.is_empty() {
            self.parts.push("1 = 0".to_owned());
            return;
        }
        let list = orda_store::row::places(self.values.len() + 1, values.len());
        self.parts.push(format!("{column} in ({list})"));
        self.values.extend(values);
    }

    fn sql(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!("where {}", self.parts.join(" and ")) }
    }
}

fn texts<T: ToString>(ids: Option<&Vec<T>>) -> Option<Vec<String>> {
    ids.map(|ids| ids.iter().map(ToString::to_string).collect())
}

#[async_trait]
impl CentreStore for CentreSql {
    async fn begin(&self) -> Result<Box<dyn CentreWork>> {
        Ok(Box::new(Work { tx: self.db.begin().await?, env: self.env.clone() }))
    }

    async fn authorities(&self) -> Result<Vec<Authority>> {
        let sql = format!("select {AUTHORITY} from signatures_authority order by created_at desc, id desc");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(self.db.reader()).await.map_err(fault)?;
        rows.iter().map(authority).collect()
    }

    async fn crl_numbers(&self) -> Result<Vec<(AuthorityId, u64, Timestamp)>> {
        let rows = sqlx::query("select id, crl_number, crl_next_at from signatures_authority order by id")
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter()
            .map(|r| Ok((parsed(r, "id")?, number(column(r, "crl_number")?)?, time(r, "crl_next_at")?)))
            .collect()
    }

    async fn newest_authority(&self) -> Result<Option<AuthorityId>> {
        let row = sqlx::query("select id from signatures_authority order by created_at desc, id desc limit 1")
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.map(|row| parsed(&row, "id")).transpose()
    }

    async fn services(&self) -> Result<Vec<Service>> {
        crate::services::all(self.db.reader()).await
    }

    async fn certificates_by_serial(
        &self,
        authority: AuthorityId,
        serials: &[String],
    ) -> Result<Vec<IssuedCertificate>> {
        if serials.is_empty() {
            return Ok(Vec::new());
        }
        let within = orda_store::row::places(2, serials.len());
        let sql = format!(
            "select {CERTIFICATE} from signatures_certificate where authority_id = $1 and serial in ({within})"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(authority.to_string());
        for serial in serials {
            query = query.bind(serial.clone());
        }
        query.fetch_all(self.db.reader()).await.map_err(fault)?.iter().map(certificate).collect()
    }

    async fn request(&self, id: CertificateRequestId) -> Result<Option<CertificateRequest>> {
        let row = self.one(format!("select {REQUEST} from signatures_request where id = $1"), id.to_string()).await?;
        row.as_ref().map(request).transpose()
    }

    async fn requests(&self, filter: &RequestFilter, page: PageRequest) -> Result<Page<CertificateRequest>> {
        let mut conditions = Conditions::default();
        conditions.equal("person_id", filter.person.map(|p| p.to_string()));
        conditions.one_of("body_id", texts(filter.bodies.as_ref()));
        conditions.equal("state", filter.state.map(|s| s.code().to_owned()));
        let (rows, total) = self.page("signatures_request", REQUEST, "requested_at", &conditions, page).await?;
        Ok(Page::new(rows.iter().map(request).collect::<Result<_>>()?, total, page))
    }

    async fn certificate(&self, id: CertificateId) -> Result<Option<IssuedCertificate>> {
        let sql = format!("select {CERTIFICATE} from signatures_certificate where id = $1");
        let row = self.one(sql, id.to_string()).await?;
        row.as_ref().map(certificate).transpose()
    }

    async fn certificates(&self, filter: &CertificateFilter, page: PageRequest) -> Result<Page<IssuedCertificate>> {
        let mut conditions = Conditions::default();
        conditions.equal("person_id", filter.person.map(|p| p.to_string()));
        conditions.one_of("body_id", texts(filter.bodies.as_ref()));
        if filter.unrevoked {
            conditions.parts.push("revoked_at is null".to_owned());
        }
        let (rows, total) = self.page("signatures_certificate", CERTIFICATE, "issued_at", &conditions, page).await?;
        Ok(Page::new(rows.iter().map(certificate).collect::<Result<_>>()?, total, page))
    }
}
