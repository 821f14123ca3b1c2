//! What this machine can do at most: answers without content; read, digest, encrypt and write without a portal.

use aead_stream::{EncryptorBE32, Nonce, StreamBE32};
use aes_gcm::{Aes256Gcm, KeyInit};
use anyhow::{Result, anyhow};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Serves an empty answer at `/`.
pub async fn serve_nothing(port: u16) -> Result<()> {
    let app = axum::Router::new().route("/", axum::routing::get(|| async {}));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, app).await?;
    Ok(())
}

/// Reads `source`, digests, encrypts in segments of 1 MiB, writes and syncs to `target`: the least an upload must do.
pub fn protect(source: &Path, target: &Path) -> Result<Duration> {
    const SEGMENT: usize = 1024 * 1024;
    let start = Instant::now();
    let mut input = File::open(source)?;
    let mut output = File::create(target)?;
    let mut digest = Sha256::new();
    let cipher = Aes256Gcm::new(&[7_u8; 32].into());
    let nonce = Nonce::<Aes256Gcm, StreamBE32<Aes256Gcm>>::default();
    let mut encryptor = EncryptorBE32::from_aead(cipher, &nonce);
    let mut segment = vec![0_u8; SEGMENT];
    loop {
        let mut filled = 0;
        while filled < SEGMENT {
            let n = input.read(&mut segment[filled..])?;
            if n == 0 {
                break;
            }
            filled += n;
        }
        if filled == 0 {
            break;
        }
        digest.update(&segment[..filled]);
        let sealed = encryptor.encrypt_next(&segment[..filled]).map_err(|e| anyhow!("encrypting: {e}"))?;
        output.write_all(&sealed)?;
    }
    output.sync_all()?;
    std::hint::black_box(digest.finalize());
    Ok(start.elapsed())
}
