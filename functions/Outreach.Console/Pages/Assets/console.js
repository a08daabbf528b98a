// Nothing here is needed: every page works without it.
// One press a form: a second one would wait for the first anyway.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = '1';
  if (form.id) sessionStorage.setItem('sent', store(form));
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));

// What is typed outlives a lost session or line: it is kept in this tab until a page says that it was done.
if (new URLSearchParams(location.search).has('done')) sessionStorage.removeItem(sessionStorage.getItem('sent'));
const store = form => `typed ${location.pathname} ${form.id}`;
const typed = form => [...form.elements].filter(field => field.name && !['hidden', 'password', 'file', 'submit'].includes(field.type));
for (const form of document.querySelectorAll('form[data-keep]')) {
  const kept = JSON.parse(sessionStorage.getItem(store(form)) ?? '{}');
  for (const field of typed(form)) {
    if (field.name in kept && !field.value && field.type !== 'checkbox' && field.type !== 'radio') {
      field.value = kept[field.name];
      setTimeout(() => field.dispatchEvent(new Event('input')));
    }
  }
  form.addEventListener('input', () => sessionStorage.setItem(store(form),
    JSON.stringify(Object.fromEntries(typed(form).map(field => [field.name, field.value])))));
}

// The size and price of an SMS, counted by the server: there is no second count here.
for (const box of document.querySelectorAll('[data-size]')) {
  const out = document.getElementById(box.dataset.size);
  let timer, asked = 0;
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const body = new URLSearchParams({ text: box.value });
      for (const field of box.form.elements) if (field.name && field.name !== 'text' && field.name !== box.name) body.set(field.name, field.value);
      try {
        const answer = await fetch(box.dataset.sizeAt, { method: 'POST', body });
        if (answer.ok && mine === asked) out.innerHTML = await answer.text();
      } catch { /* The last count stands until the line is back. */ }
    }, 600);
  });
}

// A clerk's sheet: Enter goes to the next row and makes one, and the sum stands below.
for (const lines of document.querySelectorAll('.lines')) {
  const live = lines.parentElement.querySelector('.live');
  const count = () => {
    let sum = 0;
    for (const field of lines.querySelectorAll('[name^=figure]')) sum += Number(field.value.replaceAll(' ', '')) || 0;
    live.hidden = sum === 0;
    live.querySelector('b').textContent = sum.toLocaleString('en', { maximumFractionDigits: 3 });
  };
  const added = row => {
    const number = Number(row.dataset.row) + 1;
    const next = row.cloneNode(true);
    next.dataset.row = number;
    for (const gone of next.querySelectorAll('.said, .fault')) gone.remove();
    for (const part of next.querySelectorAll('input, label')) {
      for (const name of ['id', 'name', 'for']) if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+$/, number));
      if (part.matches('input')) { part.type === 'checkbox' ? part.checked = false : part.value = ''; part.removeAttribute('aria-invalid'); }
    }
    for (const away of next.querySelectorAll('.away')) away.textContent = ` ${number}`;
    lines.append(next);
    return next;
  };
  lines.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !event.target.matches('input')) return;
    event.preventDefault();
    const row = event.target.closest('li');
    const next = row.nextElementSibling ?? (lines.children.length < Number(lines.dataset.most) ? added(row) : row);
    next.querySelector('input').focus();
  });
  lines.addEventListener('input', count);
  count();
}

// Blocks that move by themselves, slower when answers take long, and not while nobody looks.
for (const block of document.querySelectorAll('[data-refresh]')) {
  const again = async () => {
    const began = performance.now();
    let took = 5000;
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
        const next = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(block.id);
        took = performance.now() - began;
        if (next && next.innerHTML !== block.innerHTML) block.innerHTML = next.innerHTML;
        if (next && !('refresh' in next.dataset)) return;
      } catch { /* The line is gone for now. */ }
    }
    setTimeout(again, Math.max(5000, 4 * took));
  };
  setTimeout(again, 5000);
}

// On a phone the pages stand in a strip: the one that is open should be seen.
document.querySelector('.rail [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

document.querySelector('.faults')?.focus();
