//! The engine as a whole, over made-up enterprises.

mod changes;
mod counts;
mod fixture;
mod texts;
