//! Signatures on one core, side by side with OpenSSL in process on the same inputs: single signatures, whole CMS with chain
//! and lists, a list of half a million entries, a document of two gigabytes.
//!
//! GOST is measured as what was taken in before is verified again, by `gost` alone, since that is what comes by the million:
//! what is new is judged by OpenSSL's general curves too.

mod inputs;
mod peer;

use crate::Figure;
use anyhow::{Context as _, Result, ensure};
use eds::make::{self, Country, RevokedEntry};
use eds::path::Store;
use eds::validate::{Context, Level, Validation, Verdict, validate};
use eds::{AlgorithmIdentifier, Care, Content, Digest, Hasher, Profile, PublicKey, RevocationList, RevocationReason};
use gost::{Order, ParameterSet, Signature};
use inputs::{CONTENT, NOW, Office, gost_key, rsa_key};
use peer::Peer;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

/// Rounds, of whose figures the middle ones count.
const ROUNDS: usize = 7;
/// Processor time of a round, in seconds.
const ROUND: f64 = 0.25;

/// Every measurement.
pub fn run() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let program = peer::build(folder)?;
    let keys = [
        ("GOST 512-A", gost_key(ParameterSet::Tc26A512, Country::Russia)?, 2.0),
        ("GOST 256 CryptoPro-A", gost_key(ParameterSet::CryptoProA, Country::Russia)?, 1.0),
        ("GOST 256-A", gost_key(ParameterSet::Tc26A256, Country::Russia)?, 1.0),
        ("RSA-2048", rsa_key(folder)?, 0.9),
        ("P-256", make::SigningKey::generate_p256()?.to_vec(), 0.9),
    ];
    let mut figures = Vec::new();
    for (name, pkcs8, bound) in &keys {
        let office = Office::new(folder, pkcs8)?;
        figures.extend(single(name, &office, &program, *bound)?);
        if matches!(*name, "GOST 512-A" | "RSA-2048") {
            figures.extend(whole(name, &office, &program)?);
        }
        if *name == "RSA-2048" {
            figures.extend(large_document(folder, &office)?);
        }
    }
    figures.extend(long_list(folder)?);
    Ok(figures)
}

/// Verifications a second of processor time.
fn rate(mut verify: impl FnMut() -> bool) -> Result<f64> {
    let (start, mut count) = (used()?, 0_u32);
    loop {
        for _ in 0..8 {
            ensure!(verify(), "the signature is not taken");
        }
        count += 8;
        let spent = used()? - start;
        if spent >= ROUND {
            return Ok(f64::from(count) / spent);
        }
    }
}

/// Processor time that this thread has used, in seconds.
fn used() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = text.split(' ').next().context("schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Ours and OpenSSL's in turn, round by round.
fn side_by_side(name: &str, bound: f64, mut peer: Peer, mut ours: impl FnMut() -> bool) -> Result<Vec<Figure>> {
    let (mut here, mut there, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (our, their) = (rate(&mut ours)?, peer.round()?);
        here.push(our);
        there.push(their);
        ratios.push(our / their);
    }
    Ok(vec![
        Figure::at_least(format!("{name}: as many as OpenSSL, times"), median(ratios), "ratio", bound),
        Figure::at_least(format!("{name}: ours"), median(here), "/s", 0.0),
        Figure::at_least(format!("{name}: OpenSSL"), median(there), "/s", 0.0),
    ])
}

/// One signature under one key.
fn single(name: &str, office: &Office, program: &Path, bound: f64) -> Result<Vec<Figure>> {
    let (message, value) = office.signed()?;
    let digest = office.digest.of(&message);
    let key = PublicKey::from_spki(office.holder.spki())?;
    let padding = if matches!(key, PublicKey::Rsa(..)) { "1" } else { "0" };
    let engine = office.engine();
    let files =
        [office.file("spki", office.holder.spki())?, office.file("digest", &digest)?, office.file("value", &value)?];
    let peer = Peer::start(program, &[&["key", engine, padding][..], &files.each_ref().map(String::as_str)].concat())?;
    let name = format!("{name} verify");
    match key {
        PublicKey::Gost(key) => {
            let value = Signature::from_bytes(key.set(), Order::Russian, &value)?;
            ensure!(key.verify(&digest, &value), "both judges take it");
            side_by_side(&name, bound, peer, || key.verify_again(&digest, &value))
        }
        key => {
            let by = AlgorithmIdentifier::from_der(&office.algorithm()?)?;
            side_by_side(&name, bound, peer, || key.verify(&by, None, &message, &value).is_ok())
        }
    }
}

/// A detached CMS with its chain, the lists of both authorities kept; what was taken in before, as above.
fn whole(name: &str, office: &Office, program: &Path) -> Result<Vec<Figure>> {
    let lists = [Office::list(&office.root, &office.root_key)?, Office::list(&office.centre, &office.centre_key)?];
    let store = Store {
        anchors: vec![office.root.clone()],
        lists: vec![
            RevocationList::read(&lists[0])?.into_index(&office.root)?,
            RevocationList::read(&lists[1])?.into_index(&office.centre)?,
        ],
        ..Store::default()
    };
    let profile = Profile::kazakhstan();
    let context =
        Context { store: &store, profile: &profile, at: NOW, retired: &[], revocation: true, care: Care::Kept };
    let (content, time) = (Content::Bytes(CONTENT), NOW.to_string());
    let files = [
        office.file("content", CONTENT)?,
        office.file("cms", &office.cms)?,
        office.file("root", office.root.der())?,
        office.file("list-0", &lists[0])?,
        office.file("list-1", &lists[1])?,
    ];
    let args = [&["cms", office.engine(), &time][..], &files.each_ref().map(String::as_str)].concat();
    let peer = Peer::start(program, &args)?;
    let said = validate(&office.cms, Some(&content), &context);
    ensure!(is_good(&said), "{said:#?}");
    side_by_side(&format!("{name} CMS with chain and lists"), 3.0, peer, || {
        validate(&office.cms, Some(&content), &context).verdict == Verdict::Valid
    })
}

fn is_good(said: &Validation) -> bool {
    said.verdict == Verdict::Valid && said.signatures[0].proven_level == Some(Level::B)
}

/// Half a million entries, as long as those of Kazakhstan's centre.
fn long_list(folder: &Path) -> Result<Vec<Figure>> {
    const ENTRIES: u64 = 500_000;
    let office = Office::new(folder, &make::SigningKey::generate_p256()?)?;
    let serial = |n: u64| {
        let mixed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        [&[0x5a][..], &mixed, &mixed, &n.to_be_bytes()[5..]].concat()
    };
    let entry = |n| RevokedEntry { serial: serial(n), at: NOW - 1000, reason: RevocationReason::Superseded };
    let entries: Vec<RevokedEntry> = (0..ENTRIES).map(entry).collect();
    let raw = make::crl(&office.root, &office.root_key, 1, NOW, NOW + 86_400, &entries)?.der().to_vec();
    drop(entries);
    let (mut times, mut memory, mut size) = (Vec::new(), 0.0_f64, 0);
    for _ in 0..3 {
        let bytes = raw.clone();
        reset_peak()?;
        let (before, start) = (peak()?, used()?);
        let list = RevocationList::from_vec(bytes)?.into_index(&office.root)?;
        times.push(used()? - start);
        memory = memory.max(peak()? - before);
        size = list.index_size();
        ensure!((0..ENTRIES).all(|n| list.find(office.root.subject(), &serial(n)).is_some()), "an entry is missing");
    }
    let megabytes = |bytes: usize| u32::try_from(bytes).map_or(f64::INFINITY, |bytes| f64::from(bytes) / 1e6);
    println!("list of {ENTRIES} entries: {:.1} MB", megabytes(raw.len()));
    Ok(vec![
        Figure::at_most("list of 500,000 entries: read, checked, indexed", median(times), "s", 0.3),
        Figure::at_most("list of 500,000 entries: index", megabytes(size), "MB", 20.0),
        Figure::at_most("list of 500,000 entries: memory more at the peak", memory, "MB", 20.0),
    ])
}

/// Two gigabytes, signed detached: read once, digested on the way. In processor time, as everything here.
fn large_document(folder: &Path, office: &Office) -> Result<Vec<Figure>> {
    const LENGTH: u64 = 2 << 30;
    const GIGABYTES: f64 = 2.147_483_648;
    let path = folder.join("large");
    File::create(&path)?.set_len(LENGTH)?;
    let cms = office.signed_by_openssl(&path)?;
    let store = Store {
        anchors: vec![office.root.clone()],
        intermediates: vec![office.centre.clone()],
        lists: vec![
            RevocationList::read(&Office::list(&office.root, &office.root_key)?)?,
            RevocationList::read(&Office::list(&office.centre, &office.centre_key)?)?,
        ],
        ..Store::default()
    };
    let profile = Profile::kazakhstan();
    let context =
        Context { store: &store, profile: &profile, at: NOW, retired: &[], revocation: true, care: Care::New };
    reset_peak()?;
    let (before, start) = (peak()?, used()?);
    let mut hasher = Hasher::new(Digest::Sha256);
    let (mut file, mut piece) = (File::open(&path)?, vec![0; 1 << 20]);
    let mut reading = 0.0;
    loop {
        let began = used()?;
        let length = file.read(&mut piece)?;
        reading += used()? - began;
        if length == 0 {
            break;
        }
        hasher.update(&piece[..length]);
    }
    let made = [(Digest::Sha256, hasher.finish())];
    let said = validate(&cms, Some(&Content::Digests(&made)), &context);
    let whole = used()? - start;
    ensure!(said.verdict == Verdict::Valid, "{said:#?}");
    let memory = peak()? - before;
    let start = used()?;
    let mut hasher = Hasher::new(Digest::Sha256);
    (0..LENGTH >> 20).for_each(|_| hasher.update(&piece));
    std::hint::black_box(hasher.finish());
    let limit = used()? - start + reading;
    let gigabytes = |seconds: f64| GIGABYTES / seconds;
    Ok(vec![
        Figure::at_least("document of 2 GB verified", gigabytes(whole), "GB/s", 0.9 * gigabytes(limit)),
        Figure::at_least("reading it and its digest alone (the limit)", gigabytes(limit), "GB/s", 0.0),
        Figure::at_most("document of 2 GB: memory more at the peak", memory, "MB", 8.0),
    ])
}

/// The most memory this process has had since the last reset, in megabytes.
fn peak() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024.0 / 1e6)
}

fn reset_peak() -> Result<()> {
    File::options().write(true).open("/proc/self/clear_refs")?.write_all(b"5")?;
    Ok(())
}
