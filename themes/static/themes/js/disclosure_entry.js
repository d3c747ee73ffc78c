// The grid of a disclosure: keys, pasting from Excel, rows of one's own, saving by itself. Without it the form is
// sent by its buttons. Sums and contradictions are the server's: it answers every save with what follows from it.
const form = document.getElementById('bieu-mau');
const state = form.querySelector('[data-state]');
const foundBox = form.querySelector('[data-found]');
const PAUSE = 600, AGAIN = 8000;
const fields = 'input:not([type=hidden]), textarea, select';
let timer = 0, busy = false, dirty = false, stale = false, leaving = false;

const say = (text, kind = '') => { state.textContent = text; state.dataset.state = kind; };
const editable = (cell) => cell?.querySelector(fields) ?? null;

// -- Saving -------------------------------------------------------------------------------------------
const values = () => Object.fromEntries(
  [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'csrfmiddlewaretoken'),
);

function later(pause = PAUSE) {
  if (stale) return;
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (busy) return later();
  busy = true;
  dirty = false;
  say(form.dataset.saving);
  try {
    const all = values();
    const response = await fetch(form.dataset.autosave, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ based_on: all.based_on, fields: all }),
    });
    const answer = await response.json();
    if (response.ok) accept(answer);
    else refuse(response.status, answer);
  } catch {
    say(form.dataset.unsaved, 'bad');
    later(AGAIN);
  }
  busy = false;
}

function accept(answer) {
  form.elements.based_on.value = answer.based_on;
  for (const [name, value] of Object.entries(answer.computed)) {
    const place = document.getElementById(name);
    if (place) place.textContent = value;
  }
  mark(answer.problems);
  const status = document.querySelector('[data-status]');
  if (status) status.textContent = answer.status;
  const note = form.querySelector('[data-taken-note]');
  if (note) note.hidden = !answer.unconfirmed;
  say(`${form.dataset.saved} ${answer.saved_at}. ${answer.summary}`, answer.problems.length ? 'odd' : 'good');
}

function refuse(status, answer) {
  if (answer.problems) mark(answer.problems);
  stale = status === 409;
  dirty = true;
  say(answer.message ?? form.dataset.refused, 'bad');
}

// -- Contradictions -----------------------------------------------------------------------------------
function mark(problems) {
  for (const cell of form.querySelectorAll('.is-wrong, .is-odd')) cell.classList.remove('is-wrong', 'is-odd');
  for (const words of form.querySelectorAll('.problem')) words.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  const list = document.createElement('ul');
  for (const { name, message, severity } of problems) {
    const field = document.getElementById(name);
    const cell = field?.closest('td, .entry-text');
    if (!cell) continue;
    cell.classList.add(severity === 'error' ? 'is-wrong' : 'is-odd');
    if (severity === 'error') field.setAttribute('aria-invalid', 'true');
    const id = `loi-${name}`;
    field.setAttribute('aria-describedby', id);
    let words = document.getElementById(id);
    if (!words) {
      words = Object.assign(document.createElement('span'), { className: 'problem', id });
      cell.append(words);
    }
    words.textContent += `${message} `;
    const item = document.createElement('li');
    item.className = `found--${severity}`;
    item.append(Object.assign(document.createElement('a'), { href: `#${name}`, textContent: message }));
    if (list.children.length < 12) list.append(item);
  }
  const heading = Object.assign(document.createElement('h2'), { textContent: foundBox.dataset.heading });
  foundBox.replaceChildren(...(problems.length ? [heading, list] : []));
}

// -- Moving -------------------------------------------------------------------------------------------
function step(field, rows) {
  const cell = field.closest('td');
  const lines = [...cell.closest('tbody').rows];
  for (let at = lines.indexOf(cell.parentElement) + rows; lines[at]; at += rows) {
    const next = editable(lines[at].cells[cell.cellIndex]);
    if (next && !lines[at].hidden) return focus(next);
  }
  return false;
}

function sideways(field, columns) {
  const row = field.closest('tr');
  for (let at = field.closest('td').cellIndex + columns; row.cells[at]; at += columns) {
    const next = editable(row.cells[at]);
    if (next) return focus(next);
  }
  return false;
}

function focus(field) {
  field.focus();
  field.select?.();
  return true;
}

form.addEventListener('keydown', (event) => {
  const field = event.target;
  if (!field.closest?.('.entry-table td') || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const words = field.tagName === 'TEXTAREA';
  const { key } = event;
  let moved = false;
  if (key === 'Enter' && field.tagName !== 'SELECT' && !(words && event.shiftKey)) {
    step(field, event.shiftKey ? -1 : 1);
    moved = true;
  } else if ((key === 'ArrowDown' || key === 'ArrowUp') && !words && field.tagName !== 'SELECT') {
    moved = step(field, key === 'ArrowDown' ? 1 : -1);
  } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const typing = field.type === 'text' || words;
    const whole = typing && field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const edge = typing && field.selectionStart === field.selectionEnd
      && field.selectionStart === (key === 'ArrowLeft' ? 0 : field.value.length);
    if (!typing && field.tagName !== 'SELECT' || whole || edge) moved = sideways(field, key === 'ArrowLeft' ? -1 : 1);
  }
  if (moved) event.preventDefault();
});

// -- Pasting ------------------------------------------------------------------------------------------
// A cell of several lines stands in quotation marks, as Excel hands it over.
function block(text) {
  const rows = [[]];
  const parts = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/gy;
  for (let at = 0; at <= text.length;) {
    parts.lastIndex = at;
    const found = parts.exec(text);
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    at += found[0].length;
    if (at >= text.length) break;
    if (text[at] === '\t') at += 1;
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      if (at >= text.length) break;
      rows.push([]);
    }
  }
  return rows;
}

function put(field, value) {
  const text = value.trim();
  if (field.type === 'checkbox') field.checked = !['', '0', 'không', 'false', '-'].includes(text.toLowerCase());
  else if (field.tagName === 'SELECT') field.value = [...field.options].find((one) => one.text === text)?.value ?? '';
  else field.value = text;
  touched(field);
}

form.addEventListener('paste', (event) => {
  const cell = event.target.closest?.('.entry-table td');
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const rows = block(text);
  if (!cell || (rows.length === 1 && rows[0].length === 1)) return;
  event.preventDefault();
  const body = cell.closest('tbody'), first = cell.parentElement, column = cell.cellIndex;
  let row = first;
  for (const [at, line] of rows.entries()) {
    if (at) row = row.nextElementSibling ?? addRow(row);
    if (!row || row.parentElement !== body) break;
    for (const [offset, value] of line.entries()) {
      const field = editable(row.cells[column + offset]);
      if (field) put(field, value);
    }
    if (row.dataset.own !== undefined) keepBlank(row);
  }
  later(0);
});

// -- Rows of one's own --------------------------------------------------------------------------------
const ownRows = (body, key) => [...body.querySelectorAll('tr[data-own]')].filter((row) => row.dataset.own === key);
const isBlank = (row) => [...row.querySelectorAll(fields)].every((one) => (one.type === 'checkbox' ? !one.checked : !one.value));

function addRow(last) {
  const key = last.dataset.own;
  if (key === undefined) return null;
  const number = ownRows(last.parentElement, key).length + 1;
  const row = last.cloneNode(true);
  for (const words of row.querySelectorAll('.problem, .taken, input[type=hidden]')) words.remove();
  for (const cell of row.cells) cell.classList.remove('is-wrong', 'is-odd', 'is-taken');
  for (const field of row.querySelectorAll('[id]')) {
    const name = field.id.startsWith('ten:') ? `ten:${key}:${number}` : field.id.replace(/\+\d+:/, `+${number}:`);
    field.id = name;
    if (field.name) field.name = name;
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
    if (field.type === 'checkbox') field.checked = false;
    else if (field.tagName === 'OUTPUT') field.textContent = '';
    else field.value = '';
  }
  row.hidden = false;
  last.after(row);
  return row;
}

// There is always an empty row to go on with.
function keepBlank(row) {
  const rows = ownRows(row.parentElement, row.dataset.own);
  if (rows.at(-1) === row && !isBlank(row)) addRow(row);
}

function addRemovers(row) {
  const place = row.cells[0];
  if (place.querySelector('button')) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'remove-row', textContent: '×', title: form.dataset.remove });
  button.setAttribute('aria-label', form.dataset.remove);
  place.append(button);
}
for (const row of form.querySelectorAll('tr[data-own]')) addRemovers(row);

form.addEventListener('click', (event) => {
  const button = event.target.closest('.remove-row');
  if (!button) return;
  const row = button.closest('tr');
  for (const field of row.querySelectorAll(fields)) {
    if (field.type === 'checkbox') field.checked = false;
    else field.value = '';
  }
  row.hidden = ownRows(row.parentElement, row.dataset.own).at(-1) !== row;
  later(0);
});

// -- Typing -------------------------------------------------------------------------------------------
// A value taken over that is changed needs no tick any more.
function touched(field) {
  const cell = field.closest('.is-taken');
  if (!cell || field.name?.startsWith('dung:')) return;
  cell.classList.remove('is-taken');
  for (const mark of cell.querySelectorAll('.taken, input[name^="cho:"]')) mark.remove();
}

form.addEventListener('input', ({ target }) => {
  if (target.type === 'file' || target.name === 'ly-do') return;
  touched(target);
  const row = target.closest('tr[data-own]');
  if (row) keepBlank(row);
  later();
});
form.addEventListener('change', ({ target }) => {
  if (!target.name?.startsWith('dung:') || !target.checked) return;
  const cell = target.closest('.is-taken');
  cell?.classList.replace('is-taken', 'was-taken');
});
form.addEventListener('submit', () => { leaving = true; clearTimeout(timer); });
addEventListener('beforeunload', (event) => { if ((dirty || busy) && !leaving) event.preventDefault(); });
