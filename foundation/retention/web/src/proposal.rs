//! One proposal: what it is about, who has decided, and what can be done now.

use crate::RetentionWeb;
use crate::pages::{LIST, crumbs, state};
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_retention::{CERTIFICATE, Item, Proposal, ProposalId, RESOURCE, State as Stands};
use orda_signatures_web::{SCRIPT, SignedForm, SigningView, signed_cms, signing_form};
use orda_web::parts::{self, Column, Confirmation, Row, Table};
use orda_web::{Accounted, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html, shown};

type At = Path<ProposalId>;

fn path(id: ProposalId, verb: &str) -> String {
    format!("{LIST}/{id}{verb}")
}

pub(crate) async fn show(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    let one = web.retention.proposal(ui.actor(), id).await?;
    let content = html! {
        h1.govuk-heading-l { (ui.t("retention-proposal")) }
        (facts(&ui, &one))
        (actions(&ui, &one))
        (decisions(&ui, &one))
        (items(&ui, &one))
    };
    let title = Title::new(ui.t("retention-proposal")).above(crumbs(&ui));
    Ok(ui.page(title, content).accessed(Access::done(RESOURCE, id, Operation::Read)))
}

fn facts(ui: &Ui, one: &Proposal) -> Markup {
    let mut rows = vec![
        Row::new(ui.t("retention-state"), state(ui, one.state)),
        Row::new(ui.t("retention-ground"), html! { span.app-wrap { (one.ground) } }),
        Row::new(ui.t("retention-proposed"), html! { (ui.datetime(one.proposed_at)) ", " (one.proposed_by) }),
        Row::new(ui.t("retention-count"), html! { (one.items.len()) }),
    ];
    if let (Stands::Destroyed, Some(at)) = (one.state, one.ended_at) {
        rows.push(Row::new(ui.t("retention-destroyed-at"), html! { (ui.datetime(at)) }));
        let copies = html! { (ui.t("retention-act-copies")) " " (ui.t("retention-act-continuous")) };
        rows.push(Row::new(ui.t("retention-copies"), copies));
    }
    parts::summary_list(&rows)
}

fn actions(ui: &Ui, one: &Proposal) -> Markup {
    let link = |verb: &str, key: &str| parts::button_link(&path(one.id, verb), ui.t(key));
    let second = |verb: &str, key: &str| parts::button_link_secondary(&path(one.id, verb), ui.t(key));
    match one.state {
        Stands::Proposed => parts::button_group(html! {
            (link("/decide", "retention-decide")) (second("/withdraw", "retention-withdraw"))
        }),
        Stands::Decided | Stands::Destroying => {
            parts::button_group(html! { (link("/carry-out", "retention-carry-out")) })
        }
        Stands::Destroyed => parts::button_group(html! { (link("/act", "retention-act-download")) }),
        Stands::Withdrawn => html! {},
    }
}

fn decisions(ui: &Ui, one: &Proposal) -> Markup {
    let columns = vec![
        Column::new(ui.t("retention-who")),
        Column::new(ui.t("retention-when")),
        Column::new(ui.t("retention-signature")),
    ];
    let rows = one.decisions.iter().map(|d| {
        vec![
            html! { (d.name) br; (ui.t(&format!("role-{}", d.role.code()))) },
            html! { (ui.datetime(d.at)) },
            html! { code.app-wrap { (d.serial) } br; code.app-wrap { (d.cms_sha256) } },
        ]
    });
    html! {
        @if one.decisions.is_empty() {
            h2.govuk-heading-m { (ui.t("retention-decisions")) }
            p.govuk-body { (ui.t("retention-two-decide")) }
        } @else { (parts::table(ui, &Table::new(ui.t("retention-decisions"), columns).rows(rows))) }
    }
}

fn items(ui: &Ui, one: &Proposal) -> Markup {
    html! {
        h2.govuk-heading-m { (ui.t("retention-items")) }
        @for item in &one.items { (document(ui, item, one.state)) }
    }
}

fn document(ui: &Ui, item: &Item, stands: Stands) -> Markup {
    let columns = vec![
        Column::new(ui.t("retention-part")),
        Column::new(ui.t("retention-bytes")).numeric(),
        Column::new("SHA-256"),
    ];
    let rows = item
        .parts
        .iter()
        .map(|part| vec![html! { (part.name) }, html! { (part.size) }, html! { code.app-wrap { (part.sha256) } }]);
    let there = item.kind != CERTIFICATE && matches!(stands, Stands::Proposed | Stands::Decided | Stands::Withdrawn);
    html! {
        h3.govuk-heading-s { (item.number) }
        p.govuk-body {
            (ui.t(&item.class_key())) ". "
            (ui.t("retention-changed")) ": " (ui.datetime(item.changed_at))
            @if there { ". " a.govuk-link href={ "/drafts/" (item.id) } { (ui.t("retention-look")) } }
        }
        (parts::table(ui, &Table::new(item.number.as_str(), columns).rows(rows)))
    }
}

pub(crate) async fn sign(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    signing(&web, &ui, id, &FormErrors::none()).await
}

pub(crate) async fn decide(
    State(web): State<RetentionWeb>,
    ui: Ui,
    Path(id): At,
    input: SignedForm,
) -> Result<Response, WebError> {
    let decided = async { web.retention.decide(ui.actor(), id, &signed_cms(&input)?).await };
    match decided.await {
        Ok(_) => Ok(ui.redirect_with(&path(id, ""), &Message::new("retention-decide-done")).already_accounted()),
        Err(error) => signing(&web, &ui, id, &ui.form_errors(error)?).await,
    }
}

async fn signing(web: &RetentionWeb, ui: &Ui, id: ProposalId, errors: &FormErrors) -> Result<Response, WebError> {
    let one = web.retention.proposal(ui.actor(), id).await?;
    let manifest = one.manifest();
    let bytes = manifest.to_bytes();
    let content = html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("retention-decide")) }
        (facts(ui, &one))
        (items(ui, &one))
        @if one.state == Stands::Proposed {
            (parts::warning(ui, ui.t("retention-decide-consequence")))
            (signing_form(ui, &SigningView {
                title: ui.text(&manifest.title),
                version: 0,
                files: &[],
                manifest: &bytes,
                action_path: &path(id, "/decide"),
                statement: ui.text(&manifest.statement),
                hidden: Vec::new(),
                submit_label_key: "retention-decide",
                expected_iin: ui.actor().iin(),
            }))
        }
    };
    let title = Title::new(ui.t("retention-decide")).above(crumbs(ui)).script(SCRIPT);
    let page = ui.form_page(title, errors, content);
    Ok(page.accessed(Access::done(RESOURCE, id, Operation::Read)))
}

pub(crate) async fn ask_withdraw(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    web.retention.proposal(ui.actor(), id).await?;
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: ui.t("retention-withdraw-question"),
            consequence: ui.t("retention-withdraw-consequence"),
            content: html! {},
            action: &path(id, "/withdraw"),
            verb: ui.t("retention-withdraw"),
            back: &path(id, ""),
            dangerous: false,
        },
    ))
}

pub(crate) async fn withdraw(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    web.retention.withdraw(ui.actor(), id).await?;
    Ok(ui.redirect_with(&path(id, ""), &Message::new("retention-withdraw-done")).already_accounted())
}

pub(crate) async fn ask_carry_out(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    let one = web.retention.proposal(ui.actor(), id).await?;
    let question = ui.tr("retention-carry-out-question", &[("count", one.items.len().into())]);
    let numbers: Vec<&str> = one.items.iter().map(|i| i.number.as_str()).collect();
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: &question,
            consequence: ui.t("retention-carry-out-consequence"),
            content: html! { p.govuk-body.app-wrap { (numbers.join(", ")) } },
            action: &path(id, "/carry-out"),
            verb: ui.t("retention-carry-out"),
            back: &path(id, ""),
            dangerous: true,
        },
    ))
}

pub(crate) async fn carry_out(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    web.retention.carry_out(ui.actor(), id).await?;
    Ok(ui.redirect_with(&path(id, ""), &Message::new("retention-carry-out-done")).already_accounted())
}

pub(crate) async fn act(State(web): State<RetentionWeb>, ui: Ui, Path(id): At) -> Result<Response, WebError> {
    let pdf = web.retention.act(ui.actor(), id).await?;
    Ok(shown(&format!("act-{id}.pdf"), "application/pdf", pdf).accessed(Access::done(
        RESOURCE,
        id,
        Operation::Download,
    )))
}
