//! Drafts brought into the states of the script, by the same use cases that people use.

use super::cast::Cast;
use super::print::{self, Text as Printed};
use super::script::{Draft, Text};
use crate::compose::Portal;
use anyhow::{Context, Result, bail};
use futures::StreamExt;
use orda_base::{Actor, BodyId, FixedClock, Role};
use orda_documents::FileSetId;
use orda_drafts::{
    ActKind, Action, AnswerInput, DraftId, LetterDraft, PostingId, PostingStep, RefusalInput, RegistrationInput,
    RemarkInput,
};

/// Takes actors through the procedure; time goes on a little between their actions.
pub struct Stage<'a> {
    /// The portal.
    pub portal: &'a Portal,
    /// Who there is.
    pub cast: &'a Cast,
    /// The portal's clock.
    pub clock: &'a FixedClock,
}

/// Puts texts and files into forms.
pub struct Uploads<'a> {
    /// The portal.
    pub portal: &'a Portal,
}

impl Uploads<'_> {
    /// Texts and files of a version.
    pub async fn fill(
        &self,
        drafter: &Actor,
        posting: PostingId,
        draft: &Draft,
        text: &Text,
        version: u32,
    ) -> Result<()> {
        let texts = PostingStep::Texts { kk: text.kk.clone(), ru: text.ru.clone() };
        self.portal.drafts.save_posting(drafter, posting, texts).await?;
        let set = self.portal.drafts.posting(drafter, posting).await?.posting.files;
        let paragraphs = |text: &str| -> Vec<String> {
            text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
        };
        let (kk, ru) = (paragraphs(&text.kk), paragraphs(&text.ru));
        let kazakh = print::docx(&Printed { title: &draft.title.kk, paragraphs: &kk })?;
        self.upload(drafter, set, &format!("Жоба, {version}-нұсқа.docx"), kazakh).await?;
        if let Some(font) = print::FONT {
            // A real text is in one language: then the PDF file holds it too.
            let paragraphs = if ru.is_empty() { &kk } else { &ru };
            let russian = print::pdf(&Printed { title: &draft.title.ru, paragraphs }, font)?;
            self.upload(drafter, set, &format!("Проект, версия {version}.pdf"), russian).await?;
        }
        Ok(())
    }

    /// Takes out the files that a new version takes over from the old one.
    async fn empty(&self, drafter: &Actor, posting: PostingId) -> Result<()> {
        let set = self.portal.drafts.posting(drafter, posting).await?.posting.files;
        for file in self.portal.documents.files(set).await? {
            self.portal.documents.remove_file(drafter, set, file.id).await?;
        }
        Ok(())
    }

    /// Puts one file into a set.
    pub async fn upload(&self, drafter: &Actor, set: FileSetId, name: &str, bytes: Vec<u8>) -> Result<()> {
        let stream = futures::stream::once(async move { Ok(bytes.into()) }).boxed();
        self.portal.documents.add_file(drafter, set, name, stream).await.with_context(|| name.to_owned())?;
        Ok(())
    }
}

/// Seconds that an action takes.
const STEP: i64 = 7 * 60;

impl Stage<'_> {
    /// Plays one draft of the script.
    pub async fn play(&self, draft: &Draft) -> Result<DraftId> {
        let approving: Vec<BodyId> = draft.approving.iter().map(|code| self.cast.body(code)).collect();
        let drafter = self.cast.holder(&draft.drafting, Role::Drafter).actor();
        let body = self.cast.body(&draft.drafting);
        let posting = self.portal.drafts.start_posting(&drafter, body).await?;
        let kind = ActKind::from_code(&draft.kind).with_context(|| format!("kind {}", draft.kind))?;
        self.step(&drafter, posting, PostingStep::Act { title: draft.title.clone(), kind: Some(kind) }).await?;
        self.step(&drafter, posting, PostingStep::Bodies(approving)).await?;
        self.step(&drafter, posting, PostingStep::Term(draft.term)).await?;
        self.step(&drafter, posting, PostingStep::NoSecrets(true)).await?;
        self.uploads().fill(&drafter, posting, draft, &draft.text, 1).await?;
        let id = self.portal.drafts.submit_posting(&drafter, posting, false).await.context("posting")?;
        self.pause();
        let mut text = draft.text.clone();
        for (number, version) in (2_u32..).zip(&draft.version) {
            // A version is voided by the next after one body has said what is wrong with it.
            self.sign_and_send(id, number - 1, draft).await?;
            self.remark_of_first(id, number - 1, draft).await?;
            text = version.apply(&text);
            let posting = self.portal.drafts.start_version(&drafter, id).await?;
            self.step(&drafter, posting, PostingStep::NoSecrets(true)).await?;
            self.uploads().empty(&drafter, posting).await?;
            self.uploads().fill(&drafter, posting, draft, &text, number).await?;
            self.portal.drafts.submit_posting(&drafter, posting, true).await.context("posting a version")?;
            self.pause();
        }
        let last = u32::try_from(draft.version.len())? + 1;
        if draft.state == "prepared" {
            return Ok(id);
        }
        self.sign(id, last, &draft.drafting).await?;
        if draft.state == "signed_by_drafter" {
            return Ok(id);
        }
        self.send(id, last, &drafter).await?;
        for code in &draft.approving {
            let state = draft.bodies.get(code).map_or("letter_sent", String::as_str);
            self.bring(id, last, code, state).await.with_context(|| format!("{code} to {state}"))?;
        }
        if super::chancellery::is_at_chancellery(&draft.state) {
            self.portal.drafts.send_to_chancellery(&drafter, id, last).await.context("to the Chancellery")?;
            self.consider(id, last, &draft.state)
                .await
                .with_context(|| format!("at the Chancellery to {}", draft.state))?;
        }
        Ok(id)
    }

    fn uploads(&self) -> Uploads<'_> {
        Uploads { portal: self.portal }
    }

    fn pause(&self) {
        self.clock.advance(STEP);
    }

    async fn step(&self, drafter: &Actor, posting: PostingId, step: PostingStep) -> Result<()> {
        Ok(self.portal.drafts.save_posting(drafter, posting, step).await?)
    }

    /// The head of the drafting body signs.
    pub async fn sign(&self, id: DraftId, version: u32, drafting: &str) -> Result<()> {
        let head = self.cast.holder(drafting, Role::HeadOfBody);
        let task = self.portal.drafts.signing(&head.actor(), id, version, Action::Sign, None).await?;
        let cms = head.key.sign(&task.manifest, self.portal.env.now())?;
        self.portal.drafts.sign(&head.actor(), id, version, &cms).await.context("signing")?;
        self.pause();
        Ok(())
    }

    /// The drafter sends the letters as they are offered, with an outgoing number.
    pub async fn send(&self, id: DraftId, version: u32, drafter: &Actor) -> Result<()> {
        let (offered, _) = self.portal.drafts.cover_letter(drafter, id).await?;
        let number = format!("2-{}/{version}", id.to_string().get(9..13).unwrap_or("1"));
        let letter = LetterDraft { number, ..offered };
        self.portal.drafts.send(drafter, id, version, letter).await.context("sending")?;
        self.pause();
        Ok(())
    }

    async fn sign_and_send(&self, id: DraftId, version: u32, draft: &Draft) -> Result<()> {
        self.sign(id, version, &draft.drafting).await?;
        self.send(id, version, &self.cast.holder(&draft.drafting, Role::Drafter).actor()).await
    }

    async fn remark_of_first(&self, id: DraftId, version: u32, draft: &Draft) -> Result<()> {
        let code = draft.approving.first().context("no approving body")?;
        self.bring(id, version, code, "under_review").await?;
        let approver = self.cast.holder(code, Role::Approver).actor();
        let input = RemarkInput {
            paragraph: Some(26),
            text: "Мерзімді нақтылау қажет / Срок следует уточнить".into(),
            ..RemarkInput::default()
        };
        let remark = self.portal.drafts.add_remark(&approver, id, version, input).await.context("remark")?;
        self.pause();
        let drafter = self.cast.holder(&draft.drafting, Role::Drafter).actor();
        let answer = AnswerInput { accepted: true, text: "Қабылданды / Принято".into() };
        self.portal.drafts.answer_remark(&drafter, id, remark.id, answer).await.context("answer")?;
        self.pause();
        Ok(())
    }

    /// Brings the approval of one body to `state`, step by step.
    pub async fn bring(&self, id: DraftId, version: u32, code: &str, state: &str) -> Result<()> {
        const WAY: [&str; 6] =
            ["letter_sent", "registered", "with_head", "representative_named", "under_review", "decided"];
        let wanted = if matches!(state, "approved" | "refused") { "decided" } else { state };
        let Some(last) = WAY.iter().position(|s| *s == wanted) else { bail!("no state {state}") };
        let drafts = &self.portal.drafts;
        let body = self.cast.body(code);
        for step in &WAY[1..=last] {
            match *step {
                "registered" => {
                    let clerk = self.cast.holder(code, Role::RecordsClerk).actor();
                    let date = Some(self.portal.env.now().date());
                    let input = RegistrationInput { number: format!("{}-к", 100 + code.len() * 7), date };
                    drafts.register(&clerk, id, body, input).await?;
                }
                "with_head" => {
                    drafts.pass_to_head(&self.cast.holder(code, Role::RecordsClerk).actor(), id, body).await?;
                }
                "representative_named" => {
                    let approver = self.cast.holder(code, Role::Approver).person;
                    let head = self.cast.holder(code, Role::HeadOfBody).actor();
                    drafts.name_representatives(&head, id, body, &[approver], "Қарап, ұсыныс енгізіңіз").await?;
                }
                "under_review" => {
                    // Opening the draft by the link is what begins the review (385-16-e).
                    drafts.card(&self.cast.holder(code, Role::Approver).actor(), id, Some(version)).await?;
                }
                _ if state == "approved" => self.approve(id, version, code).await?,
                _ => self.refuse(id, version, code).await?,
            }
            self.pause();
        }
        Ok(())
    }

    /// The head of an approving body approves by EDS.
    pub async fn approve(&self, id: DraftId, version: u32, code: &str) -> Result<()> {
        let (head, body) = (self.cast.holder(code, Role::HeadOfBody), self.cast.body(code));
        let task = self.portal.drafts.signing(&head.actor(), id, version, Action::Approve, Some(body)).await?;
        let cms = head.key.sign(&task.manifest, self.portal.env.now())?;
        Ok(self.portal.drafts.approve(&head.actor(), id, version, body, &cms).await?)
    }

    async fn refuse(&self, id: DraftId, version: u32, code: &str) -> Result<()> {
        let (head, body) = (self.cast.holder(code, Role::HeadOfBody), self.cast.body(code));
        let approver = self.cast.holder(code, Role::Approver).actor();
        let input = RemarkInput {
            paragraph: Some(2),
            text: "Нормаға қаржылық негіздеме қоса берілмеген / К норме не приложено финансовое обоснование".into(),
            ..RemarkInput::default()
        };
        let remark = self.portal.drafts.add_remark(&approver, id, version, input).await?;
        self.pause();
        let letter = RefusalInput {
            number: "7-12/48".into(),
            reason: "Жобада шығыстардың есебі мен қаржыландыру көзі көрсетілмеген".into(),
            remarks: vec![remark.id],
        };
        Ok(self.portal.drafts.refuse(&head.actor(), id, version, body, Some(letter)).await?)
    }
}
