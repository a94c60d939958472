//! The register of schools as the Department for Education publishes it: "all establishment data", a CSV file with
//! some 130 columns, of which these are read by their names.

use domain::school::{School, Urn};

/// The columns that are read.
const COLUMNS: [&str; 8] = [
    "URN",
    "EstablishmentName",
    "PhaseOfEducation (name)",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "Town",
    "Postcode",
    "LA (code)",
];

/// Most characters of a cell. The longest name in the register has some 120.
const LONGEST: usize = 250;

/// Columns that a file lacks. It is no copy of the register.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not the register: it has no column {}. Download “all establishment data” as CSV from Get information about schools",
    .0.join(", ")
)]
pub struct Lacking(pub Vec<String>);

/// Why a row was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Its number is none.
    #[error("its URN is not five or six digits")]
    Number,
    /// It has no name.
    #[error("it has no name")]
    Nameless,
    /// It does not say whether the school is open.
    #[error("it does not say whether the school is open or closed")]
    NoStatus,
    /// A cell is longer than any of the register's.
    #[error("a cell is longer than 250 characters")]
    TooLong,
}

/// Where the columns stand in a file.
#[derive(Clone, Copy, Debug)]
pub struct Columns([usize; COLUMNS.len()]);

impl Columns {
    /// In a file with this header.
    ///
    /// # Errors
    /// Names every column that is not there.
    pub fn of(header: &[String]) -> Result<Self, Lacking> {
        let at = |name: &str| {
            let same = |column: &String| column.trim().eq_ignore_ascii_case(name);
            header.iter().position(same)
        };
        let lacking: Vec<String> = COLUMNS
            .iter()
            .filter(|name| at(name).is_none())
            .map(|name| format!("“{name}”"))
            .collect();
        match lacking.is_empty() {
            true => Ok(Self(COLUMNS.map(|name| at(name).unwrap_or_default()))),
            false => Err(Lacking(lacking)),
        }
    }

    /// The local authority of a row, and its school.
    ///
    /// # Errors
    /// Says what is wrong with the row.
    pub fn read(&self, cells: &[String]) -> Result<School, Unfit> {
        let cell = |at: usize| {
            let text = cells
                .get(self.0[at])
                .map(String::as_str)
                .unwrap_or_default();
            // One line, single spaces: a name is compared, and shown in a list.
            domain::text::clean(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let school = School {
            urn: Urn::parse(&cell(0)).map_err(|_| Unfit::Number)?,
            name: cell(1),
            phase: cell(2),
            kind: cell(3),
            status: cell(4),
            town: cell(5),
            postcode: cell(6),
            authority: cell(7),
        };
        if school.name.is_empty() {
            return Err(Unfit::Nameless);
        }
        if school.status.is_empty() {
            return Err(Unfit::NoStatus);
        }
        let cells = [
            &school.name,
            &school.phase,
            &school.kind,
            &school.status,
            &school.town,
            &school.postcode,
            &school.authority,
        ];
        if cells.iter().any(|text| text.chars().count() > LONGEST) {
            return Err(Unfit::TooLong);
        }
        Ok(school)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn header() -> Vec<String> {
        strings(&[
            "URN",
            "LA (code)",
            "LA (name)",
            "EstablishmentName",
            "TypeOfEstablishment (name)",
            "EstablishmentStatus (name)",
            "PhaseOfEducation (name)",
            "Town",
            "Postcode",
        ])
    }

    #[test]
    fn columns_are_found_by_name_wherever_they_stand() {
        let columns = Columns::of(&header()).unwrap();
        let row = [
            "900001",
            "999",
            "Eastmarch",
            " Ashmere  Primary School ",
            "Community school",
            "Open",
            "Primary",
            "Tollbridge",
            "EM1 2AB",
        ];
        let school = columns.read(&strings(&row)).unwrap();
        assert_eq!(school.urn.to_string(), "900001");
        assert_eq!(school.name, "Ashmere Primary School");
        assert_eq!(school.authority, "999");
        assert_eq!(school.kind, "Community school");
        assert!(!school.is_closed());
    }

    #[test]
    fn a_file_without_the_columns_is_told_which_it_lacks() {
        let lacking = Columns::of(&strings(&["urn", "Name", "Town"])).unwrap_err();
        assert_eq!(lacking.0.len(), 6);
        assert!(
            lacking.to_string().contains("“EstablishmentName”"),
            "{lacking}"
        );
    }

    #[test]
    fn a_row_that_is_no_school_is_refused_with_the_reason() {
        let columns = Columns::of(&header()).unwrap();
        let read = |urn: &str, name: &str, status: &str| {
            columns.read(&strings(&[urn, "999", "", name, "", status, "", "", ""]))
        };
        assert_eq!(read("", "A School", "Open"), Err(Unfit::Number));
        assert_eq!(read("900001", " ", "Open"), Err(Unfit::Nameless));
        assert_eq!(read("900001", "A School", ""), Err(Unfit::NoStatus));
        assert_eq!(
            read("900001", &"x".repeat(251), "Open"),
            Err(Unfit::TooLong)
        );
        assert!(columns.read(&strings(&["900001"])).is_err());
    }
}
