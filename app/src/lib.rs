//! The pages of Wellheard, the islands of script in them, and the contract with the server.
//!
//! Pages are rendered on the server and complete without script. What runs in the browser is in [`islands`].

#[macro_use]
pub mod words;

pub mod api;
pub mod components;
pub mod islands;
pub mod pages;
pub mod platform;
pub mod routes;
pub mod shell;
pub mod site;
pub mod text;
pub mod visit;

/// The browser's entry: wakes the islands on the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
