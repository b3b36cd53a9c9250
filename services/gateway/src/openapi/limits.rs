//! The `buf.validate` options of a field as JSON Schema.

use prost_reflect::{DynamicMessage, FieldDescriptor, Value as Proto};
use serde_json::{Map, Value, json};

/// The rules of one field; without any, all questions are answered by no.
pub(super) struct Limits(Option<DynamicMessage>);

impl Limits {
    pub(super) fn of(field: &FieldDescriptor) -> Self {
        let pool = field.parent_message().parent_pool().clone();
        let rules = pool
            .get_extension_by_name("buf.validate.field")
            .and_then(|rule| {
                let options = field.options();
                let is_set = options.has_extension(&rule);
                is_set.then(|| options.get_extension(&rule).as_message().cloned())
            });
        Self(rules.flatten())
    }

    pub(super) fn required(&self) -> bool {
        self.given(&self.0, "required") == Some(Value::Bool(true))
    }

    /// Whether a list has to hold something.
    pub(super) fn min_items(&self) -> bool {
        let count = self.given(&self.rules("repeated"), "min_items");
        count.and_then(|count| count.as_u64()).unwrap_or(0) > 0
    }

    /// How long a text may be.
    pub(super) fn max_len(&self) -> Option<u64> {
        self.given(&self.rules("string"), "max_len")?.as_u64()
    }

    /// The texts that a field may be; empty without such a rule.
    pub(super) fn one_of(&self) -> Vec<String> {
        let rules = self.rules("string");
        let list = rules
            .as_ref()
            .and_then(|rules| rules.get_field_by_name("in"));
        let list = list.as_deref().and_then(Proto::as_list).unwrap_or_default();
        list.iter()
            .filter_map(Proto::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// Adds what limits a single value.
    pub(super) fn add_to(&self, schema: &mut Map<String, Value>) {
        for (rules, rule, keyword) in [
            ("string", "min_len", "minLength"),
            ("string", "max_len", "maxLength"),
            ("string", "pattern", "pattern"),
            ("uint32", "lte", "maximum"),
            ("uint32", "gte", "minimum"),
            ("int32", "lte", "maximum"),
            ("int32", "gte", "minimum"),
            ("double", "lte", "maximum"),
            ("double", "gte", "minimum"),
        ] {
            if let Some(value) = self.given(&self.rules(rules), rule) {
                schema.insert(keyword.to_owned(), value);
            }
        }
        for form in ["email", "uri", "uuid"] {
            if self.given(&self.rules("string"), form) == Some(Value::Bool(true)) {
                schema.insert("format".to_owned(), form.into());
            }
        }
        let one_of = self.one_of();
        if !one_of.is_empty() {
            schema.insert("enum".to_owned(), json!(one_of));
        }
        // What names the texts already leaves no room for U+0000.
        if schema.contains_key("format") || schema.contains_key("enum") {
            schema.remove("pattern");
        }
        if self.required() && schema.get("type") == Some(&json!("string")) {
            schema.entry("minLength").or_insert_with(|| 1.into());
        }
    }

    /// Adds what limits a list.
    pub(super) fn add_to_list(&self, schema: &mut Map<String, Value>) {
        for (rule, keyword) in [
            ("min_items", "minItems"),
            ("max_items", "maxItems"),
            ("unique", "uniqueItems"),
        ] {
            if let Some(value) = self.given(&self.rules("repeated"), rule) {
                schema.insert(keyword.to_owned(), value);
            }
        }
    }

    fn rules(&self, kind: &str) -> Option<DynamicMessage> {
        let rules = self
            .0
            .as_ref()
            .filter(|rules| rules.has_field_by_name(kind))?;
        rules.get_field_by_name(kind)?.as_message().cloned()
    }

    fn given(&self, rules: &Option<DynamicMessage>, name: &str) -> Option<Value> {
        let rules = rules
            .as_ref()
            .filter(|rules| rules.has_field_by_name(name))?;
        match rules.get_field_by_name(name)?.as_ref() {
            Proto::Bool(value) => Some((*value).into()),
            Proto::I32(number) => Some((*number).into()),
            Proto::U32(number) => Some((*number).into()),
            Proto::U64(number) => Some((*number).into()),
            Proto::F64(number) => Some((*number).into()),
            Proto::String(text) => Some(text.as_str().into()),
            _ => None,
        }
    }
}
