//! Services, authorisations and histories.

use crate::list::within;
use orda_base::{BodyId, PersonId, Result};
use orda_services::{Authorisation, AuthorisationId, Entry, Service, ServiceId};
use orda_store::row::{json, to_json};
use orda_store::{Conditions, Tx, fault};
use sqlx::AnyConnection;

/// Reads a service.
pub(crate) async fn load(conn: &mut AnyConnection, id: ServiceId) -> Result<Option<Service>> {
    let row = sqlx::query("select data from services_service where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Services of these providers, and these services, by code.
pub(crate) async fn list(conn: &mut AnyConnection, bodies: &[BodyId], ids: &[ServiceId]) -> Result<Vec<Service>> {
    let mut all = Conditions::default();
    let wanted = [within(&mut all, "body", bodies), within(&mut all, "id", ids)];
    let wanted: Vec<String> = wanted.into_iter().flatten().collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    all.and(&wanted.join(" or "));
    let rows = all.rows(conn, "select data from services_service", "order by code, id", &[]).await?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// A new service.
pub(crate) async fn insert(tx: &mut Tx, service: &Service) -> Result<()> {
    sqlx::query("insert into services_service (id, revision, body, code, data) values ($1, 1, $2, $3, $4)")
        .bind(service.id.to_string())
        .bind(service.body.to_string())
        .bind(service.code.clone())
        .bind(to_json(service)?)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// Takes hold of a service and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: ServiceId) -> Result<Option<Service>> {
    let row = sqlx::query("update services_service set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// What became of a service.
pub(crate) async fn save(tx: &mut Tx, service: &Service) -> Result<()> {
    sqlx::query("update services_service set data = $2 where id = $1")
        .bind(service.id.to_string())
        .bind(to_json(service)?)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// Authorisations of a person.
pub(crate) async fn authorisations_of(conn: &mut AnyConnection, person: PersonId) -> Result<Vec<Authorisation>> {
    let rows =
        sqlx::query("select data from services_authorisation where person = $1 order by granted_at desc, id desc")
            .bind(person.to_string())
            .fetch_all(conn)
            .await
            .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Authorisations for a service, newest first.
pub(crate) async fn authorisations(conn: &mut AnyConnection, service: ServiceId) -> Result<Vec<Authorisation>> {
    let rows =
        sqlx::query("select data from services_authorisation where service_id = $1 order by granted_at desc, id desc")
            .bind(service.to_string())
            .fetch_all(conn)
            .await
            .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// A new authorisation.
pub(crate) async fn grant(tx: &mut Tx, authorisation: &Authorisation) -> Result<()> {
    sqlx::query(
        "insert into services_authorisation (id, revision, service_id, person, granted_at, data) \
         values ($1, 1, $2, $3, $4, $5)",
    )
    .bind(authorisation.id.to_string())
    .bind(authorisation.service.to_string())
    .bind(authorisation.person.to_string())
    .bind(authorisation.granted_at.micros())
    .bind(to_json(authorisation)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Takes hold of one authorisation.
pub(crate) async fn lock_authorisation(tx: &mut Tx, id: AuthorisationId) -> Result<Option<Authorisation>> {
    let row = sqlx::query("update services_authorisation set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Takes hold of all authorisations of a person for a service.
pub(crate) async fn hold(tx: &mut Tx, service: ServiceId, person: PersonId) -> Result<Vec<Authorisation>> {
    let rows = sqlx::query(
        "update services_authorisation set revision = revision + 1 where service_id = $1 and person = $2 returning data",
    )
    .bind(service.to_string())
    .bind(person.to_string())
    .fetch_all(tx.conn())
    .await
    .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// What became of an authorisation.
pub(crate) async fn save_authorisation(tx: &mut Tx, authorisation: &Authorisation) -> Result<()> {
    sqlx::query("update services_authorisation set data = $2 where id = $1")
        .bind(authorisation.id.to_string())
        .bind(to_json(authorisation)?)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// A history, oldest first.
pub(crate) async fn history(conn: &mut AnyConnection, object: &str) -> Result<Vec<Entry>> {
    let rows = sqlx::query("select data from services_event where object = $1 order by seq")
        .bind(object.to_owned())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Adds to a history. Its object is held: nobody else counts on.
pub(crate) async fn enter(tx: &mut Tx, object: &str, entry: &Entry) -> Result<()> {
    sqlx::query(
        "insert into services_event (object, seq, data) \
         values ($1, (select coalesce(max(seq), 0) + 1 from services_event where object = $1), $2)",
    )
    .bind(object.to_owned())
    .bind(to_json(entry)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}
