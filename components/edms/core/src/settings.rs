//! What an installation may set.

use crate::Requisite;

/// Settings of the exchange.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address of the portal without a slash at its end: links of letters begin with it.
    pub address: String,
    /// Requisites that must be filled (385-15-b: the rules stand in an act of their own).
    pub mandatory_requisites: Vec<Requisite>,
    /// Seconds between attempts of a delivery, growing; the last one repeats.
    pub delays: Vec<i64>,
    /// Seconds after which a delivery is given up.
    pub patience: i64,
    /// Seconds for which a delivery under way is nobody else's.
    pub claim: i64,
    /// May systems on other machines be joined over HTTP: is the network between protected by other means?
    pub plain_inside: bool,
    /// Longest message, in bytes.
    pub message_limit: usize,
    /// Longest text of a letter, in characters.
    pub text_limit: usize,
    /// Longest title, name or number, in characters.
    pub line_limit: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: "http://localhost:8080".to_owned(),
            mandatory_requisites: Requisite::ALL.to_vec(),
            delays: vec![2, 10, 60, 5 * 60, 30 * 60, 2 * 3600, 12 * 3600],
            patience: 3 * 24 * 3600,
            claim: 60,
            plain_inside: false,
            message_limit: 1 << 20,
            text_limit: 100_000,
            line_limit: 2_000,
        }
    }
}
