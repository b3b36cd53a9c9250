//! Compiles the .proto files without protoc and keeps the descriptor set.

use std::path::{Path, PathBuf};

const FILES: &[&str] = &[
    "asf/options/v1/options.proto",
    "asf/errors/v1/error_reason.proto",
    "asf/feed/v1/feed_service.proto",
    "asf/identity/v1/account_service.proto",
    "asf/identity/v1/claimant_service.proto",
    "asf/identity/v1/events.proto",
    "asf/identity/v1/factor_service.proto",
    "asf/identity/v1/organisation.proto",
    "asf/identity/v1/organisation_service.proto",
    "asf/identity/v1/session_service.proto",
    "asf/identity/v1/staff_service.proto",
    "asf/registry/v1/benefit_service.proto",
    "asf/registry/v1/enterprise.proto",
    "asf/registry/v1/events.proto",
    "asf/registry/v1/history_service.proto",
    "asf/registry/v1/registry_service.proto",
    "asf/registry/v1/review_service.proto",
    "asf/registry/v1/shortlist_service.proto",
    "asf/registry/v1/webhook_service.proto",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for folder in ["asf", "google", "buf"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let mut compiler = protox::Compiler::new(["."])?;
    compiler
        .include_imports(true)
        .include_source_info(true)
        .open_files(FILES)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    // Encoded by protox itself: prost's own descriptor types would drop the
    // extensions that our options are.
    std::fs::write(
        Path::new(&out).join("descriptors.bin"),
        compiler.encode_file_descriptor_set(),
    )?;
    let mut messages = tonic_prost_build::Config::new();
    // A message knows its own name, so that nobody checks it by the rules of another.
    messages.enable_type_names();
    tonic_prost_build::configure()
        .include_file("packages.rs")
        .bytes(".google.api.HttpBody.data")
        .compile_fds_with_config(compiler.file_descriptor_set(), messages)?;
    Ok(())
}
