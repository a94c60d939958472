//! Works out who is asking, once for each request.

use super::cookie::Jar;
use super::form::see_other;
use super::{App, cookie};
use app::api::ApiError;
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::http::header::VARY;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::access::Caller;
use domain::text::{Language, Slug};

/// The cookie with the language that somebody chose.
pub(super) const LANGUAGE: &str = "language";
/// Addresses that speak no language: files, programs, health.
const SILENT: [&str; 5] = ["/pkg/", "/api/", "/health", "/metrics", "/ready"];
/// Below this the pictures switch is remembered.
const PUBLIC: &str = "/consultations";

/// Puts the [`Visit`] beside the request.
pub(super) async fn attach(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request
        .uri()
        .path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default();
    let headers = request.headers();
    let who = match path.starts_with("/officer") {
        true => officer(&app, &path, headers, request.method() == Method::GET).await,
        false => public(&app, &path, headers).await,
    };
    let visit = match who {
        Ok(visit) => visit,
        Err(error) => return super::form::status(&error).into_response(),
    };
    let signs_in = path.starts_with("/officer/sign-in");
    if path.starts_with("/officer") && !signs_in && visit.caller == Caller::Visitor {
        return match *request.method() {
            Method::POST => super::officer::ask_to_sign_in(&app, visit, request).await,
            _ => see_other(&super::officer::sign_in_for(&path)),
        };
    }
    let asked = pictures_asked(&visit.path).filter(|_| request.method() == Method::GET);
    let headers = asked.as_ref().map(|_| request.headers().clone());
    let public = !path.starts_with("/officer") && !is_silent(&path);
    let spoken = language_asked(&visit).map(|language| (language, request.headers().clone()));
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    if public {
        // What a page says depends on the language that was chosen, and on what somebody has begun.
        let cookie = HeaderValue::from_static("Cookie");
        response.headers_mut().append(VARY, cookie);
    }
    if let Some((language, headers)) = spoken {
        keep_language(&mut response, &headers, &language);
    }
    if let (Some(word), Some(headers)) = (asked, headers) {
        keep_pictures(&mut response, &headers, &word);
    }
    response
}

fn is_silent(path: &str) -> bool {
    SILENT.iter().any(|start| path.starts_with(start))
}

/// A value of the query of an address.
fn in_query(path: &str, wanted: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, value) = pairs.find(|(name, _)| name == wanted)?;
    Some(value.into_owned())
}

/// The language that the address of a page asks for, if the page can be read in it. It is remembered while the browser
/// stays open: the form needs it on every page, and works without script.
fn language_asked(visit: &Visit) -> Option<Language> {
    let asked = in_query(&visit.path, "lang")?;
    visit.offered(&asked).cloned()
}

/// The languages that this page can be read in, and the one that the reader chose.
async fn spoken(app: &App, visit: &mut Visit, headers: &HeaderMap) -> Result<(), ApiError> {
    let path = visit.path.split(['?', '#']).next().unwrap_or_default();
    let slug = path
        .strip_prefix("/consultations/")
        .map(|rest| rest.split('/').next().unwrap_or_default());
    let slug = slug.and_then(|slug| Slug::parse(slug).ok());
    visit.languages = app.live.languages_offered(slug.as_ref()).await?;
    let kept = cookie::read(headers, LANGUAGE);
    let kept = kept.and_then(|tag| visit.offered(&tag).cloned());
    let asked = language_asked(visit);
    visit.language = asked.clone().or(kept).unwrap_or_else(Language::english);
    // What somebody writes is in the language that they read.
    if let (Some(language), Caller::Respondent(draft)) = (asked, &visit.caller) {
        app.live.speak(*draft, &language).await?;
    }
    Ok(())
}

/// The secret of the walk that an address is part of.
fn walk_of(path: &str) -> Option<&str> {
    path.strip_prefix("/walk/")?.split(['/', '?']).next()
}

/// What the address of a public page asks of pictures: `?pictures=no`, or `yes`.
fn pictures_asked(path: &str) -> Option<String> {
    let (path, query) = path.split_once('?')?;
    let public = path.starts_with(PUBLIC);
    let mut pairs = form_urlencoded::parse(query.as_bytes()).filter(|_| public);
    let (_, word) = pairs.find(|(name, _)| name == "pictures")?;
    Some(word.into_owned())
}

/// Remembers for as long as the browser stays open in which language somebody reads.
pub(super) fn keep_language(response: &mut Response, request: &HeaderMap, language: &Language) {
    Jar::new("/", request).session(response, LANGUAGE, language.as_str());
}

/// Remembers for as long as the browser stays open whether somebody wants pictures beside easy words.
pub(super) fn keep_pictures(response: &mut Response, request: &HeaderMap, word: &str) {
    let jar = Jar::new(PUBLIC, request);
    match word {
        "no" => jar.session(response, "pictures", "no"),
        "yes" => jar.clear(response, "pictures"),
        _ => {}
    }
}

/// Somebody at a consultation's public pages is whoever their draft says.
async fn public(app: &App, path: &str, headers: &HeaderMap) -> Result<Visit, ApiError> {
    let mut visit = Visit {
        equality_token: cookie::read(headers, "equality"),
        receipt_key: cookie::read(headers, "receipt"),
        pictures: match pictures_asked(path) {
            Some(word) => word != "no",
            None => cookie::read(headers, "pictures").is_none(),
        },
        ..Visit::anybody(path)
    };
    if path.starts_with("/consultations/")
        && let Some(token) = cookie::read(headers, "draft")
        && let Some(draft) = app.live.draft_with(&token).await?
    {
        visit.caller = Caller::Respondent(draft);
    }
    if let Some(key) = walk_of(path) {
        let language = in_query(path, "lang").and_then(|text| Language::parse(&text).ok());
        let pictures = in_query(path, "pictures").map(|word| word != "no");
        if let Some(look) = app.live.walk_look(key, language.as_ref(), pictures) {
            visit.language = look.language;
            visit.languages = look.languages;
            visit.pictures = look.pictures;
        }
    } else if !is_silent(path) {
        spoken(app, &mut visit, headers).await?;
    }
    Ok(visit)
}

/// Somebody on the officers' side is whoever their session says. A form kept by the session is shown once: a page
/// that is opened takes it.
async fn officer(
    app: &App,
    path: &str,
    headers: &HeaderMap,
    opens: bool,
) -> Result<Visit, ApiError> {
    let mut visit = Visit::anybody(path);
    if let Some(token) = cookie::read(headers, "session")
        && let Some(session) = app.live.session(&token).await?
    {
        if opens && session.retry.is_some() {
            app.live.keep_form(&token, None).await?;
        }
        visit.caller = Caller::Staff(session.staff);
        visit.csrf = session.csrf;
        visit.retry = session.retry;
    }
    Ok(visit)
}
