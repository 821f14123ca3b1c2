//! The list of drafts.

use crate::government::{Post, actor, administrator, body};
use crate::world::{DAY, World, worlds};
use orda_base::{Actor, PageRequest};
use orda_drafts::{ListQuery, MyRole, Sort, TermFilter, VersionState};

async fn titles(world: &World, who: &Actor, query: ListQuery) -> Vec<String> {
    let page = world.drafts.list(who, &query).await.unwrap();
    page.items.into_iter().map(|row| row.title.kk).collect()
}

/// Three drafts: prepared, sent to body 1, approved by bodies 1 and 2.
async fn three(world: &World) {
    for (title, bodies, steps) in [("Әкімдік", vec![1], 0), ("Орман", vec![1], 1), ("Өзен", vec![1, 2], 2)]
    {
        let form = world.form(&bodies).await;
        world.fill(form, &bodies, title).await;
        let draft = world.drafts.submit_posting(&actor(0, Post::Drafter), form, false).await.unwrap();
        world.clock.advance(1);
        if steps > 0 {
            world.sign(draft).await.unwrap();
            world.send(draft).await.unwrap();
        }
        if steps > 1 {
            for of in bodies {
                world.reviewed(draft, of).await;
                world.approve(draft, of).await.unwrap();
            }
        }
        world.clock.advance(60);
    }
}

/// Everybody sees exactly what the policy lets them read; administrators of the portal see nothing.
#[tokio::test]
async fn shows_what_may_be_read() {
    for world in worlds().await {
        three(&world).await;
        let all = ListQuery::default;
        assert_eq!(titles(&world, &actor(0, Post::Drafter), all()).await, ["Өзен", "Орман", "Әкімдік"]);
        assert_eq!(titles(&world, &actor(0, Post::Head), all()).await.len(), 3);
        assert_eq!(titles(&world, &actor(1, Post::Head), all()).await, ["Өзен", "Орман"]);
        assert_eq!(titles(&world, &actor(1, Post::Employee), all()).await, ["Өзен"]);
        assert_eq!(titles(&world, &actor(2, Post::Clerk), all()).await, ["Өзен"]);
        for nobody in [actor(3, Post::Head), actor(1, Post::Drafter), actor(4, Post::ControlOfficer), administrator()] {
            assert!(titles(&world, &nobody, all()).await.is_empty());
        }
        let row = world.drafts.list(&actor(1, Post::Head), &all()).await.unwrap().items.remove(0);
        assert_eq!((row.state, row.progress.approved, row.progress.total), (VersionState::ApprovedByAll, 2, 2));
        assert_eq!((row.due, row.body), (None, body(0)));
    }
}

/// Filters by state, body, role, term and words; order by change, number, title and term.
#[tokio::test]
async fn filters_and_sorts() {
    for world in worlds().await {
        three(&world).await;
        let drafter = actor(0, Post::Drafter);
        let q = ListQuery::default;
        let of = |query| titles(&world, &drafter, query);
        assert_eq!(
            of(ListQuery { states: vec![VersionState::Prepared, VersionState::OnApproval], ..q() }).await,
            ["Орман", "Әкімдік"]
        );
        assert_eq!(of(ListQuery { approving_body: Some(body(2)), ..q() }).await, ["Өзен"]);
        assert_eq!(of(ListQuery { drafting_body: Some(body(0)), ..q() }).await.len(), 3);
        assert!(of(ListQuery { drafting_body: Some(body(1)), ..q() }).await.is_empty());
        assert_eq!(of(ListQuery { term: Some(TermFilter::Running), ..q() }).await, ["Орман"]);
        assert!(of(ListQuery { role: Some(MyRole::Head), ..q() }).await.is_empty());
        let employee = actor(1, Post::Employee);
        let named = ListQuery { role: Some(MyRole::Representative), ..q() };
        assert_eq!(titles(&world, &employee, named).await, ["Өзен"]);
        assert_eq!(of(ListQuery { words: "орм".into(), ..q() }).await, ["Орман"]);
        assert_eq!(of(ListQuery { words: "000003 ӨЗЕН".into(), ..q() }).await, ["Өзен"]);
        assert_eq!(of(ListQuery { words: "озен".into(), ..q() }).await, ["Өзен"], "from a Russian keyboard");
        assert!(of(ListQuery { words: "орман жоқ".into(), ..q() }).await.is_empty());
        assert_eq!(of(ListQuery { sort: Sort::Title, ..q() }).await, ["Әкімдік", "Орман", "Өзен"], "Kazakh order");
        assert_eq!(of(ListQuery { sort: Sort::Number, ..q() }).await, ["Өзен", "Орман", "Әкімдік"]);
        assert_eq!(of(ListQuery { sort: Sort::Term, ..q() }).await[0], "Орман");
        let today = crate::world::NOW.date();
        assert_eq!(of(ListQuery { changed_from: Some(today), changed_to: Some(today), ..q() }).await.len(), 3);
        assert!(of(ListQuery { changed_to: today.yesterday().ok(), ..q() }).await.is_empty());
        world.clock.advance(9 * DAY);
        assert_eq!(of(ListQuery { term: Some(TermFilter::Overdue), ..q() }).await, ["Орман"]);
        assert!(of(ListQuery { term: Some(TermFilter::Near), ..q() }).await.is_empty());
    }
}

/// Words of a version that a body was not sent do not find the draft for it, and the row stays as the body knows it.
#[tokio::test]
async fn an_unsent_version_stays_hidden() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        let drafter = actor(0, Post::Drafter);
        let form = world.drafts.start_version(&drafter, draft).await.unwrap();
        world.fill(form, &[1], "Құпия").await;
        world.drafts.submit_posting(&drafter, form, true).await.unwrap();
        let words = || ListQuery { words: "құпия".into(), ..ListQuery::default() };
        assert_eq!(titles(&world, &drafter, words()).await, ["Құпия"]);
        assert!(titles(&world, &actor(1, Post::Head), words()).await.is_empty());
        let row = world.drafts.list(&actor(1, Post::Head), &ListQuery::default()).await.unwrap().items.remove(0);
        assert_eq!((row.version, row.title.kk.as_str(), row.state), (1, "Бюджет туралы", VersionState::Superseded));
    }
}

/// Pages follow each other without gap or repetition, also for who sees a draft in two ways; the total is counted.
#[tokio::test]
async fn pages_follow_each_other() {
    for world in worlds().await {
        for _ in 0..30 {
            world.posted(&[1]).await;
            world.clock.advance(1);
        }
        let mut both = actor(0, Post::Drafter);
        both.memberships.extend(actor(0, Post::Head).memberships);
        for who in [actor(0, Post::Head), both] {
            let page = |number| ListQuery { page: PageRequest::new(Some(number), Some(25)), ..ListQuery::default() };
            let first = world.drafts.list(&who, &page(1)).await.unwrap();
            let second = world.drafts.list(&who, &page(2)).await.unwrap();
            assert_eq!((first.items.len(), second.items.len()), (25, 5));
            assert_eq!((first.total, first.at_least, second.total), (30, false, 30));
            let mut seen: Vec<_> = first.items.iter().chain(&second.items).map(|r| r.number.clone()).collect();
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 30);
            assert_eq!(world.drafts.export(&who, &page(1), 1_000).await.unwrap().len(), 30);
        }
    }
}

/// Whoever keeps a page that was made can tell that it is of yesterday: each step of a draft gives the list another basis,
/// looking at it does not; on a server, where other nodes change drafts too, there is none to rely on.
#[tokio::test]
async fn tells_a_page_of_yesterday() {
    for world in worlds().await {
        let head = actor(1, Post::Head);
        let basis = || world.drafts.list_basis(&head, &ListQuery::default());
        let Some(before) = basis() else {
            assert_eq!(world.database.db.kind(), orda_store::Kind::Postgres);
            continue;
        };
        let form = world.form(&[1]).await;
        world.fill(form, &[1], "Орман").await;
        let draft = world.drafts.submit_posting(&actor(0, Post::Drafter), form, false).await.unwrap();
        let posted = basis().unwrap();
        world.sign(draft).await.unwrap();
        let signed = basis().unwrap();
        world.send(draft).await.unwrap();
        let sent = basis().unwrap();
        assert!(before.revision < posted.revision && posted.revision < signed.revision);
        assert!(signed.revision < sent.revision);
        assert_eq!(titles(&world, &head, ListQuery::default()).await, ["Орман"]);
        assert_eq!(basis().unwrap(), sent);
        world.clock.advance(DAY);
        assert_ne!(basis().unwrap(), sent);
    }
}
