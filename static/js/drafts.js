/* Drafts, on this machine, per person, for 7 days: of every form that is sent and has a text to type. Never kept:
   data-no-draft (a form or a part of it: what is sealed), passwords, codes, files, hidden values. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const drop = (test) => machine.names().filter((name) => name.startsWith("draft:") && test(name)).forEach((name) => machine.remove(name));
  const waits = document.querySelector("[data-not-done]"), sent = waits ? null : machine.get("sent");
  if (!waits) machine.remove("sent");

  /* Signing out leaves nothing on a shared machine. */
  all("form[data-sign-out]").forEach((form) => form.addEventListener("submit", () => drop(() => true)));

  /* Nobody is signed in: nothing is kept, and nothing that waits is given up. */
  const actor = document.body.dataset.actor;
  if (!actor) return;
  const prefix = `draft:${actor}:`;
  const tick = (field) => /radio|checkbox/.test(field.type);
  const secret = (field) => field.closest("[data-no-draft]") || /password|file|hidden|submit|button/.test(field.type) ||
    /password|one-time-code/.test(field.autocomplete);
  const kept = (form) => [...form.elements].filter((field) => field.name && !secret(field));
  const typed = (field) => field.matches("textarea, input:not([type]), input[type=text]:not([data-calendar])") && !secret(field);
  const read = (name) => { try { return JSON.parse(machine.get(name)); } catch { return null; } };

  const week = 7 * 864e5;
  drop((name) => !(Math.abs(Date.now() - (read(name)?.at ?? 0)) < week));

  /* Words were taken out of something since: drafts of before, which may still hold them, go. */
  for (const { dataset } of all("[data-draft-gone]")) {
    const gone = prefix + dataset.draftGone;
    drop((name) => (name === gone || (dataset.draftGone.startsWith("/") && name.startsWith(gone))) && read(name)?.at <= Number(dataset.before));
  }

  /* Only the server ends a draft: a success message, data-draft-done with its key, or another page that says nothing of
     a refusal. */
  if (sent) {
    const [name, address] = sent.split("\n");
    const done = `.message-success, [data-draft-done="${CSS.escape(name.slice(prefix.length))}"]`;
    const refused = ".error-summary, .message-error, .reason";
    if (document.querySelector(done) || (address !== location.pathname && !document.querySelector(refused))) machine.remove(name);
  }

  /* A form is known by its own key, or by where it is sent. */
  const address = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
  const seen = {};
  const key = (form) => {
    const known = form.dataset.draft || address(form);
    seen[known] = (seen[known] ?? 0) + 1;
    return seen[known] > 1 ? `${known}#${seen[known]}` : known;
  };
  /* A form that changes a row says which version was read: a draft of another version would undo others' work. */
  const version = (form) => form.querySelector("input[type=hidden][name=version]")?.value ?? "";

  for (const form of all("form[method=post]")) {
    if (form.closest("[data-no-draft]") || form.hasAttribute("data-hx-post") || form.querySelector("input[type=password]")) continue;
    if (![...form.elements].some(typed)) continue;
    const name = prefix + key(form);
    const draft = read(name);
    if (draft && (draft.version ?? "") === version(form) && !document.querySelector("[aria-invalid=true], .error-summary")) restore(form, name, draft);
    let timer;
    const save = () => {
      const values = kept(form).map(({ name, value, type, checked }) => [name, value, tick({ type }) ? checked : null]);
      if (!machine.set(name, JSON.stringify({ at: Date.now(), version: version(form), values }))) warn(form);
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 400); });
    form.addEventListener("submit", () => { clearTimeout(timer); save(); machine.set("sent", `${name}\n${address(form)}`); });
    if (!machine.lasts) warn(form);
  }

  function strip(form, id) {
    const found = document.getElementById(id)?.content.firstElementChild.cloneNode(true);
    if (found) form.before(found);
    return found;
  }

  function warn(form) {
    if (form.dataset.warned) return;
    form.dataset.warned = "1";
    strip(form, "draft-none");
  }

  function restore(form, name, draft) {
    let changed = false;
    for (const field of kept(form)) {
      const mark = tick(field);
      const found = draft.values.findIndex(([key, value]) => key === field.name && (!mark || value === field.value));
      if (found < 0) continue;
      const [[, value, checked]] = draft.values.splice(found, 1);
      if (mark ? field.checked !== checked : field.value !== value) changed = true;
      mark ? (field.checked = checked) : (field.value = value);
    }
    if (!changed) return;
    const shown = strip(form, "draft-strip");
    shown?.querySelector("[data-draft-drop]").addEventListener("click", () => { machine.remove(name); form.reset(); shown.remove(); form.elements[0]?.focus(); });
  }
})();
