//! A person's desk: saved filters, search, calendar feed.

use crate::government::{Post, actor, administrator, person};
use crate::world::{World, code, fields, worlds};
use async_trait::async_trait;
use orda_base::{Actor, PersonId, Result};
use orda_drafts::desk::{Actors, Desk, MOST_FILTERS, SearchQuery, Searched};
use orda_drafts::{Action, DraftId, ListQuery, PostingStep};
use orda_drafts_store::DeskSql;
use std::sync::Arc;

/// Everybody of the small government, with the roles of their posts.
struct Everybody;

#[async_trait]
impl Actors for Everybody {
    async fn actor(&self, wanted: PersonId) -> Result<Option<Actor>> {
        let posts = [Post::Head, Post::Drafter, Post::Clerk, Post::Employee];
        let all = (0..4).flat_map(|i| posts.into_iter().map(move |p| (i, p)));
        Ok(all.filter(|(i, p)| person(*i, *p) == wanted).map(|(i, p)| actor(i, p)).next())
    }
}

fn desk(world: &World) -> Desk {
    let store = Arc::new(DeskSql::new(world.database.db.clone(), world.env.clone()));
    Desk::new(store, world.drafts.clone(), world.government.clone(), Arc::new(Everybody), world.env.clone())
}

/// A draft of body 0 to body 1 with this title and Kazakh text.
async fn draft_of(world: &World, title: &str, text: &str) -> DraftId {
    let drafter = actor(0, Post::Drafter);
    let form = world.form(&[1]).await;
    world.fill(form, &[1], title).await;
    let texts = PostingStep::Texts { kk: text.into(), ru: String::new() };
    world.drafts.save_posting(&drafter, form, texts).await.unwrap();
    world.drafts.submit_posting(&drafter, form, false).await.unwrap()
}

async fn search(desk: &Desk, who: &Actor, words: &str) -> Searched {
    desk.search(who, &SearchQuery { words: words.into(), before: None }).await.unwrap()
}

async fn by_text(desk: &Desk, who: &Actor, words: &str) -> Vec<DraftId> {
    search(desk, who, words).await.texts.iter().map(|f| f.row.draft).collect()
}

async fn by_title(desk: &Desk, who: &Actor, words: &str) -> Vec<DraftId> {
    search(desk, who, words).await.titles.iter().map(|f| f.row.draft).collect()
}

/// Filters are saved under names, replaced, renamed and deleted; each person has their own; each is accounted for.
#[tokio::test]
async fn keeps_filters() {
    for world in worlds().await {
        let desk = desk(&world);
        let (me, other) = (actor(0, Post::Drafter), actor(0, Post::SecondDrafter));
        let id = desk.save_filter(&me, "  Мерзімі   өткендер ", "term=overdue").await.unwrap();
        let second = desk.save_filter(&me, "Басқа", "").await.unwrap();
        let names = |filters: &[orda_drafts::desk::SavedFilter]| {
            filters.iter().map(|f| format!("{}?{}", f.name, f.query)).collect::<Vec<_>>()
        };
        assert_eq!(names(&desk.filters(&me).await.unwrap()), ["Басқа?", "Мерзімі өткендер?term=overdue"]);
        assert!(desk.filters(&other).await.unwrap().is_empty());
        assert_eq!(desk.save_filter(&me, "Мерзімі өткендер", "term=near").await.unwrap(), id, "replaced");
        assert_eq!(fields(desk.rename_filter(&me, second, "Мерзімі өткендер").await), ["name"], "taken");
        assert_eq!(fields(desk.rename_filter(&me, second, " ").await), ["name"]);
        assert_eq!(fields(desk.save_filter(&me, &"ұ".repeat(81), "").await), ["name"]);
        assert_eq!(code(desk.rename_filter(&other, id, "Менікі").await), "error-not-found");
        assert_eq!(code(desk.delete_filter(&other, id).await), "error-not-found");
        desk.rename_filter(&me, second, "Әлем").await.unwrap();
        assert_eq!(names(&desk.filters(&me).await.unwrap()), ["Әлем?", "Мерзімі өткендер?term=near"]);
        desk.delete_filter(&me, id).await.unwrap();
        assert_eq!(names(&desk.filters(&me).await.unwrap()), ["Әлем?"]);
        assert_eq!(code(desk.delete_filter(&me, id).await), "error-not-found");
        let accounted: i64 = sqlx::query_scalar("select count(*) from audit_entry where resource = 'filter'")
            .fetch_one(world.database.db.reader())
            .await
            .unwrap();
        assert_eq!(accounted, 5, "three saved, one renamed, one deleted");
    }
}

/// Fifty filters a person, not more; replacing one is possible still.
#[tokio::test]
async fn keeps_fifty_filters() {
    for world in worlds().await {
        let desk = desk(&world);
        let me = actor(0, Post::Drafter);
        for n in 0..MOST_FILTERS {
            desk.save_filter(&me, &format!("{n}"), "").await.unwrap();
        }
        assert_eq!(code(desk.save_filter(&me, "тағы", "").await), "drafts-filter-too-many");
        desk.save_filter(&me, "7", "term=near").await.unwrap();
        assert_eq!(desk.filters(&me).await.unwrap().len(), MOST_FILTERS);
    }
}

/// Words of the text are found by their beginnings, all of them, in any letter case, with Kazakh letters or the ones of a
/// Russian keyboard; with words of the title and the number; the newest first, with the place where they stand.
/// Covers: 385-6-6
#[tokio::test]
async fn finds_by_text() {
    for world in worlds().await {
        let desk = desk(&world);
        let me = actor(0, Post::Drafter);
        let first = draft_of(&world, "Су туралы", "1. Өзен арнасын тазарту.\n2. Ғимараттар және құрылыстар.").await;
        let second = draft_of(&world, "Жер туралы", "1. Арнаулы қор құрылады.").await;
        assert_eq!(by_text(&desk, &me, "арна").await, [second, first], "the newest first");
        for words in ["ӨЗЕН", "озен", "өзен арнасын", "арнасын озен", "ҒИМАРАТТАР", "гимараттар курылыс", "тазарту су"]
        {
            assert_eq!(by_text(&desk, &me, words).await, [first], "{words}");
        }
        assert_eq!(by_text(&desk, &me, "құрыл").await, [second, first], "құрылыстар, құрылады");
        for words in ["озен қор", "арнасын жер", "зен", "тазартуға"] {
            assert!(by_text(&desk, &me, words).await.is_empty(), "{words}");
        }
        assert_eq!(by_title(&desk, &me, "су тур").await, [first]);
        let number = world.card(second).await.number;
        assert_eq!(by_title(&desk, &me, &number).await, [second]);
        assert_eq!(by_text(&desk, &me, &format!("{number} арнаулы")).await, [second], "number and text together");
        for words in ["каулысы", "Постановление", "Drafter Қаржы", "16.11.2026", "қаулы drafter 2026 озен"]
        {
            let found = search(&desk, &me, words).await;
            let all: Vec<_> = found.titles.iter().chain(&found.texts).map(|f| f.row.draft).collect();
            assert!(all.contains(&first), "kind, author, date: {words}");
            assert_eq!(all.contains(&second), !words.contains("озен"), "{words}");
        }
        let of_body = |i| ListQuery { drafting_body: Some(crate::government::body(i)), ..ListQuery::default() };
        assert_eq!(world.drafts.list(&me, &of_body(0)).await.unwrap().items.len(), 2, "by state body");
        assert!(world.drafts.list(&me, &of_body(1)).await.unwrap().items.is_empty());
        let found = search(&desk, &me, "гимар").await;
        assert_eq!(found.texts[0].piece, "2. Ғимараттар және құрылыстар.");
        assert_eq!(found.texts[0].row.title.kk, "Су туралы");
        assert!(found.titles.is_empty());
        assert!(search(&desk, &me, " . ").await.is_empty(), "no word, nothing found");
    }
}

/// Nobody finds what they may not read: the approving body from the day of its letter on, the version it got and not a
/// later one; others, administrators and strangers nothing, neither by text nor by title nor by number.
/// Covers: 385-6-6
#[tokio::test]
async fn finds_only_what_may_be_read() {
    for world in worlds().await {
        let desk = desk(&world);
        let (me, head) = (actor(0, Post::Drafter), actor(1, Post::Head));
        let draft = draft_of(&world, "Су туралы", "1. Өзен арнасы.").await;
        let number = world.card(draft).await.number;
        for stranger in [&head, &actor(2, Post::Head), &administrator(), &actor(0, Post::Clerk)] {
            for words in ["өзен", "су", number.as_str()] {
                let found = search(&desk, stranger, words).await;
                assert!(found.titles.is_empty() && found.texts.is_empty(), "{words}");
                assert!(found.more_before.is_none() && !found.more_titles, "not even that there is something");
            }
        }
        world.sign(draft).await.unwrap();
        world.send(draft).await.unwrap();
        assert_eq!(by_text(&desk, &head, "өзен").await, [draft]);
        assert!(by_text(&desk, &actor(2, Post::Head), "өзен").await.is_empty());
        world.new_version(draft, "1. Көл жағасы.", true).await.unwrap();
        assert_eq!(by_text(&desk, &head, "өзен").await, [draft], "the version that was sent");
        assert!(by_text(&desk, &head, "жағасы").await.is_empty(), "the next one was not");
        assert_eq!(by_text(&desk, &me, "жағасы").await, [draft]);
        assert!(by_text(&desk, &me, "өзен").await.is_empty(), "of a draft the newest readable version counts");
    }
}

/// A change of a version that was not sent takes the old words out of the index and keeps those that stay.
#[tokio::test]
async fn forgets_words_that_are_gone() {
    for world in worlds().await {
        let desk = desk(&world);
        let me = actor(0, Post::Drafter);
        let other = draft_of(&world, "Жер туралы", "1. Құпия сөз және өзен.").await;
        let draft = draft_of(&world, "Су туралы", "1. Құпия сөз және өзен.").await;
        let form = world.drafts.start_change(&me, draft).await.unwrap();
        let texts = PostingStep::Texts { kk: "1. Ашық сөз және өзен.".into(), ru: String::new() };
        world.drafts.save_posting(&me, form, texts).await.unwrap();
        world.drafts.save_posting(&me, form, PostingStep::NoSecrets(true)).await.unwrap();
        world.drafts.submit_posting(&me, form, false).await.unwrap();
        assert_eq!(by_text(&desk, &me, "құпия").await, [other]);
        assert_eq!(by_text(&desk, &me, "ашық").await, [draft]);
        assert_eq!(by_text(&desk, &me, "өзен").await, [draft, other]);
    }
}

/// Drafts found by text come page by page, each once, and the last page says that it is.
#[tokio::test]
async fn goes_on_page_by_page() {
    for world in worlds().await {
        let desk = desk(&world);
        let me = actor(0, Post::Drafter);
        let mut all = Vec::new();
        for n in 0..23 {
            all.push(draft_of(&world, &format!("Атау {n}"), "1. Ортақ мәтін.").await);
        }
        all.reverse();
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = desk.search(&me, &SearchQuery { words: "ортақ".into(), before }).await.unwrap();
            assert!(page.texts.len() <= 10);
            seen.extend(page.texts.iter().map(|f| f.row.draft));
            before = page.more_before;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, all);
    }
}

/// The feed gives the terms of what waits for its owner, in the owner's language; its token is kept as a digest only; a new
/// one and the end of the feed make the old one good for nothing.
#[tokio::test]
async fn feeds_a_calendar() {
    for world in worlds().await {
        let desk = desk(&world);
        let clerk = actor(1, Post::Clerk);
        let draft = world.sent(&[1, 2]).await;
        assert_eq!(desk.feed_made_at(&clerk).await.unwrap(), None);
        let token = desk.make_feed(&clerk).await.unwrap();
        assert_eq!(token.len(), 64, "256 bits");
        let feed = desk.feed(&token).await.unwrap();
        assert_eq!(feed.terms.len(), 1);
        let term = &feed.terms[0];
        assert_eq!((term.draft, term.action), (draft, Action::Register));
        assert_eq!(Some(term.due), world.card(draft).await.bodies[0].term.as_ref().map(|t| t.due));
        let uid = term.uid();
        world.drafts.prolong(&actor(0, Post::Drafter), draft, crate::government::body(1), 20).await.unwrap();
        let later = desk.feed(&token).await.unwrap();
        assert_eq!(later.terms[0].uid(), uid, "a term that moves stays the same event");
        assert!(later.terms[0].due > term.due);
        world.register(draft, 1).await.unwrap();
        world.pass(draft, 1).await.unwrap();
        assert!(desk.feed(&token).await.unwrap().terms.is_empty(), "what is done is gone");
        let kept: String =
            sqlx::query_scalar("select digest from drafts_feed").fetch_one(world.database.db.reader()).await.unwrap();
        assert_ne!(kept, token);
        assert_eq!(code(desk.feed(&kept).await), "error-not-found", "what is kept opens nothing");
        let second = desk.make_feed(&clerk).await.unwrap();
        assert_eq!(code(desk.feed(&token).await), "error-not-found");
        desk.end_feed(&clerk).await.unwrap();
        for wrong in [second.as_str(), "", &"a".repeat(64), &"a".repeat(1000)] {
            assert_eq!(code(desk.feed(wrong).await), "error-not-found");
        }
        assert_eq!(code(desk.end_feed(&clerk).await), "error-not-found");
        let unknown = desk.make_feed(&actor(0, Post::ControlOfficer)).await.unwrap();
        assert_eq!(code(desk.feed(&unknown).await), "error-not-found", "who may not log in has no feed");
    }
}
