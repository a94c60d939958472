//! E-mail addresses and social handles.

use std::sync::LazyLock;

use regex::Regex;

use super::{Hit, Kind, pattern};

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[a-z0-9][a-z0-9._%+'-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
});

static HANDLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(,:])(@[A-Za-z0-9_][A-Za-z0-9_.]{1,28}[A-Za-z0-9_])"));

/// A handle named without its sign: "on instagram as rosie_writes".
static NAMED_HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:instagram|insta|tiktok|tik tok|snapchat|snap|twitter|discord|facebook)\b[^.\n]{0,20}?(?:\bas|\bis|:|\bname|\bunder)\s+([a-z0-9]+[_.0-9][a-z0-9_.]*[a-z0-9_])",
    )
});

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    if text.contains('@') {
        hits.extend(
            EMAIL
                .find_iter(text)
                .map(|found| (found.range(), Kind::Email)),
        );
        for found in HANDLE.captures_iter(text).filter_map(|c| c.get(1)) {
            hits.push((found.range(), Kind::SocialHandle));
        }
    }
    for found in NAMED_HANDLE.captures_iter(text).filter_map(|c| c.get(1)) {
        hits.push((found.range(), Kind::SocialHandle));
    }
}
