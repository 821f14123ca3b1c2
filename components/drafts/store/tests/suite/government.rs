//! A small government: a drafting ministry, three others, the Chancellery; in each a head, two drafters, a clerk and two
//! employees.

use async_trait::async_trait;
use orda_base::uuid::Uuid;
use orda_base::{Actor, BodyId, Identity, Language, LocalizedText, Membership, Origin, PersonId, Result, Role, UnitId};
use orda_identity::{Body, BodyKind, Directory, PersonCard, PersonName, Unit};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The people of a body, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Post {
    Head,
    Drafter,
    SecondDrafter,
    Clerk,
    Employee,
    SecondEmployee,
    ControlOfficer,
    UnitOfficer,
}

impl Post {
    const ALL: [Self; 8] = [
        Self::Head,
        Self::Drafter,
        Self::SecondDrafter,
        Self::Clerk,
        Self::Employee,
        Self::SecondEmployee,
        Self::ControlOfficer,
        Self::UnitOfficer,
    ];

    const fn role(self) -> Role {
        match self {
            Self::Head => Role::HeadOfBody,
            Self::Drafter | Self::SecondDrafter => Role::Drafter,
            Self::Clerk => Role::RecordsClerk,
            Self::Employee | Self::SecondEmployee => Role::Approver,
            Self::ControlOfficer => Role::ControlOfficer,
            Self::UnitOfficer => Role::ChancelleryUnitOfficer,
        }
    }
}

/// Names of the bodies; the last is the Chancellery.
pub const NAMES: [&str; 5] = ["Қаржы", "Әділет", "Денсаулық", "Экология", "Кеңсе"];

pub fn body(index: usize) -> BodyId {
    BodyId::from_uuid(Uuid::from_u128(0x1000 + index as u128))
}

pub fn bin(index: usize) -> String {
    format!("{:012}", 100_000_000_000_u64 + index as u64)
}

pub fn person(index: usize, post: Post) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(0x2000 + index as u128 * 16 + post as u128))
}

pub fn iin(person: PersonId) -> String {
    format!("{:012}", 800_000_000_000_u128 + person.uuid().as_u128())
}

/// The actor who holds this post in this body.
pub fn actor(index: usize, post: Post) -> Actor {
    with_roles(person(index, post), &name(index, post), vec![membership(index, post.role(), None)])
}

/// A substitute: an employee who stands in for the head of the same body.
pub fn substitute(index: usize) -> Actor {
    let employee = person(index, Post::SecondEmployee);
    let head = Some(person(index, Post::Head));
    with_roles(employee, &name(index, Post::SecondEmployee), vec![membership(index, Role::HeadOfBody, head)])
}

/// An administrator of the whole portal.
pub fn administrator() -> Actor {
    let roles = vec![Membership { body: None, role: Role::Administrator, acting_for: None }];
    with_roles(PersonId::from_uuid(Uuid::from_u128(0x9999)), "Әкімші", roles)
}

fn membership(index: usize, role: Role, acting_for: Option<PersonId>) -> Membership {
    Membership { body: Some(body(index)), role, acting_for }
}

fn with_roles(id: PersonId, name: &str, memberships: Vec<Membership>) -> Actor {
    Actor {
        identity: Identity::Person { id, name: name.to_owned(), iin: iin(id) },
        language: Language::Kk,
        // Officers of units work in the unit of their body.
        units: memberships_units(&memberships),
        memberships,
        origin: Origin::default(),
    }
}

fn name(index: usize, post: Post) -> String {
    card(index, post).name.full()
}

fn card(index: usize, post: Post) -> PersonCard {
    let id = person(index, post);
    PersonCard {
        id,
        iin: iin(id),
        name: PersonName::new(format!("{post:?}"), NAMES[index], ""),
        email: None,
        language: Language::Kk,
        position: LocalizedText::new("Қызметкер", "Сотрудник", "Employee"),
        active: true,
    }
}

/// The one unit of a body.
pub fn unit(index: usize) -> UnitId {
    UnitId::from_uuid(Uuid::from_u128(0x3000 + index as u128))
}

fn memberships_units(memberships: &[Membership]) -> Vec<UnitId> {
    let officers = memberships.iter().filter(|m| m.role == Role::ChancelleryUnitOfficer);
    officers.filter_map(|m| (0..NAMES.len()).find(|i| Some(body(*i)) == m.body)).map(unit).collect()
}

/// A directory in memory. Bodies can be left without a clerk.
#[derive(Default)]
pub struct Government {
    without_clerk: Mutex<Vec<BodyId>>,
}

impl Government {
    /// The body loses its records clerk, or gets one again.
    pub fn set_clerk(&self, index: usize, there: bool) {
        let mut without = self.without_clerk.lock().expect("not poisoned");
        without.retain(|b| *b != body(index));
        if !there {
            without.push(body(index));
        }
    }
}

fn all() -> BTreeMap<PersonId, (usize, Post)> {
    (0..NAMES.len()).flat_map(|i| Post::ALL.into_iter().map(move |p| (person(i, p), (i, p)))).collect()
}

fn make(index: usize) -> Arc<Body> {
    let kind = if index == NAMES.len() - 1 { BodyKind::Chancellery } else { BodyKind::Ministry };
    let name = LocalizedText::new(NAMES[index], format!("{} (ru)", NAMES[index]), "");
    Arc::new(Body {
        id: body(index),
        bin: bin(index),
        kind,
        name: name.clone(),
        short_name: name,
        parent: None,
        active: true,
    })
}

#[async_trait]
impl Directory for Government {
    async fn body(&self, id: BodyId) -> Result<Option<Arc<Body>>> {
        Ok((0..NAMES.len()).find(|i| body(*i) == id).map(make))
    }

    async fn bodies(&self) -> Result<Vec<Arc<Body>>> {
        Ok((0..NAMES.len()).map(make).collect())
    }

    async fn person(&self, id: PersonId) -> Result<Option<Arc<PersonCard>>> {
        Ok(all().get(&id).map(|(i, p)| Arc::new(card(*i, *p))))
    }

    async fn people_of(&self, of: BodyId) -> Result<Vec<Arc<PersonCard>>> {
        let people = all().into_values().filter(|(i, _)| body(*i) == of);
        Ok(people.map(|(i, p)| Arc::new(card(i, p))).collect())
    }

    async fn holders(&self, role: Role, of: Option<BodyId>) -> Result<Vec<Arc<PersonCard>>> {
        let gone =
            |b: BodyId| role == Role::RecordsClerk && self.without_clerk.lock().expect("not poisoned").contains(&b);
        let people = all().into_values().filter(|(i, p)| Some(body(*i)) == of && p.role() == role && !gone(body(*i)));
        Ok(people.map(|(i, p)| Arc::new(card(i, p))).collect())
    }

    async fn units(&self, of: BodyId) -> Result<Vec<Unit>> {
        let index = (0..NAMES.len()).find(|i| body(*i) == of);
        Ok(index
            .map(|i| Unit { id: unit(i), body: of, parent: None, name: make(i).name.clone(), active: true })
            .into_iter()
            .collect())
    }

    async fn people_of_unit(&self, of: BodyId, _: UnitId) -> Result<Vec<Arc<PersonCard>>> {
        self.holders(Role::ChancelleryUnitOfficer, Some(of)).await
    }

    async fn chancellery(&self) -> Result<Option<Arc<Body>>> {
        Ok(Some(make(NAMES.len() - 1)))
    }
}
