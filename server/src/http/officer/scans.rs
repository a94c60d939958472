//! Scans of paper: sent, looked at, deleted.

use super::super::form::see_other;
use super::super::{Access, App, Table, cookie, pages};
use super::OfficerForm;
use super::upload::{Upload, upload};
use crate::backend::scans::Sent;
use app::api::{ApiError, FieldError, Scans as _};
use app::routes;
use app::visit::{Retry, Visit};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERER,
};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use domain::access::{Caller, Permission};
use domain::id::ScanId;
use domain::scan::SCAN_LIMIT;
use domain::text::Slug;

pub(super) fn routes(table: Table) -> Table {
    let at = |rest: &str| format!("/officer/consultations/{{slug}}/{rest}");
    table
        .large("POST", &at("scans/add"), Access::Staff, post(add))
        .large(
            "POST",
            &at("responses/{reference}/scans"),
            Access::Staff,
            post(add_to),
        )
        .route("GET", &at("scans/{scan}"), Access::Staff, get(open))
        .route(
            "POST",
            &at("scans/{scan}/remove"),
            Access::Staff,
            post(remove),
        )
}

async fn add(State(app): State<App>, Path(slug): Path<String>, request: Request) -> Response {
    let Ok(slug) = Slug::parse(&slug) else {
        return pages::failed(&app, &Visit::anybody(""), ApiError::NotFound).await;
    };
    let (form, page) = (routes::add_scans(&slug), routes::officer_scans(&slug));
    keep(&app, request, (&slug, None), (form, page)).await
}

async fn add_to(
    State(app): State<App>,
    Path((slug, reference)): Path<(String, String)>,
    request: Request,
) -> Response {
    let Ok(slug) = Slug::parse(&slug) else {
        return pages::failed(&app, &Visit::anybody(""), ApiError::NotFound).await;
    };
    let form = routes::add_scans_to(&slug, &reference);
    let page = routes::officer_response(&slug, &reference);
    keep(&app, request, (&slug, Some(&reference)), (form, page)).await
}

async fn keep(
    app: &App,
    request: Request,
    (slug, reference): (&Slug, Option<&str>),
    (form, page): (String, String),
) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit.filter(|visit| matches!(visit.caller, Caller::Staff(_))) else {
        return see_other(&routes::sign_in());
    };
    let token = cookie::read(request.headers(), "session").unwrap_or_default();
    let done = async {
        // Nothing is read of the files before it is known that they may come.
        app.live
            .row_for(&visit.caller, slug, Permission::EnterResponses)
            .await?;
        let Upload { files, fields } = upload(request, &visit.csrf, SCAN_LIMIT + 1).await?;
        let sent = files.into_iter().map(|file| Sent {
            name: file.name,
            bytes: file.bytes,
            length: file.length,
        });
        let together = fields.text("together") == "yes";
        app.live
            .add_scans(&visit.caller, slug, reference, together, sent.collect())
            .await
    };
    let errors = match done.await {
        Ok(()) => return see_other(&page),
        Err(ApiError::Invalid { fields }) => fields,
        Err(ApiError::Conflict { code }) => vec![FieldError::code("", code)],
        Err(error) => return pages::failed(app, &visit, error).await,
    };
    let retry = Retry {
        form,
        fields: Vec::new(),
        errors,
    };
    match app.live.keep_form(&token, Some(&retry)).await {
        Ok(()) => see_other(&page),
        Err(error) => pages::failed(app, &visit, error).await,
    }
}

/// Always as a file to keep, never as a page of ours: whatever is in it cannot act here.
async fn open(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path((slug, scan)): Path<(String, String)>,
) -> Response {
    let work = async {
        let slug = Slug::parse(&slug).map_err(|_| ApiError::NotFound)?;
        let scan: ScanId = scan.parse().map_err(|_| ApiError::NotFound)?;
        app.live.open_scan(&visit.caller, &slug, scan).await
    };
    match work.await {
        Ok(found) => {
            let plain = |c: char| if c.is_ascii() { c } else { '_' };
            let plain: String = found.name.chars().map(plain).collect();
            let encoded: String =
                form_urlencoded::byte_serialize(found.name.as_bytes()).collect::<String>();
            let encoded = encoded.replace('+', "%20");
            let named = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
            let headers = [
                (CONTENT_TYPE, found.kind.mime().to_owned()),
                (CONTENT_DISPOSITION, named),
                (CACHE_CONTROL, "no-store".to_owned()),
                (
                    CONTENT_SECURITY_POLICY,
                    "default-src 'none'; sandbox".to_owned(),
                ),
            ];
            (headers, found.bytes).into_response()
        }
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

/// Back to the page that the button was on: the list, or the response.
async fn remove(
    State(app): State<App>,
    Path((slug, scan)): Path<(String, String)>,
    headers: HeaderMap,
    form: OfficerForm,
) -> Response {
    let Ok(of) = Slug::parse(&slug) else {
        return pages::failed(&app, &form.visit, ApiError::NotFound).await;
    };
    let from = headers.get(REFERER).and_then(|v| v.to_str().ok());
    let from = from.and_then(|address| address.parse::<Uri>().ok());
    let within = format!("{}/", routes::officer_consultation(&of));
    let page = from
        .map(|uri| uri.path().to_owned())
        .filter(|path| path.starts_with(&within))
        .unwrap_or_else(|| routes::officer_scans(&of));
    let done = match scan.parse::<ScanId>() {
        Ok(scan) => app.live.remove_scan(&form.caller, &of, scan).await,
        Err(_) => Err(ApiError::NotFound),
    };
    form.answer(&app, &page, &page, done).await
}
