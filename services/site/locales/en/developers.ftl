### Webhooks, and the page for those who build on the list.

## Events

event-listed = An ASF has come onto the list
event-profile-changed = An ASF has changed its profile
event-unlisted = An ASF has left the list
event-certified = An ASF has been certified
event-certification-lapsed = A certification is not valid any more
event-benefit-reported = An ASF has told of its social benefit
event-benefit-withdrawn = An ASF has withdrawn a report of its social benefit
event-test = Test delivery

## Webhooks

hooks-title = Webhooks
hooks-lead = A webhook tells your own server what happens on the ASF list, at the moment it happens. Whoever looks after your systems knows how to use it.
hooks-empty = You have no webhooks yet. Add one, and what happens from then on is sent there.
hooks-yours = Your webhooks
hooks-new = Add a webhook
hooks-explained = How a server receives a webhook
hooks-back = All webhooks
hooks-back-to-one = Back to the webhook
hooks-never-delivered = Nothing has been delivered yet
hooks-delivered = Last delivered { $when }
hooks-off = Off
hooks-waiting-count = { $count ->
    [one] { $count } waits
   *[other] { $count } wait
  }
hooks-no-organisation-heading = Webhooks belong to organisations
hooks-no-organisation = A webhook is looked after by everybody in an organisation. Choose which one you work for, or join one first.
hooks-organisations = Your organisations

## One webhook

hooks-new-lead = Say where the events are to be sent. If you choose nothing under events, counties or industries, everything is sent.
hooks-url = Address
hooks-url-hint = Begins with https:// and leads to a server on the open internet, for example https://your-server.example/asf.
hooks-events = Events
hooks-events-hint = Nothing chosen means all, also those that are added later.
hooks-all-events = All events
hooks-counties = Counties
hooks-counties-hint = Only ASFs with their seat in one of the counties. Nothing chosen means the whole country.
hooks-all-counties = The whole country
hooks-industries = Industries
hooks-industries-hint = Only ASFs that work in one of the industries. Nothing chosen means all.
hooks-all-industries = All industries
hooks-create = Add the webhook
hooks-edit = Change
hooks-edit-title = Change the webhook
hooks-edit-lead = The change is for events from now on. What waits already is sent to the new address.
hooks-save = Save
hooks-changed = The webhook is changed.
hooks-one-title = Webhook
hooks-settings = Settings
hooks-last = Last delivered
hooks-never = Never
hooks-waiting = Waiting to be sent
hooks-old-secret = The old secret is valid until
hooks-test = Send a test delivery
hooks-new-secret = New secret
hooks-delete = Delete the webhook
hooks-delete-title = Delete the webhook?
hooks-delete-lead = Nothing more is sent to { $url }, nor what waits. The log disappears. This cannot be undone.
hooks-deleted = The webhook is deleted.
hooks-enable = Switch the webhook on
hooks-enabled = The webhook is on. What waited is sent now, and what happened in the meantime.
hooks-disabled-gone = The webhook is off: the server answered 410, that it wants no more deliveries.
hooks-disabled-failing = The webhook is off: the server took nothing for three days. Switch it on when the server works, and what waits is sent.
hooks-sent = Delivered: the server took it.
hooks-not-sent = It did not arrive. { $why }
hooks-under-way = It is under way. Load the page again in a while to see how it went.

## The secret

hooks-created-title = The webhook is added
hooks-rotate-title = New secret
hooks-rotate-lead = By the secret your server can see that a delivery comes from us. For a day after the change each delivery is signed with both the new one and the old one, so that you can change without a break.
hooks-rotate = Make a new secret
hooks-rotated-title = The new secret
hooks-secret-lead = This is the secret. By it your server sees that a delivery comes from us.
hooks-secret-label = The secret
hooks-secret-copy = Copy
hooks-secret-copied = Copied.
hooks-secret-once = The secret is shown only now. If you lose it, make a new one.
hooks-secret-old = The old secret is valid until { $when }.
hooks-secret-step-1 = Copy the secret and put it where your server has its passwords, for example in the environment variable WEBHOOK_SECRET.
hooks-secret-step-2 = Check the signature of each delivery.
hooks-secret-example = Ready-made code for it is here.
hooks-secret-step-3 = Go on, and send a test delivery.
hooks-secret-kept = I have saved the secret

## Deliveries

deliveries-title = Deliveries
deliveries-lead = The last 30 days, the latest first.
deliveries-empty = Nothing has been sent yet. Send a test delivery to see that it works.
deliveries-older = Older deliveries
delivery-delivered = Delivered
delivery-failed = Given up
delivery-again = Trying again
delivery-waiting = Under way
delivery-status = The server answered { $status }.
delivery-no-address = No server has this name.
delivery-not-allowed = The address does not lead to the open internet over https.
delivery-no-connection = The server could not be connected to.
delivery-too-slow = The server did not answer in 15 seconds.
delivery-no-http = The server does not speak HTTP.
delivery-no-secret = The secret could not be read on our side. Make a new one.
delivery-next = Next try { $when }
delivery-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
  }
delivery-resend = Send again

## When something does not work

hooks-not-a-url = Write a whole address, for example https://your-server.example/asf.
hooks-not-public = The address has to begin with https:// and lead to a server on the open internet, without a login in it.
hooks-no-address = No server has this name. Check how it is spelt.
hooks-too-many = You have as many webhooks as an organisation may have. Delete one first.
hooks-is-disabled = The webhook is off. Switch it on first.

## For developers

developers-title = For developers
developers-description = Open interfaces to the ASF list: API, events, webhooks, open data and embedding, with examples that run.
developers-lead = Everything on the ASF list may be used freely, by people and by programs. Here are the ways to it, with examples that can be copied and run as they are.
developers-ways = The ways
developers-start = Get started
developers-start-lead = Everything is found at one address:
developers-start-open = Reading needs neither an account nor a key.
developers-start-events = Each event on the list has a number that never changes. Whoever remembers the last number misses nothing.
developers-start-polite = Whoever asks too often is answered 429 with a time to wait. What you want to follow is better sent to you.
developers-copy = Copy

developers-api = Search and profiles
developers-api-lead = The same API that this website stands on: JSON over HTTP, described in OpenAPI.
developers-api-filters = Filters by county, municipality, industry, service, benefit and certification, with counts for each choice.
developers-api-as-of = as_of=2026-05-01 shows the list as it was on that day.
developers-api-errors = Errors are problems by RFC 9457, with a stable reason and each faulty field.
developers-api-docs = Documentation
developers-api-openapi = OpenAPI
developers-stream = Events as they happen
developers-stream-lead = A stream of CloudEvents (Server-Sent Events) that begins where you want and goes on for as long as you listen.
developers-stream-resume = When the connection breaks, go on with after= and your last number, or with Last-Event-ID as browsers do by themselves.
developers-stream-filters = county= and industry= narrow it. An ASF that moves out of the selection is followed up to that event.
developers-pull = Events when it suits you
developers-pull-lead = The same events, fetched in rounds: good for jobs that run once an hour.
developers-pull-copy = A copy of the list that is built from number 0 becomes exactly the list.
developers-feeds = Feeds for readers
developers-feeds-lead = New ASFs as Atom and JSON Feed, for news readers and intranets.
developers-feeds-atom = Atom
developers-feeds-json = JSON Feed
developers-snapshot = Open data
developers-snapshot-lead = The whole list in one file, without conditions (CC0). You need not ask, and need not name the source.
developers-snapshot-json = asf.json
developers-snapshot-csv = asf.csv
developers-webhooks = Webhooks
developers-webhooks-lead = Events are sent to your own server as soon as they happen, signed by Standard Webhooks. What is sent is the same CloudEvent as in the stream.
developers-webhooks-verify = Check the signature over exactly the bytes that came, before you read them. The examples below do so.
developers-webhooks-answer = Answer with a status from 200 to 299 within 15 seconds, and work afterwards. Redirects are not followed.
developers-webhooks-twice = The same event may come twice, and the order is not certain. Know it by webhook-id, and order by sequence.
developers-webhooks-retry = When it does not work we try ten times over three days, with ever longer pauses. Retry-After is honoured.
developers-webhooks-off = When the server takes nothing for three days, or answers 410, the webhook is switched off and you get a mail. All that waited is still there when you switch it on.
developers-webhooks-secret = When a secret is changed, two signatures stand in the same line for a day. Accept the one that fits.
developers-webhooks-own = Your webhooks
developers-webhooks-standard = Standard Webhooks
developers-nats = Events over NATS
developers-nats-lead = Systems that work closely with the platform can read the events from NATS JetStream. The AsyncAPI document describes each event and its schema.
developers-nats-document = AsyncAPI
developers-embed = The list on your website
developers-embed-lead = One line shows the list or the map on another website, with the filters that you choose.
developers-embed-choose = Choose and copy
