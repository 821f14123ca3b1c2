//! Keeping people: registering, finding, changing, barring from the portal, new passwords.

use super::second::notice;
use super::{Identity, refuse};
use crate::input::Checks;
use crate::{
    IdentityRefusal, IdentityWork, Person, PersonEntry, PersonInput, Picture, Position, PositionInput, password, policy,
};
use kazakh::{search_form, sort_key};
use orda_base::{Access, Actor, BodyId, Error, FieldError, Operation, Page, PageRequest, PersonId, Result, Role};
use std::sync::Arc;

/// Which people are wanted.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    /// Words of the name, login, address or title of the position.
    pub words: String,
    /// Who hold a position or role there.
    pub body: Option<BodyId>,
    /// Who hold this role.
    pub role: Option<Role>,
    /// Also those who are barred.
    pub inactive: bool,
    /// By what they are sorted.
    pub sort: PeopleSort,
    /// The other way round.
    pub descending: bool,
}

/// By what people are sorted; those who have none of it come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleSort {
    /// By name.
    #[default]
    Name,
    /// By the Kazakh title of the position.
    Position,
    /// By the Kazakh name of the body.
    Body,
    /// By login.
    Login,
}

impl PeopleSort {
    /// The order with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "name" => Some(Self::Name),
            "position" => Some(Self::Position),
            "body" => Some(Self::Body),
            "login" => Some(Self::Login),
            _ => None,
        }
    }

    /// What a person is sorted by.
    fn key(self, entry: &PersonEntry, picture: &Picture) -> Option<String> {
        let position = entry.position(picture.on);
        match self {
            Self::Name => None,
            Self::Position => position.map(|p| sort_key(&p.title.kk)),
            Self::Body => position.and_then(|p| picture.body(p.body)).map(|b| sort_key(&b.name.kk)),
            Self::Login => entry.person.login.clone(),
        }
    }
}

/// A page of people with the picture they are taken from.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The directory from which names of bodies come.
    pub picture: Arc<Picture>,
    /// The people on this page.
    pub page: Page<PersonId>,
}

impl Registered {
    /// The entries of the page.
    pub fn entries(&self) -> impl Iterator<Item = &PersonEntry> {
        self.page.items.iter().filter_map(|id| self.picture.person(*id))
    }
}

impl Identity {
    /// A page of the people whom the actor may see, sorted by name.
    pub async fn list_people(&self, actor: &Actor, filter: &PeopleFilter, page: PageRequest) -> Result<Registered> {
        let (picture, found) = self.find_people(actor, filter).await?;
        let total = found.len() as u64;
        let skip = usize::try_from(page.offset()).unwrap_or(usize::MAX);
        let items = found.into_iter().skip(skip).take(page.size as usize).collect();
        Ok(Registered { page: Page::new(items, total, page), picture })
    }

    /// All of them at once: for export of exactly what is seen.
    pub async fn all_people(&self, actor: &Actor, filter: &PeopleFilter) -> Result<Registered> {
        let (picture, found) = self.find_people(actor, filter).await?;
        let total = found.len() as u64;
        Ok(Registered { page: Page::new(found, total, PageRequest::default()), picture })
    }

    async fn find_people(&self, actor: &Actor, filter: &PeopleFilter) -> Result<(Arc<Picture>, Vec<PersonId>)> {
        policy::may_administer(actor).check()?;
        let picture = self.picture().await?;
        let words = search_form(&filter.words);
        let all = policy::may_keep_portal(actor).is_allowed();
        let fits = |entry: &&PersonEntry| {
            (filter.inactive || entry.person.active)
                && words.split(' ').all(|w| entry.words.contains(w))
                && filter.role.is_none_or(|role| entry.grants.iter().any(|g| g.role == role))
                && (all && filter.body.is_none() || {
                    let standing = entry.standing(picture.on);
                    filter.body.is_none_or(|body| standing.bodies.contains(&body))
                        && (all || policy::may_see(actor, &standing).is_allowed())
                })
        };
        // The picture has people by name already, and sorting keeps the order of equals.
        let mut found: Vec<&PersonEntry> = picture.people.iter().filter(fits).collect();
        if filter.sort != PeopleSort::Name {
            found.sort_by_cached_key(|e| {
                let key = filter.sort.key(e, &picture);
                (key.is_none(), key)
            });
        }
        if filter.descending {
            found.reverse();
        }
        let found = found.into_iter().map(|e| e.person.id).collect();
        Ok((picture, found))
    }

    /// The directory, when the actor may see this person's record in it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whom the person does not exist.
    pub async fn record_of(&self, actor: &Actor, id: PersonId) -> Result<Arc<Picture>> {
        let picture = self.picture().await?;
        seen(&picture, actor, id)?;
        Ok(picture)
    }

    /// Registers a person, with a position at once where one is given. An administrator of a body must give one in it.
    ///
    /// # Errors
    /// [`Error::Invalid`] names every wrong field; the number and the login are unique.
    pub async fn create_person(
        &self,
        actor: &Actor,
        input: &PersonInput,
        position: Option<&PositionInput>,
    ) -> Result<PersonId> {
        match position {
            Some(position) => policy::may_keep_body(actor, position.body).check()?,
            None => policy::may_keep_portal(actor).check()?,
        }
        let (mut work, picture) = self.change().await?;
        let id = PersonId::generate(&self.env);
        let mut checks = Checks::default();
        let mut person = Person {
            id,
            iin: String::new(),
            name: input.name.clone(),
            email: None,
            language: input.language,
            login: None,
            active: true,
            created_at: self.env.now(),
        };
        fill(&mut person, &picture, input, &mut checks);
        let position = position.map(|p| self.checked_position(&picture, id, p, &mut checks));
        checks.finish()?;
        work.save_person(&person).await?;
        if let Some(position) = &position {
            work.save_position(position).await?;
        }
        self.finish(work, actor, &Access::done("person", id, Operation::Create)).await?;
        Ok(id)
    }

    /// Changes a person's data. The number and the login, by which a person is let in, need more rights than the rest.
    pub async fn update_person(&self, actor: &Actor, id: PersonId, input: &PersonInput) -> Result<()> {
        let (mut work, picture) = self.change().await?;
        let entry = seen(&picture, actor, id)?;
        let standing = entry.standing(picture.on);
        policy::may_edit(actor, &standing).check()?;
        let mut person = entry.person.clone();
        let mut checks = Checks::default();
        fill(&mut person, &picture, input, &mut checks);
        if person.iin != entry.person.iin || person.login != entry.person.login {
            policy::may_edit_access(actor, &standing).check()?;
        }
        checks.finish()?;
        work.save_person(&person).await?;
        if person.email != entry.person.email {
            self.tell_of_address(work.as_mut(), actor, &entry.person).await?;
        }
        if person.login != entry.person.login {
            work.notify(&self.env, &[notice(id, "identity-notice-login-changed", "name", actor.name())]).await?;
        }
        let detail = changed(&entry.person, &person);
        self.finish(work, actor, &Access::done("person", id, Operation::Change).detail(detail)).await
    }

    /// Tells a person that the address of e-mail was changed, at the address `before`: whoever has taken the account over reads
    /// what comes to the new one.
    pub(super) async fn tell_of_address(
        &self,
        work: &mut dyn IdentityWork,
        actor: &Actor,
        before: &Person,
    ) -> Result<()> {
        let told = notice(before.id, "identity-notice-address-changed", "name", actor.name());
        match &before.email {
            Some(address) => work.notify_at(&self.env, &told, address).await,
            None => work.notify(&self.env, &[told]).await,
        }
    }

    /// Bars a person from the portal (all sessions end at once) or lets the person in again.
    ///
    /// # Errors
    /// [`IdentityRefusal::OwnRoles`], [`IdentityRefusal::LastAdministrator`].
    pub async fn set_person_active(&self, actor: &Actor, id: PersonId, active: bool) -> Result<()> {
        let (mut work, picture) = self.change().await?;
        let entry = picture.person(id).ok_or(Error::NotFound)?;
        let may = if active { policy::may_edit } else { policy::may_bar };
        may(actor, &entry.standing(picture.on)).check()?;
        if actor.is(id) {
            return refuse(IdentityRefusal::OwnRoles);
        }
        if !active && is_last_administrator(&picture, id) {
            return refuse(IdentityRefusal::LastAdministrator);
        }
        let mut person = entry.person.clone();
        person.active = active;
        work.save_person(&person).await?;
        work.remove_sessions(id, None).await?;
        let what = if active { "activated" } else { "deactivated" };
        self.finish(work, actor, &Access::done("person", id, Operation::Change).detail(what)).await?;
        self.sessions.forget_person(id);
        Ok(())
    }

    /// Gives a person a one-time password, to be told in person: good for three days, to be changed at the first login.
    /// All sessions of the person end. The password is shown once and kept nowhere.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the person has no login.
    pub async fn reset_password(&self, actor: &Actor, id: PersonId) -> Result<String> {
        let picture = self.picture().await?;
        let entry = seen(&picture, actor, id)?;
        policy::may_edit_access(actor, &entry.standing(picture.on)).check()?;
        if entry.person.login.is_none() {
            return Err(Error::field("login", "error-required"));
        }
        let password = password::one_time(&self.env);
        let hash = self.hasher.hash(&self.env, &password).await?;
        self.replace_password(actor, id, hash, true).await?;
        Ok(password)
    }

    /// The person with this number, among those whose records the actor may see.
    ///
    /// # Errors
    /// Field `iin`: it is no number, or nobody has it.
    pub async fn person_with_number(&self, actor: &Actor, iin: &str) -> Result<PersonId> {
        policy::may_administer(actor).check()?;
        let mut checks = Checks::default();
        let iin = checks.iin(iin);
        checks.finish()?;
        let picture = self.picture().await?;
        let seen = |e: &&PersonEntry| policy::may_see(actor, &e.standing(picture.on)).is_allowed();
        match picture.person_by_iin(&iin).filter(seen) {
            Some(entry) => Ok(entry.person.id),
            None => Err(Error::field("iin", "identity-error-number-unknown")),
        }
    }

    pub(super) fn checked_position(
        &self,
        picture: &Picture,
        person: PersonId,
        input: &PositionInput,
        checks: &mut Checks,
    ) -> Position {
        let title = checks.texts("title", &input.title);
        checks.period(input.since, input.until);
        if picture.body(input.body).is_none_or(|b| !b.active) {
            checks.add(FieldError::new("body", "error-choose"));
        }
        if input.unit.is_some_and(|unit| picture.unit(unit).is_none_or(|u| u.body != input.body)) {
            checks.add(FieldError::new("unit", "error-choose"));
        }
        Position {
            id: crate::PositionId::generate(&self.env),
            person,
            body: input.body,
            unit: input.unit,
            title,
            since: input.since,
            until: input.until,
        }
    }
}

/// The person, when the actor may see him or her.
pub(super) fn seen<'a>(picture: &'a Picture, actor: &Actor, id: PersonId) -> Result<&'a PersonEntry> {
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    policy::may_see(actor, &entry.standing(picture.on)).check()?;
    Ok(entry)
}

/// Would nobody be left to keep the portal without this person?
pub(super) fn is_last_administrator(picture: &Picture, id: PersonId) -> bool {
    let mut administrators = picture.holders(Role::Administrator, None).peekable();
    administrators.peek().is_some() && administrators.all(|e| e.person.id == id)
}

fn fill(person: &mut Person, picture: &Picture, input: &PersonInput, checks: &mut Checks) {
    person.iin = checks.iin(&input.iin);
    if picture.person_by_iin(&person.iin).is_some_and(|e| e.person.id != person.id) {
        checks.add(FieldError::new("iin", "identity-error-taken-iin"));
    }
    person.name = checks.person_name(&input.name);
    person.email = checks.email(&input.email);
    person.language = input.language;
    person.login = checks.login(&input.login);
    let taken = person.login.as_deref().and_then(|l| picture.person_by_login(l));
    if taken.is_some_and(|e| e.person.id != person.id) {
        checks.add(FieldError::new("login", "identity-error-taken-login"));
    }
}

/// Names of the fields that differ, for the accounting.
fn changed(before: &Person, after: &Person) -> String {
    let fields = [
        ("iin", before.iin != after.iin),
        ("name", before.name != after.name),
        ("email", before.email != after.email),
        ("language", before.language != after.language),
        ("login", before.login != after.login),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}
