//! Writing a consultation: its words and questions, their history, previews and amendments.

mod add;
mod audience;
mod changes;
mod clause;
mod columns;
mod document;
mod frame;
mod history;
mod language;
mod language_file;
mod languages;
mod library;
mod links;
mod lists;
mod overview;
mod preview;
mod question;
mod question_asked;
mod question_parts;
mod section;
mod title;

pub use add::AddPiecePage;
pub use audience::AudiencePage;
pub use changes::ChangesPage;
pub use clause::EditClausePage;
pub use document::EditDocumentPage;
pub use history::HistoryPage;
pub use language::LanguagePage;
pub use languages::LanguagesPage;
pub use library::LibraryPage;
pub use overview::BuildPage;
pub use preview::{PreviewPage, ReviewPage};
pub use question::EditQuestionPage;
pub use section::SectionPage;
pub use title::TitlePage;
