//! A small government, its exchange on a database, and a wire that the test holds in its hands.

use async_trait::async_trait;
use orda_base::{
    Actor, BodyId, Date, Env, Error, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PersonId,
    Result, Role, SystemEntropy, Timestamp,
};
use orda_edms::message::SEAL_HEADER;
use orda_edms::ports::{Answer, Carrier};
use orda_edms::samples::official;
use orda_edms::{
    Ack, Edms, Endpoint, Format, Letter, LetterId, LetterKind, Message, MessageKind, NewLetter, ParticipantInput,
    Received, Settings, SystemKey,
};
use orda_edms_store::EdmsSql;
use orda_identity::{Body, BodyKind, Directory, PersonCard, PersonName};
use orda_store::testing::{On, TestDatabase};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Monday, 23 November 2026, 09:30 in Astana.
pub const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);
/// Address of the portal.
pub const ADDRESS: &str = "https://portal.example.kz";
/// Link of the letters.
pub const LINK: &str = "https://portal.example.kz/drafts/1/v/1";

/// Bodies and people that do not change but for the list of bodies.
pub struct Government {
    pub bodies: Mutex<Vec<Arc<Body>>>,
    pub clerkless: Mutex<Vec<BodyId>>,
}

#[async_trait]
impl Directory for Government {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>> {
        Ok(self.bodies.lock().unwrap().iter().find(|b| b.id == id).cloned())
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok(self.bodies.lock().unwrap().iter().filter(|b| b.active).cloned().collect())
    }

    async fn person(&self, _: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok(None)
    }

    async fn people_of(&self, _: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        Ok(Vec::new())
    }

    async fn holders(&self, role: Role, body: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        let Some(body) = body.filter(|b| role == Role::RecordsClerk && !self.clerkless.lock().unwrap().contains(b))
        else {
            return Ok(Vec::new());
        };
        let name = PersonName::new("Ахметов", "Дәулет", "Серікұлы");
        Ok(vec![Arc::new(PersonCard {
            id: PersonId::from_uuid(body.uuid()),
            iin: String::new(),
            name,
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

/// What the wire does next.
pub enum Next {
    /// Takes the message and acknowledges it.
    Take,
    /// Takes the message, and the answer is lost.
    Lose,
    /// Does not answer.
    Silent,
    /// Answers with this status.
    Status(u16),
    /// Acknowledges with a foreign seal.
    Forge,
}

/// A wire that remembers what came through.
pub struct Wire {
    key: SystemKey,
    pub next: Mutex<VecDeque<Next>>,
    pub taken: Mutex<Vec<Message>>,
    pub tried: Mutex<Vec<Vec<u8>>>,
}

#[async_trait]
impl Carrier for Wire {
    async fn carry(&self, _: &Endpoint, format: Format, bytes: &[u8], _: &str) -> Result<Answer, String> {
        self.tried.lock().unwrap().push(bytes.to_vec());
        let next = self.next.lock().unwrap().pop_front().unwrap_or(Next::Take);
        let message = Message::read(bytes, format).unwrap();
        let ack = Ack::new(message.id, false, NOW).write(format);
        match next {
            Next::Silent => Err("connection refused".to_owned()),
            Next::Status(status) => Ok(Answer { status, bytes: b"no".to_vec(), seal: String::new() }),
            Next::Forge => {
                let other = SystemKey::from_seed(&[9; 32]).unwrap();
                Ok(Answer { status: 200, seal: other.seal(&ack), bytes: ack })
            }
            Next::Lose => {
                self.taken.lock().unwrap().push(message);
                Err("connection reset".to_owned())
            }
            Next::Take => {
                self.taken.lock().unwrap().push(message);
                Ok(Answer { status: 200, seal: self.key.seal(&ack), bytes: ack })
            }
        }
    }
}

/// An exchange under test.
pub struct World {
    pub database: TestDatabase,
    pub clock: FixedClock,
    pub env: Env,
    pub government: Arc<Government>,
    pub wire: Arc<Wire>,
    pub edms: Edms,
}

/// Justice, finance and energy; the last has a document system of its own once [`World::join_energy`] says so.
pub const JUSTICE: usize = 0;
pub const FINANCE: usize = 1;
pub const ENERGY: usize = 2;

impl World {
    /// An exchange where everybody works in the portal.
    pub async fn start(on: On) -> Self {
        let sets = [orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS, orda_edms_store::MIGRATIONS];
        let database = on.open(&sets).await;
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SystemEntropy);
        let body = |(name, bin): (&str, &str)| {
            let name = LocalizedText::new(format!("{name} министрлігі"), format!("Министерство {name}"), "");
            Arc::new(Body {
                id: BodyId::generate(&env),
                bin: bin.to_owned(),
                kind: BodyKind::Ministry,
                short_name: name.clone(),
                name,
                parent: None,
                active: true,
            })
        };
        let bodies =
            [("Әділет", "000140000011"), ("Қаржы", "000140000022"), ("Энергетика", "000140000033")].map(body).to_vec();
        let government = Arc::new(Government { bodies: Mutex::new(bodies), clerkless: Mutex::default() });
        let wire = Arc::new(Wire {
            key: SystemKey::from_seed(&[7; 32]).unwrap(),
            next: Mutex::default(),
            taken: Mutex::default(),
            tried: Mutex::default(),
        });
        let edms = Edms::new(
            Arc::new(EdmsSql::new(database.db.clone(), env.clone())),
            Arc::clone(&government) as Arc<dyn Directory>,
            Arc::clone(&wire) as Arc<dyn Carrier>,
            SystemKey::from_seed(&[1; 32]).unwrap(),
            env.clone(),
            Settings { address: ADDRESS.to_owned(), ..Settings::default() },
        );
        Self { database, clock, env, government, wire, edms }
    }

    /// The nth body.
    pub fn body(&self, nth: usize) -> BodyId {
        self.government.bodies.lock().unwrap()[nth].id
    }

    /// Its BIN.
    pub fn bin(&self, nth: usize) -> String {
        self.government.bodies.lock().unwrap()[nth].bin.clone()
    }

    /// Somebody with one role in the nth body.
    pub fn actor(&self, nth: usize, role: Role) -> Actor {
        let body = self.body(nth);
        Actor {
            identity: Identity::Person {
                id: PersonId::from_uuid(body.uuid()),
                name: "Ахметов Дәулет Серікұлы".into(),
                iin: String::new(),
            },
            memberships: vec![Membership { body: Some(body), role, acting_for: None }],
            ..Actor::portal()
        }
    }

    /// The records clerk of the nth body.
    pub fn clerk(&self, nth: usize) -> Actor {
        self.actor(nth, Role::RecordsClerk)
    }

    /// Energy has a document system of its own from now on; the reference data that greets it is out of the way.
    pub async fn join_energy(&self, format: Format) {
        self.decide(ENERGY, "outside", format).await;
        self.edms.deliver_due().await.unwrap();
        self.wire.taken.lock().unwrap().clear();
        self.wire.tried.lock().unwrap().clear();
    }

    /// Decides about the nth body.
    pub async fn decide(&self, nth: usize, way: &str, format: Format) {
        let input = ParticipantInput {
            way: way.into(),
            url: "https://edms.example.kz/edms/v1/messages".into(),
            format: format.code().into(),
            key: self.wire.key.public().pem(),
            paused: false,
        };
        self.edms.decide(&Actor::portal(), self.body(nth), &input).await.unwrap();
    }

    /// A cover letter of justice to the nth body.
    pub fn cover(&self, nth: usize, number: &str) -> NewLetter {
        NewLetter {
            id: LetterId::generate(&self.env),
            kind: LetterKind::Cover,
            sender: self.body(JUSTICE),
            receiver: self.body(nth),
            number: number.into(),
            date: NOW.date(),
            title: LocalizedText::new("Ілеспе хат", "Сопроводительное письмо", ""),
            text: format!("Жоба: {LINK}"),
            link: LINK.into(),
            signer: "Ахметов Д. С.".into(),
            signature: None,
            in_reply_to: None,
            host: "drafts".into(),
        }
    }

    /// The portal hands a cover letter over.
    pub async fn take(&self, new: &NewLetter) -> Result<Letter> {
        self.edms.take(&Actor::portal(), new.clone()).await
    }

    /// The letter as the centre has it.
    pub async fn letter(&self, id: LetterId) -> Letter {
        self.edms.letter(&Actor::portal(), id).await.unwrap()
    }

    /// What the component of the letters is told, in order; each is told once.
    pub async fn told(&self) -> Vec<String> {
        let mut all = Vec::new();
        for result in self.edms.results(&Actor::portal(), "drafts", 100).await.unwrap() {
            let value = serde_json::to_value(&result.told).unwrap();
            all.push(value["result"].as_str().unwrap().to_owned());
            self.edms.told(&Actor::portal(), result.id).await.unwrap();
        }
        all
    }

    /// An envelope of the system of energy.
    pub fn envelope(&self, kind: MessageKind, to: usize) -> Message {
        Message::new(&self.env, kind, self.bin(ENERGY), self.bin(to))
    }

    /// A letter of the system of energy to the nth body.
    pub fn outside_letter(&self, to: usize, number: &str) -> Message {
        official(&self.env, self.bin(ENERGY), self.bin(to), number)
    }

    /// The system of energy sends bytes under its seal.
    pub async fn post(&self, bytes: &[u8], format: Format) -> Result<Received> {
        let seal = self.wire.key.seal(bytes);
        self.edms.receive(&Origin::default(), bytes, format, &seal).await
    }

    /// The system of energy sends a message under its seal.
    pub async fn send(&self, message: &Message, format: Format) -> Result<Received> {
        self.post(&message.write(format), format).await
    }

    /// Outgoing numbers of the letters that came through the wire, in order.
    pub fn numbers_taken(&self) -> Vec<String> {
        let taken = self.wire.taken.lock().unwrap();
        taken.iter().filter_map(|m| m.letter.as_ref().map(|l| l.number.clone())).collect()
    }

    /// The wire does this next.
    pub fn next(&self, next: impl IntoIterator<Item = Next>) {
        self.wire.next.lock().unwrap().extend(next);
    }

    /// Rows of a table.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.database.db.reader()).await.unwrap()
    }
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => panic!("not refused: {value:?}"),
        Err(error) => error.code().to_owned(),
    }
}

/// An argument of the text of a refusal.
pub fn argument<T: std::fmt::Debug>(result: Result<T, Error>, name: &str) -> String {
    match result {
        Err(Error::Refused(refusal)) => {
            refusal.message.args.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        }
        other => panic!("not refused: {other:?}"),
    }
}

/// Today.
pub fn today() -> Date {
    NOW.date()
}

/// Name of the header of seals, so that it is never renamed by accident.
pub const HEADER: &str = SEAL_HEADER;
