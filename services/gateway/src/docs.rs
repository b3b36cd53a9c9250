//! The page `/api/docs`: the OpenAPI document for reading, made at start,
//! with no script and nothing from elsewhere.

mod markdown;

#[cfg(test)]
mod tests;

use std::fmt::Write;

use serde_json::Value;

use crate::error::reason;
use markdown::{escape, html};

pub(crate) const STYLE: &str = include_str!("docs/style.css");

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

pub(crate) fn page(openapi: &Value) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>API · ASF Lyfter</title>\n\
         <link rel=\"stylesheet\" href=\"/api/docs.css\">\n</head>\n<body>\n",
    );
    let operations = operations(openapi);
    navigation(&mut page, &operations);
    page.push_str("<main>\n<h1>The JSON API of ASF Lyfter</h1>\n");
    page.push_str(&html(text(&openapi["info"]["description"])));
    page.push_str("<p>For programs: <a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a>, and for the events on NATS <a href=\"/asyncapi.json\">AsyncAPI 3</a>.</p>\n");
    page.push_str("<h2>Requests</h2>\n");
    for operation in &operations {
        section(&mut page, operation);
    }
    schemas(&mut page, openapi);
    reasons(&mut page);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

struct Operation<'o> {
    method: String,
    path: &'o str,
    described: &'o Value,
}

fn operations(openapi: &Value) -> Vec<Operation<'_>> {
    let mut operations = Vec::new();
    for (path, methods) in openapi["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            if let Some(described) = methods.get(method) {
                let method = method.to_uppercase();
                operations.push(Operation {
                    method,
                    path,
                    described,
                });
            }
        }
    }
    operations
}

fn navigation(page: &mut String, operations: &[Operation<'_>]) {
    page.push_str("<nav aria-label=\"Contents\">\n<ul>\n");
    for operation in operations {
        let (id, method, path) = (operation.id(), &operation.method, escape(operation.path));
        put(
            page,
            format_args!("<li><a href=\"#{id}\"><b>{method}</b> {path}</a></li>\n"),
        );
    }
    page.push_str("<li><a href=\"#objects\">Objects</a></li>\n");
    page.push_str("<li><a href=\"#problems\">Problems</a></li>\n</ul>\n</nav>\n");
}

fn section(page: &mut String, operation: &Operation<'_>) {
    let described = operation.described;
    let (id, method, path) = (operation.id(), &operation.method, escape(operation.path));
    put(
        page,
        format_args!("<section id=\"{id}\">\n<h3><b>{method}</b> <code>{path}</code></h3>\n"),
    );
    page.push_str(&html(text(&described["description"])));
    let parameters = described["parameters"].as_array().into_iter().flatten();
    let rows = parameters.map(|parameter| Row {
        name: text(&parameter["name"]),
        kind: format!("{}, {}", text(&parameter["in"]), kind(&parameter["schema"])),
        required: parameter["required"] == true,
        meaning: text(&parameter["description"]),
    });
    table(page, "Parameters", &rows.collect::<Vec<_>>());
    if let Some(schema) = described.pointer("/requestBody/content/application~1json/schema") {
        let kind = kind(schema);
        put(page, format_args!("<p>Body: JSON, {kind}.</p>\n"));
        object(page, "Fields of the body", schema);
    }
    answers(page, &described["responses"]);
    page.push_str("</section>\n");
}

fn answers(page: &mut String, responses: &Value) {
    page.push_str("<p>Answers:</p>\n<ul>\n");
    for (status, response) in responses.as_object().into_iter().flatten() {
        // Every problem stands in the list of problems.
        let Some(content) = response.get("content").and_then(Value::as_object) else {
            continue;
        };
        for (media, content) in content {
            let kind = kind(content.get("x-event-data").unwrap_or(&content["schema"]));
            put(
                page,
                format_args!("<li>{status} <code>{media}</code>: {kind}</li>\n"),
            );
        }
    }
    let problems = responses.as_object().into_iter().flatten();
    let problems = problems.map(|(status, _)| status.as_str());
    let problems: Vec<_> = problems.filter(|it| it.starts_with(['4', '5'])).collect();
    let problems = problems.join(", ");
    put(
        page,
        format_args!("<li>{problems}: a <a href=\"#problems\">problem</a></li>\n</ul>\n"),
    );
}

fn schemas(page: &mut String, openapi: &Value) {
    page.push_str("<h2 id=\"objects\">Objects</h2>\n");
    let schemas = openapi["components"]["schemas"].as_object();
    for (name, schema) in schemas.into_iter().flatten() {
        put(
            page,
            format_args!("<section id=\"{name}\">\n<h3>{name}</h3>\n"),
        );
        page.push_str(&html(text(&schema["description"])));
        object(page, "Fields", schema);
        page.push_str("</section>\n");
    }
}

fn object(page: &mut String, caption: &str, schema: &Value) {
    let required = schema["required"].as_array();
    let required = |name: &str| required.is_some_and(|all| all.iter().any(|it| it == name));
    let fields = schema["properties"].as_object().into_iter().flatten();
    let rows = fields.map(|(name, field)| Row {
        name,
        kind: kind(field),
        required: required(name),
        meaning: text(&field["description"]),
    });
    table(page, caption, &rows.collect::<Vec<_>>());
}

fn reasons(page: &mut String) {
    page.push_str("<h2 id=\"problems\">Problems</h2>\n<dl>\n");
    for reason in reason::PROBLEMS.iter() {
        let (name, status, title) = (reason.name, reason.status.as_u16(), &reason.title);
        let meaning = html(&reason.meaning);
        put(
            page,
            format_args!(
                "<dt id=\"{name}\"><code>{name}</code> {status} {title}</dt>\n<dd>{meaning}</dd>\n"
            ),
        );
    }
    page.push_str("</dl>\n<h3 id=\"faults\">Faults of fields</h3>\n");
    page.push_str(
        "<p>The reasons of a problem's <code>errors</code>, beside those above:</p>\n<dl>\n",
    );
    for rule in reason::FIELD_RULES.iter() {
        let (name, meaning) = (rule.name, html(&rule.meaning));
        put(
            page,
            format_args!("<dt id=\"{name}\"><code>{name}</code></dt>\n<dd>{meaning}</dd>\n"),
        );
    }
    page.push_str("</dl>\n");
}

struct Row<'r> {
    name: &'r str,
    kind: String,
    required: bool,
    meaning: &'r str,
}

fn table(page: &mut String, caption: &str, rows: &[Row<'_>]) {
    if rows.is_empty() {
        return;
    }
    put(
        page,
        format_args!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n"
        ),
    );
    page.push_str("<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n");
    for row in rows {
        let name = escape(row.name);
        let required = if row.required {
            " <em>required</em>"
        } else {
            ""
        };
        let (kind, meaning) = (&row.kind, html(row.meaning));
        put(
            page,
            format_args!(
                "<tr><th scope=\"row\"><code>{name}</code>{required}</th><td>{kind}</td><td>{meaning}</td></tr>\n"
            ),
        );
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

/// The type of a schema in words, objects as links.
fn kind(schema: &Value) -> String {
    if let Some(name) = text(&schema["$ref"])
        .rsplit('/')
        .next()
        .filter(|it| !it.is_empty())
    {
        return format!("<a href=\"#{name}\">{name}</a>");
    }
    if let Some(either) = schema["anyOf"].as_array() {
        return either.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    let name = match &schema["type"] {
        Value::Array(either) => either.iter().map(text).collect::<Vec<_>>().join(" or "),
        Value::String(name) if name == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(name) => name.clone(),
        _ => "any".to_owned(),
    };
    let limits = [
        "format",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
    ];
    let limits = limits.iter().filter_map(|limit| {
        let value = schema.get(limit)?;
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        Some(format!(", {limit} {value}"))
    });
    name + &limits.collect::<String>()
}

impl Operation<'_> {
    fn id(&self) -> &str {
        text(&self.described["operationId"])
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn put(page: &mut String, piece: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = page.write_fmt(piece);
}
