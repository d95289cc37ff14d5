// The county grid: cells to type or paste into, what was beside what is, totals beneath. What is typed is kept as a
// draft at once (drafts.js); nothing is read here, the server reads and answers with what is wrong.
const emsPlain = (text) => text.normalize("NFKC").replace(/[,\s']/g, "");
const emsCount = (text) => (/^\d+(\.0+)?$/.test(emsPlain(text)) ? Math.round(Number(emsPlain(text))) : null);
const emsShow = (number) => (number === null || number === undefined ? "" : number.toLocaleString("en"));
const emsFill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function emsMake(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  node.append(...children);
  return node;
}

class EmsGrid {
  constructor(root, data) {
    this.root = root;
    data = { ...data, drafts: { ...data.drafts, ...emsDraftLeft(data.prefix) } };
    this.touched = new Set(Object.keys(data.drafts).filter((name) => data.drafts[name].trim())); // emptied is untyped
    this.cells = new Map();
    this.category = "";
    this.details = false;
    this.build(data);
    this.update(data);
    this.narrow = matchMedia("(max-width: 760px)");
    this.narrow.onchange = () => this.arrange();
    this.arrange();
  }

  build(data) {
    this.data = data;
    this.tabs = emsMake("div", { class: "tabs", role: "group" });
    this.table = emsMake("table", {});
    this.note = emsMake("p", { class: "note hint", role: "status" }, data.text.hint);
    this.send = emsMake("button", { type: "button", class: "send" });
    this.send.onclick = () => this.check();
    this.table.append(this.head(), this.body(), emsMake("tfoot", {}, this.totals()));
    const key = emsMake("p", { class: "key" }, ...["empty", "stands", "filled"].map((kind) =>
      emsMake("span", {}, emsMake("i", { class: kind }), data.text["key_" + kind])));
    this.root.replaceChildren(this.tabs, key, emsMake("div", { class: "scroll" }, this.table),
      emsMake("div", { class: "acts" }, this.note, this.send));
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("focusin", (event) => event.target.select?.());
    this.table.addEventListener("input", (event) => event.target.cell && this.typed(event.target.cell));
    this.table.addEventListener("focusout", (event) => event.target.cell && this.left(event.target.cell));
  }

  tab(code, label) {
    const tab = emsMake("button", { type: "button", "aria-pressed": String(code === this.category) }, label);
    tab.onclick = () => { this.category = code; this.arrange(); };
    return tab;
  }

  head() {
    const { categories, fields, text } = this.data, top = emsMake("tr", {}, emsMake("th", { rowspan: 2 }, text.unit));
    const below = emsMake("tr");
    for (const category of categories) {
      top.append(emsMake("th", { class: "category", "data-of": category.code, colspan: 3 }, category.label));
      for (const field of fields)
        below.append(emsMake("th", { "data-of": category.code, "data-detail": field.detail }, field.label));
    }
    return emsMake("thead", {}, top, below);
  }

  body() {
    return emsMake("tbody", {}, ...this.data.units.map((unit) => {
      const tick = emsMake("input", { type: "checkbox", title: this.data.text.same, "aria-label": `${unit.name} ${this.data.text.same}` });
      tick.checked = this.data.drafts[`t__${unit.code}`] === "1";
      tick.onchange = () => { this.keep(`t__${unit.code}`, tick.checked ? "1" : ""); this.count(); };
      unit.tick = tick;
      const row = emsMake("tr", { class: unit.own ? "own" : null }, emsMake("th", {}, emsMake("label", {}, tick, unit.name)));
      for (const category of this.data.categories) for (const field of this.data.fields) row.append(this.cell(unit, category, field));
      return row;
    }));
  }

  cell(unit, category, field) {
    const box = emsMake("td", { "data-of": category.code, "data-detail": field.detail, "data-label": field.label });
    if (unit.without.includes(category.code)) return box;
    const name = `c__${unit.code}__${category.code}__${field.code}`;
    const input = emsMake("input", { inputmode: "numeric", autocomplete: "off", "aria-label": `${unit.name} ${category.label} ${field.label}` });
    const cell = { name, input, unit, category, field, was: emsMake("small"), last: null };
    input.cell = cell;
    if (this.touched.has(name)) input.value = this.data.drafts[name];
    this.cells.set(name, cell);
    box.append(input, cell.was);
    return box;
  }

  totals() {
    this.sums = new Map();
    const row = emsMake("tr", {}, emsMake("th", {}, this.data.text.total));
    for (const category of this.data.categories) for (const field of this.data.fields) {
      const box = emsMake("td", { "data-of": category.code, "data-detail": field.detail, "data-label": field.label });
      this.sums.set(`${category.code}__${field.code}`, box);
      row.append(box);
    }
    return row;
  }

  // a run of the page: newer figures of others, and what the server found wrong; what was typed stays
  update(data) {
    this.data = { ...data, units: this.data.units };
    for (const cell of this.cells.values()) {
      cell.last = data.last[cell.name] ?? null;
      if (!this.touched.has(cell.name) && document.activeElement !== cell.input) cell.input.value = emsShow(cell.last);
    }
    if (data.answers && data.answers !== this.answered) this.mark(data.wrong);
    this.answered = data.answers || this.answered;
    if (data.asked) document.querySelector(".st-key-form-doubts")?.scrollIntoView({ block: "center" });
    this.count();
  }

  // what the server found wrong; a run that answers no press leaves the marks as they are
  mark(found) {
    for (const cell of this.cells.values()) {
      cell.wrong = found[cell.name] || "";
      cell.input.setCustomValidity(cell.wrong);
      cell.input.setAttribute("aria-invalid", String(Boolean(cell.wrong)));
    }
    const first = [...this.cells.values()].find((cell) => cell.wrong);
    if (first) { this.category = this.category && first.category.code; this.arrange(); first.input.focus(); first.input.select(); }
  }

  arrange() {
    const { categories, text } = this.data, one = this.details || this.narrow?.matches;
    if (one && !this.category) this.category = categories[0].code;
    const more = emsMake("button", { type: "button", class: "more", "aria-pressed": String(this.details) }, text.more);
    more.onclick = () => { this.details = !this.details; this.arrange(); };
    this.tabs.replaceChildren(...(one ? [] : [this.tab("", text.all)]), ...categories.map((c) => this.tab(c.code, c.label)), more);
    for (const box of this.table.querySelectorAll("[data-of]")) {
      const away = (this.category && box.dataset.of !== this.category) || ("detail" in box.dataset && !this.details);
      box.hidden = Boolean(away);
    }
    for (const head of this.table.querySelectorAll("th.category")) head.colSpan = this.details ? this.data.fields.length : 3;
    this.table.classList.toggle("details", this.details);
  }

  // a cell that was emptied is as if nobody had typed: what stands from the last report comes back when it is left
  keep(name, value) {
    if (value.trim()) this.touched.add(name); else this.touched.delete(name);
    window.emsDrafts?.put(this.data.prefix, name, value);
    if (this.data.hour) window.emsDrafts?.put(this.data.prefix, "hour", this.data.hour);
  }

  typed(cell) {
    cell.input.setAttribute("aria-invalid", "false");
    cell.wrong = "";
    this.keep(cell.name, cell.input.value);
    this.count();
  }

  left(cell) {
    if (this.touched.has(cell.name) || cell.wrong) return;
    cell.input.value = emsShow(cell.last);
    this.count();
  }

  places() {
    const places = new Map();
    for (const cell of this.cells.values()) {
      const place = `${cell.unit.code}__${cell.category.code}`, held = cell.input.value.trim();
      const known = places.get(place) || { unit: cell.unit.code, cells: [], in: false, any: false };
      known.cells.push(cell);
      known.in ||= this.touched.has(cell.name);
      known.any ||= Boolean(held) && emsCount(held) !== 0;
      known.in ||= cell.unit.tick.checked && known.any;
      places.set(place, known);
    }
    return [...places.values()].filter((place) => place.in);
  }

  count() {
    const { text } = this.data, sums = new Map();
    for (const cell of this.cells.values()) {
      const value = emsCount(cell.input.value), typed = this.touched.has(cell.name), changed = typed && value !== cell.last;
      cell.input.classList.toggle("changed", typed);
      cell.input.classList.toggle("stands", !typed && Boolean(cell.input.value));
      const said = cell.wrong || (changed && cell.last !== null ? emsFill(text.was, { value: emsShow(cell.last) }) : "");
      if (cell.was.textContent !== said) cell.was.textContent = said;
      const column = `${cell.category.code}__${cell.field.code}`;
      if (!cell.unit.own && value !== null) sums.set(column, (sums.get(column) || 0) + value);
    }
    this.sums.forEach((box, column) => { box.textContent = emsShow(sums.get(column)); });
    const places = this.places(), units = new Set(places.map((place) => place.unit)).size;
    this.send.disabled = !places.length;
    this.send.textContent = places.length ? emsFill(text.send, { rows: places.length, units }) : text.send_none;
  }

  check() {
    const cells = {};
    for (const place of this.places()) for (const cell of place.cells) cells[cell.name] = cell.input.value;
    const same = this.data.units.filter((unit) => unit.tick.checked).map((unit) => unit.code);
    this.send.disabled = true;
    this.trigger({ prefix: this.data.prefix, cells, same, at: Date.now() });
  }

  row(cell) {
    return [...this.table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td:not([hidden]) input")].find(
      (input) => input.cell.category === cell.category && input.cell.field === cell.field));
  }

  key(event) {
    const cell = event.target.cell, { key } = event;
    if (!cell) return;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); return this.check(); }
    if (key === "Escape" && this.touched.has(cell.name)) {
      event.preventDefault();
      cell.input.value = "";
      this.typed(cell);
      cell.input.value = emsShow(cell.last);
      return this.count();
    }
    const line = this.row(cell), at = line.indexOf(event.target), step = key === "ArrowUp" || (key === "Enter" && event.shiftKey) ? -1 : 1;
    if (["Enter", "ArrowDown", "ArrowUp"].includes(key)) {
      event.preventDefault();
      let next = at + step;
      while (next >= 0 && next < line.length && !line[next]) next += step;
      line[next]?.focus();
    }
  }

  paste(event) {
    const from = event.target.cell, text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "");
    if (!from || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    let rows = text.split("\n").map((line) => line.split("\t")), left = 0, over = 0, pasted = 0;
    const { units } = this.data, named = new Map(units.flatMap((unit, n) => unit.names.map((name) => [name, n])));
    const byName = rows.some((row) => row.length > 1 && named.has(row[0].trim()));
    const columns = [...this.table.tHead.rows[1].cells].map((head, n) => (head.hidden ? -1 : n)).filter((n) => n >= 0);
    const width = this.data.fields.length, start = columns.indexOf(
      this.data.categories.indexOf(from.category) * width + this.data.fields.indexOf(from.field));
    rows.forEach((row, n) => {
      const place = byName ? named.get(row[0].trim()) : units.indexOf(from.unit) + n, values = byName ? row.slice(1) : row;
      if (place === undefined) { left += values.some((value) => emsCount(value) !== null) ? 1 : 0; return; }
      values.map((value) => value.trim()).forEach((value, shift) => {
        if (this.put(units[place], columns[start + shift], value)) pasted += 1;
        else if (value) over += 1;
      });
    });
    const { text: word } = this.data;
    this.note.className = left || over ? "note left" : "note";
    this.note.textContent = emsFill(left ? word.pasted_left : over ? word.pasted_over : word.pasted, { n: pasted, left: left || over });
    this.count();
  }

  put(unit, column, value) {
    if (!unit || column === undefined || !value) return 0;
    const { categories, fields } = this.data, category = categories[Math.floor(column / fields.length)];
    const cell = this.cells.get(`c__${unit.code}__${category.code}__${fields[column % fields.length].code}`);
    if (!cell) return 0;
    cell.input.value = value;
    cell.input.setAttribute("aria-invalid", "false");
    cell.wrong = "";
    this.keep(cell.name, value);
    return 1;
  }
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component, root = parentElement.querySelector(".ems-grid");
  // Streamlit hands the same node to the next round of the form: what was handed in is not to be handed in again
  if (root.grid?.data.prefix === data.prefix) root.grid.update(data);
  else root.grid = new EmsGrid(root, data);
  root.grid.trigger = (value) => setTriggerValue("check", value);
}
