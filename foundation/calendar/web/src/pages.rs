//! Pages under `/admin/calendar`: the days of a year, a day entered, a day taken back.

use crate::CalendarWeb;
use axum::extract::State;
use orda_base::{Access, Date, Error, LocalizedText, Operation, Result};
use orda_calendar::{DayInput, NamedDay, may_change};
use orda_web::parts::{self, Choice, Column, Confirmation, Crumb, DateValue, Dates, Field, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

const LIST: &str = "/admin/calendar";

#[derive(Debug, Deserialize)]
pub(crate) struct Year {
    #[serde(default)]
    year: Option<i16>,
}

/// A day as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    #[serde(flatten)]
    dates: Dates,
    works: String,
    name_kk: String,
    name_ru: String,
    name_en: String,
}

impl Input {
    fn of(date: Date, known: Option<&NamedDay>) -> Self {
        let name = known.map(|day| day.name.clone()).unwrap_or_default();
        let works = known.map_or("", |day| if day.works { "yes" } else { "no" }).to_owned();
        Self {
            dates: Dates::one("date", DateValue::of(date)),
            works,
            name_kk: name.kk,
            name_ru: name.ru,
            name_en: name.en,
        }
    }

    fn date(&self) -> DateValue {
        self.dates.of("date")
    }

    fn read(&self) -> DayInput {
        DayInput {
            date: self.date().date(),
            works: match self.works.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            name: LocalizedText::new(&self.name_kk, &self.name_ru, &self.name_en),
        }
    }
}

pub(crate) async fn list(
    State(web): State<CalendarWeb>,
    ui: Ui,
    Query(query): Query<Year>,
) -> Result<Response, WebError> {
    may_change(ui.actor()).check()?;
    let year = query.year.unwrap_or_else(|| web.env.now().date().year()).clamp(1900, 2200);
    let days = web.calendar.year(ui.actor(), year).await?;
    let content = html! {
        h1.govuk-heading-xl { (ui.t("calendar-title")) }
        p.govuk-body { (ui.t("calendar-lead")) " " (parts::rule(&ui, "385-16-j")) }
        (parts::button_group(html! { (parts::button_link(&format!("{LIST}/new"), ui.t("calendar-new"))) }))
        h2.govuk-heading-m { (year) }
        @if days.is_empty() { p.govuk-body { (ui.t("calendar-empty")) } } @else { (table(&ui, &days)) }
        nav aria-label=(ui.t("calendar-years")) {
            p.govuk-body {
                a.govuk-link href={ (LIST) "?year=" (year - 1) } { "← " (year - 1) } "  "
                a.govuk-link href={ (LIST) "?year=" (year + 1) } { (year + 1) " →" }
            }
        }
    };
    let title = Title::new(ui.t("calendar-title")).above(crumbs(&ui, false));
    Ok(ui.page(title, content).accessed(Access::done("calendar", year, Operation::Read)))
}

fn table(ui: &Ui, days: &[NamedDay]) -> Markup {
    let columns = vec![
        Column::new(ui.t("calendar-date")),
        Column::new(ui.t("calendar-works")),
        Column::new(ui.t("calendar-name")),
        Column::new(ui.t("calendar-source")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("calendar-title"), columns);
    for day in days {
        let path = format!("{LIST}/{}", day.date);
        let hidden = html! { span.govuk-visually-hidden { ": " (ui.day(day.date)) } };
        table.push(vec![
            html! { (ui.day(day.date)) },
            html! { (ui.t(works_key(day.works))) },
            html! { (ui.text(&day.name)) },
            html! { (ui.t(if day.entered { "calendar-source-entered" } else { "calendar-source-program" })) },
            html! {
                a.govuk-link href=(path) { (ui.t("web-change")) (hidden) }
                @if day.entered {
                    " " a.govuk-link href={ (path) "/reset" } { (ui.t("calendar-reset")) (hidden) }
                }
            },
        ]);
    }
    parts::table(ui, &table)
}

const fn works_key(works: bool) -> &'static str {
    if works { "calendar-working-day" } else { "calendar-day-off" }
}

pub(crate) async fn new(State(web): State<CalendarWeb>, ui: Ui) -> Result<Response, WebError> {
    may_change(ui.actor()).check()?;
    let offered = DateValue { year: web.env.now().date().year().to_string(), ..DateValue::default() };
    let input = Input { dates: Dates::one("date", offered), ..Input::default() };
    Ok(page(&ui, &input, &FormErrors::none()))
}

pub(crate) async fn edit(State(web): State<CalendarWeb>, ui: Ui, Path(date): Path<Date>) -> Result<Response, WebError> {
    may_change(ui.actor()).check()?;
    let known = web.calendar.day(ui.actor(), date).await?;
    Ok(page(&ui, &Input::of(date, known.as_ref()), &FormErrors::none()))
}

pub(crate) async fn enter(
    State(web): State<CalendarWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.calendar.enter(ui.actor(), &input.read()).await {
        Ok(date) => Ok(done(&ui, date, "calendar-entered")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(page(&ui, &input, &errors))
        }
    }
}

fn page(ui: &Ui, input: &Input, errors: &FormErrors) -> Response {
    let text = |name: &'static str, language: &str, code: &'static str| {
        let label = format!("{} ({})", ui.t("calendar-name"), ui.t(language));
        Field::new(name, label).max(200).lang(code).errors(errors)
    };
    let choices = [
        Choice::new("no", ui.t("calendar-day-off")).hint(ui.t("calendar-day-off-hint")),
        Choice::new("yes", ui.t("calendar-working-day")).hint(ui.t("calendar-working-day-hint")),
    ];
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("calendar-new")) }
            (parts::inset(html! { (ui.t("calendar-new-lead")) }))
            form method="post" action={ (LIST) "/new" } novalidate {
                (parts::date_input(ui, Field::new("date", ui.t("calendar-date")).errors(errors), &input.date()))
                (parts::radios(Field::new("works", ui.t("calendar-works")).errors(errors), &choices, &input.works))
                (parts::text_input(text("name_kk", "calendar-in-kazakh", "kk"), &input.name_kk))
                (parts::text_input(text("name_ru", "calendar-in-russian", "ru"), &input.name_ru))
                (parts::text_input(text("name_en", "calendar-in-english", "en").optional(ui), &input.name_en))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(LIST) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    let title = Title::new(ui.t("calendar-new")).above(crumbs(ui, true));
    ui.form_page(title, errors, content)
}

pub(crate) async fn ask_reset(
    State(web): State<CalendarWeb>,
    ui: Ui,
    Path(date): Path<Date>,
) -> Result<Response, WebError> {
    may_change(ui.actor()).check()?;
    let known = web.calendar.day(ui.actor(), date).await?;
    known.filter(|day| day.entered).ok_or(Error::NotFound)?;
    let question = ui.tr("calendar-reset-question", &[("date", ui.day(date).into())]);
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: &question,
            consequence: ui.t("calendar-reset-consequence"),
            content: html! {},
            action: &format!("{LIST}/{date}/reset"),
            verb: ui.t("calendar-reset"),
            back: LIST,
            dangerous: false,
        },
    ))
}

pub(crate) async fn reset(
    State(web): State<CalendarWeb>,
    ui: Ui,
    Path(date): Path<Date>,
) -> Result<Response, WebError> {
    web.calendar.take_back(ui.actor(), date).await?;
    Ok(done(&ui, date, "calendar-taken-back"))
}

fn done(ui: &Ui, date: Date, message: &'static str) -> Response {
    ui.redirect_with(&format!("{LIST}?year={}", date.year()), &Message::new(message)).already_accounted()
}

fn crumbs(ui: &Ui, below: bool) -> Markup {
    let mut all = vec![Crumb::new("/admin", ui.t("calendar-admin"))];
    if below {
        all.push(Crumb::new(LIST, ui.t("calendar-title")));
    }
    parts::breadcrumbs(ui, &all)
}
