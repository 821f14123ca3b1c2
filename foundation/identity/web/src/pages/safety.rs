//! How safe the installation is set (385-61).

use crate::IdentityWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_identity::{Safe, may_see_safety};
use orda_web::parts::{self, Colour, Column, Table};
use orda_web::{Accounted, Response, Ui, WebError, html};

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    may_see_safety(ui.actor()).check()?;
    let checks = app.safety.look();
    let columns = vec![
        Column::new(ui.t("identity-safety-what")),
        Column::new(ui.t("identity-safety-subject")),
        Column::new(ui.t("identity-state")),
        Column::new(ui.t("identity-safety-to-do")),
    ];
    let mut table = Table::new(ui.t("identity-safety"), columns);
    for check in &checks {
        let colour = match check.safe {
            Safe::Open => Colour::Red,
            Safe::Advice => Colour::Yellow,
            Safe::Closed | Safe::Good => Colour::Green,
        };
        table.push(vec![
            html! { (ui.t(check.what)) },
            html! { code { (check.subject) } },
            html! { (parts::tag(ui.t(&format!("identity-safety-{}", check.safe.code())), colour)) },
            html! { @if !check.safe.is_safe() { (ui.t(&format!("{}.do", check.what))) } },
        ]);
    }
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-safety")) }
        p.govuk-body { (ui.t("identity-safety-explained")) }
        (parts::table(&ui, &table))
    };
    Ok(ui.page(ui.t("identity-safety"), content).accessed(Access::done("safety", "", Operation::Read)))
}
