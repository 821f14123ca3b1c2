//! `orda eds verify`.

use super::files::{self, Trust};
use super::{UNUSABLE, code, time_or_now, word};
use anyhow::{Context as _, Result};
use eds::asic::Container;
use eds::validate::{Check, Context, Validation, digests_needed, validate};
use eds::{Content, Digest, Hasher, Reason, Status};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The signature: CMS or `CAdES` (DER, BER or PEM), or an ASiC-E container.
    signature: PathBuf,
    /// What was signed, when it is not inside.
    #[arg(long, value_name = "FILE")]
    content: Option<PathBuf>,
    /// Certificates at which a path may end.
    #[arg(long, value_name = "FILE.pem", conflicts_with = "trust")]
    anchors: Vec<PathBuf>,
    /// File (TOML) that names anchors, intermediates, crls, answers, and retired algorithms.
    #[arg(long, value_name = "FILE.toml")]
    trust: Option<PathBuf>,
    /// Further certificates of authorities.
    #[arg(long, value_name = "FILE.pem", num_args = 1..)]
    intermediates: Vec<PathBuf>,
    /// Lists of revoked certificates.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    crls: Vec<PathBuf>,
    /// The time as of which to judge; now unless given.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Fetch nothing. (This command never does.)
    #[arg(long)]
    offline: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<u8> {
    let mut trust = args.trust.as_deref().map_or_else(|| Ok(Trust::default()), Trust::load)?;
    trust.anchors.extend_from_slice(&args.anchors);
    trust.intermediates.extend_from_slice(&args.intermediates);
    trust.crls.extend_from_slice(&args.crls);
    let trusted = trust.open()?;
    let context = Context {
        store: &trusted.store,
        profile: &trusted.profile,
        at: time_or_now(args.at.as_deref())?,
        retired: &trusted.retired,
        revocation: true,
        care: eds::Care::New,
    };
    let bytes = files::read(&args.signature)?;
    let validation = if bytes.starts_with(b"PK") {
        let container = Container::read(&bytes).with_context(|| args.signature.display().to_string())?;
        container.validate_with(&context, &orda_signatures::evidence::listed)
    } else {
        let found = eds::pem::any(&bytes).with_context(|| args.signature.display().to_string())?;
        let signature = &found.first().context("no signature in the file")?.1;
        let made = match (&args.content, digests_needed(signature)) {
            (Some(path), Ok(needed)) => Some(digests(path, &needed)?),
            _ => None,
        };
        validate(signature, made.as_deref().map(Content::Digests).as_ref(), &context)
    };
    if args.json {
        println!("{}", serde_json::to_string_pretty(&validation)?);
    } else {
        print(&validation);
    }
    Ok(if is_unusable(&validation) { UNUSABLE } else { code(validation.verdict) })
}

/// Digests of a file of any length, read once.
fn digests(path: &Path, needed: &[Digest]) -> Result<Vec<(Digest, Vec<u8>)>> {
    let mut file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    let mut hashers: Vec<(Digest, Hasher)> = needed.iter().map(|d| (*d, Hasher::new(*d))).collect();
    let mut piece = vec![0; 1 << 18];
    loop {
        let length = file.read(&mut piece).with_context(|| path.display().to_string())?;
        if length == 0 {
            break;
        }
        for (_, hasher) in &mut hashers {
            hasher.update(&piece[..length]);
        }
    }
    Ok(hashers.into_iter().map(|(digest, hasher)| (digest, hasher.finish())).collect())
}

/// Is it no signature at all?
fn is_unusable(validation: &Validation) -> bool {
    validation.signatures.iter().any(|signature| {
        matches!(
            signature.failure(),
            Some((
                Check::Form,
                Reason::Malformed
                    | Reason::TrailingBytes
                    | Reason::TooLarge
                    | Reason::TooDeep
                    | Reason::WrongContentType
            ))
        )
    })
}

fn print(validation: &Validation) {
    println!("{} as of {}", word(validation.verdict), eds::time_text(validation.at));
    for (place, signature) in validation.signatures.iter().enumerate() {
        println!("signature {}: {}", place + 1, word(signature.verdict));
        if let Some(signer) = &signature.signer {
            println!("  signer: {} IIN {} BIN {} {}", signer.name, signer.iin, signer.bin, signer.organisation);
            println!("  certificate: {} of {}, {}", signer.serial, signer.issuer, signer.algorithm);
        }
        let proven = signature.proven_level.map_or_else(|| "-".to_owned(), |level| format!("{level:?}"));
        println!("  level: claimed {:?}, proven {proven}", signature.claimed_level);
        for (label, time) in [("claimed", signature.claimed_time), ("proven", signature.proven_time)] {
            if let Some(time) = time {
                println!("  time {label}: {}", eds::time_text(time));
            }
        }
        for check in signature.checks.iter().filter(|c| c.status != Status::NotChecked) {
            let reason = check.reason.map_or_else(String::new, |reason| format!(" {reason}"));
            println!("  {:?}: {}{reason} {}", check.check, check.status.code(), check.detail);
        }
    }
}
