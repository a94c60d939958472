//! A finding: you said, we say, what was decided, what changed.

use super::decided::{anchor, heading};
use super::followed::Changes;
use super::links::Links;
use super::quote::Quotes;
use crate::api::{DecisionLine, PublicFinding};
use crate::components::title::in_english;
use crate::text::{outcome as text, thread};
use crate::words::marks;
use domain::decision::Response;
use domain::disclosure::Shown;
use domain::text::Language;
use leptos::prelude::*;

/// A finding whole, on the outcome page.
#[component]
pub(super) fn FindingSection(links: Links, finding: PublicFinding) -> impl IntoView {
    let id = format!("finding-{}", finding.number);
    let heading_id = format!("{id}-heading");
    let (first, rest) = text::opening(&finding.statement);
    let title = format!("{}. {first}", finding.number);
    let rest = (!rest.is_empty()).then(|| view! { <p>{in_english(rest)}</p> });
    let PublicFinding {
        quotes,
        unshown,
        position,
        decisions,
        changes,
        ..
    } = finding.clone();
    view! {
        <section class="finding" id=id aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone()>{in_english(title)}</h2>
            <ol class="thread">
                <li>
                    <h3>{phrase!("You said")}</h3>
                    {rest}
                    <Raised finding/>
                    <Quotes links=links.clone() quotes unshown/>
                </li>
                {position.map(|position| view! { <li><WeSay position/></li> })}
                <Decided links=links.clone() decisions/>
                <li>
                    <h3>{phrase!("What changed")}</h3>
                    <Changes links changes/>
                </li>
            </ol>
        </section>
    }
}

/// How many raised it, and whether it carries weight all the same.
#[component]
pub(super) fn Raised(finding: PublicFinding) -> impl IntoView {
    let told = text::raised(finding.people, finding.of, finding.organisations);
    let few = matches!(finding.people, Shown::Hidden | Shown::Count(0));
    let weighty = finding.weighty.then(|| {
        let sentence = if few {
            text::FEW_BUT_WEIGHTY
        } else {
            text::WEIGHTY
        };
        view! { <p class="weighty">{sentence}</p> }
    });
    view! {
        <p><strong>{told}</strong></p>
        {weighty}
    }
}

/// What the council says, and why.
#[component]
pub(super) fn WeSay(
    position: (Response, String),
    /// Level of the heading, 3 or 4.
    #[prop(default = 3)]
    level: u8,
) -> impl IntoView {
    let (response, reason) = position;
    let (lang, dir) = marks(&Language::english());
    let heading = match level {
        4 => view! { <h4>{phrase!("We say")}</h4> }.into_any(),
        _ => view! { <h3>{phrase!("We say")}</h3> }.into_any(),
    };
    view! {
        {heading}
        <p><strong class=format!("tag tag-{}", response.as_str())>{thread::response(response)}</strong></p>
        <p class="as-typed" lang=lang dir=dir>{reason}</p>
    }
}

/// Which decisions settled it, with links to them on the outcome page.
#[component]
pub(super) fn Decided(links: Links, decisions: Vec<DecisionLine>) -> impl IntoView {
    (!decisions.is_empty()).then(|| {
        let outcome = links.outcome();
        let item = |decision: DecisionLine| {
            let href = format!("{outcome}#{}", anchor(&decision));
            view! { <p><a href=href>{heading(&decision)}</a> ": " {thread::outcome(decision.outcome)}</p> }
        };
        view! {
            <li>
                <h3>{phrase!("What was decided")}</h3>
                {decisions.into_iter().map(item).collect_view()}
            </li>
        }
    })
}
