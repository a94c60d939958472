//! Writing a consultation in the browser.

mod add;
mod documents;
mod languages;
mod question;
mod settings;
mod words;

use super::super::form::{see_other, status};
use super::super::{Access, App, Table};
use super::OfficerForm;
use app::api::{ApiError, Build as _, FieldError, Working};
use app::routes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};
use domain::content::{Direction, Edit, Piece};
use domain::text::Slug;
use std::str::FromStr;

pub(super) fn routes(mut table: Table) -> Table {
    let forms: [(&str, MethodRouter<App>); 17] = [
        ("title", post(title)),
        ("audiences/{audience}", post(audience)),
        ("sections/{section}", post(section)),
        ("questions/{question}", post(edit_question)),
        ("documents/{document}", post(document)),
        ("documents/{document}/clauses/{clause}", post(clause)),
        ("add", post(add_piece)),
        ("move", post(move_piece)),
        ("remove", post(remove)),
        ("back", post(back)),
        ("discard", post(discard)),
        ("amend", post(amend)),
        ("links", post(make_link)),
        ("links/withdraw", post(withdraw_link)),
        ("library/save", post(library_save)),
        ("library/add", post(library_add)),
        ("library/remove", post(library_remove)),
    ];
    for (form, handler) in forms {
        let path = format!("/officer/consultations/{{slug}}/build/{form}");
        table = table.route("POST", &path, Access::Staff, handler);
    }
    languages::routes(table)
}

fn parsed<T: FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| ApiError::NotFound)
}

/// A number that the page wrote into its own form.
fn number(form: &OfficerForm, name: &str) -> u32 {
    form.fields.text(name).parse().unwrap_or_default()
}

/// Saves a piece: reads the form against the words as they are, then edits.
async fn save(
    app: App,
    form: OfficerForm,
    (slug, piece): (String, Result<Piece, ApiError>),
    read: impl FnOnce(&OfficerForm, &Working, &Piece) -> Result<Edit, Vec<FieldError>>,
) -> Response {
    let mut page = routes::officer();
    let done = async {
        let (slug, piece) = (parsed::<Slug>(&slug)?, piece?);
        page = routes::build_piece(&slug, &piece);
        let working = app.live.working(&form.caller, &slug).await?;
        if !piece.is_in(&working.content) {
            return Err(ApiError::conflict("piece_gone"));
        }
        let edit = read(&form, &working, &piece).map_err(|fields| ApiError::Invalid { fields })?;
        let mark = Some(form.fields.text("mark"));
        app.live
            .edit(&form.caller, &slug, edit, mark, form.autosave)
            .await
    };
    let done = done.await;
    if form.autosave {
        return match done {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(error) => status(&error).into_response(),
        };
    }
    let next = format!("{page}?saved=yes");
    form.answer(&app, &page, &next, done).await
}

async fn title(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    save(app, form, (slug, Ok(Piece::Title)), |form, working, _| {
        words::title(form, working)
    })
    .await
}

async fn audience(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let piece = parsed(&id).map(Piece::Audience);
    save(app, form, (slug, piece), |form, working, _| {
        words::audience(form, working, &id)
    })
    .await
}

async fn section(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let piece = parsed(&id).map(Piece::Section);
    save(app, form, (slug, piece), |form, working, _| {
        words::section(form, working, &id)
    })
    .await
}

async fn edit_question(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let piece = parsed(&id).map(Piece::Question);
    save(app, form, (slug, piece), |form, working, _| {
        question::read(&form.fields, working, &id, form.autosave)
    })
    .await
}

async fn document(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let piece = parsed(&id).map(Piece::Document);
    save(app, form, (slug, piece), documents::document).await
}

async fn clause(
    State(app): State<App>,
    Path((slug, document, key)): Path<(String, String, String)>,
    form: OfficerForm,
) -> Response {
    let at = parsed(&document).and_then(|document| Ok(Piece::Clause(document, parsed(&key)?)));
    save(app, form, (slug, at), documents::clause).await
}

async fn add_piece(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        page = match form.fields.text("document").parse() {
            Ok(document) => routes::build_add_clause(&slug, &document),
            Err(_) => {
                let what = form.fields.text("what").chars();
                routes::build_add(
                    &slug,
                    &what.filter(char::is_ascii_alphabetic).collect::<String>(),
                )
            }
        };
        let working = app.live.working(&form.caller, &slug).await?;
        let edit = add::read(&form.fields, &working.content);
        let edit = edit.map_err(|fields| ApiError::Invalid { fields })?;
        next = routes::build_piece(&slug, &edit.piece());
        app.live.edit(&form.caller, &slug, edit, None, false).await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn move_piece(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        page = routes::build(&slug);
        let piece: Piece = parsed(form.fields.text("piece"))?;
        next = routes::built_piece(&slug, &piece);
        let to = match form.fields.text("to") {
            "up" => Direction::Up,
            "down" => Direction::Down,
            "first" => Direction::First,
            other => Direction::Behind(parsed(other)?),
        };
        let edit = Edit::Move(piece, to);
        app.live.edit(&form.caller, &slug, edit, None, false).await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn remove(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        (page, next) = (routes::build(&slug), routes::build(&slug));
        let piece: Piece = parsed(form.fields.text("piece"))?;
        let mark = Some(form.fields.text("mark"));
        let edit = Edit::Remove(piece);
        app.live.edit(&form.caller, &slug, edit, mark, false).await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn back(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let mut page = routes::officer();
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        page = routes::build(&slug);
        let to: u32 = parsed(form.fields.text("number"))?;
        let newest = number(&form, "newest");
        app.live.back_to(&form.caller, &slug, to, newest).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn discard(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        (page, next) = (routes::build_form(&slug, "changes"), routes::build(&slug));
        let newest = number(&form, "newest");
        app.live.discard(&form.caller, &slug, newest).await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn amend(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        (page, next) = (routes::build_form(&slug, "changes"), routes::build(&slug));
        let closes = match form.fields.text("closes") {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| ApiError::invalid("closes", "malformed"))?,
            ),
        };
        let reason = form.fields.text("reason");
        let newest = number(&form, "newest");
        app.live
            .amend(&form.caller, &slug, reason, closes, newest)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

/// The link is in the answer itself and nowhere else: whoever reloads the page does not see it again.
async fn make_link(
    State(app): State<App>,
    Path(slug): Path<String>,
    mut form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/build/preview");
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        let note = form.fields.text("note");
        app.live.make_preview_link(&form.caller, &slug, note).await
    };
    let done = done.await;
    match done {
        Ok(token) => {
            let link = format!("{}{}", form.origin, routes::preview(&token));
            form.fields.0 = vec![("link".to_owned(), link)];
            form.again(&app, &page, Vec::new()).await
        }
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}

async fn withdraw_link(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/build/preview");
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        let link = parsed(form.fields.text("link"))?;
        app.live
            .withdraw_preview_link(&form.caller, &slug, link)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn library_save(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        (page, next) = (routes::build(&slug), routes::build_form(&slug, "library"));
        let question = form.fields.text("question");
        app.live
            .save_to_library(&form.caller, &slug, question)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

async fn library_add(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/build/library");
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        let saved = parsed(form.fields.text("saved"))?;
        let id = app
            .live
            .add_from_library(&form.caller, &slug, saved)
            .await?;
        Ok(routes::build_piece(&slug, &Piece::Question(parsed(&id)?)))
    };
    let done = done.await;
    match done {
        Ok(next) => see_other(&next),
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}

async fn library_remove(
    State(app): State<App>,
    Path(slug): Path<String>,
    form: OfficerForm,
) -> Response {
    let page = format!("/officer/consultations/{slug}/build/library");
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        let saved = parsed(form.fields.text("saved"))?;
        app.live
            .remove_from_library(&form.caller, &slug, saved)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}
