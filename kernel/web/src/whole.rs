//! A body read whole, up to a limit.

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;

/// So much beyond the limit is read and thrown away. A browser sends on until it has sent everything: closed before, the
/// connection ends in its hands as "reset", and the answer that says what to do next is never seen.
const DISCARDED: usize = 256 << 20;

/// Why there is no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotWhole {
    /// It is longer than the limit.
    TooLarge,
    /// The caller stopped sending, or sent what is no body.
    CutOff,
}

/// The body, of at most `limit` bytes.
///
/// # Errors
/// See [`NotWhole`]. Of a body that is too large the rest has been read and thrown away, within reason, so that the caller
/// can be answered.
pub async fn whole(mut body: Body, limit: usize) -> Result<Bytes, NotWhole> {
    let mut kept = BytesMut::new();
    let mut length = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| NotWhole::CutOff)?.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length <= limit {
            kept.extend_from_slice(&data);
        } else if length - limit > DISCARDED {
            break;
        } else {
            kept = BytesMut::new();
        }
    }
    if length > limit { Err(NotWhole::TooLarge) } else { Ok(kept.freeze()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A body of so many pieces of a mebibyte, and how many of them were read.
    fn pieces(count: usize) -> (Body, Arc<AtomicUsize>) {
        let read = Arc::new(AtomicUsize::new(0));
        let counted = read.clone();
        let one = Bytes::from(vec![7_u8; 1 << 20]);
        let stream = futures::stream::iter((0..count).map(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(one.clone())
        }));
        (Body::from_stream(stream), read)
    }

    /// At the limit the body is given, beyond it is not; what is too large is read to its end, but not without end.
    #[tokio::test]
    async fn what_is_too_large_is_read_away() {
        let (body, _) = pieces(2);
        assert_eq!(whole(body, 2 << 20).await.map(|bytes| bytes.len()), Ok(2 << 20));
        assert_eq!(whole(Body::empty(), 0).await, Ok(Bytes::new()));
        let (body, read) = pieces(70);
        assert_eq!(whole(body, (2 << 20) - 1).await, Err(NotWhole::TooLarge));
        assert_eq!(read.load(Ordering::Relaxed), 70);
        let (body, read) = pieces(100_000);
        assert_eq!(whole(body, 1 << 20).await, Err(NotWhole::TooLarge));
        assert_eq!(read.load(Ordering::Relaxed), 258);
    }

    /// Who stops in the middle has sent no body.
    #[tokio::test]
    async fn what_is_cut_off_is_told() {
        let stream = futures::stream::iter([Ok(Bytes::from_static(b"abc")), Err(std::io::Error::other("gone"))]);
        assert_eq!(whole(Body::from_stream(stream), 10).await, Err(NotWhole::CutOff));
    }
}
