//! What both forms have in common before they differ.

use super::super::slug;
use crate::api::{ApiError, EntryDesk, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::platform;
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

/// A form being shown: the consultation, the form's own address, and what was typed where it was refused.
pub(super) struct Asked {
    pub slug: Slug,
    pub action: String,
    pub desk: EntryDesk,
    pub retry: Option<Retry>,
}

/// Loads what is needed to enter something, and shows the form with the status that suits it.
pub(super) fn at_desk<V: IntoView + 'static>(
    address: fn(&Slug) -> String,
    show: fn(Asked) -> V,
) -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, visit) = (backend(), visit());
    let action = address(&slug);
    let retry = visit.retry_of(&action).cloned();
    let of = slug.clone();
    let data = async move { backend.entry_desk(&visit.caller, &of).await };
    loaded(data, move |desk| {
        platform::never_store();
        if retry.is_some() {
            platform::set_status(422);
        }
        show(Asked {
            slug,
            action,
            desk,
            retry,
        })
    })
    .into_any()
}
