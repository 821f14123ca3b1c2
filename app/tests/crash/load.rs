//! What goes on while the server is killed: files come in, heads approve and vote, letters are sent, people log in.

use super::server::{BODIES, CLERK, House};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Entropy, Env, Role, SeededEntropy, SystemClock};
use orda_documents::samples;
use orda_drafts::DraftId;
use reqwest::{Body, Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Senders of files at once.
const SENDERS: u32 = 4;

/// A file that was acknowledged.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The set.
    pub set: String,
    /// Its id.
    pub id: String,
    /// Its name, from which its bytes follow.
    pub name: String,
}

/// What the head of one body, by its code, signs of a draft: an approval, a vote.
pub type Decision = (DraftId, &'static str);

/// Decisions still to be made.
pub struct Decisions(VecDeque<Decision>);

impl Decisions {
    /// Of every body on each of these drafts.
    pub fn of(drafts: &[DraftId]) -> Self {
        Self(drafts.iter().flat_map(|draft| BODIES.map(|code| (*draft, code))).collect())
    }

    /// The next ones.
    pub fn next(&mut self, count: usize) -> Vec<Decision> {
        self.0.drain(..count.min(self.0.len())).collect()
    }

    /// No answer came: to be tried again.
    pub fn again(&mut self, unsure: Vec<Decision>) {
        self.0.extend(unsure);
    }
}

/// What came of it.
#[derive(Default)]
pub struct Done {
    /// Sets that were made, acknowledged.
    pub sets: Vec<String>,
    /// Files that were acknowledged.
    pub files: Vec<Sent>,
    /// Approvals that were acknowledged.
    pub approved: Vec<Decision>,
    /// Votes that were acknowledged.
    pub voted: Vec<Decision>,
    /// Ids of letters that were acknowledged.
    pub letters: Vec<String>,
    /// Cookies of logins that were acknowledged.
    pub sessions: Vec<String>,
    /// Approvals to which no answer came.
    pub unsure: Vec<Decision>,
    /// Votes to which no answer came.
    pub unsure_votes: Vec<Decision>,
    /// Ids of letters to which no answer came.
    pub unsure_letters: Vec<String>,
    /// Requests to which no answer came.
    pub interrupted: u32,
}

/// What is to be done in a round.
#[derive(Default)]
pub struct Tasks {
    /// Approvals to be given.
    pub approvals: Vec<Decision>,
    /// Votes to be cast.
    pub votes: Vec<Decision>,
    /// Ids of letters to be sent once more, before new ones.
    pub letters: Vec<String>,
}

/// Work under way.
pub struct Load(JoinSet<Done>);

impl Load {
    /// Begins; each worker goes on until the server is gone.
    pub fn begin(house: &Arc<House>, round: u32, tasks: Tasks, seed: u64) -> Self {
        let mut work = JoinSet::new();
        for sender in 0..SENDERS {
            let caller = Caller::new(house, "justice-drafter");
            work.spawn(send_files(caller, format!("{round}-{sender}"), seed ^ u64::from(sender)));
        }
        let ways = tasks.approvals.into_iter().map(|approval| (approval, true));
        let ways = ways.chain(tasks.votes.into_iter().map(|vote| (vote, false)));
        for (nth, (decision, is_approval)) in (0_u32..).zip(ways) {
            let house = Arc::clone(house);
            let wait = Duration::from_millis(seed.rotate_left(nth * 16) % 200);
            work.spawn(async move {
                tokio::time::sleep(wait).await;
                if is_approval { approve(&house, decision).await } else { vote(&house, decision).await }
            });
        }
        work.spawn(send_letters(Arc::clone(house), tasks.letters, seed));
        work.spawn(log_in_again(Arc::clone(house), seed));
        Self(work)
    }

    /// Waits until every worker has noticed that the server is gone.
    pub async fn end(mut self) -> Done {
        let mut all = Done::default();
        while let Some(done) = self.0.join_next().await {
            let done = done.unwrap();
            all.sets.extend(done.sets);
            all.files.extend(done.files);
            all.approved.extend(done.approved);
            all.sessions.extend(done.sessions);
            all.unsure.extend(done.unsure);
            all.voted.extend(done.voted);
            all.unsure_votes.extend(done.unsure_votes);
            all.letters.extend(done.letters);
            all.unsure_letters.extend(done.unsure_letters);
            all.interrupted += done.interrupted;
        }
        all
    }
}

/// Somebody who calls the portal.
pub struct Caller {
    http: Client,
    url: String,
    cookie: String,
}

impl Caller {
    /// The person with this login.
    pub fn new(house: &House, login: &str) -> Self {
        Self::with_cookie(house, house.cookie(login))
    }

    /// Whoever has this cookie.
    pub fn with_cookie(house: &House, cookie: String) -> Self {
        Self { http: Client::new(), url: house.url.clone(), cookie }
    }

    /// A request of the person.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        request.header("cookie", &self.cookie).header("sec-fetch-site", "same-origin")
    }
}

/// The whole answer: status and JSON; none when it did not come to its end.
async fn answer(request: RequestBuilder) -> Option<(u16, Value)> {
    let response: Response = request.send().await.ok()?;
    let status = response.status().as_u16();
    let bytes = response.bytes().await.ok()?;
    Some((status, serde_json::from_slice(&bytes).unwrap_or_default()))
}

/// The bytes of the file of this name: an archive of random content.
pub fn content(name: &str) -> Vec<u8> {
    let seed = name.bytes().fold(7_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let entropy = SeededEntropy::new(seed);
    let mut bytes = vec![0; 500 + usize::try_from(seed % 40_000).unwrap()];
    entropy.fill(&mut bytes);
    samples::zip_of(&[("content.bin", &bytes)])
}

async fn send_files(caller: Caller, names: String, seed: u64) -> Done {
    let mut done = Done::default();
    let new = caller.request(Method::POST, "/api/v1/file-sets").json(&json!({}));
    let Some((201, set)) = answer(new).await else {
        done.interrupted += 1;
        return done;
    };
    let set = set["id"].as_str().unwrap().to_owned();
    done.sets.push(set.clone());
    for nth in 0..99 {
        let name = format!("{names}-{nth}-{}.zip", seed % 1_000);
        let pieces: Vec<_> = content(&name).chunks(4096).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect();
        let path = format!("/api/v1/file-sets/{set}/files");
        let body = Body::wrap_stream(futures::stream::iter(pieces));
        let request = caller.request(Method::POST, &path).query(&[("name", &name)]).body(body);
        match answer(request.header("content-type", "application/octet-stream")).await {
            Some((201, file)) => {
                let id = file["id"].as_str().unwrap().to_owned();
                done.files.push(Sent { set: set.clone(), id, name });
            }
            // Refused while the server lives: that is a fault.
            Some((status, said)) => panic!("{name}: {status} {said}"),
            None => {
                done.interrupted += 1;
                break;
            }
        }
    }
    done
}

/// A head logs in by EDS, again and again; each time from another address, for a login that was cut off counts as a failed
/// one, and whose logins fail too often waits (as it should).
async fn log_in_again(house: Arc<House>, seed: u64) -> Done {
    let code = BODIES[usize::try_from(seed % BODIES.len() as u64).unwrap()];
    let key = &house.cast.holder(code, Role::HeadOfBody).key;
    let caller = Caller::with_cookie(&house, String::new());
    let address = Ipv4Addr::new(10, seed.to_le_bytes()[0], seed.to_le_bytes()[1], seed.to_le_bytes()[2]);
    let mut done = Done::default();
    for _ in 0..5 {
        let Some((201, challenge)) = answer(caller.request(Method::POST, "/api/v1/session/challenge")).await else {
            break;
        };
        let content = STANDARD.decode(challenge["content"].as_str().unwrap()).unwrap();
        let cms = key.sign(&content, Env::system().now()).unwrap();
        let body = json!({"challenge": challenge["id"], "cms": STANDARD.encode(cms)});
        let login = caller.request(Method::POST, "/api/v1/session/eds").header("x-forwarded-for", address.to_string());
        let Ok(response) = login.json(&body).send().await else {
            done.interrupted += 1;
            break;
        };
        assert_eq!(response.status(), 201, "a good login");
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        done.sessions.push(cookie.split(';').next().unwrap().to_owned());
    }
    done
}

async fn approve(house: &House, approval: Decision) -> Done {
    let (draft, code) = approval;
    let path = format!("/api/v1/drafts/{draft}/versions/1/bodies/{}/approve", house.cast.body(code));
    match decide(house, &path, approval, json!({}), "drafts-refusal-already-decided").await {
        Some(()) => Done { approved: vec![approval], ..Done::default() },
        None => Done { unsure: vec![approval], interrupted: 1, ..Done::default() },
    }
}

async fn vote(house: &House, vote: Decision) -> Done {
    let (draft, code) = vote;
    let (path, value) =
        (format!("/api/v1/drafts/{draft}/versions/1/bodies/{}/vote", house.cast.body(code)), value_of(code));
    match decide(house, &path, vote, json!({"value": value}), "drafts-refusal-already-voted").await {
        Some(()) => Done { voted: vec![vote], ..Done::default() },
        None => Done { unsure_votes: vec![vote], interrupted: 1, ..Done::default() },
    }
}

/// How the head of a body votes.
pub fn value_of(code: &str) -> &'static str {
    if code == BODIES[0] { "against" } else { "support" }
}

/// Signs and hands over; nothing when no answer came.
async fn decide(house: &House, path: &str, decision: Decision, mut body: Value, known: &str) -> Option<()> {
    let caller = Caller::new(house, &format!("{}-head", decision.1));
    let task = caller.request(Method::GET, path);
    // The task takes as a question what is handed over as JSON.
    let task = if let Some(value) = body["value"].as_str() { task.query(&[("value", value)]) } else { task };
    let manifest = match answer(task).await? {
        (200, task) => STANDARD.decode(task["manifest"].as_str().unwrap()).unwrap(),
        // It was taken in before, and the answer did not come through.
        (409, said) if said["code"] == known => return Some(()),
        (status, said) => panic!("{decision:?}: {status} {said}"),
    };
    let key = &house.cast.holder(decision.1, Role::HeadOfBody).key;
    body["cms"] = STANDARD.encode(key.sign(&manifest, Env::system().now()).unwrap()).into();
    match answer(caller.request(Method::POST, path).json(&body)).await? {
        (204, _) => Some(()),
        (status, said) => panic!("{decision:?}: {status} {said}"),
    }
}

/// The clerk sends letters: first those to which no answer came, with their ids, then new ones.
async fn send_letters(house: Arc<House>, again: Vec<String>, seed: u64) -> Done {
    let caller = Caller::new(&house, CLERK);
    let env = Env::new(SystemClock, SeededEntropy::new(seed));
    let new = std::iter::repeat_with(|| env.uuid().to_string()).take(5);
    let mut done = Done::default();
    let mut waiting = again.into_iter().chain(new);
    for id in waiting.by_ref() {
        let letter = json!({
            "id": id, "sender": house.cast.body(BODIES[0]).to_string(), "receiver": house.cast.body(BODIES[1]).to_string(),
            "title": {"kk": "Хат", "ru": "Письмо", "en": ""}, "text": "Мәтін", "signer": "Ахметов Данияр",
        });
        match answer(caller.request(Method::POST, "/api/v1/letters").json(&letter)).await {
            Some((201, said)) => {
                assert_eq!(said["id"], id.as_str());
                done.letters.push(id);
            }
            Some((status, said)) => panic!("letter {id}: {status} {said}"),
            None => {
                done.unsure_letters.push(id);
                done.interrupted += 1;
                break;
            }
        }
    }
    done
}
