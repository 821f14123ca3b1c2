//! Votes and letters after a start.

use super::load::{Caller, Decision, value_of};
use super::server::{CLERK, House};
use super::state::{json, rows};
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
pub async fn nothing_by_half(house: &House) {
    let db = Database::open(&house.database).await.unwrap();
    votes_by_half(&db).await;
    letters_by_half(&db).await;
    db.close().await;
}

async fn votes_by_half(db: &Database) {
    let considered = rows(db, "select draft_id, data from drafts_consideration", |row| {
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
    let kept = "select id from signatures_signature where purpose in ('vote_support', 'vote_against')";
    let kept: BTreeSet<String> = rows(db, kept, |row| row.get::<String, _>(0)).await.into_iter().collect();
    assert_eq!(kept, signatures, "signatures and votes");
    let entries = rows(db, "select draft_id, data from drafts_entry", |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let told = entries.into_iter().filter(|(_, entry)| entry["event"]["event"] == "voted");
    let told = counted(told.map(|(draft, entry)| (draft, entry["event"]["body"].as_str().unwrap().to_owned())));
    assert_eq!(told, counted(cast.iter().cloned()), "one entry of the history each");
    let accounted = "select part from audit_entry where resource = 'draft' and operation = 'sign' and detail = 'vote on \
                     version 1'";
    let accounted = counted(rows(db, accounted, |row| row.get::<String, _>(0)).await);
    assert_eq!(accounted, counted(cast.into_iter().map(|(draft, _)| draft)), "accounting of votes");
}

async fn letters_by_half(db: &Database) {
    let letters = rows(db, "select id, data from edms_letter where kind = 'official'", |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let numbers = counted(letters.iter().map(|(_, letter)| letter["outgoing"]["number"].to_string()));
    assert!(numbers.values().all(|times| *times == 1), "no number twice: {numbers:?}");
    let once = counted(letters.into_iter().map(|(id, _)| id));
    let entries = "select e.letter_id, e.data from edms_entry e join edms_letter l on l.id = e.letter_id \
                   where l.kind = 'official'";
    let entries = rows(db, entries, |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let taken = entries.into_iter().filter(|(_, entry)| entry["event"]["event"] == "taken");
    assert_eq!(counted(taken.map(|(id, _)| id)), once, "the way of each begins once");
    let accounted = "select part from audit_entry where resource = 'letter' and operation = 'send' and detail = 'official' \
                     and outcome = 'done'";
    assert_eq!(counted(rows(db, accounted, |row| row.get::<String, _>(0)).await), once, "accounting of letters");
    let notices = "select link from notifications_notice where kind = 'edms-notice-letter'";
    let notices = rows(db, notices, |row| row.get::<String, _>(0)).await;
    let told: BTreeSet<String> = notices.iter().filter_map(|link| link.rsplit('/').next()).map(str::to_owned).collect();
    assert_eq!(told, once.into_keys().collect(), "clerks of the receiver are told of each");
}
