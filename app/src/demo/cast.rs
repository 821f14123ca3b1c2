//! The people of a made-up government: bodies, positions, roles, keys; and each of them as an actor.

use super::script::Government;
use crate::compose::Portal;
use anyhow::{Context, Result, anyhow};
use kazakh::{Bin, Iin, Sex};
use orda_base::{Actor, BodyId, Identity, Language, Membership, Origin, PersonId, Role, UnitId};
use orda_identity::{BodyInput, BodyKind, PersonInput, PersonName, PositionInput, UnitInput};
use orda_signatures::centre::KeyCarrier;
use std::collections::HashMap;

/// Everybody of the government, by login; its bodies, by code.
pub struct Cast {
    /// Bodies by code.
    pub bodies: HashMap<String, BodyId>,
    /// Structural units by code.
    pub units: HashMap<String, UnitId>,
    /// People by login, with what they hold.
    pub people: HashMap<String, Member>,
    /// Logins in the order of the script.
    pub order: Vec<String>,
}

/// One person.
pub struct Member {
    /// Login.
    pub login: String,
    /// The person.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Individual identification number.
    pub iin: String,
    /// Body of the position.
    pub body: BodyId,
    /// Code of that body.
    pub body_code: String,
    /// Roles held.
    pub memberships: Vec<Membership>,
    /// Units of the position.
    pub units: Vec<UnitId>,
    /// Key and certificate of the built-in centre.
    pub key: KeyCarrier,
}

impl Member {
    /// The person acting, from nowhere in particular.
    pub fn actor(&self) -> Actor {
        Actor {
            identity: Identity::Person { id: self.person, name: self.name.clone(), iin: self.iin.clone() },
            language: Language::Kk,
            memberships: self.memberships.clone(),
            units: self.units.clone(),
            origin: Origin::default(),
        }
    }
}

impl Cast {
    /// Registers the government in a portal that has none. `password` is everybody's; without one nobody can log in by
    /// password, which is much faster to make.
    pub async fn register(portal: &Portal, government: &Government, password: Option<&str>) -> Result<Self> {
        let admin = Actor::portal();
        let mut cast =
            Self { bodies: HashMap::new(), units: HashMap::new(), people: HashMap::new(), order: Vec::new() };
        let mut serial = 0;
        let mut place = 0;
        for body in &government.body {
            let kind = BodyKind::from_code(&body.kind).with_context(|| format!("kind of {}", body.code))?;
            let bin =
                Bin::generate(2000, 1, place + 1).map_err(|e| anyhow!("BIN of {}: {e:?}", body.code))?.to_string();
            // Not every serial number has a check digit: the next body begins after the one that was taken.
            place = bin[6..11].parse().with_context(|| format!("serial number of {bin}"))?;
            let input = BodyInput {
                bin,
                kind: Some(kind),
                name: body.name.clone(),
                short_name: body.short_name.clone(),
                parent: None,
            };
            let id = portal.identity.create_body(&admin, &input).await.with_context(|| body.code.clone())?;
            cast.bodies.insert(body.code.clone(), id);
            for unit in &body.unit {
                let input = UnitInput { parent: None, name: unit.name.clone() };
                let made = portal.identity.create_unit(&admin, id, &input).await.with_context(|| unit.code.clone())?;
                cast.units.insert(unit.code.clone(), made);
            }
            for person in &body.person {
                serial += 1;
                let sex = if person.sex == "female" { Sex::Female } else { Sex::Male };
                let born = person.born.parse().with_context(|| format!("day of birth of {}", person.login))?;
                let iin = Iin::generate(born, sex, serial).map_err(|e| anyhow!("IIN of {}: {e:?}", person.login))?;
                let input = PersonInput {
                    iin: iin.to_string(),
                    name: PersonName::new(&person.surname, &person.given_name, &person.patronymic),
                    email: format!("{}@orda.example", person.login),
                    language: Language::Kk,
                    login: person.login.clone(),
                };
                let since = portal.env.now().date();
                let unit = person.unit.as_ref().and_then(|code| cast.units.get(code).copied());
                let position = PositionInput { body: id, unit, title: person.position.clone(), since, until: None };
                let made = portal.identity.create_person(&admin, &input, Some(&position)).await;
                let made = made.with_context(|| person.login.clone())?;
                for role in &person.roles {
                    let (role, of) = match role.strip_prefix("portal:") {
                        Some(role) => (role, None),
                        None => (role.as_str(), Some(id)),
                    };
                    let role = Role::from_code(role).with_context(|| format!("role {role}"))?;
                    portal.identity.grant_role(&admin, made, role, of).await.with_context(|| person.login.clone())?;
                }
                if let Some(password) = password {
                    portal.identity.set_password(&admin, made, password, false).await?;
                }
                let picture = portal.identity.picture().await?;
                let entry = picture.person(made).context("the person just made")?;
                let key = portal.centre.issue_with_key(&admin, made, id).await?;
                cast.order.push(person.login.clone());
                cast.people.insert(
                    person.login.clone(),
                    Member {
                        login: person.login.clone(),
                        person: made,
                        name: entry.card.name.full(),
                        iin: iin.to_string(),
                        body: id,
                        body_code: body.code.clone(),
                        memberships: entry.memberships.clone(),
                        units: entry.units.clone(),
                        key,
                    },
                );
            }
        }
        Ok(cast)
    }

    /// The person with this login.
    ///
    /// # Panics
    /// When there is none: the script is wrong.
    pub fn person(&self, login: &str) -> &Member {
        self.people.get(login).unwrap_or_else(|| panic!("nobody has the login {login}"))
    }

    /// The body with this code.
    ///
    /// # Panics
    /// When there is none: the script is wrong.
    pub fn body(&self, code: &str) -> BodyId {
        *self.bodies.get(code).unwrap_or_else(|| panic!("no body has the code {code}"))
    }

    /// Somebody of the body who holds this role.
    ///
    /// # Panics
    /// When nobody does: the script is wrong.
    pub fn holder(&self, code: &str, role: Role) -> &Member {
        let body = self.body(code);
        self.order
            .iter()
            .map(|login| self.person(login))
            .find(|m| m.memberships.iter().any(|h| h.role == role && h.body == Some(body)))
            .unwrap_or_else(|| panic!("nobody in {code} is {role:?}"))
    }
}
