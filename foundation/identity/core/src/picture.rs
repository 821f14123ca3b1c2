//! An in-memory picture of the directory on one day: made from [`Records`], never changed, shared by all requests.

use crate::finder::Finder;
use crate::policy::Standing;
use crate::{
    Acting, Body, BodyKind, Found, FoundPerson, Grant, HeldRole, InformationSystem, Person, PersonCard, Position,
    Records, TokenHash, Unit,
};
use kazakh::{search_form, sort_key};
use orda_base::{BodyId, Date, Membership, PersonId, Role, SystemId, UnitId};
use std::collections::HashMap;
use std::sync::Arc;

/// A person with all that hangs on him or her.
#[derive(Debug)]
pub struct PersonEntry {
    /// The record.
    pub person: Person,
    /// What others see.
    pub card: Arc<PersonCard>,
    /// Positions, the latest first.
    pub positions: Vec<Position>,
    /// Roles given.
    pub grants: Vec<Grant>,
    /// Roles in force on the day, acting ones included.
    pub memberships: Vec<Membership>,
    /// Units of the positions held on the day, and the units above these.
    pub units: Vec<UnitId>,
    /// Words by which the person is found.
    pub(crate) words: String,
}

impl PersonEntry {
    /// The main position on that day: the one held longest.
    pub fn position(&self, on: Date) -> Option<&Position> {
        self.positions.iter().filter(|p| p.in_force(on)).min_by_key(|p| (p.since, p.id))
    }

    /// What rights over this person depend on.
    pub fn standing(&self, on: Date) -> Standing {
        let roles: Vec<HeldRole> = self.grants.iter().map(|g| HeldRole { role: g.role, body: g.body }).collect();
        let mut bodies: Vec<BodyId> = roles
            .iter()
            .filter_map(|r| r.body)
            .chain(self.positions.iter().filter(|p| p.until.is_none_or(|until| on <= until)).map(|p| p.body))
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        Standing { person: Some(self.person.id), roles, bodies }
    }
}

/// The directory on one day.
#[derive(Debug)]
pub struct Picture {
    /// Version of the records.
    pub version: i64,
    /// The day for which roles and positions hold.
    pub on: Date,
    /// All bodies, sorted by Kazakh name.
    pub bodies: Vec<Arc<Body>>,
    /// Units, sorted by Kazakh name.
    pub units: Vec<Unit>,
    /// People, sorted by name.
    pub people: Vec<PersonEntry>,
    /// Appointments of acting heads, the latest first.
    pub acting: Vec<Acting>,
    /// Information systems, sorted by name.
    pub systems: Vec<InformationSystem>,
    body_at: HashMap<BodyId, usize>,
    person_at: HashMap<PersonId, usize>,
    person_by_iin: HashMap<String, usize>,
    people_of: HashMap<BodyId, Vec<usize>>,
    holders: HashMap<(Role, Option<BodyId>), Vec<usize>>,
    system_by_token: HashMap<TokenHash, usize>,
    finder: Finder,
}

impl Picture {
    /// The picture of `records` on that day.
    pub fn new(records: Records, on: Date) -> Self {
        let Records { version, mut bodies, mut units, mut people, positions, grants, mut acting, mut systems } =
            records;
        bodies.sort_by_cached_key(|b| sort_key(&b.name.kk));
        units.sort_by_cached_key(|u| sort_key(&u.name.kk));
        people.sort_by_cached_key(|p| sort_key(&p.name.full()));
        systems.sort_by_cached_key(|s| sort_key(&s.name));
        acting.sort_by_key(|a| std::cmp::Reverse(a.from));
        let bodies: Vec<Arc<Body>> = bodies.into_iter().map(Arc::new).collect();
        let body_at: HashMap<_, _> = bodies.iter().enumerate().map(|(at, b)| (b.id, at)).collect();
        let person_at: HashMap<_, _> = people.iter().enumerate().map(|(at, p)| (p.id, at)).collect();
        let serves = |body: BodyId| body_at.get(&body).is_some_and(|at| bodies[*at].active);

        let mut entries: Vec<PersonEntry> = people.into_iter().map(entry).collect();
        for position in positions {
            if let Some(at) = person_at.get(&position.person) {
                entries[*at].positions.push(position);
            }
        }
        for grant in grants {
            let Some(at) = person_at.get(&grant.person) else { continue };
            if grant.body.is_none_or(serves) {
                let membership = Membership { body: grant.body, role: grant.role, acting_for: None };
                entries[*at].memberships.push(membership);
            }
            entries[*at].grants.push(grant);
        }
        for appointment in acting.iter().filter(|a| a.in_force(on) && serves(a.body)) {
            if let Some(at) = person_at.get(&appointment.person) {
                entries[*at].memberships.push(Membership {
                    body: Some(appointment.body),
                    role: Role::HeadOfBody,
                    acting_for: Some(appointment.in_place_of),
                });
            }
        }
        let mut picture = Self {
            version,
            on,
            person_by_iin: entries.iter().enumerate().map(|(at, e)| (e.person.iin.clone(), at)).collect(),
            system_by_token: systems.iter().enumerate().map(|(at, s)| (s.token, at)).collect(),
            bodies,
            units,
            people: Vec::new(),
            acting,
            systems,
            body_at,
            person_at,
            people_of: HashMap::new(),
            holders: HashMap::new(),
            finder: Finder::default(),
        };
        for (at, entry) in entries.iter_mut().enumerate() {
            picture.finish(at, entry);
        }
        picture.people = entries;
        picture.finder = Finder::of(&picture.bodies, &picture.people);
        picture
    }

    /// Sorts what hangs on a person, makes the card, and notes the person where others look.
    fn finish(&mut self, at: usize, entry: &mut PersonEntry) {
        entry.positions.sort_by(|a, b| b.since.cmp(&a.since).then(b.id.cmp(&a.id)));
        entry.grants.sort_by_key(|g| (g.body.map(|b| self.body_at.get(&b).copied()), g.role));
        if let Some(position) = entry.position(self.on) {
            let title = position.title.clone();
            entry.words.push(' ');
            entry.words.push_str(&search_form(&format!("{} {}", title.kk, title.ru)));
            let mut card = (*entry.card).clone();
            card.position = title;
            entry.card = Arc::new(card);
        }
        if !entry.person.active {
            entry.memberships.clear();
            return;
        }
        let held: Vec<UnitId> = entry.positions.iter().filter(|p| p.in_force(self.on)).filter_map(|p| p.unit).collect();
        for unit in held {
            self.add_with_those_above(unit, &mut entry.units);
        }
        let mut bodies: Vec<BodyId> = entry.memberships.iter().filter_map(|m| m.body).collect();
        bodies.extend(entry.positions.iter().filter(|p| p.in_force(self.on)).map(|p| p.body));
        bodies.sort_unstable();
        bodies.dedup();
        for body in bodies {
            self.people_of.entry(body).or_default().push(at);
        }
        for membership in &entry.memberships {
            let holders = self.holders.entry((membership.role, membership.body)).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }

    /// Adds a unit and the units above it; a unit that is there already ends the way up, so that a ring ends too.
    fn add_with_those_above(&self, unit: UnitId, units: &mut Vec<UnitId>) {
        let mut next = Some(unit);
        while let Some(id) = next.filter(|id| !units.contains(id)) {
            units.push(id);
            next = self.unit(id).and_then(|u| u.parent);
        }
    }

    /// The body with this id.
    pub fn body(&self, id: BodyId) -> Option<&Arc<Body>> {
        self.body_at.get(&id).map(|at| &self.bodies[*at])
    }

    /// The body with this BIN.
    pub fn body_by_bin(&self, bin: &str) -> Option<&Arc<Body>> {
        self.bodies.iter().find(|b| b.bin == bin)
    }

    /// The unit with this id.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == id)
    }

    /// Units of a body.
    pub fn units_of(&self, body: BodyId) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |u| u.body == body)
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&PersonEntry> {
        self.person_at.get(&id).map(|at| &self.people[*at])
    }

    /// The person with this identification number.
    pub fn person_by_iin(&self, iin: &str) -> Option<&PersonEntry> {
        self.person_by_iin.get(iin).map(|at| &self.people[*at])
    }

    /// The person with this login.
    pub fn person_by_login(&self, login: &str) -> Option<&PersonEntry> {
        self.people.iter().find(|e| e.person.login.as_deref() == Some(login))
    }

    /// Active people who hold a position or a role in `body`.
    pub fn people_of(&self, body: BodyId) -> impl Iterator<Item = &PersonEntry> {
        self.people_of.get(&body).into_iter().flatten().map(|at| &self.people[*at])
    }

    /// Active people who hold `role` in `body` (none: in the whole portal), acting heads included.
    pub fn holders(&self, role: Role, body: Option<BodyId>) -> impl Iterator<Item = &PersonEntry> {
        self.holders.get(&(role, body)).into_iter().flatten().map(|at| &self.people[*at])
    }

    /// Active people who work in `unit` of `body` or in a unit below it.
    pub fn people_of_unit(&self, body: BodyId, unit: UnitId) -> impl Iterator<Item = &PersonEntry> {
        self.people_of(body).filter(move |e| e.units.contains(&unit))
    }

    /// Active people who are heads of `body` themselves, not only acting.
    pub fn heads(&self, body: BodyId) -> impl Iterator<Item = &PersonEntry> {
        let own = move |g: &Grant| g.role == Role::HeadOfBody && g.body == Some(body);
        self.holders(Role::HeadOfBody, Some(body)).filter(move |e| e.grants.iter().any(own))
    }

    /// The head of a body: who holds the role itself, not who acts.
    pub fn head(&self, body: BodyId) -> Option<&PersonEntry> {
        self.people.iter().find(|e| e.grants.iter().any(|g| g.role == Role::HeadOfBody && g.body == Some(body)))
    }

    /// Active bodies and people found by the beginnings of words, at most `limit` of each.
    pub fn find(&self, words: &[String], limit: usize) -> Found {
        let bodies = self.finder.bodies(words, limit).map(|at| Arc::clone(&self.bodies[at])).collect();
        let person = |at: usize| {
            let entry = &self.people[at];
            let body = entry.position(self.on).and_then(|p| self.body(p.body)).cloned();
            FoundPerson { card: Arc::clone(&entry.card), body }
        };
        Found { bodies, people: self.finder.people(words, limit).map(person).collect() }
    }

    /// The Chancellery of the Prime Minister.
    pub fn chancellery(&self) -> Option<&Arc<Body>> {
        self.bodies.iter().find(|b| b.kind == BodyKind::Chancellery && b.active)
    }

    /// The system with this id.
    pub fn system(&self, id: SystemId) -> Option<&InformationSystem> {
        self.systems.iter().find(|s| s.id == id)
    }

    /// The system with this digest of a token.
    pub fn system_by_token(&self, token: TokenHash) -> Option<&InformationSystem> {
        self.system_by_token.get(&token).map(|at| &self.systems[*at])
    }

    /// Does `body` lie below `above`, or is it the same?
    pub fn lies_below(&self, body: BodyId, above: BodyId) -> bool {
        let mut next = Some(body);
        // No tree is deeper than it has bodies; the limit guards against a ring.
        for _ in 0..=self.bodies.len() {
            match next {
                Some(id) if id == above => return true,
                Some(id) => next = self.body(id).and_then(|b| b.parent),
                None => return false,
            }
        }
        true
    }
}

fn entry(person: Person) -> PersonEntry {
    // Not the number: what is searched for stands in addresses.
    let words = format!(
        "{} {} {}",
        person.name.full(),
        person.login.as_deref().unwrap_or_default(),
        person.email.as_deref().unwrap_or_default()
    );
    let card = PersonCard {
        id: person.id,
        iin: person.iin.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        language: person.language,
        position: orda_base::LocalizedText::default(),
        active: person.active,
    };
    PersonEntry {
        words: search_form(&words),
        card: Arc::new(card),
        person,
        positions: Vec::new(),
        grants: Vec::new(),
        memberships: Vec::new(),
        units: Vec::new(),
    }
}
