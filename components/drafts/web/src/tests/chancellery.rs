//! Pages of the Chancellery's part: check, message of rejection, units, sittings, votes, final status.

use super::forms::{typed, verb, wrong};
use super::in_all_languages;
use crate::pages::{chancellery, sittings, vote};
use crate::samples;
use maud::html;
use orda_base::{Language, LocalizedText};
use orda_drafts::{CheckPart, CheckPoint, SittingState};
use orda_web::FormErrors;

/// Check, message of rejection, units, opinion, agenda, minutes, final status.
#[test]
fn verbs() {
    let card = samples::card();
    for part in CheckPart::ALL {
        let own = LocalizedText::new("Өзі", "Свой", "Own");
        let points = [
            CheckPoint { part, code: "approvals".into(), text: None },
            CheckPoint { part, code: "own".into(), text: Some(own) },
        ];
        verb(
            &format!("check-{}", part.code()),
            &card,
            "drafts-check-title",
            &["points", "complies", "remarks"],
            |ui, about, errors| {
                chancellery::check::view(ui, about, part, &points, &typed("complies=no&points=own&remarks=x"), errors)
            },
        );
    }
    verb("not-accepted", &card, "drafts-not-accepted-title", &["reason", "number"], |ui, about, errors| {
        chancellery::not_accepted::view(ui, about, &typed("reason=x&number=1"), errors)
    });
    verb("not-accepted-preview", &card, "drafts-not-accepted-title", &[], |ui, about, _| {
        let title = LocalizedText::new("Хат", "Письмо", "");
        chancellery::not_accepted::preview(ui, about, &title, "Бір\nЕкі", &typed("reason=x"))
    });
    verb("units", &card, "drafts-units-title", &["units"], |ui, about, errors| {
        chancellery::units::view(ui, about, &samples::units(), &typed(""), errors)
    });
    in_all_languages("units-none", |ui| {
        let about = crate::pages::verbs::About { card: &card, title: "drafts-units-title" };
        chancellery::units::view(ui, &about, &samples::units()[..1], &typed(""), &FormErrors::none())
    });
    verb("opinion", &card, "drafts-opinion-title", &["text"], |ui, about, errors| {
        chancellery::opinion::view(ui, about, &typed("text=x"), errors)
    });
    let planned = [samples::sitting(SittingState::Planned).sitting];
    verb("agenda", &card, "drafts-agenda-title", &["sitting"], |ui, about, errors| {
        chancellery::agenda::view(ui, about, &planned, &typed(""), errors)
    });
    verb("agenda-none", &card, "drafts-agenda-title", &[], |ui, about, errors| {
        chancellery::agenda::view(ui, about, &[], &typed(""), errors)
    });
    verb("status", &card, "drafts-status-title", &["status", "ground"], |ui, about, errors| {
        chancellery::status::view(ui, about, &typed("status=accepted&ground=x"), errors)
    });
    verb("minutes", &card, "drafts-minutes-title", &[], |ui, about, _| {
        chancellery::minutes::view(ui, about, &samples::minutes())
    });
}

/// The vote: started, cast, closed, its results, and what a listed head sees of it before it is closed.
#[test]
fn votes() {
    let card = samples::card();
    verb("vote-start", &card, "drafts-vote-start-title", &["term", "heads"], |ui, about, errors| {
        vote::start::view(ui, about, &samples::heads(), &typed("term=5"), errors)
    });
    verb("vote-choose", &card, "drafts-vote-title", &["value"], |ui, about, errors| {
        vote::cast::choose(ui, about, "/drafts/1/v/2/bodies/2/vote", errors)
    });
    for (name, results) in
        [("open", samples::vote(false)), ("closed", samples::vote(true)), ("hidden", samples::hidden_vote())]
    {
        verb(&format!("vote-{name}"), &card, "drafts-vote-results", &[], |ui, about, _| {
            vote::view(ui, about, &results)
        });
    }
    verb("vote-close", &card, "drafts-vote-close-title", &[], |ui, about, errors| {
        vote::close::view(ui, about, &samples::vote(false), errors)
    });
    let ui = samples::ui(Language::En, "/drafts");
    let about = crate::pages::verbs::About { card: &card, title: "drafts-vote-results" };
    let html = vote::view(&ui, &about, &samples::hidden_vote()).0;
    assert!(!html.contains("Қарсымын") && html.contains("shown later"), "votes of others stay hidden: {html}");
}

/// Sittings: the list, a new one, each state, the end, the minutes with what was typed kept.
#[test]
fn sittings() {
    let all = SittingState::ALL.map(|state| samples::sitting(state).sitting);
    in_all_languages("sittings", |ui| sittings::view(ui, &all));
    in_all_languages("sittings-none", |ui| sittings::view(ui, &[]));
    in_all_languages("sitting-new", |ui| {
        sittings::make::view(ui, &typed("number=44&date-day=31"), &wrong(ui, &["number", "date", "place"]))
    });
    for state in SittingState::ALL {
        let sitting = samples::sitting(state);
        in_all_languages(&format!("sitting-{}", state.code()), |ui| sittings::show::view(ui, &sitting));
        in_all_languages(&format!("sitting-end-{}", state.code()), |ui| {
            sittings::end::view(ui, &sitting, &FormErrors::none())
        });
    }
    let (sitting, draft) = (samples::sitting(SittingState::Ended), samples::draft_id());
    let input = vec![(format!("note-{draft}"), "Қабылдансын <a>".to_owned())];
    in_all_languages("sitting-minutes", |ui| {
        let missing = wrong(ui, &["files", &format!("result-{draft}")]);
        sittings::minutes::view(ui, &sitting, &html! {}, &input, &missing)
    });
    let ui = samples::ui(Language::En, "/sittings");
    let html = sittings::minutes::view(&ui, &sitting, &html! {}, &input, &FormErrors::none()).0;
    assert!(html.contains("Қабылдансын &lt;a&gt;"), "typed text is kept and escaped: {html}");
}
