//! Any text made printable: what buyers and marketplaces write, in the characters that the embedded faces have.
//!
//! Invariant: what comes out has a glyph for every character, single spaces and no control characters; text that had
//! something to say is never empty. An emoji that means something to the packer (a colour, a chilli) becomes a word in
//! brackets, one that only smiles vanishes, and scripts that no face has are named.

use unicode_normalization::UnicodeNormalization;

use crate::fonts::Fonts;
use crate::words;

/// `text` on one line.
pub(crate) fn line(fonts: &Fonts, text: &str) -> String {
    match readable(fonts, text) {
        (text, true) if text.is_empty() => words::EMOJI.to_owned(),
        (text, _) => text,
    }
}

/// What stands on paper in the place of letters that no face has, where `text` has some: `[huruf Arab]`, or `[emoji]` where
/// it consists of nothing else.
pub(crate) fn unreadable(fonts: &Fonts, text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    let shown = line(fonts, text);
    words::SCRIPTS.into_iter().find(|mark| shown.contains(mark)).or((shown == words::EMOJI).then_some(words::EMOJI))
}

/// `text` with the writer's own line breaks: one entry a line; lines that only smile are left out, unless all do.
pub(crate) fn paragraphs(fonts: &Fonts, text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    let mut out: Vec<String> = lines.map(|l| readable(fonts, l).0).filter(|l| !l.is_empty()).collect();
    if out.is_empty() {
        out.extend(Some(line(fonts, text)).filter(|l| !l.is_empty()));
    }
    out
}

/// `text` on one line, and whether something visible was left out.
fn readable(fonts: &Fonts, text: &str) -> (String, bool) {
    let mut out = Writer { fonts, text: String::with_capacity(text.len()), marked: None, vanished: false, hole: false };
    match text.is_ascii() {
        true => text.chars().for_each(|c| out.put(c)), // it is composed as it is, and this is the most of it
        false => text.nfc().for_each(|c| out.put(c)),
    }
    let mut text = out.text;
    text.truncate(text.trim_end().len());
    (text, out.vanished)
}

struct Writer<'a> {
    fonts: &'a Fonts,
    text: String,
    /// The mark in brackets that was put last, if nothing followed it: the same one isn't put twice in a row.
    marked: Option<&'static str>,
    /// Whether something visible was left out.
    vanished: bool,
    /// Whether it was left out just now: the space in its place goes too where a full stop follows.
    hole: bool,
}

impl Writer<'_> {
    fn put(&mut self, c: char) {
        if c.is_whitespace() {
            return self.space();
        }
        if is_ignorable(c) {
            return;
        }
        if self.fonts.has(c) {
            return self.plain(c);
        }
        if let Some(word) = words::emoji(c) {
            return self.mark(word);
        }
        if is_mere_feeling(c) {
            self.space();
            (self.vanished, self.hole) = (true, true);
            return;
        }
        if let Some(simple) = simpler(self.fonts, c) {
            return simple.chars().for_each(|c| if c == ' ' { self.space() } else { self.plain(c) });
        }
        self.mark(script(c));
    }

    fn plain(&mut self, c: char) {
        if self.marked.take().is_some() && c.is_alphanumeric() {
            self.space();
        }
        if std::mem::take(&mut self.hole) && matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | ')') {
            self.text.truncate(self.text.trim_end().len());
        }
        self.text.push(c);
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn mark(&mut self, mark: &'static str) {
        if self.marked == Some(mark) {
            return;
        }
        if !self.text.ends_with(['(', '"', '/']) {
            self.space();
        }
        self.text.push_str(mark);
        (self.marked, self.hole) = (Some(mark), false);
    }
}

/// Characters that are not meant to be seen: controls, joiners, directions, skin tones, the tags of flags.
fn is_ignorable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Emoji that only say how the writer feels: faces, hands, people, sparkles, hearts without a colour.
fn is_mere_feeling(c: char) -> bool {
    matches!(c,
        '\u{2728}' | '\u{270a}'..='\u{270d}' | '\u{1f31f}' | '\u{1f389}' | '\u{1f38a}' | '\u{1f440}'..='\u{1f450}'
        | '\u{1f466}'..='\u{1f478}' | '\u{1f47b}'..='\u{1f483}' | '\u{1f485}'..='\u{1f487}' | '\u{1f48b}'..='\u{1f498}'
        | '\u{1f49d}'..='\u{1f49f}' | '\u{1f4a2}'..='\u{1f4ab}' | '\u{1f4af}' | '\u{1f525}' | '\u{1f590}'
        | '\u{1f595}' | '\u{1f596}' | '\u{1f600}'..='\u{1f64f}' | '\u{1f90c}' | '\u{1f90f}'..='\u{1f93e}'
        | '\u{1f970}'..='\u{1f97a}' | '\u{1f9b0}'..='\u{1f9b9}' | '\u{1f9cd}'..='\u{1f9df}' | '\u{1fa75}'..='\u{1fa77}'
        | '\u{1fac0}'..='\u{1faff}')
}

/// The same in characters that a face has: full-width forms, styled letters, foreign digits and punctuation, letters
/// whose accent no face has.
fn simpler(fonts: &Fonts, c: char) -> Option<String> {
    let known = |s: &String| !s.is_empty() && s.chars().all(|c| fonts.has(c) || c == ' ');
    let digit = match c {
        '\u{660}'..='\u{669}' => Some(0x660),
        '\u{6f0}'..='\u{6f9}' => Some(0x6f0),
        '\u{966}'..='\u{96f}' => Some(0x966),
        _ => None,
    };
    if let Some(zero) = digit {
        return char::from_digit(c as u32 - zero, 10).map(String::from);
    }
    let punctuation = match c {
        '【' | '〔' | '〖' => "[",
        '】' | '〕' | '〗' => "]",
        '「' | '『' | '」' | '』' => "\"",
        '《' | '〈' => "«",
        '》' | '〉' => "»",
        '。' => ".",
        '、' | '،' => ",",
        '؛' => ";",
        '؟' => "?",
        '・' => "·",
        '〜' => "~",
        _ => "",
    };
    if !punctuation.is_empty() {
        return Some(punctuation.to_owned());
    }
    let compatible: String = std::iter::once(c).nfkc().collect();
    let bare = || std::iter::once(c).nfkd().filter(|c| fonts.has(*c)).collect::<String>();
    Some(compatible).filter(known).or_else(|| Some(bare()).filter(known))
}

/// The mark for a character of a script that no face has.
fn script(c: char) -> &'static str {
    match c {
        '\u{590}'..='\u{5ff}' => words::SCRIPT_HEBREW,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' => {
            words::SCRIPT_ARABIC
        }
        '\u{fe70}'..='\u{fefe}' => words::SCRIPT_ARABIC,
        '\u{e00}'..='\u{e7f}' => words::SCRIPT_THAI,
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => words::SCRIPT_JAPANESE,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => words::SCRIPT_KOREAN,
        '\u{2e80}'..='\u{303f}' | '\u{3100}'..='\u{312f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            words::SCRIPT_CHINESE
        }
        '\u{20000}'..='\u{3ffff}' => words::SCRIPT_CHINESE,
        '\u{a980}'..='\u{a9df}' => words::SCRIPT_JAVANESE,
        '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => words::EMOJI,
        _ => words::SCRIPT_OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clean(text: &str) -> String {
        line(Fonts::get().unwrap(), text)
    }

    #[test]
    fn smiles_vanish_and_meaning_stays() {
        assert_eq!(clean("rapih ya 😊🙏🏼"), "rapih ya");
        assert_eq!(clean("ulang tahun 😊🙏🏼. Makasih (😁)!"), "ulang tahun. Makasih ()!");
        assert_eq!(clean("yang 🔴 2, 🔵 1 ya👍🏽 makasih"), "yang [merah] 2, [biru] 1 ya makasih");
        assert_eq!(clean("jangan 🌶️🌶️🌶️!"), "jangan [cabai]!");
        assert_eq!(clean("🙏🏼🙏🏼"), "[emoji]");
        assert_eq!(clean("👩‍👩‍👧‍👦 buat keluarga"), "buat keluarga");
        assert_eq!(clean("🦖🦕 dino"), "[emoji] dino");
        assert_eq!(clean("1️⃣ ✓ ok ♥"), "1 ✓ ok ♥");
    }

    #[test]
    fn odd_letters_become_plain_ones() {
        assert_eq!(clean("𝗣𝗥𝗢𝗠𝗢 ＡＢ１"), "PROMO AB1");
        assert_eq!(clean("【NEW】Gelas"), "[NEW]Gelas");
        assert_eq!(clean("e\u{301}"), "é");
        assert_eq!(clean("Ukuran 20 × 30"), "Ukuran 20 × 30");
        assert_eq!(clean("٢٠ buah"), "20 buah");
    }

    #[test]
    fn foreign_scripts_are_named_once() {
        assert_eq!(clean("红色 besar"), "[huruf Mandarin] besar");
        assert_eq!(clean("Qur'an القرآن الكريم"), "Qur'an [huruf Arab]");
        assert_eq!(clean("Темно"), "Темно");
    }

    #[test]
    fn controls_vanish_and_spaces_are_single() {
        assert_eq!(clean("  a\u{0}b\t\n c\u{200b}d\u{202e}e  "), "ab cde");
        assert_eq!(clean(" \u{200d}\u{fe0f} "), "");
    }

    #[test]
    fn notes_keep_their_lines() {
        let fonts = Fonts::get().unwrap();
        assert_eq!(paragraphs(fonts, "satu\r\n\r\ndua 😊\n😊\n"), ["satu", "dua"]);
        assert_eq!(paragraphs(fonts, "😊\n🙏"), ["[emoji]"]);
        assert_eq!(paragraphs(fonts, ""), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn every_character_has_a_glyph(text in "(?s).{0,80}") {
            let fonts = Fonts::get().unwrap();
            let out = line(fonts, &text);
            prop_assert!(out.chars().all(|c| fonts.has(c)), "{out:?}");
            prop_assert!(!out.contains("  ") && out.trim() == out);
        }
    }
}
