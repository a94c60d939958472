//! Files of responses from other survey tools: sent, understood, taken in.

use super::super::form::see_other;
use super::super::{Access, App, Table, cookie, pages};
use super::OfficerForm;
use super::upload::{Upload, upload};
use app::api::{ASKED_CELLS, ApiError, FieldError, Imports as _, TypedMapping};
use app::routes;
use app::visit::{Retry, Visit};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use domain::access::{Caller, Permission};
use domain::id::ImportFileId;
use domain::text::Slug;

/// The largest file accepted, in bytes.
const FILE_LIMIT: usize = 20 * 1024 * 1024;

pub(super) fn routes(table: Table) -> Table {
    let at = |rest: &str| format!("/officer/consultations/{{slug}}/import/{rest}");
    table
        .large("POST", &at("add"), Access::Staff, post(add))
        .route("POST", &at("{file}"), Access::Staff, post(map))
        .route("POST", &at("{file}/cells"), Access::Staff, post(cells))
        .route("POST", &at("{file}/take"), Access::Staff, post(take))
        .route("POST", &at("{file}/discard"), Access::Staff, post(discard))
        .route("GET", &at("{file}/report.csv"), Access::Staff, get(report))
}

fn names(slug: &str, file: &str) -> Result<(Slug, ImportFileId), ApiError> {
    let slug = Slug::parse(slug).map_err(|_| ApiError::NotFound)?;
    let file = file.parse().map_err(|_| ApiError::NotFound)?;
    Ok((slug, file))
}

fn page_of(slug: &str, file: &str) -> String {
    format!("/officer/consultations/{slug}/import/{file}")
}

async fn add(State(app): State<App>, Path(slug): Path<String>, request: Request) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit.filter(|visit| matches!(visit.caller, Caller::Staff(_))) else {
        return see_other(&routes::sign_in());
    };
    let Ok(slug) = Slug::parse(&slug) else {
        return pages::failed(&app, &visit, ApiError::NotFound).await;
    };
    let token = cookie::read(request.headers(), "session").unwrap_or_default();
    let done = async {
        // Nothing is read of the file before it is known that it may come.
        app.live
            .row_for(&visit.caller, &slug, Permission::ImportResponses)
            .await?;
        let Upload { files, .. } = upload(request, &visit.csrf, FILE_LIMIT + 1).await?;
        let file = files.into_iter().next();
        let file = file.ok_or_else(|| ApiError::invalid("file", "no_file"))?;
        if file.length > FILE_LIMIT as u64 {
            return Err(ApiError::invalid("file", "too_big"));
        }
        app.live
            .add_import(&visit.caller, &slug, &file.name, file.bytes)
            .await
    };
    let errors = match done.await {
        Ok(id) => return see_other(&routes::import_file(&slug, id)),
        Err(ApiError::Invalid { fields }) => fields,
        Err(ApiError::Conflict { code }) => vec![FieldError::code("", code)],
        Err(error) => return pages::failed(&app, &visit, error).await,
    };
    let retry = Retry {
        form: routes::add_import(&slug),
        fields: Vec::new(),
        errors,
    };
    match app.live.keep_form(&token, Some(&retry)).await {
        Ok(()) => see_other(&routes::imports(&slug)),
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

async fn map(
    State(app): State<App>,
    Path((slug, file)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = page_of(&slug, &file);
    let field = |name: &str| form.fields.text(name).to_owned();
    if field("act") == "use" {
        let done = async {
            let (slug, id) = names(&slug, &file)?;
            let live = &app.live;
            live.use_mapping(&form.caller, &slug, id, &field("saved"))
                .await
        };
        let done = done.await;
        return form.answer(&app, &page, &page, done).await;
    }
    let columns = (0..).map(|at| format!("what-{at}"));
    let columns = columns.take_while(|name| form.fields.get(name).is_some());
    let columns: Vec<(String, String)> = columns
        .enumerate()
        .map(|(at, what)| (field(&what), field(&format!("why-{at}"))))
        .collect();
    let typed = TypedMapping {
        columns,
        audience: field("who-answered"),
        source: field("survey"),
        only_sent: field("only-sent") == "yes",
        save_as: field("save-as"),
    };
    let done = async {
        let (slug, id) = names(&slug, &file)?;
        app.live.map_import(&form.caller, &slug, id, &typed).await
    };
    let done = done.await;
    form.answer(&app, &page, &format!("{page}/preview"), done)
        .await
}

async fn cells(
    State(app): State<App>,
    Path((slug, file)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let field = |name: String| form.fields.text(&name).to_owned();
    let meant = (0..ASKED_CELLS).filter_map(|at| {
        let column = field(format!("column-{at}")).parse().ok()?;
        Some((
            column,
            field(format!("says-{at}")),
            field(format!("meant-{at}")),
        ))
    });
    let meant: Vec<_> = meant.collect();
    let page = format!("{}/preview", page_of(&slug, &file));
    let done = async {
        let (slug, id) = names(&slug, &file)?;
        let live = &app.live;
        live.explain_cells(&form.caller, &slug, id, &meant).await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn take(
    State(app): State<App>,
    Path((slug, file)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let (page, next) = (page_of(&slug, &file), "report");
    let sure = form.fields.text("sure") == "yes";
    let done = async {
        let (slug, id) = names(&slug, &file)?;
        (app.live.take_import(&form.caller, &slug, id, sure)).await
    };
    let done = done.await;
    // What was refused was seen on the page before; whatever else happened is told in the report.
    let at = match &done {
        Err(ApiError::Invalid { .. }) => "preview",
        _ => next,
    };
    form.answer(
        &app,
        &format!("{page}/{at}"),
        &format!("{page}/{next}"),
        done,
    )
    .await
}

async fn discard(
    State(app): State<App>,
    Path((slug, file)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let next = format!("/officer/consultations/{slug}/import");
    let done = async {
        let (slug, id) = names(&slug, &file)?;
        app.live.discard_import(&form.caller, &slug, id).await
    };
    let done = done.await;
    form.answer(&app, &page_of(&slug, &file), &next, done).await
}

async fn report(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path((slug, file)): Path<(String, String)>,
) -> Response {
    let work = async {
        let (slug, id) = names(&slug, &file)?;
        app.live.import_report_file(&visit.caller, &slug, id).await
    };
    match work.await {
        Ok(bytes) => {
            let named = format!("attachment; filename=\"{slug}-import-report.csv\"");
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (CONTENT_DISPOSITION, named),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}
