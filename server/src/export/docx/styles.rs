//! The styles of the document and its list numberings.

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    NumberFormat, Numbering, RunFonts, SpecialIndentType, Start, Style, StyleType,
};

/// Dark blue of headings.
pub(super) const INK: &str = "17365D";
/// Pale fill of header rows.
pub(super) const WASH: &str = "EEF2F6";
/// Lines of tables.
pub(super) const RULE: &str = "9AA7B5";
/// Where the text beside a paragraph number begins, in twentieths of a point.
pub(super) const HANG: i32 = 720;

/// Numbering of lists with bullets.
pub(super) const BULLETS: usize = 2;
/// Definition of lettered lists; each list has a numbering of its own.
const LETTERS: usize = 3;
/// Numbering of the first lettered list.
const FIRST_LETTERED: usize = 10;

/// Adds styles, default font and bullets.
pub(super) fn add(docx: Docx) -> Docx {
    let fonts = RunFonts::new()
        .ascii("Arial")
        .hi_ansi("Arial")
        .cs("Arial")
        .east_asia("Arial");
    let docx = docx.default_fonts(fonts).default_size(22);
    let docx = all().into_iter().fold(docx, Docx::add_style);
    let level = |format: &str, text: &str| {
        Level::new(
            0,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        )
        .indent(
            Some(HANG + 360),
            Some(SpecialIndentType::Hanging(360)),
            None,
            None,
        )
    };
    docx.add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level("bullet", "•")))
        .add_abstract_numbering(
            AbstractNumbering::new(LETTERS).add_level(level("lowerLetter", "%1)")),
        )
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

/// The numbering of the nth lettered list, which starts at a) again.
pub(super) fn lettered(docx: Docx, nth: usize) -> (Docx, usize) {
    let id = FIRST_LETTERED + nth;
    let again = docx_rs::LevelOverride::new(0).start(1);
    let numbering = Numbering::new(id, LETTERS).add_override(again);
    (docx.add_numbering(numbering), id)
}

/// The only level there is.
pub(super) fn top() -> IndentLevel {
    IndentLevel::new(0)
}

fn spacing(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
}

fn all() -> Vec<Style> {
    let text = |style: Style| style.line_spacing(spacing(0, 140).line(264));
    let heading = |level: usize, size: usize, before: u32| {
        paragraph(&format!("Heading{level}"), &format!("heading {level}"))
            .next("BodyText")
            .size(size)
            .bold()
            .color(INK)
            .outline_lvl(level - 1)
            .line_spacing(spacing(before, 120))
    };
    let hanging = Some(SpecialIndentType::Hanging(HANG));
    vec![
        text(paragraph("BodyText", "Body Text")),
        text(paragraph("NumberedParagraph", "Numbered Paragraph")).indent(
            Some(HANG),
            hanging,
            None,
            None,
        ),
        paragraph("ListBullet", "List Bullet").line_spacing(spacing(0, 80).line(259)),
        paragraph("ListNumber", "List Number").line_spacing(spacing(0, 80).line(259)),
        heading(1, 30, 440),
        heading(2, 25, 320),
        heading(3, 22, 240).italic(),
        paragraph("Council", "Council")
            .size(24)
            .bold()
            .color(INK)
            .line_spacing(spacing(0, 120)),
        paragraph("Title", "Title")
            .size(44)
            .bold()
            .color(INK)
            .line_spacing(spacing(0, 280)),
        paragraph("Caption", "caption")
            .bold()
            .size(20)
            .line_spacing(spacing(200, 80)),
        paragraph("Quote", "Quote")
            .italic()
            .indent(Some(HANG + 240), None, Some(567), None)
            .line_spacing(spacing(60, 40)),
        paragraph("QuoteSource", "Quote Source")
            .size(20)
            .indent(Some(HANG + 240), None, Some(567), None)
            .line_spacing(spacing(0, 200)),
        paragraph("Notice", "Notice").line_spacing(spacing(60, 60)),
        paragraph("TableText", "Table Text")
            .size(19)
            .line_spacing(spacing(30, 30)),
        paragraph("TableHeading", "Table Heading")
            .size(19)
            .bold()
            .line_spacing(spacing(30, 30)),
        paragraph("TableNote", "Table Note")
            .size(18)
            .line_spacing(spacing(60, 160)),
        paragraph("ContentsHeading", "Contents Heading")
            .size(28)
            .bold()
            .color(INK)
            .line_spacing(spacing(200, 100)),
        paragraph("TOC1", "toc 1")
            .size(20)
            .line_spacing(spacing(0, 30)),
        paragraph("Footer", "footer")
            .size(17)
            .align(AlignmentType::Left),
    ]
}
