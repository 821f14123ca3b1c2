//! Alerts on SQL, and what they are made of: what happened within a span, counted by the database.

use crate::record;
use crate::row::safe;
use async_trait::async_trait;
use orda_audit::{Activity, Alert, AlertId, AlertStore, Handled, KnownAddresses, Rule, Suspicion, Touched, Who};
use orda_base::{Access, Actor, Env, Error, Operation, Outcome, PersonId, Result, Timestamp};
use orda_store::{Database, fault};
use sqlx::Row;
use sqlx::any::AnyRow;

const COLUMNS: &str = "id, alert_key, rule, who, actor_id, actor_name, address, times, first_at, last_at, raised_at, \
                       handled_at, handled_by, handled_name, note";
/// People asked for at once.
const CHUNK: usize = 500;

/// The alerts of a database.
#[derive(Clone)]
pub struct SqlAlerts {
    db: Database,
    env: Env,
}

impl SqlAlerts {
    /// Of this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }

    /// How many alerts nobody has handled yet.
    pub async fn unhandled(&self) -> Result<u64> {
        let count: i64 = sqlx::query_scalar("select count(*) from audit_alert where handled_at is null")
            .fetch_one(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(count.unsigned_abs())
    }
}

fn text(row: &AnyRow, name: &str) -> Result<String> {
    row.try_get(name).map_err(fault)
}

fn number(row: &AnyRow, name: &str) -> Result<i64> {
    row.try_get(name).map_err(fault)
}

fn unknown(name: &str, code: &str) -> Error {
    Error::internal(format!("{name} is {code}"))
}

fn who(row: &AnyRow) -> Result<Who> {
    let code = text(row, "who")?;
    Who::from_code(&code).ok_or_else(|| unknown("who", &code))
}

fn activity(row: &AnyRow) -> Result<Activity> {
    let (operation, outcome) = (text(row, "operation")?, text(row, "outcome")?);
    Ok(Activity {
        who: who(row)?,
        actor_id: text(row, "actor_id")?,
        actor_name: text(row, "actor_name")?,
        address: text(row, "address")?,
        operation: Operation::from_code(&operation).ok_or_else(|| unknown("operation", &operation))?,
        outcome: Outcome::from_code(&outcome).ok_or_else(|| unknown("outcome", &outcome))?,
        count: number(row, "times")?.unsigned_abs(),
        objects: number(row, "objects")?.unsigned_abs(),
        first: Timestamp::from_micros(number(row, "first_at")?),
        last: Timestamp::from_micros(number(row, "last_at")?),
    })
}

fn alert(row: &AnyRow) -> Result<Alert> {
    let (id, rule) = (text(row, "id")?, text(row, "rule")?);
    let handled_at: Option<i64> = row.try_get("handled_at").map_err(fault)?;
    let handled = match handled_at {
        None => None,
        Some(at) => {
            let by = text(row, "handled_by")?;
            Some(Handled {
                at: Timestamp::from_micros(at),
                by: by.parse::<PersonId>().map_err(|_| unknown("handled_by", &by))?,
                name: text(row, "handled_name")?,
                note: text(row, "note")?,
            })
        }
    };
    Ok(Alert {
        id: id.parse().map_err(|_| unknown("id", &id))?,
        suspicion: Suspicion {
            rule: Rule::from_code(&rule).ok_or_else(|| unknown("rule", &rule))?,
            who: who(row)?,
            actor_id: text(row, "actor_id")?,
            actor_name: text(row, "actor_name")?,
            address: text(row, "address")?,
            count: number(row, "times")?.unsigned_abs(),
            first: Timestamp::from_micros(number(row, "first_at")?),
            last: Timestamp::from_micros(number(row, "last_at")?),
            key: text(row, "alert_key")?,
        },
        raised_at: Timestamp::from_micros(number(row, "raised_at")?),
        handled,
    })
}

#[async_trait]
impl AlertStore for SqlAlerts {
    async fn activity(&self, from: Timestamp, until: Timestamp) -> Result<Vec<Activity>> {
        let sql = "select who, actor_id, actor_name, address, operation, outcome, count(*) as times, \
                   count(distinct resource || ' ' || part) as objects, min(at) as first_at, max(at) as last_at \
                   from audit_entry where at >= $1 and at < $2 and who <> 'portal' \
                   group by who, actor_id, actor_name, address, operation, outcome";
        let rows = sqlx::query(sql)
            .bind(from.micros())
            .bind(until.micros())
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(activity).collect()
    }

    async fn known_addresses(&self, people: &[String], from: Timestamp, until: Timestamp) -> Result<KnownAddresses> {
        let mut known = KnownAddresses::new();
        for some in people.chunks(CHUNK) {
            let places: Vec<String> = (3..some.len() + 3).map(|n| format!("${n}")).collect();
            let sql = format!(
                "select distinct actor_id, address from audit_entry where at >= $1 and at < $2 \
                 and operation = 'sign_in' and outcome = 'done' and actor_id in ({})",
                places.join(", ")
            );
            let mut query = sqlx::query(safe(sql)).bind(from.micros()).bind(until.micros());
            for person in some {
                query = query.bind(person.clone());
            }
            for row in query.fetch_all(self.db.reader()).await.map_err(fault)? {
                known.insert((text(&row, "actor_id")?, text(&row, "address")?));
            }
        }
        Ok(known)
    }

    async fn judged_until(&self) -> Result<Option<Timestamp>> {
        let at: Option<i64> = sqlx::query_scalar("select until_at from audit_watch where id = 1")
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(at.map(Timestamp::from_micros))
    }

    async fn raise(&self, alerts: &[Alert], until: Timestamp) -> Result<()> {
        let mut tx = self.db.begin().await?;
        for Alert { id, suspicion: s, raised_at, .. } in alerts {
            let sql = "insert into audit_alert (id, alert_key, rule, who, actor_id, actor_name, address, times, \
                       first_at, last_at, raised_at, told) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0) \
                       on conflict (alert_key) do nothing";
            let done = sqlx::query(sql)
                .bind(id.to_string())
                .bind(s.key.clone())
                .bind(s.rule.code())
                .bind(s.who.code())
                .bind(s.actor_id.clone())
                .bind(s.actor_name.clone())
                .bind(s.address.clone())
                .bind(i64::try_from(s.count).unwrap_or(i64::MAX))
                .bind(s.first.micros())
                .bind(s.last.micros())
                .bind(raised_at.micros())
                .execute(tx.conn())
                .await
                .map_err(fault)?;
            if done.rows_affected() > 0 {
                let access = Access::done("alert", id, Operation::Create).detail(s.key.clone());
                record(&mut tx, &Actor::portal(), *raised_at, &access).await?;
            }
        }
        let sql = "insert into audit_watch (id, until_at) values (1, $1) \
                   on conflict (id) do update set until_at = excluded.until_at";
        sqlx::query(sql).bind(until.micros()).execute(tx.conn()).await.map_err(fault)?;
        tx.commit().await
    }

    async fn untold(&self, limit: u32) -> Result<Vec<Alert>> {
        let sql = format!("select {COLUMNS} from audit_alert where told = 0 order by raised_at limit {limit}");
        let rows = sqlx::query(safe(sql)).fetch_all(self.db.reader()).await.map_err(fault)?;
        rows.iter().map(alert).collect()
    }

    async fn told(&self, id: AlertId) -> Result<()> {
        let sql = "update audit_alert set told = 1 where id = $1";
        let mut tx = self.db.begin().await?;
        sqlx::query(sql).bind(id.to_string()).execute(tx.conn()).await.map_err(fault)?;
        tx.commit().await
    }

    async fn list(&self, open: bool, before: Option<Timestamp>, limit: u32) -> Result<Vec<Alert>> {
        let condition = if open { "and handled_at is null" } else { "" };
        let sql = format!(
            "select {COLUMNS} from audit_alert where raised_at < $1 {condition} order by raised_at desc, id limit {limit}"
        );
        let before = before.map_or(i64::MAX, Timestamp::micros);
        let rows = sqlx::query(safe(sql)).bind(before).fetch_all(self.db.reader()).await.map_err(fault)?;
        rows.iter().map(alert).collect()
    }

    async fn alert(&self, id: AlertId) -> Result<Option<Alert>> {
        let sql = safe(format!("select {COLUMNS} from audit_alert where id = $1"));
        let row = sqlx::query(sql).bind(id.to_string()).fetch_optional(self.db.reader()).await.map_err(fault)?;
        row.as_ref().map(alert).transpose()
    }

    async fn touched(&self, suspicion: &Suspicion, limit: u32) -> Result<Vec<Touched>> {
        // Strangers are told apart by their address alone.
        let (column, who) = if suspicion.actor_id.is_empty() {
            ("address", &suspicion.address)
        } else {
            ("actor_id", &suspicion.actor_id)
        };
        let sql = format!(
            "select resource, part, operation, outcome, count(*) as times, max(at) as last_at from audit_entry \
             where at >= $1 and at <= $2 and {column} = $3 group by resource, part, operation, outcome \
             order by last_at desc, resource, part limit {limit}"
        );
        let rows = sqlx::query(safe(sql))
            .bind(suspicion.first.micros())
            .bind(suspicion.last.micros())
            .bind(who.clone())
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        let touched = |row: &AnyRow| -> Result<Touched> {
            let (operation, outcome) = (text(row, "operation")?, text(row, "outcome")?);
            Ok(Touched {
                resource: text(row, "resource")?,
                part: text(row, "part")?,
                operation: Operation::from_code(&operation).ok_or_else(|| unknown("operation", &operation))?,
                outcome: Outcome::from_code(&outcome).ok_or_else(|| unknown("outcome", &outcome))?,
                count: number(row, "times")?.unsigned_abs(),
                last: Timestamp::from_micros(number(row, "last_at")?),
            })
        };
        rows.iter().map(touched).collect()
    }

    async fn handle(&self, actor: &Actor, id: AlertId, handled: &Handled) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let sql = "update audit_alert set handled_at = $1, handled_by = $2, handled_name = $3, note = $4 \
                   where id = $5 and handled_at is null";
        let done = sqlx::query(sql)
            .bind(handled.at.micros())
            .bind(handled.by.to_string())
            .bind(handled.name.clone())
            .bind(handled.note.clone())
            .bind(id.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        let access = Access::done("alert", id, Operation::Change).detail(handled.note.clone());
        record(&mut tx, actor, self.env.now(), &access).await?;
        tx.commit().await?;
        Ok(true)
    }
}
