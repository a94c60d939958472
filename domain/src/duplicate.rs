//! Contributions that may be one person's: found by rule, decided by a person, undone at any time.
//!
//! A rule only brings contributions together for somebody to look at. It takes nothing away.

use crate::contribution::{Capacity, Form, words};
use crate::id::ContributionId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How close together the same answers must arrive to look like one person's second click, in minutes.
pub const MINUTES: i64 = 5;

/// Most contributions that are compared each with each. Of more, only neighbours are: the set is the same.
const COMPARED: usize = 200;

words! {
    /// Why contributions were put together.
    Alike {
        /// Nearly the same words.
        Words = "words",
        /// The same organisation or group.
        Organisation = "organisation",
        /// The same answers within a few minutes.
        Moment = "moment",
    }
}

words! {
    /// What a person says of contributions that were put together.
    Verdict {
        /// One person, twice: the last one in time counts.
        SamePerson = "same-person",
        /// Different people, who all count. They are not shown together again.
        DifferentPeople = "different-people",
    }
}

/// Sent sooner than this after it was begun, a form was hardly filled in by a person. In seconds.
pub const QUICK_SECONDS: i64 = 3;

words! {
    /// What is odd about the way a form was sent. It is never a reason to refuse it: a person looks.
    Flag {
        /// A field that people do not see was filled in.
        Trap = "trap",
        /// It was sent within [`QUICK_SECONDS`] of being begun.
        Quick = "quick",
    }
}

/// What is odd about a form begun and sent at these moments.
pub fn flags(trap: bool, begun: Timestamp, sent: Timestamp) -> Vec<Flag> {
    let quick = sent.duration_since(begun) < SignedDuration::from_secs(QUICK_SECONDS);
    let odd = [(Flag::Trap, trap), (Flag::Quick, quick)];
    let odd = odd.into_iter().filter(|(_, odd)| *odd);
    odd.map(|(flag, _)| flag).collect()
}

/// A contribution that shares something with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// Its id.
    pub id: ContributionId,
    /// What it shares.
    pub alike: Alike,
    /// Names what is shared: a group of texts, an organisation, a hash of what was sent.
    pub same: String,
    /// What it is. A letter is no second survey response.
    pub form: Form,
    /// For whom they speak. A head teacher may answer for the school and for herself.
    pub capacity: Capacity,
    /// When it reached the council.
    pub received: Timestamp,
}

/// Contributions that may be one person's, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Two or more, oldest first.
    pub members: Vec<ContributionId>,
    /// Every reason, in a fixed order.
    pub because: Vec<Alike>,
}

/// What somebody decided, and nobody has undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What they said.
    pub verdict: Verdict,
    /// Of which.
    pub members: Vec<ContributionId>,
}

/// When a contribution came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it reached the council.
    pub received: Timestamp,
    /// When it was put in: of two that came on one day, the one put in later is the later one.
    pub entered: Timestamp,
    /// Whether it came after closing.
    pub late: bool,
}

/// The sets that nobody has decided on, oldest first.
pub fn find(suspects: &[Suspect], decided: &[Decided]) -> Vec<Found> {
    let settled = settled(decided);
    let mut sets = Sets::default();
    let mut links = Vec::new();
    for ((alike, ..), bucket) in buckets(suspects) {
        for (one, other) in pairs(alike, &bucket) {
            let pair = ordered(one.id, other.id);
            if one.id != other.id && !settled.contains(&pair) {
                sets.join(one.id, other.id);
                links.push((one.id, alike));
            }
        }
    }
    let received: BTreeMap<ContributionId, Timestamp> =
        suspects.iter().map(|s| (s.id, s.received)).collect();
    let mut found: Vec<Found> = Vec::new();
    for mut members in sets.lists() {
        members.sort_by_key(|id| (received.get(id).copied(), *id));
        let here: BTreeSet<Alike> = (links.iter())
            .filter(|(id, _)| members.contains(id))
            .map(|(_, alike)| *alike)
            .collect();
        found.push(Found {
            members,
            because: here.into_iter().collect(),
        });
    }
    found.sort_by_key(|f| (received.get(&f.members[0]).copied(), f.members[0]));
    found
}

/// Which contribution each replaced one gives way to. What decisions say of overlapping sets is put together: who is
/// the same as somebody who is the same as a third is one person with both.
///
/// The last one counts, for that is what they ended up saying; but what came after closing never takes the place of
/// what came in time.
pub fn replaced(
    decided: &[Decided],
    arrivals: &BTreeMap<ContributionId, Arrival>,
) -> BTreeMap<ContributionId, ContributionId> {
    let mut sets = Sets::default();
    for one in decided.iter().filter(|d| d.verdict == Verdict::SamePerson) {
        for pair in one.members.windows(2) {
            sets.join(pair[0], pair[1]);
        }
    }
    let mut replaced = BTreeMap::new();
    for members in sets.lists() {
        let rank = |id: &&ContributionId| {
            let arrival = arrivals.get(*id);
            arrival.map(|a| (!a.late, a.received, a.entered, **id))
        };
        let Some(counts) = members.iter().max_by_key(rank).copied() else {
            continue;
        };
        let others = members.iter().filter(|id| **id != counts);
        replaced.extend(others.map(|id| (*id, counts)));
    }
    replaced
}

type Bucket<'a> = ((Alike, String, Form, Capacity), Vec<&'a Suspect>);

/// Suspects that share the same thing, are of one form and speak for the same, oldest first.
fn buckets(suspects: &[Suspect]) -> Vec<Bucket<'_>> {
    let mut all: BTreeMap<(Alike, String, Form, Capacity), Vec<&Suspect>> = BTreeMap::new();
    for suspect in suspects {
        // Copies of a standard text are told apart already, and they are alike by their nature.
        if suspect.capacity == Capacity::Campaign {
            continue;
        }
        let same = match suspect.alike {
            Alike::Organisation => bare(&suspect.same),
            _ => suspect.same.clone(),
        };
        if !same.is_empty() {
            let key = (suspect.alike, same, suspect.form, suspect.capacity);
            all.entry(key).or_default().push(suspect);
        }
    }
    let mut all: Vec<_> = all.into_iter().collect();
    for (_, bucket) in &mut all {
        bucket.sort_by_key(|s| (s.received, s.id));
        bucket.dedup_by_key(|s| s.id);
    }
    all
}

fn pairs<'a>(alike: Alike, bucket: &[&'a Suspect]) -> Vec<(&'a Suspect, &'a Suspect)> {
    let near = |one: &Suspect, other: &Suspect| {
        let apart = other.received.duration_since(one.received);
        alike != Alike::Moment || apart <= SignedDuration::from_mins(MINUTES)
    };
    let reach = match bucket.len() > COMPARED {
        true => 1,
        false => bucket.len(),
    };
    let mut pairs = Vec::new();
    for (at, one) in bucket.iter().enumerate() {
        for other in bucket.iter().skip(at + 1).take(reach) {
            if near(one, other) {
                pairs.push((*one, *other));
            }
        }
    }
    pairs
}

/// A name without what people write now one way and now another.
fn bare(name: &str) -> String {
    let spaced = name.to_lowercase().replace('&', " and ");
    let kept = spaced.replace(['\'', '’', '.'], "");
    let words = kept.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && *word != "the");
    words.collect::<Vec<_>>().join(" ")
}

/// Every pair that needs no decision any more.
fn settled(decided: &[Decided]) -> BTreeSet<(ContributionId, ContributionId)> {
    let mut sets = Sets::default();
    let mut pairs = BTreeSet::new();
    for one in decided {
        for (at, id) in one.members.iter().enumerate() {
            pairs.extend(one.members.iter().skip(at + 1).map(|o| ordered(*id, *o)));
        }
        if one.verdict == Verdict::SamePerson {
            for pair in one.members.windows(2) {
                sets.join(pair[0], pair[1]);
            }
        }
    }
    for set in sets.lists() {
        for (at, id) in set.iter().enumerate() {
            pairs.extend(set.iter().skip(at + 1).map(|o| ordered(*id, *o)));
        }
    }
    pairs
}

fn ordered(one: ContributionId, other: ContributionId) -> (ContributionId, ContributionId) {
    (one.min(other), one.max(other))
}

/// Sets that grow together.
#[derive(Default)]
struct Sets(BTreeMap<ContributionId, ContributionId>);

impl Sets {
    fn root(&mut self, id: ContributionId) -> ContributionId {
        let mut at = id;
        while let Some(up) = self.0.get(&at).copied()
            && up != at
        {
            at = up;
        }
        self.0.insert(id, at);
        at
    }

    fn join(&mut self, one: ContributionId, other: ContributionId) {
        let (one, other) = (self.root(one), self.root(other));
        self.0.insert(one, one);
        self.0.insert(other, one);
    }

    /// Each set of two or more.
    fn lists(mut self) -> Vec<Vec<ContributionId>> {
        let all: Vec<ContributionId> = self.0.keys().copied().collect();
        let mut lists: BTreeMap<ContributionId, Vec<ContributionId>> = BTreeMap::new();
        for id in all {
            let root = self.root(id);
            lists.entry(root).or_default().push(id);
        }
        lists.into_values().filter(|set| set.len() > 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> ContributionId {
        ContributionId::from_uuid(Uuid::from_u128(n))
    }

    fn at(minute: i64) -> Timestamp {
        let start: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        start + SignedDuration::from_mins(minute)
    }

    fn suspect(n: u128, alike: Alike, same: &str, minute: i64) -> Suspect {
        Suspect {
            id: id(n),
            alike,
            same: same.to_owned(),
            form: Form::Response,
            capacity: match alike {
                Alike::Organisation => Capacity::Organisation,
                _ => Capacity::Individual,
            },
            received: at(minute),
        }
    }

    fn said(verdict: Verdict, members: &[u128]) -> Decided {
        Decided {
            verdict,
            members: members.iter().map(|n| id(*n)).collect(),
        }
    }

    #[test]
    fn the_same_answers_hours_apart_are_two_peoples() {
        let near = [
            suspect(1, Alike::Moment, "h", 0),
            suspect(2, Alike::Moment, "h", 4),
        ];
        let found = find(&near, &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].members, [id(1), id(2)]);
        assert_eq!(found[0].because, [Alike::Moment]);
        let far = [
            suspect(1, Alike::Moment, "h", 0),
            suspect(2, Alike::Moment, "h", 6),
        ];
        assert_eq!(find(&far, &[]), []);
    }

    #[test]
    fn a_form_is_odd_when_it_is_sent_at_once_or_has_words_where_nobody_sees_a_field() {
        assert_eq!(flags(false, at(0), at(1)), []);
        assert_eq!(flags(true, at(0), at(1)), [Flag::Trap]);
        let soon = at(0) + SignedDuration::from_secs(QUICK_SECONDS - 1);
        assert_eq!(flags(false, at(0), soon), [Flag::Quick]);
        assert_eq!(flags(true, at(0), at(0)), Flag::ALL);
    }

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        let found = find(
            &[
                suspect(1, Alike::Organisation, "St Bride’s & All Saints School", 0),
                suspect(
                    2,
                    Alike::Organisation,
                    "The St. Brides and All Saints school",
                    900,
                ),
                suspect(3, Alike::Organisation, "Saltmere School", 0),
            ],
            &[],
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].members, [id(1), id(2)]);
    }

    #[test]
    fn a_letter_and_a_survey_response_are_never_put_together() {
        let mut letter = suspect(2, Alike::Words, "g", 0);
        letter.form = Form::Letter;
        assert_eq!(find(&[suspect(1, Alike::Words, "g", 0), letter], &[]), []);
    }

    #[test]
    fn what_was_decided_is_not_asked_again_and_what_is_new_is() {
        let all = [1, 2, 3].map(|n| suspect(n, Alike::Words, "g", 0));
        let told = [said(Verdict::DifferentPeople, &[1, 2])];
        assert_eq!(find(&all[..2], &told), []);
        let found = find(&all, &told);
        assert_eq!(found[0].members.len(), 3, "3 has not been looked at");
        let one = [
            said(Verdict::SamePerson, &[1, 2]),
            said(Verdict::SamePerson, &[2, 3]),
        ];
        assert_eq!(find(&all, &one), []);
    }

    #[test]
    fn of_one_persons_the_last_counts_but_never_one_that_came_too_late() {
        let arrive = |minute, late| Arrival {
            received: at(minute),
            entered: at(minute),
            late,
        };
        let arrivals = BTreeMap::from([
            (id(1), arrive(0, false)),
            (id(2), arrive(9, false)),
            (id(3), arrive(20, true)),
        ]);
        let told = [
            said(Verdict::SamePerson, &[1, 2]),
            said(Verdict::SamePerson, &[3, 2]),
        ];
        let replaced = super::replaced(&told, &arrivals);
        assert_eq!(replaced, BTreeMap::from([(id(1), id(2)), (id(3), id(2))]));
        let late = super::replaced(&told[1..], &BTreeMap::new());
        assert_eq!(late.len(), 1, "of two, one counts whatever is known");
    }
}
