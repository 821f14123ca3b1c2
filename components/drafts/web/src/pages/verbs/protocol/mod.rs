//! The protocol of disagreements: begun, read, written and signed (385-17).

pub(crate) mod edit;
pub(crate) mod sign;
pub(crate) mod start;

use super::About;
use crate::view::{count, names, states};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Error;
use orda_drafts::{Card, DraftId, Protocol, ProtocolId, ProtocolLine, Side};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts, parts::Row};

/// Where a protocol stands in the addresses.
pub(crate) type At = Path<(DraftId, u32, ProtocolId)>;

/// The protocol as all who may read the version see it (385-17-b).
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (card, line) = find(&ui, &app, at).await?;
    let about = About { card: &card, title: "drafts-protocol-title" };
    let content = view(&ui, &about, &line);
    let access = crate::pages::card::read(&card, "protocol");
    Ok(about.answer(&ui, &FormErrors::none(), content).accessed(access))
}

/// The card and the protocol; an address with another version than the protocol's leads nowhere.
pub(super) async fn find(
    ui: &Ui,
    app: &DraftsWeb,
    (draft, version, id): (DraftId, u32, ProtocolId),
) -> Result<(Card, ProtocolLine), WebError> {
    let card = super::card(ui, app, (draft, version)).await?;
    let line = app.drafts.protocol(ui.actor(), draft, id).await?;
    if line.protocol.version != version {
        return Err(Error::NotFound.into());
    }
    Ok((card, line))
}

/// Who disagrees, and on which version.
pub(super) fn intro(ui: &Ui, card: &Card, body: &orda_drafts::BodyRef) -> Markup {
    html! {
        p.govuk-body-l {
            (ui.tr("drafts-protocol-of", &[
                ("a", names::short(ui, &card.body).into()),
                ("b", names::short(ui, body).into()),
                ("n", count(card.version)),
            ]))
        }
        p.govuk-body { (ui.tr("drafts-protocol-text", &[("n", count(card.version))])) " " (parts::rule(ui, "385-17-b")) }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, line: &ProtocolLine) -> Markup {
    let card = about.card;
    let protocol = &line.protocol;
    let path = paths::protocol(card.draft, protocol.version, protocol.id);
    about.frame(ui, &FormErrors::none(), &html! {
        (intro(ui, card, &line.body))
        p.govuk-body { (states::protocol(ui, line.state)) }
        (points(ui, protocol))
        (signatures(ui, card, line))
        (parts::button_group(html! {
            @if line.may_sign.is_some() {
                (parts::button_link(&format!("{path}/sign"), ui.t("drafts-protocol-sign")))
            }
            @if line.may_edit { (parts::button_link_secondary(&format!("{path}/edit"), ui.t("drafts-protocol-edit"))) }
            a.govuk-link href=(paths::version(card.draft, card.version)) { (ui.t("drafts-posting-back")) }
        }))
    })
}

/// What is in dispute, point by point, as it is signed.
fn points(ui: &Ui, protocol: &Protocol) -> Markup {
    html! {
        @for (number, point) in (1u32..).zip(&protocol.points) {
            (parts::summary_card(&ui.tr("drafts-protocol-point", &[("n", count(number))]), &[
                Row::new(ui.t("drafts-protocol-point-what"), html! { (point.point) }),
                Row::new(ui.t("drafts-protocol-point-drafter"), html! { (point.drafter_view) }),
                Row::new(ui.t("drafts-protocol-point-approver"), html! { (point.approver_view) }),
                Row::new(ui.t("drafts-protocol-point-outcome"), html! { (point.outcome) }),
            ], html! {}))
        }
    }
}

fn signatures(ui: &Ui, card: &Card, line: &ProtocolLine) -> Markup {
    let side = |side: Side| match side {
        Side::Drafting => names::full(ui, &card.body),
        Side::Approving => names::full(ui, &line.body),
    };
    html! {
        h2.govuk-heading-m { (ui.t("drafts-tab-signatures")) }
        ul.govuk-list {
            @for of in [Side::Drafting, Side::Approving] {
                li {
                    @match line.protocol.signature_of(of) {
                        Some(signature) => {
                            (ui.tr("drafts-protocol-signed-by", &[
                                ("person", signature.by.name.as_str().into()), ("at", ui.datetime(signature.at).into()),
                            ])) " (" (side(of)) ")"
                        }
                        None => { (ui.tr("drafts-protocol-awaits", &[("body", side(of).into())])) }
                    }
                }
            }
        }
    }
}
