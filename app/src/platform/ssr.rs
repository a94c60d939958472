//! On the server.

use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// Sets the status of the page.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) = (use_context::<ResponseOptions>(), status.try_into()) {
        response.set_status(status);
    }
}

/// Sends the reader elsewhere instead.
pub fn redirect(path: &str) {
    // Not `leptos_axum::redirect`: it leaves the status alone for readers that do not ask for HTML by name.
    if let (Some(response), Ok(location)) = (
        use_context::<ResponseOptions>(),
        http::HeaderValue::try_from(path),
    ) {
        response.insert_header(http::header::LOCATION, location);
        response.set_status(http::StatusCode::FOUND);
    }
}

/// The name under which the reader reached this site, for an address that they write down.
pub fn host() -> Option<String> {
    let request = use_context::<http::request::Parts>()?;
    let host = request.headers.get(http::header::HOST)?.to_str().ok()?;
    Some(host.to_owned())
}

/// Forbids every cache, the back button's too, to keep the page.
pub fn never_store() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            http::header::CACHE_CONTROL,
            http::HeaderValue::from_static("no-store"),
        );
    }
}

/// Lets this page, and no other, run the few inline words that start its islands, and compile their WebAssembly.
pub fn allow_islands() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
        return;
    };
    let policy = format!(
        "{}; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'",
        super::POLICY
    );
    if let Ok(policy) = http::HeaderValue::try_from(policy) {
        response.insert_header(http::header::CONTENT_SECURITY_POLICY, policy);
    }
}
