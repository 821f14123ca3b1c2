//! Keeping bodies and their units.

use super::{Identity, refuse};
use crate::input::Checks;
use crate::{Body, BodyInput, BodyKind, IdentityRefusal, Picture, Unit, UnitInput, policy};
use kazakh::search_form;
use orda_base::{Access, Actor, BodyId, Error, FieldError, Operation, Result, UnitId};
use std::sync::Arc;

/// Which bodies are wanted.
#[derive(Debug, Clone, Default)]
pub struct BodyFilter {
    /// Words of a name, or the beginning of a BIN.
    pub words: String,
    /// Of this kind.
    pub kind: Option<BodyKind>,
    /// Also those that no longer take part.
    pub inactive: bool,
}

impl Identity {
    /// Bodies for the administration, sorted by Kazakh name. Bodies are no secret among administrators.
    pub async fn list_bodies(&self, actor: &Actor, filter: &BodyFilter) -> Result<Vec<Arc<Body>>> {
        policy::may_administer(actor).check()?;
        let words = search_form(&filter.words);
        let fits = |body: &Body| {
            let text = search_form(&format!(
                "{} {} {} {} {}",
                body.name.kk, body.name.ru, body.name.en, body.short_name.kk, body.short_name.ru
            ));
            (filter.inactive || body.active)
                && filter.kind.is_none_or(|k| k == body.kind)
                && (words.split(' ').all(|w| text.contains(w)) || (!words.is_empty() && body.bin.starts_with(&words)))
        };
        Ok(self.picture().await?.bodies.iter().filter(|b| fits(b)).cloned().collect())
    }

    /// Registers a body.
    pub async fn create_body(&self, actor: &Actor, input: &BodyInput) -> Result<BodyId> {
        policy::may_keep_portal(actor).check()?;
        let (mut work, picture) = self.change().await?;
        let id = BodyId::generate(&self.env);
        let body = checked(&picture, id, input, true)?;
        work.save_body(&body).await?;
        let access = Access::done("body", id, Operation::Create).detail(body.bin);
        self.finish(work, actor, &access).await?;
        Ok(id)
    }

    /// Changes a body.
    pub async fn update_body(&self, actor: &Actor, id: BodyId, input: &BodyInput) -> Result<()> {
        policy::may_keep_portal(actor).check()?;
        let (mut work, picture) = self.change().await?;
        let before = picture.body(id).ok_or(Error::NotFound)?;
        let body = checked(&picture, id, input, before.active)?;
        // A control officer exists in the Chancellery only: the role would be left hanging.
        let mut given = picture.people.iter().flat_map(|e| &e.grants).filter(|g| g.body == Some(id));
        if given.any(|g| !policy::exists(g.role, Some(body.kind))) {
            return refuse(IdentityRefusal::RoleScope);
        }
        work.save_body(&body).await?;
        self.finish(work, actor, &Access::done("body", id, Operation::Change)).await
    }

    /// Takes a body out of the portal or back in. Its drafts, signatures and people stay; roles in it no longer hold.
    ///
    /// # Errors
    /// [`IdentityRefusal::ActiveChildren`].
    pub async fn set_body_active(&self, actor: &Actor, id: BodyId, active: bool) -> Result<()> {
        policy::may_keep_portal(actor).check()?;
        let (mut work, picture) = self.change().await?;
        let mut body = (**picture.body(id).ok_or(Error::NotFound)?).clone();
        if !active && picture.bodies.iter().any(|b| b.active && b.parent == Some(id)) {
            return refuse(IdentityRefusal::ActiveChildren);
        }
        if active && body.parent.and_then(|p| picture.body(p)).is_some_and(|p| !p.active) {
            return refuse(IdentityRefusal::InactiveBody);
        }
        if active && body.kind == BodyKind::Chancellery && picture.chancellery().is_some_and(|c| c.id != id) {
            return refuse(IdentityRefusal::SecondChancellery);
        }
        body.active = active;
        work.save_body(&body).await?;
        let what = if active { "activated" } else { "deactivated" };
        self.finish(work, actor, &Access::done("body", id, Operation::Change).detail(what)).await
    }

    /// Adds a unit to a body.
    pub async fn create_unit(&self, actor: &Actor, body: BodyId, input: &UnitInput) -> Result<UnitId> {
        policy::may_keep_body(actor, body).check()?;
        let (mut work, picture) = self.change().await?;
        picture.body(body).ok_or(Error::NotFound)?;
        let unit = checked_unit(&picture, UnitId::generate(&self.env), body, input, true)?;
        work.save_unit(&unit).await?;
        self.finish(work, actor, &Access::done("unit", unit.id, Operation::Create)).await?;
        Ok(unit.id)
    }

    /// Changes a unit, or closes it.
    pub async fn update_unit(&self, actor: &Actor, id: UnitId, input: &UnitInput, active: bool) -> Result<()> {
        let (mut work, picture) = self.change().await?;
        let before = picture.unit(id).ok_or(Error::NotFound)?;
        policy::may_keep_body(actor, before.body).check()?;
        let unit = checked_unit(&picture, id, before.body, input, active)?;
        work.save_unit(&unit).await?;
        self.finish(work, actor, &Access::done("unit", id, Operation::Change)).await
    }
}

fn checked(picture: &Picture, id: BodyId, input: &BodyInput, active: bool) -> Result<Body> {
    let mut checks = Checks::default();
    let bin = checks.bin(&input.bin);
    if picture.body_by_bin(&bin).is_some_and(|b| b.id != id) {
        checks.add(FieldError::new("bin", "identity-error-taken-bin"));
    }
    if input.kind.is_none() {
        checks.add(FieldError::new("kind", "error-choose"));
    }
    if input.kind == Some(BodyKind::Chancellery) && active && picture.chancellery().is_some_and(|c| c.id != id) {
        checks.add(FieldError::new("kind", "identity-refusal-second-chancellery"));
    }
    let name = checks.texts("name", &input.name);
    let short_name = checks.texts("short_name", &input.short_name);
    if let Some(parent) = input.parent {
        // A new body has nothing below it yet; an existing one may not come under itself.
        let ring = picture.body(id).is_some() && picture.lies_below(parent, id);
        if ring || picture.body(parent).is_none_or(|b| !b.active) {
            checks.add(FieldError::new("parent", "identity-error-parent"));
        }
    }
    checks.finish()?;
    let kind = input.kind.unwrap_or(BodyKind::Other);
    Ok(Body { id, bin, kind, name, short_name, parent: input.parent, active })
}

fn checked_unit(picture: &Picture, id: UnitId, body: BodyId, input: &UnitInput, active: bool) -> Result<Unit> {
    let mut checks = Checks::default();
    let name = checks.texts("name", &input.name);
    if let Some(parent) = input.parent {
        let mut above = Some(parent);
        let mut steps = 0;
        while let Some(unit) = above.filter(|u| *u != id && steps <= picture.units.len()).and_then(|u| picture.unit(u))
        {
            above = unit.parent;
            steps += 1;
        }
        let ring = above.is_some();
        if ring || picture.unit(parent).is_none_or(|u| u.body != body) {
            checks.add(FieldError::new("parent", "identity-error-parent"));
        }
    }
    checks.finish()?;
    Ok(Unit { id, body, parent: input.parent, name, active })
}
