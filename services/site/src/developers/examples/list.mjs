const BASE = "https://asf.example";

const query = new URLSearchParams({ industry: "catering", page_size: 100 });
for (;;) {
  const answer = await fetch(`${BASE}/api/v1/enterprises?${query}`);
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  const page = await answer.json();
  for (const enterprise of page.enterprises) {
    console.log(enterprise.name, enterprise.municipality_code);
  }
  if (!page.next_page_token) break;
  query.set("page_token", page.next_page_token);
}
