//! The words of a text, with what is marked in them.

use super::{Desk, KeyCap};
use crate::api::{CodingText, Reason};
use crate::components::form::Typed;
use crate::components::officer::FieldProblem;
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{coding as text, dates, responses, themes};
use crate::visit::Retry;
use domain::coding::{Point, Span, Tie};
use domain::plain::{capital, list};
use domain::redaction::{Redaction, apply};
use domain::text::Slug;
use leptos::prelude::*;

/// Whose words they are, the words, and what is said about them.
#[component]
pub(super) fn Words(desk: Desk, item: CodingText, retry: Option<Retry>) -> impl IntoView {
    let Some(body) = item.body.clone() else {
        return view! { <section class="text" id="text"><p class="meta">{themes::NO_WORDS}</p></section> }
            .into_any();
    };
    let marks = marks(&item, Span::whole(&body));
    let passages = match item.passages.len() {
        0 | 1 => ().into_any(),
        _ => view! { <Parts passages=item.passages.clone() retry/> }.into_any(),
    };
    let response = routes::officer_response(&desk.slug, &item.origin.reference);
    let cover = format!("{response}#text-{}", item.id);
    let like = routes::officer_like(&desk.slug, item.id);
    view! {
        <section class="text" id="text" aria-labelledby="text-source">
            <h2 id="text-source">{item.origin.source.clone()}</h2>
            <Notices slug=desk.slug.clone() item=item.clone()/>
            <p class="as-typed body">{pieces(&body, &item.covers, marks)}</p>
            <Noticed points=item.points.clone()/>
            <Personal body=body.clone() item=item.clone() href=cover/>
            <p class="meta">
                {themes::whose(&item.origin)}" · "<a href=response>{format!("Response {}", item.origin.reference)}</a>
                " · "<a href=like data-key="m">"More like this"<KeyCap key="m"/></a>
            </p>
            <Reasons desk reasons=item.reasons/>
            {passages}
        </section>
    }
    .into_any()
}

/// What to know before reading: that others read it too, that it was read, that suggestions are hidden.
#[component]
fn Notices(slug: Slug, item: CodingText) -> impl IntoView {
    let open = (!item.open_with.is_empty()).then(|| {
        let who = item.open_with.join(", ");
        view! { <p class="notice" role="status">{format!("{who} has this text open too.")}</p> }
    });
    let read = item.read.map(|read| {
        let when = dates::moment(read.at);
        let said = format!("{} – by {}, {when}.", text::verdict(read.verdict), read.by);
        view! { <p class="meta">{said}</p> }
    });
    let again = (!item.again.is_empty()).then(|| {
        let themes = item.again.join("”, “");
        view! { <p class="inset">{format!("Read before “{themes}” was in the frame. Read it again with that in mind.")}</p> }
    });
    let blind = item.blind.then(|| {
        view! { <p class="inset">"This text is in the sample that measures the machine. Its suggestions are hidden until you have read it."</p> }
    });
    let copies = (item.copies > 0).then(|| {
        let others = counted(item.copies, "other copy", "other copies");
        view! { <p class="inset">{format!("{others} of this standard text say exactly the same and are coded with it. Each sender is counted.")}</p> }
    });
    let unseen = item.unseen.then(|| {
        view! { <p class="inset">"This text came after the engine last read. It suggests nothing for it yet, and has not looked for personal data in it."</p> }
    });
    let follows = item.follows.then(|| {
        view! { <p class="inset">"Coded with another copy of the same standard text. If you code it here, it stands by itself."</p> }
    });
    let standard = item.standard.map(|standard| {
        let href = routes::officer_response(&slug, &standard.reference);
        let stretch = |words: &[String]| {
            let words = words.iter().filter(|words| words.chars().any(char::is_alphanumeric));
            list(&words.map(|words| format!("“{words}”")).collect::<Vec<_>>())
        };
        let said = [("Added: ", stretch(&standard.own)), ("Left out: ", stretch(&standard.gone))];
        let said = said.into_iter().filter(|(_, words)| !words.is_empty());
        let said = said.map(|(what, words)| view! { <br/><strong>{what}</strong><span class="as-typed">{words}</span> });
        view! {
            <p class="inset">
                "This sender put the "<a href=href>"standard text of the campaign"</a>" in words of their own. "
                "Only a person can say which of its themes they share."
                {said.collect_view()}
            </p>
        }
    });
    view! { {open}{read}{again}{blind}{unseen}{copies}{follows}{standard} }
}

/// What a person should look at, with the words: it says nothing about the writer, and decides nothing.
#[component]
fn Noticed(points: Vec<(Point, Vec<String>)>) -> impl IntoView {
    let lines = points.into_iter().map(|(point, words)| {
        let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        let class = match point.weighs_by_itself() {
            true => "tag tag-weighty",
            false => "tag",
        };
        view! { <li><span class=class>{text::point(point)}</span>" "{list(&words)}</li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! { <ul class="plain noticed" aria-label="What the engine noticed">{lines}</ul> }
    })
}

/// Words that may identify somebody, and where they are covered.
#[component]
fn Personal(body: String, item: CodingText, href: String) -> impl IntoView {
    let covers = redactions(&item.covers);
    let words: Vec<String> = (item.personal.iter())
        .map(|(span, kind)| {
            let words = apply(&body, *span, &covers);
            format!("“{words}” (perhaps {})", responses::flag(kind))
        })
        .collect();
    (!words.is_empty()).then(|| {
        view! {
            <p class="personal">
                <span class="tag">"May identify somebody"</span>" "{list(&words)}". "<a href=href>"Cover words"</a>
            </p>
        }
    })
}

/// Why the engine suggests what it suggests.
#[component]
fn Reasons(desk: Desk, reasons: Vec<Reason>) -> impl IntoView {
    let lines = reasons.into_iter().map(|reason| {
        let said = capital(&text::reason(&reason));
        let like = reason.like.into_iter().map(|(id, reference, opening)| {
            let href = desk.at(&id.to_string());
            view! { <li><a href=href>{format!("{reference}: {opening} …")}</a></li> }
        });
        let like: Vec<_> = like.collect();
        let like = (!like.is_empty()).then(|| {
            view! { <p class="meta">"Most like it, of the texts that have this theme:"</p><ul>{like}</ul> }
        });
        view! { <div><dt>{reason.theme}</dt><dd><p>{said}"."</p>{like}</dd></div> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="details reasons">
                <summary>"Why are these suggested?"</summary>
                <dl>{lines}</dl>
            </details>
        }
    })
}

/// The passages to tick, for whoever codes less than all of it.
#[component]
fn Parts(passages: Vec<(Span, String)>, retry: Option<Retry>) -> impl IntoView {
    let action = retry.as_ref().map(|retry| retry.form.clone());
    let typed = Typed::of(retry.as_ref(), action.as_deref().unwrap_or_default());
    let ticked = |value: &str| typed.has("span", value, false);
    let value = |span: &Span| format!("{}-{}", span.start, span.end);
    let open = passages.iter().any(|(span, _)| ticked(&value(span)));
    // A box is named by where the passage before it ends, so that the page can go on at the next one.
    let mut before = 0;
    let boxes = passages.into_iter().map(|(span, words)| {
        let id = format!("span-{before}");
        before = span.end;
        let value = value(&span);
        let checked = ticked(&value);
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="span" value=value checked=checked/>
                <label class="as-typed" for=id>{words}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <details class="details" open=open>
            <summary data-key="comma" data-stays="">"Code only some of its words"<KeyCap key=","/></summary>
            <fieldset>
                <legend>"Which words? Then choose the theme."</legend>
                <FieldProblem retry=typed.retry() field="span"/>
                <div class="checkboxes passages" id=format!("span-{before}") tabindex="-1">{boxes}</div>
            </fieldset>
        </details>
    }
    .into_any()
}

/// A stretch of the text that stands out: how, and why.
type Mark = (Span, &'static str, String);

/// Passages that a person gave a theme, words that may identify somebody, and words that speak for what is likely. Where two meet, the
/// first of these wins.
fn marks(item: &CodingText, whole: Span) -> Vec<Mark> {
    let mut all: Vec<Mark> = Vec::new();
    for (tie, span) in &item.ties {
        // In a passage that is only suggested, the words that speak for it stand out, and those that may identify somebody.
        if *span != whole && tie.tie == Tie::Confirmed {
            all.push((*span, "tied", tie.label.clone()));
        }
    }
    let personal = (item.personal.iter())
        .map(|(span, kind)| (*span, "flag", format!("perhaps {}", responses::flag(kind))));
    let hints = item
        .hints
        .iter()
        .map(|(span, label)| (*span, "speaks", label.clone()));
    for (span, class, label) in personal.chain(hints) {
        let meets = |(other, ..): &Mark| span.start < other.end && other.start < span.end;
        if !all.iter().any(meets) {
            all.push((span, class, label));
        }
    }
    all.sort();
    // Passages with several themes are one mark.
    let mut merged: Vec<Mark> = Vec::new();
    for (span, class, label) in all {
        match merged.last_mut() {
            Some((last, _, labels)) if span.start < last.end => {
                if !labels.split(", ").any(|known| known == label) {
                    labels.push_str(&format!(", {label}"));
                }
                last.end = last.end.max(span.end);
            }
            _ => merged.push((span, class, label)),
        }
    }
    merged
}

fn redactions(covers: &[(Span, String)]) -> Vec<Redaction> {
    let covers = covers.iter();
    covers
        .map(|(span, replacement)| Redaction {
            span: *span,
            replacement: replacement.clone(),
        })
        .collect()
}

/// The text in pieces, with its marks, and what is covered covered.
fn pieces(body: &str, covers: &[(Span, String)], marks: Vec<Mark>) -> impl IntoView + use<> {
    let end = body.chars().count();
    let redactions = redactions(covers);
    let words = |start: usize, end: usize| apply(body, Span { start, end }, &redactions);
    // Where all of them speak for one theme, the list of themes says which.
    let speaks = |mark: &&Mark| mark.1 != "flag";
    let first = marks.iter().find(speaks).map(|(.., label)| label);
    let several = (marks.iter().filter(speaks)).any(|(.., label)| Some(label) != first);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (span, class, label) in marks {
        pieces.push(words(at, span.start).into_any());
        let inside = words(span.start, span.end);
        let shown = match several || class == "flag" {
            true => "mark-label",
            false => "visually-hidden",
        };
        pieces.push(view! { <mark class=class>{inside}<span class=shown>{format!(" ({label})")}</span></mark> }.into_any());
        at = span.end;
    }
    pieces.push(words(at, end).into_any());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Origin;
    use domain::contribution::Capacity;

    fn item(hints: Vec<(Span, String)>) -> CodingText {
        CodingText {
            id: "00000000-0000-0000-0000-000000000000".parse().unwrap(),
            origin: Origin {
                reference: String::new(),
                capacity: Capacity::Individual,
                audience: String::new(),
                source: String::new(),
                event: false,
                late: false,
            },
            body: None,
            covers: Vec::new(),
            passages: Vec::new(),
            personal: Vec::new(),
            ties: Vec::new(),
            hints,
            reasons: Vec::new(),
            points: Vec::new(),
            copies: 0,
            follows: false,
            standard: None,
            why: None,
            read: None,
            seen: String::new(),
            unseen: false,
            blind: false,
            again: Vec::new(),
            open_with: Vec::new(),
        }
    }

    #[test]
    fn words_that_may_identify_somebody_are_marked_as_such_before_they_speak_for_a_theme() {
        let span = |start, end| Span { start, end };
        let mut item = item(vec![(span(0, 30), "Fairness".to_owned())]);
        item.personal = vec![(span(4, 9), "name".to_owned())];
        let found = marks(&item, span(0, 40));
        assert_eq!(found, [(span(4, 9), "flag", "perhaps a name".to_owned())]);
    }

    #[test]
    fn words_that_overlap_are_marked_once() {
        let span = |start, end| Span { start, end };
        let hints = vec![
            (span(0, 8), "Fairness".to_owned()),
            (span(20, 24), "Speed".to_owned()),
        ];
        let found = marks(&item(hints), span(0, 40));
        let spans: Vec<_> = found.iter().map(|(span, ..)| *span).collect();
        assert_eq!(spans, [span(0, 8), span(20, 24)]);
    }
}
