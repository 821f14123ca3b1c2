//! Which page of a list is asked for.

use orda_base::PageRequest;
use serde::Deserialize;

/// The query `?page=2&size=50` of a list.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct Paging {
    page: Option<u32>,
    size: Option<u32>,
}

impl Paging {
    /// The page asked for, within the limits.
    pub fn request(self) -> PageRequest {
        PageRequest::new(self.page, self.size)
    }
}
