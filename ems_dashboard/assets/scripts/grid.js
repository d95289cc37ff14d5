// @ts-check
// The county grid: cells to type or paste into, what was beside what is, totals beneath. What is
// typed is kept as a draft at once (drafts.js). The server reads and answers with what is wrong;
// here it is read for the sums alone.

import { all, filled, make, the } from "./dom.js";
import { leftWithTab } from "./left.js";
import { isBlank, readWhole, shown } from "./numbers.js";

const NARROW = "(max-width: 760px)";
const STAGES_SHOWN = 3; // target, moved, returned; the others only with the details

/**
 * @param {string} unit
 * @param {string} category
 * @param {string} field
 */
const cellName = (unit, category, field) => `c__${unit}__${category}__${field}`;

/**
 * @param {EventTarget | null} target
 * @returns {Cell | undefined}
 */
const cellOf = (target) =>
  target instanceof HTMLInputElement ? /** @type {CellInput} */ (target).cell : undefined;

/**
 * @param {Cell} cell
 * @param {Cell} other
 */
const isBelow = (cell, other) => cell.category === other.category && cell.field === other.field;

class Grid {
  /**
   * @param {HTMLElement} root
   * @param {GridData} data
   */
  constructor(root, data) {
    this.root = root;
    /** @type {GridData} */
    this.data = { ...data, drafts: { ...data.drafts, ...leftWithTab(data.prefix) } };
    const drafts = Object.entries(this.data.drafts);
    const typed = drafts.filter(([, text]) => !isBlank(text)); // emptied is untyped
    this.touched = new Set(typed.map(([name]) => name));
    /** @type {Map<string, Cell>} */
    this.cells = new Map();
    /** @type {Map<string, HTMLInputElement>} */
    this.ticks = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.sums = new Map();
    this.category = "";
    this.details = false;
    /** @type {unknown} */
    this.answered = null;
    /** @type {(pressed: GridPress) => void} */
    this.trigger = () => {};
    this.tabs = make("div", { class: "tabs", role: "group" });
    this.table = make("table");
    this.note = make("p", { class: "note hint", role: "status" }, data.text.hint);
    this.send = make("button", { type: "button", class: "send" });
    this.build();
    this.update(this.data);
    this.narrow = matchMedia(NARROW);
    this.narrow.onchange = () => this.arrange();
    this.arrange();
  }

  build() {
    this.send.onclick = () => this.check();
    this.table.append(this.head(), this.body(), make("tfoot", {}, this.totals()));
    const scroll = make("div", { class: "scroll" }, this.table);
    const acts = make("div", { class: "acts" }, this.note, this.send);
    this.root.replaceChildren(this.tabs, this.key(), scroll, acts);
    this.table.addEventListener("keydown", (event) => this.pressKey(event));
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("focusin", (event) => {
      if (event.target instanceof HTMLInputElement) event.target.select();
    });
    this.table.addEventListener("input", (event) => this.typed(cellOf(event.target)));
    this.table.addEventListener("focusout", (event) => this.left(cellOf(event.target)));
  }

  /** What the colours of the cells say. */
  key() {
    const kinds = ["empty", "stands", "filled"];
    return make("p", { class: "key" }, ...kinds.map((kind) =>
      make("span", {}, make("i", { class: kind }), this.data.text["key_" + kind])));
  }

  /**
   * @param {string} code
   * @param {string} label
   */
  tab(code, label) {
    const pressed = String(code === this.category);
    const tab = make("button", { type: "button", "aria-pressed": pressed }, label);
    tab.onclick = () => {
      this.category = code;
      this.arrange();
    };
    return tab;
  }

  head() {
    const { categories, fields, text } = this.data;
    const top = make("tr", {}, make("th", { rowspan: 2 }, text.unit));
    const below = make("tr");
    for (const { code, label } of categories) {
      top.append(make("th", { class: "category", "data-of": code, colspan: STAGES_SHOWN }, label));
      for (const field of fields)
        below.append(make("th", { "data-of": code, "data-detail": field.detail }, field.label));
    }
    return make("thead", {}, top, below);
  }

  body() {
    return make("tbody", {}, ...this.data.units.map((unit) => this.unitRow(unit)));
  }

  /** @param {GridUnit} unit */
  unitRow(unit) {
    const { categories, fields, text, drafts } = this.data;
    const label = `${unit.name} ${text.same}`;
    const tick = make("input", { type: "checkbox", title: text.same, "aria-label": label });
    tick.checked = drafts[`t__${unit.code}`] === "1";
    tick.onchange = () => {
      this.keep(`t__${unit.code}`, tick.checked ? "1" : "");
      this.count();
    };
    this.ticks.set(unit.code, tick);
    const head = make("th", {}, make("label", {}, tick, unit.name));
    const row = make("tr", { class: unit.own ? "own" : null }, head);
    for (const category of categories)
      for (const field of fields) row.append(this.cell(unit, category, field));
    return row;
  }

  /**
   * @param {GridUnit} unit
   * @param {GridCategory} category
   * @param {GridField} field
   */
  cell(unit, category, field) {
    const box = this.box(category, field);
    if (unit.without.includes(category.code)) return box;
    const name = cellName(unit.code, category.code, field.code);
    const label = `${unit.name} ${category.label} ${field.label}`;
    const says = { inputmode: "numeric", autocomplete: "off", "aria-label": label };
    const input = /** @type {CellInput} */ (make("input", says));
    /** @type {Cell} */
    const cell = { name, input, unit, category, field, was: make("small"), last: null, wrong: "" };
    input.cell = cell;
    if (this.touched.has(name)) input.value = this.data.drafts[name];
    this.cells.set(name, cell);
    box.append(input, cell.was);
    return box;
  }

  /**
   * @param {GridCategory} category
   * @param {GridField} field
   */
  box(category, field) {
    const says = { "data-of": category.code, "data-detail": field.detail };
    return make("td", { ...says, "data-label": field.label });
  }

  totals() {
    const row = make("tr", {}, make("th", {}, this.data.text.total));
    for (const category of this.data.categories) {
      for (const field of this.data.fields) {
        const box = this.box(category, field);
        this.sums.set(`${category.code}__${field.code}`, box);
        row.append(box);
      }
    }
    return row;
  }

  /**
   * A run of the page: newer figures of others, and what the server found wrong; what was typed
   * stays.
   * @param {GridData} data
   */
  update(data) {
    this.data = { ...data, units: this.data.units };
    for (const cell of this.cells.values()) {
      cell.last = data.last[cell.name] ?? null;
      const untouched = !this.touched.has(cell.name) && document.activeElement !== cell.input;
      if (untouched) cell.input.value = shown(cell.last);
    }
    if (data.answers && data.answers !== this.answered) this.mark(data.wrong);
    this.answered = data.answers || this.answered;
    const doubts = document.querySelector(".st-key-form-doubts");
    if (data.asked) doubts?.scrollIntoView({ block: "center" });
    this.count();
  }

  /**
   * What the server found wrong; a run that answers no press leaves the marks as they are.
   * @param {Record<string, string>} found a sentence by the cell's name
   */
  mark(found) {
    for (const cell of this.cells.values()) {
      cell.wrong = found[cell.name] || "";
      cell.input.setCustomValidity(cell.wrong);
      cell.input.setAttribute("aria-invalid", String(Boolean(cell.wrong)));
    }
    const first = [...this.cells.values()].find((cell) => cell.wrong);
    if (!first) return;
    if (this.category) this.category = first.category.code;
    this.arrange();
    first.input.focus();
    first.input.select();
  }

  arrange() {
    const { categories, fields, text } = this.data;
    const one = this.details || this.narrow?.matches;
    if (one && !this.category) this.category = categories[0].code;
    const pressed = String(this.details);
    const says = { type: "button", class: "more", "aria-pressed": pressed };
    const more = make("button", says, text.more);
    more.onclick = () => {
      this.details = !this.details;
      this.arrange();
    };
    const whole = one ? [] : [this.tab("", text.all)];
    this.tabs.replaceChildren(...whole, ...categories.map((c) => this.tab(c.code, c.label)), more);
    for (const box of all(this.table, "[data-of]")) box.hidden = this.isAway(box.dataset);
    const colspan = String(this.details ? fields.length : STAGES_SHOWN);
    for (const head of all(this.table, "th.category")) head.setAttribute("colspan", colspan);
    this.table.classList.toggle("details", this.details);
  }

  /** @param {DOMStringMap} box */
  isAway(box) {
    const ofAnother = Boolean(this.category) && box.of !== this.category;
    return ofAnother || ("detail" in box && !this.details);
  }

  /**
   * A cell that was emptied is as if nobody had typed: what stands from the last report comes back
   * when it is left.
   * @param {string} name
   * @param {string} value
   */
  keep(name, value) {
    if (isBlank(value)) this.touched.delete(name);
    else this.touched.add(name);
    const { prefix, hour } = this.data;
    window.emsDrafts?.put(prefix, name, value);
    if (hour) window.emsDrafts?.put(prefix, "hour", hour);
  }

  /** @param {Cell | undefined} cell */
  typed(cell) {
    if (!cell) return;
    this.unmark(cell);
    this.keep(cell.name, cell.input.value);
    this.count();
  }

  /** @param {Cell} cell */
  unmark(cell) {
    cell.input.setAttribute("aria-invalid", "false");
    cell.wrong = "";
  }

  /** @param {Cell | undefined} cell */
  left(cell) {
    if (!cell || this.touched.has(cell.name) || cell.wrong) return;
    cell.input.value = shown(cell.last);
    this.count();
  }

  /** The places to be sent: touched, or ticked as unchanged where a figure stands. */
  places() {
    /** @type {Map<string, GridPlace>} */
    const places = new Map();
    for (const cell of this.cells.values()) {
      const { code } = cell.unit;
      const key = `${code}__${cell.category.code}`;
      const ticked = Boolean(this.ticks.get(code)?.checked);
      const fresh = { unit: code, cells: [], touched: false, figure: false, ticked };
      const place = places.get(key) ?? fresh;
      place.cells.push(cell);
      place.touched ||= this.touched.has(cell.name);
      place.figure ||= !isBlank(cell.input.value) && readWhole(cell.input.value) !== 0;
      places.set(key, place);
    }
    return [...places.values()].filter((place) => place.touched || (place.ticked && place.figure));
  }

  count() {
    /** @type {Map<string, number>} */
    const sums = new Map();
    for (const cell of this.cells.values()) {
      const value = readWhole(cell.input.value);
      this.drawCell(cell, value);
      const column = `${cell.category.code}__${cell.field.code}`;
      if (!cell.unit.own && value !== null) sums.set(column, (sums.get(column) ?? 0) + value);
    }
    this.sums.forEach((box, column) => {
      box.textContent = shown(sums.get(column));
    });
    this.drawSend();
  }

  /**
   * @param {Cell} cell
   * @param {number | null} value
   */
  drawCell(cell, value) {
    const typed = this.touched.has(cell.name);
    const changed = typed && value !== cell.last;
    cell.input.classList.toggle("changed", typed);
    cell.input.classList.toggle("stands", !typed && Boolean(cell.input.value));
    const before = changed && cell.last !== null;
    const was = before ? filled(this.data.text.was, { value: shown(cell.last) }) : "";
    const said = cell.wrong || was;
    if (cell.was.textContent !== said) cell.was.textContent = said;
  }

  drawSend() {
    const { text } = this.data;
    const places = this.places();
    const units = new Set(places.map((place) => place.unit)).size;
    const rows = places.length;
    this.send.disabled = !rows;
    this.send.textContent = rows ? filled(text.send, { rows, units }) : text.send_none;
  }

  check() {
    const cells = this.places().flatMap((place) => place.cells);
    const same = this.data.units.filter((unit) => this.ticks.get(unit.code)?.checked);
    this.send.disabled = true;
    this.trigger({
      prefix: this.data.prefix,
      cells: Object.fromEntries(cells.map((cell) => [cell.name, cell.input.value])),
      same: same.map((unit) => unit.code),
      at: Date.now(),
    });
  }

  /**
   * The inputs above and below a cell; undefined where a unit has none.
   * @param {Cell} cell
   */
  column(cell) {
    return [...this.table.tBodies[0].rows].map((row) => {
      const inputs = /** @type {CellInput[]} */ (all(row, "td:not([hidden]) input"));
      return inputs.find((input) => isBelow(input.cell, cell));
    });
  }

  /** @param {KeyboardEvent} event */
  pressKey(event) {
    const cell = cellOf(event.target);
    if (!cell) return;
    const { key } = event;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.check();
    } else if (key === "Escape" && this.touched.has(cell.name)) {
      event.preventDefault();
      this.takeBack(cell);
    } else if (["Enter", "ArrowDown", "ArrowUp"].includes(key)) {
      event.preventDefault();
      this.step(cell, key === "ArrowUp" || (key === "Enter" && event.shiftKey) ? -1 : 1);
    }
  }

  /** @param {Cell} cell */
  takeBack(cell) {
    cell.input.value = "";
    this.typed(cell);
    cell.input.value = shown(cell.last);
    this.count();
  }

  /**
   * @param {Cell} cell
   * @param {number} step
   */
  step(cell, step) {
    const column = this.column(cell);
    let next = column.indexOf(cell.input) + step;
    while (next >= 0 && next < column.length && !column[next]) next += step;
    column[next]?.focus();
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const from = cellOf(event.target);
    const pasted = event.clipboardData?.getData("text") ?? "";
    const text = pasted.replace(/\r/g, "").replace(/\n$/, "");
    if (!from || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = text.split("\n").map((line) => line.split("\t").map((value) => value.trim()));
    this.sayPasted(this.take(from, rows));
    this.count();
  }

  /**
   * @param {Cell} from
   * @param {string[][]} rows
   * @returns {Pasted}
   */
  take(from, rows) {
    const { units, categories, fields } = this.data;
    const named = new Map(units.flatMap((unit) => unit.names.map((name) => [name, unit])));
    const byName = rows.some((row) => row.length > 1 && named.has(row[0]));
    const columns = this.columns();
    const first = categories.indexOf(from.category) * fields.length + fields.indexOf(from.field);
    const start = columns.indexOf(first);
    const begins = units.indexOf(from.unit);
    const told = { taken: 0, left: 0, over: 0 };
    rows.forEach((row, n) => {
      const unit = byName ? named.get(row[0]) : units[begins + n];
      const values = byName ? row.slice(1) : row;
      if (byName && !unit) {
        told.left += values.some((value) => readWhole(value) !== null) ? 1 : 0;
        return;
      }
      values.forEach((value, shift) => {
        if (this.put(unit, columns[start + shift], value)) told.taken += 1;
        else if (!isBlank(value)) told.over += 1;
      });
    });
    return told;
  }

  /** The numbers of the columns that are shown. */
  columns() {
    const heads = /** @type {HTMLElement[]} */ ([...(this.table.tHead?.rows[1].cells ?? [])]);
    return heads.flatMap((head, n) => (head.hidden ? [] : [n]));
  }

  /** @param {Pasted} told */
  sayPasted({ taken, left, over }) {
    const { text } = this.data;
    const sentence = left ? text.pasted_left : over ? text.pasted_over : text.pasted;
    this.note.className = left || over ? "note left" : "note";
    this.note.textContent = filled(sentence, { n: taken, left: left || over });
  }

  /**
   * @param {GridUnit | undefined} unit
   * @param {number | undefined} column
   * @param {string} value
   * @returns {boolean} whether there is such a cell
   */
  put(unit, column, value) {
    if (!unit || column === undefined || isBlank(value)) return false;
    const { categories, fields } = this.data;
    const category = categories[Math.floor(column / fields.length)];
    const field = fields[column % fields.length];
    const cell = this.cells.get(cellName(unit.code, category.code, field.code));
    if (!cell) return false;
    cell.input.value = value;
    this.unmark(cell);
    this.keep(cell.name, value);
    return true;
  }
}

/** @param {Component<GridData>} component */
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = /** @type {HTMLElement & {grid?: Grid}} */ (the(parentElement, ".ems-grid"));
  // Streamlit hands the same node to the next round of the form: what was handed in is not to be
  // handed in again
  if (root.grid?.data.prefix === data.prefix) root.grid.update(data);
  else root.grid = new Grid(root, data);
  root.grid.trigger = (pressed) => setTriggerValue("check", pressed);
}
