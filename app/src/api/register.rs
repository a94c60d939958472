//! The register of schools.

use super::ApiError;
use async_trait::async_trait;
use domain::access::Caller;
use domain::school::School;

/// One page of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct SchoolList {
    /// Schools of this page, by name.
    pub rows: Vec<SchoolLine>,
    /// Schools that the search finds.
    pub found: usize,
    /// Schools of the register.
    pub all: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Whether the caller may bring it up to date.
    pub may_change: bool,
}

/// A school in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolLine {
    /// As the register has it.
    pub school: School,
    /// Whether it is closed.
    pub closed: bool,
}

/// Reading the register.
#[async_trait]
pub trait Register {
    /// Schools with these words in their name, town or postcode, or with this number; all when there are none.
    async fn schools(
        &self,
        caller: &Caller,
        words: &str,
        page: usize,
    ) -> Result<SchoolList, ApiError>;
}
