//! How many signatures a second one core makes and verifies: `cargo run --release -p gost --example speed`.

use gost::{ParameterSet, PrivateKey};
use std::time::Instant;

fn main() -> Result<(), gost::Error> {
    for set in ParameterSet::ALL {
        let key = PrivateKey::from_entropy(set, &vec![0x5a; 2 * set.size()])?;
        let digest = vec![7; set.size()];
        let signature = key.sign(&digest, b"")?;
        assert!(key.public_key().verify(&digest, &signature));
        let rate = |mut work: Box<dyn FnMut() -> bool + '_>| {
            let start = Instant::now();
            let mut count = 0_u32;
            while start.elapsed().as_millis() < 1000 {
                for _ in 0..20 {
                    assert!(work(), "a good signature");
                }
                count += 20;
            }
            f64::from(count) / start.elapsed().as_secs_f64()
        };
        let verify = rate(Box::new(|| key.public_key().verify(&digest, &signature)));
        let sign = rate(Box::new(|| key.sign(&digest, b"").is_ok()));
        println!("{:16} verify {verify:8.0}/s   sign {sign:8.0}/s", set.name());
    }
    Ok(())
}
