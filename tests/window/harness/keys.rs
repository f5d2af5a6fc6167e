//! Keys by name: `Enter`, `Control+k`, `Alt+1`, `F2`.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// One chord: modifiers are held while the last key is pressed.
///
/// # Panics
/// If a name is unknown.
pub fn chord(text: &str) -> KeyActions {
    let keys: Vec<char> = text.split('+').map(key).collect();
    let down = keys.iter().map(|&value| KeyAction::Down { value });
    let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
    down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then)
}

/// A text, typed as fast as a scanner types it.
pub fn typed(text: &str) -> KeyActions {
    text.chars()
        .flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }])
        .fold(KeyActions::new("keyboard".to_owned()), KeyActions::then)
}

fn key(name: &str) -> char {
    let key = match name {
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return ' ',
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F4" => Key::F4,
        "F8" => Key::F8,
        _ => {
            let mut letters = name.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => letter,
                _ => panic!("no key is called {name:?}"),
            };
        }
    };
    key.into()
}
