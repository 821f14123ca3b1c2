//! What is there at the end, on both sides.

use super::house::{House, INSIDE, OUTSIDE};
use super::load::number;
use orda_base::Timestamp;
use orda_edms::Letter;
use orda_store::Database;
use serde_json::Value;
use sqlx::Row;
use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest time until everything has come.
const SETTLED: Duration = Duration::from_mins(4);

fn lines(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    // A line without its end is not written yet.
    text.split_inclusive('\n').filter(|l| l.ends_with('\n')).map(|l| l.trim_end().to_owned()).collect()
}

/// Messages of the document system that the portal has acknowledged: its letters and its registrations.
pub fn acknowledged(house: &House) -> usize {
    lines(&house.peer().join("acknowledged.txt")).len()
}

/// Waits until so many messages of the document system are acknowledged: then every letter has come both ways.
pub async fn settled(house: &House, messages: usize) {
    let began = Instant::now();
    while acknowledged(house) < messages {
        let have = acknowledged(house);
        assert!(began.elapsed() < SETTLED, "{have} of {messages} are acknowledged");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The document system has each letter of the portal once, in order for each receiver.
pub fn came_once_and_in_order(house: &House, count: usize) {
    let inbox: Vec<Value> =
        lines(&house.peer().join("inbox.jsonl")).iter().map(|l| serde_json::from_str(l).unwrap()).collect();
    let letters: Vec<&Value> = inbox.iter().filter(|m| m["kind"] == "letter").map(|m| &m["letter"]).collect();
    assert_eq!(letters.len(), count, "each letter once");
    let ids: HashSet<_> = letters.iter().map(|l| l["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), count);
    for (place, code) in OUTSIDE.iter().enumerate() {
        let came = letters.iter().filter(|l| l["receiver"] == house.bin(code)).map(|l| l["number"].as_str().unwrap());
        let sent: Vec<_> = (0..count).filter(|nth| nth % OUTSIDE.len() == place).map(number).collect();
        assert_eq!(came.collect::<Vec<_>>(), sent, "{code}");
    }
}

/// The portal has each letter from outside once, in order for each receiver, and each of its own registered under the number
/// that the document system gave it.
pub async fn portal_has_all(house: &House, sent: usize, came: usize) {
    let db = Database::open(&format!("sqlite://{}", house.data().join("orda.db").display())).await.unwrap();
    let rows = sqlx::query("select data from edms_letter order by taken_at, id").fetch_all(db.reader()).await.unwrap();
    let letters: Vec<Letter> = rows.iter().map(|r| serde_json::from_str(r.get::<&str, _>(0)).unwrap()).collect();
    let waiting: i64 = sqlx::query_scalar("select count(*) from edms_message where state <> 'sent'")
        .fetch_one(db.reader())
        .await
        .unwrap();
    let entries: i64 =
        sqlx::query_scalar("select count(*) from edms_entry where data like '%\"event\":\"registered\"%'")
            .fetch_one(db.reader())
            .await
            .unwrap();
    db.close().await;
    let own: Vec<_> = letters.iter().filter(|l| !l.from_outside).collect();
    let numbers: HashSet<_> = own.iter().map(|l| l.incoming.as_ref().expect("registered").number.clone()).collect();
    assert_eq!((own.len(), numbers.len()), (sent, sent), "each of its own once, each under a number of its own");
    assert_eq!(entries, i64::try_from(sent).unwrap(), "registered once each");
    assert_eq!(waiting, 0, "nothing waits");
    for (place, code) in INSIDE.iter().enumerate() {
        let receiver = house.cast.body(code);
        let have: Vec<(Timestamp, &str)> = letters
            .iter()
            .filter(|l| l.from_outside && l.receiver == receiver)
            .map(|l| (l.taken_at, l.outgoing.number.as_str()))
            .collect();
        let expected: Vec<_> =
            (0..came).filter(|nth| nth % INSIDE.len() == place).map(|nth| format!("СЫРТ-{nth:04}")).collect();
        assert_eq!(have.iter().map(|(_, n)| *n).collect::<Vec<_>>(), expected, "{code}");
        assert!(have.windows(2).all(|pair| pair[0].0 < pair[1].0), "one after the other");
    }
}
