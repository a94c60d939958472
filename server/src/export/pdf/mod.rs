//! Tagged PDF (PDF/UA-1), set by typst.
//!
//! The layout is `report.typ`. The report reaches it as a JSON file beside it, never as markup, so that no text
//! of a respondent can act as code.

mod desk;
mod view;

use super::ExportError;
use desk::{Desk, Layout, PRINTED, REPORT};
use domain::printed::Printed;
use domain::report::Report;
use typst::diag::SourceDiagnostic;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The report as PDF.
///
/// # Errors
/// Fails when the report cannot be set, or would have no text for want of fonts.
pub fn render(report: &Report) -> Result<Vec<u8>, ExportError> {
    written(&set(report)?)
}

/// A questionnaire on paper, or a copy of answers, as PDF. The pictures of its items are drawings (SVG), no longer
/// names.
///
/// # Errors
/// As [`render`].
pub fn render_printed(printed: &Printed) -> Result<Vec<u8>, ExportError> {
    written(&set_in(PRINTED, view::printed(printed, &desk::shows)?)?)
}

/// Whether the fonts have every letter of it.
pub fn can_print(printed: &Printed) -> bool {
    view::lacks_nothing(printed, &desk::shows)
}

fn written(document: &PagedDocument) -> Result<Vec<u8>, ExportError> {
    if text(document).trim().is_empty() {
        return Err(ExportError::NoFonts);
    }
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| ExportError::Pdf(error.message().to_string()))?;
    let options = PdfOptions {
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| said(&errors))
}

/// Whether there are fonts to set a report in.
pub fn has_fonts() -> bool {
    desk::shows('a')
}

fn set(report: &Report) -> Result<PagedDocument, ExportError> {
    set_in(REPORT, view::json(report, &desk::shows)?)
}

fn set_in(layout: Layout, data: Vec<u8>) -> Result<PagedDocument, ExportError> {
    let desk = Desk::new(layout, data)?;
    let set = typst::compile::<PagedDocument>(&desk).output;
    // Keeps the typesetter's memory of past reports from growing for as long as the server runs.
    typst::comemo::evict(4);
    set.map_err(|errors| said(&errors))
}

fn said(errors: &[SourceDiagnostic]) -> ExportError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    ExportError::Pdf(messages.join("; "))
}

/// The words on the pages, in the order they were set.
fn text(document: &PagedDocument) -> String {
    let mut text = String::new();
    for page in document.pages() {
        gather(&page.frame, &mut text);
        text.push('\n');
    }
    text
}

fn gather(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => gather(&group.frame, text),
            FrameItem::Text(run) => {
                text.push_str(&run.text);
                text.push(' ');
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::printed::{Block, Fact, Frame, Item, Part, Run, Space};
    use domain::report::{Template, build};
    use domain::testing::report::evidence;
    use domain::text::Language;

    #[test]
    fn the_pages_hold_the_words_of_the_report_and_no_respondent_can_write_code() {
        let mut evidence = evidence();
        let odd = r#"#eval("1+1") $x$ *bold* <label> @cite \ // gone /* gone */ `raw` = heading"#;
        evidence.findings[0].statement = odd.into();
        let report = build(&evidence, Template::SchoolsForum);
        let words = |text: &str| text.split_whitespace().collect::<String>();
        let text = words(&text(&set(&report).unwrap()));
        for expected in ["Eastmarch Council", "Recommendations", odd] {
            assert!(text.contains(&words(expected)), "{expected}");
        }
    }

    #[test]
    fn a_paper_form_has_its_questions_boxes_and_pictures_and_no_writing_acts_as_code() {
        let para = |text: &str, bold| {
            Block::Para(vec![Run {
                text: text.to_owned(),
                bold,
            }])
        };
        let item = |title: &str, space| {
            Item {
            title: title.to_owned(),
            hint: "A hint.".to_owned(),
            body: vec![para("Read this *first*.", false)],
            facts: vec![Fact {
                title: "Find out more: Buses".to_owned(),
                body: vec![Block::Numbers {
                    start: 3,
                    points: vec![vec![
                        para("Red ones", true),
                        Block::Bullets(vec![vec![para("and green ones", false)]]),
                    ]],
                }],
            }],
            language: None,
            picture: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M1 1h6\" stroke=\"currentColor\"/></svg>".to_owned(),
            space,
        }
        };
        let odd = "#eval(\"1+1\") $x$ *bold* 🙂";
        let printed = Printed {
            language: Language::english(),
            frame: Frame {
                page: "Page {page} of {pages}".to_owned(),
                unanswered: "Not answered".to_owned(),
                lacking: "Here, {mark} stands for letters.".to_owned(),
            },
            summary: "How people go.".to_owned(),
            about_language: Language::english(),
            council: "Eastmarch Council".to_owned(),
            about: "Travel".to_owned(),
            title: "Paper form".to_owned(),
            easy: true,
            notes: vec!["Take your time.".to_owned()],
            parts: vec![Part {
                heading: "Questions".to_owned(),
                items: vec![
                    item("Which way?", Space::Ticks(vec!["By bus".to_owned()])),
                    item("Why?", Space::Lines(3)),
                    item("Said", Space::Answer(vec![odd.to_owned()])),
                    item("Unsaid", Space::Answer(Vec::new())),
                ],
                ..Part::default()
            }],
        };
        assert!(render_printed(&printed).unwrap().starts_with(b"%PDF"));
        let set = set_in(PRINTED, view::printed(&printed, &desk::shows).unwrap()).unwrap();
        let words = |text: &str| text.split_whitespace().collect::<String>();
        let text = words(&text(&set));
        for expected in [
            "Which way?",
            "By bus",
            "A hint.",
            "Read this *first*.",
            "Find out more: Buses",
            "3. Red ones",
            "• and green ones",
            "#eval(\"1+1\") $x$ *bold* [?]",
            "Not answered",
            "How people go.",
            &format!("Page 1 of {}", set.pages().len()),
            "Here, [?] stands for letters.",
        ] {
            assert!(text.contains(&words(expected)), "{expected}");
        }
    }

    #[test]
    fn letters_that_no_font_has_are_marked_and_said_to_be_lacking() {
        let mut evidence = evidence();
        evidence.findings[0].statement = "Łódź, Привет, 你好🙂 and more".into();
        let report = build(&evidence, Template::SchoolsForum);
        assert!(render(&report).is_ok());
        let text = text(&set(&report).unwrap());
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Łódź, Привет, [?] and more"), "{words}");
        assert!(words.contains("The Word and web versions"), "{words}");
    }
}
