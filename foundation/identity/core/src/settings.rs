//! What an installation may set.

use orda_base::Role;

/// Limits and names.
#[derive(Debug, Clone)]
pub struct Settings {
    /// A session without requests ends after so many seconds.
    pub idle_seconds: i64,
    /// A session ends after so many seconds in any case.
    pub absolute_seconds: i64,
    /// Name of the portal, as it stands in what one signs to log in.
    pub portal: String,
    /// Address of the portal, as it stands in what one signs to log in.
    pub public_url: String,
    /// Whoever holds one of these roles must have a second factor, or log in by EDS.
    pub second_factor_roles: Vec<Role>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idle_seconds: 30 * 60,
            absolute_seconds: 12 * 3600,
            portal: "Orda".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            second_factor_roles: Vec::new(),
        }
    }
}
