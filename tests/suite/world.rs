//! Short ways to say what the tests do.

use futures::StreamExt;
use orda::demo::cast::Member;
use orda_base::{Actor, BodyId, Error, PageRequest, Role};
use orda_documents::{FileSetId, StoredFile};
use orda_drafts::{ActKind, Action, BodyLine, Card, DraftId, LetterDraft, PostingId, PostingStep};
use orda_notifications::{NoticeStore, StoredNotice};
use orda_notifications_store::SqlNotices;
use orda_test::TestPortal;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// After which what never comes is given up.
pub const PATIENCE: Duration = Duration::from_mins(5);

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Ok(value) => panic!("not refused: {value:?}"),
        Err(error) => error.code().to_owned(),
    }
}

/// The wrong fields of an input with what is wrong with each: `bodies drafts-field-own-body`.
pub fn wrong<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result {
        Err(Error::Invalid(fields)) => fields.iter().map(|f| format!("{} {}", f.field, f.message.key)).collect(),
        other => panic!("no wrong fields: {other:?}"),
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

/// A draft with its portal.
pub struct World<'a> {
    /// The portal.
    pub test: &'a TestPortal,
    /// The draft.
    pub id: DraftId,
}

impl World<'_> {
    /// The card as the drafter sees it.
    pub async fn card(&self) -> Card {
        self.card_at(None).await
    }

    /// The card of a version as the drafter sees it.
    pub async fn card_at(&self, version: Option<u32>) -> Card {
        self.test.portal.drafts.card(&actor(self.test, "justice-drafter"), self.id, version).await.unwrap()
    }

    /// Code of the state of the newest version.
    pub async fn state(&self) -> String {
        self.card().await.state.code().to_owned()
    }

    /// What the card says of one body.
    pub async fn line(&self, code: &str) -> BodyLine {
        let body = body(self.test, code);
        self.card().await.bodies.into_iter().find(|line| line.body.id == body).unwrap()
    }

    /// Code of the state of one body.
    pub async fn body_state(&self, code: &str) -> String {
        self.line(code).await.approval.unwrap().state.code().to_owned()
    }

    /// Brings one body on to a state.
    pub async fn bring(&self, version: u32, code: &str, state: &str) {
        self.test.stage().bring(self.id, version, code, state).await.unwrap();
    }

    /// Signs as the head of the drafting body.
    pub async fn sign(&self, version: u32) -> Result<(), Error> {
        let own = head(self.test, "justice");
        let drafts = &self.test.portal.drafts;
        let task = drafts.signing(&own.actor(), self.id, version, Action::Sign, None).await?;
        let cms = own.key.sign(&task.manifest, self.test.portal.env.now())?;
        drafts.sign(&own.actor(), self.id, version, &cms).await
    }

    /// Signs the approval as `member` with the key of `key`, for the body of `code`.
    pub async fn approve_with(&self, member: &Member, key: &Member, code: &str, version: u32) -> Result<(), Error> {
        let body = self.test.cast.body(code);
        let drafts = &self.test.portal.drafts;
        let task = drafts.signing(&member.actor(), self.id, version, Action::Approve, Some(body)).await?;
        let cms = key.key.sign(&task.manifest, self.test.portal.env.now())?;
        drafts.approve(&member.actor(), self.id, version, body, &cms).await
    }

    /// The head of the body approves with the own key.
    pub async fn approve(&self, code: &str, version: u32) -> Result<(), Error> {
        self.approve_with(head(self.test, code), head(self.test, code), code, version).await
    }

    /// Sends the letters as they are offered.
    pub async fn send(&self, version: u32) -> Result<(), Error> {
        let drafter = actor(self.test, "justice-drafter");
        let (offered, _) = self.test.portal.drafts.cover_letter(&drafter, self.id).await?;
        let letter = LetterDraft { number: format!("2-14/{version}"), ..offered };
        self.test.portal.drafts.send(&drafter, self.id, version, letter).await
    }

    /// Posts a new version with the texts, files and list of the last one.
    pub async fn new_version(&self, confirmed: bool) -> Result<DraftId, Error> {
        let drafter = actor(self.test, "justice-drafter");
        let drafts = &self.test.portal.drafts;
        let posting = drafts.start_version(&drafter, self.id).await?;
        drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await?;
        drafts.submit_posting(&drafter, posting, confirmed).await
    }

    /// What somebody was told about this draft: kinds of notices, the latest first.
    pub async fn told(&self, login: &str) -> Vec<String> {
        let about = format!("/drafts/{}/", self.id);
        notices(self.test, login).await.into_iter().filter(|n| n.link.starts_with(&about)).map(|n| n.kind).collect()
    }

    /// What this person is asked to do about this draft: codes of actions.
    pub async fn asked(&self, login: &str) -> Vec<String> {
        let work = self.test.portal.drafts.my_work(&actor(self.test, login)).await.unwrap();
        work.waiting.into_iter().filter(|m| m.draft == self.id).map(|m| m.action.code().to_owned()).collect()
    }
}

/// A draft of justice for finance and economy in this state.
pub async fn draft<'a>(test: &'a TestPortal, state: &str, bodies: &[(&str, &str)]) -> World<'a> {
    let id = test.stage().play(&test.script(state, bodies)).await.unwrap();
    World { test, id }
}

/// A form of the Ministry of Justice with everything filled in: title, kind, texts, one file, these approving bodies.
pub async fn form(test: &TestPortal, approving: &[&str]) -> (Actor, PostingId) {
    let drafter = actor(test, "justice-drafter");
    let drafts = &test.portal.drafts;
    let posting = drafts.start_posting(&drafter, body(test, "justice")).await.unwrap();
    let script = test.script("prepared", &[]);
    let bodies = approving.iter().map(|code| body(test, code)).collect();
    for step in [
        PostingStep::Act { title: script.title, kind: Some(ActKind::MinisterOrder) },
        PostingStep::Texts { kk: script.text.kk, ru: script.text.ru },
        PostingStep::Bodies(bodies),
        PostingStep::Term(10),
        PostingStep::NoSecrets(true),
    ] {
        drafts.save_posting(&drafter, posting, step).await.unwrap();
    }
    let set = drafts.posting(&drafter, posting).await.unwrap().posting.files;
    put(test, &drafter, set, "Жоба.pdf", orda_documents::samples::pdf()).await.unwrap();
    (drafter, posting)
}

/// Puts a file into a set.
pub async fn put(
    test: &TestPortal,
    actor: &Actor,
    set: FileSetId,
    name: &str,
    bytes: Vec<u8>,
) -> Result<StoredFile, Error> {
    let stream = futures::stream::once(async move { Ok(bytes.into()) }).boxed();
    test.portal.documents.add_file(actor, set, name, stream).await
}

/// What somebody was told, the latest first.
pub async fn notices(test: &TestPortal, login: &str) -> Vec<StoredNotice> {
    let store = SqlNotices::new(test.portal.db.clone());
    let all = PageRequest::new(None, Some(100));
    store.list(test.cast.person(login).person, all).await.unwrap().items
}

/// Somebody acting with the roles of the beginning.
pub fn actor(test: &TestPortal, login: &str) -> Actor {
    test.cast.person(login).actor()
}

/// Somebody acting with the roles held at this moment.
pub async fn actor_now(test: &TestPortal, login: &str) -> Actor {
    let member = test.cast.person(login);
    let picture = test.portal.identity.picture().await.unwrap();
    Actor { memberships: picture.person(member.person).unwrap().memberships.clone(), ..member.actor() }
}

/// The head of a body.
pub fn head<'a>(test: &'a TestPortal, code: &str) -> &'a Member {
    test.cast.holder(code, Role::HeadOfBody)
}

/// The body.
pub fn body(test: &TestPortal, code: &str) -> BodyId {
    test.cast.body(code)
}

/// Files under a folder, by their path in it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Copies a folder.
pub fn copied(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Waits until everything that was committed is in the continuous copy, which is carried on by hand here unless it is by itself.
pub async fn caught_up(test: &TestPortal, by_itself: bool) {
    let copy = test.portal.continuous.as_ref().unwrap();
    // Who is asked for now is not told of what was copied before.
    test.clock.advance(31);
    let now = test.portal.env.now();
    let caught = async {
        while copy.standing().until != Some(now) {
            if !by_itself {
                copy.step().await;
                assert_eq!(copy.standing().trouble, "");
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, caught).await.expect("the copy is carried on");
}
