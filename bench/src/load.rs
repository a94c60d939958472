//! Many connections at once, for a bounded time, on one side and then the other.

use crate::figures::{Pair, Rate};
use crate::http::Connection;
use crate::job::Job;
use crate::product::{Comparison, comparisons};
use crate::report::{self, Measured, Settings};
use anyhow::{Context, Result};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Most times that anything is done in one round, so that a fast machine does not fill its disk.
const MOST: u64 = 200_000;
/// Long enough to open connections and fill caches.
const WARM_UP: Duration = Duration::from_millis(500);

/// What to load, and how hard.
#[derive(Args)]
pub struct Options {
    /// Where the product listens
    #[arg(long)]
    product: SocketAddr,
    /// Where the baseline listens
    #[arg(long)]
    bare: SocketAddr,
    /// Seconds of each half of a round
    #[arg(long)]
    seconds: f64,
    /// How many connections ask at once
    #[arg(long)]
    connections: usize,
    /// How many rounds, each of the product and then the baseline
    #[arg(long)]
    rounds: usize,
    /// The database, for the report
    #[arg(long)]
    database: String,
    /// Where the JSON goes
    #[arg(long)]
    out: PathBuf,
}

/// Measures everything, prints the table and writes the file.
///
/// # Errors
/// When either side gives a wrong answer, even once: then no figure would mean anything.
pub async fn run(options: Options) -> Result<()> {
    let settings = Settings {
        database: options.database.clone(),
        seconds: options.seconds,
        connections: options.connections,
        rounds: options.rounds,
    };
    report::heading(&settings);
    let mut all = Vec::new();
    for comparison in comparisons(options.product).await? {
        let measured = measure(&options, comparison).await?;
        report::row(&measured);
        all.push(measured);
    }
    report::write(&options.out, &settings, &all)
}

async fn measure(options: &Options, comparison: Comparison) -> Result<Measured> {
    let Comparison {
        name,
        bytes,
        product,
        bare,
    } = comparison;
    let sides = [
        (options.product, Arc::new(product)),
        (options.bare, Arc::new(bare)),
    ];
    let once = async |side: usize, limit: Duration| {
        let (address, job) = &sides[side];
        let rate = load(*address, job, options.connections, limit).await;
        rate.map(Rate::per_second).with_context(|| {
            let whose = ["the product", "the baseline"][side];
            format!("{name}: {whose} failed")
        })
    };
    for side in [0, 1] {
        once(side, WARM_UP).await?;
    }
    let limit = Duration::from_secs_f64(options.seconds);
    let mut pairs = Vec::with_capacity(options.rounds);
    for _ in 0..options.rounds {
        pairs.push(Pair {
            product: once(0, limit).await?,
            bare: once(1, limit).await?,
        });
    }
    Ok(Measured { name, bytes, pairs })
}

/// Does the job on every connection until the time is up, and waits for what was begun.
async fn load(
    address: SocketAddr,
    job: &Arc<Job>,
    connections: usize,
    limit: Duration,
) -> Result<Rate> {
    let mut open = Vec::with_capacity(connections);
    for _ in 0..connections {
        open.push(Connection::open(address).await?);
    }
    let begun = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let tasks = open.into_iter().map(|mut connection| {
        let (job, begun) = (Arc::clone(job), Arc::clone(&begun));
        tokio::spawn(async move {
            let mut done = 0;
            while start.elapsed() < limit && begun.fetch_add(1, Ordering::Relaxed) < MOST {
                job.run(&mut connection, number()).await?;
                done += 1;
            }
            anyhow::Ok(done)
        })
    });
    let mut done = 0;
    for task in tasks.collect::<Vec<_>>() {
        done += task.await??;
    }
    Ok(Rate {
        done,
        took: start.elapsed(),
    })
}

/// Never the same twice: two submissions under one key would be one.
fn number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
