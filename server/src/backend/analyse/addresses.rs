//! A group of look-alikes that the engine finds again keeps its address: somebody may have it open, or have sent it on. A
//! group that others have joined is another one: what an officer decides of it is meant for those whom they saw.

use crate::clock::ordered_id;
use domain::id::TextItemId;
use std::collections::BTreeMap;

/// Groups of the last run, by their texts.
pub(super) struct Addresses {
    group_of: BTreeMap<TextItemId, String>,
    sizes: BTreeMap<String, usize>,
}

impl Addresses {
    /// Of these texts, each with the group it was in.
    pub(super) fn of(known: Vec<(TextItemId, String)>) -> Self {
        let mut sizes = BTreeMap::new();
        for (_, group) in &known {
            *sizes.entry(group.clone()).or_default() += 1;
        }
        Self {
            group_of: known.into_iter().collect(),
            sizes,
        }
    }

    /// The address of a group: that of the known one which holds all its texts and of which they are at least half, else a
    /// new one. Each is given once.
    pub(super) fn take(&mut self, members: &[TextItemId]) -> String {
        let mut shared: BTreeMap<&String, usize> = BTreeMap::new();
        for group in members.iter().filter_map(|text| self.group_of.get(text)) {
            *shared.entry(group).or_default() += 1;
        }
        let most = shared.into_iter().max_by_key(|(_, both)| *both);
        let same = most.and_then(|(group, both)| {
            let size = *self.sizes.get(group)?;
            (both == members.len() && 2 * both >= size).then(|| group.clone())
        });
        match same {
            Some(group) => {
                self.sizes.remove(&group);
                group
            }
            None => ordered_id().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_is_much_the_same_keeps_its_address_and_no_two_have_one() {
        let texts: Vec<TextItemId> = (0..6)
            .map(|_| TextItemId::from_uuid(ordered_id()))
            .collect();
        let known = texts[..4].iter().map(|text| (*text, "old".to_owned()));
        let mut addresses = Addresses::of(known.collect());
        let one = addresses.take(&texts[3..4]);
        assert_ne!(one, "old", "one of four is another group");
        assert_ne!(addresses.take(&texts[..5]), "old", "somebody has joined it");
        assert_eq!(addresses.take(&texts[1..4]), "old");
        assert_ne!(addresses.take(&texts[..4]), "old", "it is given once");
    }
}
