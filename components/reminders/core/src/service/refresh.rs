//! The refresh: a source is read at its set times and its list takes the place of the one before (385-48, 385-51).

use super::Reminders;
use crate::ports::RemindersWork;
use crate::take_in::{Known, plain_name, take_in};
use crate::timetable::{Planned, due};
use crate::{Endpoint, Fault, FaultKind, Refresh, RefreshId, ReminderId, Source, message};
use orda_base::{Access, Actor, Error, Operation, Result};
use std::collections::HashSet;

/// Why an attempt did not come to its end.
enum Stop {
    /// The source is at fault: entered into the log.
    Fault(Fault),
    /// The portal is.
    Error(Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Reminders {
    /// Reads the sources that are due, each on its own: what happens to one does nothing to the other (385-48-c, 385-48-d).
    /// To be called every few seconds, by any number of instances; at a set time a source is read once. Gives the entries
    /// of the log that were made.
    ///
    /// # Errors
    /// The first failure of the store; the other source is refreshed all the same.
    pub async fn refresh_due(&self) -> Result<Vec<Refresh>> {
        let [chancellery, presidential] = Source::ALL.map(|source| self.refresh_if_due(source));
        let (chancellery, presidential) = futures::future::join(chancellery, presidential).await;
        Ok(chancellery?.into_iter().chain(presidential?).collect())
    }

    async fn refresh_if_due(&self, source: Source) -> Result<Option<Refresh>> {
        let settings = self.settings.of(source);
        let Some(endpoint) = &settings.endpoint else { return Ok(None) };
        let last = self.store.last().await?.into_iter().find(|refresh| refresh.source == source);
        let Some(planned) = due(&settings.timetable, last.as_ref(), self.env.now(), &self.settings.patience) else {
            return Ok(None);
        };
        let Some(begun) = self.begin(source, &planned).await? else { return Ok(None) };
        match self.attempt(endpoint, &begun).await {
            Ok(done) => Ok(Some(done)),
            Err(Stop::Fault(fault)) => self.fail(begun, fault).await.map(Some),
            Err(Stop::Error(error)) => {
                // The log says that it failed, the program's own log why.
                self.fail(begun, Fault::new(FaultKind::Portal, error.code())).await?;
                Err(error)
            }
        }
    }

    /// Enters the attempt and what was missed before it. None when another instance was faster.
    async fn begin(&self, source: Source, planned: &Planned) -> Result<Option<Refresh>> {
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        let begun = Refresh::begun(RefreshId::generate(&self.env), source, planned.slot, planned.attempt, now);
        if !work.enter(&begun).await? {
            return Ok(None);
        }
        for slot in &planned.missed {
            work.enter(&Refresh::missed(RefreshId::generate(&self.env), source, *slot, now)).await?;
        }
        if let Some(id) = planned.interrupted {
            work.interrupt(id, &Fault::new(FaultKind::Interrupted, ""), now).await?;
        }
        work.commit().await?;
        Ok(Some(begun))
    }

    /// Reads the source and replaces its list: in one transaction, or not at all.
    async fn attempt(&self, endpoint: &Endpoint, begun: &Refresh) -> Result<Refresh, Stop> {
        let source = begun.source;
        let answer = self.reader.read(endpoint, self.settings.answer_limit).await?;
        if !endpoint.key.verifies(&answer.bytes, &answer.seal) {
            return Err(Fault::new(FaultKind::Seal, "").into());
        }
        let answer = message::read(&answer.bytes, source, self.settings.record_limit)?;
        let known = self.known(answer.records.iter().map(|(_, record)| record.body.as_str()).collect()).await?;
        let mut work = self.store.begin().await?;
        let made_at = answer.made_at;
        if work.hold(source).await?.is_some_and(|before| made_at < before) {
            return Err(Fault::new(FaultKind::Stale, made_at.rfc3339()).into());
        }
        let previous = work.list(source).await?;
        let now = self.env.now();
        let new_id = || ReminderId::generate(&self.env);
        let taken = take_in(source, previous, answer, &known, &self.settings.kinds, now, new_id);
        work.replace(source, &taken.list, &taken.rejected).await?;
        work.good(source, made_at, now).await?;
        let done = begun.clone().done(taken.counts, now);
        self.finish(work, &done).await?;
        Ok(done)
    }

    async fn fail(&self, begun: Refresh, fault: Fault) -> Result<Refresh> {
        tracing::warn!(
            source = begun.source.code(),
            fault = fault.kind.code(),
            error = fault.said,
            "reminders not refreshed"
        );
        let failed = begun.failed(fault, self.env.now());
        self.finish(self.store.begin().await?, &failed).await?;
        Ok(failed)
    }

    /// Enters the end of an attempt, with its accounting. One that was taken for interrupted meanwhile changes nothing.
    async fn finish(&self, mut work: Box<dyn RemindersWork>, refresh: &Refresh) -> Result<()> {
        if !work.finish(refresh).await? {
            return Err(Error::Conflict);
        }
        let access = Access::done("reminder_source", refresh.source.code(), Operation::Change);
        let counts = refresh.counts;
        let access = match &refresh.fault {
            Some(fault) => {
                let failed = access.ended(&Error::Unavailable(String::new()));
                failed.detail(fault.kind.code())
            }
            None => access.detail(format!(
                "taken {}, executed {}, rejected {}, missing {}",
                counts.taken, counts.executed, counts.rejected, counts.missing
            )),
        };
        work.record(&Actor::portal(), self.env.now(), &access).await?;
        work.commit().await
    }

    /// What the directory knows of the bodies with these BINs.
    async fn known(&self, bins: HashSet<&str>) -> Result<Known> {
        let mut known = Known::default();
        for body in self.directory.bodies().await?.into_iter().filter(|b| bins.contains(b.bin.as_str())) {
            let mut names: HashSet<String> = HashSet::new();
            for text in [&body.name, &body.short_name] {
                names.extend([&text.kk, &text.ru, &text.en].into_iter().map(|name| plain_name(name)));
            }
            for person in self.directory.people_of(body.id).await? {
                names.extend([plain_name(&person.name.full()), plain_name(&person.name.short())]);
            }
            names.remove("");
            known.bodies.insert(body.bin.clone(), body.id);
            known.names.insert(body.id, names);
        }
        Ok(known)
    }
}
