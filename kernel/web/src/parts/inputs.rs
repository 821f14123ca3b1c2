//! Fields into which something is typed or dropped.

use super::Field;
use crate::Ui;
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A line of text: `text_input(Field::new("title", "Title").max(500), &input.title)`.
pub fn text_input(field: Field<'_>, value: &str) -> Markup {
    field.group(&html! {
        input class=(field.control_class("govuk-input")) id=(field.id) name=(field.name)
            type=(field.kind.unwrap_or("text")) value=(value) maxlength=[field.max] lang=[field.lang]
            autocomplete=[field.autocomplete] inputmode=[field.inputmode] placeholder=[field.placeholder.as_deref()]
            spellcheck=[field.autocomplete.map(|_| "false")]
            aria-describedby=[field.described_by()] aria-invalid=[field.error.as_ref().map(|_| "true")];
    })
}

/// Several lines of text: `textarea(ui, Field::new("reason", "Reason").rows(6).max(4000), &input.reason)`. With
/// [`Field::max`] it counts how many characters are left.
pub fn textarea(ui: &Ui, field: Field<'_>, value: &str) -> Markup {
    let info = field.max.map(|_| format!("{}-info", field.id));
    let described = [field.described_by(), info.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let class = field.control_class("govuk-textarea");
    let class = if field.max.is_some() { format!("{class} govuk-js-character-count") } else { class };
    let group = field.group(&html! {
        textarea class=(class) id=(field.id) name=(field.name) rows=(field.rows.unwrap_or(5)) lang=[field.lang]
            aria-describedby=[Some(described).filter(|d| !d.is_empty())]
            aria-invalid=[field.error.as_ref().map(|_| "true")] {
            // Browsers drop the first line break after the tag.
            "\n" (value)
        }
        @if let Some(max) = field.max {
            div.govuk-hint.govuk-character-count__message id=(format!("{}-info", field.id)) {
                (ui.tr("web-characters-at-most", &[("count", max.into())]))
            }
        }
    });
    let Some(max) = field.max else { return group };
    html! {
        div.govuk-character-count data-module="govuk-character-count" data-maxlength=(max)
            "data-i18n.characters-under-limit.one"=(ui.t("web-characters-left-one"))
            "data-i18n.characters-under-limit.few"=(ui.t("web-characters-left-few"))
            "data-i18n.characters-under-limit.many"=(ui.t("web-characters-left-many"))
            "data-i18n.characters-under-limit.other"=(ui.t("web-characters-left-many"))
            "data-i18n.characters-at-limit"=(ui.t("web-characters-none-left"))
            "data-i18n.characters-over-limit.one"=(ui.t("web-characters-over-one"))
            "data-i18n.characters-over-limit.few"=(ui.t("web-characters-over-few"))
            "data-i18n.characters-over-limit.many"=(ui.t("web-characters-over-many"))
            "data-i18n.characters-over-limit.other"=(ui.t("web-characters-over-many")) {
            (group)
        }
    }
}

/// A password that can be shown: `password(ui, Field::new("password", "Password").autocomplete("current-password"))`.
/// What was typed is never written into the page again.
pub fn password(ui: &Ui, field: Field<'_>) -> Markup {
    let input = html! {
        div.govuk-input__wrapper.govuk-password-input__wrapper {
            input class=(format!("{} govuk-password-input__input govuk-js-password-input-input",
                    field.control_class("govuk-input")))
                id=(field.id) name=(field.name) type="password" spellcheck="false" autocapitalize="none"
                maxlength=(field.max.unwrap_or(200)) autocomplete=(field.autocomplete.unwrap_or("current-password"))
                aria-describedby=[field.described_by()] aria-invalid=[field.error.as_ref().map(|_| "true")];
            button.govuk-button.govuk-button--secondary.govuk-password-input__toggle.govuk-js-password-input-toggle
                type="button" data-module="govuk-button" aria-controls=(field.id)
                aria-label=(ui.t("web-show-password")) hidden { (ui.t("web-show")) }
        }
    };
    let group = field.group(&input);
    html! {
        div.govuk-password-input data-module="govuk-password-input"
            "data-i18n.show-password"=(ui.t("web-show")) "data-i18n.hide-password"=(ui.t("web-hide"))
            "data-i18n.show-password-aria-label"=(ui.t("web-show-password"))
            "data-i18n.hide-password-aria-label"=(ui.t("web-hide-password"))
            "data-i18n.password-shown-announcement"=(ui.t("web-password-shown"))
            "data-i18n.password-hidden-announcement"=(ui.t("web-password-hidden")) { (group) }
    }
}

/// Day, month and year as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateValue {
    /// `5`
    pub day: String,
    /// `11`
    pub month: String,
    /// `2026`
    pub year: String,
}

impl DateValue {
    /// The parts of a date.
    pub fn of(date: orda_base::Date) -> Self {
        Self { day: date.day().to_string(), month: date.month().to_string(), year: date.year().to_string() }
    }

    /// Something was typed that is no date.
    pub fn is_wrong(&self) -> bool {
        let typed = [&self.day, &self.month, &self.year].iter().any(|part| !part.trim().is_empty());
        typed && self.date().is_none()
    }

    /// The date, when the parts are one.
    pub fn date(&self) -> Option<orda_base::Date> {
        let (day, month) = (self.day.trim().parse().ok()?, self.month.trim().parse().ok()?);
        orda_base::Date::new(self.year.trim().parse().ok()?, month, day).ok()
    }
}

/// The dates of a form, as they were typed: a field with `#[serde(flatten)]`, for [`date_input`]s of any names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Dates(BTreeMap<String, String>);

impl Dates {
    /// One date, offered.
    pub fn one(name: &str, date: DateValue) -> Self {
        let DateValue { day, month, year } = date;
        Self([("day", day), ("month", month), ("year", year)].map(|(part, v)| (format!("{name}-{part}"), v)).into())
    }

    /// The date of this name.
    pub fn of(&self, name: &str) -> DateValue {
        let part = |part: &str| self.0.get(&format!("{name}-{part}")).cloned().unwrap_or_default();
        DateValue { day: part("day"), month: part("month"), year: part("year") }
    }
}

/// A date in three fields named `<name>-day`, `<name>-month`, `<name>-year`:
/// `date_input(ui, Field::new("from", "From"), &DateValue::of(today))`.
pub fn date_input(ui: &Ui, field: Field<'_>, value: &DateValue) -> Markup {
    let parts = [
        ("day", "web-day", 2, &value.day),
        ("month", "web-month", 2, &value.month),
        ("year", "web-year", 4, &value.year),
    ];
    let error = if field.error.is_some() { " govuk-input--error" } else { "" };
    field.fieldset(Some("group"), &html! {
        div.govuk-date-input id=(field.id) {
            @for (part, key, width, value) in parts {
                div.govuk-date-input__item {
                    div.govuk-form-group {
                        label.govuk-label.govuk-date-input__label for=(format!("{}-{part}", field.id)) { (ui.t(key)) }
                        input class=(format!("govuk-input govuk-date-input__input govuk-input--width-{width}{error}"))
                            id=(format!("{}-{part}", field.id)) name=(format!("{}-{part}", field.name)) type="text"
                            inputmode="numeric" maxlength="4" value=(value);
                    }
                }
            }
        }
    })
}

/// A choice of files that can also be dropped: `file_upload(ui, Field::new("file", "Files"), ".pdf,.docx", true)`. The form
/// must have `enctype="multipart/form-data"`.
pub fn file_upload(ui: &Ui, field: Field<'_>, accept: &str, multiple: bool) -> Markup {
    field.group(&file_area(
        ui,
        &html! {
            input.govuk-file-upload class=(if field.error.is_some() { "govuk-file-upload--error" } else { "" })
                id=(field.id) name=(field.name) type="file" accept=(accept) multiple[multiple]
                aria-describedby=[field.described_by()];
        },
    ))
}

/// An input of files (`input.govuk-file-upload type="file"`) in the words of the page: browsers say "choose file" in a
/// language of their own. With scripts files can be dropped on it too.
pub fn file_area(ui: &Ui, input: &Markup) -> Markup {
    html! {
        div.govuk-file-upload-wrapper data-module="govuk-file-upload"
            "data-i18n.choose-files-button"=(ui.t("web-choose-file")) "data-i18n.drop-instruction"=(ui.t("web-or-drop"))
            "data-i18n.no-file-chosen"=(ui.t("web-no-file-chosen"))
            "data-i18n.multiple-files-chosen.one"=(ui.t("web-files-chosen-one"))
            "data-i18n.multiple-files-chosen.few"=(ui.t("web-files-chosen-few"))
            "data-i18n.multiple-files-chosen.many"=(ui.t("web-files-chosen-many"))
            "data-i18n.multiple-files-chosen.other"=(ui.t("web-files-chosen-many"))
            "data-i18n.entered-drop-zone"=(ui.t("web-entered-drop-zone"))
            "data-i18n.left-drop-zone"=(ui.t("web-left-drop-zone")) { (input) }
    }
}

/// A value that travels with the form: `hidden("revision", 3)`.
pub fn hidden(name: &str, value: impl std::fmt::Display) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
