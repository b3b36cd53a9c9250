//! subscriber-example
