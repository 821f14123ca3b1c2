//! What an installation may set.

use orda_base::Role;

/// Of whom a second factor is demanded after a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondFactorOf {
    /// Of everybody, whatever the roles; also of who holds none.
    Everybody,
    /// Of who holds one of these roles.
    Holders(Vec<Role>),
}

impl SecondFactorOf {
    /// Is it demanded of who holds these roles?
    pub fn demands(&self, mut roles: impl Iterator<Item = Role>) -> bool {
        match self {
            Self::Everybody => true,
            Self::Holders(named) => roles.any(|role| named.contains(&role)),
        }
    }
}

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
    /// Of whom a second factor is demanded beside a password; an EDS counts as two.
    pub second_factor: SecondFactorOf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idle_seconds: 30 * 60,
            absolute_seconds: 12 * 3600,
            portal: "Orda".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            second_factor: SecondFactorOf::Everybody,
        }
    }
}
