//! One host, as HTTP/1.1 wants it (RFC 9112, section 3.2). Whoever stands
//! before us decides by it, and must not read another one than we do.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::uri::Authority;
use http::{HeaderValue, Uri, Version, header};
use proto::asf::errors::v1::ErrorReason;

use crate::error::Problem;

pub(super) async fn one(request: Request, next: Next) -> Response {
    match fault(&request) {
        None => next.run(request).await,
        Some(detail) => Problem::new(ErrorReason::MalformedRequest, detail)
            .with_header(header::CONNECTION, HeaderValue::from_static("close"))
            .into_response(),
    }
}

fn fault(request: &Request) -> Option<&'static str> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host,
        (Some(_), Some(_)) => return Some("The header `Host` may stand only once."),
        // Clients of HTTP/1.0 know no such header.
        (None, _) if request.version() == Version::HTTP_10 => return None,
        (None, _) => return Some("The header `Host` is missing."),
    };
    let Some(host) = authority(host) else {
        return Some("The header `Host` has to be a host name, with a port where it needs one.");
    };
    other_target(request.uri(), &host)
}

fn authority(host: &HeaderValue) -> Option<Authority> {
    let host: Authority = host.to_str().ok()?.parse().ok()?;
    let bare = !host.host().is_empty() && !host.as_str().contains('@');
    bare.then_some(host)
}

/// A target may name the host too, as it does for a proxy.
fn other_target(target: &Uri, host: &Authority) -> Option<&'static str> {
    let named = target.authority()?;
    if target.scheme().is_none() {
        return Some("The target has to be a path; this is no proxy.");
    }
    let same = named.as_str().eq_ignore_ascii_case(host.as_str());
    (!same).then_some("The target names another host than the header `Host`.")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::one("/", &["asf.example"], true)]
    #[case::with_a_port("/", &["127.0.0.1:8080"], true)]
    #[case::ipv6("/", &["[::1]:8080"], true)]
    #[case::whole_target("http://asf.example/x", &["ASF.example"], true)]
    #[case::none("/", &[], false)]
    #[case::empty("/", &[""], false)]
    #[case::two("/", &["asf.example", "asf.example"], false)]
    #[case::a_list("/", &["asf.example, evil.example"], false)]
    #[case::a_path("/", &["asf.example/x"], false)]
    #[case::a_login("/", &["asf@evil.example"], false)]
    #[case::another_target("http://evil.example/x", &["asf.example"], false)]
    #[case::a_tunnel("evil.example:443", &["evil.example:443"], false)]
    fn a_request_has_one_host(#[case] target: &str, #[case] hosts: &[&str], #[case] fits: bool) {
        let mut request = Request::builder().uri(target);
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        let request = request.body(Body::empty()).unwrap();
        assert_eq!(fault(&request).is_none(), fits);
    }

    #[test]
    fn an_old_client_knows_no_host() {
        let request = Request::builder().version(Version::HTTP_10).uri("/");
        assert_eq!(fault(&request.body(Body::empty()).unwrap()), None);
    }
}
