//! A colleague's page: what the lead sees, and a button to share.

use crate::api::Member;
use crate::components::layout::PublicPage;
use crate::routes;
use crate::text::dates;
use crate::text::team::{NOT_COUNTED, WHAT_BECOMES};
use domain::text::Slug;
use leptos::prelude::*;

pub(super) fn colleague(at: Member) -> AnyView {
    let slug = at.card.slug.clone();
    let on = routes::respond_page(&slug, &at.resume);
    let title = format!("You write as “{}”", at.called);
    let team = match at.organisation.as_str() {
        "" => "You are in a team that writes one answer.".to_owned(),
        name => format!("You are in the team that answers for {name}."),
    };
    let state = match at.shared {
        Some(since) => view! {
            <div class="notice notice-success" role="status">
                <p><strong>"Your lead sees what you write."</strong></p>
                <p>{format!("You shared it at {}. You can still change it until your lead sends the answer: your lead sees each change.", dates::moment(since))}</p>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="notice">
                <p><strong>"Your lead does not see what you write yet."</strong></p>
                <p>"Answer what you can, then share it."</p>
            </div>
        }
        .into_any(),
    };
    let until = match (at.send_by, at.closes) {
        (Some(by), _) => Some(format!(
            "This consultation has closed. Your lead can still send the answer until {}.",
            dates::moment(by)
        )),
        (None, Some(closes)) => Some(format!(
            "The consultation is open until {}. Share before then, so that your lead has time to send the answer.",
            dates::moment(closes)
        )),
        (None, None) => None,
    };
    let shared = at.shared.is_some();
    let carry_on = if shared { "btn btn-secondary" } else { "btn" };
    let come_back = (!at.can_come_back).then(|| {
        view! {
            <p>
                "To carry on later, or on another phone or computer, "
                <a href=routes::save(&slug)>"get a code of your own"</a> ". The team code does not open what you wrote."
            </p>
        }
    });
    view! {
        <PublicPage title=title.clone() back=routes::respond(&slug)>
            <p class="meta">{at.card.title.clone()}</p>
            <h1>{title}</h1>
            <p class="lead">{team}</p>
            {state}
            <div class="actions">
                <a class=carry_on href=on>"Answer the questions"</a>
                <Share slug=slug.clone() shared/>
            </div>
            {until.map(|text| view! { <p>{text}</p> })}
            {come_back}
            <h2>"Good to know"</h2>
            <ul>
                <li>"Nobody but your lead can see what you share. You cannot see what others wrote."</li>
                <li>
                    "You can comment on the documents too: "
                    <a href=routes::consultation(&slug)>"read the proposal"</a> ". Your comments are shared in the same way."
                </li>
                <li>"Only your lead can send the answer."</li>
                <li>{WHAT_BECOMES}</li>
                <li>{NOT_COUNTED}</li>
            </ul>
        </PublicPage>
    }
    .into_any()
}

/// Shares, or stops sharing.
#[component]
pub(in crate::pages::respond) fn Share(slug: Slug, shared: bool) -> impl IntoView {
    let (value, label, class) = match shared {
        true => ("no", "Stop sharing", "btn btn-secondary"),
        false => ("yes", "Share with the lead", "btn btn-secondary"),
    };
    view! {
        <form method="post" action=routes::team_form(&slug, "share")>
            <input type="hidden" name="shared" value=value/>
            <button class=class type="submit">{label}</button>
        </form>
    }
}
