//! Who keeps a data set is told when its update period has passed (365-6-a).

use super::Registry;
use crate::{Freshness, UpdateLine};
use orda_base::{BodyId, Date, LocalizedText, PersonId, Result, Role};
use orda_notifications::Notice;

/// The kinds of notices, for the check that no text is missing.
pub const NOTICES: [&str; 3] =
    ["registry-notice-overdue", "registry-notice-audit-soon", "registry-notice-audit-overdue"];

/// Who is told in the owner.
const TOLD: [Role; 2] = [Role::HeadOfBody, Role::RecordsClerk];

impl Registry {
    /// Tells heads and records clerks of the owner of each data set whose period has passed without an update, in the portal and by
    /// e-mail: once a period. Where nobody holds these offices they are told when somebody does. To be called now and then, by any
    /// number of instances. Gives of how many data sets was told.
    ///
    /// # Errors
    /// The first failure of the store; what was told before it stays told.
    pub async fn tell_of_overdue(&self) -> Result<usize> {
        let today = self.env.now().date();
        let mut told = 0;
        for line in self.store.untold(today).await? {
            told += usize::from(self.tell(&line, today).await?);
        }
        Ok(told)
    }

    async fn tell(&self, line: &UpdateLine, today: Date) -> Result<bool> {
        let recipients = self.told(line.body).await?;
        if recipients.is_empty() {
            return Ok(false);
        }
        let mut work = self.store.begin().await?;
        let Some(record) = work.lock(line.record).await? else { return Ok(false) };
        // It may have been updated since it was looked at.
        let set = record.data_sets.iter().find(|set| set.id == line.set.id);
        let Some(set) = set.filter(|set| record.freshness(set, today) == Some(Freshness::Overdue)) else {
            return Ok(false);
        };
        let Some(due) = record.due(set) else { return Ok(false) };
        if !work.tell(set.id, due).await? {
            return Ok(false);
        }
        let day = due.strftime("%d.%m.%Y").to_string();
        let args = vec![
            ("set", set.name.clone()),
            ("record", record.name.clone()),
            ("due", LocalizedText::new(day.clone(), day, "")),
        ];
        let notices: Vec<Notice> = recipients
            .into_iter()
            .map(|recipient| Notice {
                recipient,
                kind: NOTICES[0],
                args: args.clone(),
                link: format!("/registry/{}", record.id),
                needs_action: true,
            })
            .collect();
        work.notify(&self.env, &notices).await?;
        work.commit().await?;
        Ok(true)
    }

    /// Who is told of what falls due in a body.
    pub(super) async fn told(&self, body: BodyId) -> Result<Vec<PersonId>> {
        let mut all = Vec::new();
        for role in TOLD {
            all.extend(self.directory.holders(role, Some(body)).await?.iter().map(|person| person.id));
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }
}
