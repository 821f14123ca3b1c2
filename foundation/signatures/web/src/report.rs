//! What a verification found, in sentences: for the person who looks at a signature, now or years later.

use crate::signing::digest;
use orda_base::Timestamp;
use orda_signatures::{Report, SignatureRecord, Signer, Status};
use orda_web::parts::{self, Colour, Column, Row, Table};
use orda_web::{Markup, Ui, html};
use sha2::{Digest, Sha256};

/// A kept signature with the report of the moment when it was taken in.
pub fn signature_report(ui: &Ui, record: &SignatureRecord) -> Markup {
    checked_report(ui, record, &record.report)
}

/// A kept signature with the report of checking it again ([`orda_signatures::Signatures::check`]).
pub fn checked_report(ui: &Ui, record: &SignatureRecord, report: &Report) -> Markup {
    let mut rows = signer_rows(ui, &record.signer);
    rows.insert(0, Row::new(ui.t("signatures-report-purpose"), html! { (purpose(ui, record)) }));
    if record.object.version > 0 {
        rows.push(Row::new(ui.t("signatures-version"), html! { (record.object.version) }));
    }
    rows.push(Row::new(ui.t("signatures-report-received"), html! { (ui.datetime(record.received_at)) }));
    rows.push(Row::new(ui.t("signatures-digest"), digest(&hex::encode(Sha256::digest(&record.manifest)))));
    html! {
        (verdict(ui, report))
        (parts::summary_list(&rows))
        (steps(ui, report))
    }
}

/// Signatures of one thing, oldest first. `href` is where one of them is shown; the right to see it was checked by the
/// caller.
pub fn signature_list(ui: &Ui, records: &[SignatureRecord], href: &dyn Fn(&SignatureRecord) -> String) -> Markup {
    if records.is_empty() {
        return parts::empty_state(ui.t("signatures-list-empty"), ui.t("signatures-list-empty-text"), html! {});
    }
    let columns = vec![
        Column::new(ui.t("signatures-report-signer")),
        Column::new(ui.t("signatures-report-body")),
        Column::new(ui.t("signatures-report-purpose")),
        Column::new(ui.t("signatures-version")).numeric(),
        Column::new(ui.t("signatures-report-received")),
        Column::new(ui.t("signatures-report-heading")),
    ];
    let rows = records.iter().map(|record| {
        vec![
            html! { a.govuk-link href=(href(record)) { (record.signer.name) } },
            html! { (record.signer.organisation) },
            html! { (purpose(ui, record)) },
            html! { (record.object.version) },
            html! { (ui.datetime(record.received_at)) },
            verdict_tag(ui, &record.report),
        ]
    });
    parts::table(ui, &Table::new(ui.t("signatures-report-heading"), columns).rows(rows))
}

/// The verdict in one tag.
pub fn verdict_tag(ui: &Ui, report: &Report) -> Markup {
    if report.is_good() {
        parts::tag(ui.t("signatures-report-valid"), Colour::Green)
    } else {
        parts::tag(ui.t("signatures-report-invalid"), Colour::Red)
    }
}

fn verdict(ui: &Ui, report: &Report) -> Markup {
    html! { p.govuk-body-l { (verdict_tag(ui, report)) } }
}

fn purpose(ui: &Ui, record: &SignatureRecord) -> String {
    ui.t(&format!("signatures-purpose-{}", record.purpose.code())).to_owned()
}

fn signer_rows<'a>(ui: &'a Ui, signer: &Signer) -> Vec<Row<'a>> {
    let mut rows = vec![
        Row::new(ui.t("signatures-report-signer"), html! { (signer.name) }),
        Row::new(ui.t("signatures-report-iin"), html! { (masked(&signer.iin)) }),
    ];
    if !signer.bin.is_empty() {
        rows.push(Row::new(ui.t("signatures-report-body"), html! { (signer.organisation) }));
        rows.push(Row::new(ui.t("signatures-report-bin"), html! { (signer.bin) }));
    }
    rows.push(Row::new(ui.t("signatures-report-role"), html! { (roles(ui, &signer.role_oids)) }));
    rows.push(Row::new(ui.t("signatures-report-certificate"), html! { code.app-digest { (signer.serial) } }));
    rows.push(Row::new(ui.t("signatures-report-issuer"), html! { (signer.issuer) }));
    if let (Some(from), Some(to)) = (signer.not_before, signer.not_after) {
        rows.push(Row::new(ui.t("signatures-report-validity"), html! { (validity(ui, from, to)) }));
    }
    rows
}

/// From when to when.
pub(crate) fn validity(ui: &Ui, from: Timestamp, to: Timestamp) -> String {
    ui.tr("signatures-report-validity-value", &[("from", ui.date(from).into()), ("to", ui.date(to).into())])
}

/// Roles of a certificate in words; identifiers that are not known stay as they are.
pub fn roles(ui: &Ui, oids: &[String]) -> String {
    if oids.is_empty() {
        return ui.t("signatures-role-none").to_owned();
    }
    let word = |oid: &String| match oid.as_str() {
        "1.2.398.3.3.4.1.2.1" => ui.t("signatures-role-first_head").to_owned(),
        "1.2.398.3.3.4.1.2.2" => ui.t("signatures-role-right_to_sign").to_owned(),
        "1.2.398.3.3.4.1.2.5" => ui.t("signatures-role-employee").to_owned(),
        // The kind of subject (individual, legal entity) is no role.
        "1.2.398.3.3.4.1.1" | "1.2.398.3.3.4.1.2" => String::new(),
        other => other.to_owned(),
    };
    oids.iter().map(word).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The last four digits of a person's number; who the person is stands beside it.
pub(crate) fn masked(iin: &str) -> String {
    let shown = iin.chars().count().saturating_sub(4);
    iin.chars().enumerate().map(|(at, digit)| if at < shown { '•' } else { digit }).collect()
}

/// Each step as a sentence; a step that failed with its reason.
pub(crate) fn steps(ui: &Ui, report: &Report) -> Markup {
    html! {
        p class="govuk-body govuk-!-font-weight-bold" { (ui.t("signatures-report-steps")) }
        ol.govuk-list.app-checks {
            @for entry in &report.steps {
                li.app-checks__item data-status=(shown(entry.status)) {
                    span.app-checks__mark aria-hidden="true" { (mark(entry.status)) } " "
                    (ui.t(&format!("signatures-check-{}-{}", entry.step.code(), entry.status.code())))
                    @if let Some(reason) = entry.reason {
                        " " (ui.t(&format!("signatures-reason-{}", reason.code())))
                    }
                }
            }
        }
    }
}

/// Status as the style sheet knows it.
const fn shown(status: Status) -> &'static str {
    match status {
        Status::Ok => "ok",
        Status::Failed => "failed",
        Status::NotChecked => "skipped",
    }
}

const fn mark(status: Status) -> &'static str {
    match status {
        Status::Ok => "✓",
        Status::Failed => "✗",
        Status::NotChecked => "–",
    }
}
