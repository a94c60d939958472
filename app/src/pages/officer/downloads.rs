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
                "Names of people, words that are not cleared, and answers of fewer than five people are taken out. "
                "Read the file through before you publish it: words can still point at somebody."
            </p>
            <Files slug=slug.clone() public=true/>
            <h3>"Everything, for the team"</h3>
            <div class="notice notice-warning">
                <p>
                    <strong class="visually-hidden">"Warning: "</strong>
                    "These files hold personal data: what people wrote before it was checked, and who asked not to be quoted. "
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
    let rows = DataTable::ALL.iter().map(|table| {
        let name = text::table(*table);
        let links = TableFormat::ALL.iter().map(|format| {
            let href = routes::export_file(&slug, table.as_str(), *format, public);
            let kind = if public { "to share" } else { "in full" };
            view! {
                <td>
                    <a href=href download="">
                        {format.name()}
                        <span class="visually-hidden">{format!(": {name}, {kind}")}</span>
                    </a>
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                {links.collect_view()}
            </tr>
        }
    });
    let (caption, whole) = match public {
        true => (
            "Files to share",
            "All tables in one workbook, to share (Excel)",
        ),
        false => (
            "Files with everything",
            "All tables in one workbook, in full (Excel)",
        ),
    };
    let all = routes::export_file(&slug, "all", TableFormat::Xlsx, public);
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Table"</th>
                        <th scope="col" colspan="3">"As"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p><a href=all download="">{whole}</a></p>
    }
    .into_any()
}
