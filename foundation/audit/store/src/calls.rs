//! Calls of information systems to a part of the interface (365-15).

use crate::reader::{Conditions, Entries, Value, bound, escaped};
use crate::row::{SELECT, read};
use orda_audit::{Cursor, Entry};
use orda_base::{Error, Outcome, Result, Timestamp};
use orda_store::fault;
use sqlx::Row;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A system in a span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemSpan {
    /// Its id.
    pub system: String,
    /// Not earlier than this.
    pub from: Timestamp,
    /// Earlier than this.
    pub until: Timestamp,
}

/// Which calls are wanted. They are found by the index of actors: only what these systems did in their spans is looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemCalls {
    /// Whose and when; one system may have several spans, also such that overlap.
    pub spans: Vec<SystemSpan>,
    /// What the called paths begin with: `/api/v1/drafts` is called by `/api/v1/drafts/42`, not by `/api/v1/draftsmen`.
    pub paths: Vec<String>,
}

impl SystemCalls {
    fn conditions(&self, after: Option<Cursor>) -> Conditions {
        let texts = |values: &[String]| values.iter().cloned().map(Value::Text).collect::<Vec<_>>();
        let mut all = Conditions::default();
        // Systems of the same span stand together: mostly that are all.
        let mut spans: BTreeMap<(Timestamp, Timestamp), Vec<String>> = BTreeMap::new();
        for one in &self.spans {
            spans.entry((one.from, one.until)).or_default().push(one.system.clone());
        }
        let (mut any, mut values) = (Vec::new(), Vec::new());
        for ((from, until), systems) in spans {
            any.push(format!("(actor_id in ({}) and at >= ? and at < ?)", vec!["?"; systems.len()].join(", ")));
            values.extend(systems.into_iter().map(Value::Text));
            values.extend([from, until].map(|at| Value::Number(at.micros())));
        }
        all.add(&format!("({})", any.join(" or ")), values);
        // A record says `GET /api/v1/drafts/42`.
        let ways = |path: &String| [format!("% {}", escaped(path)), format!("% {}/%", escaped(path))];
        let ways: Vec<String> = self.paths.iter().flat_map(ways).collect();
        let any = vec!["service like ? escape '!'"; ways.len()].join(" or ");
        all.add(&format!("({any})"), texts(&ways));
        if let Some(after) = after {
            all.add("(at, seq) < (?, ?)", vec![Value::Number(after.at.micros()), Value::Number(after.seq)]);
        }
        all
    }

    /// The statement that reads them, with its values.
    fn statement(&self, after: Option<Cursor>, limit: u32) -> (String, Vec<Value>) {
        let conditions = self.conditions(after);
        let mut sql = format!("{} where {}", *SELECT, conditions.sql.join(" and "));
        // Writing to a string does not fail.
        let _ = write!(sql, " order by at desc, seq desc limit {limit}");
        (sql, conditions.values)
    }

    fn is_nothing(&self) -> bool {
        self.spans.is_empty() || self.paths.is_empty()
    }
}

impl Entries {
    /// At most `limit` records of calls that stand after `after`, newest first. Archives are left out.
    ///
    /// # Errors
    /// As [`fault`] says.
    pub async fn calls(&self, wanted: &SystemCalls, after: Option<Cursor>, limit: u32) -> Result<Vec<Entry>> {
        if wanted.is_nothing() {
            return Ok(Vec::new());
        }
        let (sql, values) = wanted.statement(after, limit);
        let rows = bound(sql, values).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter().map(read).collect()
    }

    /// How many calls there were of each system with each outcome. A call is one request, however many records it left.
    ///
    /// # Errors
    /// As [`fault`] says; [`Error::Internal`] for an outcome that was never written.
    pub async fn call_counts(&self, wanted: &SystemCalls) -> Result<Vec<(String, Outcome, u64)>> {
        if wanted.is_nothing() {
            return Ok(Vec::new());
        }
        let conditions = wanted.conditions(None);
        let sql = format!(
            "select actor_id, outcome, count(distinct request) as times from audit_entry where {} group by actor_id, outcome",
            conditions.sql.join(" and ")
        );
        let rows = bound(sql, conditions.values).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter()
            .map(|row| {
                let code: String = row.try_get("outcome").map_err(fault)?;
                let outcome = Outcome::from_code(&code).ok_or_else(|| Error::internal(format!("outcome {code}")))?;
                let times: i64 = row.try_get("times").map_err(fault)?;
                Ok((row.try_get("actor_id").map_err(fault)?, outcome, times.unsigned_abs()))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MIGRATIONS, record};
    use orda_audit::{Call, calling};
    use orda_base::{
        Access, Actor, Env, FixedClock, Identity, Language, Operation, Origin, RequestId, SeededEntropy, SystemId,
    };
    use orda_store::testing::{TestDatabase, databases};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    fn span(system: SystemId, (from, until): (i64, i64)) -> SystemSpan {
        SystemSpan { system: system.to_string(), from: at(from), until: at(until) }
    }

    /// Calls of the part are found and counted, those of other parts, systems and times are not; a request that left two records
    /// is one call; pages follow each other.
    #[tokio::test]
    async fn calls_of_a_part_are_found() {
        for TestDatabase { db, folder: _folder, .. } in databases(&[MIGRATIONS]).await {
            let env = Env::new(FixedClock::at(at(0)), SeededEntropy::new(7));
            let (own, other) = (SystemId::generate(&env), SystemId::generate(&env));
            let wanted = SystemCalls {
                spans: vec![span(own, (10, 20))],
                paths: vec!["/api/v1/service_results".to_owned(), "/service_results".to_owned()],
            };
            let mut tx = db.begin().await.expect("begins");
            for (id, seconds, service, outcome, records) in [
                (own, 10, "GET /api/v1/service_results", Outcome::Done, 1),
                (own, 11, "POST /api/v1/service_results/42/sign", Outcome::Done, 2),
                (own, 19, "GET /service_results/42", Outcome::Refused, 1),
                (own, 12, "GET /api/v1/service_resultsets", Outcome::Done, 1),
                (own, 12, "GET /api/v1/service-results", Outcome::Done, 1),
                (own, 12, "GET /api/v1/drafts", Outcome::Done, 1),
                (own, 9, "GET /api/v1/service_results", Outcome::Done, 1),
                (own, 20, "GET /api/v1/service_results", Outcome::Done, 1),
                (other, 12, "GET /api/v1/service_results", Outcome::Done, 1),
            ] {
                let origin = Origin { request: Some(RequestId::generate(&env)), ..Origin::default() };
                let identity = Identity::System { id, name: "ЭҚАЖ".into() };
                let actor = Actor { identity, ..Actor::anonymous(Language::Kk, origin) };
                let access = Access { outcome, ..Access::done("service_result", "", Operation::Read) };
                for _ in 0..records {
                    let call = Call { service: service.to_owned() };
                    calling(call, record(&mut tx, &actor, at(seconds), &access)).await.expect("records");
                }
            }
            tx.commit().await.expect("commits");
            let entries = Entries::new(db.clone());
            let found = entries.calls(&wanted, None, 10).await.expect("reads");
            let times = |found: &[Entry]| found.iter().map(|e| e.entry.at.seconds()).collect::<Vec<_>>();
            assert_eq!(times(&found), [19, 11, 11, 10]);
            let place = Cursor { at: found[1].entry.at, seq: found[1].seq };
            assert_eq!(times(&entries.calls(&wanted, Some(place), 1).await.expect("reads")), [11]);
            let mut counts = entries.call_counts(&wanted).await.expect("counts");
            counts.sort_by_key(|(_, outcome, _)| outcome.code());
            assert_eq!(counts, [(own.to_string(), Outcome::Done, 2), (own.to_string(), Outcome::Refused, 1)]);
            for (spans, expected, calls) in
                [([(10, 11), (19, 20)], vec![19, 10], 2), ([(10, 12), (11, 20)], vec![19, 11, 11, 10], 3)]
            {
                let parted = SystemCalls { spans: spans.map(|one| span(own, one)).to_vec(), ..wanted.clone() };
                assert_eq!(times(&entries.calls(&parted, None, 10).await.expect("reads")), expected);
                let counts = entries.call_counts(&parted).await.expect("counts");
                assert_eq!(counts.iter().map(|(_, _, times)| times).sum::<u64>(), calls, "{spans:?}");
            }
            let nobody = SystemCalls { spans: Vec::new(), ..wanted.clone() };
            assert!(entries.calls(&nobody, None, 10).await.expect("reads").is_empty());
            assert!(entries.call_counts(&nobody).await.expect("counts").is_empty());
        }
    }

    /// The records of the systems are found by their index; the log is not looked through.
    #[tokio::test]
    async fn the_log_is_not_looked_through() {
        let TestDatabase { db, folder: _folder, .. } = orda_store::testing::On::Sqlite.open(&[MIGRATIONS]).await;
        let span = |system: &str, from| SystemSpan { system: system.to_owned(), from: at(from), until: at(9) };
        let (together, parted) = (vec![span("a", 0), span("b", 0)], vec![span("a", 0), span("b", 1), span("a", 2)]);
        let after = Some(Cursor { at: at(0), seq: 1 });
        for (spans, after) in [(&together, None), (&together, after), (&parted, None), (&parted, after)] {
            let wanted = SystemCalls { spans: spans.clone(), paths: vec!["/drafts".to_owned()] };
            let (sql, values) = wanted.statement(after, 10);
            let rows = bound(format!("explain query plan {sql}"), values).fetch_all(db.reader()).await.expect("a plan");
            let plan: Vec<String> = rows.iter().map(|row| row.try_get("detail").expect("a step")).collect();
            let by_index = |step: &String| step.contains("USING INDEX audit_entry_actor");
            assert!(plan.iter().any(by_index) && !plan.iter().any(|s| s.starts_with("SCAN")), "{plan:?}");
        }
    }
}
