//! Responses as files: to be shared, or whole.

use crate::routes;
use crate::text::downloads as text;
use domain::report::{DataTable, TableFormat};
use domain::text::Slug;
use leptos::prelude::*;

/// The downloads of a consultation, for those who may take data out.
#[component]
pub(super) fn Downloads(slug: Slug) -> impl IntoView {
    view! {
        <section aria-labelledby="downloads">
            <h2 id="downloads">"Download"</h2>
            <p>"Each download is noted in the record: who, when and which table."</p>
            <h3>"To share or publish"</h3>
            <p>
                "Left out are words that are not cleared or may not be quoted, organisations that did not agree to be named, "
                "and what fewer than five people could be told apart by. A response that its sender replaced by a later one is left out on \
                purpose: nobody is published twice. A school that agreed to be named has its number (URN). Read the file through before you publish it: "
                "words can still point at somebody."
            </p>
            <Files slug=slug.clone() public=true/>
            <h3>"Everything, for the team"</h3>
            <div class="notice notice-warning">
                <p>
                    <strong class="visually-hidden">"Warning: "</strong>
                    "These files hold personal data: words nobody has checked yet, and words of people who asked not to be quoted. "
                    "Keep them where the responses are kept, and delete them when they have served."
                </p>
            </div>
            <Files slug public=false/>
        </section>
    }
    .into_any()
}

#[component]
fn Files(slug: Slug, public: bool) -> impl IntoView {
    let kind = if public { "to share" } else { "in full" };
    let items = DataTable::ALL.iter().map(|table| {
        let name = text::table(*table);
        let links = TableFormat::ALL.iter().map(|format| {
            let href = routes::export_file(&slug, table.as_str(), *format, public);
            let label = format!("{}: {name}, {kind}", format.name());
            view! { " "<a href=href aria-label=label>{format.name()}</a> }
        });
        view! { <li>{name}":"{links.collect_view()}</li> }
    });
    let items = items.collect_view();
    let all = routes::export_file(&slug, "all", TableFormat::Xlsx, public);
    let label = format!("Excel: all tables in one workbook, {kind}");
    view! {
        <ul>
            {items}
            <li>"All of these in one workbook: "<a href=all aria-label=label>"Excel"</a></li>
        </ul>
    }
    .into_any()
}
