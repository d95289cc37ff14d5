// One chart: Plotly.react changes what differs and keeps the node, so that nothing blinks. Plotly is loaded once a page.
const EMS_CHART = { displayModeBar: false, displaylogo: false, responsive: true };

const emsPlotly = () => (window.emsPlotly ??= new Promise((loaded, failed) => {
  const script = document.createElement("script");
  script.src = "/assets/vendor/plotly.min.js";
  script.onload = () => loaded(window.Plotly);
  script.onerror = () => { window.emsPlotly = null; failed(new Error("plotly.min.js")); };
  document.head.append(script);
}));

export default function (component) {
  const node = component.parentElement.querySelector(".ems-chart"), said = new TextDecoder().decode(component.data);
  if (node.emsSaid === said) return;
  node.emsSaid = said;
  const { data, layout } = JSON.parse(said);
  node.style.height = layout.height + "px";
  emsPlotly().then((Plotly) => { if (node.emsSaid === said) Plotly.react(node, data, layout, EMS_CHART); });
}
