//! The card of a draft at one version: title, the one thing to do now, the picture of the approval, and parts as tabs,
//! each with an address of its own.

pub(crate) mod access;
pub(crate) mod akoma;
pub(crate) mod compare;
pub(crate) mod download;
pub(crate) mod files;
pub(crate) mod forms;
pub(crate) mod head;
pub(crate) mod history;
pub(crate) mod letters;
pub(crate) mod remarks;
pub(crate) mod signatures;
pub(crate) mod table;
pub(crate) mod text;

use crate::paths;
use crate::view::{considered, count, picture};
use maud::{Markup, html};
use orda_base::{Access, Operation};
use orda_drafts::Card;
use orda_web::{Accounted, Bytes, Response, Title, Ui, parts, parts::Crumb, parts::Tab};

/// A part of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Text,
    Remarks,
    Files,
    Signatures,
    Letters,
    History,
    Access,
}

impl Part {
    const ALL: [Self; 7] =
        [Self::Text, Self::Remarks, Self::Files, Self::Signatures, Self::Letters, Self::History, Self::Access];

    /// Key of its name, and its place in the address; the text has the address of the version itself.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("drafts-tab-text", ""),
            Self::Remarks => ("drafts-tab-remarks", "remarks"),
            Self::Files => ("drafts-tab-files", "files"),
            Self::Signatures => ("drafts-tab-signatures", "signatures"),
            Self::Letters => ("drafts-tab-letters", "letters"),
            Self::History => ("drafts-tab-history", "history"),
            Self::Access => ("drafts-tab-access", "access"),
        }
    }

    /// The address, at the line of tabs: whoever changes the part stays where the eye is.
    fn link(self, card: &Card) -> String {
        match self.names().1 {
            "" => format!("{}#parts", paths::version(card.draft, card.version)),
            place => format!("{}#parts", paths::part(card.draft, card.version, place)),
        }
    }
}

/// The whole card with one part open.
pub(crate) fn view(ui: &Ui, card: &Card, part: Part, content: &Markup) -> Markup {
    let tabs: Vec<_> = Part::ALL
        .into_iter()
        .map(|p| {
            let tab = Tab::new(p.link(card), ui.t(p.names().0));
            if p == Part::Remarks && card.open_remarks > 0 { tab.count(card.open_remarks.into()) } else { tab }
        })
        .collect();
    html! {
        (head::head(ui, card))
        (considered::section(ui, card))
        section aria-labelledby="picture" {
            h2.govuk-heading-m id="picture" { (ui.t("drafts-card-picture")) }
            (picture::picture(ui, card))
            (head::gate(ui, card))
            (head::facts(ui, card))
        }
        div id="parts" { (parts::tabs(ui.t("drafts-tab-list"), &tabs, &part.link(card))) }
        section aria-labelledby="part" {
            h2.govuk-heading-m id="part" { (ui.t(part.names().0)) }
            (content)
        }
    }
}

/// The answer, accounted for as a reading of this part of this version (365-8-4).
pub(crate) fn answer(ui: &Ui, card: &Card, part: Part, content: &Markup) -> Response {
    let title = format!("{}, {}", ui.text(&card.title), ui.tr("drafts-version", &[("n", count(card.version))]));
    let crumbs =
        [Crumb::new("/my-work", ui.t("drafts-work-title")), Crumb::new(paths::LIST, ui.t("drafts-list-title"))];
    let title = Title::new(title).above(parts::breadcrumbs(ui, &crumbs)).wide();
    ui.page_of(title, Bytes::from(view(ui, card, part, content).into_string())).accessed(read(card, part.names().1))
}

/// An accounting entry for reading a part of a version.
pub(crate) fn read(card: &Card, part: &str) -> Access {
    let what = format!("{}/v/{}", card.draft, card.version);
    Access::done("draft", what, Operation::Read).detail(part)
}
