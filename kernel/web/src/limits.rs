//! How many requests one caller may make: a bucket of tokens for each person and each address, filled evenly.
//!
//! The arithmetic is the generic cell rate algorithm (ITU-T I.371): one number a bucket. It is ours because the time is
//! given to it, as to every decision here, and because its memory has a bound.

use http::{HeaderMap, Method, Uri};
use orda_base::{Actor, Identity, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Callers remembered at once; who comes when so many are there shares one bucket with all others who come then.
const KEPT: usize = 50_000;
/// Seconds for which the refusals of one caller make one record.
const SERIES: i64 = 60;
/// Records of refusals in a minute, of all callers together.
const RECORDS: Rate = Rate { at_once: 60, per_minute: 60 };

/// So many requests at once, and so many a minute in the long run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests at once.
    pub at_once: u32,
    /// Requests a minute; 0: no limit.
    pub per_minute: u32,
}

impl Rate {
    /// No limit.
    pub const NONE: Self = Self { at_once: 0, per_minute: 0 };

    /// Takes a token at `now` (microseconds) from a bucket that is full again at `full_at`.
    ///
    /// # Errors
    /// Seconds until there is one.
    fn take(self, full_at: i64, now: i64) -> Result<i64, i64> {
        if self.per_minute == 0 {
            return Ok(full_at);
        }
        let interval = 60_000_000 / i64::from(self.per_minute);
        let full_at = full_at.max(now) + interval;
        let beyond = full_at - now - interval * i64::from(self.at_once.max(1));
        if beyond > 0 { Err((beyond + 999_999) / 1_000_000) } else { Ok(full_at) }
    }
}

/// A kind of requests with a limit of its own.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name, in the accounting.
    pub name: &'static str,
    /// Is a request of this kind?
    pub is: fn(&Method, &Uri, &HeaderMap) -> bool,
    /// For each person or information system that is known.
    pub person: Rate,
    /// For each address of those who are not.
    pub address: Rate,
}

/// What was decided about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It goes on.
    Pass,
    /// It is refused for so many seconds.
    Refuse {
        /// Seconds to wait.
        seconds: i64,
        /// Set for the first of a series: it is accounted for, with what was refused and not accounted for before.
        record: Option<Record>,
    },
}

/// What the accounting says of a series of refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Name of the kind of requests.
    pub kind: &'static str,
    /// Refused since the last record of this caller, without one of their own.
    pub before: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Caller {
    Known(u128),
    Address(IpAddr),
    /// Everybody for whom there was no place.
    Others,
}

#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    full_at: i64,
    recorded_at: i64,
    unrecorded: u64,
}

/// The limits of a portal, with what its callers have used up.
pub struct Limits {
    kinds: Vec<Kind>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    buckets: HashMap<(usize, Caller), Bucket>,
    records: i64,
    swept_at: i64,
}

impl Limits {
    /// With these kinds; a request counts for every kind that it is of.
    pub fn new(kinds: Vec<Kind>) -> Self {
        Self { kinds, state: Mutex::default() }
    }

    /// Takes a token of every kind that the request is of. Of those who are known the person counts, of others the
    /// address (of IPv6 the network, for whoever has one address there has all of them).
    pub(crate) fn judge(
        &self,
        actor: Option<&Actor>,
        address: Option<IpAddr>,
        (method, uri, headers): (&Method, &Uri, &HeaderMap),
        now: Timestamp,
    ) -> Verdict {
        let caller = match actor.map(|actor| &actor.identity) {
            Some(Identity::Person { id, .. }) => Caller::Known(id.uuid().as_u128()),
            Some(Identity::System { id, .. }) => Caller::Known(id.uuid().as_u128()),
            _ => match address {
                Some(address) => Caller::Address(network(address)),
                None => return Verdict::Pass,
            },
        };
        for (index, kind) in self.kinds.iter().enumerate() {
            let rate = if matches!(caller, Caller::Known(_)) { kind.person } else { kind.address };
            if rate.per_minute > 0 && (kind.is)(method, uri, headers) {
                let verdict = self.take((index, caller), rate, kind.name, now);
                if verdict != Verdict::Pass {
                    return verdict;
                }
            }
        }
        Verdict::Pass
    }

    /// Says of a request that is refused for another reason whether it is the first of a series from its address.
    pub(crate) fn record(&self, name: &'static str, address: Option<IpAddr>, now: Timestamp) -> Option<Record> {
        // A place of its own beside the kinds: what is refused everywhere has no bucket to empty.
        let caller = address.map_or(Caller::Others, |address| Caller::Address(network(address)));
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.recorded((self.kinds.len(), caller), name, now.micros())
    }

    fn take(&self, key: (usize, Caller), rate: Rate, name: &'static str, now: Timestamp) -> Verdict {
        // Buckets are replaced whole: a holder that panicked left nothing half done.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now.micros();
        let bucket = state.bucket(key, now);
        match rate.take(bucket.full_at, now) {
            Ok(full_at) => {
                bucket.full_at = full_at;
                Verdict::Pass
            }
            Err(seconds) => Verdict::Refuse { seconds, record: state.recorded(key, name, now) },
        }
    }
}

impl State {
    /// The bucket of a caller; of all others when there is no place.
    fn bucket(&mut self, (kind, caller): (usize, Caller), now: i64) -> &mut Bucket {
        let mut key = (kind, caller);
        if self.buckets.len() >= KEPT && !self.buckets.contains_key(&key) {
            // Looking through all of them is dear: at most once a second.
            if now - self.swept_at >= 1_000_000 {
                self.swept_at = now;
                let over = |b: &Bucket| b.full_at <= now && now - b.recorded_at >= SERIES * 1_000_000;
                self.buckets.retain(|_, bucket| !over(bucket));
            }
            if self.buckets.len() >= KEPT {
                key.1 = Caller::Others;
            }
        }
        self.buckets.entry(key).or_default()
    }

    fn recorded(&mut self, key: (usize, Caller), kind: &'static str, now: i64) -> Option<Record> {
        let room = RECORDS.take(self.records, now);
        let bucket = self.bucket(key, now);
        match room {
            Ok(records) if bucket.recorded_at == 0 || now - bucket.recorded_at >= SERIES * 1_000_000 => {
                let record = Record { kind, before: bucket.unrecorded };
                (bucket.recorded_at, bucket.unrecorded) = (now, 0);
                self.records = records;
                Some(record)
            }
            _ => {
                bucket.unrecorded += 1;
                None
            }
        }
    }
}

/// An address of IPv4; of IPv6 its network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & !u128::from(u64::MAX)).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Timestamp = Timestamp::from_seconds(1_795_000_000);

    fn limits(rate: Rate) -> Limits {
        Limits::new(vec![Kind { name: "all", is: |_, _, _| true, person: Rate::NONE, address: rate }])
    }

    fn ask(limits: &Limits, address: &str, now: Timestamp) -> Verdict {
        let (uri, headers) = (Uri::from_static("/"), HeaderMap::new());
        limits.judge(None, address.parse().ok(), (&Method::GET, &uri, &headers), now)
    }

    /// So many at once pass, then one for each interval; who is refused is told for how long, and others are not touched.
    #[test]
    fn so_many_at_once_then_so_many_a_minute() {
        let limits = limits(Rate { at_once: 3, per_minute: 6 });
        for _ in 0..3 {
            assert_eq!(ask(&limits, "203.0.113.9", T0), Verdict::Pass);
        }
        let refused = ask(&limits, "203.0.113.9", T0);
        assert_eq!(refused, Verdict::Refuse { seconds: 10, record: Some(Record { kind: "all", before: 0 }) });
        assert_eq!(ask(&limits, "203.0.113.10", T0), Verdict::Pass, "another address");
        assert!(matches!(ask(&limits, "203.0.113.9", T0.plus_seconds(9)), Verdict::Refuse { seconds: 1, .. }));
        assert_eq!(ask(&limits, "203.0.113.9", T0.plus_seconds(10)), Verdict::Pass);
        assert_ne!(ask(&limits, "203.0.113.9", T0.plus_seconds(10)), Verdict::Pass);
        for _ in 0..3 {
            assert_eq!(ask(&limits, "203.0.113.9", T0.plus_seconds(60)), Verdict::Pass, "full again");
        }
    }

    /// The addresses of one network of IPv6 share a bucket.
    #[test]
    fn a_network_counts_as_one() {
        let limits = limits(Rate { at_once: 1, per_minute: 1 });
        assert_eq!(ask(&limits, "2001:db8::1", T0), Verdict::Pass);
        assert_ne!(ask(&limits, "2001:db8::ffff:2", T0), Verdict::Pass);
        assert_eq!(ask(&limits, "2001:db8:0:1::1", T0), Verdict::Pass);
    }

    /// A flood makes one record a minute of one caller, which counts the rest; all callers together make no more than
    /// sixty.
    #[test]
    fn a_flood_does_not_fill_the_records() {
        let limits = limits(Rate { at_once: 1, per_minute: 1 });
        let record = |address: &str, now| match ask(&limits, address, now) {
            Verdict::Refuse { record, .. } => record,
            Verdict::Pass => None,
        };
        assert_eq!(record("203.0.113.9", T0), None, "it passes");
        assert_eq!(record("203.0.113.9", T0).map(|r| r.before), Some(0));
        for _ in 0..500 {
            assert_eq!(record("203.0.113.9", T0.plus_seconds(1)), None);
        }
        assert_eq!(record("203.0.113.9", T0.plus_seconds(59)), None);
        // A minute later the bucket has a token again.
        assert_eq!(record("203.0.113.9", T0.plus_seconds(61)), None);
        assert_eq!(record("203.0.113.9", T0.plus_seconds(61)).map(|r| r.before), Some(501));
        let now = T0.plus_seconds(600);
        let recorded = (0..2_u8).flat_map(|a| (0..=255_u8).map(move |b| (a, b))).filter(|(a, b)| {
            let address = format!("198.51.{a}.{b}");
            assert_eq!(record(&address, now), None);
            record(&address, now).is_some()
        });
        assert_eq!(recorded.count(), 60);
    }

    /// However many addresses call, so many are remembered; the rest shares one bucket, and places become free.
    #[test]
    fn memory_has_a_bound() {
        let limits = limits(Rate { at_once: 2, per_minute: 2 });
        let (mut passed, callers) = (0, u32::try_from(KEPT).expect("small") + 1000);
        for n in 0..callers {
            let address = std::net::Ipv4Addr::from_bits(0x0a00_0000 + n).to_string();
            passed += u32::from(ask(&limits, &address, T0) == Verdict::Pass);
        }
        assert_eq!(passed, callers - 1000 + 2, "the last thousand shared two tokens");
        assert!(limits.state.lock().expect("whole").buckets.len() <= KEPT + 1);
        assert_eq!(ask(&limits, "203.0.113.9", T0.plus_seconds(120)), Verdict::Pass);
        assert!(limits.state.lock().expect("whole").buckets.len() < 10);
    }
}
