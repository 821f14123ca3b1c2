//! Passkeys: added to the account, and used as the second step of a login. The one thing besides signing that needs a
//! script: only the browser can ask for the key.

use crate::IdentityWeb;
use crate::cookie::{self, is_secure, safe_next};
use crate::pages::login::enter;
use crate::pages::proof::or_prove;
use crate::pages::second::{codes_page, name_field};
use crate::pages::{forms, second_step};
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use orda_base::{Error, Result};
use orda_identity::{ChallengeId, FactorKind, HalfWay, IdentityRefusal, OwnFactors, PasskeyAnswer};
use orda_web::parts;
use orda_web::{Form, FormErrors, Markup, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// The script of these forms.
pub(crate) const SCRIPT: &str = "passkey.js";
const NEW: &str = "/profile/second/passkey";
const STEP: &str = "/login/second/passkey";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    name: String,
    next: String,
    challenge: String,
    client_data: String,
    authenticator_data: String,
    public_key: String,
    credential: String,
    signature: String,
}

impl Input {
    /// The challenge, if it can be read, and what the browser answered.
    fn read(self) -> (Option<ChallengeId>, PasskeyAnswer) {
        let challenge = self.challenge.parse().ok();
        let answer = PasskeyAnswer {
            client_data: self.client_data,
            authenticator_data: self.authenticator_data,
            public_key: self.public_key,
            credential: self.credential,
            signature: self.signature,
        };
        (challenge, answer)
    }
}

pub(crate) async fn new(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    if !app.identity.knows_passkeys() {
        return Err(Error::NotFound.into());
    }
    let own = app.identity.own_factors(ui.actor()).await?;
    if !own.proven {
        return Ok(or_prove(&ui, IdentityRefusal::ProveFirst.into(), NEW));
    }
    let name = ui.t("identity-passkey-name-usual").to_owned();
    let content = form(&app, &ui, own, &name, &FormErrors::none()).await?;
    Ok(ui.page(Title::new(ui.t("identity-second-add-passkey")).script(SCRIPT), content))
}

pub(crate) async fn add(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let name = input.name.clone();
    let added = match input.read() {
        (Some(challenge), answer) => app.identity.add_passkey(ui.actor(), &name, challenge, &answer).await,
        (None, _) => Err(IdentityRefusal::Challenge.into()),
    };
    match added {
        Ok(Some(codes)) => Ok(codes_page(&ui, &codes)),
        Ok(None) => Ok(forms::done(&ui, "/profile/second", "identity-second-added")),
        Err(error) if error.code() == "identity-refusal-prove-first" => Ok(or_prove(&ui, error, NEW)),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let title = Title::new(ui.t("identity-second-add-passkey")).script(SCRIPT);
            let own = app.identity.own_factors(ui.actor()).await?;
            let content = form(&app, &ui, own, &name, &errors).await?;
            Ok(ui.page_with_errors(title, &errors, content))
        }
    }
}

pub(crate) async fn step(
    State(app): State<IdentityWeb>,
    ui: Ui,
    headers: HeaderMap,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let token = cookie::token(&headers, is_secure(&ui)).unwrap_or_default();
    let next = safe_next(&input.next).to_owned();
    let (challenge, answer) = input.read();
    match app.identity.second_step_with_passkey(ui.actor(), token, challenge, &answer).await {
        Ok(opened) => Ok(enter(&ui, &opened, &next)),
        Err(error) => second_step::again(&app, &ui, token, &next, error).await,
    }
}

async fn form(app: &IdentityWeb, ui: &Ui, own: OwnFactors, name: &str, errors: &FormErrors) -> Result<Markup> {
    let challenge = app.identity.passkey_challenge().await?;
    let person = app.identity.profile(ui.actor()).await?.person;
    let passkeys = own.factors.into_iter();
    let known: Vec<String> = passkeys.filter(|f| f.kind == FactorKind::Passkey).map(|f| f.credential).collect();
    Ok(html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("identity-second-add-passkey")) }
            p.govuk-body { (ui.t("identity-passkey-lead")) }
            form method="post" action=(NEW) novalidate data-passkey="create"
                data-challenge=(URL_SAFE_NO_PAD.encode(&challenge.content)) data-site=(app.identity.site().id)
                data-portal=(app.identity.settings().portal) data-user=(URL_SAFE_NO_PAD.encode(person.id.uuid().as_bytes()))
                data-login=(person.login.as_deref().unwrap_or_default()) data-name=(person.name.short())
                data-known=(known.join(" ")) {
                (parts::hidden("challenge", challenge.id.to_string()))
                (parts::hidden("client_data", "")) (parts::hidden("authenticator_data", ""))
                (parts::hidden("public_key", ""))
                (script_box(ui, &html! {
                    (name_field(ui, name, errors))
                    (parts::button(ui.t("identity-second-add-passkey")))
                }))
            }
            p.govuk-body { a.govuk-link href="/profile/second" { (ui.t("web-cancel")) } }
        } }
    })
}

/// The form of the second step for those who have a passkey.
pub(crate) async fn step_form(app: &IdentityWeb, ui: &Ui, way: &HalfWay, next: &str) -> Result<Markup> {
    if way.passkeys.is_empty() {
        return Ok(html! {});
    }
    let challenge = app.identity.passkey_challenge().await?;
    Ok(html! {
        form method="post" action=(STEP) novalidate data-passkey="get"
            data-challenge=(URL_SAFE_NO_PAD.encode(&challenge.content)) data-site=(app.identity.site().id)
            data-known=(way.passkeys.join(" ")) {
            (parts::hidden("challenge", challenge.id.to_string())) (parts::hidden("next", next))
            (parts::hidden("client_data", "")) (parts::hidden("authenticator_data", ""))
            (parts::hidden("credential", "")) (parts::hidden("signature", ""))
            (script_box(ui, &html! { (parts::button(ui.t("identity-passkey-use"))) }))
        }
    })
}

/// What is shown with a script, and what stands there without one.
fn script_box(ui: &Ui, content: &Markup) -> Markup {
    html! {
        p.govuk-error-message data-problem hidden role="alert" tabindex="-1" { (ui.t("identity-passkey-problem")) }
        div data-with-script hidden { (content) }
        p.govuk-inset-text data-without-script { (ui.t("identity-passkey-script")) }
    }
}
