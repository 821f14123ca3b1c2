//! Points in time.

use serde::{Deserialize, Serialize};

/// A point in time: microseconds since 1970-01-01T00:00:00Z. Stored as a bigint, shown in Astana time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The point `micros` microseconds after the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The point `seconds` seconds after the epoch.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This point moved by `seconds` (negative: into the past).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// Whole seconds from `earlier` to this point.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    /// The calendar date in Astana (`Asia/Almaty`), by which terms are counted.
    pub fn date(self) -> jiff::civil::Date {
        self.zoned().date()
    }

    /// The point as date, time and zone in Astana.
    pub fn zoned(self) -> jiff::Zoned {
        let stamp = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        stamp.to_zoned(zone().clone())
    }

    /// The point that this text names (RFC 3339), whatever its zone.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|at| Self(at.as_microsecond()))
    }

    /// RFC 3339 in UTC with seconds, for interfaces: `2026-11-22T03:00:23Z`.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_second(self.seconds()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
    }
}

/// The zone of the capital, from the bundled time zone data (+05:00 since 1 March 2024).
fn zone() -> &'static jiff::tz::TimeZone {
    static ZONE: std::sync::OnceLock<jiff::tz::TimeZone> = std::sync::OnceLock::new();
    ZONE.get_or_init(|| jiff::tz::TimeZone::get("Asia/Almaty").unwrap_or(jiff::tz::TimeZone::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A point is read as it is written, in any zone; anything else is none.
    #[test]
    fn reads_what_it_writes() {
        let at = Timestamp::from_seconds(1_795_316_400);
        assert_eq!(Timestamp::from_rfc3339(&at.rfc3339()), Some(at));
        assert_eq!(
            Timestamp::from_rfc3339("2026-11-22T08:00:00+05:00"),
            Timestamp::from_rfc3339("2026-11-22T03:00:00Z")
        );
        assert_eq!(Timestamp::from_rfc3339("yesterday"), None);
    }

    /// Astana is five hours ahead since March 2024 and was six hours ahead before.
    #[test]
    fn shows_the_time_of_the_capital() {
        assert_eq!(Timestamp::from_seconds(1_795_316_400).zoned().offset().seconds(), 5 * 3600);
        assert_eq!(Timestamp::from_seconds(1_700_000_000).zoned().offset().seconds(), 6 * 3600);
    }
}
