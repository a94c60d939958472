//! Who did what to a consultation.

use super::slug;
use crate::api::{ApiError, AuditLine, AuditPage as Lines, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Tab};
use crate::components::pager::Pager;
use crate::routes;
use crate::text::{dates, responses as text};
use crate::visit::visit;
use domain::text::Slug;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The audit, newest first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let at = use_query_map().get_untracked().get("page");
    let at = at.and_then(|n| n.parse().ok()).unwrap_or(1);
    let (backend, caller, of) = (backend(), visit().caller, slug.clone());
    loaded(
        async move { backend.audit_of(&caller, &of, at).await },
        move |lines| page(slug, lines),
    )
    .into_any()
}

fn page(slug: Slug, lines: Lines) -> impl IntoView {
    let within = (slug.clone(), lines.title.clone(), Tab::Overview);
    let rows = lines.lines.into_iter().map(|line| view! { <Row line/> });
    view! {
        <OfficerPage title="Record of who did what" within>
            <h1>"Record of who did what"</h1>
            <p class="lead">"Newest first. It is only ever added to, and holds no words of a response."</p>
            <p class="meta">{format!("{} entries", lines.all)}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Record">
                <table>
                    <caption class="visually-hidden">"Who did what, newest first"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"When"</th>
                            <th scope="col">"Who"</th>
                            <th scope="col">"What"</th>
                            <th scope="col">"Why"</th>
                            <th scope="col">"Identifiers"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <Pager base=routes::officer_audit(&slug) at=lines.page pages=lines.pages/>
        </OfficerPage>
    }
}

#[component]
fn Row(line: AuditLine) -> impl IntoView {
    view! {
        <tr>
            <td>{dates::moment(line.at)}</td>
            <td>{line.who}</td>
            <td>{text::act(&line.what)}</td>
            <td>{line.why}</td>
            <td><code>{line.ids.join(" ")}</code></td>
        </tr>
    }
}
