//! How much was asked and stored, as Prometheus text. Counts by route, never by person.

use super::{Access, Table};
use axum::extract::{MatchedPath, Request};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

pub(super) fn routes(table: Table) -> Table {
    start();
    table.route("GET", "/metrics", Access::Operations, get(shown))
}

/// The program's counters, begun with the first server.
fn start() -> Option<&'static PrometheusHandle> {
    static COUNTERS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let begin = || {
        let handle = PrometheusBuilder::new().install_recorder().ok()?;
        metrics::describe_counter!(
            "wellheard_requests_total",
            "Requests answered, by method, route and status"
        );
        metrics::describe_counter!(
            "wellheard_submissions_stored_total",
            "Responses stored since the start, by channel"
        );
        metrics::describe_counter!(
            "wellheard_submissions_replayed_total",
            "Responses sent again under a key used before, by channel"
        );
        Some(handle)
    };
    COUNTERS.get_or_init(begin).as_ref()
}

async fn shown() -> Response {
    let text = start().map(PrometheusHandle::render).unwrap_or_default();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// Counts an answered request by the route's template: what stands in the path may be anything.
pub(super) async fn count(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    let path = path.map_or("none", MatchedPath::as_str).to_owned();
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST") => known.to_owned(),
        _ => "other".to_owned(),
    };
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("wellheard_requests_total", "method" => method, "route" => path, "status" => status)
        .increment(1);
    response
}
