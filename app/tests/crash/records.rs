//! Votes and letters after a start.

use super::load::{Caller, Decision, value_of};
use super::scope::Scope;
use super::server::{CLERK, House};
use super::state::{json, rows, told};
use orda_store::Database;
use serde_json::Value;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Every acknowledged vote is there, with its value.
pub async fn voted(house: &House, votes: &[Decision]) {
    let officer = Caller::new(house, "chancellery-control");
    for (draft, code) in votes {
        let results = json(&officer, &format!("/api/v1/drafts/{draft}/versions/1/vote")).await;
        let body = house.cast.body(code).to_string();
        let voter = results["voters"].as_array().unwrap().iter().find(|v| v["body"]["id"] == body.as_str()).unwrap();
        assert_eq!(voter["value"], value_of(code), "{draft} {code} was acknowledged: {voter}");
    }
}

/// Every acknowledged letter is there.
pub async fn sent(house: &House, letters: &[String]) {
    let clerk = Caller::new(house, CLERK);
    for id in letters {
        let card = json(&clerk, &format!("/api/v1/letters/{id}")).await;
        assert_eq!(card["letter"]["id"], id.as_str(), "{id} was acknowledged: {card}");
    }
}

/// How often each of these comes.
fn counted<T: Ord>(all: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// A vote is there with its signature, its history entry and its accounting entry; a letter with its way, its number, its
/// accounting entry and its notice; or nothing of them is.
pub async fn nothing_by_half(house: &House, scope: &Scope) {
    let db = Database::open(&house.database).await.unwrap();
    votes_by_half(&db, scope).await;
    letters_by_half(&db, scope).await;
    db.close().await;
}

async fn votes_by_half(db: &Database, scope: &Scope) {
    let considered = format!("select draft_id, data from drafts_consideration where {}", scope.of_drafts("draft_id"));
    let considered = rows(db, &considered, |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let mut cast = BTreeSet::new();
    let mut signatures = BTreeSet::new();
    for (draft, consideration) in considered {
        let vote = &consideration["vote"];
        let Some(voters) = vote["voters"].as_array() else { continue };
        for voter in voters.iter().filter(|v| !v["ballot"].is_null()) {
            cast.insert((draft.clone(), voter["body"].as_str().unwrap().to_owned()));
            signatures.insert(voter["ballot"]["signature"].as_str().unwrap().to_owned());
        }
        let all_voted = voters.iter().all(|v| !v["ballot"].is_null());
        assert_eq!(all_voted, !vote["closed"].is_null(), "{draft}: the last vote closes it");
    }
    let kept = format!(
        "select id from signatures_signature where purpose in ('vote_support', 'vote_against') and {}",
        scope.of_drafts("object_id")
    );
    let kept: BTreeSet<String> = rows(db, &kept, |row| row.get::<String, _>(0)).await.into_iter().collect();
    assert_eq!(kept, signatures, "signatures and votes");
    let told = counted(told(db, scope, "voted").await);
    assert_eq!(told, counted(cast.iter().cloned()), "one entry of the history each");
    let accounted = format!(
        "select part from audit_entry where resource = 'draft' and operation = 'sign' and detail = 'vote on version 1' \
         and {}",
        scope.of_drafts("part")
    );
    let accounted = counted(rows(db, &accounted, |row| row.get::<String, _>(0)).await);
    assert_eq!(accounted, counted(cast.into_iter().map(|(draft, _)| draft)), "accounting of votes");
}

async fn letters_by_half(db: &Database, scope: &Scope) {
    let letters = format!("select id, data from edms_letter where kind = 'official' and {}", scope.of_letters("id"));
    let letters = rows(db, &letters, |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let numbers = counted(letters.iter().map(|(_, letter)| letter["outgoing"]["number"].to_string()));
    assert!(numbers.values().all(|times| *times == 1), "no number twice: {numbers:?}");
    let once = counted(letters.into_iter().map(|(id, _)| id));
    let entries = format!(
        "select e.letter_id, e.data from edms_entry e join edms_letter l on l.id = e.letter_id \
         where l.kind = 'official' and {}",
        scope.of_letters("l.id")
    );
    let entries = rows(db, &entries, |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let taken = entries.into_iter().filter(|(_, entry)| entry["event"]["event"] == "taken");
    assert_eq!(counted(taken.map(|(id, _)| id)), once, "the way of each begins once");
    let accounted = format!(
        "select part from audit_entry where resource = 'letter' and operation = 'send' and detail = 'official' \
         and outcome = 'done' and {}",
        scope.of_letters("part")
    );
    assert_eq!(counted(rows(db, &accounted, |row| row.get::<String, _>(0)).await), once, "accounting of letters");
    // A link ends with the id.
    let notices = format!(
        "select link from notifications_notice where kind = 'edms-notice-letter' and {}",
        scope.of_letters("substr(link, length(link) - 35)")
    );
    let notices = rows(db, &notices, |row| row.get::<String, _>(0)).await;
    let told: BTreeSet<String> = notices.iter().filter_map(|link| link.rsplit('/').next()).map(str::to_owned).collect();
    assert_eq!(told, once.into_keys().collect(), "clerks of the receiver are told of each");
}
