//! The pages of a long list.

use crate::routes::encoded;
use leptos::prelude::*;

/// Links to the pages around this one, to the first and to the last. Nothing when there is one page only.
#[component]
pub fn Pager(
    /// The list's address.
    base: String,
    /// The filter, as names and values of its form.
    #[prop(optional)]
    pairs: Vec<(&'static str, String)>,
    /// The page shown, from 1.
    at: usize,
    /// How many there are.
    pages: usize,
) -> impl IntoView {
    (pages > 1).then(|| {
        let link = |page: usize| address(&base, &pairs, page);
        let earlier =
            (at > 1).then(|| view! { <li><a href=link(at - 1) rel="prev">"Previous"</a></li> });
        let later =
            (at < pages).then(|| view! { <li><a href=link(at + 1) rel="next">"Next"</a></li> });
        let near = |page: &usize| *page == 1 || *page == pages || page.abs_diff(at) <= 2;
        let numbers = (1..=pages).filter(near).map(|page| match page == at {
            true => view! { <li><span aria-current="page">{page}</span></li> }.into_any(),
            false => {
                view! { <li><a href=link(page) aria-label=format!("Page {page}")>{page}</a></li> }
                    .into_any()
            }
        });
        view! {
            <nav class="pager" aria-label=format!("Page {at} of {pages}")>
                <ul>{earlier}{numbers.collect_view()}{later}</ul>
            </nav>
        }
    })
}

/// A page's address with the filter in it.
fn address(base: &str, pairs: &[(&'static str, String)], page: usize) -> String {
    let mut address = format!("{base}?");
    for (name, value) in pairs {
        address.push_str(&format!("{name}={}&", encoded(value)));
    }
    format!("{address}page={page}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_goes_with_the_page_whatever_is_in_it() {
        let pairs = [("words", "né & 50%".to_owned())];
        assert_eq!(
            address("/a", &pairs, 2),
            "/a?words=n%C3%A9%20%26%2050%25&page=2"
        );
        assert_eq!(address("/a", &[], 3), "/a?page=3");
    }
}
