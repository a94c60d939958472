//! File formats of reports and tables.

use crate::contribution::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a report can be rendered as.
    Format {
        /// Word, for editing.
        Docx = "docx",
        /// Tagged PDF, for publishing.
        Pdf = "pdf",
        /// One web page that needs nothing else.
        Html = "html",
    }
}

words! {
    /// What a table of data can be exported as.
    TableFormat {
        /// Comma-separated text in UTF-8.
        Csv = "csv",
        /// A workbook, a sheet a table.
        Xlsx = "xlsx",
        /// An array of objects.
        Json = "json",
    }
}

words! {
    /// A table of data that can be exported.
    DataTable {
        /// One row a response, one column a question.
        Responses = "responses",
        /// One row an answer.
        Answers = "answers",
        /// One row a comment on a clause.
        Comments = "comments",
        /// One row a tie between a theme and a passage.
        Assignments = "assignments",
        /// One row a theme.
        Codebook = "codebook",
    }
}

impl Format {
    /// Ending of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        self.as_str()
    }

    /// Media type, as sent in `Content-Type`.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html; charset=utf-8",
        }
    }

    /// What a link calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "Word document",
            Self::Pdf => "PDF",
            Self::Html => "Web page",
        }
    }
}

impl TableFormat {
    /// Ending of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        self.as_str()
    }

    /// Media type, as sent in `Content-Type`.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }

    /// What a link calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
            Self::Json => "JSON",
        }
    }
}
