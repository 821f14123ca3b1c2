//! The whole directory, in eight queries whatever its size.

use orda_base::{Language, Result, Role};
use orda_identity::{
    Acting, Body, BodyKind, Grant, InformationSystem, Person, PersonName, Position, Records, TokenHash, Unit,
};
use orda_store::row::{code, column, json, parsed, parsed_or_none, time, time_or_none, yes};
use orda_store::{Database, fault};
use sqlx::any::AnyRow;

pub(crate) async fn records(db: &Database) -> Result<Records> {
    // The version first: a change that comes in between gives a picture that is known to be old at the next look.
    let version = crate::reader::version(db).await?;
    Ok(Records {
        version,
        bodies: all(db, "select * from identity_body", body).await?,
        units: all(db, "select * from identity_unit", unit).await?,
        people: all(db, "select * from identity_person", person).await?,
        positions: all(db, "select * from identity_position", position).await?,
        grants: all(db, "select * from identity_grant", grant).await?,
        acting: all(db, "select * from identity_acting", acting).await?,
        systems: all(db, "select * from identity_system", system).await?,
    })
}

async fn all<T>(db: &Database, sql: &'static str, read: fn(&AnyRow) -> Result<T>) -> Result<Vec<T>> {
    let rows = sqlx::query(sql).fetch_all(db.reader()).await.map_err(fault)?;
    rows.iter().map(read).collect()
}

fn body(row: &AnyRow) -> Result<Body> {
    Ok(Body {
        id: parsed(row, "id")?,
        bin: column(row, "bin")?,
        kind: code(row, "kind", BodyKind::from_code)?,
        name: json(row, "name")?,
        short_name: json(row, "short_name")?,
        parent: parsed_or_none(row, "parent_id")?,
        active: yes(row, "active")?,
    })
}

fn unit(row: &AnyRow) -> Result<Unit> {
    Ok(Unit {
        id: parsed(row, "id")?,
        body: parsed(row, "body_id")?,
        parent: parsed_or_none(row, "parent_id")?,
        name: json(row, "name")?,
        active: yes(row, "active")?,
    })
}

fn person(row: &AnyRow) -> Result<Person> {
    Ok(Person {
        id: parsed(row, "id")?,
        iin: column(row, "iin")?,
        name: PersonName {
            surname: column(row, "surname")?,
            given: column(row, "given_name")?,
            patronymic: column(row, "patronymic")?,
        },
        email: column(row, "email")?,
        language: code(row, "language", Language::from_code)?,
        login: column(row, "login")?,
        active: yes(row, "active")?,
        created_at: time(row, "created_at")?,
    })
}

fn position(row: &AnyRow) -> Result<Position> {
    Ok(Position {
        id: parsed(row, "id")?,
        person: parsed(row, "person_id")?,
        body: parsed(row, "body_id")?,
        unit: parsed_or_none(row, "unit_id")?,
        title: json(row, "title")?,
        since: parsed(row, "since_day")?,
        until: parsed_or_none(row, "until_day")?,
    })
}

fn grant(row: &AnyRow) -> Result<Grant> {
    Ok(Grant {
        id: parsed(row, "id")?,
        person: parsed(row, "person_id")?,
        role: code(row, "role", Role::from_code)?,
        body: parsed_or_none(row, "body_id")?,
        granted_at: time(row, "granted_at")?,
    })
}

fn acting(row: &AnyRow) -> Result<Acting> {
    Ok(Acting {
        id: parsed(row, "id")?,
        body: parsed(row, "body_id")?,
        person: parsed(row, "person_id")?,
        in_place_of: parsed(row, "in_place_of_id")?,
        from: parsed(row, "from_day")?,
        until: parsed(row, "until_day")?,
        basis: column(row, "basis")?,
        named_by: parsed_or_none(row, "named_by")?,
    })
}

fn system(row: &AnyRow) -> Result<InformationSystem> {
    Ok(InformationSystem {
        id: parsed(row, "id")?,
        name: column(row, "name")?,
        roles: json(row, "roles")?,
        token: code(row, "token_digest", TokenHash::from_text)?,
        expires_at: time(row, "expires_at")?,
        revoked_at: time_or_none(row, "revoked_at")?,
        created_at: time(row, "created_at")?,
    })
}

/// The version as it stands in a row.
pub(crate) fn version_of(row: &AnyRow) -> Result<i64> {
    column(row, "version")
}
