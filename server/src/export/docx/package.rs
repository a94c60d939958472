//! Puts the package together, with what the library has no words for: language, properties, repeated headers.

use crate::export::ExportError;
use crate::export::escape::escape;
use docx_rs::Docx;
use domain::report::Report;
use std::io::Cursor;

/// A height no reader can see. It marks header rows until [`pack`] turns it into "repeat as header row".
pub(super) const HEADER_ROW_HEIGHT: f32 = 3.0;
const MARK: &str = "<w:trHeight w:val=\"3\" w:hRule=\"atLeast\" />";

/// Begins and ends the contents field, each within a run of its own.
const CONTENTS_BEGIN: &str = "<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\" />\
    <w:instrText>TOC \\o &quot;1-1&quot; \\h</w:instrText>\
    <w:fldChar w:fldCharType=\"separate\" w:dirty=\"false\" />";
const CONTENTS_END: &str = "<w:fldChar w:fldCharType=\"end\" w:dirty=\"false\" /></w:r></w:p>";

/// Markup that only programs which know Word's extensions of 2012 may see.
fn for_word(xml: &str) -> String {
    let (field, rest) = xml
        .split_once("</w:r>")
        .map_or((xml, ""), |(field, _)| (field, "</w:r></w:p>"));
    format!(
        "<mc:AlternateContent><mc:Choice Requires=\"w15\">{field}</mc:Choice></mc:AlternateContent>{rest}"
    )
}

/// The document as a file.
pub(super) fn pack(docx: Docx, report: &Report) -> Result<Vec<u8>, ExportError> {
    let mut package = docx.build();
    let (begin, end) = (for_word(CONTENTS_BEGIN), for_word(CONTENTS_END));
    let changes = [
        (MARK, "<w:tblHeader />"),
        (CONTENTS_BEGIN, begin.as_str()),
        (CONTENTS_END, end.as_str()),
    ];
    let contents = if report.sections.is_empty() {
        &changes[..1]
    } else {
        &changes
    };
    edit(&mut package.document, contents)?;
    let language = &escape(&report.meta.language);
    let lang =
        format!("<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" /></w:rPr></w:rPrDefault>");
    edit(&mut package.styles, &[("</w:rPr></w:rPrDefault>", &lang)])?;
    package.doc_props.core = properties(report).into_bytes();
    let mut file = Cursor::new(Vec::new());
    package
        .pack(&mut file)
        .map_err(|error| ExportError::Docx(error.to_string()))?;
    Ok(file.into_inner())
}

/// Replaces marks in a part. A mark that is not there means that the library has changed.
fn edit(part: &mut Vec<u8>, changes: &[(&str, &str)]) -> Result<(), ExportError> {
    let mut text = String::from_utf8(std::mem::take(part))
        .map_err(|error| ExportError::Docx(error.to_string()))?;
    for (mark, instead) in changes {
        if !text.contains(mark) {
            return Err(ExportError::Docx(format!("no {mark} to replace")));
        }
        text = text.replace(mark, instead);
    }
    *part = text.into_bytes();
    Ok(())
}

/// Title, author and language, as programs and screen readers look for them.
fn properties(report: &Report) -> String {
    let (title, subject) = (escape(&report.title), escape(&report.meta.body));
    let author = escape(match report.meta.author.as_str() {
        "" => &report.council,
        author => author,
    });
    let language = escape(&report.meta.language);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
         <dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>\
         </cp:coreProperties>"
    )
}
