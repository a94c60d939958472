//! The lead's own words and a colleague's, side by side, before one takes the place of the other.

use super::super::{query, slug};
use super::differs::block;
use crate::api::{ApiError, Both, Pair, Piece, backend};
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::title_text;
use crate::platform;
use crate::routes;
use crate::text::said;
use crate::text::team::{read_piece, take_value, wrote};
use crate::visit::visit;
use domain::team::{How, can_add};
use domain::text::{Called, Slug};
use leptos::prelude::*;

/// Both, and what to do with them.
#[component]
pub fn BothPage() -> impl IntoView {
    platform::never_store();
    let (backend, caller) = (backend(), visit().caller);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let own = format!("{}/", routes::respond(&slug));
    let back = query("from").filter(|from| from.starts_with(&own) && !from.contains(".."));
    let back = back.unwrap_or_else(|| routes::team(&slug));
    let piece = query("piece").and_then(|text| read_piece(&text));
    let called = query("called").and_then(|text| Called::parse(&text).ok());
    let (Some(piece), Some(called)) = (piece, called) else {
        platform::redirect(&routes::team(&slug));
        return ().into_any();
    };
    let (asked, wanted) = (slug.clone(), piece.clone());
    let data = async move {
        match backend.both(&caller, &asked, &called, &wanted).await {
            // Whoever has no draft here, or has sent it, is told so on the team's page.
            Err(ApiError::Conflict { .. } | ApiError::Closed | ApiError::Forbidden) => Ok(None),
            other => other,
        }
    };
    loaded(data, move |both| match both {
        Some(both) => page(&slug, both, &piece, back),
        None => {
            platform::redirect(&routes::team(&slug));
            ().into_any()
        }
    })
    .into_any()
}

fn page(slug: &Slug, both: Both, piece: &Piece, back: String) -> AnyView {
    let called = both.called.clone();
    let (title, about, ours, theirs, add) = match &both.pair {
        Pair::Answers {
            question,
            ours,
            theirs,
        } => {
            let draft = &both.writing.draft;
            let words = question.words(&draft.language, draft.audience.as_ref());
            (
                phrase!("You have another answer there"),
                words.title,
                said::lines(&both.writing, question, ours),
                said::lines(&both.writing, question, theirs),
                can_add(&question.kind),
            )
        }
        Pair::Comments {
            place,
            ours,
            theirs,
        } => (
            phrase!("You have another comment there"),
            place.clone(),
            ours.as_ref().map(said::comment_of).unwrap_or_default(),
            said::comment_of(theirs),
            true,
        ),
    };
    let use_theirs = match piece {
        Piece::Answer(_) => say!(
            "Use the answer from {called} instead of ours",
            called = called
        ),
        Piece::Comment(..) => say!(
            "Use the comment from {called} instead of ours",
            called = called
        ),
    };
    let add = add.then(|| {
        view! {
            <button class="btn" type="submit" name="take" value=take_value(How::Add, piece, &called)>
                {phrase!("Keep ours and add theirs")}
            </button>
        }
    });
    let instead = take_value(How::Use, piece, &called);
    let action = routes::team_form(slug, "take");
    let (meta, seen) = (title_text(&both.writing.card), both.seen.clone());
    let blocks = (
        block(None, ours, ()),
        block(Some(wrote(&called)), theirs, ()),
    );
    view! {
        <PublicPage title back=back.clone()>
            <p class="meta">{meta}</p>
            <h1>{title}</h1>
            <p>{phrase!("Nothing is changed yet. Look at both, then choose.")}</p>
            <h2>{about}</h2>
            <div class="both">
                {blocks}
            </div>
            <form method="post" action=action>
                <input type="hidden" name="seen" value=seen/>
                <input type="hidden" name="from" value=back.clone()/>
                <div class="actions">
                    {add}
                    <button class="btn btn-secondary" type="submit" name="take" value=instead>
                        {use_theirs}
                    </button>
                </div>
            </form>
            <p><a href=back>{phrase!("Keep ours as it is")}</a></p>
        </PublicPage>
    }
    .into_any()
}
