//! How many writing requests one client address may send.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use proto::asf::errors::v1::ErrorReason;
use web::client;

use crate::config::Gateway;
use crate::error::Problem;
use crate::places;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit");

/// So many seconds' worth may come at once.
const BURST_SECONDS: u32 = 10;
/// Above so many addresses, those that have their whole quota are forgotten.
const REMEMBERED: usize = 10_000;

type Limiter =
    RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// The quotas of all addresses.
#[derive(Clone)]
pub(super) struct Writes(Arc<Quotas>);

struct Quotas {
    limiter: Limiter,
    burst: NonZeroU32,
    /// Reverse proxies between the client and the gateway.
    proxies: usize,
}

impl Writes {
    /// Nothing when the settings set no limit.
    pub(super) fn new(gateway: &Gateway) -> Option<Self> {
        let rate = NonZeroU32::new(gateway.writes_per_second)?;
        let burst = rate.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_SECONDS - 1));
        let quota = Quota::per_second(rate).allow_burst(burst);
        let limiter = RateLimiter::keyed(quota).with_middleware();
        Some(Self(Arc::new(Quotas {
            limiter,
            burst,
            proxies: gateway.proxies,
        })))
    }
}

pub(super) async fn limit(State(writes): State<Writes>, request: Request, next: Next) -> Response {
    let quotas = &writes.0;
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return next.run(request).await;
    }
    let address = client::address(request.extensions(), request.headers(), quotas.proxies);
    let (mut response, remaining) = match quotas.limiter.check_key(&places::client(address)) {
        Ok(state) => (next.run(request).await, state.remaining_burst_capacity()),
        Err(early) => {
            let wait = early.wait_time_from(quotas.limiter.clock().now());
            let problem = Problem::of(ErrorReason::TooManyRequests).with_retry_after(wait);
            (problem.into_response(), 0)
        }
    };
    quotas.describe(response.headers_mut(), remaining);
    quotas.forget();
    response
}

impl Quotas {
    fn describe(&self, headers: &mut HeaderMap, remaining: u32) {
        let burst = self.burst;
        let policy = format!("\"writes\";q={burst};w={BURST_SECONDS}");
        let state = format!("\"writes\";r={remaining}");
        for (name, text) in [(POLICY, policy), (REMAINING, state)] {
            if let Ok(value) = HeaderValue::try_from(text) {
                headers.insert(name, value);
            }
        }
    }

    fn forget(&self) {
        if self.limiter.len() > REMEMBERED {
            self.limiter.retain_recent();
        }
    }
}
