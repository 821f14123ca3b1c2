//! The first page of the administration: what there is to keep.

use crate::IdentityWeb;
use axum::extract::State;
use orda_base::Role;
use orda_identity::{PersonEntry, policy};
use orda_web::{Response, Ui, WebError, html};

/// How much there is of what an administrator keeps.
struct Kept {
    bodies: usize,
    people: usize,
    /// Only for who keeps the portal.
    systems: Option<usize>,
}

/// None for who keeps neither bodies nor people.
async fn kept(app: &IdentityWeb, ui: &Ui) -> Result<Option<Kept>, WebError> {
    if !policy::may_administer(ui.actor()).is_allowed() {
        return Ok(None);
    }
    let picture = app.identity.picture().await?;
    let portal = policy::may_keep_portal(ui.actor()).is_allowed();
    let mine = ui.actor().bodies_with(Role::Administrator).collect::<Vec<_>>();
    let is_mine = |e: &&PersonEntry| portal || e.standing(picture.on).bodies.iter().any(|b| mine.contains(b));
    Ok(Some(Kept {
        bodies: picture.bodies.iter().filter(|b| b.active).count(),
        people: picture.people.iter().filter(|e| e.person.active).filter(is_mine).count(),
        systems: portal.then(|| picture.systems.iter().filter(|s| s.revoked_at.is_none()).count()),
    }))
}

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    policy::may_open_administration(ui.actor()).check()?;
    let kept = kept(&app, &ui).await?;
    let card = |href: &str, title: &str, text: String| {
        html! {
            li.app-card {
                h2.govuk-heading-m { a.govuk-link href=(href) { (title) } }
                p.govuk-body { (text) }
            }
        }
    };
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-admin")) }
        ul.govuk-list.app-cards {
            @if let Some(kept) = &kept {
                (card("/admin/bodies", ui.t("identity-bodies"), ui.tr("identity-bodies-count", &[("count", kept.bodies.into())])))
                (card("/admin/people", ui.t("identity-people"), ui.tr("identity-people-count", &[("count", kept.people.into())])))
                (card("/admin/roles", ui.t("identity-role-rights"), ui.t("identity-role-rights-lead").to_owned()))
                (card("/admin/certificates", ui.t("identity-admin-certificates"), ui.t("identity-admin-certificates-lead").to_owned()))
            }
            @if let Some(Kept { systems: Some(systems), .. }) = &kept {
                (card("/admin/calendar", ui.t("identity-admin-calendar"), ui.t("identity-admin-calendar-lead").to_owned()))
                (card("/admin/systems", ui.t("identity-systems"), ui.tr("identity-systems-count", &[("count", (*systems).into())])))
            }
            @for item in ui.administration() {
                (card(item.href, ui.t(item.key), ui.t(&format!("{}-lead", item.key)).to_owned()))
            }
        }
    };
    Ok(ui.page(ui.t("identity-admin"), content))
}
