//! What an installation may set.

use crate::timetable::{Patience, TimeOfDay, Timetable};
use crate::{DocumentKinds, Source};
use seal::PeerKey;
use std::fmt;
use std::path::PathBuf;

/// Where and how a source is read.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Address of the list: `https://` or, inside a closed network, `http://`.
    pub url: String,
    /// Key with which the source seals its answers.
    pub key: PeerKey,
    /// File with what the source knows the portal by: a bearer token, read for every question.
    pub token: Option<PathBuf>,
}

/// Where the token is need not be in a log.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("url", &self.url).field("key", &self.key).finish_non_exhaustive()
    }
}

/// One source.
#[derive(Debug, Clone)]
pub struct SourceSettings {
    /// Where it is read; none while it is not joined.
    pub endpoint: Option<Endpoint>,
    /// When.
    pub timetable: Timetable,
}

/// Settings of reminders.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The document system of the Chancellery.
    pub chancellery: SourceSettings,
    /// The document system of the Administration of the President.
    pub presidential_administration: SourceSettings,
    /// How often a failed refresh is tried again.
    pub patience: Patience,
    /// Kinds of documents that are known.
    pub kinds: DocumentKinds,
    /// Longest answer, in bytes.
    pub answer_limit: usize,
    /// Most instructions of an answer.
    pub record_limit: usize,
    /// Days after which a Controller who has not looked is told (385-50); 0: never.
    pub unviewed_days: u16,
}

impl Settings {
    /// Of one source.
    pub const fn of(&self, source: Source) -> &SourceSettings {
        match source {
            Source::Chancellery => &self.chancellery,
            Source::PresidentialAdministration => &self.presidential_administration,
        }
    }

    /// The times of the law (385-51-b to 385-51-e).
    pub fn usual_timetable(source: Source) -> Timetable {
        let times = match source {
            Source::Chancellery => [(13, 30), (19, 0)],
            Source::PresidentialAdministration => [(7, 0), (17, 35)],
        };
        let times = times.into_iter().filter_map(|(hour, minute)| TimeOfDay::new(hour, minute)).collect();
        Timetable::new(times).expect("two times of the day")
    }
}

impl Default for Settings {
    fn default() -> Self {
        let unjoined = |source| SourceSettings { endpoint: None, timetable: Self::usual_timetable(source) };
        Self {
            chancellery: unjoined(Source::Chancellery),
            presidential_administration: unjoined(Source::PresidentialAdministration),
            patience: Patience { delays: vec![60, 5 * 60, 15 * 60, 30 * 60], claim: 10 * 60 },
            kinds: DocumentKinds::default(),
            answer_limit: 16 << 20,
            record_limit: 20_000,
            unviewed_days: 3,
        }
    }
}
