//! A pull reader of XML: elements and text, nothing else (protocol §5.3).

pub(super) mod list;
pub(super) mod reply;
mod tree;
pub(super) mod value;

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Limits;
use super::error::{DecodeError, DecodeErrorKind};
use super::json::Step;

/// Reads one XML document from front to back.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    length: usize,
    broken: bool,
    depth: usize,
    items: usize,
    limits: Limits,
}

/// One step through a document.
pub(super) enum Token<'a> {
    Open(Element<'a>),
    Text(Cow<'a, str>),
    Close,
    End,
}

/// An element that has just been opened.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// Whether it says of itself that it is a list. Only old servers do.
    pub(super) fn is_list(&self) -> bool {
        let marked = self.0.try_get_attribute("list");
        matches!(marked, Ok(Some(mark)) if &*mark.value == "true")
    }
}

impl<'a> Cursor<'a> {
    /// `broken`: U+FFFD stands for bytes that were not UTF-8.
    pub(super) fn new(text: &'a str, broken: bool, limits: Limits) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            length: text.len(),
            broken,
            depth: 0,
            items: 0,
            limits,
        }
    }

    pub(super) fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.length)
    }

    #[cold]
    pub(super) fn error(&self, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::new(kind, Some(self.offset()))
    }

    /// The next step; comments and processing instructions are passed over.
    pub(super) fn next(&mut self) -> Step<Token<'a>> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.malformed(&error)),
            };
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.deeper()?;
                    Token::Open(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(entity) => Token::Text(self.entity(&entity)?),
                Event::DocType(_) => return Err(self.error(DecodeErrorKind::Forbidden)),
                Event::Eof if self.depth > 0 => {
                    return Err(self.error(DecodeErrorKind::Truncated));
                }
                Event::Eof => Token::End,
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            });
        }
    }

    fn deeper(&mut self) -> Step<()> {
        self.depth += 1;
        let allowed = self.limits.allow_depth(self.depth);
        allowed.map_err(|kind| self.error(kind))
    }

    /// Counts an item that is about to be appended to a list.
    pub(super) fn one_more_item(&mut self) -> Step<()> {
        self.items += 1;
        let allowed = self.limits.allow_items(self.items);
        allowed.map_err(|kind| self.error(kind))
    }

    /// What `&…;` stands for. Only what XML itself defines: entities of a reply's own could blow
    /// it up.
    fn entity(&self, entity: &BytesRef<'_>) -> Step<Cow<'a, str>> {
        if let Ok(Some(character)) = entity.resolve_char_ref() {
            return Ok(Cow::Owned(character.to_string()));
        }
        match resolve_xml_entity(entity) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => Err(self.error(DecodeErrorKind::Forbidden)),
        }
    }

    #[cold]
    fn malformed(&self, error: &quick_xml::Error) -> DecodeError {
        let cut = matches!(error, quick_xml::Error::Syntax(_)) || self.offset() >= self.length;
        self.error(if cut {
            DecodeErrorKind::Truncated
        } else {
            DecodeErrorKind::Syntax("well-formed XML")
        })
    }

    /// Steps over the rest of the element just opened, without recursion.
    pub(super) fn skip(&mut self) -> Step<()> {
        let floor = self.depth;
        while self.depth >= floor {
            self.next()?;
        }
        Ok(())
    }

    /// Whether the element just opened holds elements. Looks ahead, so it is for rare cases.
    pub(super) fn holds_elements(&self) -> Step<bool> {
        let mut ahead = self.clone();
        loop {
            match ahead.next()? {
                Token::Text(_) => {}
                token => return Ok(matches!(token, Token::Open(_))),
            }
        }
    }

    /// Reads the text of the element just opened, up to its end or its first child.
    pub(super) fn text(&mut self) -> Step<(Cow<'a, str>, Option<Element<'a>>)> {
        let mut text = Cow::Borrowed("");
        let child = loop {
            match self.next()? {
                Token::Text(piece) if text.is_empty() => text = piece,
                Token::Text(piece) => text.to_mut().push_str(&piece),
                Token::Open(child) => break Some(child),
                Token::Close | Token::End => break None,
            }
        };
        if self.broken && text.contains(char::REPLACEMENT_CHARACTER) {
            return Err(self.error(DecodeErrorKind::NotUtf8));
        }
        Ok((text, child))
    }
}
