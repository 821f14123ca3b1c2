//! The card of a result: what it is, who certified it, and its history. Printed, it is the paper that goes with the document.

use super::{PUBLIC, result, results_crumb, service};
use crate::ServicesWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_services::{ResultCard, ResultId, ResultState, ServiceResult, Verdict};
use orda_signatures::evidence::Proof;
use orda_signatures_web::{checked_report, proof_report, verdict_tag};
use orda_web::parts::{self, Row};
use orda_web::{Accounted, Markup, Path, Response, Title, Ui, WebError, html};
use typeset::{ScreenCode, screen_code};

pub(crate) async fn show(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let card = web.services.result_card(ui.actor(), id).await?;
    let records: Vec<_> = card.signature.iter().map(|(record, _)| record).collect();
    let proofs = web.preservation.prove(&records).await?;
    let content = content(&ui, &card, proofs.first());
    let title = Title::new(card.result.number.to_string()).above(parts::breadcrumbs(&ui, &[results_crumb(&ui)]));
    let access = Access::done("service_result", id, Operation::Read).detail(card.result.number.to_string());
    Ok(ui.page(title, content).accessed(access))
}

fn content(ui: &Ui, card: &ResultCard, proof: Option<&Proof>) -> Markup {
    let one = &card.result;
    html! {
        span.govuk-caption-l { (ui.text(&card.service.name)) }
        h1.govuk-heading-l { (one.number) }
        p.govuk-body { (view::state(ui, one, card.today)) }
        @if let Some(revoked) = &one.revoked {
            @let text = ui.tr("services-revoked-text", &[("at", ui.datetime(revoked.at).into()), ("name", revoked.by.name.as_str().into())]);
            (parts::inset(html! { p.govuk-body { (text) } p class="govuk-body app-wrap" { (revoked.reason) } }))
        }
        (actions(ui, card))
        (parts::summary_list(&rows(ui, card)))
        @if let Some((record, report)) = &card.signature {
            h2.govuk-heading-m { (ui.t("services-signature")) }
            @if let Some(signed) = &one.signed {
                (parts::summary_list(&[
                    Row::new(ui.t("services-signer"), html! { (signed.by.name) }),
                    Row::new(ui.t("services-post"), view::post(ui, &signed.post, &signed.organisation)),
                    Row::new(ui.t("services-signed-at"), html! { (ui.datetime(signed.at)) }),
                    Row::new(ui.t("services-signature"), verdict_tag(ui, report)),
                ]))
            }
            div.app-no-print {
                (parts::details(ui.t("services-signature-report"), checked_report(ui, record, report)))
                @if let Some(proof) = proof { (parts::details(ui.t("signatures-proof"), proof_report(ui, proof))) }
                p.govuk-body {
                    a.govuk-link href=(format!("{}/container", result(one.id))) download { (ui.t("services-container")) }
                }
            }
        } @else if card.authentic() == Some(false) {
            (parts::summary_list(&[Row::new(ui.t("services-signature"), view::verdict(ui, Verdict::NotAuthentic))]))
        }
        (view::history(ui, &card.history))
    }
}

fn actions(ui: &Ui, card: &ResultCard) -> Markup {
    let path = result(card.result.id);
    let has_document = card.result.document.is_some();
    if !(card.may_change || card.may_issue || card.may_revoke) {
        return Markup::default();
    }
    html! {
        div.app-no-print {
            (parts::button_group(html! {
                @if card.may_sign { (parts::button_link(&format!("{path}/sign"), ui.t("web-sign"))) }
                @if card.may_change {
                    @let text = ui.t(if has_document { "services-document-replace" } else { "services-document-add" });
                    @if has_document {
                        (parts::button_link_secondary(&format!("{path}/document"), text))
                    } @else { (parts::button_link(&format!("{path}/document"), text)) }
                    (parts::button_link_secondary(&format!("{path}/edit"), ui.t("web-change")))
                }
                @if card.may_issue {
                    (parts::post_button(&format!("{path}/issue"), ui.t("services-issue"), "", html! {}))
                }
                @if card.may_revoke {
                    (parts::button_link_secondary(&format!("{path}/revoke"), ui.t("services-revoke")))
                }
            }))
        }
    }
}

fn rows<'a>(ui: &'a Ui, card: &'a ResultCard) -> Vec<Row<'a>> {
    let one = &card.result;
    let mut rows = vec![
        Row::new(ui.t("services-number"), html! { code { (one.number) } }),
        Row::new(
            ui.t("services-service"),
            html! {
                a.govuk-link href=(service(one.service)) { (ui.text(&card.service.name)) }
                br; span.app-secondary { (card.service.code) }
            },
        ),
        Row::new(ui.t("services-provider"), html! { (ui.text(&card.provider.name)) }),
        Row::new(
            ui.t("services-recipient"),
            html! {
                span.app-wrap { (one.recipient.name) } br;
                span.app-secondary { (label(ui, "services-recipient", one.recipient.kind.code())) ", " (one.recipient.number) }
            },
        ),
        Row::new(ui.t("services-valid-until"), html! { (view::until(ui, one.valid_until)) }),
        Row::new(ui.t("services-document"), document(ui, one)),
        Row::new(ui.t("services-prepared"), html! { (ui.datetime(one.prepared_at)) ", " (one.prepared_by.name) }),
    ];
    if let Some(issue) = &one.issued {
        rows.push(Row::new(ui.t("services-issued"), html! { (ui.datetime(issue.at)) ", " (issue.by.name) }));
    }
    if matches!(one.state, ResultState::Issued | ResultState::Revoked) {
        let path = format!("{PUBLIC}/{}", one.number.plain());
        let address = format!("{}{path}", ui.shell().settings().public_url);
        let code = screen_code(&address);
        rows.push(Row::new(
            ui.t("services-check-address"),
            html! {
                a.govuk-link.app-wrap href=(path) { (address) }
                // No address of a portal is too long for a code.
                @if let Ok(code) = code { br; (picture(ui, &code)) }
            },
        ));
    }
    rows
}

/// The address as a code, black on white in the dark too: the printed card leads to the check.
fn picture(ui: &Ui, code: &ScreenCode) -> Markup {
    let size = code.size;
    html! {
        svg role="img" aria-label=(ui.t("services-check-code")) width="160" height="160"
            viewBox=(format!("0 0 {size} {size}")) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(code.path) fill="#000" {}
        }
    }
}

fn document(ui: &Ui, one: &ServiceResult) -> Markup {
    html! {
        @match &one.document {
            Some(document) => {
                a.govuk-link href=(format!("{}/file", result(one.id))) download { (document.name) }
                " " span.app-secondary { (ui.size(document.size)) }
                br; code.app-digest { (document.sha256) }
            }
            None => { (ui.t("services-document-none")) }
        }
    }
}
