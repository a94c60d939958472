//! The forms of a team: making one, joining it, sharing with the lead, and taking over what was shared.

use super::form::{Fields, see_other};
use super::respond::{Asked, jar, to_start, unstored};
use super::resume::code_refused;
use super::{Access, App, Table};
use app::api::{ApiError, Joined, Take, Team as _, Took};
use app::routes;
use app::text::team::{piece_of, take_of};
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use domain::text::Slug;
use jiff::Timestamp;

const JOIN: &str = "/consultations/{slug}/team";
const TEAM: &str = "/consultations/{slug}/respond/team";

pub(super) fn routes(mut table: Table) -> Table {
    table = table
        .route("POST", JOIN, Access::Public, unstored(post(join)))
        .route("POST", TEAM, Access::Respondent, unstored(post(make)));
    let actions: [(&str, MethodRouter<App>); 3] = [
        ("share", post(share)),
        ("end", post(end)),
        ("take", post(take)),
    ];
    for (action, handler) in actions {
        let path = format!("{TEAM}/{action}");
        table = table.row("GET", &path, Access::Respondent).route(
            "POST",
            &path,
            Access::Respondent,
            unstored(handler.merge(get(to_start))),
        );
    }
    table
}

async fn answered(
    slug: &str,
    asked: Asked,
    work: impl Future<Output = Result<String, ApiError>>,
) -> Response {
    match work.await {
        Ok(path) => see_other(&path),
        Err(error) => asked.refused(slug, error).await,
    }
}

async fn make(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let (live, caller) = (asked.app.live.clone(), asked.visit.caller.clone());
    let work = async {
        let slug = Asked::slug(&slug)?;
        let instead_of: Option<Timestamp> = fields.text("instead-of").parse().ok();
        live.make_team(&caller, &slug, instead_of).await?;
        Ok(routes::team(&slug))
    };
    answered(&slug, asked, work).await
}

async fn share(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let (live, caller) = (asked.app.live.clone(), asked.visit.caller.clone());
    let work = async {
        let slug = Asked::slug(&slug)?;
        let shared = fields.text("shared") != "no";
        live.share(&caller, &slug, shared).await?;
        Ok(routes::team(&slug))
    };
    answered(&slug, asked, work).await
}

async fn end(Path(slug): Path<String>, asked: Asked) -> Response {
    let (live, caller) = (asked.app.live.clone(), asked.visit.caller.clone());
    let work = async {
        let slug = Asked::slug(&slug)?;
        live.end_team(&caller, &slug).await?;
        Ok(routes::team(&slug))
    };
    answered(&slug, asked, work).await
}

async fn take(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let (live, caller) = (asked.app.live.clone(), asked.visit.caller.clone());
    let work = async {
        let slug = Asked::slug(&slug)?;
        let Some(mut wanted) = take_of(fields.text("take")) else {
            return Ok(routes::team(&slug));
        };
        wanted.seen = fields.get("seen").map(str::to_owned);
        let back = fields.text("from");
        let own = format!("{}/", routes::respond(&slug));
        let page = match back.starts_with(&own) && !back.contains("..") {
            true => back.to_owned(),
            false => routes::team(&slug),
        };
        take_over(&live, &caller, &slug, &wanted, &page).await
    };
    answered(&slug, asked, work).await
}

/// Takes something over, and says where to go: on to `page`, or first to where both are shown.
pub(super) async fn take_over(
    live: &crate::backend::Live,
    caller: &domain::access::Caller,
    slug: &Slug,
    wanted: &Take,
    page: &str,
) -> Result<String, ApiError> {
    let piece = piece_of(&wanted.piece);
    match live.take(caller, slug, wanted).await {
        Ok(Took::Done) => Ok(format!("{page}#{}", app::text::team::anchor(&piece))),
        Ok(Took::ShowBoth) => {
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("piece", &piece)
                .append_pair("called", wanted.called.as_str())
                .append_pair("from", page)
                .finish()
                .replace('+', "%20");
            Ok(format!("{}?{query}", routes::team_both(slug)))
        }
        // They took it back meanwhile: the page shows what there is.
        Err(ApiError::NotFound) => Ok(page.to_owned()),
        Err(error) => Err(error),
    }
}

async fn join(Path(slug): Path<String>, asked: Asked, fields: Fields) -> Response {
    let work = async {
        let slug = Asked::slug(&slug)?;
        let live = &asked.app.live;
        let joined = live
            .join_team(&slug, fields.text("code"), fields.text("called"))
            .await?;
        Ok(match joined {
            Joined::Sent => see_other(&format!("{}?sent=1", routes::join_team(&slug))),
            Joined::Here { token } => {
                let mut response = see_other(&routes::team(&slug));
                let path = routes::consultation(&slug);
                jar(&path, &asked).draft(&mut response, &token);
                if let Some(draft) = live.draft_with(&token).await? {
                    live.speak(draft, &asked.visit.language).await?;
                }
                response
            }
        })
    };
    match work.await {
        Ok(response) => response,
        Err(error) => {
            code_refused(
                format!("/consultations/{slug}/team"),
                &slug,
                asked,
                fields,
                error,
            )
            .await
        }
    }
}
