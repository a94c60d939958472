//! The settings of a question: options, limits, who is asked, on which page, after which answers.

use crate::api::MOST_CONDITIONS;
use crate::components::form::{TextArea, Typed};
use crate::components::officer::FieldProblem;
use crate::text::build as text;
use domain::content::{Content, KINDS, kind_name, own_options};
use domain::question::{Kind, Question, Unit};
use domain::routing::{Condition, Test};
use domain::text::{AudienceId, Language, OptionId};
use leptos::prelude::*;

/// The order of options, which go, and new ones.
#[component]
pub(super) fn Options(question: Question, typed: Typed) -> impl IntoView {
    own_options(&question.kind).cloned().map(|options| {
    let english = Language::english();
    let rows = options.into_iter().enumerate().map(|(at, option)| {
        let label = question.label(&option, &english, None);
        let (order, drop) = (format!("order--{option}"), format!("drop--{option}"));
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
                        <input type="checkbox" id=drop.clone() name="drop" value=option.to_string() checked=dropped/>
                        <label for=drop>"Take out"<span class="visually-hidden">{format!(" “{label}”")}</span></label>
                    </div>
                </td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Options">
            <table class="options">
                <caption class="visually-hidden">"Options"</caption>
                <thead><tr><th scope="col">"Option"</th><th scope="col">"Place"</th><th scope="col">"Take out"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            </div>
        }
    });
    view! {
        <fieldset class="pane">
            <legend>"Options"</legend>
            {table}
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
}

/// Who is asked, and on which page.
#[component]
pub(super) fn Meets(question: Question, content: Content, typed: Typed) -> impl IntoView {
    let boxes = content.audiences.iter().map(|audience| {
        let id = format!("asked--{}", audience.id);
        let on = typed.has("asked", audience.id.as_str(), question.asks(&audience.id));
        let name = text::audience(&audience.id, &content);
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="asked" value=audience.id.to_string() checked=on/>
                <label for=id>{name}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let earlier = content.questions.iter().take_while(|q| q.id != question.id);
    let stored = question
        .follows
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let chosen = typed.value("follows", &stored);
    let pages = earlier.filter(|q| q.follows.is_none()).map(|q| {
        let id = q.id.to_string();
        let selected = chosen == id;
        view! { <option value=id.clone() selected=selected>{named(q)}</option> }
    });
    let pages = pages.collect_view();
    view! {
        <fieldset class="pane">
            <legend>"Who is asked, and where"</legend>
            <fieldset class="field checkboxes passages">
                <legend>"Asked of"</legend>
                <p class="hint">"Tick nobody or all for everybody."</p>
                {boxes}
            </fieldset>
            <div class="field">
                <label for="follows">"On the page of"</label>
                <FieldProblem retry=typed.retry() field="follows"/>
                <select class="input" id="follows" name="follows">
                    <option value="">"A page of its own"</option>
                    {pages}
                </select>
            </div>
        </fieldset>
    }
}

/// Up to three conditions on earlier answers.
#[component]
pub(super) fn Conditions(question: Question, content: Content, typed: Typed) -> impl IntoView {
    let earlier: Vec<Question> = content
        .questions
        .iter()
        .take_while(|q| q.id != question.id)
        .filter(|q| q.takes_answer())
        .cloned()
        .collect();
    let shown = (question.when.len() + 1).clamp(1, MOST_CONDITIONS);
    let all = (1..=shown.max(typed_conditions(&typed))).map(|number| {
        let stored = question.when.get(number - 1).cloned();
        view! { <OneCondition number stored earlier=earlier.clone() typed=typed.clone()/> }
    });
    view! {
        <fieldset class="pane">
            <legend>"Only after certain answers"</legend>
            <p class="hint">"All of these must be true. Leave them empty to ask everybody."</p>
            {all.collect_view()}
        </fieldset>
    }
}

fn typed_conditions(typed: &Typed) -> usize {
    let filled = |number: &usize| {
        !typed
            .value(&format!("when_question-{number}"), "")
            .is_empty()
    };
    (1..=MOST_CONDITIONS)
        .filter(filled)
        .max()
        .unwrap_or_default()
}

#[component]
fn OneCondition(
    number: usize,
    stored: Option<Condition>,
    earlier: Vec<Question>,
    typed: Typed,
) -> impl IntoView {
    let of = format!("when_question-{number}");
    let how = format!("when_test-{number}");
    let which = format!("when_option-{number}");
    let (stored_question, stored_test, stored_options) = match &stored {
        None => (String::new(), "is", Vec::new()),
        Some(condition) => {
            let (test, options) = match &condition.test {
                Test::Is(options) => ("is", options.clone()),
                Test::IsNot(options) => ("is-not", options.clone()),
                Test::Answered(true) => ("answered", Vec::new()),
                Test::Answered(false) => ("not-answered", Vec::new()),
            };
            (condition.question.to_string(), test, options)
        }
    };
    let chosen = typed.value(&of, &stored_question);
    let test = match typed.value(&how, stored_test) {
        text if text.is_empty() => "is".to_owned(),
        text => text,
    };
    let questions = earlier.iter().map(|q| {
        let id = q.id.to_string();
        let selected = chosen == id;
        view! { <option value=id.clone() selected=selected>{named(q)}</option> }
    });
    let questions = questions.collect_view();
    let tests = [
        ("is", "was answered with one of these"),
        ("is-not", "was not answered with any of these"),
        ("answered", "was answered at all"),
        ("not-answered", "was left empty"),
    ]
    .map(|(value, label)| {
        let selected = test == value;
        view! { <option value=value selected=selected>{label}</option> }
    });
    let picked = earlier.iter().find(|q| q.id.as_str() == chosen);
    let options = picked.map(|q| {
        let english = Language::english();
        let boxes = q.options().into_iter().map(|option| {
            let id = format!("{which}-{option}");
            let on = typed.has(&which, option.as_str(), stored_options.contains(&option));
            let label = q.label(&option, &english, None::<&AudienceId>);
            view! {
                <div class="checkbox">
                    <input type="checkbox" id=id.clone() name=which.clone() value=option.to_string() checked=on/>
                    <label for=id>{label}</label>
                </div>
            }
        });
        let boxes: Vec<_> = boxes.collect();
        (!boxes.is_empty()).then(|| {
            view! {
                <fieldset class="field checkboxes passages">
                    <legend>{format!("Answers to {} that count", q.id)}</legend>
                    {boxes}
                </fieldset>
            }
        })
    });
    view! {
        <fieldset class="field">
            <legend>{format!("Condition {number}")}</legend>
            <FieldProblem retry=typed.retry() field=of.clone()/>
            <div class="field">
                <label for=of.clone()>"Earlier question"</label>
                <select class="input" id=of.clone() name=of>
                    <option value="">"No condition"</option>
                    {questions}
                </select>
            </div>
            <div class="field">
                <label for=how.clone()>"It"</label>
                <p class="hint" id=format!("{how}-hint")>"Choose a question and save: then its answers stand here to tick."</p>
                <select class="input" id=how.clone() name=how.clone() aria-describedby=format!("{how}-hint")>{tests.collect_view()}</select>
            </div>
            {options}
        </fieldset>
    }
}

/// "B4. Do you agree …", short enough for a list.
fn named(question: &Question) -> String {
    let title = question.words(&Language::english(), None).title;
    let short: String = title.chars().take(60).collect();
    let more = if short.len() < title.len() { "…" } else { "" };
    format!("{}. {short}{more}", question.id)
}
