//! How many responses raise each theme, judged by the random sample.

use crate::api::ThemeShares;
use crate::text::numbers::{counted, number};
use leptos::prelude::*;

/// The share of individuals’ responses that raise each theme, with how sure it is. Nothing while too few are read.
#[component]
pub(super) fn Shares(shares: ThemeShares) -> impl IntoView {
    if shares.themes.is_empty() {
        return ().into_any();
    }
    let read = shares.read;
    let rows = shares.themes.into_iter().map(|line| {
        let (low, high) = line.interval;
        view! {
            <tr>
                <th scope="row">{line.label}</th>
                <td>{format!("{} of {}", number(line.responses), counted(read, "response", "responses"))}</td>
                <td class="numeric">{format!("{}%", whole(line.measured))}</td>
                <td class="numeric">{between(low, high)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let unread = (read < shares.drawn).then(|| {
        let missing = shares.drawn - read;
        let rest = counted(
            missing,
            "response of the sample is",
            "responses of the sample are",
        );
        view! { <p class="hint">{format!("{rest} not read to the end. Until all are, those read first may not stand for the others.")}</p> }
    });
    view! {
        <section aria-labelledby="shares">
            <h2 id="shares">"How many raise each theme"</h2>
            <p>
                "Judged by individuals’ responses in the random sample of which a person has read every text; those of groups, organisations, "
                "campaigns and events, and late ones, are left out. If others had been drawn, the share would be another: in 95 of 100 such samples, the "
                "share of all individuals’ responses lies between the two figures of the last column. The figures are exact: do not pass "
                "them on. Once the whole sample is read, and while other texts are not, the report gives these shares with small numbers hidden."
            </p>
            {unread}
            <div class="table-scroll" tabindex="0" role="region" aria-label="How many responses raise each theme">
                <table>
                    <caption>{format!("Themes in {} drawn at random, out of {}", counted(read, "response", "responses"), number(shares.of))}</caption>
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
