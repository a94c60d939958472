use crate::data::{Set, codebook};
use crate::engine::{Ask, Engine};
use crate::learning::*;
use crate::score::{Judged, mean};
use std::path::Path;
use std::time::Instant;

pub fn main() -> anyhow::Result<()> {
    let data = Path::new("/work/shared/data");
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let seeds: u64 = args.next().map_or(2, |s| s.parse().unwrap());
    let nomodel = args.next().is_some();
    let mut engine = if nomodel {
        Engine::without()
    } else {
        Engine::with(Path::new("/tmp/me/engine/model"))?
    };
    let nhs = Set::read(&data.join("nhs_patient_feedback.csv"))?;
    let anes = Set::read(&data.join("survey_candidate_likes.csv"))?;
    let gam = Set::read(&data.join("gambling_adverts_llm_written.csv"))?;
    let gb = codebook(&data.join("gambling_adverts_codebook.json"))?;
    let nb = codebook(Path::new(
        "/work/wt/engine/bench/themes/patient_feedback_codebook.json",
    ))?;
    let nl = codebook(&data.join("nhs_patient_feedback_codebook.json"))?;
    let file = Path::new("/tmp/me/engine/vectors.bin");
    engine.recall(file);
    let t = Instant::now();
    for w in what.split(',') {
        match w {
            "g" => {
                let o = engine.ask(
                    &gam,
                    &Ask {
                        codebook: Some(gb.clone()),
                        ..Ask::default()
                    },
                    0,
                )?;
                let j = Judged::mapped(&gam, &[], &o);
                let d = Judged::discovered(&gam, &o);
                println!(
                    "gambling definitions: {:.4}  (score.py discovery {:.4})",
                    j.sample_f1(),
                    d.sample_f1()
                );
                let n = seeds.max(10);
                let r: Vec<_> = (0..n)
                    .map(|seed| {
                        let c = three_a_theme(&gam, seed);
                        let o = taught(&mut engine, &gam, &c, Some(&gb), seed).unwrap();
                        (Judged::mapped(&gam, &c, &o).sample_f1(), c.len() as f64)
                    })
                    .collect();
                println!(
                    "gambling 3 a theme: {:.4}  coded {:.1}",
                    mean(r.iter().map(|x| x.0)),
                    mean(r.iter().map(|x| x.1))
                );
            }
            "s" => {
                let n = seeds.max(5);
                let mut rows = vec![];
                for seed in 0..n {
                    let (set, c) = small(&nhs, seed);
                    let o = engine.ask(
                        &set,
                        &Ask {
                            codebook: Some(nb.clone()),
                            ..Ask::default()
                        },
                        0,
                    )?;
                    let a = Judged::mapped(&set, &[], &o).sample_f1();
                    let o = engine.ask(
                        &set,
                        &Ask {
                            codebook: Some(nl.clone()),
                            ..Ask::default()
                        },
                        0,
                    )?;
                    let a2 = Judged::mapped(&set, &[], &o).sample_f1();
                    let o = taught(&mut engine, &set, &c, Some(&nb), seed)?;
                    let b = Judged::mapped(&set, &c, &o).sample_f1();
                    let o = taught(&mut engine, &set, &c, None, seed)?;
                    rows.push((a, b, Judged::mapped(&set, &c, &o).sample_f1(), a2));
                }
                println!(
                    "small: definitions {:.4} (labels {:.4}); +30 {:.4}; 30 alone {:.4}",
                    mean(rows.iter().map(|x| x.0)),
                    mean(rows.iter().map(|x| x.3)),
                    mean(rows.iter().map(|x| x.1)),
                    mean(rows.iter().map(|x| x.2))
                );
            }
            "d" => {
                for (name, set) in [("nhs", &nhs), ("anes", &anes)] {
                    for seed in 0..seeds.min(2) {
                        let o = engine.ask(
                            set,
                            &Ask {
                                themes: Some(60),
                                ..Ask::default()
                            },
                            seed,
                        )?;
                        let j = Judged::discovered(set, &o);
                        println!(
                            "discover {name} seed {seed}: {} found, f1 {:.3} themes {}",
                            j.found(),
                            j.sample_f1(),
                            o.themes.len()
                        );
                    }
                }
            }
            _ => {
                let (name, n) = w.split_at(1);
                let n: usize = n.parse()?;
                let set = if name == "n" { &nhs } else { &anes };
                let mut rows = vec![];
                for seed in 0..seeds {
                    let c = drawn(set, n, seed);
                    let o = taught(&mut engine, set, &c, None, seed)?;
                    let j = Judged::mapped(set, &c, &o);
                    let f = officer(set, &c, &o);
                    rows.push([
                        j.sample_f1(),
                        j.share_error(),
                        j.top_ten_overlap(),
                        f.precision,
                        f.share,
                        f.after,
                    ]);
                }
                let m = |i: usize| mean(rows.iter().map(|r| r[i]));
                println!(
                    "{w}: f1 {:.4} share err {:.3} top10 {:.2} precision {:.3} share {:.3} after {:.3}",
                    m(0),
                    m(1),
                    m(2),
                    m(3),
                    m(4),
                    m(5)
                );
            }
        }
        println!("   {:.1}s", t.elapsed().as_secs_f64());
    }
    engine.remember(file)
}
