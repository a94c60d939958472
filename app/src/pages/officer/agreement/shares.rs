//! How many texts raise each theme, judged by the random sample.

use crate::api::{SampleState, ThemeShare};
use crate::text::numbers::{counted, number};
use leptos::prelude::*;

/// The share of texts that raise each theme, with how sure it is. Nothing while too few texts are read.
#[component]
pub(super) fn Shares(shares: Vec<ThemeShare>, state: SampleState) -> impl IntoView {
    if shares.is_empty() {
        return ().into_any();
    }
    let read = state.read;
    let rows = shares.into_iter().map(|line| {
        let (low, high) = line.interval;
        view! {
            <tr>
                <th scope="row">{line.label}</th>
                <td>{format!("{} of {}", number(line.texts), counted(read, "text", "texts"))}</td>
                <td class="numeric">{format!("{}%", whole(line.measured))}</td>
                <td class="numeric">{between(low, high)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let unread = (read < state.drawn).then(|| {
        let missing = state.drawn - read;
        let rest = counted(missing, "text of the sample is", "texts of the sample are");
        view! { <p class="hint">{format!("{rest} still unread. Until all are read, the texts read first may not stand for the others.")}</p> }
    });
    view! {
        <section aria-labelledby="shares">
            <h2 id="shares">"How many raise each theme"</h2>
            <p>
                "Judged by the texts of the random sample that a person has read. If other texts had been drawn, the share would "
                "be another: in 95 of 100 such samples, the share of all texts lies between the two figures of the last column. These "
                "are shares of texts, not of people, and the figures are exact: do not pass them on."
            </p>
            {unread}
            <div class="table-scroll" tabindex="0" role="region" aria-label="How many texts raise each theme">
                <table>
                    <caption>{format!("Themes in {} drawn at random, out of {}", counted(read, "text", "texts"), number(state.texts))}</caption>
                    <thead><tr>
                        <th scope="col">"Theme"</th>
                        <th scope="col">"Raised in"</th>
                        <th scope="col" class="numeric">"Share"</th>
                        <th scope="col" class="numeric">"Lies between"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// A share between 0 and 1 in whole hundredths.
fn whole(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// Such as `18% to 45%`.
fn between(low: f64, high: f64) -> String {
    format!("{}% to {}%", whole(low), whole(high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_said_in_whole_hundredths() {
        assert_eq!(between(0.1812, 0.4539), "18% to 45%");
        assert_eq!(between(0.0, 1.0), "0% to 100%");
    }
}
