//! A line on standard error that says how far a long run is, for those who wait at a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a run takes before anything is said, and how often it is said again.
const PATIENCE: Duration = Duration::from_secs(1);
const BEAT: Duration = Duration::from_millis(100);

/// Shows how many documents are done until it is dropped.
pub(super) struct Progress {
    pub(super) done: Arc<AtomicUsize>,
    /// The thread that writes, and what ends it.
    writer: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Counts up to `total`. Where nobody waits, or is not to be told, it only counts.
    pub(super) fn new(total: usize, quiet: bool) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let is_told = !quiet && std::env::var_os("CI").is_none() && io::stderr().is_terminal();
        let writer = is_told.then(|| {
            let (end, ended) = mpsc::channel::<()>();
            let count = Arc::clone(&done);
            let thread = std::thread::spawn(move || {
                let mut wait = PATIENCE;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    wait = BEAT;
                    let _ = write!(io::stderr(), "\r\u{1b}[Kchecked {} of {total}", count.load(Ordering::Relaxed));
                }
                if wait == BEAT {
                    let _ = write!(io::stderr(), "\r\u{1b}[K");
                }
            });
            (end, thread)
        });
        Self { done, writer }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.writer.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}
