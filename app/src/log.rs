//! The log of the program, on standard error: `[log]`. The names of its fields stand in docs/operations.md.

use serde::Deserialize;
use std::time::Duration;
use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

/// `[log]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// How lines are written.
    pub format: Format,
    /// Milliseconds from which on a statement of the database is told; zero: none is.
    pub slow_statement_milliseconds: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { format: Format::Text, slow_statement_milliseconds: 500 }
    }
}

impl Settings {
    /// From when on a statement is slow.
    pub const fn slow(&self) -> Duration {
        match self.slow_statement_milliseconds {
            0 => Duration::MAX,
            milliseconds => Duration::from_millis(milliseconds),
        }
    }
}

/// How lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: one object of JSON a line.
    Json,
}

/// From here on what happens is written. What is written is `ORDA_LOG`, without it `usual`.
pub fn start(format: Format, usual: &str) {
    let filter = EnvFilter::try_from_env("ORDA_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    writing(format, filter, std::io::stderr).init();
}

fn writing<W>(format: Format, filter: EnvFilter, to: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(to);
    match format {
        Format::Text => Box::new(lines.finish()),
        Format::Json => {
            Box::new(lines.json().flatten_event(true).with_current_span(true).with_span_list(false).finish())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("whole").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(format: Format) -> String {
        let kept = Kept::default();
        let to = kept.clone();
        tracing::subscriber::with_default(writing(format, EnvFilter::new("info"), move || to.clone()), || {
            tracing::error_span!("request", request = "0193").in_scope(|| {
                tracing::warn!(path = "/drafts", error = "no \"room\"", "unavailable");
                tracing::debug!("not asked for");
            });
        });
        let bytes = kept.0.lock().expect("whole").clone();
        String::from_utf8(bytes).expect("text")
    }

    /// A line of JSON is one object with the fields under their names, and says to which request it belongs.
    #[test]
    fn lines_of_json_have_fields() {
        let text = written(Format::Json);
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(line["level"], "WARN");
        assert_eq!(line["message"], "unavailable");
        assert_eq!(line["path"], "/drafts");
        assert_eq!(line["error"], "no \"room\"");
        assert_eq!(line["span"]["request"], "0193");
        assert!(line["timestamp"].is_string() && line["target"].is_string(), "{text}");
    }

    /// A line of text says it too.
    #[test]
    fn lines_of_text_name_the_request() {
        let text = written(Format::Text);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("unavailable") && text.contains("0193") && text.contains("/drafts"), "{text}");
    }

    /// What is set is read; what is not known is refused; zero tells of no statement.
    #[test]
    fn settings_are_read() {
        let read = |text: &str| toml::from_str::<Settings>(text);
        assert_eq!(read("").expect("usual"), Settings::default());
        assert_eq!(Settings::default().slow(), Duration::from_millis(500));
        let set = read("format = 'json'\nslow_statement_milliseconds = 0").expect("read");
        assert_eq!((set.format, set.slow()), (Format::Json, Duration::MAX));
        assert!(read("format = 'xml'").is_err() && read("level = 'info'").is_err());
    }
}
