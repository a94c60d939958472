//! Is it up, can it work, how much has it done.

use super::{Access, App, Table};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

pub(super) fn routes(table: Table) -> Table {
    table
        .route(
            "GET",
            "/healthz",
            Access::Operations,
            get(|| async { "ok\n" }),
        )
        .route("GET", "/readyz", Access::Operations, get(ready))
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.live.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}
