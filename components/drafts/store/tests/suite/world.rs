//! The use cases over a database of their own, with short ways to bring a draft into a state.

use crate::government::{Government, Post, actor, bin, body, iin, person};
use orda_base::{Actor, BodyId, Env, Error, FixedClock, LocalizedText, PersonId, Result, SeededEntropy, Timestamp};
use orda_documents::{
    Blob, BlobId, Documents, DocumentsStore, FileId, FileSetId, Format, SecretKey, StoredFile, WrappedKey,
};
use orda_documents_store::{DocumentsSql, LocalBlobs};
use orda_drafts::{
    ActKind, Action, Card, DraftId, Drafts, LetterDraft, PostingId, PostingStep, RefusalInput, RegistrationInput,
    Settings, Texts,
};
use orda_drafts_store::{DraftsSql, MIGRATIONS};
use orda_signatures::samples::{self, PlainSignatures};
use orda_signatures::{Expected, SignerRole};
use orda_store::testing::{TestDatabase, databases};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Monday 16 November 2026, morning in Astana.
pub const NOW: Timestamp = Timestamp::from_seconds(1_794_800_000);
/// A day.
pub const DAY: i64 = 86_400;

/// A signature of that person, with the certificate of a head, for that body over these bytes.
pub fn signature(person: PersonId, bin: &str, content: &[u8]) -> Vec<u8> {
    samples::signature(&Expected { iin: &iin(person), bin, role: SignerRole::Head }, content)
}

pub struct World {
    pub drafts: Drafts,
    pub database: TestDatabase,
    pub clock: FixedClock,
    pub government: Arc<Government>,
    pub env: Env,
}

/// One world on each database.
pub async fn worlds() -> Vec<World> {
    worlds_with(Settings::default()).await
}

pub async fn worlds_with(settings: Settings) -> Vec<World> {
    let sets = [
        orda_audit_store::MIGRATIONS,
        orda_documents_store::MIGRATIONS,
        orda_signatures_store::MIGRATIONS,
        orda_notifications_store::MIGRATIONS,
        MIGRATIONS,
    ];
    databases(&sets).await.into_iter().map(|database| World::new(database, settings.clone())).collect()
}

impl World {
    fn new(database: TestDatabase, settings: Settings) -> Self {
        let clock = FixedClock::at(NOW);
        let env = Env::new(clock.clone(), SeededEntropy::new(1));
        let government = Arc::new(Government::default());
        let store = Arc::new(DraftsSql::new(database.db.clone(), env.clone()));
        let drafts =
            Drafts::new(store, government.clone(), Arc::new(PlainSignatures::default()), env.clone(), settings);
        Self { drafts, database, clock, government, env }
    }

    /// The real use cases of files, on the same database.
    pub fn documents(&self) -> Documents {
        Documents::new(
            Arc::new(DocumentsSql::new(self.database.db.clone())),
            Arc::new(LocalBlobs::open(self.database.folder.path().join("files")).unwrap()),
            self.env.clone(),
            SecretKey::new([7; 32]),
            orda_documents::Settings::default(),
        )
    }

    /// Puts a file into a set, past the upload.
    pub async fn add_file(&self, set: FileSetId, name: &str, content: &[u8]) -> FileId {
        let sha256: [u8; 32] = Sha256::digest(content).into();
        let size = content.len() as u64;
        let id = FileId::generate(&self.env);
        let mut work = DocumentsSql::new(self.database.db.clone()).begin().await.unwrap();
        let position = u32::try_from(work.files(set).await.unwrap().len()).unwrap() + 1;
        let key = WrappedKey { master: String::new(), bytes: vec![0; 60] };
        let blob = Blob { id: BlobId::generate(&self.env), size, sha256, key };
        let created_at = self.env.now();
        let name = name.to_owned();
        let file = StoredFile { id, set, name, format: Format::Pdf, size, sha256, position, created_at };
        work.insert_file(&file, &blob).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    /// A form of the drafting body, filled in.
    pub async fn form(&self, bodies: &[usize]) -> PostingId {
        let drafter = actor(0, Post::Drafter);
        let id = self.drafts.start_posting(&drafter, body(0)).await.unwrap();
        self.fill(id, bodies, "Бюджет туралы").await;
        let set = self.drafts.posting(&drafter, id).await.unwrap().posting.files;
        self.add_file(set, "жоба.pdf", b"the draft").await;
        id
    }

    /// Fills in everything but the files.
    pub async fn fill(&self, id: PostingId, bodies: &[usize], title: &str) {
        let drafter = actor(0, Post::Drafter);
        let title = LocalizedText::new(title, format!("{title} (ru)"), "");
        let bodies = bodies.iter().map(|i| body(*i)).collect();
        for step in [
            PostingStep::Act { title, kind: Some(ActKind::GovernmentResolution) },
            PostingStep::Texts {
                kk: "1. Бірінші\n2. Екінші".into(), ru: "1. Первый\n2. Второй".into()
            },
            PostingStep::Bodies(bodies),
            PostingStep::Term(5),
            PostingStep::NoSecrets(true),
        ] {
            self.drafts.save_posting(&drafter, id, step).await.unwrap();
        }
    }

    /// Posted: prepared.
    pub async fn posted(&self, bodies: &[usize]) -> DraftId {
        let form = self.form(bodies).await;
        self.drafts.submit_posting(&actor(0, Post::Drafter), form, false).await.unwrap()
    }

    /// What `who` signs for an action.
    pub async fn manifest(&self, who: &Actor, draft: DraftId, action: Action, of: Option<BodyId>) -> Result<Vec<u8>> {
        let version = self.current(draft).await;
        self.drafts.signing(who, draft, version, action, of).await.map(|task| task.manifest)
    }

    pub async fn sign(&self, draft: DraftId) -> Result<()> {
        let head = actor(0, Post::Head);
        let manifest = self.manifest(&head, draft, Action::Sign, None).await?;
        let cms = signature(person(0, Post::Head), &bin(0), &manifest);
        self.drafts.sign(&head, draft, self.current(draft).await, &cms).await
    }

    pub async fn send(&self, draft: DraftId) -> Result<()> {
        let letter = self.letter(draft).await?;
        self.drafts.send(&actor(0, Post::Drafter), draft, self.current(draft).await, letter).await
    }

    pub async fn letter(&self, draft: DraftId) -> Result<LetterDraft> {
        self.drafts.cover_letter(&actor(0, Post::Drafter), draft).await.map(|(letter, _)| letter)
    }

    /// Posted, signed and sent.
    pub async fn sent(&self, bodies: &[usize]) -> DraftId {
        let draft = self.posted(bodies).await;
        self.sign(draft).await.unwrap();
        self.send(draft).await.unwrap();
        draft
    }

    pub async fn register(&self, draft: DraftId, of: usize) -> Result<()> {
        let input = RegistrationInput { number: format!("К-{of}"), date: Some(NOW.date()) };
        self.drafts.register(&actor(of, Post::Clerk), draft, body(of), input).await
    }

    pub async fn pass(&self, draft: DraftId, of: usize) -> Result<()> {
        self.drafts.pass_to_head(&actor(of, Post::Clerk), draft, body(of)).await
    }

    pub async fn name(&self, draft: DraftId, of: usize) -> Result<()> {
        let people = [person(of, Post::Employee)];
        self.drafts.name_representatives(&actor(of, Post::Head), draft, body(of), &people, "Қарап шығыңыз").await
    }

    /// The whole way of one body up to "under review".
    pub async fn reviewed(&self, draft: DraftId, of: usize) {
        self.register(draft, of).await.unwrap();
        self.pass(draft, of).await.unwrap();
        self.name(draft, of).await.unwrap();
        self.drafts.card(&actor(of, Post::Employee), draft, None).await.unwrap();
    }

    pub async fn approve(&self, draft: DraftId, of: usize) -> Result<()> {
        let head = actor(of, Post::Head);
        let manifest = self.manifest(&head, draft, Action::Approve, Some(body(of))).await?;
        let cms = signature(person(of, Post::Head), &bin(of), &manifest);
        self.drafts.approve(&head, draft, self.current(draft).await, body(of), &cms).await
    }

    pub async fn refuse(&self, draft: DraftId, of: usize) -> Result<()> {
        let letter =
            RefusalInput { number: "Б-1".into(), reason: "Қайшылық бар".into(), remarks: Vec::new() };
        let version = self.current(draft).await;
        self.drafts.refuse(&actor(of, Post::Head), draft, version, body(of), Some(letter)).await
    }

    /// A draft that every body has approved.
    pub async fn approved(&self, bodies: &[usize]) -> DraftId {
        let draft = self.sent(bodies).await;
        for of in bodies {
            self.reviewed(draft, *of).await;
            self.approve(draft, *of).await.unwrap();
        }
        draft
    }

    /// The card as the drafter sees it.
    pub async fn card(&self, draft: DraftId) -> Card {
        self.drafts.card(&actor(0, Post::Drafter), draft, None).await.unwrap()
    }

    /// State of the newest version.
    pub async fn state(&self, draft: DraftId) -> &'static str {
        self.card(draft).await.state.code()
    }

    /// State of one body.
    pub async fn body_state(&self, draft: DraftId, of: usize) -> &'static str {
        let card = self.card(draft).await;
        let line = card.bodies.iter().find(|l| l.body.id == body(of)).unwrap();
        line.approval.as_ref().map_or("none", |a| a.state.code())
    }

    /// Number of the newest version.
    pub async fn current(&self, draft: DraftId) -> u32 {
        self.card(draft).await.current
    }

    /// Posts a new version with this text.
    pub async fn new_version(&self, draft: DraftId, kk: &str, confirmed: bool) -> Result<DraftId> {
        let drafter = actor(0, Post::Drafter);
        let form = self.drafts.start_version(&drafter, draft).await?;
        let texts = PostingStep::Texts { kk: kk.into(), ru: "1. Первый".into() };
        self.drafts.save_posting(&drafter, form, texts).await?;
        self.drafts.save_posting(&drafter, form, PostingStep::NoSecrets(true)).await?;
        self.drafts.submit_posting(&drafter, form, confirmed).await
    }

    /// Kinds of the notices that a person got, oldest first.
    pub async fn notices(&self, of: usize, post: Post) -> Vec<String> {
        sqlx::query_scalar("select kind from notifications_notice where recipient = $1 order by created_at, id")
            .bind(person(of, post).to_string())
            .fetch_all(self.database.db.reader())
            .await
            .unwrap()
    }

    /// Runs a statement past all use cases, as somebody with the database in hand would.
    pub async fn tamper(&self, sql: &'static str) {
        let mut tx = self.database.db.begin().await.unwrap();
        sqlx::query(sql).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// The code of what was refused; empty when it was not.
pub fn code<T>(result: Result<T>) -> String {
    result.err().map(|e| e.code().to_owned()).unwrap_or_default()
}

/// Names of the wrong fields.
pub fn fields<T>(result: Result<T>) -> Vec<String> {
    match result {
        Err(Error::Invalid(fields)) => fields.into_iter().map(|f| f.field).collect(),
        _ => Vec::new(),
    }
}

/// The digest of a text as it is kept.
pub fn digest(kk: &[&str]) -> Option<String> {
    let kk = kk.iter().map(|p| (*p).to_owned()).collect();
    Texts { kk, ru: Vec::new() }.digests().kk
}
