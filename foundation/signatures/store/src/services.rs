//! Services of the centre.

use orda_base::Result;
use orda_signatures::centre::{Service, ServiceKind};
use orda_store::row::{code, column, parsed, time};
use orda_store::{Tx, fault};
use sqlx::any::AnyRow;

/// Every service, newest first: a few a year.
pub(crate) async fn all<'e>(by: impl sqlx::Executor<'e, Database = sqlx::Any>) -> Result<Vec<Service>> {
    let rows = sqlx::query(
        "select id, authority_id, kind, serial, certificate, sealed_key, not_before, not_after, created_at \
         from signatures_service order by created_at desc, id desc",
    )
    .fetch_all(by)
    .await
    .map_err(fault)?;
    rows.iter().map(service).collect()
}

pub(crate) async fn insert(tx: &mut Tx, service: &Service) -> Result<()> {
    sqlx::query(
        "insert into signatures_service (id, authority_id, kind, serial, certificate, sealed_key, not_before, \
         not_after, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(service.id.to_string())
    .bind(service.authority.to_string())
    .bind(service.kind.code())
    .bind(service.serial.clone())
    .bind(service.certificate.clone())
    .bind(service.sealed_key.clone())
    .bind(service.not_before.micros())
    .bind(service.not_after.micros())
    .bind(service.created_at.micros())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(())
}

fn service(row: &AnyRow) -> Result<Service> {
    Ok(Service {
        id: parsed(row, "id")?,
        authority: parsed(row, "authority_id")?,
        kind: code(row, "kind", ServiceKind::from_code)?,
        serial: column(row, "serial")?,
        certificate: column(row, "certificate")?,
        sealed_key: column(row, "sealed_key")?,
        not_before: time(row, "not_before")?,
        not_after: time(row, "not_after")?,
        created_at: time(row, "created_at")?,
    })
}
