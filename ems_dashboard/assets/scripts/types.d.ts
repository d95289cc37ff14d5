// What the scripts pass to each other and what the server gives them. Read by the type checker alone.

declare const L: any; // Leaflet, vendored without types
declare const Plotly: any; // from the package plotly, without types

interface Window {
  emsFrame?: BarState;
  emsDrafts?: DraftDesk;
  emsLeaving?: boolean;
  webkitAudioContext?: typeof AudioContext;
}

/** How Streamlit mounts a component (st.components.v2). */
interface Component<Data> {
  parentElement: HTMLElement;
  data: Data;
  setTriggerValue(name: string, value: unknown): void;
}

type Texts = Record<string, string>;
type Fields = Record<string, string>;

// the stream of versions

interface Shown {
  version: number;
  stamp?: string | null;
}

interface Told {
  kind: "alive" | "version" | "failed" | "refused" | "waiting" | "here";
  data?: any;
}

interface Hub {
  retry(): void;
  want(wanted: boolean): void;
  newest(): string | null;
}

interface Stream {
  close(): void;
}

/** What a tab says to the worker. */
interface Tab {
  address: string;
  seen: boolean;
  wants: boolean;
  person: boolean;
  bye: boolean;
}

// the bar

interface MenuPage {
  name: string;
  title: string;
  href: string;
}

interface MenuGroup {
  title: string;
  pages: MenuPage[];
}

interface Person {
  name: string;
  role: string;
  unit: string;
}

interface Waiting {
  key: string;
  kind: string;
  text: string;
  due: string;
  late: boolean;
  notice: boolean;
  page: string;
  href: string;
  here: string;
}

interface KeyMoment {
  at: string;
  name: string;
  chief: boolean;
  level: string;
}

/** Moments as the address carries them: Beijing time to the minute, 2023-09-04T20:24. */
interface Moment {
  as_of: string;
  now: string;
  past: boolean;
  span: [string, string] | null;
  keys: KeyMoment[];
}

/** The clock of a demonstration. */
interface OwnClock {
  now: string;
  speed: number;
}

interface Practice {
  clock: OwnClock | null;
  speeds: number[];
  hours: { at: string; name: string }[];
  begins: string;
}

interface Tour {
  lang: string;
  stops: { page: string; point: string; title: string; seen: string; do: string }[];
  text: Texts;
  wall: { href: string; label: string };
}

interface BarData {
  lang: "zh" | "en";
  page: string;
  theme: string;
  groups: MenuGroup[];
  person: Person | null;
  waiting: Waiting[];
  address: { as_of: string | null; unit: string | null; lang: string | null };
  shown: Shown;
  written_at: string | null;
  sample: boolean;
  open: boolean;
  moment: Moment;
  practice: Practice | null;
  text: Texts;
  builtin: [string, string][];
}

interface BarParts {
  nav: HTMLElement;
  live: HTMLElement;
  age: HTMLElement;
  waiting: HTMLElement;
  sample: HTMLElement;
  person: HTMLElement;
  lang: HTMLButtonElement;
  strip: HTMLElement;
  watermark: HTMLElement;
  tour: HTMLElement;
  lostNote: HTMLElement;
}

interface MomentParts {
  box: HTMLElement;
  pill: HTMLButtonElement;
  play: HTMLButtonElement;
  back: HTMLButtonElement;
  panel: HTMLElement;
  field: HTMLInputElement;
  note: HTMLElement;
  slider: HTMLInputElement;
  ends: HTMLElement;
  keys: HTMLElement;
  panelPlay: HTMLButtonElement;
}

/** The words of store/condition.py, or what the browser finds itself. */
type Trouble = "away" | "locked" | "full" | "read_only" | "damaged";
type Lost = "" | "lost" | "refused" | Trouble;

/** What a press changes in the address. */
interface Change {
  page?: string;
  unit?: string;
  as_of?: string | null;
  lang?: string;
}

/** One for the page, whatever is drawn anew; moments of Date.now() end in At. */
interface BarState {
  data: BarData;
  root?: HTMLElement;
  bar: HTMLElement;
  part: BarParts;
  moment: MomentParts;
  tasks: { box: HTMLElement; first: HTMLAnchorElement; more: HTMLElement; list: HTMLElement };
  narrow(): boolean;
  go(change: Change): void;
  refresh(): void;
  drawLive?(): void;
  clock?: number;
  // practice.js
  ownClock?: { now_ms: number; heardAt: number; speed: number } | null;
  practice?: {
    time: HTMLElement; pause: HTMLElement; speeds: HTMLElement[]; hours: HTMLSelectElement;
  };
  ticking?: number;
  drawPill?(): void;
  // tour.js
  tour?: Tour;
  tourAsked?: string;
  pointing?: number;
  // live.js
  stream?: Stream;
  heardAt: number;
  failedAt?: number;
  triedAt?: number;
  lost?: Lost;
  pushed?: Shown;
  settled?: number | null;
  later?: number;
  asked?: string;
  askedAt: number;
  // moment.js
  speed: number;
  playing?: boolean;
  frameAt?: number | null;
  push?: History["pushState"];
  timer?: number;
  settling?: number;
  wanted?: string | null;
  wantedAt: number;
  wholeOf?: string;
  loading?: boolean;
  // waiting.js
  owed?: string[];
  title?: string;
  titled?: string;
  titles?: MutationObserver;
  toned?: number;
}

// drafts

interface DraftData {
  prefix: string;
  ticket: string;
  text: Texts;
  note: string;
  held: boolean;
  undo: boolean;
  others: string[];
}

interface DraftAnswer {
  kept: boolean;
  at: string;
  others: string[];
}

interface DraftForm {
  data: DraftData;
  line: HTMLElement;
  buttons: { drop: HTMLElement; undo: HTMLElement };
  ticket?: string;
  pending: Fields;
  flying: Fields;
  typed: Fields;
  note: string;
  others: string[];
  state?: string;
  at?: string;
  sending?: boolean;
  gone?: boolean;
  timer?: number;
  renew(): void;
  give(what: "drop" | "undo"): void;
}

interface DraftLine extends HTMLElement {
  form?: DraftForm;
}

interface DraftDesk {
  forms: Map<string, DraftForm>;
  put(prefix: string, name: string, value: string): void;
}

// the grid

interface GridUnit {
  code: string;
  name: string;
  names: string[];
  without: string[];
  own: boolean;
}

interface GridCategory {
  code: string;
  label: string;
}

interface GridField {
  code: string;
  label: string;
  detail: boolean;
}

interface GridData {
  prefix: string;
  text: Texts;
  units: GridUnit[];
  categories: GridCategory[];
  fields: GridField[];
  last: Record<string, number>;
  drafts: Fields;
  wrong: Record<string, string>;
  asked: boolean;
  answers: unknown;
  hour?: string; // that the figures are typed for
}

/** A category of a unit. */
interface GridPlace {
  unit: string;
  cells: Cell[];
  touched: boolean;
  figure: boolean;
  ticked: boolean;
}

/** Values taken, rows of nobody in the grid, values without a cell. */
interface Pasted {
  taken: number;
  left: number;
  over: number;
}

interface GridPress {
  prefix: string;
  cells: Fields;
  same: string[];
  at: number;
}

interface Cell {
  name: string;
  input: CellInput;
  unit: GridUnit;
  category: GridCategory;
  field: GridField;
  was: HTMLElement;
  last: number | null;
  wrong: string;
}

interface CellInput extends HTMLInputElement {
  cell: Cell;
}

// charts

interface ChartNode extends HTMLElement {
  emsOf?: string;
  emsSaid?: string;
  emsDrawn?: string;
}

// maps

type Spot = [number, number];
type Box = [number, number, number, number];

interface Point {
  x: number;
  y: number;
}

interface LabelProperties {
  label_kind: string;
  label_at: [number, number];
  name: string;
  label?: string;
  zooms?: [number, number];
  colour?: string;
}

interface Label {
  at: [number, number];
  kind: string;
  zooms?: [number, number];
  node: HTMLElement;
  marker: any;
}

interface Measured extends Label {
  dot: Point;
  w: number;
  h: number;
}

interface MapProperties extends LabelProperties {
  colour: string;
  fill: string;
  dash: string;
  force: number;
  kind: string;
  radius?: number;
  line?: boolean;
}

interface Feature {
  properties: MapProperties;
}

// the map of a storm

type LatLng = [number, number];

interface StormPoint {
  at: LatLng;
  name: string;
  label: string;
  said: string;
  labelled: boolean;
}

interface StormAgency {
  code: string;
  name: string;
  colour: string;
  dash: string;
  from: LatLng;
  points: StormPoint[];
}

interface Ring {
  ring: LatLng[];
  name: string;
  label_at: LatLng;
}

interface EarlierStorm {
  line: LatLng[];
  name: string;
  short: string;
  label_at: LatLng;
  said: string[];
}

interface StormMapData {
  storm: string;
  as_of: string;
  land: string;
  view: [LatLng, LatLng];
  track: { points: { at: LatLng; colour: string; said: string }[]; name: string; label: string };
  circles: (Ring & { weight: number; depth: number })[];
  cone: object | null;
  agencies: StormAgency[];
  rings: Ring[];
  lines: { line: LatLng[]; dash: string; name: string; labels_at: LatLng[] }[];
  names: LabelProperties[];
  earlier: EarlierStorm | null;
  moments: [string, string][];
  chosen: string;
  key: {
    grades: [string, string][];
    circles: [number, string][];
    cone: string;
    lines: [string, string][];
    rings: string;
    credit: string;
  };
  text: Texts;
}

interface StormReplay {
  slider: HTMLInputElement;
  ticks: HTMLElement;
  label: HTMLOutputElement;
  play: HTMLButtonElement;
}

interface StormMapState {
  map: any;
  box: HTMLElement;
  key: HTMLElement;
  replay: HTMLElement;
  hint: HTMLElement;
  shown: any;
  labels(features: LabelProperties[], dots?: LatLng[]): void;
  tip: any;
  watch: ResizeObserver;
  off: Set<string>;
  earlier: boolean;
  moved: boolean;
  fitted: string;
  data: StormMapData;
  land?: boolean;
  slider?: StormReplay;
  playing?: boolean;
  ask?(moment: string): void;
}

interface StormMapNode extends HTMLElement {
  ems: StormMapState;
  emsData?: StormMapData;
}

interface WallMap {
  [kind: string]: any;
  bounds: unknown;
  key: string;
}

interface WallPicture extends Shown {
  blocks: Record<string, string>;
  past: boolean;
  as_of: string;
  clock: string;
  map: WallMap;
}
