//! A small government: two ministries, a Chancellery, an administrator, some people.

use async_trait::async_trait;
use kazakh::{Bin, Iin, Sex};
use orda_base::{
    Actor, BodyId, Date, Env, FixedClock, Language, LocalizedText, Origin, PersonId, Refusal, Result, Role,
    SystemEntropy, Timestamp,
};
use orda_identity::{
    BodyInput, BodyKind, EdsLogin, Identity, Opened, PersonInput, PersonName, PositionInput, ProvenIdentity, Sealer,
    SecondFactorOf, Settings,
};
use orda_identity_store::{IdentitySql, MIGRATIONS};
use orda_store::testing::{TestDatabase, databases};
use sqlx::pool::PoolConnection;
use sqlx::{Any, Row};
use std::sync::Arc;
use zeroize::Zeroizing;

pub const PASSWORD: &str = "Жайлаудағы боз үй";
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);

pub struct World {
    pub identity: Identity,
    pub clock: FixedClock,
    pub database: TestDatabase,
    pub justice: BodyId,
    pub health: BodyId,
    pub chancellery: BodyId,
    pub administrator: PersonId,
    serial: std::sync::atomic::AtomicU32,
}

/// Takes "`iin` `bin`" for a signature over any content.
struct PlainSignatures;

#[async_trait]
impl EdsLogin for PlainSignatures {
    async fn verify(&self, content: &[u8], cms: &[u8]) -> Result<ProvenIdentity> {
        assert!(content.starts_with(b"ORDA LOGIN 1\n"));
        let text = String::from_utf8_lossy(cms);
        let (iin, bin) = text.split_once(' ').ok_or_else(|| Refusal::new("signatures-refusal-broken"))?;
        Ok(ProvenIdentity { iin: iin.to_owned(), bin: bin.to_owned() })
    }
}

/// Adds what stands before a secret: enough to see that it was opened for what it was sealed for.
struct PlainSeals;

impl Sealer for PlainSeals {
    fn seal(&self, _: &Env, secret: &[u8], context: &[u8]) -> Result<Vec<u8>> {
        Ok([context, secret].concat())
    }

    fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let secret = sealed.strip_prefix(context).ok_or_else(|| orda_base::Error::internal("sealed for another"))?;
        Ok(Zeroizing::new(secret.to_vec()))
    }
}

pub fn service(database: &TestDatabase, clock: &FixedClock) -> Identity {
    // What is tried here is not the second step, unless a test asks for it.
    service_with(
        database,
        clock,
        Settings { second_factor: SecondFactorOf::Holders(Vec::new()), ..Settings::default() },
    )
}

fn service_with(database: &TestDatabase, clock: &FixedClock, settings: Settings) -> Identity {
    let env = Env::new(clock.clone(), SystemEntropy);
    let store = Arc::new(IdentitySql::new(database.db.clone()));
    Identity::new(store, env, settings, Some(Arc::new(PlainSignatures))).with_second_factors(Arc::new(PlainSeals))
}

/// Another node of the world, where these roles demand a second factor.
pub fn strict(world: &World, roles: &[Role]) -> Identity {
    let settings = Settings { second_factor: SecondFactorOf::Holders(roles.to_vec()), ..Settings::default() };
    service_with(&world.database, &world.clock, settings)
}

/// Another node of the world, as it is unless set otherwise.
pub fn usual(world: &World) -> Identity {
    service_with(&world.database, &world.clock, Settings::default())
}

/// The code that a program with this secret shows.
pub fn totp(secret: &str, now: Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).expect("Base32");
    let program = totp_rs::Builder::new().with_secret(secret).with_account_name("x").build_noncompliant();
    program.generate(u64::try_from(now.seconds()).expect("after 1970")).to_string()
}

/// One world on each database.
pub async fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for database in databases(&[MIGRATIONS, orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS]).await {
        worlds.push(World::new(database).await);
    }
    worlds
}

impl World {
    async fn new(database: TestDatabase) -> Self {
        let clock = FixedClock::at(NOW);
        let mut world = Self {
            identity: service(&database, &clock),
            clock,
            database,
            justice: BodyId::from_uuid(orda_base::uuid::Uuid::nil()),
            health: BodyId::from_uuid(orda_base::uuid::Uuid::nil()),
            chancellery: BodyId::from_uuid(orda_base::uuid::Uuid::nil()),
            administrator: PersonId::from_uuid(orda_base::uuid::Uuid::nil()),
            serial: 1.into(),
        };
        world.justice = world.body("Әділет министрлігі", BodyKind::Ministry).await;
        world.health = world.body("Денсаулық сақтау министрлігі", BodyKind::Ministry).await;
        world.chancellery = world.body("Премьер-Министрдің Кеңсесі", BodyKind::Chancellery).await;
        world.administrator = world.person("administrator", world.justice, &[]).await;
        world.grant(world.administrator, Role::Administrator, None).await;
        world
    }

    pub fn now(&self) -> Timestamp {
        use orda_base::Clock;
        self.clock.now()
    }

    fn next(&self) -> u32 {
        self.serial.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
    }

    pub fn body_input(&self, name: &str, kind: BodyKind) -> BodyInput {
        let bin = Bin::generate(2002, 8, self.next()).expect("a BIN").to_string();
        let text = LocalizedText::new(name, name, "");
        BodyInput { bin, kind: Some(kind), name: text.clone(), short_name: text, parent: None }
    }

    pub async fn body(&self, name: &str, kind: BodyKind) -> BodyId {
        self.identity.create_body(&Actor::portal(), &self.body_input(name, kind)).await.expect("a body")
    }

    pub fn person_input(&self, login: &str) -> PersonInput {
        let born = Date::constant(1980, 5, 17);
        PersonInput {
            iin: Iin::generate(born, Sex::Male, self.next()).expect("an IIN").to_string(),
            name: PersonName::new("Ахметов", "Дәулет", "Серікұлы"),
            email: format!("{login}@example.kz"),
            language: Language::Kk,
            login: login.to_owned(),
        }
    }

    pub fn position(body: BodyId) -> PositionInput {
        let title = LocalizedText::new("Бас сарапшы", "Главный эксперт", "Chief expert");
        PositionInput { body, unit: None, title, since: Date::constant(2020, 1, 6), until: None }
    }

    /// A person with [`PASSWORD`], a position in `body` and these roles in it.
    pub async fn person(&self, login: &str, body: BodyId, roles: &[Role]) -> PersonId {
        let portal = Actor::portal();
        let (input, position) = (self.person_input(login), Self::position(body));
        let id = self.identity.create_person(&portal, &input, Some(&position)).await.expect("a person");
        self.identity.set_password(&portal, id, PASSWORD, false).await.expect("a password");
        for role in roles {
            self.grant(id, *role, Some(body)).await;
        }
        id
    }

    pub async fn grant(&self, person: PersonId, role: Role, body: Option<BodyId>) {
        self.identity.grant_role(&Actor::portal(), person, role, body).await.expect("a role");
    }

    pub fn anonymous() -> Actor {
        let origin = Origin {
            address: Some("10.1.2.3".parse().expect("an address")),
            agent: "Mozilla/5.0".into(),
            ..Origin::default()
        };
        Actor::anonymous(Language::Kk, origin)
    }

    pub async fn login(&self, login: &str) -> Result<Opened> {
        self.identity.login(&Self::anonymous(), login, PASSWORD, None).await
    }

    /// The actor of a token, as a request has it.
    pub async fn resolve(&self, token: &str) -> Option<Actor> {
        let origin = Self::anonymous().origin;
        self.identity.resolve_session(token, origin, None).await.expect("resolves").map(|r| r.actor)
    }

    /// The actor of a new session.
    pub async fn actor(&self, login: &str) -> Actor {
        let opened = self.login(login).await.expect("logs in");
        self.resolve(&opened.token).await.expect("is logged in")
    }

    /// As when many log in at once: all connections but one are taken, and the one that writes to an embedded database is
    /// not. Who asks for a second one while holding that one waits in vain.
    pub async fn hold_connections(&self) -> Vec<PoolConnection<Any>> {
        let pool = self.database.db.reader();
        let mut held = Vec::new();
        for _ in 1..pool.options().get_max_connections() {
            held.push(pool.acquire().await.expect("a connection"));
        }
        held
    }

    /// What was accounted for: operation, outcome, name, detail.
    pub async fn accounted(&self) -> Vec<[String; 4]> {
        let sql = "select operation, outcome, actor_name, detail from audit_entry order by seq";
        let rows = sqlx::query(sql).fetch_all(self.database.db.reader()).await.expect("reads");
        rows.iter().map(|r| [0, 1, 2, 3].map(|at| r.get(at))).collect()
    }
}

/// The code of a refusal or of the first wrong field.
pub fn code<T>(result: Result<T>) -> &'static str {
    match result {
        Ok(_) => "done",
        Err(orda_base::Error::Invalid(fields)) => fields[0].message.key,
        Err(error) => match error {
            orda_base::Error::Refused(refusal) => refusal.message.key,
            orda_base::Error::NotFound => "not-found",
            orda_base::Error::Forbidden => "forbidden",
            orda_base::Error::TooMany(_) => "too-many",
            other => panic!("{other}"),
        },
    }
}
