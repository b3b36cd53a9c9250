//! The JSON API: HTTP in, gRPC out, by nothing but the descriptors. An RPC
//! with a `google.api.http` option is served here without any code of its own.

pub(crate) mod bind;
pub(crate) mod json;
pub(crate) mod operation;
pub(crate) mod reply;
pub(crate) mod template;

mod body;
mod call;
mod codec;
pub(crate) mod cors;
pub(crate) mod etag;
pub(crate) mod field;
mod file;
mod handler;
mod matcher;
mod respond;
mod rule;
mod sse;
#[cfg(test)]
mod tests;

use prost_reflect::DescriptorPool;

use json::shape::Shapes;
use matcher::Matcher;
use operation::{Operation, WrongOptions};
use template::Template;

pub(crate) use handler::handle;

/// All operations, ready to be served.
#[derive(Debug, Default)]
pub(crate) struct Api {
    operations: Vec<Operation>,
    matcher: Matcher,
    shapes: Shapes,
}

impl Api {
    /// Fails when options make no sense: at start, not at the first request.
    pub(crate) fn compile(pool: &DescriptorPool) -> Result<Self, WrongOptions> {
        let mut api = Self::default();
        for rpc in pool
            .services()
            .flat_map(|service| service.methods().collect::<Vec<_>>())
        {
            for rule in rule::http(&rpc) {
                let operation = Operation::compile(&rpc, &rule, &mut api.shapes)?;
                let number = api.operations.len();
                api.matcher
                    .add(&operation.method, &operation.template, number)?;
                api.operations.push(operation);
            }
        }
        api.locate();
        Ok(api)
    }

    pub(crate) fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The full names of the services that have an operation.
    pub(crate) fn services(&self) -> Vec<&str> {
        let services = self.operations.iter().map(Operation::service);
        let mut services: Vec<_> = services.collect();
        services.dedup();
        services
    }

    /// Finds where the operations that make something will show it.
    fn locate(&mut self) {
        let gets = self
            .operations
            .iter()
            .filter(|it| it.method == http::Method::GET);
        let gets: Vec<Template> = gets.map(|get| get.template.clone()).collect();
        for operation in self.operations.iter_mut().filter(|it| it.creates()) {
            let child = operation.template.child("id");
            operation.location = gets.contains(&child).then_some(child);
        }
    }
}
