//! What a person at the terminal reads.

use std::io::Write;
use std::time::{Duration, Instant};

/// Announces a piece of work, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    println!("==> {what}");
    flush();
    let start = Instant::now();
    let outcome = work();
    let verb = if outcome.is_ok() { "done" } else { "failed" };
    println!("    {verb} in {}", elapsed(start.elapsed()));
    flush();
    outcome
}

/// One indented line inside a step.
pub fn note(text: &str) {
    println!("    {text}");
    flush();
}

/// Reports an error with all its causes.
pub fn problem(error: &anyhow::Error) {
    // Standard output first, so that the two streams do not interleave.
    flush();
    eprintln!("\nerror: {error:#}");
}

/// A duration as a person says it: `0.4 s`, `2 min 05 s`.
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// A number of bytes with thousands separated: `12,345`.
pub fn bytes(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn flush() {
    // A closed pipe is no reason to stop building.
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_times_and_sizes() {
        assert_eq!(elapsed(Duration::from_millis(440)), "0.4 s");
        assert_eq!(elapsed(Duration::from_secs(125)), "2 min 05 s");
        assert_eq!(bytes(0), "0");
        assert_eq!(bytes(999), "999");
        assert_eq!(bytes(1_234_567), "1,234,567");
    }
}
