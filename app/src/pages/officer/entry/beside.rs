//! The paper beside the form, where it was scanned.

use super::super::scans::Paper;
use crate::api::{ScanLine, own};
use domain::id::BundleId;
use domain::text::Slug;
use leptos::prelude::*;

/// A form with the scans of its paper beside it; above it where there is little room.
#[component]
pub(super) fn Beside(slug: Slug, scans: Vec<ScanLine>, children: Children) -> impl IntoView {
    if scans.is_empty() {
        return children().into_any();
    }
    view! {
        <div class="beside">
            <section class="beside-paper" aria-labelledby="paper">
                <h2 id="paper">"The paper"</h2>
                <Paper slug scans/>
            </section>
            <div>{children()}</div>
        </div>
    }
    .into_any()
}

/// The field that says which scans the form is typed from.
pub(super) fn bundle_field(bundle: BundleId) -> impl IntoView {
    view! { <input type="hidden" name=own("scan") value=bundle.to_string()/> }
}
