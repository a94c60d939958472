//! What differs between server and browser: status, headers and redirects exist on the server only, and a form
//! that somebody types into in the browser only.

/// What a page may load and do (Content-Security-Policy): nothing from elsewhere, no script but the site's own files.
pub const POLICY: &str = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

#[cfg(feature = "ssr")]
mod ssr;
#[cfg(feature = "ssr")]
pub use ssr::{allow_islands, host, never_store, redirect, set_status};

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(not(feature = "ssr"))]
pub use browser::{allow_islands, host, never_store, redirect, set_status};

#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
pub use live::{
    Form, Post, before_leaving, can_speak, clock, is_online, later, offer_what_is_marked,
    on_hidden, on_online, on_shown_again, press_by_key, speak, stop_speaking, words,
};

#[cfg(not(feature = "hydrate"))]
mod still;
#[cfg(not(feature = "hydrate"))]
pub use still::{
    Form, Post, before_leaving, can_speak, clock, in_words, is_online, later, offer_what_is_marked,
    on_hidden, on_online, on_shown_again, press_by_key, speak, stop_speaking, words,
};
