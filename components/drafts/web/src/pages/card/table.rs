//! The comparative table (салыстырмалы кесте) of two versions: structural element, in force, proposed, reason. To read, and
//! as DOCX, PDF and XLSX.

use super::compare::Wanted;
use crate::view::count;
use crate::{DraftsWeb, paths};
use acttext::TableRow;
use acttext::write::{Orientation, Paper, Part, docx};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Error, Language, Operation, Timestamp};
use orda_drafts::{Card, DraftId, TableView};
use orda_web::{
    Accounted, Cell, ExportColumn, Path, Query, Response, Title, Ui, WebError, attachment, export_xlsx, parts,
};

/// `/drafts/{draft}/table`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (card, table) = read(&ui, &app, draft, &wanted).await?;
    let to = table.as_ref().map_or(card.readable, |t| t.to);
    let title = Title::new(ui.t("drafts-table-title"))
        .above(crate::view::back(&ui, &paths::version(draft, to), ui.t("drafts-posting-back")))
        .wide();
    Ok(ui.page(title, view(&ui, &card, &wanted, table.as_ref())).accessed(access(
        draft,
        table.as_ref(),
        Operation::Read,
    )))
}

/// `/drafts/{draft}/table/{file}`: `table.docx`, `table.pdf`, `table.xlsx`.
pub(crate) async fn file(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, file)): Path<(DraftId, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let (card, table) = read(&ui, &app, draft, &wanted).await?;
    let table = table.ok_or(Error::NotFound)?;
    let access = access(draft, Some(&table), Operation::Download);
    let lines = Lines::of(&ui, &card, &table);
    let name = format!("orda-{}-{}-{}", ascii(&card.number), table.from, table.to);
    let response = match file.as_str() {
        "table.docx" => {
            let bytes = docx(&lines.paper()).map_err(Error::internal)?;
            let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            attachment(&format!("{name}.docx"), kind, bytes)
        }
        "table.pdf" => {
            let bytes = crate::forms::set(lines.sheet(&table, app.env.now())).await?;
            attachment(&format!("{name}.pdf"), "application/pdf", bytes)
        }
        "table.xlsx" => {
            let columns: Vec<_> = lines.header.iter().map(|h| ExportColumn::new(h.clone()).width(40)).collect();
            let rows = lines.rows.iter().map(|row| row.iter().map(|c| Cell::from(c.clone())).collect());
            export_xlsx(&name, &columns, rows)?
        }
        _ => return Err(Error::NotFound.into()),
    };
    Ok(response.accessed(access))
}

fn ascii(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn access(draft: DraftId, table: Option<&TableView>, operation: Operation) -> Access {
    let what = table.map_or_else(String::new, |t| format!("{}..{}", t.from, t.to));
    Access::done("draft", format!("{draft}/table/{what}"), operation)
}

async fn read(
    ui: &Ui,
    app: &DraftsWeb,
    draft: DraftId,
    wanted: &Wanted,
) -> Result<(Card, Option<TableView>), WebError> {
    let card = app.drafts.card(ui.actor(), draft, None).await?;
    let table = match wanted.versions(card.readable) {
        Some((from, to)) => Some(app.drafts.comparative_table(ui.actor(), draft, from, to, wanted.language(ui)).await?),
        None => None,
    };
    Ok((card, table))
}

/// The page.
pub(crate) fn view(ui: &Ui, card: &Card, wanted: &Wanted, table: Option<&TableView>) -> Markup {
    let (from, to) = table.map_or((0, 0), |t| (t.from, t.to));
    html! {
        span.govuk-caption-xl { (card.number) }
        h1.govuk-heading-xl { (ui.t("drafts-table-title")) }
        p.govuk-body-l { (ui.text(&card.title)) }
        @if card.versions.len() < 2 {
            (parts::empty_state(ui.t("drafts-compare-one"), "", html! {}))
        } @else {
            (super::compare::choose(ui, card, wanted, from, to, "table"))
            @if let Some(table) = table { (content(ui, card, table)) }
        }
    }
}

fn content(ui: &Ui, card: &Card, table: &TableView) -> Markup {
    if table.rows.is_empty() {
        return html! { p.govuk-body { strong { (ui.t("drafts-compare-none")) } } };
    }
    let file = |ending: &str| {
        format!(
            "/drafts/{}/table/table.{ending}?from={}&to={}&lang={}",
            card.draft,
            table.from,
            table.to,
            table.language.code()
        )
    };
    let lines = Lines::of(ui, card, table);
    let language = table.language.code();
    let columns = lines.header.iter().map(|h| parts::Column::new(h.as_str())).collect();
    let rows = table.rows.iter().enumerate().map(|(index, row)| {
        let text = |text: &str| html! { @for line in text.lines() { span lang=(language) { (line) } br; } };
        vec![
            html! { (index + 1) },
            html! { a.govuk-link lang=(language) href=(place(card, table, row)) { (row.element) } },
            text(&row.in_force),
            text(&row.proposed),
            text(&row.reason),
        ]
    });
    html! {
        p.govuk-body {
            (ui.tr("drafts-table-explained", &[("from", count(table.from)), ("to", count(table.to)), ("n", count(table.rows.len()))]))
        }
        p.govuk-body.app-no-print {
            @for (ending, key) in [("docx", "drafts-table-docx"), ("pdf", "drafts-table-pdf"), ("xlsx", "drafts-table-xlsx")] {
                a.govuk-link.app-action href=(file(ending)) download { (ui.t(key)) }
            }
        }
        div.app-compare { (parts::table(ui, &parts::Table::new(ui.t("drafts-table-title"), columns).rows(rows))) }
    }
}

/// The place in the newer version; in the older one when the paragraph is gone.
fn place(card: &Card, table: &TableView, row: &TableRow) -> String {
    let version = if row.proposed.is_empty() { table.from } else { table.to };
    crate::view::units::href(card, version, &row.anchor)
}

/// The table in words: title, headings of columns, rows.
struct Lines {
    title: String,
    subtitle: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Lines {
    /// Headings in the reader's language stand on the page; files speak the language of the text.
    fn of(ui: &Ui, card: &Card, table: &TableView) -> Self {
        let key = |key: &str| ui.t(key).to_owned();
        let version = |n: u32| ui.tr("drafts-version", &[("n", count(n))]);
        let header = vec![
            key("drafts-table-number"),
            key("drafts-table-element"),
            format!("{} ({})", ui.t("drafts-table-in-force"), version(table.from)),
            format!("{} ({})", ui.t("drafts-table-proposed"), version(table.to)),
            key("drafts-table-reason"),
        ];
        let rows = table.rows.iter().enumerate().map(|(index, row)| {
            vec![
                (index + 1).to_string(),
                row.element.clone(),
                row.in_force.clone(),
                row.proposed.clone(),
                row.reason.clone(),
            ]
        });
        Self {
            title: key("drafts-table-title"),
            subtitle: format!("{} ({})", card.title.get(table.language), card.number),
            header,
            rows: rows.collect(),
        }
    }

    fn paper(&self) -> Paper {
        Paper {
            name: self.title.clone(),
            orientation: Orientation::Landscape,
            parts: vec![
                Part::Title(self.title.clone()),
                Part::Title(self.subtitle.clone()),
                Part::Table {
                    widths: vec![0.6, 2.0, 5.0, 5.0, 3.0],
                    header: self.header.clone(),
                    rows: self.rows.clone(),
                },
            ],
        }
    }

    fn sheet(&self, table: &TableView, now: Timestamp) -> typeset::Sheet {
        let language = if table.language == Language::Ru { "ru" } else { "kk" };
        let mut sheet = typeset::Sheet::new(language, self.title.clone(), typeset::Moment::from_unix(now.seconds()));
        sheet.header.clone_from(&self.subtitle);
        sheet.push(typeset::Block::title(self.title.clone()));
        sheet.push(typeset::Block::paragraph(self.subtitle.clone()));
        let shares = [0.6, 2.0, 4.5, 4.5, 2.5];
        let columns = self.header.iter().zip(shares).map(|(h, share)| typeset::Column::new(h.clone(), share)).collect();
        let rows =
            self.rows.iter().map(|row| row.iter().map(|cell| typeset::Cell::text(cell.clone())).collect()).collect();
        sheet.push(typeset::Block::table(columns, rows));
        sheet
    }
}
