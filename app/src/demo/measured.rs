//! What only measuring needs: a draft that carries more than any real one, and drafts that wait for one signature each.

use super::cast::Cast;
use super::play::{Stage, Uploads};
use super::print::{self, Text};
use super::script::{self, Draft, Government};
use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Actor, Clock, LocalizedText, Role, SystemClock};
use orda_drafts::{ActKind, Action, DraftId, PostingId, PostingStep, RemarkInput};
use serde::Serialize;

/// Bodies that approve the heavy draft.
const BODIES: usize = 40;
/// Its versions.
const VERSIONS: u32 = 30;
/// Remarks on its last version: each of so many bodies makes so many.
const REMARKING: usize = 10;
const REMARKS_EACH: u32 = 20;
/// Bodies that have approved its last version.
const APPROVED: usize = 15;

/// A decision that was signed and not handed in.
#[derive(Debug, Serialize)]
pub struct Decision {
    /// Where it is handed in.
    path: String,
    /// The signature, in Base64.
    cms: String,
}

/// More bodies, each with the people of the script's last body of its kind.
pub fn enlarge(government: &mut Government) -> Result<()> {
    let like = government.body.iter().find(|b| b.code == "competition").context("the agency of the script")?.clone();
    for nth in 0..BODIES {
        let mut body = like.clone();
        body.code = format!("agency{nth}");
        let named = |of: &LocalizedText| LocalizedText::new(format!("{} {nth}", of.kk), format!("{} {nth}", of.ru), "");
        (body.name, body.short_name) = (named(&like.name), named(&like.short_name));
        for person in &mut body.person {
            person.login = person.login.replace(&like.code, &body.code);
        }
        government.body.push(body);
    }
    Ok(())
}

/// One draft with forty bodies, thirty versions and two hundred remarks on the last. Gives back its id.
pub async fn heavy(stage: &Stage<'_>) -> Result<DraftId> {
    let drafts = &stage.portal.drafts;
    let codes: Vec<String> = (0..BODIES).map(|nth| format!("agency{nth}")).collect();
    let longest = |d: &Draft| d.text.kk.len();
    let like = script::drafts()?.into_iter().max_by_key(longest).context("a draft")?;
    let drafter = stage.cast.holder(&like.drafting, Role::Drafter).actor();
    let posting = drafts.start_posting(&drafter, stage.cast.body(&like.drafting)).await?;
    let steps = [
        PostingStep::Act { title: like.title.clone(), kind: ActKind::from_code(&like.kind) },
        PostingStep::Bodies(codes.iter().map(|code| stage.cast.body(code)).collect()),
        PostingStep::Term(like.term),
        PostingStep::NoSecrets(true),
    ];
    for step in steps {
        drafts.save_posting(&drafter, posting, step).await?;
    }
    Uploads { portal: stage.portal }.fill(&drafter, posting, &like, &like.text, 1).await?;
    let id = drafts.submit_posting(&drafter, posting, false).await.context("posting")?;
    for number in 1..=VERSIONS {
        if number > 1 {
            let posting = drafts.start_version(&drafter, id).await?;
            let kk = format!("{}\n{number}-нұсқаның тармағы.", like.text.kk);
            let texts = PostingStep::Texts { kk, ru: format!("{}\nПункт версии {number}.", like.text.ru) };
            drafts.save_posting(&drafter, posting, texts).await?;
            drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await?;
            drafts.submit_posting(&drafter, posting, true).await.context("posting a version")?;
        }
        stage.sign(id, number, &like.drafting).await?;
        stage.send(id, number, &drafter).await?;
        if number == VERSIONS {
            continue;
        }
        stage.bring(id, number, &codes[0], "under_review").await?;
        remark(stage, id, number, &codes[0], 1).await?;
    }
    for (nth, code) in codes.iter().enumerate() {
        let is_remarking = (APPROVED..APPROVED + REMARKING).contains(&nth);
        let state = match nth {
            _ if nth < APPROVED => "approved",
            _ if is_remarking => "under_review",
            _ => continue,
        };
        stage.bring(id, VERSIONS, code, state).await.with_context(|| code.clone())?;
        for paragraph in 1..=if is_remarking { REMARKS_EACH } else { 0 } {
            remark(stage, id, VERSIONS, code, paragraph * 2).await?;
        }
    }
    Ok(id)
}

async fn remark(stage: &Stage<'_>, id: DraftId, version: u32, code: &str, paragraph: u32) -> Result<()> {
    let approver = stage.cast.holder(code, Role::Approver).actor();
    let text = "Мерзімді нақтылау қажет / Срок следует уточнить".to_owned();
    let input = RemarkInput { paragraph: Some(paragraph), text, ..RemarkInput::default() };
    stage.portal.drafts.add_remark(&approver, id, version, input).await.context("remark")?;
    Ok(())
}

/// So many drafts, each waiting for the decision of one head, and these decisions signed with that head's key.
pub async fn decisions(stage: &Stage<'_>, count: u32) -> Result<Vec<Decision>> {
    const APPROVING: &str = "finance";
    let drafts = &stage.portal.drafts;
    let drafter = stage.cast.holder("justice", Role::Drafter).actor();
    let (head, body) = (stage.cast.holder(APPROVING, Role::HeadOfBody), stage.cast.body(APPROVING));
    let mut all = Vec::with_capacity(count as usize);
    for nth in 1..=count {
        let posting = drafts.start_posting(&drafter, stage.cast.body("justice")).await?;
        small(stage, stage.cast, &drafter, posting, nth).await?;
        let id = drafts.submit_posting(&drafter, posting, false).await.context("posting")?;
        stage.sign(id, 1, "justice").await?;
        stage.send(id, 1, &drafter).await?;
        stage.bring(id, 1, APPROVING, "under_review").await?;
        let task = drafts.signing(&head.actor(), id, 1, Action::Approve, Some(body)).await?;
        let cms = STANDARD.encode(head.key.sign(&task.manifest, stage.portal.env.now())?);
        all.push(Decision { path: format!("/api/v1/drafts/{id}/versions/1/bodies/{body}/approve"), cms });
        // The steps took minutes of the portal's time; nothing is to happen in the future.
        super::set(stage.clock, SystemClock.now());
    }
    Ok(all)
}

async fn small(stage: &Stage<'_>, cast: &Cast, drafter: &Actor, posting: PostingId, nth: u32) -> Result<()> {
    let drafts = &stage.portal.drafts;
    let title = LocalizedText::new(format!("Шағын бұйрық № {nth}"), format!("Краткий приказ № {nth}"), "");
    let steps = [
        PostingStep::Act { title, kind: Some(ActKind::MinisterOrder) },
        PostingStep::Texts {
            kk: "1. Бұйрық бекітілсін.".into(), ru: "1. Утвердить приказ.".into()
        },
        PostingStep::Bodies(vec![cast.body("finance")]),
        PostingStep::Term(10),
        PostingStep::NoSecrets(true),
    ];
    for step in steps {
        drafts.save_posting(drafter, posting, step).await?;
    }
    let set = drafts.posting(drafter, posting).await?.posting.files;
    let paragraphs = ["1. Бұйрық бекітілсін.".to_owned()];
    let file = print::docx(&Text { title: "Бұйрық", paragraphs: &paragraphs })?;
    Uploads { portal: stage.portal }.upload(drafter, set, "Проект.docx", file).await
}
