//! The memory of the system: files of lines, each on the disk before anything is acknowledged. A line cut off by a kill was
//! never acknowledged and is dropped at the next start.

use serde_json::Value;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{Error, Read, Result, Write};
use std::path::Path;
use std::sync::Mutex;
use tokio::sync::Notify;

/// A file of lines.
struct Lines {
    file: File,
    lines: Vec<String>,
}

impl Lines {
    fn open(path: &Path) -> Result<Self> {
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        file.set_len(whole as u64)?;
        let text = String::from_utf8(bytes[..whole].to_vec()).map_err(Error::other)?;
        Ok(Self { file, lines: text.lines().map(str::to_owned).collect() })
    }

    fn push(&mut self, line: String) -> Result<()> {
        self.file.write_all(format!("{line}\n").as_bytes())?;
        self.file.sync_data()?;
        self.lines.push(line);
        Ok(())
    }
}

/// What is known of one message.
fn id(message: &Value) -> String {
    message["id"].as_str().unwrap_or_default().to_owned()
}

struct Memory {
    inbox: Lines,
    acknowledged: Lines,
    messages: HashSet<String>,
    letters: HashSet<String>,
    done: HashSet<String>,
    outbox: Vec<Value>,
}

/// The memory of the system.
pub struct Disk {
    memory: Mutex<Memory>,
    /// Rung when there is something to send.
    pub rung: Notify,
}

impl Disk {
    /// Opens the files of `folder`.
    pub fn open(folder: &Path) -> Result<Self> {
        let inbox = Lines::open(&folder.join("inbox.jsonl"))?;
        let acknowledged = Lines::open(&folder.join("acknowledged.txt"))?;
        let outbox = Lines::open(&folder.join("outbox.jsonl"))?;
        let read = |lines: &[String]| -> Result<Vec<Value>> {
            lines.iter().map(|line| serde_json::from_str(line).map_err(Error::other)).collect()
        };
        let taken = read(&inbox.lines)?;
        let memory = Memory {
            messages: taken.iter().map(id).collect(),
            letters: taken.iter().filter_map(|m| m["letter"]["id"].as_str().map(str::to_owned)).collect(),
            done: acknowledged.lines.iter().cloned().collect(),
            outbox: read(&outbox.lines)?,
            inbox,
            acknowledged,
        };
        Ok(Self { memory: Mutex::new(memory), rung: Notify::new() })
    }

    /// Keeps a message that came, once; answers whether it is new.
    pub fn take(&self, message: &Value) -> Result<bool> {
        let mut memory = self.memory.lock().map_err(|_| Error::other("poisoned"))?;
        if memory.messages.contains(&id(message)) {
            return Ok(false);
        }
        // A letter that comes again in another envelope is the same letter.
        let letter = message["letter"]["id"].as_str().map(str::to_owned);
        if letter.as_ref().is_some_and(|letter| memory.letters.contains(letter)) {
            memory.messages.insert(id(message));
            return Ok(false);
        }
        memory.inbox.push(message.to_string())?;
        memory.messages.insert(id(message));
        memory.letters.extend(letter);
        self.rung.notify_one();
        Ok(true)
    }

    /// What is still to be sent: the outbox in order, and the registration of every letter that came, with its number.
    pub fn to_send(&self) -> Result<Vec<Value>> {
        let memory = self.memory.lock().map_err(|_| Error::other("poisoned"))?;
        let mut receipts = Vec::new();
        for line in &memory.inbox.lines {
            let message: Value = serde_json::from_str(line).map_err(Error::other)?;
            if message["kind"] == "letter" {
                receipts.push(crate::sender::registration(receipts.len() + 1, &message));
            }
        }
        let waits = |message: &Value| !memory.done.contains(&id(message));
        Ok(memory.outbox.iter().cloned().chain(receipts).filter(waits).collect())
    }

    /// The portal has acknowledged a message.
    pub fn acknowledged(&self, message: &Value) -> Result<()> {
        let mut memory = self.memory.lock().map_err(|_| Error::other("poisoned"))?;
        memory.acknowledged.push(id(message))?;
        memory.done.insert(id(message));
        Ok(())
    }
}
