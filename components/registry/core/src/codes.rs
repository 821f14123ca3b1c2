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
}
