/* A button beside each password shows what is typed; sending the form hides it again. Without this script passwords
   stay hidden. */
(() => {
  "use strict";
  const model = document.getElementById("reveal")?.content.firstElementChild;
  if (!model) return;

  function add(field) {
    const button = model.cloneNode(true), box = document.createElement("span");
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.textContent = shown ? button.dataset.shown : button.dataset.hidden;
    };
    box.className = "revealed";
    field.replaceWith(box);
    box.append(field, button);
    for (const [name, value] of Object.entries({ autocapitalize: "off", autocorrect: "off", spellcheck: "false", "data-no-draft": "" }))
      field.setAttribute(name, value);
    if (field.id) button.setAttribute("aria-controls", field.id);
    show(false);
    button.addEventListener("click", () => { show(field.type === "password"); field.focus(); });
    field.form?.addEventListener("submit", () => show(false));
    return field;
  }

  const all = (root) => root.querySelectorAll("input[type=password]").forEach((field) => {
    const focused = field === document.activeElement || field.autofocus;
    add(field);
    if (focused) field.focus();
  });
  all(document);
  /* The cover of idle.js comes later. */
  document.addEventListener("cover", (event) => all(event.target));
})();
