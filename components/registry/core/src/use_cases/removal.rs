//! Removing a data set: it is watched over no more, and what was said of it stays readable.

use super::Registry;
use crate::input::reason;
use crate::{By, DataSetId, Event, RecordId, Stop};
use orda_base::{Actor, Error, Result};

impl Registry {
    /// Removes a data set that is not kept any more, or was entered wrongly. Its updates stay in the history.
    ///
    /// # Errors
    /// Not found, also for one that was removed before; forbidden; no reason; refused for a record that was withdrawn.
    pub async fn remove_data_set(&self, actor: &Actor, id: RecordId, which: DataSetId, why: &str) -> Result<()> {
        let mut held = self.hold(actor, id).await?;
        let now = held.now;
        let set = held.record.data_set_mut(which).ok_or(Error::NotFound)?;
        let reason = reason(why)?;
        let about = format!("{}: {reason}", set.name.kk);
        set.removed = Some(Stop { by: By::of(actor), at: now, reason });
        held.finish(actor, Event::DataSetRemoved, &about).await
    }
}
