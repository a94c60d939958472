//! What is the same for every page of this council's site.

use domain::council::Council;
use leptos::prelude::expect_context;
use std::sync::Arc;

/// The council, and the names of the built script and style.
#[derive(Clone, Debug)]
pub struct Site {
    /// Whose site this is.
    pub council: Arc<Council>,
    /// Whether the data is the demo council's; shown on every page.
    pub demo: bool,
    /// File name of the style sheet under `/pkg/`.
    pub css: String,
}

/// The site this page belongs to.
pub fn site() -> Site {
    expect_context()
}
