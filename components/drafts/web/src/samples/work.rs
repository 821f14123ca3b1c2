//! Lists, "my work", forms in progress.

use super::{body, body_id, draft_id, files, now, term, texts, title, today, uuid};
use orda_base::{Date, FieldError, Message, PersonId};
use orda_documents::FileSetId;
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
        voids_signature: true,
    }
}
