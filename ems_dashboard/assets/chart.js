// One chart: Plotly.react changes what differs and keeps the node, so that nothing blinks. Plotly is loaded once a page.
const EMS_CHART = { displayModeBar: false, displaylogo: false, responsive: true };

const emsPlotly = () => (window.emsPlotly ??= new Promise((loaded, failed) => {
  const script = document.createElement("script");
  script.src = "/assets/vendor/plotly.min.js";
  script.onload = () => loaded(window.Plotly);
  script.onerror = () => { window.emsPlotly = null; failed(new Error("plotly.min.js")); };
  document.head.append(script);
}));

// a chart of a past picture bears its moment once it is drawn (moment.js believes it then)
function emsChartMark(node) {
  if (node.emsDrawn !== node.emsSaid) return;
  if (node.emsOf) node.dataset.asOf = node.emsOf;
  else delete node.dataset.asOf;
}

export default function (component) {
  const node = component.parentElement.querySelector(".ems-chart"), told = new TextDecoder().decode(component.data);
  const begins = told.indexOf("{"), said = told.slice(begins);
  node.emsOf = told.slice(0, begins);
  if (node.emsSaid === said) return emsChartMark(node);
  node.emsSaid = said;
  const { data, layout } = JSON.parse(said);
  node.style.height = layout.height + "px";
  emsPlotly().then(async (Plotly) => {
    if (node.emsSaid !== said) return;
    await Plotly.react(node, data, layout, EMS_CHART);
    node.emsDrawn = said;
    emsChartMark(node);
  });
}
