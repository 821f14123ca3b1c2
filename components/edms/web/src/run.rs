//! The job that delivers messages and keeps reference data in step.

use orda_edms::Edms;
use std::future::Future;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Time between two looks into the queue when nobody rings.
const LOOK: Duration = Duration::from_secs(1);
/// Time to wait when the database does not answer.
const PAUSE: Duration = Duration::from_secs(15);
/// Time between two looks at the bodies.
const REFERENCE: Duration = Duration::from_mins(1);
/// Time that the messages in hand have to be sent when the portal stops.
const GRACE: Duration = Duration::from_secs(10);

/// Delivers messages as they become due, at once when `rung`, until `shutdown` is done. What is under way is finished; what
/// is not in time is sent after the next start.
pub async fn run(edms: &Edms, rung: &Notify, shutdown: impl Future<Output = ()> + Send) {
    tokio::pin!(shutdown);
    if let Err(error) = edms.resume().await {
        tracing::warn!(%error, "messages of the last run could not be let go of");
    }
    let mut next_reference = Instant::now();
    loop {
        if Instant::now() >= next_reference {
            next_reference = Instant::now() + REFERENCE;
            if let Err(error) = edms.refresh_reference().await {
                tracing::warn!(%error, "the reference data could not be kept in step");
            }
        }
        let delivering = edms.deliver_due();
        tokio::pin!(delivering);
        let delivered = tokio::select! {
            delivered = &mut delivering => delivered,
            () = &mut shutdown => {
                let _ = tokio::time::timeout(GRACE, delivering).await;
                return;
            }
        };
        let wait = match delivered {
            Ok(0) => LOOK,
            Ok(_) => continue,
            Err(error) => {
                tracing::warn!(%error, "the queue of messages could not be worked off");
                PAUSE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = rung.notified() => {}
            () = &mut shutdown => return,
        }
    }
}
