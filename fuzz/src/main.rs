//! A bounded run of every target: no panic, no hang, no more memory than an input deserves. Run by `cargo xtask fuzz`.
//!
//! An input that ends in a panic, allocates too much or takes too long is kept under `fuzz/findings/`, and the run fails.
//! `--input FILE` tries that one again.

use anyhow::{Context, Result, anyhow, bail};
use cap::Cap;
use clap::Parser;
use orda_fuzz::mutate::{Dice, changed};
use orda_fuzz::seeds;
use orda_fuzz::targets::{TARGETS, Target};
use std::alloc::System;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Memory in use at once, for any input, at most: this, and so much for each of its bytes.
const MEMORY_AT_MOST: usize = 16 << 20;
const MEMORY_A_BYTE: usize = 4096;
/// No input may take longer, on any machine.
const LONGEST: Duration = Duration::from_secs(20);
/// Inputs with outcomes of their own that are kept to change further.
const POOL: usize = 4096;

#[derive(Parser)]
struct Args {
    /// Only this target.
    target: Option<String>,
    /// Inputs for each target.
    #[arg(long, default_value_t = 20_000)]
    inputs: u64,
    /// Where the run begins; the same number repeats a run.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Tries this file alone.
    #[arg(long)]
    input: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let wanted: Vec<_> = TARGETS.iter().filter(|(name, _)| args.target.as_ref().is_none_or(|t| t == name)).collect();
    if wanted.is_empty() {
        let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        bail!("no such target; there are {}", known.join(", "));
    }
    if let Some(path) = &args.input {
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        for (name, target) in wanted {
            println!("{name}: outcome {:x}", target(&bytes));
        }
        return Ok(());
    }
    let mut total = 0;
    for (name, target) in wanted {
        total += run(name, *target, &args)?;
    }
    let most = MEMORY.max_allocated() >> 10;
    println!("{total} inputs in all: no panic, no hang, never more than {most} kB of memory");
    Ok(())
}

/// The input that is being tried, for the watch.
struct Now {
    number: AtomicUsize,
    input: Mutex<Vec<u8>>,
}

/// Ends the program when one input takes too long: no thread can be ended from outside.
fn watch(name: &'static str, now: Arc<Now>) {
    std::thread::spawn(move || {
        let (mut last, mut since) = (usize::MAX, Instant::now());
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let number = now.number.load(Ordering::Relaxed);
            if number == 0 {
                return;
            }
            if number != last {
                (last, since) = (number, Instant::now());
            } else if since.elapsed() > LONGEST {
                let input = now.input.lock().map_or_else(|e| e.into_inner().clone(), |input| input.clone());
                eprintln!("{name}: input {number} takes longer than {LONGEST:?}: {:?}", keep(name, "slow", &input));
                std::process::exit(1);
            }
        }
    });
}

fn run(name: &'static str, target: Target, args: &Args) -> Result<u64> {
    let mut pool = seeds::of(name).with_context(|| format!("no seeds for {name}"))?;
    if pool.is_empty() {
        bail!("no seeds for {name}");
    }
    let good = pool.len();
    let mut seen = HashSet::new();
    for (number, seed) in pool.iter().enumerate() {
        seen.insert(tried(target, seed).with_context(|| format!("{name}: seed {number}"))?);
    }
    let mut dice = Dice::new(args.seed);
    let now = Arc::new(Now { number: AtomicUsize::new(1), input: Mutex::new(Vec::new()) });
    watch(name, now.clone());
    let (start, mut kept, mut slowest, mut bytes) = (Instant::now(), 0, Duration::ZERO, 0);
    for number in 1..=args.inputs {
        // Seeds come more often than what was found.
        let from = if dice.below(3) == 0 { dice.below(good) } else { dice.below(pool.len()) };
        let input = changed(&pool[from], &pool, &mut dice);
        bytes += input.len();
        if let Ok(mut shown) = now.input.lock() {
            shown.clone_from(&input);
        }
        now.number.store(usize::try_from(number)?, Ordering::Relaxed);
        let (before, began) = (MEMORY.allocated(), Instant::now());
        MEMORY.set_limit(before + MEMORY_AT_MOST + MEMORY_A_BYTE * input.len()).ok();
        let outcome = tried(target, &input);
        MEMORY.set_limit(usize::MAX).ok();
        slowest = slowest.max(began.elapsed());
        kept = kept.max(MEMORY.allocated().saturating_sub(before));
        let kept_as = || keep(name, "panic", &input).map_or_else(|e| e.to_string(), |path| path.display().to_string());
        let outcome = outcome.with_context(|| format!("{name}: input {number}, kept as {}", kept_as()))?;
        if seen.insert(outcome) && pool.len() < POOL {
            pool.push(input);
        }
    }
    now.number.store(0, Ordering::Relaxed);
    println!(
        "{name:<12} {:>9} inputs, {:>6} MB, {:>5} outcomes, {:>8} a second, slowest {slowest:?}, left behind {kept} bytes",
        args.inputs,
        bytes >> 20,
        seen.len(),
        u128::from(args.inputs) * 1000 / start.elapsed().as_millis().max(1),
    );
    Ok(args.inputs)
}

/// The outcome; an error after a panic, which has said on the way what it is.
fn tried(target: Target, input: &[u8]) -> Result<u64> {
    std::panic::catch_unwind(|| target(input)).map_err(|_| anyhow!("panic"))
}

fn keep(name: &str, why: &str, input: &[u8]) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}-{why}-{}", std::process::id()));
    std::fs::write(&path, input)?;
    Ok(path)
}
