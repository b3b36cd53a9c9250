//! The fields of a message by the names that a body may call them. A body may
//! hold very many objects of a few messages, so that each message is looked at
//! once for a request.

use std::collections::HashMap;
use std::rc::Rc;

use prost_reflect::{FieldDescriptor, MessageDescriptor};

use crate::transcode::field::http_name;

#[derive(Default)]
pub(super) struct Fields {
    all: Vec<Field>,
    by_name: HashMap<String, usize>,
}

pub(super) struct Field {
    pub(super) field: FieldDescriptor,
    /// The name that clients know it by.
    pub(super) name: String,
}

/// The messages that a request has met.
#[derive(Default)]
pub(super) struct Met(HashMap<String, Rc<Fields>>);

impl Fields {
    pub(super) fn of(fields: impl IntoIterator<Item = FieldDescriptor>) -> Self {
        let mut known = Self::default();
        for field in fields {
            let name = http_name(&field);
            for one in [name.as_str(), field.name(), field.json_name()] {
                let nth = known.all.len();
                known.by_name.entry(one.to_owned()).or_insert(nth);
            }
            known.all.push(Field { field, name });
        }
        known
    }

    pub(super) fn get(&self, key: &str) -> Option<&Field> {
        self.by_name.get(key).map(|nth| &self.all[*nth])
    }

    /// The names for a sentence.
    pub(super) fn names(&self) -> String {
        let names: Vec<_> = self.all.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }
}

impl Met {
    pub(super) fn fields_of(&mut self, message: &MessageDescriptor) -> Rc<Fields> {
        if let Some(fields) = self.0.get(message.full_name()) {
            return Rc::clone(fields);
        }
        let fields = Rc::new(Fields::of(message.fields()));
        let name = message.full_name().to_owned();
        self.0.insert(name, Rc::clone(&fields));
        fields
    }
}
