//! What officers call the tables they can take out.

use domain::report::DataTable;

/// A table, and what one row of it is.
pub fn table(table: DataTable) -> &'static str {
    match table {
        DataTable::Responses => "Responses, one row each",
        DataTable::Answers => "Answers, one row each",
        DataTable::Comments => "Comments on clauses",
        DataTable::Assignments => "Themes found in the words",
        DataTable::Codebook => "The code frame",
    }
}
