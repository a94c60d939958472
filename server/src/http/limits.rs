//! How often one address may send. Wide enough for two hundred people behind one library; narrow for passwords.
//! Addresses are held in memory for as long as they matter, and never beside an answer or in a log.

use super::form::Fields;
use super::{App, api_v1, pages};
use app::components::form::TooMany;
use app::visit::Visit;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest as _, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use leptos::prelude::*;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Checks after which addresses that no longer matter are forgotten.
const FORGET_EVERY: u32 = 256;

/// Where a visitor's address is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum AddressFrom {
    /// From the connection: where nothing stands in front of the program.
    #[default]
    Connection,
    /// From the last entry of `X-Forwarded-For`: where a proxy of the council stands in front and sets it.
    Forwarded,
    /// Nowhere: there is no limit. For where something in front limits already, and for measuring.
    Nowhere,
}

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// A response begun or sent.
    Response,
    /// A code to come back with, or to join a team with.
    Code,
    /// A password.
    SignIn,
}

/// The limits, and who has used how much of them.
pub struct Limits {
    from: AddressFrom,
    responses: DefaultKeyedRateLimiter<IpAddr>,
    codes: DefaultKeyedRateLimiter<IpAddr>,
    sign_ins: DefaultKeyedRateLimiter<IpAddr>,
    checks: AtomicU32,
}

impl Limits {
    /// Nobody has used anything yet.
    pub fn new(from: AddressFrom) -> Arc<Self> {
        Arc::new(Self {
            from,
            // Two hundred people at once, each beginning and sending, and a retry or two.
            responses: limiter(600, Duration::from_millis(250)),
            // Two hundred people who come back at once, or a class whose team types one code. A guesser gets no
            // further with it: a code has eighty bits.
            codes: limiter(240, Duration::from_millis(500)),
            sign_ins: limiter(30, Duration::from_secs(3)),
            checks: AtomicU32::new(0),
        })
    }

    /// Uses one of an address.
    ///
    /// # Errors
    /// Seconds to wait, where it has used up its own.
    fn take(&self, what: What, address: IpAddr) -> Result<(), u32> {
        let checked = self.checks.fetch_add(1, Ordering::Relaxed);
        if checked.is_multiple_of(FORGET_EVERY) {
            for limiter in [&self.responses, &self.codes, &self.sign_ins] {
                limiter.retain_recent();
                limiter.shrink_to_fit();
            }
        }
        let limiter = match what {
            What::Response => &self.responses,
            What::Code => &self.codes,
            What::SignIn => &self.sign_ins,
        };
        limiter.check_key(&network(address)).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            u32::try_from(wait.as_secs())
                .unwrap_or(u32::MAX)
                .saturating_add(1)
        })
    }

    /// Whose request it is, where that is known.
    fn address(&self, request: &Request) -> Option<IpAddr> {
        match self.from {
            AddressFrom::Nowhere => None,
            AddressFrom::Forwarded => forwarded(request.headers()),
            AddressFrom::Connection => {
                let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
                peer.map(|ConnectInfo(peer)| peer.ip())
            }
        }
    }
}

fn limiter(burst: u32, refill: Duration) -> DefaultKeyedRateLimiter<IpAddr> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(refill).unwrap_or(Quota::per_second(NonZeroU32::MIN));
    RateLimiter::keyed(quota.allow_burst(burst))
}

/// The last entry is the one that the council's own proxy wrote; those before it are whatever somebody sent.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let values = headers.get_all("x-forwarded-for").iter();
    let last = values.filter_map(|v| v.to_str().ok()).next_back()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

/// Of an IPv6 address only the network: one household has more addresses than there are people.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        },
    }
}

fn limited(request: &Request) -> Option<What> {
    let path = request.uri().path();
    if *request.method() != Method::POST {
        return None;
    }
    if path == "/officer/sign-in" {
        return Some(What::SignIn);
    }
    if path.starts_with("/api/v1/") {
        return Some(What::Response);
    }
    let rest = path.strip_prefix("/consultations/")?;
    match rest.split_once('/')?.1 {
        "respond" | "respond/send" => Some(What::Response),
        "return" | "team" => Some(What::Code),
        _ => None,
    }
}

/// Lets a request through, or says how long to wait and keeps what was typed.
pub(super) async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = limited(&request).zip(app.limits.address(&request));
    let Some((what, address)) = asked else {
        return next.run(request).await;
    };
    let Err(wait) = app.limits.take(what, address) else {
        return next.run(request).await;
    };
    metrics::counter!("wellheard_requests_limited_total").increment(1);
    let mut response = match request.uri().path().starts_with("/api/") {
        true => api_v1::too_many(wait),
        false => explain(&app, request, wait).await,
    };
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(wait));
    response
}

async fn explain(app: &App, request: Request, wait: u32) -> Response {
    let action = request.uri().path().to_owned();
    let visit = request.extensions().get::<Visit>().cloned();
    let visit = visit.unwrap_or_else(|| Visit::anybody(&action));
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, super::officer::LAPSED_LIMIT)
        .await
        .unwrap_or_default();
    let mut read = Request::from_parts(parts, Body::from(bytes));
    DefaultBodyLimit::max(super::officer::LAPSED_LIMIT).apply(&mut read);
    let fields = match Fields::from_request(read, &()).await {
        Ok(Fields(fields)) => fields,
        Err(refused) => return refused,
    };
    if action == app::routes::sign_in() {
        let fields = Fields(fields).without_secrets();
        return super::officer::sign_in_page(app, visit, fields, "busy").await;
    }
    pages::alone(app, &visit, move || {
        let (action, fields) = (action.clone(), fields.clone());
        view! { <TooMany wait action fields/> }.into_any()
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_let_through_and_a_guesser_is_not() {
        let limits = Limits::new(AddressFrom::Connection);
        let library: IpAddr = "192.0.2.1".parse().unwrap();
        for _ in 0..400 {
            assert_eq!(limits.take(What::Response, library), Ok(()));
        }
        let guesser: IpAddr = "192.0.2.2".parse().unwrap();
        let refused = (0..300).find_map(|_| limits.take(What::Code, guesser).err());
        assert!(refused.is_some_and(|wait| (1..=2).contains(&wait)));
        for _ in 0..200 {
            assert_eq!(limits.take(What::Code, library), Ok(()));
        }
    }

    #[test]
    fn only_the_entry_that_our_own_proxy_wrote_is_believed() {
        let mut headers = HeaderMap::new();
        let sent = HeaderValue::from_static("10.0.0.1, 198.51.100.7");
        headers.append("x-forwarded-for", sent);
        assert_eq!(forwarded(&headers), "198.51.100.7".parse().ok());
        assert_eq!(forwarded(&HeaderMap::new()), None);
    }

    #[test]
    fn the_addresses_of_one_household_are_one() {
        let one = network("2001:db8:1:2:aaaa::1".parse().unwrap());
        let other = network("2001:db8:1:2:bbbb::2".parse().unwrap());
        assert_eq!(one, other);
        assert_eq!(
            network("::ffff:192.0.2.1".parse().unwrap()),
            "192.0.2.1".parse::<IpAddr>().unwrap()
        );
    }
}
