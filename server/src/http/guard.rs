//! What every answer carries, and what no request may do.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, Response, StatusCode};
use axum::middleware::Next;
use axum::response::IntoResponse;
use futures::TryStreamExt as _;
use std::any::Any;

/// Refuses a form posted from another site: its `Origin` is not this host.
pub(super) async fn same_origin(request: Request, next: Next) -> Response<Body> {
    if is_foreign(&request) {
        return (
            StatusCode::FORBIDDEN,
            "This form was sent from another site.\n",
        )
            .into_response();
    }
    next.run(request).await
}

fn is_foreign(request: &Request) -> bool {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let api = request.uri().path().starts_with("/api/");
    let header = |name: HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    let foreign = match (header(ORIGIN), header(HOST)) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_none_or(|(_, from)| from != host),
        _ => false,
    };
    !safe && !api && foreign
}

/// Adds the headers every answer carries.
pub(super) async fn headers(request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    // Not even the path of a consultation is told to other sites.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let islands = headers.contains_key(CONTENT_SECURITY_POLICY);
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(app::platform::POLICY));
    let html = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if html && !islands {
        return response.map(without_script_data);
    }
    response
}

/// Leptos ends every page with data for script. A page that has no islands may run no script, so the data goes:
/// the browser would only complain about it.
fn without_script_data(body: Body) -> Body {
    const END: &[u8] = b"</html>";
    let mut ended = false;
    // The stream is read to its end all the same: that is when Leptos cleans up.
    let chunks = body.into_data_stream().map_ok(move |chunk| {
        let end = chunk.windows(END.len()).position(|part| part == END);
        match end.filter(|_| !ended) {
            _ if ended => Bytes::new(),
            Some(at) => {
                ended = true;
                chunk.slice(..at + END.len())
            }
            None => chunk,
        }
    });
    Body::from_stream(chunks)
}

/// A fault in the program: logged, and answered without a word of it.
pub(super) fn panicked(fault: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let text = fault
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| fault.downcast_ref::<&str>().map(|s| (*s).to_owned()));
    let incident = crate::clock::reference();
    tracing::error!(
        incident,
        fault = text.as_deref().unwrap_or("unknown"),
        "panic"
    );
    let page = format!(
        "Sorry, something went wrong. It is our fault, not yours. If you call us, give this number: {incident}\n"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, page).into_response()
}
