//! The frame as a table: who raised each theme, confirmed and suggested told apart.

use super::Weighty;
use crate::api::{Heard, ThemeLine};
use crate::routes;
use crate::text::numbers::number;
use crate::text::themes as text;
use domain::coding::{Suggested, Tie};
use domain::text::Slug;
use leptos::prelude::*;

/// Every theme of the frame with its counts. Sorts of contribution that nobody is of have no column.
#[component]
pub(super) fn Table(slug: Slug, themes: Vec<ThemeLine>, commented: Heard) -> impl IntoView {
    if themes.is_empty() {
        return view! {
            <h2>"The frame"</h2>
            <p class="inset">"There is no theme in the frame yet. Add one, or let the engine propose some."</p>
        }
        .into_any();
    }
    let bases = text::sorted(&commented);
    let shown: Vec<usize> = (0..bases.len()).filter(|at| bases[*at] > 0).collect();
    let heads = shown.iter().map(|at| {
        let base = format!("of {}", number(bases[*at]));
        view! { <th scope="col" class="numeric">{text::SORTS[*at]}" "<br/><span class="meta">{base}</span></th> }
    });
    let heads = heads.collect_view();
    let weighty = themes.iter().any(|t| t.weighty);
    let parts = themes.iter().any(|t| t.parent.is_some()).then(|| {
        view! { <p class="hint">"A theme with others under it counts everybody who raised it or one of those, each person once."</p> }
    });
    let any_wait = themes.iter().any(|t| t.suggested != Suggested::default());
    let any_accepted = themes.iter().any(|t| !t.accepted.is_empty());
    let accepted_at = routes::officer_acceptances(&slug);
    let rows = themes
        .into_iter()
        .map(|line| view! { <Row slug=slug.clone() line shown=shown.clone()/> });
    let rows = rows.collect_view();
    let note = weighty.then(|| {
        view! { <p class="hint">"“Weighty” marks what counts by its substance, such as a point of law. It stays in sight however few raise it."</p> }
    });
    let waits = any_wait.then(|| {
        view! { <p class="hint">"“Likely” and “weak” are suggestions of the engine that no person has decided on. They count for nothing yet, and are never added to what is confirmed."</p> }
    });
    let accepted = any_accepted.then(|| {
        view! { <p class="hint">"“Accepted” are suggestions that somebody let stand together because the engine is sure of them. Nobody has read the texts, so they are not added to what is confirmed. "<a href=accepted_at>"What was accepted, and by whom"</a></p> }
    });
    let base = text::listed(&text::heard(&commented));
    view! {
        <h2 id="frame">"The frame"</h2>
        <p>
            {format!("{base} wrote something. ")}
            "Each counts once for a theme. The columns are never added together: they mean different things."
        </p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Themes of the frame">
            <table class="frame">
                <caption class="visually-hidden">"Themes, with how many of each sort of contribution raised them: confirmed by a person, and only suggested: accepted together, likely and weak apart"</caption>
                <thead><tr><th scope="col">"Theme"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {waits}
        {accepted}
        {parts}
        {note}
    }
    .into_any()
}

#[component]
fn Row(slug: Slug, line: ThemeLine, shown: Vec<usize>) -> impl IntoView {
    let confirmed = text::sorted(&line.confirmed);
    let open = [line.accepted, line.suggested.likely, line.suggested.weak];
    let [accepted, likely, weak] = open.map(|heard| text::sorted(&heard));
    let cells = shown.into_iter().map(|at| {
        let open = [
            (accepted[at], "accepted"),
            (likely[at], "likely"),
            (weak[at], "weak"),
        ];
        let waiting = open.map(|(many, word)| {
            (many > 0).then(|| {
                let waiting = format!("{} {word}", number(many));
                view! { <br/><span class="meta">{waiting}</span> }
            })
        });
        let sure = match confirmed[at] {
            0 => view! { <span class="meta">"0"</span> }.into_any(),
            n => view! { <strong>{number(n)}</strong> }.into_any(),
        };
        view! { <td class="numeric">{sure}" "{waiting}</td> }
    });
    let cells = cells.collect_view();
    let is_suggested = line.suggested != Suggested::default();
    let look = is_suggested.then(|| {
        view! {
            <br/>
            <a href=routes::officer_theme_at(&slug, line.id, Tie::Suggested)>
                "Look at suggestions"<span class="visually-hidden">{format!(" for {}", line.label)}</span>
            </a>
        }
    });
    let href = match is_suggested {
        false => routes::officer_theme_at(&slug, line.id, Tie::Confirmed),
        true => routes::officer_theme(&slug, line.id),
    };
    view! {
        <tr id=format!("theme-{}", line.id) class:child=line.parent.is_some()>
            <th scope="row"><a href=href>{line.label.clone()}</a><Weighty weighty=line.weighty/>{look}</th>
            {cells}
        </tr>
    }
    .into_any()
}
