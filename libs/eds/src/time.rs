//! Times of certificates and lists: seconds since 1970 UTC.

use crate::asn1::{Element, tag};
use crate::{Error, Reason, Result};
use der::DateTime;
use der::asn1::{GeneralizedTime, UtcTime};
use der::{Decode, Encode};
use std::time::Duration;

/// Reads `UTCTime` or `GeneralizedTime` as X.509 wants them (UTC, seconds, no fractions).
pub fn read(element: &Element<'_>) -> Result<i64> {
    let duration = match element.tag {
        tag::UTC_TIME => UtcTime::from_der(element.raw)?.to_unix_duration(),
        tag::GENERALIZED_TIME => GeneralizedTime::from_der(element.raw)?.to_unix_duration(),
        _ => return Err(Error::new(Reason::Malformed, "not a time")),
    };
    i64::try_from(duration.as_secs()).map_err(|_| Reason::Malformed.into())
}

/// Reads a `GeneralizedTime` that may have a fraction of a second, as stamps have; the fraction is cut off.
pub fn read_with_fraction(element: &Element<'_>) -> Result<i64> {
    let malformed = || Error::new(Reason::Malformed, "time of a stamp");
    let text = element.value;
    let (whole, fraction) = text.split_at_checked(14).ok_or_else(malformed)?;
    let rest = fraction.strip_suffix(b"Z").ok_or_else(malformed)?;
    if !rest.is_empty() {
        let digits = rest.strip_prefix(b".").ok_or_else(malformed)?;
        if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
            return Err(malformed());
        }
    }
    let plain = crate::asn1::element(tag::GENERALIZED_TIME, &[whole, b"Z"].concat());
    read(&crate::asn1::Reader::new(&plain).next()?)
}

/// Writes a time: `UTCTime` until 2049, `GeneralizedTime` after (RFC 5280, 4.1.2.5).
pub fn write(seconds: i64) -> Result<Vec<u8>> {
    let duration = duration(seconds)?;
    match UtcTime::from_unix_duration(duration) {
        Ok(time) => Ok(time.to_der()?),
        Err(_) => generalized(seconds),
    }
}

/// Writes a time as `GeneralizedTime`.
pub fn generalized(seconds: i64) -> Result<Vec<u8>> {
    Ok(GeneralizedTime::from_unix_duration(duration(seconds)?)?.to_der()?)
}

/// A time as people read it: `2026-11-22T03:00:23Z`. For reports.
pub fn text(seconds: i64) -> String {
    duration(seconds)
        .ok()
        .and_then(|d| DateTime::from_unix_duration(d).ok())
        .map_or_else(String::new, |t| t.to_string())
}

fn duration(seconds: i64) -> Result<Duration> {
    u64::try_from(seconds).map(Duration::from_secs).map_err(|_| Error::new(Reason::NotMade, "a time before 1970"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::Reader;

    /// Times before and after 2050 read back.
    #[test]
    fn times_round_trip() {
        for seconds in [0, 1_795_316_400, 2_524_607_999, 2_524_608_000, 4_000_000_000] {
            let bytes = write(seconds).expect("writes");
            let element = Reader::new(&bytes).next().expect("reads");
            assert_eq!(read(&element).expect("reads"), seconds);
        }
        assert_eq!(text(1_795_316_423), "2026-11-22T03:00:23Z");
        assert!(write(-1).is_err());
    }
}
