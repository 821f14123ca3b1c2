//! Who may read a file with a secret: a pure rule about its bits.

/// Is what has these bits, and belongs to this user, closed to others? What belongs to root may be opened to the service's
/// group, as the manager of services leaves credentials (the rule of libpq for keys).
pub const fn is_closed(mode: u32, owner: u32) -> bool {
    let others = if owner == 0 { 0o037 } else { 0o077 };
    mode & others == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only the owner reads it; of root's files the group too, but nobody else.
    #[test]
    fn others_read_nothing() {
        for (mode, owner, closed) in [
            (0o100_600, 1000, true),
            (0o100_400, 1000, true),
            (0o100_640, 1000, false),
            (0o100_604, 1000, false),
            (0o100_440, 0, true),
            (0o100_640, 0, true),
            (0o100_660, 0, false),
            (0o100_644, 0, false),
            (0o40_700, 1000, true),
            (0o40_755, 0, false),
        ] {
            assert_eq!(is_closed(mode, owner), closed, "{mode:o} {owner}");
        }
    }
}
