//! Messages to document systems over HTTPS (or HTTP inside a protected network).

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, header};
use orda_edms::message::SEAL_HEADER;
use orda_edms::ports::{Answer, Carrier};
use orda_edms::{Endpoint, Format};
use orda_web::outbound::{Limits, Outbound};
use std::time::Duration;

/// An acknowledgement is a few hundred bytes.
const LIMITS: Limits = Limits { time: Duration::from_secs(10), answer: 64 << 10 };

/// The wire.
pub struct HttpCarrier(Outbound);

impl HttpCarrier {
    /// Trusts the centres of `anchors` (PEM) alone, without them the public ones; HTTP to other machines is permitted or not.
    ///
    /// # Errors
    /// What is wrong with `anchors`.
    pub fn new(anchors: Option<&[u8]>, plain_inside: bool) -> Result<Self, String> {
        Outbound::new(anchors).map(|wire| Self(wire.with_plain_inside(plain_inside)))
    }
}

#[async_trait]
impl Carrier for HttpCarrier {
    async fn carry(&self, to: &Endpoint, format: Format, bytes: &[u8], seal: &str) -> Result<Answer, String> {
        let request = Request::post(&to.url)
            .header(header::CONTENT_TYPE, format.media_type())
            .header(header::ACCEPT, format.media_type())
            .header(SEAL_HEADER, seal)
            .body(Bytes::copy_from_slice(bytes))
            .map_err(|error| error.to_string())?;
        let reply = self.0.send(request, LIMITS).await.map_err(|error| error.to_string())?;
        let seal = reply.header(SEAL_HEADER).to_owned();
        Ok(Answer { status: reply.status, bytes: reply.bytes, seal })
    }
}
