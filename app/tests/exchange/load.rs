//! A records clerk sends letters, one after the other, each until it is acknowledged.

use super::house::{House, OUTSIDE};
use orda_base::Env;
use reqwest::Client;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// Number of the nth letter.
pub fn number(nth: usize) -> String {
    format!("ІШКІ-{nth:04}")
}

/// Sends so many letters. The id is chosen before the first attempt: an answer that was lost makes no second letter.
pub async fn send(house: Arc<House>, count: usize) {
    let http = Client::new();
    let (env, address) = (Env::system(), format!("{}/api/v1/letters", house.url));
    for nth in 0..count {
        let letter = json!({
            "id": env.uuid().to_string(),
            "sender": house.cast.body("justice"),
            "receiver": house.cast.body(OUTSIDE[nth % OUTSIDE.len()]),
            "number": number(nth),
            "title": {"kk": "Хат", "ru": "Письмо"},
            "text": "Мәтін",
            "signer": "Ахметов Д. С.",
        });
        loop {
            let request = http.post(&address).header("cookie", house.cookie()).header("sec-fetch-site", "same-origin");
            let Ok(answer) = request.json(&letter).send().await else {
                // The server is down: it comes back.
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            let status = answer.status().as_u16();
            let Ok(said) = answer.text().await else { continue };
            match status {
                201 => break,
                // Refused while the server lives: that is a fault.
                status => panic!("letter {nth}: {status} {said}"),
            }
        }
    }
}
