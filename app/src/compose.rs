//! The composition root: every part is made here and handed to those that need it.

mod components;
mod navigation;
mod settings;

pub use components::{LOCALES, MIGRATIONS};
pub use settings::reread_trust;
pub(crate) use settings::{smtp_settings, trust_profiles};

use crate::accounting::Keeping;
use crate::backup::{Continuous, Copies, Drills};
use crate::config::Config;
use crate::destruction::{self, Everywhere};
use crate::digest::MattersThatWait;
use crate::exchange::{Bells, DraftsHost, ExchangeJoint, Reaches};
use crate::forward::Forwarder;
use crate::health::Health;
use crate::interactions::RecordedCalls;
use crate::joints::{DirectoryActors, DirectoryNameplates, DirectoryRecipients, LoginByEds, MasterSeals};
use crate::metrics::{Metrics, Sources};
use crate::s3::Posted;
use crate::safety::Installation;
use crate::text_files::PostedTexts;
use crate::{api, master_key};
use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use navigation::navigation;
use orda_audit::Accountant;
use orda_audit_store::{Entries, Ledger};
use orda_backups::Backups;
use orda_backups_store::BackupSql;
use orda_base::{Actor, Env};
use orda_calendar::WorkCalendar;
use orda_calendar_store::CalendarSql;
use orda_calendar_web::CalendarWeb;
use orda_documents::{Checks, Documents, KeyVault, SecretKey};
use orda_documents_store::VaultSql;
use orda_documents_web::DocumentsWeb;
use orda_drafts::Drafts;
use orda_drafts::desk::Desk;
use orda_edms::ports::EdmsStore;
use orda_edms::{Edms, SystemKey, Ways};
use orda_identity::{Directory, EdsLogin, Identity};
use orda_identity_web::IdentityWeb;
use orda_maintenance::Maintenance;
use orda_notifications::{Deliveries, Digests, Mailer, Notifications, Outbox, Recipients};
use orda_notifications_store::{SqlDeliveries, SqlDigests, SqlNotices, SqlOutbox};
use orda_notifications_web::{NotificationsWeb, SmtpMailer, UnreadBell};
use orda_registry::Registry;
use orda_registry_web::RegistryWeb;
use orda_reminders::Reminders;
use orda_reminders_web::RemindersWeb;
use orda_retention::{Holdings, Retention};
use orda_retention_web::RetentionWeb;
use orda_services::Services;
use orda_services_web::ServicesWeb;
use orda_signatures::tools::Tools;
use orda_signatures::{
    CertifyingCentre, MasterKey, Papers, Preservation, SignatureStore, Signatures, TrustVerifier, Verifier, evidence,
};
use orda_signatures_store::{CentreSql, DirectoryStaff, EvidenceSql, SignatureSql, ToolSql};
use orda_signatures_web::SignaturesWeb;
use orda_store::Database;
use orda_web::{Messages, Shell};
use settings::{centre_settings, drafts_settings, edms_carrier, edms_settings, identity_settings, shell_settings};
use std::sync::Arc;

/// A portal put together: its use cases, and its pages and interfaces as one router.
pub struct Portal {
    /// Settings it was made with.
    pub config: Config,
    /// Time and randomness.
    pub env: Env,
    /// The database.
    pub db: Database,
    /// What is told of the program to whoever watches over it.
    pub health: Health,
    /// People, bodies, logins.
    pub identity: Arc<Identity>,
    /// Files.
    pub documents: Arc<Documents>,
    /// The integrity check of stored bytes.
    pub checks: Checks,
    /// The built-in certifying centre.
    pub centre: Arc<CertifyingCentre>,
    /// What checks signatures.
    pub verifier: Arc<TrustVerifier>,
    /// Kept signatures.
    pub signatures: Arc<Signatures>,
    /// Evidence of signatures.
    pub preservation: Arc<Preservation>,
    /// The register of tools of protection.
    pub tools: Arc<Tools>,
    /// The working calendar.
    pub calendar: WorkCalendar,
    /// Drafts of legal acts.
    pub drafts: Drafts,
    /// Exchange of letters with document management systems.
    pub edms: Edms,
    /// Reminders about executing instructions.
    pub reminders: Reminders,
    /// Results of services.
    pub services: Services,
    /// The register of information systems and information resources.
    pub registry: Registry,
    /// What joins drafts and the exchange.
    pub exchange: Arc<ExchangeJoint>,
    /// Rung when the joint or the delivery has something to do.
    pub bells: Arc<Bells>,
    /// Letters of the morning.
    pub digests: Arc<Digests>,
    /// Mails that wait.
    pub outbox: Arc<Outbox>,
    /// The writing task of the accounting.
    pub ledger: Ledger,
    /// The tree over the accounting, its archives and alerts.
    pub keeping: Arc<Keeping>,
    /// What sends records of the accounting elsewhere, until it is served.
    pub forwarder: Option<Forwarder>,
    /// Keys of documents.
    pub vault: Arc<VaultSql>,
    /// Where documents are destroyed.
    pub holdings: Arc<Everywhere>,
    /// Keeping and destruction of documents.
    pub retention: Retention,
    /// Maintenance with notice.
    pub maintenance: Maintenance,
    /// Backups at their time, their record, and who is told.
    pub backups: Backups,
    /// Drills of backups.
    pub drills: Drills,
    /// The continuous copy, where there is one.
    pub continuous: Option<Continuous>,
    /// Pages and interfaces.
    pub router: Router,
    /// Description of the interface, as it is served: JSON.
    pub openapi: Bytes,
}

impl Portal {
    /// Opens the installation that `config` describes; its database is brought up to date.
    pub async fn open(config: Config, env: Env) -> Result<Self> {
        Self::open_with(config, env, |ledger| Arc::new(ledger)).await
    }

    /// The same with another accountant of reads than the ledger: by it what their accounting costs is measured.
    pub async fn open_with(
        config: Config,
        env: Env,
        accountant: impl FnOnce(Ledger) -> Arc<dyn Accountant>,
    ) -> Result<Self> {
        crate::destruction::database::refuse(&config)?;
        if config.data.join(crate::backup::UNFINISHED).exists() {
            anyhow::bail!("{} was not restored to the end; restore it into another folder", config.data.display());
        }
        crate::safety::make_folder(&config.data).with_context(|| format!("making {}", config.data.display()))?;
        let db = destruction::database::connect(&config).await?;
        db.migrate(&MIGRATIONS).await.context("bringing the database up to date")?;
        let key = master_key::load(&config, &env)?;
        let ledger = Ledger::start(db.clone(), env.clone());
        let accountant = accountant(ledger.clone());

        let login_by_eds = Arc::new(LoginByEds::default());
        let identity = Identity::new(
            Arc::new(orda_identity_store::IdentitySql::new(db.clone())),
            env.clone(),
            identity_settings(&config)?,
            Some(Arc::clone(&login_by_eds) as Arc<dyn EdsLogin>),
        );
        let seals = MasterSeals(MasterKey::new(master_key::derive(&key, "second factors")).by(config.cipher));
        let mut identity = identity.with_second_factors(Arc::new(seals));
        if let Some(file) = &config.passwords.breached_file {
            identity = identity.with_breaches(Arc::new(crate::breached::BreachedFile::open(file)?));
        }
        let identity = Arc::new(identity);
        let directory: Arc<dyn Directory> = Arc::clone(&identity) as Arc<dyn Directory>;

        let centre = Arc::new(CertifyingCentre::new(
            Arc::new(CentreSql::new(db.clone(), env.clone())),
            Arc::new(DirectoryStaff::new(Arc::clone(&directory))),
            env.clone(),
            MasterKey::new(master_key::derive(&key, "certifying centre")).by(config.cipher),
            centre_settings(&config)?,
        ));
        let tools = Arc::new(Tools::new(
            Arc::new(ToolSql::new(db.clone(), env.clone())),
            Arc::new(DirectoryStaff::new(Arc::clone(&directory))),
            env.clone(),
        ));
        tools.refresh().await.context("reading the register of tools of protection")?;
        if !centre.exists().await? {
            centre.create(&Actor::portal()).await.context("making the root of the built-in certifying centre")?;
        }
        centre.refresh_services().await.context("making the services of the built-in certifying centre")?;
        let algorithms = config.signatures.algorithms()?;
        let trust = Arc::new(
            TrustVerifier::new(env.clone(), Some(Arc::clone(&centre)), trust_profiles(&config)?)
                .with_algorithms(algorithms.clone()),
        );
        let verifier: Arc<dyn Verifier> = Arc::clone(&trust) as Arc<dyn Verifier>;
        login_by_eds.join(&verifier);
        let kept = Arc::new(SignatureSql::new(db.clone()));
        let signatures = Arc::new(Signatures::new(Arc::clone(&kept) as Arc<dyn SignatureStore>, Arc::clone(&verifier)));
        let preservation = Arc::new(Preservation::new(
            Arc::new(EvidenceSql::new(db.clone())),
            Arc::clone(&centre),
            Arc::clone(&trust),
            env.clone(),
            evidence::Settings {
                renew_days: config.signatures.renew_days,
                retired: algorithms.retired,
                records: config.signatures.evidence_records,
            },
        ));
        let papers = Arc::new(Papers::new(kept, Arc::clone(&signatures), env.clone()));

        let vault = Arc::new(destruction::vault(&config, &env, &key).await?);
        let posted = Posted::open(&config).await?;
        let continuous = Continuous::new(&config, &env, &db, vault.database(), &posted.folder)?;
        let documents = Documents::new(
            Arc::new(orda_documents_store::DocumentsSql::new(db.clone())),
            posted.blobs(),
            env.clone(),
            SecretKey::new(master_key::derive(&key, "documents")),
            config.of_documents(),
        );
        let documents = documents.with_vault(Arc::clone(&vault) as Arc<dyn KeyVault>);
        let documents = Arc::new(match &config.antivirus {
            Some(settings) => documents.with_scanner(Arc::new(settings.scanner()?), Arc::clone(&directory)),
            None => documents,
        });
        documents.move_into_vault().await.context("moving the keys of files into the vault")?;
        documents.sweep().await.context("removing what unfinished uploads left")?;
        posted.move_in().await?;

        let checks = Checks::new(
            Arc::new(orda_documents_store::ChecksSql::new(db.clone(), env.clone())),
            Arc::clone(&documents),
            Arc::clone(&directory),
            env.clone(),
            config.documents.checks(),
        );

        let bells = Arc::new(Bells::default());
        let (rings_joint, rings_both) = (Arc::clone(&bells), Arc::clone(&bells));
        let letters: Arc<dyn EdmsStore> = Arc::new(
            orda_edms_store::EdmsSql::new(db.clone(), env.clone()).with_bell(Arc::new(move || rings_both.ring_both())),
        );
        let calendar = WorkCalendar::open(Arc::new(CalendarSql::new(db.clone())), env.clone()).await?;
        let drafts_store = orda_drafts_store::DraftsSql::new(db.clone(), env.clone());
        let drafts_store = Arc::new(drafts_store.with_bell(Arc::new(move || rings_joint.ring_joint())));
        let drafts = Drafts::new(
            Arc::clone(&drafts_store) as Arc<dyn orda_drafts::ports::DraftsStore>,
            Arc::clone(&directory),
            Arc::clone(&verifier),
            env.clone(),
            orda_drafts::Settings { calendar: calendar.shared(), ..drafts_settings(&config) },
        )
        .with_exchange(Arc::new(Reaches(Ways::new(Arc::clone(&letters)))))
        .with_text_files(Arc::new(PostedTexts::new(Arc::clone(&documents))));
        let edms = Edms::new(
            letters,
            Arc::clone(&directory),
            Arc::new(edms_carrier(&config)?),
            SystemKey::from_seed(&master_key::derive(&key, "document exchange"))?,
            env.clone(),
            edms_settings(&config),
        )
        .with_host(Arc::new(DraftsHost(drafts.clone())));
        let exchange = Arc::new(ExchangeJoint::new(drafts.clone(), edms.clone(), Arc::clone(&bells)));

        let reminders = Reminders::new(
            Arc::new(orda_reminders_store::RemindersSql::new(db.clone(), env.clone())),
            Arc::clone(&directory),
            Arc::new(config.reminders.reader(config.network.plain_inside)?),
            env.clone(),
            config.reminders.read()?,
        );

        let services = Services::new(
            Arc::new(orda_services_store::ServicesSql::new(db.clone())),
            Arc::clone(&directory),
            Arc::clone(&documents),
            Arc::clone(&verifier),
            env.clone(),
        );

        let registry = Registry::new(
            Arc::new(orda_registry_store::RegistrySql::new(db.clone())),
            Arc::clone(&directory),
            Arc::new(RecordedCalls { identity: Arc::clone(&identity), entries: Entries::new(db.clone()) }),
            Arc::clone(&documents),
            orda_registry::Settings { audit_months: config.registry.audit_months()?, calendar: calendar.shared() },
            env.clone(),
        );

        let actors = Arc::new(DirectoryActors(Arc::clone(&identity)));
        let desk = Arc::new(Desk::new(
            Arc::new(orda_drafts_store::DeskSql::new(db.clone(), env.clone())),
            drafts.clone(),
            Arc::clone(&directory),
            actors,
            env.clone(),
        ));

        let messages = Messages::load(&LOCALES)?;
        let holdings = Arc::new(Everywhere {
            db: db.clone(),
            vault: Arc::clone(&vault) as Arc<dyn KeyVault>,
            blobs: posted.blobs(),
            drafts: drafts_store,
            messages: messages.clone(),
            portal: config.name.kk.clone(),
            env: env.clone(),
            config: config.clone(),
        });
        let purged = holdings.purge_destroyed().await.context("removing what was destroyed since the backup")?;
        if purged > 0 {
            tracing::warn!(
                count = purged,
                "documents that were destroyed had come back from a backup; they are gone again"
            );
        }
        let retention = Retention::new(
            Arc::new(orda_retention_store::RetentionSql::new(db.clone())),
            Arc::clone(&holdings) as Arc<dyn Holdings>,
            Arc::clone(&verifier),
            Arc::clone(&directory),
            env.clone(),
            orda_retention::Settings { years: config.retention.clone() },
        );
        let recipients: Arc<dyn Recipients> = Arc::new(DirectoryRecipients(Arc::clone(&directory)));
        let mailer: Arc<dyn Mailer> = Arc::new(SmtpMailer::new(
            smtp_settings(&config)?.as_ref(),
            messages.clone(),
            &config.public_url,
            env.clone(),
        )?);
        let outbox = Arc::new(Outbox::new(
            Arc::new(SqlOutbox::new(db.clone())),
            Arc::clone(&recipients),
            Arc::clone(&mailer),
            env.clone(),
        ));
        let digests = Arc::new(Digests::new(
            Arc::new(SqlDigests::new(db.clone(), env.clone())),
            Arc::new(MattersThatWait {
                identity: Arc::clone(&identity),
                drafts: drafts.clone(),
                messages: messages.clone(),
                address: config.public_url.trim_end_matches('/').to_owned(),
            }),
            calendar.shared(),
            env.clone(),
        ));
        let notices = Arc::new(SqlNotices::new(db.clone()));
        let maintenance =
            Maintenance::open(Arc::new(orda_maintenance_store::MaintenanceSql::new(db.clone())), env.clone()).await?;

        let shell = Arc::new(
            Shell::new(messages, shell_settings(&config, &env)?)
                .with_navigation(navigation())
                .with_limits(config.limits.limits())
                .with_switches(Arc::new(orda_signatures_web::SigningTools(Arc::clone(&tools))))
                .with_bar(Arc::new(orda_maintenance_web::Announced(maintenance.clone())))
                .with_bell(Arc::new(UnreadBell::new(notices.clone())))
                .with_nameplates(Arc::new(DirectoryNameplates(Arc::clone(&identity)))),
        );
        let accounting = (ledger.clone(), Arc::clone(&accountant));
        let keeping = Keeping::open(&config, &db, &env, &key, accounting, Arc::clone(&directory)).await?;
        let keeping = Arc::new(keeping);
        let forwarder = Forwarder::of(&config, db.clone(), Arc::clone(&directory), env.clone())?;
        let backups = Backups::new(
            Arc::new(BackupSql::new(db.clone(), env.clone())),
            Arc::new(Copies::new(config.clone(), db.clone(), env.clone()).with_continuous(continuous.clone())),
            Arc::clone(&directory),
            env.clone(),
            config.backup.watched(db.kind()),
        );
        let drills = Drills::new(config.clone(), db.clone(), env.clone(), backups.clone());
        let parts = api::Parts {
            accounting: keeping.web(),
            calendar: CalendarWeb { calendar: calendar.clone(), env: env.clone() },
            identity: IdentityWeb { identity: Arc::clone(&identity), safety: Arc::new(Installation(config.clone())) },
            notifications: NotificationsWeb {
                notifications: Arc::new(Notifications::new(notices, env.clone())),
                deliveries: Arc::new(Deliveries::new(Arc::new(SqlDeliveries::new(db.clone())), mailer, env.clone())),
                recipients,
                digests: Arc::clone(&digests),
            },
            documents: DocumentsWeb { documents: Arc::clone(&documents) },
            checks: checks.clone(),
            signatures: SignaturesWeb {
                centre: Arc::clone(&centre),
                verifier,
                papers: Arc::clone(&papers),
                preservation: Arc::clone(&preservation),
                tools: Arc::clone(&tools),
                directory: Arc::clone(&directory),
                env: env.clone(),
            },
            backups: backups.clone(),
            maintenance: orda_maintenance_web::MaintenanceWeb { maintenance: maintenance.clone(), env: env.clone() },
            retention: RetentionWeb { retention: retention.clone() },
            edms: orda_edms_web::EdmsWeb { edms: edms.clone(), env: env.clone() },
            reminders: RemindersWeb { reminders: reminders.clone() },
            registry: RegistryWeb { registry: registry.clone(), documents: Arc::clone(&documents) },
            services: ServicesWeb::new(
                services.clone(),
                Arc::clone(&documents),
                Arc::clone(&preservation),
                env.clone(),
            ),
            drafts: orda_drafts_web::DraftsWeb {
                drafts: drafts.clone(),
                desk,
                directory,
                documents: Arc::clone(&documents),
                papers,
                preservation: Arc::clone(&preservation),
                env: env.clone(),
                seen: Arc::default(),
            },
        };
        let (routes, openapi) = api::routes(parts)?;
        let is_watched_here = config.internal.is_none();
        let metrics = Metrics::new(Sources::new(&config, db.clone(), env.clone(), continuous.clone()));
        let health = Health::new(db.clone(), metrics.clone());
        let routes = if is_watched_here { routes.merge(health.routes()) } else { routes };
        let routes = crate::interactions::guarded(registry.clone(), routes);
        let routes = crate::copying::guarded(config.copying.read()?, routes);
        let router = shell.wrap(orda_maintenance_web::guarded(maintenance.clone(), routes));
        let router = orda_identity_web::first_things_first(&shell, router);
        let router = orda_audit_web::accounted(&shell, accountant, router);
        let router = shell.measure(router);
        let router = orda_identity_web::identified(&shell, Arc::clone(&identity), router);
        let router = metrics.counting(shell.guard(router));
        Ok(Self {
            config,
            env,
            db,
            health,
            identity,
            documents,
            checks,
            centre,
            verifier: trust,
            signatures,
            preservation,
            tools,
            calendar,
            drafts,
            edms,
            reminders,
            services,
            registry,
            exchange,
            bells,
            digests,
            outbox,
            ledger,
            keeping,
            forwarder,
            vault,
            holdings,
            retention,
            maintenance,
            backups,
            drills,
            continuous,
            router,
            openapi,
        })
    }

    /// Waits for a backup that is being made, writes what still waits and closes the database.
    pub async fn close(self) {
        self.shut().await;
    }

    /// The same of one that is still held: it answers nothing any more.
    pub async fn shut(&self) {
        if self.db.reader().is_closed() {
            return;
        }
        self.backups.end().await;
        self.ledger.stop().await;
        // What was written since the last checkpoint is in one before the end.
        if let Err(error) = self.keeping.seal().await {
            tracing::error!(error = format!("{error:#}"), "sealing the accounting at the end");
        }
        if let Some(continuous) = &self.continuous {
            continuous.end().await;
        }
        self.vault.close().await;
        self.db.close().await;
    }
}
