//! The table of contents.
//!
//! Each entry is a link with a page-reference field, which every program fills in. Around them Word finds a
//! contents field that it can update when headings change. LibreOffice must not find that one, since it would
//! take the entries for finished text and never fill in the pages: [`super::package`] sees to it.

use super::TEXT_WIDTH;
use crate::export::heading;
use docx_rs::{
    FieldCharType, Hyperlink, HyperlinkType, InstrPAGEREF, InstrText, InstrToC, Paragraph, Run,
    Tab, TabLeaderType, TabValueType,
};
use domain::report::Section;

/// The bookmark around a section's heading.
pub(super) fn bookmark(at: usize) -> String {
    format!("_Toc{:08}", at + 1)
}

/// One paragraph a section. Page numbers stay empty until a program has laid out the pages.
pub(super) fn paragraphs(sections: &[Section]) -> Vec<Paragraph> {
    let last = sections.len().saturating_sub(1);
    let entry = |(at, section): (usize, &Section)| {
        let right = Tab::new()
            .val(TabValueType::Right)
            .leader(TabLeaderType::Dot)
            .pos(TEXT_WIDTH);
        let mut paragraph = Paragraph::new().style("TOC1").add_tab(right);
        if at == 0 {
            let field = InstrToC::new().heading_styles_range(1, 1).hyperlink();
            let begin = Run::new()
                .add_field_char(FieldCharType::Begin, true)
                .add_instr_text(InstrText::TOC(field))
                .add_field_char(FieldCharType::Separate, false);
            paragraph = paragraph.add_run(begin);
        }
        let page = Run::new()
            .add_field_char(FieldCharType::Begin, true)
            .add_instr_text(InstrText::PAGEREF(
                InstrPAGEREF::new(bookmark(at)).hyperlink(),
            ))
            .add_field_char(FieldCharType::Separate, false)
            .add_text("")
            .add_field_char(FieldCharType::End, false);
        let link = Hyperlink::new(bookmark(at), HyperlinkType::Anchor)
            .add_run(Run::new().add_text(heading(section)))
            .add_run(Run::new().add_tab())
            .add_run(page);
        paragraph = paragraph.add_hyperlink(link);
        if at == last {
            paragraph = paragraph.add_run(Run::new().add_field_char(FieldCharType::End, false));
        }
        paragraph
    };
    sections.iter().enumerate().map(entry).collect()
}
