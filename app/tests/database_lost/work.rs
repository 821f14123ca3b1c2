//! What goes on while a standby takes over: files come in and letters are sent, by people who come back when they are told to.

use crate::load::{Caller, Sent, content};
use crate::server::{BODIES, CLERK, House};
use orda_base::Env;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Senders of files at once, and of letters.
const SENDERS: usize = 4;
const CLERKS: usize = 2;
/// Between the requests of one person.
const PAUSE: Duration = Duration::from_millis(30);
/// Longest time until some work is done.
const DONE: Duration = Duration::from_mins(2);

/// What came of it.
#[derive(Default)]
pub struct Done {
    /// Files that were acknowledged.
    pub files: Vec<Sent>,
    /// Ids of letters that were acknowledged.
    pub letters: Vec<String>,
    /// How often it was answered that the portal is unavailable.
    pub unavailable: usize,
    /// Every other answer but the one that was asked for.
    pub faults: Vec<String>,
    /// When acknowledged requests began and were answered.
    times: Vec<(Instant, Instant)>,
}

#[derive(Default)]
struct Seen {
    done: Mutex<Done>,
    is_enough: AtomicBool,
}

impl Seen {
    /// One request: the answer, if it was acknowledged.
    async fn ask(&self, what: &str, request: RequestBuilder) -> Option<Value> {
        let begun = Instant::now();
        let (status, again, said) = match request.send().await {
            Ok(answer) => {
                let (status, again) = (answer.status().as_u16(), answer.headers().contains_key("retry-after"));
                (status, again, answer.text().await.unwrap_or_default())
            }
            Err(error) => (0, false, error.to_string()),
        };
        let mut done = self.done.lock().unwrap();
        match (status, again) {
            (201, _) => {
                done.times.push((begun, Instant::now()));
                return Some(serde_json::from_str(&said).unwrap());
            }
            (503, true) => done.unavailable += 1,
            _ => done.faults.push(format!("{what}: {status} {said}")),
        }
        None
    }

    fn is_enough(&self) -> bool {
        self.is_enough.load(Ordering::SeqCst)
    }

    async fn send_files(&self, caller: Caller, sender: usize) {
        let mut nth = 0;
        while !self.is_enough() {
            tokio::time::sleep(PAUSE).await;
            let new = caller.request(Method::POST, "/api/v1/file-sets").json(&json!({}));
            let Some(set) = self.ask("a set", new).await else { continue };
            let (set, name) = (set["id"].as_str().unwrap().to_owned(), format!("{sender}-{nth}.zip"));
            nth += 1;
            let upload = caller.request(Method::POST, &format!("/api/v1/file-sets/{set}/files"));
            let upload = upload.query(&[("name", &name)]).header("content-type", "application/octet-stream");
            // One that was not acknowledged may be there all the same: the next goes into a set of its own.
            let Some(file) = self.ask("a file", upload.body(content(&name))).await else { continue };
            let id = file["id"].as_str().unwrap().to_owned();
            self.done.lock().unwrap().files.push(Sent { set, id, name });
        }
    }

    async fn send_letters(&self, house: &House) {
        let (caller, mut id) = (Caller::new(house, CLERK), Env::system().uuid().to_string());
        while !self.is_enough() {
            tokio::time::sleep(PAUSE).await;
            let letter = json!({
                "id": id, "sender": house.cast.body(BODIES[0]).to_string(),
                "receiver": house.cast.body(BODIES[1]).to_string(),
                "title": {"kk": "Хат", "ru": "Письмо", "en": ""}, "text": "Мәтін", "signer": "Ахметов Данияр",
            });
            // With the same id until it is acknowledged.
            let send = caller.request(Method::POST, "/api/v1/letters").json(&letter);
            let Some(said) = self.ask("a letter", send).await else { continue };
            assert_eq!(said["id"], id.as_str());
            self.done.lock().unwrap().letters.push(std::mem::replace(&mut id, Env::system().uuid().to_string()));
        }
    }
}

/// Work under way.
pub struct Work {
    seen: Arc<Seen>,
    people: JoinSet<()>,
}

impl Work {
    /// Begins; everybody goes on until it is enough.
    pub fn begin(house: &Arc<House>) -> Self {
        let (seen, mut people) = (Arc::new(Seen::default()), JoinSet::new());
        for sender in 0..SENDERS {
            let (seen, caller) = (Arc::clone(&seen), Caller::new(house, "justice-drafter"));
            people.spawn(async move { seen.send_files(caller, sender).await });
        }
        for _ in 0..CLERKS {
            let (seen, house) = (Arc::clone(&seen), Arc::clone(house));
            people.spawn(async move { seen.send_letters(&house).await });
        }
        Self { seen, people }
    }

    /// Waits until so many more requests were acknowledged.
    pub async fn has_done(&self, more: usize) {
        let acknowledged = || self.seen.done.lock().unwrap().times.len();
        let (begun, before) = (Instant::now(), acknowledged());
        while acknowledged() < before + more {
            assert!(begun.elapsed() < DONE, "no work is done: {:?}", self.seen.done.lock().unwrap().faults);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until somebody is told to come back.
    pub async fn is_told(&self) {
        let begun = Instant::now();
        while self.seen.done.lock().unwrap().unavailable == 0 {
            assert!(begun.elapsed() < DONE, "nobody is told anything");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// How long after this moment the first request was answered that had begun after it.
    pub fn served_since(&self, moment: Instant) -> Option<Duration> {
        let done = self.seen.done.lock().unwrap();
        let answered = done.times.iter().filter(|(begun, _)| *begun > moment).map(|(_, answered)| *answered);
        answered.min().map(|answered| answered - moment)
    }

    /// It is enough: everybody ends, answered or not.
    pub async fn end(mut self) -> Done {
        self.seen.is_enough.store(true, Ordering::SeqCst);
        while let Some(ended) = self.people.join_next().await {
            ended.unwrap();
        }
        std::mem::take(&mut *self.seen.done.lock().unwrap())
    }
}
