//! The contract between pages and server: one file an area, each with its data-transfer types and its trait.
//!
//! Pages are rendered on the server and call [`backend`] directly; only what the browser itself calls
//! is a server function. So nothing is reachable from outside that is not a route in the server's table.

mod acceptance;
mod agreement;
mod build;
mod coding;
mod comments;
mod duplicates;
mod entry;
mod frame;
mod imports;
mod languages;
mod letters;
mod manage;
mod public;
mod quote;
mod register;
mod reports;
mod respond;
mod responses;
mod resume;
mod safeguarding;
mod scans;
mod search;
mod second_entry;
mod sign_off;
mod team;
mod themes;
mod thread;
mod views;
mod walk;

pub use acceptance::*;
pub use agreement::*;
pub use build::*;
pub use coding::*;
pub use comments::*;
pub use duplicates::*;
pub use entry::*;
pub use frame::*;
pub use imports::*;
pub use languages::*;
pub use letters::*;
pub use manage::*;
pub use public::*;
pub use quote::*;
pub use register::*;
pub use reports::*;
pub use respond::*;
pub use responses::*;
pub use resume::*;
pub use safeguarding::*;
pub use scans::*;
pub use search::*;
pub use second_entry::*;
pub use sign_off::*;
pub use team::*;
pub use themes::*;
pub use thread::*;
pub use views::*;
pub use walk::*;

use domain::question::Problem;
use leptos::prelude::expect_context;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything the pages ask of the server.
pub trait Backend:
    Public
    + Comments
    + Respond
    + Resume
    + Manage
    + Build
    + Walk
    + Languages
    + Responses
    + ByHand
    + Scans
    + SecondEntry
    + Imports
    + Duplicates
    + Letters
    + Themes
    + Acceptances
    + Coding
    + Doubling
    + FrameEdits
    + Search
    + Views
    + Safeguarding
    + CodingSignOffs
    + Thread
    + Reports
    + Register
    + Team
    + Send
    + Sync
{
}

impl<T> Backend for T where
    T: Public
        + Comments
        + Respond
        + Resume
        + Manage
        + Build
        + Walk
        + Languages
        + Responses
        + ByHand
        + Scans
        + SecondEntry
        + Imports
        + Duplicates
        + Letters
        + Themes
        + Acceptances
        + Coding
        + Doubling
        + FrameEdits
        + Search
        + Views
        + Safeguarding
        + CodingSignOffs
        + Thread
        + Reports
        + Register
        + Team
        + Send
        + Sync
{
}

/// The server behind this page.
pub fn backend() -> Arc<dyn Backend> {
    expect_context()
}

/// Why something could not be done. Codes and data only: the sentences are in `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum ApiError {
    /// Fields to put right.
    #[error("{} fields are not right", fields.len())]
    Invalid {
        /// What is wrong, in the order of the form.
        fields: Vec<FieldError>,
    },
    /// There is no such thing, or it is not public.
    #[error("not found")]
    NotFound,
    /// The caller may not, or is not signed in.
    #[error("forbidden")]
    Forbidden,
    /// The consultation takes no responses now.
    #[error("closed")]
    Closed,
    /// Somebody else changed it meanwhile, or its state does not allow this.
    #[error("conflict: {code}")]
    Conflict {
        /// Which conflict, such as `changed_meanwhile` or `not_open`.
        code: String,
    },
    /// Too often.
    #[error("too many")]
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Our fault. The incident number finds it in the log.
    #[error("internal error {incident}")]
    Internal {
        /// Quoted to the council's help line.
        incident: String,
    },
}

/// One field that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The form field's name.
    pub field: String,
    /// What is wrong, with its data.
    pub problem: Wrong,
}

/// What may be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Wrong {
    /// A problem with an answer.
    Answer(Problem),
    /// Another, by code, such as `no_such_kind`.
    Code(String),
}

impl FieldError {
    /// An error by code.
    pub fn code(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            problem: Wrong::Code(code.into()),
        }
    }
}

impl ApiError {
    /// One field refused by code.
    pub fn invalid(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self::Invalid {
            fields: vec![FieldError::code(field, code)],
        }
    }

    /// A conflict by code.
    pub fn conflict(code: impl Into<String>) -> Self {
        Self::Conflict { code: code.into() }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Invalid { .. } => 422,
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::Closed | Self::Conflict { .. } => 409,
            Self::TooMany { .. } => 429,
            Self::Internal { .. } => 500,
        }
    }
}
