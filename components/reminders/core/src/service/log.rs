//! How the sources stand, the log of refreshes, and what the administrator is to look at.

use super::Reminders;
use crate::{Endpoint, Refresh, Rejected, Reminder, Source, policy};
use orda_base::{Actor, Error, Page, PageRequest, Result, Timestamp};

/// How a source stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceState {
    /// The source.
    pub source: Source,
    /// Is it joined?
    pub joined: bool,
    /// When its list was last taken in (385-51).
    pub good_at: Option<Timestamp>,
    /// The newest entry of its log: a failure is shown.
    pub last: Option<Refresh>,
    /// When it is read next.
    pub next: Timestamp,
}

/// What the administrator is to look at.
#[derive(Debug, Clone)]
pub struct ErrorsPage {
    /// How the sources stand.
    pub sources: Vec<SourceState>,
    /// Records that were not taken in.
    pub rejected: Page<(Source, Rejected)>,
    /// Reminders with an unknown executor or kind, or missing in the last answer.
    pub marked: Page<Reminder>,
}

impl Reminders {
    /// How both sources stand.
    ///
    /// # Errors
    /// Forbidden for who may not see the log.
    pub async fn sources(&self, actor: &Actor) -> Result<Vec<SourceState>> {
        Self::may_see_log(actor)?;
        self.source_states().await
    }

    /// The log of refreshes, newest first.
    ///
    /// # Errors
    /// Forbidden for who is neither Controller of a body nor administrator of the portal.
    pub async fn log(&self, actor: &Actor, source: Option<Source>, page: PageRequest) -> Result<Page<Refresh>> {
        Self::may_see_log(actor)?;
        self.store.log(source, page).await
    }

    /// The lists of errors and what is marked, each from its page `page`.
    ///
    /// # Errors
    /// Forbidden for everybody but administrators of the portal.
    pub async fn errors(&self, actor: &Actor, page: PageRequest) -> Result<ErrorsPage> {
        if !actor.is_known() {
            return Err(Error::Unauthenticated);
        }
        policy::may_administer(actor).check()?;
        Ok(ErrorsPage {
            sources: self.source_states().await?,
            rejected: self.store.rejected(page).await?,
            marked: self.store.marked(page).await?,
        })
    }

    /// Where a source is read, for the administrator's page.
    pub fn endpoint(&self, source: Source) -> Option<&Endpoint> {
        self.settings.of(source).endpoint.as_ref()
    }

    pub(super) async fn source_states(&self) -> Result<Vec<SourceState>> {
        let (good, last, now) = (self.store.good().await?, self.store.last().await?, self.env.now());
        let state = |source: Source| SourceState {
            source,
            joined: self.endpoint(source).is_some(),
            good_at: good.iter().find(|(of, _)| *of == source).map(|(_, at)| *at),
            last: last.iter().find(|refresh| refresh.source == source).cloned(),
            next: self.settings.of(source).timetable.next(now),
        };
        Ok(Source::ALL.map(state).to_vec())
    }

    fn may_see_log(actor: &Actor) -> Result<()> {
        if !actor.is_known() {
            return Err(Error::Unauthenticated);
        }
        policy::may_see_log(actor).check()
    }
}
