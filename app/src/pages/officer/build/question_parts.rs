//! The settings of a question: its options, its type and its limits.

use crate::components::form::{TextArea, Typed};
use crate::components::officer::FieldProblem;
use crate::text::build as text;
use domain::content::{KINDS, kind_name, own_options};
use domain::question::{Kind, Question, Unit};
use domain::text::{Language, OptionId};
use leptos::prelude::*;

/// The order of options, which go, and new ones. Nothing for a type without options of its own.
#[component]
pub(super) fn Options(question: Question, typed: Typed) -> impl IntoView {
    let options = own_options(&question.kind).cloned();
    options.map(|options| {
        view! {
            <fieldset class="pane">
                <legend>"Options"</legend>
                <OptionTable question options typed=typed.clone()/>
                <div class="field">
                    <label for="new_options">"New options"</label>
                    <p class="hint" id="new_options-hint">"One a line. Reword an option by its label above: answers given to it stay with it."</p>
                    <FieldProblem retry=typed.retry() field="new_options"/>
                    <TextArea name="new_options" text=typed.value("new_options", "") rows=4
                        described_by=typed.described_by("new_options", true) invalid=typed.wrong("new_options")/>
                </div>
            </fieldset>
        }
    })
    .into_any()
}

#[component]
fn OptionTable(question: Question, options: Vec<OptionId>, typed: Typed) -> impl IntoView {
    let english = Language::english();
    let row = |(at, option): (usize, OptionId)| {
        let label = question.label(&option, &english, None);
        let (order, gone) = (format!("order--{option}"), format!("drop--{option}"));
        let place = typed.value(&order, &(at + 1).to_string());
        let dropped = typed.has("drop", option.as_str(), false);
        view! {
            <tr>
                <th scope="row">{label.clone()}</th>
                <td>
                    <label class="visually-hidden" for=order.clone()>{format!("Place of “{label}”")}</label>
                    <input class="input input-place" id=order.clone() name=order value=place inputmode="numeric" autocomplete="off"/>
                </td>
                <td>
                    <div class="checkbox">
                        <input type="checkbox" id=gone.clone() name="drop" value=option.to_string() checked=dropped/>
                        <label for=gone>"Take out"<span class="visually-hidden">{format!(" “{label}”")}</span></label>
                    </div>
                </td>
            </tr>
        }
    };
    let rows: Vec<_> = options.into_iter().enumerate().map(row).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label="Options">
                    <table class="options">
                        <caption class="visually-hidden">"Options"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Option"</th>
                                <th scope="col">"Place"</th>
                                <th scope="col">"Take out"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
        })
        .into_any()
}

/// The type and its limits.
#[component]
pub(super) fn Settings(question: Question, typed: Typed, locked: bool) -> impl IntoView {
    let now = kind_name(&question.kind);
    let kind = match locked {
        true => view! {
            <p><strong>{text::kind(now)}</strong>". Its type stays, because it was published: answers would not compare."</p>
        }
        .into_any(),
        false => {
            let chosen = typed.value("kind", now);
            let options = KINDS.map(|name| {
                let selected = chosen == name;
                view! { <option value=name selected=selected>{text::kind(name)}</option> }
            });
            view! {
                <div class="field">
                    <label for="kind">"Type"</label>
                    <p class="hint" id="kind-hint">"After you change the type, save to see its own settings."</p>
                    <FieldProblem retry=typed.retry() field="kind"/>
                    <select class="input" id="kind" name="kind" aria-describedby="kind-hint">{options.collect_view()}</select>
                </div>
            }
            .into_any()
        }
    };
    let number = |name: &'static str, label: &'static str, stored: Option<String>| {
        let typed = typed.clone();
        view! { <Small name label stored=stored.unwrap_or_default() typed/> }.into_any()
    };
    let tick = |name: &'static str, label: &'static str, on: bool| {
        let on = typed.has(name, "yes", on);
        view! {
            <div class="checkbox">
                <input type="checkbox" id=name name=name value="yes" checked=on/>
                <label for=name>{label}</label>
            </div>
        }
        .into_any()
    };
    let own: Vec<AnyView> = match &question.kind {
        Kind::ShortText(text) | Kind::LongText(text) => vec![number(
            "limit",
            "Most characters (empty: the usual limit)",
            text.limit.map(|n| n.to_string()),
        )],
        Kind::Single(choice) => vec![
            tick(
                "other",
                "Offer “Other”, with words of their own",
                choice.other,
            ),
            alone(&question, choice.alone.as_ref(), &typed),
        ],
        Kind::Multiple(choice) => vec![
            tick(
                "other",
                "Offer “Other”, with words of their own",
                choice.other,
            ),
            alone(&question, choice.alone.as_ref(), &typed),
            number(
                "at_most",
                "Most that may be ticked (empty: any number)",
                choice.at_most.map(|n| n.to_string()),
            ),
        ],
        Kind::Rating(rating) => vec![
            number("low", "Lowest", Some(rating.low.to_string())),
            number("high", "Highest", Some(rating.high.to_string())),
        ],
        Kind::Number(settings) => vec![
            number("low", "Lowest", Some(settings.low.to_string())),
            number("high", "Highest", Some(settings.high.to_string())),
            tick(
                "pounds",
                "It is an amount in pounds",
                settings.unit == Some(Unit::Pounds),
            ),
        ],
        Kind::Rank(rank) => vec![number(
            "places",
            "How many to put in order (empty: all)",
            rank.places.map(|n| n.to_string()),
        )],
        Kind::Date(days) => vec![
            number(
                "from",
                "First day allowed, such as 2027-01-31 (empty: any)",
                days.from.map(|d| d.to_string()),
            ),
            number(
                "to",
                "Last day allowed (empty: any)",
                days.to.map(|d| d.to_string()),
            ),
        ],
        Kind::List(list) => vec![number(
            "at_most",
            "Most entries",
            Some(list.at_most.to_string()),
        )],
        Kind::Statement(statement) => vec![tick(
            "exit",
            "The form ends here for those who get here",
            statement.exit,
        )],
        Kind::Agreement | Kind::YesNo | Kind::Declaration => Vec::new(),
    };
    let required = question.takes_answer().then(|| {
        tick(
            "required",
            "It must be answered (rarely right: people leave)",
            question.required,
        )
    });
    let cut = question
        .cut
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    view! {
        <fieldset class="pane">
            <legend>"Type and settings"</legend>
            {kind}
            {own}
            {required}
            <Small name="cut" label="Reports are cut by the answers as (empty: not), such as locality, role or phase" stored=cut typed=typed.clone()/>
        </fieldset>
    }
    .into_any()
}

fn alone(question: &Question, alone: Option<&OptionId>, typed: &Typed) -> AnyView {
    let stored = alone
        .map(|id| question.label(id, &Language::english(), None))
        .unwrap_or_default();
    let typed = typed.clone();
    let label = "An option that stands alone, such as “None of these” (empty: none)";
    view! { <Small name="alone" label stored typed/> }.into_any()
}

#[component]
fn Small(name: &'static str, label: &'static str, stored: String, typed: Typed) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <FieldProblem retry=typed.retry() field=name/>
            <input class="input" id=name name=name value=typed.value(name, &stored) autocomplete="off"
                aria-describedby=typed.described_by(name, false) aria-invalid=typed.wrong(name).then_some("true")/>
        </div>
    }
    .into_any()
}
