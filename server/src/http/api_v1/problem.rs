//! Problem documents (RFC 9457): what went wrong, for programs and for the people who write them.

use app::api::{ApiError, FieldError, Wrong};
use axum::Json;
use axum::extract::{Path, Request};
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

const MEDIA_TYPE: &str = "application/problem+json";

/// A problem document.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem; the address explains it.
    #[serde(rename = "type")]
    #[schema(example = "/api/v1/problems/invalid")]
    kind: String,
    /// The kind in a few words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What to do about it.
    detail: String,
    /// Every field that is not right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<Fault>,
    /// With `wrong-version`: the version to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_version: Option<u32>,
    /// With `internal`: quote it to the council.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
}

/// One field that is not right.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Fault {
    /// Where in the body: a JSON pointer (RFC 6901) as a URI fragment.
    #[schema(example = "#/answers/B4")]
    pointer: String,
    /// What is wrong, for programs.
    #[schema(example = "too_long")]
    code: String,
    /// What is wrong, for people.
    detail: String,
}

/// A kind of problem: name, status, title, and what to do.
pub(super) type Kind = (&'static str, u16, &'static str, &'static str);

impl Problem {
    pub(super) const NOT_FOUND: Kind = (
        "not-found",
        404,
        "Not found",
        "There is no such address, or it is not public.",
    );
    pub(super) const MALFORMED: Kind = (
        "malformed",
        400,
        "Not JSON",
        "The body is not JSON in UTF-8.",
    );
    pub(super) const NO_KEY: Kind = (
        "idempotency-key",
        400,
        "Idempotency-Key is missing or not usable",
        "Send a header Idempotency-Key of 1 to 255 visible ASCII characters, a fresh one for each response. Repeat it when you repeat the request.",
    );
    pub(super) const NOT_JSON: Kind = (
        "media-type",
        415,
        "Wrong content type",
        "Send the body as application/json.",
    );
    pub(super) const TOO_LARGE: Kind = (
        "too-large",
        413,
        "Too large",
        "The body is larger than 1 MiB.",
    );
    pub(super) const KEY_REUSED: Kind = (
        "key-reused",
        422,
        "The key was used for another response",
        "This Idempotency-Key was sent with another body. Use a fresh key for each response.",
    );
    pub(super) const WRONG_VERSION: Kind = (
        "wrong-version",
        409,
        "Not the published version",
        "The consultation was changed. Read it again and answer the current version.",
    );
    const METHOD: Kind = (
        "method",
        405,
        "Method not allowed",
        "This address takes other methods: see the Allow header.",
    );
    const INVALID: Kind = (
        "invalid",
        422,
        "The response cannot be taken as it is",
        "Put every field in “errors” right and send it again, with the same key or another.",
    );
    const FORBIDDEN: Kind = ("forbidden", 403, "Forbidden", "You may not do this.");
    const CLOSED: Kind = (
        "closed",
        409,
        "The consultation takes no responses now",
        "It is closed, or not open yet: see “opens” and “closes”.",
    );
    const CONFLICT: Kind = (
        "conflict",
        409,
        "Something changed meanwhile",
        "Read the consultation again and repeat the request.",
    );
    const TOO_MANY: Kind = (
        "too-many",
        429,
        "Too many requests",
        "Wait as long as the Retry-After header says.",
    );
    const INTERNAL: Kind = (
        "internal",
        500,
        "Our fault",
        "Repeat the request with the same key: it will not be stored twice.",
    );
    const ALL: [Kind; 14] = [
        Self::NOT_FOUND,
        Self::MALFORMED,
        Self::NO_KEY,
        Self::NOT_JSON,
        Self::TOO_LARGE,
        Self::KEY_REUSED,
        Self::WRONG_VERSION,
        Self::METHOD,
        Self::INVALID,
        Self::FORBIDDEN,
        Self::CLOSED,
        Self::CONFLICT,
        Self::TOO_MANY,
        Self::INTERNAL,
    ];

    pub(super) fn wrong_version(current: u32) -> Self {
        Self {
            current_version: Some(current),
            ..Self::from(Self::WRONG_VERSION)
        }
    }

    pub(super) fn invalid(fields: &[FieldError]) -> Self {
        Self {
            errors: fields.iter().map(Fault::from).collect(),
            ..Self::from(Self::INVALID)
        }
    }

    fn of_status(status: StatusCode) -> Self {
        let of = |wanted: u16| {
            Self::ALL
                .into_iter()
                .find(|(_, status, ..)| *status == wanted)
        };
        let known = of(status.as_u16());
        known
            .or_else(|| of(500))
            .map_or_else(|| Self::from(Self::INTERNAL), Self::from)
    }
}

impl From<Kind> for Problem {
    fn from((name, status, title, detail): Kind) -> Self {
        Self {
            kind: format!("/api/v1/problems/{name}"),
            title: title.to_owned(),
            status,
            detail: detail.to_owned(),
            errors: Vec::new(),
            current_version: None,
            incident: None,
        }
    }
}

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Invalid { fields } => Self::invalid(&fields),
            ApiError::NotFound => Self::from(Self::NOT_FOUND),
            ApiError::Forbidden => Self::from(Self::FORBIDDEN),
            ApiError::Closed => Self::from(Self::CLOSED),
            ApiError::Conflict { .. } => Self::from(Self::CONFLICT),
            ApiError::TooMany { .. } => Self::from(Self::TOO_MANY),
            ApiError::Internal { incident } => Self {
                incident: Some(incident),
                ..Self::from(Self::INTERNAL)
            },
        }
    }
}

impl From<&FieldError> for Fault {
    fn from(error: &FieldError) -> Self {
        let (code, detail) = match &error.problem {
            // A problem's own name and sentence: data, never internal text.
            Wrong::Answer(problem) => {
                let json = serde_json::to_value(problem).unwrap_or_default();
                let code = json["code"].as_str().unwrap_or("invalid").to_owned();
                (code, problem.to_string())
            }
            Wrong::Code(code) => (code.clone(), sentence(code).to_owned()),
        };
        Self {
            pointer: format!("#{}", error.field),
            code,
            detail,
        }
    }
}

/// What a code means.
fn sentence(code: &str) -> &'static str {
    match code {
        "missing" => "this field is needed",
        "wrong_type" => "the value is of another type, or not one of those allowed",
        "unknown_field" => "there is no such field",
        "no_such_audience" => "the consultation does not ask this audience",
        "no_such_school" => "the council’s register has no school of this number",
        "not_this_audience" => "this audience speaks as individuals only",
        "no_such_question" => "there is no such question",
        "not_asked" => "this audience is not asked this question",
        "other_not_picked" => "words beside “other” need the option “other”",
        "no_such_clause" => "there is no such clause in this document",
        "twice" => "an earlier comment is about the same clause",
        _ => "the value cannot be taken",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response
    }
}

/// The answer to a program that sent too often. The header says how long to wait.
pub(in crate::http) fn too_many(wait: u32) -> Response {
    Problem::from(ApiError::TooMany { retry_after: wait }).into_response()
}

/// What a kind of problem means, at its own address.
pub(super) async fn explained(Path(name): Path<String>) -> Result<Json<Problem>, Problem> {
    let known = Problem::ALL.into_iter().find(|(known, ..)| *known == name);
    let kind = known.ok_or(Problem::NOT_FOUND)?;
    Ok(Json(Problem::from(kind)))
}

/// Whatever fails under `/api/` fails with a problem document, also where a layer or the router refused.
pub(in crate::http) async fn only_problems(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let is_problem = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|v| v.as_bytes() == MEDIA_TYPE.as_bytes());
    let status = response.status();
    if !api || is_problem || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut problem = Problem::of_status(status).into_response();
    if let Some(allow) = response.headers_mut().remove(ALLOW) {
        problem.headers_mut().insert(ALLOW, allow);
    }
    problem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_problem_has_a_name_of_its_own() {
        let mut names: Vec<&str> = Problem::ALL.iter().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Problem::ALL.len());
    }
}
