//! A clause before and after, side by side, with the words that differ marked.

use crate::api::{ChangePage as Change, Difference};
use crate::components::markdown::Markdown;
use crate::components::marked::{Mark, MarkedMarkdown, MarkedWords};
use crate::words::{Phrase, marks as language_marks};
use domain::content::ClauseWords;
use domain::document::ChangeKind;
use domain::text::Language;
use leptos::prelude::*;
use std::ops::Range;

const BEFORE: Phrase = phrase!("What people commented on");
const AFTER: Phrase = phrase!("What it says now");

/// Both wordings, or the one there is.
#[component]
pub(super) fn Compare(page: Change) -> impl IntoView {
    let (title, how) = match (page.change.kind, page.difference.is_some()) {
        (ChangeKind::Added, _) => (phrase!("The new clause"), None),
        (ChangeKind::Removed, _) => (phrase!("What the clause said"), None),
        (ChangeKind::Reworded, true) => (
            phrase!("Before and after"),
            Some(phrase!(
                "Words that were taken out are struck through. New words are underlined."
            )),
        ),
        (ChangeKind::Reworded, false) => (
            phrase!("Before and after"),
            Some(phrase!(
                "Nearly all of this clause was written afresh, so single words are not marked."
            )),
        ),
    };
    let how = how.map(|how| view! { <p>{how}</p> });
    let one = page.change.kind != ChangeKind::Reworded;
    let difference = page.difference.unwrap_or_default();
    let marks = |of: fn(&Difference) -> &Vec<Range<usize>>| Marks {
        heading: of(&difference.heading).clone(),
        body: of(&difference.body).clone(),
    };
    let (gone, new) = (marks(|d| &d.gone), marks(|d| &d.new));
    let before = page.before.map(|words| {
        view! { <Side name=BEFORE id="before" words marks=gone mark=Mark::Gone/> }
    });
    let after = page.after.map(|words| {
        view! { <Side name=AFTER id="after" words marks=new mark=Mark::New/> }
    });
    view! {
        <section aria-labelledby="compare">
            <h2 id="compare">{title}</h2>
            {how}
            <div class="diff" class:diff-one=one>{before}{after}</div>
        </section>
    }
    .into_any()
}

/// Places of words to mark.
#[derive(Clone, Debug, Default)]
struct Marks {
    heading: Vec<Range<usize>>,
    body: Vec<Range<usize>>,
}

#[component]
fn Side(
    name: Phrase,
    id: &'static str,
    /// The clause's number, and its words.
    words: (String, ClauseWords),
    marks: Marks,
    mark: Mark,
) -> impl IntoView {
    let (number, words) = words;
    let body = match marks.body.is_empty() {
        true => view! { <Markdown text=words.body top=5/> }.into_any(),
        false => view! { <MarkedMarkdown text=words.body marks=marks.body mark/> }.into_any(),
    };
    // Which words differ is a matter of the English: that is what was decided.
    let (lang, dir) = language_marks(&Language::english());
    view! {
        <section aria-labelledby=id>
            <h3 id=id>{name}</h3>
            <div lang=lang dir=dir>
                <p class="clause-heading">
                    <strong>{number} " " <MarkedWords text=words.heading marks=marks.heading mark/></strong>
                </p>
                {body}
            </div>
        </section>
    }
    .into_any()
}
