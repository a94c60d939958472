//! Reading the address of a page.

use crate::api::ApiError;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::str::FromStr;

/// A named part of the path. Whatever is not of the right shape is not found.
///
/// # Errors
/// `NotFound`.
pub fn param<T: FromStr>(name: &str) -> Result<T, ApiError> {
    let text = use_params_map().get_untracked().get(name);
    text.and_then(|text| text.parse().ok())
        .ok_or(ApiError::NotFound)
}

/// A named value of the query, if it is there and of the right shape.
pub fn query<T: FromStr>(name: &str) -> Option<T> {
    use_query_map()
        .get_untracked()
        .get(name)
        .and_then(|text| text.parse().ok())
}
