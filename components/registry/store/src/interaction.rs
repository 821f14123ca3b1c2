//! Interactions: reading and writing.

use orda_base::{BodyId, Date, Page, Result};
use orda_registry::{Interaction, InteractionId, InteractionQuery, InteractionState, Part};
use orda_store::row::{json, to_json};
use orda_store::{Conditions, Tx, fault};
use sqlx::AnyConnection;
use std::collections::BTreeSet;

/// Reads an interaction.
pub(crate) async fn load(conn: &mut AnyConnection, id: InteractionId) -> Result<Option<Interaction>> {
    let row = sqlx::query("select data from registry_interaction where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// A page, the latest first: ids are in the order of time.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    query: &InteractionQuery,
    of: Option<&[BodyId]>,
) -> Result<Page<Interaction>> {
    let mut all = Conditions::default();
    if let Some(record) = query.record {
        let place = all.place(&record);
        all.and(&format!("record_id = {place}"));
    }
    if let Some(bodies) = of {
        let (own, others) = (all.list(bodies), all.list(bodies));
        // No bodies, no rows: an empty list is no SQL everywhere.
        all.and(&if bodies.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!(
                "(body in ({own}) or id in (select interaction_id from registry_interaction_body where body in ({others})))"
            )
        });
    }
    all.page(conn, "registry_interaction", "id desc", query.page).await
}

/// Those in force.
pub(crate) async fn in_force(conn: &mut AnyConnection) -> Result<Vec<Interaction>> {
    let rows = sqlx::query("select data from registry_interaction where state = $1")
        .bind(InteractionState::InForce.code())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Takes hold of an interaction and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: InteractionId) -> Result<Option<Interaction>> {
    let row = sqlx::query("update registry_interaction set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Is one in force for this part?
pub(crate) async fn is_taken(tx: &mut Tx, part: Part) -> Result<bool> {
    let row = sqlx::query("select id from registry_interaction where part = $1 and state = $2")
        .bind(part.code())
        .bind(InteractionState::InForce.code())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    Ok(row.is_some())
}

/// A new one, in which nobody takes part yet.
pub(crate) async fn insert(tx: &mut Tx, new: &Interaction) -> Result<()> {
    sqlx::query(
        "insert into registry_interaction (id, revision, record_id, body, part, state, data) \
         values ($1, 1, $2, $3, $4, $5, $6)",
    )
    .bind(new.id.to_string())
    .bind(new.record.to_string())
    .bind(new.body.to_string())
    .bind(new.part.code())
    .bind(new.state.code())
    .bind(to_json(new)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// What became of one, with the owners of its participants and their non-state systems.
pub(crate) async fn save(tx: &mut Tx, changed: &Interaction) -> Result<()> {
    sqlx::query("update registry_interaction set state = $2, data = $3 where id = $1")
        .bind(changed.id.to_string())
        .bind(changed.state.code())
        .bind(to_json(changed)?)
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    sqlx::query("delete from registry_interaction_body where interaction_id = $1")
        .bind(changed.id.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    let bodies: BTreeSet<BodyId> = changed.participants.iter().map(|one| one.body).collect();
    for body in bodies {
        sqlx::query("insert into registry_interaction_body (body, interaction_id) values ($1, $2)")
            .bind(body.to_string())
            .bind(changed.id.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    sqlx::query("delete from registry_interaction_system where interaction_id = $1")
        .bind(changed.id.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    for one in changed.participants.iter().filter(|one| one.ended_at.is_none()) {
        let Some(record) = one.record else { continue };
        sqlx::query(
            "insert into registry_interaction_system (participant, interaction_id, record_id, from_day, until_day) \
             values ($1, $2, $3, $4, $5)",
        )
        .bind(one.id.to_string())
        .bind(changed.id.to_string())
        .bind(record.to_string())
        .bind(one.from.to_string())
        .bind(one.until.unwrap_or(Date::MAX).to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    }
    Ok(())
}
