//! Information systems and resources of the made-up government, by the use cases that their owners use.

use super::play::Stage;
use super::print::{self, Text};
use anyhow::{Context, Result};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use orda_base::{Actor, LocalizedText, Role};
use orda_identity::HeldRole;
use orda_registry::{
    AccessInput, AuditInput, Category, DataSetInput, FindingInput, FindingKind, InteractionInput, Kind, Part,
    ParticipantInput, RecordId, RecordInput,
};
use serde::Deserialize;
use std::net::SocketAddr;
use tower::ServiceExt;

/// The script.
const SCRIPT: &str = include_str!("../../demo/registry.toml");

/// An attestation is good for so many days.
const ATTESTED: i64 = 3 * 365;

#[derive(Deserialize)]
struct Script {
    record: Vec<Kept>,
}

#[derive(Deserialize)]
struct Kept {
    owner: String,
    kind: String,
    category: String,
    name: LocalizedText,
    access: String,
    law: String,
    operated: bool,
    #[serde(default)]
    finding: Vec<Found>,
    #[serde(default)]
    set: Vec<Watched>,
    #[serde(default)]
    audit: Vec<Audited>,
    interaction: Option<Joined>,
}

#[derive(Deserialize)]
struct Found {
    kind: String,
    number: String,
    issuer: String,
    positive: bool,
}

#[derive(Deserialize)]
struct Watched {
    name: LocalizedText,
    days: u32,
    updated: bool,
}

#[derive(Deserialize)]
struct Audited {
    days_ago: i64,
    auditor: String,
    scope: String,
    findings: String,
    sent: bool,
}

#[derive(Deserialize)]
struct Joined {
    part: String,
    name: LocalizedText,
    system: Vec<Calling>,
}

#[derive(Deserialize)]
struct Calling {
    name: String,
    body: String,
    takes_part: bool,
    calls: u32,
}

/// Plays the script on the day of the portal's clock.
pub async fn play(stage: &Stage<'_>) -> Result<()> {
    let script: Script = toml::from_str(SCRIPT).context("the script of the register")?;
    for kept in &script.record {
        record(stage, kept).await.with_context(|| kept.name.ru.clone())?;
    }
    Ok(())
}

/// The records clerk of the owner enters a record with all that belongs to it.
async fn record(stage: &Stage<'_>, kept: &Kept) -> Result<()> {
    let registry = &stage.portal.registry;
    let clerk = stage.cast.holder(&kept.owner, Role::RecordsClerk).actor();
    let now = stage.portal.env.now();
    let input = RecordInput {
        body: Some(stage.cast.body(&kept.owner)),
        kind: Kind::from_code(&kept.kind),
        name: kept.name.clone(),
        category: Category::from_code(&kept.category),
        non_state: false,
    };
    let id = registry.register(&clerk, &input).await?;
    let order =
        AccessInput { text: kept.access.clone(), law_reference: kept.law.clone(), valid_from: now.date().to_string() };
    registry.set_access(&clerk, id, &order).await?;
    for found in &kept.finding {
        let kind = FindingKind::from_code(&found.kind);
        let until = now.plus_seconds(ATTESTED * 86_400).date().to_string();
        let input = FindingInput {
            kind,
            number: found.number.clone(),
            date: now.date().to_string(),
            valid_until: if kind == Some(FindingKind::Attestation) { until } else { String::new() },
            issuer: found.issuer.clone(),
            positive: Some(found.positive),
        };
        registry.add_finding(&clerk, id, &input).await?;
    }
    for watched in &kept.set {
        let input = DataSetInput { name: watched.name.clone(), period_days: watched.days.to_string() };
        let set = registry.add_data_set(&clerk, id, &input).await?;
        if watched.updated {
            registry.updated(&clerk, id, set).await?;
        }
    }
    if kept.operated {
        registry.put_into_operation(&clerk, id).await?;
    }
    for audited in &kept.audit {
        audit(stage, &clerk, id, audited).await?;
    }
    match &kept.interaction {
        Some(joined) => interaction(stage, &clerk, id, joined).await,
        None => Ok(()),
    }
}

/// The clerk enters an audit; its report is added and sent, or not yet.
async fn audit(stage: &Stage<'_>, clerk: &Actor, record: RecordId, audited: &Audited) -> Result<()> {
    let registry = &stage.portal.registry;
    let input = AuditInput {
        date: stage.portal.env.now().plus_seconds(-audited.days_ago * 86_400).date().to_string(),
        auditor: audited.auditor.clone(),
        scope: audited.scope.clone(),
        findings: audited.findings.clone(),
    };
    let id = registry.enter_audit(clerk, record, &input).await?;
    if audited.sent {
        let paragraphs = [audited.scope.clone(), audited.findings.clone()];
        let bytes = print::docx(&Text { title: "Аудит туралы есеп", paragraphs: &paragraphs })?;
        registry.attach_report(clerk, id, "Аудит есебі.docx", bytes.into()).await?;
        registry.send_report(clerk, id).await?;
    }
    Ok(())
}

/// An interaction with the record is put in force, and systems call: those that take part, and others, which are refused.
async fn interaction(stage: &Stage<'_>, clerk: &Actor, record: RecordId, joined: &Joined) -> Result<()> {
    let registry = &stage.portal.registry;
    let part = Part::from_code(&joined.part);
    let id = registry.propose(clerk, record, &InteractionInput { name: joined.name.clone(), part }).await?;
    let mut tokens = Vec::new();
    for calling in &joined.system {
        let body = stage.cast.body(&calling.body);
        let role = HeldRole { role: Role::RecordsClerk, body: Some(body) };
        let identity = &stage.portal.identity;
        let (system, token) = identity.register_system(&Actor::portal(), &calling.name, &[role], 366).await?;
        tokens.push((token, calling.calls));
        if calling.takes_part {
            let input = ParticipantInput { system: Some(system), body: Some(body), ..ParticipantInput::default() };
            registry.add_participant(clerk, id, &input).await?;
        }
    }
    registry.put_in_force(&stage.cast.person("digital-admin").actor(), id).await?;
    for (token, calls) in tokens {
        for _ in 0..calls {
            let request = Request::get(format!("/api/v1/{}", joined.part))
                .header(header::AUTHORIZATION, format!("Bearer {token}"))
                .extension(ConnectInfo(SocketAddr::from(([10, 20, 1, 7], 0))))
                .body(Body::empty())?;
            stage.portal.router.clone().oneshot(request).await?;
        }
    }
    Ok(())
}
