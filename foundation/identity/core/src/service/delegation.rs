//! Delegation: a head names for a period, by order, who carries out the duties in the head's place (385-14).

use super::{Identity, person_of, refuse};
use crate::input::Checks;
use crate::{Acting, ActingId, IdentityRefusal, Picture, policy};
use orda_base::{Access, Actor, BodyId, Date, Error, FieldError, LocalizedText, Operation, PersonId, Result};
use orda_notifications::Notice;

/// Longest number of the order with its reason, in characters.
const LONGEST_BASIS: usize = 300;
/// Path of the page of delegations.
const PAGE: &str = "/profile/acting";

/// Kinds of notices: whoever acts is told, and so is the head.
pub const DELEGATION_NOTICES: [&str; 4] = [
    "identity-notice-acting-named",
    "identity-notice-acting-named-head",
    "identity-notice-acting-ended",
    "identity-notice-acting-ended-head",
];

/// Who is to act, when, and by what order.
#[derive(Debug, Clone)]
pub struct DelegationInput {
    /// The body whose duties of the head are meant.
    pub body: BodyId,
    /// Who carries them out.
    pub person: PersonId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Number and date of the order, or the reason.
    pub basis: String,
}

/// A delegation of the actor's own duties.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// The appointment.
    pub acting: Acting,
    /// May it still be ended?
    pub may_end: bool,
}

impl Identity {
    /// The actor names who acts in the actor's place as head of a body, from the first day to the last.
    ///
    /// # Errors
    /// [`Error::Forbidden`] unless the actor is the head of the body by own right; fields `person`, `from`, `until`,
    /// `basis`; [`IdentityRefusal::ActingOverlap`] when somebody acts on one of the days.
    pub async fn delegate(&self, actor: &Actor, input: &DelegationInput) -> Result<ActingId> {
        let own = person_of(actor)?;
        policy::may_delegate(actor, input.body).check()?;
        let (mut work, picture) = self.change().await?;
        // Asked again of what is locked: the role may have been withdrawn a moment ago.
        if picture.head(input.body).is_none_or(|head| head.person.id != own) {
            return Err(Error::Forbidden);
        }
        let today = self.env.now().date();
        let basis = input.basis.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut checks = Checks::default();
        checks.period(input.from, Some(input.until));
        if input.from < today {
            checks.add(FieldError::new("from", "identity-error-delegation-past"));
        }
        if basis.is_empty() {
            checks.add(FieldError::new("basis", "identity-error-delegation-basis"));
        } else if basis.chars().count() > LONGEST_BASIS {
            checks.add(FieldError::new("basis", "identity-error-delegation-basis-long").with("limit", LONGEST_BASIS));
        }
        let is_colleague = picture.people_of(input.body).any(|e| e.person.id == input.person);
        if !is_colleague || input.person == own {
            checks.add(FieldError::new("person", "identity-error-delegation-person"));
        }
        checks.finish()?;
        let overlap = picture.acting.iter().find(|a| a.body == input.body && a.overlaps(input.from, input.until));
        if let Some(other) = overlap {
            let name = picture.person(other.person).map(|e| e.person.name.short()).unwrap_or_default();
            return refuse(IdentityRefusal::ActingOverlap { name });
        }
        let acting = Acting {
            id: ActingId::generate(&self.env),
            body: input.body,
            person: input.person,
            in_place_of: own,
            from: input.from,
            until: input.until,
            basis,
            named_by: Some(own),
        };
        work.save_acting(&acting).await?;
        work.notify(&self.env, &notices(&picture, &acting, "named")).await?;
        let detail =
            format!("acting head of {} from {} until {}: {}", acting.body, acting.from, acting.until, acting.basis);
        self.finish(work, actor, &Access::done("role", input.person, Operation::Change).detail(detail)).await?;
        Ok(acting.id)
    }

    /// The head takes the duties back: from today on nobody acts. One that has not begun never takes effect.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless it is in the actor's place and has a day left.
    pub async fn end_delegation(&self, actor: &Actor, id: ActingId) -> Result<()> {
        let own = person_of(actor)?;
        let (mut work, picture) = self.change().await?;
        let today = self.env.now().date();
        let acting = picture
            .acting
            .iter()
            .find(|a| a.id == id && a.in_place_of == own && a.from <= a.until && a.until >= today)
            .ok_or(Error::NotFound)?;
        policy::may_delegate(actor, acting.body).or_hidden().check()?;
        let until = acting.until.min(today.yesterday().map_err(Error::internal)?);
        work.save_acting(&Acting { until, ..acting.clone() }).await?;
        work.notify(&self.env, &notices(&picture, acting, "ended")).await?;
        let detail = format!("acting head of {} ended on {until}", acting.body);
        let access = Access::done("role", acting.person, Operation::Change).detail(detail);
        self.finish(work, actor, &access).await
    }

    /// Who acts, acted or will act in the actor's place, the latest first.
    pub async fn delegations(&self, actor: &Actor) -> Result<Vec<Delegation>> {
        let own = person_of(actor)?;
        let picture = self.picture().await?;
        let of_mine = picture.acting.iter().filter(|a| a.in_place_of == own && a.from <= a.until);
        let all = of_mine.map(|a| Delegation {
            may_end: a.until >= picture.on && policy::may_delegate(actor, a.body).is_allowed(),
            acting: a.clone(),
        });
        Ok(all.collect())
    }
}

/// Both are told: who acts, and in whose place.
fn notices(picture: &Picture, acting: &Acting, what: &str) -> Vec<Notice> {
    let plain = |text: String| LocalizedText { kk: text.clone(), ru: text.clone(), en: text };
    let day = |date: Date| plain(date.strftime("%d.%m.%Y").to_string());
    let name = |id: PersonId| plain(picture.person(id).map(|e| e.person.name.short()).unwrap_or_default());
    let body = picture.body(acting.body).map(|b| b.name.clone()).unwrap_or_default();
    let kinds = if what == "named" { &DELEGATION_NOTICES[..2] } else { &DELEGATION_NOTICES[2..] };
    let told = [(acting.person, acting.in_place_of, "/my-work"), (acting.in_place_of, acting.person, PAGE)];
    kinds
        .iter()
        .zip(told)
        .map(|(kind, (recipient, other, link))| Notice {
            recipient,
            kind,
            args: vec![
                ("body", body.clone()),
                ("name", name(other)),
                ("from", day(acting.from)),
                ("until", day(acting.until)),
                ("basis", plain(acting.basis.clone())),
            ],
            link: link.to_owned(),
            needs_action: false,
        })
        .collect()
}
