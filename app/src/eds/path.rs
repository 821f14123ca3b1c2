//! `orda eds path`.

use super::files;
use super::{code, time_or_now, word};
use anyhow::{Context as _, Result, bail};
use eds::attribute::ObjectIdentifier;
use eds::path::{Evidence, PathOptions, Store, find};
use eds::validate::Verdict;
use eds::{Certificate, Reason};
use serde::Serialize;
use std::path::PathBuf;

/// Arguments of `path`.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Args {
    /// The certificate whose path is wanted.
    leaf: PathBuf,
    /// Certificates at which a path may end.
    #[arg(long, value_name = "FILE.pem", required = true)]
    anchors: Vec<PathBuf>,
    /// Further certificates of authorities.
    #[arg(long, value_name = "FILE.pem", num_args = 1..)]
    intermediates: Vec<PathBuf>,
    /// Lists of revoked certificates. Without any, revocation is not looked at, and the report says so.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    crls: Vec<PathBuf>,
    /// The time as of which to judge; now unless given.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Policies one of which must hold.
    #[arg(long, value_name = "OID", num_args = 1..)]
    policy: Vec<String>,
    /// A policy must hold along the whole path.
    #[arg(long)]
    explicit_policy: bool,
    /// Mappings of policies do not count.
    #[arg(long)]
    inhibit_mapping: bool,
    /// Any-policy does not count.
    #[arg(long)]
    inhibit_any: bool,
    /// What the certificate is for: email, client, server, code, stamps, answers, or an identifier.
    #[arg(long, value_name = "PURPOSE")]
    purpose: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// The report of a path.
#[derive(Debug, Serialize)]
struct Report {
    format: &'static str,
    verdict: Verdict,
    at: i64,
    revocation_checked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "String::is_empty")]
    detail: String,
    certificates: Vec<Step>,
    policies: Vec<String>,
    evidence: Vec<Evidence>,
}

#[derive(Debug, Serialize)]
struct Step {
    subject: String,
    serial: String,
    sha256: String,
    not_before: i64,
    not_after: i64,
}

pub fn run(args: &Args) -> Result<u8> {
    let leaf = files::certificates(std::slice::from_ref(&args.leaf))?;
    let leaf = leaf.first().context("no certificate in the file")?;
    let store = Store {
        anchors: files::certificates(&args.anchors)?,
        intermediates: files::certificates(&args.intermediates)?,
        lists: files::lists(&args.crls)?,
        answers: Vec::new(),
    };
    let identifier = |text: &String| ObjectIdentifier::new(text).with_context(|| format!("{text} is no identifier"));
    let options = PathOptions {
        policies: args.policy.iter().map(identifier).collect::<Result<_>>()?,
        explicit_policy: args.explicit_policy,
        inhibit_mapping: args.inhibit_mapping,
        inhibit_any: args.inhibit_any,
        purpose: args.purpose.as_deref().map(purpose).transpose()?,
        revocation: !args.crls.is_empty(),
        ..PathOptions::at(time_or_now(args.at.as_deref())?)
    };
    let report = judge(leaf, &store, &options);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report);
    }
    Ok(code(report.verdict))
}

fn judge(leaf: &Certificate, store: &Store, options: &PathOptions) -> Report {
    let mut report = Report {
        format: "orda-path-1",
        verdict: Verdict::Valid,
        at: options.at,
        revocation_checked: options.revocation,
        reason: None,
        detail: String::new(),
        certificates: Vec::new(),
        policies: Vec::new(),
        evidence: Vec::new(),
    };
    match find(leaf, store, options) {
        Ok(path) => {
            report.certificates = path.certificates.iter().map(step).collect();
            report.policies = path.policies.iter().map(ToString::to_string).collect();
            report.evidence = path.evidence;
        }
        Err(error) => {
            report.verdict = Verdict::of_path(error.reason);
            report.reason = Some(error.reason);
            report.detail = error.detail;
        }
    }
    report
}

fn step(certificate: &Certificate) -> Step {
    Step {
        subject: certificate.subject().common_name().to_owned(),
        serial: certificate.serial_hex(),
        sha256: certificate.sha256_hex(),
        not_before: certificate.not_before(),
        not_after: certificate.not_after(),
    }
}

/// Well-known purposes by name.
fn purpose(name: &str) -> Result<ObjectIdentifier> {
    let last = match name {
        "server" => 1,
        "client" => 2,
        "code" => 3,
        "email" => 4,
        "stamps" => 8,
        "answers" => 9,
        _ => match ObjectIdentifier::new(name) {
            Ok(oid) => return Ok(oid),
            Err(_) => bail!("{name} is no purpose: email, client, server, code, stamps, answers or an identifier"),
        },
    };
    Ok(ObjectIdentifier::new(&format!("1.3.6.1.5.5.7.3.{last}"))?)
}

fn print(report: &Report) {
    println!("{} as of {}", word(report.verdict), eds::time_text(report.at));
    if let Some(reason) = report.reason {
        println!("  {reason} {}", report.detail);
    }
    if !report.revocation_checked {
        println!("  revocation was not looked at: no --crls");
    }
    for certificate in &report.certificates {
        println!("  {} {}", certificate.serial, certificate.subject);
    }
    for policy in &report.policies {
        println!("  policy {policy}");
    }
    for evidence in &report.evidence {
        println!(
            "  {}: {} {} of {}",
            evidence.certificate,
            evidence.source,
            evidence.name,
            eds::time_text(evidence.as_of)
        );
    }
}
