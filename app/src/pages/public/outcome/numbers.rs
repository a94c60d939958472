//! How many people told the council something, and what the numbers of the page mean.

use crate::text::outcome as text;
use domain::disclosure::Shown;
use leptos::prelude::*;

/// People and organisations apart, never added up.
#[component]
pub(super) fn Numbers(
    /// Who wrote something: people, organisations.
    commented: (Shown, Shown),
) -> impl IntoView {
    let (people, organisations) = commented;
    view! {
        <section aria-labelledby="numbers">
            <h2 id="numbers">{phrase!("Who told us")}</h2>
            <dl class="figures">
                <div><dt>{phrase!("People who commented")}</dt><dd>{text::count(people)}</dd></div>
                <div><dt>{phrase!("Organisations, counted apart")}</dt><dd>{text::count(organisations)}</dd></div>
            </dl>
            <details>
                <summary>{phrase!("How we count, and how we show people’s words")}</summary>
                <div>
                    <p>{text::HOW_WE_COUNT}</p>
                    <p>{text::SMALL_NUMBERS}</p>
                    <p>{text::HOW_WE_QUOTE}</p>
                </div>
            </details>
        </section>
    }
}
