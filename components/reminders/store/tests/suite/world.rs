//! A small government, its reminders on a database, and two sources that the test holds in its hands.

use async_trait::async_trait;
use orda_base::uuid::Uuid;
use orda_base::{
    Actor, BodyId, Env, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId, Result, Role,
    SystemEntropy, Timestamp,
};
use orda_identity::{Body, BodyKind, Directory, PersonCard, PersonName};
use orda_reminders::message::FORMAT;
use orda_reminders::ports::{Answer, SourceReader};
use orda_reminders::{
    Endpoint, Fault, FaultKind, Refresh, Reminder, ReminderQuery, Reminders, Settings, Source, SourceSettings,
    SystemKey,
};
use orda_reminders_store::RemindersSql;
use orda_store::testing::{On, TestDatabase};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Monday, 23 November 2026, 13:30 in Astana: the first time of the Chancellery on that day.
pub const NOON: Timestamp = Timestamp::from_seconds(1_795_422_600);

/// Bodies that do not change; each has one Controller, whose id is that of the body.
pub struct Government(Vec<Arc<Body>>);

#[async_trait]
impl Directory for Government {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>> {
        Ok(self.0.iter().find(|b| b.id == id).cloned())
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok(self.0.clone())
    }

    async fn person(&self, _: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok(None)
    }

    async fn people_of(&self, body: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        self.holders(Role::Controller, Some(body)).await
    }

    async fn holders(&self, role: Role, body: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        let Some(body) = body.filter(|_| role == Role::Controller) else { return Ok(Vec::new()) };
        Ok(vec![Arc::new(PersonCard {
            id: PersonId::from_uuid(body.uuid()),
            iin: String::new(),
            name: PersonName::new("Ахметов", "Дәулет", "Серікұлы"),
            email: None,
            language: Language::Kk,
            position: LocalizedText::default(),
            active: true,
        })])
    }

    async fn chancellery(&self) -> Result<Option<Arc<Body>>> {
        Ok(None)
    }
}

/// What a source does when it is asked.
#[derive(Clone)]
pub enum Says {
    /// Answers with this list, made now and sealed.
    List(Vec<Value>),
    /// Answers with these bytes, sealed.
    Bytes(Vec<u8>),
    /// Answers with this list under a foreign seal.
    Forged(Vec<Value>),
    /// Does not answer.
    Silent,
    /// Answers with another status.
    Status(u16),
}

/// Both sources.
pub struct Sources {
    clock: FixedClock,
    key: SystemKey,
    says: Mutex<HashMap<Source, Says>>,
    /// How often each was asked.
    pub asked: Mutex<HashMap<Source, u32>>,
}

impl Sources {
    fn envelope(&self, source: Source, list: &[Value]) -> Vec<u8> {
        let made_at = orda_base::Clock::now(&self.clock).rfc3339();
        json!({"format": FORMAT, "source": source.code(), "made_at": made_at, "instructions": list})
            .to_string()
            .into_bytes()
    }
}

#[async_trait]
impl SourceReader for Sources {
    async fn read(&self, endpoint: &Endpoint, _: usize) -> Result<Answer, Fault> {
        let source = Source::from_code(&endpoint.url).unwrap();
        *self.asked.lock().unwrap().entry(source).or_default() += 1;
        let says = self.says.lock().unwrap().get(&source).cloned().unwrap_or(Says::Silent);
        let bytes = match says {
            Says::List(list) => self.envelope(source, &list),
            Says::Bytes(bytes) => bytes,
            Says::Forged(list) => {
                let bytes = self.envelope(source, &list);
                let seal = SystemKey::from_seed(&[9; 32]).unwrap().seal(&bytes);
                return Ok(Answer { bytes, seal });
            }
            Says::Silent => return Err(Fault::new(FaultKind::Unreachable, "connection refused")),
            Says::Status(status) => return Err(Fault::new(FaultKind::Status, status.to_string())),
        };
        let seal = self.key.seal(&bytes);
        Ok(Answer { bytes, seal })
    }
}

/// Reminders under test. The clock stands at [`NOON`].
pub struct World {
    pub database: TestDatabase,
    pub clock: FixedClock,
    pub env: Env,
    pub sources: Arc<Sources>,
    pub government: Arc<Government>,
    pub reminders: Reminders,
}

/// Justice and finance.
pub const JUSTICE: u128 = 1;
pub const FINANCE: u128 = 2;

pub fn body(nth: u128) -> BodyId {
    BodyId::from_uuid(Uuid::from_u128(nth))
}

pub fn bin(nth: u128) -> String {
    format!("00014000001{nth}")
}

/// An instruction of the first kind, to this body.
pub fn instruction(id: &str, to: u128) -> Value {
    json!({"id": id, "state": "under_control", "body": bin(to), "outgoing_number": format!("12-5/{id}"),
        "outgoing_date": "2026-11-02", "short_content": "Есеп беру", "executor": "Ахметов Д. С.",
        "document_kind": "Тапсырма", "responsible_unit": "Бақылау бөлімі", "due_date": "2026-11-30"})
}

/// The same with a field changed.
pub fn with(mut instruction: Value, field: &str, value: &str) -> Value {
    instruction[field] = json!(value);
    instruction
}

impl World {
    /// Both sources are joined and silent.
    pub async fn start(on: On) -> Self {
        let sets =
            [orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS, orda_reminders_store::MIGRATIONS];
        let database = on.open(&sets).await;
        let clock = FixedClock::at(NOON);
        let env = Env::new(clock.clone(), SystemEntropy);
        let named = |nth: u128, name: &str| {
            Arc::new(Body {
                id: body(nth),
                bin: bin(nth),
                kind: BodyKind::Ministry,
                name: LocalizedText::new(name, name, name),
                short_name: LocalizedText::new(name, name, name),
                parent: None,
                active: true,
            })
        };
        let government = Arc::new(Government(vec![named(JUSTICE, "Әділет"), named(FINANCE, "Қаржы")]));
        let key = SystemKey::from_seed(&[7; 32]).unwrap();
        let sources = Arc::new(Sources { clock: clock.clone(), key, says: Mutex::default(), asked: Mutex::default() });
        let mut world = Self {
            reminders: Reminders::new(
                Arc::new(RemindersSql::new(database.db.clone(), env.clone())),
                government.clone(),
                sources.clone(),
                env.clone(),
                Settings::default(),
            ),
            database,
            clock,
            env,
            sources,
            government,
        };
        world.reminders = world.instance();
        world
    }

    /// The use cases as another instance of the portal on the same database has them.
    pub fn instance(&self) -> Reminders {
        let joined = |source: Source| SourceSettings {
            endpoint: Some(Endpoint { url: source.code().to_owned(), key: self.sources.key.public(), token: None }),
            timetable: Settings::usual_timetable(source),
        };
        Reminders::new(
            Arc::new(RemindersSql::new(self.database.db.clone(), self.env.clone())),
            self.government.clone(),
            self.sources.clone(),
            self.env.clone(),
            Settings {
                chancellery: joined(Source::Chancellery),
                presidential_administration: joined(Source::PresidentialAdministration),
                record_limit: 500,
                ..Settings::default()
            },
        )
    }

    /// From now on the source says this.
    pub fn says(&self, source: Source, says: Says) {
        self.sources.says.lock().unwrap().insert(source, says);
    }

    /// How often the source was asked.
    pub fn asked(&self, source: Source) -> u32 {
        self.sources.asked.lock().unwrap().get(&source).copied().unwrap_or(0)
    }

    /// Moves the clock on to a moment of Astana on the days of November 2026.
    pub fn at(&self, day: i64, hour: i64, minute: i64) {
        let to = NOON.plus_seconds((day - 23) * 86_400 + (hour * 60 + minute - 13 * 60 - 30) * 60);
        self.clock.advance(to.seconds_since(self.env.now()));
    }

    /// What is due is done.
    pub async fn refresh(&self) -> Vec<Refresh> {
        self.reminders.refresh_due().await.unwrap()
    }

    /// The list as the Controller of a body sees it, by term.
    pub async fn list(&self, of: u128) -> Vec<Reminder> {
        self.reminders.list(&controller(of), &ReminderQuery::default()).await.unwrap().page.items
    }

    /// Keys and sources of the same list.
    pub async fn keys(&self, of: u128) -> Vec<(String, Source)> {
        self.list(of).await.into_iter().map(|r| (r.key, r.source)).collect()
    }

    /// The log of a source, newest first.
    pub async fn log(&self, source: Source) -> Vec<Refresh> {
        let page = orda_base::PageRequest::new(None, Some(100));
        self.reminders.log(&controller(JUSTICE), Some(source), page).await.unwrap().items
    }
}

/// Somebody with a role in a body.
pub fn holder(role: Role, of: u128) -> Actor {
    Actor {
        identity: Identity::Person {
            id: PersonId::from_uuid(body(of).uuid()),
            name: "Ахметов Дәулет".to_owned(),
            iin: String::new(),
        },
        language: Language::Kk,
        memberships: vec![Membership { body: Some(body(of)), role, acting_for: None }],
        units: Vec::new(),
        origin: Origin::default(),
    }
}

/// The Controller of a body.
pub fn controller(of: u128) -> Actor {
    holder(Role::Controller, of)
}
