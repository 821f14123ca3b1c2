//! The outcome of asking "may this actor do that": allowed, forbidden, or hidden.

use crate::{Error, Result};

/// What a policy function answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// May.
    Allowed,
    /// May not, and may know that the thing exists: 403.
    Forbidden,
    /// May not even know that the thing exists: 404.
    Hidden,
}

impl Permission {
    /// Allowed when `holds`, else forbidden.
    pub const fn when(holds: bool) -> Self {
        if holds { Self::Allowed } else { Self::Forbidden }
    }

    /// Turns "forbidden" into "hidden".
    #[must_use]
    pub const fn or_hidden(self) -> Self {
        match self {
            Self::Allowed => Self::Allowed,
            _ => Self::Hidden,
        }
    }

    /// Is it allowed?
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// # Errors
    /// [`Error::Forbidden`] or [`Error::NotFound`].
    pub fn check(self) -> Result<()> {
        match self {
            Self::Allowed => Ok(()),
            Self::Forbidden => Err(Error::Forbidden),
            Self::Hidden => Err(Error::NotFound),
        }
    }
}
