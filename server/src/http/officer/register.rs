//! Bringing the register of schools up to date from a file.

use super::super::form::see_other;
use super::super::{Access, App, Table, cookie, pages};
use crate::auth::same;
use crate::backend::authorise;
use crate::backend::register::{RegisterError, Updated};
use crate::transfer::table;
use app::api::{ApiError, FieldError};
use app::routes;
use app::visit::{Retry, Visit};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use axum::routing::post;
use domain::access::{Caller, Permission, Scope};
use std::io::Write as _;

/// The largest file accepted, in bytes. The register of all England has some 65 million.
pub(in crate::http) const UPLOAD_LIMIT: usize = 150 * 1024 * 1024;
/// Most characters of a field beside the file.
const FIELD_LIMIT: usize = 500;
/// Most refused rows that the page names.
const NAMED: usize = 20;

pub(super) fn routes(table: Table) -> Table {
    table.large(
        "POST",
        &routes::import_schools(),
        Access::Staff,
        post(import),
    )
}

/// What was posted.
struct Upload {
    file: tempfile::NamedTempFile,
    authority: String,
}

async fn import(State(app): State<App>, request: Request) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit.filter(|visit| matches!(visit.caller, Caller::Staff(_))) else {
        return see_other(&routes::sign_in());
    };
    let token = cookie::read(request.headers(), "session").unwrap_or_default();
    // Nothing is read of the file before it is known that it may come.
    let allowed = authorise(&visit.caller, Permission::ManageRegister, &Scope::Council);
    let upload = match allowed {
        Ok(()) => upload(request, &visit.csrf).await,
        Err(error) => Err(error),
    };
    let done = match upload {
        Ok(upload) => update(&app, &visit.caller, upload).await,
        Err(error) => Err(error),
    };
    let shown = match done {
        Ok(done) => result(&done),
        Err(ApiError::Invalid { fields }) => Retry {
            form: routes::import_schools(),
            fields: Vec::new(),
            errors: fields,
        },
        Err(error) => return pages::failed(&app, &visit, error).await,
    };
    match app.live.keep_form(&token, Some(&shown)).await {
        Ok(()) => see_other(&routes::officer_schools()),
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

/// Reads the form: first the session's token, then the rest. A form without the token is not read any further.
async fn upload(request: Request, csrf: &str) -> Result<Upload, ApiError> {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok());
    let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok());
    let boundary = boundary.ok_or(ApiError::Forbidden)?;
    let broken = |_| ApiError::invalid("file", "cut_short");
    let mut form = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let (mut known, mut authority, mut file) = (false, String::new(), None);
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            "csrf" => known = !csrf.is_empty() && same(&text(field).await?, csrf),
            _ if !known => return Err(ApiError::Forbidden),
            "la" => authority = text(field).await?,
            "file" => {
                let kept = tempfile::NamedTempFile::new();
                let mut kept = kept.map_err(|error| crate::backend::internal(&error))?;
                while let Some(chunk) = field.chunk().await.map_err(broken)? {
                    let written = kept.write_all(&chunk);
                    written.map_err(|error| crate::backend::internal(&error))?;
                }
                file = Some(kept);
            }
            _ => {}
        }
    }
    match (known, file) {
        (false, _) => Err(ApiError::Forbidden),
        (true, None) => Err(ApiError::invalid("file", "missing")),
        (true, Some(file)) => Ok(Upload { file, authority }),
    }
}

async fn text(mut field: multer::Field<'_>) -> Result<String, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field
        .chunk()
        .await
        .map_err(|_| ApiError::invalid("file", "cut_short"))?
    {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD_LIMIT {
            return Err(ApiError::invalid("la", "too_long"));
        }
    }
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}

async fn update(app: &App, caller: &Caller, upload: Upload) -> Result<Updated, ApiError> {
    let path = upload.file.path().to_owned();
    let size = upload.file.as_file().metadata();
    if size.is_ok_and(|size| size.len() == 0) {
        return Err(ApiError::invalid("file", "missing"));
    }
    // A sentence that names the file names it as the officer knows it.
    let told = |error: &dyn std::fmt::Display| {
        let text = error
            .to_string()
            .replace(&path.display().to_string(), "the file");
        ApiError::invalid("file", text)
    };
    let mut table = table::Table::open(&path).map_err(|error| told(&error))?;
    let only = Some(upload.authority.as_str()).filter(|code| !code.is_empty());
    let done = app.live.update_register(caller, &mut table, only).await;
    done.map_err(|error| match error {
        RegisterError::Api(error) => error,
        other => told(&other),
    })
}

/// What it came to, to be shown once.
fn result(done: &Updated) -> Retry {
    let mut fields: Vec<(String, String)> = [
        ("rows", done.rows),
        ("added", done.added),
        ("changed", done.changed),
        ("closed", done.closed),
        ("same", done.same),
        ("elsewhere", done.elsewhere),
        ("refused", done.refused.len()),
    ]
    .map(|(name, count)| (name.to_owned(), count.to_string()))
    .to_vec();
    let line = |(line, why): &(u64, String)| ("line".to_owned(), format!("Line {line}: {why}"));
    fields.extend(done.refused.iter().take(NAMED).map(line));
    Retry {
        form: routes::import_schools(),
        fields,
        errors: Vec::<FieldError>::new(),
    }
}
