//! Sending over SMTP.

use crate::text;
use async_trait::async_trait;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls as LettreTls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use orda_base::{Env, Error, Result};
use orda_notifications::{ClaimedMail, MailFault, Mailer, Recipient};
use orda_web::{Messages, SecretFile};
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

/// Longest time one mail may take.
const LIMIT: Duration = Duration::from_secs(30);

/// Is the connection to the mail server encrypted?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tls {
    /// STARTTLS with a certificate of a known centre, or nothing is sent.
    #[default]
    Required,
    /// STARTTLS when the server offers it.
    Opportunistic,
    /// Never: for a relay on the same machine.
    None,
}

impl Tls {
    /// The setting with this code: `required`, `opportunistic`, `none`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "required" => Some(Self::Required),
            "opportunistic" => Some(Self::Opportunistic),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// The mail server and how to talk to it.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Host name of the mail server.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Encryption of the connection.
    pub tls: Tls,
    /// Certificates (PEM) of a centre of one's own that issued the server's certificate.
    pub ca: Option<Vec<u8>>,
    /// Login at the mail server, and the file with the password: read for every letter, so that it may be turned over.
    pub credentials: Option<(String, SecretFile)>,
    /// Sender: `orda@gov.example` or `Портал <orda@gov.example>`.
    pub from: String,
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

impl SmtpSettings {
    /// The password as it is now; none when there is no login.
    fn password(&self) -> std::io::Result<Option<Zeroizing<String>>> {
        self.credentials.as_ref().map(|(_, file)| file.line()).transpose()
    }
}

/// Renders notices and hands them to a mail server; without one, mails wait.
pub struct SmtpMailer {
    server: Option<Server>,
    messages: Messages,
    public_url: String,
    env: Env,
}

type Transport = AsyncSmtpTransport<Tokio1Executor>;

struct Server {
    settings: SmtpSettings,
    /// The connections, with the password that they were made with.
    current: Mutex<(Transport, Option<Zeroizing<String>>)>,
    from: Mailbox,
}

impl SmtpMailer {
    /// A mailer with the words of `messages` and links under `public_url`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] that says which setting is wrong.
    pub fn new(settings: Option<&SmtpSettings>, messages: Messages, public_url: &str, env: Env) -> Result<Self> {
        let server = settings.map(Server::new).transpose()?;
        Ok(Self { server, messages, public_url: public_url.trim_end_matches('/').to_owned(), env })
    }

    fn letter(
        &self,
        from: &Mailbox,
        email: &str,
        recipient: &Recipient,
        mail: &ClaimedMail,
    ) -> Result<Message, String> {
        let address: Address = email.parse().map_err(|e| format!("{email}: {e}"))?;
        let text = text::render(&self.messages, recipient, &mail.notice, &self.public_url);
        // The same for every attempt: a mail sent twice is recognised as one.
        let id = format!("<{}@{}>", mail.id, from.email.domain());
        let date = u64::try_from(self.env.now().seconds()).unwrap_or_default();
        header(
            header(Message::builder(), "Auto-Submitted", "auto-generated"),
            "Content-Language",
            mail.notice.language.unwrap_or(recipient.language).code(),
        )
        .from(from.clone())
        .to(Mailbox::new(Some(recipient.name.clone()), address))
        .subject(text.subject)
        .message_id(Some(id))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(date))
        .header(ContentType::TEXT_PLAIN)
        .body(text.body)
        .map_err(|e| e.to_string())
    }
}

/// A header whose name and value are plain words of ours.
fn header(builder: MessageBuilder, name: &'static str, value: &str) -> MessageBuilder {
    builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()))
}

impl Server {
    fn new(settings: &SmtpSettings) -> Result<Self> {
        let wrong = |what: &str, why: &dyn fmt::Display| Error::Unavailable(format!("setting smtp.{what}: {why}"));
        if settings.credentials.is_some() && settings.tls != Tls::Required {
            return Err(wrong("tls", &"a password is sent only when encryption is required"));
        }
        let from = settings.from.parse().map_err(|e| wrong("from", &e))?;
        let password = settings.password().map_err(|e| wrong("password_file", &e))?;
        let transport = Self::connect(settings, password.as_ref())?;
        Ok(Self { settings: settings.clone(), current: Mutex::new((transport, password)), from })
    }

    /// What letters go out by now: made anew when the password was turned over.
    async fn transport(&self) -> Result<Transport> {
        let settings = self.settings.clone();
        // Whoever keeps the file may not answer: nothing else is to wait for that.
        let read = tokio::task::spawn_blocking(move || settings.password()).await.map_err(Error::internal)?;
        let password = read.map_err(|e| Error::Unavailable(e.to_string()))?;
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.1 != password {
            *current = (Self::connect(&self.settings, password.as_ref())?, password);
        }
        Ok(current.0.clone())
    }

    fn connect(settings: &SmtpSettings, password: Option<&Zeroizing<String>>) -> Result<Transport> {
        let wrong = |what: &str, why: &dyn fmt::Display| Error::Unavailable(format!("setting smtp.{what}: {why}"));
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .timeout(Some(LIMIT));
        if settings.tls != Tls::None {
            let mut tls = TlsParameters::builder(settings.host.clone());
            if let Some(pem) = &settings.ca {
                // Who has a centre of its own is not to be taken for by whoever gets a certificate of another one.
                tls = tls.certificate_store(CertificateStore::None);
                tls = tls.add_root_certificate(Certificate::from_pem(pem).map_err(|e| wrong("ca", &e))?);
            }
            let tls = tls.build().map_err(|e| wrong("tls", &e))?;
            builder = builder.tls(match settings.tls {
                Tls::Required => LettreTls::Required(tls),
                Tls::Opportunistic | Tls::None => LettreTls::Opportunistic(tls),
            });
        }
        if let (Some((user, _)), Some(password)) = (&settings.credentials, password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.to_string()));
        }
        Ok(builder.build())
    }
}

impl SmtpMailer {
    /// Does the relay answer, and take the login? No letter is sent. True where none is configured.
    ///
    /// # Errors
    /// What it said, in technical words.
    pub async fn answers(&self) -> Result<bool> {
        let Some(server) = &self.server else { return Ok(true) };
        let tested = server.transport().await?.test_connection().await;
        tested.map_err(|error| Error::Unavailable(error.to_string()))
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    fn is_configured(&self) -> bool {
        self.server.is_some()
    }

    async fn send(&self, email: &str, recipient: &Recipient, mail: &ClaimedMail) -> Result<(), MailFault> {
        let Some(server) = &self.server else {
            return Err(MailFault::Temporary("no mail server is configured".into()));
        };
        let letter = self.letter(&server.from, email, recipient, mail).map_err(MailFault::Permanent)?;
        let transport = server.transport().await.map_err(|error| MailFault::Temporary(error.to_string()))?;
        match tokio::time::timeout(LIMIT, transport.send(letter)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(fault(&error)),
            Err(_) => Err(MailFault::Temporary("the mail server did not answer in time".into())),
        }
    }
}

/// Refused for good are the address (501, 550, 551, 553, 556) and the mail (552, 554). Anything else, a wrong password
/// of ours among it, can be mended and is tried again.
fn fault(error: &lettre::transport::smtp::Error) -> MailFault {
    let code = error.status().map_or(0, u16::from);
    let reason = error.to_string();
    if matches!(code, 501 | 550..=554 | 556) { MailFault::Permanent(reason) } else { MailFault::Temporary(reason) }
}
