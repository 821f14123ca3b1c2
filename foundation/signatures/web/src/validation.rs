//! The report on a signature of any form, in sentences: each step green, amber or red, what level is proven, since when.

use crate::report::masked;
use orda_base::Timestamp;
use orda_signatures::eds::Status;
use orda_signatures::eds::validate::{Check, CheckReport, SignatureReport, Validation, Verdict};
use orda_signatures::evidence::{Evidence, Proof};
use orda_web::parts::{self, Colour, Row};
use orda_web::{Markup, Ui, html};

/// The report of a validation: a verdict, and one part for each signature.
pub fn validation_report(ui: &Ui, validation: &Validation) -> Markup {
    let several = validation.signatures.len() > 1;
    html! {
        p.govuk-body-l { (validation_tag(ui, validation.verdict)) }
        @if validation.signatures.is_empty() { p.govuk-body { (ui.t("signatures-reason-no_signer")) } }
        @for (at, report) in (1usize..).zip(&validation.signatures) {
            @if several {
                h2.govuk-heading-m { (at) ". " (report.signer.as_ref().map_or("", |signer| signer.name.as_str())) }
                p.govuk-body { (validation_tag(ui, report.verdict)) }
            }
            (parts::summary_list(&rows(ui, report, validation.at)))
            (steps(ui, report))
        }
    }
}

/// What keeps a signature of the portal provable, and what it proves now.
pub fn proof_report(ui: &Ui, proof: &Proof) -> Markup {
    let Some(report) = proof.validation.signatures.first() else { return html! {} };
    html! {
        (parts::summary_list(&[
            Row::new(ui.t("signatures-proof-level"), level(ui, report)),
            Row::new(ui.t("signatures-proof-time"), html! { (moment(ui, report.proven_time)) }),
            Row::new(ui.t("signatures-proof-evidence"), html! { (state(ui, proof.evidence.as_ref())) }),
        ]))
        (steps(ui, report))
    }
}

/// The verdict in one tag.
pub fn validation_tag(ui: &Ui, verdict: Verdict) -> Markup {
    match verdict {
        Verdict::Valid => parts::tag(ui.t("signatures-report-valid"), Colour::Green),
        Verdict::Indeterminate => parts::tag(ui.t("signatures-report-indeterminate"), Colour::Yellow),
        Verdict::Invalid => parts::tag(ui.t("signatures-report-invalid"), Colour::Red),
    }
}

/// How far the evidence of a kept signature is, in a sentence.
fn state(ui: &Ui, evidence: Option<&Evidence>) -> String {
    let Some(evidence) = evidence else { return ui.t("signatures-evidence-none").to_owned() };
    match (evidence.made_at, evidence.due_at) {
        (Some(_), Some(due)) if evidence.attempts > 0 => ui.tr(
            "signatures-evidence-renewal",
            &[("when", ui.datetime(due).into()), ("reason", reason(ui, &evidence.trouble).into())],
        ),
        (Some(made), due) => {
            let next = due.map_or_else(String::new, |due| ui.date(due));
            ui.tr("signatures-evidence-kept", &[("date", ui.date(made).into()), ("next", next.into())])
        }
        (None, Some(_)) if evidence.attempts == 0 => ui.t("signatures-evidence-waiting").to_owned(),
        (None, Some(due)) => ui.tr(
            "signatures-evidence-again",
            &[("when", ui.datetime(due).into()), ("reason", reason(ui, &evidence.trouble).into())],
        ),
        (None, None) => ui.tr("signatures-evidence-given-up", &[("reason", reason(ui, &evidence.trouble).into())]),
    }
}

fn reason(ui: &Ui, code: &str) -> String {
    ui.t(&format!("signatures-reason-{code}")).to_owned()
}

fn rows<'a>(ui: &'a Ui, report: &SignatureReport, at: i64) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    if let Some(signer) = &report.signer {
        rows.push(Row::new(ui.t("signatures-report-signer"), html! { (signer.name) }));
        rows.push(Row::new(ui.t("signatures-report-iin"), html! { (masked(&signer.iin)) }));
        if !signer.bin.is_empty() {
            rows.push(Row::new(ui.t("signatures-report-body"), html! { (signer.organisation) }));
            rows.push(Row::new(ui.t("signatures-report-bin"), html! { (signer.bin) }));
        }
        let roles = crate::report::roles(ui, &signer.roles);
        rows.push(Row::new(ui.t("signatures-report-role"), html! { (roles) }));
        rows.push(Row::new(ui.t("signatures-report-certificate"), html! { code.app-digest { (signer.serial) } }));
        rows.push(Row::new(ui.t("signatures-report-issuer"), html! { (signer.issuer) }));
        rows.push(Row::new(ui.t("signatures-report-algorithm"), html! { (signer.algorithm) }));
    }
    rows.push(Row::new(ui.t("signatures-report-claimed"), html! { (moment(ui, report.claimed_time)) }));
    rows.push(Row::new(ui.t("signatures-proof-level"), level(ui, report)));
    rows.push(Row::new(ui.t("signatures-proof-time"), html! { (moment(ui, report.proven_time)) }));
    rows.push(Row::new(ui.t("signatures-report-checked-at"), html! { (moment(ui, Some(at))) }));
    rows
}

/// The proven level with what it means.
fn level(ui: &Ui, report: &SignatureReport) -> Markup {
    let Some(level) = report.proven_level else { return html! { (ui.t("signatures-level-none")) } };
    html! { (ui.t(&format!("signatures-level-{}", level.code()))) }
}

fn moment(ui: &Ui, seconds: Option<i64>) -> String {
    seconds.map_or_else(
        || ui.t("signatures-report-unknown").to_owned(),
        |seconds| ui.datetime(Timestamp::from_seconds(seconds)),
    )
}

/// Each step as a sentence with its colour; one that failed with its reason.
fn steps(ui: &Ui, report: &SignatureReport) -> Markup {
    html! {
        p class="govuk-body govuk-!-font-weight-bold" { (ui.t("signatures-report-steps")) }
        ol.govuk-list.app-checks {
            @for check in report.checks.iter().filter(|check| is_told(check)) {
                @let weight = report.weight(check);
                li.app-checks__item data-status=(shown(check, weight)) {
                    span.app-checks__mark aria-hidden="true" { (mark(check, weight)) } " "
                    span.govuk-visually-hidden { (ui.t(word(check, weight))) ". " }
                    (ui.t(&format!("signatures-step-{}-{}", check.check.code(), check.status.code())))
                    @if let Some(why) = check.reason { " " (reason(ui, why.code())) }
                }
            }
        }
    }
}

/// Nobody counter-signs here: told only where it was found.
fn is_told(check: &CheckReport) -> bool {
    check.check != Check::CounterSignature || check.status != Status::NotChecked
}

/// Status as the style sheet knows it: green, amber, red, or nothing.
const fn shown(check: &CheckReport, weight: Verdict) -> &'static str {
    match (weight, check.status) {
        (Verdict::Invalid, _) => "failed",
        (Verdict::Indeterminate, _) => "unsure",
        (Verdict::Valid, Status::NotChecked) => "skipped",
        (Verdict::Valid, _) => "ok",
    }
}

const fn mark(check: &CheckReport, weight: Verdict) -> &'static str {
    match (weight, check.status) {
        (Verdict::Invalid, _) => "✗",
        (Verdict::Indeterminate, _) => "!",
        (Verdict::Valid, Status::NotChecked) => "–",
        (Verdict::Valid, _) => "✓",
    }
}

/// The colour in a word, for those who do not see it.
const fn word(check: &CheckReport, weight: Verdict) -> &'static str {
    match (weight, check.status) {
        (Verdict::Invalid, _) => "signatures-colour-red",
        (Verdict::Indeterminate, _) => "signatures-colour-amber",
        (Verdict::Valid, Status::NotChecked) => "signatures-colour-none",
        (Verdict::Valid, _) => "signatures-colour-green",
    }
}
