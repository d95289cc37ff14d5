window.addEventListener("load", function () {
  const map = {{ map }}, key = "ems-map-{{ level }}", box = map.getContainer();
  // the wheel scrolls the page until the map has been clicked
  box.addEventListener("click", function () { map.scrollWheelZoom.enable(); });
  box.addEventListener("mouseleave", function () { map.scrollWheelZoom.disable(); });
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) || "null");
    if (kept) map.setView(kept.center, kept.zoom, { animate: false });
  } catch (error) { /* a sandboxed frame has no storage: the map then opens at its own bounds */ }
  map.on("dragend zoomend", function () {
    const place = JSON.stringify({ center: map.getCenter(), zoom: map.getZoom() });
    try { sessionStorage.setItem(key, place); } catch (error) { return; }
  });
});
