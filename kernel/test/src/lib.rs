//! A running portal for tests: on either database, with a small government, a clock that the test moves, and people
//! who call it over HTTP.
//!
//! ```no_run
//! # async fn example() {
//! use orda_test::{On, TestPortal};
//! let test = TestPortal::start(On::Sqlite).await;
//! let answer = test.client("justice-drafter").await.get("/my-work").await;
//! assert_eq!(answer.status, 200);
//! # }
//! ```

mod client;
mod portal;

pub use client::{Answer, Client};
pub use orda_store::testing::On;
pub use portal::{NOW, TestPortal};
