//! The browser's own voice. Nothing leaves the device that the person's browser does not send by itself.

use super::before_leaving;
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::js_sys::Reflect;
use leptos::web_sys::{HtmlElement, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// Where the page does not say what language its words are in.
const LANGUAGE: &str = "en-GB";

/// A little slower than usual.
const RATE: f32 = 0.9;

/// Whether this browser can read aloud.
pub fn can_speak() -> bool {
    Reflect::get(&window(), &"speechSynthesis".into()).is_ok_and(|it| it.is_truthy())
}

/// Reads the words of an element aloud, a line at a time, in place of whatever is being read. Calls `ended` when it is
/// done or was stopped.
pub fn speak(element: &str, ended: impl Fn() + 'static) {
    stop_speaking();
    let found = document().get_element_by_id(element);
    let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return ended();
    };
    let text = element.inner_text();
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let Ok(synthesis) = window().speech_synthesis() else {
        return ended();
    };
    let marked = element.closest("[lang]").ok().flatten();
    let language = marked.and_then(|marked| marked.get_attribute("lang"));
    let language = language.unwrap_or_else(|| LANGUAGE.to_owned());
    let voice = voice(&language);
    let mut last = None;
    for line in lines {
        let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(line) else {
            continue;
        };
        utterance.set_lang(&language);
        utterance.set_rate(RATE);
        utterance.set_voice(voice.as_ref());
        synthesis.speak(&utterance);
        last = Some(utterance);
    }
    let Some(last) = last else {
        return ended();
    };
    let done = Closure::<dyn Fn()>::new(ended);
    let callback = done.as_ref().unchecked_ref();
    last.set_onend(Some(callback));
    last.set_onerror(Some(callback));
    done.forget();
    before_leaving(|| {
        stop_speaking();
        false
    });
}

/// Is quiet at once.
pub fn stop_speaking() {
    if let Ok(synthesis) = window().speech_synthesis() {
        synthesis.cancel();
    }
}

/// A voice of just this language, such as British English, else any of the language, else the browser's own choice.
fn voice(language: &str) -> Option<SpeechSynthesisVoice> {
    let voices = window().speech_synthesis().ok()?.get_voices();
    let voices: Vec<SpeechSynthesisVoice> =
        voices.iter().filter_map(|v| v.dyn_into().ok()).collect();
    let lang = |voice: &&SpeechSynthesisVoice| voice.lang().replace('_', "-");
    let just = voices.iter().find(|voice| lang(voice) == language);
    let broad = language.split('-').next().unwrap_or(language);
    let any = || voices.iter().find(|voice| lang(voice).starts_with(broad));
    just.or_else(any).cloned()
}
