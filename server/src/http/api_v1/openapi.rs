//! The interface described by itself: OpenAPI 3.1, from the code that answers.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Wellheard",
        description = "Read what a council consults on, and send responses. Nothing needs a key or an account. Errors are problem documents (RFC 9457).",
        version = "1",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(super::list, super::one, super::send::send),
    tags(
        (name = "consultations", description = "What is consulted on"),
        (name = "responses", description = "Answering"),
    )
)]
struct Document;

/// As JSON.
///
/// # Errors
/// Never: a test asks for it.
pub(super) fn document() -> Result<String, serde_json::Error> {
    Document::openapi().to_json()
}
