//! Word documents with real styles, so that officers can go on editing.

mod blocks;
mod contents;
mod package;
mod styles;
mod table;

use super::ExportError;
use blocks::Writer;
use docx_rs::{
    AlignmentType, Docx, Footer, NumPages, PageMargin, PageNum, Paragraph, Run, Tab, TabValueType,
};
use domain::report::{Cell, Column, Report, Row, Table};

/// Width of the text in twentieths of a point: A4 less the margins.
const TEXT_WIDTH: usize = 9_300;

/// The report as a Word document.
///
/// # Errors
/// Fails when the package cannot be put together.
pub fn render(report: &Report) -> Result<Vec<u8>, ExportError> {
    let mut writer = Writer::new(styled(report));
    cover(&mut writer, report);
    for paragraph in contents::paragraphs(&report.sections) {
        writer.paragraph(paragraph);
    }
    for (at, section) in report.sections.iter().enumerate() {
        writer.section(at, section);
    }
    package::pack(writer.finish(), report)
}

fn styled(report: &Report) -> Docx {
    let margin = PageMargin::new()
        .top(1_250)
        .bottom(1_450)
        .header(650)
        .footer(650)
        .left(1_300)
        .right(1_306);
    let right = Tab::new().val(TabValueType::Right).pos(TEXT_WIDTH);
    let footer = Paragraph::new()
        .style("Footer")
        .add_tab(right)
        .add_run(Run::new().add_text(format!("{}: {}", report.council, report.title)))
        .add_run(Run::new().add_tab())
        .add_run(Run::new().add_text("Page "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" of "))
        .add_num_pages(NumPages::new());
    let docx = Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .footer(Footer::new().add_paragraph(footer));
    styles::add(docx)
}

/// Council, title and the facts of the meeting.
fn cover(writer: &mut Writer, report: &Report) {
    let meta = &report.meta;
    writer.styled("Council", &report.council);
    writer.styled("Title", &report.title);
    let facts = [
        ("Report to", &meta.body),
        ("Date", &meta.date),
        ("Purpose", &meta.purpose),
    ];
    let more = meta
        .facts
        .iter()
        .map(|fact| (fact.name.as_str(), &fact.value));
    let all = facts
        .into_iter()
        .chain(more)
        .chain([("Status", &meta.status)]);
    let rows = all.filter(|(_, value)| !value.is_empty());
    writer.table(&Table {
        caption: String::new(),
        columns: vec![Column::words("About this report"), Column::words("")],
        rows: rows
            .map(|(name, value)| Row::new(name, [Cell::Text(value.clone())]))
            .collect(),
        note: String::new(),
    });
    if let Some(checkers) = &meta.checkers {
        writer.table(checkers);
    }
    writer.paragraph(
        Paragraph::new()
            .style("ContentsHeading")
            .align(AlignmentType::Left)
            .add_run(Run::new().add_text("Contents")),
    );
}
