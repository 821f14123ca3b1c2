//! What the certifying centre publishes for everybody: its root, its list of revoked certificates, who answers and who
//! stamps, and how to check a signature without the portal.

use crate::SignaturesWeb;
use crate::download::pem;
use crate::signing::digest;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{HeaderValue, header};
use orda_base::{Access, Error, Operation, Result};
use orda_signatures::centre::{Authority, AuthorityId, Service, ServiceKind};
use orda_web::parts::{self, Row};
use orda_web::{Accounted, Markup, Query, Response, Ui, WebError, attachment, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// How anybody checks a signature with OpenSSL and the files of this page.
const OPENSSL_VERIFY: &str = "openssl cms -verify -binary -inform DER -in signature.p7s -content manifest.json \\\n    -CAfile roots.pem -purpose any -signer signer.pem -out verified.json\nopenssl verify -CAfile roots.pem -purpose any -crl_check -CRLfile crl.pem signer.pem\nopenssl dgst -sha256 document.docx";

pub(crate) async fn show(State(app): State<SignaturesWeb>, ui: Ui) -> Result<Response, WebError> {
    let authorities = fresh(&app).await?;
    let content = html! {
        h1.govuk-heading-l { (ui.t("signatures-pki-title")) }
        p.govuk-body { (ui.t("signatures-pki-lead")) }
        @if authorities.is_empty() {
            (parts::empty_state(ui.t("signatures-pki-empty"), ui.t("signatures-pki-empty-text"), html! {}))
        }
        @for authority in &authorities { (card(&ui, authority)) }
        (services(&ui, &app.centre.services().await?, &app))
        (without_us(&ui))
        p.govuk-body { a.govuk-link href="/verify" { (ui.t("signatures-verify-title")) } }
    };
    Ok(ui.page(ui.t("signatures-pki-title"), content).accessed(Access::done("certifying_centre", "", Operation::Read)))
}

fn card(ui: &Ui, authority: &Authority) -> Markup {
    let rows = [
        Row::new(ui.t("signatures-certificate-digest"), digest(&hex::encode(Sha256::digest(&authority.certificate)))),
        Row::new(ui.t("signatures-pki-since"), html! { (ui.date(authority.created_at)) }),
        Row::new(ui.t("signatures-pki-crl-number"), html! { (authority.crl_number) }),
        Row::new(ui.t("signatures-pki-crl-made"), html! { (ui.datetime(authority.crl_made_at)) }),
        Row::new(ui.t("signatures-pki-crl-next"), html! { (ui.datetime(authority.crl_next_at)) }),
    ];
    let links = html! {
        ul.govuk-list {
            li { a.govuk-link href=(format!("/pki/root.crt?of={}", authority.id)) { (ui.t("signatures-pki-root")) } }
            li { a.govuk-link href="/pki/roots.pem" { (ui.t("signatures-pki-roots")) } }
            li { a.govuk-link href=(format!("/pki/crl.crl?of={}", authority.id)) { (ui.t("signatures-pki-crl")) } }
            li { a.govuk-link href="/pki/crl.pem" { (ui.t("signatures-pki-crl-pem")) } }
        }
    };
    html! { (parts::summary_card(&authority.name, &rows, html! {})) (links) }
}

/// Who answers about revocation and who stamps now, with their addresses and certificates.
fn services(ui: &Ui, all: &[Service], app: &SignaturesWeb) -> Markup {
    let newest = |kind| all.iter().find(|service| service.kind == kind);
    html! {
        @for kind in ServiceKind::ALL {
            @if let Some(service) = newest(kind) {
                @let code = kind.code();
                (parts::summary_card(ui.t(&format!("signatures-service-{code}")), &[
                    Row::new(ui.t("signatures-service-address"), html! { code { "/pki/" (code) } }),
                    Row::new(ui.t("signatures-certificate-digest"),
                        digest(&hex::encode(Sha256::digest(&service.certificate)))),
                    Row::new(ui.t("signatures-report-validity"),
                        html! { (crate::report::validity(ui, service.not_before, service.not_after)) }),
                    Row::new(ui.t(&format!("signatures-service-{code}-terms")), terms(ui, kind, app)),
                ], html! {}))
            }
        }
        @if !all.is_empty() {
            p.govuk-body { a.govuk-link href="/pki/services.pem" { (ui.t("signatures-service-certificates")) } }
        }
    }
}

/// How long answers are to be relied upon; under which policy stamps are given.
fn terms(ui: &Ui, kind: ServiceKind, app: &SignaturesWeb) -> Markup {
    let settings = app.centre.settings();
    match kind {
        ServiceKind::Answers => {
            let minutes = [("minutes", settings.answer_minutes.into())];
            html! { (ui.tr("signatures-service-ocsp-minutes", &minutes)) }
        }
        ServiceKind::Stamps => html! { code { (settings.stamp_policy) } },
    }
}

/// How to check without the portal.
pub(crate) fn without_us(ui: &Ui) -> Markup {
    html! {
        h2.govuk-heading-m { (ui.t("signatures-without-us")) }
        p.govuk-body { (ui.t("signatures-without-us-lead")) }
        ol.govuk-list.govuk-list--number {
            li { (ui.t("signatures-without-us-take")) " " a.govuk-link href="/pki" { (ui.t("signatures-pki-title")) } }
            li { (ui.t("signatures-without-us-run")) }
            li { (ui.t("signatures-without-us-compare")) }
        }
        pre.app-command tabindex="0" { code { (OPENSSL_VERIFY) } }
    }
}

/// Which root is meant; the newest when it is not said.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Of {
    of: Option<AuthorityId>,
}

pub(crate) async fn root(State(app): State<SignaturesWeb>, Query(of): Query<Of>) -> Result<Response, WebError> {
    let meant = meant(&app, &of).await?;
    Ok(attachment("root.crt", "application/pkix-cert", meant.certificate))
}

pub(crate) async fn roots(State(app): State<SignaturesWeb>) -> Result<Response, WebError> {
    let text: String = fresh(&app).await?.iter().map(|a| pem("CERTIFICATE", &a.certificate)).collect();
    Ok(attachment("roots.pem", "application/x-pem-file", text.into_bytes()))
}

/// The list in the form in which programs fetch it: no attachment, and not kept longer than a few minutes, so that a
/// revocation is known soon.
pub(crate) async fn crl(State(app): State<SignaturesWeb>, Query(of): Query<Of>) -> Result<Response, WebError> {
    let meant = meant(&app, &of).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pkix-crl")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300")),
    ];
    Ok((headers, meant.crl).into_response())
}

pub(crate) async fn crl_pem(State(app): State<SignaturesWeb>) -> Result<Response, WebError> {
    let text: String = fresh(&app).await?.iter().map(|a| pem("X509 CRL", &a.crl)).collect();
    Ok(attachment("crl.pem", "application/x-pem-file", text.into_bytes()))
}

/// Authorities, newest first; a list that is due is renewed before.
pub(crate) async fn fresh(app: &SignaturesWeb) -> Result<Vec<Authority>> {
    app.centre.trust().await?;
    app.centre.authorities().await
}

async fn meant(app: &SignaturesWeb, of: &Of) -> Result<Authority> {
    let mut all = fresh(app).await?.into_iter();
    all.find(|authority| of.of.is_none_or(|id| id == authority.id)).ok_or(Error::NotFound)
}
