//! What belongs to a record: findings and data sets.

use super::Registry;
use crate::input::{Fields, reason};
use crate::{
    By, DataSet, DataSetId, DataSetInput, Event, Finding, FindingId, FindingInput, RecordId, State, Stop, Update,
    refusal,
};
use orda_base::{Actor, Error, Result, Wrong};

impl Registry {
    /// Enters a finding. It is never changed.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields; refused for a record that was withdrawn.
    pub async fn add_finding(&self, actor: &Actor, id: RecordId, input: &FindingInput) -> Result<FindingId> {
        let mut held = self.hold(actor, id).await?;
        let read = input.read(held.now.date())?;
        let finding = Finding {
            id: FindingId::generate(&self.env),
            kind: read.kind,
            number: read.number,
            date: read.date,
            valid_until: read.valid_until,
            issuer: read.issuer,
            positive: read.positive,
            by: By::of(actor),
            at: held.now,
            withdrawn: None,
        };
        let (made, about) = (finding.id, format!("{} {}", finding.kind.code(), finding.number));
        held.record.findings.push(finding);
        held.finish(actor, Event::FindingAdded, &about).await?;
        Ok(made)
    }

    /// Withdraws a finding that was entered wrongly, or that its issuer has withdrawn. The record stays where it is.
    ///
    /// # Errors
    /// Not found, forbidden; no reason; refused when it was withdrawn before.
    pub async fn withdraw_finding(&self, actor: &Actor, id: RecordId, which: FindingId, why: &str) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        let now = held.now;
        let found = held.record.findings.iter_mut().find(|finding| finding.id == which).ok_or(Error::NotFound)?;
        if found.withdrawn.is_some() {
            return Err(refusal::ended());
        }
        let reason = reason(why)?;
        let about = format!("{} {}: {reason}", found.kind.code(), found.number);
        found.withdrawn = Some(Stop { by: By::of(actor), at: now, reason });
        held.finish(actor, Event::FindingWithdrawn, &about).await
    }

    /// Enters a data set. Of a record in operation its period must be said at once.
    ///
    /// # Errors
    /// Not found, forbidden; wrong fields `name_…`, `period_days`; refused for a record that was withdrawn.
    pub async fn add_data_set(&self, actor: &Actor, id: RecordId, input: &DataSetInput) -> Result<DataSetId> {
        let mut held = self.hold(actor, id).await?;
        let mut wrong = Wrong::default();
        let name = wrong.texts("name", &input.name);
        let period_days = wrong.period(&input.period_days, held.record.state == State::InOperation);
        wrong.finish()?;
        let (made, about) = (DataSetId::generate(&self.env), name.kk.clone());
        held.record.data_sets.push(DataSet {
            id: made,
            name,
            period_days,
            entered_at: held.now,
            updated: None,
            removed: None,
        });
        held.finish(actor, Event::DataSetAdded, &about).await?;
        Ok(made)
    }

    /// Changes name and period of a data set.
    ///
    /// # Errors
    /// As [`Self::add_data_set`].
    pub async fn change_data_set(
        &self,
        actor: &Actor,
        id: RecordId,
        which: DataSetId,
        input: &DataSetInput,
    ) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        let required = held.record.state == State::InOperation;
        let set = held.record.data_set_mut(which).ok_or(Error::NotFound)?;
        let mut wrong = Wrong::default();
        let name = wrong.texts("name", &input.name);
        let period_days = wrong.period(&input.period_days, required);
        wrong.finish()?;
        let days = |period: Option<u32>| period.map(|days| days.to_string()).unwrap_or_default();
        let about = format!("{} ({}) → {} ({})", set.name.kk, days(set.period_days), name.kk, days(period_days));
        (set.name, set.period_days) = (name, period_days);
        held.finish(actor, Event::DataSetChanged, &about).await
    }

    /// Records that a data set was updated now (365-6-a).
    ///
    /// # Errors
    /// Not found, forbidden; refused for a record that was withdrawn.
    pub async fn updated(&self, actor: &Actor, id: RecordId, which: DataSetId) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        let now = held.now;
        let set = held.record.data_set_mut(which).ok_or(Error::NotFound)?;
        set.updated = Some(Update { by: By::of(actor), at: now });
        let about = set.name.kk.clone();
        held.finish(actor, Event::Updated, &about).await
    }
}
