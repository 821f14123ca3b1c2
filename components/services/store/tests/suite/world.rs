//! The use cases over a database of their own, with a small government: two bodies, in each a head, an administrator and two
//! employees.

use async_trait::async_trait;
use kazakh::{Bin, Iin, Sex};
use orda_base::uuid::Uuid;
use orda_base::{
    Actor, BodyId, Env, Error, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId, Result,
    Role, SeededEntropy, Timestamp, UnitId,
};
use orda_documents::{Documents, SecretKey, samples};
use orda_documents_store::{DocumentsSql, LocalBlobs};
use orda_identity::{Body, BodyKind, Directory, PersonCard, PersonName};
use orda_services::ports::ServicesStore;
use orda_services::{
    AuthorisationId, AuthorisationInput, ResultId, ResultInput, ServiceId, ServiceInput, ServiceKind, ServiceResult,
    Services,
};
use orda_services_store::{MIGRATIONS, ServicesSql};
use orda_signatures::samples::{self as plain, PlainSignatures};
use orda_signatures::{Expected, SignerRole, Verifier};
use orda_store::testing::{TestDatabase, databases};
use std::sync::{Arc, Mutex};

/// Monday, 23 November 2026, 09:30 in Astana.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);
/// A day.
pub const DAY: i64 = 86_400;

/// The people of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    Head,
    Administrator,
    Officer,
    Colleague,
}

const POSTS: [Post; 4] = [Post::Head, Post::Administrator, Post::Officer, Post::Colleague];
const BODIES: [usize; 2] = [0, 1];

pub fn body(index: usize) -> BodyId {
    BodyId::from_uuid(Uuid::from_u128(0x1000 + index as u128))
}

pub fn bin(index: usize) -> String {
    Bin::generate(2001, 1, 50 + 20 * u32::try_from(index).unwrap()).unwrap().to_string()
}

pub fn person(index: usize, post: Post) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(0x2000 + index as u128 * 16 + post as u128))
}

fn iin(person: PersonId) -> String {
    format!("{:012}", 800_000_000_000_u128 + person.uuid().as_u128())
}

/// Whoever holds this post in this body. Employees have no role at all: a position is enough.
pub fn actor(index: usize, post: Post) -> Actor {
    let id = person(index, post);
    let role = match post {
        Post::Head => Some(Role::HeadOfBody),
        Post::Administrator => Some(Role::Administrator),
        Post::Officer | Post::Colleague => None,
    };
    let membership = |role| Membership { body: Some(body(index)), role, acting_for: None };
    Actor {
        identity: Identity::Person { id, name: card(index, post).name.full(), iin: iin(id) },
        language: Language::Kk,
        memberships: role.map(membership).into_iter().collect(),
        units: vec![UnitId::from_uuid(Uuid::from_u128(0x3000 + index as u128))],
        origin: Origin::default(),
    }
}

fn card(index: usize, post: Post) -> PersonCard {
    let id = person(index, post);
    PersonCard {
        id,
        iin: iin(id),
        name: PersonName::new(format!("{post:?}"), format!("Орган {index}"), ""),
        email: None,
        language: Language::Kk,
        position: LocalizedText::new("Бас маман", "Главный специалист", ""),
        active: true,
    }
}

/// A directory in memory. People can leave.
#[derive(Default)]
pub struct Government {
    gone: Mutex<Vec<PersonId>>,
}

impl Government {
    pub fn leaves(&self, person: PersonId) {
        self.gone.lock().unwrap().push(person);
    }
}

fn made(index: usize) -> Arc<Body> {
    let name = LocalizedText::new(format!("Орган {index}"), format!("Орган {index} (ru)"), "");
    Arc::new(Body {
        id: body(index),
        bin: bin(index),
        kind: BodyKind::Ministry,
        name: name.clone(),
        short_name: name,
        parent: None,
        active: true,
    })
}

#[async_trait]
impl Directory for Government {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>> {
        Ok(BODIES.into_iter().find(|i| body(*i) == id).map(made))
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok(BODIES.into_iter().map(made).collect())
    }

    async fn person(&self, id: PersonId) -> Result<Option<Arc<PersonCard>>> {
        let all = BODIES.into_iter().flat_map(|i| POSTS.map(|p| (i, p)));
        Ok(all.into_iter().find(|(i, p)| person(*i, *p) == id).map(|(i, p)| Arc::new(card(i, p))))
    }

    async fn people_of(&self, of: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        let gone = self.gone.lock().unwrap().clone();
        let index = BODIES.into_iter().find(|i| body(*i) == of).unwrap();
        let here = POSTS.into_iter().filter(|p| !gone.contains(&person(index, *p)));
        Ok(here.map(|p| Arc::new(card(index, p))).collect())
    }

    async fn holders(&self, _: Role, _: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }

    async fn chancellery(&self) -> Result<Option<Arc<Body>>> {
        Ok(None)
    }
}

/// A signature of that person for that body over these bytes.
pub fn signature(index: usize, post: Post, bin: &str, content: &[u8]) -> Vec<u8> {
    let iin = iin(person(index, post));
    plain::signature(&Expected { iin: &iin, bin, role: SignerRole::Employee }, content)
}

pub struct World {
    pub services: Services,
    pub store: Arc<ServicesSql>,
    pub verifier: Arc<PlainSignatures>,
    pub database: TestDatabase,
    pub clock: FixedClock,
    pub government: Arc<Government>,
    pub env: Env,
}

/// One world on each database.
pub async fn worlds() -> Vec<World> {
    let sets =
        [orda_audit_store::MIGRATIONS, orda_documents_store::MIGRATIONS, orda_signatures_store::MIGRATIONS, MIGRATIONS];
    databases(&sets).await.into_iter().map(World::new).collect()
}

impl World {
    fn new(database: TestDatabase) -> Self {
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SeededEntropy::new(1));
        let government = Arc::new(Government::default());
        let documents = Documents::new(
            Arc::new(DocumentsSql::new(database.db.clone())),
            Arc::new(LocalBlobs::open(database.folder.path().join("files")).unwrap()),
            env.clone(),
            SecretKey::new([7; 32]),
            orda_documents::Settings::default(),
        );
        let store = Arc::new(ServicesSql::new(database.db.clone()));
        let verifier = Arc::new(PlainSignatures::default());
        let services = Services::new(
            Arc::clone(&store) as Arc<dyn ServicesStore>,
            Arc::clone(&government) as Arc<dyn Directory>,
            Arc::new(documents),
            Arc::clone(&verifier) as Arc<dyn Verifier>,
            env.clone(),
        );
        Self { services, store, verifier, database, clock, government, env }
    }

    /// A service of the first body.
    pub async fn service(&self, code: &str) -> ServiceId {
        let input = service_input(code);
        self.services.register(&actor(0, Post::Administrator), &input).await.unwrap()
    }

    /// Authorises an employee of the first body from today on.
    pub async fn authorise(&self, service: ServiceId, post: Post) -> AuthorisationId {
        let input = granted(post, NOW, "");
        self.services.authorise(&actor(0, Post::Administrator), service, &input).await.unwrap()
    }

    /// A service whose officer is authorised.
    pub async fn served(&self) -> ServiceId {
        let service = self.service("00403001").await;
        self.authorise(service, Post::Officer).await;
        service
    }

    /// A draft of the officer, with its document.
    pub async fn draft(&self, service: ServiceId, valid_until: &str) -> ResultId {
        let officer = actor(0, Post::Officer);
        let id = self.services.prepare(&officer, service, &result_input(valid_until)).await.unwrap();
        self.services.attach(&officer, id, "Анықтама.pdf", samples::pdf().into()).await.unwrap();
        id
    }

    /// Signs as this person with the certificate of that one, for the body with this BIN.
    pub async fn sign_with(&self, id: ResultId, by: Post, certificate: (usize, Post), bin: &str) -> Result<()> {
        let by = actor(0, by);
        let manifest = self.services.signing(&actor(0, Post::Officer), id).await?.manifest;
        self.services.sign(&by, id, &signature(certificate.0, certificate.1, bin, &manifest)).await
    }

    /// The officer signs.
    pub async fn sign(&self, id: ResultId) -> Result<()> {
        self.sign_with(id, Post::Officer, (0, Post::Officer), &bin(0)).await
    }

    /// A result that was issued.
    pub async fn issued(&self, service: ServiceId, valid_until: &str) -> ServiceResult {
        let id = self.draft(service, valid_until).await;
        self.sign(id).await.unwrap();
        self.services.issue(&actor(0, Post::Officer), id).await.unwrap();
        self.result(id).await
    }

    pub async fn result(&self, id: ResultId) -> ServiceResult {
        self.store.result(id).await.unwrap().unwrap()
    }

    /// Flips a bit of every stored document; once more, and all are as they were.
    pub fn flip_stored_bytes(&self) {
        let mut folders = vec![self.database.folder.path().join("files")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let mut bytes = std::fs::read(&path).unwrap();
                if let Some(first) = bytes.first_mut() {
                    *first ^= 1;
                    std::fs::write(&path, bytes).unwrap();
                }
            }
        }
    }

    /// State of a result.
    pub async fn state(&self, id: ResultId) -> &'static str {
        self.result(id).await.state.code()
    }

    /// What anybody is told who knows the number.
    pub async fn verdict(&self, result: &ServiceResult) -> &'static str {
        self.services.check(&result.number.to_string(), None).await.unwrap().verdict.code()
    }
}

pub fn service_input(code: &str) -> ServiceInput {
    ServiceInput {
        body: Some(body(0)),
        code: code.to_owned(),
        name: LocalizedText::new("Анықтама беру", "Выдача справки", ""),
        kind: Some(ServiceKind::State),
        active: Some(true),
    }
}

pub fn granted(post: Post, from: Timestamp, until: &str) -> AuthorisationInput {
    AuthorisationInput { person: Some(person(0, post)), from: Some(from.date()), until: until.to_owned() }
}

pub fn result_input(valid_until: &str) -> ResultInput {
    ResultInput {
        recipient_number: Iin::generate("1990-05-17".parse().unwrap(), Sex::Female, 7).unwrap().to_string(),
        recipient_name: "Оспанова Айгүл".to_owned(),
        valid_until: valid_until.to_owned(),
    }
}

/// The code of what was refused; empty when it was not.
pub fn code<T>(result: Result<T>) -> String {
    result.err().map(|e| e.code().to_owned()).unwrap_or_default()
}

/// The wrong fields with what is wrong with each.
pub fn wrong<T>(result: Result<T>) -> Vec<String> {
    match result {
        Err(Error::Invalid(fields)) => fields.iter().map(|f| format!("{} {}", f.field, f.message.key)).collect(),
        _ => Vec::new(),
    }
}
