//! Running other programs, with their output in view.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::interrupt;

/// How much of a failing program's output is worth repeating.
const TAIL: usize = 60;

/// How a watched program ended, and the last it said.
pub struct Ending {
    pub success: bool,
    pub tail: Vec<String>,
}

/// Runs a program that writes straight to the terminal. Its failure is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("could not start {name}"))?;
    let _guard = end_on_interrupt(&child);
    let status = child
        .wait()
        .with_context(|| format!("lost sight of {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status}); its own message is above");
    }
    Ok(())
}

/// Runs a program quietly and gives what it wrote to standard output. Its failure is an error.
pub fn read(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start {name}"))?;
    if !output.status.success() {
        bail!(
            "{name} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program whose output passes by line by line while `on_line` reads along.
pub fn watch(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<Ending> {
    let name = name(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start {name}"))?;
    let _guard = end_on_interrupt(&child);
    let (sender, lines) = channel();
    follow(child.stdout.take(), sender.clone());
    follow(child.stderr.take(), sender);
    let mut tail = VecDeque::with_capacity(TAIL);
    for line in lines {
        println!("{line}");
        on_line(&line);
        if tail.len() == TAIL {
            tail.pop_front();
        }
        tail.push_back(line);
    }
    let status = child
        .wait()
        .with_context(|| format!("lost sight of {name}"))?;
    Ok(Ending {
        success: status.success(),
        tail: tail.into(),
    })
}

/// Asks a child to end should we be interrupted while the guard lives.
pub fn end_on_interrupt(child: &Child) -> interrupt::Guard {
    let id = child.id();
    interrupt::on_interrupt(move || signal(id, Signal::SIGTERM))
}

/// Sends a signal to a process that we started.
pub fn signal(id: u32, signal: Signal) {
    if let Ok(id) = i32::try_from(id) {
        // It may have ended by itself; then there is nothing left to do.
        let _ = kill(Pid::from_raw(id), signal);
    }
}

/// Sends on every line of a stream, from a thread of its own.
fn follow(stream: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(stream) = stream else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n') {
            let Ok(line) = line else { return };
            let text = String::from_utf8_lossy(&line)
                .trim_end_matches('\r')
                .to_owned();
            if sender.send(text).is_err() {
                return;
            }
        }
    });
}

/// The program and its first arguments, for messages.
fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut name = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    for argument in command.get_args().take(2) {
        name.push(' ');
        name.push_str(&argument.to_string_lossy());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watches_both_streams_and_keeps_the_tail() {
        let mut lines = Vec::new();
        let script = "for i in $(seq 100); do echo line $i; done; echo oh no >&2; exit 3";
        let ending = watch(Command::new("sh").args(["-c", script]), |line| {
            lines.push(line.to_owned())
        })
        .unwrap();
        assert!(!ending.success);
        assert_eq!(lines.len(), 101);
        assert_eq!(ending.tail.len(), TAIL);
        assert!(lines.contains(&"oh no".to_owned()));
    }

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = run(Command::new("sh").args(["-c", "exit 4"])).unwrap_err();
        assert!(error.to_string().starts_with("sh -c exit 4 failed"));
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("could not start no-such-program-here")
        );
    }
}
