// Says while a new password is typed which part of the rule it meets; the server decides.
const form = document.querySelector("form[data-password-rule]"), list = form.querySelector(".rule ul");
const field = (name) => form.elements[name]?.value || "";
const classes = (text) => [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(text)).length;

function met(part) {
  const password = field("new"), account = (field("account") || list.dataset.account).trim().toLowerCase();
  if (!password) return false;
  if (part === "short") return [...password].length >= Number(list.dataset.shortest);
  if (part === "classes") return classes(password) >= Number(list.dataset.classes);
  if (part === "name") return !account || !password.toLowerCase().includes(account);
  return password === field("again");
}

form.addEventListener("input", () => {
  for (const line of list.children) {
    const done = met(line.dataset.part);
    line.classList.toggle("met", done);
    line.classList.toggle("missing", !done && Boolean(field("new")) && (line.dataset.part !== "again" || Boolean(field("again"))));
  }
});
