/* Small comforts: everything works without them. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  /* "/" goes to quick find. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
      const find = all("[data-find]").find((input) => input.offsetParent);
      if (find) { event.preventDefault(); find.focus(); find.select(); }
    }
    if (event.key === "Escape") {
      for (const menu of all("details.menu[open]")) {
        const inside = menu.contains(document.activeElement);
        menu.open = false;
        if (inside) menu.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;

    /* A click on a row follows its link, unless text is being marked. */
    const row = event.target.closest("tr[data-href]");
    if (row && !event.target.closest("a, button, input, label, select, summary") && !String(getSelection())) {
      const { ctrlKey, metaKey, shiftKey } = event;
      row.querySelector("a")?.dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey, metaKey, shiftKey }));
    }
  });

  /* One press sends once; after a download the button comes back. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    all("[type=submit]", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(() => release(form), 5000);
  });
  const release = (form) => {
    delete form.dataset.sent;
    all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

  /* Drafts, on this machine, per person, for 7 days. Never kept: data-no-draft (the sealed informant), passwords,
     files, hidden values. */
  let store;
  try { store = localStorage; store.getItem("draft"); } catch { return; }
  const prefix = `draft:${document.body.dataset.actor || ""}:`;
  const kept = (form) => [...form.elements].filter((field) => field.name && !field.closest("[data-no-draft]") &&
    !/password|file|hidden|submit|button/.test(field.type));
  const tick = (field) => /radio|checkbox/.test(field.type);
  const read = (name) => { try { return JSON.parse(store.getItem(name)); } catch { return null; } };
  const drop = (test) => Object.keys(store).filter((name) => name.startsWith("draft:") && test(name)).forEach((name) => store.removeItem(name));

  drop((name) => !(read(name)?.at > Date.now() - 7 * 864e5));
  const sent = store.getItem("sent");
  store.removeItem("sent");
  /* Only the server ends a draft: a success message, or data-draft-done with its key. */
  if (sent && document.querySelector(`.message-success, [data-draft-done="${CSS.escape(sent.slice(prefix.length))}"]`)) store.removeItem(sent);

  for (const form of all("form[data-draft]")) {
    const name = prefix + form.dataset.draft;
    const draft = read(name);
    if (draft && !form.querySelector("[aria-invalid=true]") && !document.querySelector(".error-summary")) restore(form, name, draft);
    let timer;
    const save = () => {
      const values = kept(form).map(({ name, value, type, checked }) => [name, value, tick({ type }) ? checked : null]);
      try { store.setItem(name, JSON.stringify({ at: Date.now(), values })); } catch { /* full */ }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 400); });
    form.addEventListener("submit", () => { clearTimeout(timer); save(); store.setItem("sent", name); });
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
    const strip = document.getElementById("draft-strip")?.content.firstElementChild.cloneNode(true);
    if (!changed || !strip) return;
    form.before(strip);
    strip.querySelector("[data-draft-drop]").addEventListener("click", () => { store.removeItem(name); form.reset(); strip.remove(); form.elements[0]?.focus(); });
  }

  /* Signing out leaves nothing on a shared machine. */
  all("form[data-sign-out]").forEach((form) => form.addEventListener("submit", () => drop(() => true)));
})();
