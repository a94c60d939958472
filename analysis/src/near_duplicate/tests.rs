use super::*;

fn groups(texts: &[&str]) -> NearDuplicates {
    find(texts, &mut |_| {})
}

const LETTER: &str = "We ask the council to keep the present bands for two more years so that every school can plan \
    its staff and no child loses the help that has been promised to them.";

#[test]
fn copies_with_small_changes_form_a_campaign_from_five_on() {
    let texts: Vec<String> = ["", "Dear all. ", "As a parent: ", "Hello, ", "I agree: "]
        .iter()
        .map(|start| format!("{start}{LETTER}"))
        .collect();
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = groups(&texts[..4]);
    assert_eq!(found.near_duplicates, [vec![0, 1, 2, 3]]);
    assert!(found.campaigns.is_empty());

    texts.insert(2, "Something else entirely that is long enough to be compared with the other comments in this set.");
    let found = groups(&texts);
    assert_eq!(found.campaigns, [vec![0, 1, 3, 4, 5]]);
    assert!(found.near_duplicates.is_empty());
    assert_eq!(found.firsts(6), [0, 0, 2, 0, 0, 0]);
}

#[test]
fn short_comments_are_never_grouped() {
    assert_eq!(
        groups(&["No changes please", "No changes please", ""]),
        NearDuplicates::default()
    );
}

#[test]
fn a_letter_quoted_to_disagree_is_not_a_member() {
    for (before, after) in [
        (
            "Somebody sent me this template:",
            "I do not agree with a word of the template.",
        ),
        ("Please ignore the standard letter below.", ""),
        ("", "The letter above does not speak for me."),
        (
            "I have seen the campaign letter below and am against it.",
            "",
        ),
    ] {
        let quoting = format!("{before} {LETTER} {after}");
        let found = groups(&[LETTER, LETTER, &quoting]).near_duplicates;
        assert_eq!(found, [vec![0, 1]], "{before}{after}");
    }
}

/// Every pair compared, no index: what the index must equal.
fn slow(texts: &[&str]) -> Vec<Vec<usize>> {
    let sets: Vec<Shingles> = texts.iter().map(|t| shingles(t)).collect();
    let mut groups = Groups::new(texts.len());
    for a in 0..texts.len() {
        for b in 0..a {
            if !sets[a].is_empty() && !sets[b].is_empty() && are_alike(&sets[a], &sets[b]) {
                groups.join(a, b);
            }
        }
    }
    groups.lists().into_iter().filter(|g| g.len() > 1).collect()
}

#[test]
fn the_index_finds_what_comparing_every_pair_finds() {
    let mut random = crate::random::Random::new(5, 5);
    let vocabulary: Vec<String> = (0..40).map(|i| format!("word{i}")).collect();
    let base: Vec<Vec<usize>> = (0..6)
        .map(|_| (0..30).map(|_| random.below(40)).collect())
        .collect();
    let texts: Vec<String> = (0..240)
        .map(|i| {
            let change = random.below(9);
            let letter = base[i % 6].iter().map(|&word| {
                let kept = random.below(30) >= change;
                let word = if kept { word } else { random.below(40) };
                vocabulary[word].clone()
            });
            letter.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = groups(&texts);
    let mut all: Vec<_> = found
        .near_duplicates
        .into_iter()
        .chain(found.campaigns)
        .collect();
    all.sort();
    let expected = slow(&texts);
    assert!(expected.len() > 2, "the test needs several groups");
    assert_eq!(all, expected);
}

#[test]
fn a_campaign_of_thousands_is_found_quickly_and_whole() {
    let texts: Vec<String> = (0..4000)
        .map(|i| format!("I am sender {i}. {LETTER}"))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = groups(&texts);
    assert_eq!(found.campaigns.len(), 1);
    assert_eq!(found.campaigns[0].len(), 4000);
}

#[test]
fn what_a_person_set_apart_is_in_no_group_and_the_others_are_what_they_are_by_then() {
    let found = NearDuplicates {
        near_duplicates: vec![vec![0, 7]],
        campaigns: vec![vec![1, 2, 3, 4, 5]],
    };
    assert_eq!(found.clone().without(&[]), found);
    let left = found.without(&[3, 7]);
    assert_eq!(left.near_duplicates, [vec![1, 2, 4, 5]]);
    assert!(left.campaigns.is_empty());
    assert_eq!(left.firsts(8), [0, 1, 1, 3, 1, 1, 6, 7]);
}
