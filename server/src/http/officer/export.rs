//! Tables of data as files, sent as they are read from the database.

use super::super::pages;
use super::super::{Access, App, Table};
use crate::backend::Live;
use crate::backend::export::{Export, Wish};
use app::api::ApiError;
use app::visit::Visit;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::report::{DataTable, TableFormat};
use domain::text::Slug;
use futures::StreamExt as _;
use std::io::{self, Write};
use tokio::sync::mpsc;

/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;

/// In the address, every table in one workbook.
const ALL: &str = "all";

pub(super) fn routes(table: Table) -> Table {
    table.route(
        "GET",
        "/officer/consultations/{slug}/export/{table}/{format}",
        Access::Staff,
        get(file),
    )
}

#[derive(serde::Deserialize)]
struct Kind {
    /// Anything: only what may be published.
    public: Option<String>,
}

async fn file(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Path((slug, table, format)): Path<(String, String, String)>,
    Query(Kind { public }): Query<Kind>,
) -> Response {
    let public = public.is_some();
    match grant(&app, &visit, (&slug, &table, &format), public).await {
        Ok((format, export)) => {
            let kind = if public { "public" } else { "full" };
            let name = format!("{slug}-{table}-{kind}.{}", format.extension());
            let named = format!("attachment; filename=\"{name}\"");
            let headers = [
                (CONTENT_TYPE, format.mime().to_owned()),
                (CONTENT_DISPOSITION, named),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, stream(app.live.clone(), export)).into_response()
        }
        Err(error) => pages::failed(&app, &visit, error).await,
    }
}

async fn grant(
    app: &App,
    visit: &Visit,
    (slug, table, format): (&str, &str, &str),
    public: bool,
) -> Result<(TableFormat, Export), ApiError> {
    let slug = Slug::parse(slug).map_err(|_| ApiError::NotFound)?;
    let format = TableFormat::parse(format).ok_or(ApiError::NotFound)?;
    let tables = match (DataTable::parse(table), table, format) {
        (Some(table), ..) => vec![table],
        (None, ALL, TableFormat::Xlsx) => DataTable::ALL.to_vec(),
        _ => return Err(ApiError::NotFound),
    };
    let wish = Wish {
        tables,
        format,
        public,
    };
    let export = app.live.grant_export(&visit.caller, &slug, wish).await?;
    Ok((format, export))
}

/// Writes on a thread of its own, since files and workbooks are written without waiting.
fn stream(live: Live, export: Export) -> Body {
    let (sender, receiver) = mpsc::channel(4);
    let pipe = Pipe {
        chunk: Vec::with_capacity(CHUNK),
        sender: sender.clone(),
    };
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let written = handle.block_on(live.write_export(&export, pipe, &mut |_| {}));
        let ended = match written.map_err(ApiError::from) {
            Ok(mut pipe) => pipe.flush(),
            Err(error) => Err(io::Error::other(error.to_string())),
        };
        // A download that breaks off is seen to: half a file must not look like a whole one.
        if let Err(error) = ended {
            let _ = futures::executor::block_on(sender.send(Err(error)));
        }
    });
    let chunks = futures::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    Body::from_stream(chunks.boxed())
}

/// Where the bytes go in: it waits while the reader is slow.
struct Pipe {
    chunk: Vec<u8>,
    sender: mpsc::Sender<io::Result<Bytes>>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.chunk));
        let sent = futures::executor::block_on(self.sender.send(Ok(chunk)));
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
