//! `/admin/maintenance`: what is announced, announcing, ending.

use crate::MaintenanceWeb;
use axum::extract::State;
use orda_base::{Access, Env, Error, LocalizedText, Operation, Timestamp};
use orda_maintenance::{self as maintenance, Announcement, NOTICE, PAGE, may};
use orda_web::parts::{self, Confirmation, Crumb, DateValue, Dates, Field, Row};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// An announcement as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    #[serde(flatten)]
    dates: Dates,
    from_time: String,
    until_time: String,
    notice_kk: String,
    notice_ru: String,
    notice_en: String,
}

impl Input {
    fn read(&self, env: &Env) -> maintenance::Input {
        maintenance::Input {
            from: moment(env, &self.dates.of("from"), &self.from_time),
            until: moment(env, &self.dates.of("until"), &self.until_time),
            notice: LocalizedText::new(&self.notice_kk, &self.notice_ru, &self.notice_en),
        }
    }
}

/// The moment of a day and a time in Astana.
fn moment(env: &Env, day: &DateValue, time: &str) -> Option<Timestamp> {
    let (hour, minute) = time.trim().split_once(':')?;
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
        return None;
    }
    let zone = env.now().zoned().time_zone().clone();
    let at = day.date()?.at(hour, minute, 0, 0).to_zoned(zone).ok()?;
    Some(Timestamp::from_micros(at.timestamp().as_microsecond()))
}

pub(crate) async fn show(State(web): State<MaintenanceWeb>, ui: Ui) -> Result<Response, WebError> {
    may(ui.actor()).check()?;
    let today = DateValue::of(web.env.now().date());
    let input = Input { dates: Dates::one("from", today), ..Input::default() };
    let page = page(&web, &ui, &input, &FormErrors::none());
    Ok(page.accessed(Access::done("maintenance", "", Operation::Read)))
}

pub(crate) async fn announce(
    State(web): State<MaintenanceWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.maintenance.announce(ui.actor(), &input.read(&web.env)).await {
        Ok(()) => Ok(ui.redirect_with(PAGE, &Message::new("maintenance-announced")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(page(&web, &ui, &input, &errors))
        }
    }
}

pub(crate) async fn ask_end(State(web): State<MaintenanceWeb>, ui: Ui) -> Result<Response, WebError> {
    may(ui.actor()).check()?;
    web.maintenance.now().ok_or(Error::NotFound)?;
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: ui.t("maintenance-end-question"),
            consequence: ui.t("maintenance-end-consequence"),
            content: html! {},
            action: "/admin/maintenance/end",
            verb: ui.t("maintenance-end"),
            back: PAGE,
            dangerous: false,
        },
    ))
}

pub(crate) async fn end(State(web): State<MaintenanceWeb>, ui: Ui) -> Result<Response, WebError> {
    web.maintenance.end(ui.actor()).await?;
    Ok(ui.redirect_with(PAGE, &Message::new("maintenance-ended")).already_accounted())
}

fn announced(ui: &Ui, announced: &Announcement) -> Markup {
    let rows = [
        Row::new(ui.t("maintenance-from"), html! { (ui.datetime(announced.from)) }),
        Row::new(ui.t("maintenance-until"), html! { (ui.datetime(announced.until)) }),
        Row::new(ui.t("maintenance-notice"), html! { (ui.text(&announced.notice)) }),
    ];
    html! {
        (parts::summary_list(&rows))
        (parts::button_group(html! {
            (parts::button_link("/admin/maintenance/end", ui.t("maintenance-end")))
        }))
    }
}

fn page(web: &MaintenanceWeb, ui: &Ui, input: &Input, errors: &FormErrors) -> Response {
    let known = web.maintenance.now();
    let time = |name: &'static str, key: &'static str| {
        Field::new(name, ui.t(key)).hint(ui.t("maintenance-time-hint")).width(5).errors(errors)
    };
    let text = |name: &'static str, language: &str, code: &'static str| {
        let label = format!("{} ({})", ui.t("maintenance-notice"), ui.t(language));
        Field::new(name, label).max(u32::try_from(NOTICE).unwrap_or(u32::MAX)).rows(2).lang(code).errors(errors)
    };
    let day = |name: &'static str, key: &'static str| {
        let field = Field::new(name, ui.t(key)).errors(errors);
        parts::date_input(ui, field, &input.dates.of(name))
    };
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("maintenance-title")) }
            p.govuk-body { (ui.t("maintenance-lead")) }
            @if let Some((known, _)) = &known { (announced(ui, known)) }
            @else { p.govuk-body { (ui.t("maintenance-none")) } }
            h2.govuk-heading-m { (ui.t("maintenance-new")) }
            form method="post" action=(PAGE) novalidate {
                (day("from", "maintenance-from"))
                (parts::text_input(time("from_time", "maintenance-from-time"), &input.from_time))
                (day("until", "maintenance-until"))
                (parts::text_input(time("until_time", "maintenance-until-time"), &input.until_time))
                (parts::textarea(ui, text("notice_kk", "maintenance-in-kazakh", "kk"), &input.notice_kk))
                (parts::textarea(ui, text("notice_ru", "maintenance-in-russian", "ru"), &input.notice_ru))
                (parts::textarea(ui, text("notice_en", "maintenance-in-english", "en").optional(ui), &input.notice_en))
                (parts::button(ui.t("maintenance-announce")))
            }
        } }
    };
    let crumbs = parts::breadcrumbs(ui, &[Crumb::new("/admin", ui.t("maintenance-admin"))]);
    ui.form_page(Title::new(ui.t("maintenance-title")).above(crumbs), errors, content)
}
