// What was typed into a form and had not reached the server when its page went: drafts.js leaves it with the tab.
const EMS_DRAFT_LEFT = 30 * 60000;

function emsDraftLeft(prefix) {
  try {
    const left = JSON.parse(sessionStorage.getItem(`ems-${prefix}`) || "{}");
    return Date.now() - left.at < EMS_DRAFT_LEFT ? left.fields : {};
  } catch (error) { return {}; }
}
