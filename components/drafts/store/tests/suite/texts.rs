//! The text by its parts: kept with the version, compared, tabled, spoken about paragraph by paragraph.

use crate::government::{Post, actor, body};
use crate::world::{World, code, fields, worlds};
use acttext::{Block, Change};
use async_trait::async_trait;
use orda_base::{Error, Language, Result};
use orda_documents::StoredFile;
use orda_drafts::ports::TextFiles;
use orda_drafts::{AnswerInput, DraftId, PostingStep, RemarkInput, TextSource};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads a text of two paragraphs out of any file, in Kazakh; the first try fails when it is told so.
#[derive(Default)]
struct Reader {
    read: AtomicUsize,
    fails_first: bool,
}

#[async_trait]
impl TextFiles for Reader {
    async fn read(&self, _: &StoredFile) -> Result<Option<Vec<Block>>> {
        let nth = self.read.fetch_add(1, Ordering::SeqCst);
        if nth == 0 && self.fails_first {
            return Err(Error::Unavailable("text of files".into()));
        }
        Ok(Some(["5-бап. Қаржыландыру", "1. Қаражат бөлінсін:", "1) жыл сайын."].map(Block::text).to_vec()))
    }
}

/// A draft whose texts were not typed.
async fn untyped(world: &World) -> DraftId {
    let drafter = actor(0, Post::Drafter);
    let form = world.form(&[1]).await;
    let none = PostingStep::Texts { kk: String::new(), ru: String::new() };
    world.drafts.save_posting(&drafter, form, none).await.unwrap();
    world.drafts.submit_posting(&drafter, form, false).await.unwrap()
}

/// Where nothing was typed the text is read from the files, once; what could not be read is tried again; whoever may not
/// read the version is told that there is none.
#[tokio::test]
async fn texts_of_files_are_read_once() {
    for world in worlds().await {
        for fails_first in [false, true] {
            let draft = untyped(&world).await;
            let reader = Arc::new(Reader { fails_first, ..Reader::default() });
            let drafts = world.drafts.clone().with_text_files(Arc::clone(&reader) as Arc<dyn TextFiles>);
            let drafter = actor(0, Post::Drafter);
            let first = drafts.structured_text(&drafter, draft, 1).await.unwrap();
            assert_eq!(first.is_empty(), fails_first);
            for _ in 0..3 {
                let texts = drafts.structured_text(&drafter, draft, 1).await.unwrap();
                let kk = texts.kk.as_ref().unwrap();
                assert_eq!(kk.source, TextSource::File("жоба.pdf".into()));
                let anchors: Vec<_> = kk.act.units.iter().map(|u| u.anchor.as_str()).collect();
                assert_eq!(anchors, ["a5", "a5.p1", "a5.p1.s1"]);
                assert!(texts.ru.is_none() && texts.parity().is_none());
            }
            assert_eq!(reader.read.load(Ordering::SeqCst), if fails_first { 2 } else { 1 });
            let stranger = drafts.structured_text(&actor(2, Post::Head), draft, 1).await;
            assert_eq!(code(stranger), "error-not-found");
        }
    }
}

/// What is typed counts, not the files; when it is changed its parts are made anew.
#[tokio::test]
async fn typed_texts_come_first_and_follow_changes() {
    for world in worlds().await {
        let draft = world.posted(&[1]).await;
        let reader = Arc::new(Reader::default());
        let drafts = world.drafts.clone().with_text_files(Arc::clone(&reader) as Arc<dyn TextFiles>);
        let drafter = actor(0, Post::Drafter);
        let texts = drafts.structured_text(&drafter, draft, 1).await.unwrap();
        assert_eq!((texts.kk.as_ref().unwrap().act.units.len(), reader.read.load(Ordering::SeqCst)), (2, 0));
        assert_eq!(texts.parity().unwrap().missing_kazakh(), 0);
        let form = drafts.start_change(&drafter, draft).await.unwrap();
        let step = PostingStep::Texts {
            kk: "1. Бірінші\n2. Екінші\n3. Үшінші".into(),
            ru: "1. Первый\n2. Второй".into(),
        };
        drafts.save_posting(&drafter, form, step).await.unwrap();
        drafts.save_posting(&drafter, form, PostingStep::NoSecrets(true)).await.unwrap();
        drafts.submit_posting(&drafter, form, false).await.unwrap();
        let texts = drafts.structured_text(&drafter, draft, 1).await.unwrap();
        assert_eq!(texts.kk.as_ref().unwrap().act.units.len(), 3);
        assert_eq!(texts.parity().unwrap().missing_russian(), 1);
    }
}

/// A remark is anchored to a paragraph, named by its address or its place; the drafter accepts the wording it proposes; the
/// wording is listed for the next version, and gives the reason in the comparative table.
///
/// Covers: 385-18-b
#[tokio::test]
async fn wording_goes_from_a_remark_to_the_table() {
    for world in worlds().await {
        let draft = world.sent(&[1]).await;
        world.reviewed(draft, 1).await;
        let (author, drafter) = (actor(1, Post::Employee), actor(0, Post::Drafter));
        let on = |anchor: &str| RemarkInput {
            anchor: Some(anchor.into()),
            language: Some(Language::Kk),
            text: "Мерзім керек".into(),
            suggestion: "2. Екінші он күнде".into(),
            ..RemarkInput::default()
        };
        assert_eq!(fields(world.drafts.add_remark(&author, draft, 1, on("p9")).await), ["paragraph"]);
        let first = world.drafts.add_remark(&author, draft, 1, on("p2")).await.unwrap();
        let second = RemarkInput { paragraph: Some(1), anchor: None, ..on("p1") };
        let second = world.drafts.add_remark(&author, draft, 1, second).await.unwrap();
        assert_eq!((first.anchor.as_deref(), second.anchor.as_deref()), (Some("p2"), Some("p1")));
        let decide = |accepted| AnswerInput { accepted, text: "Қаралды".into() };
        world.drafts.answer_remark(&drafter, draft, first.id, decide(true)).await.unwrap();
        world.drafts.answer_remark(&drafter, draft, second.id, decide(false)).await.unwrap();
        let accepted = world.drafts.accepted_wording(&drafter, draft, 1).await.unwrap();
        let listed: Vec<_> = accepted.iter().map(|a| (a.number, a.old.as_str(), a.new.as_str())).collect();
        assert_eq!(listed, [(1, "2. Екінші", "2. Екінші он күнде")]);
        world.drafts.close_remark(&author, draft, first.id).await.unwrap();

        world.new_version(draft, "1. Бірінші\n2. Екінші он күнде", false).await.unwrap();
        let comparison = world.drafts.compare(&drafter, draft, 1, 2, Language::Kk).await.unwrap();
        let changes: Vec<_> = comparison.rows.iter().map(|r| r.change).collect();
        assert_eq!((changes, comparison.changed), (vec![Change::Same, Change::Changed], 1));
        let table = world.drafts.comparative_table(&drafter, draft, 1, 2, Language::Kk).await.unwrap();
        let [row] = table.rows.as_slice() else { panic!("one row: {:?}", table.rows) };
        assert_eq!((row.element.as_str(), row.in_force.as_str()), ("2-тармақ", "2. Екінші"));
        assert_eq!(row.proposed, "2. Екінші он күнде");
        assert!(row.reason.ends_with("Мерзім керек"), "{}", row.reason);
        // Who may read only the older version compares nothing.
        let older_only = world.drafts.compare(&actor(1, Post::Head), draft, 1, 2, Language::Kk).await;
        assert_eq!(code(older_only), "error-not-found");
        assert_eq!(world.body_state(draft, 1).await, "none");
        assert_eq!(comparison.bodies_added.iter().map(|b| b.id).filter(|b| *b == body(1)).count(), 0);
    }
}
