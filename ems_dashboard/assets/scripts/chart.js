// @ts-check
// One chart: Plotly.react changes what differs and keeps the node, so that nothing blinks. Plotly
// is loaded once a page.

import { the } from "./dom.js";

const OPTIONS = { displayModeBar: false, displaylogo: false, responsive: true };

/** @type {Promise<any> | null} */
let loading = null;

function plotly() {
  loading ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = "/assets/vendor/plotly.min.js";
    script.onload = () => loaded(Plotly);
    script.onerror = () => {
      loading = null;
      failed(new Error("plotly.min.js"));
    };
    document.head.append(script);
  });
  return loading;
}

/**
 * A chart of a past picture bears its moment once it is drawn (moment.js believes it then).
 * @param {ChartNode} node
 */
function mark(node) {
  if (node.emsDrawn !== node.emsSaid) return;
  if (node.emsOf) node.dataset.asOf = node.emsOf;
  else delete node.dataset.asOf;
}

/** @param {Component<ArrayBuffer>} component its data: the moment, then the figure as JSON */
export default function (component) {
  const node = /** @type {ChartNode} */ (the(component.parentElement, ".ems-chart"));
  const told = new TextDecoder().decode(component.data);
  const begins = told.indexOf("{");
  const said = told.slice(begins);
  node.emsOf = told.slice(0, begins);
  if (node.emsSaid === said) return mark(node);
  node.emsSaid = said;
  const { data, layout } = JSON.parse(said);
  node.style.height = layout.height + "px";
  plotly().then(async (library) => {
    if (node.emsSaid !== said) return;
    await library.react(node, data, layout, OPTIONS);
    node.emsDrawn = said;
    mark(node);
  });
}
