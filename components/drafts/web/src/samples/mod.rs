//! Sample contexts: what the use cases would give, so that every page can be made without them.

mod card;
mod chancellery;
mod talk;
mod work;

pub(crate) use card::*;
pub(crate) use chancellery::*;
pub(crate) use talk::*;
pub(crate) use work::*;

use orda_base::uuid::Uuid;
use orda_base::{
    Actor, BodyId, Date, Env, Identity, Language, LocalizedText, Membership, Origin, PersonId, Role, Timestamp,
};
use orda_drafts::{BodyRef, DraftId, TermStatus, TermView, Who};
use orda_identity::{Body, BodyKind};
use orda_web::{Messages, Shell, Ui};
use std::sync::{Arc, OnceLock};
use workdays::Calendar;

/// The day on which everything happens: Sunday, 22 November 2026.
pub(crate) fn today() -> Date {
    Date::constant(2026, 11, 22)
}

pub(crate) fn now() -> Timestamp {
    Timestamp::from_seconds(1_795_316_400)
}

pub(super) fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(crate) fn body_id(n: u128) -> BodyId {
    BodyId::from_uuid(uuid(n))
}

pub(crate) fn draft_id() -> DraftId {
    DraftId::from_uuid(uuid(900))
}

fn shell() -> Arc<Shell> {
    static SHELL: OnceLock<Arc<Shell>> = OnceLock::new();
    let made = || {
        let sets = [crate::LOCALES, orda_documents_web::LOCALES, orda_signatures_web::LOCALES];
        let messages = Messages::load(&sets).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        Arc::new(Shell::new(messages, orda_web::Settings::new("http://localhost:8080", Env::system())))
    };
    Arc::clone(SHELL.get_or_init(made))
}

/// A reader who is drafter and head of body 1, head and clerk of body 2.
pub(crate) fn ui(language: Language, path: &str) -> Ui {
    let member = |n, role| Membership { body: Some(body_id(n)), role, acting_for: None };
    let actor = Actor {
        identity: Identity::Person {
            id: PersonId::from_uuid(uuid(1)),
            name: "Ахметов Дәулет Серікұлы".into(),
            iin: "800101300123".into(),
        },
        language,
        memberships: vec![
            member(1, Role::Drafter),
            member(1, Role::HeadOfBody),
            member(2, Role::HeadOfBody),
            member(2, Role::RecordsClerk),
        ],
        units: Vec::new(),
        origin: Origin::default(),
    };
    Ui::new(shell(), Arc::new(actor), path)
}

const NAMES: [(&str, &str, &str); 4] = [
    ("Қаржы министрлігі", "Министерство финансов", "Ministry of Finance"),
    ("Әділет министрлігі", "Министерство юстиции", "Ministry of Justice"),
    ("Цифрлық даму министрлігі", "Министерство цифрового развития", "Ministry of Digital Development"),
    ("Алматы қаласының әкімдігі", "Акимат города Алматы", ""),
];

pub(crate) fn body(n: usize) -> BodyRef {
    let (kk, ru, en) = NAMES[n - 1];
    BodyRef {
        id: body_id(n as u128),
        bin: "040140000123".into(),
        name: LocalizedText::new(kk, ru, en),
        short_name: LocalizedText::new("", "", ""),
    }
}

pub(crate) fn bodies() -> Vec<Arc<Body>> {
    let kinds = [BodyKind::Ministry, BodyKind::Ministry, BodyKind::Agency, BodyKind::Region];
    let one = |(index, kind): (usize, BodyKind)| {
        let BodyRef { id, bin, name, short_name } = body(index + 1);
        Arc::new(Body { id, bin, kind, name, short_name, parent: None, active: true })
    };
    kinds.into_iter().enumerate().map(one).collect()
}

pub(crate) fn title() -> LocalizedText {
    LocalizedText::new("«Салық кодексіне» өзгерістер енгізу туралы", "О внесении изменений в Налоговый кодекс", "")
}

pub(crate) fn who(n: usize) -> Who {
    Who {
        person: PersonId::from_uuid(uuid(1)),
        name: "Ахметов Дәулет Серікұлы".into(),
        body: body_id(n as u128),
        acting_for: None,
    }
}

pub(crate) fn term(due: Date, status: TermStatus) -> TermView {
    let counted = Calendar::kazakhstan().count(Date::constant(2026, 12, 11), 10);
    TermView { due, left: Calendar::kazakhstan().left(today(), due), status, counted }
}
