//! Loading what a page shows, and saying so when it cannot be shown.

use crate::api::ApiError;
use crate::components::layout::ErrorPage;
use leptos::prelude::*;
use std::future::Future;

/// Awaits `data` on the server and shows it, or the right error page with the right status.
pub fn loaded<T, F, V, IV>(data: F, show: V) -> impl IntoView
where
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
    V: FnOnce(T) -> IV + Send + 'static,
    IV: IntoView + 'static,
{
    Suspend::new(async move {
        match data.await {
            Ok(data) => show(data).into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}
