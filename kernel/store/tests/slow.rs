//! Statements that take long are told in the log, without what was bound to them. In a program of its own: the log is that of
//! the whole process.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use orda_store::Database;
use orda_store::testing::On;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Kept {
    fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap()
    }
}

/// A statement that took as long as is set, or longer, is told with its text, its time and its rows, and never with a value;
/// where nothing is slow enough nothing is told.
#[tokio::test]
async fn slow_statements_are_told_without_values() {
    let log = Kept::default();
    let to = log.clone();
    tracing_subscriber::fmt().with_env_filter("sqlx=warn").with_ansi(false).with_writer(move || to.clone()).init();
    for on in On::ALL {
        let base = on.open(&[]).await;
        for (slow, told) in [(Duration::ZERO, true), (Duration::MAX, false)] {
            let db = Database::open_with(&base.url, slow).await.unwrap();
            log.take();
            let found: String = sqlx::query_scalar("select $1 as named_here")
                .bind("931231300123")
                .fetch_one(db.reader())
                .await
                .unwrap();
            assert_eq!(found, "931231300123");
            // What is told is written when the statement goes, which may be in a thread of the database's own.
            db.close().await;
            let text = log.take();
            let line = text.lines().find(|line| line.contains("select $1 as named_here"));
            assert_eq!(line.is_some(), told, "{text}");
            assert!(
                line.is_none_or(|line| line.contains("elapsed_secs=") && line.contains("rows_returned=1")),
                "{text}"
            );
            assert!(!text.contains("931231300123"), "{text}");
        }
    }
}
