// Asks two instances for one note again and again, with a plain fetch(url): the browser's own cache sends
// the entity tag. How many 304s an instance has sent is told by its endpoint.

const EVERY = 1000;
const LOGGED = 10;
const NOTE = 'api/notes/130';
const HANDLER = 'NoteApiController.get';

const here = new URL('.', document.baseURI);
const there = new URL(here);
there.port = new URLSearchParams(location.search).get('other') ?? (here.port === '8081' ? '8080' : '8081');

class Instance {

  constructor(id, origin) {
    this.id = id;
    this.origin = origin;
    this.section = document.getElementById(id);
    this.tag = null;
    const link = this.section.querySelector('a');
    link.href = new URL(NOTE, origin);
    link.textContent = origin.host;
  }

  show(name, text) {
    this.section.querySelector(`.${name}`).textContent = text;
  }

  async ask() {
    try {
      const response = await fetch(new URL(NOTE, this.origin));
      const { text } = await response.json();
      this.take(text, response.headers.get('ETag'));
      const endpoint = await fetch(new URL('actuator/conditionalcache', this.origin), { cache: 'no-store' });
      const { requests = 0, results = {} } = (await endpoint.json()).handlers[HANDLER] ?? {};
      this.show('hits', results.hit ?? 0);
      this.show('misses', requests - (results.hit ?? 0));
    } catch (failure) {
      this.show('text', `(does not answer: ${failure.message})`);
    }
  }

  take(text, tag) {
    this.show('text', text);
    this.show('tag', tag ?? '(none)');
    if (this.tag !== tag) {
      this.tag = tag;
      const change = document.createElement('li');
      change.textContent = `${new Date().toLocaleTimeString('en-GB')} ${this.id}: ${tag}, “${text}”`;
      document.getElementById('changes').prepend(change);
      [...document.getElementById('changes').children].slice(LOGGED).forEach((old) => old.remove());
    }
  }

  async write() {
    const written = `Written at the ${this.id} at ${new Date().toLocaleTimeString('en-GB')}`;
    try {
      const response = await fetch(new URL(NOTE, this.origin),
        { method: 'PUT', headers: { 'Content-Type': 'text/plain' }, body: written });
      say(response.ok ? `${written}.` : `Not written: ${response.status}.`);
    } catch (failure) {
      say(`Not written: ${failure.message}.`);
    }
  }

}

const say = (text) => { document.getElementById('status').textContent = text; };

const instances = [new Instance('first', here), new Instance('second', there)];
for (const instance of instances) {
  document.getElementById(`write-${instance.id}`).addEventListener('click', () => instance.write());
}

async function ask() {
  if (!document.hidden) {
    await Promise.all(instances.map((instance) => instance.ask()));
  }
  setTimeout(ask, EVERY);
}

ask();
