//! One write transaction.

use crate::second;
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, PersonId, Result, SessionId, Timestamp};
use orda_identity::lockout::Attempts;
use orda_identity::{
    Acting, Body, Challenge, ChallengeId, Credential, Factor, FactorId, Grant, GrantId, IdentityWork,
    InformationSystem, Person, Position, Session, TokenHash, Unit,
};
use orda_notifications::Notice;
use orda_store::row::{column, parsed, time, to_json};
use orda_store::{Tx, fault};
use sqlx::Row;

pub(crate) struct SqlWork(pub(crate) Tx);

#[async_trait]
impl IdentityWork for SqlWork {
    async fn bump(&mut self) -> Result<i64> {
        let row = sqlx::query("update identity_state set version = version + 1 where id = 1 returning version")
            .fetch_one(self.0.conn())
            .await
            .map_err(fault)?;
        column(&row, "version")
    }

    async fn save_body(&mut self, body: &Body) -> Result<()> {
        sqlx::query(
            "insert into identity_body (id, bin, kind, name, short_name, parent_id, active) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set bin = excluded.bin, \
             kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, \
             parent_id = excluded.parent_id, active = excluded.active",
        )
        .bind(body.id.to_string())
        .bind(body.bin.as_str())
        .bind(body.kind.code())
        .bind(to_json(&body.name)?)
        .bind(to_json(&body.short_name)?)
        .bind(body.parent.map(|p| p.to_string()))
        .bind(i64::from(body.active))
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn save_unit(&mut self, unit: &Unit) -> Result<()> {
        sqlx::query(
            "insert into identity_unit (id, body_id, parent_id, name, active) values ($1, $2, $3, $4, $5) \
             on conflict (id) do update set parent_id = excluded.parent_id, name = excluded.name, \
             active = excluded.active",
        )
        .bind(unit.id.to_string())
        .bind(unit.body.to_string())
        .bind(unit.parent.map(|p| p.to_string()))
        .bind(to_json(&unit.name)?)
        .bind(i64::from(unit.active))
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn save_person(&mut self, person: &Person) -> Result<()> {
        sqlx::query(
            "insert into identity_person (id, iin, surname, given_name, patronymic, email, language, login, active, \
             created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do update set \
             iin = excluded.iin, surname = excluded.surname, given_name = excluded.given_name, \
             patronymic = excluded.patronymic, email = excluded.email, language = excluded.language, \
             login = excluded.login, active = excluded.active",
        )
        .bind(person.id.to_string())
        .bind(person.iin.as_str())
        .bind(person.name.surname.as_str())
        .bind(person.name.given.as_str())
        .bind(person.name.patronymic.as_str())
        .bind(person.email.clone())
        .bind(person.language.code())
        .bind(person.login.clone())
        .bind(i64::from(person.active))
        .bind(person.created_at.micros())
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn save_position(&mut self, position: &Position) -> Result<()> {
        sqlx::query(
            "insert into identity_position (id, person_id, body_id, unit_id, title, since_day, until_day) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set unit_id = excluded.unit_id, \
             title = excluded.title, since_day = excluded.since_day, until_day = excluded.until_day",
        )
        .bind(position.id.to_string())
        .bind(position.person.to_string())
        .bind(position.body.to_string())
        .bind(position.unit.map(|u| u.to_string()))
        .bind(to_json(&position.title)?)
        .bind(position.since.to_string())
        .bind(position.until.map(|d| d.to_string()))
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn add_grant(&mut self, grant: &Grant) -> Result<()> {
        sqlx::query(
            "insert into identity_grant (id, person_id, role, body_id, granted_at) values ($1, $2, $3, $4, $5)",
        )
        .bind(grant.id.to_string())
        .bind(grant.person.to_string())
        .bind(grant.role.code())
        .bind(grant.body.map(|b| b.to_string()))
        .bind(grant.granted_at.micros())
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn remove_grant(&mut self, grant: GrantId) -> Result<()> {
        sqlx::query("delete from identity_grant where id = $1")
            .bind(grant.to_string())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn save_acting(&mut self, acting: &Acting) -> Result<()> {
        sqlx::query(
            "insert into identity_acting (id, body_id, person_id, in_place_of_id, from_day, until_day, basis, named_by) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set from_day = excluded.from_day, \
             until_day = excluded.until_day",
        )
        .bind(acting.id.to_string())
        .bind(acting.body.to_string())
        .bind(acting.person.to_string())
        .bind(acting.in_place_of.to_string())
        .bind(acting.from.to_string())
        .bind(acting.until.to_string())
        .bind(acting.basis.clone())
        .bind(acting.named_by.map(|p| p.to_string()))
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn notify(&mut self, env: &Env, notices: &[Notice]) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.0, env, notices).await
    }

    async fn notify_at(&mut self, env: &Env, notice: &Notice, address: &str) -> Result<()> {
        orda_notifications_store::enqueue_to(&mut self.0, env, notice, address).await
    }

    async fn save_system(&mut self, system: &InformationSystem) -> Result<()> {
        sqlx::query(
            "insert into identity_system (id, name, roles, token_digest, expires_at, revoked_at, created_at) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set name = excluded.name, \
             roles = excluded.roles, token_digest = excluded.token_digest, expires_at = excluded.expires_at, \
             revoked_at = excluded.revoked_at",
        )
        .bind(system.id.to_string())
        .bind(system.name.as_str())
        .bind(to_json(&system.roles)?)
        .bind(system.token.to_text())
        .bind(system.expires_at.micros())
        .bind(system.revoked_at.map(Timestamp::micros))
        .bind(system.created_at.micros())
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn set_password(&mut self, credential: &Credential) -> Result<()> {
        sqlx::query(
            "insert into identity_password (person_id, hash, must_change, set_at) values ($1, $2, $3, $4) \
             on conflict (person_id) do update set hash = excluded.hash, must_change = excluded.must_change, \
             set_at = excluded.set_at",
        )
        .bind(credential.person.to_string())
        .bind(credential.hash.as_str())
        .bind(i64::from(credential.must_change))
        .bind(credential.set_at.micros())
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn attempts(&mut self, key: &str) -> Result<Attempts> {
        // An update that changes nothing takes the lock of the row on both databases.
        let row = sqlx::query(
            "insert into identity_attempt (attempt_key, failures, last_at, locked_until) values ($1, 0, 0, 0) \
             on conflict (attempt_key) do update set failures = identity_attempt.failures \
             returning failures, last_at, locked_until",
        )
        .bind(key)
        .fetch_one(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(Attempts {
            failures: column(&row, "failures")?,
            last_at: time(&row, "last_at")?,
            locked_until: time(&row, "locked_until")?,
        })
    }

    async fn set_attempts(&mut self, key: &str, attempts: Attempts) -> Result<()> {
        sqlx::query(
            "update identity_attempt set failures = $1, last_at = $2, locked_until = $3 where attempt_key = $4",
        )
        .bind(attempts.failures)
        .bind(attempts.last_at.micros())
        .bind(attempts.locked_until.micros())
        .bind(key)
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn add_challenge(&mut self, challenge: &Challenge, now: Timestamp) -> Result<()> {
        sqlx::query("delete from identity_challenge where expires_at <= $1")
            .bind(now.micros())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        sqlx::query("insert into identity_challenge (id, content, expires_at) values ($1, $2, $3)")
            .bind(challenge.id.to_string())
            .bind(challenge.content.clone())
            .bind(challenge.expires_at.micros())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn take_challenge(&mut self, id: ChallengeId) -> Result<Option<Challenge>> {
        let row = sqlx::query("delete from identity_challenge where id = $1 returning content, expires_at")
            .bind(id.to_string())
            .fetch_optional(self.0.conn())
            .await
            .map_err(fault)?;
        let Some(row) = row else { return Ok(None) };
        let content = row.try_get("content").map_err(fault)?;
        Ok(Some(Challenge { id, content, expires_at: time(&row, "expires_at")? }))
    }

    async fn add_factor(&mut self, factor: &Factor) -> Result<()> {
        second::add(&mut self.0, factor).await
    }

    async fn use_factor(&mut self, factor: FactorId, counter: i64, at: Timestamp) -> Result<bool> {
        second::use_one(&mut self.0, factor, counter, at).await
    }

    async fn rename_factor(&mut self, factor: FactorId, person: PersonId, name: &str) -> Result<bool> {
        second::rename(&mut self.0, factor, person, name).await
    }

    async fn remove_factor(&mut self, factor: FactorId, person: PersonId) -> Result<bool> {
        second::remove(&mut self.0, factor, person).await
    }

    async fn count_factors(&mut self, person: PersonId) -> Result<u64> {
        second::count(&mut self.0, person).await
    }

    async fn remove_factors(&mut self, person: PersonId) -> Result<u64> {
        second::remove_all(&mut self.0, person).await
    }

    async fn set_recovery(&mut self, person: PersonId, codes: &[TokenHash]) -> Result<()> {
        second::set_recovery(&mut self.0, person, codes).await
    }

    async fn use_recovery(&mut self, person: PersonId, code: TokenHash, at: Timestamp) -> Result<bool> {
        second::use_recovery(&mut self.0, person, code, at).await
    }

    async fn proven_at(&mut self, session: SessionId) -> Result<Option<Timestamp>> {
        second::proven_at(self.0.conn(), session).await
    }

    async fn set_proven(&mut self, session: SessionId, at: Timestamp) -> Result<()> {
        second::set_proven(&mut self.0, session, at).await
    }

    async fn add_session(&mut self, session: &Session) -> Result<()> {
        sqlx::query(
            "insert into identity_session (id, person_id, token_digest, method, created_at, seen_at, expires_at, \
             address, agent, awaits_second, proven_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(session.id.to_string())
        .bind(session.person.to_string())
        .bind(session.token.to_text())
        .bind(session.method.code())
        .bind(session.created_at.micros())
        .bind(session.seen_at.micros())
        .bind(session.expires_at.micros())
        .bind(session.address.as_str())
        .bind(session.agent.as_str())
        .bind(i64::from(session.awaits_second))
        .bind(session.proven_at.micros())
        .execute(self.0.conn())
        .await
        .map_err(fault)?;
        Ok(())
    }

    async fn remove_session_by_token(&mut self, token: TokenHash) -> Result<Option<(SessionId, PersonId)>> {
        let row = sqlx::query("delete from identity_session where token_digest = $1 returning id, person_id")
            .bind(token.to_text())
            .fetch_optional(self.0.conn())
            .await
            .map_err(fault)?;
        row.map(|row| Ok((parsed(&row, "id")?, parsed(&row, "person_id")?))).transpose()
    }

    async fn remove_session(&mut self, session: SessionId, person: PersonId) -> Result<bool> {
        let done = sqlx::query("delete from identity_session where id = $1 and person_id = $2")
            .bind(session.to_string())
            .bind(person.to_string())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected() > 0)
    }

    async fn remove_sessions(&mut self, person: PersonId, except: Option<SessionId>) -> Result<u64> {
        let done = sqlx::query("delete from identity_session where person_id = $1 and id <> $2")
            .bind(person.to_string())
            .bind(except.map(|s| s.to_string()).unwrap_or_default())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected())
    }

    async fn remove_all_sessions(&mut self, except: Option<SessionId>) -> Result<u64> {
        let done = sqlx::query("delete from identity_session where id <> $1")
            .bind(except.map(|s| s.to_string()).unwrap_or_default())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(done.rows_affected())
    }

    async fn sweep(&mut self, now: Timestamp, idle_since: Timestamp, forgotten_since: Timestamp) -> Result<()> {
        sqlx::query("delete from identity_attempt where last_at < $1 and locked_until < $1")
            .bind(forgotten_since.micros())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        sqlx::query("delete from identity_session where expires_at <= $1 or seen_at <= $2")
            .bind(now.micros())
            .bind(idle_since.micros())
            .execute(self.0.conn())
            .await
            .map_err(fault)?;
        Ok(())
    }

    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.0, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.0.commit().await
    }
}
