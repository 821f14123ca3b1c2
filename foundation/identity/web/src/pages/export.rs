//! The lists of the administration as files: exactly the rows that are filtered, in the order that is seen.

use crate::IdentityWeb;
use crate::pages::{bodies, forms, people, shown};
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_web::{Accounted, Cell, ExportColumn as Column, Query, Response, Ui, WebError, export_csv, export_xlsx};

type Sheet = (Vec<Column>, Vec<Vec<Cell>>);

fn access(resource: &'static str, words: &str) -> Access {
    Access::done(resource, words.trim(), Operation::Download)
}

/// `/admin/bodies/export.xlsx`.
pub(crate) async fn bodies_xlsx(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(search): Query<bodies::Search>,
) -> Result<Response, WebError> {
    let (columns, rows) = of_bodies(&app, &ui, &search).await?;
    Ok(export_xlsx("bodies", &columns, rows)?.accessed(access("body", search.words())))
}

/// `/admin/bodies/export.csv`.
pub(crate) async fn bodies_csv(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(search): Query<bodies::Search>,
) -> Result<Response, WebError> {
    let (columns, rows) = of_bodies(&app, &ui, &search).await?;
    Ok(export_csv("bodies", &columns, rows)?.accessed(access("body", search.words())))
}

async fn of_bodies(app: &IdentityWeb, ui: &Ui, search: &bodies::Search) -> Result<Sheet, WebError> {
    let bodies = bodies::sorted(ui, search, &app.identity.list_bodies(ui.actor(), &search.filter()).await?);
    let columns = vec![
        Column::new(ui.t("identity-body")).width(70),
        Column::new(ui.t("identity-short-name")),
        Column::new(ui.t("identity-kind")).width(30),
        Column::new(ui.t("identity-bin")),
        Column::new(ui.t("identity-state")),
    ];
    let row = |body: &orda_identity::Body| {
        vec![
            ui.text(&body.name).into(),
            ui.text(&body.short_name).into(),
            ui.t(forms::kind_key(body.kind)).into(),
            body.bin.clone().into(),
            if body.active { Cell::Empty } else { ui.t("identity-inactive").into() },
        ]
    };
    Ok((columns, bodies.iter().map(|(_, body)| row(body)).collect()))
}

/// `/admin/people/export.xlsx`.
pub(crate) async fn people_xlsx(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(search): Query<people::Search>,
) -> Result<Response, WebError> {
    let (columns, rows) = of_people(&app, &ui, &search).await?;
    Ok(export_xlsx("people", &columns, rows)?.accessed(access("person", search.words())))
}

/// `/admin/people/export.csv`.
pub(crate) async fn people_csv(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Query(search): Query<people::Search>,
) -> Result<Response, WebError> {
    let (columns, rows) = of_people(&app, &ui, &search).await?;
    Ok(export_csv("people", &columns, rows)?.accessed(access("person", search.words())))
}

async fn of_people(app: &IdentityWeb, ui: &Ui, search: &people::Search) -> Result<Sheet, WebError> {
    let found = app.identity.all_people(ui.actor(), &search.filter()).await?;
    let columns = vec![
        Column::new(ui.t("identity-person")).width(40),
        Column::new(ui.t("identity-position")).width(40),
        Column::new(ui.t("identity-body")).width(50),
        Column::new(ui.t("identity-roles")).width(40),
        Column::new(ui.t("identity-login")),
        Column::new(ui.t("identity-state")),
    ];
    let picture = &found.picture;
    let row = |entry: &orda_identity::PersonEntry| {
        let position = entry.position(picture.on);
        let roles: Vec<String> = entry.grants.iter().map(|g| shown::role(ui, g.role)).collect();
        vec![
            entry.person.name.full().into(),
            position.map(|p| ui.text(&p.title).to_owned()).into(),
            position.map(|p| shown::place(ui, picture, Some(p.body))).into(),
            roles.join(", ").into(),
            entry.person.login.clone().into(),
            if entry.person.active { Cell::Empty } else { ui.t("identity-inactive").into() },
        ]
    };
    let rows = found.entries().map(row).collect();
    Ok((columns, rows))
}
