//! Work shared by threads, with a result that does not show it.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// As many threads as this machine runs at once.
#[must_use]
pub fn threads() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// What `work` makes of `0..count`, in that order. Which thread does which is chance; `work` sees only its number, so
/// what comes out is not. `finished` is called on the caller's thread with each number once it is done.
pub fn map<T: Send>(
    count: usize,
    threads: NonZeroUsize,
    work: impl Fn(usize) -> T + Sync,
    finished: &mut dyn FnMut(usize),
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    let mut made: Vec<Option<T>> = (0..count).map(|_| None).collect();
    thread::scope(|scope| {
        for _ in 0..threads.get().min(count) {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count || send.send((at, work(at))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        for (at, result) in receive {
            made[at] = Some(result);
            finished(at);
        }
    });
    made.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 7] {
            let threads = NonZeroUsize::new(threads).unwrap();
            let mut finished = Vec::new();
            let squares = map(100, threads, |n| n * n, &mut |at| finished.push(at));
            assert_eq!(squares, (0..100).map(|n| n * n).collect::<Vec<_>>());
            finished.sort_unstable();
            assert_eq!(finished, (0..100).collect::<Vec<_>>());
        }
        assert!(map(0, threads(), |n| n, &mut |_| ()).is_empty());
    }
}
