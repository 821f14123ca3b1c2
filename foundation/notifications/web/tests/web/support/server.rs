//! A small mail server: takes mails, refuses addresses, offers STARTTLS with a certificate of its own.

use super::Letter;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::process::Command;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// How the server behaves.
#[derive(Debug, Clone, Default)]
pub struct Behaviour {
    /// Answer to the first recipient; `250 OK` when empty.
    pub to_recipient: &'static str,
    /// Offer STARTTLS.
    pub starttls: bool,
    /// Take mails over an encrypted connection only.
    pub only_encrypted: bool,
    /// Take mails only from the account `orda` with this password.
    pub password: &'static str,
}

pub struct MailServer {
    pub port: u16,
    /// Its certificate (PEM), when it offers STARTTLS.
    pub certificate: Vec<u8>,
    letters: Arc<Mutex<Vec<Letter>>>,
    behaviour: Arc<Mutex<Behaviour>>,
}

struct Shared {
    letters: Arc<Mutex<Vec<Letter>>>,
    behaviour: Arc<Mutex<Behaviour>>,
    tls: Option<TlsAcceptor>,
}

impl MailServer {
    pub async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (certificate, tls) = if behaviour.starttls { certificate() } else { (Vec::new(), None) };
        let letters = Arc::<Mutex<Vec<Letter>>>::default();
        let behaviour = Arc::new(Mutex::new(behaviour));
        let shared = Arc::new(Shared { letters: letters.clone(), behaviour: behaviour.clone(), tls });
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, shared.clone()));
            }
        });
        Self { port, certificate, letters, behaviour }
    }

    pub fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().expect("no panic") = behaviour;
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().expect("no panic").clone()
    }
}

/// A new certificate for `localhost`, signed by itself.
fn certificate() -> (Vec<u8>, Option<TlsAcceptor>) {
    let folder = std::env::temp_dir().join(format!("orda-mail-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (key, cert) = (folder.join("key.pem"), folder.join("cert.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .output()
        .expect("openssl is installed");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let pem = std::fs::read(&cert).expect("a certificate");
    let chain = vec![CertificateDer::from_pem_slice(&pem).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_file(&key).expect("a key");
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a configuration");
    (pem, Some(TlsAcceptor::from(Arc::new(config))))
}

async fn talk(stream: TcpStream, shared: Arc<Shared>) {
    let mut stream = BufReader::new(stream);
    let greeted = stream.write_all(b"220 test\r\n").await;
    // Whatever goes wrong on a connection, the client sees.
    if greeted.is_ok() && converse(&mut stream, &shared, false).await {
        let acceptor = shared.tls.as_ref().expect("it was offered");
        if let Ok(encrypted) = acceptor.accept(stream.into_inner()).await {
            converse(&mut BufReader::new(encrypted), &shared, true).await;
        }
    }
}

/// Talks until the client leaves; whether it asked for encryption.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    shared: &Shared,
    encrypted: bool,
) -> bool {
    let (mut to, mut line, mut known) = (String::new(), String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return false;
        }
        let behaviour = shared.behaviour.lock().expect("no panic").clone();
        let command = line.trim_end().to_uppercase();
        let answer = if command.starts_with("EHLO") {
            if behaviour.starttls && !encrypted {
                "250-test\r\n250 STARTTLS\r\n"
            } else if !behaviour.password.is_empty() {
                "250-test\r\n250 AUTH PLAIN\r\n"
            } else {
                "250-test\r\n250 8BITMIME\r\n"
            }
        } else if command == "STARTTLS" {
            let _ = stream.write_all(b"220 go ahead\r\n").await;
            return true;
        } else if command.starts_with("AUTH PLAIN ") {
            let expected = STANDARD.encode(format!("\0orda\0{}", behaviour.password));
            known = line.trim_end().rsplit(' ').next() == Some(&expected);
            if known { "235 known\r\n" } else { "535 5.7.8 who are you\r\n" }
        } else if command.starts_with("MAIL") && !behaviour.password.is_empty() && !known {
            "530 5.7.0 who are you\r\n"
        } else if command.starts_with("MAIL") && behaviour.only_encrypted && !encrypted {
            "530 Must issue a STARTTLS command first\r\n"
        } else if command.starts_with("RCPT") {
            to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            if behaviour.to_recipient.is_empty() { "250 OK\r\n" } else { behaviour.to_recipient }
        } else if command == "DATA" {
            let _ = stream.write_all(b"354 go on\r\n").await;
            let mut data = String::new();
            while !data.ends_with("\r\n.\r\n") {
                if stream.read_line(&mut data).await.unwrap_or(0) == 0 {
                    return false;
                }
            }
            data.truncate(data.len() - 3);
            let letter = Letter::parse(&to, &data.replace("\r\n..", "\r\n."));
            shared.letters.lock().expect("no panic").push(letter);
            "250 taken\r\n"
        } else if command == "QUIT" {
            "221 bye\r\n"
        } else {
            "250 OK\r\n"
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return false;
        }
    }
}
