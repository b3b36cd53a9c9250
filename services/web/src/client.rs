//! Who sends a request, as far as the gateway can tell: the address behind
//! the proxies, the program, and the cookie of a session.

use std::net::{IpAddr, Ipv6Addr};

use http::{Extensions, HeaderMap, header};

use crate::session::cookie;

/// Longer names of programs are cut: the rest tells nobody anything.
const LONGEST_PROGRAM: usize = 200;

/// Who is at the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// What services are told of the client.
#[derive(Clone, Debug)]
pub struct Client {
    pub address: IpAddr,
    pub user_agent: String,
    /// The secret in the session cookie, which nobody has checked yet.
    pub session: Option<String>,
}

impl Client {
    pub fn of(extensions: &Extensions, headers: &HeaderMap, proxies: usize) -> Self {
        let program = headers.get(header::USER_AGENT);
        let program = program.and_then(|value| value.to_str().ok());
        Self {
            address: address(extensions, headers, proxies),
            user_agent: program
                .unwrap_or_default()
                .chars()
                .take(LONGEST_PROGRAM)
                .collect(),
            session: cookie::session(headers).map(str::to_owned),
        }
    }
}

/// Each proxy appends who it heard from, so that the client is as many entries
/// from the end as there are proxies. What stands before was written by the
/// client itself and proves nothing.
pub fn address(extensions: &Extensions, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let peer = extensions.get::<Peer>();
    let peer = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.0);
    let Some(skipped) = proxies.checked_sub(1) else {
        return peer;
    };
    let forwarded = forwarded(headers);
    let client = forwarded.iter().rev().nth(skipped);
    client.and_then(|text| text.parse().ok()).unwrap_or(peer)
}

fn forwarded(headers: &HeaderMap) -> Vec<&str> {
    let values = headers.get_all("x-forwarded-for").iter();
    let values = values.filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nobody_is_trusted(0, "10.9.9.9")]
    #[case::one_proxy(1, "10.0.0.3")]
    #[case::two_proxies(2, "10.0.0.2")]
    #[case::more_proxies_than_entries(4, "10.9.9.9")]
    fn the_client_is_the_last_that_a_trusted_proxy_saw(
        #[case] proxies: usize,
        #[case] expected: &str,
    ) {
        let mut extensions = Extensions::new();
        extensions.insert(Peer("10.9.9.9".parse().unwrap()));
        let mut headers = HeaderMap::new();
        let first = HeaderValue::from_static("1.1.1.1, 10.0.0.2");
        headers.append("x-forwarded-for", first);
        headers.append("x-forwarded-for", HeaderValue::from_static("10.0.0.3"));
        let client = Client::of(&extensions, &headers, proxies);
        assert_eq!(client.address.to_string(), expected);
    }

    #[test]
    fn the_name_of_a_program_is_cut() {
        let mut headers = HeaderMap::new();
        let long = HeaderValue::try_from("x".repeat(999)).unwrap();
        headers.insert(header::USER_AGENT, long);
        let client = Client::of(&Extensions::new(), &headers, 0);
        assert_eq!(client.user_agent.len(), LONGEST_PROGRAM);
    }
}
