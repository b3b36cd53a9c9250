//! The end of a process by a signal.

use std::{process::Command, time::Duration};

#[tokio::test]
async fn a_request_to_end_cancels_the_token() {
    let token = chassis::shutdown::on_signals();
    assert!(!token.is_cancelled());
    let process = std::process::id().to_string();
    let sent = Command::new("kill")
        .args(["-TERM", &process])
        .status()
        .unwrap();
    assert!(sent.success());
    let cancelled = tokio::time::timeout(Duration::from_secs(20), token.cancelled()).await;
    assert!(cancelled.is_ok());
}
