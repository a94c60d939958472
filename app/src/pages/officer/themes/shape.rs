//! The shape of the frame: where a theme stands, what was done to it, and frames to start from.

use super::forms::ChooseTheme;
use crate::api::{StarterFrame, ThemeChangeLine, ThemeLine};
use crate::components::form::Typed;
use crate::components::officer::Csrf;
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{dates, themes as text};
use crate::visit::Retry;
use domain::coding::ThemeState;
use domain::id::ThemeId;
use domain::text::Slug;
use leptos::prelude::*;

/// Puts a theme under another one, or one place up or down.
#[component]
pub(super) fn MoveTheme(
    slug: Slug,
    line: ThemeLine,
    parents: Vec<(ThemeId, String)>,
    has_children: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = routes::officer_theme_form(&slug, line.id, "under");
    let typed = Typed::one_of(retry.as_ref(), &action, "under");
    let version = line.version.to_string();
    let stands = line.parent.map(|id| id.to_string()).unwrap_or_default();
    let under = match has_children {
        true => view! { <p class="hint">"Other themes stand under this one, so it stays at the top."</p> }.into_any(),
        false => {
            view! {
                <form method="post" action=action>
                    <Csrf/>
                    <input type="hidden" name="version" value=version.clone()/>
                    <ChooseTheme typed=typed.clone() name="parent" label="It stands under" none="No other theme" themes=parents stands/>
                    <button class="btn btn-secondary" type="submit">"Put it there"</button>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <details class="details" open=typed.refused()>
            <summary>"Move"</summary>
            {under}
            <form method="post" action=routes::officer_theme_form(&slug, line.id, "shift")>
                <Csrf/>
                <input type="hidden" name="version" value=version/>
                <div class="actions">
                    <button class="btn btn-secondary btn-small" type="submit" name="to" value="up">"One place up"</button>
                    <button class="btn btn-secondary btn-small" type="submit" name="to" value="down">"One place down"</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// What was done to a theme, each with who and when; the last of it can be taken back.
#[component]
pub(super) fn History(slug: Slug, theme: ThemeId, history: Vec<ThemeChangeLine>) -> impl IntoView {
    (!history.is_empty()).then(|| {
        let lines = history.into_iter().map(|line| {
            let when = format!("{}, {}", text::maker(&line.by), dates::moment(line.at));
            let undone = line.undone_by.map(|by| view! { " "<span class="tag">{format!("Taken back by {by}")}</span> });
            let undo = line.may_undo.then(|| {
                view! {
                    <form method="post" action=routes::officer_theme_form(&slug, theme, "undo")>
                        <Csrf/>
                        <input type="hidden" name="change" value=line.id.to_string()/>
                        <button class="btn-link" type="submit">"Undo"<span class="visually-hidden">{format!(": {}", line.said)}</span></button>
                    </form>
                }
            });
            view! { <li>{line.said.clone()}{undone}<br/><span class="meta">{when}</span>{undo}</li> }
        });
        view! { <h3>"What was done to it"</h3><ul class="plain history">{lines.collect_view()}</ul> }.into_any()
    })
}

/// Dismisses a theme of the frame that nobody has used.
#[component]
pub(super) fn DismissTheme(slug: Slug, line: ThemeLine) -> impl IntoView {
    let unused = line.confirmed.is_empty() && line.state == ThemeState::Active;
    unused.then(|| {
        view! {
            <form method="post" action=routes::officer_theme_form(&slug, line.id, "dismiss")>
                <Csrf/>
                <input type="hidden" name="version" value=line.version.to_string()/>
                <input type="hidden" name="at" value="theme"/>
                <p class="hint" id="dismiss-hint">"No passage has been confirmed for it. It can be brought back."</p>
                <button class="btn btn-secondary" type="submit" aria-describedby="dismiss-hint">"Dismiss this theme"</button>
            </form>
        }
        .into_any()
    })
}

/// Adds the themes of a frame that comes with the program.
#[component]
pub(super) fn Starters(slug: Slug, frames: Vec<StarterFrame>) -> impl IntoView {
    (!frames.is_empty()).then(|| {
        let lines = frames.into_iter().map(|frame| {
            let many = counted(frame.new.len() as u64, "theme", "themes");
            view! {
                <li>
                    <form method="post" action=routes::officer_form(&slug, "themes/starter")>
                        <Csrf/>
                        <input type="hidden" name="kind" value=frame.kind/>
                        <p><strong>{frame.name}</strong>": "{frame.new.join(", ")}"."</p>
                        <button class="btn btn-secondary btn-small" type="submit">{format!("Add {many}")}</button>
                    </form>
                </li>
            }
        });
        view! {
            <details class="details">
                <summary>"Add themes from a starter frame"</summary>
                <ul class="plain">{lines.collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}
