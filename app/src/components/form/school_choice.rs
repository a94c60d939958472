//! Schools of the register to choose from.

use domain::school::Listed;
use leptos::prelude::*;

/// The schools that a name may mean, of which one may be chosen, or none. Shown also when there is one: its name may be
/// another's too. The first carries the field's own id, to which an error leads.
#[component]
pub fn SchoolChoice(
    /// The field's name.
    #[prop(into)]
    name: String,
    /// Whether the legend is a heading of the page, with room below each other.
    #[prop(optional)]
    heading: bool,
    /// The question.
    legend: String,
    /// Help under it.
    hint: String,
    /// Beside the choice of none of them.
    none: String,
    /// The schools.
    schools: Vec<Listed>,
    /// What is chosen: a number, "none", or nothing yet.
    chosen: String,
    /// Whether something is wrong with it. What it is, are the children.
    wrong: bool,
    /// What is wrong with it.
    children: Children,
) -> impl IntoView {
    let rows = schools.into_iter().enumerate().map(|(at, school)| {
        let urn = school.urn.to_string();
        let id = match at {
            0 => name.clone(),
            _ => format!("{name}-{urn}"),
        };
        let hint = match school.town.as_str() {
            "" => say!("URN {urn}", urn = urn),
            town => say!("{town}, URN {urn}", town = town, urn = urn),
        };
        let hint_id = format!("{id}-hint");
        let checked = chosen == urn;
        view! {
            <div class="radio">
                <input
                    type="radio" id=id.clone() name=name.clone() value=urn checked=checked
                    aria-describedby=hint_id.clone()
                />
                <label for=id>{school.name}</label>
                <span class="hint" id=hint_id>{hint}</span>
            </div>
        }
    });
    let rows = rows.collect_view();
    let list_hint = format!("{name}-list-hint");
    let described = match wrong {
        true => format!("{list_hint} {name}-error"),
        false => list_hint.clone(),
    };
    let legend = match heading {
        true => view! { <h2>{legend}</h2> }.into_any(),
        false => legend.into_any(),
    };
    let none_id = format!("{name}-none");
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{legend}</legend>
            <p class="hint" id=list_hint>{hint}</p>
            {children()}
            <div class="radios">
                {rows}
                {heading.then(|| view! { <p class="radio-divider">{phrase!("or")}</p> })}
                <div class="radio">
                    <input type="radio" id=none_id.clone() name=name.clone() value="none" checked=chosen == "none"/>
                    <label for=none_id>{none}</label>
                </div>
            </div>
        </fieldset>
    }
}
