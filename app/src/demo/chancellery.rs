//! The way of a draft through the Chancellery, by the same use cases that people use: check, units, sittings, votes, final
//! status.

use super::play::{Stage, Uploads};
use super::print::{self, Text as Printed};
use anyhow::{Context, Result, bail};
use orda_base::{Actor, Role};
use orda_drafts::{
    CheckInput, CheckPart, DraftId, FinalStatus, RejectionInput, ResultInput, SittingId, SittingInput, SittingResult,
    VoteInput, VoteValue,
};

/// Heads who vote in absentia in the demo.
pub const VOTERS: [&str; 15] = [
    "justice",
    "finance",
    "economy",
    "labour",
    "health",
    "education",
    "science",
    "agriculture",
    "energy",
    "transport",
    "interior",
    "ecology",
    "digital",
    "civilservice",
    "competition",
];

/// How those vote who have done so when the demo begins.
const CAST: [(&str, VoteValue); 9] = [
    ("justice", VoteValue::Support),
    ("finance", VoteValue::Against),
    ("economy", VoteValue::Support),
    ("labour", VoteValue::Support),
    ("education", VoteValue::Support),
    ("agriculture", VoteValue::Support),
    ("transport", VoteValue::Support),
    ("ecology", VoteValue::Against),
    ("civilservice", VoteValue::Support),
];

/// Working days of a vote.
const DAYS: u16 = 5;

/// States of a draft that has come to the Chancellery, in the order in which [`Stage::consider`] goes through them.
const STATES: [&str; 9] = [
    "at_chancellery",
    "rejected_by_chancellery",
    "under_chancellery_consideration",
    "at_government_meeting",
    "voting_in_absentia",
    "voting_in_absentia_closed",
    "minutes_posted",
    "accepted",
    "not_accepted",
];

/// Is it a state of a draft that has come to the Chancellery?
pub fn is_at_chancellery(state: &str) -> bool {
    STATES.contains(&state)
}

impl Stage<'_> {
    /// A control officer.
    pub fn officer(&self) -> Actor {
        self.cast.holder("chancellery", Role::ControlOfficer).actor()
    }

    /// Brings a draft that has come to the Chancellery to `state`.
    pub async fn consider(&self, id: DraftId, version: u32, state: &str) -> Result<()> {
        if state == "at_chancellery" {
            return Ok(());
        }
        if state == "rejected_by_chancellery" {
            return self.reject(id, version).await;
        }
        self.pass_to_units(id, version, &["chancellery-legal"]).await?;
        let voted = ["voting_in_absentia", "voting_in_absentia_closed"].contains(&state);
        match state {
            "under_chancellery_consideration" => return Ok(()),
            _ if voted => {
                self.start_vote(id, version, &VOTERS).await?;
                for (code, value) in CAST {
                    self.cast_vote(id, version, code, value).await.with_context(|| format!("vote of {code}"))?;
                }
                if state == "voting_in_absentia_closed" {
                    self.portal.drafts.close_vote(&self.officer(), id, version).await?;
                }
                return Ok(());
            }
            _ => {}
        }
        let sitting = self.sitting("44").await?;
        self.portal.drafts.put_on_agenda(&self.officer(), id, version, sitting).await.context("agenda")?;
        self.go_on();
        let (result, status) = match state {
            "at_government_meeting" => return Ok(()),
            "not_accepted" => (SittingResult::NotAccepted, FinalStatus::NotAccepted),
            _ => (SittingResult::Accepted, FinalStatus::Accepted),
        };
        self.post_minutes(sitting, &[(id, result)]).await?;
        if state != "minutes_posted" {
            self.portal.drafts.set_final_status(&self.officer(), id, version, status, "").await.context("status")?;
        }
        Ok(())
    }

    /// The control officer records both parts of the check.
    pub async fn check(&self, id: DraftId, version: u32, complies: bool) -> Result<()> {
        for part in CheckPart::ALL {
            let points = &self.portal.drafts.settings().check_points;
            let met = points.iter().filter(|p| complies && p.part == part).map(|p| p.code.clone()).collect();
            let remarks = if complies {
                String::new()
            } else {
                "Қазақша және орысша мәтіндердің тармақтары сәйкес келмейді / Пункты текстов не совпадают".into()
            };
            let input = CheckInput { part, complies, remarks, met };
            self.portal.drafts.record_check(&self.officer(), id, version, input).await.context("check")?;
            self.go_on();
        }
        Ok(())
    }

    /// The check has remarks, and the draft is not accepted.
    pub async fn reject(&self, id: DraftId, version: u32) -> Result<()> {
        self.check(id, version, false).await?;
        let reason = "Мәтіндер сәйкестендірілсін / Привести тексты в соответствие".into();
        let input = RejectionInput { number: "12-3/77".into(), reason };
        Ok(self.portal.drafts.reject_by_chancellery(&self.officer(), id, version, input).await?)
    }

    /// The check is passed, and units get the draft.
    pub async fn pass_to_units(&self, id: DraftId, version: u32, codes: &[&str]) -> Result<()> {
        self.check(id, version, true).await?;
        let units: Vec<_> = codes.iter().filter_map(|code| self.cast.units.get(*code).copied()).collect();
        self.portal.drafts.pass_to_units(&self.officer(), id, version, &units).await.context("units")?;
        self.go_on();
        Ok(())
    }

    /// A vote of the heads of these bodies begins.
    pub async fn start_vote(&self, id: DraftId, version: u32, codes: &[&str]) -> Result<()> {
        let heads = codes.iter().map(|code| self.cast.holder(code, Role::HeadOfBody).person).collect();
        let input = VoteInput { heads, days: DAYS };
        self.portal.drafts.start_vote(&self.officer(), id, version, input).await.context("starting the vote")?;
        self.go_on();
        Ok(())
    }

    /// The head of a body votes with the own key.
    pub async fn cast_vote(&self, id: DraftId, version: u32, code: &str, value: VoteValue) -> Result<()> {
        let (head, body) = (self.cast.holder(code, Role::HeadOfBody), self.cast.body(code));
        let drafts = &self.portal.drafts;
        let task = drafts.vote_signing(&head.actor(), id, version, body, value).await?;
        let cms = head.key.sign(&task.manifest, self.portal.env.now())?;
        drafts.cast_vote(&head.actor(), id, version, body, value, &cms).await?;
        self.go_on();
        Ok(())
    }

    /// A sitting to come, of the day on which it is entered.
    pub async fn sitting(&self, number: &str) -> Result<SittingId> {
        let date = Some(self.portal.env.now().date());
        let input = SittingInput { number: number.into(), date, place: "Астана, Үкімет үйі".into() };
        Ok(self.portal.drafts.make_sitting(&self.officer(), input).await?)
    }

    /// The sitting ends, and its minutes are posted with one file.
    pub async fn post_minutes(&self, sitting: SittingId, results: &[(DraftId, SittingResult)]) -> Result<()> {
        let (drafts, officer) = (&self.portal.drafts, self.officer());
        drafts.end_sitting(&officer, sitting).await.context("end of the sitting")?;
        self.go_on();
        let Some(set) = drafts.sitting(&officer, sitting).await?.sitting.files else { bail!("no set for the minutes") };
        let paragraphs = ["1. Жоба қаралды.".to_owned(), "2. Шешім қабылданды.".to_owned()];
        let text = Printed { title: "Үкімет мәжілісінің хаттамасы", paragraphs: &paragraphs };
        let uploads = Uploads { portal: self.portal };
        uploads.upload(&officer, set, "Хаттама.docx", print::docx(&text)?).await?;
        let results = results
            .iter()
            .map(|(draft, result)| ResultInput {
                draft: *draft,
                result: Some(*result),
                note: "Жоба мәжілісте қаралды / Проект рассмотрен на заседании".into(),
            })
            .collect();
        drafts.post_minutes(&officer, sitting, results).await.context("minutes")?;
        self.go_on();
        Ok(())
    }

    /// Time goes on a little between two actions.
    fn go_on(&self) {
        self.clock.advance(5 * 60);
    }
}
