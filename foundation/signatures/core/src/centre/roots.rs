//! Roots: the first, and those that take over from it. A root issues as long as it outlives what it issues; after that the
//! next one does, while the older ones go on giving lists and answers about what they issued.

use super::refresh::{DAY, Making};
use super::services::new_key;
use super::{Authority, AuthorityId, CentreSettings, CertifyingCentre};
use crate::refusal;
use eds::make::{self, Kind, SigningKey, Template};
use eds::{Certificate, Name, attribute as at};
use orda_base::{Access, Actor, Operation, Result, Timestamp};

/// Must another root take over? When what is issued today would outlive this one: certificates of people, of those who
/// stamp and who answer. A root serves half of its time at least, however long those are.
pub(super) fn is_due(from: Timestamp, to: Timestamp, settings: &CentreSettings, now: Timestamp) -> bool {
    let people = i64::from(settings.certificate_days.max(settings.answer_days));
    let longest = people.max(i64::from(settings.stamp_years) * 365) * DAY;
    to.seconds_since(now) < longest.min(to.seconds_since(from) / 2)
}

impl Making<'_> {
    /// A new root of this name with an empty list.
    pub fn root(&self, name: &str, now: Timestamp) -> Result<Authority> {
        let settings = self.settings;
        let end = now.plus_seconds(i64::from(settings.root_years) * 365 * DAY);
        let pkcs8 = new_key(settings, end)?;
        let key = SigningKey::from_pkcs8(&pkcs8).map_err(refusal::made)?;
        let mut names = vec![(at::COUNTRY_NAME, "KZ")];
        if !settings.organisation.is_empty() {
            names.push((at::ORGANIZATION_NAME, settings.organisation.as_str()));
        }
        names.push((at::CN, name));
        let template = Template {
            serial: &self.serial(),
            subject: &Name::of(&names).map_err(refusal::made)?,
            spki: &key.spki().map_err(refusal::made)?,
            not_before: now.seconds() - DAY,
            not_after: end.seconds(),
            kind: Kind::Authority { path_length: 0 },
            crl_url: None,
        };
        let certificate = make::root(&template, &key).map_err(refusal::made)?;
        let id = AuthorityId::generate(self.env);
        let mut authority = Authority {
            id,
            name: name.to_owned(),
            certificate: certificate.der().to_vec(),
            sealed_key: self.key.seal(self.env, &pkcs8, id.to_string().as_bytes())?,
            created_at: now,
            crl_number: 0,
            crl: Vec::new(),
            crl_made_at: now,
            crl_next_at: now,
        };
        self.new_list(&mut authority, &[], now)?;
        Ok(authority)
    }
}

impl CertifyingCentre {
    /// Makes the next root when the newest will soon be outlived by what it issues. To be called at the start and by a job;
    /// says whether one was made. Whoever checks signatures elsewhere needs it from then on: it is published at once.
    pub async fn refresh_root(&self) -> Result<bool> {
        let now = self.env.now();
        let due = |authority: &Authority| -> Result<bool> {
            let root = Certificate::from_der(&authority.certificate).map_err(refusal::made)?;
            let [from, to] = [root.not_before(), root.not_after()].map(Timestamp::from_seconds);
            Ok(is_due(from, to, &self.settings, now))
        };
        match self.store.authorities().await?.first() {
            Some(newest) if due(newest)? => {}
            _ => return Ok(false),
        }
        let mut work = self.store.begin().await?;
        let Some(newest) = work.lock_authority().await? else { return Ok(false) };
        if !due(&newest)? {
            // Another node was quicker.
            return Ok(false);
        }
        let next = self.making().root(&format!("{} {}", self.settings.common_name, now.date()), now)?;
        work.insert_authority(&next).await?;
        let access = Access::done("certifying_centre", next.id, Operation::Create).detail(next.name.clone());
        work.account(&Actor::portal(), now, &access).await?;
        work.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A root takes over while the last one still outlives everything it has issued, and not before.
    #[test]
    fn roots_take_over_in_time() {
        let settings = CentreSettings { stamp_years: 5, ..CentreSettings::named("Orda CC") };
        let from = Timestamp::from_seconds(1_795_316_400);
        let year = 365 * DAY;
        let to = from.plus_seconds(10 * year);
        let at = |years: i64, days: i64| is_due(from, to, &settings, from.plus_seconds(years * year + days * DAY));
        assert!(!at(0, 0) && !at(4, 364));
        assert!(at(5, 1) && at(11, 0));
        // A stamp authority's certificate is longer than the root's own time: half of that is served.
        let short = from.plus_seconds(2 * year);
        assert!(!is_due(from, short, &settings, from.plus_seconds(year - DAY)));
        assert!(is_due(from, short, &settings, from.plus_seconds(year + DAY)));
    }
}
