//! Controllers who have not looked for long are told (385-50).

use super::Reminders;
use crate::viewing::is_forgotten;
use orda_base::{LocalizedText, Result, Role};
use orda_notifications::Notice;

/// The kinds of notices, for the check that no text is missing.
pub const NOTICES: [&str; 1] = ["reminders-notice-unviewed"];

impl Reminders {
    /// Tells each Controller whose body has reminders that nobody has looked at for the set number of days, in the portal
    /// and by e-mail. To be called now and then, by any number of instances: nobody is told twice. Gives how many were
    /// told.
    ///
    /// # Errors
    /// The first failure of the store; who was told before it stays told.
    pub async fn remind_controllers(&self) -> Result<usize> {
        let (now, days) = (self.env.now(), self.settings.unviewed_days);
        let before = now.plus_seconds(-i64::from(days) * 86_400);
        let viewings = self.store.viewings().await?;
        let mut told = 0;
        for addressed in self.store.addressed().await? {
            let Some(body) = self.directory.body(addressed.body).await? else { continue };
            for person in self.directory.holders(Role::Controller, Some(addressed.body)).await? {
                let viewing = viewings.iter().find(|v| v.person == person.id && v.body == addressed.body);
                if !is_forgotten(&addressed, viewing, now, days) {
                    continue;
                }
                let mut work = self.store.begin().await?;
                if !work.tell(person.id, addressed.body, now, before).await? {
                    continue;
                }
                let same = |text: String| LocalizedText::new(text.clone(), text, "");
                work.notify(&[Notice {
                    recipient: person.id,
                    kind: NOTICES[0],
                    args: vec![
                        ("body", body.name.clone()),
                        ("count", same(addressed.count.to_string())),
                        ("days", same(days.to_string())),
                    ],
                    link: format!("/reminders?body={}", addressed.body),
                    needs_action: true,
                }])
                .await?;
                work.commit().await?;
                told += 1;
            }
        }
        Ok(told)
    }
}
