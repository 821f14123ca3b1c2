//! How many signatures a second one core verifies again, verifies as new (OpenSSL too) and makes (OpenSSL verifies them):
//! `cargo run --release -p gost --example speed`.

use gost::{ParameterSet, PrivateKey};
use std::time::Instant;

/// Processor time that this process has used, in seconds (hundredths, from Linux); the clock where it is not told.
fn used(start: Instant) -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = text.rsplit(')').next().and_then(|rest| rest.split(' ').nth(12)?.parse::<f64>().ok());
    ticks.map_or_else(|| start.elapsed().as_secs_f64(), |ticks| ticks / 100.0)
}

fn main() -> Result<(), gost::Error> {
    for set in ParameterSet::ALL {
        let key = PrivateKey::from_entropy(set, &vec![0x5a; 2 * set.size()])?;
        let digest = vec![7; set.size()];
        let signature = key.sign(&digest, b"")?;
        assert!(key.public_key().verify(&digest, &signature));
        let rate = |mut work: Box<dyn FnMut() -> bool + '_>| {
            let (start, mut count) = (Instant::now(), 0_u32);
            let from = used(start);
            while used(start) - from < 0.5 {
                for _ in 0..20 {
                    assert!(work(), "a good signature");
                }
                count += 20;
            }
            f64::from(count) / (used(start) - from)
        };
        let again = rate(Box::new(|| key.public_key().verify_again(&digest, &signature)));
        let new = rate(Box::new(|| key.public_key().verify(&digest, &signature)));
        let sign = rate(Box::new(|| key.sign(&digest, b"").is_ok()));
        println!("{:16} verify again {again:8.0}/s   new {new:8.0}/s   sign {sign:8.0}/s", set.name());
    }
    Ok(())
}
