//! The words chosen to stand behind a finding.

use super::one::Desk;
use crate::api::{Balance, Origin, Quotable, QuoteLine, SideBalance};
use crate::components::officer::Csrf;
use crate::routes;
use crate::text::findings as text;
use crate::text::responses::capacity;
use domain::text::Slug;
use leptos::prelude::*;

/// Every chosen passage, and whether the public may read it.
#[component]
pub(super) fn Quotes(
    desk: Desk,
    quotes: Vec<QuoteLine>,
    balance: Vec<Balance>,
    sides: Vec<SideBalance>,
) -> impl IntoView {
    let shown = quotes
        .iter()
        .filter(|q| q.quotable == Quotable::Yes)
        .count();
    let when = if desk.decided {
        ""
    } else {
        " once a body has decided"
    };
    let state = match (quotes.len(), shown) {
        (0, _) => "None chosen yet. A finding is stronger when people can read it in somebody’s own words.".to_owned(),
        (all, shown) if all == shown => format!("The public may read all of them{when}."),
        (all, shown) => format!("The public may read {shown} of these {all}{when}."),
    };
    let items = quotes
        .into_iter()
        .map(|quote| view! { <Quote desk=desk.clone() quote/> });
    view! {
        <section aria-labelledby="quotes">
            <h2 id="quotes">"In their own words"</h2>
            <p>{state}</p>
            <ul class="quotes">{items.collect_view()}</ul>
            <Range balance sides/>
        </section>
    }
    .into_any()
}

/// Who raised it, and who is quoted: whether the quotes show the range of those behind them.
#[component]
fn Range(balance: Vec<Balance>, sides: Vec<SideBalance>) -> impl IntoView {
    let quoted: u64 = balance.iter().map(|line| line.quotes).sum();
    (quoted > 0).then(|| {
        let rows = balance.into_iter().map(|line| {
            let name = match line.audience.as_str() {
                "" => "Not said".to_owned(),
                name => name.to_owned(),
            };
            view! {
                <tr><th scope="row">{name}</th><td class="numeric">{line.raised}</td><td class="numeric">{line.quotes}</td></tr>
            }
        });
        let sides = sides.into_iter().map(|line| {
            view! {
                <tr><th scope="row">{text::side(line.side)}</th><td class="numeric">{line.raised}</td><td class="numeric">{line.quotes}</td></tr>
            }
        });
        view! {
            <details class="details">
                <summary>"Who raised it, and who is quoted"</summary>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Who raised it, and who is quoted">
                    <table>
                        <caption>"People who raised it by audience, and the quotes chosen"</caption>
                        <thead><tr><th scope="col">"Audience"</th><th scope="col" class="numeric">"Raised it"</th><th scope="col" class="numeric">"Quotes"</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                    <table>
                        <caption>"The same by where they stand, as they answered or ticked themselves"</caption>
                        <thead><tr><th scope="col">"They are"</th><th scope="col" class="numeric">"Raised it"</th><th scope="col" class="numeric">"Quotes"</th></tr></thead>
                        <tbody>{sides.collect_view()}</tbody>
                    </table>
                </div>
            </details>
        }
        .into_any()
    })
}

#[component]
fn Quote(desk: Desk, quote: QuoteLine) -> impl IntoView {
    let (class, word, why) = text::quotable(quote.quotable);
    let words = match quote.words.clone() {
        Some(words) => {
            view! { <blockquote><p class="as-typed">{words}</p></blockquote> }.into_any()
        }
        None => view! { <p class="gap">"The words that stood here were erased."</p> }.into_any(),
    };
    let response = routes::officer_response(&desk.slug, &quote.origin.reference);
    let next = match quote.quotable {
        Quotable::Yes if desk.decided => {
            let href = routes::words(&desk.slug, quote.id);
            view! { " "<a href=href>"Their public page"</a> }.into_any()
        }
        Quotable::NotScreened => view! { " "<a href=response>"Check the text"</a> }.into_any(),
        _ => ().into_any(),
    };
    let (action, _) = desk.form("quotes/drop");
    let drop = desk.may_write.then(|| {
        let begins: String = quote.words.unwrap_or_default().chars().take(60).collect();
        view! {
            <form method="post" action=action>
                <Csrf/>
                <input type="hidden" name="quote" value=quote.id.to_string()/>
                <button class="btn-link" type="submit">"Take it away"<span class="visually-hidden">{format!(": {begins}")}</span></button>
            </form>
        }
    });
    view! {
        <li>
            <div class="quote">
                {words}
                <p class="meta"><From slug=desk.slug.clone() origin=quote.origin/>{format!(" · chosen by {}", quote.chosen_by)}</p>
                <p><span class=class>{word}</span>{format!(" {why}")}{next}</p>
                {drop}
            </div>
        </li>
    }
    .into_any()
}

/// Whose words these are, for an officer, with the way to the whole response.
#[component]
pub(super) fn From(slug: Slug, origin: Origin) -> impl IntoView {
    let mut who = vec![capacity(origin.capacity).to_owned()];
    if !origin.audience.is_empty() {
        who.push(origin.audience.clone());
    }
    if origin.event {
        who.push("at an event".to_owned());
    }
    if origin.late {
        who.push("late".to_owned());
    }
    let href = routes::officer_response(&slug, &origin.reference);
    view! {
        {format!("{} · {} · ", who.join(" · "), origin.source)}
        <a href=href>{format!("Response {}", origin.reference)}</a>
    }
    .into_any()
}
