//! Which schools of the register a consultation has heard from.

use crate::routes;
use crate::text::numbers::counted;
use domain::school::Heard;
use domain::text::Slug;
use leptos::prelude::*;

/// Those that answered as schools, and those where somebody works who answered for themselves.
#[component]
pub(super) fn SchoolsHeard(slug: Slug, heard: Heard) -> impl IntoView {
    if heard == Heard::default() {
        return ().into_any();
    }
    let told = counted(
        heard.as_schools.len() as u64,
        "school of the register has answered as a school.",
        "schools of the register have answered as schools.",
    );
    let rows = heard.as_schools.into_iter().map(|(school, count)| {
        let href = format!("{}?urn={}", routes::officer_responses(&slug), school.urn);
        view! {
            <tr>
                <th scope="row"><a href=href>{school.to_string()}</a></th>
                <td class="number">{count}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Schools that answered as schools">
                <table>
                    <caption class="visually-hidden">"Schools that answered as schools"</caption>
                    <thead><tr><th scope="col">"School"</th><th scope="col" class="number">"Responses"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let staff = match heard.staff {
        None => view! {
            <p class="meta">
                "Staff who answer for themselves can say where they work. Those schools are listed here after closing, "
                "once there are five or more, so that nobody can tell who wrote what."
            </p>
        }
        .into_any(),
        Some(schools) => {
            let told = counted(
                schools.len() as u64,
                "school has staff who answered for themselves and said where they work.",
                "schools have staff who answered for themselves and said where they work.",
            );
            let schools = schools.into_iter().map(|school| view! { <li>{school.to_string()}</li> });
            let schools = schools.collect_view();
            view! {
                <p>{told}" Nothing joins a school to what its staff wrote."</p>
                <ul id="schools-of-staff">{schools}</ul>
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="schools-heard">
            <h2 id="schools-heard">"Schools we have heard from"</h2>
            <p>{told}</p>
            {table}
            {staff}
        </section>
    }
    .into_any()
}
