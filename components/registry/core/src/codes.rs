//! Closed lists with their codes: in the database, in the interface and in message keys.

use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$note])* $variant),+
        }

        impl $name {
            /// Every one, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable code: the variant's name in small letters.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(crate) use coded;

coded!(
    /// What a record is about. Message key: `registry-kind-<code>`.
    Kind {
        /// An information system (217-a1.6).
        System = "system",
        /// An electronic information resource (217-a1.31).
        Resource = "resource",
    }
);

coded!(
    /// The category by access (217-a10.2, 217-a15.2). Message key: `registry-category-<code>`.
    Category {
        /// Publicly accessible.
        Public = "public",
        /// Of restricted access.
        Restricted = "restricted",
    }
);

coded!(
    /// Where a record stands. Message key: `registry-state-<code>`.
    State {
        /// Not yet in operation.
        NotInOperation = "not_in_operation",
        /// In operation.
        InOperation = "in_operation",
        /// Withdrawn from operation: nothing of the record changes any more.
        Withdrawn = "withdrawn",
    }
);

coded!(
    /// Kinds of findings. Message key: `registry-finding-<code>`.
    FindingKind {
        /// Attestation for conformity to information security requirements and adopted standards (217-a17.3a).
        Attestation = "attestation",
        /// Test of software products and program codes in the test laboratory (217-a17.3b).
        Test = "test",
        /// Examination of the normative and technical documentation (217-a17.3b).
        Examination = "examination",
    }
);

coded!(
    /// Is a data set updated in time? Message key: `registry-freshness-<code>`.
    Freshness {
        /// Its period has passed without an update.
        Overdue = "overdue",
        /// It has not.
        UpToDate = "up_to_date",
    }
);

coded!(
    /// How urgent the next audit is (365-9). Message key: `registry-audit-<code>`.
    AuditState {
        /// It should have been carried out.
        Overdue = "overdue",
        /// It falls due within ten working days.
        Soon = "soon",
        /// There is time.
        InTime = "in_time",
    }
);

coded!(
    /// Where an interaction stands. Message key: `registry-interaction-<code>`.
    InteractionState {
        /// Its owner wishes it; nothing is refused yet.
        Proposed = "proposed",
        /// Only participants call its part.
        InForce = "in_force",
        /// It is over; nothing of it changes any more.
        Ended = "ended",
    }
);

coded!(
    /// A part of the portal's interface that systems call. The code is the first part of its paths. Message key:
    /// `registry-part-<code>`.
    Part {
        /// Drafts of legal acts.
        Drafts = "drafts",
        /// Sittings.
        Sittings = "sittings",
        /// Letters.
        Letters = "letters",
        /// Reminders about executing instructions.
        Reminders = "reminders",
        /// Services.
        Services = "services",
        /// Results of services.
        ServiceResults = "service-results",
        /// This register.
        Registry = "registry",
        /// Sets of files that are brought in.
        FileSets = "file-sets",
        /// The search.
        Search = "search",
    }
);

impl Part {
    /// The part to which this path belongs, called as interface (`/api/v1/drafts/42`) or as page (`/drafts/42`).
    pub fn of_path(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/api/v1").unwrap_or(path).strip_prefix('/')?;
        Self::from_code(rest.split('/').next().unwrap_or_default())
    }

    /// What its paths begin with.
    pub fn paths(self) -> [String; 2] {
        [format!("/api/v1/{}", self.code()), format!("/{}", self.code())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes are read back, and nothing else is.
    #[test]
    fn codes_are_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(*state));
        }
        assert_eq!((Category::from_code("secret"), Category::from_code("")), (None, None));
    }

    /// A path belongs to a part as interface and as page, whatever follows; what only begins like one does not.
    #[test]
    fn paths_belong_to_parts() {
        for path in ["/api/v1/drafts", "/api/v1/drafts/42/sign", "/drafts", "/drafts/42"] {
            assert_eq!(Part::of_path(path), Some(Part::Drafts), "{path}");
        }
        for path in ["/", "", "/api/v1", "/api/v1/draftsmen", "/api/v2/drafts", "/api/openapi.json", "drafts"] {
            assert_eq!(Part::of_path(path), None, "{path}");
        }
        for part in Part::ALL {
            assert!(part.paths().iter().all(|path| Part::of_path(path) == Some(*part)));
        }
    }
}
