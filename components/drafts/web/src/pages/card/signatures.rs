//! Signatures on a version, each with the report of its verification and with what is needed to check it elsewhere.

use super::{Part, answer};
use crate::pages::verbs::{self, At};
use crate::view::names;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Card, SignatureView};
use orda_signatures::evidence::Proof;
use orda_signatures_web::{checked_report, proof_report};
use orda_web::{Path, Response, Ui, WebError, parts};

/// `/drafts/{draft}/v/{version}/signatures`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = verbs::card(&ui, &app, at).await?;
    let signatures = app.drafts.signatures(ui.actor(), draft, version).await?;
    let records: Vec<_> = signatures.iter().map(|view| &view.record).collect();
    let proofs = app.preservation.prove(&records).await?;
    Ok(answer(&ui, &card, Part::Signatures, &view(&ui, &card, &signatures, &proofs)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, signatures: &[SignatureView], proofs: &[Proof]) -> Markup {
    if signatures.is_empty() {
        return html! {
            (parts::empty_state(ui.t("drafts-signatures-none"), "", html! {}))
            (super::forms::group(ui, card))
        };
    }
    html! {
        p.govuk-body { (ui.t("drafts-signatures-how")) }
        p.govuk-body.app-no-print {
            a.govuk-link href=(paths::part(card.draft, card.version, "container")) download {
                (ui.t("drafts-signatures-container"))
            }
        }
        @for (place, view) in signatures.iter().enumerate() { (one(ui, card, view, proofs.get(place))) }
        (super::forms::group(ui, card))
    }
}

fn one(ui: &Ui, card: &Card, view: &SignatureView, proof: Option<&Proof>) -> Markup {
    let record = &view.record;
    let path = |what: &str| paths::part(card.draft, card.version, &format!("signatures/{}/{what}", record.id));
    html! {
        article.app-signature id=(format!("signature-{}", record.id)) {
            h3.govuk-heading-s {
                (record.signer.name) ", " (names::short(ui, &view.body))
            }
            @if !view.in_force { p.govuk-body { (parts::tag(ui.t("drafts-signatures-void"), parts::Colour::Grey)) } }
            @if let Some(name) = &view.acting_for {
                p.govuk-body { (ui.t("drafts-signatures-acting")) ": " (name) }
            }
            (checked_report(ui, record, &view.report))
            @if let Some(proof) = proof { (parts::details(ui.t("signatures-proof"), proof_report(ui, proof))) }
            p.govuk-body.app-no-print {
                a.govuk-link href=(path("cms")) download { (ui.t("drafts-signatures-download-cms")) }
                " · "
                a.govuk-link href=(path("manifest")) download { (ui.t("drafts-signatures-download-manifest")) }
            }
        }
    }
}
