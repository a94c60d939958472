//! One accessible page that needs no other file and runs no script.

mod blocks;

use super::escape::escape;
use super::heading;
use domain::report::Report;

const STYLE: &str = include_str!("report.css");

/// The report as a web page.
pub fn render(report: &Report) -> String {
    let meta = &report.meta;
    let facts = [
        ("Report to", &meta.body),
        ("Date", &meta.date),
        ("Purpose", &meta.purpose),
    ];
    let more = meta
        .facts
        .iter()
        .map(|fact| (fact.name.as_str(), &fact.value));
    let facts: String = facts
        .into_iter()
        .chain(more)
        .chain([("Status", &meta.status)])
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            format!(
                "<div><dt>{}</dt><dd>{}</dd></div>\n",
                escape(name),
                escape(value)
            )
        })
        .collect();
    let checkers = meta
        .checkers
        .as_ref()
        .map(blocks::table)
        .unwrap_or_default();
    let contents: String = (report.sections.iter())
        .map(|section| {
            let (id, heading) = (blocks::anchor(&section.number), escape(&heading(section)));
            format!("<li><a href=\"#{id}\">{heading}</a></li>\n")
        })
        .collect();
    let sections: String = report.sections.iter().map(blocks::section).collect();
    let (title, council) = (escape(&report.title), escape(&report.council));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} – {council}</title>\n<meta name=\"author\" content=\"{}\">\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#report\">Skip to the report</a>\n\
         <header><p>{council}</p></header>\n\
         <main id=\"report\">\n<h1>{title}</h1>\n<dl class=\"facts\">\n{facts}</dl>\n{checkers}\
         <nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n{contents}</ul>\n</nav>\n\
         {sections}</main>\n<footer><p>{council}</p></footer>\n</body>\n</html>\n",
        escape(&meta.language),
        escape(&meta.author),
    )
}
