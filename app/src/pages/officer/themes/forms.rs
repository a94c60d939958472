//! The forms that change the frame: add, rename, merge, accept, dismiss.

use crate::api::ThemeLine;
use crate::components::form::{TextArea, Typed};
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::visit::Retry;
use domain::id::ThemeId;
use domain::text::Slug;
use leptos::prelude::*;

/// Adds a theme.
#[component]
pub(super) fn AddTheme(slug: Slug, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_form(&slug, "themes/add");
    let typed = Typed::one_of(retry.as_ref(), &action, "add");
    let refused = typed.refused();
    view! {
        <details class="details" open=refused>
            <summary>"Add a theme"</summary>
            <form method="post" action=action>
                <Csrf/>
                <WordsFields typed/>
                <button class="btn" type="submit">"Add the theme"</button>
            </form>
        </details>
    }
    .into_any()
}

/// Renames or redefines a theme. Refused when somebody else did so since the page was opened: what was typed stays
/// in the form, and the page shows what the theme is now.
#[component]
pub(super) fn EditTheme(slug: Slug, line: ThemeLine, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_theme_form(&slug, line.id, "edit");
    let typed = Typed::one_of(retry.as_ref(), &action, "edit");
    let refused = typed.refused();
    let version = line.version.to_string();
    view! {
        <details class="details" open=refused>
            <summary>"Rename or redefine"</summary>
            <form method="post" action=action>
                <Csrf/>
                <input type="hidden" name="version" value=version/>
                <WordsFields typed line/>
                <button class="btn" type="submit">"Save"</button>
            </form>
        </details>
    }
    .into_any()
}

/// Name, definition, words and weight of a theme.
#[component]
pub(super) fn WordsFields(
    typed: Typed,
    #[prop(optional)] line: Option<ThemeLine>,
) -> impl IntoView {
    let was = |read: fn(&ThemeLine) -> String| line.as_ref().map(read).unwrap_or_default();
    let label = typed.value("label", &was(|t| t.label.clone()));
    let definition = typed.value("definition", &was(|t| t.definition.clone()));
    let include = typed.value("include", &was(|t| t.include.join("\n")));
    let exclude = typed.value("exclude", &was(|t| t.exclude.join("\n")));
    let example = typed.value("example", &was(|t| t.example.clone()));
    let weighty = match typed.refused() {
        true => typed.has("weighty", "yes", false),
        false => line.as_ref().is_some_and(|t| t.weighty),
    };
    let retry = typed.retry();
    let hint = |name: &str| format!("{}-hint", typed.id(name));
    view! {
        <div class="field">
            <label for=typed.id("label")>"Name"</label>
            <p class="hint" id=hint("label")>"What officers and reports call it. A few plain words."</p>
            <FieldProblem retry=retry.clone() field="label"/>
            <input class="input" id=typed.id("label") name="label" value=label aria-describedby=hint("label") aria-invalid=typed.wrong("label").then_some("true")/>
        </div>
        <div class="field">
            <label for=typed.id("definition")>"What belongs to it"</label>
            <FieldProblem retry=retry.clone() field="definition"/>
            <TextArea name="definition" id=typed.id("definition") text=definition rows=3 described_by=None invalid=typed.wrong("definition")/>
        </div>
        <div class="field">
            <label for=typed.id("include")>"Words and phrases that speak for it"</label>
            <p class="hint" id=hint("include")>"One a line. The engine looks for them."</p>
            <FieldProblem retry=retry.clone() field="include"/>
            <TextArea name="include" id=typed.id("include") text=include rows=3 described_by=Some(hint("include")) invalid=typed.wrong("include")/>
        </div>
        <div class="field">
            <label for=typed.id("exclude")>"What does not belong, however like it sounds"</label>
            <p class="hint" id=hint("exclude")>"One a line."</p>
            <FieldProblem retry=retry.clone() field="exclude"/>
            <TextArea name="exclude" id=typed.id("exclude") text=exclude rows=3 described_by=Some(hint("exclude")) invalid=typed.wrong("exclude")/>
        </div>
        <div class="field">
            <label for=typed.id("example")>"An example"</label>
            <p class="hint" id=hint("example")>"What somebody might write who raises it. Invent one: nobody’s real words."</p>
            <FieldProblem retry=retry.clone() field="example"/>
            <input class="input" id=typed.id("example") name="example" value=example aria-describedby=hint("example") aria-invalid=typed.wrong("example").then_some("true")/>
        </div>
        <div class="field checkbox">
            <input type="checkbox" id=typed.id("weighty") name="weighty" value="yes" checked=weighty/>
            <label for=typed.id("weighty")>"Weighty even if few raise it"</label>
            <p class="hint">"Such as a point of law, or harm to a small group."</p>
        </div>
    }
    .into_any()
}

/// A choice of one theme; `none` is what stands there before one is chosen, `stands` the id of the one that is now.
#[component]
pub(super) fn ChooseTheme(
    typed: Typed,
    name: &'static str,
    label: &'static str,
    none: &'static str,
    themes: Vec<(ThemeId, String)>,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] stands: String,
) -> impl IntoView {
    let chosen = typed.value(name, &stands);
    let options = themes.into_iter().map(|(id, label)| {
        let id = id.to_string();
        view! { <option value=id.clone() selected={chosen == id}>{label}</option> }
    });
    let options = options.collect_view();
    let hint_id = format!("{}-hint", typed.id(name));
    let described = hint.map(|_| hint_id.clone());
    view! {
        <div class="field">
            <label for=typed.id(name)>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <FieldProblem retry=typed.retry() field=name/>
            <select class="select" id=typed.id(name) name=name aria-describedby=described aria-invalid=typed.wrong(name).then_some("true")>
                <option value="">{none}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// Joins a theme into another. `at` is where the form stands: `frame` or `theme`.
#[component]
pub(super) fn MergeTheme(
    slug: Slug,
    line: ThemeLine,
    into: Vec<(ThemeId, String)>,
    at: &'static str,
    retry: Option<Retry>,
) -> impl IntoView {
    (!into.is_empty()).then(|| {
        let action = routes::officer_theme_form(&slug, line.id, "merge");
        let typed = Typed::one_of(retry.as_ref(), &action, format!("merge-{}", line.id));
        view! {
            <details class="details" open=typed.refused()>
                <summary>"Merge into another theme"<span class="visually-hidden">{format!(": {}", line.label)}</span></summary>
                <form method="post" action=action>
                    <Csrf/>
                    <input type="hidden" name="version" value=line.version.to_string()/>
                    <input type="hidden" name="at" value=at/>
                    <ChooseTheme typed=typed.clone() name="into" label="It becomes part of" none="Choose" themes=into hint="Its passages and findings go along. Nobody is counted twice. It can be undone while it is the last thing done."/>
                    <button class="btn btn-secondary" type="submit">"Merge"</button>
                </form>
            </details>
        }
        .into_any()
    })
}

/// Takes a proposed theme into the frame, or throws it away.
#[component]
pub(super) fn JudgeTheme(slug: Slug, line: ThemeLine, at: &'static str) -> impl IntoView {
    let button = |act: &'static str, label: &'static str, class: &'static str| {
        view! {
            <form method="post" action=routes::officer_theme_form(&slug, line.id, act)>
                <Csrf/>
                <input type="hidden" name="version" value=line.version.to_string()/>
                <input type="hidden" name="at" value=at/>
                <button class=class type="submit">{label}<span class="visually-hidden">{format!(": {}", line.label)}</span></button>
            </form>
        }
    };
    view! {
        <div class="actions">
            {button("accept", "Take into the frame", "btn btn-small")}
            {button("dismiss", "Dismiss", "btn btn-secondary btn-small")}
        </div>
    }
    .into_any()
}
