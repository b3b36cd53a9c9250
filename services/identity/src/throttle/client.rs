//! Which addresses count as one client.

use std::net::{IpAddr, Ipv6Addr};

/// An IPv4 address, or the /64 network of an IPv6 address, since one customer
/// has them all. Nothing for an empty text; any other text stands for itself.
pub(super) fn network(address: &str) -> Option<String> {
    if address.is_empty() {
        return None;
    }
    Some(match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.to_string(),
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(mapped) => mapped.to_string(),
            None => first_half(address).to_string(),
        },
        Err(_) => address.to_owned(),
    })
}

fn first_half(address: Ipv6Addr) -> Ipv6Addr {
    let bits = u128::from(address) >> 64 << 64;
    Ipv6Addr::from(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_count_together() {
        let one = network("2001:db8:1:2:3:4:5:6");
        assert_eq!(one.as_deref(), Some("2001:db8:1:2::"));
        assert_eq!(network("2001:db8:1:2::1"), one);
        assert_ne!(network("2001:db8:1:3::1"), one);
        assert_eq!(network("::ffff:192.0.2.1").as_deref(), Some("192.0.2.1"));
        assert_eq!(network("192.0.2.1").as_deref(), Some("192.0.2.1"));
        assert_eq!(network(""), None);
    }
}
