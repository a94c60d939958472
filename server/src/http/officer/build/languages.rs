//! Translating a consultation: forms, and files for translators.

use super::super::super::form::see_other;
use super::super::super::{Access, App, Table, cookie, pages};
use super::super::OfficerForm;
use super::{number, parsed};
use crate::auth::same;
use crate::backend::internal;
use crate::export::sheet::{Tables, Value};
use crate::transfer::translations::{self, FileProblem};
use app::api::{ApiError, Batch, FieldError, Languages as _, Translator};
use app::routes;
use app::visit::{Retry, Visit};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use domain::access::Caller;
use domain::content::TextKey;
use domain::report::TableFormat;
use domain::text::{Language, Slug};

/// The largest file read, in bytes.
const FILE_LIMIT: usize = 2 * 1024 * 1024;
/// Most rows named that are of no use.
const NAMED: usize = 50;

pub(super) fn routes(mut table: Table) -> Table {
    const ALL: &str = "/officer/consultations/{slug}/build/languages";
    let forms: [(&str, MethodRouter<App>); 6] = [
        ("add", post(add)),
        ("{language}/save", post(save)),
        ("{language}/offer", post(offer)),
        ("{language}/back", post(back)),
        ("{language}/read", post(read)),
        ("{language}/take-file", post(take_file)),
    ];
    for (form, handler) in forms {
        table = table.route("POST", &format!("{ALL}/{form}"), Access::Staff, handler);
    }
    let (upload, file) = (
        format!("{ALL}/{{language}}/read-file"),
        format!("{ALL}/{{language}}/file/{{format}}"),
    );
    table
        .large("POST", &upload, Access::Staff, post(read_file))
        .route("GET", &file, Access::Staff, get(write_file))
}

/// The consultation and the language in an address.
fn place(slug: &str, language: &str) -> Result<(Slug, Language), ApiError> {
    Ok((parsed(slug)?, parsed(language)?))
}

fn page_of(slug: &str, language: &str) -> String {
    match place(slug, language) {
        Ok((slug, language)) => routes::build_language(&slug, &language),
        Err(_) => routes::officer(),
    }
}

async fn add(State(app): State<App>, Path(slug): Path<String>, form: OfficerForm) -> Response {
    let (mut page, mut next) = (routes::officer(), routes::officer());
    let done = async {
        let slug = parsed::<Slug>(&slug)?;
        page = routes::build_form(&slug, "languages");
        let language = Language::parse(form.fields.text("language")).ok();
        app.live
            .add_language(&form.caller, &slug, language.as_ref())
            .await?;
        next = language.map_or(page.clone(), |language| {
            routes::build_language(&slug, &language)
        });
        Ok(())
    };
    let done = done.await;
    form.answer(&app, &page, &next, done).await
}

/// Translations in a form, and who made them.
fn typed(form: &OfficerForm) -> (Vec<(TextKey, String)>, Translator) {
    let texts = form.fields.0.iter().filter_map(|(name, words)| {
        let key: TextKey = name.parse().ok()?;
        Some((key, words.clone()))
    });
    let by = Translator {
        machine: form.fields.text("maker") == "machine",
        name: form.fields.text("translator").trim().to_owned(),
    };
    (texts.collect(), by)
}

async fn put(app: App, form: OfficerForm, slug: &str, language: &str, import: bool) -> Response {
    let page = page_of(slug, language);
    let done = async {
        let (slug, language) = place(slug, language)?;
        let (texts, by) = typed(&form);
        let batch = Batch {
            texts,
            by,
            newest: number(&form, "newest"),
            import,
        };
        app.live
            .save_translations(&form.caller, &slug, &language, batch)
            .await
    };
    match done.await {
        Ok(count) => see_other(&format!("{page}?saved={count}")),
        // Shown at once: a whole translation is kept nowhere but where it is stored for good.
        Err(ApiError::Invalid { fields }) => form.again(&app, &page, fields).await,
        Err(error) => form.answer(&app, &page, &page, Err(error)).await,
    }
}

async fn save(
    State(app): State<App>,
    Path((slug, language)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    put(app, form, &slug, &language, false).await
}

async fn take_file(
    State(app): State<App>,
    Path((slug, language)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    put(app, form, &slug, &language, true).await
}

async fn offer(
    State(app): State<App>,
    Path((slug, language)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = page_of(&slug, &language);
    let done = async {
        let (slug, language) = place(&slug, &language)?;
        let offered = form.fields.text("offered") == "yes";
        app.live
            .offer_language(&form.caller, &slug, &language, offered)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn back(
    State(app): State<App>,
    Path((slug, language)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = page_of(&slug, &language);
    let done = async {
        let (slug, language) = place(&slug, &language)?;
        let to: u32 = parsed(form.fields.text("number"))?;
        let newest = number(&form, "newest");
        app.live
            .translations_back(&form.caller, &slug, &language, to, newest)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

async fn read(
    State(app): State<App>,
    Path((slug, language)): Path<(String, String)>,
    form: OfficerForm,
) -> Response {
    let page = page_of(&slug, &language);
    let done = async {
        let (slug, language) = place(&slug, &language)?;
        let (speaker, newest) = (form.fields.text("speaker"), number(&form, "newest"));
        app.live
            .translations_read(&form.caller, &slug, &language, speaker, newest)
            .await
    };
    let done = done.await;
    form.answer(&app, &page, &page, done).await
}

/// Every text as a file for a translator.
async fn write_file(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path((slug, language, format)): Path<(String, String, String)>,
) -> Response {
    let work = async {
        let (slug, language) = place(&slug, &language)?;
        let format = TableFormat::parse(&format).filter(|format| *format != TableFormat::Json);
        let format = format.ok_or(ApiError::NotFound)?;
        let at = app
            .live
            .translating(&visit.caller, &slug, &language)
            .await?;
        let columns = ["key", "text", "english", "translation"].map(str::to_owned);
        let mut tables = Tables::new(format, Vec::new());
        let written = tables.sheet(language.as_str(), &columns).and_then(|()| {
            for text in &at.texts {
                let label =
                    app::text::languages::whole_label(&text.key, &at.content, &at.documents);
                let now = match &text.state {
                    app::api::State::Done => text.words.clone(),
                    _ => String::new(),
                };
                let cells = [text.key.to_string(), label, text.english.clone(), now];
                tables.row(&cells.map(Value::Text))?;
            }
            tables.finish()
        });
        let bytes = written.map_err(|error| internal(&error))?;
        let name = format!("{slug}-{language}.{}", format.extension());
        let headers = [
            (CONTENT_TYPE, format.mime().to_owned()),
            (
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ),
            (CACHE_CONTROL, "no-store".to_owned()),
        ];
        Ok::<Response, ApiError>((headers, bytes).into_response())
    };
    match work.await {
        Ok(response) => response,
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

/// Reads a file and shows what it would change. Nothing is saved.
async fn read_file(
    State(app): State<App>,
    Path((slug, language)): Path<(String, String)>,
    request: Request,
) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(mut visit) = visit.filter(|visit| matches!(visit.caller, Caller::Staff(_))) else {
        return see_other(&routes::sign_in());
    };
    let token = cookie::read(request.headers(), "session").unwrap_or_default();
    let (action, page) = (request.uri().path().to_owned(), page_of(&slug, &language));
    let read = async {
        // Nothing is read of the file before it is known that it may come.
        let may = app
            .live
            .languages(&visit.caller, &parsed(&slug)?)
            .await?
            .may_edit;
        if !may {
            return Err(ApiError::Forbidden);
        }
        let bytes = file_of(request, &visit.csrf).await?;
        let (slug, language) = place(&slug, &language)?;
        let at = app
            .live
            .translating(&visit.caller, &slug, &language)
            .await?;
        let rows = tokio::task::spawn_blocking(move || translations::read(&bytes)).await;
        let rows = rows.map_err(|error| internal(&error))?.map_err(told)?;
        Ok::<_, ApiError>(sorted(rows, &at.texts))
    };
    let (fields, errors) = match read.await {
        Ok(fields) => (fields, Vec::new()),
        Err(ApiError::Invalid { fields }) => (Vec::new(), fields),
        Err(error) => return pages::failed(&app, &visit, error).await,
    };
    let retry = Retry {
        form: action,
        fields,
        errors,
    };
    if !retry.errors.is_empty() {
        return match app.live.keep_form(&token, Some(&retry)).await {
            Ok(()) => see_other(&page),
            Err(error) => pages::failed(&app, &visit, error).await,
        };
    }
    visit.retry = Some(retry);
    match pages::shown(&app, visit, &page).await {
        Some(response) => response,
        None => see_other(&page),
    }
}

/// Rows that name a text as fields; every other row as a line that says what is wrong with it.
fn sorted(rows: Vec<translations::Row>, texts: &[app::api::TextLine]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut refused = Vec::new();
    for row in rows {
        let line = row.line;
        let Ok(key) = row.key.trim().parse::<TextKey>() else {
            refused.push(format!("Line {line}: “{}” is not a key.", row.key));
            continue;
        };
        let name = key.to_string();
        let Some(text) = texts.iter().find(|text| text.key == key) else {
            refused.push(format!("Line {line}: “{name}” is not a text of this consultation. It may have been taken out."));
            continue;
        };
        if row.words.trim().is_empty() {
            continue;
        }
        if row
            .english
            .is_some_and(|english| english.trim() != text.english.trim())
        {
            refused.push(format!("Line {line}: the English of “{name}” has changed since the file was taken out. Translate it anew."));
            continue;
        }
        match fields.iter().any(|(known, _)| known == &name) {
            true => refused.push(format!(
                "Line {line}: “{name}” comes twice. The first one is used."
            )),
            false => fields.push((name, row.words)),
        }
    }
    let more = refused.len().saturating_sub(NAMED);
    refused.truncate(NAMED);
    if more > 0 {
        refused.push(format!("… and {more} more."));
    }
    fields.extend(refused.into_iter().map(|line| ("refused".to_owned(), line)));
    fields
}

fn told(problem: FileProblem) -> ApiError {
    ApiError::invalid(
        "file",
        match problem {
            FileProblem::Unreadable => "unreadable",
            FileProblem::NoKey => "no_key",
            FileProblem::NoTranslation => "no_translation",
        },
    )
}

/// The file of the form: first comes the session's token. A form without it is not read any further.
async fn file_of(request: Request, csrf: &str) -> Result<Vec<u8>, ApiError> {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok());
    let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok());
    let boundary = boundary.ok_or(ApiError::Forbidden)?;
    let broken = |_| ApiError::invalid("file", "cut_short");
    let mut form = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let (mut known, mut file) = (false, Vec::new());
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != "csrf" && !known {
            return Err(ApiError::Forbidden);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > FILE_LIMIT {
                return Err(ApiError::invalid("file", "too_large"));
            }
        }
        match name.as_str() {
            "csrf" => {
                known = !csrf.is_empty() && same(String::from_utf8_lossy(&bytes).trim(), csrf)
            }
            "file" => file = bytes,
            _ => {}
        }
    }
    match (known, file.is_empty()) {
        (false, _) => Err(ApiError::Forbidden),
        (true, true) => Err(ApiError::Invalid {
            fields: vec![FieldError::code("file", "missing")],
        }),
        (true, false) => Ok(file),
    }
}
