//! Notices and mails are written together, claimed by one node at a time, and never lost.

use async_trait::async_trait;
use orda_audit::{EntryStore, Filter};
use orda_audit_store::Entries;
use orda_base::{
    Actor, Env, Error, FixedClock, Identity, Language, LocalizedText, Membership, Origin, PageRequest, PersonId,
    Result, Role, SeededEntropy, Timestamp,
};
use orda_notifications::{
    ClaimedMail, Deliveries, DeliveryFilter, MailFault, MailState, Mailer, Notice, Notifications, Outbox, OutboxStore,
    Recipient, Recipients,
};
use orda_notifications_store::{MIGRATIONS, SqlDeliveries, SqlNotices, SqlOutbox, enqueue, enqueue_to};
use orda_store::testing::{TestDatabase, databases};
use orda_store::{Database, MigrationSet};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

const SETS: [MigrationSet; 2] = [orda_audit_store::MIGRATIONS, MIGRATIONS];
const NOW: Timestamp = Timestamp::from_seconds(1_795_338_300);

/// A mail server that says what it is told to say, and people with addresses.
#[derive(Default)]
struct Post {
    answers: Mutex<Vec<std::result::Result<(), MailFault>>>,
    taken: Mutex<Vec<(String, String)>>,
    addresses: Mutex<HashMap<PersonId, Option<String>>>,
    closed: bool,
}

#[async_trait]
impl Mailer for Post {
    fn is_configured(&self) -> bool {
        !self.closed
    }

    async fn send(&self, email: &str, _: &Recipient, mail: &ClaimedMail) -> std::result::Result<(), MailFault> {
        let answer = self.answers.lock().expect("no panic").pop().unwrap_or(Ok(()));
        if answer.is_ok() {
            self.taken.lock().expect("no panic").push((email.to_owned(), mail.id.to_string()));
        }
        answer
    }
}

#[async_trait]
impl Recipients for Post {
    async fn address(&self, person: PersonId) -> Result<Option<Recipient>> {
        let email = self.addresses.lock().expect("no panic").get(&person).cloned();
        Ok(email.map(|email| Recipient { email, language: Language::Kk, name: "Ахметов Данияр".into() }))
    }
}

struct Portal {
    db: Database,
    env: Env,
    clock: FixedClock,
    post: Arc<Post>,
}

impl Portal {
    fn new(db: Database, post: Post) -> Self {
        let clock = FixedClock::at(NOW);
        Self { db, env: Env::new(clock.clone(), SeededEntropy::new(3)), clock, post: Arc::new(post) }
    }

    fn outbox(&self) -> Outbox {
        let store = Arc::new(SqlOutbox::new(self.db.clone()));
        Outbox::new(store, self.post.clone(), self.post.clone(), self.env.clone())
    }

    fn deliveries(&self) -> Deliveries {
        Deliveries::new(Arc::new(SqlDeliveries::new(self.db.clone())), self.post.clone(), self.env.clone())
    }

    fn notifications(&self) -> Notifications {
        Notifications::new(Arc::new(SqlNotices::new(self.db.clone())), self.env.clone())
    }

    fn person(&self, email: Option<&str>) -> PersonId {
        let id = PersonId::generate(&self.env);
        self.post.addresses.lock().expect("no panic").insert(id, email.map(str::to_owned));
        id
    }

    async fn tell(&self, recipient: PersonId) {
        let notice = Notice {
            recipient,
            kind: "test-notice-sign",
            args: vec![("title", LocalizedText::new("Бюджет туралы", "О бюджете", ""))],
            link: "/drafts/1".into(),
            needs_action: true,
        };
        let mut tx = self.db.begin().await.expect("begins");
        enqueue(&mut tx, &self.env, &[notice]).await.expect("writes");
        tx.commit().await.expect("commits");
    }

    fn taken(&self) -> Vec<String> {
        self.post.taken.lock().expect("no panic").iter().map(|(email, _)| email.clone()).collect()
    }
}

fn actor(person: PersonId, role: Option<Role>) -> Actor {
    Actor {
        identity: Identity::Person { id: person, name: "Әкімші".into(), iin: String::new() },
        language: Language::Kk,
        memberships: role.map(|role| Membership { body: None, role, acting_for: None }).into_iter().collect(),
        units: Vec::new(),
        origin: Origin::default(),
    }
}

/// Without its event a notice is not there; with it, the portal shows it and the mail is sent once.
#[tokio::test]
async fn notice_and_mail_go_with_their_event() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let portal = Portal::new(db, Post::default());
        let (head, other) = (portal.person(Some("head@gov.example")), portal.person(Some("other@gov.example")));
        let notice = Notice { recipient: other, kind: "test", args: Vec::new(), link: "/".into(), needs_action: false };
        let mut undone = portal.db.begin().await.expect("begins");
        enqueue(&mut undone, &portal.env, &[notice]).await.expect("writes");
        undone.rollback().await.expect("rolls back");
        portal.tell(head).await;

        assert_eq!(portal.outbox().send_due().await.expect("sends"), 1);
        assert_eq!(portal.outbox().send_due().await.expect("sends"), 0);
        assert_eq!(portal.taken(), ["head@gov.example"]);
        let mine = portal.notifications().mine(&actor(head, None), PageRequest::default()).await.expect("lists");
        assert_eq!((mine.total, mine.items[0].args[0].1.kk.as_str()), (1, "Бюджет туралы"));
        let none = portal.notifications().mine(&actor(other, None), PageRequest::default()).await.expect("lists");
        assert_eq!(none.total, 0);
    }
}

/// Word that was written for a fixed address goes there, whatever the person's address is by then; all else to the address of the
/// moment of sending.
#[tokio::test]
async fn a_fixed_address_stays() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let portal = Portal::new(db, Post::default());
        let head = portal.person(Some("new@gov.example"));
        let notice = Notice { recipient: head, kind: "test", args: Vec::new(), link: "/".into(), needs_action: false };
        let mut tx = portal.db.begin().await.expect("begins");
        enqueue_to(&mut tx, &portal.env, &notice, "old@gov.example").await.expect("writes");
        tx.commit().await.expect("commits");
        portal.clock.advance(1);
        portal.tell(head).await;
        assert_eq!(portal.outbox().send_due().await.expect("sends"), 2);
        assert_eq!(portal.taken(), ["old@gov.example", "new@gov.example"]);
        let mine = portal.notifications().mine(&actor(head, None), PageRequest::default()).await.expect("lists");
        assert_eq!(mine.total, 2, "both are in the portal");
    }
}

/// A mail server that is away is asked again, each time later; after three days the mail is given up, shown to
/// administrators with its error, and can be sent again, which is accounted for.
#[tokio::test]
async fn failures_are_retried_shown_and_resent() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let portal = Portal::new(db, Post::default());
        portal.tell(portal.person(Some("head@gov.example"))).await;
        let away = || Err(MailFault::Temporary("connection refused".into()));
        portal.post.answers.lock().expect("no panic").extend((0..20).map(|_| away()));
        let administrator = actor(portal.person(None), Some(Role::Administrator));
        let listed = async || {
            let (deliveries, all) = (portal.deliveries(), DeliveryFilter::default());
            deliveries.list(&administrator, &all, PageRequest::default()).await.expect("lists").items
        };
        assert_eq!(portal.outbox().send_due().await.expect("tries"), 1);
        assert_eq!(portal.outbox().send_due().await.expect("tries"), 0, "not before its time");
        portal.clock.advance(60);
        assert_eq!(portal.outbox().send_due().await.expect("tries"), 1);
        assert_eq!((listed().await[0].attempts, listed().await[0].state), (2, MailState::Waiting));
        for _ in 0..20 {
            portal.clock.advance(12 * 3600);
            portal.outbox().send_due().await.expect("tries");
        }
        let failed = listed().await.remove(0);
        assert_eq!((failed.state, failed.last_error.as_str()), (MailState::Failed, "connection refused"));

        portal.post.answers.lock().expect("no panic").clear();
        let stranger = actor(portal.person(None), Some(Role::SecurityOfficer));
        assert!(matches!(portal.deliveries().resend(&stranger, failed.id).await, Err(Error::Forbidden)));
        portal.deliveries().resend(&administrator, failed.id).await.expect("is due again");
        assert_eq!(portal.outbox().send_due().await.expect("sends"), 1);
        assert_eq!(portal.taken(), ["head@gov.example"]);
        assert!(listed().await.is_empty());
        assert!(matches!(portal.deliveries().resend(&administrator, failed.id).await, Err(Error::NotFound)));
        let records = Entries::new(portal.db.clone()).search(&Filter::default(), None, 10).await.expect("reads");
        assert_eq!((records.len(), records[0].entry.part.clone()), (1, failed.id.to_string()));
    }
}

/// A refused address is not tried again; a person without an address is shown as such; both still have the notice in
/// the portal.
#[tokio::test]
async fn lasting_failures_are_not_retried() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let portal = Portal::new(db, Post::default());
        let (refused, without) = (portal.person(Some("gone@gov.example")), portal.person(None));
        portal.post.answers.lock().expect("no panic").push(Err(MailFault::Permanent("550 no such user".into())));
        portal.tell(refused).await;
        portal.clock.advance(1);
        portal.tell(without).await;
        assert_eq!(portal.outbox().send_due().await.expect("tries"), 2);
        portal.clock.advance(4 * 24 * 3600);
        assert_eq!(portal.outbox().send_due().await.expect("tries"), 0);
        let administrator = actor(without, Some(Role::Administrator));
        let list = async |state| {
            let filter = DeliveryFilter { state };
            portal.deliveries().list(&administrator, &filter, PageRequest::default()).await.expect("lists").items
        };
        let states: Vec<_> = list(None).await.into_iter().map(|d| (d.state, d.last_error)).collect();
        assert_eq!(states, [(MailState::NoAddress, String::new()), (MailState::Failed, "550 no such user".into())]);
        assert_eq!(list(Some(MailState::NoAddress)).await.len(), 1);
        for person in [refused, without] {
            assert_eq!(portal.notifications().unread(&actor(person, None)).await.expect("counts"), 1);
        }
    }
}

/// While no mail server is configured, mails wait and none is claimed; once there is one, they go out.
#[tokio::test]
async fn without_a_mail_server_mails_wait() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let closed = Portal::new(db.clone(), Post { closed: true, ..Post::default() });
        let head = closed.person(Some("head@gov.example"));
        closed.tell(head).await;
        assert_eq!(closed.outbox().send_due().await.expect("does nothing"), 0);
        assert!(!closed.deliveries().is_configured());
        let open = Portal::new(db, Post::default());
        open.post.addresses.lock().expect("no panic").insert(head, Some("head@gov.example".into()));
        assert_eq!(open.outbox().send_due().await.expect("sends"), 1);
    }
}

/// Two nodes never hold the same mail; when one dies between claim and sending, the other sends it after a while under
/// the same number.
#[tokio::test]
async fn claims_exclude_and_end() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let portal = Portal::new(db.clone(), Post::default());
        for n in 0..30 {
            portal.tell(portal.person(Some(&format!("p{n}@gov.example")))).await;
        }
        let (one, two) = (SqlOutbox::new(db.clone()), SqlOutbox::new(db.clone()));
        let until = NOW.plus_seconds(900);
        let (a, b) = tokio::join!(one.claim(NOW, until, 20), two.claim(NOW, until, 20));
        let (a, b) = (a.expect("claims"), b.expect("claims"));
        let mut ids: Vec<_> = a.iter().chain(&b).map(|m| m.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), a.len() + b.len());
        // Both die. Nothing is due until the claims end, then everything is.
        while !one.claim(NOW, until, 20).await.expect("claims").is_empty() {}
        portal.clock.advance(900);
        while portal.outbox().send_due().await.expect("sends") > 0 {}
        assert_eq!(portal.taken().len(), 30);
    }
}

/// Everybody reads and marks only their own notices; unread ones come first.
#[tokio::test]
async fn people_see_their_own_notices() {
    for TestDatabase { db, folder: _folder, .. } in databases(&SETS).await {
        let portal = Portal::new(db, Post::default());
        let (one, other) = (portal.person(None), portal.person(None));
        for _ in 0..3 {
            portal.tell(one).await;
            portal.clock.advance(1);
        }
        let (me, stranger) = (actor(one, None), actor(other, None));
        let notifications = portal.notifications();
        let list = async || notifications.mine(&me, PageRequest::default()).await.expect("lists").items;
        let newest = list().await[0].clone();
        assert!(matches!(notifications.read(&stranger, newest.id).await, Err(Error::NotFound)));
        let read = notifications.read(&me, newest.id).await.expect("marks");
        assert!(read.read_at.is_some());
        assert_eq!(notifications.unread(&me).await.expect("counts"), 2);
        assert_eq!(list().await[2].id, newest.id, "read ones go last");
        let shown = list().await[1].created_at;
        assert_eq!(notifications.read_all(&me, Some(shown)).await.expect("marks"), 1);
        assert_eq!(notifications.read_all(&me, None).await.expect("marks"), 1);
        assert_eq!(notifications.unread(&stranger).await.expect("counts"), 0);
        let nobody = Actor::anonymous(Language::Kk, Origin::default());
        assert!(matches!(notifications.mine(&nobody, PageRequest::default()).await, Err(Error::Unauthenticated)));
    }
}
