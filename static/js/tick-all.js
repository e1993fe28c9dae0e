/* Inside data-tick-all: a box, kept in a <template>, that ticks or clears all of it. Without JavaScript it is not shown. */
(() => {
  "use strict";
  for (const root of document.querySelectorAll("[data-tick-all]")) {
    const template = root.querySelector("template");
    const boxes = [...root.querySelectorAll("input[type=checkbox][name]")];
    if (!template || boxes.length < 2) continue;
    const question = root.querySelector("fieldset > legend");
    if (question) { question.after(template.content); template.remove(); } else template.replaceWith(template.content);
    const all = root.querySelector("[data-tick-all-box]");
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    boxes.forEach((box) => box.addEventListener("change", show));
    show();
  }
})();
