//! Lists, "my work", forms in progress.

use super::{body, body_id, draft_id, files, now, term, texts, title, today, uuid, who};
use orda_base::{Date, FieldError, Message, PersonId};
use orda_documents::FileSetId;
use orda_drafts::desk::{Feed, FeedTerm, FilterId, FoundDraft, FoundPerson, SavedFilter, Searched};
use orda_drafts::*;

/// Rows in every state.
pub(crate) fn rows() -> Vec<Row> {
    let one = |(n, state): (u32, VersionState)| Row {
        draft: draft_id(),
        number: format!("НҚА-2026-{n:06}"),
        version: 1,
        state,
        title: title(),
        kind: ActKind::GovernmentResolution,
        body: body_id(1),
        progress: Progress { approved: n, refused: 0, total: 12 },
        due: Some(Date::constant(2026, 11, 20)),
        changed_at: now(),
    };
    (0..).zip(VersionState::ALL).map(one).collect()
}

/// Matters of every action, in every group of time.
pub(crate) fn my_work() -> MyWork {
    let dues = [
        Some(term(Date::constant(2026, 11, 20), TermStatus::Overdue)),
        Some(term(today(), TermStatus::Near)),
        Some(term(Date::constant(2026, 12, 21), TermStatus::Running)),
        None,
    ];
    let one = |(index, action): (usize, Action)| Matter {
        draft: draft_id(),
        number: "НҚА-2026-000123".into(),
        version: 2,
        title: title(),
        action,
        body: Some(body(2)),
        since: now(),
        term: dues[index % 4].clone(),
        is_new: index % 2 == 0,
        with: vec!["Сейітова А.".into()],
        news: news(index),
        unseen: index,
        waited: 4,
        may_chase: index.is_multiple_of(2),
        chased_at: index.is_multiple_of(3).then(now),
    };
    let all: Vec<_> = Action::ALL.into_iter().enumerate().map(one).collect();
    MyWork {
        waiting: all.clone(),
        more: true,
        overdue: 5,
        awaited: all,
        postings: vec![posting(PostingTarget::New).posting],
    }
}

/// Two saved filters.
pub(crate) fn filters() -> Vec<SavedFilter> {
    let one = |(n, name): (u128, &str)| SavedFilter {
        id: FilterId::from_uuid(uuid(70 + n)),
        person: PersonId::from_uuid(uuid(1)),
        name: name.into(),
        query: "term=overdue".into(),
        saved_at: now(),
    };
    [(1, "Мерзімі өткендер"), (2, "Су")].into_iter().map(one).collect()
}

/// Something in every group of the search.
pub(crate) fn searched() -> Searched {
    let found = |row| FoundDraft { row, piece: "…су қоймасы туралы".into() };
    let card = orda_identity::PersonCard {
        id: PersonId::from_uuid(uuid(1)),
        iin: "800101300123".into(),
        name: orda_identity::PersonName::new("Ахметов", "Дәулет", "Серікұлы"),
        email: None,
        language: orda_base::Language::Kk,
        position: title(),
        active: true,
    };
    let bodies = super::bodies();
    Searched {
        titles: rows().into_iter().map(|row| FoundDraft { row, piece: String::new() }).collect(),
        more_titles: true,
        texts: rows().into_iter().take(2).map(found).collect(),
        more_before: Some(2_026_000_000_001),
        people: vec![FoundPerson { card: std::sync::Arc::new(card), body: bodies.first().cloned() }],
        bodies,
    }
}

/// Terms of every matter, in that language.
pub(crate) fn feed(language: orda_base::Language) -> Feed {
    let ui = super::ui(language, "/");
    let one = |(index, action): (usize, Action)| FeedTerm {
        draft: draft_id(),
        number: "НҚА-2026-000123".into(),
        version: 2,
        title: title(),
        action,
        body: index.is_multiple_of(2).then(|| body(2)),
        due: Date::constant(2026, 12, 21),
        since: now(),
    };
    Feed {
        actor: orda_base::Actor { language, ..ui.actor().clone() },
        terms: Action::ALL.into_iter().enumerate().map(one).collect(),
        made_at: now(),
    }
}

/// A remark said lately, and an approval before it.
fn news(index: usize) -> Vec<News> {
    let events = [
        Event::Remarked { body: body_id(2), remark: RemarkId::from_uuid(uuid(41)), number: 3 },
        Event::Approved { body: body_id(2), late: false },
    ];
    let one = |event| News {
        entry: EntryView {
            entry: Entry { version: 2, at: now(), who: Some(who(2)), event },
            body: Some(body(2)),
            by_body: Some(body(2)),
            acting_for: None,
        },
        words: if index.is_multiple_of(2) { "Мерзім көрсетілмеген.".into() } else { String::new() },
        is_new: index.is_multiple_of(2),
    };
    events.into_iter().map(one).take(index % 3).collect()
}

pub(crate) fn posting(target: PostingTarget) -> PostingView {
    let fields = PostingFields {
        title: title(),
        kind: Some(ActKind::Law),
        texts: texts(),
        approving_bodies: vec![body_id(2)],
        term: Some(15),
        no_secrets: false,
    };
    PostingView {
        posting: Posting {
            id: PostingId::from_uuid(uuid(30)),
            person: PersonId::from_uuid(uuid(1)),
            body: body_id(1),
            target,
            created_at: now(),
            saved_at: now(),
            fields,
            files: FileSetId::from_uuid(uuid(51)),
        },
        body: body(1),
        bodies: vec![body(2)],
        files: files(),
        problems: vec![
            FieldError { field: "title.ru".into(), message: Message::new("drafts-field-required") },
            FieldError { field: "files".into(), message: Message::new("drafts-field-no-file") },
        ],
        breaks_off: true,
        overtaken: None,
        voids_signature: true,
    }
}
