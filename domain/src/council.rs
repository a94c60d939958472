//! The council whose database this is. One database is one council.

use crate::text::{QuestionId, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that differs from council to council, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// Such as "Eastmarch Council".
    pub name: String,
    /// Postal address, one line a row.
    pub address: Vec<String>,
    /// For help with answering, and for paper copies.
    pub phone: String,
    /// Same, by e-mail.
    pub email: String,
    /// When the phone is answered.
    pub phone_hours: String,
    /// Ids of equality questions that are asked in no consultation. None: each asks all of them, but for those that it is
    /// opened without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equality_left_out: Vec<QuestionId>,
    /// Whom to call about one child's case: the local SEND information, advice and support service.
    pub advice: Contact,
    /// Whom to call when a child may be at risk.
    pub safeguarding: Contact,
    /// The data protection officer.
    pub data_protection: Contact,
    /// Parts of the area, for cuts by place.
    pub localities: Vec<Named>,
    /// Bodies that decide or are consulted, such as Cabinet and Schools Forum.
    pub bodies: Vec<Body>,
    /// Local words: keys used as `{key}` in blueprints, such as `plan` = "Education, Health and Care Plan (EHCP)".
    pub terms: BTreeMap<String, String>,
}

/// Somebody to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the service.
    pub name: String,
    /// Phone number as people dial it.
    pub phone: String,
    /// May be empty.
    #[serde(default)]
    pub email: String,
}

/// An id and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Stored with answers.
    pub id: Slug,
    /// Shown.
    pub name: String,
}

/// A body that takes or shapes decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Stored with decisions.
    pub id: Slug,
    /// Such as "Schools Forum".
    pub name: String,
    /// What it does in these matters: `decides`, `consulted` or `scrutinises`.
    pub part: String,
}
