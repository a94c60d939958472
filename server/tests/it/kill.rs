//! The program is killed again and again while people send. Slow: `cargo xtask test --full`.

use crate::kit::address;
use serde_json::json;
use server::storage::Db;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const KILLS: usize = 20;
const SENDERS: usize = 16;
const RESPONSES: &str = "consultations/extra-help-criteria/responses";

/// Whether somebody who hears nothing sends again under the same key, as the pages and good programs do.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    Same,
    NewEachTime,
}

/// What the senders know in the end.
#[derive(Default)]
struct Known {
    /// The reference that each response was acknowledged with.
    acknowledged: BTreeMap<String, String>,
}

#[tokio::test]
#[ignore = "slow: kills a server twenty times"]
async fn what_was_acknowledged_before_a_kill_is_there_after_it_and_only_once() {
    let (known, stored) = ordeal(Key::Same).await;
    assert!(
        known.acknowledged.len() > KILLS * SENDERS / 2,
        "too little was sent to tell"
    );
    let mut marks = BTreeMap::new();
    for (mark, reference) in &stored {
        assert!(
            marks.insert(mark, reference).is_none(),
            "{mark} is stored twice"
        );
    }
    for (mark, reference) in &known.acknowledged {
        assert_eq!(marks.get(mark), Some(&reference), "{mark} was acknowledged");
    }
}

/// Shows that the test above would notice: without the key's protection the same ordeal stores responses twice.
#[tokio::test]
#[ignore = "slow: kills a server twenty times"]
async fn without_the_protection_of_the_key_the_same_kills_store_responses_twice() {
    let (_, stored) = ordeal(Key::NewEachTime).await;
    let marks: BTreeSet<&String> = stored.iter().map(|(mark, _)| mark).collect();
    assert!(
        marks.len() < stored.len(),
        "no kill fell between storing and telling"
    );
}

/// Sends and kills; gives what was acknowledged, and each stored response: its mark and its reference.
async fn ordeal(key: Key) -> (Known, Vec<(String, String)>) {
    let folder = tempfile::tempdir().unwrap();
    let url = address(folder.path()).await;
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let mut server = serve(folder.path(), &url, address);
    let (known, over) = (
        Arc::new(Mutex::new(Known::default())),
        Arc::new(AtomicBool::new(false)),
    );
    let next = Arc::new(AtomicU64::new(0));
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (known, over, next) = (Arc::clone(&known), Arc::clone(&over), Arc::clone(&next));
            thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let mark = format!("mark-{}", next.fetch_add(1, Ordering::Relaxed));
                    let reference = send(address, &mark, key);
                    known.lock().unwrap().acknowledged.insert(mark, reference);
                }
            })
        })
        .collect();
    for round in 0..KILLS {
        // Long enough for some to be stored, and never at the same beat.
        thread::sleep(Duration::from_millis(150 + (round as u64 * 37) % 140));
        server.kill().unwrap();
        server.wait().unwrap();
        server = serve(folder.path(), &url, address);
    }
    over.store(true, Ordering::Relaxed);
    for sender in senders {
        sender.join().unwrap();
    }
    server.kill().unwrap();
    server.wait().unwrap();
    let known = std::mem::take(&mut *known.lock().unwrap());
    (known, stored(&url).await)
}

/// Starts the program and waits until it answers.
fn serve(folder: &Path, url: &str, address: SocketAddr) -> Child {
    let listen = address.to_string();
    let server = Command::new(env!("CARGO_BIN_EXE_wellheard"))
        .args([
            "serve",
            "--demo",
            "--listen",
            &listen,
            "--database-url",
            url,
        ])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while ureq::get(format!("http://{address}/readyz"))
        .call()
        .is_err()
    {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "the server does not start"
        );
        thread::sleep(Duration::from_millis(20));
    }
    server
}

/// Sends one response until it is acknowledged; gives its reference.
fn send(address: SocketAddr, mark: &str, key: Key) -> String {
    let body = json!({
        "version": 1, "audience": "parent-carer", "capacity": "individual", "language": "en",
        "consent_to_quote": false, "answers": { "X3": mark }, "comments": [],
    });
    for attempt in 0.. {
        let own = match key {
            Key::Same => mark.to_owned(),
            Key::NewEachTime => format!("{mark}-{attempt}"),
        };
        let answer = ureq::post(format!("http://{address}/api/v1/{RESPONSES}"))
            .config()
            .timeout_global(Some(Duration::from_secs(5)))
            .build()
            .header("idempotency-key", own)
            .send_json(&body);
        let read = answer.and_then(|mut answer| answer.body_mut().read_json::<serde_json::Value>());
        match read {
            Ok(told) => return told["reference"].as_str().unwrap().to_owned(),
            // Refused for good: the test itself is wrong.
            Err(ureq::Error::StatusCode(status)) if status < 500 => panic!("refused: {status}"),
            Err(_) => thread::sleep(Duration::from_millis(10)),
        }
    }
    unreachable!("a sender never gives up")
}

async fn stored(url: &str) -> Vec<(String, String)> {
    let sql = "SELECT i.body, c.reference FROM contribution c JOIN text_item i ON i.contribution_id = c.id
WHERE i.body LIKE 'mark-%'";
    match Db::connect(url).await.unwrap() {
        Db::Sqlite(pool) => sqlx::query_as(sql).fetch_all(&pool).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(&pool).await.unwrap(),
    }
}
