//! What is announced, and where in it a moment lies.

use orda_base::{Error, FieldError, LocalizedText, Result, Timestamp};

/// Longest notice, in characters.
pub const NOTICE: usize = 500;
/// Longest maintenance: whoever mistypes a date does not close the portal for a year.
pub const LONGEST_HOURS: i64 = 72;

/// A maintenance that was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end; by then it ends by itself.
    pub until: Timestamp,
    /// What people are told; English falls back to Kazakh.
    pub notice: LocalizedText,
}

/// Where in an announcement a moment lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It is told and has not begun.
    Ahead,
    /// The portal is read and not changed; for so many seconds more.
    UnderWay(i64),
    /// It is over.
    Over,
}

impl Announcement {
    /// Where this moment lies.
    pub fn phase(&self, now: Timestamp) -> Phase {
        if now >= self.until {
            Phase::Over
        } else if now >= self.from {
            Phase::UnderWay(self.until.seconds_since(now).max(1))
        } else {
            Phase::Ahead
        }
    }
}

/// An announcement as an administrator enters it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// The beginning; none for what is no time.
    pub from: Option<Timestamp>,
    /// The end; none for what is no time.
    pub until: Option<Timestamp>,
    /// What people are told; Kazakh and Russian are needed.
    pub notice: LocalizedText,
}

impl Input {
    /// The announcement, when all of it is right.
    ///
    /// # Errors
    /// The wrong fields: `from`, `until`, `notice_kk`, `notice_ru`, `notice_en`.
    pub fn read(&self, now: Timestamp) -> Result<Announcement> {
        let mut wrong = Vec::new();
        if self.from.is_none() {
            wrong.push(FieldError::new("from", "maintenance-error-time"));
        }
        match (self.from, self.until) {
            (_, None) => wrong.push(FieldError::new("until", "maintenance-error-time")),
            (_, Some(until)) if until <= now => wrong.push(FieldError::new("until", "maintenance-error-past")),
            (Some(from), Some(until)) if until <= from => {
                wrong.push(FieldError::new("until", "maintenance-error-order"));
            }
            (Some(from), Some(until)) if until.seconds_since(from) > LONGEST_HOURS * 3600 => {
                wrong.push(FieldError::new("until", "maintenance-error-long").with("hours", LONGEST_HOURS));
            }
            _ => {}
        }
        let notice = LocalizedText::new(self.notice.kk.trim(), self.notice.ru.trim(), self.notice.en.trim());
        for (field, text, needed) in
            [("notice_kk", &notice.kk, true), ("notice_ru", &notice.ru, true), ("notice_en", &notice.en, false)]
        {
            if needed && text.is_empty() {
                wrong.push(FieldError::new(field, "error-required"));
            } else if text.chars().count() > NOTICE {
                wrong.push(FieldError::new(field, "error-too-long").with("max", NOTICE));
            }
        }
        match (self.from, self.until) {
            (Some(from), Some(until)) if wrong.is_empty() => Ok(Announcement { from, until, notice }),
            _ => Err(Error::Invalid(wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);

    fn at(seconds: i64) -> Timestamp {
        NOW.plus_seconds(seconds)
    }

    fn input(from: i64, until: i64) -> Input {
        Input {
            from: Some(at(from)), until: Some(at(until)), notice: LocalizedText::new("Жаңарту", "Обновление", "")
        }
    }

    /// It is told before it begins, is under way from its first second to the one before its end, and then over.
    #[test]
    fn a_moment_lies_before_within_or_after() {
        let announced = input(60, 120).read(NOW).expect("right");
        for (seconds, phase) in [
            (0, Phase::Ahead),
            (59, Phase::Ahead),
            (60, Phase::UnderWay(60)),
            (119, Phase::UnderWay(1)),
            (120, Phase::Over),
        ] {
            assert_eq!(announced.phase(at(seconds)), phase, "{seconds}");
        }
    }

    /// What is wrong is told by its field: no time, an end that is over or before the beginning, too long, no words.
    #[test]
    fn what_is_wrong_is_told() {
        let wrong = |input: Input| match input.read(NOW) {
            Err(Error::Invalid(fields)) => {
                fields.iter().map(|f| format!("{} {}", f.field, f.message.key)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(
            wrong(Input::default()),
            [
                "from maintenance-error-time",
                "until maintenance-error-time",
                "notice_kk error-required",
                "notice_ru error-required"
            ]
        );
        assert_eq!(wrong(input(-60, 0)), ["until maintenance-error-past"]);
        assert_eq!(wrong(input(60, 60)), ["until maintenance-error-order"]);
        assert_eq!(wrong(input(0, LONGEST_HOURS * 3600 + 1)), ["until maintenance-error-long"]);
        let long = LocalizedText::new("қ".repeat(NOTICE + 1), "Обновление", "");
        assert_eq!(wrong(Input { notice: long, ..input(0, 60) }), ["notice_kk error-too-long"]);
        assert!(input(-60, LONGEST_HOURS * 3600 - 60).read(NOW).is_ok(), "it may have begun already");
    }
}
