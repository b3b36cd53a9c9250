//! The writer against prost-reflect's own serializer, on all messages that
//! the contracts hold, and by hand where the two may differ.

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use prost::Message;
use prost_reflect::{DescriptorPool, MessageDescriptor, ReflectMessage};
use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, SerializeOptions, Value};

use super::shape::Shapes;
use crate::transcode::field;

fn message(name: &str) -> MessageDescriptor {
    proto::DESCRIPTORS.get_message_by_name(name).unwrap()
}

fn written(descriptor: &MessageDescriptor, wire: &[u8]) -> serde_json::Value {
    let mut shapes = Shapes::default();
    let id = shapes.add(descriptor).unwrap();
    let mut out = Vec::new();
    super::write(&shapes, id, wire, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn expected(message: &DynamicMessage) -> serde_json::Value {
    let options = SerializeOptions::new()
        .skip_default_fields(false)
        .use_proto_field_name(true);
    let json = message.serialize_with_options(serde_json::value::Serializer, &options);
    whole(json.unwrap())
}

/// Doubles without a fraction as we write them: without a fraction.
fn whole(json: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match json {
        Value::Number(number) if number.is_f64() => {
            let double = number.as_f64().unwrap();
            let is_whole = double.fract() == 0.0 && !double.to_string().starts_with("-0");
            if is_whole {
                Value::from(double as i64)
            } else {
                Value::Number(number)
            }
        }
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, it)| (name, whole(it)))
            .collect(),
        other => other,
    }
}

/// What the field options hide or call otherwise: by convention only in the
/// outermost message, since that is what an RPC answers.
fn hide(message: &MessageDescriptor, json: &mut serde_json::Value) {
    let Some(object) = json.as_object_mut() else {
        return;
    };
    for field in message.fields() {
        let Some(value) = object.remove(field.name()) else {
            continue;
        };
        if !field::is_session_cookie(&field) {
            object.insert(field::http_name(&field), value);
        }
    }
}

/// Every message of ours that can be in a reply.
fn replies() -> Vec<MessageDescriptor> {
    let ours = |message: &MessageDescriptor| message.full_name().starts_with("asf.");
    let pool: &DescriptorPool = &proto::DESCRIPTORS;
    pool.all_messages().filter(ours).collect()
}

/// Fills messages with values that a generator draws.
struct Filler {
    rng: TestRng,
}

impl Filler {
    fn below(&mut self, bound: u32) -> u32 {
        self.rng.next_u32() % bound
    }

    fn message(&mut self, descriptor: &MessageDescriptor, depth: u32) -> DynamicMessage {
        let mut message = DynamicMessage::new(descriptor.clone());
        match descriptor.full_name() {
            "google.protobuf.Timestamp" => {
                let seconds = i64::from(self.rng.next_u32()) - 2_000_000_000;
                message.set_field_by_name("seconds", Value::I64(seconds));
                let nanos = [0, 5_000_000, 123_456_000, 999_999_999][self.below(4) as usize];
                message.set_field_by_name("nanos", Value::I32(nanos));
            }
            "google.protobuf.Value" => self.any(&mut message, depth),
            "google.protobuf.FieldMask" => {
                let paths = ["name", "org_number", "service_area.county_codes"];
                let paths = paths[..self.below(4) as usize].iter();
                let paths = paths.map(|path| Value::String((*path).to_owned()));
                message.set_field_by_name("paths", Value::List(paths.collect()));
            }
            _ => {
                for field in descriptor.fields() {
                    if self.below(4) > 0 && depth < 6 {
                        let value = self.field(&field, depth);
                        message.set_field(&field, value);
                    }
                }
            }
        }
        message
    }

    fn any(&mut self, message: &mut DynamicMessage, depth: u32) {
        let descriptor = message.descriptor();
        // The oneof's members are numbered 1 to 6; 5 and 6 nest.
        let members = if depth < 5 { 6 } else { 4 };
        let field = descriptor.get_field(1 + self.below(members)).unwrap();
        let value = self.field(&field, depth);
        message.set_field(&field, value);
    }

    fn field(&mut self, field: &FieldDescriptor, depth: u32) -> Value {
        if field.is_map() {
            let Kind::Message(entry) = field.kind() else {
                unreachable!("a map's entries are messages");
            };
            let kind = entry.map_entry_value_field().kind();
            let entries =
                (0..self.below(4)).map(|_| (MapKey::String(self.text()), self.value(&kind, depth)));
            return Value::Map(entries.collect());
        }
        if field.is_list() {
            let kind = field.kind();
            let values = (0..self.below(4)).map(|_| self.value(&kind, depth));
            return Value::List(values.collect());
        }
        self.value(&field.kind(), depth)
    }

    fn value(&mut self, kind: &Kind, depth: u32) -> Value {
        let zero = self.below(4) == 0;
        match kind {
            Kind::Message(message) => Value::Message(self.message(message, depth + 1)),
            Kind::String => Value::String(self.text()),
            Kind::Bytes => Value::Bytes(self.text().into_bytes().into()),
            Kind::Bool => Value::Bool(!zero),
            Kind::Enum(names) => {
                let names: Vec<i32> = names.values().map(|value| value.number()).collect();
                let newer = 4711;
                let index = self.below(names.len() as u32 + 1) as usize;
                let null = kind.as_enum().unwrap().name() == "NullValue";
                Value::EnumNumber(if null {
                    0
                } else {
                    *names.get(index).unwrap_or(&newer)
                })
            }
            _ if zero => Value::default_value(kind),
            // Eighths, since serde_json rounds other fractions when it reads.
            Kind::Double => Value::F64(f64::from(self.rng.next_u32()) / 8.0),
            Kind::Float => Value::F32((self.rng.next_u32() >> 12) as f32 / 8.0),
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(self.rng.next_u32() as i32),
            Kind::Uint32 | Kind::Fixed32 => Value::U32(self.rng.next_u32()),
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(self.rng.next_u64() as i64),
            Kind::Uint64 | Kind::Fixed64 => Value::U64(self.rng.next_u64()),
        }
    }

    fn text(&mut self) -> String {
        let words = [
            "",
            "Caféet i Åre",
            "\"quoted\" \\ \n\t\u{1}\u{7f}",
            "日本 🌱 \u{2028}",
            "x",
        ];
        words[self.below(words.len() as u32) as usize].to_owned()
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Each fills every message that there is.
        cases: 40,
        // A seed has no smaller seed, and the failure shows the message.
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_reply_is_written_as_prost_reflect_writes_it(seed in any::<[u8; 32]>()) {
        let rng = TestRng::from_seed(prop::test_runner::RngAlgorithm::ChaCha, &seed);
        let mut filler = Filler { rng };
        for descriptor in replies() {
            let message = filler.message(&descriptor, 0);
            let found = written(&descriptor, &message.encode_to_vec());
            let mut expected = expected(&message);
            hide(&descriptor, &mut expected);
            prop_assert_eq!(found, expected, "{}", descriptor.full_name());
        }
    }

    #[test]
    fn bytes_that_are_no_message_are_refused_without_a_panic(
        wire in prop::collection::vec(any::<u8>(), 0..80),
    ) {
        let mut shapes = Shapes::default();
        let id = shapes.add(&message("asf.registry.v1.SearchEnterprisesResponse")).unwrap();
        let mut out = Vec::new();
        if super::write(&shapes, id, &wire, &mut out).is_ok() {
            prop_assert!(serde_json::from_slice::<serde_json::Value>(&out).is_ok());
        }
    }
}

#[test]
fn every_kind_of_value_is_written_as_prost_reflect_writes_it() {
    let descriptor = kinds();
    for seed in 0..200_u8 {
        let rng = TestRng::from_seed(prop::test_runner::RngAlgorithm::ChaCha, &[seed; 32]);
        let message = Filler { rng }.message(&descriptor, 0);
        assert_eq!(
            written(&descriptor, &message.encode_to_vec()),
            expected(&message)
        );
    }
}

/// A message with a field of each kind, single, repeated and as a map value.
fn kinds() -> MessageDescriptor {
    use prost_types::field_descriptor_proto::{Label, Type};
    let field = |number: i32, label: Label, r#type: Type| prost_types::FieldDescriptorProto {
        name: Some(format!("field_{number}")),
        number: Some(number),
        label: Some(label.into()),
        r#type: Some(r#type.into()),
        ..Default::default()
    };
    let kinds = [
        Type::Double,
        Type::Float,
        Type::Int64,
        Type::Uint64,
        Type::Int32,
        Type::Fixed64,
        Type::Fixed32,
        Type::Bool,
        Type::String,
        Type::Bytes,
        Type::Uint32,
        Type::Sfixed32,
        Type::Sfixed64,
        Type::Sint32,
        Type::Sint64,
    ];
    let mut fields = Vec::new();
    for (number, kind) in (1..).zip(kinds) {
        fields.push(field(number, Label::Optional, kind));
        fields.push(field(number + 100, Label::Repeated, kind));
    }
    let file = prost_types::FileDescriptorProto {
        name: Some("kinds.proto".to_owned()),
        syntax: Some("proto3".to_owned()),
        message_type: vec![prost_types::DescriptorProto {
            name: Some("Kinds".to_owned()),
            field: fields,
            ..Default::default()
        }],
        ..Default::default()
    };
    let set = prost_types::FileDescriptorSet { file: vec![file] };
    let pool = DescriptorPool::from_file_descriptor_set(set).unwrap();
    pool.get_message_by_name("Kinds").unwrap()
}

#[test]
fn scattered_and_repeated_parts_are_merged() {
    let descriptor = message("asf.registry.v1.GetEnterpriseResponse");
    let part = |enterprise: proto::asf::registry::v1::Enterprise| {
        proto::asf::registry::v1::GetEnterpriseResponse {
            enterprise: Some(enterprise),
        }
        .encode_to_vec()
    };
    let first = proto::asf::registry::v1::Enterprise {
        id: "1".to_owned(),
        slug: "old".to_owned(),
        industries: vec!["a".to_owned()],
        ..Default::default()
    };
    let second = proto::asf::registry::v1::Enterprise {
        slug: "new".to_owned(),
        industries: vec!["b".to_owned()],
        ..Default::default()
    };
    let wire = [part(first), part(second)].concat();
    let message = DynamicMessage::decode(descriptor.clone(), wire.as_slice()).unwrap();
    let found = written(&descriptor, &wire);
    assert_eq!(found, expected(&message));
    assert_eq!(found["enterprise"]["slug"], "new");
    assert_eq!(
        found["enterprise"]["industries"],
        serde_json::json!(["a", "b"])
    );
}

#[test]
fn a_field_of_a_newer_service_is_passed_over() {
    let descriptor = message("asf.registry.v1.FacetValue");
    // Field 99, a varint, before the known field 2.
    let wire = [0x98, 0x06, 0x07, 0x10, 0x05];
    let expected = serde_json::json!({"value": "", "count": 5, "selected": false});
    assert_eq!(written(&descriptor, &wire), expected);
}

#[test]
fn a_message_nested_without_end_is_refused() {
    let descriptor = message("google.protobuf.ListValue");
    let mut wire = Vec::new();
    for _ in 0..200 {
        // A list in a Value in a list …
        let mut value = vec![0x32];
        prost::encoding::encode_varint(wire.len() as u64, &mut value);
        value.extend(wire);
        wire = vec![0x0a];
        prost::encoding::encode_varint(value.len() as u64, &mut wire);
        wire.extend(value);
    }
    let mut shapes = Shapes::default();
    let id = shapes.add(&descriptor).unwrap();
    assert!(super::write(&shapes, id, &wire, &mut Vec::new()).is_err());
}
