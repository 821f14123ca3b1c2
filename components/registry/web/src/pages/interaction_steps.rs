//! What is done with an interaction: proposing it, entering and ending participants, putting it in force, ending it.

use super::findings::Reason;
use super::view::{self, choices};
use super::{interaction_path, interactions, opened, path, record_crumbs, refused};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Error, LocalizedText, Operation, Result as Done};
use orda_registry::{
    INTERACTION, Interaction, InteractionId, InteractionInput, Part, ParticipantChoices, ParticipantId,
    ParticipantInput, Record, RecordId,
};
use orda_web::parts::{self, Choice, Confirmation, Crumb, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// An interaction as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    name_kk: String,
    name_ru: String,
    name_en: String,
    part: String,
}

pub(crate) async fn form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    opened(&web, &ui, id, |record| Ok(new_page(&ui, record, &Input::default(), &FormErrors::none()))).await
}

pub(crate) async fn post(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<RecordId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let asked = InteractionInput {
        name: LocalizedText::new(&input.name_kk, &input.name_ru, &input.name_en),
        part: Part::from_code(&input.part),
    };
    match web.registry.propose(ui.actor(), id, &asked).await {
        Ok(made) => Ok(done(&ui, made, "web-saved")),
        Err(error) => refused(&web, &ui, id, error, |record, errors| Ok(new_page(&ui, record, &input, errors))).await,
    }
}

fn new_page(ui: &Ui, record: &Record, input: &Input, errors: &FormErrors) -> Response {
    let name = |field: &'static str, key: &'static str, lang: &'static str| {
        Field::new(field, ui.t(key)).lang(lang).max(300).errors(errors)
    };
    let codes: Vec<_> = Part::ALL.iter().map(|part| part.code()).collect();
    let part = Field::new("part", ui.t("registry-part")).hint(ui.t("registry-part-hint")).errors(errors);
    let fields = html! {
        (parts::text_input(name("name_kk", "registry-name-kk", "kk"), &input.name_kk))
        (parts::text_input(name("name_ru", "registry-name-ru", "ru"), &input.name_ru))
        (parts::text_input(name("name_en", "registry-name-en", "en").optional(ui), &input.name_en))
        (parts::radios(part, &choices(ui, "part", &codes), &input.part))
    };
    let heading = ui.t("registry-interaction-new");
    let content = view::form(ui, heading, ui.text(&record.name), errors, &fields, &path(record.id, ""));
    ui.form_page(Title::new(heading).above(record_crumbs(ui, record)), errors, content)
}

/// A participant as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    system: String,
    body: String,
    record: String,
    from: String,
    until: String,
}

pub(crate) async fn participant_form(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    let known = web.registry.participants_to_choose(ui.actor(), id).await?;
    let input = Chosen { from: known.card.today.to_string(), ..Chosen::default() };
    let page = participant_page(&ui, &known, &input, &FormErrors::none());
    Ok(page.accessed(Access::done(INTERACTION, id, Operation::Read)))
}

pub(crate) async fn participant(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
    Form(input): Form<Chosen>,
) -> Result<Response, WebError> {
    let asked = ParticipantInput {
        system: input.system.parse().ok(),
        body: input.body.parse().ok(),
        record: input.record.parse().ok(),
        from: input.from.clone(),
        until: input.until.clone(),
    };
    match web.registry.add_participant(ui.actor(), id, &asked).await {
        Ok(_) => Ok(done(&ui, id, "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let known = web.registry.participants_to_choose(ui.actor(), id).await?;
            Ok(participant_page(&ui, &known, &input, &errors))
        }
    }
}

fn participant_page(ui: &Ui, known: &ParticipantChoices, input: &Chosen, errors: &FormErrors) -> Response {
    let ParticipantChoices { card, systems, bodies, records } = known;
    let none = || std::iter::once(Choice::new("", ui.t("registry-not-chosen")));
    let systems: Vec<_> =
        none().chain(systems.iter().map(|one| Choice::new(one.id.to_string(), one.name.as_str()))).collect();
    let bodies: Vec<_> =
        none().chain(bodies.iter().map(|one| Choice::new(one.id.to_string(), ui.text(&one.name)))).collect();
    let records: Vec<_> =
        none().chain(records.iter().map(|one| Choice::new(one.id.to_string(), ui.text(&one.name)))).collect();
    let record = Field::new("record", ui.t("registry-participant-record")).optional(ui);
    let record = record.hint(ui.t("registry-participant-record-hint"));
    let system = Field::new("system", ui.t("registry-participant-system")).hint(ui.t("registry-participant-hint"));
    let until = Field::new("until", ui.t("registry-participant-until")).kind("date").width(10).optional(ui);
    let from = Field::new("from", ui.t("registry-participant-from")).kind("date").width(10);
    let fields = html! {
        (parts::select(system.errors(errors), &systems, &input.system))
        (parts::select(Field::new("body", ui.t("registry-participant-owner")).errors(errors), &bodies, &input.body))
        (parts::select(record.errors(errors), &records, &input.record))
        (parts::text_input(from.errors(errors), &input.from))
        (parts::text_input(until.errors(errors), &input.until))
    };
    step_page(ui, &card.interaction, "registry-participant-new", &fields, errors)
}

pub(crate) async fn ask_end_participant(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): Path<(InteractionId, ParticipantId)>,
) -> Result<Response, WebError> {
    let ParticipantChoices { card, .. } = web.registry.participants_to_choose(ui.actor(), id).await?;
    let found = card.interaction.participants.iter().find(|one| one.id == which).ok_or(Error::NotFound)?;
    let name = [("name", found.name.as_str().into())];
    let page = parts::confirm_page(
        &ui,
        Confirmation {
            question: &ui.tr("registry-participant-end-question", &name),
            consequence: ui.t("registry-participant-end-consequence"),
            content: html! {},
            action: &interaction_path(id, &format!("/participants/{which}/end")),
            verb: ui.t("registry-participant-end"),
            back: &interaction_path(id, ""),
            dangerous: true,
        },
    );
    Ok(page.accessed(Access::done(INTERACTION, id, Operation::Read)))
}

pub(crate) async fn end_participant(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path((id, which)): Path<(InteractionId, ParticipantId)>,
) -> Result<Response, WebError> {
    let ended = web.registry.end_participant(ui.actor(), id, which).await;
    card_or_done(&web, &ui, id, ended, "registry-participant-end-done").await
}

pub(crate) async fn ask_force(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    let card = web.registry.interaction(ui.actor(), id).await?;
    orda_registry::policy::may_put_in_force(ui.actor()).check()?;
    let part = ui.t(&format!("registry-part-{}", card.interaction.part.code())).to_owned();
    let page = parts::confirm_page(
        &ui,
        Confirmation {
            question: &ui.tr("registry-interaction-force-question", &[("part", part.into())]),
            consequence: ui.t("registry-interaction-force-consequence"),
            content: html! {},
            action: &interaction_path(id, "/force"),
            verb: ui.t("registry-interaction-force"),
            back: &interaction_path(id, ""),
            dangerous: true,
        },
    );
    Ok(page.accessed(Access::done(INTERACTION, id, Operation::Read)))
}

pub(crate) async fn force(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    let put = web.registry.put_in_force(ui.actor(), id).await;
    card_or_done(&web, &ui, id, put, "registry-interaction-force-done").await
}

pub(crate) async fn ask_end(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    let card = web.registry.interaction(ui.actor(), id).await?;
    orda_registry::policy::may_see_all_calls(ui.actor(), &card.interaction).check()?;
    let page = end_page(&ui, &card.interaction, "", &FormErrors::none());
    Ok(page.accessed(Access::done(INTERACTION, id, Operation::Read)))
}

pub(crate) async fn end(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    match web.registry.end_interaction(ui.actor(), id, &input.reason).await {
        Ok(()) => Ok(done(&ui, id, "registry-interaction-end-done")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.registry.interaction(ui.actor(), id).await?;
            Ok(end_page(&ui, &card.interaction, &input.reason, &errors))
        }
    }
}

fn end_page(ui: &Ui, one: &Interaction, reason: &str, errors: &FormErrors) -> Response {
    let fields = html! {
        (parts::warning(ui, ui.t("registry-interaction-end-consequence")))
        (parts::textarea(ui, Field::new("reason", ui.t("registry-reason")).rows(3).max(1000).errors(errors), reason))
    };
    step_page(ui, one, "registry-interaction-end", &fields, errors)
}

/// A form about an interaction.
fn step_page(ui: &Ui, one: &Interaction, heading: &str, fields: &Markup, errors: &FormErrors) -> Response {
    let back = interaction_path(one.id, "");
    let crumbs = parts::breadcrumbs(ui, &[Crumb::new(back.as_str(), ui.text(&one.name))]);
    let content = view::form(ui, ui.t(heading), ui.text(&one.name), errors, fields, &back);
    ui.form_page(Title::new(ui.t(heading).to_owned()).above(crumbs), errors, content)
}

fn done(ui: &Ui, id: InteractionId, message: &'static str) -> Response {
    ui.redirect_with(&interaction_path(id, ""), &Message::new(message)).already_accounted()
}

/// Back to the card; or the card with what was refused.
async fn card_or_done(
    web: &RegistryWeb,
    ui: &Ui,
    id: InteractionId,
    result: Done<()>,
    message: &'static str,
) -> Result<Response, WebError> {
    match result {
        Ok(()) => Ok(done(ui, id, message)),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            Ok(interactions::page(ui, &web.registry.interaction(ui.actor(), id).await?, &errors))
        }
    }
}
