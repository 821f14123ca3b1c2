//! Lists of the sources over HTTPS (or HTTP inside a closed network).

use async_trait::async_trait;
use axum::body::Bytes;
use http::{Request, header};
use orda_reminders::message::SEAL_HEADER;
use orda_reminders::ports::{Answer, SourceReader};
use orda_reminders::{Endpoint, Fault, FaultKind};
use orda_web::outbound::{Limits, NoReply, Outbound};
use std::time::Duration;

/// Longest time from the first step to the last byte of a list.
const TIME: Duration = Duration::from_mins(1);

/// The wire.
pub struct HttpReader(Outbound);

impl HttpReader {
    /// Trusts the public certifying centres, and those of `anchors` (PEM) besides.
    ///
    /// # Errors
    /// What is wrong with `anchors`.
    pub fn new(anchors: Option<&[u8]>) -> Result<Self, String> {
        Outbound::new(anchors).map(Self)
    }
}

#[async_trait]
impl SourceReader for HttpReader {
    async fn read(&self, endpoint: &Endpoint, limit: usize) -> Result<Answer, Fault> {
        let mut request = Request::get(&endpoint.url).header(header::ACCEPT, "application/json");
        if let Some(token) = &endpoint.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let unreachable = |said: String| Fault::new(FaultKind::Unreachable, said);
        let request = request.body(Bytes::new()).map_err(|_| unreachable("the address cannot be read".to_owned()))?;
        let reply = self.0.send(request, Limits { time: TIME, answer: limit }).await.map_err(|error| match error {
            NoReply::Unreachable(said) => unreachable(said),
            NoReply::TooLarge(limit) => Fault::new(FaultKind::TooLarge, format!("more than {limit} bytes")),
        })?;
        if reply.status != 200 {
            return Err(Fault::new(FaultKind::Status, reply.status.to_string()));
        }
        let seal = reply.header(SEAL_HEADER).to_owned();
        Ok(Answer { bytes: reply.bytes, seal })
    }
}
