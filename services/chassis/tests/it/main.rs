//! What changes the whole process, and so needs one of its own.

#[cfg(test)]
mod shutdown;
#[cfg(test)]
mod telemetry;
