//! Every format renders every template.

use super::*;
use domain::report::{Template, build};
use domain::testing::report::evidence;

#[test]
fn every_format_renders_every_template() {
    for template in Template::ALL {
        let report = build(&evidence(), *template);
        for format in Format::ALL {
            let bytes = render(*format, &report).unwrap();
            let start: &[u8] = match format {
                Format::Docx => b"PK",
                Format::Pdf => b"%PDF-1.",
                Format::Html => b"<!DOCTYPE html>",
            };
            assert!(bytes.starts_with(start), "{format:?}");
            assert!(bytes.len() > 10_000, "{format:?}");
        }
    }
}

#[test]
fn an_empty_report_renders_too() {
    for template in Template::ALL {
        let report = build(&domain::report::Evidence::default(), *template);
        for format in Format::ALL {
            render(*format, &report).unwrap();
        }
    }
}

#[test]
fn a_page_has_one_first_heading_a_landmark_and_no_markup_of_respondents() {
    let mut evidence = evidence();
    evidence.findings[0].statement = "<script>alert(1)</script> & “this”".into();
    let page = html::render(&build(&evidence, Template::SchoolsForum));
    assert_eq!(page.matches("<h1").count(), 1);
    assert_eq!(page.matches("<main").count(), 1);
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; “this”"));
    assert_eq!(
        page.matches("<table").count(),
        page.matches("<caption").count()
    );
}
