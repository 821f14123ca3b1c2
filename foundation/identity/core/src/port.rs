//! What the use cases need of the world: a store, and somebody who verifies signatures.

use crate::lockout::Attempts;
use crate::{
    Acting, Body, Challenge, ChallengeId, Factor, FactorId, Grant, GrantId, InformationSystem, Person, Position,
    Session, TokenHash, Unit,
};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, PersonId, Result, SessionId, Timestamp};
use orda_notifications::Notice;
use zeroize::Zeroizing;

/// All that the directory is made of, as of one version.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// Grows with every change of the directory.
    pub version: i64,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// Units.
    pub units: Vec<Unit>,
    /// People.
    pub people: Vec<Person>,
    /// Positions, past ones too.
    pub positions: Vec<Position>,
    /// Roles given.
    pub grants: Vec<Grant>,
    /// Acting heads, past ones too.
    pub acting: Vec<Acting>,
    /// Information systems.
    pub systems: Vec<InformationSystem>,
}

/// A password of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Whose it is.
    pub person: PersonId,
    /// Its hash.
    pub hash: String,
    /// Is it a one-time password?
    pub must_change: bool,
    /// When it was set.
    pub set_at: Timestamp,
}

/// Reads, and the beginning of writes.
#[async_trait]
pub trait IdentityStore: Send + Sync {
    /// Starts a transaction.
    async fn begin(&self) -> Result<Box<dyn IdentityWork>>;
    /// Version of the directory: one row by key.
    async fn version(&self) -> Result<i64>;
    /// Everything of the directory, in a constant number of queries.
    async fn load(&self) -> Result<Records>;
    /// The password of an active person with this login.
    async fn credential_by_login(&self, login: &str) -> Result<Option<Credential>>;
    /// The password of this person.
    async fn credential_of(&self, person: PersonId) -> Result<Option<Credential>>;
    /// The session with this digest of a token, dead or alive.
    async fn session(&self, token: TokenHash) -> Result<Option<Session>>;
    /// Sessions of a person, the last one used first.
    async fn sessions_of(&self, person: PersonId) -> Result<Vec<Session>>;
    /// Second factors of a person, those under way too, the oldest first.
    async fn factors_of(&self, person: PersonId) -> Result<Vec<Factor>>;
    /// How many codes for the day the second factor is lost the person has not used.
    async fn recovery_left(&self, person: PersonId) -> Result<u64>;
    /// When the person of the session last showed the password or the EDS.
    async fn proven_at(&self, session: SessionId) -> Result<Option<Timestamp>>;
    /// Notes that a session was used.
    async fn touch(&self, session: SessionId, at: Timestamp) -> Result<()>;
}

/// One write transaction. Dropped without [`Self::commit`], nothing has happened.
#[async_trait]
pub trait IdentityWork: Send {
    /// Raises the version of the directory and gives the new one. Holds the row until the end, so that changes of the
    /// directory come one after another on all nodes: the first statement of every such change.
    async fn bump(&mut self) -> Result<i64>;
    /// Adds or changes a body. [`orda_base::Error::Conflict`] when the BIN is taken.
    async fn save_body(&mut self, body: &Body) -> Result<()>;
    /// Adds or changes a unit.
    async fn save_unit(&mut self, unit: &Unit) -> Result<()>;
    /// Adds or changes a person.
    async fn save_person(&mut self, person: &Person) -> Result<()>;
    /// Adds or changes a position.
    async fn save_position(&mut self, position: &Position) -> Result<()>;
    /// Adds a role.
    async fn add_grant(&mut self, grant: &Grant) -> Result<()>;
    /// Takes a role away.
    async fn remove_grant(&mut self, grant: GrantId) -> Result<()>;
    /// Adds or changes an appointment.
    async fn save_acting(&mut self, acting: &Acting) -> Result<()>;
    /// Tells people something, in this transaction.
    async fn notify(&mut self, env: &Env, notices: &[Notice]) -> Result<()>;
    /// The same to one person, by e-mail to `address` whatever the person's own is when it is sent.
    async fn notify_at(&mut self, env: &Env, notice: &Notice, address: &str) -> Result<()>;
    /// Adds or changes an information system with its roles.
    async fn save_system(&mut self, system: &InformationSystem) -> Result<()>;
    /// Sets the password of a person.
    async fn set_password(&mut self, credential: &Credential) -> Result<()>;
    /// Attempts under `key`, with the row locked until the end.
    async fn attempts(&mut self, key: &str) -> Result<Attempts>;
    /// Notes the attempts under `key`.
    async fn set_attempts(&mut self, key: &str, attempts: Attempts) -> Result<()>;
    /// Keeps a challenge; removes those that ended before `now`.
    async fn add_challenge(&mut self, challenge: &Challenge, now: Timestamp) -> Result<()>;
    /// Takes a challenge out: nobody can take it again.
    async fn take_challenge(&mut self, id: ChallengeId) -> Result<Option<Challenge>>;
    /// Adds a second factor, and removes those of the person that were begun before and never shown to work.
    async fn add_factor(&mut self, factor: &Factor) -> Result<()>;
    /// Notes a use: the counter grows to `counter`, and the factor is confirmed. False when another use was not older:
    /// no code is good twice.
    async fn use_factor(&mut self, factor: FactorId, counter: i64, at: Timestamp) -> Result<bool>;
    /// Gives a factor of this person another name; false when there is none.
    async fn rename_factor(&mut self, factor: FactorId, person: PersonId, name: &str) -> Result<bool>;
    /// Removes a factor of this person; false when there is none.
    async fn remove_factor(&mut self, factor: FactorId, person: PersonId) -> Result<bool>;
    /// How many factors of this person work.
    async fn count_factors(&mut self, person: PersonId) -> Result<u64>;
    /// Removes all factors and codes of this person; gives how many factors.
    async fn remove_factors(&mut self, person: PersonId) -> Result<u64>;
    /// Puts these codes in place of all earlier ones of the person.
    async fn set_recovery(&mut self, person: PersonId, codes: &[TokenHash]) -> Result<()>;
    /// Uses up a code; false when the person has no such unused one.
    async fn use_recovery(&mut self, person: PersonId, code: TokenHash, at: Timestamp) -> Result<bool>;
    /// As [`IdentityStore::proven_at`], in this transaction.
    async fn proven_at(&mut self, session: SessionId) -> Result<Option<Timestamp>>;
    /// Notes that the person of the session showed the password or the EDS.
    async fn set_proven(&mut self, session: SessionId, at: Timestamp) -> Result<()>;
    /// Adds a session.
    async fn add_session(&mut self, session: &Session) -> Result<()>;
    /// Removes the session with this digest and gives whose it was.
    async fn remove_session_by_token(&mut self, token: TokenHash) -> Result<Option<(SessionId, PersonId)>>;
    /// Removes a session of this person; false when there is none.
    async fn remove_session(&mut self, session: SessionId, person: PersonId) -> Result<bool>;
    /// Removes all sessions of this person but one; gives how many.
    async fn remove_sessions(&mut self, person: PersonId, except: Option<SessionId>) -> Result<u64>;
    /// Ends the sessions of everybody, but this one; gives how many.
    async fn remove_all_sessions(&mut self, except: Option<SessionId>) -> Result<u64>;
    /// Removes sessions that ended by `now` or that nobody used since `idle_since`, and attempts older than
    /// `forgotten_since` that lock nothing.
    async fn sweep(&mut self, now: Timestamp, idle_since: Timestamp, forgotten_since: Timestamp) -> Result<()>;
    /// Accounts for an access in this transaction (365-8).
    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// Who signed, as a good certificate tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenIdentity {
    /// Individual identification number.
    pub iin: String,
    /// Business identification number of the body; empty in a certificate of a natural person.
    pub bin: String,
}

/// Verifies a signature given to log in. `app` joins it with the signatures.
#[async_trait]
pub trait EdsLogin: Send + Sync {
    /// Who signed `content` with the detached signature `cms`.
    ///
    /// # Errors
    /// `Error::Refused` names the failing step.
    async fn verify(&self, content: &[u8], cms: &[u8]) -> Result<ProvenIdentity>;
}

/// Seals secrets that the portal itself must read again. `app` joins it with the master key.
pub trait Sealer: Send + Sync {
    /// Seals `secret`, bound to `context`: it opens for the same context only.
    fn seal(&self, env: &Env, secret: &[u8], context: &[u8]) -> Result<Vec<u8>>;
    /// Opens what was sealed for this context.
    ///
    /// # Errors
    /// `Error::Internal` when the key is another or the bytes were touched.
    fn open(&self, sealed: &[u8], context: &[u8]) -> Result<Zeroizing<Vec<u8>>>;
}

/// Passwords that stood in breaches. `app` joins it with the file that `passwords.breached_file` names.
#[async_trait]
pub trait Breaches: Send + Sync {
    /// Did this password stand in one?
    ///
    /// # Errors
    /// `Error::Internal` when the list cannot be read: then no password is taken.
    async fn hold(&self, password: &str) -> Result<bool>;
}
