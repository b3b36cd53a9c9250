//! Where in a message a fault is. A path lives on the stack while a message is
//! walked and becomes text only for a fault.

use std::fmt::{self, Write as _};

use prost_reflect::MapKey;

#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    pub(super) parent: Option<&'a Path<'a>>,
    pub(super) step: Step<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    Field(&'a str),
    Item(usize),
    Key(&'a MapKey),
}

impl<'a> Path<'a> {
    pub(super) fn at<'b>(&'b self, step: Step<'b>) -> Path<'b>
    where
        'a: 'b,
    {
        Path {
            parent: Some(self),
            step,
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(out)?;
        }
        match (self.step, self.parent) {
            (Step::Field(name), None) => out.write_str(name),
            (Step::Field(name), Some(_)) => write!(out, ".{name}"),
            (Step::Item(index), _) => write!(out, "[{index}]"),
            (Step::Key(key), _) => {
                out.write_char('[')?;
                match key {
                    MapKey::Bool(key) => write!(out, "{key}")?,
                    MapKey::I32(key) => write!(out, "{key}")?,
                    MapKey::I64(key) => write!(out, "{key}")?,
                    MapKey::U32(key) => write!(out, "{key}")?,
                    MapKey::U64(key) => write!(out, "{key}")?,
                    MapKey::String(key) => write!(out, "{key:?}")?,
                }
                out.write_char(']')
            }
        }
    }
}
