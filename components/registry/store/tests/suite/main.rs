//! The register on both databases.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests: a panic is a failed test")]

mod audits;
mod interactions;

use async_trait::async_trait;
use orda_base::uuid::Uuid;
use orda_base::{
    Actor, BodyId, Env, Error, FixedClock, Identity, Language, LocalizedText, Membership, Origin, Outcome, PageRequest,
    PersonId, Result, Role, SeededEntropy, SystemId, Timestamp,
};
use orda_documents::{Documents, SecretKey};
use orda_documents_store::{DocumentsSql, LocalBlobs};
use orda_identity::{Body, BodyKind, Directory, PersonCard};
use orda_registry::ports::{CallCount, CallingSystem, Calls, CallsFound, SystemSpan, WantedCalls};
use orda_registry::{
    AccessInput, Category, DataSetInput, FindingInput, FindingKind, Freshness, Kind, RecordId, RecordInput,
    RecordQuery, Registry, Settings, State, UpdatesQuery,
};
use orda_registry_store::{MIGRATIONS, RegistrySql};
use orda_store::testing::{TestDatabase, databases};
use std::sync::Arc;

/// Monday, 23 November 2026, 09:30 in Astana.
const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);
const DAY: i64 = 86_400;

fn body(index: u128) -> BodyId {
    BodyId::from_uuid(Uuid::from_u128(0x1000 + index))
}

fn made(index: u128) -> Arc<Body> {
    let name = LocalizedText::new(format!("Орган {index}"), format!("Орган {index} (ru)"), "");
    Arc::new(Body {
        id: body(index),
        bin: String::new(),
        kind: BodyKind::Ministry,
        name: name.clone(),
        short_name: name,
        parent: None,
        active: true,
    })
}

/// Three bodies.
struct Government;

#[async_trait]
impl Directory for Government {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>> {
        Ok([0, 1, 2].into_iter().find(|index| body(*index) == id).map(made))
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok([0, 1, 2].map(made).to_vec())
    }

    async fn person(&self, _: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok(None)
    }

    async fn people_of(&self, _: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }

    async fn holders(&self, _: Role, _: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }

    async fn chancellery(&self) -> Result<Option<Arc<Body>>> {
        Ok(None)
    }
}

fn system(index: u128) -> SystemId {
    SystemId::from_uuid(Uuid::from_u128(0x3000 + index))
}

/// Three systems, each with one call in whatever span is asked for.
struct ThreeSystems;

#[async_trait]
impl Calls for ThreeSystems {
    async fn systems(&self) -> Result<Vec<CallingSystem>> {
        Ok([0, 1, 2].map(|index| CallingSystem { id: system(index), name: format!("Жүйе {index}") }).to_vec())
    }

    async fn count(&self, wanted: &WantedCalls) -> Result<Vec<CallCount>> {
        let count = |one: &SystemSpan| CallCount { system: one.system, outcome: Outcome::Done, times: 1 };
        Ok(wanted.spans.iter().map(count).collect())
    }

    async fn calls(&self, _: &WantedCalls, _: &str, _: u32) -> Result<CallsFound> {
        Ok(CallsFound::default())
    }
}

/// The first of them alone calls, so many seconds after the beginning.
struct CalledAt(&'static [i64]);

#[async_trait]
impl Calls for CalledAt {
    async fn systems(&self) -> Result<Vec<CallingSystem>> {
        ThreeSystems.systems().await
    }

    async fn count(&self, wanted: &WantedCalls) -> Result<Vec<CallCount>> {
        let is_wanted = |seconds: &&i64| {
            let at = Timestamp::from_seconds(NOW.seconds() + **seconds);
            wanted.spans.iter().any(|one| one.system == system(0) && one.from <= at && at < one.until)
        };
        let times = self.0.iter().filter(is_wanted).count() as u64;
        Ok(vec![CallCount { system: system(0), outcome: Outcome::Done, times }])
    }

    async fn calls(&self, _: &WantedCalls, _: &str, _: u32) -> Result<CallsFound> {
        Ok(CallsFound::default())
    }
}

/// Somebody who holds a role in a body.
fn actor(index: u128, role: Role) -> Actor {
    let id = PersonId::from_uuid(Uuid::from_u128(0x2000 + index));
    Actor {
        identity: Identity::Person { id, name: format!("Адам {index}"), iin: "800000000000".to_owned() },
        language: Language::Kk,
        memberships: vec![Membership { body: Some(body(index)), role, acting_for: None }],
        units: Vec::new(),
        origin: Origin::default(),
    }
}

struct World {
    registry: Registry,
    clock: FixedClock,
    database: TestDatabase,
}

async fn worlds() -> Vec<World> {
    let all = databases(&[orda_audit_store::MIGRATIONS, MIGRATIONS]).await;
    all.into_iter().map(World::new).collect()
}

/// The use cases over this database: of one node.
fn registry(database: &TestDatabase, env: Env) -> Registry {
    registry_with(database, Arc::new(ThreeSystems), env)
}

/// The same, where these are the calls of systems.
fn registry_with(database: &TestDatabase, calls: Arc<dyn Calls>, env: Env) -> Registry {
    let documents = Documents::new(
        Arc::new(DocumentsSql::new(database.db.clone())),
        Arc::new(LocalBlobs::open(database.folder.path().join("files")).unwrap()),
        env.clone(),
        SecretKey::new([7; 32]),
        orda_documents::Settings::default(),
    );
    let store = Arc::new(RegistrySql::new(database.db.clone()));
    Registry::new(store, Arc::new(Government), calls, Arc::new(documents), Settings::default(), env)
}

impl World {
    fn new(database: TestDatabase) -> Self {
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SeededEntropy::new(1));
        Self { registry: registry(&database, env), clock, database }
    }

    async fn record(&self, index: u128, kind: Kind, name: &str) -> RecordId {
        let input = RecordInput {
            body: Some(body(index)),
            kind: Some(kind),
            name: LocalizedText::new(name, name, ""),
            category: Some(Category::Public),
            non_state: false,
        };
        self.registry.register(&actor(index, Role::HeadOfBody), &input).await.unwrap()
    }

    /// A resource in operation with data sets of these periods.
    async fn operated(&self, index: u128, name: &str, periods: &[&str]) -> RecordId {
        let (id, head) = (self.record(index, Kind::Resource, name).await, actor(index, Role::HeadOfBody));
        let order = AccessInput {
            text: "Барлығы".to_owned(),
            law_reference: "217".to_owned(),
            valid_from: "2026-11-01".to_owned(),
        };
        self.registry.set_access(&head, id, &order).await.unwrap();
        for period in periods {
            let input = DataSetInput {
                name: LocalizedText::new(format!("{name} {period}"), "x", ""),
                period_days: (*period).to_owned(),
            };
            self.registry.add_data_set(&head, id, &input).await.unwrap();
        }
        self.registry.put_into_operation(&head, id).await.unwrap();
        id
    }

    async fn updates(&self, body: Option<BodyId>, freshness: Option<Freshness>) -> Vec<String> {
        let query = UpdatesQuery { body, freshness, page: PageRequest::default() };
        let found = self.registry.updates(&actor(1, Role::Drafter), &query).await.unwrap();
        found.page.items.into_iter().map(|(line, _)| line.set.name.kk).collect()
    }
}

/// The list finds by name, owner, kind and state, in the order of names, page by page.
#[tokio::test]
async fn records_are_found() {
    for world in worlds().await {
        world.record(1, Kind::System, "Ә жүйесі").await;
        world.operated(0, "100% ресурс", &[]).await;
        world.record(0, Kind::System, "А жүйесі").await;
        let found = async |query: RecordQuery| {
            world.registry.records(&actor(1, Role::Drafter), &query).await.unwrap().page.total
        };
        let words = |words: &str| RecordQuery { words: words.to_owned(), ..RecordQuery::default() };
        for (query, count) in [
            (RecordQuery::default(), 3),
            (words("ЖҮЙЕСІ"), 2),
            (words("100%"), 1),
            (words("_"), 0),
            (RecordQuery { body: Some(body(0)), ..RecordQuery::default() }, 2),
            (RecordQuery { kind: Some(Kind::Resource), ..RecordQuery::default() }, 1),
            (RecordQuery { state: Some(State::InOperation), ..RecordQuery::default() }, 1),
            (RecordQuery { state: Some(State::Withdrawn), ..RecordQuery::default() }, 0),
        ] {
            assert_eq!(found(query.clone()).await, count, "{query:?}");
        }
        let second = RecordQuery { page: PageRequest { number: 2, size: 2 }, ..RecordQuery::default() };
        let page = world.registry.records(&actor(0, Role::HeadOfBody), &second).await.unwrap();
        assert!(page.page.items.len() == 1 && page.page.total == 3 && page.may_register);
    }
}

/// The report follows what happens: data sets of records in operation, the longest overdue first; an update moves one on; a
/// record that was withdrawn is watched over no more.
#[tokio::test]
async fn the_report_follows_what_happens() {
    for world in worlds().await {
        let head = actor(0, Role::HeadOfBody);
        let id = world.operated(0, "А", &["10", "5"]).await;
        world.operated(1, "Б", &["7"]).await;
        let idle = world.record(0, Kind::Resource, "В").await;
        let input = DataSetInput { name: LocalizedText::new("В", "В", ""), period_days: "1".to_owned() };
        world.registry.add_data_set(&head, idle, &input).await.unwrap();
        assert_eq!(world.updates(None, None).await, ["А 5", "Б 7", "А 10"]);
        world.clock.advance(8 * DAY);
        assert_eq!(world.updates(None, Some(Freshness::Overdue)).await, ["А 5", "Б 7"]);
        assert_eq!(world.updates(None, Some(Freshness::UpToDate)).await, ["А 10"]);
        assert_eq!(world.updates(Some(body(1)), None).await, ["Б 7"]);

        let card = world.registry.card(&head, id).await.unwrap();
        let set = card.record.data_sets.iter().find(|set| set.period_days == Some(5)).unwrap().id;
        let foreign = world.registry.updated(&actor(1, Role::HeadOfBody), id, set).await;
        assert!(matches!(foreign, Err(Error::Forbidden)));
        world.registry.updated(&head, id, set).await.unwrap();
        assert_eq!(world.updates(None, None).await, ["Б 7", "А 10", "А 5"]);
        let events: Vec<_> = world.registry.card(&head, id).await.unwrap().history;
        let codes: Vec<_> = events.iter().map(|entry| entry.event.code()).collect();
        let expected = ["registered", "access_order", "data_set_added", "data_set_added", "operated", "updated"];
        assert_eq!(codes, expected);

        world.registry.withdraw(&head, id, "ауыстырылды").await.unwrap();
        assert_eq!(world.updates(None, None).await, ["Б 7"]);
        assert!(matches!(world.registry.updated(&head, id, set).await, Err(Error::Refused(_))));
    }
}

/// What was refused leaves nothing behind: neither state nor history nor accounting of a change.
#[tokio::test]
async fn a_refusal_changes_nothing() {
    for world in worlds().await {
        let head = actor(0, Role::HeadOfBody);
        let id = world.record(0, Kind::System, "А").await;
        let before = world.registry.card(&head, id).await.unwrap();
        let refused = world.registry.put_into_operation(&head, id).await;
        assert!(matches!(refused, Err(Error::Invalid(wrong)) if wrong.len() == 4));
        let finding = FindingInput {
            kind: Some(FindingKind::Test),
            number: "1".to_owned(),
            date: "2026-11-20".to_owned(),
            valid_until: String::new(),
            issuer: "Зертхана".to_owned(),
            positive: Some(true),
        };
        for (index, role) in [(1, Role::HeadOfBody), (0, Role::Drafter), (0, Role::Controller)] {
            let refused = world.registry.add_finding(&actor(index, role), id, &finding).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
        }
        let after = world.registry.card(&head, id).await.unwrap();
        assert_eq!((after.record, after.history), (before.record, before.history));
        let sql = "select count(*) from audit_entry where resource = 'registry_record'";
        let accounted: i64 = sqlx::query_scalar(sql).fetch_one(world.database.db.reader()).await.unwrap();
        assert_eq!(accounted, 1, "that it was entered");
        for role in [Role::RecordsClerk, Role::Administrator] {
            world.registry.add_finding(&actor(0, role), id, &finding).await.unwrap();
        }
    }
}
