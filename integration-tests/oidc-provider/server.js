// A sign-in service as others run it (OpenID Connect, code flow with PKCE), for
// the tests: whoever types a known name is that person, with any password.
//
// PEOPLE      {"<name>": {"email": …, "email_verified": …, "name": …}}, with any
//             other claims of a profile
// REDIRECTS   the addresses that it may send a browser back to, as a JSON list
//
// The first line on standard output is its address. It ends with its standard
// input, so that it does not outlive the test.

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

// The library's notices; standard output is for the address alone.
console.info = console.error;

const people = JSON.parse(process.env.PEOPLE ?? "{}");
const redirects = JSON.parse(process.env.REDIRECTS ?? "[]");

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };
}

function provider(issuer) {
  const made = new Provider(issuer, {
    clients: [
      {
        client_id: "asf",
        client_secret: process.env.CLIENT_SECRET,
        // At any port of this machine: the site gets its own after this.
        application_type: "native",
        redirect_uris: redirects,
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: profileClaims() },
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [signingKey()] },
    pkce: { required: () => true },
    findAccount: (_, name) =>
      people[name] && { accountId: name, claims: () => ({ sub: name, ...people[name] }) },
  });
  // As some services write it, though the standard has a number.
  made.use(async (ctx, next) => {
    await next();
    const { body } = ctx;
    if (body?.expires_in) ctx.body = { ...body, expires_in: String(body.expires_in) };
  });
  return made;
}

// What the people have beside their address.
function profileClaims() {
  const all = Object.values(people).flatMap((person) => Object.keys(person));
  return ["name", ...new Set(all)].filter((it) => !it.startsWith("email"));
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on("request", provider(issuer).callback());
  console.log(issuer);
});
process.stdin.resume().on("end", () => process.exit(0));
