//! A report as its reader sees it, before any file format.

use super::table::{Chart, Table};
use super::template::Template;
use crate::disclosure::Withheld;
use serde::{Deserialize, Serialize};

/// A finished report. Everything in it may be shown to its readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Title of the paper.
    pub title: String,
    /// The council's name.
    pub council: String,
    /// Which shape it has.
    pub template: Template,
    /// The cover.
    pub meta: Meta,
    /// In order.
    pub sections: Vec<Section>,
    /// What disclosure control hid, by table.
    pub withheld: Vec<Withheld>,
    /// Headings under which nothing has been written yet, for the officer; empty in a finished paper.
    pub missing: Vec<String>,
}

/// The cover of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The body that meets, such as "Schools Forum"; empty when it goes to nobody in particular.
    pub body: String,
    /// "For consultation", and so on.
    pub purpose: String,
    /// Date in words: of the meeting, else of the report.
    pub date: String,
    /// Who answers for it.
    pub author: String,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// "Draft" or "Signed off", with snapshot number and date.
    pub status: String,
    /// The remaining lines of the cover block.
    pub facts: Vec<Fact>,
    /// Who checked it; none when nobody needs to.
    pub checkers: Option<Table>,
}

/// A line of the cover block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Such as "Item".
    pub name: String,
    /// Such as "5".
    pub value: String,
}

/// A numbered section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// `5`, or `A` for an appendix.
    pub number: String,
    /// Sentence case.
    pub heading: String,
    /// In order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading within the section.
    Heading {
        /// 2 or 3; the section's own is 1.
        level: u8,
        /// Sentence case.
        text: String,
    },
    /// A paragraph.
    Para {
        /// Such as `5.3`, so that a recommendation can cite it; none for a line that introduces or explains.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        /// Plain text.
        text: String,
    },
    /// A list.
    List {
        /// Lettered (a, b, c) rather than with bullets.
        ordered: bool,
        /// In order.
        items: Vec<String>,
    },
    /// A table.
    Table(Table),
    /// A bar chart with its table.
    Chart(Chart),
    /// Somebody's own words.
    Quote(Quote),
    /// A box that stands out.
    Notice {
        /// A few words.
        title: String,
        /// Plain text.
        text: String,
    },
}

/// Somebody's own words, cleared for publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Verbatim, redactions applied.
    pub text: String,
    /// A broad role only, such as "Parent or carer"; an organisation that agreed to be named, its name.
    pub who: String,
}
