// Shows what happens to the case without loading the page again. Everything
// works without it.
'use strict';
(() => {
  const live = document.querySelector('[data-live]');
  const bar = document.getElementById('news');
  let first = null, busy = false, again = false;

  // renew puts the live part of the page as it is now in place of what is shown.
  const renew = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, {headers: {Accept: 'text/html'}, credentials: 'same-origin'});
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]');
        const old = document.querySelector('[data-live]');
        if (fresh && old) {
          const at = document.activeElement, open = new Set([...old.querySelectorAll('details[open]')].map(d => d.id));
          const path = old.contains(at) ? [at.id, at.getAttribute('href'), at.name] : null;
          old.replaceWith(document.adoptNode(fresh));
          for (const d of fresh.querySelectorAll('details')) if (d.id && open.has(d.id)) d.open = true;
          if (path) {
            const back = [...fresh.querySelectorAll('a,button,input,summary')].find(e => e.id === path[0] && e.getAttribute('href') === path[1] && e.name === path[2]);
            if (back) back.focus({preventScroll: true});
          }
        }
      }
    } catch (e) { /* the next event tries again */ }
    busy = false;
    if (again) { again = false; soon(); }
  };
  let timer = 0;
  const soon = () => { if (!timer) timer = setTimeout(() => { timer = 0; renew(); }, 400); };

  const typing = () => { const a = document.activeElement; return a && live && live.contains(a) && /^(INPUT|TEXTAREA|SELECT)$/.test(a.tagName); };

  const tell = more => {
    if (!bar) return;
    bar.querySelector('span').textContent = more === 1 ? '1 new report is read' : more + ' new reports are read';
    bar.hidden = false;
  };
  if (bar) {
    const [show, close] = bar.querySelectorAll('button');
    show.addEventListener('click', () => { bar.hidden = true; location.reload(); });
    close.addEventListener('click', () => { bar.hidden = true; });
  }

  const batch = live && live.dataset.live.startsWith('batch:') ? live.dataset.live.slice(6) : '';
  const news = new EventSource('/api/progress');
  news.addEventListener('document', e => {
    if (batch && JSON.parse(e.data).batch === batch) soon();
  });
  news.addEventListener('case', e => {
    const now = JSON.parse(e.data);
    if (first === null) { // what happened while the page was on its way
      first = now;
      if (live && (batch || +live.dataset.read !== now.read)) soon();
      return;
    }
    const more = now.read - first.read;
    const changed = more !== 0 || now.waiting !== first.waiting || now.failed !== first.failed || now.edits !== first.edits || now.documents !== first.documents;
    if (!changed || batch) return;
    if (live && !typing()) { first = now; soon(); } else if (more > 0) tell(more);
  });
  addEventListener('pagehide', () => news.close());
  addEventListener('pageshow', e => { if (e.persisted) location.reload(); });

  // Files that are dropped anywhere on the form are handed in with it.
  const files = document.getElementById('files');
  if (files) {
    const form = files.form;
    for (const t of ['dragenter', 'dragover']) form.addEventListener(t, e => { if (e.dataTransfer.types.includes('Files')) { e.preventDefault(); form.classList.add('over'); } });
    form.addEventListener('dragleave', e => { if (!form.contains(e.relatedTarget)) form.classList.remove('over'); });
    form.addEventListener('drop', e => { if (e.dataTransfer.files.length) { e.preventDefault(); form.classList.remove('over'); files.files = e.dataTransfer.files; } });
  }
})();
