//! Guaranteed destruction: who may, when not, and that nothing comes back (385-6-8).

use crate::world::{actor, code, put};
use async_trait::async_trait;
use orda::compose::Portal;
use orda::config::Config;
use orda::destruction::Everywhere;
use orda::verify::{Args, destruction, verify};
use orda_base::{Actor, Env, Error, Language, Origin};
use orda_documents::{Blob, BlobId, Blobs, ByteStream, DataKey, Intake, Intook, samples};
use orda_drafts::{ActKind, DraftId, PostingStep};
use orda_retention::{Holdings, ProposalId, State};
use orda_store::Database;
use orda_test::{Client, On, TestPortal};
use rstest::rstest;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::net::TcpListener;

pub const ADMIN: &str = "digital-admin";
pub const OFFICER: &str = "digital-security";
pub const ALL: Args = Args { what: None, signatures: 0, without_files: false, json: false };

/// A portal where orders of ministers are kept for no time at all.
pub async fn portal(on: On) -> TestPortal {
    portal_with(on, |_| {}).await
}

/// The same with other settings besides.
pub async fn portal_with(on: On, change: impl FnOnce(&mut Config)) -> TestPortal {
    TestPortal::start_with(on, |config| {
        change(config);
        // Kept to the end of the day: the keys of the test are valid for a year only.
        config.retention = [("minister_order".to_owned(), 0)].into();
    })
    .await
}

/// Number of a draft.
pub async fn number(test: &TestPortal, draft: DraftId) -> String {
    test.portal.drafts.card(&actor(test, "justice-drafter"), draft, None).await.unwrap().number
}

/// A word that stands nowhere else.
pub fn word(env: &Env) -> String {
    format!("zq{}", env.uuid().simple().to_string().split_off(12))
}

/// The file of the document with this word.
pub fn file_with(word: &str) -> Vec<u8> {
    String::from_utf8(samples::rtf()).unwrap().replace("\\par", &format!(" {word}\\par")).into_bytes()
}

/// A document whose title, text and file hold a word; returns its id.
pub async fn document(test: &TestPortal, word: &str) -> DraftId {
    let drafter = actor(test, "justice-drafter");
    let drafts = &test.portal.drafts;
    let posting = drafts.start_posting(&drafter, test.cast.body("justice")).await.unwrap();
    let mut title = test.script("prepared", &[]).title;
    title.kk = format!("{} {word}", title.kk);
    for step in [
        PostingStep::Act { title, kind: Some(ActKind::MinisterOrder) },
        PostingStep::Texts { kk: format!("1. Мәтін {word}."), ru: format!("1. Текст {word}.") },
        PostingStep::Bodies(vec![test.cast.body("finance")]),
        PostingStep::Term(10),
        PostingStep::NoSecrets(true),
    ] {
        drafts.save_posting(&drafter, posting, step).await.unwrap();
    }
    let set = drafts.posting(&drafter, posting).await.unwrap().posting.files;
    put(test, &drafter, set, "Жоба.rtf", file_with(word)).await.unwrap();
    drafts.submit_posting(&drafter, posting, false).await.unwrap()
}

/// A person decides by EDS.
pub async fn decide(test: &TestPortal, login: &str, proposal: ProposalId) -> Result<State, Error> {
    let member = test.cast.person(login);
    let bytes = test.portal.retention.to_sign(&member.actor(), proposal).await?;
    let cms = member.key.sign(&bytes, test.portal.env.now())?;
    test.portal.retention.decide(&member.actor(), proposal, &cms).await
}

/// Nothing is destroyed without the right, a ground, the end of the period of keeping, while it is held, or by one person
/// alone, twice in one role, with another's key; each refusal is accounted for and changes nothing.
///
/// Covers: 385-6-8
#[rstest]
#[tokio::test]
async fn what_may_not_be_destroyed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = portal(on).await;
    let retention = &test.portal.retention;
    let draft = document(&test, &word(&test.portal.env)).await;
    let numbers = vec![number(&test, draft).await];
    let (admin, officer) = (actor(&test, ADMIN), actor(&test, OFFICER));
    for login in ["justice-drafter", "justice-head", "finance-clerk", "justice-admin"] {
        if test.cast.people.contains_key(login) {
            let someone = actor(&test, login);
            assert_eq!(code(retention.propose(&someone, &numbers, "негіздеме").await), "error-forbidden", "{login}");
            assert_eq!(code(retention.hold(&someone, &numbers[0], "себеп").await), "error-forbidden", "{login}");
            assert_eq!(code(retention.proposals(&someone, 10).await), "error-forbidden", "{login}");
        }
    }
    assert_eq!(code(retention.propose(&admin, &numbers, "  ").await), "error-invalid");
    assert_eq!(code(retention.propose(&admin, &[], "негіздеме").await), "error-invalid");
    assert_eq!(code(retention.propose(&admin, &["1-1/2020".into()], "негіздеме").await), "error-invalid");
    assert_eq!(code(retention.propose(&admin, &numbers, "негіздеме").await), "retention-refusal-early");
    test.clock.advance(14 * 3600);
    assert_eq!(code(retention.propose(&admin, &numbers, "негіздеме").await), "retention-refusal-early");
    test.clock.advance(3600);

    let hold = retention.hold(&officer, &numbers[0], "сот ісі").await.unwrap();
    assert_eq!(code(retention.propose(&admin, &numbers, "негіздеме").await), "retention-refusal-held");
    retention.lift(&officer, hold).await.unwrap();
    assert_eq!(code(retention.lift(&officer, hold).await), "error-not-found");
    let proposal = retention.propose(&admin, &numbers, "негіздеме").await.unwrap();
    assert_eq!(code(retention.propose(&admin, &numbers, "негіздеме").await), "retention-refusal-proposed");
    assert_eq!(code(retention.carry_out(&admin, proposal).await), "retention-refusal-state");

    let bytes = retention.to_sign(&admin, proposal).await.unwrap();
    let sign = |login: &str, bytes: &[u8]| test.cast.person(login).key.sign(bytes, test.portal.env.now()).unwrap();
    let of_other = retention.decide(&admin, proposal, &sign(OFFICER, &bytes)).await;
    assert_eq!(code(of_other), "retention-refusal-other-signer");
    assert!(retention.decide(&admin, proposal, &sign(ADMIN, b"something else")).await.is_err());
    assert!(retention.decide(&admin, proposal, b"nothing").await.is_err());
    let drafter = actor(&test, "justice-drafter");
    let stranger = retention.decide(&drafter, proposal, &sign("justice-drafter", &bytes)).await;
    assert_eq!(code(stranger), "error-forbidden");
    assert_eq!(code(retention.decide(&Actor::portal(), proposal, &sign(ADMIN, &bytes)).await), "error-forbidden");
    assert_eq!(decide(&test, ADMIN, proposal).await.unwrap(), State::Proposed);
    assert_eq!(code(decide(&test, ADMIN, proposal).await), "retention-refusal-twice");
    assert_eq!(code(retention.carry_out(&admin, proposal).await), "retention-refusal-state");

    // Held after the first decision: the second is refused; after both: nothing is carried out.
    let hold = retention.hold(&officer, &numbers[0], "тергеу").await.unwrap();
    assert_eq!(code(decide(&test, OFFICER, proposal).await), "retention-refusal-held");
    retention.lift(&officer, hold).await.unwrap();
    assert_eq!(decide(&test, OFFICER, proposal).await.unwrap(), State::Decided);
    let hold = retention.hold(&officer, &numbers[0], "тергеу").await.unwrap();
    assert_eq!(code(retention.carry_out(&admin, proposal).await), "retention-refusal-held");
    retention.lift(&officer, hold).await.unwrap();
    assert_eq!(code(retention.withdraw(&admin, proposal).await), "retention-refusal-state");
    assert_eq!(code(retention.act(&admin, proposal).await), "error-not-found");

    assert!(test.portal.drafts.card(&drafter, draft, None).await.is_ok(), "it is there");
    let refused: i64 = sqlx::query_scalar(
        "select count(*) from audit_entry where resource in ('destruction', 'hold') and outcome = 'refused'",
    )
    .fetch_one(test.portal.db.reader())
    .await
    .unwrap();
    assert!(refused >= 20, "{refused} refusals are accounted for");

    // Carried out it is gone, and nothing of it can be proposed or decided again.
    let file = test.portal.drafts.files(&drafter, draft, 1).await.unwrap().remove(0);
    retention.carry_out(&Actor::portal(), proposal).await.unwrap();
    assert_eq!(code(test.portal.drafts.card(&drafter, draft, None).await), "error-not-found");
    assert_eq!(code(test.portal.documents.file(file.id).await), "error-not-found");
    assert_eq!(code(retention.carry_out(&admin, proposal).await), "retention-refusal-state");
    assert_eq!(code(retention.propose(&admin, &numbers, "негіздеме").await), "error-invalid");
    let checked = test.portal.signatures.check_object("destruction", &proposal.to_string()).await.unwrap();
    assert!(checked.len() == 2 && checked.iter().all(|(_, report)| report.is_good()), "both signatures verify");
    assert_eq!(verify(&test.portal, &ALL).await.unwrap().wrong, []);
}

/// A destruction that is interrupted after the keys are gone is taken up again and ends with its act; meanwhile the content
/// cannot be read.
#[tokio::test]
async fn an_interrupted_destruction_goes_on() {
    use orda_documents::KeyVault;
    let test = portal(On::Sqlite).await;
    let retention = &test.portal.retention;
    let draft = document(&test, &word(&test.portal.env)).await;
    test.clock.advance(2 * 24 * 3600);
    let admin = actor(&test, ADMIN);
    let proposal = retention.propose(&admin, &[number(&test, draft).await], "негіздеме").await.unwrap();
    decide(&test, ADMIN, proposal).await.unwrap();
    decide(&test, OFFICER, proposal).await.unwrap();
    let item = retention.proposal(&admin, proposal).await.unwrap().items.remove(0);
    // As after a cut of power: begun, the keys gone, the rest there.
    let mut tx = test.portal.db.begin().await.unwrap();
    sqlx::query(
        "update retention_proposal set data = replace(data, '\"decided\"', '\"destroying\"'), state = 'destroying'",
    )
    .execute(tx.conn())
    .await
    .unwrap();
    tx.commit().await.unwrap();
    test.portal.vault.destroy(&item.sets, test.portal.env.now()).await.unwrap();
    let drafter = actor(&test, "justice-drafter");
    let file = test.portal.drafts.files(&drafter, draft, 1).await.unwrap().remove(0);
    assert_eq!(test.portal.documents.open(file.id).await.err().map(|e| e.code()), Some("documents-refusal-destroyed"));
    let report = destruction(&test.portal).await.unwrap();
    assert_eq!(report.destroyed, 0, "not done yet");
    assert_eq!(retention.go_on().await.unwrap(), 1);
    assert_eq!(retention.go_on().await.unwrap(), 0);
    assert!(retention.act(&admin, proposal).await.unwrap().starts_with(b"%PDF"));
    assert_eq!(destruction(&test.portal).await.unwrap().wrong, []);
    assert_eq!(code(test.portal.drafts.card(&drafter, draft, None).await), "error-not-found");
}

/// Bytes that go only while the database can be written, or not at all.
struct Going {
    blobs: Arc<dyn Blobs>,
    db: Database,
    away: AtomicBool,
    gone: AtomicUsize,
}

#[async_trait]
impl Blobs for Going {
    async fn receive(&self, intake: Intake) -> orda_base::Result<Intook> {
        self.blobs.receive(intake).await
    }

    fn passed(&self, blob: BlobId) {
        self.blobs.passed(blob);
    }

    async fn keep(&self, blob: BlobId) -> orda_base::Result<()> {
        self.blobs.keep(blob).await
    }

    async fn doubt(&self, blob: BlobId) -> orda_base::Result<()> {
        self.blobs.doubt(blob).await
    }

    async fn remove(&self, blob: BlobId) -> orda_base::Result<()> {
        self.db.begin().await?.rollback().await?;
        if self.away.load(Ordering::Relaxed) {
            return Err(Error::Unavailable("bytes".into()));
        }
        self.gone.fetch_add(1, Ordering::Relaxed);
        self.blobs.remove(blob).await
    }

    async fn read(&self, blob: &Blob, key: DataKey) -> orda_base::Result<ByteStream> {
        self.blobs.read(blob, key).await
    }

    async fn leftovers(&self) -> orda_base::Result<Vec<BlobId>> {
        self.blobs.leftovers().await
    }
}

/// While bytes are removed others can write. Where bytes cannot be removed, the rows that name them stay, and the destruction is
/// taken up again.
#[tokio::test]
async fn others_write_while_bytes_go() {
    let test = portal(On::Sqlite).await;
    let draft = document(&test, &word(&test.portal.env)).await;
    let drafter = actor(&test, "justice-drafter");
    let file = test.portal.drafts.files(&drafter, draft, 1).await.unwrap().remove(0);
    let own = &test.portal.holdings;
    let away = AtomicBool::new(true);
    let blobs = Arc::new(Going { blobs: Arc::clone(&own.blobs), db: own.db.clone(), away, gone: AtomicUsize::new(0) });
    let everywhere = Everywhere {
        db: own.db.clone(),
        vault: Arc::clone(&own.vault),
        blobs: Arc::clone(&blobs) as Arc<dyn Blobs>,
        drafts: Arc::clone(&own.drafts),
        messages: own.messages.clone(),
        portal: own.portal.clone(),
        env: own.env.clone(),
        config: own.config.clone(),
    };
    let item = everywhere.find(&number(&test, draft).await).await.unwrap().unwrap();
    let items = [item];
    let cut_off = everywhere.destroy(&items, test.portal.env.now()).await;
    assert!(matches!(cut_off, Err(Error::Unavailable(_))), "{cut_off:?}");
    assert!(test.portal.documents.file(file.id).await.is_ok(), "it names what is to go");

    blobs.away.store(false, Ordering::Relaxed);
    everywhere.destroy(&items, test.portal.env.now()).await.unwrap();
    assert!(blobs.gone.load(Ordering::Relaxed) > 0);
    assert_eq!(code(test.portal.documents.file(file.id).await), "error-not-found");
    assert_eq!(code(test.portal.drafts.card(&drafter, draft, None).await), "error-not-found");
}

/// What there still is of a destroyed document is found and named; the same content in another document is told apart.
#[tokio::test]
async fn what_is_left_is_found() {
    let test = portal(On::Sqlite).await;
    let retention = &test.portal.retention;
    let word = word(&test.portal.env);
    let (draft, twin) = (document(&test, &word).await, document(&test, &word).await);
    test.clock.advance(2 * 24 * 3600);
    let admin = actor(&test, ADMIN);
    let number = number(&test, draft).await;
    let proposal = retention.propose(&admin, std::slice::from_ref(&number), "негіздеме").await.unwrap();
    decide(&test, OFFICER, proposal).await.unwrap();
    decide(&test, ADMIN, proposal).await.unwrap();
    retention.carry_out(&admin, proposal).await.unwrap();
    let report = destruction(&test.portal).await.unwrap();
    assert_eq!(report.wrong, []);
    assert!(report.twins.len() == 1 && report.twins[0].contains("same content"), "{:?}", report.twins);
    let drafter = actor(&test, "justice-drafter");
    assert!(test.portal.drafts.card(&drafter, twin, None).await.is_ok());
    let files = test.portal.drafts.files(&drafter, twin, 1).await.unwrap();
    assert!(test.portal.documents.open(files[0].id).await.is_ok(), "its key is its own");

    let mut tx = test.portal.db.begin().await.unwrap();
    sqlx::query("insert into drafts_visit (person, draft_id, at) values ('x', $1, 1)")
        .bind(draft.to_string())
        .execute(tx.conn())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let report = destruction(&test.portal).await.unwrap();
    assert_eq!(report.wrong.len(), 1);
    assert!(report.wrong[0].what.contains(&number) && report.wrong[0].what.contains("drafts_visit"));
}

/// Files that came before there was a vault: their keys are moved into it at the next start, and can be destroyed like all
/// others.
#[tokio::test]
async fn older_files_get_keys_in_the_vault() {
    let test = portal(On::Sqlite).await;
    let portal = &test.portal;
    let master = orda::master_key::load(&portal.config, &portal.env).unwrap();
    let old = orda_documents::Documents::new(
        std::sync::Arc::new(orda_documents_store::DocumentsSql::new(portal.db.clone())),
        std::sync::Arc::new(orda_documents_store::LocalBlobs::open(portal.config.data.join("blobs")).unwrap()),
        portal.env.clone(),
        orda_documents::SecretKey::new(orda::master_key::derive(&master, "documents")),
        orda_documents::Settings::default(),
    );
    let drafter = actor(&test, "justice-drafter");
    let set = old.create_set(&drafter, test.cast.body("justice"), orda_base::Role::Drafter).await.unwrap();
    let bytes = samples::pdf();
    let stream = Box::pin(futures::stream::once(std::future::ready(Ok(bytes.clone().into()))));
    let file = old.add_file(&drafter, set, "Ескі.pdf", stream).await.unwrap();
    assert_eq!(portal.documents.verify(file.id).await.unwrap(), orda_documents::Verification::Intact);
    assert_eq!(portal.documents.move_into_vault().await.unwrap(), 1);
    assert_eq!(portal.documents.move_into_vault().await.unwrap(), 0);
    assert_eq!(portal.documents.verify(file.id).await.unwrap(), orda_documents::Verification::Intact);
    assert!(old.open(file.id).await.is_err(), "the master key alone opens it no more");
}

/// By the pages: proposed, looked at, signed by two, carried out after a question, the act read; in three languages. Others
/// are refused everywhere.
#[tokio::test]
async fn by_the_pages() {
    use base64::Engine;
    let test = portal(On::Sqlite).await;
    let draft = document(&test, &word(&test.portal.env)).await;
    let number = number(&test, draft).await;
    test.clock.advance(2 * 24 * 3600);
    let (admin, officer) = (test.client(ADMIN).await, test.client(OFFICER).await);
    let stranger = test.client("justice-drafter").await;
    for path in ["", "/new", "/holds", "/holds/new"] {
        stranger.get(&format!("/destruction{path}")).await.expect(403);
        for language in ["kk", "ru", "en"] {
            officer
                .send(
                    officer
                        .request(reqwest::Method::GET, &format!("/destruction{path}"))
                        .header("accept-language", language),
                )
                .await
                .expect(200);
        }
    }
    let wrong = admin.form("/destruction/new", &[("numbers", "жоқ"), ("ground", "")]).await.expect(422);
    assert!(wrong.text().contains("govuk-error-summary"));
    let held = officer.form("/destruction/holds/new", &[("numbers", &number), ("reason", "сот ісі")]).await.expect(303);
    assert_eq!(held.header("location"), Some("/destruction/holds"));
    let refused = admin.form("/destruction/new", &[("numbers", &number), ("ground", "мерзімі өтті")]).await;
    assert!(refused.text().contains("сот ісі"), "{}", refused.status);
    let holds = officer.get("/destruction/holds").await.expect(200).text();
    let lift =
        holds.split("href=\"").find(|part| part.contains("/lift\"")).unwrap().split('"').next().unwrap().to_owned();
    officer.get(&lift).await.expect(200);
    officer.form(&lift, &[]).await.expect(303);

    let made = admin.form("/destruction/new", &[("numbers", &number), ("ground", "мерзімі өтті")]).await.expect(303);
    let page = made.header("location").unwrap().to_owned();
    let id: ProposalId = page.rsplit('/').next().unwrap().parse().unwrap();
    stranger.get(&page).await.expect(403);
    assert!(admin.get(&page).await.expect(200).text().contains(&number));
    let bytes = test.portal.retention.to_sign(&actor(&test, ADMIN), id).await.unwrap();
    for (login, client) in [(ADMIN, &admin), (OFFICER, &officer)] {
        let form = client.get(&format!("{page}/decide")).await.expect(200).text();
        assert!(form.contains(&number));
        let bad = client.form(&format!("{page}/decide"), &[("cms", "AAAA")]).await;
        assert!(bad.status >= 400, "{}", bad.status);
        let cms = test.cast.person(login).key.sign(&bytes, test.portal.env.now()).unwrap();
        let cms = base64::engine::general_purpose::STANDARD.encode(cms);
        client.form(&format!("{page}/decide"), &[("cms", &cms)]).await.expect(303);
    }
    admin.form(&format!("{page}/withdraw"), &[]).await.expect(409);
    admin.get(&format!("{page}/act")).await.expect(404);
    assert!(admin.get(&format!("{page}/carry-out")).await.expect(200).text().contains(&number));
    stranger.form(&format!("{page}/carry-out"), &[]).await.expect(403);
    assert!(test.portal.drafts.card(&actor(&test, "justice-drafter"), draft, None).await.is_ok());
    admin.form(&format!("{page}/carry-out"), &[]).await.expect(303);
    let act = officer.get(&format!("{page}/act")).await.expect(200);
    assert!(act.body.starts_with(b"%PDF") && act.header("content-type") == Some("application/pdf"));
    assert!(officer.get("/destruction").await.expect(200).text().contains("govuk-tag--green"));
    stranger.get(&format!("/drafts/{draft}")).await.expect(404);
}

/// What another node has shown a moment ago and still has in memory is on none of its pages, and in no answer of its interface, once
/// the seconds are over for which it believes what it knows.
///
/// Covers: 385-6-8
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_other_node_shows_what_was_destroyed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = portal(on).await;
    let word = word(&test.portal.env);
    let draft = document(&test, &word).await;
    let number = number(&test, draft).await;
    test.clock.advance(2 * 24 * 3600);

    let other = Portal::open(test.portal.config.clone(), test.portal.env.clone()).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = other.router.clone().into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    let (member, nobody) = (test.cast.person("justice-drafter"), Actor::anonymous(Language::Kk, Origin::default()));
    let challenge = other.identity.challenge().await.unwrap();
    let cms = member.key.sign(&challenge.content, test.portal.env.now()).unwrap();
    let opened = other.identity.login_with_eds(&nobody, challenge.id, &cms, None).await.unwrap();
    let client = Client::new(&url).with_session(&opened.token);

    let pages = [
        "/drafts".to_owned(),
        format!("/drafts/{draft}"),
        format!("/drafts/{draft}/text"),
        format!("/api/v1/drafts/{draft}"),
        "/api/v1/drafts".to_owned(),
        format!("/drafts?words={word}"),
        "/".to_owned(),
        "/my-work".to_owned(),
        "/notifications".to_owned(),
        "/drafts/export.csv".to_owned(),
    ];
    let shown = async || {
        let mut shown = Vec::new();
        for page in &pages {
            if client.get(page).await.text().contains(&format!("Сынақ жобасы {word}")) {
                shown.push(page.as_str());
            }
        }
        shown
    };
    let before = shown().await;
    for page in [&pages[0], &pages[1], &pages[3], &pages[4]] {
        assert!(before.contains(&page.as_str()), "{page}: {before:?}");
    }
    assert_eq!(shown().await, before, "again, from memory as far as it is there");

    let proposal = test.portal.retention.propose(&actor(&test, ADMIN), &[number], "Сақтау мерзімі өтті").await.unwrap();
    decide(&test, ADMIN, proposal).await.unwrap();
    decide(&test, OFFICER, proposal).await.unwrap();
    let done = test.portal.retention.carry_out(&actor(&test, ADMIN), proposal).await.unwrap();
    assert_eq!(done.state, State::Destroyed);
    test.clock.advance(3);
    assert_eq!(shown().await, [""; 0]);
    assert_eq!(client.get(&pages[1]).await.status, 404);
    serving.abort();
    other.close().await;
}
