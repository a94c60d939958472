//! The router and its access table, built together so that neither can hold a route the other lacks.

use super::App;
use axum::Router;
use axum::routing::MethodRouter;

/// Who a route is for. The backend decides; this says what a test must see it decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// The holder of a draft, or anybody beginning one; others are sent to the start.
    Respondent,
    /// Signed-in staff; others are sent to sign in (pages) or refused (forms).
    Staff,
    /// Anybody who can reach the server's health addresses.
    Operations,
}

/// One route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// As axum writes it.
    pub path: String,
    /// Who it is for.
    pub access: Access,
}

/// The router so far, and its rows.
pub struct Table {
    /// What serves.
    pub router: Router<App>,
    /// What serves forms that carry a large file.
    pub uploads: Router<App>,
    /// What the test checks.
    pub entries: Vec<Entry>,
}

impl Table {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            router: Router::new(),
            uploads: Router::new(),
            entries: Vec::new(),
        }
    }

    /// Adds a route.
    pub(super) fn route(
        mut self,
        method: &'static str,
        path: &str,
        access: Access,
        handler: MethodRouter<App>,
    ) -> Self {
        self.router = self.router.route(path, handler);
        self.row(method, path, access)
    }

    /// Adds a route whose form may carry a large file.
    pub(super) fn large(
        mut self,
        method: &'static str,
        path: &str,
        access: Access,
        handler: MethodRouter<App>,
    ) -> Self {
        self.uploads = self.uploads.route(path, handler);
        self.row(method, path, access)
    }

    /// Adds a row for a route that something else puts into the router.
    pub(super) fn row(mut self, method: &'static str, path: &str, access: Access) -> Self {
        self.entries.push(Entry {
            method,
            path: path.to_owned(),
            access,
        });
        self
    }
}
