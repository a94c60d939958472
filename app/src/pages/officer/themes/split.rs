//! Splitting a theme: ticked passages go to a new one.

use super::forms::WordsFields;
use crate::api::{PassageLine, ThemeLine};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::themes as text;
use crate::visit::Retry;
use domain::text::Slug;
use leptos::prelude::*;

/// The passages of the page, to be ticked, and the words of the theme they go to.
#[component]
pub(super) fn SplitTheme(
    slug: Slug,
    line: ThemeLine,
    passages: Vec<PassageLine>,
    retry: Option<Retry>,
) -> impl IntoView {
    (!passages.is_empty()).then(|| {
        let action = routes::officer_theme_form(&slug, line.id, "split");
        let typed = Typed::one_of(retry.as_ref(), &action, "split");
        let refused = typed.refused();
        let boxes = passages.into_iter().enumerate().map(|(at, passage)| {
            let id = match (at, refused) {
                (0, true) => "part".to_owned(),
                (at, _) => format!("split-part-{at}"),
            };
            let value = passage.tie.id.to_string();
            let ticked = typed.has("part", &value, false);
            let words = passage.words.unwrap_or_else(|| text::NO_WORDS.to_owned());
            let words = text::opening(&words, 200).unwrap_or(words);
            view! {
                <div class="checkbox">
                    <input type="checkbox" id=id.clone() name="part" value=value checked=ticked/>
                    <label class="as-typed" for=id>{words}</label>
                </div>
            }
        });
        let boxes = boxes.collect_view();
        view! {
            <details class="details" open=refused>
                <summary>"Split: take passages into a new theme"</summary>
                <form method="post" action=action>
                    <Csrf/>
                    <input type="hidden" name="version" value=line.version.to_string()/>
                    <fieldset>
                        <legend>"Which passages?"</legend>
                        <FieldProblem retry=typed.retry() field="part"/>
                        <div class="checkboxes passages">{boxes}</div>
                    </fieldset>
                    <WordsFields typed/>
                    <button class="btn btn-secondary" type="submit">"Split"</button>
                </form>
            </details>
        }
        .into_any()
    })
}
