//! The rules of a message type, read out of its descriptor once and kept.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock},
};

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, Value};

use super::text::TextRules;

const OPTION: &str = "buf.validate.field";

/// The kinds of number rules; all know `gte` and `lte`.
const NUMBERS: [&str; 3] = ["double", "int32", "uint32"];

static CACHE: LazyLock<RwLock<HashMap<String, Arc<MessageRules>>>> = LazyLock::new(RwLock::default);

/// Only the fields that have something to check.
#[derive(Debug)]
pub(super) struct MessageRules {
    pub(super) fields: Vec<FieldRules>,
}

#[derive(Debug)]
pub(super) struct FieldRules {
    pub(super) field: FieldDescriptor,
    pub(super) required: bool,
    pub(super) check: Check,
    /// The messages in the field have rules of their own.
    pub(super) nested: Option<Nested>,
}

/// Looked up when it is first walked, since a message may contain itself.
#[derive(Debug)]
pub(super) struct Nested {
    message: MessageDescriptor,
    rules: OnceLock<Arc<MessageRules>>,
}

#[derive(Debug)]
pub(super) enum Check {
    Nothing,
    Text(TextRules),
    Number {
        least: Option<f64>,
        most: Option<f64>,
    },
    Choice {
        defined_only: bool,
        not_in: Vec<i32>,
    },
    List {
        fewest: Option<u64>,
        most: Option<u64>,
        unique: bool,
        items: Box<Check>,
    },
}

impl MessageRules {
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    fn compile(message: &MessageDescriptor) -> Self {
        let fields = message.fields().filter_map(FieldRules::compile).collect();
        Self { fields }
    }
}

impl Nested {
    pub(super) fn rules(&self) -> &MessageRules {
        self.rules.get_or_init(|| rules_of(&self.message))
    }
}

pub(super) fn rules_of(message: &MessageDescriptor) -> Arc<MessageRules> {
    let known = CACHE.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(rules) = known.get(message.full_name()) {
        return Arc::clone(rules);
    }
    drop(known);
    let rules = Arc::new(MessageRules::compile(message));
    let mut cache = CACHE.write().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(cache.entry(message.full_name().to_owned()).or_insert(rules))
}

impl FieldRules {
    fn compile(field: FieldDescriptor) -> Option<Self> {
        let option = options(&field);
        let required = option.as_ref().is_some_and(|rules| flag(rules, "required"));
        let check = option.as_ref().map_or(Check::Nothing, Check::compile);
        let nested = message_in(&field)
            .filter(|message| has_rules(message, &mut HashSet::new()))
            .map(|message| Nested {
                message,
                rules: OnceLock::new(),
            });
        let nothing = !required && nested.is_none() && matches!(check, Check::Nothing);
        (!nothing).then_some(Self {
            field,
            required,
            check,
            nested,
        })
    }
}

impl Check {
    fn compile(rules: &DynamicMessage) -> Self {
        if let Some(text) = message(rules, "string") {
            return Check::Text(TextRules::compile(&text));
        }
        if let Some(choice) = message(rules, "enum") {
            let not_in = list(&choice, "not_in");
            return Check::Choice {
                defined_only: flag(&choice, "defined_only"),
                not_in: not_in.iter().filter_map(Value::as_i32).collect(),
            };
        }
        if let Some(list) = message(rules, "repeated") {
            let items = message(&list, "items");
            return Check::List {
                fewest: count(&list, "min_items"),
                most: count(&list, "max_items"),
                unique: flag(&list, "unique"),
                items: Box::new(items.as_ref().map_or(Check::Nothing, Check::compile)),
            };
        }
        let number = NUMBERS.iter().find_map(|kind| message(rules, kind));
        number.map_or(Check::Nothing, |number| Check::Number {
            least: given(&number, "gte").as_ref().and_then(as_number),
            most: given(&number, "lte").as_ref().and_then(as_number),
        })
    }
}

/// A number of up to 53 bits, which all kinds in the rules are.
pub(super) fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::I32(number) => Some(f64::from(*number)),
        Value::U32(number) => Some(f64::from(*number)),
        Value::F32(number) => Some(f64::from(*number)),
        Value::F64(number) => Some(*number),
        _ => None,
    }
}

fn options(field: &FieldDescriptor) -> Option<DynamicMessage> {
    let option = field.parent_pool().get_extension_by_name(OPTION)?;
    let options = field.options();
    if !options.has_extension(&option) {
        return None;
    }
    options.get_extension(&option).as_message().cloned()
}

/// The message that a field, its items or the values of its map are.
fn message_in(field: &FieldDescriptor) -> Option<MessageDescriptor> {
    let Kind::Message(message) = field.kind() else {
        return None;
    };
    if !field.is_map() {
        return Some(message);
    }
    match message.map_entry_value_field().kind() {
        Kind::Message(value) => Some(value),
        _ => None,
    }
}

fn has_rules(message: &MessageDescriptor, seen: &mut HashSet<String>) -> bool {
    if !seen.insert(message.full_name().to_owned()) {
        return false;
    }
    message.fields().any(|field| {
        options(&field).is_some() || message_in(&field).is_some_and(|inner| has_rules(&inner, seen))
    })
}

pub(super) fn given(rules: &DynamicMessage, name: &str) -> Option<Value> {
    if !rules.has_field_by_name(name) {
        return None;
    }
    rules
        .get_field_by_name(name)
        .map(|value| value.into_owned())
}

pub(super) fn flag(rules: &DynamicMessage, name: &str) -> bool {
    given(rules, name).and_then(|value| value.as_bool()) == Some(true)
}

pub(super) fn count(rules: &DynamicMessage, name: &str) -> Option<u64> {
    given(rules, name).and_then(|value| value.as_u64())
}

pub(super) fn list(rules: &DynamicMessage, name: &str) -> Vec<Value> {
    let list = given(rules, name);
    list.as_ref()
        .and_then(Value::as_list)
        .map(<[_]>::to_vec)
        .unwrap_or_default()
}

fn message(rules: &DynamicMessage, name: &str) -> Option<DynamicMessage> {
    given(rules, name)?.as_message().cloned()
}
