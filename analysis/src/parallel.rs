//! Work shared by threads, with a result that does not show it.

use std::num::NonZeroUsize;
use std::ops::Range;
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

/// Neighbours that one thread works on at a time.
const BLOCK: usize = 256;

/// What `work` makes of `0..count`, block after block, end to end.
pub fn blocks<T: Send>(count: usize, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let of = |at: usize| work(at * BLOCK..count.min((at + 1) * BLOCK));
    let made = map(count.div_ceil(BLOCK), threads(), of, &mut |_| ());
    let mut all = Vec::with_capacity(made.iter().map(Vec::len).sum());
    made.into_iter().for_each(|block| all.extend(block));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_leave_nothing_out_and_change_no_order() {
        for count in [0, 1, BLOCK, 3 * BLOCK + 5] {
            let doubled = blocks(count, |block| block.map(|n| 2 * n).collect());
            assert_eq!(doubled, (0..count).map(|n| 2 * n).collect::<Vec<_>>());
        }
    }

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
