//! Which hosts are this machine: what is said to them crosses no network.

use std::net::IpAddr;

/// Is `host`, a name or an address as in a URL, this machine: `localhost`, 127.0.0.0/8, `::1`?
pub fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// Does this URL say that what is sent to it can be read on the way: `http` to another machine? What is no such URL does
/// not.
pub fn is_plain(url: &str) -> bool {
    let Some(rest) = url.split_once("://").filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http")).map(|(_, r)| r)
    else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let end = host.find(']').map_or_else(|| host.find(':'), |bracket| Some(bracket + 1));
    !is_this_machine(&host[..end.unwrap_or(host.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This machine by name and by address of both families; what only looks like it is another.
    #[test]
    fn this_machine_is_known() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1", "[::1]", "::ffff:127.0.0.1"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "localhost.example.kz", "127.0.0.1.example.kz", "10.0.0.1", "0.0.0.0", "[::2]"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    /// Only `http` to another machine is read on the way.
    #[test]
    fn plain_addresses_are_known() {
        for url in [
            "http://edms.example.kz/x",
            "HTTP://10.0.0.1:80",
            "http://localhost@edms.example.kz",
            "http://[fd00::1]:80/",
        ] {
            assert!(is_plain(url), "{url}");
        }
        for url in
            ["https://edms.example.kz", "http://localhost:8080/x", "http://127.0.0.1?x", "http://[::1]:80/", "edms"]
        {
            assert!(!is_plain(url), "{url}");
        }
    }
}
