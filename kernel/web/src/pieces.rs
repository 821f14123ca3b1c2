//! A body in a few pieces that are there already: sent one after the other, its length told before.

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The pieces that are still to be sent.
pub(crate) struct Pieces(VecDeque<Bytes>);

impl Pieces {
    pub(crate) fn new(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        Self(pieces.into_iter().filter(|piece| !piece.is_empty()).collect())
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.iter().map(|piece| piece.len() as u64).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};

    /// The pieces come in their order, and the length is told before the first of them.
    #[tokio::test]
    async fn pieces_come_in_order() {
        let pieces = Pieces::new([Bytes::from_static(b"a"), Bytes::new(), Bytes::from_static(b"bc")]);
        assert_eq!(http_body::Body::size_hint(&pieces).exact(), Some(3));
        assert_eq!(to_bytes(Body::new(pieces), 10).await.expect("reads"), Bytes::from_static(b"abc"));
        assert!(http_body::Body::is_end_stream(&Pieces::new([Bytes::new()])));
    }
}
