//! The wire contracts: messages and services made from the .proto files, and
//! the descriptor set that the gateway, the access rules and the documents
//! are made from.

use std::sync::LazyLock;

use prost_reflect::DescriptorPool;

#[expect(
    unreachable_pub,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::too_many_lines,
    reason = "generated code; the .proto files are its source and its documentation"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/packages.rs"));
}

pub use generated::{asf, google};

/// All files with their imports, comments and options, as an encoded
/// `google.protobuf.FileDescriptorSet`.
pub const DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

/// The descriptors, with our options readable as extensions.
pub static DESCRIPTORS: LazyLock<DescriptorPool> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the build script wrote these very bytes"
    )]
    DescriptorPool::decode(DESCRIPTOR_SET).expect("the embedded descriptor set decodes")
});
