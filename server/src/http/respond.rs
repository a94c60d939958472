//! The respondent's forms: stable addresses, plain posts, and cookies.

use super::cookie::Jar;
use super::form::{Fields, see_other, status};
use super::step::Step;
use super::{Access, App, Table, pages, resume, team, visit};
use app::api::{
    ApiError, EqualityAnswered, EqualityPosted, Respond as _, Sending, Team as _, Unkept,
};
use app::components::form::TRAP;
use app::routes::{self, EASY};
use app::text::team::take_of;
use app::visit::Visit;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use domain::access::Caller;
use domain::equality::Press;
use domain::journey::Page;
use domain::text::{AudienceId, Slug};

const START: &str = "/consultations/{slug}/respond";
const PAGE: &str = "/consultations/{slug}/respond/{page}";
const EQUALITY: &str = "/consultations/{slug}/equality";

pub(super) fn routes(mut table: Table) -> Table {
    // Whoever has no leave to answer the equality questions is told so, on a page that anybody may see.
    let forms: [(&str, Access, MethodRouter<App>); 3] = [
        (START, Access::Respondent, post(begin)),
        (PAGE, Access::Respondent, post(save)),
        (EQUALITY, Access::Public, post(answer_equality)),
    ];
    for (path, access, handler) in forms {
        table = table.route("POST", path, access, unstored(handler));
    }
    // These addresses only take forms. Somebody who opens one is led to where they are in the form.
    let actions: [(&str, MethodRouter<App>); 3] = [
        ("send", post(send)),
        ("another", post(another)),
        ("discard", post(discard)),
    ];
    for (action, handler) in actions {
        let path = format!("{START}/{action}");
        table = table.row("GET", &path, Access::Respondent).route(
            "POST",
            &path,
            Access::Respondent,
            unstored(handler.merge(get(to_start))),
        );
    }
    table
}

/// No cache keeps an answer of these addresses.
pub(super) fn unstored(handler: MethodRouter<App>) -> MethodRouter<App> {
    handler.layer(map_response(|mut response: Response| async move {
        response
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }))
}

/// What every one of these handlers needs.
#[derive(axum::extract::FromRequestParts)]
#[from_request(state(App))]
pub(super) struct Asked {
    #[from_request(via(State))]
    pub app: App,
    #[from_request(via(Extension))]
    pub visit: Visit,
    pub headers: HeaderMap,
}

impl Asked {
    pub fn slug(text: &str) -> Result<Slug, ApiError> {
        Slug::parse(text).map_err(|_| ApiError::NotFound)
    }

    /// What a form cannot do, as a page or a way on.
    pub async fn refused(&self, slug: &str, error: ApiError) -> Response {
        let here = Slug::parse(slug);
        match (&error, here) {
            (ApiError::Conflict { code }, Ok(slug)) => match code.as_str() {
                "sent" => see_other(&routes::receipt(&slug)),
                "no_draft" => see_other(&lost(&slug)),
                "no_audience" => see_other(&routes::respond(&slug)),
                "colleague" | "no_team" => see_other(&routes::team(&slug)),
                "leads_team" => see_other(&format!("{}?notice=audience", routes::team(&slug))),
                _ => pages::failed(&self.app, &self.visit, error).await,
            },
            (ApiError::Closed, Ok(slug)) => {
                match self.app.live.start(&self.visit.caller, &slug).await {
                    Ok(start) => pages::closed(&self.app, &self.visit, start).await,
                    Err(error) => pages::failed(&self.app, &self.visit, error).await,
                }
            }
            _ => pages::failed(&self.app, &self.visit, error).await,
        }
    }
}

fn lost(slug: &Slug) -> String {
    format!("{}?notice=lost", routes::respond(slug))
}

pub(super) async fn to_start(Path(slug): Path<String>, asked: Asked) -> Response {
    match Asked::slug(&slug) {
        Ok(slug) => see_other(&routes::respond(&slug)),
        Err(error) => pages::failed(&asked.app, &asked.visit, error).await,
    }
}

async fn begin(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let audience = AudienceId::parse(fields.text("audience")).ok();
        let begun = asked
            .app
            .live
            .begin(&asked.visit.caller, &slug, audience.as_ref());
        let begun = match begun.await {
            Err(ApiError::Invalid { .. }) => {
                if let Some(unkept) = unkept(slug.as_str(), &asked, &fields).await? {
                    return Ok(pages::unkept(&asked.app, &asked.visit, unkept, true).await);
                }
                return Ok(see_other(&format!("{}?check=1", routes::respond(&slug))));
            }
            other => other?,
        };
        let mut response = see_other(&routes::respond_page(&slug, &begun.page));
        let live = &asked.app.live;
        let new = match &begun.token {
            Some(token) => live.draft_with(token).await?,
            None => None,
        };
        let caller = match new {
            Some(draft) => {
                live.speak(draft, &asked.visit.language).await?;
                Caller::Respondent(draft)
            }
            None => asked.visit.caller.clone(),
        };
        // What could not be saved because an earlier response was lost.
        live.carry(&caller, &slug, &fields.0).await?;
        if let Some(token) = begun.token {
            jar(&routes::consultation(&slug), &asked).draft(&mut response, &token);
        }
        Ok(response)
    };
    match work.await {
        Ok(response) => response,
        Err(error) => not_taken(&slug, &asked, &fields, error).await,
    }
}

pub(super) fn jar<'a>(path: &'a str, asked: &Asked) -> Jar<'a> {
    Jar::new(path, &asked.headers)
}

async fn save(
    Path((slug, page)): Path<(String, String)>,
    asked: Asked,
    fields: Fields,
) -> Response {
    let autosave = asked.headers.contains_key("x-autosave");
    match saved(&slug, &page, &asked, &fields).await {
        Ok(_) if autosave => StatusCode::NO_CONTENT.into_response(),
        Err(ApiError::NotFound) => off_their_way((&slug, &page), &asked, &fields, autosave).await,
        Err(error) if autosave => status(&error).into_response(),
        Ok(path) => {
            let mut response = see_other(&path);
            visit::keep_pictures(&mut response, &asked.headers, fields.text("pictures"));
            response
        }
        Err(error) => not_taken(&slug, &asked, &fields, error).await,
    }
}

/// What was posted to a page that their other answers lead past by now: it is kept, and words are shown back.
async fn off_their_way(
    (slug, page): (&str, &str),
    asked: &Asked,
    fields: &Fields,
    autosave: bool,
) -> Response {
    let work = async {
        let slug = Asked::slug(slug)?;
        let (live, caller) = (&asked.app.live, &asked.visit.caller);
        let page: Option<Page> = page.parse().ok();
        let aside = live.put_aside(caller, &slug, page.as_ref(), &fields.0);
        aside.await?.ok_or(ApiError::NotFound)
    };
    match work.await {
        Ok(_) if autosave => StatusCode::NO_CONTENT.into_response(),
        Err(error) if autosave => status(&error).into_response(),
        Ok(aside) if aside.kept.is_empty() && aside.unkept.is_empty() => {
            see_other(&routes::respond_page(&aside.card.slug, &aside.on))
        }
        Ok(aside) => pages::aside(&asked.app, &asked.visit, aside).await,
        Err(error) => not_taken(slug, asked, fields, error).await,
    }
}

/// What a form cannot do. Words that no response takes now are shown back.
async fn not_taken(slug: &str, asked: &Asked, fields: &Fields, error: ApiError) -> Response {
    let taken_by_none = match &error {
        ApiError::Closed => true,
        ApiError::Conflict { code } => matches!(code.as_str(), "no_draft" | "sent"),
        _ => false,
    };
    match unkept(slug, asked, fields).await {
        Ok(Some(unkept)) if taken_by_none => {
            pages::unkept(&asked.app, &asked.visit, unkept, false).await
        }
        _ => asked.refused(slug, error).await,
    }
}

/// Words that no response takes now; none where nothing was written.
async fn unkept(slug: &str, asked: &Asked, fields: &Fields) -> Result<Option<Unkept>, ApiError> {
    let slug = Asked::slug(slug)?;
    let (live, caller) = (&asked.app.live, &asked.visit.caller);
    let unkept = live.unkept(caller, &slug, &fields.0).await?;
    Ok((!unkept.words.is_empty()).then_some(unkept))
}

/// Saves, and says where to go.
async fn saved(slug: &str, page: &str, asked: &Asked, fields: &Fields) -> Result<String, ApiError> {
    let slug = Asked::slug(slug)?;
    let page: Page = page.parse().map_err(|()| ApiError::NotFound)?;
    let (live, caller) = (&asked.app.live, &asked.visit.caller);
    let at = |page: &Page| routes::respond_page(&slug, page);
    let step = Step {
        page: &page,
        fields,
        at: &at,
    };
    if let Some(sure) = step.skips() {
        let skipped = live.skip(caller, &slug, &page, &fields.0, sure).await?;
        return Ok(step.skipped(&skipped));
    }
    let saved = live.save(caller, &slug, &page, &fields.0).await?;
    match fields.text("leave") {
        "yes" => return resume::make_code(asked, &slug, None).await,
        "stop" => return Ok(routes::stop(&slug)),
        _ => {}
    }
    if let Some(path) = step.same_page() {
        return Ok(path);
    }
    if let Some(wanted) = take_of(fields.text("take")) {
        let here = routes::respond_page(&slug, &page);
        return team::take_over(live, caller, &slug, &wanted, &here).await;
    }
    if fields.text("team") == "yes" {
        live.make_team(caller, &slug, None).await?;
        return Ok(routes::team(&slug));
    }
    Ok(step.saved(&saved))
}

async fn send(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let live = &asked.app.live;
        let key = fields.text("submission-key");
        let trap = !fields.text(TRAP).trim().is_empty();
        let without = fields.text("without") == "yes";
        let check = routes::respond_page(&slug, &Page::Check);
        let said = (trap, without);
        Ok(
            match live.send(&asked.visit.caller, &slug, key, said).await? {
                Sending::Faults => see_other(&format!("{check}?check=1")),
                Sending::Unshared => see_other(&format!("{check}?check=1#without")),
                Sending::Lost => see_other(&lost(&slug)),
                Sending::Sent { key, equality } => {
                    let mut response = see_other(&routes::receipt(&slug));
                    let path = routes::consultation(&slug);
                    let jar = jar(&path, &asked);
                    jar.session(&mut response, "receipt", &key);
                    if let Some(leave) = equality {
                        jar.session(&mut response, "equality", &leave);
                    }
                    response
                }
            },
        )
    };
    match work.await {
        Ok(response) => response,
        Err(error) => asked.refused(&slug, error).await,
    }
}

/// After a receipt: forget what was sent, and begin at the start. A response that is being written meanwhile stays.
async fn another(Path(slug): Path<String>, asked: Asked) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let start = asked.app.live.start(&asked.visit.caller, &slug).await?;
        let mut response = see_other(&routes::respond(&slug));
        let path = routes::consultation(&slug);
        let jar = jar(&path, &asked);
        jar.clear(&mut response, "receipt");
        jar.clear(&mut response, "equality");
        if start.running.is_none() {
            jar.clear(&mut response, "draft");
        }
        Ok(response)
    };
    match work.await {
        Ok(response) => response,
        Err(error) => asked.refused(&slug, error).await,
    }
}

async fn discard(Path(slug): Path<String>, asked: Asked) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        asked.app.live.discard(&asked.visit.caller, &slug).await?;
        let mut response = see_other(&routes::respond(&slug));
        jar(&routes::consultation(&slug), &asked).clear(&mut response, "draft");
        Ok(response)
    };
    match work.await {
        Ok(response) => response,
        Err(error) => asked.refused(&slug, error).await,
    }
}

async fn answer_equality(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let live = &asked.app.live;
        let leave = asked.visit.equality_token.as_deref();
        let pictures = fields.text("pictures").to_owned();
        let spoken = asked.visit.offered(fields.text("lang")).cloned();
        let posted = EqualityPosted {
            easy: fields.text("words") == EASY,
            page: fields.text("page").to_owned(),
            press: match fields.text("go") {
                _ if !pictures.is_empty() || spoken.is_some() => Press::Stay,
                "skip" => Press::Skip,
                "back" => Press::Back,
                "stop" => Press::Stop,
                _ => Press::On,
            },
            fields: fields.0,
        };
        let easy = posted.easy;
        Ok(match live.answer_equality(&slug, leave, &posted).await? {
            EqualityAnswered::Page(step) => {
                let equality = live.equality(&slug, leave, easy).await?;
                let mut visit = asked.visit.clone();
                // The same words in another language: nothing but the address says which they are.
                visit.path = routes::equality(&slug, easy);
                match pictures.as_str() {
                    "" => {}
                    word => visit.pictures = word != "no",
                }
                if let Some(language) = &spoken {
                    visit.language = language.clone();
                }
                let mut response = pages::equality_step(&asked.app, &visit, equality, *step).await;
                if let Some(language) = &spoken {
                    visit::keep_language(&mut response, &asked.headers, language);
                }
                visit::keep_pictures(&mut response, &asked.headers, &pictures);
                response
            }
            EqualityAnswered::Lapsed => see_other(&routes::equality(&slug, easy)),
            EqualityAnswered::Done => {
                let mut response = see_other(&routes::equality_done(&slug, easy));
                jar(&routes::consultation(&slug), &asked).clear(&mut response, "equality");
                response
            }
        })
    };
    match work.await {
        Ok(response) => response,
        Err(error) => asked.refused(&slug, error).await,
    }
}
