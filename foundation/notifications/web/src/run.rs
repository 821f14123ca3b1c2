//! The job that sends e-mails.

use orda_notifications::Outbox;
use std::future::Future;
use std::time::Duration;

/// Time between two looks into the outbox.
const LOOK: Duration = Duration::from_secs(2);
/// Time to wait when the database does not answer.
const PAUSE: Duration = Duration::from_secs(15);
/// Time that the mails in hand have to be sent when the portal stops.
const GRACE: Duration = Duration::from_secs(10);

/// Sends e-mails as they become due, until `shutdown` is done. The mails in hand are finished; those that are not in
/// time are sent after the next start.
pub async fn run(outbox: &Outbox, shutdown: impl Future<Output = ()> + Send) {
    tokio::pin!(shutdown);
    loop {
        let sending = outbox.send_due();
        tokio::pin!(sending);
        let sent = tokio::select! {
            sent = &mut sending => sent,
            () = &mut shutdown => {
                let _ = tokio::time::timeout(GRACE, sending).await;
                return;
            }
        };
        let wait = match sent {
            Ok(0) => LOOK,
            Ok(_) => continue,
            Err(error) => {
                tracing::warn!(%error, "the outbox could not be worked off");
                PAUSE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = &mut shutdown => return,
        }
    }
}
