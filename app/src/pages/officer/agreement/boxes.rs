//! The themes of the frame as boxes to tick, each with its key and what belongs to it.

use crate::components::form::Typed;
use crate::components::officer::FieldProblem;
use crate::pages::officer::coding::KeyCap;
use crate::text::coding::KEYS;
use domain::id::ThemeId;
use leptos::prelude::*;

/// A theme with its key, which it keeps on every text.
pub(super) type Keyed = ((ThemeId, String, String), Option<&'static str>);

/// The frame in its order, each theme with its key.
pub(super) fn keyed(frame: Vec<(ThemeId, String, String)>) -> Vec<Keyed> {
    let keys = KEYS.iter().map(|key| Some(*key));
    frame
        .into_iter()
        .zip(keys.chain(std::iter::repeat(None)))
        .collect()
}

/// A box a theme; those in `ticked` are ticked where nothing was typed otherwise.
#[component]
pub(super) fn ThemeBoxes(
    legend: &'static str,
    themes: Vec<Keyed>,
    ticked: Vec<ThemeId>,
    typed: Typed,
    /// More boxes, after those of the themes.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let problem = typed.retry();
    let boxes = themes.into_iter().enumerate().map(|(at, ((id, label, definition), key))| {
        let own = match at {
            0 => "theme".to_owned(),
            at => format!("theme-{at}"),
        };
        let checked = typed.has("theme", &id.to_string(), ticked.contains(&id));
        let cap = key.map(|key| view! { <KeyCap key/> });
        let hint = (!definition.is_empty()).then(|| format!("{own}-belongs"));
        let belongs = hint.clone().map(|id| view! { <span class="hint" id=id>{definition}</span> });
        view! {
            <div class="checkbox">
                <input type="checkbox" id=own.clone() name="theme" value=id.to_string() checked=checked aria-describedby=hint data-key=key data-stays=""/>
                <label for=own>{cap}{label}</label>
                {belongs}
            </div>
        }
    });
    view! {
        <fieldset>
            <legend>{legend}</legend>
            <FieldProblem retry=problem field="theme"/>
            <div class="checkboxes">
                {boxes.collect_view()}
                {children.map(|children| children())}
            </div>
        </fieldset>
    }
}
