//! Making the centre's things: root, certificates, lists; and renewing a list that is due.

use super::{Authority, AuthorityId, CentreSettings, CertifyingCentre, MasterKey, StaffMember};
use crate::refusal;
use eds::make::{self, Kind, RevokedEntry, SigningKey, Template};
use eds::{Certificate, Name, attribute as at};
use orda_base::{Access, Actor, Env, Language, Operation, Result, Timestamp};

pub(super) const DAY: i64 = 86_400;

/// Certificates and lists begin a little before they are made: the clocks of those who check them may be behind.
pub(super) const SKEW: i64 = 300;

/// What is needed for making things.
pub(super) struct Making<'a> {
    pub env: &'a Env,
    pub key: &'a MasterKey,
    pub settings: &'a CentreSettings,
}

impl Making<'_> {
    /// A certificate for a person of a body.
    pub fn certificate(
        &self,
        authority: &Authority,
        member: &StaffMember,
        spki: &[u8],
        now: Timestamp,
    ) -> Result<Certificate> {
        let (root, key) = self.open(authority)?;
        let profile = &self.settings.profile;
        let (iin, bin) =
            (format!("{}{}", profile.person_prefix, member.iin), format!("{}{}", profile.body_prefix, member.bin));
        let common_name = format!("{} {}", member.surname, member.given);
        let mut names = vec![
            (at::CN, common_name.as_str()),
            (at::SURNAME, member.surname.as_str()),
            (at::SERIAL_NUMBER, iin.as_str()),
        ];
        if !member.patronymic.is_empty() {
            names.push((at::GIVEN_NAME, member.patronymic.as_str()));
        }
        names.push((at::COUNTRY_NAME, "KZ"));
        names.push((at::ORGANIZATION_NAME, member.organisation.get(Language::Kk)));
        names.push((at::OU, bin.as_str()));
        let role = if member.head { profile.head_roles.first() } else { profile.employee_roles.last() };
        let from = (now.seconds() - SKEW).max(root.not_before());
        let crl_url = self.crl_url(authority);
        let template = Template {
            serial: &self.serial(),
            subject: &Name::of(&names).map_err(refusal::made)?,
            spki,
            not_before: from,
            not_after: (now.seconds() + i64::from(self.settings.certificate_days) * DAY).min(root.not_after()),
            kind: Kind::Signer { roles: role.into_iter().cloned().collect() },
            crl_url: crl_url.as_deref(),
        };
        make::issue(&template, &root, &key).map_err(refusal::made)
    }

    /// Where the list of this root is published.
    pub fn crl_url(&self, authority: &Authority) -> Option<String> {
        self.settings.crl_url.as_ref().map(|url| format!("{url}?of={}", authority.id))
    }

    /// Puts a new list with these entries into `authority`.
    pub fn new_list(&self, authority: &mut Authority, revoked: &[RevokedEntry], now: Timestamp) -> Result<()> {
        let (root, key) = self.open(authority)?;
        let next = Timestamp::from_seconds(now.seconds() + i64::from(self.settings.crl_hours) * 3600);
        let number = authority.crl_number + 1;
        let list =
            make::crl(&root, &key, number, now.seconds() - SKEW, next.seconds(), revoked).map_err(refusal::made)?;
        authority.crl = list.der().to_vec();
        authority.crl_number = number;
        authority.crl_made_at = now;
        authority.crl_next_at = next;
        Ok(())
    }

    pub fn open(&self, authority: &Authority) -> Result<(Certificate, SigningKey)> {
        let pkcs8 = self.key.unseal(&authority.sealed_key, authority.id.to_string().as_bytes())?;
        let key = SigningKey::from_pkcs8(&pkcs8).map_err(refusal::made)?;
        Ok((Certificate::from_der(&authority.certificate).map_err(refusal::made)?, key))
    }

    /// A serial number nobody can foresee: 16 random bytes, positive, no leading zeros.
    pub fn serial(&self) -> [u8; 16] {
        let mut serial: [u8; 16] = self.env.random();
        serial[0] = (serial[0] & 0x3f) | 0x40;
        serial
    }
}

impl CertifyingCentre {
    /// Makes a new list when less than a quarter of the time of the current one is left. To be called by a job every few
    /// minutes; says whether a list was made.
    pub async fn refresh_crl(&self) -> Result<bool> {
        let margin = i64::from(self.settings.crl_hours) * 3600 / 4;
        let due = |next: Timestamp, now: Timestamp| next.plus_seconds(-margin) <= now;
        let now = self.env.now();
        let mut made = false;
        for (id, _, next) in self.store.crl_numbers().await? {
            if due(next, now) {
                made |= self.refresh_list_of(id, &due).await?;
            }
        }
        Ok(made)
    }

    async fn refresh_list_of(
        &self,
        id: AuthorityId,
        due: &(impl Fn(Timestamp, Timestamp) -> bool + Sync),
    ) -> Result<bool> {
        let now = self.env.now();
        let mut work = self.store.begin().await?;
        let Some(mut authority) = work.lock_authority_of(id).await? else { return Ok(false) };
        if !due(authority.crl_next_at, now) {
            // Another node was quicker.
            return Ok(false);
        }
        let revoked = work.revoked(authority.id).await?;
        self.making().new_list(&mut authority, &revoked, now)?;
        work.save_crl(&authority).await?;
        let access = Access::done("certifying_centre", authority.id, Operation::Change)
            .detail(format!("list {}", authority.crl_number));
        work.account(&Actor::portal(), now, &access).await?;
        work.commit().await?;
        Ok(true)
    }
}
