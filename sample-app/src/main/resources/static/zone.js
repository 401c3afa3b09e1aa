// Edits one zone: what was read is kept with its entity tag, and the write sends that tag
// back. A write of something that others have changed since is refused, not performed.
(() => {
  const $ = (id) => document.getElementById(id);
  const zone = $('edit').dataset.zone;
  let read = { tag: null, comment: '' };

  const say = (text) => { $('status').textContent = text; };

  const usable = (on) => {
    for (const id of ['comment', 'save', 'reload', 'overwrite']) {
      $(id).disabled = !on;
    }
  };

  async function take(response) {
    const { comment, updatedAt } = await response.json();
    read = { tag: response.headers.get('ETag'), comment };
    $('changed').textContent = updatedAt;
  }

  async function problem(response) {
    const { detail } = await response.json().catch(() => ({}));
    return `${response.status}: ${detail || response.statusText || 'no explanation'}`;
  }

  async function load() {
    const response = await fetch(zone);
    if (!response.ok) {
      throw new Error(await problem(response));
    }
    await take(response);
  }

  async function save(comment) {
    const headers = { 'Content-Type': 'application/json' };
    if (read.tag) {
      headers['If-Match'] = read.tag;
    }
    const response = await fetch(zone, { method: 'PUT', headers, body: JSON.stringify({ comment }) });
    if (response.status === 412) {
      await load();
      return conflict(comment);
    }
    if (response.status === 428) {
      return say('Not saved: the server wants to know which version you have read, and this page has '
        + `no entity tag of it. Reload the page. (${await problem(response)})`);
    }
    if (!response.ok) {
      throw new Error(await problem(response));
    }
    await take(response);
    settle('Saved.');
  }

  function settle(text) {
    $('comment').value = read.comment;
    $('conflict').hidden = true;
    say(text);
  }

  function conflict(comment) {
    $('theirs').textContent = read.comment || '(empty)';
    $('mine').textContent = comment || '(empty)';
    $('comment').value = comment;
    $('conflict').hidden = false;
    say('Not saved: somebody else was faster.');
  }

  async function run(action) {
    const focused = document.activeElement;
    say('');
    usable(false);
    try {
      await action();
    } catch (failure) {
      say(`That did not work. ${failure.message}`);
    }
    usable(true);
    if (!$('conflict').hidden) {
      $('conflict').focus();
    } else if (focused && focused !== document.body) {
      (focused.closest('#conflict') ? $('comment') : focused).focus();
    }
  }

  $('edit').addEventListener('submit', (event) => {
    event.preventDefault();
    run(() => save($('comment').value));
  });
  $('comment').addEventListener('input', () => { $('mine').textContent = $('comment').value || '(empty)'; });
  $('overwrite').addEventListener('click', () => run(() => save($('comment').value)));
  $('reload').addEventListener('click', () => run(() => settle('Now you see what is saved.')));

  // The text and its tag must come from one answer, and a page may be older than both
  run(async () => {
    await load();
    settle('');
  });
})();
