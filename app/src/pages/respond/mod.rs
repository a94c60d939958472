//! Answering: one question a page, each complete without script.

mod about;
mod begun;
mod check;
mod closed;
mod come_back;
mod consent;
mod copy;
mod equality;
mod exit;
mod form;
mod question;
mod receipt;
mod receipt_easy;
mod save;
mod start;
mod start_easy;
mod stop;
mod team;
mod unkept;
mod walk;
mod young;

pub use closed::Closed;
pub use come_back::ComeBackPage;
pub use copy::CopyPage;
pub use equality::{EqualityForm, EqualityPage};
pub use form::FormPage;
pub use receipt::ReceiptPage;
pub use save::SavePage;
pub use start::StartPage;
pub use stop::StopPage;
pub use team::{BothPage, JoinTeamPage, TeamPage};
pub use unkept::{AsidePage, UnkeptPage};
pub use walk::{WalkEndPage, WalkFormPage};

use domain::text::Slug;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The consultation in the address; none when it cannot be one.
fn slug() -> Option<Slug> {
    let params = use_params_map().read_untracked();
    params.get("slug").and_then(|text| Slug::parse(&text).ok())
}

/// A value of the address's query.
fn query(name: &str) -> Option<String> {
    use_query_map().read_untracked().get(name)
}
