//! Which tool made a file of responses, and what its columns seem to mean. A proposal: a person confirms every column.

use super::heading::question;
use super::mapping::{Column, Field, Mapping};
use super::words::{fold, yes};
use domain::content::Content;
use domain::contribution::Channel;

/// Which tool made a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// LimeSurvey.
    LimeSurvey,
    /// Citizen Space.
    CitizenSpace,
    /// Microsoft Forms.
    MicrosoftForms,
    /// This program's own export.
    Wellheard,
    /// Anything else.
    Other,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::LimeSurvey,
        Self::CitizenSpace,
        Self::MicrosoftForms,
        Self::Wellheard,
        Self::Other,
    ];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LimeSurvey => "limesurvey",
            Self::CitizenSpace => "citizen-space",
            Self::MicrosoftForms => "microsoft-forms",
            Self::Wellheard => "wellheard",
            Self::Other => "other",
        }
    }

    /// Its columns that are no answers: names, and what they are. A name is matched whole, or as the code before a
    /// full stop (`submitdate. Date submitted`).
    fn known(self) -> &'static [(&'static str, Known)] {
        match self {
            Self::LimeSurvey => &[
                ("id", Known::Key),
                ("response id", Known::Key),
                ("submitdate", Known::Received),
                ("date submitted", Known::Received),
                ("startlanguage", Known::Language),
                ("start language", Known::Language),
                ("lastpage", Known::Technical),
                ("last page", Known::Technical),
                ("seed", Known::Technical),
                ("startdate", Known::Technical),
                ("date started", Known::Technical),
                ("datestamp", Known::Technical),
                ("date last action", Known::Technical),
                ("refurl", Known::Technical),
                ("referrer url", Known::Technical),
                ("interviewtime", Known::Technical),
                ("total time", Known::Technical),
                ("token", Known::Personal),
                ("access code", Known::Personal),
                ("ipaddr", Known::Personal),
                ("ip address", Known::Personal),
            ],
            Self::MicrosoftForms => &[
                ("id", Known::Key),
                ("completion time", Known::Received),
                ("start time", Known::Technical),
                ("last modified time", Known::Technical),
                ("language", Known::Technical),
                ("email", Known::Personal),
                ("name", Known::Personal),
            ],
            Self::CitizenSpace => &[
                ("response id", Known::Key),
                ("responseid", Known::Key),
                ("id", Known::Key),
                ("date submitted", Known::Received),
                ("submitted", Known::Received),
                ("submitted date", Known::Received),
                ("submission date", Known::Received),
                ("what is your name?", Known::Personal),
                ("what is your email address?", Known::Personal),
                ("name", Known::Personal),
                ("email", Known::Personal),
                ("user id", Known::Personal),
                ("what is your organisation?", Known::Organisation),
                ("organisation", Known::Organisation),
            ],
            Self::Wellheard | Self::Other => &[],
        }
    }
}

/// What a known column is.
#[derive(Clone, Copy)]
enum Known {
    Key,
    Received,
    Language,
    Organisation,
    Technical,
    Personal,
}

/// Which tool made a file with this header and this first row.
pub fn kind(header: &[String], first: &[String]) -> Kind {
    let names: Vec<String> = header
        .iter()
        .map(|name| code(&fold(name)).to_owned())
        .collect();
    let has = |any: &[&str]| any.iter().any(|name| names.iter().any(|n| n == name));
    let all = |groups: &[&[&str]]| groups.iter().all(|group| has(group));
    match () {
        () if first.iter().any(|cell| is_citizen_space(cell)) => Kind::CitizenSpace,
        () if all(&[&["id", "response id"], &["submitdate", "date submitted"]])
            && has(&[
                "lastpage",
                "last page",
                "startlanguage",
                "start language",
                "seed",
            ]) =>
        {
            Kind::LimeSurvey
        }
        () if all(&[&["id"], &["start time"], &["completion time"]]) => Kind::MicrosoftForms,
        () if all(&[&["reference"], &["form"], &["consent_to_quote"]]) => Kind::Wellheard,
        () => Kind::Other,
    }
}

/// A reference of Citizen Space, such as `ANON-KDPM-4UXP-8`.
fn is_citizen_space(cell: &str) -> bool {
    let parts: Vec<&str> = cell.trim().split('-').collect();
    let plain = |part: &&str| {
        part.chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 4, 4, 1]
        && parts.iter().all(plain)
        && parts[0].chars().all(|c| c.is_ascii_uppercase())
}

/// `submitdate` of `submitdate. Date submitted`.
fn code(name: &str) -> &str {
    match name.split_once(". ") {
        Some((code, _)) if !code.contains(' ') => code,
        _ => name,
    }
}

/// What a file seems to mean. `filled` says of each column whether any row has something in it. Columns of which
/// nothing can be told are left open.
pub fn propose(
    kind: Kind,
    header: &[String],
    filled: &[bool],
    content: &Content,
    file: &str,
) -> Mapping {
    let mut mapping = Mapping {
        source: source(file),
        ..Mapping::default()
    };
    mapping.defaults.channel = Some(Channel::Import);
    for (at, name) in header.iter().enumerate() {
        let known = kind.known().iter();
        let known = known
            .copied()
            .find(|(known, _)| *known == code(&fold(name)));
        let column = match known {
            Some((_, Known::Key)) if mapping.key.is_none() => {
                mapping.key = Some(name.clone());
                Some(Column {
                    ignore: true,
                    why: String::new(),
                    ..Column::default()
                })
            }
            Some((_, Known::Received)) => {
                mapping.only_sent = true;
                Some(of_field(Field::Received))
            }
            Some((_, Known::Language)) => Some(of_field(Field::Language)),
            Some((_, Known::Organisation)) => Some(of_field(Field::Organisation)),
            Some((_, Known::Technical)) => Some(left_out(TECHNICAL)),
            Some((_, Known::Personal)) => Some(left_out(PERSONAL)),
            _ if filled.get(at) == Some(&false) => Some(left_out(EMPTY)),
            _ => {
                question(name, &content.questions).or_else(|| Field::of_column(name).map(of_field))
            }
        };
        if let Some(column) = column {
            mapping.columns.insert(name.clone(), column);
        }
    }
    mapping
}

/// Why a column of the tool's own is left out.
pub const TECHNICAL: &str = "The survey tool’s own note, no answer";
/// Why a name or an address is left out.
pub const PERSONAL: &str = "Says who somebody is, and is not needed";
/// Why an empty column is left out.
pub const EMPTY: &str = "Nothing is in it";

fn of_field(field: Field) -> Column {
    Column {
        field: Some(field),
        ..Column::default()
    }
}

fn left_out(why: &str) -> Column {
    Column {
        ignore: true,
        why: why.to_owned(),
        ..Column::default()
    }
}

/// The survey's name, from the file's: without its ending, and without the counts that tools write behind it, so that
/// the next export of the same survey gets the same name.
fn source(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let open = stem.rfind('(').filter(|_| stem.trim_end().ends_with(')'));
    let counted = open.filter(|at| stem[*at..].chars().all(|c| !c.is_alphabetic()));
    let name = counted.map_or(stem, |at| &stem[..at]);
    name.trim().chars().take(100).collect()
}

/// `B18` and `costing` of `B18[costing]`; the name alone where there are no brackets.
pub(super) fn split(name: &str) -> (&str, Option<&str>) {
    let inner = name
        .trim_end()
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['));
    match inner {
        Some((head, part)) => (head, Some(part)),
        None => match name
            .split_once('[')
            .map(|(head, rest)| (head, rest.split_once(']')))
        {
            // `B18[SQ001]. What training? …`: the code tells.
            Some((head, Some((part, _)))) => (head, Some(part)),
            _ => (name, None),
        },
    }
}

/// Whether a cell says that a box was ticked; none where it says neither.
pub fn ticked(cell: &str, label: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "checked" | "selected" | "ticked" => Some(true),
        "not checked" | "not selected" | "unchecked" | "n/a" | "-" => Some(false),
        said if said == fold(label) => Some(true),
        said => yes(said),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn names(header: &[&str]) -> Vec<String> {
        header.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_tool_is_known_by_its_columns_or_by_its_references() {
        let of = |header: &[&str], first: &[&str]| kind(&names(header), &names(first));
        assert_eq!(
            of(
                &["id", "submitdate", "lastpage", "startlanguage", "Q1"],
                &[]
            ),
            Kind::LimeSurvey
        );
        assert_eq!(
            of(&["Response ID", "Date submitted", "Last page", "Q"], &[]),
            Kind::LimeSurvey
        );
        assert_eq!(
            of(
                &[
                    "id. Response ID",
                    "submitdate. Date submitted",
                    "seed. Seed"
                ],
                &[]
            ),
            Kind::LimeSurvey
        );
        assert_eq!(
            of(
                &[
                    "ID",
                    "Start time",
                    "Completion time",
                    "Email",
                    "Name",
                    "Why?"
                ],
                &[]
            ),
            Kind::MicrosoftForms
        );
        assert_eq!(
            of(&["Response ID", "Why?"], &["ANON-KDPM-4UXP-8", "x"]),
            Kind::CitizenSpace
        );
        assert_eq!(
            of(&["reference", "form", "consent_to_quote"], &[]),
            Kind::Wellheard
        );
        assert_eq!(of(&["ref", "comment"], &["A-1", "x"]), Kind::Other);
    }

    #[test]
    fn the_next_export_of_a_survey_has_the_same_name() {
        assert_eq!(source("Bands for schools(1-57).xlsx"), "Bands for schools");
        assert_eq!(source("results-survey771234.csv"), "results-survey771234");
        assert_eq!(source("Bands (schools).csv"), "Bands (schools)");
    }

    /// A form that asks these questions, of nobody in particular.
    pub(in crate::transfer) fn asking(questions: &str) -> Content {
        let nobody = "audiences = []\nsections = []\nwording = []\n";
        toml::from_str(&format!("{nobody}{questions}")).unwrap()
    }

    fn content() -> Content {
        let text = r#"
            [[questions]]
            id = "B4"
            kind = "agreement"
            [[questions.wording]]
            title = "The descriptors are clear."
            [[questions]]
            id = "B18"
            kind = "multiple"
            options = ["costing", "templates"]
            other = true
            [[questions.wording]]
            title = "What training would you need?"
            labels = { costing = "Costing and provision maps", templates = "Templates" }
        "#;
        asking(text)
    }

    #[test]
    fn columns_are_proposed_by_code_by_words_and_by_option() {
        let header = names(&[
            "id. Response ID",
            "submitdate. Date submitted",
            "ipaddr. IP address",
            "B4. The descriptors are clear.",
            "B18[costing]",
            "B18[SQ002]. What training would you need? [Templates]",
            "B18[other]",
            "The descriptors are clear. ",
            "Anything else?",
            "Hidden",
        ]);
        let mut filled = vec![true; header.len()];
        filled[9] = false;
        let mapping = propose(Kind::LimeSurvey, &header, &filled, &content(), "s.csv");
        let question = |name: &str| {
            let column = &mapping.columns[name];
            let tick = column.tick.as_ref().map(ToString::to_string);
            (
                column.question.clone().unwrap_or_default(),
                tick.unwrap_or_default(),
            )
        };
        let two = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(mapping.key.as_deref(), Some("id. Response ID"));
        assert!(mapping.only_sent);
        assert_eq!(mapping.columns["ipaddr. IP address"].why, PERSONAL);
        assert_eq!(question("B4. The descriptors are clear."), two("B4", ""));
        assert_eq!(question("B18[costing]"), two("B18", "costing"));
        assert_eq!(
            question("B18[SQ002]. What training would you need? [Templates]"),
            two("B18", "templates")
        );
        assert_eq!(question("B18[other]"), two("B18__other", ""));
        assert_eq!(question("The descriptors are clear. "), two("B4", ""));
        assert!(!mapping.columns.contains_key("Anything else?"), "left open");
        assert_eq!(mapping.columns["Hidden"].why, EMPTY);
    }

    #[test]
    fn a_box_is_ticked_in_many_ways() {
        for said in ["Y", "Yes", "1", "Checked", "Templates", "x"] {
            assert_eq!(ticked(said, "Templates"), Some(true), "{said}");
        }
        for said in ["", "N", "No", "0", "Not selected", "N/A"] {
            assert_eq!(ticked(said, "Templates"), Some(false), "{said}");
        }
        assert_eq!(ticked("perhaps", "Templates"), None);
    }
}
