//! Taking a response, once.

use super::body::{ResponseBody, canonical, read};
use super::problem::Problem;
use crate::backend::receive::{Once, Refused};
use crate::clock::hash;
use crate::http::App;
use app::visit::Visit;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use domain::text::Slug;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Most characters in a key.
const KEY_LIMIT: usize = 255;

/// What the sender keeps.
#[derive(Serialize, ToSchema)]
pub struct Receipt {
    /// Eight characters to quote in a question. Gives no access.
    #[schema(example = "7K3M9Q2D")]
    reference: String,
}

/// Sends a response. It is stored durably, and only once for each key.
#[utoipa::path(
    post,
    path = "/api/v1/consultations/{slug}/responses",
    operation_id = "sendResponse",
    tag = "responses",
    params(
        ("slug" = String, Path, description = "The consultation's part of the address"),
        ("Idempotency-Key" = String, Header, min_length = 1, max_length = 255,
            description = "A fresh one for each response, such as a UUID. Repeat it when you repeat the request: the same response is never stored twice."),
    ),
    request_body = ResponseBody,
    responses(
        (status = 201, description = "Stored, or stored before under this key", body = Receipt),
        (status = 400, description = "No usable Idempotency-Key, or not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such public consultation", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It takes no responses now, or another version is published", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is not application/json", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields are not right, or the key was used for another body", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn send(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<Receipt>), Problem> {
    let slug = Slug::parse(&slug).map_err(|_| Problem::NOT_FOUND)?;
    if !is_json(&headers) {
        return Err(Problem::NOT_JSON.into());
    }
    let body = body.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TOO_LARGE,
        _ => Problem::MALFORMED,
    })?;
    let key = key(&headers).ok_or(Problem::NO_KEY)?;
    let body: Value = serde_json::from_slice(&body).map_err(|_| Problem::MALFORMED)?;
    let body_hash = hash(&canonical(&body));
    let sent = read(&body).map_err(|fields| Problem::invalid(&fields))?;
    let once = Once {
        key,
        body_hash: &body_hash,
    };
    match app.live.receive(&visit.caller, &slug, once, &sent).await {
        Ok(reference) => Ok((StatusCode::CREATED, Json(Receipt { reference }))),
        Err(Refused::Because(error)) => Err(error.into()),
        Err(Refused::WrongVersion { current }) => Err(Problem::wrong_version(current)),
        Err(Refused::KeyReused) => Err(Problem::KEY_REUSED.into()),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let text = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let media = text
        .and_then(|text| text.split(';').next())
        .unwrap_or_default();
    media.trim().eq_ignore_ascii_case("application/json")
}

fn key(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get("idempotency-key")?.to_str().ok()?.trim();
    let fits = (1..=KEY_LIMIT).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    fits.then_some(key)
}
