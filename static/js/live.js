/* Parts that refresh themselves (data-live) wait while the keyboard's focus is inside: it would be lost. */
(() => {
  "use strict";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.target;
    if (part.matches("[data-live]") && part.contains(document.activeElement)) event.detail.shouldSwap = false;
  });
})();
