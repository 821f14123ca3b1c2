//! Results: the list with its filters, preparing and changing a draft.

use super::query::ListInput;
use super::services::tabs;
use super::{BY_RECIPIENT, RESULTS, result, results_crumb};
use crate::ServicesWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, Date, Operation};
use orda_services::{
    ResultCard, ResultId, ResultInput, ResultState, ResultsPage, Service, ServiceId, ServiceResult, Validity, policy,
};
use orda_web::Question as _;
use orda_web::parts::{self, Chip, Choice, Column, Crumb, Field, NumberPage, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

pub(crate) async fn list(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let found = web.services.results(ui.actor(), &input.query()).await?;
    let content = list_content(&ui, &input, &found);
    let access = Access::done("service_result", input.described(), Operation::Search);
    Ok(ui.page(Title::new(ui.t("services-results-title")).wide(), content).accessed(access))
}

/// A number of a recipient, which belongs into no address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Number {
    recipient_number: String,
}

pub(crate) async fn by_recipient(ui: Ui) -> Result<Response, WebError> {
    policy::may_look(ui.actor()).check()?;
    Ok(number_page(&ui, "", &FormErrors::none()))
}

/// Leads to the results of the recipient with the number, or says that there is none.
pub(crate) async fn find_by_recipient(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Form(input): Form<Number>,
) -> Result<Response, WebError> {
    let access = Access::done("service_result", "", Operation::Search).detail("by number");
    let answer = match web.services.newest_of_recipient(ui.actor(), &input.recipient_number).await {
        Ok(id) => ui.redirect(&format!("{RESULTS}?recipient={id}")),
        Err(error) => number_page(&ui, &input.recipient_number, &ui.form_errors(error)?),
    };
    Ok(answer.accessed(access))
}

fn number_page(ui: &Ui, typed: &str, errors: &FormErrors) -> Response {
    let (title, label) = (ui.t("services-by-recipient"), ui.t("services-recipient-number"));
    let page = NumberPage { title, field: "recipient_number", label, action: BY_RECIPIENT, back: RESULTS };
    parts::number_page(ui, &page, typed, errors)
}

fn list_content(ui: &Ui, input: &ListInput, found: &ResultsPage) -> Markup {
    let list = html! {
        @if found.page.items.is_empty() {
            @if input.with(|i| i.size.clear()) == ListInput::default() {
                (parts::empty_state(ui.t("services-results-empty"), ui.t("services-results-empty-text"), html! {}))
            } @else { (parts::nothing_found(ui)) }
        } @else {
            (parts::rows_found(ui, &found.page))
            (table(ui, found))
            (parts::pager(ui, &found.page))
        }
    };
    html! {
        h1.govuk-heading-xl { (ui.t("services-results-title")) }
        @if !found.preparable.is_empty() { (parts::button_link("/service-results/new", ui.t("services-prepare"))) }
        (tabs(ui, RESULTS))
        p.govuk-body { a.govuk-link href=(BY_RECIPIENT) { (ui.t("services-by-recipient")) } }
        (filter(ui, input, found, list))
    }
}

fn table(ui: &Ui, found: &ResultsPage) -> Markup {
    let columns = vec![
        Column::new(ui.t("services-number")),
        Column::new(ui.t("services-service")),
        Column::new(ui.t("services-recipient")),
        Column::new(ui.t("services-prepared")),
        Column::new(ui.t("services-valid-until")),
        Column::new(ui.t("services-word-state")),
    ];
    let name = |one: &ServiceResult| {
        found.services.iter().find(|s| s.id == one.service).map_or("", |service| ui.text(&service.name))
    };
    let rows = found.page.items.iter().map(|one| {
        vec![
            html! { a.govuk-link href=(result(one.id)) { code { (one.number) } } },
            html! { (name(one)) },
            html! { span.app-wrap { (one.recipient.name) } br; span.app-secondary { (one.recipient.number) } },
            html! { (ui.date(one.prepared_at)) br; span.app-secondary { (one.prepared_by.name) } },
            html! { (view::until(ui, one.valid_until)) },
            view::state(ui, one, found.today),
        ]
    });
    parts::table(ui, &Table::new(ui.t("services-results-title"), columns).rows(rows))
}

fn filter(ui: &Ui, input: &ListInput, found: &ResultsPage, list: Markup) -> Markup {
    let any = || std::iter::once(Choice::new("", ui.t("services-filter-any")));
    let services: Vec<_> =
        any().chain(found.services.iter().map(|s| Choice::new(s.id.to_string(), ui.text(&s.name)))).collect();
    let states: Vec<_> =
        ResultState::ALL.into_iter().map(|s| Choice::new(s.code(), label(ui, "services-state", s.code()))).collect();
    let validity: Vec<_> = any()
        .chain(Validity::ALL.into_iter().map(|v| Choice::new(v.code(), label(ui, "services-validity", v.code()))))
        .collect();
    let fields = html! {
        (parts::text_input(
            Field::new("words", ui.t("services-filter-words")).hint(ui.t("services-filter-words-hint")).kind("search").max(200),
            &input.words,
        ))
        (parts::select(Field::new("service", ui.t("services-service")), &services, &input.service))
        (parts::checkboxes(Field::new("state", ui.t("services-word-state")).small(), &states, &input.state))
        (parts::select(Field::new("validity", ui.t("services-filter-validity")), &validity, &input.validity))
        (parts::text_input(Field::new("from", ui.t("services-filter-from")).kind("date"), &input.from))
        (parts::text_input(Field::new("to", ui.t("services-filter-to")).kind("date"), &input.to))
    };
    let mut keep = vec![("size", input.size.as_str()), ("recipient", input.recipient.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    let chips = chips(ui, input, found);
    parts::filter_layout(ui, &parts::Filter { action: RESULTS, fields, chips: &chips, keep: &keep }, list)
}

fn chips<'a>(ui: &'a Ui, input: &ListInput, found: &ResultsPage) -> Vec<Chip<'a>> {
    let services = &found.services;
    let mut chips = Vec::new();
    let mut push = |group: &'a str, text: String, without: ListInput| {
        chips.push(Chip::new(group, text, without.link(RESULTS)));
    };
    let day = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| ui.day(date));
    if !input.words.trim().is_empty() {
        push(ui.t("services-filter-words"), input.words.trim().to_owned(), input.with(|i| i.words.clear()));
    }
    if let Some(named) = found.page.items.first().filter(|_| !input.recipient.is_empty()) {
        let without = input.with(|i| i.recipient.clear());
        push(ui.t("services-recipient"), named.recipient.name.clone(), without);
    }
    if let Some(service) = services.iter().find(|s| s.id.to_string() == input.service) {
        push(ui.t("services-service"), ui.text(&service.name).to_owned(), input.with(|i| i.service.clear()));
    }
    for state in input.state.iter().filter(|s| ResultState::from_code(s).is_some()) {
        let without = input.with(|i| i.state.retain(|s| s != state));
        push(ui.t("services-word-state"), label(ui, "services-state", state), without);
    }
    if Validity::from_code(&input.validity).is_some() {
        let text = label(ui, "services-validity", &input.validity);
        push(ui.t("services-filter-validity"), text, input.with(|i| i.validity.clear()));
    }
    if !input.from.is_empty() {
        push(ui.t("services-filter-from"), day(&input.from), input.with(|i| i.from.clear()));
    }
    if !input.to.is_empty() {
        push(ui.t("services-filter-to"), day(&input.to), input.with(|i| i.to.clear()));
    }
    chips
}

/// A result as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    service: String,
    recipient_number: String,
    recipient_name: String,
    valid_until: String,
}

impl Input {
    fn read(&self) -> ResultInput {
        ResultInput {
            recipient_number: self.recipient_number.clone(),
            recipient_name: self.recipient_name.clone(),
            valid_until: self.valid_until.clone(),
        }
    }

    fn of(one: &ServiceResult) -> Self {
        Self {
            service: one.service.to_string(),
            recipient_number: one.recipient.number.clone(),
            recipient_name: one.recipient.name.clone(),
            valid_until: one.valid_until.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

/// The service for which a result is begun.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Of {
    service: String,
}

pub(crate) async fn form(State(web): State<ServicesWeb>, ui: Ui, Query(of): Query<Of>) -> Result<Response, WebError> {
    let services = web.services.preparable(ui.actor()).await?;
    let service = if let [only] = &services[..] { only.id.to_string() } else { of.service };
    let input = Input { service, ..Input::default() };
    Ok(ui.page(new_title(&ui), form_content(&ui, Some(&services), &input, &FormErrors::none(), RESULTS)))
}

pub(crate) async fn post(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let prepared = async {
        let chosen: Option<ServiceId> = input.service.parse().ok();
        let chosen = chosen.ok_or_else(|| orda_base::Error::field("service", "error-choose"))?;
        web.services.prepare(ui.actor(), chosen, &input.read()).await
    };
    match prepared.await {
        Ok(id) => {
            let next = Message::new("services-prepare-done");
            Ok(ui.redirect_with(&format!("{}/document", result(id)), &next).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let services = web.services.preparable(ui.actor()).await?;
            let content = form_content(&ui, Some(&services), &input, &errors, RESULTS);
            Ok(ui.page_with_errors(new_title(&ui), &errors, content))
        }
    }
}

fn new_title(ui: &Ui) -> Title<'_> {
    Title::new(ui.t("services-prepare")).above(parts::breadcrumbs(ui, &[results_crumb(ui)]))
}

pub(crate) async fn edit_form(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let card = web.services.result_card(ui.actor(), id).await?;
    if !card.may_change {
        return Err(orda_base::Error::Forbidden.into());
    }
    let content = form_content(&ui, None, &Input::of(&card.result), &FormErrors::none(), &result(id));
    Ok(ui.page(edit_title(&ui, &card), content).accessed(Access::done("service_result", id, Operation::Read)))
}

pub(crate) async fn edit(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.services.edit(ui.actor(), id, &input.read()).await {
        Ok(changed) => {
            let done = ui.redirect_with(&result(id), &Message::new("web-saved"));
            Ok(view::saved(done, changed, "service_result", id))
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.services.result_card(ui.actor(), id).await?;
            let content = form_content(&ui, None, &input, &errors, &result(id));
            Ok(ui.page_with_errors(edit_title(&ui, &card), &errors, content))
        }
    }
}

fn edit_title<'a>(ui: &'a Ui, card: &ResultCard) -> Title<'a> {
    let steps = [results_crumb(ui), Crumb::new(result(card.result.id), card.result.number.to_string())];
    Title::new(ui.t("services-result-edit")).above(parts::breadcrumbs(ui, &steps))
}

/// The form. The service is asked once, when the result is begun.
fn form_content(ui: &Ui, services: Option<&[Service]>, input: &Input, errors: &FormErrors, back: &str) -> Markup {
    let heading = if services.is_some() { ui.t("services-prepare") } else { ui.t("services-result-edit") };
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (heading) }
            form method="post" novalidate {
                @match services {
                    Some([only]) => {
                        (parts::hidden("service", only.id))
                        p.govuk-body { (ui.t("services-service")) ": " (ui.text(&only.name)) }
                    }
                    Some(several) => {
                        @let none = std::iter::once(Choice::new("", ui.t("services-not-chosen")));
                        @let choices: Vec<_> = none
                            .chain(several.iter().map(|s| Choice::new(s.id.to_string(), ui.text(&s.name)))).collect();
                        (parts::select(Field::new("service", ui.t("services-service")).errors(errors), &choices, &input.service))
                    }
                    None => {}
                }
                (parts::text_input(
                    Field::new("recipient_number", ui.t("services-recipient-number"))
                        .hint(ui.t("services-recipient-number-hint")).inputmode("numeric").width(20).max(12).errors(errors),
                    &input.recipient_number,
                ))
                (parts::text_input(
                    Field::new("recipient_name", ui.t("services-recipient-name")).max(300).errors(errors),
                    &input.recipient_name,
                ))
                (parts::text_input(
                    Field::new("valid_until", ui.t("services-valid-until")).hint(ui.t("services-valid-until-hint"))
                        .kind("date").width(10).optional(ui).errors(errors),
                    &input.valid_until,
                ))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(back) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}
