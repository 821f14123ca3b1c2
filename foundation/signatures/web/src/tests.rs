//! Words and markup: is everything there, in every language, and does nothing secret have a name?

use crate::widget::PROBLEMS;
use crate::{LOCALES, SignedFile, SigningView, signature_list, signature_report, signing_form};
use orda_base::{Actor, BodyId, Env, Identity, Language, Origin, PersonId, Timestamp, uuid::Uuid};
use orda_signatures::centre::{CertificateState, RequestState, RevocationReason, ServiceKind};
use orda_signatures::eds::validate::{Check, Level};
use orda_signatures::{
    ObjectRef, Purpose, Reason, Report, SignatureId, SignatureRecord, Signer, Status, Step, refusal,
};
use orda_web::{Messages, Settings, Shell, Ui};
use std::sync::Arc;

fn messages() -> Messages {
    Messages::load(&[LOCALES]).expect("complete in all languages")
}

fn reader(language: Language) -> Ui {
    let shell = Arc::new(Shell::new(messages(), Settings::new("http://localhost", Env::system())));
    let person = Identity::Person {
        id: PersonId::from_uuid(Uuid::from_u128(1)),
        name: "Ахметов Дәурен".to_owned(),
        iin: "850101300019".to_owned(),
    };
    let actor =
        Actor { identity: person, language, memberships: Vec::new(), units: Vec::new(), origin: Origin::default() };
    Ui::new(shell, Arc::new(actor), "/")
}

fn record(report: Report) -> SignatureRecord {
    SignatureRecord {
        id: SignatureId::from_uuid(Uuid::from_u128(2)),
        object: ObjectRef::new("draft", "1", 2),
        purpose: Purpose::DraftSign,
        manifest: b"{}".to_vec(),
        cms: vec![0x30, 0],
        person: PersonId::from_uuid(Uuid::from_u128(1)),
        body: BodyId::from_uuid(Uuid::from_u128(3)),
        acting_for: None,
        signer: Signer {
            name: "АХМЕТОВ ДӘУРЕН".to_owned(),
            iin: "850101300019".to_owned(),
            bin: "123456789012".to_owned(),
            organisation: "Әділет министрлігі".to_owned(),
            role_oids: vec!["1.2.398.3.3.4.1.2.1".to_owned()],
            serial: "0a1b".to_owned(),
            ..Signer::default()
        },
        received_at: Timestamp::from_seconds(1_795_316_400),
        report,
    }
}

fn good() -> Report {
    let mut report = Report::new(1_795_316_400);
    for step in Step::ALL {
        report.passed(step, "");
    }
    report
}

/// Every code that a refusal or a field error can have has its words, with exactly the arguments that are given.
#[test]
fn every_refusal_has_words() {
    let messages = messages();
    let codes = refusal::CODES.iter().copied().chain(refusal::FIELD_CODES.iter().map(|code| (*code, &[] as &[&str])));
    for (code, names) in codes {
        assert!(messages.has(code), "{code}");
        for language in Language::ALL {
            let args: Vec<(&str, orda_web::FluentValue<'_>)> =
                names.iter().map(|name| (*name, format!("<{name}>").into())).collect();
            let text = messages.text(language, code, &args);
            for name in names {
                assert!(text.contains(&format!("<{name}>")), "{code} in {language:?} leaves out {name}: {text}");
            }
            assert!(!text.contains('{') && !text.contains("signatures-"), "{code} in {language:?}: {text}");
        }
    }
}

/// Whatever a report, a certificate, a request or the script can say has its words.
#[test]
fn every_code_has_words() {
    let steps = Step::ALL.iter().flat_map(|step| {
        [Status::Ok, Status::Failed, Status::NotChecked]
            .map(|s| format!("signatures-check-{}-{}", step.code(), s.code()))
    });
    let checks = Check::ALL.iter().flat_map(|check| {
        [Status::Ok, Status::Failed, Status::NotChecked]
            .map(|s| format!("signatures-step-{}-{}", check.code(), s.code()))
    });
    let levels = Level::ALL.iter().map(|level| format!("signatures-level-{}", level.code()));
    let services = ServiceKind::ALL
        .iter()
        .flat_map(|kind| ["", "-terms"].map(|end| format!("signatures-service-{}{end}", kind.code())));
    let steps = steps.chain(checks).chain(levels).chain(services);
    let reasons = Reason::ALL.iter().chain(Reason::FURTHER);
    let reasons = reasons.map(|reason| reason.code()).chain(["unavailable"]);
    let reasons = reasons.map(|code| format!("signatures-reason-{code}"));
    let purposes = Purpose::ALL.iter().map(|purpose| format!("signatures-purpose-{}", purpose.code()));
    let requests = RequestState::ALL.iter().map(|state| format!("signatures-request-state-{}", state.code()));
    let states =
        [CertificateState::Valid, CertificateState::NotYetValid, CertificateState::Expired, CertificateState::Revoked]
            .map(|state| format!("signatures-certificate-state-{}", state.code()));
    let revocations = RevocationReason::ALL.iter().map(|reason| format!("signatures-revocation-{}", reason.code()));
    let problems = PROBLEMS.iter().map(|code| format!("signatures-problem-{code}"));
    let doing =
        ["key", "sign", "send", "make", "keep", "request", "open", "join"].map(|s| format!("signatures-doing-{s}"));
    let notices = ["requested", "issued", "rejected", "revoked"]
        .into_iter()
        .flat_map(|n| [format!("signatures-notice-{n}"), format!("signatures-notice-{n}.subject")]);
    let messages = messages();
    let all = steps.chain(reasons).chain(purposes).chain(requests).chain(states).chain(revocations);
    for key in all.chain(problems).chain(doing).chain(notices) {
        assert!(messages.has(&key), "{key}");
    }
}

/// The script and the server know the same problems.
#[test]
fn the_script_knows_the_same_problems() {
    let script = include_str!("../../../../ui/src/signing/problem.ts");
    let list = script.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    let codes: Vec<&str> = list.split(',').map(|c| c.trim().trim_matches('"')).filter(|c| !c.is_empty()).collect();
    assert_eq!(codes, PROBLEMS);
}

/// What is signed is in the page with its digest; key file and password have no name, so that no browser ever sends
/// them; every word is there in every language.
#[test]
fn the_form_shows_what_is_signed_and_names_no_secret() {
    for language in Language::ALL {
        let ui = reader(language);
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let markup = signing_form(
            &ui,
            &SigningView {
                title: "Қаулы <жобасы>",
                version: 2,
                files: &[SignedFile { name: "жоба.docx", size: 3, sha256, href: "/files/1".to_owned() }],
                manifest: b"abc",
                action_path: "/drafts/1/sign",
                statement: "Қол қоямын",
                hidden: vec![("revision", "7".to_owned())],
                submit_label_key: "signatures-submit",
                expected_iin: ui.actor().iin(),
            },
        )
        .into_string();
        assert!(markup.contains("data-content=\"YWJj\""));
        assert!(markup.contains(&format!("data-content-sha256=\"{sha256}\"")));
        assert!(markup.contains("ba7816bf…f20015ad"));
        assert!(markup.contains("name=\"revision\" value=\"7\""));
        assert!(markup.contains("Қаулы &lt;жобасы&gt;"));
        assert!(!markup.contains("signatures-"), "a message is missing in {language:?}");
        for input in markup.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
            let secret = input.contains("type=\"password\"") || input.contains("data-key-file");
            assert!(!secret || !input.contains("name="), "{input}");
        }
    }
}

/// A report says in words what passed and why the rest did not, and shows only the end of the person's number.
#[test]
fn a_report_speaks() {
    for language in Language::ALL {
        let ui = reader(language);
        let well = signature_report(&ui, &record(good())).into_string();
        assert!(well.contains(ui.t("signatures-report-valid")));
        assert!(well.contains("••••••••0019") && !well.contains("850101300019"));
        assert!(well.contains(ui.t("signatures-role-first_head")));

        let mut bad = good();
        bad.failed(Step::Revocation, Reason::Revoked, "");
        let badly = signature_report(&ui, &record(bad.clone())).into_string();
        assert!(badly.contains(ui.t("signatures-report-invalid")));
        assert!(badly.contains(ui.t("signatures-reason-revoked")));
        assert!(!well.contains("signatures-") && !badly.contains("signatures-"));

        let list = signature_list(&ui, &[record(good()), record(bad)], &|record| format!("/signatures/{}", record.id));
        assert_eq!(list.into_string().matches("/signatures/").count(), 2);
        assert!(signature_list(&ui, &[], &|_| String::new()).into_string().contains(ui.t("signatures-list-empty")));
    }
}
