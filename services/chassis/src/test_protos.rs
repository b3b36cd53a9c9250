//! The protos that only the tests know.

use std::path::Path;

use prost_reflect::{DescriptorPool, DynamicMessage};

/// The descriptors of `testdata/bakery.proto`.
pub(crate) fn bakery() -> DescriptorPool {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [here.join("testdata"), here.join("../../proto")];
    let mut compiler = protox::Compiler::new(folders).unwrap();
    compiler
        .include_imports(true)
        .open_file("bakery.proto")
        .unwrap();
    DescriptorPool::decode(compiler.encode_file_descriptor_set().as_slice()).unwrap()
}

/// A message out of its JSON form.
pub(crate) fn bread(json: &serde_json::Value) -> DynamicMessage {
    let bread = bakery().get_message_by_name("bakery.Bread").unwrap();
    DynamicMessage::deserialize(bread, json).unwrap()
}
