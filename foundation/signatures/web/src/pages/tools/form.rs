//! The form of a tool: new, and changed.

use super::{LIST, crumbs, done, path};
use crate::SignaturesWeb;
use crate::pages::request::choices;
use axum::extract::State;
use orda_signatures::tools::{Conformity, ConformityInput, Ground, Tool, ToolId, ToolInput, Way};
use orda_web::parts::{self, Choice, DateValue, Field};
use orda_web::{Form, FormErrors, Markup, Path, Response, Title, Ui, WebError, html};
use std::collections::BTreeMap;

/// The fields as they were typed.
#[derive(Debug, Default)]
pub(crate) struct Typed(BTreeMap<String, String>);

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn of(tool: &Tool) -> Self {
        let mut all = BTreeMap::new();
        all.insert("name".to_owned(), tool.name.clone());
        all.insert("maker".to_owned(), tool.maker.clone());
        all.insert("way".to_owned(), tool.way.map_or("", Way::code).to_owned());
        for ground in Ground::ALL {
            let Some(Conformity { number, issuer, issued_on, valid_until }) = tool.document(ground) else { continue };
            all.insert(format!("{}_number", ground.code()), number.clone());
            all.insert(format!("{}_issuer", ground.code()), issuer.clone());
            for (field, day) in [("issued_on", Some(*issued_on)), ("valid_until", *valid_until)] {
                let Some(day) = day else { continue };
                let DateValue { day, month, year } = DateValue::of(day);
                for (part, value) in [("day", day), ("month", month), ("year", year)] {
                    all.insert(format!("{}_{field}-{part}", ground.code()), value);
                }
            }
        }
        Self(all)
    }

    fn date(&self, name: &str) -> DateValue {
        let part = |part: &str| self.get(&format!("{name}-{part}")).trim().to_owned();
        DateValue { day: part("day"), month: part("month"), year: part("year") }
    }

    /// As the use case reads it: what is no date stays what it is, to be told.
    fn day(&self, name: &str) -> String {
        let typed = self.date(name);
        match typed.date() {
            Some(date) => date.to_string(),
            None if typed == DateValue::default() => String::new(),
            None => format!("{}.{}.{}", typed.day, typed.month, typed.year),
        }
    }

    fn conformity(&self, ground: Ground) -> ConformityInput {
        let name = |field: &str| format!("{}_{field}", ground.code());
        ConformityInput {
            number: self.get(&name("number")).to_owned(),
            issuer: self.get(&name("issuer")).to_owned(),
            issued_on: self.day(&name("issued_on")),
            valid_until: self.day(&name("valid_until")),
        }
    }

    fn read(&self) -> ToolInput {
        ToolInput {
            name: self.get("name").to_owned(),
            maker: self.get("maker").to_owned(),
            way: self.get("way").to_owned(),
            resolution: self.conformity(Ground::Resolution),
            regulation: self.conformity(Ground::Regulation),
        }
    }
}

fn page(ui: &Ui, title: &str, action: &str, back: &str, typed: &Typed, errors: &FormErrors) -> Response {
    let mut ways = vec![Choice::new("", ui.t("signatures-tool-way-none"))];
    ways.extend(choices(ui, "signatures-tool-way", &Way::ALL.map(Way::code)));
    let name = Field::new("name", ui.t("signatures-tool-name")).hint(ui.t("signatures-tool-name-hint"));
    let way = Field::new("way", ui.t("signatures-tool-way")).hint(ui.t("signatures-tool-way-hint"));
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (title) }
            form method="post" action=(action) novalidate {
                (parts::text_input(name.max(200).errors(errors), typed.get("name")))
                (parts::text_input(
                    Field::new("maker", ui.t("signatures-tool-maker")).max(200).optional(ui).errors(errors),
                    typed.get("maker"),
                ))
                (parts::radios(way.errors(errors), &ways, typed.get("way")))
                @for ground in Ground::ALL { (document(ui, ground, typed, errors)) }
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(back) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    let title = Title::new(title.to_owned()).above(crumbs(ui));
    ui.form_page(title, errors, content)
}

fn document(ui: &Ui, ground: Ground, typed: &Typed, errors: &FormErrors) -> Markup {
    let name = |field: &str| format!("{}_{field}", ground.code());
    let (number, issuer) = (name("number"), name("issuer"));
    let (issued, until) = (name("issued_on"), name("valid_until"));
    html! {
        h2.govuk-heading-m {
            (ui.t(&format!("signatures-tool-ground-{}", ground.code()))) " " (parts::rule(ui, ground.rule()))
        }
        p.govuk-hint { (ui.t("signatures-tool-document-hint")) }
        (parts::text_input(
            Field::new(number.as_str(), ui.t("signatures-tool-number")).max(200).width(20).errors(errors),
            typed.get(&number),
        ))
        (parts::text_input(
            Field::new(issuer.as_str(), ui.t("signatures-tool-issuer")).max(200).errors(errors),
            typed.get(&issuer),
        ))
        (parts::date_input(
            ui,
            Field::new(issued.as_str(), ui.t("signatures-tool-issued")).errors(errors),
            &typed.date(&issued),
        ))
        (parts::date_input(
            ui,
            Field::new(until.as_str(), ui.t("signatures-tool-last-day")).hint(ui.t("signatures-tool-last-day-hint")).errors(errors),
            &typed.date(&until),
        ))
    }
}

pub(crate) async fn new(State(app): State<SignaturesWeb>, ui: Ui) -> Result<Response, WebError> {
    // Who may not see the register enters nothing.
    app.tools.list(ui.actor()).await?;
    Ok(page(&ui, ui.t("signatures-tool-new"), &format!("{LIST}/new"), LIST, &Typed::default(), &FormErrors::none()))
}

pub(crate) async fn enter(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, WebError> {
    let typed = Typed(fields);
    match app.tools.enter(ui.actor(), &typed.read()).await {
        Ok(tool) => Ok(done(&ui, tool.id, "signatures-tool-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(page(&ui, ui.t("signatures-tool-new"), &format!("{LIST}/new"), LIST, &typed, &errors))
        }
    }
}

pub(crate) async fn edit(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    let tool = app.tools.get(ui.actor(), id).await?;
    Ok(page(&ui, &tool.name, &path(id, "/edit"), &path(id, ""), &Typed::of(&tool), &FormErrors::none()))
}

pub(crate) async fn save(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, WebError> {
    let typed = Typed(fields);
    match app.tools.change(ui.actor(), id, &typed.read()).await {
        Ok(_) => Ok(done(&ui, id, "signatures-tool-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let tool = app.tools.get(ui.actor(), id).await?;
            Ok(page(&ui, &tool.name, &path(id, "/edit"), &path(id, ""), &typed, &errors))
        }
    }
}
