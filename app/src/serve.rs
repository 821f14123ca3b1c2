//! Serving a portal: requests, jobs in the background, a graceful end.

use crate::compose::{Portal, reread_trust};
use crate::config::Config;
use crate::installed;
use crate::safety;
use crate::telemetry::Traces;
use crate::tls::{self, Credentials, Doors};
use anyhow::{Context, Result};
use orda_store::{Alone, Database};
use sd_notify::NotifyState;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

// What of several nodes only one does at a time.
const BACKUPS: i64 = 4211;
const CHECKS: i64 = 4212;
const DESTRUCTION: i64 = 4213;
const EVIDENCE: i64 = 4214;

/// Serves until the program is told to end; running requests are answered first.
pub async fn serve(mut portal: Portal, doors: Doors) -> Result<()> {
    let traces = Traces::of(&portal.config, &portal.env)?;
    safety::warn(&safety::Installation(portal.config.clone()));
    let (stop, stopped) = watch::channel(false);
    let jobs = [
        tokio::spawn(program(installed::Program::of(&portal))),
        tokio::spawn(Arc::clone(&portal.keeping).run(stopped.clone())),
        tokio::spawn(forwarding(portal.forwarder.take(), stopped.clone())),
        tokio::spawn(destructions(portal.db.clone(), portal.retention.clone(), stopped.clone())),
        tokio::spawn(backups(portal.db.clone(), portal.backups.clone(), portal.drills.clone(), stopped.clone())),
        tokio::spawn(continuous(portal.continuous.clone(), stopped.clone())),
        tokio::spawn(checks(portal.db.clone(), portal.checks.clone(), stopped.clone())),
        tokio::spawn(old_texts(portal.db.clone(), stopped.clone())),
        tokio::spawn(mails(Arc::clone(&portal.outbox), stopped.clone())),
        tokio::spawn(digests(Arc::clone(&portal.digests), stopped.clone())),
        tokio::spawn(calendar(portal.calendar.clone(), stopped.clone())),
        tokio::spawn(maintenance(portal.maintenance.clone(), stopped.clone())),
        tokio::spawn(terms(portal.drafts.clone(), portal.env.clone(), stopped.clone())),
        tokio::spawn(letters(Arc::clone(&portal.exchange), stopped.clone())),
        tokio::spawn(messages(portal.edms.clone(), Arc::clone(&portal.bells), stopped.clone())),
        tokio::spawn(refreshes(portal.reminders.clone(), stopped.clone())),
        tokio::spawn(controllers(portal.reminders.clone(), stopped.clone())),
        tokio::spawn(data_sets(portal.registry.clone(), stopped.clone())),
        tokio::spawn(revocation_list(Arc::clone(&portal.centre), stopped.clone())),
        tokio::spawn(evidence(portal.db.clone(), Arc::clone(&portal.preservation), stopped.clone())),
        tokio::spawn(tools(Arc::clone(&portal.tools), stopped.clone())),
        tokio::spawn(certificates(doors.credentials(), stopped.clone())),
        tokio::spawn(trust(portal.config.clone(), Arc::clone(&portal.verifier), stopped.clone())),
    ];
    // The listeners are open: whoever comes now is answered.
    tell(NotifyState::Ready);
    let (health, drain) = (portal.health.clone(), Duration::from_secs(portal.config.drain_seconds.into()));
    tokio::spawn(async move {
        told_to_end().await;
        tell(NotifyState::Stopping);
        health.end();
        if !drain.is_zero() {
            tracing::info!(seconds = drain.as_secs(), "ending: not ready any more, answering whoever still comes");
            tokio::time::sleep(drain).await;
        }
        tracing::info!("ending: answering what has begun");
        // The jobs may be gone already.
        let _ = stop.send(true);
    });
    let (router, internal) = (portal.router.clone(), portal.health.routes().merge(portal.health.metrics()));
    let router = match &traces {
        Some(traces) => traces.around(router),
        None => router,
    };
    let mut late = stopped.clone();
    let late = async {
        // An error means that the sender is gone: the end as well.
        let _ = late.wait_for(|s| *s).await;
        tokio::time::sleep(Duration::from_secs(portal.config.end_seconds.into())).await;
    };
    tokio::select! {
        answered = Box::pin(doors.answer(router, internal, &portal.config.public_url, stopped)) => answered.context("serving")?,
        () = late => tracing::warn!("ending: some requests took too long and are cut off"),
    }
    for job in jobs {
        job.await.context("a job in the background")?;
    }
    if let Some(traces) = traces {
        traces.end().await;
    }
    portal.close().await;
    Ok(())
}

/// Word to the manager of services, where one waits for it (`Type=notify` of systemd).
fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "telling the manager of services");
    }
}

async fn mails(outbox: Arc<orda_notifications::Outbox>, mut stopped: watch::Receiver<bool>) {
    orda_notifications_web::run(&outbox, async move {
        // An error means that the sender is gone: the end as well.
        let _ = stopped.wait_for(|s| *s).await;
    })
    .await;
}

/// Is the program as it was installed (217-a41.2.2)? Requests do not wait for the answer.
async fn program(program: installed::Program) {
    if let Err(error) = installed::look_at_start(&program).await {
        tracing::error!(error = format!("{error:#}"), "looking whether the program is as it was installed");
    }
}

/// Records of the accounting to a system elsewhere.
async fn forwarding(forwarder: Option<crate::forward::Forwarder>, stopped: watch::Receiver<bool>) {
    if let Some(forwarder) = forwarder {
        forwarder.run(stopped).await;
    }
}

/// Letters between drafts and the exchange (385-12).
async fn letters(exchange: Arc<crate::exchange::ExchangeJoint>, mut stopped: watch::Receiver<bool>) {
    exchange
        .run(async move {
            let _ = stopped.wait_for(|s| *s).await;
        })
        .await;
}

/// Messages to document management systems (385-15-d).
async fn messages(edms: orda_edms::Edms, bells: Arc<crate::exchange::Bells>, mut stopped: watch::Receiver<bool>) {
    orda_edms_web::run(&edms, bells.delivery(), async move {
        let _ = stopped.wait_for(|s| *s).await;
    })
    .await;
}

/// A destruction that was begun is ended (385-6-8).
async fn destructions(db: Database, retention: orda_retention::Retention, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(1), stopped, || async {
        let Some(_alone) = alone(&db, DESTRUCTION).await else { return };
        if let Err(error) = retention.go_on().await {
            tracing::error!(%error, "ending a destruction that was begun");
        }
    })
    .await;
}

/// Backups at their time, and word to the administrators when there is no good new one (217-20, 365-6, 385-62-c).
async fn backups(
    db: Database,
    backups: orda_backups::Backups,
    drills: crate::backup::Drills,
    stopped: watch::Receiver<bool>,
) {
    every(Duration::from_mins(1), stopped, || async {
        let Some(_alone) = alone(&db, BACKUPS).await else { return };
        match backups.run_due().await {
            Ok(Some(run)) => tracing::info!(backup = run.id, outcome = run.outcome.code(), "a backup at its time"),
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "entering a backup"),
        }
        if let Err(error) = backups.check().await {
            tracing::error!(%error, "looking whether there is a good new backup");
        }
        if let Err(error) = backups.check_continuous().await {
            tracing::error!(%error, "looking how the continuous copy stands");
        }
        match drills.hold_due().await {
            Ok(Some(held)) if held.is_good() => tracing::info!(backup = held.id, "a drill went well"),
            Ok(Some(held)) => tracing::error!(report = held.report(), "a drill went badly"),
            Ok(None) => {}
            Err(error) => tracing::error!(error = format!("{error:#}"), "holding a drill"),
        }
    })
    .await;
}

/// What is committed is copied elsewhere within seconds.
async fn continuous(copy: Option<crate::backup::Continuous>, stopped: watch::Receiver<bool>) {
    if let Some(copy) = copy {
        copy.run(stopped).await;
    }
}

/// Stored files are read again and compared with what was received (385-62-d).
async fn checks(db: Database, checks: orda_documents::Checks, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(1), stopped, || async {
        let Some(_alone) = alone(&db, CHECKS).await else { return };
        match checks.run().await {
            Ok(done) if done.damaged > 0 => tracing::error!(count = done.damaged, "stored files are damaged"),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "checking stored files"),
        }
    })
    .await;
}

/// Texts posted before there was an index of words are brought into it, some at a time.
async fn old_texts(db: Database, stopped: watch::Receiver<bool>) {
    const AT_ONCE: u32 = 20;
    every(Duration::from_secs(5), stopped, || async {
        match orda_drafts_store::index_old_texts(&db, AT_ONCE).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "texts came into the index of words"),
            Err(error) => tracing::error!(%error, "indexing texts"),
        }
    })
    .await;
}

/// Another process of the same portal may have changed the working calendar.
async fn calendar(calendar: orda_calendar::WorkCalendar, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(1), stopped, || async {
        if let Err(error) = calendar.refresh().await {
            tracing::error!(%error, "reading the working calendar");
        }
    })
    .await;
}

/// Another process of the same portal may have announced or ended a maintenance.
async fn maintenance(maintenance: orda_maintenance::Maintenance, stopped: watch::Receiver<bool>) {
    every(Duration::from_secs(2), stopped, || async {
        if let Err(error) = maintenance.refresh().await {
            tracing::error!(%error, "reading what maintenance is announced");
        }
    })
    .await;
}

/// Letters of the morning, each at its time (385-11).
async fn digests(digests: Arc<orda_notifications::Digests>, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(1), stopped, || async {
        if let Err(error) = digests.send_due().await {
            tracing::error!(%error, "sending the letters of the morning");
        }
    })
    .await;
}

/// Reminders of terms that are near or past (385-16-j).
async fn terms(drafts: orda_drafts::Drafts, env: orda_base::Env, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(5), stopped, || async {
        if let Err(error) = drafts.check_terms(env.now()).await {
            tracing::error!(%error, "reminding of terms");
        }
    })
    .await;
}

/// Reminders from their sources, each at its set times (385-51); what was missed while the program was down is made up at
/// the start.
async fn refreshes(reminders: orda_reminders::Reminders, stopped: watch::Receiver<bool>) {
    every(Duration::from_secs(10), stopped, || async {
        if let Err(error) = reminders.refresh_due().await {
            tracing::error!(%error, "refreshing the reminders");
        }
    })
    .await;
}

/// Controllers who have not looked at their reminders for long are told (385-50).
async fn controllers(reminders: orda_reminders::Reminders, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(30), stopped, || async {
        if let Err(error) = reminders.remind_controllers().await {
            tracing::error!(%error, "telling controllers of reminders that nobody has looked at");
        }
    })
    .await;
}

/// Heads and records clerks are told of data sets of their bodies that were not updated in time (365-6-a), and of audits that fall due
/// (365-9-a).
async fn data_sets(registry: orda_registry::Registry, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(30), stopped, || async {
        if let Err(error) = registry.tell_of_overdue().await {
            tracing::error!(%error, "telling of data sets that were not updated in time");
        }
        if let Err(error) = registry.tell_of_audits().await {
            tracing::error!(%error, "telling of audits of information systems that fall due");
        }
    })
    .await;
}

/// The list of revoked certificates is made anew before it is stale, and who answers and stamps is replaced in time.
async fn revocation_list(centre: Arc<orda_signatures::CertifyingCentre>, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(10), stopped, || async {
        match centre.refresh_root().await {
            Ok(false) => {}
            Ok(true) => tracing::warn!("the certifying centre has a new root: see /pki"),
            Err(error) => tracing::error!(%error, "making the next root of the certifying centre"),
        }
        if let Err(error) = centre.refresh_crl().await {
            tracing::error!(%error, "making the list of revoked certificates");
        }
        if let Err(error) = centre.refresh_services().await {
            tracing::error!(%error, "making certificates of the services of the certifying centre");
        }
    })
    .await;
}

/// Stamps and what is known of revocation, gathered for new signatures at once, and renewed before they age.
async fn evidence(db: Database, preservation: Arc<orda_signatures::Preservation>, stopped: watch::Receiver<bool>) {
    let stop = stopped.clone();
    every(Duration::from_secs(5), stopped, || async {
        let Some(_alone) = alone(&db, EVIDENCE).await else { return };
        loop {
            match preservation.run_due().await {
                Ok(ran) => {
                    for (signature, trouble) in &ran.troubles {
                        tracing::warn!(%signature, error = trouble, "no evidence of a signature yet");
                    }
                    if !ran.more || *stop.borrow() {
                        return;
                    }
                }
                Err(error) => return tracing::error!(%error, "gathering evidence of signatures"),
            }
        }
    })
    .await;
}

/// Documents of conformity end by themselves: security officers are told (385-55-1-b); another process of the same portal
/// may have switched a tool off.
async fn tools(tools: Arc<orda_signatures::tools::Tools>, stopped: watch::Receiver<bool>) {
    every(Duration::from_mins(1), stopped, || async {
        if let Err(error) = tools.refresh().await {
            tracing::error!(%error, "reading the register of tools of protection");
        }
        if let Err(error) = tools.inform_due().await {
            tracing::error!(%error, "telling of tools of protection without documents");
        }
    })
    .await;
}

/// Certificates of the listeners are renewed by whoever issues them.
async fn certificates(credentials: Vec<Arc<Credentials>>, stopped: watch::Receiver<bool>) {
    if credentials.is_empty() {
        return;
    }
    every(Duration::from_secs(10), stopped, || async {
        let credentials = credentials.clone();
        // A file system may not answer: requests are not to wait for that.
        if let Err(error) = tokio::task::spawn_blocking(move || tls::look_again(&credentials)).await {
            tracing::error!(%error, "looking at the files of TLS");
        }
    })
    .await;
}

/// Centres outside publish new lists of revoked certificates; their files are read again.
async fn trust(config: Config, verifier: Arc<orda_signatures::TrustVerifier>, stopped: watch::Receiver<bool>) {
    if config.trust.is_empty() {
        return;
    }
    every(Duration::from_mins(10), stopped, || async {
        if let Err(error) = reread_trust(&config, &verifier) {
            tracing::error!(%error, "reading the files of certifying centres outside");
        }
    })
    .await;
}

/// Work that of several nodes one does at a time; none while another does, or the database does not answer.
async fn alone(db: &Database, key: i64) -> Option<Alone> {
    db.alone(key).await.unwrap_or_else(|error| {
        tracing::error!(%error, "asking whether another node does the same");
        None
    })
}

async fn every<F>(period: Duration, mut stopped: watch::Receiver<bool>, mut work: impl FnMut() -> F)
where
    F: Future<Output = ()>,
{
    let mut ticks = tokio::time::interval(period);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            // The guard of the value is let go at once: nothing of it is held while the work runs.
            () = async { drop(stopped.wait_for(|s| *s).await) } => return,
            _ = ticks.tick() => {}
        }
        work().await;
    }
}

async fn told_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}
