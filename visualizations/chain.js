// The chain of a mineral: bars that can be chosen by pointer and keys, bands that tell their figures, light and dark.
(() => {
  const at = (id) => document.getElementById(id);
  const bars = [...document.querySelectorAll('.bar')];
  const bands = [...document.querySelectorAll('.band')];
  let chosen = null;

  function theme(dark) {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }

  function choose(bar) {
    if (chosen) {
      chosen.setAttribute('aria-pressed', 'false');
      at(`n${chosen.dataset.number}`).hidden = true;
    }
    chosen = bar;
    at('hint').hidden = bar !== null;
    at('close').hidden = bar === null;
    at('bands').classList.toggle('chosen', bar !== null);
    const number = bar?.dataset.number;
    for (const band of bands) band.classList.toggle('on', band.dataset.a === number || band.dataset.b === number);
    if (bar) {
      bar.setAttribute('aria-pressed', 'true');
      at(`n${number}`).hidden = false;
      at('panel').scrollTop = 0;
      reach(bar);
    }
    try {
      history.replaceState(null, '', bar ? `#n${number}` : location.pathname + location.search);
    } catch {
      // A page inside another has no address of its own.
    }
  }

  function reach(bar) {
    for (const other of bars) other.tabIndex = other === bar ? 0 : -1;
  }

  // The bar beside it in its column, or the one at its height in the next.
  function beside(bar, step) {
    const next = bars[bars.indexOf(bar) + step];
    return next?.dataset.column === bar.dataset.column ? next : undefined;
  }

  function across(bar, step) {
    const middle = (one) => one.firstElementChild.getBBox().y + one.firstElementChild.getBBox().height / 2;
    const column = bars.filter((one) => Number(one.dataset.column) === Number(bar.dataset.column) + step);
    return column.sort((a, b) => Math.abs(middle(a) - middle(bar)) - Math.abs(middle(b) - middle(bar)))[0];
  }

  const KEYS = {
    ArrowUp: (bar) => beside(bar, -1), ArrowDown: (bar) => beside(bar, 1), ArrowLeft: (bar) => across(bar, -1), ArrowRight: (bar) => across(bar, 1),
    Enter: (bar) => bar, ' ': (bar) => bar,
  };

  document.addEventListener('keydown', (event) => {
    const bar = event.target.closest?.('.bar');
    if (event.key === 'Escape' && chosen) {
      choose(null);
    } else if (bar && KEYS[event.key]) {
      event.preventDefault();
      const next = KEYS[event.key](bar);
      next?.focus();
      if (next) choose(next);
    }
  });

  function tip(text, event) {
    const box = at('tip');
    box.hidden = !text;
    if (!text) return;
    box.textContent = text;
    box.style.left = `${Math.min(event.clientX + 14, innerWidth - box.offsetWidth - 6)}px`;
    box.style.top = `${Math.min(event.clientY + 16, innerHeight - box.offsetHeight - 6)}px`;
  }

  at('chart').addEventListener('pointermove', (event) => {
    const what = event.target.closest('.band, .bar');
    tip(what?.dataset.says ?? what?.getAttribute('aria-label'), event);
  });
  at('chart').addEventListener('pointerleave', () => tip(''));
  for (const bar of bars) bar.addEventListener('click', () => choose(chosen === bar ? null : bar));
  at('close').addEventListener('click', () => choose(null));
  at('theme').addEventListener('click', () => theme(document.documentElement.dataset.theme !== 'dark'));
  theme(matchMedia('(prefers-color-scheme: dark)').matches);
  if (bars.length) reach(bars[0]);
  const asked = bars.find((bar) => `#n${bar.dataset.number}` === location.hash);
  if (asked) {
    choose(asked);
    asked.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
})();
