//! The unique identification number of a result (74-3-3).
//!
//! 28 letters and digits, 140 random bits (16 with 80 bits at first): the number alone leads to the public page, so it must not be guessed or counted
//! up from one's own, and no second code beside it can be lost. It is given once: the table has no two, rows are never
//! removed.

use orda_base::Env;
use orda_signatures::code;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The number of a result. Shown in fours: `7QK2-9F3M-XT41-0ABC-D5E6-FG78-HJ9K`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ResultNumber(String);

impl ResultNumber {
    /// A new number.
    pub fn generate(env: &Env) -> Self {
        Self(code::make(env.random()))
    }

    /// The number as somebody typed it, in any case and with or without separators; none for what is no number.
    pub fn read(typed: &str) -> Option<Self> {
        code::read(typed).map(Self)
    }

    /// The letters and digits without separators: as it is kept and stands in addresses.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ResultNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&code::printed(&self.0))
    }
}
