//! The web: routes, middleware, assets. Handlers translate and call the backend; they decide nothing.

mod api_v1;
mod assets;
mod comments;
mod cookie;
mod form;
mod guard;
mod health;
mod limits;
mod metrics;
mod officer;
mod pages;
mod paper;
mod respond;
mod resume;
mod step;
mod table;
mod team;
mod visit;
mod walk;

pub use assets::has_assets;
pub use limits::{AddressFrom, Limits};
pub use table::{Access, Entry, Table};

use crate::backend::Live;
use crate::words::Languages;
use app::site::Site;
use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use leptos::config::LeptosOptions;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::trace::TraceLayer;

/// The largest body accepted, in bytes: every text of a response at its limit, and room.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// What handlers share.
#[derive(Clone, FromRef)]
pub struct App {
    /// The use cases.
    pub live: Live,
    /// The council and the built assets.
    pub site: Site,
    /// How often one address may send.
    pub limits: Arc<Limits>,
    /// The languages of the screens.
    pub languages: Languages,
    /// What Leptos needs to know.
    pub options: LeptosOptions,
}

impl App {
    /// The web side of a server.
    pub fn new(live: Live, council: domain::council::Council, demo: bool) -> Self {
        let built = assets::Built::find();
        let options = LeptosOptions::builder()
            .output_name(built.name.as_str())
            .site_pkg_dir("pkg")
            .build();
        let site = Site {
            council: Arc::new(council),
            demo,
            css: built.css,
        };
        Self {
            live,
            site,
            limits: Limits::new(AddressFrom::default()),
            // A test reads every file that comes with the program.
            languages: Languages::built_in().unwrap_or_default(),
            options,
        }
    }

    /// The same, with screens in these languages.
    #[must_use]
    pub fn speaking(self, languages: Languages) -> Self {
        Self { languages, ..self }
    }

    /// The same, with visitors' addresses read elsewhere.
    #[must_use]
    pub fn reading_addresses_from(self, from: AddressFrom) -> Self {
        Self {
            limits: Limits::new(from),
            ..self
        }
    }

    /// Every route with its row in the access table.
    pub fn table(&self) -> Table {
        let table = Table::new();
        let table = health::routes(table);
        let table = officer::routes(table);
        let table = assets::routes(table);
        let table = metrics::routes(table);
        let table = comments::routes(table);
        let table = api_v1::routes(table);
        let table = respond::routes(table);
        let table = resume::routes(table);
        let table = team::routes(table);
        let table = paper::routes(table);
        let table = walk::routes(table);
        pages::routes(table, self)
    }

    /// The whole web side, ready to serve.
    pub fn router(&self) -> Router {
        let table = self.table();
        let uploads = table
            .uploads
            .layer(RequestBodyLimitLayer::new(officer::UPLOAD_LIMIT));
        table
            .router
            .fallback(pages::not_found)
            .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
            .merge(uploads)
            .layer(from_fn_with_state(self.clone(), limits::keep))
            .layer(from_fn_with_state(self.clone(), visit::attach))
            .layer(from_fn(guard::same_origin))
            .layer(from_fn_with_state(self.clone(), pages::explain_too_large))
            .layer(from_fn(guard::headers))
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
            .layer(CatchPanicLayer::custom(guard::panicked))
            .layer(from_fn(metrics::count))
            .layer(from_fn(api_v1::only_problems))
            .layer(TraceLayer::new_for_http())
            .with_state(self.clone())
    }
}

/// Serves until asked to stop, then lets running requests finish.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(app: App, listener: tokio::net::TcpListener) -> std::io::Result<()> {
    let router = app.router();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop_signal())
        .await
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            // Connections kept open by browsers must not hold the program for ever.
            tokio::spawn(async {
                tokio::time::sleep(Duration::from_secs(10)).await;
                std::process::exit(0);
            });
            return;
        }
    }
    let _ = interrupt.await;
}
