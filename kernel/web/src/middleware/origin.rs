//! Where a request came from (365-8-3, 365-8-5-b).

use crate::{Network, Shell};
use axum::extract::{ConnectInfo, Request};
use http::{HeaderMap, header};
use orda_base::{Origin, RequestId};
use std::net::{IpAddr, SocketAddr};

/// Longest name of a client program that is kept, in characters.
const AGENT_LIMIT: usize = 300;

/// The origin of `request`, with a new number.
pub(super) fn of(shell: &Shell, request: &Request) -> Origin {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let agent = request.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Origin {
        address: peer.map(|peer| address(peer, request.headers(), &shell.settings.trusted_proxies)),
        agent: agent.chars().take(AGENT_LIMIT).collect(),
        session: None,
        request: Some(RequestId::generate(&shell.settings.env)),
    }
}

/// Mark of a request that came to the program itself over TLS.
#[derive(Debug, Clone, Copy)]
pub struct Encrypted;

/// Did the request come over TLS? To the program itself, or to a proxy: its word counts when it is trusted, and of several
/// every one must say so. A proxy that passes on a caller must say so even when it speaks TLS with the program: the way before it
/// may be another.
pub(super) fn is_encrypted(shell: &Shell, request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    let trusted = peer.is_some_and(|peer| shell.settings.trusted_proxies.iter().any(|n| n.contains(peer)));
    let lines = request.headers().get_all("x-forwarded-proto").into_iter().filter_map(|v| v.to_str().ok());
    let mut words = lines.flat_map(|line| line.split(',')).map(str::trim).peekable();
    if trusted && (words.peek().is_some() || request.headers().contains_key("x-forwarded-for")) {
        return words.peek().is_some() && words.all(|word| word.eq_ignore_ascii_case("https"));
    }
    request.extensions().get::<Encrypted>().is_some()
}

/// The address of the caller: the peer, or, when the peer is a trusted proxy, the last address of `X-Forwarded-For`
/// that is not a trusted proxy itself. Whatever stands before it was written by the caller and proves nothing.
fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let peer = peer.to_canonical();
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(peer) {
        return peer;
    }
    let mut nearest = peer;
    let lines = headers.get_all("x-forwarded-for").into_iter().filter_map(|v| v.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        let Some(address) = parse(hop) else { break };
        nearest = address;
        if !is_trusted(address) {
            break;
        }
    }
    nearest
}

/// An address with or without a port.
fn parse(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn seen(peer: &str, forwarded: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
        let trusted = ["10.0.0.0/8".parse().expect("a network")];
        address(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    /// The header is believed only when a trusted proxy sent it.
    #[test]
    fn believes_only_trusted_proxies() {
        assert_eq!(seen("203.0.113.9", "198.51.100.7"), "203.0.113.9");
        assert_eq!(seen("10.1.1.1", "198.51.100.7"), "198.51.100.7");
        assert_eq!(seen("::ffff:10.1.1.1", "198.51.100.7:4711"), "198.51.100.7");
    }

    /// What the caller put in front of its own address is not believed.
    #[test]
    fn takes_the_last_address_that_is_not_a_proxy() {
        assert_eq!(seen("10.1.1.1", "1.2.3.4, 198.51.100.7, 10.2.2.2"), "198.51.100.7");
        assert_eq!(seen("10.1.1.1", "rubbish"), "10.1.1.1");
        assert_eq!(seen("10.1.1.1", "1.2.3.4, rubbish, 10.2.2.2"), "10.2.2.2");
    }
}
