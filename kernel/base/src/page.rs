//! Pages of lists.

use serde::Serialize;

/// Which page of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Number of the page, from 1.
    pub number: u32,
    /// Rows a page: 25, 50 or 100.
    pub size: u32,
}

impl PageRequest {
    /// Sizes that are offered.
    pub const SIZES: [u32; 3] = [25, 50, 100];

    /// The wanted page, with what is out of range brought into it.
    pub fn new(number: Option<u32>, size: Option<u32>) -> Self {
        let size = size.filter(|s| Self::SIZES.contains(s)).unwrap_or(Self::SIZES[0]);
        Self { number: number.unwrap_or(1).clamp(1, 1_000_000), size }
    }

    /// Rows to skip.
    pub fn offset(self) -> i64 {
        i64::from(self.number - 1) * i64::from(self.size)
    }

    /// Rows to fetch.
    pub fn limit(self) -> i64 {
        i64::from(self.size)
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self::new(None, None)
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Rows in the whole list, counted up to a limit.
    pub total: u64,
    /// Set when counting stopped at the limit: there are at least `total` rows.
    pub at_least: bool,
    /// Number of this page, from 1.
    pub number: u32,
    /// Rows a page.
    pub size: u32,
}

impl<T> Page<T> {
    /// A page of a list whose length is known.
    pub fn new(items: Vec<T>, total: u64, request: PageRequest) -> Self {
        Self { items, total, at_least: false, number: request.number, size: request.size }
    }

    /// The same page with every row turned into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            total: self.total,
            at_least: self.at_least,
            number: self.number,
            size: self.size,
        }
    }
}
