//! One transaction, and what the certifying centre does in it.

use crate::held::refuse_destroyed_key;
use crate::requests::{AUTHORITY, CERTIFICATE, REQUEST, authority, certificate, request};
use async_trait::async_trait;
use eds::make::RevokedEntry;
use orda_base::{Access, Actor, BodyId, Env, Error, PersonId, Result, Timestamp};
use orda_notifications::Notice;
use orda_signatures::Transaction;
use orda_signatures::centre::{
    Authority, AuthorityId, CentreWork, CertificateId, CertificateRequest, CertificateRequestId, IssuedCertificate,
    RevocationReason, Service,
};
use orda_store::row::{code, column, time};
use orda_store::{Tx, fault};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

pub(crate) struct Work {
    pub tx: Tx,
    pub env: Env,
}

impl Work {
    /// Locks one row by the update that counts its revisions, and reads it.
    async fn lock(&mut self, table: &str, columns: &str, id: String) -> Result<Option<AnyRow>> {
        let sql = format!("update {table} set revision = revision + 1 where id = $1 returning {columns}");
        sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_optional(self.tx.conn()).await.map_err(fault)
    }
}

/// A counter as it goes into the database.
fn counter(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(Error::internal)
}

#[async_trait]
impl CentreWork for Work {
    async fn insert_authority(&mut self, authority: &Authority) -> Result<()> {
        sqlx::query(
            "insert into signatures_authority (id, name, certificate, sealed_key, created_at, revision, crl_number, \
             crl, crl_made_at, crl_next_at) values ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9)",
        )
        .bind(authority.id.to_string())
        .bind(authority.name.clone())
        .bind(authority.certificate.clone())
        .bind(authority.sealed_key.clone())
        .bind(authority.created_at.micros())
        .bind(counter(authority.crl_number)?)
        .bind(authority.crl.clone())
        .bind(authority.crl_made_at.micros())
        .bind(authority.crl_next_at.micros())
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn lock_authority(&mut self) -> Result<Option<Authority>> {
        let sql = format!(
            "update signatures_authority set revision = revision + 1 where id = (select id from signatures_authority \
             order by created_at desc, id desc limit 1) returning {AUTHORITY}"
        );
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_optional(self.tx.conn()).await.map_err(fault)?;
        row.as_ref().map(authority).transpose()
    }

    async fn lock_authority_of(&mut self, id: AuthorityId) -> Result<Option<Authority>> {
        let row = self.lock("signatures_authority", AUTHORITY, id.to_string()).await?;
        row.as_ref().map(authority).transpose()
    }

    async fn services(&mut self) -> Result<Vec<Service>> {
        crate::services::all(self.tx.conn()).await
    }

    async fn insert_service(&mut self, service: &Service) -> Result<()> {
        crate::services::insert(&mut self.tx, service).await
    }

    async fn save_crl(&mut self, authority: &Authority) -> Result<()> {
        sqlx::query(
            "update signatures_authority set crl_number = $2, crl = $3, crl_made_at = $4, crl_next_at = $5 where id = $1",
        )
        .bind(authority.id.to_string())
        .bind(counter(authority.crl_number)?)
        .bind(authority.crl.clone())
        .bind(authority.crl_made_at.micros())
        .bind(authority.crl_next_at.micros())
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn insert_request(&mut self, request: &CertificateRequest) -> Result<()> {
        refuse_destroyed_key(&mut self.tx, &request.spki_sha256).await?;
        sqlx::query(
            "insert into signatures_request (id, person_id, body_id, spki, key_name, spki_sha256, state, reason, \
             requested_at, revision) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
        )
        .bind(request.id.to_string())
        .bind(request.person.to_string())
        .bind(request.body.to_string())
        .bind(request.spki.clone())
        .bind(request.key_name.clone())
        .bind(request.spki_sha256.clone())
        .bind(request.state.code())
        .bind(request.reason.clone())
        .bind(request.requested_at.micros())
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn has_pending(&mut self, person: PersonId, body: BodyId) -> Result<bool> {
        let row = sqlx::query(
            "select count(*) as n from signatures_request where person_id = $1 and body_id = $2 and state = 'pending'",
        )
        .bind(person.to_string())
        .bind(body.to_string())
        .fetch_one(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(column::<i64>(&row, "n")? > 0)
    }

    async fn lock_request(&mut self, id: CertificateRequestId) -> Result<Option<CertificateRequest>> {
        let row = self.lock("signatures_request", REQUEST, id.to_string()).await?;
        row.as_ref().map(request).transpose()
    }

    async fn save_request(&mut self, request: &CertificateRequest) -> Result<()> {
        sqlx::query(
            "update signatures_request set state = $2, reason = $3, decided_at = $4, decided_by = $5, \
             certificate_id = $6 where id = $1",
        )
        .bind(request.id.to_string())
        .bind(request.state.code())
        .bind(request.reason.clone())
        .bind(request.decided_at.map(Timestamp::micros))
        .bind(request.decided_by.map(|p| p.to_string()))
        .bind(request.certificate.map(|c| c.to_string()))
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn insert_certificate(&mut self, certificate: &IssuedCertificate) -> Result<()> {
        refuse_destroyed_key(&mut self.tx, &certificate.spki_sha256).await?;
        sqlx::query(
            "insert into signatures_certificate (id, authority_id, person_id, body_id, serial, sha256, certificate, \
             subject, spki_sha256, not_before, not_after, issued_at, issued_by, revision) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)",
        )
        .bind(certificate.id.to_string())
        .bind(certificate.authority.to_string())
        .bind(certificate.person.to_string())
        .bind(certificate.body.to_string())
        .bind(certificate.serial.clone())
        .bind(certificate.sha256.clone())
        .bind(certificate.certificate.clone())
        .bind(serde_json::to_string(&certificate.subject).map_err(Error::internal)?)
        .bind(certificate.spki_sha256.clone())
        .bind(certificate.not_before.micros())
        .bind(certificate.not_after.micros())
        .bind(certificate.issued_at.micros())
        .bind(certificate.issued_by.map(|p| p.to_string()))
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn lock_certificate(&mut self, id: CertificateId) -> Result<Option<IssuedCertificate>> {
        let row = self.lock("signatures_certificate", CERTIFICATE, id.to_string()).await?;
        row.as_ref().map(certificate).transpose()
    }

    async fn save_revocation(&mut self, certificate: &IssuedCertificate) -> Result<()> {
        let Some(revoked) = certificate.revoked else { return Err(Error::internal("nothing was revoked")) };
        sqlx::query(
            "update signatures_certificate set revoked_at = $2, revoked_by = $3, revocation_reason = $4 where id = $1",
        )
        .bind(certificate.id.to_string())
        .bind(revoked.at.micros())
        .bind(revoked.by.map(|p| p.to_string()))
        .bind(revoked.reason.code())
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn revoked(&mut self, authority: AuthorityId) -> Result<Vec<RevokedEntry>> {
        let rows = sqlx::query(
            "select serial, revoked_at, revocation_reason from signatures_certificate \
             where authority_id = $1 and revoked_at is not null \
             union all select serial, revoked_at, revocation_reason from signatures_destroyed \
             where authority_id = $1 and revoked_at is not null order by revoked_at, serial",
        )
        .bind(authority.to_string())
        .fetch_all(self.tx.conn())
        .await
        .map_err(fault)?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            entries.push(RevokedEntry {
                serial: hex::decode(column::<String>(row, "serial")?).map_err(Error::internal)?,
                at: time(row, "revoked_at")?.seconds(),
                reason: code(row, "revocation_reason", RevocationReason::from_code)?,
            });
        }
        Ok(entries)
    }
}

#[async_trait]
impl Transaction for Work {
    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn notify(&mut self, notices: &[Notice]) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.tx, &self.env, notices).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
