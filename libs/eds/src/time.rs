//! Times of certificates and lists: seconds since 1970 UTC.

use crate::asn1::{Element, tag};
use crate::{Error, Reason, Result};
use der::DateTime;
use der::Encode;
use der::asn1::{GeneralizedTime, UtcTime};
use std::time::Duration;

/// Reads `UTCTime` or `GeneralizedTime` as X.509 wants them (UTC, seconds, no fractions); years 1950 to 9999.
pub fn read(element: &Element<'_>) -> Result<i64> {
    let malformed = || Error::new(Reason::Malformed, "not a time");
    let (digits, year) = match (element.tag, element.value) {
        (tag::UTC_TIME, value @ [_, _, rest @ ..]) if value.len() == 13 => {
            let year = two(&value[..2]).ok_or_else(malformed)?;
            (rest, if year < 50 { 2000 + year } else { 1900 + year })
        }
        (tag::GENERALIZED_TIME, value @ [_, _, _, _, rest @ ..]) if value.len() == 15 => {
            let (century, year) = (two(&value[..2]).ok_or_else(malformed)?, two(&value[2..4]).ok_or_else(malformed)?);
            (rest, 100 * century + year)
        }
        _ => return Err(malformed()),
    };
    let (fields, b"Z") = digits.split_at(10) else { return Err(malformed()) };
    let mut parts = [0; 5];
    for (part, pair) in parts.iter_mut().zip(fields.chunks_exact(2)) {
        *part = two(pair).ok_or_else(malformed)?;
    }
    let [month, day, hour, minute, second] = parts;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return Err(malformed()),
    };
    if !(1..=last).contains(&day) || hour > 23 || minute > 59 || second > 59 || year < 1950 {
        return Err(malformed());
    }
    // Days since 1970, counting years from March, so that the leap day is the last (Hinnant, "chrono-compatible dates").
    let shifted = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let (era, of_era) = (shifted / 400, shifted % 400);
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
    Ok(days * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Two digits.
fn two(digits: &[u8]) -> Option<i64> {
    match digits {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(i64::from(a - b'0') * 10 + i64::from(b - b'0')),
        _ => None,
    }
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

/// Reads a time as people write it: `2026-11-22T03:00:23Z`, `2026-11-22` or seconds since 1970.
pub fn parse(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let whole = match (text.len(), digits.len()) {
        (10, 8) => format!("{digits}000000Z"),
        (20, 14) if text.ends_with('Z') => format!("{digits}Z"),
        _ => return None,
    };
    let bytes = crate::asn1::element(tag::GENERALIZED_TIME, whole.as_bytes());
    read(&crate::asn1::Reader::new(&bytes).next().ok()?).ok()
}

fn duration(seconds: i64) -> Result<Duration> {
    u64::try_from(seconds).map(Duration::from_secs).map_err(|_| Error::new(Reason::NotMade, "a time before 1970"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::Reader;

    /// Every day that `der` knows reads the same; what is no time is refused.
    #[test]
    fn times_are_those_of_the_calendar() {
        for day in (0..4_000_000_000_i64).step_by(86_400 * 7 - 3601) {
            let bytes = generalized(day).expect("writes");
            assert_eq!(read(&Reader::new(&bytes).next().expect("reads")).expect("time"), day);
        }
        let of = |kind, text: &str| {
            let bytes = crate::asn1::element(kind, text.as_bytes());
            read(&Reader::new(&bytes).next().expect("reads"))
        };
        assert_eq!(of(tag::UTC_TIME, "500101000000Z").expect("1950"), -631_152_000);
        for wrong in ["210229000000Z", "211301000000Z", "210101240000Z", "2101010000Z", "210101000000", "21010100000aZ"]
        {
            assert!(of(tag::UTC_TIME, wrong).is_err(), "{wrong}");
        }
    }

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
        assert_eq!(parse("2026-11-22T03:00:23Z"), Some(1_795_316_423));
        assert_eq!(parse("1970-01-02"), Some(86_400));
        assert_eq!(parse("1795316423"), Some(1_795_316_423));
        assert_eq!(parse("2026-13-22"), None);
    }
}
