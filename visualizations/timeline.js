// The timeline of one party: marks that can be chosen by pointer and keys, types that can be switched off, light and dark.
(() => {
  const marks = [...document.querySelectorAll('.mark')];
  const at = (id) => document.getElementById(id);
  const seen = (mark) => !mark.hidden;
  let chosen = null;

  function theme(dark) {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }

  function reach(mark) {
    for (const other of marks) other.tabIndex = other === mark ? 0 : -1;
  }

  function choose(mark) {
    if (chosen) {
      chosen.setAttribute('aria-pressed', 'false');
      at(`m${chosen.dataset.number}`).hidden = true;
    }
    chosen = mark;
    at('hint').hidden = mark !== null;
    at('close').hidden = mark === null;
    if (mark) {
      mark.setAttribute('aria-pressed', 'true');
      at(`m${mark.dataset.number}`).hidden = false;
      at('panel').scrollTop = 0;
      reach(mark);
    }
    try {
      history.replaceState(null, '', mark ? `#m${mark.dataset.number}` : location.pathname + location.search);
    } catch {
      // A page inside another has no address of its own.
    }
  }

  const lane = (mark) => [...mark.closest('.lane').querySelectorAll('.mark')].filter(seen).sort((a, b) => a.dataset.at - b.dataset.at);

  function beside(mark, step) {
    const all = lane(mark);
    return all[all.indexOf(mark) + step];
  }

  // The mark nearest in time in the next lane that has one.
  function across(mark, step) {
    const lanes = [...document.querySelectorAll('.lane')];
    for (let i = lanes.indexOf(mark.closest('.lane')) + step; i >= 0 && i < lanes.length; i += step) {
      const all = [...lanes[i].querySelectorAll('.mark')].filter(seen);
      if (all.length) return all.reduce((best, other) => (Math.abs(other.dataset.at - mark.dataset.at) < Math.abs(best.dataset.at - mark.dataset.at) ? other : best));
    }
    return undefined;
  }

  const KEYS = {
    ArrowLeft: (mark) => beside(mark, -1), ArrowRight: (mark) => beside(mark, 1), ArrowUp: (mark) => across(mark, -1), ArrowDown: (mark) => across(mark, 1),
    Home: (mark) => lane(mark)[0], End: (mark) => lane(mark).at(-1),
  };

  document.addEventListener('keydown', (event) => {
    const mark = event.target.closest?.('.mark');
    if (event.key === 'Escape' && chosen) {
      const before = chosen;
      choose(null);
      before.blur();
      at('chart').focus();
    } else if (mark && KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key](mark)?.focus();
    }
  });

  for (const mark of marks) {
    mark.addEventListener('focus', () => choose(mark));
    mark.addEventListener('click', () => choose(mark));
  }
  for (const box of document.querySelectorAll('input[data-type]')) {
    box.addEventListener('change', () => {
      for (const mark of marks) if (mark.dataset.type === box.dataset.type) mark.hidden = !box.checked;
      for (const row of document.querySelectorAll('.lane')) row.hidden = ![...row.querySelectorAll('.mark')].some(seen);
      if (chosen?.hidden) choose(null);
      const first = marks.find(seen);
      if (first && !marks.some((mark) => seen(mark) && mark.tabIndex === 0)) reach(first);
    });
  }
  at('close').addEventListener('click', () => choose(null));
  at('theme').addEventListener('click', () => theme(document.documentElement.dataset.theme !== 'dark'));
  theme(matchMedia('(prefers-color-scheme: dark)').matches);
  if (marks.length) reach(marks[0]);
  const asked = marks.find((mark) => `#m${mark.dataset.number}` === location.hash);
  if (asked) {
    choose(asked);
    asked.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
})();
