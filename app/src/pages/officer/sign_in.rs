//! Signing in.

use crate::components::layout::PublicPage;
use crate::platform;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// E-mail and password. A wrong one and an unknown one look alike.
#[component]
pub fn SignInPage() -> impl IntoView {
    platform::never_store();
    let query = use_query_map().get_untracked();
    let next = query.get("next").unwrap_or_default();
    let problem = query.get("problem").map(|why| match why.as_str() {
        "locked" => "There were too many wrong tries. Wait 15 minutes, then try again.",
        "wrong" => "The email address or the password is not right. Check both, then try again.",
        _ => "Something went wrong on our side. Try again in a minute.",
    });
    let summary = problem.map(|text| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <h2>"There is a problem"</h2>
                <ul><li><a href="#email">{text}</a></li></ul>
            </div>
        }
    });
    view! {
        <PublicPage title="Sign in" error=problem.is_some()>
            {summary}
            <h1>"Sign in"</h1>
            <p>"This is for council officers. To answer a consultation you need no account."</p>
            <form method="post" action="/officer/sign-in">
                <input type="hidden" name="next" value=next/>
                <div class="field">
                    <label for="email">"Email address"</label>
                    <input class="input" id="email" name="email" type="email" autocomplete="username" spellcheck="false" required/>
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
