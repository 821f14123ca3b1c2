//! Results: the list, the card, preparing.

use super::{Seen, Services};
use crate::input::Fields;
use crate::policy::{self, may_revoke, scope};
use crate::{
    By, Entry, Event, Recipient, ResultId, ResultInput, ResultNumber, ResultQuery, ResultState, Service, ServiceId,
    ServiceResult, ServicesRefusal,
};
use orda_base::{Access, Actor, Date, Error, Operation, Page, PageRequest, Result, Wrong};
use orda_identity::Body;
use orda_signatures::{Report, SignatureRecord};
use std::sync::Arc;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct ResultsPage {
    /// The results.
    pub page: Page<ServiceResult>,
    /// Services that can be chosen from and that the results are of.
    pub services: Vec<Service>,
    /// Services for which the reader may prepare results.
    pub preparable: Vec<ServiceId>,
    /// The day by which validity is judged.
    pub today: Date,
}

/// The card of a result.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct ResultCard {
    /// The result.
    pub result: ServiceResult,
    /// The service.
    pub service: Service,
    /// The provider.
    pub provider: Arc<Body>,
    /// The signature with what checking it now found; none before it is signed, and where the signature is gone.
    pub signature: Option<(SignatureRecord, Report)>,
    /// Its history, oldest first.
    pub history: Vec<Entry>,
    /// The day by which validity is judged.
    pub today: Date,
    /// May the reader change it and its document?
    pub may_change: bool,
    /// May the reader certify it?
    pub may_sign: bool,
    /// May the reader issue it?
    pub may_issue: bool,
    /// May the reader revoke it?
    pub may_revoke: bool,
}

impl ResultCard {
    /// Is its signature good over what is stored now? None where nothing was signed.
    pub fn authentic(&self) -> Option<bool> {
        self.result.signed.as_ref()?;
        Some(self.signature.as_ref().is_some_and(|(_, report)| report.is_good()))
    }
}

impl Services {
    /// A page of the results that the reader may see.
    ///
    /// # Errors
    /// Forbidden for who works in no body. Not found when the recipient of a result is asked for that the reader may not see.
    pub async fn results(&self, actor: &Actor, query: &ResultQuery) -> Result<ResultsPage> {
        policy::may_look(actor).check()?;
        let standing = self.standing(actor).await?;
        let scope = scope(actor, &standing);
        let today = self.env.now().date();
        let recipient = match query.recipient_of {
            Some(id) => Some(self.readable(actor, id).await?.result.recipient.number),
            None => None,
        };
        let page = self.store.page(&scope, query, recipient.as_deref(), today).await?;
        let mut ids = scope.services.clone();
        ids.extend(page.items.iter().map(|result| result.service));
        ids.sort_unstable();
        ids.dedup();
        let services = self.store.services(&scope.bodies, &ids).await?;
        let preparable = services.iter().filter(|s| s.active && standing.holds(s.id)).map(|s| s.id).collect();
        Ok(ResultsPage { page, services, preparable, today })
    }

    /// The newest result of the recipient with this IIN or BIN, among those that the reader may see.
    ///
    /// # Errors
    /// Forbidden for who works in no body. Field `recipient_number`: it is no number, or has no result that the reader sees.
    pub async fn newest_of_recipient(&self, actor: &Actor, number: &str) -> Result<ResultId> {
        policy::may_look(actor).check()?;
        let mut wrong = Wrong::default();
        let number = wrong.number(number);
        wrong.finish()?;
        let (number, _) = number.ok_or(Error::Forbidden)?;
        let standing = self.standing(actor).await?;
        let page = PageRequest { size: PageRequest::SIZES[0], ..PageRequest::default() };
        let query = ResultQuery { page, ..ResultQuery::default() };
        let found = self.store.page(&scope(actor, &standing), &query, Some(&number), self.env.now().date()).await?;
        let newest = found.items.first().map(|result| result.id);
        newest.ok_or_else(|| Error::field("recipient_number", "services-recipient-unknown"))
    }

    /// The card of a result; its signature is checked anew.
    ///
    /// # Errors
    /// Not found for who has no part in it.
    pub async fn result_card(&self, actor: &Actor, id: ResultId) -> Result<ResultCard> {
        let Seen { result, service, standing } = self.readable(actor, id).await?;
        let authorised = standing.holds(service.id);
        let draft = result.state == ResultState::Draft;
        Ok(ResultCard {
            provider: self.provider(result.body).await?,
            signature: self.examined(&result, &service).await?,
            history: self.store.history(&id.to_string()).await?,
            today: self.env.now().date(),
            may_change: authorised && draft,
            may_sign: authorised && draft && result.document.is_some(),
            may_issue: authorised && result.state == ResultState::Signed,
            may_revoke: result.state == ResultState::Issued && may_revoke(actor, &standing, &result).is_allowed(),
            result,
            service,
        })
    }

    /// Services for which the actor may prepare results.
    ///
    /// # Errors
    /// Forbidden when there is none.
    pub async fn preparable(&self, actor: &Actor) -> Result<Vec<Service>> {
        let standing = self.standing(actor).await?;
        let mut services = self.store.services(&[], &standing.services).await?;
        services.retain(|service| service.active);
        if services.is_empty() { Err(Error::Forbidden) } else { Ok(services) }
    }

    /// Begins a result: it gets its number at once, so that the number stands under the signature (74-3-3).
    ///
    /// # Errors
    /// Not found for who has no part in the service; refused for who is not authorised, and when it is not provided; wrong
    /// fields.
    pub async fn prepare(&self, actor: &Actor, service: ServiceId, input: &ResultInput) -> Result<ResultId> {
        let (service, standing) = self.visible(actor, service).await?;
        if !standing.holds(service.id) {
            return Err(ServicesRefusal::NotAuthorised.into());
        }
        if !service.active {
            return Err(ServicesRefusal::NotProvided.into());
        }
        let now = self.env.now();
        let (recipient, valid_until) = judged(input, now.date())?;
        let result = ServiceResult {
            id: ResultId::generate(&self.env),
            service: service.id,
            body: service.body,
            number: ResultNumber::generate(&self.env),
            recipient,
            valid_until,
            document: None,
            state: ResultState::Draft,
            prepared_by: By::of(actor),
            prepared_at: now,
            signed: None,
            issued: None,
            revoked: None,
        };
        let mut work = self.store.begin().await?;
        work.insert_result(&result).await?;
        let entry = Entry { at: now, by: By::of(actor), event: Event::Prepared };
        work.enter(&result.id.to_string(), &entry).await?;
        let access = Access::done("service_result", result.id, Operation::Create).detail(result.number.to_string());
        work.record(actor, now, &access).await?;
        work.commit().await?;
        Ok(result.id)
    }

    /// Changes the recipient and the validity of a draft. Answers whether anything changed: only a change is accounted for.
    ///
    /// # Errors
    /// Not found; refused for who is not authorised, and once it is signed; wrong fields.
    pub async fn edit(&self, actor: &Actor, id: ResultId, input: &ResultInput) -> Result<bool> {
        let seen = self.readable(actor, id).await?;
        changeable(&seen)?;
        let (recipient, valid_until) = judged(input, self.env.now().date())?;
        let (work, _, now) = self.hold(actor, &seen).await?;
        let changed = ServiceResult { recipient, valid_until, ..seen.result.clone() };
        if changed == seen.result {
            return Ok(false);
        }
        let access = Access::done("service_result", id, Operation::Change).detail(changed.number.to_string());
        self.finish(work, actor, (&changed, Event::Changed), (now, access)).await?;
        Ok(true)
    }
}

/// May the actor of `seen` change this draft?
pub(super) fn changeable(seen: &Seen) -> Result<()> {
    if !seen.standing.holds(seen.service.id) {
        return Err(ServicesRefusal::NotAuthorised.into());
    }
    Ok(seen.result.can_change()?)
}

/// What was typed, judged.
fn judged(input: &ResultInput, today: Date) -> Result<(Recipient, Option<Date>)> {
    let mut wrong = Wrong::default();
    let recipient = wrong.recipient(input);
    let valid_until = wrong.day("valid_until", &input.valid_until, false);
    if valid_until.is_some_and(|until| until < today) {
        wrong.add("valid_until", "services-field-valid-until");
    }
    wrong.finish()?;
    Ok((recipient.ok_or(Error::Forbidden)?, valid_until))
}
