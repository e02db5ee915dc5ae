//! A sample reply in XML.

use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::{Reply, Unreadable};
use crate::read::bounds;
use crate::read::page::sample::Sample;

/// Reads a text that begins with the root; `first` is its first line's number.
pub(super) fn read(text: &str, first: usize) -> Result<Reply, Unreadable> {
    let mut tree = Tree::new(first);
    let mut reader = Reader::from_str(text);
    let mut counted = 0;
    loop {
        let event = reader.read_event();
        let position = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match event {
            Ok(Event::Start(tag)) => tree.open(tag.name().as_ref())?,
            Ok(Event::Empty(tag)) => {
                tree.open(tag.name().as_ref())?;
                tree.close();
            }
            Ok(Event::Text(words)) => tree.text.push_str(&words),
            Ok(Event::CData(words)) => tree.text.push_str(&words),
            Ok(Event::GeneralRef(name)) => tree.entity(&name),
            Ok(Event::End(_)) => {
                if tree.close() {
                    return Ok(tree.reply());
                }
            }
            Ok(Event::Eof) => return Err(Unreadable::Cut),
            Ok(_) => {}
            Err(error) => return Err(tree.unreadable(text, &error)),
        }
        let passed = text.get(counted..position).unwrap_or_default();
        tree.line += passed.matches('\n').count();
        counted = position;
    }
}

struct Tree {
    sample: Sample,
    root: Option<(String, usize)>,
    /// Nodes that are open inside the root.
    open: Vec<usize>,
    text: String,
    line: usize,
}

impl Tree {
    fn new(line: usize) -> Self {
        Self {
            sample: Sample::default(),
            root: None,
            open: Vec::new(),
            text: String::new(),
            line,
        }
    }

    fn open(&mut self, name: &str) -> Result<(), Unreadable> {
        self.text.clear();
        if self.root.is_none() {
            self.root = Some((name.to_owned(), self.line));
            return Ok(());
        }
        if self.open.len() > 2 * bounds::DEPTH || self.sample.len() > 4 * bounds::ROWS {
            return Err(Unreadable::Odd(
                self.line,
                "it is too deep or too long".to_owned(),
            ));
        }
        let at = self.sample.open(name, self.open.last().copied(), self.line);
        self.open.push(at);
        Ok(())
    }

    /// Whether that was the root.
    fn close(&mut self) -> bool {
        let Some(at) = self.open.pop() else {
            return true;
        };
        let text = std::mem::take(&mut self.text);
        self.sample.close(at, Some(text.trim().to_owned()));
        false
    }

    fn entity(&mut self, name: &str) {
        let written = format!("&{name};");
        match unescape(&written) {
            Ok(text) => self.text.push_str(&text),
            Err(_) => self.text.push_str(&written),
        }
    }

    fn reply(self) -> Reply {
        Reply {
            sample: Some(self.sample),
            root: self.root,
            given: true,
        }
    }

    /// A sample whose root is closed further down is whole, however odd it is in between.
    fn unreadable(&self, text: &str, error: &quick_xml::Error) -> Unreadable {
        let closed = self
            .root
            .as_ref()
            .is_some_and(|(name, _)| text.contains(&format!("</{name}>")));
        if closed {
            Unreadable::Odd(self.line, error.to_string())
        } else {
            Unreadable::Cut
        }
    }
}
