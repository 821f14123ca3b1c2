//! How much is looked at after a start: all, or what one round may have touched.

use orda_base::Env;
use orda_drafts::DraftId;
use std::collections::BTreeSet;

/// What is looked at.
pub struct Scope {
    drafts: Option<BTreeSet<String>>,
    letters: Option<BTreeSet<String>>,
    since: String,
}

impl Scope {
    /// Everything.
    pub const fn whole() -> Self {
        Self { drafts: None, letters: None, since: String::new() }
    }

    /// What is made from now on; drafts and letters are named.
    pub fn begin() -> Self {
        // Ids begin with the time.
        let now = Env::system().uuid().to_string();
        Self { drafts: Some(BTreeSet::new()), letters: Some(BTreeSet::new()), since: now[..13].to_owned() }
    }

    /// These drafts too.
    pub fn drafts<'a>(&mut self, ids: impl Iterator<Item = &'a DraftId>) {
        if let Some(drafts) = &mut self.drafts {
            drafts.extend(ids.map(ToString::to_string));
        }
    }

    /// These letters too.
    pub fn letters<'a>(&mut self, ids: impl Iterator<Item = &'a String>) {
        if let Some(letters) = &mut self.letters {
            letters.extend(ids.cloned());
        }
    }

    /// Was it made since the beginning, by its id?
    pub fn holds_new(&self, id: &str) -> bool {
        id >= self.since.as_str()
    }

    /// The same as a condition of SQL.
    pub fn new_ones(&self, column: &str) -> String {
        format!("{column} >= '{}'", self.since)
    }

    /// A condition of SQL: the column, or the expression, is the id of a draft that is looked at.
    pub fn of_drafts(&self, column: &str) -> String {
        among(self.drafts.as_ref(), column)
    }

    /// The same of a letter.
    pub fn of_letters(&self, column: &str) -> String {
        among(self.letters.as_ref(), column)
    }
}

fn among(ids: Option<&BTreeSet<String>>, column: &str) -> String {
    let Some(ids) = ids else { return "1 = 1".to_owned() };
    // No id is empty.
    let quoted: Vec<String> = ids.iter().map(String::as_str).chain([""]).map(|id| format!("'{id}'")).collect();
    format!("{column} in ({})", quoted.join(", "))
}
