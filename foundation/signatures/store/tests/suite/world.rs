//! A body with a head, an employee and administrators, over a real store.
#![allow(dead_code, reason = "each test file uses a part")]

use async_trait::async_trait;
use eds::make::{self, SigningKey};
use eds::{Name, attribute as at};
use orda_base::{
    Actor, BodyId, Env, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId, Result, Role,
    SystemEntropy, Timestamp,
};
use orda_signatures::centre::{CentreSettings, Staff, StaffMember};
use orda_signatures::{CertifyingCentre, MasterKey, Signatures, TrustVerifier};
use orda_signatures_store::{CentreSql, SignatureSql};
use orda_store::Database;
use orda_store::testing::TestDatabase;
use std::sync::{Arc, Mutex};

/// 2026-11-22T03:00:00Z.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_316_400);
pub const DAY: i64 = 86_400;
pub const BIN: &str = "940740000007";

pub struct World {
    _database: TestDatabase,
    pub db: Database,
    pub clock: FixedClock,
    pub env: Env,
    pub centre: Arc<CertifyingCentre>,
    pub verifier: Arc<TrustVerifier>,
    pub signatures: Signatures,
    pub body: BodyId,
    pub people: Arc<People>,
    pub head: Actor,
    pub employee: Actor,
    pub administrator: Actor,
}

/// Who works in the body; the head may change.
pub struct People {
    members: Vec<(PersonId, StaffMember)>,
    pub head: Mutex<PersonId>,
    administrator: PersonId,
}

#[async_trait]
impl Staff for People {
    async fn member(&self, person: PersonId, _body: BodyId) -> Result<Option<StaffMember>> {
        let head = *self.head.lock().expect("not poisoned") == person;
        Ok(self.members.iter().find(|(id, _)| *id == person).map(|(_, m)| StaffMember { head, ..m.clone() }))
    }

    async fn administrators(&self, _body: BodyId) -> Result<Vec<PersonId>> {
        Ok(vec![self.administrator])
    }
}

fn actor(env: &Env, name: &str, iin: &str, roles: &[(Role, Option<BodyId>)]) -> Actor {
    Actor {
        identity: Identity::Person { id: PersonId::generate(env), name: name.into(), iin: iin.into() },
        language: Language::Kk,
        memberships: roles
            .iter()
            .map(|(role, body)| Membership { body: *body, role: *role, acting_for: None })
            .collect(),
        units: Vec::new(),
        origin: Origin::default(),
    }
}

fn member(surname: &str, given: &str, patronymic: &str, iin: &str) -> StaffMember {
    StaffMember {
        surname: surname.into(),
        given: given.into(),
        patronymic: patronymic.into(),
        iin: iin.into(),
        bin: BIN.into(),
        organisation: LocalizedText::new("Әділет министрлігі", "Министерство юстиции", "Ministry of Justice"),
        head: false,
    }
}

impl World {
    pub fn new(database: TestDatabase) -> Self {
        let db = database.db.clone();
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SystemEntropy);
        let body = BodyId::generate(&env);
        let head = actor(&env, "Ахметов Дәурен Серікұлы", "850101300019", &[(Role::HeadOfBody, Some(body))]);
        let employee = actor(&env, "Ким Ольга", "900202400017", &[(Role::Drafter, Some(body))]);
        let administrator = actor(&env, "Әкімші", "800101300014", &[(Role::Administrator, Some(body))]);
        let id = |a: &Actor| a.person().expect("a person");
        let people = Arc::new(People {
            members: vec![
                (id(&head), member("Ахметов", "Дәурен", "Серікұлы", "850101300019")),
                (id(&employee), member("Ким", "Ольга", "", "900202400017")),
                (id(&administrator), member("Әкімші", "Бірінші", "", "800101300014")),
            ],
            head: Mutex::new(id(&head)),
            administrator: id(&administrator),
        });
        let centre = Arc::new(CertifyingCentre::new(
            Arc::new(CentreSql::new(db.clone(), env.clone())),
            people.clone(),
            env.clone(),
            MasterKey::new([7; 32]),
            CentreSettings::named("МО КО"),
        ));
        let verifier = Arc::new(TrustVerifier::new(env.clone(), Some(centre.clone()), Vec::new()));
        let signatures = Signatures::new(Arc::new(SignatureSql::new(db.clone())), verifier.clone());
        Self {
            _database: database,
            db,
            clock,
            env,
            centre,
            verifier,
            signatures,
            body,
            people,
            head,
            employee,
            administrator,
        }
    }
}

/// A key made "in the browser", with a request for it.
pub fn request() -> (Vec<u8>, Vec<u8>) {
    let pkcs8 = SigningKey::generate_p256().expect("key").to_vec();
    let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
    let subject = Name::of(&[(at::CN, "SOMEBODY ELSE"), (at::SERIAL_NUMBER, "IIN000000000000")]).expect("name");
    let csr = make::request(&subject, &key).expect("request");
    (pkcs8, csr)
}
