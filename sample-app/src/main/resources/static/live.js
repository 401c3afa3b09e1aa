// Asks for a list and an item again and again with a plain fetch(url). Whether the browser asks the
// server at all, and with which entity tag, is up to its own cache; the page looks at what came of it.

const EVERY = 2000;
const SHOWN = 60_000;
const LOGGED = 14;
// What Resource Timing counts for the header fields of each answer, however long they are
const FIELDS = 300;
const MOST = 100_000;
const ENDPOINT = 'actuator/conditionalcache';

const WHY = {
  'hit': 'the browser’s copy is current',
  'miss changed': 'the content has changed since the browser stored it',
  'miss variant': 'nobody changed it, but another variant is asked for: another language, user or query',
  'unconditional': 'the browser sent no entity tag: it has nothing stored, or was told to forget it',
  'passed': 'If-Match named the current version: written',
  'failed changed': 'If-Match named an old version: nothing was written',
  'required': 'a write without If-Match: nothing was written',
  'bypass no-store': 'no tag, as the application forbids storing it',
  'bypass skipped': 'no tag, as the application has asked for none',
  'bypass cookie': 'no tag, as the answer sets a cookie',
  'bypass nonce': 'no tag, as the answer has a nonce for its scripts',
  'bypass application': 'left alone, as the application sends a tag or date itself',
  'bypass status': 'no tag, as the status is not a 2xx',
  'bypass too-large': 'no tag, as the body is longer than max-body-size',
  'bypass streaming': 'no tag, as the answer is a stream',
  'bypass raw': 'no tag, as the handler wrote to the response itself',
  'bypass error': 'no tag, as reading the version from the value failed',
  'bypass validator-error': 'no tag, as looking up the version failed; the log names the handler',
};

const $ = (id) => document.getElementById(id);
const count = new Intl.NumberFormat('en');
const say = (text) => { $('status').textContent = text; };
const percent = (share) => (share == null ? '–' : `${Math.round(share * 100)} %`);

function size(bytes) {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

// --- What the browser tells about an exchange

// No two exchanges of one URL overlap, so the URL and the start tell which one an entry is of
const waiting = new Set();

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    for (const wait of waiting) {
      if (wait.url === entry.name && entry.startTime >= wait.start) {
        wait.found(entry);
      }
    }
  }
}).observe({ type: 'resource' });

function timingOf(url, start) {
  return new Promise((resolve) => {
    const wait = { url, start };
    wait.found = (entry) => {
      clearTimeout(wait.timer);
      waiting.delete(wait);
      resolve(entry);
    };
    wait.timer = setTimeout(() => wait.found(null), EVERY);
    waiting.add(wait);
  });
}

// A script is told 200 when a 304 came, as it gets the stored content; the sizes give it away
function kindOf(method, status, timing) {
  if (status >= 400) {
    return 'failed';
  }
  if (method !== 'GET') {
    return 'write';
  }
  if (!timing || !timing.decodedBodySize) {
    return 'full';
  }
  if (timing.transferSize === 0) {
    return 'stored';
  }
  const bodiless = timing.transferSize <= FIELDS || timing.transferSize < timing.encodedBodySize;
  return bodiless || timing.responseStatus === 304 ? 'not-modified' : 'full';
}

// "miss; reason=changed; phase=early", from either field. With a 304 the browser hands out what it has
// stored, so what is told there may be the reason of an older answer
function explanationOf(response, timing, kind) {
  const named = (timing?.serverTiming ?? []).find((entry) => entry.name === 'conditional-cache');
  return [named?.description, response.headers.get('Conditional-Cache')]
    .filter((explanation) => explanation && kind !== 'stored')
    .find((explanation) => (read(explanation).result === 'hit') === (kind === 'not-modified'));
}

function read(explanation) {
  const [result, ...parameters] = explanation.split(';').map((part) => part.trim());
  return { result, ...Object.fromEntries(parameters.map((part) => part.split('='))) };
}

function why({ kind, failure, explanation }) {
  if (failure) {
    return failure;
  }
  if (kind === 'stored') {
    return 'nothing was sent: the copy is younger than max-age';
  }
  if (!explanation) {
    return 'the server does not say why: not managed, or Server-Timing and explain header are off';
  }
  const { result, reason } = read(explanation);
  return WHY[`${result} ${reason}`] ?? WHY[result] ?? 'not known here';
}

// --- Lanes: each asks for one path, one request at a time

class Lane {

  constructor(id) {
    this.id = id;
    this.track = $(id).querySelector('.track');
    this.path = $(id).dataset.url ?? '';
    this.turn = Promise.resolve();
    this.due = 0;
  }

  // Resolves to the exchange, once those before it are done
  send(options = {}) {
    this.due += 1;
    this.turn = this.turn.then(() => exchange(this, options)).finally(() => { this.due -= 1; });
    return this.turn;
  }

}

const lanes = ['list', 'item', 'other'].map((id) => new Lane(id));
const [, item, other] = lanes;
const otherLanguage = navigator.language.startsWith('fr') ? { code: 'de', name: 'German' } : { code: 'fr', name: 'French' };
let language = null;
let itemTag = null;

function optionsWithLanguage(options) {
  return language ? { ...options, headers: { ...options.headers, 'Accept-Language': language } } : options;
}

async function exchange(lane, options) {
  const url = new URL(lane.path, document.baseURI).href;
  const method = options.method ?? 'GET';
  const done = { lane, method, path: lane.path, at: Date.now(), kind: 'failed', status: 0, bytes: 0, ms: 0 };
  const timed = timingOf(url, performance.now());
  try {
    const response = await fetch(url, optionsWithLanguage(options));
    const body = await response.text();
    const timing = await timed;
    done.status = response.status;
    done.kind = kindOf(method, response.status, timing);
    done.bytes = timing?.transferSize ?? 0;
    done.content = timing?.encodedBodySize ?? 0;
    done.ms = Math.round(timing?.duration ?? 0);
    done.explanation = explanationOf(response, timing, done.kind);
    if (lane === item && response.ok) {
      showItem(JSON.parse(body), response.headers.get('ETag'));
    }
  } catch (failure) {
    done.failure = `no answer: ${failure.message}`;
  }
  draw(done);
  return done;
}

// --- Drawing

const drawn = [];
const sums = { received: 0, whole: 0 };

function answerOf({ kind, method, status }) {
  switch (kind) {
    case 'not-modified': return '304';
    case 'stored': return 'not asked';
    default: return `${method === 'GET' ? '' : `${method} `}${status || 'none'}`;
  }
}

// A share of the track; logarithmic, as a list may have a hundred times an item's bytes
function height(bytes) {
  return bytes <= FIELDS ? 0.15 : Math.min(1, 0.3 + 0.7 * Math.log(bytes / FIELDS) / Math.log(MOST / FIELDS));
}

function draw(done) {
  const mark = element('i', `mark ${done.kind}`, '');
  mark.style.setProperty('--size', height(done.bytes));
  mark.title = `${answerOf(done)}, ${size(done.bytes)}, ${done.ms} ms: ${why(done)}`;
  done.lane.track.append(mark);
  drawn.push({ mark, at: done.at });
  arrange();
  log(done);
  if (done.method === 'GET' && done.kind !== 'failed') {
    sums.received += done.bytes;
    sums.whole += done.content + FIELDS;
    $('received').textContent =
      `Received ${size(sums.received)}; without the browser’s cache it would be ${size(sums.whole)}.`;
  }
}

function arrange() {
  const now = Date.now();
  while (drawn.length && now - drawn[0].at > SHOWN) {
    drawn.shift().mark.remove();
  }
  for (const { mark, at } of drawn) {
    mark.style.setProperty('--age', (now - at) / SHOWN);
  }
}

function log(done) {
  const entry = element('li', done.kind, '');
  Object.assign(entry.dataset,
    { lane: done.lane.id, answer: answerOf(done), bytes: done.bytes, explanation: done.explanation ?? '' });
  entry.append(
    element('span', 'soft', new Date(done.at).toLocaleTimeString('en-GB')),
    element('span', '', done.lane === other ? 'also' : done.lane.id),
    element('b', '', answerOf(done)),
    element('span', 'bytes', size(done.bytes)),
    element('span', 'ms soft', `${done.ms} ms`),
    element('span', 'why', done.lane === other ? `/${done.path}: ${why(done)}` : why(done)));
  if (done.explanation) {
    entry.querySelector('.why').append(' ', element('code', 'soft', done.explanation));
  }
  $('log').prepend(entry);
  while ($('log').children.length > LOGGED) {
    $('log').lastChild.remove();
  }
}

function showItem({ name, comment }, tag) {
  itemTag = tag;
  $('name').textContent = name;
  $('comment').textContent = comment || '(none)';
  $('tag').textContent = tag ?? '(none)';
}

// --- The server's endpoint

async function readEndpoint() {
  try {
    const response = await fetch(ENDPOINT, { cache: 'no-store' });
    if (!response.ok) {
      throw new Error(response.status);
    }
    show(await response.json());
    $('missing').hidden = true;
  } catch {
    $('missing').hidden = false;
  }
  $('diagnostics').disabled = !$('missing').hidden;
}

function show({ diagnostics, totals, handlers }) {
  showDiagnostics(diagnostics);
  const results = Object.entries(totals.results).filter(([, times]) => times);
  $('totals').replaceChildren(...[
    ['Requests', count.format(totals.requests)],
    ['of these', results.map(([result, times]) => `${count.format(times)} ${result}`).join(', ') || '–'],
    ['Hit ratio', percent(totals.hitRatio)],
    ['Not sent', `${size(totals.savedBytes.exact + totals.savedBytes.estimated)}, ${size(totals.savedBytes.estimated)} of it estimated`],
  ].flatMap(([term, text]) => [element('dt', '', term), element('dd', '', text)]));
  $('handlers').replaceChildren(...Object.entries(handlers)
    .filter(([, handler]) => handler.requests)
    .map(([name, handler]) => row(name, handler)));
}

function row(name, handler) {
  const made = element('li', '', '');
  made.append(
    element('code', '', `${handler.requestMethods.join(' ')} ${handler.patterns.join(' ')}`),
    ` ${count.format(handler.requests)} requests, ${percent(handler.hitRatio)} hits `,
    element('span', 'soft', [name, handler.phase, ...handler.warnings, ...handler.advice].join('; ')));
  return made;
}

function showDiagnostics({ explainHeader, serverTiming, verifySampleRate }) {
  if (pending) {
    return;
  }
  $('explainHeader').checked = explainHeader;
  $('serverTiming').checked = serverTiming;
  if (document.activeElement !== $('verifySampleRate')) {
    $('verifySampleRate').value = verifySampleRate;
  }
  showRate();
}

function showRate() {
  $('rate').textContent = percent($('verifySampleRate').valueAsNumber);
}

// One after the other, so that the last one stands
let changes = Promise.resolve();
let pending = 0;

function change(diagnostics) {
  pending += 1;
  changes = changes.then(() => send(diagnostics)).finally(() => {
    pending -= 1;
    return readEndpoint();
  });
}

async function send(diagnostics) {
  try {
    const response = await fetch(ENDPOINT,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(diagnostics) });
    say(response.ok ? 'Changed; the next answers show it.' : `The server did not change it: ${response.status}.`);
  } catch (failure) {
    say(`The server did not change it: ${failure.message}.`);
  }
}

// --- What the user does

async function edit() {
  const comment = `Edited here at ${new Date().toLocaleTimeString('en-GB')}`;
  const written = await item.send({
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', 'If-Match': itemTag ?? '' },
    body: JSON.stringify({ comment }),
  });
  await tell(written.status === 200 ? 'Edited.' : `Not edited: ${answerOf(written)}, ${why(written)}.`);
}

async function tell(what, options) {
  const next = await item.send(options);
  say(`${what} The next answer for the item: ${answerOf(next)}, ${why(next)}.`);
}

$('edit').addEventListener('click', edit);

$('forget').addEventListener('click', async () => {
  for (const lane of lanes.filter(({ id, path }) => id !== 'item' && path)) {
    lane.send({ cache: 'reload' });
  }
  await tell('Asked as with a hard reload.', { cache: 'reload' });
});

function nameLanguage() {
  $('language').textContent = language ? 'Ask in your language' : `Ask in ${otherLanguage.name}`;
}

nameLanguage();
$('language').addEventListener('click', async () => {
  language = language ? null : otherLanguage.code;
  nameLanguage();
  await tell(language ? `Asking in ${otherLanguage.name}.` : 'Asking in your language again.');
});

$('path').addEventListener('change', () => {
  other.path = $('path').value;
  other.track.hidden = !other.path;
  if (other.path) {
    other.send();
  }
});

let paused = false;
$('pause').addEventListener('click', () => {
  paused = !paused;
  $('pause').textContent = paused ? 'Go on' : 'Pause';
});

for (const name of ['explainHeader', 'serverTiming']) {
  $(name).addEventListener('change', () => change({ [name]: $(name).checked }));
}
$('verifySampleRate').addEventListener('input', showRate);
$('verifySampleRate').addEventListener('change',
  () => change({ verifySampleRate: $('verifySampleRate').valueAsNumber }));

async function ask() {
  if (paused || document.hidden) {
    return;
  }
  arrange();
  await Promise.all(lanes.filter(({ path, due }) => path && !due).map((lane) => lane.send()));
  await readEndpoint();
}

ask();
setInterval(ask, EVERY);
