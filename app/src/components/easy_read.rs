//! Published words for easy reading: one idea a row, its picture on the left.
//!
//! An image in the Markdown names the picture of its paragraph or list item: `![](school) You go to school.`

use super::markdown::{Markdown, finished, options, safe};
use super::picture;
use leptos::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Text of officers in rows; in plain paragraphs where the reader wants words only.
#[component]
pub fn EasyWords(text: String, #[prop(default = 3)] top: u8) -> impl IntoView {
    match picture::wanted() {
        true => view! { <div class="prose" inner_html=rows(&text, top)></div> }.into_any(),
        false => view! { <Markdown text top/> }.into_any(),
    }
}

/// A paragraph or list item that is being read.
struct Row<'a> {
    picture: String,
    events: Vec<Event<'a>>,
    /// A list item holds its words in a block of their own.
    item: bool,
}

impl Row<'_> {
    fn html(self) -> String {
        let picture = picture::html(&self.picture)
            .unwrap_or_else(|| "<span class=\"picture\"></span>".to_owned());
        let words = finished(self.events.into_iter());
        match self.item {
            true => {
                format!("<li class=\"idea\">{picture}<div class=\"idea-says\">{words}</div></li>")
            }
            false => {
                format!("<div class=\"idea\">{picture}<div class=\"idea-says\">{words}</div></div>")
            }
        }
    }
}

fn rows(text: &str, top: u8) -> String {
    let (mut out, mut others) = (String::new(), Vec::new());
    let mut row: Option<Row<'_>> = None;
    // How deep in lists, and in blocks that are shown as they are.
    let (mut lists, mut blocks) = (0_u32, 0_u32);
    for event in Parser::new_ext(text, options()) {
        let opens_row = match &event {
            Event::Start(Tag::Paragraph) => lists == 0 && blocks == 0,
            Event::Start(Tag::Item) => lists == 1 && blocks == 0 && row.is_none(),
            _ => false,
        };
        if opens_row {
            out.push_str(&finished(std::mem::take(&mut others).into_iter()));
            let item = matches!(event, Event::Start(Tag::Item));
            let events = if item { Vec::new() } else { vec![event] };
            row = Some(Row {
                picture: String::new(),
                events,
                item,
            });
            continue;
        }
        match &event {
            Event::Start(Tag::List(first)) => {
                lists += 1;
                if lists == 1 && blocks == 0 {
                    out.push_str(&finished(std::mem::take(&mut others).into_iter()));
                    out.push_str(if first.is_some() {
                        "<ol class=\"ideas\">"
                    } else {
                        "<ul class=\"ideas\">"
                    });
                    continue;
                }
            }
            Event::End(TagEnd::List(ordered)) => {
                lists -= 1;
                if lists == 0 && blocks == 0 {
                    out.push_str(if *ordered { "</ol>" } else { "</ul>" });
                    continue;
                }
            }
            Event::Start(Tag::Table(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_)) => blocks += 1,
            Event::End(TagEnd::Table | TagEnd::BlockQuote(_) | TagEnd::CodeBlock) => blocks -= 1,
            _ => {}
        }
        let closes = match (&event, &row) {
            (Event::End(TagEnd::Paragraph), Some(row)) => !row.item,
            (Event::End(TagEnd::Item), Some(row)) => row.item && lists == 1,
            _ => false,
        };
        match &mut row {
            Some(open) => {
                if let Event::Start(Tag::Image { dest_url, .. }) = &event
                    && open.picture.is_empty()
                {
                    open.picture = dest_url.to_string();
                }
                if !(closes && open.item) {
                    open.events.push(safe(event, top));
                }
            }
            None => others.push(safe(event, top)),
        }
        if closes && let Some(row) = row.take() {
            out.push_str(&row.html());
        }
    }
    out.push_str(&finished(others.into_iter()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_paragraph_and_list_item_is_a_row_with_its_own_picture() {
        let html = rows(
            "![](school) You go to **school**.\n\n- ![](bus) By bus.\n- On foot.\n",
            3,
        );
        assert_eq!(html.matches("<svg").count(), 2, "{html}");
        assert_eq!(html.matches("class=\"idea\"").count(), 3, "{html}");
        assert!(
            html.contains("<p> You go to <strong>school</strong>.</p>"),
            "{html}"
        );
        assert!(
            html.contains("<ul class=\"ideas\"><li class=\"idea\">"),
            "{html}"
        );
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn a_picture_that_nobody_drew_is_no_picture_and_its_words_stay() {
        let html = rows("![](unicorn) Words <script>x</script>", 3);
        assert!(
            !html.contains("<svg") && !html.contains("<script"),
            "{html}"
        );
        assert!(html.contains("Words"), "{html}");
    }

    #[test]
    fn headings_and_tables_stay_as_they_are() {
        let html = rows("# One\n\n| a |\n|---|\n| b |\n\nAfter.", 3);
        assert!(html.starts_with("<h3>One</h3>"), "{html}");
        assert!(
            html.contains("<table>") && html.contains("<td>b</td>"),
            "{html}"
        );
        assert_eq!(html.matches("class=\"idea\"").count(), 1, "{html}");
    }
}
