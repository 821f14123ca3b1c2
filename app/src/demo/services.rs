//! Services with results in every state, by the use cases that employees use.

use super::play::Stage;
use super::print::{self, Text};
use anyhow::{Context, Result};
use kazakh::{Bin, Iin, Sex};
use orda_base::{Date, LocalizedText, Role};
use orda_services::{AuthorisationInput, ResultId, ResultInput, ServiceId, ServiceInput, ServiceKind};
use serde::Deserialize;

/// The script.
const SCRIPT: &str = include_str!("../../demo/services.toml");

#[derive(Deserialize)]
struct Script {
    service: Vec<Offered>,
}

#[derive(Deserialize)]
struct Offered {
    provider: String,
    code: String,
    kind: String,
    name: LocalizedText,
    officers: Vec<String>,
    withdrawn: Option<Withdrawn>,
    #[serde(default)]
    result: Vec<Wanted>,
}

#[derive(Deserialize)]
struct Withdrawn {
    officer: String,
    reason: String,
}

#[derive(Deserialize)]
struct Wanted {
    recipient: String,
    /// Day of birth; a legal entity has none.
    born: Option<Date>,
    sex: Option<String>,
    until: Option<u32>,
    state: String,
    #[serde(default)]
    reason: String,
    /// Paragraphs of the document; none for a draft without one.
    text: Vec<String>,
}

/// Plays the script on the day of the portal's clock.
pub async fn play(stage: &Stage<'_>) -> Result<()> {
    let script: Script = toml::from_str(SCRIPT).context("the script of services")?;
    let mut serial = 500;
    for offered in &script.service {
        let service = open(stage, offered).await.with_context(|| offered.code.clone())?;
        for wanted in &offered.result {
            serial += 1;
            stage.clock.advance(600);
            result(stage, offered, service, wanted, serial).await.with_context(|| wanted.recipient.clone())?;
        }
    }
    Ok(())
}

/// The head enters the service and authorises its officers; one of them moves elsewhere.
async fn open(stage: &Stage<'_>, offered: &Offered) -> Result<ServiceId> {
    let services = &stage.portal.services;
    let head = stage.cast.holder(&offered.provider, Role::HeadOfBody).actor();
    let input = ServiceInput {
        body: Some(stage.cast.body(&offered.provider)),
        code: offered.code.clone(),
        name: offered.name.clone(),
        kind: ServiceKind::from_code(&offered.kind),
        active: Some(true),
    };
    let service = services.register(&head, &input).await?;
    let from = Some(stage.portal.env.now().date());
    for login in &offered.officers {
        let person = Some(stage.cast.person(login).person);
        let input = AuthorisationInput { person, from, until: String::new() };
        let granted = services.authorise(&head, service, &input).await?;
        if let Some(withdrawn) = offered.withdrawn.as_ref().filter(|w| w.officer == *login) {
            services.withdraw(&head, service, granted, &withdrawn.reason).await?;
        }
    }
    Ok(service)
}

/// One result, brought into its state.
async fn result(
    stage: &Stage<'_>,
    offered: &Offered,
    service: ServiceId,
    wanted: &Wanted,
    serial: u32,
) -> Result<ResultId> {
    let services = &stage.portal.services;
    let member = stage.cast.person(offered.officers.first().context("an officer")?);
    let officer = member.actor();
    let number = match wanted.born {
        Some(born) => {
            let sex = if wanted.sex.as_deref() == Some("female") { Sex::Female } else { Sex::Male };
            Iin::generate(born, sex, serial).map_err(|e| anyhow::anyhow!("IIN: {e}"))?.to_string()
        }
        None => Bin::generate(2015, 6, serial).map_err(|e| anyhow::anyhow!("BIN: {e}"))?.to_string(),
    };
    let today = stage.portal.env.now();
    let until = wanted.until.map(|days| today.plus_seconds(i64::from(days) * 24 * 3600).date().to_string());
    let input = ResultInput {
        recipient_number: number,
        recipient_name: wanted.recipient.clone(),
        valid_until: until.unwrap_or_default(),
    };
    let id = services.prepare(&officer, service, &input).await?;
    // Without the portal's font no PDF can be set, and nothing can be signed.
    let Some(font) = print::FONT.filter(|_| !wanted.text.is_empty()) else { return Ok(id) };
    let mut paragraphs = vec![wanted.recipient.clone()];
    paragraphs.extend(wanted.text.iter().cloned());
    let bytes = print::pdf(&Text { title: &offered.name.kk, paragraphs: &paragraphs }, font)?;
    services.attach(&officer, id, "Нәтиже.pdf", bytes.into()).await?;
    if wanted.state == "draft" {
        return Ok(id);
    }
    let task = services.signing(&officer, id).await?;
    services.sign(&officer, id, &member.key.sign(&task.manifest, stage.portal.env.now())?).await?;
    if wanted.state == "signed" {
        return Ok(id);
    }
    services.issue(&officer, id).await?;
    if wanted.state == "revoked" {
        services.revoke(&officer, id, &wanted.reason).await?;
    }
    Ok(id)
}
