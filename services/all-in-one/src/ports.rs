//! Which ports the servers listen on. A port that had to be found is
//! remembered, so that addresses stay the same from start to start.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
};

use anyhow::{Context, Result, bail};

/// The ports of earlier starts, and the file that they are kept in.
pub(crate) struct Ports {
    file: PathBuf,
    known: BTreeMap<String, u16>,
}

impl Ports {
    /// A file that is missing or damaged is read as far as it goes.
    pub(crate) fn read(file: PathBuf) -> Self {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let known = text.lines().filter_map(|line| {
            let (name, port) = line.split_once('=')?;
            Some((name.to_owned(), port.parse().ok()?))
        });
        Self {
            known: known.collect(),
            file,
        }
    }

    /// The port for a server: `configured` and nothing else where it is set,
    /// else `preferred`, the remembered one, or any: the first that is free.
    ///
    /// # Errors
    /// The configured port is taken, or none is free.
    pub(crate) fn choose(
        &mut self,
        name: &str,
        configured: Option<u16>,
        preferred: u16,
    ) -> Result<u16> {
        if let Some(port) = configured {
            if !is_free(port) {
                bail!("port {port} for {name} is taken; set another one or stop its owner");
            }
            return Ok(port);
        }
        let candidates = [Some(preferred), self.known.get(name).copied()];
        let port = match candidates.into_iter().flatten().find(|port| is_free(*port)) {
            Some(port) => port,
            None => any_free().with_context(|| format!("no port is free for {name}"))?,
        };
        if self.known.insert(name.to_owned(), port) != Some(port) {
            self.write()?;
        }
        Ok(port)
    }

    fn write(&self) -> Result<()> {
        let lines = self
            .known
            .iter()
            .map(|(name, port)| format!("{name}={port}\n"));
        std::fs::write(&self.file, lines.collect::<String>())
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// A port that nobody listens on.
pub(crate) fn any_free() -> std::io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken() -> (TcpListener, u16) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        (listener, port)
    }

    #[test]
    fn a_port_that_had_to_be_found_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ports");
        let (_holder, preferred) = taken();
        let found = Ports::read(file.clone()).choose("nats", None, preferred);
        let again = Ports::read(file).choose("nats", None, preferred);
        assert_eq!(found.unwrap(), again.unwrap());
    }

    #[test]
    fn a_configured_port_that_is_taken_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (_holder, port) = taken();
        let refusal = Ports::read(folder.path().join("ports"))
            .choose("nats", Some(port), 4222)
            .unwrap_err();
        assert!(refusal.to_string().contains(&port.to_string()), "{refusal}");
    }

    #[test]
    fn a_damaged_file_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ports");
        std::fs::write(&file, "nats=99999\n\npostgres=5433\nx").unwrap();
        let ports = Ports::read(file);
        assert_eq!(ports.known, BTreeMap::from([("postgres".to_owned(), 5433)]));
    }
}
