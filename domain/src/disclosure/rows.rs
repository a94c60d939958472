//! Small-number control for published rows, one person a row.
//!
//! Who somebody is stands in steps, from the broadest (what they are) to the finest (about their child). A value of
//! a step that fewer than [`THRESHOLD`] of the rows alike so far have is hidden, and further ones with it until the
//! hidden rows are many and of several values: so whatever a row still says of somebody, at least that many rows say
//! the same. Where words are shown beside, the finer steps need [`WITH_WORDS`] rows, since a quotation and a place
//! together tell more than either.
//!
//! Answers are hidden by the same rule, among the rows that are alike in the broad steps: what the tables of a report
//! hide, nobody can count in the rows. Crossing answers with each other is not covered, and a reader must know it.

use super::{MARK, THRESHOLD};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest rows alike in a finer step where words are shown beside.
pub const WITH_WORDS: u64 = 10;

/// What was picked together, and by how many. A question with one answer has sets of one.
pub type Picks = BTreeMap<Vec<String>, u64>;

/// The values to hide so that none of them shows that few people have it, nor can be worked out from the others.
pub fn withheld_values(picks: &Picks, least: u64) -> BTreeSet<String> {
    let mut each: BTreeMap<&str, u64> = BTreeMap::new();
    for (set, people) in picks {
        for value in set {
            *each.entry(value).or_default() += people;
        }
    }
    let few = each.iter().filter(|(_, people)| **people < least);
    let mut hidden: BTreeSet<&str> = few.map(|(value, _)| *value).collect();
    while !hidden.is_empty() && !is_safe(picks, &hidden, least) {
        let open = each.iter().filter(|(value, _)| !hidden.contains(*value));
        // Sizes are rough: that a hidden value was the very next would tell about the others.
        match open.min_by_key(|(value, people)| (people.checked_ilog2(), **value)) {
            Some((value, _)) => hidden.insert(value),
            None => break,
        };
    }
    hidden.into_iter().map(str::to_owned).collect()
}

/// Whether the hidden values are several, and those who have one of them many.
fn is_safe(picks: &Picks, hidden: &BTreeSet<&str>, least: u64) -> bool {
    let touched = |set: &&Vec<String>| set.iter().any(|value| hidden.contains(value.as_str()));
    let people: u64 = (picks.iter().filter(|(set, _)| touched(set)))
        .map(|(_, people)| people)
        .sum();
    hidden.len() > 1 && people >= least
}

/// What is counted of every row before the first is published.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// How many steps, from the first, are broad.
    broad: usize,
    /// Rows, and whether words are shown in any of them, by who they are.
    people: BTreeMap<Vec<String>, (u64, bool)>,
    /// By broad steps and question.
    answers: BTreeMap<(Vec<String>, String), Picks>,
}

/// What of each row may be shown.
#[derive(Clone, Debug, Default)]
pub struct RowRules {
    broad: usize,
    /// The steps as published, by the steps as they are.
    shown: BTreeMap<Vec<String>, Vec<String>>,
    /// Hidden values, by published broad steps and question.
    hidden: BTreeMap<(Vec<String>, String), BTreeSet<String>>,
}

impl Census {
    /// Nobody counted. The first `broad` steps say what somebody is; the others are finer.
    pub fn new(broad: usize) -> Self {
        Self {
            broad,
            ..Self::default()
        }
    }

    /// Counts a row: who it is by steps, as many for every row; whether words are shown beside; and what was picked,
    /// question by question.
    pub fn add<'a>(
        &mut self,
        steps: &[String],
        words: bool,
        answers: impl IntoIterator<Item = (&'a str, &'a [String])>,
    ) {
        let group = self.people.entry(steps.to_vec()).or_default();
        group.0 += 1;
        group.1 |= words;
        let broad = &steps[..self.broad.min(steps.len())];
        for (question, picked) in answers {
            if picked.is_empty() {
                continue;
            }
            let place = (broad.to_vec(), question.to_owned());
            let picks = self.answers.entry(place).or_default();
            *picks.entry(picked.to_vec()).or_default() += 1;
        }
    }

    /// What may be shown.
    pub fn rules(self) -> RowRules {
        let mut rules = RowRules {
            broad: self.broad,
            ..RowRules::default()
        };
        let groups: Vec<Group<'_>> = (self.people.iter())
            .map(|(steps, (people, words))| Group {
                steps,
                people: *people,
                words: *words,
            })
            .collect();
        descend(self.broad, &[], &groups, &mut rules.shown);
        // Rows that are published alike in the broad steps are one group, whatever they were.
        let mut merged: BTreeMap<(Vec<String>, String), Picks> = BTreeMap::new();
        for ((broad, question), picks) in self.answers {
            let place = (rules.broad_of(&broad), question);
            let into = merged.entry(place).or_default();
            for (set, people) in picks {
                *into.entry(set).or_default() += people;
            }
        }
        rules.hidden = (merged.into_iter())
            .map(|(place, picks)| (place, withheld_values(&picks, THRESHOLD)))
            .collect();
        rules
    }
}

#[derive(Clone, Copy)]
struct Group<'a> {
    steps: &'a Vec<String>,
    people: u64,
    words: bool,
}

/// Splits groups that are published alike so far by their next step.
fn descend(
    broad: usize,
    alike: &[String],
    groups: &[Group<'_>],
    shown: &mut BTreeMap<Vec<String>, Vec<String>>,
) {
    let step = alike.len();
    let mut picks = Picks::new();
    for group in groups {
        match group.steps.get(step) {
            Some(value) => *picks.entry(vec![value.clone()]).or_default() += group.people,
            None => {
                shown.insert(group.steps.clone(), alike.to_vec());
            }
        }
    }
    let least = match step >= broad && groups.iter().any(|group| group.words) {
        true => WITH_WORDS,
        false => THRESHOLD,
    };
    let hidden = withheld_values(&picks, least);
    let mut parts: BTreeMap<&str, Vec<Group<'_>>> = BTreeMap::new();
    for group in groups {
        if let Some(value) = group.steps.get(step) {
            let value = if hidden.contains(value) { MARK } else { value };
            parts.entry(value).or_default().push(*group);
        }
    }
    for (value, part) in parts {
        descend(broad, &[alike, &[value.to_owned()]].concat(), &part, shown);
    }
}

impl RowRules {
    /// Who a row is, as published. A row that was not counted says nothing.
    pub fn steps(&self, steps: &[String]) -> Vec<String> {
        let known = self.shown.get(steps).cloned();
        known.unwrap_or_else(|| vec![MARK.to_owned(); steps.len()])
    }

    /// What a row picked, as published: what is hidden is one mark, at the end.
    pub fn answer(&self, steps: &[String], question: &str, picked: &[String]) -> Vec<String> {
        let broad = self.steps(steps)[..self.broad.min(steps.len())].to_vec();
        let hidden = self.hidden.get(&(broad, question.to_owned()));
        let is_open = |value: &&String| hidden.is_some_and(|hidden| !hidden.contains(*value));
        let open: Vec<String> = picked.iter().filter(is_open).cloned().collect();
        let mark = (open.len() < picked.len()).then(|| MARK.to_owned());
        open.into_iter().chain(mark).collect()
    }

    /// The broad steps as published. They do not depend on the finer ones.
    fn broad_of(&self, broad: &[String]) -> Vec<String> {
        let alike = |steps: &&Vec<String>| steps.starts_with(broad);
        let found = self.shown.range(broad.to_vec()..).map(|(steps, _)| steps);
        match found.take(1).find(alike) {
            Some(steps) => self.shown[steps][..broad.len()].to_vec(),
            None => vec![MARK.to_owned(); broad.len()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: &[&str]) -> Vec<String> {
        all.iter().map(|word| (*word).to_owned()).collect()
    }

    fn picks(all: &[(&[&str], u64)]) -> Picks {
        all.iter()
            .map(|(set, people)| (words(set), *people))
            .collect()
    }

    fn hidden(all: &[(&[&str], u64)]) -> Vec<String> {
        withheld_values(&picks(all), THRESHOLD)
            .into_iter()
            .collect()
    }

    #[test]
    fn a_value_that_few_have_takes_another_with_it_until_many_are_hidden() {
        assert_eq!(
            hidden(&[(&["a"], 3), (&["b"], 40), (&["c"], 12)]),
            ["a", "c"]
        );
        assert_eq!(hidden(&[(&["a"], 2), (&["b"], 2), (&["c"], 9)]).len(), 3);
        assert_eq!(
            hidden(&[(&["a"], 3), (&["b"], 3), (&["c"], 90)]),
            ["a", "b"]
        );
        assert!(hidden(&[(&["a"], 5), (&["b"], 5)]).is_empty());
        assert_eq!(hidden(&[(&["a"], 4)]), ["a"]);
    }

    #[test]
    fn of_several_choices_each_is_judged_by_everybody_who_picked_it() {
        let few = hidden(&[(&["a", "b"], 3), (&["a"], 9), (&["c"], 30), (&["b"], 1)]);
        assert_eq!(few, ["a", "b"]);
    }

    /// Rows of three steps, the first two broad, drawn without chance but without order either.
    fn rows(seed: u64, count: u64) -> Vec<Vec<String>> {
        let mut state = seed;
        let mut next = |most: u64| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            // Small numbers come up more often, so that some values are rare.
            ((state >> 33) % most) * ((state >> 45) % most) / most
        };
        (0..count)
            .map(|_| (0..3).map(|step| next(3 + 2 * step).to_string()).collect())
            .collect()
    }

    #[test]
    fn whatever_a_row_says_of_somebody_five_rows_say_or_ten_where_words_stand_beside() {
        let mut some_hidden = 0;
        let mut some_shown = 0;
        for seed in 0..300 {
            let has_words = seed % 2 == 0;
            let rows = rows(seed, 5 + seed % 90);
            let mut census = Census::new(2);
            for row in &rows {
                census.add(row, has_words, []);
            }
            let rules = census.rules();
            let published: Vec<Vec<String>> = rows.iter().map(|row| rules.steps(row)).collect();
            for (row, shown) in rows.iter().zip(&published) {
                // Who knows what somebody really is finds at least so many rows that may be theirs.
                let fits = |other: &&Vec<String>| {
                    let mut steps = other.iter().zip(shown);
                    steps.all(|(other, shown)| other == shown)
                };
                let alike = published.iter().filter(fits).count();
                assert!(alike >= 5, "{row:?} stands among {alike} as {shown:?}");
                if has_words && shown[2] != MARK {
                    assert!(alike >= 10, "{row:?} stands among {alike} as {shown:?}");
                }
                for (value, shown) in row.iter().zip(shown) {
                    assert!(shown == value || shown == MARK);
                    match shown == MARK {
                        true => some_hidden += 1,
                        false => some_shown += 1,
                    }
                }
            }
        }
        assert!(some_hidden > 1_000 && some_shown > 10_000);
    }

    #[test]
    fn no_step_marks_a_single_value_unless_it_marks_the_whole_group() {
        for seed in 0..300 {
            let rows = rows(seed, 5 + seed % 90);
            let mut census = Census::new(2);
            for row in &rows {
                census.add(row, false, []);
            }
            let rules = census.rules();
            for step in 0..3 {
                let mut marked: BTreeMap<Vec<String>, BTreeSet<&String>> = BTreeMap::new();
                let mut open = BTreeSet::new();
                for row in &rows {
                    let shown = rules.steps(row);
                    match shown[step] == MARK {
                        true => {
                            let group = marked.entry(shown[..step].to_vec()).or_default();
                            group.insert(&row[step]);
                        }
                        false => {
                            open.insert(shown[..step].to_vec());
                        }
                    }
                }
                for (alike, values) in marked {
                    assert!(values.len() > 1 || !open.contains(&alike), "{alike:?}");
                }
            }
        }
    }

    #[test]
    fn an_answer_that_few_of_an_audience_gave_is_marked_in_that_audience_only() {
        let mut census = Census::new(1);
        let answer = |audience: &str, option: &str, census: &mut Census| {
            let picked = words(&[option]);
            census.add(&words(&[audience]), false, [("Q1", &picked[..])]);
        };
        for _ in 0..20 {
            answer("parent", "agree", &mut census);
            answer("school", "disagree", &mut census);
        }
        for _ in 0..3 {
            answer("parent", "disagree", &mut census);
        }
        for _ in 0..30 {
            answer("parent", "unsure", &mut census);
        }
        let rules = census.rules();
        let shown = |audience: &str, option: &str| {
            rules
                .answer(&words(&[audience]), "Q1", &words(&[option]))
                .join("|")
        };
        assert_eq!(shown("parent", "disagree"), MARK);
        assert_eq!(shown("parent", "agree"), MARK);
        assert_eq!(shown("parent", "unsure"), "unsure");
        assert_eq!(shown("school", "disagree"), "disagree");
        assert_eq!(shown("nobody", "agree"), MARK);
    }

    #[test]
    fn rows_whose_audience_is_hidden_are_judged_together() {
        let mut census = Census::new(1);
        for (audience, people) in [("parent", 9), ("health", 3), ("charity", 4)] {
            for _ in 0..people {
                let picked = words(&["agree"]);
                census.add(&words(&[audience]), false, [("Q1", &picked[..])]);
            }
        }
        let rules = census.rules();
        assert_eq!(rules.steps(&words(&["health"])), [MARK]);
        assert_eq!(rules.steps(&words(&["parent"])), ["parent"]);
        let shown = rules.answer(&words(&["health"]), "Q1", &words(&["agree"]));
        assert_eq!(shown, ["agree"]);
    }
}
