//! The first page of the administration: what there is to keep.

use crate::IdentityWeb;
use axum::extract::State;
use orda_base::Role;
use orda_identity::policy;
use orda_web::{Response, Ui, WebError, html};

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    policy::may_administer(ui.actor()).check()?;
    let picture = app.identity.picture().await?;
    let portal = policy::may_keep_portal(ui.actor()).is_allowed();
    let bodies = picture.bodies.iter().filter(|b| b.active).count();
    let mine = ui.actor().bodies_with(Role::Administrator).collect::<Vec<_>>();
    let people = picture
        .people
        .iter()
        .filter(|e| e.person.active && (portal || e.standing(picture.on).bodies.iter().any(|b| mine.contains(b))))
        .count();
    let systems = picture.systems.iter().filter(|s| s.revoked_at.is_none()).count();
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
            (card("/admin/bodies", ui.t("identity-bodies"), ui.tr("identity-bodies-count", &[("count", bodies.into())])))
            (card("/admin/people", ui.t("identity-people"), ui.tr("identity-people-count", &[("count", people.into())])))
            (card("/admin/roles", ui.t("identity-role-rights"), ui.t("identity-role-rights-lead").to_owned()))
            (card("/admin/certificates", ui.t("identity-admin-certificates"), ui.t("identity-admin-certificates-lead").to_owned()))
            @if portal {
                (card("/admin/calendar", ui.t("identity-admin-calendar"), ui.t("identity-admin-calendar-lead").to_owned()))
                (card("/admin/systems", ui.t("identity-systems"), ui.tr("identity-systems-count", &[("count", systems.into())])))
            }
            @for item in ui.administration() {
                (card(item.href, ui.t(item.key), ui.t(&format!("{}-lead", item.key)).to_owned()))
            }
        }
    };
    Ok(ui.page(ui.t("identity-admin"), content))
}
