//! What goes over the interface.

use orda_base::{Date, Error, Language, LocalizedText, Result, Role};
use orda_identity::{
    Acting, Body, BodyInput, BodyKind, Grant, HeldRole, PersonEntry, PersonInput, PersonName, Position, PositionInput,
    Unit, UnitInput,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in three languages; English may be absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = IdentityText)]
pub(crate) struct Text {
    /// In Kazakh.
    #[serde(default)]
    pub(crate) kk: String,
    /// In Russian.
    #[serde(default)]
    pub(crate) ru: String,
    /// In English.
    #[serde(default)]
    pub(crate) en: String,
}

impl From<&LocalizedText> for Text {
    fn from(text: &LocalizedText) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

impl Text {
    pub(crate) fn read(&self) -> LocalizedText {
        LocalizedText::new(&self.kk, &self.ru, &self.en)
    }
}

/// A state body.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Body)]
pub(crate) struct BodyView {
    id: String,
    /// Business identification number.
    bin: String,
    /// `chancellery`, `presidential_administration`, `ministry`, `agency`, `region` or `other`.
    kind: &'static str,
    name: Text,
    short_name: Text,
    /// Id of the body above it.
    parent: Option<String>,
    /// Does it take part?
    active: bool,
}

impl From<&Body> for BodyView {
    fn from(body: &Body) -> Self {
        Self {
            id: body.id.to_string(),
            bin: body.bin.clone(),
            kind: body.kind.code(),
            name: (&body.name).into(),
            short_name: (&body.short_name).into(),
            parent: body.parent.map(|p| p.to_string()),
            active: body.active,
        }
    }
}

/// A body to be registered or changed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = BodyInput)]
pub(crate) struct BodyBody {
    bin: String,
    kind: String,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    short_name: Text,
    #[serde(default)]
    parent: Option<String>,
}

impl BodyBody {
    pub(crate) fn read(&self) -> Result<BodyInput> {
        Ok(BodyInput {
            bin: self.bin.clone(),
            kind: BodyKind::from_code(&self.kind),
            name: self.name.read(),
            short_name: self.short_name.read(),
            parent: optional("parent", self.parent.as_deref())?,
        })
    }
}

/// A structural unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unit)]
pub(crate) struct UnitView {
    id: String,
    /// Id of the unit above it.
    parent: Option<String>,
    name: Text,
    active: bool,
}

impl From<&Unit> for UnitView {
    fn from(unit: &Unit) -> Self {
        Self {
            id: unit.id.to_string(),
            parent: unit.parent.map(|p| p.to_string()),
            name: (&unit.name).into(),
            active: unit.active,
        }
    }
}

/// A unit to be added or changed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = UnitInput)]
pub(crate) struct UnitBody {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    parent: Option<String>,
    /// Closed units are kept for history.
    #[serde(default = "yes")]
    pub(crate) active: bool,
}

impl UnitBody {
    pub(crate) fn read(&self) -> Result<UnitInput> {
        Ok(UnitInput { name: self.name.read(), parent: optional("parent", self.parent.as_deref())? })
    }
}

fn yes() -> bool {
    true
}

/// An acting head.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActingHead)]
pub(crate) struct ActingView {
    id: String,
    /// Id of the person who acts.
    person: String,
    /// Id of the head in whose place.
    in_place_of: String,
    /// First day, `2026-11-22`.
    from: String,
    /// Last day.
    until: String,
    /// Number and date of the order, or the reason; empty where none was given.
    basis: String,
}

impl From<&Acting> for ActingView {
    fn from(acting: &Acting) -> Self {
        Self {
            id: acting.id.to_string(),
            person: acting.person.to_string(),
            in_place_of: acting.in_place_of.to_string(),
            from: acting.from.to_string(),
            until: acting.until.to_string(),
            basis: acting.basis.clone(),
        }
    }
}

/// A person with positions and roles.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub(crate) struct PersonView {
    id: String,
    /// Individual identification number.
    iin: String,
    surname: String,
    given: String,
    patronymic: String,
    email: Option<String>,
    /// `kk`, `ru` or `en`.
    language: &'static str,
    login: Option<String>,
    active: bool,
    positions: Vec<PositionView>,
    roles: Vec<GrantView>,
}

impl From<&PersonEntry> for PersonView {
    fn from(entry: &PersonEntry) -> Self {
        let person = &entry.person;
        Self {
            id: person.id.to_string(),
            iin: person.iin.clone(),
            surname: person.name.surname.clone(),
            given: person.name.given.clone(),
            patronymic: person.name.patronymic.clone(),
            email: person.email.clone(),
            language: person.language.code(),
            login: person.login.clone(),
            active: person.active,
            positions: entry.positions.iter().map(PositionView::from).collect(),
            roles: entry.grants.iter().map(GrantView::from).collect(),
        }
    }
}

/// A position.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Position)]
pub(crate) struct PositionView {
    id: String,
    body: String,
    unit: Option<String>,
    title: Text,
    /// First day, `2026-11-22`.
    since: String,
    /// Last day.
    until: Option<String>,
}

impl From<&Position> for PositionView {
    fn from(position: &Position) -> Self {
        Self {
            id: position.id.to_string(),
            body: position.body.to_string(),
            unit: position.unit.map(|u| u.to_string()),
            title: (&position.title).into(),
            since: position.since.to_string(),
            until: position.until.map(|d| d.to_string()),
        }
    }
}

/// A role given to a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoleGrant)]
pub(crate) struct GrantView {
    id: String,
    role: &'static str,
    /// Id of the body; absent for the whole portal.
    body: Option<String>,
    /// RFC 3339.
    granted_at: String,
}

impl From<&Grant> for GrantView {
    fn from(grant: &Grant) -> Self {
        Self {
            id: grant.id.to_string(),
            role: grant.role.code(),
            body: grant.body.map(|b| b.to_string()),
            granted_at: grant.granted_at.rfc3339(),
        }
    }
}

/// A person to be registered or changed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PersonInput)]
pub(crate) struct PersonBody {
    iin: String,
    surname: String,
    given: String,
    #[serde(default)]
    patronymic: String,
    #[serde(default)]
    email: String,
    /// `kk`, `ru` or `en`.
    #[serde(default)]
    language: String,
    #[serde(default)]
    login: String,
    /// The first position; only when registering.
    #[serde(default)]
    pub(crate) position: Option<PositionBody>,
}

impl PersonBody {
    pub(crate) fn read(&self) -> PersonInput {
        PersonInput {
            iin: self.iin.clone(),
            name: PersonName::new(&self.surname, &self.given, &self.patronymic),
            email: self.email.clone(),
            language: Language::from_code(&self.language).unwrap_or_default(),
            login: self.login.clone(),
        }
    }
}

/// A position to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PositionInput)]
pub(crate) struct PositionBody {
    body: String,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    title: Text,
    /// First day, `2026-11-22`.
    since: String,
    /// Last day.
    #[serde(default)]
    until: Option<String>,
}

impl PositionBody {
    pub(crate) fn read(&self) -> Result<PositionInput> {
        Ok(PositionInput {
            body: parsed("body", &self.body)?,
            unit: optional("unit", self.unit.as_deref())?,
            title: self.title.read(),
            since: day("since", &self.since)?,
            until: self.until.as_deref().map(|text| day("until", text)).transpose()?,
        })
    }
}

/// A role with its place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = RoleInPlace)]
pub(crate) struct RoleBody {
    /// Code of the role: `drafter`.
    role: String,
    /// Id of the body; absent for the whole portal.
    #[serde(default)]
    body: Option<String>,
}

impl RoleBody {
    pub(crate) fn read(&self) -> Result<HeldRole> {
        let role = Role::from_code(&self.role).ok_or_else(|| Error::field("role", "error-choose"))?;
        Ok(HeldRole { role, body: optional("body", self.body.as_deref())? })
    }
}

impl From<&HeldRole> for RoleBody {
    fn from(held: &HeldRole) -> Self {
        Self { role: held.role.code().to_owned(), body: held.body.map(|b| b.to_string()) }
    }
}

/// Whether something takes part.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Activity)]
pub(crate) struct ActiveBody {
    pub(crate) active: bool,
}

/// Id of what was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdentityCreated)]
pub(crate) struct Created {
    id: String,
}

impl Created {
    pub(crate) fn of(id: impl std::fmt::Display) -> Self {
        Self { id: id.to_string() }
    }
}

/// An id in a body.
pub(crate) fn parsed<T: std::str::FromStr>(field: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::field(field, "error-choose"))
}

/// An id in a body that may be absent.
pub(crate) fn optional<T: std::str::FromStr>(field: &str, text: Option<&str>) -> Result<Option<T>> {
    text.filter(|t| !t.is_empty()).map(|t| parsed(field, t)).transpose()
}

/// A day in a body.
pub(crate) fn day(field: &str, text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::field(field, "error-date"))
}
