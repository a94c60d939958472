//! Signing in.

use crate::api::Wrong;
use crate::components::layout::PublicPage;
use crate::platform;
use crate::routes;
use crate::visit::{Retry, visit};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What is carried through to the page after signing in, apart from which page that is: a form that came when the
/// session before was over.
const CARRIED: [&str; 2] = ["form", "kept"];

/// E-mail and password. A wrong one and an unknown one look alike. A form posted after a session ended travels along.
#[component]
pub fn SignInPage() -> impl IntoView {
    platform::never_store();
    let retry = visit().retry_of(&routes::sign_in()).cloned();
    let value = |name: &str| {
        retry
            .as_ref()
            .and_then(|retry| retry.value(name))
            .map(str::to_owned)
    };
    let asked = use_query_map().get_untracked().get("next");
    let next = value("next").or(asked).unwrap_or_default();
    let email = value("email").unwrap_or_default();
    let carried = CARRIED.map(|name| {
        value(name).map(|value| view! { <input type="hidden" name=name value=value/> })
    });
    let code = retry.as_ref().and_then(code_of);
    platform::set_status(code.as_deref().map_or(200, status));
    let kept = value("kept").is_some();
    let problem = code.as_deref().and_then(problem);
    let lost = code.as_deref() == Some("file");
    let summary = problem.map(|text| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>"There is a problem"</h2>
                <ul><li><a href="#email">{text}</a></li></ul>
            </div>
        }
    });
    let title = if kept || lost {
        "You were signed out"
    } else {
        "Sign in"
    };
    let lead = match (kept, lost) {
        (true, _) => {
            "Nothing you typed is lost. Sign in, and you find it again on its page. It is not saved yet."
        }
        (_, true) => "Your file was not taken. Sign in, then choose it again.",
        _ => "This is for council officers. To answer a consultation you need no account.",
    };
    view! {
        <PublicPage title=title error=problem.is_some()>
            {summary}
            <h1>{title}</h1>
            <p>{lead}</p>
            <form method="post" action=routes::sign_in()>
                <input type="hidden" name="next" value=next/>
                {carried}
                <div class="field">
                    <label for="email">"Email address"</label>
                    <input class="input" id="email" name="email" type="email" autocomplete="username" spellcheck="false" value=email required/>
                </div>
                <div class="field">
                    <label for="password">"Password"</label>
                    <input class="input" id="password" name="password" type="password" autocomplete="current-password" required/>
                </div>
                <button class="btn" type="submit">"Sign in"</button>
            </form>
        </PublicPage>
    }
}

fn code_of(retry: &Retry) -> Option<String> {
    match &retry.errors.first()?.problem {
        Wrong::Code(code) => Some(code.clone()),
        Wrong::Answer(_) => None,
    }
}

fn status(code: &str) -> u16 {
    match code {
        "ended" | "file" => 401,
        "wrong" => 422,
        "locked" | "busy" => 429,
        _ => 500,
    }
}

fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "ended" | "file" => return None,
        "locked" => "There were too many wrong tries. Wait 15 minutes, then try again.",
        "busy" => "There were many tries from your network. Wait a minute, then try again.",
        "wrong" => "The email address or the password is not right. Check both, then try again.",
        _ => "Something went wrong on our side. Try again in a minute.",
    })
}
