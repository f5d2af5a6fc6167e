//! Paper that grows: a cursor that goes down the page and on to the next one.
//!
//! Invariant: nothing is placed below `bottom`; every page begins with the same head.

use crate::fonts::Fonts;
use crate::page::Page;

/// The sheet and the margins that are left white on it, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paper {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) top: f64,
    pub(crate) side: f64,
    pub(crate) bottom: f64,
    /// Height of the foot above the bottom margin.
    pub(crate) foot: f64,
}

impl Paper {
    /// Width between the side margins.
    pub(crate) fn inner(&self) -> f64 {
        self.width - 2.0 * self.side
    }

    /// Right end of what is printed.
    pub(crate) fn right(&self) -> f64 {
        self.width - self.side
    }

    /// Where the foot begins.
    pub(crate) fn floor(&self) -> f64 {
        self.height - self.bottom - self.foot
    }
}

/// Draws the head of a page and tells where it ends; the flag is set on the first page.
pub(crate) type Head<'a> = &'a dyn Fn(&mut Page, bool) -> f64;

/// The pages made so far and the place on the last of them.
pub(crate) struct Flow<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) paper: Paper,
    head: Head<'a>,
    done: Vec<Page>,
    pub(crate) page: Page,
    /// The cursor: where the next thing begins.
    pub(crate) y: f64,
    /// Where the head of this page ended.
    start: f64,
}

impl<'a> Flow<'a> {
    /// A first page with its head.
    pub(crate) fn new(fonts: &'a Fonts, paper: Paper, head: Head<'a>) -> Self {
        let mut page = Page::new(paper.width, paper.height);
        let y = head(&mut page, true);
        Self { fonts, paper, head, done: Vec::new(), page, y, start: y }
    }

    /// What is left on this page.
    pub(crate) fn room(&self) -> f64 {
        self.paper.floor() - self.y
    }

    /// What a page holds below its head.
    pub(crate) fn capacity(&self) -> f64 {
        self.paper.floor() - self.start
    }

    /// Whether nothing stands below the head yet.
    pub(crate) fn fresh(&self) -> bool {
        self.y <= self.start
    }

    /// Whether this isn't the first page.
    pub(crate) fn later(&self) -> bool {
        !self.done.is_empty()
    }

    /// Goes on to the next page.
    pub(crate) fn turn(&mut self) {
        let mut next = Page::new(self.paper.width, self.paper.height);
        self.y = (self.head)(&mut next, false);
        self.start = self.y;
        self.done.push(std::mem::replace(&mut self.page, next));
    }

    /// Makes sure of `height` mm, if need be on the next page; tells whether it went there.
    pub(crate) fn need(&mut self, height: f64) -> bool {
        let turns = self.room() < height && !self.fresh();
        if turns {
            self.turn();
        }
        turns
    }

    /// All pages.
    pub(crate) fn finish(mut self) -> Vec<Page> {
        self.done.push(self.page);
        self.done
    }
}
