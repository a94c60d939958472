//! Addresses of the thread's pages. An officer's links keep to the officers' side, where references are shown.

use crate::platform;
use crate::routes;
use crate::visit::visit;
use domain::access::Caller;
use domain::id::{ChangeId, QuoteId};
use domain::text::Slug;
use leptos::prelude::*;

/// Where the pages of one consultation's thread are, for whoever reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Links {
    /// The consultation.
    pub slug: Slug,
    officer: bool,
}

impl Links {
    /// For whoever reads this page.
    pub(super) fn to(slug: &Slug) -> Self {
        Self {
            slug: slug.clone(),
            officer: matches!(visit().caller, Caller::Staff(_)),
        }
    }

    /// The outcome.
    pub(super) fn outcome(&self) -> String {
        self.on_this_side(routes::outcome(&self.slug))
    }

    /// A finding on the outcome page.
    pub(super) fn finding(&self, number: u32) -> String {
        self.on_this_side(routes::outcome_finding(&self.slug, number))
    }

    /// A change.
    pub(super) fn change(&self, id: ChangeId) -> String {
        self.on_this_side(routes::change(&self.slug, id))
    }

    /// Somebody's words.
    pub(super) fn words(&self, id: QuoteId) -> String {
        self.on_this_side(routes::words(&self.slug, id))
    }

    fn on_this_side(&self, path: String) -> String {
        match self.officer {
            true => routes::for_officers(&path),
            false => path,
        }
    }
}

/// Who reads. An officer's page holds references and unpublished changes: no cache may keep it.
pub(super) fn reader() -> Caller {
    let caller = visit().caller;
    if matches!(caller, Caller::Staff(_)) {
        platform::never_store();
    }
    caller
}

/// Tells officers that they see more than the public does.
#[component]
pub(super) fn OfficersView(
    links: Links,
    /// The page that everybody sees; none when there is none yet.
    public: Option<String>,
) -> impl IntoView {
    links.officer.then(|| {
        view! {
            <p class="notice">
                "This is the officers’ view: it shows references, and changes that are not published yet. "
                {public.map(|href| view! { <a href=href>"See what the public sees"</a> })}
            </p>
        }
    })
}
