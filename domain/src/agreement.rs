//! How well two coders agree beyond chance: Cohen's kappa, Krippendorff's alpha, and F1 by text, with intervals.
//!
//! Pure and repeatable: the resampling behind an interval starts from a fixed seed. What a figure is worth depends on
//! how many texts it rests on, so nothing is said under [`SMALLEST_SAMPLE`] texts.

use crate::coding::SMALLEST_SAMPLE;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// How often the responses are drawn again for an interval.
const DRAWS: usize = 1_000;

/// Fewest texts in which either raised a theme before anything is said of it by itself. With fewer, one text more or less
/// moves F1 by a tenth or more; and of the samples drawn again for an interval more than one in a hundred would hold none
/// of those texts (e⁻⁴ of them is 0.018, e⁻⁵ is 0.007), so that what is left would be no fair picture.
pub const FEWEST_RAISED: usize = 5;

/// A figure with the interval in which 95 of 100 samples like this one would put it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Cohen's kappa of two coders over units, each with one category from each coder. None where chance alone would
/// make them agree always, or there is no unit.
pub fn kappa<C: Ord>(units: &[(C, C)]) -> Option<f64> {
    let all = units.len() as f64;
    let mut first: BTreeMap<&C, f64> = BTreeMap::new();
    let mut second: BTreeMap<&C, f64> = BTreeMap::new();
    for (a, b) in units {
        *first.entry(a).or_default() += 1.0;
        *second.entry(b).or_default() += 1.0;
    }
    let agreed = units.iter().filter(|(a, b)| a == b).count() as f64 / all;
    let both =
        |(category, count): (&&C, &f64)| count * second.get(category).copied().unwrap_or(0.0);
    let chance = first.iter().map(both).sum::<f64>() / (all * all);
    (all > 0.0 && chance < 1.0).then(|| (agreed - chance) / (1.0 - chance))
}

/// Krippendorff's alpha for categories without an order: any number of coders, each of whom may have left units out.
/// None where every value is the same, or no unit has two.
pub fn alpha<C: Ord + Clone>(units: &[Vec<Option<C>>]) -> Option<f64> {
    let mut met: BTreeMap<(C, C), f64> = BTreeMap::new();
    for unit in units {
        let values: Vec<&C> = unit.iter().flatten().collect();
        let others = values.len().saturating_sub(1) as f64;
        for (at, a) in values.iter().enumerate() {
            for (to, b) in values.iter().enumerate() {
                if at != to {
                    let pair = ((*a).clone(), (*b).clone());
                    *met.entry(pair).or_default() += 1.0 / others;
                }
            }
        }
    }
    let mut totals: BTreeMap<&C, f64> = BTreeMap::new();
    for ((a, _), weight) in &met {
        *totals.entry(a).or_default() += weight;
    }
    let all: f64 = totals.values().sum();
    let differ: f64 = met
        .iter()
        .filter(|((a, b), _)| a != b)
        .map(|(_, w)| w)
        .sum();
    let squares: f64 = totals.values().map(|n| n * n).sum();
    let expected = (all * all - squares) / (all - 1.0);
    (all > 1.0 && expected > 0.0).then(|| 1.0 - differ / expected)
}

/// F1 of two sets of themes: twice what they share by what they hold together. Two empty sets agree.
pub fn f1<T: Ord>(first: &BTreeSet<T>, second: &BTreeSet<T>) -> f64 {
    match first.len() + second.len() {
        0 => 1.0,
        all => 2.0 * first.intersection(second).count() as f64 / all as f64,
    }
}

/// What two coders, or a coder and a machine, said of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twice {
    /// Names the response it is part of.
    pub response: String,
    /// Themes the first gave.
    pub first: BTreeSet<String>,
    /// Themes the second gave.
    pub second: BTreeSet<String>,
    /// Themes that both could give: one that came later, or that one of them could not choose, says nothing of them.
    pub among: BTreeSet<String>,
}

impl Twice {
    /// Whether each gave a theme; none where one of them could not.
    fn of(&self, theme: &str) -> Option<(bool, bool)> {
        (self.among.contains(theme))
            .then(|| (self.first.contains(theme), self.second.contains(theme)))
    }

    fn f1(&self) -> f64 {
        let could = |given: &BTreeSet<String>| -> BTreeSet<String> {
            given.intersection(&self.among).cloned().collect()
        };
        f1(&could(&self.first), &could(&self.second))
    }
}

/// How two codings of the same texts compare.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Texts coded twice.
    pub texts: usize,
    /// Responses they are part of.
    pub responses: usize,
    /// Mean F1 of the texts; none under [`SMALLEST_SAMPLE`] texts.
    pub f1: Option<Estimate>,
    /// Kappa over every text and theme; none under [`SMALLEST_SAMPLE`] texts.
    pub kappa: Option<Estimate>,
    /// Alpha over every text and theme; none under [`SMALLEST_SAMPLE`] texts.
    pub alpha: Option<Estimate>,
    /// Theme by theme, in the order given.
    pub themes: Vec<ThemeAgreement>,
}

/// How two codings compare for one theme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ThemeAgreement {
    /// Names the theme.
    pub theme: String,
    /// Texts that both gave it.
    pub both: usize,
    /// Texts that only the first gave it.
    pub first: usize,
    /// Texts that only the second gave it.
    pub second: usize,
    /// Texts that neither gave it.
    pub neither: usize,
    /// Twice the texts that both gave it, by all that each gave it: agreement on the texts that raise it, which the many
    /// that neither gave it do not flatter (Hripcsak and Rothschild, 2005). None under [`SMALLEST_SAMPLE`] texts, or
    /// where fewer than [`FEWEST_RAISED`] raise it.
    pub f1: Option<Estimate>,
    /// Kappa; likewise none, and where it says nothing.
    pub kappa: Option<Estimate>,
    /// Alpha, likewise.
    pub alpha: Option<Estimate>,
}

impl ThemeAgreement {
    /// Texts that either gave it.
    pub fn raised(&self) -> usize {
        self.both + self.first + self.second
    }
}

/// Compares two codings of the same texts over these themes.
pub fn compare(texts: &[Twice], themes: &[String], seed: u64) -> Agreement {
    let responses = by_response(texts);
    let f1s: Vec<Mean> = responses.iter().map(|texts| Mean::of(texts)).collect();
    let of_theme: Vec<Vec<Cells>> = (themes.iter())
        .map(|theme| responses.iter().map(|of| Cells::of(of, theme)).collect())
        .collect();
    // Every text and theme: what a response has of each theme, taken together.
    let all: Vec<Cells> = (0..responses.len())
        .map(|at| together(of_theme.iter().map(|theme| theme[at])))
        .collect();
    let enough = texts.len() >= SMALLEST_SAMPLE;
    let estimate = |figure: fn(Cells) -> Option<f64>| {
        (enough.then(|| bootstrap(&all, figure, seed))).flatten()
    };
    Agreement {
        texts: texts.len(),
        responses: responses.len(),
        f1: (enough.then(|| bootstrap(&f1s, Mean::value, seed))).flatten(),
        kappa: estimate(Cells::kappa),
        alpha: estimate(Cells::alpha),
        themes: (themes.iter().zip(&of_theme))
            .map(|(theme, cells)| one_theme(theme, cells, seed))
            .collect(),
    }
}

/// The texts of each response, which were drawn together.
fn by_response(texts: &[Twice]) -> Vec<Vec<&Twice>> {
    let mut of: BTreeMap<&str, Vec<&Twice>> = BTreeMap::new();
    for text in texts {
        of.entry(&text.response).or_default().push(text);
    }
    of.into_values().collect()
}

fn one_theme(theme: &str, responses: &[Cells], seed: u64) -> ThemeAgreement {
    let all = together(responses.iter().copied());
    let line = ThemeAgreement {
        theme: theme.to_owned(),
        both: all.both,
        first: all.first,
        second: all.second,
        neither: all.neither,
        ..ThemeAgreement::default()
    };
    if all.units() < SMALLEST_SAMPLE || line.raised() < FEWEST_RAISED {
        return line;
    }
    ThemeAgreement {
        f1: bootstrap(responses, Cells::f1, seed),
        kappa: bootstrap(responses, Cells::kappa, seed),
        alpha: bootstrap(responses, Cells::alpha, seed),
        ..line
    }
}

/// What can be counted of each response and added up: whatever is drawn again is only added, not looked at again.
trait Tally: Copy + Default + AddAssign {}

fn together<T: Tally>(all: impl IntoIterator<Item = T>) -> T {
    let mut sum = T::default();
    for one in all {
        sum += one;
    }
    sum
}

/// Of how many texts both, one or neither of two coders gave a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cells {
    both: usize,
    first: usize,
    second: usize,
    neither: usize,
}

impl Tally for Cells {}

impl AddAssign for Cells {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.first += other.first;
        self.second += other.second;
        self.neither += other.neither;
    }
}

impl Cells {
    fn of(texts: &[&Twice], theme: &str) -> Self {
        let units = texts.iter().filter_map(|text| text.of(theme));
        together(units.map(Self::from))
    }

    fn units(self) -> usize {
        self.both + self.first + self.second + self.neither
    }

    /// Times that the first, and the second, gave it.
    fn given(self) -> (f64, f64) {
        (
            (self.both + self.first) as f64,
            (self.both + self.second) as f64,
        )
    }

    /// As [`kappa`], without the detour over every unit.
    fn kappa(self) -> Option<f64> {
        let (all, (a, b)) = (self.units() as f64, self.given());
        let agreed = (self.both + self.neither) as f64 / all;
        let chance = (a * b + (all - a) * (all - b)) / (all * all);
        (all > 0.0 && chance < 1.0).then(|| (agreed - chance) / (1.0 - chance))
    }

    /// As [`alpha`] for two coders who left nothing out, without the detour over every pair.
    fn alpha(self) -> Option<f64> {
        let (all, (a, b)) = (2.0 * self.units() as f64, self.given());
        let differ = 2.0 * (self.first + self.second) as f64;
        let expected = 2.0 * (a + b) * (all - a - b) / (all - 1.0);
        (all > 1.0 && expected > 0.0).then(|| 1.0 - differ / expected)
    }

    /// F1 of two coders over texts that each did or did not give a theme; none where neither ever gave it.
    fn f1(self) -> Option<f64> {
        let (a, b) = self.given();
        (a + b > 0.0).then(|| 2.0 * self.both as f64 / (a + b))
    }
}

impl From<(bool, bool)> for Cells {
    fn from(unit: (bool, bool)) -> Self {
        let one = |which| usize::from(unit == which);
        Self {
            both: one((true, true)),
            first: one((true, false)),
            second: one((false, true)),
            neither: one((false, false)),
        }
    }
}

/// A mean of F1 by text.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum: f64,
    texts: usize,
}

impl Tally for Mean {}

impl AddAssign for Mean {
    fn add_assign(&mut self, other: Self) {
        self.sum += other.sum;
        self.texts += other.texts;
    }
}

impl Mean {
    fn of(texts: &[&Twice]) -> Self {
        Self {
            sum: texts.iter().map(|t| t.f1()).sum(),
            texts: texts.len(),
        }
    }

    fn value(self) -> Option<f64> {
        (self.texts > 0).then(|| self.sum / self.texts as f64)
    }
}

/// The figure of all texts, and where it lies in 95 of 100 samples drawn from the responses with replacement: texts of one
/// response are alike, and drawn by themselves they would make it look surer than it is.
fn bootstrap<T: Tally>(
    responses: &[T],
    figure: fn(T) -> Option<f64>,
    seed: u64,
) -> Option<Estimate> {
    let value = figure(together(responses.iter().copied()))?;
    let mut chance = Chance(seed);
    let mut drawn: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let again = (0..responses.len()).map(|_| responses[chance.below(responses.len())]);
            figure(together(again))
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * drawn.len() as f64) as usize;
        drawn.get(place.min(drawn.len().saturating_sub(1))).copied()
    };
    Some(Estimate {
        value,
        low: at(0.025)?.min(value),
        high: at(0.975)?.max(value),
    })
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        ((u128::from(z) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, to: f64) {
        let value = value.unwrap();
        assert!((value - to).abs() < 0.0006, "{value} is not {to}");
    }

    fn pairs(counts: [(bool, bool, usize); 4]) -> Vec<(bool, bool)> {
        let unit = |(a, b, n)| std::iter::repeat_n((a, b), n);
        counts.into_iter().flat_map(unit).collect()
    }

    /// Fifty proposals for grants, read by two: the example of many textbooks and encyclopaedias.
    #[test]
    fn kappa_of_the_fifty_proposals_is_0_4() {
        let units = pairs([
            (true, true, 20),
            (true, false, 5),
            (false, true, 10),
            (false, false, 15),
        ]);
        near(kappa(&units), 0.4);
    }

    /// Two pairs of coders with the same share of agreement, but not by chance: kappa tells them apart.
    #[test]
    fn kappa_tells_agreement_from_chance() {
        let even = pairs([
            (true, true, 45),
            (true, false, 15),
            (false, true, 25),
            (false, false, 15),
        ]);
        near(kappa(&even), 0.1304);
        let uneven = pairs([
            (true, true, 25),
            (true, false, 35),
            (false, true, 5),
            (false, false, 35),
        ]);
        near(kappa(&uneven), 0.2593);
    }

    fn coded(rows: &[&str]) -> Vec<Vec<Option<char>>> {
        let rows: Vec<Vec<char>> = rows.iter().map(|row| row.chars().collect()).collect();
        let value = |c: char| (c != '.').then_some(c);
        (0..rows[0].len())
            .map(|unit| rows.iter().map(|row| value(row[unit])).collect())
            .collect()
    }

    /// Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), examples A, B and C.
    #[test]
    fn alpha_of_krippendorffs_own_examples_comes_out() {
        let two_values = coded(&["0100000010", "1110010000"]);
        near(alpha(&two_values), 0.095);
        let five_values = coded(&["aabbdcccedda", "babbbccceddd"]);
        near(alpha(&five_values), 0.692);
        let four_coders = coded(&[
            "123321412...",
            "1233224125.3",
            ".3332342251.",
            "12332441251.",
        ]);
        near(alpha(&four_coders), 0.743);
    }

    #[test]
    fn the_short_ways_for_two_coders_give_the_same_figures() {
        let units = pairs([
            (true, true, 7),
            (true, false, 2),
            (false, true, 3),
            (false, false, 20),
        ]);
        let long: Vec<Vec<Option<bool>>> = units
            .iter()
            .map(|(a, b)| vec![Some(*a), Some(*b)])
            .collect();
        let cells = together(units.iter().copied().map(Cells::from));
        let same = |long: Option<f64>, short: Option<f64>| {
            assert!((long.unwrap() - short.unwrap()).abs() < 1e-12);
        };
        same(alpha(&long), cells.alpha());
        same(kappa(&units), cells.kappa());
    }

    fn set(themes: &[&str]) -> BTreeSet<String> {
        themes.iter().map(|t| (*t).to_owned()).collect()
    }

    #[test]
    fn two_who_both_find_nothing_agree_and_half_a_match_counts_for_its_half() {
        assert!((f1(&set(&[]), &set(&[])) - 1.0).abs() < 1e-12);
        assert!(f1(&set(&["a"]), &set(&[])).abs() < 1e-12);
        assert!((f1(&set(&["a", "b"]), &set(&["a"])) - 2.0 / 3.0).abs() < 1e-12);
    }

    fn texts(count: usize) -> Vec<Twice> {
        let text = |at: usize| Twice {
            response: at.to_string(),
            first: set(if at.is_multiple_of(2) { &["a"] } else { &[] }),
            second: set(if at.is_multiple_of(2) && !at.is_multiple_of(10) {
                &["a"]
            } else {
                &[]
            }),
            among: set(&["a"]),
        };
        (0..count).map(text).collect()
    }

    #[test]
    fn nothing_is_said_of_fewer_than_thirty_texts() {
        let few = compare(&texts(29), &["a".to_owned()], 1);
        assert_eq!((few.f1, few.kappa, few.alpha), (None, None, None));
        assert_eq!(few.themes[0].kappa, None);
        assert_eq!(
            few.themes[0].both + few.themes[0].first + few.themes[0].neither,
            29
        );
    }

    #[test]
    fn an_interval_holds_its_figure_and_is_the_same_every_time() {
        let once = compare(&texts(60), &["a".to_owned()], 7);
        assert_eq!(once, compare(&texts(60), &["a".to_owned()], 7));
        let f1 = once.f1.unwrap();
        assert!((f1.value - 0.9).abs() < 1e-12);
        assert!(
            f1.low < f1.value && f1.value < f1.high && f1.high <= 1.0,
            "{f1:?}"
        );
        assert!(once.kappa.unwrap().value > 0.75);
    }

    #[test]
    fn texts_of_one_response_make_nobody_surer_than_as_many_responses_would() {
        let alone = texts(60);
        let mut together = alone.clone();
        for (at, text) in together.iter_mut().enumerate() {
            // Those on which the two differ are of the same few responses.
            text.response = (at % 10).to_string();
        }
        let [alone, together] =
            [alone, together].map(|texts| compare(&texts, &["a".to_owned()], 1));
        assert_eq!((alone.responses, together.responses), (60, 10));
        let [a, t] = [&alone, &together].map(|of| of.f1.unwrap());
        assert!((a.value - t.value).abs() < 1e-12);
        assert!(t.high - t.low > a.high - a.low, "{t:?} {a:?}");
    }

    #[test]
    fn a_theme_has_a_figure_of_its_own_with_an_interval_once_enough_texts_raise_it() {
        let mut all = texts(60);
        let themes = ["a".to_owned(), "rare".to_owned()];
        for text in &mut all {
            text.among.insert("rare".to_owned());
        }
        for text in all.iter_mut().take(4) {
            text.first.insert("rare".to_owned());
            text.second.insert("rare".to_owned());
        }
        let few = compare(&all, &themes, 1);
        let [often, rare] = &few.themes[..] else {
            panic!("two themes")
        };
        // Given 30 times by the first and 24 times by the second, who gave it nowhere else.
        let f1 = often.f1.unwrap();
        assert_eq!((often.raised(), often.both), (30, 24));
        assert!((f1.value - 48.0 / 54.0).abs() < 1e-12);
        assert!(f1.low < f1.value && f1.value < f1.high, "{f1:?}");
        assert_eq!((rare.raised(), rare.f1, rare.kappa), (4, None, None));
        all[4].first.insert("rare".to_owned());
        let enough = compare(&all, &themes, 1);
        let rare = enough.themes[1].f1.unwrap();
        assert!((rare.value - 8.0 / 9.0).abs() < 1e-12, "{rare:?}");
        let kappa = enough.themes[1].kappa.unwrap();
        assert!(
            kappa.low < kappa.value && kappa.value < kappa.high,
            "{kappa:?}"
        );
    }

    #[test]
    fn where_nobody_ever_gives_a_theme_kappa_and_alpha_say_nothing() {
        let silent = |at: usize| Twice {
            response: at.to_string(),
            among: set(&["a"]),
            ..Twice::default()
        };
        let silent: Vec<Twice> = (0..40).map(silent).collect();
        let theme = &compare(&silent, &["a".to_owned()], 1).themes[0];
        assert_eq!((theme.kappa, theme.alpha, theme.neither), (None, None, 40));
    }

    #[test]
    fn a_theme_that_came_after_a_text_was_coded_says_nothing_of_it() {
        let mut all = texts(40);
        let themes = ["a".to_owned(), "late".to_owned()];
        let before = compare(&all, &themes, 1);
        // The second coder comes back to one text and gives it the theme that the first could not have given.
        all[1].second = set(&["late"]);
        let after = compare(&all, &themes, 1);
        assert_eq!(before, after);
        let late = &after.themes[1];
        assert_eq!((late.second, late.neither, late.kappa), (0, 0, None));
    }
}
