/* Covers a page that nobody used for a while; what was typed stays under the cover. The server holds the same rule
   without this script. Who types without turning a page is still there: once a minute the server is told so. */
(() => {
  "use strict";
  const told = document.getElementById("idle-lock");
  if (!told) return;
  const limit = told.dataset.seconds * 1000, often = Math.min(60_000, limit / 5);
  const shared = `used:${document.body.dataset.actor || ""}`;
  const store = (() => { try { return localStorage; } catch { return {}; } })();
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const post = (fields) => fetch(told.dataset.url, {
    method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(fields),
  });

  /* All tabs of one person are used together. */
  let own = Date.now(), noted = Date.now(), cover;
  const last = () => Math.max(own, Number(store[shared]) || 0);
  const used = () => { own = Date.now(); store[shared] = own; };
  used();

  for (const kind of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    addEventListener(kind, () => {
      if (cover || look()) return;
      used();
      if (own - noted < often) return;
      noted = own;
      post({}).then((answer) => { if (answer.status === 403) lock(); }).catch(() => { noted = 0; });
    }, { passive: true, capture: true });
  }

  /* A sleeping machine runs no timers: look again when the page is seen again. */
  const look = () => {
    const idle = Date.now() - last() >= limit;
    if (idle) lock(); else if (cover) unlock();
    return idle;
  };
  setInterval(look, 1000);
  for (const kind of ["pageshow", "focus"]) addEventListener(kind, look);
  document.addEventListener("visibilitychange", look);

  function lock() {
    if (cover) return;
    own = 0;
    store[shared] = 0;
    cover = told.content.firstElementChild.cloneNode(true);
    cover.addEventListener("cancel", (event) => event.preventDefault());
    cover.addEventListener("close", () => { if (cover) cover.showModal(); });
    cover.querySelector("[data-unlock]").addEventListener("submit", tryUnlock);
    document.body.append(cover);
    document.documentElement.classList.add("is-locked");
    cover.showModal();
  }

  function unlock() {
    const gone = cover;
    cover = null;
    gone.remove();
    document.documentElement.classList.remove("is-locked");
  }

  async function tryUnlock(event) {
    event.preventDefault();
    const form = event.target;
    try {
      const answer = await post(new FormData(form));
      if (answer.redirected) return say(form, told.dataset.ended);
      if (answer.ok) { noted = Date.now(); used(); return unlock(); }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      say(form, (page.querySelector("[data-wrong]") || page.querySelector(".public-card p, .reason"))?.textContent.trim());
    } catch { say(form, told.dataset.lost); }
    form.elements.unlock.value = "";
  }

  function say(form, words) {
    const line = form.querySelector("[data-says]");
    line.hidden = !words;
    line.textContent = words || "";
  }
})();
