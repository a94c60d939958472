//! Who has which text on their screen. In memory: it is a courtesy between colleagues and nothing rests on it.

use domain::id::{ConsultationId, TextItemId};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How long a text counts as being read after it was opened.
const WHILE: SignedDuration = SignedDuration::from_mins(5);

/// What is remembered of a consultation.
#[derive(Clone, Debug, Default)]
struct Room {
    /// Who opened which text, and when.
    open: BTreeMap<String, (TextItemId, Timestamp)>,
    /// How many contributions there were when texts were last lined up.
    lined_up: Option<i64>,
}

/// Who reads what, by consultation. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Presence(Arc<Mutex<BTreeMap<ConsultationId, Room>>>);

impl Presence {
    /// Somebody opens a text.
    pub fn opens(&self, of: ConsultationId, who: &str, text: TextItemId, now: Timestamp) {
        let mut all = self.all();
        let room = all.entry(of).or_default();
        room.open.insert(who.to_owned(), (text, now));
    }

    /// What others than `who` have open.
    pub fn others(
        &self,
        of: ConsultationId,
        who: &str,
        now: Timestamp,
    ) -> Vec<(String, TextItemId)> {
        let all = self.all();
        let open = all.get(&of).into_iter().flat_map(|room| &room.open);
        open.filter(|(other, (_, at))| *other != who && now.duration_since(*at) < WHILE)
            .map(|(other, (text, _))| (other.clone(), *text))
            .collect()
    }

    /// Whether texts were lined up when there were this many contributions.
    pub fn is_lined_up(&self, of: ConsultationId, count: i64) -> bool {
        self.all().get(&of).and_then(|room| room.lined_up) == Some(count)
    }

    /// Notes that they were.
    pub fn lined_up(&self, of: ConsultationId, count: i64) {
        self.all().entry(of).or_default().lined_up = Some(count);
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<ConsultationId, Room>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_open_with_others_for_five_minutes_and_never_with_oneself() {
        let nil = "00000000-0000-0000-0000-000000000000";
        let (of, text): (ConsultationId, TextItemId) = (nil.parse().unwrap(), nil.parse().unwrap());
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let presence = Presence::default();
        presence.opens(of, "ada", text, now);
        assert!(presence.others(of, "ada", now).is_empty());
        assert_eq!(presence.others(of, "ben", now), [("ada".to_owned(), text)]);
        let later = now + SignedDuration::from_mins(5);
        assert!(presence.others(of, "ben", later).is_empty());
    }
}
