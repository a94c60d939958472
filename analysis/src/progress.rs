//! How far an analysis has come.

/// One step of an analysis, in the order they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Looking for personal data, one comment at a time.
    PersonalData,
    /// Finding campaigns and near-duplicates.
    NearDuplicates,
    /// Turning comments into numbers.
    Features,
    /// Reading comments with the sentence-vector model; the caller does this before an analysis.
    Vectors,
    /// Discovering, matching or learning themes.
    Themes,
    /// Naming themes and choosing typical comments.
    Describing,
}

impl Stage {
    /// A lower-case name fit for a log or a progress line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PersonalData => "looking for personal data",
            Self::NearDuplicates => "finding near-duplicates",
            Self::Features => "reading words",
            Self::Vectors => "reading sentences",
            Self::Themes => "finding themes",
            Self::Describing => "describing themes",
        }
    }
}

/// A report of progress: `done` of `total` units of this stage (comments or themes, as the stage goes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: usize,
    pub total: usize,
}

impl Progress {
    /// A report.
    #[must_use]
    pub fn new(stage: Stage, done: usize, total: usize) -> Self {
        Self { stage, done, total }
    }
}
