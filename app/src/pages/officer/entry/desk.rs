//! What both forms have in common before they differ.

use super::super::slug;
use crate::api::{ApiError, EntryDesk, ScanLine, backend, own};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::pages::params::query;
use crate::platform;
use crate::visit::{Retry, visit};
use domain::contribution::SpeaksFor;
use domain::id::BundleId;
use domain::text::Slug;
use leptos::prelude::*;

/// A form being shown: the consultation, the form's own address, and what was typed where it was refused.
pub(super) struct Asked {
    pub slug: Slug,
    pub action: String,
    pub desk: EntryDesk,
    pub retry: Option<Retry>,
    /// Scans it is typed from, where they are here already.
    pub scans: Option<(BundleId, Vec<ScanLine>)>,
    /// Who it is from, as far as it was typed.
    pub from: SpeaksFor,
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
    let typed = retry.as_ref().and_then(|retry| retry.value(&own("scan")));
    let bundle = match &retry {
        Some(_) => typed.and_then(|text| text.parse().ok()),
        None => query::<BundleId>("scan"),
    };
    let typed = retry.as_ref().map(about).unwrap_or_default();
    let version = query::<u32>("version");
    let data = async move {
        let desk = backend.entry_desk(&visit.caller, &of, version).await?;
        let scans = match bundle {
            Some(bundle) => Some((bundle, backend.bundle(&visit.caller, &of, bundle).await?)),
            None => None,
        };
        let from = backend.who_it_is_from(&visit.caller, &of, &typed).await?;
        Ok((desk, scans.filter(|(_, scans)| !scans.is_empty()), from))
    };
    loaded(data, move |(desk, scans, from)| {
        platform::never_store();
        refused(retry.as_ref());
        show(Asked {
            slug,
            action,
            desk,
            retry,
            scans,
            from,
        })
    })
    .into_any()
}

/// The officer's own fields of a form that comes back, by the names that they have on paper.
pub(super) fn about(retry: &Retry) -> Vec<(String, String)> {
    let fields = retry.fields.iter();
    let own = fields.filter_map(|(name, value)| Some((name.strip_prefix(&own(""))?, value)));
    own.map(|(name, value)| (name.to_owned(), value.clone()))
        .collect()
}

/// The status of a page that shows a form again. One that only gets more rows is not refused.
pub(super) fn refused(retry: Option<&Retry>) {
    if retry.is_some_and(|retry| !retry.errors.is_empty()) {
        platform::set_status(422);
    }
}
