//! Structural units of the Chancellery consider the draft (385-20-g).

use super::Drafts;
use crate::fields::Check as Fields;
use crate::policy::{Scene, may, unit_of};
use crate::{Action, DraftId, DraftRefusal, Event, Opinion, PassedUnit, UnitChoice};
use orda_base::{Access, Actor, Error, FieldError, Operation, Result, Role, UnitId};

impl Drafts {
    /// Units of the Chancellery to which the draft can be passed.
    ///
    /// # Errors
    /// Not found or forbidden for who is not a control officer.
    pub async fn passable_units(&self, actor: &Actor, draft: DraftId, version: u32) -> Result<Vec<UnitChoice>> {
        let dossier = self.readable(actor, draft, version).await?;
        let shown = dossier.draft.version(version).ok_or(Error::NotFound)?;
        may(actor, Action::PassToUnits, Scene { draft: &dossier.draft, version: shown, body: None }).check()?;
        let chancellery = shown.chancellery.ok_or(Error::Forbidden)?;
        let units = self.directory.units(chancellery).await?.into_iter();
        Ok(units.map(|u| UnitChoice { id: u.id, has_it: shown.consideration.is_with(u.id), name: u.name }).collect())
    }

    /// A control officer passes the draft to structural units; their officers read it from now on and are told (385-20-g).
    ///
    /// # Errors
    /// Not found or forbidden for anybody else; refused while a part of the check has no result or has remarks, without a
    /// unit, and for what is no unit of the Chancellery.
    pub async fn pass_to_units(&self, actor: &Actor, draft: DraftId, version: u32, units: &[UnitId]) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::PassToUnits, None)?;
        change.dossier.draft.current().can_pass()?;
        let by = change.officer()?;
        let known = self.directory.units(by.body).await?;
        let (now, mut passed) = (change.now, Vec::new());
        for unit in units {
            let found = known.iter().find(|u| u.id == *unit).ok_or(DraftRefusal::UnknownUnit)?;
            let has_it = change.dossier.draft.current().consideration.is_with(*unit);
            if !has_it && !passed.iter().any(|p: &PassedUnit| p.unit == *unit) {
                passed.push(PassedUnit { unit: *unit, name: found.name.clone(), by: by.clone(), at: now });
            }
        }
        let told = passed.iter().map(|p| (p.unit, p.name.clone())).collect();
        change.advance(|v| v.pass_to_units(passed, now))?;
        change.log(Some(by), Event::PassedToUnits { units: told });
        self.finish(change, Access::done("draft", draft, Operation::Send).detail("to units of the Chancellery")).await
    }

    /// An officer of a unit that has the draft gives the unit's opinion (385-20-g).
    ///
    /// # Errors
    /// Not found for other units, forbidden for who is no officer of a unit; field `text`; refused unless the draft is
    /// under consideration by the Chancellery.
    pub async fn give_opinion(&self, actor: &Actor, draft: DraftId, version: u32, text: &str) -> Result<()> {
        let mut change = self.change(actor, draft).await?;
        change.on_version(version)?;
        change.allow(Action::GiveOpinion, None)?;
        let shown = change.dossier.draft.current();
        let limits = &self.settings.limits;
        let mut fields = Fields::default();
        fields
            .required("text", text)
            .at_most("text", text, limits.statement)
            .that(shown.consideration.opinions.len() < limits.opinions, || {
                FieldError::new("text", "drafts-field-too-many").with("limit", limits.opinions)
            });
        fields.done()?;
        let unit = unit_of(actor, shown).ok_or(Error::Forbidden)?;
        let name = shown.consideration.units.iter().find(|u| u.unit == unit).map(|u| u.name.clone());
        let chancellery = shown.chancellery.ok_or(Error::Forbidden)?;
        let by = change.who(Role::ChancelleryUnitOfficer, chancellery)?;
        let opinion = Opinion { unit, by: by.clone(), at: change.now, text: text.trim().to_owned() };
        change.advance(|v| v.add_opinion(opinion))?;
        change.log(Some(by), Event::OpinionGiven { unit: name.unwrap_or_default() });
        self.finish(change, Access::done("draft", draft, Operation::Change).detail("opinion of a unit")).await
    }
}
