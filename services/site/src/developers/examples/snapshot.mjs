const answer = await fetch("https://asf.example/data/asf.json");
if (!answer.ok) throw new Error(`${answer.status}`);
const list = await answer.json();
for (const enterprise of list.enterprises) console.log(enterprise.name);
