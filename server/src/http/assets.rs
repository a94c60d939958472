//! Script, style and icons, inside the program, compressed beforehand and named by content.

use super::{Access, App, Table};
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use rust_embed::RustEmbed;

/// What `cargo xtask assets` built. Read from disk in a debug build.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Site;

/// Names of the built files.
#[derive(serde::Deserialize)]
pub(super) struct Built {
    /// `NAME.js` and `NAME.wasm` are the script.
    pub name: String,
    /// The style sheet.
    pub css: String,
}

/// Whether script and styles are in the program.
pub fn has_assets() -> bool {
    let Some(manifest) = Site::get("manifest.json") else {
        return false;
    };
    let built: Option<Built> = serde_json::from_slice(&manifest.data).ok();
    built.is_some_and(|built| {
        let files = [
            format!("{}.js", built.name),
            format!("{}.wasm", built.name),
            built.css,
        ];
        files
            .iter()
            .all(|file| Site::get(&format!("pkg/{file}")).is_some())
    })
}

impl Built {
    /// Reads the manifest; a server built without assets still answers, unstyled.
    pub fn find() -> Self {
        let manifest = Site::get("manifest.json");
        manifest
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_else(|| {
                tracing::warn!("no built assets: run `cargo xtask assets`");
                Self {
                    name: "wellheard".to_owned(),
                    css: "wellheard.css".to_owned(),
                }
            })
    }
}

pub(super) fn routes(table: Table) -> Table {
    let handler: MethodRouter<App> = get(asset);
    table.route("GET", "/pkg/{*file}", Access::Public, handler)
}

async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers
        .get(ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let choices = [("br", ".br"), ("gzip", ".gz")];
    let encoded = choices.iter().filter(|(name, _)| accepted.contains(name));
    let path = format!("pkg/{file}");
    let mime = mime_guess::from_path(&file).first_or_octet_stream();
    // A name with a hash never changes its content.
    let cache = if file.matches('.').count() > 1 {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    let common = [
        (CONTENT_TYPE, mime.to_string()),
        (CACHE_CONTROL, cache.to_owned()),
        (VARY, "accept-encoding".to_owned()),
    ];
    for (name, ending) in encoded {
        if let Some(found) = Site::get(&format!("{path}{ending}")) {
            return (
                common,
                [(CONTENT_ENCODING, *name)],
                Body::from(found.data.into_owned()),
            )
                .into_response();
        }
    }
    match Site::get(&path) {
        Some(found) => (common, Body::from(found.data.into_owned())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
