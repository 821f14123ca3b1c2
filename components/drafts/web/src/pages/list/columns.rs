//! Columns of the list, chosen by the person; the choice stands in the address and so in every link.

use super::ListInput;
use crate::view::label;
use maud::{Markup, html};
use orda_drafts::Sort;
use orda_web::Question as _;
use orda_web::{Ui, parts};

/// A column. The title is always there: it names the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Col {
    Title,
    Number,
    Version,
    Kind,
    State,
    Body,
    Progress,
    Term,
    Changed,
}

impl Col {
    const ALL: [Self; 9] = [
        Self::Title,
        Self::Number,
        Self::Version,
        Self::Kind,
        Self::State,
        Self::Body,
        Self::Progress,
        Self::Term,
        Self::Changed,
    ];

    /// Code: in the address and in message keys (`drafts-column-term`).
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Number => "number",
            Self::Version => "version",
            Self::Kind => "kind",
            Self::State => "state",
            Self::Body => "body",
            Self::Progress => "progress",
            Self::Term => "term",
            Self::Changed => "changed",
        }
    }

    /// The order that a click on the heading gives, with the direction it has.
    pub(super) const fn sort(self) -> Option<(Sort, &'static str)> {
        match self {
            Self::Title => Some((Sort::Title, "ascending")),
            Self::Number => Some((Sort::Number, "descending")),
            Self::Term => Some((Sort::Term, "ascending")),
            Self::Changed => Some((Sort::Changed, "descending")),
            _ => None,
        }
    }

    /// Is it shown when nothing was chosen?
    const fn is_usual(self) -> bool {
        !matches!(self, Self::Version | Self::Kind)
    }

    /// The columns with these codes, the title among them; the usual ones when there is none.
    pub(super) fn chosen(codes: &[String]) -> Vec<Self> {
        let wanted = |col: &Self| {
            *col == Self::Title || if codes.is_empty() { col.is_usual() } else { codes.iter().any(|c| c == col.code()) }
        };
        Self::ALL.into_iter().filter(wanted).collect()
    }
}

/// A form that chooses the columns.
pub(super) fn chooser(ui: &Ui, input: &ListInput) -> Markup {
    let labels: Vec<_> = Col::ALL[1..].iter().map(|c| (c.code(), label(ui, "drafts-column", c.code()))).collect();
    let choices: Vec<_> = labels.iter().map(|(code, text)| parts::Choice::new(*code, text.as_str())).collect();
    let chosen: Vec<_> = Col::chosen(&input.columns).into_iter().map(Col::code).collect();
    let kept = input.with(|i| i.columns.clear()).encoded();
    let kept: Vec<(String, String)> = serde_html_form::from_str(&kept).unwrap_or_default();
    parts::details(
        ui.t("drafts-list-columns"),
        html! {
            form method="get" action=(crate::paths::LIST) {
                @for (name, value) in &kept { (parts::hidden(name, value)) }
                (parts::checkboxes(parts::Field::new("columns", ui.t("drafts-list-columns")).small(), &choices, &chosen))
                (parts::button_secondary(ui.t("drafts-list-columns-apply")))
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title is always shown; without a choice the usual columns are.
    #[test]
    fn always_shows_the_title() {
        assert_eq!(Col::chosen(&["kind".to_owned()]), [Col::Title, Col::Kind]);
        assert_eq!(Col::chosen(&[]).len(), 7);
        assert_eq!(Col::chosen(&["nonsense".to_owned()]), [Col::Title]);
    }
}
