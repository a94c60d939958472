//! Words that people use for one thing, so that a definition finds those who say it in their own words.
//!
//! Written by hand for public consultations on schools, care and money. A word may stand in several groups.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::stem;

/// One group a line; words in any form, since they are compared by stem.
const GROUPS: &[&str] = &[
    "child kid son daughter boy girl toddler baby youngster teenager young pupil student minor grandson granddaughter",
    "parent mum dad mother father carer guardian family grandparent",
    "family household home relative husband wife brother sister sibling",
    "teacher staff ta assistant headteacher head tutor lecturer",
    "staff nurse doctor crew team worker employee colleague driver receptionist paramedic",
    "senco sendco senco coordinator inclusion",
    "school academy college nursery setting classroom class",
    "money cost fund funding budget price pay fee finance expense expensive afford cheap revenue income spend pound cash",
    "job employment work career employer wage salary livelihood",
    "debt bankrupt loan owe lost savings mortgage ruin",
    "cut reduce reduction loss lose less fewer decrease shrink remove withdraw",
    "increase more rise grow extra higher raise",
    "wait delay late slow queue time long hour week month punctual prompt quick fast speed",
    "ban prohibit stop outlaw forbid abolish remove end",
    "limit restrict restriction cap curb watershed compromise partial moderate",
    "rule law regulate regulation legislation regulator enforce statutory legal code oversight",
    "government council authority state minister politician parliament",
    "company business firm industry operator corporation sponsor",
    "choice choose freedom free decide responsible responsibility adult personal individual option nanny",
    "fair fairness unfair equal equality equity unequal consistent consistency inconsistent same postcode lottery",
    "discriminate discrimination race racism gender disability minority ethnic bias prejudice",
    "gender man woman male female boy girl lad",
    "demographic age group older younger elderly vulnerable",
    "harm damage danger dangerous destroy hurt suffer risk victim",
    "addiction addict addicted habit dependent compulsive problem recovery",
    "worry anxious anxiety concern stress afraid fear upset distress mental",
    "support back agree favour welcome approve endorse",
    "oppose disagree against object reject dislike",
    "help support assist assistance aid",
    "listen hear heard ignore voice understand involve consult ask opinion view",
    "inform information tell told explain explanation communicate communication update letter leaflet advice guidance",
    "contact phone telephone ring call email reply answer respond response reach message",
    "clear clarity plain jargon confusing confused simple complicated understand",
    "honest honesty open transparent transparency secret truth trust lie hide",
    "polite kind friendly caring helpful rude attitude manner pleasant respectful courteous compassion considerate",
    "respect dignity value equal listen",
    "thank grateful excellent brilliant great fantastic happy pleased satisfied good wonderful gratitude positive",
    "bad poor terrible awful disappointed unhappy dissatisfied negative worse worst complaint complain",
    "clean dirty tidy hygiene infection filthy",
    "building room facility toilet parking environment seat chair waiting heating noise",
    "food meal drink water tea lunch eat hungry",
    "transport bus taxi car journey travel drive ambulance lift vehicle collect",
    "appointment booking book slot clinic visit cancel",
    "medicine medication drug tablet prescription dose pharmacy painkiller",
    "diagnosis diagnose assess assessment test identify triage",
    "treatment treat care therapy operation pain better relief",
    "refer referral transfer discharge follow handover pathway",
    "skill train training knowledge knowledgeable professional competent expert experience expertise qualified",
    "plan ehcp statement provision review annual",
    "band banding level tariff tier descriptor criteria matrix threshold",
    "appeal challenge tribunal review dispute mediation",
    "paperwork workload admin form bureaucracy evidence burden time",
    "panel committee board decision decide meeting",
    "moderate moderation sample check audit compare",
    "autism autistic adhd neurodivergent asd sensory",
    "trauma bereavement abuse crisis exclusion excluded emotional",
    "behaviour behave challenging exclusion disruptive",
    "speech language therapy therapist salt communication",
    "place placement special mainstream specialist inclusion",
    "change transition move new start begin",
    "accountable accountability responsible promise measure monitor follow commit",
    "feedback outcome result happened told",
    "organise organised organisation efficient efficiency disorganised shambles smooth system process",
    "normal normalise usual everyday culture accepted common part",
    "advert advertisement advertise ad commercial promotion marketing sponsor",
    "target aim predatory exploit prey manipulate aggressive",
    "alternative instead replace other different substitute elsewhere",
    "compare comparison comparable similar like same example",
    "sport football match game team club league",
    "tax vote election policy party",
    "rural village town local area community neighbourhood",
    "small large size big tiny",
    "safe safety secure protect protection shield safeguard",
    "accessible access wheelchair ramp language interpreter translation",
    "online website internet app digital computer",
];

/// Stems that share a group with this stem, without itself, each once, in order of the groups.
#[must_use]
pub fn kin(of: &str) -> Vec<&'static str> {
    static MEMBERS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
        let stems = |group: &&str| group.split(' ').map(stem).collect();
        GROUPS.iter().map(stems).collect()
    });
    static GROUPS_OF: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
        let mut groups_of: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (at, members) in MEMBERS.iter().enumerate() {
            for member in members {
                groups_of.entry(member).or_default().push(at);
            }
        }
        groups_of
    });
    let mut kin: Vec<&'static str> = Vec::new();
    for &group in GROUPS_OF.get(of).into_iter().flatten() {
        for member in &MEMBERS[group] {
            if member != of && !kin.contains(&member.as_str()) {
                kin.push(member);
            }
        }
    }
    kin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_thing_are_kin_whichever_form_is_asked_for() {
        assert!(kin(&stem("children")).contains(&stem("daughters").as_str()));
        assert!(kin(&stem("funding")).contains(&stem("costs").as_str()));
        assert!(!kin(&stem("children")).contains(&stem("child").as_str()));
        assert!(kin("zebra").is_empty());
    }
}
